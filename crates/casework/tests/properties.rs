//! What holds in every life of a case, tried on random sequences of acts, under both shipped policies.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod given;

#[path = "properties/acts.rs"]
mod acts;
#[path = "properties/diligence.rs"]
mod diligence;
#[path = "properties/reach.rs"]
mod reach;
#[path = "properties/swallowed.rs"]
mod swallowed;

use acts::{ACTS, PEOPLE, Start, Step, begin, perform};
use casework::access::{Action, Relation, Scope, Viewer, Words, may, people, relations, view};
use casework::case::{Case, message};
use casework::engine::{Rules, Working};
use casework::event::{About, Author, Event};
use casework::ids::{GroupId, PersonId};
use casework::moment::Moment;
use casework::promise::{Owed, Standing, Subject};
use casework::vocabulary::{FactKind, Nature};
use given::{Life, housing_ombudsman, p, wooncoop};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// One life: the state after each act that was carried out, and how many messages there were when it became a complaint.
struct Lived {
    life: Life,
    states: Vec<(Moment, Case)>,
    before_registration: usize,
}

/// Lives through the steps; `sweeps` between them (minutes after the step before) are what a worker would do.
fn live(start: &Start, steps: &[Step], rules: Rules<'static>, sweep_after: Option<u32>) -> Lived {
    let mut now = given::at("2026-10-20T09:00");
    let mut life = begin(start, rules, now);
    let mut states = vec![(now, life.case.clone())];
    let mut before_registration = 0;
    for step in steps {
        if let Some(minutes) = sweep_after
            .map(i64::from)
            .filter(|minutes| *minutes < i64::from(step.minutes))
        {
            life.try_at(now.plus_minutes(minutes), None, |_| Ok(())).unwrap();
        }
        now = now.plus_minutes(i64::from(step.minutes));
        let was_complaint = life.case.is_complaint();
        if perform(&mut life, now, step).is_ok() {
            states.push((now, life.case.clone()));
        }
        if !was_complaint {
            before_registration = life.case.messages.len();
        }
    }
    let end = now.plus_minutes(365 * 24 * 60);
    life.try_at(end, None, |_| Ok(())).unwrap();
    states.push((end, life.case.clone()));
    Lived {
        life,
        states,
        before_registration,
    }
}

fn step() -> impl Strategy<Value = Step> {
    let minutes = prop_oneof![4 => 0u32..600, 3 => 600u32..5_000, 1 => 5_000u32..80_000];
    (
        prop::sample::select(ACTS),
        minutes,
        any::<u8>(),
        any::<u8>(),
        any::<bool>(),
    )
        .prop_map(|(act, minutes, one, other, yes)| Step {
            act,
            minutes: minutes + acts::waits(act),
            one,
            other,
            yes,
        })
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(step(), 1..40)
}

fn start() -> impl Strategy<Value = Start> {
    (
        any::<bool>(),
        0u32..8_000,
        0usize..4,
        prop::collection::vec(3usize..PEOPLE.len(), 0..2),
    )
        .prop_map(|(concern, heard_before, kind, excluded)| Start {
            concern,
            heard_before,
            kind,
            excluded,
        })
}

/// Under which policy; a name, so that a failure can be read.
#[derive(Clone, Copy, Debug)]
enum Under {
    Wooncoop,
    HousingOmbudsman,
}

impl Under {
    fn rules(self) -> Rules<'static> {
        match self {
            Under::Wooncoop => wooncoop(),
            Under::HousingOmbudsman => housing_ombudsman(),
        }
    }
}

fn policy() -> impl Strategy<Value = Under> {
    prop_oneof![3 => Just(Under::Wooncoop), 1 => Just(Under::HousingOmbudsman)]
}

/// Each as often, for what the second one does otherwise.
fn even_policy() -> impl Strategy<Value = Under> {
    prop_oneof![Just(Under::Wooncoop), Just(Under::HousingOmbudsman)]
}

/// All that may never change in something owed.
fn frozen(owed: &Owed) -> Owed {
    Owed {
        due_at: Moment(0),
        missed_at: None,
        kept_at: None,
        kept_by_message: None,
        replaced_by: None,
        released: None,
        moved: 0,
        // Who owes it may change, by an event of its own.
        named: None,
        ..owed.clone()
    }
}

