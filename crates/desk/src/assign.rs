//! Who takes part: another handler, taking over, excluding somebody with replacements from the organisation.

use crate::act::{Act, Actor};
use crate::{Desk, DeskError};
use casework::access::Action;
use casework::case::assign::{self, Replacements};
use casework::ids::{CaseId, CaseNumber, PersonId};
use casework::organisation::StaffRole;
use casework::refusal::Refusal;
use storage::Job;

impl Desk {
    /// Names another handler.
    ///
    /// # Errors
    /// The person is excluded, gone, or handles it already.
    pub async fn assign(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        to: PersonId,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act_on(
                Actor::Staff(by.clone()),
                number,
                Action::Assign,
                self.request("assign", key),
            )
            .await?;
        act.must_be_there(&to)?;
        act.decide(|work| assign::handler(work, to))?;
        act.commit(None).await?;
        Ok(())
    }

    /// Takes a complaint over that nobody opened.
    ///
    /// # Errors
    /// Not in the pool.
    pub async fn take_over(&self, by: &PersonId, number: &CaseNumber, key: &str) -> Result<(), DeskError> {
        let mut act = self
            .act_on(
                Actor::Staff(by.clone()),
                number,
                Action::TakeOver,
                self.request("take_over", key),
            )
            .await?;
        act.decide(|work| assign::handler(work, by.clone()))?;
        act.commit(None).await?;
        Ok(())
    }

    /// Excludes somebody from now on; their parts are taken over at once.
    ///
    /// # Errors
    /// Excluded already, or nobody is left for a part.
    pub async fn exclude(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        person: &PersonId,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act_on(
                Actor::Staff(by.clone()),
                number,
                Action::Exclude,
                self.request("exclude", key),
            )
            .await?;
        let replacements = act.replacements(person)?;
        act.decide(|work| assign::exclude(work, person, replacements))?;
        act.commit(None).await?;
        Ok(())
    }

    /// Carries out the job that gives the parts of somebody who left to others.
    pub(crate) async fn hand_over(
        &self,
        job: &Job,
        case: &CaseId,
        person: &PersonId,
    ) -> Result<(), DeskError> {
        let mut act = self.act(Actor::Desk, case, None, None).await?;
        let replacements = act.replacements(person)?;
        match act.decide(|work| assign::hand_over(work, person, replacements)) {
            // Handed over before: only the job is finished.
            Ok(()) | Err(DeskError::Refused(Refusal::AlreadyDone)) => {}
            Err(error) => return Err(error),
        }
        act.finishes(&job.id);
        act.commit(None).await?;
        Ok(())
    }
}

impl Act<'_> {
    /// Who takes over what this person did: only the parts they had, and nobody who has another part already.
    fn replacements(&self, person: &PersonId) -> Result<Replacements, DeskError> {
        let case = self.case()?;
        let had = |part: &Option<PersonId>| part.as_ref() == Some(person);
        let mut not: Vec<PersonId> = case.excluded.iter().cloned().collect();
        not.push(person.clone());
        not.extend(
            [&case.handler, &case.supervisor, &case.board_member]
                .into_iter()
                .flatten()
                .cloned(),
        );
        let (theme, project) = (case.theme.as_deref(), case.project.as_deref());
        let mut replacements = Replacements::default();
        if had(&case.handler) {
            replacements.handler = self.organisation.handler_for(&case.kinds, theme, project, &not);
            not.extend(replacements.handler.clone());
        }
        if had(&case.supervisor) {
            replacements.supervisor = self.organisation.supervisor_for(&not, None);
            not.extend(replacements.supervisor.clone());
        }
        if had(&case.board_member) {
            replacements.board_member = self.organisation.board_member_for(&not);
        }
        Ok(replacements)
    }

    fn must_be_there(&self, person: &PersonId) -> Result<(), DeskError> {
        let may = |roles: &std::collections::BTreeSet<StaffRole>| {
            roles.iter().any(|role| {
                matches!(
                    role,
                    StaffRole::Handler | StaffRole::Management | StaffRole::StaffRepresentative
                )
            })
        };
        let there = self
            .organisation
            .people
            .get(person)
            .is_some_and(|one| one.left_at.is_none() && may(&one.roles));
        if there {
            Ok(())
        } else {
            Err(Refusal::PersonNotAvailable.into())
        }
    }
}
