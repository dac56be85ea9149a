//! A measure: criterion and reviewer beforehand, in use with evidence, reviewed by somebody else than its owner.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod given;

use casework::access::{MeasureAction, measure_actions};
use casework::ids::CaseId;
use casework::measure::{
    Measure, MeasureEvent, MeasureRecorded, MeasureStage, agree, apply, counts_from, join, propose, review,
};
use casework::organisation::{Organisation, OrganisationEvent, StaffRole};
use casework::refusal::Refusal;
use casework::vocabulary::{Cause, Effect};
use given::{at, end_of, m, p, words};
use std::collections::BTreeSet;

fn proposal(owner: &str, reviewer: &str, day: &str) -> MeasureEvent {
    MeasureEvent::Proposed {
        what: words("two-keys"),
        criterion: words("no-complaint-in-three-months"),
        cause: Cause::Procedure,
        owner: p(owner),
        reviewer: p(reviewer),
        group: Some("gebouwen".into()),
        until: end_of(day),
        case: Some(CaseId::from("case")),
    }
}

/// A measure after these events, a day apart.
fn after(events: Vec<MeasureEvent>) -> Measure {
    let start = at("2026-11-16T10:00");
    let journal: Vec<MeasureRecorded> = events
        .into_iter()
        .zip(0..)
        .map(|(event, day)| MeasureRecorded {
            actor: Some(p("ann")),
            at: start.plus_minutes(day * 1_440),
            event,
        })
        .collect();
    Measure::replay(&m("keys"), &journal).unwrap()
}

fn proposed() -> Vec<MeasureEvent> {
    propose(
        proposal("jan", "mia", "2026-12-18"),
        false,
        at("2026-11-16T10:00"),
    )
    .unwrap()
}

fn in_use() -> Measure {
    let mut events = proposed();
    events.extend(apply(&after(proposed()), words("photo"), end_of("2027-03-15")).unwrap());
    after(events)
}

#[test]
fn a_measure_says_beforehand_how_we_will_see_that_it_works_and_who_looks() {
    let measure = after(proposed());
    assert_eq!(measure.stage(), MeasureStage::Proposed);
    assert_eq!(measure.criterion, words("no-complaint-in-three-months"));
    assert_eq!(measure.reviewer, p("mia"));
    assert_eq!(measure.next_due(), Some(end_of("2026-12-18")));
}

#[test]
fn the_reviewer_is_somebody_else_than_the_owner() {
    let refusal = propose(
        proposal("jan", "jan", "2026-12-18"),
        false,
        at("2026-11-16T10:00"),
    );
    assert_eq!(refusal.err(), Some(Refusal::ReviewerIsOwner));
    let refusal = review(&in_use(), &p("jan"), Effect::Worked, words("fine"));
    assert_eq!(
        refusal.err(),
        Some(Refusal::ReviewerIsOwner),
        "nor does the owner review it in the end"
    );
}

#[test]
fn a_measure_begins_on_a_day_ahead() {
    let refusal = propose(
        proposal("jan", "mia", "2026-11-15"),
        false,
        at("2026-11-16T10:00"),
    );
    assert_eq!(refusal.err(), Some(Refusal::DateInThePast));
}

#[test]
fn a_measure_can_be_agreed_at_once_or_later_but_once() {
    let at_once = propose(proposal("jan", "mia", "2026-12-18"), true, at("2026-11-16T10:00")).unwrap();
    let measure = after(at_once);
    assert_eq!(measure.stage(), MeasureStage::Agreed);
    assert_eq!(agree(&measure).err(), Some(Refusal::AlreadyDone));
    assert_eq!(agree(&after(proposed())).unwrap(), [MeasureEvent::Agreed]);
}

#[test]
fn a_measure_in_use_was_agreed_and_has_evidence_and_a_day_of_review() {
    let measure = in_use();
    assert_eq!(measure.stage(), MeasureStage::Applied);
    assert!(measure.agreed_at.is_some(), "putting it to use agrees on it");
    assert_eq!(
        measure.applied.as_ref().map(|(_, evidence)| evidence),
        Some(&words("photo"))
    );
    assert_eq!(measure.next_due(), Some(end_of("2027-03-15")));
    let twice = apply(&measure, words("photo"), end_of("2027-03-15"));
    assert_eq!(twice.err(), Some(Refusal::AlreadyDone));
}

