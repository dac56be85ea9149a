//! A complaint that needs no change: one answer, the question six weeks later, and it closes by itself.

use crate::office::Office;
use casework::vocabulary::{DeliveredBy, PointOutcome, Solved};
use desk::answer::{AnswerText, Differently};

#[tokio::test]
async fn the_same_form_twice_gives_the_same_number_and_code() {
    let office = Office::open().await;
    let first = office.submit(&Office::story(), "one").await;
    let again = office.submit(&Office::story(), "one").await;
    assert_eq!(first, again);
    assert_ne!(first.number, office.submit(&Office::story(), "two").await.number);
    office.close().await;
}

#[tokio::test]
async fn one_answer_leaves_only_the_follow_up_and_a_yes_closes_the_file() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    let id = office.id(&number).await;
    office.desk.read(&office.ann, &number).await.unwrap();
    office.until("2026-11-03T11:00:00").await;
    office.answer(&number).await;
    assert_eq!(office.open_owed(&id).await, ["follow_up_ask"]);
    office.until("2026-11-09T09:00:00").await;
    assert_eq!(
        office.mails_to("chris@voorbeeld.test").len(),
        1,
        "the weekly mail"
    );
    assert!(
        office.mails_to("dirk@voorbeeld.test").is_empty(),
        "no mail without anything new"
    );
    office.until("2026-12-14T12:00:00").await;
    assert_eq!(office.open_owed(&id).await, ["follow_up_ask"], "not a day early");
    office.until("2026-12-16T12:00:00").await;
    assert_eq!(office.open_owed(&id).await, ["follow_up"]);
    office
        .desk
        .verdict(&id, Solved::Yes, Some(false), None, "v")
        .await
        .unwrap();
    assert!(office.desk.read_own(&id).await.unwrap().view.case().is_closed());
    assert_eq!(
        office.mails_to("ann@voorbeeld.test").len(),
        0,
        "opened and answered in time: no mail at all"
    );
    office.close().await;
}

#[tokio::test]
async fn a_refused_mail_keeps_nothing_until_somebody_speaks_with_the_person() {
    let office = Office::open().await;
    let mut typed = Office::story();
    typed.email = "weg@voorbeeld.test".to_owned();
    let number = office.submit(&typed, "one").await.number;
    let id = office.id(&number).await;
    office.desk.read(&office.ann, &number).await.unwrap();
    office.answer(&number).await;
    assert!(office.open_owed(&id).await.contains(&"answer".to_owned()));
    let today = office.desk.today(&office.ann).await.unwrap();
    assert!(today.undelivered.iter().any(|one| one.message == 1 && one.failed));
    office
        .desk
        .delivered(&office.ann, &number, 1, DeliveredBy::Spoken, None, "d")
        .await
        .unwrap();
    assert!(!office.open_owed(&id).await.contains(&"answer".to_owned()));
    office.close().await;
}

#[tokio::test]
async fn for_whoever_follows_with_the_code_an_answer_counts_at_once() {
    let office = Office::open().await;
    let mut typed = Office::story();
    typed.reply_by = "code".to_owned();
    let number = office.submit(&typed, "one").await.number;
    office.answer(&number).await;
    let id = office.id(&number).await;
    assert!(!office.open_owed(&id).await.contains(&"answer".to_owned()));
    office.close().await;
}

#[tokio::test]
async fn the_complainant_reads_what_each_point_came_to_on_their_page_and_in_the_mail() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    let id = office.id(&number).await;
    let points = ["De lift is stuk.".to_owned(), "De trap is vuil.".to_owned()];
    office
        .desk
        .understood(&office.ann, &number, &points, "u")
        .await
        .unwrap();
    office.until("2026-11-02T08:45:00").await;
    let composed = AnswerText {
        text: "Dag Fatima\n\nDe lift is hersteld.\n\nVriendelijke groeten\nAnn".to_owned(),
        files: Vec::new(),
        outcomes: vec![PointOutcome::Upheld, PointOutcome::NotOurs],
        offers: Vec::new(),
        differently: Differently::Later,
        explains_delay: false,
    };
    office
        .desk
        .answer(&office.ann, &number, composed, "answer")
        .await
        .unwrap();
    office.until("2026-11-02T09:00:00").await;
    let mails = office.mails_to("fatima@voorbeeld.test");
    let text = &mails.last().unwrap().text;
    assert!(text.contains("- De lift is stuk. Klopt, onze fout."), "{text}");
    assert!(
        text.contains("- De trap is vuil. Daar gaan wij niet over."),
        "{text}"
    );
    assert_eq!(text.matches("Dag ").count(), 1, "greeted once: {text}");
    let own = office.desk.read_own(&id).await.unwrap();
    assert_eq!(
        own.view.case().outcomes,
        [PointOutcome::Upheld, PointOutcome::NotOurs]
    );
    let other = ["De lift was drie weken stuk.".to_owned()];
    office
        .desk
        .understood(&office.ann, &number, &other, "u2")
        .await
        .unwrap();
    let own = office.desk.read_own(&id).await.unwrap();
    assert!(
        own.view.case().outcomes.is_empty(),
        "an outcome of another point says nothing of this one"
    );
    office.close().await;
}
