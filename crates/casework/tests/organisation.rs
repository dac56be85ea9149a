//! The organisation: who takes part in a new complaint, who hears a concern first, and that nobody excluded does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod given;

use casework::calendar::{Calendar, Holiday};
use casework::case::receive::Assignment;
use casework::ids::PersonId;
use casework::moment::Moment;
use casework::organisation::{Organisation, OrganisationEvent, Scope, StaffRole};
use casework::refusal::Refusal;
use casework::vocabulary::ComplainantKind;
use given::{Life, at, p, words};
use jiff::civil::date;
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
        alternate: None,
    }
}

/// Handler, supervisor, board member.
fn parts(assignment: Assignment) -> (PersonId, PersonId, PersonId) {
    let Assignment {
        handler,
        supervisor,
        board_member,
    } = assignment;
    (handler.unwrap(), supervisor.unwrap(), board_member.unwrap())
}

fn away(name: &str, from: &str, until: &str) -> OrganisationEvent {
    OrganisationEvent::AbsenceSet {
        person: p(name),
        from: at(from),
        until: at(until),
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
        .handler
        .unwrap()
}

#[test]
fn a_new_complaint_has_a_handler_a_supervisor_and_a_board_member_in_the_order_that_was_set() {
    let assignment = with(Vec::new()).assign(RESIDENT, None, None, &[]);
    assert_eq!(parts(assignment), (p("ann"), p("bart"), p("chris")));
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
        organisation.assign(EMPLOYEE, None, None, &[]).handler,
        Some(p("lies"))
    );
    let both = [ComplainantKind::Resident, ComplainantKind::Employee];
    assert_eq!(
        organisation.assign(&both, None, None, &[]).handler,
        Some(p("lies"))
    );
    assert_eq!(
        organisation.assign(EMPLOYEE, None, None, &[p("lies")]).handler,
        Some(p("ann"))
    );
    let handlers = [p("lies"), p("ann"), p("karim")];
    assert_eq!(
        organisation.assign(EMPLOYEE, None, None, &handlers).handler,
        None,
        "management is the line"
    );
}

#[test]
fn when_the_first_in_order_is_excluded_or_gone_the_next_follows() {
    let organisation = with(Vec::new());
    let assignment = organisation.assign(RESIDENT, None, None, &[p("bart"), p("chris")]);
    assert_eq!(parts(assignment), (p("ann"), p("mia"), p("dirk")));
    let gone = with(vec![
        OrganisationEvent::PersonLeft { person: p("bart") },
        OrganisationEvent::PersonLeft { person: p("chris") },
    ]);
    let assignment = gone.assign(RESIDENT, None, None, &[]);
    assert_eq!(parts(assignment), (p("ann"), p("mia"), p("dirk")));
}

#[test]
fn somebody_who_isnt_in_the_order_is_found_after_it() {
    let organisation = with(vec![joined("zoe", &[StaffRole::BoardMember])]);
    let assignment = organisation.assign(RESIDENT, None, None, &[p("chris"), p("dirk")]);
    assert_eq!(assignment.board_member, Some(p("zoe")));
}

#[test]
fn a_part_that_nobody_is_left_for_stays_empty_and_the_others_are_taken() {
    let organisation = with(Vec::new());
    let nobody = Assignment {
        handler: Some(p("ann")),
        supervisor: Some(p("bart")),
        board_member: Some(p("chris")),
    };
    let without = |people: &[&str]| {
        let excluded: Vec<PersonId> = people.iter().map(|name| p(name)).collect();
        organisation.assign(RESIDENT, None, None, &excluded)
    };
    let board = Assignment {
        board_member: None,
        ..nobody.clone()
    };
    assert_eq!(without(&["chris", "dirk"]), board);
    let management = Assignment {
        supervisor: None,
        ..nobody.clone()
    };
    assert_eq!(without(&["bart", "mia"]), management);
    let handler = Assignment {
        handler: None,
        supervisor: None,
        ..nobody
    };
    assert_eq!(without(&["ann", "karim", "bart", "mia"]), handler);
}

