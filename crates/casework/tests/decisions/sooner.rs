//! A file about somebody's health or a crime goes sooner than the rest of the complaint, and nothing else goes with it.

use crate::given::{Life, at, end_of, intake, wooncoop, words};
use casework::case::forget::{announce, forget, found_gone, special};
use casework::case::hold::{hold, mark, unmark};
use casework::case::ways_out::withdraw;
use casework::engine::Working;
use casework::event::FileRef;
use casework::ids::ContentId;
use casework::refusal::Refusal;
use casework::retention::{Kept, ends};

fn id(name: &str) -> ContentId {
    ContentId(name.to_owned())
}

/// A photo and a letter of a doctor were handed in; all ended on 10 November 2026.
fn ended() -> Life {
    let now = at("2026-11-06T17:30");
    let mut given = intake(now);
    let file = |name| FileRef {
        id: id(name),
        size: 1000,
    };
    given.entrusted.files = vec![file("photo"), file("doctor")];
    let mut life = Life::received(given, now);
    life.complainant("2026-11-10T10:00", |work| withdraw(work, None));
    assert!(life.case.is_closed());
    life
}

fn mark_doctor(work: &mut Working<'_>) -> Result<(), Refusal> {
    mark(work, id("doctor"), words("a letter about asthma"))
}

fn left(life: &Life) -> Vec<&str> {
    life.case.files().map(|file| file.id.as_str()).collect()
}

#[test]
fn only_the_file_that_is_marked_goes_and_six_months_after_the_end() {
    let mut life = ended();
    assert_eq!(ends(&life.case, Kept::Special, wooncoop()), None);
    life.on("2026-11-11T10:00", "ann", mark_doctor);
    assert_eq!(
        ends(&life.case, Kept::Special, wooncoop()),
        Some(end_of("2027-05-10"))
    );
    assert_eq!(
        ends(&life.case, Kept::Files, wooncoop()),
        Some(end_of("2031-11-10"))
    );
    life.on("2027-04-12T01:00", "ann", |work| announce(work, Kept::Special));
    assert_eq!(special(&life.case, Kept::Special), [id("doctor")]);
    assert!(special(&life.case, Kept::Files).is_empty(), "all of them go then");
    let early = life.refused("2027-05-11T00:00", "ann", |work| forget(work, Kept::Special));
    assert_eq!(early, Refusal::TooEarly, "thirty days were said");
    life.on("2027-05-13T01:00", "ann", |work| forget(work, Kept::Special));
    assert_eq!(left(&life), ["photo"]);
    assert_eq!(ends(&life.case, Kept::Special, wooncoop()), None);
    assert_eq!(life.replayed(), life.case);
}

#[test]
fn a_file_that_is_not_there_or_is_marked_already_is_refused_and_it_can_be_taken_back() {
    let mut life = ended();
    let unknown = life.refused("2026-11-11T10:00", "ann", |work| {
        mark(work, id("elsewhere"), words("what"))
    });
    assert_eq!(unknown, Refusal::NoSuchItem);
    life.on("2026-11-11T10:00", "ann", mark_doctor);
    let twice = life.refused("2026-11-11T10:01", "ann", mark_doctor);
    assert_eq!(twice, Refusal::AlreadyDone);
    life.on("2026-11-11T10:02", "ann", |work| unmark(work, id("doctor")));
    assert_eq!(ends(&life.case, Kept::Special, wooncoop()), None);
    let none = life.refused("2026-11-11T10:03", "ann", |work| unmark(work, id("doctor")));
    assert_eq!(none, Refusal::AlreadyDone);
}

#[test]
fn a_file_that_is_marked_after_it_was_announced_is_announced_too() {
    let mut life = ended();
    life.on("2026-11-11T10:00", "ann", mark_doctor);
    life.on("2027-04-12T01:00", "ann", |work| announce(work, Kept::Special));
    life.on("2027-05-12T10:00", "ann", |work| {
        mark(work, id("photo"), words("a photo of a wound"))
    });
    let unsaid = life.refused("2027-05-13T01:00", "ann", |work| forget(work, Kept::Special));
    assert_eq!(unsaid, Refusal::TooEarly);
    assert_eq!(left(&life), ["photo", "doctor"]);
}

#[test]
fn what_is_held_stays_and_what_a_backup_brought_back_is_noted_as_gone() {
    let mut life = ended();
    life.on("2026-11-11T10:00", "ann", mark_doctor);
    life.on("2026-11-12T10:00", "ann", |work| {
        hold(work, words("the court asks"), end_of("2028-01-01"))
    });
    assert_eq!(
        ends(&life.case, Kept::Special, wooncoop()),
        Some(end_of("2028-01-01"))
    );
    life.on("2026-11-13T10:00", "ann", |work| {
        found_gone(work, Kept::Special, vec![id("photo"), id("doctor")])
    });
    assert!(left(&life).is_empty());
    let again = life.refused("2026-11-14T10:00", "ann", mark_doctor);
    assert_eq!(again, Refusal::Forgotten);
}
