//! Ways out that aren't an answer: reclassify, refuse with a second person, release; and turning them back.

use crate::act::Actor;
use crate::{Desk, DeskError};
use casework::access::Action;
use casework::case::ways_out;
use casework::ids::{CaseNumber, PersonId};
use casework::refusal::Refusal;
use casework::vocabulary::{OtherThan, RefusalReason, ReleaseReason};

impl Desk {
    /// It turns out to be something else than a complaint. Except for spam an answer stays owed.
    ///
    /// # Errors
    /// It stopped already.
    pub async fn reclassify(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        to: OtherThan,
        why: Option<&str>,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act_on(
                Actor::Staff(by.clone()),
                number,
                Action::Reclassify,
                self.request("reclassify", key),
            )
            .await?;
        let words = act.words_if(why).await?;
        act.decide(|work| ways_out::reclassify(work, to, words))?;
        act.commit(None).await?;
        Ok(())
    }

    /// Proposes to refuse it, with the letter that would go out.
    ///
    /// # Errors
    /// It stopped already, nothing written.
    pub async fn propose_refusal(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        reason: RefusalReason,
        letter: &str,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act_on(
                Actor::Staff(by.clone()),
                number,
                Action::Refuse,
                self.request("propose_refusal", key),
            )
            .await?;
        let letter = act.words_if(Some(letter)).await?.ok_or(Refusal::NothingWritten)?;
        act.decide(|work| ways_out::propose_refusal(work, reason, letter))?;
        act.commit(None).await?;
        Ok(())
    }

    /// A second person agrees, and the letter goes out.
    ///
    /// # Errors
    /// Nothing was proposed, or by the same person.
    pub async fn agree_to_refusal(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act_on(
                Actor::Staff(by.clone()),
                number,
                Action::Refuse,
                self.request("refuse", key),
            )
            .await?;
        let sent = act.decide(|work| ways_out::agree_to_refusal(work, by))?;
        act.publish(sent)?;
        act.commit(None).await?;
        Ok(())
    }

    /// Releases what is owed, for a listed reason.
    ///
    /// # Errors
    /// It stopped already.
    pub async fn release(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        reason: ReleaseReason,
        why: Option<&str>,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act_on(
                Actor::Staff(by.clone()),
                number,
                Action::Release,
                self.request("release", key),
            )
            .await?;
        let words = act.words_if(why).await?;
        act.decide(|work| ways_out::release(work, reason, words))?;
        act.commit(None).await?;
        Ok(())
    }

    /// The board member turns a way out back.
    ///
    /// # Errors
    /// It didn't stop.
    pub async fn reinstate(&self, by: &PersonId, number: &CaseNumber, key: &str) -> Result<(), DeskError> {
        let mut act = self
            .act_on(
                Actor::Staff(by.clone()),
                number,
                Action::Reinstate,
                self.request("reinstate", key),
            )
            .await?;
        act.decide(ways_out::reinstate)?;
        act.commit(None).await?;
        Ok(())
    }
}
