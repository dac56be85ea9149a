//! Who is away on which days, and what projects there are.

use crate::jobs::Work;
use crate::{Desk, DeskError};
use casework::ids::PersonId;
use casework::moment::Moment;
use casework::organisation::OrganisationEvent;
use casework::refusal::Refusal;
use casework::submission::code;
use storage::{Class, Commit, NewJob, Owner};

impl Desk {
    /// Somebody will be away. From the first moment on others do their parts.
    ///
    /// # Errors
    /// No such person; the days lie in the past or end before they begin.
    pub async fn set_absence(
        &self,
        by: Option<&PersonId>,
        person: &PersonId,
        (from, until): (Moment, Moment),
    ) -> Result<(), DeskError> {
        self.known(person).await?;
        let now = self.clock.now();
        if until <= from || until <= now {
            return Err(Refusal::DateInThePast.into());
        }
        let event = OrganisationEvent::AbsenceSet {
            person: person.clone(),
            from,
            until,
        };
        let mut commit = Commit::at(now);
        let (stand_in, back) = (person.clone(), person.clone());
        let sequence = self.organisation().await?.sequence;
        let stand_in = Work::StandIn {
            person: stand_in,
            until,
        };
        commit
            .jobs
            .extend(planned(&stand_in, from.max(now), sequence, person));
        commit
            .jobs
            .extend(planned(&Work::IsBack { person: back }, until, sequence, person));
        self.change_organisation(commit, by, vec![event]).await
    }

    /// Somebody won't be away after all, or is back sooner.
    ///
    /// # Errors
    /// No such absence.
    pub async fn drop_absence(
        &self,
        by: Option<&PersonId>,
        person: &PersonId,
        from: Moment,
    ) -> Result<(), DeskError> {
        let organisation = self.organisation().await?;
        let known = organisation
            .absences
            .get(person)
            .is_some_and(|all| all.iter().any(|one| one.from == from));
        if !known {
            return Err(DeskError::NotFound);
        }
        let event = OrganisationEvent::AbsenceDropped {
            person: person.clone(),
            from,
        };
        let mut commit = Commit::at(self.clock.now());
        let back = Work::IsBack {
            person: person.clone(),
        };
        commit
            .jobs
            .extend(planned(&back, commit.at, organisation.sequence, person));
        self.change_organisation(commit, by, vec![event]).await
    }

    /// Sets what a project is called; a new code is a new project.
    ///
    /// # Errors
    /// No code or no name.
    pub async fn set_project(
        &self,
        by: Option<&PersonId>,
        project: &str,
        name: &str,
    ) -> Result<(), DeskError> {
        let project = code(project).ok_or(Refusal::NothingWritten)?;
        if name.trim().is_empty() {
            return Err(Refusal::NothingWritten.into());
        }
        let mut sealer = self.store.sealer();
        let name = sealer
            .seal(&Owner::organisation(), Class::Words, name.trim())
            .await?;
        let mut commit = Commit::at(self.clock.now());
        commit.take(sealer.finish());
        let event = OrganisationEvent::ProjectSet { project, name };
        self.change_organisation(commit, by, vec![event]).await
    }

    /// A project can't be chosen any more; cases about it keep its name.
    ///
    /// # Errors
    /// No such project.
    pub async fn drop_project(&self, by: Option<&PersonId>, project: &str) -> Result<(), DeskError> {
        if !self.organisation().await?.projects.contains_key(project) {
            return Err(DeskError::NotFound);
        }
        let event = OrganisationEvent::ProjectDropped {
            project: project.to_owned(),
        };
        self.change_organisation(Commit::at(self.clock.now()), by, vec![event])
            .await
    }
}

fn planned(work: &Work, run_at: Moment, sequence: u64, person: &PersonId) -> Option<NewJob> {
    let kind = work.code().to_owned();
    work.payload().map(|payload| NewJob {
        unique_key: Some(format!("{kind}:{sequence}:{person}")),
        kind,
        payload,
        run_at,
    })
}
