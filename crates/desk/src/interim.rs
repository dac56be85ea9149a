//! Sending an interim: why there is no answer yet, who works on it, and by which day there will be one.

use crate::act::{Act, Actor};
use crate::step::{Composed, Went};
use crate::{Desk, DeskError};
use casework::access::Action;
use casework::case::interim::{self, Interim};
use casework::engine::Working;
use casework::event::FileRef;
use casework::ids::{CaseNumber, PersonId};
use casework::refusal::Refusal;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An interim as composed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InterimText {
    /// The whole message.
    pub text: String,
    /// The reason alone, in one sentence.
    pub reason: String,
    /// Who works on it.
    pub by: PersonId,
    /// The day named.
    pub until: Date,
    /// The words also explain a delay.
    pub explains_delay: bool,
    /// Files that go with it, uploaded for this case.
    #[serde(default)]
    pub files: Vec<FileRef>,
}

impl Desk {
    /// Sends an interim, or leaves it for a second person.
    ///
    /// # Errors
    /// What the rules refuse: no reason, a date too far or past, a second one without the supervisor.
    pub async fn interim(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        composed: InterimText,
        key: &str,
    ) -> Result<Went, DeskError> {
        let request = self.request("interim", key);
        self.take_step(by, number, Composed::Interim(composed), request)
            .await
    }

    /// The latest day that an interim of this case may name.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] for whoever may not send one.
    pub async fn latest_interim(&self, by: &PersonId, number: &CaseNumber) -> Result<Date, DeskError> {
        let act = self
            .act_on(Actor::Staff(by.clone()), number, Action::Interim, None)
            .await?;
        let work = Working::on(
            act.case()?.clone(),
            act.version.rules(),
            act.now,
            Some(by.clone()),
        );
        Ok(interim::latest(&work).last_day(&act.version.calendar.zone))
    }
}

impl Act<'_> {
    /// Sends an interim; the number of its message.
    pub(crate) async fn give_interim(&mut self, composed: InterimText) -> Result<u32, DeskError> {
        if composed.text.trim().is_empty() || composed.reason.trim().is_empty() {
            return Err(Refusal::InterimIncomplete.into());
        }
        let words = self.words(composed.text.trim()).await?;
        let reason = self.words(composed.reason.trim()).await?;
        let until = self.version.calendar.end_of_day(composed.until);
        let by = self.by()?;
        self.attach(&composed.files);
        let sent = self.decide(|work| {
            let interim = Interim {
                words,
                files: composed.files,
                reason,
                by: composed.by,
                until,
                explains_delay: composed.explains_delay,
            };
            interim::interim(work, &by, interim)
        })?;
        self.publish(sent)?;
        Ok(sent)
    }
}