#[test]
fn a_measure_is_reviewed_once_and_not_before_it_is_in_use() {
    let refusal = review(&after(proposed()), &p("mia"), Effect::Worked, words("fine"));
    assert_eq!(refusal.err(), Some(Refusal::TooEarly));
    let mut events = proposed();
    events.extend(apply(&after(proposed()), words("photo"), end_of("2027-03-15")).unwrap());
    events.extend(review(&in_use(), &p("mia"), Effect::Partly, words("half")).unwrap());
    let measure = after(events);
    assert_eq!(measure.stage(), MeasureStage::Reviewed);
    assert_eq!(measure.next_due(), None);
    let twice = review(&measure, &p("mia"), Effect::Worked, words("fine"));
    assert_eq!(twice.err(), Some(Refusal::AlreadyDone));
}

#[test]
fn one_measure_can_serve_several_cases() {
    let mut events = proposed();
    events.push(MeasureEvent::CaseJoined {
        case: CaseId::from("neighbour"),
        what: None,
        criterion: None,
    });
    events.push(MeasureEvent::CaseJoined {
        case: CaseId::from("neighbour"),
        what: Some(words("keys")),
        criterion: Some(words("no-keys-lost")),
    });
    let cases: Vec<_> = after(events).cases.into_iter().collect();
    assert_eq!(cases, [CaseId::from("case"), CaseId::from("neighbour")]);
}

#[test]
fn another_case_joins_once_and_brings_its_own_words_if_both_agreed_at_once() {
    let (first, other) = (CaseId::from("case"), CaseId::from("neighbour"));
    assert_eq!(
        join(&after(proposed()), &first, None).err(),
        Some(Refusal::AlreadyDone)
    );
    for said in [None, Some((words("keys"), words("no-keys-lost")))] {
        let joined = join(&after(proposed()), &other, said).unwrap();
        let text = serde_json::to_string(&joined).unwrap();
        assert_eq!(serde_json::from_str::<Vec<MeasureEvent>>(&text).unwrap(), joined);
        let mut events = proposed();
        events.extend(joined);
        let measure = after(events);
        assert!(measure.cases.contains(&other));
        assert_eq!(
            measure.what,
            after(proposed()).what,
            "what was agreed first stands"
        );
        assert_eq!(join(&measure, &other, None).err(), Some(Refusal::AlreadyDone));
    }
}

#[test]
fn a_later_case_counts_on_the_day_that_was_agreed_or_on_today() {
    let (before, past) = (end_of("2026-11-20"), end_of("2027-01-05"));
    assert_eq!(
        counts_from(&after(proposed()), before).unwrap(),
        end_of("2026-12-18")
    );
    assert_eq!(
        counts_from(&after(proposed()), past).unwrap(),
        past,
        "it is late by then"
    );
    assert_eq!(counts_from(&in_use(), before).unwrap(), before, "it is in use");
    let mut events = proposed();
    events.extend(apply(&after(proposed()), words("photo"), end_of("2027-03-15")).unwrap());
    events.extend(review(&in_use(), &p("mia"), Effect::Not, words("half")).unwrap());
    assert_eq!(
        counts_from(&after(events), past).err(),
        Some(Refusal::MeasureReviewed)
    );
}

#[test]
fn a_journal_begins_with_a_proposal_and_has_only_one() {
    let recorded = |event| MeasureRecorded {
        actor: None,
        at: at("2026-11-16T10:00"),
        event,
    };
    let first = recorded(proposal("jan", "mia", "2026-12-18"));
    assert!(Measure::replay(&m("keys"), &[]).is_none());
    assert!(Measure::replay(&m("keys"), &[recorded(MeasureEvent::Agreed)]).is_none());
    assert!(Measure::replay(&m("keys"), &[first.clone(), first]).is_none());
}

#[test]
fn only_a_proposal_can_be_proposed() {
    let refusal = propose(MeasureEvent::Agreed, false, at("2026-11-16T10:00"));
    assert_eq!(refusal.err(), Some(Refusal::NoSuchItem));
}

