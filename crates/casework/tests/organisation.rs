//! The organisation: who takes part in a new complaint, who hears a concern first, and that nobody excluded does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod given;

use casework::ids::PersonId;
use casework::organisation::{Organisation, OrganisationEvent, Scope, StaffRole};
use casework::refusal::Refusal;
use casework::vocabulary::ComplainantKind;
use given::{Life, at, p, words};
use proptest::prelude::*;
use std::collections::BTreeSet;

const RESIDENT: &[ComplainantKind] = &[ComplainantKind::Resident];
const EMPLOYEE: &[ComplainantKind] = &[ComplainantKind::Employee];

fn joined(name: &str, roles: &[StaffRole]) -> OrganisationEvent {
    OrganisationEvent::PersonJoined {
        person: p(name),
        roles: roles.iter().copied().collect(),
        name: words("name"),
        email: words("email"),
    }
}

fn after(events: &[OrganisationEvent]) -> Organisation {
    let mut organisation = Organisation::default();
    events
        .iter()
        .for_each(|event| organisation.apply(at("2026-11-01T09:00"), event));
    organisation
}

fn people() -> Vec<OrganisationEvent> {
    use StaffRole::{Administrator, BoardMember, Colleague, Handler, Management, StaffRepresentative};
    vec![
        joined("ann", &[Handler]),
        joined("karim", &[Handler]),
        joined("bart", &[Management]),
        joined("mia", &[Management]),
        joined("chris", &[BoardMember]),
        joined("dirk", &[BoardMember]),
        joined("lies", &[StaffRepresentative]),
        joined("els", &[Colleague]),
        joined("sam", &[Administrator]),
        OrganisationEvent::BoardOrderSet {
            people: vec![p("chris"), p("dirk")],
        },
        OrganisationEvent::SupervisorOrderSet {
            people: vec![p("bart"), p("mia")],
        },
        OrganisationEvent::GroupSet {
            group: "gebouwen".into(),
            name: words("group"),
            members: BTreeSet::from([p("els"), p("ann")]),
        },
    ]
}

fn with(more: Vec<OrganisationEvent>) -> Organisation {
    let mut events = people();
    events.extend(more);
    after(&events)
}

fn standing(
    kind: Option<ComplainantKind>,
    theme: Option<&str>,
    project: Option<&str>,
    who: &str,
) -> OrganisationEvent {
    let scope = Scope {
        kind,
        theme: theme.map(str::to_owned),
        project: project.map(str::to_owned),
    };
    OrganisationEvent::StandingHandlerSet {
        scope,
        person: p(who),
    }
}

fn handler(
    organisation: &Organisation,
    theme: Option<&str>,
    project: Option<&str>,
    excluded: &[PersonId],
) -> PersonId {
    organisation
        .assign(RESIDENT, theme, project, excluded)
        .unwrap()
        .handler
}

#[test]
fn a_new_complaint_has_a_handler_a_supervisor_and_a_board_member_in_the_order_that_was_set() {
    let assignment = with(Vec::new()).assign(RESIDENT, None, None, &[]).unwrap();
    assert_eq!(
        (assignment.supervisor, assignment.board_member),
        (p("bart"), p("chris"))
    );
    assert_eq!(assignment.handler, p("ann"));
}

#[test]
fn the_most_exact_standing_handler_wins_and_project_weighs_more_than_theme_and_kind_together() {
    let organisation = with(vec![
        standing(None, None, None, "ann"),
        standing(Some(ComplainantKind::Resident), Some("gebouw-lift"), None, "ann"),
        standing(None, None, Some("de-sijs"), "karim"),
    ]);
    assert_eq!(
        handler(&organisation, Some("gebouw-lift"), Some("de-sijs"), &[]),
        p("karim")
    );
    assert_eq!(
        handler(&organisation, Some("gebouw-lift"), Some("another"), &[]),
        p("ann")
    );
    assert_eq!(handler(&organisation, None, None, &[]), p("ann"));
}

