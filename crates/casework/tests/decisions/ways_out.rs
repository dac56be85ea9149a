//! Ways out that aren't an answer: each by its own rule, always told to the board member, who can reverse them.

use crate::given::{Life, at, end_of, interim_until, nothing_changes, offer, p, plain_answer, words};
use casework::case::answer::Answer;
use casework::case::second::{agree, propose};
use casework::case::ways_out::{reclassify, refuse, reinstate, release, reopen, take_back, withdraw};
use casework::case::{follow_up, message, review, undertaking};
use casework::engine::Working;
use casework::event::{About, WayOut};
use casework::promise::Standing;
use casework::refusal::Refusal;
use casework::vocabulary::{FactKind, OtherThan, RefusalReason, ReleaseReason, Solved, Step};

fn complaint() -> Life {
    Life::complaint("2026-11-06T17:30")
}

fn withdrawn(work: &mut Working<'_>) -> Result<(), Refusal> {
    withdraw(work, None)
}

/// Ann proposes to refuse it.
fn proposed(work: &mut Working<'_>) -> Result<u32, Refusal> {
    propose(work, &p("ann"), Step::Refusal, words("composed"))
}

/// Bart agrees to the refusal that was proposed first; the number of the letter.
fn agreed(work: &mut Working<'_>) -> Result<u32, Refusal> {
    agree(work, &p("bart"), 1)?;
    too_old(work)
}

fn too_old(work: &mut Working<'_>) -> Result<u32, Refusal> {
    refuse(work, RefusalReason::TooOld, words("letter"))
}

fn to(other: OtherThan) -> impl Fn(&mut Working<'_>) -> Result<(), Refusal> {
    move |work| reclassify(work, other, Some(words("why")))
}

fn unreachable(work: &mut Working<'_>) -> Result<(), Refusal> {
    release(work, ReleaseReason::Unreachable, Some(words("why")))
}

#[test]
fn who_withdraws_is_owed_nothing_any_more_and_the_board_member_hears_it() {
    let mut life = complaint();
    life.complainant("2026-11-09T10:00", withdrawn);
    assert!(life.case.is_closed());
    let answer = life.owed("answer");
    assert_eq!(
        answer.released,
        Some((at("2026-11-09T10:00"), FactKind::Withdrawn)),
        "by the listed fact"
    );
    assert_eq!(life.case.told.last().unwrap().about, About::WayOut);
}

#[test]
fn a_measure_that_was_decided_stays_owed_when_the_complainant_withdraws() {
    let mut life = complaint();
    let measure = casework::case::answer::MeasureAgreed {
        measure: crate::given::m("keys"),
        what: words("keys"),
        owner: p("jan"),
        reviewer: p("mia"),
        until: end_of("2026-12-01"),
        promised: false,
    };
    let yes = casework::case::answer::WorkDifferently::Yes {
        cause: casework::vocabulary::Cause::Procedure,
        reason: words("why"),
        measures: vec![measure],
    };
    life.answers(
        "2026-11-09T10:00",
        Answer {
            differently: yes,
            ..plain_answer()
        },
    );
    life.complainant("2026-11-10T10:00", withdrawn);
    assert_eq!(life.open(), ["apply_measure"]);
}

#[test]
fn a_refusal_agreed_to_is_the_answer_and_the_board_member_hears_it() {
    let mut life = complaint();
    assert_eq!(
        life.refused("2026-11-09T09:00", "ann", too_old),
        Refusal::SecondPersonNeeded
    );
    life.on("2026-11-09T10:00", "ann", proposed);
    assert_eq!(life.open(), ["answer"], "a proposal changes nothing");
    let message = life.on("2026-11-09T11:00", "bart", agreed);
    assert_eq!(life.case.message(message).unwrap().words, words("letter"));
    assert!(matches!(
        life.case.way_out,
        Some((_, WayOut::Refused(RefusalReason::TooOld), _))
    ));
    let told: Vec<&About> = life.case.told.iter().map(|told| &told.about).collect();
    assert_eq!(
        told,
        [&About::Complaint, &About::WayOut, &About::Message(message)]
    );
    assert_eq!(life.refused("2026-11-09T12:00", "mia", too_old), Refusal::Stopped);
}

