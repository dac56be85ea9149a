//! Linked, never merged.

use crate::given::{Life, at, intake, usual, wooncoop};
use casework::case::link::{link, may_be_the_same, unlink};
use casework::case::receive::{Intake, complaint};
use casework::case::{Case, ways_out};
use casework::ids::CaseId;
use casework::refusal::Refusal;

#[test]
fn neighbours_with_one_broken_lift_are_linked_each_with_their_own_clock() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let owed = life.case.owed.clone();
    life.on("2026-11-09T10:00", "ann", |work| {
        link(work, &CaseId::from("neighbour"))
    });
    assert_eq!(life.case.owed, owed);
    life.complainant("2026-11-09T11:00", |work| ways_out::withdraw(work, None));
    assert!(
        life.case.links.contains(&CaseId::from("neighbour")),
        "one withdrawing doesn't undo the other"
    );
}

#[test]
fn a_case_is_not_linked_with_itself_or_twice() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let itself = life.refused("2026-11-09T10:00", "ann", |work| {
        link(work, &CaseId::from("case"))
    });
    assert_eq!(itself, Refusal::LinkedWithItself);
    life.on("2026-11-09T10:00", "ann", |work| {
        link(work, &CaseId::from("neighbour"))
    });
    let twice = life.refused("2026-11-09T10:00", "ann", |work| {
        link(work, &CaseId::from("neighbour"))
    });
    assert_eq!(twice, Refusal::AlreadyDone);
}

#[test]
fn a_link_is_taken_away_once_and_what_is_owed_stays() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let neighbour = CaseId::from("neighbour");
    let none = life.refused("2026-11-09T10:00", "ann", |work| unlink(work, &neighbour));
    assert_eq!(none, Refusal::AlreadyDone);
    life.on("2026-11-09T10:00", "ann", |work| link(work, &neighbour));
    let owed = life.case.owed.clone();
    life.on("2026-11-09T10:05", "ann", |work| unlink(work, &neighbour));
    assert!(life.case.links.is_empty());
    assert_eq!(life.case.owed, owed);
    assert_eq!(life.replayed(), life.case);
}

/// A neighbour who complained on this day, with a change.
fn neighbour(day: &str, change: impl FnOnce(&mut Intake)) -> Case {
    let now = at(day);
    let mut of = intake(now);
    change(&mut of);
    let id = CaseId::from("neighbour");
    let work = complaint(&id, of, &usual(), wooncoop(), now, None).unwrap();
    work.finish().0
}

#[test]
fn the_same_theme_in_the_same_place_may_be_the_same() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let now = at("2026-11-09T10:00");
    let same = |case: &Case, other: &Case| may_be_the_same(case, other, now);
    let lift = neighbour("2026-11-08T10:00", |_| {});
    assert!(same(&life.case, &lift) && same(&lift, &life.case));
    assert!(!same(&life.case, &life.case), "not with itself");
    let changes: [fn(&mut Intake); 5] = [
        |of| of.theme = Some("buren".into()),
        |of| of.theme = None,
        |of| of.project = Some("de-linde".into()),
        |of| of.project = None,
        |of| of.practice = true,
    ];
    for change in changes {
        assert!(!same(&life.case, &neighbour("2026-11-08T10:00", change)));
    }
    let open_for_long = neighbour("2025-11-08T10:00", |_| {});
    assert!(same(&life.case, &open_for_long), "what is open is never too old");
    let mut stopped = Life::begun(
        complaint(
            &lift.id,
            intake(at("2026-11-08T10:00")),
            &usual(),
            wooncoop(),
            now,
            None,
        )
        .unwrap(),
    );
    stopped.complainant("2026-11-09T09:00", |work| ways_out::withdraw(work, None));
    assert!(
        !same(&life.case, &stopped.case),
        "nothing is answered there any more"
    );
    life.on("2026-11-09T10:00", "ann", |work| link(work, &lift.id));
    assert!(!same(&life.case, &lift), "linked already");
}
