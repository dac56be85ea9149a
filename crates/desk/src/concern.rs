//! A concern's named contact replies; only the sender says that it is solved.

use crate::act::Actor;
use crate::{Desk, DeskError};
use casework::access::Action;
use casework::case::message;
use casework::event::Purpose;
use casework::ids::{CaseNumber, PersonId};
use casework::refusal::Refusal;

impl Desk {
    /// Replies to a concern.
    ///
    /// # Errors
    /// Nothing written, or it is a complaint already.
    pub async fn reply_to_concern(
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
                Action::ReplyToConcern,
                self.request("concern_reply", key),
            )
            .await?;
        let words = act.words_if(Some(text)).await?.ok_or(Refusal::NothingWritten)?;
        let sent = act.decide(|work| message::to_complainant(work, vec![Purpose::ConcernReply], words))?;
        act.publish(sent)?;
        act.commit(None).await?;
        Ok(())
    }
}
