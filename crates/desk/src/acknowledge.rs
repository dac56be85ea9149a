//! Acknowledging a complaint by a person: what we understood of it, where a policy promises that before the answer.

use crate::act::Actor;
use crate::{Desk, DeskError};
use casework::access::Action;
use casework::case::message;
use casework::event::Purpose;
use casework::ids::{CaseNumber, PersonId};
use casework::refusal::Refusal;

impl Desk {
    /// Sends an acknowledgement.
    ///
    /// # Errors
    /// Nothing written, or it is only a concern.
    pub async fn acknowledge(
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
                self.request("acknowledge", key),
            )
            .await?;
        let words = act.words_if(Some(text)).await?.ok_or(Refusal::NothingWritten)?;
        let sent = act.decide(|work| message::to_complainant(work, vec![Purpose::Acknowledgement], words))?;
        act.publish(sent)?;
        act.commit(None).await?;
        Ok(())
    }
}
