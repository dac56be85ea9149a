//! What a case hears of its measures: applied opens their review; what didn't work opens the evaluation again.

use crate::given::{Life, end_of, m, p, words};
use casework::case::answer::MeasureAgreed;
use casework::case::evaluate::decide;
use casework::case::measures::{applied, reviewed};
use casework::event::About;
use casework::promise::{Standing, Subject};
use casework::refusal::Refusal;
use casework::vocabulary::{Cause, Effect, Nature};

fn decided() -> Life {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.answered("2026-11-09T10:00");
    let agreed = |name: &str, day: &str| MeasureAgreed {
        measure: m(name),
        what: words(name),
        owner: p("jan"),
        reviewer: p("mia"),
        until: end_of(day),
        promised: false,
    };
    let measures = vec![agreed("keys", "2026-11-27"), agreed("sign", "2026-12-04")];
    life.on("2026-11-16T10:00", "ann", |work| {
        decide(
            work,
            true,
            Cause::Procedure,
            words("reason"),
            measures,
            vec![p("mia")],
        )
    });
    life
}

#[test]
fn each_measure_is_owed_by_its_owner_on_its_own_day() {
    let life = decided();
    let owed: Vec<_> = life
        .case
        .open_owed()
        .filter(|owed| owed.key == "apply_measure")
        .collect();
    assert_eq!(
        owed.iter().map(|one| one.due_at).collect::<Vec<_>>(),
        [end_of("2026-11-27"), end_of("2026-12-04")]
    );
    assert!(owed.iter().all(|one| one.named == Some(p("jan"))));
}

#[test]
fn a_measure_in_use_is_reviewed_three_months_later() {
    let mut life = decided();
    life.on("2026-11-25T10:00", "jan", |work| applied(work, &m("keys")));
    assert_eq!(life.due("review_measure"), "2027-02-25");
    assert_eq!(
        life.open().iter().filter(|key| **key == "apply_measure").count(),
        1,
        "the other stays owed"
    );
    life.on("2027-02-20T10:00", "bart", |work| {
        reviewed(work, &m("keys"), Effect::Worked)
    });
    assert_eq!(life.owed("review_measure").standing(), Standing::Kept);
    assert!(!life.ever_owed("evaluate") || life.owed("evaluate").standing() == Standing::Kept);
}

#[test]
fn a_measure_that_did_not_work_opens_the_evaluation_again_with_another_cause() {
    let mut life = decided();
    life.on("2026-11-25T10:00", "jan", |work| applied(work, &m("keys")));
    life.on("2027-02-20T10:00", "bart", |work| {
        reviewed(work, &m("keys"), Effect::Not)
    });
    assert_eq!(life.owed("evaluate").standing(), Standing::Open);
    let heard = life.case.told.last().unwrap();
    assert_eq!((&heard.person, &heard.about), (&p("chris"), &About::Measure));
    life.on("2027-02-22T10:00", "ann", |work| {
        decide(
            work,
            false,
            Cause::Building,
            words("other"),
            Vec::new(),
            vec![p("mia")],
        )
    });
    assert_eq!(life.owed("evaluate").standing(), Standing::Kept);
    assert!(
        life.open().contains(&"tell_outcome"),
        "the complainant hears the new outcome too"
    );
}

#[test]
fn a_case_hears_each_thing_of_its_own_measures_once() {
    let mut life = decided();
    let twice = |life: &Life| life.refused("2026-11-26T10:00", "jan", |work| applied(work, &m("keys")));
    life.on("2026-11-25T10:00", "jan", |work| applied(work, &m("keys")));
    assert_eq!(twice(&life), Refusal::AlreadyDone);
    life.on("2027-02-20T10:00", "bart", |work| {
        reviewed(work, &m("keys"), Effect::Worked)
    });
    let again = life.refused("2027-02-21T10:00", "bart", |work| {
        reviewed(work, &m("keys"), Effect::Not)
    });
    assert_eq!(again, Refusal::AlreadyDone);
    let other = life.refused("2027-02-21T10:00", "bart", |work| {
        applied(work, &m("of-another-case"))
    });
    assert_eq!(other, Refusal::NoSuchItem);
    let other = life.refused("2027-02-21T10:00", "bart", |work| {
        reviewed(work, &m("of-another-case"), Effect::Not)
    });
    assert_eq!(other, Refusal::NoSuchItem);
}

#[test]
fn what_is_not_in_use_yet_was_not_reviewed() {
    let life = decided();
    let early = life.refused("2026-11-26T10:00", "bart", |work| {
        reviewed(work, &m("keys"), Effect::Worked)
    });
    assert_eq!(early, Refusal::TooEarly);
}

#[test]
fn a_measure_whose_date_was_said_is_a_promise_to_the_complainant_and_another_a_target_of_ours() {
    let agreed = |promised: bool| {
        let mut life = Life::complaint("2026-11-06T17:30");
        life.answered("2026-11-09T10:00");
        life.on("2026-11-12T10:00", "ann", |work| {
            let measure = MeasureAgreed {
                measure: m("keys"),
                what: words("keys"),
                owner: p("jan"),
                reviewer: p("mia"),
                until: end_of("2026-12-01"),
                promised,
            };
            let why = words("why");
            decide(work, true, Cause::Procedure, why, vec![measure], Vec::new())
        });
        life
    };
    let target = agreed(false);
    assert_eq!(target.owed("apply_measure").nature, Nature::Target);
    assert!(!target.ever_owed("apply_promised_measure"));
    let mut promise = agreed(true);
    assert!(!promise.ever_owed("apply_measure"));
    assert_eq!(promise.due("apply_promised_measure"), "2026-12-01");
    promise.sweep("2026-12-02T00:01");
    let missed = promise.owed("apply_promised_measure");
    assert_eq!(missed.missed_at, Some(end_of("2026-12-01")));
    assert_eq!(
        promise.owed("explain_delay").subject,
        Some(Subject::Owed(missed.no)),
        "the complainant hears why"
    );
    promise.on("2026-12-03T10:00", "jan", |work| applied(work, &m("keys")));
    assert!(!promise.open().contains(&"apply_promised_measure"));
    assert!(promise.ever_owed("review_measure"));
}
