//! The organisation: its people, their roles and groups, who hears what first, and who takes part in a new complaint.

use crate::case::Case;
use crate::case::receive::Assignment;
use crate::event::ContentRef;
use crate::ids::{GroupId, PersonId};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::vocabulary::{ComplainantKind, codes};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

codes! {
    /// What a person is in the organisation.
    StaffRole {
        /// Follows complaints up and answers.
        Handler = "handler",
        /// A member of management; may supervise.
        Management = "management",
        /// A member of the board.
        BoardMember = "board_member",
        /// Looks after the interests of the staff.
        StaffRepresentative = "staff_representative",
        /// A colleague without a part in complaints, except through groups and briefs.
        Colleague = "colleague",
        /// Installs and operates; sees no content.
        Administrator = "administrator",
    }
}

/// A fact in the life of the organisation. Names are sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum OrganisationEvent {
    /// Somebody joined.
    PersonJoined {
        /// Who.
        person: PersonId,
        /// As what.
        roles: BTreeSet<StaffRole>,
        /// Name.
        name: ContentRef,
        /// E-mail address at work.
        email: ContentRef,
    },
    /// Their roles changed.
    RolesChanged {
        /// Who.
        person: PersonId,
        /// The roles from now on.
        roles: BTreeSet<StaffRole>,
    },
    /// They left.
    PersonLeft {
        /// Who.
        person: PersonId,
    },
    /// A working group and its members.
    GroupSet {
        /// Which.
        group: GroupId,
        /// Its name.
        name: ContentRef,
        /// Its members.
        members: BTreeSet<PersonId>,
    },
    /// Who answers complaints of a kind, theme or project.
    StandingHandlerSet {
        /// For whom; more given wins.
        scope: Scope,
        /// Who.
        person: PersonId,
    },
    /// Who hears concerns about a theme or project first.
    ContactSet {
        /// For what.
        scope: Scope,
        /// Who.
        person: PersonId,
    },
    /// The order in which members of the board are told; the first not excluded hears.
    BoardOrderSet {
        /// The order.
        people: Vec<PersonId>,
    },
    /// The order in which members of management supervise.
    SupervisorOrderSet {
        /// The order.
        people: Vec<PersonId>,
    },
    /// Our own (P) values of this policy version were approved.
    ValuesApproved {
        /// The version.
        policy_version: u32,
    },
    /// The old form, outside this program, was closed.
    OldFormClosed,
}

/// What a standing rule is for; what isn't given matches everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Scope {
    /// A kind of complainant.
    pub kind: Option<ComplainantKind>,
    /// A theme code.
    pub theme: Option<String>,
    /// A project code.
    pub project: Option<String>,
}

impl Scope {
    fn matches(&self, kinds: &[ComplainantKind], theme: Option<&str>, project: Option<&str>) -> bool {
        self.kind.is_none_or(|kind| kinds.contains(&kind))
            && self.theme.as_deref().is_none_or(|one| Some(one) == theme)
            && self.project.as_deref().is_none_or(|one| Some(one) == project)
    }

    fn weight(&self) -> u8 {
        u8::from(self.project.is_some()) * 4
            + u8::from(self.theme.is_some()) * 2
            + u8::from(self.kind.is_some())
    }
}

/// A person as the rules see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// Their roles.
    pub roles: BTreeSet<StaffRole>,
    /// Name.
    pub name: ContentRef,
    /// E-mail address at work.
    pub email: ContentRef,
    /// Since when they are gone.
    pub left_at: Option<Moment>,
}

/// A working group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Which.
    pub id: GroupId,
    /// Its name.
    pub name: ContentRef,
    /// Its members.
    pub members: BTreeSet<PersonId>,
}

