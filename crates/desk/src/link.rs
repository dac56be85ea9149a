//! Linking cases with one cause: both ways, each in its own journal.

use crate::act::Actor;
use crate::{Desk, DeskError};
use casework::access::Action;
use casework::case::link;
use casework::ids::{CaseNumber, PersonId};

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
        let mut one = self.act_on(Actor::Staff(by.clone()), number, Action::Link).await?;
        let mut two = self.act_on(Actor::Staff(by.clone()), other, Action::Link).await?;
        let (first, second) = (one.id().clone(), two.id().clone());
        one.decide(|work| link::link(work, &second))?;
        one.commit(self.request("link", key), None).await?;
        // The other way round may be there already.
        if two.decide(|work| link::link(work, &first)).is_ok() {
            two.commit(None, None).await?;
        }
        Ok(())
    }
}
