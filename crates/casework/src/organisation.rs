//! The organisation: its people, their roles and groups, who hears what first, as the fold of its events.

use crate::calendar::{Holiday, Replacement};
use crate::event::ContentRef;
use crate::ids::{GroupId, PersonId};
use crate::moment::Moment;
use crate::vocabulary::{ComplainantKind, codes};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

mod days;
mod staffing;

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
        /// From outside: enters a case by a mailed link when nobody else is left for it.
        Outside = "outside",
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
    /// A new link by which they choose a password was made.
    LinkRenewed {
        /// Whose.
        person: PersonId,
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
        /// Who answers while that person is away.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        alternate: Option<PersonId>,
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
    /// Somebody will be away.
    AbsenceSet {
        /// Who.
        person: PersonId,
        /// From when.
        from: Moment,
        /// Exclusive end of the last day.
        until: Moment,
    },
    /// They won't be away after all, or are back sooner.
    AbsenceDropped {
        /// Who.
        person: PersonId,
        /// The absence that began then.
        from: Moment,
    },
    /// A project (a building, a site) and what it is called.
    ProjectSet {
        /// Its code.
        project: String,
        /// Its name.
        name: ContentRef,
    },
    /// A project that can't be chosen any more.
    ProjectDropped {
        /// Its code.
        project: String,
    },
    /// A working day off was published, for a holiday that falls in a weekend.
    ReplacementPublished {
        /// For which holiday of that year.
        holiday: Holiday,
        /// The day.
        date: Date,
        /// The day on which it was published.
        published: Date,
    },
    /// It is a working day after all.
    ReplacementTakenBack {
        /// The day.
        date: Date,
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
    pub(crate) fn matches(
        &self,
        kinds: &[ComplainantKind],
        theme: Option<&str>,
        project: Option<&str>,
    ) -> bool {
        self.kind.is_none_or(|kind| kinds.contains(&kind))
            && self.theme.as_deref().is_none_or(|one| Some(one) == theme)
            && self.project.as_deref().is_none_or(|one| Some(one) == project)
    }

    pub(crate) fn weight(&self) -> u8 {
        u8::from(self.project.is_some()) * 4
            + u8::from(self.theme.is_some()) * 2
            + u8::from(self.kind.is_some())
    }
}

/// Days on which somebody is away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Absence {
    /// From when.
    pub from: Moment,
    /// Exclusive end of the last day.
    pub until: Moment,
}

impl Absence {
    /// Whether it covers this instant.
    pub fn covers(&self, at: Moment) -> bool {
        self.from <= at && at < self.until
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
    /// Who answers while a standing handler is away.
    pub alternates: BTreeMap<Scope, PersonId>,
    /// First contacts.
    pub contacts: BTreeMap<Scope, PersonId>,
    /// The order of the board.
    pub board_order: Vec<PersonId>,
    /// The order of supervisors.
    pub supervisor_order: Vec<PersonId>,
    /// Policy versions whose own values were approved, and when.
    pub approved: BTreeMap<u32, Moment>,
    /// The old form was closed.
    pub old_form_closed: bool,
    /// Projects by code, with their names.
    pub projects: BTreeMap<String, ContentRef>,
    /// Projects that can't be chosen any more, with their names.
    pub dropped_projects: BTreeMap<String, ContentRef>,
    /// The replacement days of holidays, as they were published.
    pub replacements: Vec<Replacement>,
    /// Every part had somebody once, and our own values were approved.
    pub opened: bool,
    /// When somebody is away.
    pub absences: BTreeMap<PersonId, BTreeSet<Absence>>,
    /// Who is away at the instant of [`Organisation::at`].
    pub away: BTreeSet<PersonId>,
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
            // Nothing the rules look at: it is there to be told.
            OrganisationEvent::LinkRenewed { .. } => {}
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
            OrganisationEvent::StandingHandlerSet {
                scope,
                person,
                alternate,
            } => {
                match alternate {
                    Some(alternate) => self.alternates.insert(scope.clone(), alternate),
                    None => self.alternates.remove(&scope),
                };
                self.handlers.insert(scope, person);
            }
            OrganisationEvent::ContactSet { scope, person } => {
                self.contacts.insert(scope, person);
            }
            OrganisationEvent::BoardOrderSet { people } => self.board_order = people,
            OrganisationEvent::SupervisorOrderSet { people } => self.supervisor_order = people,
            OrganisationEvent::ValuesApproved { policy_version } => {
                self.approved.entry(policy_version).or_insert(at);
            }
            OrganisationEvent::OldFormClosed => self.old_form_closed = true,
            OrganisationEvent::ProjectSet { project, name } => {
                self.dropped_projects.remove(&project);
                self.projects.insert(project, name);
            }
            OrganisationEvent::ProjectDropped { project } => {
                let name = self.projects.remove(&project);
                self.dropped_projects.extend(name.map(|name| (project, name)));
            }
            OrganisationEvent::ReplacementPublished {
                holiday,
                date,
                published,
            } => self.replacements.push(Replacement {
                date,
                holiday,
                published,
            }),
            OrganisationEvent::ReplacementTakenBack { date } => {
                self.replacements.retain(|one| one.date != date);
            }
            OrganisationEvent::AbsenceSet { person, from, until } => {
                self.absences
                    .entry(person)
                    .or_default()
                    .insert(Absence { from, until });
            }
            OrganisationEvent::AbsenceDropped { person, from } => {
                self.absences
                    .entry(person)
                    .or_default()
                    .retain(|one| one.from != from);
            }
        }
        self.opened |= self.is_ready();
    }

    /// The organisation as it stands at an instant: who is away then takes no new part while somebody else can.
    #[must_use]
    pub fn at(mut self, now: Moment) -> Organisation {
        self.away = self
            .absences
            .keys()
            .filter(|person| self.is_away(person, now))
            .cloned()
            .collect();
        self
    }

    /// Whether somebody is away at an instant.
    pub fn is_away(&self, person: &PersonId, at: Moment) -> bool {
        let absences = self.absences.get(person);
        absences.is_some_and(|all| all.iter().any(|one| one.covers(at)))
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

    /// Whether somebody is there with a role.
    pub fn is_there(&self, person: &PersonId, role: StaffRole) -> bool {
        self.people
            .get(person)
            .is_some_and(|one| one.left_at.is_none() && one.roles.contains(&role))
    }
}