/// A release is for a fact that the policy lists, or of an excuse that turned out to be needless.
fn rightly_released(case: &Case, owed: &Owed, rules: Rules<'_>) -> bool {
    let Some((_, fact)) = owed.released else {
        return true;
    };
    let listed = rules.policy.rule(&owed.key).unwrap().released_by.contains(&fact);
    let in_time = |no: u32| {
        case.owed
            .iter()
            .any(|one| one.no == no && one.kept_at.is_some_and(|at| at < one.due_at))
    };
    let needless = matches!(&owed.subject, Some(Subject::Owed(no)) if in_time(*no));
    listed || (owed.opened_by == FactKind::PromiseMissed && needless)
}

fn check_owed(before: &(Moment, Case), after: &(Moment, Case), rules: Rules<'_>) {
    let (now, case) = after;
    assert!(
        case.owed.len() >= before.1.owed.len(),
        "something owed disappeared"
    );
    for (was, is) in before.1.owed.iter().zip(&case.owed) {
        assert_eq!(frozen(was), frozen(is), "something owed was edited");
        if was.nature == Nature::Promise || was.moved == is.moved {
            assert_eq!(was.due_at, is.due_at, "a due instant changed");
        } else {
            assert!(*now < was.due_at, "a target was moved when it was due already");
        }
        if !was.is_open() {
            assert_eq!(
                was.missed_at, is.missed_at,
                "what is over isn't missed afterwards"
            );
            assert_ne!(
                is.standing(),
                Standing::Open,
                "what is over isn't opened again but owed anew"
            );
        }
    }
    for (index, owed) in case.owed.iter().enumerate() {
        assert_eq!(owed.no as usize, index + 1);
        if let Some(by) = owed.replaced_by {
            assert!(
                by > owed.no && by as usize <= case.owed.len(),
                "replaced by something later that exists"
            );
        }
        assert!(
            rightly_released(case, owed, rules),
            "released without a listed fact: {owed:?}"
        );
    }
}

fn check_closing(case: &Case) {
    assert_eq!(case.is_closed(), case.open_owed().next().is_none());
    assert_eq!(case.is_closed(), case.quiet_since.is_some());
    if case.is_closed() && case.is_complaint() {
        assert!(
            case.answered_at().is_some() || case.way_out.is_some(),
            "closed without an answer or a way out"
        );
    }
}

fn check_board(lived: &Lived, case: &Case) {
    if !case.is_complaint() {
        assert_eq!(case.told, []);
        return;
    }
    let told = |about: &About| case.told.iter().any(|one| one.about == *about);
    assert!(told(&About::Complaint));
    let news = case.messages.iter().skip(lived.before_registration);
    for message in news.filter(|one| !one.asks()) {
        let about = match message.author {
            Author::Staff => About::Message(message.no),
            Author::Complainant => About::Reaction(message.no),
        };
        assert!(told(&about), "message {} of {:?}", message.no, message.author);
    }
    for undertaking in &case.undertakings {
        assert!(told(&About::Undertaking(undertaking.no)));
    }
    let registered = case.registered_at.unwrap();
    if case.verdicts.iter().any(|verdict| verdict.at > registered) {
        assert!(told(&About::Verdict));
    }
    if case.way_out.is_some() {
        assert!(told(&About::WayOut));
    }
    let late = case
        .owed
        .iter()
        .find(|owed| owed.key.starts_with("tell_board") && owed.standing() == Standing::Open);
    assert_eq!(late, None, "the board member is told in the same transaction");
}

/// A list as a database would make it: rows of people, a scope, and exclusion before everything.
fn listed(case: &Case, scope: &Scope) -> bool {
    let rows = people(case);
    let me = scope.person.as_str();
    let mine = |id: &str| id == me || scope.groups.iter().any(|group| group.as_str() == id);
    let excluded = rows.contains(&(me.to_owned(), Relation::Excluded));
    !excluded
        && rows
            .iter()
            .any(|(id, relation)| mine(id) && scope.relations.contains(relation))
}

