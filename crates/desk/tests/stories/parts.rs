//! Who has which part: replacements, what goes past somebody, and words that wait for their own journal.

use crate::office::{Office, arrival};
use casework::submission::Submission;
use casework::vocabulary::{Cause, Effect, Solved};
use desk::answer::{AnswerText, Differently, MeasureText};
use jiff::civil::date;
use storage::{CaseFilter, CaseOrder, Page};

#[tokio::test]
async fn excluding_the_handler_changes_no_other_part_and_needs_nobody_for_them() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    office.desk.leave(None, &office.dirk).await.unwrap();
    office
        .desk
        .exclude(&office.bart, &number, (&office.ann, "Een buur."), "x")
        .await
        .unwrap();
    let seen = office.desk.read(&office.chris, &number).await.unwrap();
    let case = seen.view.case();
    assert_eq!(case.handler.as_ref(), Some(&office.karim));
    assert_eq!(
        (&case.supervisor, &case.board_member),
        (&Some(office.bart.clone()), &Some(office.chris.clone()))
    );
    office.until("2026-11-02T08:31:00").await;
    assert_eq!(
        office.mails_to("karim@voorbeeld.test").len(),
        1,
        "whoever comes in somebody's place hears at once"
    );
    office.close().await;
}

#[tokio::test]
async fn a_concern_needs_no_board_and_its_contact_hears_of_a_further_message() {
    let office = Office::open().await;
    for person in [&office.chris, &office.dirk] {
        office.desk.leave(None, person).await.unwrap();
    }
    let concern = Submission::parse(&Office::story()).unwrap();
    let number = office
        .desk
        .raise_concern(concern, arrival("one"))
        .await
        .unwrap()
        .number;
    let id = office.id(&number).await;
    office
        .desk
        .write(&id, "Het is er nog.", Vec::new(), "more")
        .await
        .unwrap();
    let inbox = office.desk.store().inbox_unread(&office.karim, 10).await.unwrap();
    assert!(inbox.iter().any(|line| line.item.what == "message"), "{inbox:?}");
    office.close().await;
}

#[tokio::test]
async fn a_report_of_harm_opens_no_closed_file_and_puts_no_line_in_an_inbox() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    let id = office.id(&number).await;
    office.answer(&number).await;
    office
        .desk
        .verdict(&id, Solved::Yes, None, None, "solved")
        .await
        .unwrap();
    office.until("2026-11-02T10:00:00").await;
    let lines = async |person| office.desk.store().inbox_unread(person, 50).await.unwrap().len();
    let row = async || {
        let page = Page::first(10);
        let listed = office
            .desk
            .list(&office.ann, &CaseFilter::default(), CaseOrder::Due, page)
            .await
            .unwrap();
        let row = &listed.first().unwrap().row;
        (row.closed_at, row.next_due_at, row.last_message_at)
    };
    let (before, ann, bart) = (row().await, lines(&office.ann).await, lines(&office.bart).await);
    assert!(before.0.is_some());
    office
        .desk
        .report_retaliation(&id, "Ik word gepest sindsdien.", "r")
        .await
        .unwrap();
    office.until("2026-11-02T11:00:00").await;
    assert_eq!(row().await, before);
    assert_eq!((lines(&office.ann).await, lines(&office.bart).await), (ann, bart));
    office
        .desk
        .answer_retaliation(&office.chris, &number, "Ik bel je.", "a")
        .await
        .unwrap();
    office.until("2026-11-02T12:00:00").await;
    assert_eq!(row().await, before);
    office.close().await;
}

#[tokio::test]
async fn words_of_a_measure_whose_journal_has_not_begun_are_no_fault() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    let measure = MeasureText {
        what: "De lift wordt elk jaar nagekeken.".to_owned(),
        criterion: "Geen storing in een jaar.".to_owned(),
        owner: office.karim.clone(),
        reviewer: office.bart.clone(),
        group: None,
        from: date(2026, 12, 1),
        promised: false,
        shared: None,
    };
    let composed = AnswerText {
        text: "De lift is hersteld.".to_owned(),
        outcomes: Vec::new(),
        offers: Vec::new(),
        differently: Differently::Yes {
            cause: Cause::Building,
            reason: String::new(),
            measures: vec![measure],
        },
        explains_delay: false,
        files: Vec::new(),
    };
    office
        .desk
        .answer(&office.ann, &number, composed, "answer")
        .await
        .unwrap();
    assert!(
        office.desk.measures(&office.bart).await.unwrap().is_empty(),
        "its job hasn't run"
    );
    let checked = office.desk.verify().await;
    assert!(checked.is_ok(), "{checked:?}");
    office.until("2026-11-02T08:31:00").await;
    assert_eq!(
        office.mails_to("karim@voorbeeld.test").len(),
        1,
        "who puts it to use hears by mail"
    );
    let measures = office.desk.measures(&office.bart).await.unwrap();
    // Both at one instant: the case may be told of the review first, and hears of it all the same.
    let id = &measures.first().unwrap().measure.id;
    let (karim, bart) = (&office.karim, &office.bart);
    office
        .desk
        .apply_measure(karim, id, "Het contract is getekend.")
        .await
        .unwrap();
    office
        .desk
        .review_measure(bart, id, Effect::Worked, "Geen storing.")
        .await
        .unwrap();
    office.until("2026-11-02T09:00:00").await;
    let seen = office.desk.read(&office.ann, &number).await.unwrap();
    assert!(seen.view.case().measures.first().unwrap().reviewed.is_some());
    office.close().await;
}