#[test]
fn a_refusal_that_is_not_delivered_is_not_over() {
    let mut life = complaint();
    life.on("2026-11-09T10:00", "ann", proposed);
    let message = life.on("2026-11-09T11:00", "bart", agreed);
    assert!(!life.case.is_closed(), "the letter has to reach the complainant");
    life.delivered("2026-11-09T11:01", message);
    assert!(life.case.is_closed(), "still owed: {:?}", life.open());
}

#[test]
fn a_reclassified_sender_still_gets_an_answer_in_two_days_unless_it_is_spam() {
    for other in [OtherThan::Repair, OtherThan::Question, OtherThan::Thanks] {
        let mut life = complaint();
        life.on("2026-11-09T10:00", "ann", to(other));
        assert_eq!(life.open(), ["answer"], "{other}");
        life.answered("2026-11-10T10:00");
        assert!(life.case.is_closed(), "{other}: still owed {:?}", life.open());
    }
    let mut spam = complaint();
    spam.on("2026-11-09T10:00", "ann", to(OtherThan::Spam));
    assert!(spam.case.is_closed());
    assert_eq!(
        spam.case.told.last().unwrap().about,
        About::WayOut,
        "the board member sees spam too"
    );
}

#[test]
fn the_supervisor_releases_for_a_listed_reason() {
    let mut life = complaint();
    life.on("2026-11-09T10:00", "bart", unreachable);
    assert!(life.case.is_closed());
    assert_eq!(life.owed("answer").released.unwrap().1, FactKind::Released);
}

#[test]
fn what_stopped_cannot_stop_again_in_another_way() {
    let mut life = complaint();
    life.complainant("2026-11-09T10:00", withdrawn);
    assert_eq!(
        life.refused("2026-11-09T11:00", "ann", withdrawn),
        Refusal::Stopped
    );
    assert_eq!(life.refused("2026-11-09T11:00", "ann", too_old), Refusal::Stopped);
    assert_eq!(
        life.refused("2026-11-09T11:00", "ann", to(OtherThan::Spam)),
        Refusal::Stopped
    );
    assert_eq!(
        life.refused("2026-11-09T11:00", "bart", unreachable),
        Refusal::Stopped
    );
}

#[test]
fn a_concern_is_not_refused_or_reclassified_but_made_a_complaint() {
    let life = Life::concern("2026-11-06T17:30");
    assert_eq!(
        life.refused("2026-11-09T11:00", "els", too_old),
        Refusal::NotYetAComplaint
    );
    assert_eq!(
        life.refused("2026-11-09T11:00", "els", to(OtherThan::Repair)),
        Refusal::NotYetAComplaint
    );
    assert_eq!(
        life.refused("2026-11-09T11:00", "els", |work| reopen(work, None)),
        Refusal::NotYetAComplaint
    );
}

#[test]
fn what_was_called_spam_and_turned_back_is_owed_an_answer_again() {
    let mut life = complaint();
    life.on("2026-11-09T10:00", "ann", to(OtherThan::Spam));
    life.on("2026-11-16T10:00", "chris", reinstate);
    assert_eq!(life.open(), ["answer"]);
    assert_eq!(life.due("answer"), "2026-11-18");
    assert_eq!(life.case.told.last().unwrap().about, About::WayOut);
    life.answered("2026-11-17T10:00");
    assert_eq!(
        life.open(),
        ["evaluate", "follow_up_ask"],
        "the whole course is owed, not only the answer"
    );
}

#[test]
fn only_what_stopped_is_turned_back() {
    assert_eq!(
        complaint().refused("2026-11-16T10:00", "chris", reinstate),
        Refusal::AlreadyDone
    );
}

#[test]
fn what_was_offered_is_owed_again_when_a_release_is_turned_back() {
    let mut life = complaint();
    life.answers(
        "2026-11-09T10:00",
        Answer {
            offers: vec![offer("jan", "2026-12-01")],
            ..plain_answer()
        },
    );
    life.on("2026-11-10T10:00", "bart", unreachable);
    assert!(life.case.is_closed());
    life.on("2026-11-12T10:00", "chris", reinstate);
    assert_eq!(life.open(), ["answer", "undertaking"]);
    assert_eq!(
        life.due("undertaking"),
        "2026-12-01",
        "with the day that was promised"
    );
    life.answered("2026-11-13T10:00");
    assert_eq!(life.open(), ["evaluate", "follow_up_ask", "undertaking"]);
}

