//! Another day for a target of ours, and a closed complaint opened again.

use crate::act::Actor;
use crate::{Desk, DeskError};
use casework::access::Action;
use casework::case::{deadline, ways_out};
use casework::ids::{CaseNumber, PersonId};
use casework::refusal::Refusal;
use jiff::civil::Date;

impl Desk {
    /// Moves a target before it is due, with the reason. A promise is never moved.
    ///
    /// # Errors
    /// It is a promise or due already, the day is past, or nothing was written.
    pub async fn move_target(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        (owed, until): (u32, Date),
        why: &str,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act_on(
                Actor::Staff(by.clone()),
                number,
                Action::MoveTarget,
                self.request("move", key),
            )
            .await?;
        let reason = act.words_if(Some(why)).await?.ok_or(Refusal::NothingWritten)?;
        let until = act.version.calendar.end_of_day(until);
        act.decide(|work| deadline::move_target(work, owed, until, reason))?;
        act.commit(None).await?;
        Ok(())
    }

    /// Opens a closed complaint again: an answer is owed anew, and what was stays.
    ///
    /// # Errors
    /// It isn't closed, or stopped in a way that the board member turns back.
    pub async fn reopen(&self, by: &PersonId, number: &CaseNumber, key: &str) -> Result<(), DeskError> {
        let mut act = self
            .act_on(
                Actor::Staff(by.clone()),
                number,
                Action::Reopen,
                self.request("reopen", key),
            )
            .await?;
        if act.case()?.way_out.is_some() {
            return Err(Refusal::Stopped.into());
        }
        if !act.case()?.is_closed() {
            return Err(Refusal::AlreadyDone.into());
        }
        act.decide(|work| ways_out::reopen(work, None))?;
        act.commit(None).await?;
        Ok(())
    }
}
