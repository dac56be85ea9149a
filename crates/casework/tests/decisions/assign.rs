//! Who takes part: another handler, the pool, and exclusion, which wins at once and leaves no part empty.

use crate::given::{Life, p};
use casework::access::{Relation, people};
use casework::case::assign::{Replacements, exclude, handler, tell_pool};
use casework::event::About;
use casework::refusal::Refusal;

fn complaint() -> Life {
    Life::complaint("2026-11-06T17:30")
}

fn instead(handler: Option<&str>, supervisor: Option<&str>, board_member: Option<&str>) -> Replacements {
    Replacements {
        handler: handler.map(p),
        supervisor: supervisor.map(p),
        board_member: board_member.map(p),
    }
}

#[test]
fn another_handler_is_named_and_the_first_is_remembered() {
    let mut life = complaint();
    life.on("2026-11-09T10:00", "bart", |work| handler(work, p("karim")));
    assert_eq!(life.case.handler, Some(p("karim")));
    assert_eq!(life.case.former_handlers, [p("ann")]);
}

#[test]
fn who_handles_it_already_or_may_not_know_is_not_named() {
    let mut life = complaint();
    assert_eq!(
        life.refused("2026-11-09T10:00", "bart", |work| handler(work, p("ann"))),
        Refusal::AlreadyDone
    );
    life.on("2026-11-09T10:00", "ann", |work| {
        exclude(work, &p("karim"), Replacements::default())
    });
    let karim = life.refused("2026-11-09T10:00", "bart", |work| handler(work, p("karim")));
    assert_eq!(karim, Refusal::PersonNotAvailable);
}

#[test]
fn a_concern_has_no_handler_and_no_pool_as_only_its_contact_reads_it() {
    let life = Life::concern("2026-11-06T17:30");
    let refusal = life.refused("2026-11-09T10:00", "bart", |work| handler(work, p("karim")));
    assert_eq!(refusal, Refusal::NotYetAComplaint);
    let refusal = life.refused("2026-11-09T12:00", "bart", |work| {
        tell_pool(work, vec![p("karim")])
    });
    assert_eq!(refusal, Refusal::NotYetAComplaint);
}

#[test]
fn the_pool_is_told_once_without_the_handler_and_the_excluded_and_ends_when_somebody_takes_over() {
    let mut life = complaint();
    life.on("2026-11-09T10:00", "ann", |work| {
        exclude(work, &p("jan"), Replacements::default())
    });
    life.on("2026-11-09T12:00", "bart", |work| {
        tell_pool(work, vec![p("ann"), p("jan"), p("karim"), p("mia")])
    });
    assert_eq!(life.case.pool, [p("karim"), p("mia")]);
    let twice = life.refused("2026-11-09T12:01", "bart", |work| {
        tell_pool(work, vec![p("karim")])
    });
    assert_eq!(twice, Refusal::AlreadyDone);
    life.on("2026-11-09T13:00", "karim", |work| handler(work, p("karim")));
    assert!(life.case.pool.is_empty());
}

#[test]
fn a_pool_of_nobody_is_refused() {
    let refusal = complaint().refused("2026-11-09T12:00", "bart", |work| tell_pool(work, vec![p("ann")]));
    assert_eq!(refusal, Refusal::NobodyLeft);
}

#[test]
fn who_is_excluded_loses_the_part_to_somebody_else_in_the_same_transaction() {
    let mut life = complaint();
    life.on("2026-11-09T10:00", "bart", |work| {
        exclude(work, &p("ann"), instead(Some("karim"), None, None))
    });
    assert_eq!(life.case.handler, Some(p("karim")));
    life.on("2026-11-09T10:00", "karim", |work| {
        exclude(work, &p("bart"), instead(None, Some("mia"), None))
    });
    assert_eq!(life.case.supervisor, Some(p("mia")));
    life.on("2026-11-09T10:00", "karim", |work| {
        exclude(work, &p("chris"), instead(None, None, Some("dirk")))
    });
    assert_eq!(life.case.board_member, Some(p("dirk")));
    assert_eq!(
        life.case.told.last().map(|told| (&told.person, &told.about)),
        Some((&p("dirk"), &About::Complaint))
    );
}

#[test]
fn nobody_is_excluded_twice_and_no_part_is_left_empty() {
    let mut life = complaint();
    for (person, nobody) in [
        ("ann", instead(None, Some("mia"), Some("dirk"))),
        ("bart", instead(Some("karim"), None, Some("dirk"))),
        ("chris", instead(Some("karim"), Some("mia"), None)),
        ("ann", instead(Some("ann"), None, None)),
    ] {
        let refusal = life.refused("2026-11-09T10:00", "mia", |work| {
            exclude(work, &p(person), nobody)
        });
        assert_eq!(refusal, Refusal::NobodyLeft, "{person}");
    }
    life.on("2026-11-09T10:00", "ann", |work| {
        exclude(work, &p("jan"), Replacements::default())
    });
    let twice = life.refused("2026-11-09T11:00", "ann", |work| {
        exclude(work, &p("jan"), Replacements::default())
    });
    assert_eq!(twice, Refusal::AlreadyDone);
    let by_jan = life.refused("2026-11-09T11:00", "ann", |work| {
        exclude(work, &p("ann"), instead(Some("jan"), None, None))
    });
    assert_eq!(by_jan, Refusal::NobodyLeft);
}

#[test]
fn who_is_excluded_has_no_other_relation_left_whatever_they_had() {
    use casework::case::answer::Answer;
    let mut life = complaint();
    let offers = vec![crate::given::offer("jan", "2026-11-20")];
    life.answers(
        "2026-11-09T10:00",
        Answer {
            offers,
            ..crate::given::plain_answer()
        },
    );
    life.on("2026-11-10T10:00", "ann", |work| {
        exclude(work, &p("jan"), Replacements::default())
    });
    let rows = people(&life.case);
    let of_jan: Vec<_> = rows
        .iter()
        .filter(|(id, _)| id == "jan")
        .map(|(_, relation)| *relation)
        .collect();
    assert_eq!(of_jan, [Relation::Excluded]);
}

#[test]
fn the_pool_has_nothing_to_take_over_once_an_answer_or_an_interim_was_written() {
    let told = || {
        let mut life = Life::complaint("2026-11-06T17:30");
        life.on("2026-11-09T12:00", "bart", |work| {
            tell_pool(work, vec![p("karim")])
        });
        life
    };
    let mut life = told();
    life.complainant("2026-11-09T12:30", |work| {
        casework::case::message::from_complainant(work, crate::given::words("more"), Vec::new());
        Ok(())
    });
    assert_eq!(life.case.pool, [p("karim")], "that takes nothing up");
    life.answered("2026-11-09T13:00");
    assert_eq!(life.case.pool, []);
    let mut life = told();
    life.interim("2026-11-09T13:00", crate::given::interim_until("2026-11-13"));
    assert_eq!(life.case.pool, []);
}
