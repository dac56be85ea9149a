//! Many cases: words found in them, what they came to counted, rows of an older shape written again, copies made to measure.

use crate::office::Office;
use casework::ids::PersonId;
use casework::moment::Moment;
use desk::fill::Filling;
use desk::{Clock, Desk};
use storage::{AggregateKey, Append, CaseFilter, CaseOrder, Commit, Page, Rows};

async fn found(office: &Office, person: &PersonId, words: &str) -> Vec<String> {
    let all = CaseFilter::default();
    let page = Page::first(10_000);
    let found = office
        .desk
        .search(person, &all, CaseOrder::Newest, page, words)
        .await;
    found
        .unwrap()
        .iter()
        .map(|one| one.row.number.to_string())
        .collect()
}

#[tokio::test]
async fn words_are_found_by_whoever_may_read_them_and_by_nobody_else() {
    let office = Office::open().await;
    let mut typed = Office::story();
    typed.story = "De regenton loopt OVER in de kelder.".to_owned();
    typed.name = "Fatima".to_owned();
    typed.exclude = vec![office.karim.to_string()];
    let number = office.submit(&typed, "one").await.number;
    office.submit(&Office::story(), "two").await;
    assert_eq!(
        found(&office, &office.ann, "REGENTON loopt over").await,
        [number.to_string()]
    );
    assert_eq!(
        found(&office, &office.chris, "regenton").await,
        [number.to_string()]
    );
    assert!(
        found(&office, &office.karim, "regenton").await.is_empty(),
        "excluded"
    );
    assert!(found(&office, &office.karim, number.as_str()).await.is_empty());
    assert!(
        office
            .desk
            .numbered(&office.karim, &number)
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        office
            .desk
            .numbered(&office.ann, &number)
            .await
            .unwrap()
            .is_some()
    );
    // A name that the board member must ask for is not told by a search either.
    assert!(
        found(&office, &office.ann, "fatima")
            .await
            .contains(&number.to_string())
    );
    assert!(
        !found(&office, &office.chris, "fatima")
            .await
            .contains(&number.to_string())
    );
    office.close().await;
}

#[tokio::test]
async fn each_complaint_of_a_year_is_counted_in_one_place() {
    let office = Office::open().await;
    let answered = office.submit(&Office::story(), "one").await.number;
    let withdrawn = office.submit(&Office::story(), "two").await.number;
    office.submit(&Office::story(), "three").await;
    office.answer(&answered).await;
    office
        .desk
        .withdraw(&office.id(&withdrawn).await, None, "w")
        .await
        .unwrap();
    let count = async || {
        let one = office.desk.overview(&office.bart, 2026).await.unwrap();
        (one.in_time, one.late, one.open, one.stopped, one.longest.len())
    };
    assert_eq!(count().await, (1, 0, 1, 1, 1));
    office.until("2026-11-10T09:00:00").await;
    assert_eq!(count().await, (1, 1, 0, 1, 1));
    let before = office.desk.overview(&office.bart, 2025).await.unwrap();
    assert_eq!((before.complaints(), before.years), (0, vec![2026]));
    office.close().await;
}

#[tokio::test]
async fn rows_of_an_older_shape_are_written_again_when_the_desk_opens() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    let (store, key) = (office.desk.store(), AggregateKey::case(&office.id(&number).await));
    let right = store.rows_of(&key).await.unwrap().unwrap();
    let Rows::Case(mut older) = right.clone() else {
        panic!()
    };
    older.case.causes = "unknown".to_owned();
    let mut commit = Commit::at(Moment(0));
    commit.appends.push(Append {
        aggregate: key.clone(),
        expected_sequence: store.sequence_of(&key).await.unwrap(),
        events: Vec::new(),
        rows: Rows::Case(older),
    });
    store.commit(commit).await.unwrap();
    desk::rows_again(store, Moment(0)).await.unwrap();
    assert!(office.desk.verify().await.is_err());
    let clock = Clock::standing(office.desk.clock().now());
    let again = Desk::open(store.clone(), clock, office.post.clone(), "http://x")
        .await
        .unwrap();
    assert_eq!(store.rows_of(&key).await.unwrap().unwrap(), right);
    assert!(again.verify().await.is_ok());
    office.close().await;
}

#[tokio::test]
async fn copies_made_to_measure_are_as_right_as_what_they_are_copied_from() {
    let office = Office::open().await;
    office.submit(&Office::story(), "one").await;
    let second = office.submit(&Office::story(), "two").await.number;
    office
        .desk
        .withdraw(&office.id(&second).await, None, "w")
        .await
        .unwrap();
    office.until("2027-01-15T09:00:00").await;
    office.submit(&Office::story(), "three").await;
    let filling = Filling {
        cases: 200,
        seed: 5,
        shift_millis: 0,
    };
    office.desk.fill(filling, || {}).await.unwrap();
    let all = CaseFilter::default();
    assert_eq!(
        office
            .desk
            .store()
            .count_cases(&storage::Scope::system(), &all)
            .await
            .unwrap(),
        203
    );
    office.desk.verify().await.unwrap();
    assert_eq!(found(&office, &office.ann, "kenmerk kw17.").await.len(), 1);
    office.close().await;
}
