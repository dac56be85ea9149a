//! Who takes which part: the standing handler, a supervisor, a board member, the pool; nobody excluded, and who is away
//! only when nobody else is left.

use super::{Organisation, StaffRole};
use crate::case::Case;
use crate::case::assign::Replacements;
use crate::case::receive::Assignment;
use crate::ids::PersonId;
use crate::vocabulary::ComplainantKind;
use std::collections::BTreeSet;

/// Roles whose holders may come to read a complaint.
const READS: [StaffRole; 5] = [
    StaffRole::Handler,
    StaffRole::Management,
    StaffRole::BoardMember,
    StaffRole::StaffRepresentative,
    StaffRole::Outside,
];

impl Organisation {
    /// Whether complaints can come in: once each part had somebody and our own values were approved. A part that falls
    /// vacant later closes nothing: it is owed in the open.
    pub fn is_open(&self) -> bool {
        self.opened && READS.iter().any(|role| self.with_role(*role).next().is_some())
    }

    /// Whether nothing is missing any more for the first complaint.
    pub(super) fn is_ready(&self) -> bool {
        let parts = [StaffRole::Handler, StaffRole::Management, StaffRole::BoardMember];
        !self.approved.is_empty() && parts.iter().all(|role| self.with_role(*role).next().is_some())
    }

    /// Everybody who works here or may come to read a complaint: whom a complainant may tick.
    pub fn may_be_excluded(&self) -> Vec<PersonId> {
        self.people
            .values()
            .filter(|one| one.left_at.is_none())
            .filter(|one| one.roles.iter().any(|role| *role != StaffRole::Administrator))
            .map(|one| one.id.clone())
            .collect()
    }

    /// Who takes part in a new complaint: the standing handler, a supervisor, the board member; nobody excluded, and
    /// nobody in two parts. A part may stay empty.
    pub fn assign(
        &self,
        kinds: &[ComplainantKind],
        theme: Option<&str>,
        project: Option<&str>,
        excluded: &[PersonId],
    ) -> Assignment {
        self.seat([true; 3], (kinds, theme, project), excluded)
    }

    /// The wanted parts (handler, supervisor, member of the board), as many as can be: each goes to the first who may have
    /// it, unless a part would stay empty for that which another choice fills. What nobody has then goes to people from
    /// outside.
    fn seat(
        &self,
        parts: [bool; 3],
        (kinds, theme, project): (&[ComplainantKind], Option<&str>, Option<&str>),
        not: &[PersonId],
    ) -> Assignment {
        let with = |not: &[PersonId], one: &Option<PersonId>| [not, one.as_slice()].concat();
        let handlers = |not: &[PersonId]| self.handler_for(kinds, theme, project, not);
        let supervisors = |not: &[PersonId]| self.supervisor_for(not, None);
        let members = |not: &[PersonId]| self.board_member_for(not);
        let [answers, follows, hears] = parts;
        let mut best: Option<Assignment> = None;
        for handler in self.choices(answers, handlers, not) {
            let without = with(not, &handler);
            for supervisor in self.choices(follows, supervisors, &without) {
                let without = with(&without, &supervisor);
                for board_member in self.choices(hears, members, &without) {
                    let mut seated = Assignment {
                        handler: handler.clone(),
                        supervisor: supervisor.clone(),
                        board_member,
                    };
                    self.seat_outside(parts, &mut seated, not);
                    let fuller = |one: &Assignment| seated.people().count() > one.people().count();
                    if best.as_ref().is_none_or(fuller) {
                        best = Some(seated);
                    }
                }
            }
        }
        best.unwrap_or_default()
    }

    /// Wanted parts that nobody has go to people from outside.
    fn seat_outside(&self, parts: [bool; 3], seated: &mut Assignment, not: &[PersonId]) {
        let taken: Vec<PersonId> = seated.people().cloned().collect();
        let mut not = [not, &taken].concat();
        let empty = [
            &mut seated.handler,
            &mut seated.supervisor,
            &mut seated.board_member,
        ];
        for (wanted, part) in parts.into_iter().zip(empty) {
            if wanted && part.is_none() {
                *part = self.outside(&not);
                not.extend(part.clone());
            }
        }
    }

