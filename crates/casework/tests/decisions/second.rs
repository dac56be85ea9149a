//! The second person: as the policy says for each step, nobody, somebody who hears of it, or somebody who must agree.

use crate::given::{Life, interim_until, nothing_changes, p, plain_answer, wooncoop, words};
use casework::case::ProposalOutcome;
use casework::case::answer::{Answer, answer};
use casework::case::evaluate;
use casework::case::interim::interim;
use casework::case::second::{agree, is_required, propose, send_back};
use casework::case::ways_out::{reclassify, refuse, withdraw};
use casework::engine::{Rules, Working};
use casework::policy::Policy;
use casework::refusal::Refusal;
use casework::vocabulary::{Cause, OtherThan, RefusalReason, SecondPerson, Step};
use std::sync::OnceLock;

/// Wooncoop's policy, but every step takes two.
fn all_required() -> Rules<'static> {
    static POLICY: OnceLock<Policy> = OnceLock::new();
    let policy = POLICY.get_or_init(|| with(SecondPerson::Required));
    Rules { policy, ..wooncoop() }
}

/// Wooncoop's policy, but no step takes a second person.
fn none() -> Rules<'static> {
    static POLICY: OnceLock<Policy> = OnceLock::new();
    let policy = POLICY.get_or_init(|| with(SecondPerson::None));
    Rules { policy, ..wooncoop() }
}

fn with(second: SecondPerson) -> Policy {
    let mut policy = wooncoop().policy.clone();
    policy.settings.second_person = Step::ALL.iter().map(|step| (*step, second)).collect();
    policy
}

fn complaint(rules: Rules<'static>) -> Life {
    Life {
        rules,
        ..Life::complaint("2026-11-06T17:30")
    }
}

