//! What the random lives come to: a decision that never succeeds, or a thing that is never owed, is tried by nothing.

use super::acts::{ACTS, begin, perform};
use super::{diligence, start, steps};
use crate::given::{at, housing_ombudsman, wooncoop};
use casework::engine::Rules;
use casework::vocabulary::FactKind;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use std::collections::BTreeSet;

/// So many that each thing which takes several acts one after the other happens in some of them.
const LIVES: usize = 3_000;

/// What was reached in many lives under these rules.
#[derive(Default)]
struct Reached {
    acts: BTreeSet<&'static str>,
    /// What was owed, and by which fact.
    owed: BTreeSet<(String, FactKind)>,
    kept: BTreeSet<String>,
}

fn reached(rules: Rules<'static>) -> Reached {
    let mut runner = TestRunner::deterministic();
    let mut reached = Reached::default();
    for _ in 0..LIVES {
        let start = start().new_tree(&mut runner).unwrap().current();
        let mut life = begin(&start, rules, at("2026-10-20T09:00"));
        let mut now = at("2026-10-20T09:00");
        for step in steps().new_tree(&mut runner).unwrap().current() {
            now = now.plus_minutes(i64::from(step.minutes));
            if perform(&mut life, now, &step).is_ok() {
                reached.acts.insert(step.act);
            }
        }
        // What is open at the end is done by who does all that is owed.
        diligence::finish(&mut life, now);
        for owed in &life.case.owed {
            reached.owed.insert((owed.key.clone(), owed.opened_by));
            if owed.kept_at.is_some() {
                reached.kept.insert(owed.key.clone());
            }
        }
    }
    reached
}

/// All that a case can owe under a policy, by each fact that opens it.
fn can_be_owed(rules: Rules<'_>) -> BTreeSet<(String, FactKind)> {
    let in_a_case = |fact: &&FactKind| **fact != FactKind::PolicyPublished;
    let mut all = BTreeSet::new();
    for rule in &rules.policy.promises {
        let facts = rule.opened_by.iter().chain(&rule.first_opened_by);
        all.extend(facts.filter(in_a_case).map(|fact| (rule.key.clone(), *fact)));
    }
    all
}

fn check_owed_of(rules: Rules<'static>, reached: &Reached) {
    let never: Vec<_> = can_be_owed(rules).difference(&reached.owed).cloned().collect();
    assert_eq!(never, [], "these are never owed, so nothing is tried with them");
    let keys: BTreeSet<String> = can_be_owed(rules).into_iter().map(|(key, _)| key).collect();
    let never: Vec<_> = keys.difference(&reached.kept).collect();
    assert_eq!(never, [] as [&String; 0], "these are never kept");
}

#[test]
fn random_lives_reach_every_decision_and_owe_all_that_the_policy_knows() {
    let reached = reached(wooncoop());
    let never: Vec<_> = ACTS.iter().filter(|act| !reached.acts.contains(*act)).collect();
    assert_eq!(
        never,
        [] as [&&str; 0],
        "these acts never succeed, so nothing is tried with them"
    );
    check_owed_of(wooncoop(), &reached);
}

#[test]
fn random_lives_owe_all_that_the_second_policy_knows() {
    check_owed_of(housing_ombudsman(), &reached(housing_ombudsman()));
}
