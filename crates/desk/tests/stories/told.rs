//! What a complainant hears by itself: what was done, what is late, what didn't work; and who brings it to whom has no mail.

use crate::office::{Office, arrival, at};
use casework::ids::{CaseNumber, PersonId};
use casework::submission::{Submission, Typed};
use casework::vocabulary::{Cause, Effect};
use desk::Letter;
use desk::answer::{AnswerText, Differently, MeasureText, OfferText};
use jiff::civil::date;

const OFFER: &str = "De deur van de lift smeren.";

fn by(channel: &str) -> Typed {
    let mut typed = Office::story();
    typed.reply_by = channel.to_owned();
    typed.phone = "0470 00 00 00".to_owned();
    typed.address = "Kaai 1, Gent".to_owned();
    if channel != "email" {
        typed.email.clear();
    }
    typed
}

/// An answer that offers something by Karim, and agrees on a measure with its date said.
async fn offered(office: &Office, typed: &Typed) -> CaseNumber {
    let number = office.submit(typed, "one").await.number;
    let measure = MeasureText {
        what: "De lift wordt elk jaar nagekeken.".to_owned(),
        criterion: "Geen storing in een jaar.".to_owned(),
        owner: office.karim.clone(),
        reviewer: office.bart.clone(),
        group: None,
        from: date(2026, 11, 20),
        promised: true,
        shared: None,
    };
    let composed = AnswerText {
        text: "De lift is hersteld.".to_owned(),
        outcomes: Vec::new(),
        offers: vec![OfferText {
            what: OFFER.to_owned(),
            by: office.karim.clone(),
            until: date(2026, 11, 13),
        }],
        differently: Differently::Yes {
            cause: Cause::Building,
            reason: "Een kabel brak.".to_owned(),
            measures: vec![measure],
        },
        explains_delay: false,
        files: Vec::new(),
    };
    let desk = &office.desk;
    desk.answer(&office.ann, &number, composed, "a").await.unwrap();
    office.until("2026-11-03T09:00:00").await;
    number
}

async fn reviewed(office: &Office, effect: Effect) {
    let desk = &office.desk;
    let measures = desk.measures(&office.karim).await.unwrap();
    let id = measures.first().unwrap().measure.id.clone();
    desk.apply_measure(&office.karim, &id, "Het contract is getekend.")
        .await
        .unwrap();
    desk.review_measure(&office.bart, &id, effect, "Wij keken het na.")
        .await
        .unwrap();
    office.until("2026-11-06T09:00:00").await;
}

fn to_fatima(office: &Office, subject: &str) -> Vec<Letter> {
    let mails = office.mails_to("fatima@voorbeeld.test").into_iter();
    mails.filter(|one| one.subject.starts_with(subject)).collect()
}

/// The messages that wait for somebody's voice or the post, in words.
async fn to_bring(office: &Office, person: &PersonId, number: &CaseNumber) -> Vec<String> {
    let today = office.desk.today(person).await.unwrap();
    let reading = office.desk.read(person, number).await.unwrap();
    let waiting = today.undelivered.iter().filter_map(|one| {
        let message = reading.view.case().message(one.message)?;
        Some(reading.view.text(&message.words)?.to_owned())
    });
    waiting.collect()
}

#[tokio::test]
async fn what_was_offered_and_done_is_told_by_mail_with_what_it_was_and_where_to_say_no() {
    let office = Office::open().await;
    let number = offered(&office, &by("email")).await;
    assert!(to_fatima(&office, "We deden").is_empty());
    office
        .desk
        .undertaking_done(&office.karim, &number, 1, "d")
        .await
        .unwrap();
    office.until("2026-11-03T09:01:00").await;
    let done = to_fatima(&office, "We deden");
    let text = &done.first().unwrap().text;
    assert_eq!(done.len(), 1);
    for part in [
        "De deur van de lift smeren.",
        "Klopt het niet?",
        "/volgen",
        &number.to_string(),
    ] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
    assert!(
        !text.contains("karim") && !text.contains("ann"),
        "nobody wrote it: {text}"
    );
    office.close().await;
}

#[tokio::test]
async fn whoever_gets_no_mail_hears_from_a_person_what_was_done_and_what_did_not_work() {
    for channel in ["phone", "letter"] {
        let office = Office::open().await;
        let number = offered(&office, &by(channel)).await;
        let first = to_bring(&office, &office.ann, &number).await.len();
        office
            .desk
            .undertaking_done(&office.karim, &number, 1, "d")
            .await
            .unwrap();
        reviewed(&office, Effect::Not).await;
        let waiting = to_bring(&office, &office.ann, &number).await;
        assert_eq!(waiting.len(), first + 3, "{channel}: {waiting:?}");
        for part in ["De deur van de lift smeren.", "Dat hielp niet genoeg."] {
            assert!(
                waiting.iter().any(|one| one.contains(part)),
                "{part}: {waiting:?}"
            );
        }
        let owed = office.open_owed(&office.id(&number).await).await;
        assert!(owed.contains(&"answer".to_owned()), "it keeps nothing: {owed:?}");
        office.close().await;
    }
}

#[tokio::test]
async fn a_promised_measure_that_failed_is_told_and_one_that_worked_is_not() {
    for (effect, mails) in [(Effect::Not, 1), (Effect::Worked, 0)] {
        let office = Office::open().await;
        offered(&office, &by("email")).await;
        reviewed(&office, effect).await;
        assert_eq!(to_fatima(&office, "Het werkte niet").len(), mails, "{effect:?}");
        office.close().await;
    }
}