type Act = fn(&mut Working<'_>) -> Result<(), Refusal>;

/// Each step as it is done, after an interim so that the next one is the second.
const STEPS: [(Step, Act); 5] = [
    (Step::Answer, |work| {
        answer(work, &p("ann"), plain_answer()).map(drop)
    }),
    (Step::SecondInterim, |work| {
        interim(work, &p("ann"), interim_until("2026-11-20")).map(drop)
    }),
    (Step::Refusal, |work| {
        refuse(work, RefusalReason::TooOld, words("letter")).map(drop)
    }),
    (Step::Evaluation, |work| {
        evaluate::decide(work, false, Cause::Nothing, words("why"), Vec::new(), Vec::new())
    }),
    (Step::Reclassification, |work| {
        reclassify(work, OtherThan::Question, None)
    }),
];

#[test]
fn a_step_that_takes_two_is_done_only_when_another_agrees() {
    for (step, act) in STEPS {
        let mut life = complaint(all_required());
        life.interim("2026-11-09T09:00", interim_until("2026-11-13"));
        let alone = life.refused("2026-11-10T10:00", "bart", |work| {
            if step == Step::SecondInterim {
                return interim(work, &p("bart"), interim_until("2026-11-20")).map(drop);
            }
            act(work)
        });
        assert_eq!(alone, Refusal::SecondPersonNeeded, "{step}");
        life.on("2026-11-10T10:00", "ann", |work| {
            propose(work, &p("ann"), step, words("composed"))
        });
        assert!(life.case.waiting(step).is_some(), "{step}");
        life.on("2026-11-10T11:00", "bart", |work| {
            agree(work, &p("bart"), 1)?;
            act(work)
        });
        assert!(life.case.waiting(step).is_none(), "{step}");
        let done = life.journal.last().unwrap();
        assert_eq!(done.actor, Some(p("ann")), "{step}: whoever proposed it did it");
        assert_eq!(life.replayed(), life.case, "{step}");
    }
}

#[test]
fn a_step_that_takes_nobody_else_is_done_at_once() {
    for (step, act) in STEPS {
        let mut life = complaint(none());
        life.interim("2026-11-09T09:00", interim_until("2026-11-13"));
        if step == Step::SecondInterim {
            life.on("2026-11-10T10:00", "bart", |work| {
                interim(work, &p("bart"), interim_until("2026-11-20"))
            });
        } else {
            life.on("2026-11-10T10:00", "ann", act);
        }
        assert!(life.case.proposals.is_empty(), "{step}");
    }
}

#[test]
fn an_answer_that_also_decides_the_evaluation_takes_whoever_either_takes() {
    let mut rules = wooncoop();
    static POLICY: OnceLock<Policy> = OnceLock::new();
    rules.policy = POLICY.get_or_init(|| {
        let mut policy = wooncoop().policy.clone();
        policy
            .settings
            .second_person
            .insert(Step::Evaluation, SecondPerson::Required);
        policy
    });
    let mut life = complaint(rules);
    let decides = || Answer {
        differently: nothing_changes(),
        ..plain_answer()
    };
    let alone = life.refused("2026-11-09T10:00", "ann", |work| {
        answer(work, &p("ann"), decides())
    });
    assert_eq!(alone, Refusal::SecondPersonNeeded);
    life.answered("2026-11-09T10:00");
}

#[test]
fn who_proposed_it_can_not_agree_and_nobody_agrees_twice_or_to_what_was_not_proposed() {
    let mut life = complaint(all_required());
    let by = |person: &'static str, no| move |work: &mut Working<'_>| agree(work, &p(person), no);
    assert_eq!(
        life.refused("2026-11-09T09:00", "bart", by("bart", 1)),
        Refusal::NoSuchItem
    );
    life.on("2026-11-09T10:00", "ann", |work| {
        propose(work, &p("ann"), Step::Answer, words("composed"))
    });
    assert_eq!(
        life.refused("2026-11-09T11:00", "ann", by("ann", 1)),
        Refusal::SamePerson
    );
    life.on("2026-11-09T11:00", "bart", |work| {
        agree(work, &p("bart"), 1)?;
        answer(work, &p("ann"), plain_answer())
    });
    assert_eq!(
        life.refused("2026-11-09T12:00", "bart", by("bart", 1)),
        Refusal::AlreadyDone
    );
}

#[test]
fn what_is_sent_back_keeps_its_reason_and_leaves_everything_owed() {
    let mut life = complaint(all_required());
    life.on("2026-11-09T10:00", "ann", |work| {
        propose(work, &p("ann"), Step::Answer, words("composed"))
    });
    life.on("2026-11-09T11:00", "bart", |work| {
        send_back(work, &p("bart"), 1, words("why-not"))
    });
    assert!(matches!(
        &life.case.proposals[0].outcome,
        ProposalOutcome::SentBack { by, reason, .. } if *by == p("bart") && *reason == words("why-not")
    ));
    assert_eq!(life.open(), ["answer"]);
}

#[test]
fn a_later_proposal_an_answer_and_the_end_overtake_what_waits() {
    let mut life = complaint(all_required());
    let refusal = |work: &mut Working<'_>| propose(work, &p("ann"), Step::Refusal, words("composed"));
    life.on("2026-11-09T10:00", "ann", refusal);
    life.on("2026-11-09T10:05", "ann", refusal);
    assert_eq!(life.case.proposals[0].outcome, ProposalOutcome::Overtaken);
    assert_eq!(life.case.waiting(Step::Refusal).unwrap().no, 2);
    life.on("2026-11-09T10:10", "ann", |work| {
        propose(work, &p("ann"), Step::Answer, words("composed"))
    });
    life.on("2026-11-09T11:00", "bart", |work| {
        agree(work, &p("bart"), 3)?;
        answer(work, &p("ann"), plain_answer())
    });
    assert_eq!(
        life.refused("2026-11-09T12:00", "bart", |work| agree(work, &p("bart"), 2)),
        Refusal::AlreadyDone,
        "what was answered is not refused a month later by an old proposal"
    );
    let mut stopped = complaint(all_required());
    stopped.on("2026-11-09T10:00", "ann", refusal);
    stopped.complainant("2026-11-09T11:00", |work| withdraw(work, None));
    assert_eq!(stopped.case.proposals[0].outcome, ProposalOutcome::Overtaken);
}

#[test]
fn without_somebody_beside_the_one_who_proposes_nothing_can_be_proposed() {
    let mut life = complaint(all_required());
    life.case.supervisor = None;
    assert_eq!(
        life.refused("2026-11-09T10:00", "ann", |work| propose(
            work,
            &p("ann"),
            Step::Answer,
            words("composed")
        )),
        Refusal::NobodyLeft
    );
}

#[test]
fn wooncoop_asks_two_people_for_a_refusal_and_a_second_interim_only() {
    let two: Vec<Step> = Step::ALL
        .iter()
        .copied()
        .filter(|step| is_required(wooncoop().policy, *step))
        .collect();
    assert_eq!(two, [Step::SecondInterim, Step::Refusal]);
}
