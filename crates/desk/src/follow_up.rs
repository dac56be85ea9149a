//! After silence: what we checked ourselves, and the explanation of a delay.

use crate::act::Actor;
use crate::{Desk, DeskError};
use casework::access::Action;
use casework::case::{follow_up, message};
use casework::event::Purpose;
use casework::ids::{CaseNumber, PersonId};
use casework::refusal::Refusal;

impl Desk {
    /// No verdict came after the reminder: records what we checked ourselves, never "solved".
    ///
    /// # Errors
    /// Nothing written, the reminder hasn't gone out, or they did answer.
    pub async fn follow_up_silent(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        checked: &str,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act_on(
                Actor::Staff(by.clone()),
                number,
                Action::FollowUp,
                self.request("silent", key),
            )
            .await?;
        let checked = act
            .words_if(Some(checked))
            .await?
            .ok_or(Refusal::NothingWritten)?;
        act.decide(|work| follow_up::silent(work, checked))?;
        act.commit(None).await?;
        Ok(())
    }

    /// Explains to the complainant why a promise was missed.
    ///
    /// # Errors
    /// Nothing written, or nothing to explain.
    pub async fn explain_delay(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        text: &str,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act_on(
                Actor::Staff(by.clone()),
                number,
                Action::Answer,
                self.request("explain", key),
            )
            .await?;
        if !act.case()?.owes_explanation(act.now) {
            return Err(Refusal::AlreadyDone.into());
        }
        let words = act.words_if(Some(text)).await?.ok_or(Refusal::NothingWritten)?;
        let sent =
            act.decide(|work| message::to_complainant(work, vec![Purpose::DelayExplanation], words))?;
        act.publish(sent)?;
        act.commit(None).await?;
        Ok(())
    }
}
