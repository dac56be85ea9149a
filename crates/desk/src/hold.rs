//! "Langer bewaren": keeping a case longer than the policy says, with a reason and until a day; and ending that.

use crate::act::Actor;
use crate::{Desk, DeskError};
use casework::access::Action;
use casework::case::hold;
use casework::ids::{CaseNumber, PersonId};
use casework::refusal::Refusal;
use jiff::civil::Date;

impl Desk {
    /// Nothing of it is forgotten before this day is over.
    ///
    /// # Errors
    /// The day is past, or nothing was written.
    pub async fn hold(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        until: Date,
        why: &str,
        key: &str,
    ) -> Result<(), DeskError> {
        let actor = Actor::Staff(by.clone());
        let request = self.request("hold", key);
        let mut act = self.act_on(actor, number, Action::Hold, request).await?;
        let reason = act.words_if(Some(why)).await?.ok_or(Refusal::NothingWritten)?;
        let until = act.version.calendar.end_of_day(until);
        act.decide(|work| hold::hold(work, reason, until))?;
        act.commit(None).await?;
        Ok(())
    }

    /// It isn't kept longer after all.
    ///
    /// # Errors
    /// It isn't held.
    pub async fn end_hold(&self, by: &PersonId, number: &CaseNumber, key: &str) -> Result<(), DeskError> {
        let actor = Actor::Staff(by.clone());
        let request = self.request("end_hold", key);
        let mut act = self.act_on(actor, number, Action::Hold, request).await?;
        act.decide(hold::end)?;
        act.commit(None).await?;
        Ok(())
    }
}
