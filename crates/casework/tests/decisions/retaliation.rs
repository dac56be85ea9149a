//! A report of harm for having complained: to the board member alone, who answers it.

use crate::given::{Life, words};
use casework::case::retaliation::{answer, report};
use casework::engine::Working;
use casework::event::About;
use casework::promise::Standing;
use casework::refusal::Refusal;
use casework::vocabulary::Role;

fn reported(local: &str) -> Life {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.complainant(local, |work| Ok(report(work, words("harm"))));
    life
}

#[test]
fn a_report_is_owed_an_answer_by_the_board_member_who_is_told_at_once() {
    let mut life = reported("2026-11-09T10:00");
    assert_eq!(life.owed("retaliation").owed_by, Role::BoardMember);
    assert_eq!(life.due("retaliation"), "2026-11-10");
    assert_eq!(life.case.told.last().unwrap().about, About::Reaction(1));
    let message = life.on("2026-11-09T12:00", "chris", |work| {
        answer(work, words("protected"))
    });
    life.delivered("2026-11-09T12:00", message);
    assert_eq!(life.owed("retaliation").standing(), Standing::Kept);
}

#[test]
fn a_report_is_not_a_message_for_the_handler() {
    let life = reported("2026-11-09T10:00");
    assert_eq!(
        life.open(),
        ["answer", "retaliation"],
        "no second answer is owed by the handler"
    );
}

#[test]
fn without_a_report_there_is_nothing_to_answer() {
    let life = Life::complaint("2026-11-06T17:30");
    let refusal = life.refused("2026-11-09T10:00", "chris", |work: &mut Working<'_>| {
        answer(work, words("x"))
    });
    assert_eq!(refusal, Refusal::NoSuchItem);
}

#[test]
fn a_late_answer_to_a_report_is_not_explained_by_the_supervisor_who_may_not_know_of_it() {
    let mut life = reported("2026-11-09T10:00");
    life.answered("2026-11-09T11:00");
    life.sweep("2026-11-16T10:00");
    assert!(
        life.owed("retaliation")
            .is_late(crate::given::at("2026-11-16T10:00"))
    );
    assert!(!life.ever_owed("explain_delay"));
}