#[test]
fn the_person_from_outside_takes_the_first_part_that_nobody_else_can_and_no_other() {
    let organisation = with(vec![joined("olga", &[StaffRole::Outside])]);
    assert_eq!(
        parts(organisation.assign(RESIDENT, None, None, &[])),
        (p("ann"), p("bart"), p("chris"))
    );
    let board = [p("chris"), p("dirk")];
    assert_eq!(
        parts(organisation.assign(RESIDENT, None, None, &board)),
        (p("ann"), p("bart"), p("olga"))
    );
    let all = ["ann", "karim", "bart", "mia"].map(p);
    let left = organisation.assign(RESIDENT, None, None, &all);
    assert_eq!((left.handler, left.supervisor), (Some(p("olga")), None));
    let ticked = [p("chris"), p("dirk"), p("olga")];
    assert_eq!(
        organisation.assign(RESIDENT, None, None, &ticked).board_member,
        None
    );
}

#[test]
fn one_person_never_takes_two_parts_in_a_new_complaint() {
    use StaffRole::{BoardMember, Handler, Management};
    let small = after(&[
        joined("ann", &[Handler, Management, BoardMember]),
        joined("bart", &[Management, BoardMember]),
    ]);
    let assignment = Assignment {
        handler: Some(p("ann")),
        supervisor: Some(p("bart")),
        board_member: None,
    };
    assert_eq!(small.assign(RESIDENT, None, None, &[]), assignment);
}

#[test]
fn the_pool_is_handlers_first_and_nobody_excluded() {
    let organisation = with(Vec::new());
    assert_eq!(
        organisation.pool(RESIDENT, &[]),
        [p("ann"), p("karim"), p("bart"), p("mia")]
    );
    assert_eq!(
        organisation.pool(RESIDENT, &[p("ann"), p("mia")]),
        [p("karim"), p("bart")]
    );
}

#[test]
fn the_pool_of_an_employees_complaint_is_other_representatives_else_the_supervisor_who_was_named() {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.case.kinds = EMPLOYEE.to_vec();
    life.case.handler = Some(p("lies"));
    let two = with(vec![joined("lou", &[StaffRole::StaffRepresentative])]);
    assert_eq!(two.takes_over(&life.case), [p("lou")]);
    assert_eq!(with(Vec::new()).takes_over(&life.case), [p("bart")]);
    life.case.excluded.insert(p("bart"));
    assert_eq!(with(Vec::new()).takes_over(&life.case), [] as [PersonId; 0]);
    let outside = with(vec![joined("olga", &[StaffRole::Outside])]);
    assert_eq!(outside.takes_over(&life.case), [p("olga")]);
}

#[test]
fn while_somebody_is_away_a_new_complaint_goes_to_the_alternate_at_once() {
    let standing = OrganisationEvent::StandingHandlerSet {
        scope: Scope::default(),
        person: p("ann"),
        alternate: Some(p("zoe")),
    };
    let organisation = with(vec![
        joined("zoe", &[StaffRole::Handler]),
        standing,
        away("ann", "2026-11-09T00:00", "2026-11-14T00:00"),
        away("bart", "2026-11-09T00:00", "2026-11-14T00:00"),
        away("chris", "2026-11-09T00:00", "2026-11-14T00:00"),
    ]);
    let on = |day: &str| parts(organisation.clone().at(at(day)).assign(RESIDENT, None, None, &[]));
    assert_eq!(on("2026-11-08T23:59"), (p("ann"), p("bart"), p("chris")));
    assert_eq!(on("2026-11-09T00:00"), (p("zoe"), p("mia"), p("dirk")));
    assert_eq!(on("2026-11-13T23:59"), (p("zoe"), p("mia"), p("dirk")));
    assert_eq!(on("2026-11-14T00:00"), (p("ann"), p("bart"), p("chris")));
}

#[test]
fn when_everybody_is_away_the_first_still_takes_it() {
    let away = ["ann", "karim", "bart", "mia"].map(|name| away(name, "2026-11-09T00:00", "2026-11-14T00:00"));
    let organisation = with(away.to_vec()).at(at("2026-11-10T10:00"));
    let assignment = organisation.assign(RESIDENT, None, None, &[]);
    assert_eq!(assignment.handler, Some(p("ann")));
}

