//! The one reminder of the question whether it is solved.

use crate::{Actor, Desk, DeskError};
use casework::ids::CaseId;
use storage::Job;

impl Desk {
    pub(crate) async fn follow_up_reminder(&self, job: &Job, id: &CaseId) -> Result<(), DeskError> {
        let mut act = self.act(Actor::Desk, id, None, None).await?;
        let case = act.case()?;
        let asked_at = case.asked.last().copied();
        let answered = case
            .verdicts
            .iter()
            .any(|verdict| asked_at.is_some_and(|asked| verdict.at >= asked));
        let reopened = case
            .reopened_at
            .is_some_and(|at| asked_at.is_some_and(|asked| at > asked));
        if asked_at.is_some() && !answered && !reopened && case.way_out.is_none() {
            act.ask_whether_solved().await?;
        }
        act.finishes(&job.id);
        act.commit(None).await?;
        Ok(())
    }
}