/// The organisation in its present state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organisation {
    /// How many events it has.
    pub sequence: u64,
    /// Everybody, also who left.
    pub people: BTreeMap<PersonId, Person>,
    /// Working groups.
    pub groups: BTreeMap<GroupId, Group>,
    /// Standing handlers.
    pub handlers: BTreeMap<Scope, PersonId>,
    /// First contacts.
    pub contacts: BTreeMap<Scope, PersonId>,
    /// The order of the board.
    pub board_order: Vec<PersonId>,
    /// The order of supervisors.
    pub supervisor_order: Vec<PersonId>,
    /// Policy versions whose own values were approved.
    pub approved: BTreeSet<u32>,
    /// The old form was closed.
    pub old_form_closed: bool,
}

impl Organisation {
    /// Takes one more event into the state.
    pub fn apply(&mut self, at: Moment, event: &OrganisationEvent) {
        self.sequence += 1;
        match event.clone() {
            OrganisationEvent::PersonJoined {
                person,
                roles,
                name,
                email,
            } => {
                self.people.insert(
                    person.clone(),
                    Person {
                        id: person,
                        roles,
                        name,
                        email,
                        left_at: None,
                    },
                );
            }
            OrganisationEvent::RolesChanged { person, roles } => {
                if let Some(one) = self.people.get_mut(&person) {
                    one.roles = roles;
                }
            }
            OrganisationEvent::PersonLeft { person } => {
                if let Some(one) = self.people.get_mut(&person) {
                    one.left_at = Some(at);
                }
            }
            OrganisationEvent::GroupSet { group, name, members } => {
                self.groups.insert(
                    group.clone(),
                    Group {
                        id: group,
                        name,
                        members,
                    },
                );
            }
            OrganisationEvent::StandingHandlerSet { scope, person } => {
                self.handlers.insert(scope, person);
            }
            OrganisationEvent::ContactSet { scope, person } => {
                self.contacts.insert(scope, person);
            }
            OrganisationEvent::BoardOrderSet { people } => self.board_order = people,
            OrganisationEvent::SupervisorOrderSet { people } => self.supervisor_order = people,
            OrganisationEvent::ValuesApproved { policy_version } => {
                self.approved.insert(policy_version);
            }
            OrganisationEvent::OldFormClosed => self.old_form_closed = true,
        }
    }

    /// People with a role who are there.
    pub fn with_role(&self, role: StaffRole) -> impl Iterator<Item = &Person> {
        self.people
            .values()
            .filter(move |person| person.left_at.is_none() && person.roles.contains(&role))
    }

    /// The groups a person is in.
    pub fn groups_of(&self, person: &PersonId) -> BTreeSet<GroupId> {
        self.groups
            .values()
            .filter(|group| group.members.contains(person))
            .map(|group| group.id.clone())
            .collect()
    }

    fn is_there(&self, person: &PersonId, role: StaffRole) -> bool {
        self.people
            .get(person)
            .is_some_and(|one| one.left_at.is_none() && one.roles.contains(&role))
    }

    /// Who takes part in a new complaint: the standing handler, a supervisor, the board member; nobody excluded.
    ///
    /// # Errors
    /// [`Refusal::NobodyLeft`] when a part can't be filled.
    pub fn assign(
        &self,
        kinds: &[ComplainantKind],
        theme: Option<&str>,
        project: Option<&str>,
        excluded: &[PersonId],
    ) -> Result<Assignment, Refusal> {
        let handler = self
            .handler_for(kinds, theme, project, excluded)
            .ok_or(Refusal::NobodyLeft)?;
        let supervisor = self
            .supervisor_for(excluded, Some(&handler))
            .ok_or(Refusal::NobodyLeft)?;
        let taken = [&handler, &supervisor];
        let board_member = self
            .in_order(&self.board_order, StaffRole::BoardMember)
            .find(|person| !excluded.contains(person) && !taken.contains(person))
            .ok_or(Refusal::NobodyLeft)?;
        Ok(Assignment {
            board_member: board_member.clone(),
            handler,
            supervisor,
        })
    }

