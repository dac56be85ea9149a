//! A short message promises nothing and keeps nothing; the board member hears of it.

use crate::given::{Life, words};
use casework::case::message::{bounced, delivered, from_complainant};
use casework::case::reply::reply;
use casework::event::About;
use casework::vocabulary::DeliveredBy;

#[test]
fn a_message_settles_no_promise_of_an_answer_and_adds_none() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let (open, due) = (life.open().len(), life.due("answer"));
    let sent = life.on("2026-11-09T10:00", "ann", |work| reply(work, words("when")));
    life.on("2026-11-09T10:01", "ann", |work| {
        delivered(work, sent, DeliveredBy::Mail, work.now)
    });
    assert_eq!((life.open().len(), life.due("answer")), (open, due));
    assert_eq!(life.case.answered_at(), None);
    assert_eq!(life.case.told.last().unwrap().about, About::Message(sent));
    life.on("2026-11-09T11:00", "ann", |work| bounced(work, sent));
    assert_eq!(life.open().len(), open, "and coming back it makes nothing owed");
}

#[test]
fn what_the_complainant_asked_stays_owed_after_a_message() {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.answers("2026-11-09T10:00", crate::given::plain_answer());
    life.complainant("2026-11-12T10:00", |work| {
        Ok(from_complainant(work, words("and now"), Vec::new()))
    });
    let due = life.due("answer");
    let sent = life.on("2026-11-12T11:00", "ann", |work| reply(work, words("soon")));
    life.on("2026-11-12T11:01", "ann", |work| {
        delivered(work, sent, DeliveredBy::Spoken, work.now)
    });
    assert!(life.open().contains(&"answer"));
    assert_eq!(life.due("answer"), due);
}
