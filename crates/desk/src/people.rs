//! The organisation: people, roles, groups, who hears what first; and the directory of names for whoever works here.

use crate::jobs::Work;
use crate::{Desk, DeskError, codec, project};
use casework::access::Relation;
use casework::event::ContentRef;
use casework::ids::{CaseId, GroupId, PersonId};
use casework::moment::Moment;
use casework::organisation::{Organisation, OrganisationEvent, Scope, StaffRole};
use casework::refusal::Refusal;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, RwLock};
use storage::{AggregateKey, Append, Class, Commit, NewJob, NewLogin, Owner};

/// Names and addresses of those who work here.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    names: BTreeMap<PersonId, String>,
    emails: BTreeMap<PersonId, String>,
    groups: BTreeMap<GroupId, String>,
}

impl Directory {
    /// The name of a person; empty when erased or unknown.
    pub fn name(&self, person: &PersonId) -> &str {
        self.names.get(person).map_or("", String::as_str)
    }

    /// The name of a person who may be missing.
    pub fn name_of(&self, person: Option<&PersonId>) -> &str {
        person.map_or("", |person| self.name(person))
    }

    /// The e-mail address of a person.
    pub fn email(&self, person: &PersonId) -> Option<&str> {
        self.emails.get(person).map(String::as_str)
    }

    /// The name of a group.
    pub fn group(&self, group: &GroupId) -> &str {
        self.groups.get(group).map_or("", String::as_str)
    }
}

/// The organisation and its names as last read, kept until its journal has more events. Erasing a colleague's name
/// goes with an event, so that it leaves memory too.
#[derive(Clone, Debug, Default)]
pub(crate) struct Staff {
    organisation: Arc<RwLock<Organisation>>,
    directory: Arc<RwLock<(u64, Directory)>>,
}

impl Staff {
    fn organisation(&self, sequence: u64) -> Option<Organisation> {
        let kept = self.organisation.read().ok()?;
        (kept.sequence == sequence).then(|| kept.clone())
    }

    fn keep(&self, organisation: Organisation) {
        if let Ok(mut kept) = self.organisation.write() {
            *kept = organisation;
        }
    }

    fn directory(&self, sequence: u64) -> Option<Directory> {
        let kept = self.directory.read().ok()?;
        (kept.0 == sequence).then(|| kept.1.clone())
    }

    fn keep_names(&self, sequence: u64, directory: Directory) {
        if let Ok(mut kept) = self.directory.write() {
            *kept = (sequence, directory);
        }
    }
}

/// What is said of a new colleague.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPerson {
    /// Name.
    pub name: String,
    /// E-mail address at work.
    pub email: String,
    /// Roles.
    pub roles: BTreeSet<StaffRole>,
}

/// How many days of real time an invitation works.
pub(crate) const INVITATION_DAYS: u32 = 14;
const INVITATION_MILLIS: i64 = INVITATION_DAYS as i64 * 24 * 60 * 60_000;

