//! The second look: by another person than who answered, delivered within twenty working days.

use crate::given::{Life, p, words};
use casework::case::review::{ask, result};
use casework::case::second::{agree, propose};
use casework::case::ways_out::{self, refuse};
use casework::case::{assign, message};
use casework::engine::Working;
use casework::promise::Standing;
use casework::refusal::Refusal;
use casework::vocabulary::{RefusalReason, ReleaseReason, Step};

fn answered() -> Life {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.answered("2026-11-09T10:00");
    life
}

fn by(reviewer: &str) -> impl Fn(&mut Working<'_>) -> Result<(), Refusal> {
    let reviewer = p(reviewer);
    move |work| ask(work, reviewer.clone(), None)
}

fn result_by(person: &str) -> impl Fn(&mut Working<'_>) -> Result<u32, Refusal> {
    let person = p(person);
    move |work| result(work, &person, words("second-look"))
}

#[test]
fn a_second_look_is_owed_by_the_reviewer_until_its_result_is_delivered() {
    let mut life = answered();
    life.complainant("2026-11-12T10:00", by("mia"));
    assert_eq!(life.due("second_look"), "2026-12-10");
    assert_eq!(life.owed("second_look").named, Some(p("mia")));
    let message = life.on("2026-11-30T10:00", "mia", result_by("mia"));
    assert_eq!(life.owed("second_look").standing(), Standing::Open);
    life.delivered("2026-11-30T10:01", message);
    assert_eq!(life.owed("second_look").standing(), Standing::Kept);
}

#[test]
fn there_is_no_second_look_before_the_first_answer() {
    let life = Life::complaint("2026-11-06T17:30");
    assert_eq!(
        life.refused("2026-11-07T10:00", "bart", by("mia")),
        Refusal::TooEarly
    );
}

#[test]
fn one_second_look_at_a_time() {
    let mut life = answered();
    life.complainant("2026-11-12T10:00", by("mia"));
    assert_eq!(
        life.refused("2026-11-13T10:00", "bart", by("karim")),
        Refusal::AlreadyDone
    );
}

#[test]
fn who_answered_or_is_excluded_does_not_look_again() {
    let mut life = answered();
    assert_eq!(
        life.refused("2026-11-12T10:00", "bart", by("ann")),
        Refusal::PersonNotAvailable
    );
    life.on("2026-11-12T10:00", "ann", |work| {
        crate::given::exclude(work, &p("mia"), assign::Replacements::default())
    });
    assert_eq!(
        life.refused("2026-11-12T10:00", "bart", by("mia")),
        Refusal::PersonNotAvailable
    );
}

#[test]
fn only_the_reviewer_gives_the_result_and_only_when_it_was_asked_for() {
    let mut life = answered();
    assert_eq!(
        life.refused("2026-11-12T10:00", "mia", result_by("mia")),
        Refusal::NoSuchItem
    );
    life.complainant("2026-11-12T10:00", by("mia"));
    assert_eq!(
        life.refused("2026-11-12T11:00", "karim", result_by("karim")),
        Refusal::NotYours
    );
}

#[test]
fn a_result_that_came_back_is_owed_again_and_the_reviewer_can_send_it_again() {
    let mut life = answered();
    life.complainant("2026-11-12T10:00", by("mia"));
    let first = life.on("2026-11-30T10:00", "mia", result_by("mia"));
    life.delivered("2026-11-30T10:01", first);
    life.on("2026-11-30T12:00", "ann", |work| message::bounced(work, first));
    assert_eq!(life.owed("second_look").standing(), Standing::Open);
    let second = life.on("2026-12-01T10:00", "mia", result_by("mia"));
    life.delivered("2026-12-01T10:01", second);
    assert_eq!(life.owed("second_look").standing(), Standing::Kept);
}

#[test]
fn when_the_reviewer_is_excluded_somebody_else_can_be_asked() {
    let mut life = answered();
    life.complainant("2026-11-12T10:00", by("mia"));
    life.on("2026-11-13T10:00", "ann", |work| {
        crate::given::exclude(work, &p("mia"), assign::Replacements::default())
    });
    life.on("2026-11-13T10:00", "bart", by("karim"));
    let message = life.on("2026-11-30T10:00", "karim", result_by("karim"));
    life.delivered("2026-11-30T10:01", message);
    assert!(!life.open().contains(&"second_look"));
}

#[test]
fn who_proposed_to_refuse_it_does_not_look_again() {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.on("2026-11-09T10:00", "karim", |work| {
        propose(work, &p("karim"), Step::Refusal, words("composed"))
    });
    let letter = life.on("2026-11-09T11:00", "bart", |work| {
        agree(work, &p("bart"), 1)?;
        refuse(work, RefusalReason::TooOld, words("letter"))
    });
    life.delivered("2026-11-09T11:00", letter);
    for person in ["karim", "bart"] {
        assert_eq!(
            life.refused("2026-11-12T10:00", "bart", by(person)),
            Refusal::PersonNotAvailable
        );
    }
}

#[test]
fn a_second_look_asked_for_while_the_case_stood_still_is_owed_from_the_asking_once_it_goes_on() {
    let mut life = answered();
    life.on("2026-11-10T10:00", "bart", |work| {
        ways_out::release(work, ReleaseReason::Court, None)
    });
    life.complainant("2026-11-12T10:00", by("mia"));
    assert!(!life.ever_owed("second_look"));
    life.on("2026-11-16T10:00", "bart", ways_out::reinstate);
    assert_eq!(life.owed("second_look").standing(), Standing::Open);
    assert_eq!(life.due("second_look"), "2026-12-10");
}
