//! The evaluation: raised with those concerned in a brief, decided once per round, and told at once.

use crate::given::{Life, at, end_of, m, p, words};
use casework::case::answer::MeasureAgreed;
use casework::case::evaluate::{decide, discussed, raise_question};
use casework::case::{assign, message, ways_out};
use casework::engine::Working;
use casework::event::Purpose;
use casework::promise::Standing;
use casework::refusal::Refusal;
use casework::vocabulary::Cause;

fn answered() -> Life {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.answered("2026-11-09T10:00");
    life
}

fn raise(work: &mut Working<'_>) -> Result<u32, Refusal> {
    raise_question(work, Some("gebouwen".into()), None, words("brief"))
}

fn no_change(work: &mut Working<'_>) -> Result<(), Refusal> {
    decide(
        work,
        false,
        Cause::Nothing,
        words("reason"),
        Vec::new(),
        vec![p("bart"), p("mia")],
    )
}

fn measure(owner: &str, day: &str) -> MeasureAgreed {
    MeasureAgreed {
        measure: m("keys"),
        what: words("keys"),
        owner: p(owner),
        reviewer: p("mia"),
        until: end_of(day),
        promised: false,
    }
}

fn change(work: &mut Working<'_>, measures: Vec<MeasureAgreed>) -> Result<(), Refusal> {
    decide(
        work,
        true,
        Cause::Procedure,
        words("reason"),
        measures,
        vec![p("mia")],
    )
}

#[test]
fn an_evaluation_is_owed_twenty_working_days_after_the_answer() {
    let life = answered();
    assert_eq!(life.due("evaluate"), "2026-12-08", "without 11 November");
}

#[test]
fn the_decision_tells_management_at_once_and_owes_the_complainant_the_outcome() {
    let mut life = answered();
    life.on("2026-11-16T10:00", "ann", no_change);
    assert_eq!(life.owed("evaluate").standing(), Standing::Kept);
    assert_eq!(life.owed("tell_management").standing(), Standing::Kept);
    assert!(!life.owed("tell_management").is_late(at("2026-11-16T10:00")));
    assert_eq!(life.due("tell_outcome"), "2026-11-18");
    let message = life.on("2026-11-16T11:00", "ann", |work| {
        message::to_complainant(work, vec![Purpose::Outcome], words("outcome"))
    });
    assert!(life.open().contains(&"tell_outcome"), "sent is not delivered");
    life.delivered("2026-11-16T11:01", message);
    assert_eq!(life.open(), ["follow_up_ask"]);
}

#[test]
fn a_question_is_discussed_before_the_decision_and_their_silence_may_be_shown() {
    let mut life = answered();
    let question = life.on("2026-11-10T10:00", "ann", raise);
    assert_eq!(life.due("raise_question"), "2026-11-25");
    assert_eq!(
        life.refused("2026-11-12T10:00", "ann", no_change),
        Refusal::QuestionStillOpen
    );
    life.on("2026-11-13T10:00", "ann", |work| {
        discussed(work, question, None, Some(at("2026-11-12T20:00")))
    });
    assert_eq!(life.case.questions[0].discussed_at, Some(at("2026-11-12T20:00")));
    assert_eq!(life.case.questions[0].reply, None);
    life.on("2026-11-13T10:00", "ann", no_change);
}

#[test]
fn a_reply_may_follow_once_after_the_meeting() {
    let mut life = answered();
    let question = life.on("2026-11-10T10:00", "ann", raise);
    let reply = |work: &mut Working<'_>| discussed(work, question, Some(words("reply")), None);
    let silence = |work: &mut Working<'_>| discussed(work, question, None, None);
    life.on("2026-11-12T10:00", "ann", silence);
    assert_eq!(
        life.refused("2026-11-12T11:00", "ann", silence),
        Refusal::AlreadyDone
    );
    life.on("2026-11-13T10:00", "jan", reply);
    assert_eq!(life.case.questions[0].reply, Some(words("reply")));
    assert_eq!(
        life.refused("2026-11-13T11:00", "jan", reply),
        Refusal::AlreadyDone
    );
    let unknown = |work: &mut Working<'_>| discussed(work, 9, None, None);
    assert_eq!(
        life.refused("2026-11-13T11:00", "jan", unknown),
        Refusal::NoSuchItem
    );
}

#[test]
fn a_meeting_that_is_still_to_come_was_not_held() {
    let mut life = answered();
    let question = life.on("2026-11-10T10:00", "ann", raise);
    let tomorrow = Some(at("2026-11-11T20:00"));
    let refusal = life.refused("2026-11-10T11:00", "ann", |work| {
        discussed(work, question, None, tomorrow)
    });
    assert_eq!(refusal, Refusal::TooEarly);
}

