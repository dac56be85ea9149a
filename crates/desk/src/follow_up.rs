//! The question whether it is solved, by mail, page, voice or post; after silence what we checked; why something is late.

use crate::act::{Act, Actor};
use crate::{Desk, DeskError};
use casework::access::{self, Action};
use casework::case::{follow_up, message};
use casework::event::Purpose;
use casework::ids::{CaseNumber, PersonId};
use casework::refusal::Refusal;
use casework::vocabulary::{DeliveredBy, Solved};
use render::Texts;
use render::mail::complainant::is_it_solved;

/// What the complainant said when they were asked by voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SaidAtOnce {
    /// Is it solved?
    pub solved: Solved,
    /// Did it happen again?
    pub again: Option<bool>,
}

impl Act<'_> {
    /// Asks whether it is solved, or once more, unless there is nothing to ask any more. It counts when it reaches
    /// them: a mail goes out, for the code it stands on the follow page, and somebody calls or posts it for others.
    pub(crate) async fn ask_whether_solved(&mut self) -> Result<(), DeskError> {
        let Ok(question) = follow_up::next_question(self.case()?, &self.version.policy) else {
            return Ok(());
        };
        let again = question == Purpose::FollowUpReminder;
        let words = self.words(&is_it_solved(Texts::Dutch, again)).await?;
        let sent = self.decide(|work| follow_up::ask(work, words))?;
        self.publish(sent)
    }
}

impl Desk {
    /// Records that somebody was asked by voice whether it is solved, with what they said when they said it at once.
    ///
    /// # Errors
    /// There is no such question, it was asked already, or whoever asks may not record what was said.
    pub async fn asked_by_voice(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        question: u32,
        said: Option<SaidAtOnce>,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act_on_sent(by, number, question, self.request("delivered", key))
            .await?;
        let viewer = self.viewer_in(&Actor::Staff(by.clone()), &act.organisation);
        if !access::may(&viewer, act.case()?, Action::FollowUp) {
            return Err(DeskError::NotFound);
        }
        if !act.case()?.message(question).is_some_and(|one| one.asks()) {
            return Err(Refusal::NoSuchItem.into());
        }
        let now = act.now;
        act.decide(|work| {
            message::delivered(work, question, DeliveredBy::Spoken, now)?;
            match said {
                Some(said) => follow_up::verdict(work, said.solved, said.again, None),
                None => Ok(()),
            }
        })?;
        act.commit(None).await?;
        Ok(())
    }

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