#[test]
fn who_said_that_it_is_in_use_does_not_review_it() {
    let measure = in_use();
    assert_eq!(measure.applied_by, Some(p("ann")));
    let refusal = review(&measure, &p("ann"), Effect::Worked, words("fine"));
    assert_eq!(refusal.err(), Some(Refusal::ReviewerIsOwner));
}

/// What each of them may do with a measure of one case, by name.
fn who_may(measure: &Measure, hidden: &[(&str, &str)]) -> BTreeSet<(String, MeasureAction)> {
    use StaffRole::{Administrator, BoardMember, Colleague, Handler, Management, Outside};
    let people = [
        ("jan", &[Colleague][..]),
        ("mia", &[BoardMember]),
        ("els", &[Colleague]),
        ("piet", &[Colleague]),
        ("bart", &[Management]),
        ("ann", &[Handler]),
        ("sam", &[Administrator]),
        ("vera", &[Outside]),
        ("gone", &[Management]),
    ];
    let mut organisation = Organisation::default();
    for (name, roles) in people {
        organisation.apply(
            at("2026-11-01T09:00"),
            &OrganisationEvent::PersonJoined {
                person: p(name),
                roles: roles.iter().copied().collect(),
                name: words("name"),
                email: words("email"),
            },
        );
    }
    for event in [
        OrganisationEvent::GroupSet {
            group: "gebouwen".into(),
            name: words("group"),
            members: BTreeSet::from([p("els")]),
        },
        OrganisationEvent::PersonLeft { person: p("gone") },
    ] {
        organisation.apply(at("2026-11-01T10:00"), &event);
    }
    let mut all = BTreeSet::new();
    for (name, _) in people.iter().chain(&[("nobody", &[][..])]) {
        let of = hidden.iter().filter(|(who, _)| who == name);
        let hidden = of.map(|(_, case)| CaseId::from(*case)).collect();
        for action in measure_actions(&organisation, &p(name), measure, &hidden) {
            all.insert(((*name).to_owned(), action));
        }
    }
    all
}

fn those(list: &[(&str, &[MeasureAction])]) -> BTreeSet<(String, MeasureAction)> {
    let pairs = list.iter().flat_map(|(name, actions)| {
        let name = (*name).to_owned();
        actions.iter().map(move |action| (name.clone(), *action))
    });
    pairs.collect()
}

#[test]
fn who_works_here_knows_of_a_measure_its_owner_and_group_apply_it_and_another_reviews_it() {
    use MeasureAction::{Apply, Review, See};
    let expected = those(&[
        ("jan", &[See, Apply]),
        ("mia", &[See, Review]),
        ("els", &[See, Apply]),
        ("piet", &[See]),
        ("bart", &[See, Apply, Review]),
        ("ann", &[See]),
    ]);
    assert_eq!(who_may(&after(proposed()), &[]), expected);
}

#[test]
fn who_said_that_a_measure_is_in_use_is_not_offered_its_review() {
    let mut measure = in_use();
    assert_eq!(measure.applied_by, Some(p("ann")));
    measure.applied_by = Some(p("bart"));
    let may = who_may(&measure, &[]);
    assert!(!may.contains(&("bart".to_owned(), MeasureAction::Review)));
    assert!(may.contains(&("mia".to_owned(), MeasureAction::Review)));
    measure.applied_by = Some(p("mia"));
    let may = who_may(&measure, &[]);
    assert!(!may.contains(&("mia".to_owned(), MeasureAction::Review)));
}

#[test]
fn a_measure_is_hidden_from_whom_every_case_behind_it_excludes_and_from_no_other() {
    let mut measure = after(proposed());
    let all = who_may(&measure, &[]);
    let knows = |all: &BTreeSet<(String, MeasureAction)>, name: &str| all.iter().any(|(one, _)| one == name);
    let hidden = who_may(&measure, &[("bart", "case"), ("jan", "other")]);
    assert!(!knows(&hidden, "bart") && knows(&hidden, "jan"));
    measure.cases.insert(CaseId::from("second"));
    assert_eq!(who_may(&measure, &[("bart", "case")]), all);
    assert!(!knows(
        &who_may(&measure, &[("bart", "case"), ("bart", "second")]),
        "bart"
    ));
    // One that came from no case is everybody's.
    measure.cases.clear();
    assert_eq!(who_may(&measure, &[("bart", "case")]), all);
}
