//! Ways out that aren't an answer: reclassify, refuse, release; and turning them back.

use crate::act::{Act, Actor};
use crate::step::{Composed, Went};
use crate::{Desk, DeskError};
use casework::access::Action;
use casework::case::ways_out;
use casework::ids::{CaseNumber, PersonId};
use casework::refusal::Refusal;
use casework::vocabulary::{OtherThan, RefusalReason, ReleaseReason};

impl Desk {
    /// It turns out to be something else than a complaint, or that is proposed to a second person. Except for spam an
    /// answer stays owed.
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
    ) -> Result<Went, DeskError> {
        let why = why.unwrap_or_default().to_owned();
        let composed = Composed::Reclassification { to, why };
        self.take_step(by, number, composed, self.request("reclassify", key))
            .await
    }

    /// Refuses it with the letter that goes out, or proposes that to a second person.
    ///
    /// # Errors
    /// It stopped already, nothing written.
    pub async fn refuse(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        reason: RefusalReason,
        letter: &str,
        key: &str,
    ) -> Result<Went, DeskError> {
        let letter = letter.to_owned();
        let composed = Composed::Refusal { reason, letter };
        self.take_step(by, number, composed, self.request("refuse", key))
            .await
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

impl Act<'_> {
    /// Makes it something else than a complaint.
    pub(crate) async fn reclassify(&mut self, to: OtherThan, why: &str) -> Result<(), DeskError> {
        let words = self.words_if(Some(why)).await?;
        self.decide(|work| ways_out::reclassify(work, to, words))
    }

    /// Refuses it; the number of the letter.
    pub(crate) async fn refuse(&mut self, reason: RefusalReason, letter: &str) -> Result<u32, DeskError> {
        let letter = self
            .words_if(Some(letter))
            .await?
            .ok_or(Refusal::NothingWritten)?;
        let sent = self.decide(|work| ways_out::refuse(work, reason, letter))?;
        self.publish(sent)?;
        Ok(sent)
    }
}
