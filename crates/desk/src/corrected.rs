//! Set right afterwards: the day on which it was heard, and a code that got lost.

use crate::act::Actor;
use crate::{Desk, DeskError};
use casework::access::Action;
use casework::case::heard;
use casework::event::Event;
use casework::ids::{CaseNumber, PersonId};
use casework::moment::Moment;
use casework::refusal::Refusal;
use storage::{IdempotencyKey, ReceiptCode};

impl Desk {
    /// Sets right when a call, a letter or a mail was first heard, with the reason.
    ///
    /// # Errors
    /// It came in by the form, the moment lies after it was written down, or nothing was written.
    pub async fn correct_heard(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        heard_at: Moment,
        why: &str,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act_on(
                Actor::Staff(by.clone()),
                number,
                Action::CorrectHeard,
                self.request("heard", key),
            )
            .await?;
        let reason = act.words_if(Some(why)).await?.ok_or(Refusal::NothingWritten)?;
        act.decide(|work| heard::correct(work, heard_at, reason))?;
        act.commit(None).await?;
        Ok(())
    }

    /// Gives the complainant another code, to be read out or handed over once; all earlier ones stop. The same press gives
    /// the same code.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] for whoever doesn't speak with the complainant.
    pub async fn new_code(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        key: &str,
    ) -> Result<ReceiptCode, DeskError> {
        let request = IdempotencyKey {
            scope: "new code".to_owned(),
            key: key.to_owned(),
        };
        let code = self.store.receipt_code(&request)?;
        let actor = Actor::Staff(by.clone());
        let mut act = match self.act_on(actor, number, Action::Answer, Some(request)).await {
            Ok(act) => act,
            Err(DeskError::Repeated(_)) => return Ok(code),
            Err(error) => return Err(error),
        };
        act.commit.revoke_receipts.push(act.id().clone());
        let receipt = self.store.receipt(&code, act.id())?;
        act.receipt(receipt);
        act.decide(|work| {
            work.record(Event::CodeReplaced);
            Ok(())
        })?;
        match act.commit(None).await {
            Ok(_) | Err(DeskError::Repeated(_)) => Ok(code),
            Err(error) => Err(error),
        }
    }
}
