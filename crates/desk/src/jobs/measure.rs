//! A case hears from its measures' own journals, once.

use crate::{Actor, Desk, DeskError};
use casework::case::measures;
use casework::ids::{CaseId, MeasureId};
use casework::vocabulary::Effect;
use storage::Job;

impl Desk {
    pub(crate) async fn hear_applied(&self, job: &Job, id: &CaseId, measure: &MeasureId) -> Result<(), DeskError> {
        let mut act = self.act(Actor::Desk, id, None).await?;
        // Heard before: only the job is finished.
        let _heard = act.decide(|work| measures::applied(work, measure));
        act.finishes(&job.id);
        act.commit(None, None).await?;
        Ok(())
    }

    pub(crate) async fn hear_reviewed(
        &self,
        job: &Job,
        id: &CaseId,
        measure: &MeasureId,
        effect: Effect,
    ) -> Result<(), DeskError> {
        let mut act = self.act(Actor::Desk, id, None).await?;
        // Heard before: only the job is finished.
        let _heard = act.decide(|work| measures::reviewed(work, measure, effect));
        act.finishes(&job.id);
        act.commit(None, None).await?;
        Ok(())
    }
}