    /// Who may have a part, best first, and nobody: as many as could be needed for another part. Who is away comes first
    /// only when nobody else is there.
    fn choices(
        &self,
        wanted: bool,
        find: impl Fn(&[PersonId]) -> Option<PersonId>,
        not: &[PersonId],
    ) -> Vec<Option<PersonId>> {
        const AT_MOST: usize = 3;
        let (mut not, mut choices) = (not.to_vec(), Vec::new());
        while wanted && choices.len() < AT_MOST {
            let Some(one) = find(&not) else { break };
            if !choices.is_empty() && self.away.contains(&one) {
                break;
            }
            not.push(one.clone());
            choices.push(Some(one));
        }
        choices.push(None);
        choices
    }

    /// The person from outside who enters when nobody else is left.
    pub fn outside(&self, excluded: &[PersonId]) -> Option<PersonId> {
        let outside = self.with_role(StaffRole::Outside).map(|one| &one.id);
        self.first(outside, excluded)
    }

    /// The first who isn't excluded, and isn't away unless everybody is.
    fn first<'a>(
        &self,
        people: impl Iterator<Item = &'a PersonId>,
        excluded: &[PersonId],
    ) -> Option<PersonId> {
        let free: Vec<&PersonId> = people.filter(|person| !excluded.contains(person)).collect();
        let here = free.iter().find(|person| !self.away.contains(**person));
        here.or(free.first()).map(|person| (*person).clone())
    }

    /// Who answers a complaint of this kind, theme and project.
    pub fn handler_for(
        &self,
        kinds: &[ComplainantKind],
        theme: Option<&str>,
        project: Option<&str>,
        excluded: &[PersonId],
    ) -> Option<PersonId> {
        let employee = kinds.contains(&ComplainantKind::Employee);
        // An employee's complaint goes to the colleague for staff interests, never along the line.
        if employee {
            let representatives = self.with_role(StaffRole::StaffRepresentative).map(|one| &one.id);
            if let Some(person) = self.first(representatives, excluded) {
                return Some(person);
            }
        }
        let mut standing: Vec<_> = self
            .handlers
            .iter()
            .filter(|(scope, _)| scope.matches(kinds, theme, project))
            .collect();
        standing.sort_by_key(|(scope, _)| std::cmp::Reverse(scope.weight()));
        let standing = standing
            .into_iter()
            .flat_map(|(scope, person)| [Some(person), self.alternates.get(scope)])
            .flatten()
            .filter(|person| self.is_there(person, StaffRole::Handler));
        let handlers = self.with_role(StaffRole::Handler).map(|one| &one.id);
        let management = self
            .with_role(StaffRole::Management)
            .map(|one| &one.id)
            .filter(|_| !employee);
        self.first(standing.chain(handlers).chain(management), excluded)
    }

    /// Who of management follows along.
    pub fn supervisor_for(&self, excluded: &[PersonId], not: Option<&PersonId>) -> Option<PersonId> {
        let free = self
            .in_order(&self.supervisor_order, StaffRole::Management)
            .filter(|person| Some(*person) != not);
        self.first(free, excluded)
    }

    /// Who of the board hears.
    pub fn board_member_for(&self, excluded: &[PersonId]) -> Option<PersonId> {
        self.first(self.in_order(&self.board_order, StaffRole::BoardMember), excluded)
    }

    fn in_order<'a>(&'a self, order: &'a [PersonId], role: StaffRole) -> impl Iterator<Item = &'a PersonId> {
        let rest = self
            .with_role(role)
            .map(|person| &person.id)
            .filter(|id| !order.contains(id));
        order.iter().filter(move |id| self.is_there(id, role)).chain(rest)
    }

    /// Who may act when nobody opened a complaint: handlers first, then management; for an employee's complaint the
    /// representatives of the staff and nobody along the line.
    pub fn pool(&self, kinds: &[ComplainantKind], excluded: &[PersonId]) -> Vec<PersonId> {
        let free = |people: Vec<&PersonId>| -> Vec<PersonId> {
            people
                .into_iter()
                .filter(|id| !excluded.contains(id))
                .cloned()
                .collect()
        };
        if kinds.contains(&ComplainantKind::Employee) {
            let representatives = self.with_role(StaffRole::StaffRepresentative);
            return free(representatives.map(|one| &one.id).collect());
        }
        let handlers = self.with_role(StaffRole::Handler);
        let management = self
            .with_role(StaffRole::Management)
            .filter(|one| !one.roles.contains(&StaffRole::Handler));
        free(handlers.chain(management).map(|one| &one.id).collect())
    }

    /// Who may take over a complaint that its handler didn't open: the pool of its kind; for an employee without
    /// another representative the supervisor, who was named when it was sent; at last the person from outside.
    pub fn takes_over(&self, case: &Case) -> Vec<PersonId> {
        let mut not: Vec<PersonId> = case.excluded.iter().cloned().collect();
        not.extend(case.handler.clone());
        let pool = self.pool(&case.kinds, &not);
        if !pool.is_empty() {
            return pool;
        }
        let employee = case.kinds.contains(&ComplainantKind::Employee);
        let supervisor = case
            .supervisor
            .clone()
            .filter(|one| employee && !not.contains(one));
        supervisor.or_else(|| self.outside(&not)).into_iter().collect()
    }

    /// Who takes a part in this case that is empty: nobody who has another one.
    pub fn fill(&self, case: &Case) -> Assignment {
        let mut not: Vec<PersonId> = case.excluded.iter().cloned().collect();
        not.extend(case.parts().cloned());
        let empty = [&case.handler, &case.supervisor, &case.board_member].map(Option::is_none);
        let about = (
            case.kinds.as_slice(),
            case.theme.as_deref(),
            case.project.as_deref(),
        );
        self.seat(empty, about, &not)
    }

    /// Who takes over what this person does in a case: for each kind of part, nobody who has another one already.
    pub fn replacements(&self, case: &Case, person: &PersonId) -> Replacements {
        let mut without = case.clone();
        without.excluded.insert(person.clone());
        let held = |part: &mut Option<PersonId>| {
            if part.as_ref() == Some(person) {
                *part = None;
            }
        };
        held(&mut without.handler);
        held(&mut without.supervisor);
        held(&mut without.board_member);
        let Assignment {
            handler,
            supervisor,
            board_member,
        } = self.fill(&without);
        let mut not: Vec<PersonId> = without.excluded.iter().cloned().collect();
        let (theme, project) = (case.theme.as_deref(), case.project.as_deref());
        let contact = self
            .contact_for(&case.kinds, theme, project, &not)
            .or_else(|| case.supervisor.clone().filter(|one| !not.contains(one)))
            .or_else(|| self.outside(&not));
        // Somebody must look, do it, reply: whoever follows the case when nobody else is left.
        let follows = |first: &Option<PersonId>, then: &Option<PersonId>| {
            first
                .clone()
                .or_else(|| then.clone())
                .filter(|one| !without.excluded.contains(one))
        };
        let handles = handler.clone().or_else(|| without.handler.clone());
        let supervises = supervisor.clone().or_else(|| without.supervisor.clone());
        let reviewer = self.second_look(&without);
        not.extend(handles.clone());
        let reviewer = reviewer
            .or_else(|| self.outside(&not))
            .or_else(|| follows(&supervises, &handles));
        Replacements {
            handler,
            supervisor,
            board_member,
            contact,
            reviewer,
            doer: follows(&handles, &supervises),
            asked: follows(&supervises, &handles),
        }
    }

    /// Who stands in for somebody who is away, by the parts they have in a case; nobody who is away as well.
    pub fn stands_in(&self, case: &Case, absent: &PersonId) -> Option<PersonId> {
        let is = |part: &Option<PersonId>| part.as_ref() == Some(absent);
        if !case.is_complaint() && !is(&case.contact) && !is(&case.supervisor) {
            return None;
        }
        let found = self.replacements(case, absent);
        let person = if is(&case.handler) && case.is_complaint() {
            self.alternate_of(case, absent).or(found.handler)
        } else if is(&case.board_member) {
            found.board_member
        } else if is(&case.contact) && !case.is_complaint() {
            found.contact
        } else if is(&case.supervisor) {
            found.supervisor
        } else {
            None
        };
        person.filter(|one| !self.away.contains(one) && one != absent)
    }

    /// The alternate that was set for a standing handler, if they may follow this case.
    fn alternate_of(&self, case: &Case, absent: &PersonId) -> Option<PersonId> {
        let (theme, project) = (case.theme.as_deref(), case.project.as_deref());
        let free = |one: &&PersonId| {
            self.is_there(one, StaffRole::Handler)
                && !case.excludes(one)
                && !self.away.contains(*one)
                && !case.parts().any(|other| other == *one)
        };
        self.handlers
            .iter()
            .filter(|(scope, person)| *person == absent && scope.matches(&case.kinds, theme, project))
            .filter_map(|(scope, _)| self.alternates.get(scope).map(|one| (scope.weight(), one)))
            .filter(|(_, one)| free(one))
            .max_by_key(|(weight, _)| *weight)
            .map(|(_, one)| one.clone())
    }

    /// All of management that isn't excluded.
    pub fn management(&self, excluded: &BTreeSet<PersonId>) -> Vec<PersonId> {
        self.with_role(StaffRole::Management)
            .map(|one| one.id.clone())
            .filter(|id| !excluded.contains(id))
            .collect()
    }

    /// Who hears a concern first, by theme and project; employees: the staff representative or nobody.
    pub fn contact_for(
        &self,
        kinds: &[ComplainantKind],
        theme: Option<&str>,
        project: Option<&str>,
        excluded: &[PersonId],
    ) -> Option<PersonId> {
        if kinds.contains(&ComplainantKind::Employee) {
            let representatives = self.with_role(StaffRole::StaffRepresentative);
            return self.first(representatives.map(|one| &one.id), excluded);
        }
        let mut named: Vec<_> = self
            .contacts
            .iter()
            .filter(|(scope, _)| scope.matches(kinds, theme, project))
            .filter(|(_, person)| self.people.get(*person).is_some_and(|one| one.left_at.is_none()))
            .collect();
        named.sort_by_key(|(scope, _)| std::cmp::Reverse(scope.weight()));
        let answers = self.handler_for(kinds, theme, project, excluded);
        let people = named.into_iter().map(|(_, person)| person).chain(&answers);
        self.first(people, excluded)
    }

    /// Who takes the second look at a case: nobody who wrote in it, answered it, proposed a step or looked at one, and the
    /// supervisor, who followed it, only when nobody else is left.
    pub fn second_look(&self, case: &Case) -> Option<PersonId> {
        let mut not: Vec<PersonId> = case.messages.iter().filter_map(|one| one.by.clone()).collect();
        not.extend(case.handler.iter().chain(&case.former_handlers).cloned());
        not.extend(self.people.keys().filter(|id| case.weighed(id)).cloned());
        let mut first = not.clone();
        first.extend(case.supervisor.clone());
        self.reviewer_for(&first, &case.excluded)
            .or_else(|| self.reviewer_for(&not, &case.excluded))
    }

    /// Somebody who can take a second look: not the handler, not who answered, nobody excluded.
    pub fn reviewer_for(&self, not: &[PersonId], excluded: &BTreeSet<PersonId>) -> Option<PersonId> {
        let not: Vec<PersonId> = not.iter().chain(excluded).cloned().collect();
        let management = self.in_order(&self.supervisor_order, StaffRole::Management);
        let handlers = self.with_role(StaffRole::Handler).map(|one| &one.id);
        self.first(management.chain(handlers), &not)
    }
}
