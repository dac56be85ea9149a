//! The review of the complaint: asked, reminded once, their verdict; silence is never "solved".

use crate::given::{Life, at, end_of, nothing_changes, offer, plain_answer, words};
use casework::case::answer::Answer;
use casework::case::follow_up::{self, silent, verdict};
use casework::case::message::{bounced, delivered};
use casework::case::undertaking::done;
use casework::engine::Working;
use casework::event::About;
use casework::promise::Standing;
use casework::refusal::Refusal;
use casework::vocabulary::{DeliveredBy, Solved};

fn one_send() -> Life {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.answers(
        "2026-11-09T10:00",
        Answer {
            differently: nothing_changes(),
            ..plain_answer()
        },
    );
    life
}

fn asked() -> Life {
    let mut life = one_send();
    life.on("2026-12-21T09:00", "ann", ask);
    life
}

/// The question goes out, and reaches them at once.
fn ask(work: &mut Working<'_>) -> Result<(), Refusal> {
    let message = put(work)?;
    delivered(work, message, DeliveredBy::Mail, work.now)
}

/// The question is written, and waits for somebody's voice.
fn put(work: &mut Working<'_>) -> Result<u32, Refusal> {
    follow_up::ask(work, words("is-it-solved"))
}

fn says(solved: Solved) -> impl Fn(&mut Working<'_>) -> Result<(), Refusal> {
    move |work| verdict(work, solved, Some(false), None)
}

fn checked(work: &mut Working<'_>) -> Result<(), Refusal> {
    silent(work, words("checked"))
}

#[test]
fn the_question_is_owed_six_weeks_after_the_answer() {
    assert_eq!(one_send().due("follow_up_ask"), "2026-12-21");
}

#[test]
fn the_question_is_owed_six_weeks_after_the_last_undertaking_when_that_is_later() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let offers = vec![offer("jan", "2026-12-01"), offer("els", "2026-11-20")];
    life.answers(
        "2026-11-09T10:00",
        Answer {
            offers,
            ..plain_answer()
        },
    );
    assert_eq!(
        life.due("follow_up_ask"),
        "2027-01-12",
        "six weeks after 1 December"
    );
    life.on("2026-11-19T10:00", "els", |work| done(work, 2));
    assert_eq!(
        life.owed("follow_up_ask").due_at,
        end_of("2027-01-12"),
        "it doesn't move when they are done"
    );
}

#[test]
fn a_yes_closes_the_file() {
    let mut life = asked();
    assert_eq!(life.open(), ["follow_up"]);
    life.complainant("2026-12-22T09:00", says(Solved::Yes));
    assert!(life.case.is_closed());
    assert_eq!(life.case.quiet_since, Some(at("2026-12-22T09:00")));
    assert_eq!(life.case.told.last().unwrap().about, About::Verdict);
}

#[test]
fn a_yes_before_the_question_makes_it_unnecessary() {
    let mut life = one_send();
    life.complainant("2026-11-20T09:00", says(Solved::Yes));
    assert!(life.case.is_closed());
}

#[test]
fn a_no_is_answered_within_two_days_and_followed_up_again() {
    for solved in [Solved::No, Solved::Partly] {
        let mut life = asked();
        life.complainant("2026-12-22T09:00", says(solved));
        assert_eq!(life.open(), ["answer"], "{solved}");
        assert_eq!(life.due("answer"), "2026-12-24", "{solved}");
        life.answers("2026-12-23T09:00", plain_answer());
        assert_eq!(
            life.open(),
            ["evaluate", "follow_up_ask"],
            "what went wrong is asked again too"
        );
        assert_eq!(life.due("follow_up_ask"), "2027-02-03");
    }
}

#[test]
fn silence_is_recorded_after_one_reminder_with_what_we_checked() {
    let mut life = asked();
    assert_eq!(
        life.refused("2027-01-04T09:00", "ann", checked),
        Refusal::TooEarly
    );
    life.on("2027-01-05T09:00", "ann", ask);
    assert_eq!(
        life.refused("2027-01-06T09:00", "ann", ask),
        Refusal::AlreadyDone,
        "one reminder"
    );
    life.on("2027-01-12T09:00", "ann", checked);
    assert!(life.case.is_closed());
    assert_eq!(life.case.verdicts, [], "silence is no verdict");
    assert_eq!(life.owed("follow_up").standing(), Standing::Kept);
    assert_eq!(
        life.refused("2027-01-13T09:00", "ann", checked),
        Refusal::AlreadyDone
    );
}

#[test]
fn a_second_round_can_end_in_silence_too() {
    let mut life = asked();
    life.on("2027-01-05T09:00", "ann", ask);
    life.on("2027-01-12T09:00", "ann", checked);
    life.complainant("2027-02-01T09:00", says(Solved::No));
    life.answers(
        "2027-02-02T09:00",
        Answer {
            differently: nothing_changes(),
            ..plain_answer()
        },
    );
    life.on("2027-03-16T09:00", "ann", ask);
    life.on("2027-03-30T09:00", "ann", ask);
    life.on("2027-04-06T09:00", "ann", checked);
    assert!(life.case.is_closed(), "still owed: {:?}", life.open());
}

#[test]
fn who_answered_is_not_silent() {
    let mut life = asked();
    life.on("2027-01-05T09:00", "ann", ask);
    life.complainant("2027-01-06T09:00", says(Solved::Yes));
    assert_eq!(
        life.refused("2027-01-12T09:00", "ann", checked),
        Refusal::AlreadyDone
    );
}