fn check_access(case: &Case) {
    for name in PEOPLE {
        let person = PersonId::from(*name);
        let groups: BTreeSet<GroupId> = if *name == "jan" || *name == "els" {
            BTreeSet::from(["gebouwen".into()])
        } else {
            BTreeSet::new()
        };
        let viewer = Viewer::Staff {
            person: person.clone(),
            groups: groups.clone(),
        };
        assert_eq!(
            listed(case, &Scope::of(&person, &groups)),
            may(&viewer, case, Action::SeeCase),
            "{name}"
        );
        if case.excludes(&person) {
            assert!(
                view(case, &viewer, Words::new(), true).is_none(),
                "{name} sees what doesn't exist for them"
            );
            let mut only = BTreeSet::from([Relation::Excluded]);
            only.extend(case.hears(&person).then_some(Relation::Respondent));
            assert_eq!(relations(&viewer, case), only, "{name}");
            let rows = people(case).into_iter().filter(|(id, _)| id == name);
            assert_eq!(rows.map(|(_, one)| one).collect::<BTreeSet<_>>(), only, "{name}");
        }
    }
}

/// After "dit klopt niet": each thing that the note kept is replaced by the same thing with the same due instant.
fn check_denied(before: &Case, after: &Case, no: u32) {
    assert_eq!(after.message(no).unwrap().delivered, None);
    for was in before.owed.iter().filter(|one| one.kept_by_message == Some(no)) {
        if was.standing() != Standing::Kept {
            continue;
        }
        let reply = was.opened_by == FactKind::ConcernRaised && before.is_complaint();
        let is = after.owed.iter().find(|one| one.no == was.no).unwrap();
        let again = is
            .replaced_by
            .and_then(|by| after.owed.iter().find(|one| one.no == by));
        if reply {
            assert!(
                again.is_none(),
                "the answer is owed instead of the reply to the concern"
            );
            continue;
        }
        let again = again.expect("what a denied note kept is owed again");
        assert_eq!((&again.key, again.due_at), (&was.key, was.due_at));
        assert!(again.missed_at.is_some() == (again.due_at <= given::at("2030-01-01T00:00")));
    }
    for was in before.owed.iter().filter(|one| one.kept_by_message != Some(no)) {
        let is = after.owed.iter().find(|one| one.no == was.no).unwrap();
        assert_eq!(was.kept_at, is.kept_at, "what something else kept stays kept");
    }
    // A concern, and what stopped, owes no answer to a message; anything else does.
    let asleep = !before.is_complaint() || after.way_out.is_some();
    assert!(asleep || !after.is_closed(), "somebody must look at it");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_owed_disappears_and_no_promise_moves(start in start(), steps in steps(), under in policy()) {
        let lived = live(&start, &steps, under.rules(), None);
        for pair in lived.states.windows(2) {
            check_owed(&pair[0], &pair[1], under.rules());
        }
    }

    #[test]
    fn a_file_is_closed_exactly_when_nothing_is_owed_and_never_without_an_answer_or_a_way_out(
        start in start(), steps in steps(), under in policy(),
    ) {
        let lived = live(&start, &steps, under.rules(), None);
        lived.states.iter().for_each(|(_, case)| check_closing(case));
    }

    #[test]
    fn linking_and_unlinking_move_nothing_that_is_owed(start in start(), steps in steps(), under in policy()) {
        use casework::case::link::{link, unlink};
        let lived = live(&start, &steps, under.rules(), None);
        let (now, case) = lived.states.last().unwrap();
        let other = casework::ids::CaseId::from("somebody else's");
        let mut work = Working::on(case.clone(), under.rules(), *now, Some(p("ann")));
        let owed = work.case.owed.clone();
        let (told, messages) = (work.case.told.clone(), work.case.messages.clone());
        link(&mut work, &other).unwrap();
        unlink(&mut work, &other).unwrap();
        prop_assert_eq!(&work.case.owed, &owed);
        prop_assert_eq!(&work.case.told, &told);
        prop_assert_eq!(&work.case.messages, &messages);
    }

    #[test]
    fn what_goes_along_answers_once(start in start(), steps in steps(), under in policy(), last in step()) {
        use casework::case::together::may_go_along;
        let lived = live(&start, &steps, under.rules(), None);
        for (now, case) in &lived.states {
            let mut work = Working::on(case.clone(), under.rules(), *now, Some(p("ann")));
            if may_go_along(&work).is_err() {
                continue;
            }
            let given = acts::composed(&work, &last);
            if casework::case::answer::answer(&mut work, &p("ann"), given).is_ok() {
                prop_assert!(may_go_along(&work).is_err(), "it would be answered twice");
            }
        }
    }

    #[test]
    fn the_journal_alone_gives_the_same_state_also_through_its_text(
        start in start(), steps in steps(), under in policy(),
    ) {
        let life = live(&start, &steps, under.rules(), None).life;
        prop_assert_eq!(&life.replayed(), &life.case);
        let mut read = life.journal.clone();
        for recorded in &mut read {
            let text = serde_json::to_string(&recorded.event).unwrap();
            recorded.event = serde_json::from_str::<Event>(&text).unwrap();
        }
        prop_assert_eq!(&read, &life.journal);
        prop_assert_eq!(Case::replay(&life.case.id, &read).unwrap(), life.case);
    }

    #[test]
    fn an_answer_on_its_way_never_leaves_a_later_message_without_one(start in start(), steps in steps()) {
        let lived = live(&start, &steps, wooncoop(), None);
        lived.states.iter().for_each(|(_, case)| swallowed::check_messages(case, lived.before_registration, wooncoop()));
    }

    #[test]
    fn what_waits_for_a_reply_is_owed_one_until_it_came(start in start(), steps in steps(), under in even_policy()) {
        let lived = live(&start, &steps, under.rules(), None);
        lived.states.iter().for_each(|(_, case)| swallowed::check_stages(case, under.rules()));
    }

    #[test]
    fn everything_reaches_the_board_member(start in start(), steps in steps(), under in policy()) {
        let lived = live(&start, &steps, under.rules(), None);
        check_board(&lived, &lived.life.case);
    }

    #[test]
    fn lateness_is_the_same_whether_or_not_the_sweep_ran(
        start in start(), steps in steps(), under in policy(), sweep_after in 1u32..3_000,
    ) {
        let without = live(&start, &steps, under.rules(), None).life.case;
        let with = live(&start, &steps, under.rules(), Some(sweep_after)).life.case;
        prop_assert_eq!(&without.owed, &with.owed);
        let now = given::at("2030-01-01T00:00");
        let late = |case: &Case| case.owed.iter().filter(|one| one.is_late(now)).map(|one| one.no).collect::<Vec<_>>();
        prop_assert_eq!(late(&without), late(&with));
    }

    #[test]
    fn for_who_is_excluded_the_case_does_not_exist_and_lists_agree_with_the_cases_one_by_one(
        start in start(), steps in steps(), under in policy(),
    ) {
        let lived = live(&start, &steps, under.rules(), None);
        lived.states.iter().for_each(|(_, case)| check_access(case));
    }

    #[test]
    fn whatever_happened_who_does_all_that_is_owed_closes_the_file(
        start in start(), steps in steps(), under in policy(),
    ) {
        let lived = live(&start, &steps, under.rules(), None);
        let mut life = lived.life;
        let (now, _) = lived.states.last().unwrap();
        diligence::finish(&mut life, *now);
        let left: Vec<&Owed> = life.case.open_owed().collect();
        prop_assert!(left.is_empty(), "a dead end: {left:?}");
        check_closing(&life.case);
    }

    #[test]
    fn what_a_denied_note_kept_is_owed_again_with_the_same_due_instant_and_nothing_else_moves(
        start in start(), steps in steps(), under in policy(), which in any::<usize>(),
    ) {
        let mut life = live(&start, &steps, under.rules(), None).life;
        let noted: Vec<u32> = life.case.messages.iter()
            .filter(|one| one.vouched && one.delivered.is_some())
            .map(|one| one.no)
            .collect();
        prop_assume!(!noted.is_empty());
        let no = noted[which % noted.len()];
        let before = life.case.clone();
        let now = given::at("2030-01-01T00:00");
        life.try_at(now, None, |work| message::disputed(work, no, given::words("not-so"))).unwrap();
        check_denied(&before, &life.case, no);
    }

    #[test]
    fn a_refused_act_leaves_nothing_behind(start in start(), steps in steps(), under in policy(), last in step()) {
        let lived = live(&start, &steps, under.rules(), None);
        let (now, case) = lived.states.last().unwrap();
        let mut work = Working::on(case.clone(), under.rules(), *now, Some(p("ann")));
        let before = work.new_events().len();
        if acts::act(&mut work, &last).is_err() {
            prop_assert_eq!(work.new_events().len(), before);
        }
    }
}
