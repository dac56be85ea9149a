//! Letting time pass: step to the earliest thing due, run until quiet, repeat. Worker, demo and simulation all use it.

use crate::{Actor, Desk, DeskError};
use casework::case::deadline;
use casework::ids::CaseId;
use casework::moment::Moment;
use std::collections::BTreeSet;
use storage::{AggregateKind, Job};

/// A job is leased for so long; after that another worker may take it.
const LEASE_MILLIS: i64 = 5 * 60_000;
/// Of several nodes one records what was missed. When it stops, another takes over after so long.
const SWEEP_MILLIS: i64 = 60_000;
/// The lease of it.
const SWEEP: &str = "sweep";
/// At most so many jobs or cases in one turn.
const TURN: u32 = 100;
/// The waits after failed attempts, in minutes; the last one repeats.
const WAITS: [i64; 6] = [1, 5, 15, 60, 240, 720];
/// The longest that a run may go on, in turns; beyond it something keeps making work.
const TURNS_AT_MOST: u32 = 100_000;

impl Desk {
    /// Lets everything happen that is due until `until`. With the demo's clock the time moves along and ends there.
    ///
    /// # Errors
    /// When the store fails. A job that fails is tried again later and doesn't stop the others.
    pub async fn run_until(&self, until: Moment) -> Result<(), DeskError> {
        self.catch_up().await?;
        for _ in 0..TURNS_AT_MOST {
            let next_job = self.store.next_job_at().await?;
            let next_due = self.store.next_due_at().await?;
            let Some(next) = next_job
                .into_iter()
                .chain(next_due)
                .min()
                .filter(|next| *next <= until)
            else {
                break;
            };
            self.clock.advance(next.min(until));
            let now = self.clock.now();
            // A lapse comes first: what was due at this instant was missed before anything is done about it now.
            let busy = self.sweep(now).await? | self.work(now).await?;
            if !busy {
                break;
            }
        }
        self.clock.advance(until);
        self.store.heartbeat("sweep", self.clock.now()).await?;
        Ok(())
    }

    /// This node stops: another one may go on with what only one does.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn stand_down(&self) -> Result<(), DeskError> {
        Ok(self.store.lease_give_back(SWEEP).await?)
    }

    /// The next instant at which something will happen by itself.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn next_at(&self) -> Result<Option<Moment>, DeskError> {
        let next_job = self.store.next_job_at().await?;
        let next_due = self.store.next_due_at().await?;
        Ok(next_job.into_iter().chain(next_due).min())
    }

    /// Records what fell due, most overdue first; one failure doesn't stop the rest.
    async fn sweep(&self, now: Moment) -> Result<bool, DeskError> {
        let due = self.store.due_before(now, TURN).await?;
        if due.is_empty() || !self.store.lease(SWEEP, now, SWEEP_MILLIS).await? {
            return Ok(false);
        }
        let owners: BTreeSet<(String, String)> = due
            .into_iter()
            .map(|row| (row.owner_kind, row.owner_id))
            .collect();
        let mut recorded = false;
        for (kind, id) in owners {
            let lapsed = match AggregateKind::from_code(&kind) {
                Some(AggregateKind::Case) => self.lapse(&CaseId(id)).await,
                Some(AggregateKind::PolicyVersion) => self.lapse_policy(&id).await,
                // Their own journals keep count of dates, but a case owes what was said to somebody.
                Some(AggregateKind::Measure | AggregateKind::Organisation) | None => continue,
            };
            match lapsed {
                Ok(()) => recorded = true,
                // A colleague was a second earlier: look again in the next turn.
                Err(DeskError::Conflict) => recorded = true,
                Err(error) => tracing::error!(%error, "a missed promise could not be recorded"),
            }
        }
        Ok(recorded)
    }

    /// Records what a case missed.
    async fn lapse(&self, id: &CaseId) -> Result<(), DeskError> {
        let mut act = self.act(Actor::Desk, id, None, None).await?;
        act.decide(|work| {
            deadline::lapse(work);
            Ok(())
        })?;
        act.commit(None).await?;
        Ok(())
    }

    async fn work(&self, now: Moment) -> Result<bool, DeskError> {
        let jobs = self.store.jobs_claim(now, LEASE_MILLIS, TURN).await?;
        let busy = !jobs.is_empty();
        for job in jobs {
            self.try_job(&job, now).await?;
        }
        Ok(busy)
    }

    async fn try_job(&self, job: &Job, now: Moment) -> Result<(), DeskError> {
        let began = self.clock.now();
        let outcome = self.carry_out(job).await;
        let good = matches!(
            outcome,
            Ok(()) | Err(DeskError::Repeated(_) | DeskError::NotFound)
        );
        self.tally.ran(&job.kind, good, self.clock.now().0 - began.0);
        match outcome {
            // Finished in its own transaction.
            Ok(()) => {}
            Err(DeskError::Repeated(_)) => {
                self.store.job_finish(&job.id, now).await?;
            }
            Err(DeskError::NotFound) => {
                tracing::warn!(job = job.kind, "a job points at what isn't there");
                self.store.job_finish(&job.id, now).await?;
            }
            Err(error) => {
                let turn = usize::try_from(job.attempts)
                    .unwrap_or(usize::MAX)
                    .saturating_sub(1);
                let wait = WAITS.get(turn).or(WAITS.last()).copied().unwrap_or(1);
                tracing::warn!(job = job.kind, attempt = job.attempts, %error, "a job will be tried again");
                self.store
                    .job_retry(&job.id, now.plus_minutes(wait), &error.to_string())
                    .await?;
            }
        }
        Ok(())
    }
}
