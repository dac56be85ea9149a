//! Linked, never merged.

use crate::given::Life;
use casework::case::link::link;
use casework::case::ways_out;
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
