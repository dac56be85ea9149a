//! Is it solved? The promise to ask is kept when the question reaches the complainant, by the way that they chose.

use crate::office::Office;
use casework::ids::{CaseId, CaseNumber};
use casework::promise::{Owed, Standing};
use casework::submission::Typed;
use casework::vocabulary::{DeliveredBy, Solved};
use desk::follow_up::SaidAtOnce;

fn by(channel: &str) -> Typed {
    let mut typed = Office::story();
    typed.reply_by = channel.to_owned();
    typed.email = if channel == "email" {
        typed.email
    } else {
        String::new()
    };
    typed.phone = "0470 00 00 00".to_owned();
    typed.address = "Straat 1, 9000 Gent".to_owned();
    typed
}

/// Answered on 3 November; the question is owed on 15 December.
async fn answered(office: &Office, typed: &Typed) -> (CaseNumber, CaseId) {
    let number = office.submit(typed, "one").await.number;
    let id = office.id(&number).await;
    office.until("2026-11-03T09:00:00").await;
    office.answer(&number).await;
    let read = office.desk.read(&office.ann, &number).await.unwrap();
    let waits = read.view.case().messages.last().unwrap();
    if waits.delivered.is_none() {
        office
            .desk
            .delivered(
                &office.ann,
                &number,
                waits.no,
                DeliveredBy::Spoken,
                None,
                "spoken",
            )
            .await
            .unwrap();
    }
    (number, id)
}

async fn owed(office: &Office, id: &CaseId, key: &str) -> Owed {
    let read = office.desk.read_own(id).await.unwrap();
    let mut all = read.view.case().owed.iter().rev();
    all.find(|owed| owed.key == key).unwrap().clone()
}

#[tokio::test]
async fn by_mail_the_question_is_kept_when_the_mail_server_took_it() {
    let office = Office::open().await;
    let (_, id) = answered(&office, &by("email")).await;
    office.until("2026-12-15T08:05:00").await;
    assert_eq!(
        owed(&office, &id, "follow_up_ask").await.standing(),
        Standing::Kept
    );
    let mails = office.mails_to("fatima@voorbeeld.test");
    assert!(mails.last().unwrap().subject.contains("Is het opgelost?"));
    office.until("2026-12-31T12:00:00").await;
    assert_eq!(
        office.mails_to("fatima@voorbeeld.test").len(),
        mails.len() + 1,
        "one reminder"
    );
    office.close().await;
}

#[tokio::test]
async fn a_question_by_mail_that_is_refused_stays_owed_and_today_says_call() {
    let office = Office::open().await;
    let mut typed = by("email");
    typed.email = "weg@voorbeeld.test".to_owned();
    let (number, id) = answered(&office, &typed).await;
    office.until("2026-12-15T12:00:00").await;
    let promise = owed(&office, &id, "follow_up_ask").await;
    assert!(promise.is_open(), "nobody was asked: {promise:?}");
    let today = office.desk.today(&office.ann).await.unwrap();
    let call = today.undelivered.iter().find(|one| one.asks).unwrap();
    assert!(call.failed && call.case.row.number == number);
    office.until("2026-12-16T00:00:00").await;
    assert!(owed(&office, &id, "follow_up_ask").await.missed_at.is_some());
    office.close().await;
}

#[tokio::test]
async fn for_the_code_the_question_stands_on_their_page() {
    let office = Office::open().await;
    let (_, id) = answered(&office, &by("code")).await;
    office.until("2026-12-15T08:05:00").await;
    assert_eq!(
        owed(&office, &id, "follow_up_ask").await.standing(),
        Standing::Kept
    );
    let read = office.desk.read_own(&id).await.unwrap();
    let asked = read.view.case().messages.last().unwrap();
    assert!(read.view.text(&asked.words).unwrap().contains("opgelost"));
    office.close().await;
}

#[tokio::test]
async fn whoever_chose_phone_is_called_and_what_they_say_is_noted_at_once() {
    let office = Office::open().await;
    let (number, id) = answered(&office, &by("phone")).await;
    office.until("2026-12-15T08:05:00").await;
    assert!(owed(&office, &id, "follow_up_ask").await.is_open());
    let today = office.desk.today(&office.ann).await.unwrap();
    let call = today.undelivered.iter().find(|one| one.asks).unwrap();
    assert!(!call.failed);
    let task = today
        .owed
        .iter()
        .find(|one| one.owed.promise_key == "follow_up_ask");
    assert_eq!(task.unwrap().owed.owed_by_person.as_ref(), Some(&office.ann));
    let mail = office.mails_to("ann@voorbeeld.test");
    assert!(
        mail.last().unwrap().text.contains("Vragen of het opgelost is"),
        "the morning mail says it: {mail:?}"
    );
    let said = SaidAtOnce {
        solved: Solved::Yes,
        again: Some(false),
    };
    office
        .desk
        .asked_by_voice(&office.ann, &number, call.message, Some(said), "asked")
        .await
        .unwrap();
    let promise = owed(&office, &id, "follow_up_ask").await;
    assert!(promise.standing() == Standing::Kept && promise.missed_at.is_none());
    assert_eq!(office.open_owed(&id).await, [""; 0]);
    let today = office.desk.today(&office.ann).await.unwrap();
    assert!(today.undelivered.is_empty());
    office.close().await;
}

#[tokio::test]
async fn a_letter_is_posted_and_so_is_its_one_reminder() {
    let office = Office::open().await;
    let (number, id) = answered(&office, &by("letter")).await;
    for (day, key) in [("2026-12-15T09:00:00", "first"), ("2026-12-30T09:00:00", "again")] {
        office.until(day).await;
        let today = office.desk.today(&office.ann).await.unwrap();
        let post: Vec<u32> = today
            .undelivered
            .iter()
            .filter(|one| one.asks)
            .map(|one| one.message)
            .collect();
        assert_eq!(post.len(), 1, "{day}");
        office
            .desk
            .delivered(&office.ann, &number, post[0], DeliveredBy::Posted, None, key)
            .await
            .unwrap();
    }
    assert_eq!(
        owed(&office, &id, "follow_up_ask").await.standing(),
        Standing::Kept
    );
    office
        .desk
        .follow_up_silent(&office.ann, &number, "De lift werkt.", "silent")
        .await
        .unwrap();
    office.close().await;
}

#[tokio::test]
async fn a_question_about_to_fall_on_a_sunday_waits_for_a_voice_on_the_friday_before() {
    let office = Office::open().await;
    office.until("2026-11-06T09:00:00").await;
    let number = office.submit(&by("phone"), "one").await.number;
    let id = office.id(&number).await;
    // Six weeks after Sunday 8 November, when somebody rang back, is Sunday 20 December.
    office.until("2026-11-08T11:00:00").await;
    office.answer(&number).await;
    office
        .desk
        .delivered(&office.ann, &number, 1, DeliveredBy::Spoken, None, "spoken")
        .await
        .unwrap();
    office.until("2026-12-18T09:00:00").await;
    assert!(owed(&office, &id, "follow_up_ask").await.is_open());
    let today = office.desk.today(&office.ann).await.unwrap();
    assert!(today.undelivered.iter().any(|one| one.asks));
    office.close().await;
}
