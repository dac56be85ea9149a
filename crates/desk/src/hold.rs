//! "Langer bewaren": keeping a case longer than the policy says, with a reason and until a day; ending that; and a file that goes sooner.

use crate::act::Actor;
use crate::{Desk, DeskError};
use casework::access::Action;
use casework::case::hold;
use casework::ids::{CaseNumber, ContentId, PersonId};
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

    /// A file is kept less long than the rest: it holds what must go sooner.
    ///
    /// # Errors
    /// There is no such file, it was marked already, nothing was written, or what was marked is gone.
    pub async fn mark_file(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        file: ContentId,
        holds: &str,
        key: &str,
    ) -> Result<(), DeskError> {
        let actor = Actor::Staff(by.clone());
        let request = self.request("mark_file", key);
        let mut act = self.act_on(actor, number, Action::Hold, request).await?;
        let holds = act.of_special_file(holds).await?;
        let holds = holds.ok_or(Refusal::NothingWritten)?;
        act.decide(|work| hold::mark(work, file, holds))?;
        act.commit(None).await?;
        Ok(())
    }

    /// A file is kept as long as the rest, after all.
    ///
    /// # Errors
    /// It isn't marked.
    pub async fn unmark_file(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        file: ContentId,
        key: &str,
    ) -> Result<(), DeskError> {
        let actor = Actor::Staff(by.clone());
        let request = self.request("unmark_file", key);
        let mut act = self.act_on(actor, number, Action::Hold, request).await?;
        act.decide(|work| hold::unmark(work, file))?;
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
