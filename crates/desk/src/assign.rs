//! Who takes part: another handler, taking over, excluding somebody with replacements from the organisation.

use crate::act::{Act, Actor};
use crate::{Desk, DeskError};
use casework::access::Action;
use casework::case::assign::{self, Replacements};
use casework::ids::{CaseNumber, PersonId};
use casework::organisation::StaffRole;
use casework::refusal::Refusal;

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
        let mut act = self.act_on(Actor::Staff(by.clone()), number, Action::Assign).await?;
        act.must_be_there(&to)?;
        act.decide(|work| assign::handler(work, to))?;
        act.commit(self.request("assign", key), None).await?;
        Ok(())
    }

    /// Takes a complaint over that nobody opened.
    ///
    /// # Errors
    /// Not in the pool.
    pub async fn take_over(&self, by: &PersonId, number: &CaseNumber, key: &str) -> Result<(), DeskError> {
        let mut act = self.act_on(Actor::Staff(by.clone()), number, Action::TakeOver).await?;
        act.decide(|work| assign::handler(work, by.clone()))?;
        act.commit(self.request("take_over", key), None).await?;
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
        let mut act = self.act_on(Actor::Staff(by.clone()), number, Action::Exclude).await?;
        let case = act.case()?;
        let mut excluded: Vec<PersonId> = case.excluded.iter().cloned().collect();
        excluded.push(person.clone());
        let (theme, project) = (case.theme.as_deref(), case.project.as_deref());
        let fresh = act.organisation.assign(&case.kinds, theme, project, &excluded)?;
        let replacements = Replacements {
            handler: Some(fresh.handler),
            supervisor: Some(fresh.supervisor),
            board_member: Some(fresh.board_member),
        };
        act.decide(|work| assign::exclude(work, person, replacements))?;
        act.commit(self.request("exclude", key), None).await?;
        Ok(())
    }
}

impl Act<'_> {
    fn must_be_there(&self, person: &PersonId) -> Result<(), DeskError> {
        let may = |roles: &std::collections::BTreeSet<StaffRole>| {
            roles.iter().any(|role| {
                matches!(role, StaffRole::Handler | StaffRole::Management | StaffRole::StaffRepresentative)
            })
        };
        let there = self.organisation.people.get(person).is_some_and(|one| one.left_at.is_none() && may(&one.roles));
        if there { Ok(()) } else { Err(Refusal::PersonNotAvailable.into()) }
    }
}
