//! A case hears from its measures' own journals, once.

use crate::jobs::nothing_to_do;
use crate::{Actor, Desk, DeskError};
use casework::case::measures;
use casework::ids::{CaseId, MeasureId, PersonId};
use casework::refusal::Refusal;
use casework::vocabulary::Effect;
use storage::Job;

/// What means that there is nothing to hear any more.
const NOTHING: [Refusal; 2] = [Refusal::AlreadyDone, Refusal::NoSuchItem];

impl Desk {
    pub(crate) async fn hear_applied(
        &self,
        job: &Job,
        id: &CaseId,
        measure: &MeasureId,
    ) -> Result<(), DeskError> {
        let mut act = self.act(Actor::Desk, id, None, None).await?;
        // Heard before, or not this case's: only the job is finished.
        nothing_to_do(act.decide(|work| measures::applied(work, measure)), &NOTHING)?;
        act.finishes(&job.id);
        act.commit(None).await?;
        Ok(())
    }

    pub(crate) async fn hear_owner(
        &self,
        job: &Job,
        id: &CaseId,
        measure: &MeasureId,
        owner: PersonId,
    ) -> Result<(), DeskError> {
        let mut act = self.act(Actor::Desk, id, None, None).await?;
        nothing_to_do(
            act.decide(|work| measures::owner_changed(work, measure, owner)),
            &NOTHING,
        )?;
        act.finishes(&job.id);
        act.commit(None).await?;
        Ok(())
    }

    pub(crate) async fn hear_reviewed(
        &self,
        job: &Job,
        id: &CaseId,
        measure: &MeasureId,
        effect: Effect,
    ) -> Result<(), DeskError> {
        let mut act = self.act(Actor::Desk, id, None, None).await?;
        // Heard before: only the job is finished. Not in use yet as far as the case knows: that news is on its way,
        // and the review must not be lost.
        nothing_to_do(
            act.decide(|work| measures::reviewed(work, measure, effect)),
            &NOTHING,
        )?;
        act.finishes(&job.id);
        act.commit(None).await?;
        Ok(())
    }
}