#[test]
fn whoever_takes_over_has_no_other_part_and_what_they_owe_by_name_goes_to_who_follows_it() {
    let life = Life::complaint("2026-11-06T17:30");
    let organisation = with(Vec::new());
    let found = organisation.replacements(&life.case, &p("ann"));
    assert_eq!(found.handler, Some(p("karim")));
    assert_eq!((found.supervisor, found.board_member), (None, None));
    assert_eq!(found.doer, Some(p("karim")));
    assert_eq!(found.asked, Some(p("bart")));
    assert_eq!(found.reviewer, Some(p("mia")));
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
    assert!(organisation.approved.contains_key(&1) && !organisation.approved.contains_key(&2));
    assert!(organisation.old_form_closed);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whoever_is_excluded_or_gone_nobody_of_them_takes_part_and_nobody_takes_two(
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
        let assignment = organisation.assign(kinds, None, None, &excluded);
        let people: Vec<&PersonId> = assignment.people().collect();
        prop_assert_eq!(people.iter().collect::<BTreeSet<_>>().len(), people.len());
        for one in people {
            prop_assert!(!excluded.contains(one));
            prop_assert!(organisation.people[one].left_at.is_none());
        }
    }
}

/// The most parts that can be filled, each by another person: tried out one by one.
fn most(parts: &[Vec<PersonId>], taken: &mut Vec<PersonId>) -> usize {
    let Some((part, rest)) = parts.split_first() else {
        return 0;
    };
    let mut best = most(rest, taken);
    for person in part {
        if !taken.contains(person) {
            taken.push(person.clone());
            best = best.max(1 + most(rest, taken));
            taken.pop();
        }
    }
    best
}

#[test]
fn who_alone_can_follow_a_complaint_does_not_answer_it_when_somebody_else_can() {
    let mut organisation = Organisation::default();
    for event in [
        joined("mia", &[StaffRole::Handler, StaffRole::Management]),
        joined("ann", &[StaffRole::Handler]),
        joined("chris", &[StaffRole::BoardMember]),
        OrganisationEvent::StandingHandlerSet {
            scope: Scope::default(),
            person: p("mia"),
            alternate: None,
        },
    ] {
        organisation.apply(at("2026-11-01T09:00"), &event);
    }
    let seated = organisation.assign(RESIDENT, None, None, &[]);
    assert_eq!(seated.handler, Some(p("ann")));
    assert_eq!(seated.supervisor, Some(p("mia")));
    // Nobody else can answer: that goes before following.
    let seated = organisation.assign(RESIDENT, None, None, &[p("ann")]);
    assert_eq!((seated.handler, seated.supervisor), (Some(p("mia")), None));
}

