//! The organisation: people, roles, groups, who hears what first; and the directory of names for whoever works here.

use crate::jobs::Work;
use crate::jobs::hand_over::lost_parts;
use crate::outside::OUTSIDE;
use crate::{Desk, DeskError, codec, powers, project};
use casework::event::{ContentRef, Part};
use casework::ids::{GroupId, PersonId};
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
    projects: BTreeMap<String, String>,
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

    /// What a project is called; its code when it has no name.
    pub fn project<'a>(&'a self, code: &'a str) -> &'a str {
        self.projects.get(code).map_or(code, String::as_str)
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

/// Where a new link went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invited {
    /// To the person it is for, by mail, and nowhere else.
    Mailed,
    /// No mail leaves, and they never had a password: hand it over.
    HandOver(String),
    /// No mail leaves, and they have a password: nobody else may choose one for them.
    Nowhere,
}

/// How many days of real time an invitation works.
pub(crate) const INVITATION_DAYS: u32 = 3;
const INVITATION_MILLIS: i64 = INVITATION_DAYS as i64 * 24 * 60 * 60_000;

impl Desk {
    /// The organisation as it stands.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn organisation(&self) -> Result<Organisation, DeskError> {
        let sequence = self.store.sequence_of(&AggregateKey::organisation()).await?;
        let now = self.clock.now();
        if let Some(known) = self.staff.organisation(sequence) {
            return Ok(known.at(now));
        }
        let mut organisation = Organisation::default();
        for entry in self.store.load(&AggregateKey::organisation()).await? {
            organisation.apply(entry.event.at, &codec::decode(&entry)?);
        }
        self.shelf.set_replacements(&organisation.replacements);
        self.staff.keep(organisation.clone());
        Ok(organisation.at(now))
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
        let named = organisation.projects.iter().chain(&organisation.dropped_projects);
        let projects = named.clone().map(|(_, name)| name.id.clone());
        let ids: Vec<_> = people.chain(groups).chain(projects).collect();
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
        for (code, name) in named {
            directory
                .projects
                .extend(text(name).map(|name| (code.clone(), name)));
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
        let from_outside = person.roles.iter().all(|role| *role == StaffRole::Outside);
        let joined = OrganisationEvent::PersonJoined {
            person: id.clone(),
            roles: person.roles,
            name,
            email,
        };
        // With the person or not at all: a colleague without a login could never come in. Who is from outside has no
        // account: a mailed link opens what they are asked for.
        if !from_outside {
            commit.logins.push(NewLogin {
                person: id.clone(),
                email: person.email.trim().to_owned(),
            });
        }
        self.change_organisation(commit, by, vec![joined]).await?;
        Ok(id)
    }

    /// A one-time link by which a person chooses a password. It works for three days of real time.
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

    /// A new link for somebody who is here; the members of the board hear whose, and who made it. `by`: `None` for somebody at
    /// the machine itself, who gets to see the link.
    ///
    /// # Errors
    /// No such person, or they left.
    pub async fn renew_link(
        &self,
        by: Option<&PersonId>,
        person: &PersonId,
        real_now: Moment,
    ) -> Result<String, DeskError> {
        let organisation = self.organisation().await?;
        organisation
            .people
            .get(person)
            .filter(|one| one.left_at.is_none())
            .ok_or(DeskError::NotFound)?;
        let event = OrganisationEvent::LinkRenewed {
            person: person.clone(),
        };
        self.change_organisation(Commit::at(self.clock.now()), by, vec![event])
            .await?;
        self.invite(person, real_now).await
    }

    /// A new link for somebody who is here. Whoever asks for it never gets to see the link of somebody who could sign in:
    /// with it they would become that person.
    ///
    /// # Errors
    /// No such person, or they left.
    pub async fn invite_again(
        &self,
        by: Option<&PersonId>,
        person: &PersonId,
        real_now: Moment,
    ) -> Result<Invited, DeskError> {
        let login = self.store.login_of(person).await?;
        let had_password = login.is_some_and(|login| login.password_hash.is_some());
        let link = self.renew_link(by, person, real_now).await?;
        let mailed = self.mail_invitation(person, &link, had_password).await?;
        if mailed {
            return Ok(Invited::Mailed);
        }
        if !had_password {
            return Ok(Invited::HandOver(link));
        }
        self.store.links_revoke("invitation", person.as_str()).await?;
        Ok(Invited::Nowhere)
    }

