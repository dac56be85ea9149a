//! What was offered: owed until done, owed again when the complainant says that it didn't happen.

use crate::given::{Life, at, end_of, offer, p, plain_answer};
use casework::case::answer::{Answer, answer};
use casework::case::undertaking::{denied, done};
use casework::case::ways_out::withdraw;
use casework::event::About;
use casework::promise::Standing;
use casework::refusal::Refusal;

fn offered() -> Life {
    let mut life = Life::complaint("2026-11-06T17:30");
    let offers = vec![offer("jan", "2026-11-20"), offer("els", "2026-11-25")];
    life.answers(
        "2026-11-09T10:00",
        Answer {
            offers,
            ..plain_answer()
        },
    );
    life
}

fn open_undertakings(life: &Life) -> usize {
    life.open().iter().filter(|key| **key == "undertaking").count()
}

#[test]
fn what_was_done_is_kept_and_the_other_stays_owed() {
    let mut life = offered();
    life.on("2026-11-18T10:00", "jan", |work| done(work, 1));
    assert_eq!(open_undertakings(&life), 1);
    assert_eq!(
        life.case.open_of("undertaking").unwrap().due_at,
        end_of("2026-11-25")
    );
    assert_eq!(life.case.undertakings[0].done_at, Some(at("2026-11-18T10:00")));
}

#[test]
fn what_was_done_is_not_done_twice_and_nothing_else_exists() {
    let mut life = offered();
    life.on("2026-11-18T10:00", "jan", |work| done(work, 1));
    assert_eq!(
        life.refused("2026-11-18T11:00", "jan", |work| done(work, 1)),
        Refusal::AlreadyDone
    );
    assert_eq!(
        life.refused("2026-11-18T11:00", "jan", |work| done(work, 3)),
        Refusal::NoSuchItem
    );
    assert_eq!(
        life.refused("2026-11-18T11:00", "jan", |work| denied(work, 3, None)),
        Refusal::NoSuchItem
    );
}

#[test]
fn what_did_not_happen_is_owed_again_with_the_same_due_instant_and_an_answer_is_owed() {
    let mut life = offered();
    life.on("2026-11-18T10:00", "jan", |work| done(work, 1));
    let told = life.case.told.len();
    life.complainant("2026-11-19T10:00", |work| denied(work, 1, None));
    let again = life.owed("undertaking");
    assert_eq!(
        (again.due_at, again.standing()),
        (end_of("2026-11-20"), Standing::Open)
    );
    assert_eq!(open_undertakings(&life), 2);
    assert!(life.open().contains(&"answer"));
    assert_eq!(life.case.undertakings[0].done_at, None);
    assert_eq!(
        life.case.told[told..]
            .iter()
            .map(|one| &one.about)
            .collect::<Vec<_>>(),
        [&About::Undertaking(1)]
    );
}

#[test]
fn what_did_not_happen_after_its_day_is_late_at_once() {
    let mut life = offered();
    life.on("2026-11-18T10:00", "jan", |work| done(work, 1));
    life.complainant("2026-11-23T10:00", |work| denied(work, 1, None));
    assert_eq!(life.owed("undertaking").missed_at, Some(end_of("2026-11-20")));
    assert!(life.open().contains(&"explain_delay"));
}

#[test]
fn what_was_never_said_to_be_done_stays_the_one_thing_owed_when_denied() {
    let mut life = offered();
    life.complainant("2026-11-19T10:00", |work| denied(work, 1, None));
    assert_eq!(open_undertakings(&life), 2, "nothing is owed twice");
}

#[test]
fn an_undertaking_that_was_missed_is_explained_by_the_supervisor() {
    let mut life = offered();
    life.sweep("2026-11-21T06:00");
    assert_eq!(
        life.due("explain_delay"),
        "2026-11-23",
        "Friday's promise: one working day later is Monday"
    );
    assert!(life.case.owes_explanation(at("2026-11-21T06:00")));
    assert!(
        !life.case.owes_explanation(at("2026-11-20T17:00")),
        "said on Friday itself, it was not late"
    );
}

#[test]
fn what_was_done_after_they_stopped_and_did_not_happen_is_owed_again_on_its_day() {
    let mut life = offered();
    life.complainant("2026-11-11T10:00", |work| withdraw(work, None));
    life.on("2026-11-12T10:00", "jan", |work| done(work, 1));
    life.complainant("2026-11-13T10:00", |work| denied(work, 1, None));
    assert_eq!(open_undertakings(&life), 2);
    let due: Vec<_> = life
        .case
        .open_owed()
        .filter(|one| one.key == "undertaking")
        .map(|one| one.due_at)
        .collect();
    assert!(due.contains(&end_of("2026-11-20")) && due.contains(&end_of("2026-11-25")));
}

#[test]
fn what_an_answer_offers_after_they_stopped_is_owed_once_they_go_on() {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.complainant("2026-11-06T18:00", |work| withdraw(work, None));
    let offers = vec![offer("jan", "2026-11-20")];
    let given = Answer {
        offers,
        ..plain_answer()
    };
    let message = life.on("2026-11-09T10:00", "ann", |work| answer(work, &p("ann"), given));
    life.delivered("2026-11-09T10:00", message);
    assert!(!life.ever_owed("undertaking"));
    life.complainant("2026-11-23T10:00", |work| denied(work, 1, None));
    assert_eq!(open_undertakings(&life), 1);
    let owed = life.owed("undertaking");
    assert_eq!(
        (owed.due_at, owed.missed_at),
        (end_of("2026-11-20"), Some(end_of("2026-11-20")))
    );
}