#[tokio::test]
async fn the_sorry_says_what_was_late_and_nobody_signs_it_who_did_not_write_it() {
    let office = Office::open().await;
    offered(&office, &by("email")).await;
    office.until("2026-11-14T01:00:00").await;
    let sorry = to_fatima(&office, "We zijn te laat");
    let text = &sorry.first().unwrap().text;
    for part in [
        "De deur van de lift smeren.",
        "vrijdag 13 november",
        "Iemand legt je uit",
    ] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
    assert!(!text.contains("\nann"), "{text}");
    office.close().await;
}

/// A concern to which nobody replied yet; Karim is its contact.
async fn raised(office: &Office) -> CaseNumber {
    let concern = Submission::parse(&Office::story()).unwrap();
    let raised = office.desk.raise_concern(concern, arrival("one")).await.unwrap();
    raised.number
}

#[tokio::test]
async fn a_missed_reply_to_a_concern_is_told_to_its_contact_and_called_a_concern() {
    let office = Office::open().await;
    raised(&office).await;
    office.until("2026-11-18T00:01:00").await;
    let late: Vec<Letter> = office
        .mails_to("karim@voorbeeld.test")
        .into_iter()
        .filter(|one| one.subject.starts_with("Te laat: melding"))
        .collect();
    assert_eq!(late.len(), 1, "{:?}", office.mails_to("karim@voorbeeld.test"));
    let sorry = to_fatima(&office, "We zijn te laat");
    let text = &sorry.first().unwrap().text;
    assert!(
        text.contains("Bij je melding") && text.contains("dinsdag 17 november"),
        "{text}"
    );
    office.close().await;
}

#[tokio::test]
async fn whether_a_concern_is_solved_is_asked_after_its_term_and_not_before() {
    let office = Office::open().await;
    raised(&office).await;
    office.until("2026-11-17T23:59:00").await;
    assert!(
        to_fatima(&office, "Is je probleem").is_empty(),
        "its term isn't over"
    );
    office.until("2026-11-18T12:00:00").await;
    assert_eq!(to_fatima(&office, "Is je probleem").len(), 1);
    office.until("2026-12-17T12:00:00").await;
    assert_eq!(to_fatima(&office, "Is je probleem").len(), 1, "once");
    office.close().await;
}

#[tokio::test]
async fn a_concern_that_got_a_reply_is_asked_too_unless_its_sender_said_that_it_is_solved() {
    for solved in [false, true] {
        let office = Office::open().await;
        let number = raised(&office).await;
        office
            .desk
            .reply_to_concern(&office.karim, &number, "De firma kwam.", "r")
            .await
            .unwrap();
        office.until("2026-11-03T09:00:00").await;
        if solved {
            let id = office.id(&number).await;
            office
                .desk
                .verdict(&id, casework::vocabulary::Solved::Yes, None, None, "v")
                .await
                .unwrap();
        }
        office.until("2026-11-18T12:00:00").await;
        assert_eq!(to_fatima(&office, "Is je probleem").len(), usize::from(!solved));
        office.close().await;
    }
}

#[tokio::test]
async fn a_short_message_reaches_them_and_answers_nothing() {
    let office = Office::open().await;
    let number = office.submit(&by("email"), "one").await.number;
    let id = office.id(&number).await;
    office
        .desk
        .reply(&office.ann, &number, "Welke verdieping is het?", "m")
        .await
        .unwrap();
    let twice = office
        .desk
        .reply(&office.ann, &number, "Welke verdieping is het?", "m")
        .await;
    assert!(
        matches!(twice, Err(desk::DeskError::Repeated(_))),
        "the same form: {twice:?}"
    );
    office.until("2026-11-02T09:00:00").await;
    assert_eq!(to_fatima(&office, "Een bericht over je klacht").len(), 1);
    assert!(office.open_owed(&id).await.contains(&"answer".to_owned()));
    assert!(
        office.inbox(&office.chris).await.contains(&"answer".to_owned()),
        "the board hears"
    );
    let stranger = office.desk.reply(&office.karim, &number, "Dag", "s").await;
    assert!(matches!(stranger, Err(desk::DeskError::NotFound)), "{stranger:?}");
    assert_eq!(office.desk.clock().now(), at("2026-11-02T09:00:00"));
    office.close().await;
}

#[tokio::test]
async fn a_message_to_whoever_wants_a_call_stands_on_today_also_when_all_else_is_done() {
    let office = Office::open().await;
    let number = office.submit(&by("phone"), "one").await.number;
    let id = office.id(&number).await;
    office.until("2026-11-03T10:00:00").await;
    office.desk.withdraw(&id, None, "stop").await.unwrap();
    let waiting = async || office.desk.today(&office.ann).await.unwrap().undelivered.len();
    let before = waiting().await;
    office
        .desk
        .reply(&office.ann, &number, "We vonden je sleutels.", "m")
        .await
        .unwrap();
    assert_eq!(waiting().await, before + 1);
    let hidden = office.desk.today(&office.karim).await.unwrap();
    assert!(hidden.undelivered.is_empty(), "only who may bring it sees it");
    office.desk.verify().await.unwrap();
    office.close().await;
}
