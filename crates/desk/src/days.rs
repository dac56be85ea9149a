//! Publishing a replacement day, and taking back one that hasn't come.

use crate::{Desk, DeskError};
use casework::calendar::Holiday;
use casework::ids::PersonId;
use casework::organisation::OrganisationEvent;
use jiff::civil::Date;
use storage::Commit;

impl Desk {
    /// From now on this day doesn't count for what comes in after today. What was promised keeps its date.
    ///
    /// # Errors
    /// A holiday that doesn't fall in a weekend, a day that can't be one.
    pub async fn publish_replacement(
        &self,
        by: Option<&PersonId>,
        holiday: Holiday,
        date: Date,
    ) -> Result<(), DeskError> {
        let now = self.clock.now();
        let version = self.shelf.in_force(now)?;
        let today = now.date(&version.calendar.zone);
        let organisation = self.organisation().await?;
        let day = organisation.replacement(&version.calendar, holiday, date, today)?;
        let event = OrganisationEvent::ReplacementPublished {
            holiday: day.holiday,
            date: day.date,
            published: day.published,
        };
        self.change_organisation(Commit::at(now), by, vec![event]).await
    }

    /// It is an ordinary working day after all. What was promised in the meantime keeps its date.
    ///
    /// # Errors
    /// No such day, or it is today or past.
    pub async fn take_back_replacement(&self, by: Option<&PersonId>, date: Date) -> Result<(), DeskError> {
        let now = self.clock.now();
        let today = now.date(&self.shelf.in_force(now)?.calendar.zone);
        let organisation = self.organisation().await?;
        if date <= today || !organisation.replacements.iter().any(|one| one.date == date) {
            return Err(DeskError::NotFound);
        }
        let event = OrganisationEvent::ReplacementTakenBack { date };
        self.change_organisation(Commit::at(now), by, vec![event]).await
    }
}