#[test]
fn a_question_needs_somebody_who_may_know() {
    let mut life = answered();
    let nobody = |work: &mut Working<'_>| raise_question(work, None, None, words("brief"));
    assert_eq!(
        life.refused("2026-11-10T10:00", "ann", nobody),
        Refusal::NobodyAsked
    );
    life.on("2026-11-10T10:00", "ann", |work| {
        crate::given::exclude(work, &p("jan"), assign::Replacements::default())
    });
    let jan = |work: &mut Working<'_>| raise_question(work, None, Some(p("jan")), words("brief"));
    assert_eq!(
        life.refused("2026-11-10T10:00", "ann", jan),
        Refusal::PersonNotAvailable
    );
}

#[test]
fn a_concern_is_not_evaluated() {
    let life = Life::concern("2026-11-06T17:30");
    assert_eq!(
        life.refused("2026-11-10T10:00", "els", raise),
        Refusal::NotYetAComplaint
    );
    assert_eq!(
        life.refused("2026-11-10T10:00", "els", no_change),
        Refusal::NotYetAComplaint
    );
}

#[test]
fn a_decision_stands_for_its_round_and_a_new_round_asks_again() {
    let mut life = answered();
    life.on("2026-11-16T10:00", "ann", no_change);
    assert_eq!(
        life.refused("2026-11-17T10:00", "ann", no_change),
        Refusal::AlreadyDecided
    );
    assert_eq!(
        life.refused("2026-11-17T10:00", "ann", raise),
        Refusal::AlreadyDecided
    );
    life.complainant("2027-02-01T10:00", |work| ways_out::reopen(work, None));
    life.try_at(at("2027-02-02T10:00"), Some(p("ann")), no_change)
        .unwrap();
}

#[test]
fn a_change_needs_a_measure_and_no_change_has_none() {
    let life = answered();
    let empty = |work: &mut Working<'_>| change(work, Vec::new());
    assert_eq!(
        life.refused("2026-11-16T10:00", "ann", empty),
        Refusal::MeasureMissing
    );
    let contradiction = |work: &mut Working<'_>| {
        decide(
            work,
            false,
            Cause::Nothing,
            words("reason"),
            vec![measure("jan", "2026-12-01")],
            Vec::new(),
        )
    };
    assert_eq!(
        life.refused("2026-11-16T10:00", "ann", contradiction),
        Refusal::MeasureMissing
    );
}

#[test]
fn a_measure_has_an_owner_who_may_know_and_a_day_ahead() {
    let mut life = answered();
    let yesterday = |work: &mut Working<'_>| change(work, vec![measure("jan", "2026-11-15")]);
    assert_eq!(
        life.refused("2026-11-16T10:00", "ann", yesterday),
        Refusal::DateInThePast
    );
    life.on("2026-11-16T10:00", "ann", |work| {
        crate::given::exclude(work, &p("jan"), assign::Replacements::default())
    });
    let by_jan = |work: &mut Working<'_>| change(work, vec![measure("jan", "2026-12-01")]);
    assert_eq!(
        life.refused("2026-11-16T10:00", "ann", by_jan),
        Refusal::PersonNotAvailable
    );
}

#[test]
fn management_that_is_excluded_is_not_told() {
    let mut life = answered();
    life.on("2026-11-16T10:00", "ann", |work| {
        crate::given::exclude(work, &p("mia"), assign::Replacements::default())
    });
    life.on("2026-11-16T10:00", "ann", no_change);
    assert_eq!(life.case.decided().unwrap().told, [p("bart")]);
}

#[test]
fn what_was_decided_in_an_earlier_round_stands_beside_what_is_asked_anew() {
    let mut life = answered();
    life.on("2026-11-16T10:00", "ann", no_change);
    let first = life.case.decided().unwrap().clone();
    life.complainant("2026-12-01T10:00", |work| {
        casework::case::ways_out::reopen(work, Some(words("again")))
    });
    life.on("2026-12-02T10:00", "ann", |work| {
        raise_question(work, None, Some(p("els")), words("brief"))
    });
    assert_eq!(life.case.evaluations.len(), 2);
    assert_eq!(life.case.evaluations[0].decided.as_ref(), Some(&first));
    assert_eq!(life.case.evaluations[1].decided, None);
    let management = casework::access::people(&life.case);
    assert!(management.contains(&("bart".to_owned(), casework::access::Relation::Management)));
}
