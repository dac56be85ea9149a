//! The note of a talk, or of an answer that was given elsewhere: readable for the complainant, at its real time.

use crate::act::Actor;
use crate::{Desk, DeskError};
use casework::access::Action;
use casework::case::answer::{self, Answer, WorkDifferently};
use casework::case::message;
use casework::event::FileRef;
use casework::ids::{CaseNumber, PersonId};
use casework::moment::Moment;
use casework::refusal::Refusal;
use casework::vocabulary::DeliveredBy;

/// A talk as noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Talk {
    /// What was said and agreed.
    pub text: String,
    /// How it reached them.
    pub how: DeliveredBy,
    /// When.
    pub at: Moment,
    /// It answered the complaint.
    pub was_answer: bool,
    /// The words also explain a delay.
    pub explains_delay: bool,
    /// Files that go with it, uploaded for this case: the letter, the mail.
    pub files: Vec<FileRef>,
}

impl Desk {
    /// Notes a talk; the number of its message.
    ///
    /// # Errors
    /// Nothing written, a moment that is still to come; for an answer what the rules of an answer refuse.
    pub async fn talk(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        talk: Talk,
        key: &str,
    ) -> Result<u32, DeskError> {
        let action = if talk.was_answer {
            Action::Answer
        } else {
            Action::Deliver
        };
        let mut act = self
            .act_on(
                Actor::Staff(by.clone()),
                number,
                action,
                self.request("talk", key),
            )
            .await?;
        let words = act
            .words_if(Some(&talk.text))
            .await?
            .ok_or(Refusal::NothingWritten)?;
        act.attach(&talk.files);
        let sent = if talk.was_answer {
            let management = act.management()?;
            act.decide(|work| {
                let answer = Answer {
                    words,
                    files: talk.files,
                    outcomes: Vec::new(),
                    offers: Vec::new(),
                    differently: WorkDifferently::Later,
                    explains_delay: talk.explains_delay,
                    management,
                };
                answer::spoken(work, by, answer, talk.at)
            })?
        } else {
            act.decide(|work| message::noted(work, words, talk.files))?
        };
        act.decide(|work| message::delivered(work, sent, talk.how, talk.at))?;
        act.commit(Some(sent.to_string())).await?;
        Ok(sent)
    }
}
