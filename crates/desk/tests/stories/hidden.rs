//! What somebody may not see isn't there: not in pages, lists, figures or mail.

use crate::office::Office;
use casework::access::Action;
use casework::case::Message;
use casework::event::Author;
use desk::DeskError;
use desk::answer::{AnswerText, Differently};
use storage::{CaseFilter, CaseOrder, Page};

#[tokio::test]
async fn for_whoever_is_excluded_the_case_does_not_exist() {
    let office = Office::open().await;
    let mut typed = Office::story();
    typed.exclude = vec![office.ann.to_string()];
    let number = office.submit(&typed, "one").await.number;
    let ann = &office.ann;
    assert!(matches!(
        office.desk.read(ann, &number).await,
        Err(DeskError::NotFound)
    ));
    assert!(office.desk.note(ann, &number, "x", "n").await.is_err());
    office.until("2026-11-06T09:00:00").await;
    let page = Page::first(10);
    assert!(
        office
            .desk
            .list(ann, &CaseFilter::default(), CaseOrder::Due, page)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        office
            .desk
            .count(ann, &CaseFilter::default(), u32::MAX)
            .await
            .unwrap(),
        0
    );
    let today = office.desk.today(ann).await.unwrap();
    assert!(today.owed.is_empty() && today.unopened.is_empty());
    assert!(office.mails_to("ann@voorbeeld.test").is_empty());
    let figures = office.desk.figures(ann).await.unwrap();
    assert!(
        figures
            .iter()
            .all(|figure| figure.counts.promise_key == "inform_residents")
    );
    assert!(
        office.desk.read(&office.karim, &number).await.is_ok(),
        "somebody else handles it"
    );
    office.close().await;
}

#[tokio::test]
async fn the_board_member_sees_the_name_only_after_a_reason() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    let sent = "Dag Fatima, de lift is hersteld.";
    let answer = AnswerText {
        text: sent.to_owned(),
        files: Vec::new(),
        outcomes: Vec::new(),
        offers: Vec::new(),
        differently: Differently::Later,
        explains_delay: false,
    };
    office
        .desk
        .answer(&office.ann, &number, answer, "a")
        .await
        .unwrap();
    let read = async |person| {
        let reading = office.desk.read(person, &number).await.unwrap();
        let case = reading.view.case();
        let wrote = |one: &&Message| one.author == Author::Staff;
        let words = &case.messages.iter().find(wrote).unwrap().words;
        reading.view.text(words).unwrap().to_owned()
    };
    assert_eq!(read(&office.ann).await, sent);
    assert_eq!(read(&office.chris).await, "Dag [naam], de lift is hersteld.");
    let before = office.desk.read(&office.chris, &number).await.unwrap();
    assert!(before.view.identity_hidden() && before.view.case().entrusted.name.is_none());
    assert!(
        office
            .desk
            .reveal(&office.chris, &number, " ", "r")
            .await
            .is_err()
    );
    office
        .desk
        .reveal(&office.chris, &number, "Ik bel haar zelf.", "r2")
        .await
        .unwrap();
    let after = office.desk.read(&office.chris, &number).await.unwrap();
    assert!(after.view.case().entrusted.name.is_some());
    assert_eq!(read(&office.chris).await, sent);
    assert!(
        office.desk.read(&office.dirk, &number).await.is_err(),
        "the alternate hears only in someone's place"
    );
    office.close().await;
}

#[tokio::test]
async fn a_report_of_harm_reaches_the_board_member_and_nobody_else() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    let id = office.id(&number).await;
    office
        .desk
        .report_retaliation(&id, "Ik word gepest sindsdien.", "r")
        .await
        .unwrap();
    office.until("2026-11-02T09:00:00").await;
    assert_eq!(
        office.mails_to("chris@voorbeeld.test").len(),
        1,
        "at once, not in the weekly mail"
    );
    for person in [&office.ann, &office.bart] {
        let seen = office.desk.read(person, &number).await.unwrap();
        assert!(seen.view.case().messages.is_empty() && seen.view.case().retaliation.is_empty());
        assert!(seen.view.case().owed.iter().all(|owed| owed.key != "retaliation"));
    }
    assert!(
        office.mails_to("ann@voorbeeld.test").is_empty() && office.mails_to("mia@voorbeeld.test").is_empty()
    );
    let board = office.desk.read(&office.chris, &number).await.unwrap();
    assert!(board.view.may(Action::AnswerRetaliation));
    office.close().await;
}
