//! "Dit klopt niet": what staff noted of a talk, a letter or a mail, and the complainant denies.

use crate::given::{Life, at, p, plain_answer, words};
use casework::case::answer::{self, answer};
use casework::case::message::{delivered, disputed, noted};
use casework::event::{About, Author};
use casework::refusal::Refusal;
use casework::vocabulary::DeliveredBy;

fn complaint() -> Life {
    Life::complaint("2026-11-06T17:30")
}

/// Ann notes a talk of this morning as the answer.
fn talks(life: &mut Life, when: &str, said: &str) -> u32 {
    life.on(when, "ann", |work| {
        let message = answer::spoken(work, &p("ann"), plain_answer(), at(said))?;
        delivered(work, message, DeliveredBy::Spoken, at(said))?;
        Ok(message)
    })
}

#[test]
fn a_talk_that_the_complainant_denies_makes_owed_again_what_it_kept_with_the_same_due_instant() {
    let mut life = complaint();
    let due = life.owed("answer").due_at;
    let message = talks(&mut life, "2026-11-09T11:00", "2026-11-09T10:30");
    assert!(!life.open().contains(&"answer"));
    let theirs = life.complainant("2026-11-09T15:00", |work| {
        disputed(work, message, words("not-so"))
    });
    let answer_owed: Vec<_> = life.case.open_owed().filter(|one| one.key == "answer").collect();
    assert_eq!(answer_owed.len(), 1, "their words ask no second answer beside it");
    assert_eq!(answer_owed[0].due_at, due);
    assert_eq!(life.case.answered_at(), None);
    assert_eq!(life.case.message(theirs).unwrap().author, Author::Complainant);
    let told = |about: About| life.case.told.iter().any(|one| one.about == about);
    assert!(told(About::Reaction(theirs)), "the board member hears of it");
    let note = life.case.message(message).unwrap();
    let noted = (at("2026-11-09T10:30"), DeliveredBy::Spoken);
    assert_eq!(note.came(), Some(noted), "it stays the note of a talk");
}

#[test]
fn a_denied_talk_can_not_be_called_delivered_after_all_but_a_new_one_keeps_the_promise() {
    let mut life = complaint();
    let message = talks(&mut life, "2026-11-09T11:00", "2026-11-09T10:30");
    life.complainant("2026-11-09T15:00", |work| {
        disputed(work, message, words("not-so"))
    });
    let again = life.refused("2026-11-09T16:00", "ann", |work| {
        delivered(work, message, DeliveredBy::Spoken, at("2026-11-09T10:30"))
    });
    assert_eq!(again, Refusal::Disputed);
    let twice = life.refused("2026-11-09T16:01", "ann", |work| {
        disputed(work, message, words("not-so"))
    });
    assert_eq!(twice, Refusal::AlreadyDone);
    talks(&mut life, "2026-11-10T11:00", "2026-11-10T10:30");
    assert!(!life.open().contains(&"answer"));
    assert_eq!(life.owed("answer").kept_at, Some(at("2026-11-10T10:30")));
}

#[test]
fn a_talk_denied_after_the_due_instant_is_late_at_once() {
    let mut life = complaint();
    let message = talks(&mut life, "2026-11-10T17:00", "2026-11-10T16:00");
    life.complainant("2026-11-12T09:00", |work| {
        disputed(work, message, words("not-so"))
    });
    assert!(life.owed("answer").missed_at.is_some());
    assert!(life.open().contains(&"explain_delay"));
}

#[test]
fn a_denied_note_that_kept_nothing_gets_an_answer_like_any_message() {
    let mut life = complaint();
    talks(&mut life, "2026-11-09T11:00", "2026-11-09T10:30");
    let note = life.on("2026-11-16T11:00", "ann", |work| {
        let note = noted(work, words("talk"), Vec::new())?;
        delivered(work, note, DeliveredBy::Posted, at("2026-11-16T10:00"))?;
        Ok(note)
    });
    assert!(!life.open().contains(&"answer"));
    life.complainant("2026-11-16T15:00", |work| disputed(work, note, words("not-so")));
    assert_eq!(life.due("answer"), "2026-11-18");
}

#[test]
fn what_the_program_brought_or_published_can_not_be_denied() {
    let mut life = complaint();
    let message = life.on("2026-11-09T10:00", "ann", |work| {
        answer(work, &p("ann"), plain_answer())
    });
    let deny =
        |life: &Life, when: &str| life.refused(when, "ann", |work| disputed(work, message, words("not-so")));
    assert_eq!(deny(&life, "2026-11-09T10:01"), Refusal::NoSuchItem);
    life.try_at(at("2026-11-09T10:02"), None, |work| {
        delivered(work, message, DeliveredBy::Mail, work.now)
    })
    .unwrap();
    assert_eq!(deny(&life, "2026-11-09T10:03"), Refusal::NoSuchItem);
}
