//! Kept for as long as the policy says, announced, and then forgotten; never while something is owed or it is held.

use crate::given::{Life, at, end_of, wooncoop, words};
use casework::case::ways_out::{reopen, withdraw};
use casework::case::{forget, hold};
use casework::engine::Working;
use casework::event::Event;
use casework::refusal::Refusal;
use casework::retention::{Kept, ends, least_months};
use casework::vocabulary::ReplyBy;

/// A complaint that ended on 10 November 2026 because it was withdrawn.
fn ended() -> Life {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.complainant("2026-11-10T10:00", |work| withdraw(work, None));
    assert!(life.case.is_closed(), "{:?}", life.open());
    life
}

fn announce(class: Kept) -> impl Fn(&mut Working<'_>) -> Result<(), Refusal> {
    move |work| forget::announce(work, class)
}

fn forget(class: Kept) -> impl Fn(&mut Working<'_>) -> Result<(), Refusal> {
    move |work| forget::forget(work, class)
}

fn hold_until(day: &'static str) -> impl Fn(&mut Working<'_>) -> Result<(), Refusal> {
    move |work| hold::hold(work, words("the court asks for it"), end_of(day))
}

fn day(life: &Life, class: Kept) -> Option<casework::moment::Moment> {
    ends(&life.case, class, life.rules)
}

#[test]
fn each_class_ends_so_many_months_after_nothing_was_owed_any_more() {
    let life = ended();
    assert_eq!(least_months(wooncoop(), Kept::Identity), 24);
    assert_eq!(least_months(wooncoop(), Kept::Words), 60);
    assert_eq!(day(&life, Kept::Identity), Some(end_of("2028-11-10")));
    assert_eq!(day(&life, Kept::Words), Some(end_of("2031-11-10")));
    assert_eq!(day(&life, Kept::Files), Some(end_of("2031-11-10")));
}

#[test]
fn holding_something_that_is_kept_until_then_anyway_is_refused() {
    let mut life = ended();
    let early = life.refused("2027-01-04T09:00", "ann", hold_until("2028-11-10"));
    assert_eq!(early, Refusal::KeptUntilThen);
    life.on("2027-01-04T09:00", "ann", hold_until("2028-11-11"));
    assert_eq!(day(&life, Kept::Identity), Some(end_of("2028-11-11")));
}

#[test]
fn while_anything_is_owed_nothing_ends() {
    let mut life = Life::complaint("2026-11-06T17:30");
    for class in Kept::ALL {
        assert_eq!(day(&life, *class), None);
        let early = life.refused("2036-11-06T17:30", "ann", forget(*class));
        assert_eq!(early, Refusal::TooEarly);
        let early = life.refused("2036-11-06T17:30", "ann", announce(*class));
        assert_eq!(early, Refusal::TooEarly);
    }
    life.sweep("2036-11-06T17:30");
    assert_eq!(
        day(&life, Kept::Identity),
        None,
        "missing a promise doesn't end it"
    );
}

#[test]
fn it_is_announced_thirty_days_ahead_and_forgotten_when_that_day_is_over() {
    let mut life = ended();
    let early = life.refused("2028-10-10T01:00", "ann", announce(Kept::Identity));
    assert_eq!(early, Refusal::TooEarly);
    life.on("2028-10-11T01:00", "ann", announce(Kept::Identity));
    let twice = life.refused("2028-10-12T01:00", "ann", announce(Kept::Identity));
    assert_eq!(twice, Refusal::AlreadyDone);
    let early = life.refused("2028-11-10T23:59", "ann", forget(Kept::Identity));
    assert_eq!(early, Refusal::TooEarly);
    life.on("2028-11-11T00:00", "ann", forget(Kept::Identity));
    assert_eq!(
        life.case.retention.gone(Kept::Identity),
        Some(at("2028-11-11T00:00"))
    );
    assert_eq!(life.case.entrusted.email, None);
    assert_eq!(life.case.reply_by, ReplyBy::Code, "nobody is mailed any more");
    let again = life.refused("2028-11-12T00:00", "ann", forget(Kept::Identity));
    assert_eq!(again, Refusal::AlreadyDone);
    assert_eq!(
        day(&life, Kept::Words),
        Some(end_of("2031-11-10")),
        "the words stay"
    );
    assert_eq!(life.replayed(), life.case);
}

#[test]
fn what_should_have_been_forgotten_long_ago_is_announced_first() {
    let mut life = ended();
    let early = life.refused("2035-01-01T01:00", "ann", forget(Kept::Words));
    assert_eq!(early, Refusal::TooEarly, "nobody was told");
    life.on("2035-01-01T01:00", "ann", announce(Kept::Words));
    assert_eq!(day(&life, Kept::Words), Some(end_of("2035-01-31")));
    let early = life.refused("2035-01-31T12:00", "ann", forget(Kept::Words));
    assert_eq!(early, Refusal::TooEarly);
    life.on("2035-02-01T01:00", "ann", forget(Kept::Words));
}