#[test]
fn two_parts_that_nobody_has_go_to_two_people_from_outside() {
    let mut organisation = Organisation::default();
    for event in [
        joined("ann", &[StaffRole::Handler]),
        joined("vera", &[StaffRole::Outside]),
        joined("wim", &[StaffRole::Outside]),
    ] {
        organisation.apply(at("2026-11-01T09:00"), &event);
    }
    let seated = organisation.assign(RESIDENT, None, None, &[]);
    let outside = BTreeSet::from([seated.supervisor.unwrap(), seated.board_member.unwrap()]);
    assert_eq!(outside, BTreeSet::from([p("vera"), p("wim")]));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn as_many_parts_have_somebody_as_can_be(
        roles in prop::collection::vec(prop::collection::btree_set(0usize..5, 0..4), 1..7),
        excluded in prop::collection::btree_set(0usize..7, 0..4),
        employee in any::<bool>(),
    ) {
        use StaffRole::{BoardMember, Handler, Management, Outside, StaffRepresentative};
        let all = [Handler, Management, BoardMember, StaffRepresentative, Outside];
        let mut organisation = Organisation::default();
        for (no, roles) in roles.iter().enumerate() {
            let roles: Vec<StaffRole> = roles.iter().map(|role| all[*role]).collect();
            organisation.apply(at("2026-11-01T09:00"), &joined(&format!("p{no}"), &roles));
        }
        let excluded: Vec<PersonId> = excluded.iter().map(|no| p(&format!("p{no}"))).collect();
        let kinds = if employee { EMPLOYEE } else { RESIDENT };
        let with = |wanted: &[StaffRole]| -> Vec<PersonId> {
            let people = organisation.people.values();
            let free = people.filter(|one| wanted.iter().any(|role| one.roles.contains(role)));
            free.map(|one| one.id.clone()).filter(|id| !excluded.contains(id)).collect()
        };
        let answers = if employee { [StaffRepresentative, Handler, Outside] } else { [Handler, Management, Outside] };
        let parts = [with(&answers), with(&[Management, Outside]), with(&[BoardMember, Outside])];
        let seated = organisation.assign(kinds, None, None, &excluded);
        prop_assert_eq!(seated.people().count(), most(&parts, &mut Vec::new()));
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

#[test]
fn a_replacement_day_is_a_working_day_to_come_for_a_holiday_in_a_weekend_and_only_once() {
    let calendar = Calendar::new("Europe/Brussels", "BE").unwrap();
    let today = date(2026, 9, 1);
    let mut organisation = Organisation::default();
    let try_day =
        |organisation: &Organisation, holiday, day| organisation.replacement(&calendar, holiday, day, today);
    let saints = Holiday::AllSaints;
    assert_eq!(
        try_day(&organisation, Holiday::Armistice, date(2026, 11, 12)),
        Err(Refusal::HolidayOnAWeekday),
        "11 November 2026 is a Wednesday"
    );
    for day in [
        date(2026, 9, 1),
        date(2026, 8, 31),
        date(2026, 11, 7),
        date(2026, 11, 11),
    ] {
        assert_eq!(
            try_day(&organisation, saints, day),
            Err(Refusal::NotAWorkingDay),
            "{day}"
        );
    }
    let monday = try_day(&organisation, saints, date(2026, 11, 2)).unwrap();
    organisation.apply(
        Moment(0),
        &OrganisationEvent::ReplacementPublished {
            holiday: saints,
            date: monday.date,
            published: monday.published,
        },
    );
    assert_eq!(
        try_day(&organisation, saints, date(2026, 11, 3)),
        Err(Refusal::AlreadyDone)
    );
    let with = calendar.with_replacements(&organisation.replacements);
    assert!(!with.is_working_day(date(2026, 11, 2), date(2026, 9, 2)));
    assert!(
        with.is_working_day(date(2026, 11, 2), today),
        "it counts for what comes after"
    );
    let listed = organisation.weekend_holidays(2026);
    assert!(
        listed
            .iter()
            .any(|(holiday, _, day)| *holiday == saints && day.is_some())
    );
    assert!(
        listed
            .iter()
            .any(|(holiday, on, day)| *holiday == Holiday::LabourDay
                && *on == date(2027, 5, 1)
                && day.is_none())
    );
}

#[test]
fn complaints_can_come_in_once_each_part_has_somebody_and_our_own_values_are_approved_and_ever_after() {
    let mut organisation = Organisation::default();
    let roles = [StaffRole::Handler, StaffRole::Management, StaffRole::BoardMember];
    let mut take = |event: &OrganisationEvent| {
        organisation.apply(Moment(0), event);
        organisation.is_open()
    };
    for (name, role) in ["ann", "bart", "chris"].into_iter().zip(roles) {
        assert!(!take(&joined(name, &[role])), "{name}");
    }
    assert!(take(&OrganisationEvent::ValuesApproved { policy_version: 1 }));
    let gone = OrganisationEvent::PersonLeft { person: p("chris") };
    assert!(take(&gone), "a part that falls vacant is owed in the open");
    for name in ["ann", "bart"] {
        let open = take(&OrganisationEvent::PersonLeft { person: p(name) });
        assert_eq!(open, name == "ann", "somebody must be there to read it");
    }
}