#[test]
fn nothing_is_asked_before_there_is_an_answer() {
    let complaint = Life::complaint("2026-11-06T17:30");
    assert_eq!(
        complaint.refused("2026-11-07T09:00", "ann", ask),
        Refusal::TooEarly
    );
    assert_eq!(
        complaint.refused("2026-11-07T09:00", "ann", checked),
        Refusal::TooEarly
    );
    assert_eq!(
        complaint.refused("2026-11-07T09:00", "ann", says(Solved::No)),
        Refusal::TooEarly
    );
    let concern = Life::concern("2026-11-06T17:30");
    assert_eq!(concern.refused("2026-11-07T09:00", "els", ask), Refusal::TooEarly);
    assert_eq!(
        concern.refused("2026-11-07T09:00", "els", says(Solved::No)),
        Refusal::NotYetAComplaint
    );
}

#[test]
fn the_sender_of_a_concern_may_say_that_it_is_solved() {
    let mut life = Life::concern("2026-11-06T17:30");
    life.complainant("2026-11-09T09:00", says(Solved::Yes));
    assert_eq!(life.owed("answer_concern").standing(), Standing::Kept);
    assert!(life.case.is_closed());
    assert_eq!(life.case.told, [], "a concern isn't the board's");
}

#[test]
fn a_later_answer_that_offers_something_later_moves_the_question_behind_it_and_no_other_answer_does() {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.answers(
        "2026-11-09T10:00",
        Answer {
            offers: vec![offer("jan", "2026-12-01")],
            ..plain_answer()
        },
    );
    let writes = |work: &mut Working<'_>| {
        casework::case::message::from_complainant(work, words("more"), Vec::new());
        Ok(())
    };
    life.complainant("2026-11-12T10:00", writes);
    life.answered("2026-11-13T10:00");
    assert_eq!(
        life.due("follow_up_ask"),
        "2027-01-12",
        "nothing later was offered"
    );
    life.complainant("2026-11-16T10:00", writes);
    life.answers(
        "2026-11-17T10:00",
        Answer {
            offers: vec![offer("els", "2027-03-01")],
            ..plain_answer()
        },
    );
    assert_eq!(life.due("follow_up_ask"), "2027-04-12", "six weeks after 1 March");
    let asked: Vec<_> = life
        .case
        .owed
        .iter()
        .filter(|one| one.key == "follow_up_ask")
        .collect();
    assert_eq!(asked.len(), 2);
    assert_eq!(asked[0].standing(), Standing::Replaced);
    assert_eq!(
        asked[0].due_at,
        end_of("2027-01-12"),
        "what was promised is never edited"
    );
    assert!(life.open().contains(&"follow_up_ask"));
}

#[test]
fn the_question_counts_when_it_reaches_them_and_not_when_it_is_written() {
    let mut life = one_send();
    let message = life.on("2026-12-21T08:00", "ann", put);
    assert_eq!(life.open(), ["follow_up_ask"], "nobody asked yet");
    assert!(life.case.unasked().is_some());
    assert_eq!(
        life.refused("2026-12-21T09:00", "ann", put),
        Refusal::AlreadyDone,
        "one question at a time"
    );
    let owed = life.owed("follow_up_ask").clone();
    assert_eq!(
        life.case.owes(&owed),
        life.case.handler.as_ref(),
        "somebody must call"
    );
    life.on("2026-12-21T14:00", "ann", |work| {
        delivered(work, message, DeliveredBy::Spoken, work.now)
    });
    assert_eq!(life.open(), ["follow_up"]);
    assert_eq!(life.case.asked, [at("2026-12-21T14:00")]);
}

#[test]
fn a_question_that_nobody_brings_is_missed_and_stays_owed() {
    let mut life = one_send();
    life.on("2026-12-21T08:00", "ann", put);
    life.sweep("2026-12-22T00:00");
    assert!(life.owed("follow_up_ask").missed_at.is_some());
    assert!(life.owed("follow_up_ask").is_open());
}

#[test]
fn a_question_that_came_back_is_owed_again_and_is_no_reminder() {
    let mut life = asked();
    let message = life.case.messages.last().unwrap().no;
    life.on("2026-12-21T10:00", "ann", |work| bounced(work, message));
    assert_eq!(life.owed("follow_up_ask").due_at, end_of("2026-12-21"));
    assert_eq!(life.open(), ["follow_up", "follow_up_ask"]);
    assert_eq!(life.case.asked, []);
    life.on("2026-12-21T15:00", "ann", |work| {
        delivered(work, message, DeliveredBy::Spoken, work.now)
    });
    assert_eq!(life.open(), ["follow_up"]);
    assert_eq!(
        life.refused("2027-01-04T09:00", "ann", checked),
        Refusal::TooEarly,
        "asked twice, but not reminded"
    );
}

#[test]
fn a_reminder_that_reached_nobody_is_not_followed_by_silence() {
    let mut life = asked();
    let message = life.on("2027-01-05T09:00", "ann", put);
    assert_eq!(
        life.refused("2027-01-12T09:00", "ann", checked),
        Refusal::TooEarly
    );
    life.on("2027-01-12T10:00", "ann", |work| {
        delivered(work, message, DeliveredBy::Posted, work.now)
    });
    life.on("2027-01-18T09:00", "ann", checked);
    assert!(life.case.is_closed());
}

#[test]
fn what_they_said_by_themselves_makes_the_waiting_question_needless() {
    let mut life = one_send();
    life.on("2026-12-21T08:00", "ann", put);
    life.complainant("2026-12-21T09:00", says(Solved::Yes));
    assert!(life.case.is_closed() && life.case.unasked().is_none());
}
