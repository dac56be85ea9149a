//! The one reminder of the question whether it is solved.

use crate::jobs::nothing_to_do;
use crate::{Actor, Desk, DeskError};
use casework::case::follow_up;
use casework::ids::CaseId;
use casework::refusal::Refusal;
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
        if !answered && !reopened && case.way_out.is_none() {
            // Reminded already, or what was asked isn't open any more: nothing to do.
            nothing_to_do(
                act.decide(follow_up::ask),
                &[Refusal::AlreadyDone, Refusal::TooEarly],
            )?;
        }
        act.finishes(&job.id);
        act.commit(None).await?;
        Ok(())
    }
}