#[test]
fn the_outcome_is_still_told_when_a_release_is_turned_back() {
    let mut life = complaint();
    life.answered("2026-11-09T10:00");
    life.on("2026-11-16T10:00", "ann", |work| {
        let cause = casework::vocabulary::Cause::Nothing;
        casework::case::evaluate::decide(work, false, cause, words("why"), Vec::new(), vec![p("mia")])
    });
    life.on("2026-11-16T11:00", "bart", unreachable);
    life.on("2026-11-16T12:00", "chris", reinstate);
    assert!(life.open().contains(&"tell_outcome"), "owed: {:?}", life.open());
}

#[test]
fn a_second_look_is_still_owed_when_a_withdrawal_is_turned_back() {
    let mut life = complaint();
    life.answered("2026-11-09T10:00");
    life.complainant("2026-11-10T10:00", |work| review::ask(work, p("mia"), None));
    life.complainant("2026-11-12T10:00", withdrawn);
    life.complainant("2026-11-13T10:00", reinstate);
    assert!(life.open().contains(&"second_look"), "owed: {:?}", life.open());
}

#[test]
fn a_date_that_an_interim_named_is_not_owed_beside_the_new_answer_when_turned_back() {
    let mut life = complaint();
    life.interim("2026-11-09T10:00", interim_until("2026-11-13"));
    life.complainant("2026-11-10T10:00", withdrawn);
    life.complainant("2026-12-10T10:00", reinstate);
    assert_eq!(
        life.open(),
        ["answer"],
        "two new days; nothing was late while it was withdrawn"
    );
}

#[test]
fn a_complaint_that_is_turned_back_twice_owes_nothing_twice() {
    let mut life = complaint();
    life.answers(
        "2026-11-09T10:00",
        Answer {
            offers: vec![offer("jan", "2026-12-01")],
            ..plain_answer()
        },
    );
    for (out, back) in [
        ("2026-11-10T10:00", "2026-11-10T11:00"),
        ("2026-11-10T12:00", "2026-11-10T13:00"),
    ] {
        life.on(out, "bart", unreachable);
        life.on(back, "chris", reinstate);
    }
    assert_eq!(life.open(), ["answer", "undertaking"]);
}

#[test]
fn a_reopened_complaint_has_a_new_clock_and_keeps_its_old_facts() {
    let mut life = complaint();
    life.answers(
        "2026-11-09T10:00",
        Answer {
            differently: nothing_changes(),
            ..plain_answer()
        },
    );
    life.complainant("2026-11-10T10:00", |work| {
        follow_up::verdict(work, Solved::Yes, None, None)
    });
    assert!(life.case.is_closed());
    let before = life.case.owed.clone();
    life.complainant("2027-03-01T10:00", |work| reopen(work, Some(words("again"))));
    assert_eq!(
        life.case.owed[..before.len()],
        before[..],
        "what was is as it was"
    );
    assert_eq!(life.open(), ["answer"]);
    assert_eq!(life.due("answer"), "2027-03-03");
    life.answered("2027-03-02T10:00");
    assert_eq!(life.open(), ["evaluate", "follow_up_ask"]);
    assert_eq!(life.owed("evaluate").standing(), Standing::Open);
}

#[test]
fn a_concern_that_is_turned_back_is_owed_its_reply_and_no_answer() {
    let mut life = Life::concern("2026-11-06T17:30");
    let due = life.owed("answer_concern").due_at;
    life.complainant("2026-11-09T10:00", withdrawn);
    life.complainant("2026-11-10T10:00", reinstate);
    assert_eq!(life.open(), ["answer_concern"]);
    assert_eq!(life.owed("answer_concern").due_at, due);
}

#[test]
fn what_was_done_while_it_was_released_is_not_owed_again() {
    let mut life = complaint();
    life.answers(
        "2026-11-09T10:00",
        Answer {
            offers: vec![offer("jan", "2026-12-01")],
            ..plain_answer()
        },
    );
    life.on("2026-11-10T10:00", "bart", unreachable);
    life.on("2026-11-11T10:00", "jan", |work| {
        casework::case::undertaking::done(work, 1)
    });
    life.on("2026-11-12T10:00", "chris", reinstate);
    assert_eq!(life.open(), ["answer"]);
}