    /// Changes somebody's roles. Parts for which they lose the role go over to others.
    ///
    /// # Errors
    /// No such person.
    pub async fn set_roles(
        &self,
        by: Option<&PersonId>,
        person: &PersonId,
        roles: BTreeSet<StaffRole>,
    ) -> Result<(), DeskError> {
        let organisation = self.organisation().await?;
        let had = &organisation.people.get(person).ok_or(DeskError::NotFound)?.roles;
        let parts = lost_parts(had, &roles);
        let event = OrganisationEvent::RolesChanged {
            person: person.clone(),
            roles,
        };
        let mut commit = Commit::at(self.clock.now());
        if !parts.is_empty() {
            let when = (organisation.sequence, commit.at);
            commit.jobs = self.hand_overs(person, &parts, when).await?;
        }
        self.change_organisation(commit, by, vec![event]).await
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
        let when = (self.organisation().await?.sequence, commit.at);
        commit.jobs = self.hand_overs(person, Part::ALL, when).await?;
        self.change_organisation(commit, by, vec![event]).await?;
        self.store.links_revoke(OUTSIDE, person.as_str()).await?;
        self.store.links_revoke("invitation", person.as_str()).await?;
        self.store.login_delete(person).await?;
        self.store
            .sessions_delete_all(storage::SessionKind::Staff, person.as_str())
            .await?;
        Ok(())
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

    /// Sets who answers complaints of a kind, theme or project, and who does while that person is away.
    ///
    /// # Errors
    /// No such person.
    pub async fn set_standing_handler(
        &self,
        by: Option<&PersonId>,
        scope: Scope,
        (person, alternate): (PersonId, Option<PersonId>),
    ) -> Result<(), DeskError> {
        self.known(&person).await?;
        if let Some(alternate) = &alternate {
            self.known(alternate).await?;
        }
        let event = OrganisationEvent::StandingHandlerSet {
            scope,
            person,
            alternate,
        };
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

    pub(crate) async fn known(&self, person: &PersonId) -> Result<(), DeskError> {
        let known = self.organisation().await?.people.contains_key(person);
        if known { Ok(()) } else { Err(DeskError::NotFound) }
    }

    /// When somebody was faster it is written after that: none of it depends on what happened a moment before.
    pub(crate) async fn change_organisation(
        &self,
        commit: Commit,
        by: Option<&PersonId>,
        events: Vec<OrganisationEvent>,
    ) -> Result<(), DeskError> {
        const ATTEMPTS: usize = 5;
        for _ in 1..ATTEMPTS {
            let written = self.try_to_change(commit.clone(), by, &events).await;
            if !matches!(written, Err(DeskError::Conflict)) {
                return written;
            }
        }
        self.try_to_change(commit, by, &events).await
    }

    async fn try_to_change(
        &self,
        mut commit: Commit,
        by: Option<&PersonId>,
        events: &[OrganisationEvent],
    ) -> Result<(), DeskError> {
        let mut organisation = self.organisation().await?;
        let expected_sequence = organisation.sequence;
        let at = commit.at;
        let before = organisation.clone();
        for event in events {
            organisation.apply(at, event);
        }
        // Somebody may be able to take what nobody could.
        let may_fill = |event: &OrganisationEvent| {
            matches!(
                event,
                OrganisationEvent::PersonJoined { .. }
                    | OrganisationEvent::RolesChanged { .. }
                    | OrganisationEvent::AbsenceDropped { .. }
            )
        };
        if events.iter().any(may_fill) {
            let work = Work::FillParts;
            commit.jobs.extend(work.payload().map(|payload| NewJob {
                kind: work.code().to_owned(),
                payload,
                run_at: at,
                unique_key: Some(format!("fill_parts:{expected_sequence}")),
            }));
        }
        powers::tell_board(&mut commit, by, &before, &organisation, events);
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
        self.organisation().await?;
        Ok(())
    }
}
