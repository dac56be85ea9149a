//! Notes for staff, the points as we understand them, and the title in lists.

use crate::act::Actor;
use crate::{Desk, DeskError};
use casework::access::Action;
use casework::case::message;
use casework::ids::{CaseNumber, PersonId};
use casework::refusal::Refusal;

impl Desk {
    /// Writes a note that only staff who follow the case read.
    ///
    /// # Errors
    /// Nothing written.
    pub async fn note(
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
                Action::Note,
                self.request("note", key),
            )
            .await?;
        let words = act.words_if(Some(text)).await?.ok_or(Refusal::NothingWritten)?;
        act.decide(|work| {
            message::note(work, words);
            Ok(())
        })?;
        act.commit(None).await?;
        Ok(())
    }

    /// Says how we understand the complaint: its separate points, which the complainant sees.
    ///
    /// # Errors
    /// No point at all.
    pub async fn understood(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        points: &[String],
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act_on(
                Actor::Staff(by.clone()),
                number,
                Action::Note,
                self.request("understood", key),
            )
            .await?;
        let mut sealed = Vec::new();
        for point in points {
            sealed.extend(act.words_if(Some(point)).await?);
        }
        if sealed.is_empty() {
            return Err(Refusal::NothingWritten.into());
        }
        act.decide(|work| {
            message::understood(work, sealed);
            Ok(())
        })?;
        act.commit(None).await?;
        Ok(())
    }

    /// Gives the case another title in lists.
    ///
    /// # Errors
    /// Nothing written.
    pub async fn retitle(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        title: &str,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act_on(
                Actor::Staff(by.clone()),
                number,
                Action::Note,
                self.request("title", key),
            )
            .await?;
        let title = act.words_if(Some(title)).await?.ok_or(Refusal::NothingWritten)?;
        act.decide(|work| {
            message::titled(work, title);
            Ok(())
        })?;
        act.commit(None).await?;
        Ok(())
    }
}
