//! Linking cases with one cause: both ways, each in its own journal.

use crate::act::Actor;
use crate::{Desk, DeskError};
use casework::access::Action;
use casework::case::link;
use casework::ids::{CaseId, CaseNumber, PersonId};
use casework::refusal::Refusal;
use storage::IdempotencyKey;

impl Desk {
    /// Links two cases that this person follows.
    ///
    /// # Errors
    /// One of them doesn't exist for this person, or they are linked already.
    pub async fn link(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        other: &CaseNumber,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut two = self
            .act_on(Actor::Staff(by.clone()), other, Action::Link, None)
            .await?;
        let (first, second) = (self.case_id(number).await?, two.id().clone());
        let said = self
            .link_one(by, number, &second, self.request("link", key))
            .await;
        // The first side may be there from a press that was cut off halfway: the other one is owed all the same.
        match said {
            Ok(()) | Err(DeskError::Refused(Refusal::AlreadyDone) | DeskError::Repeated(_)) => {}
            Err(error) => return Err(error),
        }
        match two.decide(|work| link::link(work, &first)) {
            Ok(()) => {
                two.commit(None).await?;
                Ok(())
            }
            // Both were there before: what the first side said.
            Err(DeskError::Refused(Refusal::AlreadyDone)) => said,
            Err(error) => Err(error),
        }
    }

    /// Takes the link between two cases away, on both sides.
    ///
    /// # Errors
    /// One of them doesn't exist for this person, or they aren't linked.
    pub async fn unlink(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        other: &CaseNumber,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut two = self
            .act_on(Actor::Staff(by.clone()), other, Action::Link, None)
            .await?;
        let (first, second) = (self.case_id(number).await?, two.id().clone());
        let actor = Actor::Staff(by.clone());
        let request = self.request("unlink", key);
        let said = match self.act_on(actor, number, Action::Link, request).await {
            Ok(mut one) => match one.decide(|work| link::unlink(work, &second)) {
                Ok(()) => one.commit(None).await.map(|_| ()),
                Err(error) => Err(error),
            },
            Err(error) => Err(error),
        };
        // As with linking: the other side may still be there from a press that was cut off halfway.
        match said {
            Ok(()) | Err(DeskError::Refused(Refusal::AlreadyDone) | DeskError::Repeated(_)) => {}
            Err(error) => return Err(error),
        }
        match two.decide(|work| link::unlink(work, &first)) {
            Ok(()) => {
                two.commit(None).await?;
                Ok(())
            }
            Err(DeskError::Refused(Refusal::AlreadyDone)) => said,
            Err(error) => Err(error),
        }
    }

    async fn link_one(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        other: &CaseId,
        request: Option<IdempotencyKey>,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act_on(Actor::Staff(by.clone()), number, Action::Link, request)
            .await?;
        act.decide(|work| link::link(work, other))?;
        act.commit(None).await?;
        Ok(())
    }
}
