//! What the board member does: bring to the board, record the outcome, ask, note, see the name, answer a report of harm.

use crate::act::Actor;
use crate::{Desk, DeskError};
use casework::access::Action;
use casework::case::{board, retaliation, review};
use casework::ids::{CaseId, CaseNumber, ContentId, PersonId};
use casework::moment::Moment;
use casework::refusal::Refusal;
use jiff::civil::Date;
use storage::{AccessEntry, AggregateKey};

/// A member of the board asked to see who a complaint is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameShown {
    /// Who.
    pub to: PersonId,
    /// When.
    pub at: Moment,
    /// Why, as long as that is kept.
    pub reason: Option<String>,
}

impl Desk {
    /// Each time that the name was shown to a member of the board, oldest first: the complainant hears of it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn name_shown(&self, case: &CaseId) -> Result<Vec<NameShown>, DeskError> {
        let object = AggregateKey::case(case).to_string();
        let entries = self.store.done_with(&object, Action::Reveal.code()).await?;
        let reasons: Vec<ContentId> = entries.iter().filter_map(|one| one.reason.clone()).collect();
        let mut reasons = self.store.open_contents(&reasons).await?;
        let shown = entries.into_iter().filter_map(|one| {
            Some(NameShown {
                to: one.actor?,
                at: one.at,
                reason: one.reason.and_then(|id| reasons.remove(&id)),
            })
        });
        Ok(shown.collect())
    }

    /// Brings a complaint to the board, for the meeting on a day, under a title without names. Nobody approves or undoes it.
    ///
    /// # Errors
    /// The meeting lies in the past, or more than a year ahead.
    pub async fn bring_to_board(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        meeting: Date,
        (title, reason): (Option<&str>, Option<&str>),
        key: &str,
    ) -> Result<u32, DeskError> {
        let mut act = self
            .act_on(
                Actor::Staff(by.clone()),
                number,
                Action::BringToBoard,
                self.request("board", key),
            )
            .await?;
        let reason = act.words_if(reason).await?;
        let title = act.words_if(title).await?;
        let meeting = act.version.calendar.end_of_day(meeting);
        let item = act.decide(|work| board::bring(work, meeting, reason, title))?;
        act.commit(Some(item.to_string())).await?;
        Ok(item)
    }

    /// Sets the day of a meeting right that hasn't been, with the reason: what is moved is counted apart.
    ///
    /// # Errors
    /// Nothing written, no such item, the meeting was already, or the new day can't be.
    pub async fn move_meeting(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        (item, meeting): (u32, Date),
        why: &str,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act_on(
                Actor::Staff(by.clone()),
                number,
                Action::BringToBoard,
                self.request("board_meeting", key),
            )
            .await?;
        let reason = act.words_if(Some(why)).await?.ok_or(Refusal::NothingWritten)?;
        let meeting = act.version.calendar.end_of_day(meeting);
        act.decide(|work| board::move_meeting(work, item, meeting, reason))?;
        act.commit(None).await?;
        Ok(())
    }

    /// Records what the board decided.
    ///
    /// # Errors
    /// There is no such item, or its outcome was recorded.
    pub async fn board_outcome(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        item: u32,
        text: &str,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act_on(
                Actor::Staff(by.clone()),
                number,
                Action::BringToBoard,
                self.request("board_outcome", key),
            )
            .await?;
        let words = act.words_if(Some(text)).await?.ok_or(Refusal::NothingWritten)?;
        act.decide(|work| board::outcome(work, item, words))?;
        act.commit(None).await?;
        Ok(())
    }

    /// Asks somebody a question, to be answered by a day.
    ///
    /// # Errors
    /// Nothing written, the person is excluded, or the day lies in the past.
    pub async fn board_question(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        to: PersonId,
        text: &str,
        until: Date,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act_on(
                Actor::Staff(by.clone()),
                number,
                Action::AskAsBoard,
                self.request("board_question", key),
            )
            .await?;
        if act
            .organisation
            .people
            .get(&to)
            .is_none_or(|one| one.left_at.is_some())
        {
            return Err(Refusal::PersonNotAvailable.into());
        }
        let words = act.words_if(Some(text)).await?.ok_or(Refusal::NothingWritten)?;
        let until = act.version.calendar.end_of_day(until);
        act.decide(|work| board::ask(work, to, words, until))?;
        act.commit(None).await?;
        Ok(())
    }

    /// Answers a question of the board member.
    ///
    /// # Errors
    /// Asked of somebody else, answered already, nothing written.
    pub async fn board_reply(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        no: u32,
        text: &str,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act_on(
                Actor::Staff(by.clone()),
                number,
                Action::ReplyToBoard,
                self.request("board_reply", key),
            )
            .await?;
        let words = act.words_if(Some(text)).await?.ok_or(Refusal::NothingWritten)?;
        act.decide(|work| board::reply(work, no, by, words))?;
        act.commit(None).await?;
        Ok(())
    }

    /// Writes a note that only the board member reads.
    ///
    /// # Errors
    /// Nothing written.
    pub async fn board_note(
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
                Action::BoardNote,
                self.request("board_note", key),
            )
            .await?;
        let words = act.words_if(Some(text)).await?.ok_or(Refusal::NothingWritten)?;
        act.decide(|work| {
            board::note(work, words);
            Ok(())
        })?;
        act.commit(None).await?;
        Ok(())
    }

    /// Logs why the board member wants to see the name; the name is shown afterwards.
    ///
    /// # Errors
    /// No reason given.
    pub async fn reveal(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        reason: &str,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act_on(
                Actor::Staff(by.clone()),
                number,
                Action::Reveal,
                self.request("reveal", key),
            )
            .await?;
        let words = act.words_if(Some(reason)).await?.ok_or(Refusal::NothingWritten)?;
        let object = AggregateKey::case(act.id()).to_string();
        act.commit.access_log.push(AccessEntry {
            at: act.now,
            actor: Some(by.clone()),
            action: Action::Reveal.code().to_owned(),
            object,
            outcome: "allowed".to_owned(),
            reason: Some(words.id),
        });
        act.commit(None).await?;
        Ok(())
    }

    /// Answers a report of harm for having complained.
    ///
    /// # Errors
    /// Nothing was reported, nothing written.
    pub async fn answer_retaliation(
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
                Action::AnswerRetaliation,
                self.request("retaliation", key),
            )
            .await?;
        let words = act.words_if(Some(text)).await?.ok_or(Refusal::NothingWritten)?;
        let sent = act.decide(|work| retaliation::answer(work, words))?;
        act.publish(sent)?;
        act.commit(None).await?;
        Ok(())
    }

    /// Sends the result of a second look.
    ///
    /// # Errors
    /// Somebody else was to look, nothing written.
    pub async fn second_look_result(
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
                Action::Review,
                self.request("second_look", key),
            )
            .await?;
        let words = act.words_if(Some(text)).await?.ok_or(Refusal::NothingWritten)?;
        let sent = act.decide(|work| review::result(work, by, words))?;
        act.publish(sent)?;
        act.commit(None).await?;
        Ok(())
    }
}
