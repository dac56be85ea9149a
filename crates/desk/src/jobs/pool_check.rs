//! Noon of the first working day: if the handler hasn't opened the complaint, the pool is told. Also when something
//! was missed of which the policy says so.

use crate::jobs::nothing_to_do;
use crate::{Actor, Desk, DeskError};
use casework::case::{Case, assign};
use casework::ids::{CaseId, PersonId};
use casework::refusal::Refusal;
use casework::vocabulary::Role;
use storage::{AggregateKey, Job};

/// How many lines of the access log are looked through for a first reading.
const LOOK_BACK: u32 = 200;

impl Desk {
    /// Whether the pool may still be told: nobody of those who handle it opened it, and it waits for its answer.
    pub(crate) async fn waits_unopened(&self, case: &Case) -> Result<bool, DeskError> {
        let waits = case.answered_at().is_none() && case.way_out.is_none() && !case.is_closed();
        let told = !case.pool.is_empty() || !case.is_complaint();
        Ok(waits && !told && !self.was_opened(case).await?)
    }

    async fn was_opened(&self, case: &Case) -> Result<bool, DeskError> {
        let log = self
            .store
            .access_log_of(&AggregateKey::case(&case.id).to_string(), LOOK_BACK)
            .await?;
        let handles = |one: &PersonId| case.acts_for(one, case.handler.as_ref());
        Ok(log
            .iter()
            .any(|entry| entry.actor.as_ref().is_some_and(handles) && entry.outcome == "allowed"))
    }

    pub(crate) async fn pool_check(&self, job: &Job, id: &CaseId) -> Result<(), DeskError> {
        let mut act = self.act(Actor::Desk, id, None, None).await?;
        let case = act.case()?;
        let opened = self.was_opened(case).await?;
        let late = case.open_owed().any(|owed| {
            let rule = act.version.policy.rule(&owed.key);
            owed.missed_at.is_some() && rule.is_some_and(|rule| rule.told_when_missed.contains(&Role::Pool))
        });
        let waits = case.answered_at().is_none() && case.way_out.is_none() && !case.is_closed();
        if waits && (late || !opened) {
            let pool = act.organisation.takes_over(case);
            // Told already: nothing more to do here. With nobody left it is tried again until somebody is, or until
            // it is answered.
            nothing_to_do(
                act.decide(|work| assign::tell_pool(work, pool)),
                &[Refusal::AlreadyDone],
            )?;
        }
        act.finishes(&job.id);
        act.commit(None).await?;
        Ok(())
    }
}