impl Desk {
    /// The organisation as it stands.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn organisation(&self) -> Result<Organisation, DeskError> {
        let sequence = self.store.sequence_of(&AggregateKey::organisation()).await?;
        if let Some(known) = self.staff.organisation(sequence) {
            return Ok(known);
        }
        let mut organisation = Organisation::default();
        for entry in self.store.load(&AggregateKey::organisation()).await? {
            organisation.apply(entry.event.at, &codec::decode(&entry)?);
        }
        self.staff.keep(organisation.clone());
        Ok(organisation)
    }

    /// Names and addresses of everybody who works here.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn directory(&self, organisation: &Organisation) -> Result<Directory, DeskError> {
        if let Some(known) = self.staff.directory(organisation.sequence) {
            return Ok(known);
        }
        let mut directory = Directory::default();
        let people = organisation
            .people
            .values()
            .flat_map(|one| [one.name.id.clone(), one.email.id.clone()]);
        let groups = organisation.groups.values().map(|group| group.name.id.clone());
        let ids: Vec<_> = people.chain(groups).collect();
        let words = self.store.open_contents(&ids).await?;
        let text = |content: &ContentRef| words.get(&content.id).cloned();
        for person in organisation.people.values() {
            directory
                .names
                .extend(text(&person.name).map(|name| (person.id.clone(), name)));
            directory
                .emails
                .extend(text(&person.email).map(|email| (person.id.clone(), email)));
        }
        for group in organisation.groups.values() {
            directory
                .groups
                .extend(text(&group.name).map(|name| (group.id.clone(), name)));
        }
        self.staff.keep_names(organisation.sequence, directory.clone());
        Ok(directory)
    }

    /// Adds somebody. `by`: who does it; `None` at the first start and on the command line.
    ///
    /// # Errors
    /// No name or address, or a colleague has the address.
    pub async fn add_person(&self, by: Option<&PersonId>, person: NewPerson) -> Result<PersonId, DeskError> {
        if person.name.trim().is_empty() || !person.email.contains('@') {
            return Err(Refusal::NothingWritten.into());
        }
        // Two at once with one address: the commit stops the second.
        if self.store.person_by_email(&person.email).await?.is_some() {
            return Err(Refusal::AddressInUse.into());
        }
        let id = PersonId::from_random(self.store.random()?);
        let owner = Owner::person(&id);
        let mut sealer = self.store.sealer();
        let name = sealer.seal(&owner, Class::Identity, person.name.trim()).await?;
        let email = sealer.seal(&owner, Class::Identity, person.email.trim()).await?;
        let mut commit = Commit::at(self.clock.now());
        commit.take(sealer.finish());
        let joined = OrganisationEvent::PersonJoined {
            person: id.clone(),
            roles: person.roles,
            name,
            email,
        };
        // With the person or not at all: a colleague without a login could never come in.
        commit.logins.push(NewLogin {
            person: id.clone(),
            email: person.email.trim().to_owned(),
        });
        self.change_organisation(commit, by, vec![joined]).await?;
        Ok(id)
    }

    /// A one-time link by which a person chooses a password. It works for two weeks of real time.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn invite(&self, person: &PersonId, real_now: Moment) -> Result<String, DeskError> {
        self.store.links_revoke("invitation", person.as_str()).await?;
        let token = self
            .store
            .link_create("invitation", person.as_str(), real_now, INVITATION_MILLIS)
            .await?;
        Ok(format!("{}/uitnodiging?sleutel={token}", self.address))
    }

    /// Changes somebody's roles.
    ///
    /// # Errors
    /// No such person.
    pub async fn set_roles(
        &self,
        by: Option<&PersonId>,
        person: &PersonId,
        roles: BTreeSet<StaffRole>,
    ) -> Result<(), DeskError> {
        self.known(person).await?;
        let event = OrganisationEvent::RolesChanged {
            person: person.clone(),
            roles,
        };
        self.change_organisation(Commit::at(self.clock.now()), by, vec![event])
            .await
    }

    /// Somebody leaves: their sessions end at once, and their parts in cases go over to others.
    ///
    /// # Errors
    /// No such person.
    pub async fn leave(&self, by: Option<&PersonId>, person: &PersonId) -> Result<(), DeskError> {
        self.known(person).await?;
        let event = OrganisationEvent::PersonLeft {
            person: person.clone(),
        };
        let mut commit = Commit::at(self.clock.now());
        commit.jobs = self.hand_overs(person, commit.at).await?;
        self.change_organisation(commit, by, vec![event]).await?;
        self.store.login_delete(person).await?;
        self.store
            .sessions_delete_all(storage::SessionKind::Staff, person.as_str())
            .await?;
        Ok(())
    }

    /// A job for each case in which somebody has a part.
    async fn hand_overs(&self, person: &PersonId, now: Moment) -> Result<Vec<NewJob>, DeskError> {
        let mut cases = BTreeSet::new();
        for part in [Relation::Handler, Relation::Supervisor, Relation::BoardMember] {
            cases.extend(
                self.store
                    .cases_related(person, person.as_str(), part.code())
                    .await?,
            );
        }
        let job = |case: CaseId| {
            let unique = format!("hand_over:{person}:{case}");
            let work = Work::HandOver {
                case,
                person: person.clone(),
            };
            let kind = work.code().to_owned();
            work.payload().map(|payload| NewJob {
                kind,
                payload,
                run_at: now,
                unique_key: Some(unique),
            })
        };
        Ok(cases.into_iter().filter_map(job).collect())
    }

    /// Founds a working group, or changes its members.
    ///
    /// # Errors
    /// No name.
    pub async fn set_group(
        &self,
        by: Option<&PersonId>,
        group: Option<GroupId>,
        name: &str,
        members: BTreeSet<PersonId>,
    ) -> Result<GroupId, DeskError> {
        if name.trim().is_empty() {
            return Err(Refusal::NothingWritten.into());
        }
        let id = match group {
            Some(id) => id,
            None => GroupId::from_random(self.store.random()?),
        };
        let mut sealer = self.store.sealer();
        let name = sealer
            .seal(&Owner::organisation(), Class::Words, name.trim())
            .await?;
        let mut commit = Commit::at(self.clock.now());
        commit.take(sealer.finish());
        let event = OrganisationEvent::GroupSet {
            group: id.clone(),
            name,
            members,
        };
        self.change_organisation(commit, by, vec![event]).await?;
        Ok(id)
    }

    /// Sets who answers complaints of a kind, theme or project.
    ///
    /// # Errors
    /// No such person.
    pub async fn set_standing_handler(
        &self,
        by: Option<&PersonId>,
        scope: Scope,
        person: PersonId,
    ) -> Result<(), DeskError> {
        self.known(&person).await?;
        let event = OrganisationEvent::StandingHandlerSet { scope, person };
        self.change_organisation(Commit::at(self.clock.now()), by, vec![event])
            .await
    }

    /// Sets who hears concerns about a theme or project first.
    ///
    /// # Errors
    /// No such person.
    pub async fn set_contact(
        &self,
        by: Option<&PersonId>,
        scope: Scope,
        person: PersonId,
    ) -> Result<(), DeskError> {
        self.known(&person).await?;
        let event = OrganisationEvent::ContactSet { scope, person };
        self.change_organisation(Commit::at(self.clock.now()), by, vec![event])
            .await
    }

    /// Sets the order in which members of the board hear, and members of management supervise.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn set_orders(
        &self,
        by: Option<&PersonId>,
        board: Vec<PersonId>,
        supervisors: Vec<PersonId>,
    ) -> Result<(), DeskError> {
        let events = vec![
            OrganisationEvent::BoardOrderSet { people: board },
            OrganisationEvent::SupervisorOrderSet { people: supervisors },
        ];
        self.change_organisation(Commit::at(self.clock.now()), by, events)
            .await
    }

    /// Approves our own (P) values of the policy in force.
    ///
    /// # Errors
    /// No policy was published.
    pub async fn approve_values(&self, by: Option<&PersonId>) -> Result<(), DeskError> {
        let now = self.clock.now();
        let policy_version = self.shelf.in_force(now)?.policy.version;
        let event = OrganisationEvent::ValuesApproved { policy_version };
        self.change_organisation(Commit::at(now), by, vec![event]).await
    }

    /// Records that the old form, outside this program, is closed.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn close_old_form(&self, by: Option<&PersonId>) -> Result<(), DeskError> {
        self.change_organisation(
            Commit::at(self.clock.now()),
            by,
            vec![OrganisationEvent::OldFormClosed],
        )
        .await
    }

    async fn known(&self, person: &PersonId) -> Result<(), DeskError> {
        let known = self.organisation().await?.people.contains_key(person);
        if known { Ok(()) } else { Err(DeskError::NotFound) }
    }

    async fn change_organisation(
        &self,
        mut commit: Commit,
        by: Option<&PersonId>,
        events: Vec<OrganisationEvent>,
    ) -> Result<(), DeskError> {
        let mut organisation = self.organisation().await?;
        let expected_sequence = organisation.sequence;
        let at = commit.at;
        for event in &events {
            organisation.apply(at, event);
        }
        commit.appends.push(Append {
            aggregate: AggregateKey::organisation(),
            expected_sequence,
            events: events
                .iter()
                .map(|event| codec::encode(by, at, event))
                .collect::<Result<_, _>>()?,
            rows: project::organisation_rows(&organisation),
        });
        self.store.commit(commit).await?;
        Ok(())
    }
}
