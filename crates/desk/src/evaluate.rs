//! The evaluation: questions to groups and employees, their replies, the decision, and telling the complainant.

use crate::act::{Act, Actor};
use crate::answer::Differently;
use crate::step::{Composed, Went};
use crate::{Desk, DeskError};
use casework::access::Action;
use casework::case::answer::WorkDifferently;
use casework::case::{evaluate, message};
use casework::event::{ContentRef, Purpose};
use casework::ids::{CaseId, CaseNumber, GroupId, PersonId};
use casework::moment::Moment;
use casework::refusal::Refusal;

impl Desk {
    /// Puts a question to a working group or an employee, in a brief written for them.
    ///
    /// # Errors
    /// No brief, nobody asked, somebody excluded, or decided already.
    pub async fn raise_question(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        group: Option<GroupId>,
        person: Option<PersonId>,
        brief: &str,
        key: &str,
    ) -> Result<u32, DeskError> {
        let mut act = self
            .act_on(
                Actor::Staff(by.clone()),
                number,
                Action::RaiseQuestion,
                self.request("question", key),
            )
            .await?;
        let brief = act.words_if(Some(brief)).await?.ok_or(Refusal::NothingWritten)?;
        let no = act.decide(|work| evaluate::raise_question(work, group, person, brief))?;
        act.commit(Some(no.to_string())).await?;
        Ok(no)
    }

    /// Hears an employee who was complained about: they read what is said of them, and nothing else.
    ///
    /// # Errors
    /// Nothing written, they aren't excluded, they were asked already, or it was decided already.
    pub async fn hear(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        person: PersonId,
        allegation: &str,
        key: &str,
    ) -> Result<u32, DeskError> {
        let request = self.request("hear", key);
        let mut act = self
            .act_on(Actor::Staff(by.clone()), number, Action::RaiseQuestion, request)
            .await?;
        let allegation = act.of_respondent(allegation).await?;
        let allegation = allegation.ok_or(Refusal::NothingWritten)?;
        let no = act.decide(|work| evaluate::hear(work, person, allegation))?;
        act.commit(Some(no.to_string())).await?;
        Ok(no)
    }

    /// Records that a question was discussed, at a meeting or by the brief being delivered.
    ///
    /// # Errors
    /// There is no such question, or it was discussed already.
    pub async fn question_discussed(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        no: u32,
        reply: Option<&str>,
        meeting: Option<Moment>,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act_on(
                Actor::Staff(by.clone()),
                number,
                Action::RaiseQuestion,
                self.request("discussed", key),
            )
            .await?;
        let reply = act.reply(no, reply.unwrap_or_default()).await?;
        act.decide(|work| evaluate::discussed(work, no, reply, meeting))?;
        act.commit(None).await?;
        Ok(())
    }

    /// A reply by the group or employee themselves.
    ///
    /// # Errors
    /// Not asked of them, nothing written.
    pub async fn reply_to_brief(
        &self,
        by: &PersonId,
        case: &CaseId,
        no: u32,
        reply: &str,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act(
                Actor::Staff(by.clone()),
                case,
                Some(Action::ReplyToBrief),
                self.request("brief", key),
            )
            .await?;
        let groups = act.organisation.groups_of(by);
        let case = act.case()?;
        let asked = case.questions.iter().any(|one| {
            let theirs = one.group.as_ref().is_some_and(|group| groups.contains(group));
            let mine = theirs || one.person.as_ref() == Some(by);
            // Whoever is excluded answers what is said of them only.
            one.no == no && mine && (one.hearing || !case.excludes(by))
        });
        if !asked {
            return Err(DeskError::NotFound);
        }
        let reply = act.reply(no, reply).await?.ok_or(Refusal::NothingWritten)?;
        act.decide(|work| evaluate::discussed(work, no, Some(reply), None))?;
        act.commit(None).await?;
        Ok(())
    }

    /// Decides the evaluation apart from an answer, or leaves it for a second person. The complainant is told in the
    /// words given; without words it stays owed to tell them.
    ///
    /// # Errors
    /// Decided already, a question still open, a measure without criterion.
    pub async fn decide_evaluation(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        differently: Differently,
        letter: &str,
        key: &str,
    ) -> Result<Went, DeskError> {
        let letter = letter.to_owned();
        let composed = Composed::Evaluation { differently, letter };
        self.take_step(by, number, composed, self.request("evaluate", key))
            .await
    }

    /// Tells the complainant what an evaluation came to that was decided before.
    ///
    /// # Errors
    /// Nothing written, or nothing was decided yet.
    pub async fn tell_outcome(
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
                Action::FollowUp,
                self.request("outcome", key),
            )
            .await?;
        if act.case()?.decided().is_none() {
            return Err(Refusal::TooEarly.into());
        }
        let letter = act.words_if(Some(text)).await?.ok_or(Refusal::NothingWritten)?;
        let sent = act.decide(|work| message::to_complainant(work, vec![Purpose::Outcome], letter))?;
        act.publish(sent)?;
        act.commit(None).await?;
        Ok(())
    }
}

impl Act<'_> {
    /// Seals a reply with its question: what an employee says who is heard, with what is said of them.
    async fn reply(&mut self, no: u32, reply: &str) -> Result<Option<ContentRef>, DeskError> {
        let heard = self
            .case()?
            .questions
            .iter()
            .any(|one| one.no == no && one.hearing);
        if heard {
            self.of_respondent(reply).await
        } else {
            self.words_if(Some(reply)).await
        }
    }

    /// Decides the evaluation; the number of the message that tells the complainant, if one was written.
    pub(crate) async fn decide_evaluation(
        &mut self,
        composed: Differently,
        letter: &str,
    ) -> Result<Option<u32>, DeskError> {
        let letter = self.words_if(Some(letter)).await?;
        let management = self.management()?;
        let differently = self.differently(composed).await?;
        self.decide(|work| match differently {
            WorkDifferently::Later => Err(Refusal::NothingWritten),
            WorkDifferently::No { cause, reason } => {
                evaluate::decide(work, false, cause, reason, Vec::new(), management)
            }
            WorkDifferently::Yes {
                cause,
                reason,
                measures,
            } => evaluate::decide(work, true, cause, reason, measures, management),
        })?;
        let Some(letter) = letter else { return Ok(None) };
        let sent = self.decide(|work| message::to_complainant(work, vec![Purpose::Outcome], letter))?;
        self.publish(sent)?;
        Ok(Some(sent))
    }
}
