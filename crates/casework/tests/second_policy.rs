//! Another procedure than wooncoop's: two stages, 5 + 10 + 20 working days, so that the first policy doesn't harden into code.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use casework::calendar::Calendar;
use casework::moment::Moment;
use casework::policy::{CountFrom, Policy, PromiseRule, Term, check, deadline_lines};
use casework::vocabulary::{FactKind, Nature, Role};
use jiff::civil::DateTime;

const FILE: &str = include_str!("../../../policies/housing-ombudsman-2024/policy.toml");
const SOURCE: &str = include_str!("../../../policies/housing-ombudsman-2024/source.txt");

fn policy() -> Policy {
    Policy::parse(FILE, SOURCE).unwrap()
}

fn calendar(policy: &Policy) -> Calendar {
    Calendar::new(&policy.time_zone, &policy.holidays).unwrap()
}

fn working_days(rule: &PromiseRule) -> u32 {
    match rule.term {
        Term::WorkingDays(n) => n,
        other => panic!("{} isn't in working days: {other:?}", rule.key),
    }
}

#[test]
fn the_second_policy_passes_the_check() {
    assert_eq!(check(&policy(), FILE, None), []);
}

#[test]
fn each_stage_has_its_own_promise_with_its_own_term() {
    let policy = policy();
    let stages = [
        ("acknowledge", FactKind::Registered, 5, FactKind::Acknowledged),
        ("answer", FactKind::Acknowledged, 10, FactKind::AnswerDelivered),
        (
            "second_look",
            FactKind::ReviewAsked,
            20,
            FactKind::ReviewDelivered,
        ),
    ];
    for (key, opened_by, days, kept_by) in stages {
        let rule = policy.rule(key).unwrap();
        assert_eq!(rule.opened_by, [opened_by], "{key}");
        assert_eq!(working_days(rule), days, "{key}");
        assert_eq!(rule.kept_by, [kept_by], "{key}");
        assert_eq!(
            (rule.nature, rule.owed_to),
            (Nature::Promise, Role::Complainant),
            "{key}"
        );
        assert!(rule.clause.is_some(), "{key} is in the text");
    }
}

#[test]
fn nothing_is_answered_to_the_sender_before_it_was_acknowledged() {
    let policy = policy();
    let at_registration = policy
        .promises
        .iter()
        .filter(|rule| rule.opened_by.contains(&FactKind::Registered));
    let to_sender: Vec<_> = at_registration
        .filter(|rule| rule.owed_to == Role::Complainant)
        .map(|rule| &rule.key)
        .collect();
    assert_eq!(to_sender, ["acknowledge"]);
}

#[test]
fn an_interim_moves_each_stage_to_a_date_of_its_own() {
    let policy = policy();
    for (stage, by_date, kept_by) in [
        ("answer", "answer_by_date", FactKind::AnswerDelivered),
        ("second_look", "review_by_date", FactKind::ReviewDelivered),
    ] {
        let rule = policy.rule(stage).unwrap();
        let later = policy.rule(by_date).unwrap();
        assert_eq!(rule.replaced_by, [FactKind::InterimDelivered]);
        assert_eq!(later.opened_by, [FactKind::InterimDelivered]);
        assert_eq!(later.term, Term::DateOfFact);
        assert_eq!(later.only_while, [stage, by_date]);
        assert_eq!(later.kept_by, [kept_by]);
    }
}

#[test]
fn the_two_stages_end_on_these_days() {
    let policy = policy();
    let calendar = calendar(&policy);
    let at = |text: &str| Moment::of(text.parse::<DateTime>().unwrap(), &calendar.zone);
    let last = |from: &str, key: &str| {
        let due = calendar.add_working_days(at(from), working_days(policy.rule(key).unwrap()));
        due.last_day(&calendar.zone).to_string()
    };
    assert_eq!(last("2026-11-06T17:30", "acknowledge"), "2026-11-13");
    assert_eq!(last("2026-11-13T09:00", "answer"), "2026-11-27");
    assert_eq!(last("2026-11-27T12:00", "second_look"), "2026-12-25");
    // Over the clock change of 29 March, at the local midnight.
    assert_eq!(last("2026-03-27T23:59", "answer"), "2026-04-10");
    assert_eq!(
        policy.rule("acknowledge").unwrap().count_from,
        CountFrom::FirstHeard
    );
}

#[test]
fn its_first_deadline_is_the_acknowledgement() {
    let policy = policy();
    let calendar = calendar(&policy);
    let received = Moment::of("2026-11-06T17:30".parse::<DateTime>().unwrap(), &calendar.zone);
    let lines = deadline_lines(&policy, &calendar, received).unwrap();
    assert_eq!((lines.rule.key.as_str(), lines.working_days), ("acknowledge", 5));
    assert_eq!(lines.last.to_string(), "2026-11-13");
    assert_eq!(lines.days.len(), 8);
}