fn writes(work: &mut Working<'_>) -> Result<(), Refusal> {
    message::from_complainant(work, words("more"), Vec::new());
    Ok(())
}

fn denies(work: &mut Working<'_>) -> Result<(), Refusal> {
    undertaking::denied(work, 1, None)
}

fn not_solved(work: &mut Working<'_>) -> Result<(), Refusal> {
    follow_up::verdict(work, Solved::No, None, None)
}

/// A complaint that was answered with an offer, and then stopped.
fn answered_and(out: fn(&mut Working<'_>) -> Result<(), Refusal>) -> Life {
    let mut life = complaint();
    life.answers(
        "2026-11-09T10:00",
        Answer {
            offers: vec![offer("jan", "2026-12-01")],
            differently: nothing_changes(),
            ..plain_answer()
        },
    );
    life.on("2026-11-10T10:00", "bart", out);
    assert!(life.case.is_closed());
    life
}

#[test]
fn who_stopped_or_could_not_be_reached_and_lets_hear_goes_on_whatever_they_do() {
    for out in [withdrawn, unreachable] {
        for back in [writes, denies, not_solved] {
            let mut life = answered_and(out);
            life.complainant("2026-11-12T10:00", back);
            assert_eq!(life.case.way_out, None);
            assert_eq!(
                life.open(),
                ["answer", "undertaking"],
                "one answer, and what was offered"
            );
            assert_eq!(life.due("answer"), "2026-11-16");
            assert_eq!(life.due("undertaking"), "2026-12-01");
        }
    }
}

#[test]
fn who_stopped_and_says_that_it_is_solved_leaves_it_stopped() {
    let mut life = answered_and(withdrawn);
    life.complainant("2026-11-12T10:00", |work| {
        follow_up::verdict(work, Solved::Yes, None, None)
    });
    assert!(life.case.is_closed() && life.case.way_out.is_some());
}

#[test]
fn a_refused_denial_or_verdict_wakes_nothing() {
    let life = answered_and(withdrawn);
    let unknown = life.refused("2026-11-12T10:00", "ann", |work| {
        undertaking::denied(work, 7, None)
    });
    assert_eq!(unknown, Refusal::NoSuchItem);
    let mut early = complaint();
    early.complainant("2026-11-09T10:00", withdrawn);
    assert_eq!(
        early.refused("2026-11-09T11:00", "ann", not_solved),
        Refusal::TooEarly
    );
}

#[test]
fn who_writes_about_a_concern_they_stopped_is_owed_its_reply_again() {
    let mut life = Life::concern("2026-11-06T17:30");
    life.complainant("2026-11-09T10:00", withdrawn);
    life.complainant("2026-11-10T10:00", writes);
    assert_eq!(life.case.way_out, None);
    assert_eq!(life.open(), ["answer_concern"]);
}

#[test]
fn the_complainant_takes_back_what_they_stopped_or_we_called_something_else_and_no_other_way_out() {
    for out in [withdrawn, unreachable] {
        let mut life = complaint();
        life.on("2026-11-09T10:00", "bart", out);
        life.complainant("2026-11-10T10:00", take_back);
        assert_eq!(life.open(), ["answer"]);
    }
    for other in [OtherThan::Spam, OtherThan::Repair] {
        let mut life = complaint();
        life.on("2026-11-09T10:00", "ann", to(other));
        life.complainant("2026-11-10T10:00", take_back);
        assert_eq!(life.case.way_out, None, "{other}");
    }
    let mut refused = complaint();
    refused.on("2026-11-09T10:00", "ann", proposed);
    refused.on("2026-11-09T11:00", "bart", agreed);
    assert_eq!(
        refused.refused("2026-11-10T10:00", "ann", take_back),
        Refusal::Stopped
    );
    let mut overtaken = complaint();
    overtaken.on("2026-11-09T10:00", "bart", |work| {
        release(work, ReleaseReason::Court, Some(words("why")))
    });
    assert_eq!(
        overtaken.refused("2026-11-10T10:00", "ann", take_back),
        Refusal::Stopped
    );
    assert_eq!(
        complaint().refused("2026-11-10T10:00", "ann", take_back),
        Refusal::AlreadyDone
    );
}
