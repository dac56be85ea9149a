//! The day on which it was heard, set right: earlier counts for what is owed, later never moves a promise.

use crate::given::{Life, at, intake, words};
use casework::case::heard::correct;
use casework::case::receive::Intake;
use casework::engine::Working;
use casework::event::About;
use casework::promise::Standing;
use casework::refusal::Refusal;
use casework::vocabulary::Channel;

/// A call of Monday 9 November that was written down an hour later.
fn call() -> Life {
    let heard = Intake {
        channel: Channel::Phone,
        ..intake(at("2026-11-09T10:00"))
    };
    Life::received(heard, at("2026-11-09T11:00"))
}

fn to(local: &'static str) -> impl Fn(&mut Working<'_>) -> Result<(), Refusal> {
    move |work| correct(work, at(local), words("it was another day"))
}

#[test]
fn what_was_told_earlier_is_owed_earlier_and_the_board_member_hears_it() {
    let mut life = call();
    assert_eq!(life.due("answer"), "2026-11-12");
    let told = life.case.told.len();
    life.on("2026-11-09T12:00", "ann", to("2026-11-06T16:00"));
    assert_eq!(life.case.heard_at, at("2026-11-06T16:00"));
    assert_eq!(life.due("answer"), "2026-11-10");
    let answers: Vec<_> = life.case.owed.iter().filter(|one| one.key == "answer").collect();
    assert_eq!(
        answers[0].standing(),
        Standing::Replaced,
        "what was promised is never edited"
    );
    assert_eq!(
        life.case.told[told..]
            .iter()
            .map(|one| &one.about)
            .collect::<Vec<_>>(),
        [&About::Complaint]
    );
    assert_eq!(life.replayed(), life.case);
}

#[test]
fn what_turns_out_to_have_been_due_already_is_late_at_once() {
    let mut life = call();
    life.on("2026-11-09T12:00", "ann", to("2026-11-02T16:00"));
    assert!(life.owed("answer").missed_at.is_some());
    assert!(life.open().contains(&"explain_delay"));
}

#[test]
fn a_later_day_is_noted_and_moves_no_promise() {
    let mut life = call();
    life.on("2026-11-09T12:00", "ann", to("2026-11-09T10:59"));
    assert_eq!(life.due("answer"), "2026-11-12");
    assert_eq!(life.case.owed.iter().filter(|one| one.key == "answer").count(), 1);
}

#[test]
fn a_form_knows_its_own_moment_and_nothing_is_heard_after_it_was_written_down() {
    let form = Life::complaint("2026-11-06T17:30");
    assert_eq!(
        form.refused("2026-11-09T12:00", "ann", to("2026-11-05T10:00")),
        Refusal::NotMovable
    );
    assert_eq!(
        call().refused("2026-11-10T12:00", "ann", to("2026-11-09T11:01")),
        Refusal::ReceivedInTheFuture
    );
    assert_eq!(
        call().refused("2026-11-10T12:00", "ann", to("2026-11-09T10:00")),
        Refusal::AlreadyDone
    );
}