#[test]
fn a_standing_handler_who_is_excluded_left_or_changed_roles_is_passed_over() {
    let set = standing(None, None, None, "karim");
    let there = with(vec![set.clone()]);
    assert_eq!(handler(&there, None, None, &[]), p("karim"));
    assert_eq!(handler(&there, None, None, &[p("karim")]), p("ann"));
    let left = with(vec![
        set.clone(),
        OrganisationEvent::PersonLeft { person: p("karim") },
    ]);
    assert_eq!(handler(&left, None, None, &[]), p("ann"));
    let changed = OrganisationEvent::RolesChanged {
        person: p("karim"),
        roles: BTreeSet::from([StaffRole::Colleague]),
    };
    assert_eq!(handler(&with(vec![set, changed]), None, None, &[]), p("ann"));
}

#[test]
fn an_employees_complaint_goes_to_the_staff_representative_and_never_along_the_line_while_there_is_one() {
    let organisation = with(vec![standing(Some(ComplainantKind::Employee), None, None, "ann")]);
    assert_eq!(
        organisation.assign(EMPLOYEE, None, None, &[]).unwrap().handler,
        p("lies")
    );
    let both = [ComplainantKind::Resident, ComplainantKind::Employee];
    assert_eq!(
        organisation.assign(&both, None, None, &[]).unwrap().handler,
        p("lies")
    );
    assert_eq!(
        organisation
            .assign(EMPLOYEE, None, None, &[p("lies")])
            .unwrap()
            .handler,
        p("ann")
    );
}

#[test]
fn when_the_first_in_order_is_excluded_or_gone_the_next_follows() {
    let organisation = with(Vec::new());
    let assignment = organisation
        .assign(RESIDENT, None, None, &[p("bart"), p("chris")])
        .unwrap();
    assert_eq!(
        (assignment.supervisor, assignment.board_member),
        (p("mia"), p("dirk"))
    );
    let gone = with(vec![
        OrganisationEvent::PersonLeft { person: p("bart") },
        OrganisationEvent::PersonLeft { person: p("chris") },
    ]);
    let assignment = gone.assign(RESIDENT, None, None, &[]).unwrap();
    assert_eq!(
        (assignment.supervisor, assignment.board_member),
        (p("mia"), p("dirk"))
    );
}

#[test]
fn somebody_who_isnt_in_the_order_is_found_after_it() {
    let organisation = with(vec![joined("zoe", &[StaffRole::BoardMember])]);
    let assignment = organisation
        .assign(RESIDENT, None, None, &[p("chris"), p("dirk")])
        .unwrap();
    assert_eq!(assignment.board_member, p("zoe"));
}

#[test]
fn when_nobody_is_left_for_a_part_it_is_said_and_nothing_is_made_up() {
    let organisation = with(Vec::new());
    for excluded in [
        vec![p("chris"), p("dirk")],
        vec![p("bart"), p("mia")],
        vec![p("ann"), p("karim"), p("bart"), p("mia")],
    ] {
        let refusal = organisation.assign(RESIDENT, None, None, &excluded).err();
        assert_eq!(refusal, Some(Refusal::NobodyLeft), "{excluded:?}");
    }
}

#[test]
fn one_person_never_takes_two_parts_in_a_new_complaint() {
    use StaffRole::{BoardMember, Handler, Management};
    let small = after(&[
        joined("ann", &[Handler, Management, BoardMember]),
        joined("bart", &[Management, BoardMember]),
    ]);
    assert_eq!(
        small.assign(RESIDENT, None, None, &[]).err(),
        Some(Refusal::NobodyLeft)
    );
}

#[test]
fn the_pool_is_handlers_first_and_nobody_excluded() {
    let organisation = with(Vec::new());
    assert_eq!(
        organisation.pool(&[]),
        [p("ann"), p("karim"), p("bart"), p("mia")]
    );
    assert_eq!(organisation.pool(&[p("ann"), p("mia")]), [p("karim"), p("bart")]);
}

#[test]
fn management_is_every_member_who_is_there_and_not_excluded() {
    let organisation = with(Vec::new());
    assert_eq!(organisation.management(&BTreeSet::new()), [p("bart"), p("mia")]);
    assert_eq!(organisation.management(&BTreeSet::from([p("bart")])), [p("mia")]);
}