#[test]
fn a_complaint_that_is_opened_again_counts_anew() {
    let mut life = ended();
    life.on("2028-10-11T01:00", "ann", announce(Kept::Identity));
    life.on("2028-10-20T09:00", "bart", |work| reopen(work, None));
    assert_eq!(day(&life, Kept::Identity), None);
    assert!(life.case.retention.announced.is_empty());
    let owed = life.refused("2028-11-20T09:00", "ann", forget(Kept::Identity));
    assert_eq!(owed, Refusal::TooEarly);
    life.complainant("2028-12-01T09:00", |work| withdraw(work, None));
    assert_eq!(day(&life, Kept::Identity), Some(end_of("2030-12-01")));
    assert_eq!(life.replayed(), life.case);
}

#[test]
fn what_is_held_is_kept_until_its_day_and_announced_anew_before_that() {
    let mut life = ended();
    life.on("2028-10-11T01:00", "ann", announce(Kept::Identity));
    life.on("2028-10-20T09:00", "ann", hold_until("2029-06-30"));
    assert_eq!(day(&life, Kept::Identity), Some(end_of("2029-06-30")));
    let held = life.refused("2028-11-12T01:00", "ann", forget(Kept::Identity));
    assert_eq!(held, Refusal::TooEarly);
    let far = life.refused("2028-11-12T01:00", "ann", announce(Kept::Identity));
    assert_eq!(far, Refusal::TooEarly);
    life.on("2029-05-31T01:00", "ann", announce(Kept::Identity));
    life.on("2029-07-01T01:00", "ann", forget(Kept::Identity));
    assert_eq!(life.replayed(), life.case);
}

#[test]
fn when_a_hold_ends_thirty_days_still_follow() {
    let mut life = ended();
    life.on("2028-10-20T09:00", "ann", hold_until("2033-06-30"));
    life.on("2032-01-05T09:00", "ann", hold::end);
    let unannounced = life.refused("2032-01-06T01:00", "ann", forget(Kept::Words));
    assert_eq!(unannounced, Refusal::TooEarly);
    life.on("2032-01-06T01:00", "ann", announce(Kept::Words));
    assert_eq!(day(&life, Kept::Words), Some(end_of("2032-02-05")));
    let none = life.refused("2032-01-07T01:00", "ann", hold::end);
    assert_eq!(none, Refusal::AlreadyDone);
}

#[test]
fn a_hold_needs_a_day_to_come_and_words_that_are_still_there() {
    let mut life = ended();
    let past = life.refused("2027-01-02T09:00", "ann", hold_until("2027-01-01"));
    assert_eq!(past, Refusal::DateInThePast);
    life.on("2031-10-30T01:00", "ann", announce(Kept::Words));
    life.on("2031-12-01T01:00", "ann", forget(Kept::Words));
    let gone = life.refused("2031-12-02T09:00", "ann", hold_until("2033-01-01"));
    assert_eq!(gone, Refusal::Forgotten);
}

#[test]
fn what_a_backup_brought_back_is_noted_as_gone_whatever_the_day() {
    let mut life = ended();
    life.on("2026-11-12T09:00", "ann", |work| {
        forget::found_gone(work, Kept::Words, Vec::new())
    });
    let noted = life.count(|event| {
        matches!(
            event,
            Event::Forgotten {
                class: Kept::Words,
                ..
            }
        )
    });
    assert_eq!(noted, 1);
    let twice = life.refused("2026-11-12T09:00", "ann", |work| {
        forget::found_gone(work, Kept::Words, Vec::new())
    });
    assert_eq!(twice, Refusal::AlreadyDone);
}

#[test]
fn a_case_is_looked_at_on_the_day_of_the_announcement_and_then_not_before_its_end() {
    let mut life = ended();
    let due = |life: &Life, local: &str| forget::is_due(&life.case, life.rules, at(local));
    let notice = wooncoop().policy.settings.announce_forgetting_days;
    assert_eq!(notice, 30);
    assert!(!due(&life, "2028-10-10T23:59") && due(&life, "2028-10-11T00:00"));
    life.on("2028-10-11T01:00", "ann", announce(Kept::Identity));
    assert!(!due(&life, "2028-10-11T02:00") && !due(&life, "2028-11-10T23:59"));
    assert!(due(&life, "2028-11-11T00:00"));
    life.on("2028-11-11T01:00", "ann", forget(Kept::Identity));
    assert!(!due(&life, "2028-11-11T02:00"));
}

#[test]
fn on_the_instant_on_which_a_hold_ends_it_is_over() {
    let mut life = ended();
    life.on("2027-01-04T09:00", "ann", hold_until("2028-11-12"));
    let over = life.refused("2028-11-13T00:00", "ann", hold::end);
    assert_eq!(over, Refusal::AlreadyDone);
    life.on("2028-11-12T23:59", "ann", hold::end);
}
