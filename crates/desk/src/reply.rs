//! A short message to the complainant that promises nothing: a question, a thank you, a word on how it goes.

use crate::act::Actor;
use crate::{Desk, DeskError};
use casework::access::Action;
use casework::case::reply;
use casework::ids::{CaseNumber, PersonId};
use casework::refusal::Refusal;

impl Desk {
    /// Sends it.
    ///
    /// # Errors
    /// Nothing written.
    pub async fn reply(
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
                Action::Deliver,
                self.request("reply", key),
            )
            .await?;
        let words = act.words_if(Some(text)).await?.ok_or(Refusal::NothingWritten)?;
        let sent = act.decide(|work| reply::reply(work, words))?;
        act.publish(sent)?;
        act.commit(None).await?;
        Ok(())
    }
}