#[test]
fn a_concern_is_heard_by_the_contact_of_its_project_and_an_employees_by_the_representative_or_nobody() {
    let scope = Scope {
        project: Some("de-sijs".to_owned()),
        ..Scope::default()
    };
    let organisation = with(vec![OrganisationEvent::ContactSet {
        scope,
        person: p("els"),
    }]);
    let contact =
        |kinds, project, excluded: &[PersonId]| organisation.contact_for(kinds, None, project, excluded);
    assert_eq!(contact(RESIDENT, Some("de-sijs"), &[]), Some(p("els")));
    assert_eq!(
        contact(RESIDENT, Some("another"), &[]),
        Some(p("ann")),
        "else who would answer a complaint"
    );
    assert_eq!(contact(RESIDENT, Some("de-sijs"), &[p("els")]), Some(p("ann")));
    assert_eq!(contact(EMPLOYEE, Some("de-sijs"), &[]), Some(p("lies")));
    assert_eq!(contact(EMPLOYEE, Some("de-sijs"), &[p("lies")]), None);
}

#[test]
fn a_second_look_is_by_somebody_who_had_no_part_in_it() {
    let organisation = with(Vec::new());
    let nobody = BTreeSet::new();
    assert_eq!(
        organisation.reviewer_for(&[p("ann"), p("bart")], &nobody),
        Some(p("mia"))
    );
    let excluded = BTreeSet::from([p("mia")]);
    assert_eq!(
        organisation.reviewer_for(&[p("ann"), p("bart")], &excluded),
        Some(p("karim"))
    );
    assert_eq!(
        organisation.reviewer_for(&[p("ann"), p("bart"), p("karim")], &excluded),
        None
    );
}

#[test]
fn the_supervisor_takes_the_second_look_only_when_nobody_else_is_left() {
    let organisation = with(Vec::new());
    let mut life = Life::complaint("2026-11-06T17:30");
    life.answered("2026-11-09T10:00");
    assert_eq!(life.case.supervisor, Some(p("bart")));
    assert_eq!(organisation.second_look(&life.case), Some(p("mia")));
    life.case.proposals = vec![proposed_by("mia")];
    assert_eq!(organisation.second_look(&life.case), Some(p("karim")));
    life.case.former_handlers = vec![p("karim")];
    assert_eq!(organisation.second_look(&life.case), Some(p("bart")));
    life.case.proposals.push(proposed_by("bart"));
    assert_eq!(organisation.second_look(&life.case), None);
}

#[test]
fn groups_are_known_by_their_members() {
    let organisation = with(Vec::new());
    assert_eq!(
        organisation.groups_of(&p("els")),
        BTreeSet::from(["gebouwen".into()])
    );
    assert!(organisation.groups_of(&p("bart")).is_empty());
}

#[test]
fn the_values_of_each_version_are_approved_apart_and_the_old_form_is_closed_once() {
    let organisation = with(vec![
        OrganisationEvent::ValuesApproved { policy_version: 1 },
        OrganisationEvent::OldFormClosed,
    ]);
    assert!(organisation.approved.contains(&1) && !organisation.approved.contains(&2));
    assert!(organisation.old_form_closed);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whoever_is_excluded_or_gone_three_others_take_part_or_nobody_does(
        excluded in prop::collection::btree_set(0usize..9, 0..6),
        gone in prop::collection::btree_set(0usize..9, 0..4),
        employee in any::<bool>(),
    ) {
        let names = ["ann", "karim", "bart", "mia", "chris", "dirk", "lies", "els", "sam"];
        let person = |index: &usize| p(names[*index]);
        let left = gone.iter().map(|index| OrganisationEvent::PersonLeft { person: person(index) }).collect();
        let organisation = with(left);
        let excluded: Vec<PersonId> = excluded.iter().map(person).collect();
        let kinds = if employee { EMPLOYEE } else { RESIDENT };
        if let Ok(assignment) = organisation.assign(kinds, None, None, &excluded) {
            let three = [assignment.handler, assignment.supervisor, assignment.board_member];
            prop_assert_eq!(three.iter().collect::<BTreeSet<_>>().len(), 3);
            for one in three {
                prop_assert!(!excluded.contains(&one));
                prop_assert!(organisation.people[&one].left_at.is_none());
            }
        }
    }
}

fn proposed_by(name: &str) -> casework::case::Proposal {
    casework::case::Proposal {
        no: 1,
        step: casework::vocabulary::Step::Refusal,
        by: p(name),
        words: words("composed"),
        at: at("2026-11-09T10:00"),
        outcome: casework::case::ProposalOutcome::Overtaken,
    }
}