    /// Who answers a complaint of this kind, theme and project.
    pub fn handler_for(
        &self,
        kinds: &[ComplainantKind],
        theme: Option<&str>,
        project: Option<&str>,
        excluded: &[PersonId],
    ) -> Option<PersonId> {
        // An employee's complaint goes to the colleague for staff interests, never along the line.
        if kinds.contains(&ComplainantKind::Employee) {
            let representative = self
                .with_role(StaffRole::StaffRepresentative)
                .find(|one| !excluded.contains(&one.id));
            if let Some(person) = representative {
                return Some(person.id.clone());
            }
        }
        let standing = self
            .handlers
            .iter()
            .filter(|(scope, person)| {
                scope.matches(kinds, theme, project)
                    && !excluded.contains(person)
                    && self.is_there(person, StaffRole::Handler)
            })
            .max_by_key(|(scope, _)| scope.weight())
            .map(|(_, person)| person.clone());
        standing.or_else(|| self.pool(excluded).into_iter().next())
    }

    /// Who of management follows along.
    pub fn supervisor_for(&self, excluded: &[PersonId], not: Option<&PersonId>) -> Option<PersonId> {
        self.in_order(&self.supervisor_order, StaffRole::Management)
            .find(|person| !excluded.contains(person) && Some(*person) != not)
            .cloned()
    }

    /// Who of the board hears.
    pub fn board_member_for(&self, excluded: &[PersonId]) -> Option<PersonId> {
        self.in_order(&self.board_order, StaffRole::BoardMember)
            .find(|person| !excluded.contains(person))
            .cloned()
    }

    fn in_order<'a>(&'a self, order: &'a [PersonId], role: StaffRole) -> impl Iterator<Item = &'a PersonId> {
        let rest = self
            .with_role(role)
            .map(|person| &person.id)
            .filter(|id| !order.contains(id));
        order.iter().filter(move |id| self.is_there(id, role)).chain(rest)
    }

    /// Who may act when nobody opened a complaint: handlers first, then management.
    pub fn pool(&self, excluded: &[PersonId]) -> Vec<PersonId> {
        let handlers = self.with_role(StaffRole::Handler);
        let management = self
            .with_role(StaffRole::Management)
            .filter(|one| !one.roles.contains(&StaffRole::Handler));
        handlers
            .chain(management)
            .map(|one| one.id.clone())
            .filter(|id| !excluded.contains(id))
            .collect()
    }

    /// All of management that isn't excluded.
    pub fn management(&self, excluded: &BTreeSet<PersonId>) -> Vec<PersonId> {
        self.with_role(StaffRole::Management)
            .map(|one| one.id.clone())
            .filter(|id| !excluded.contains(id))
            .collect()
    }

    /// Who hears a concern first, by theme and project; employees: the staff representative.
    pub fn contact_for(
        &self,
        kinds: &[ComplainantKind],
        theme: Option<&str>,
        project: Option<&str>,
        excluded: &[PersonId],
    ) -> Option<PersonId> {
        if kinds.contains(&ComplainantKind::Employee) {
            let representative = self
                .with_role(StaffRole::StaffRepresentative)
                .find(|one| !excluded.contains(&one.id));
            return representative.map(|one| one.id.clone());
        }
        self.contacts
            .iter()
            .filter(|(scope, person)| {
                scope.matches(kinds, theme, project)
                    && !excluded.contains(person)
                    && self.people.get(*person).is_some_and(|one| one.left_at.is_none())
            })
            .max_by_key(|(scope, _)| scope.weight())
            .map(|(_, person)| person.clone())
            .or_else(|| self.handler_for(kinds, theme, project, excluded))
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
        let free = |id: &PersonId| !not.contains(id) && !excluded.contains(id);
        let management = self
            .in_order(&self.supervisor_order, StaffRole::Management)
            .find(|id| free(id))
            .cloned();
        management.or_else(|| {
            self.with_role(StaffRole::Handler)
                .map(|one| one.id.clone())
                .find(|id| free(id))
        })
    }
}
