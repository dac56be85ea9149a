//! Who takes part: another handler, taking over, excluding somebody with the reason, letting somebody back in.

use crate::act::{Act, Actor};
use crate::{Desk, DeskError};
use casework::access::Action;
use casework::case::assign;
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

    /// Excludes somebody from now on, with the reason; their parts are taken over at once, and the board member is told.
    ///
    /// # Errors
    /// Nothing written, excluded already, or it is the board member, whom nobody else keeps out.
    pub async fn exclude(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        (person, reason): (&PersonId, &str),
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
        if !act.organisation.people.contains_key(person) {
            return Err(Refusal::PersonNotAvailable.into());
        }
        let replacements = act.organisation.replacements(act.case()?, person);
        let reason = act.words_if(Some(reason)).await?.ok_or(Refusal::NothingWritten)?;
        act.decide(|work| assign::exclude(work, by, person, reason, replacements))?;
        act.commit(None).await?;
        Ok(())
    }

    /// Lets somebody back in who was excluded by mistake.
    ///
    /// # Errors
    /// Not excluded, or by the complainant.
    pub async fn let_back_in(
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
                Action::LetBackIn,
                self.request("let_back_in", key),
            )
            .await?;
        act.decide(|work| assign::let_back_in(work, person))?;
        act.commit(None).await?;
        Ok(())
    }
}

impl Act<'_> {
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
