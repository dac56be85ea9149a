//! Work for later, kept in the same transaction as what asks for it; leased to one worker at a time.

use crate::database::{Row, Transaction, values};
use crate::dialect::skip_locked;
use crate::error::Result;
use crate::keys::random;
use crate::statements::{Statement, statements};
use casework::ids::ContentId;
use casework::moment::Moment;

/// A job's id.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct JobId(pub String);

/// A job to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewJob {
    /// What to do, as a code.
    pub kind: String,
    /// With what: JSON of ids and codes, never words.
    pub payload: String,
    /// Not before.
    pub run_at: Moment,
    /// A job with the same key is not made twice, not even when the first one is done (until it is swept).
    pub unique_key: Option<String>,
}

/// A job that this worker holds until the lease ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its id, for `Commit::jobs_done`.
    pub id: JobId,
    /// What to do.
    pub kind: String,
    /// With what.
    pub payload: String,
    /// When it should run.
    pub run_at: Moment,
    /// The how-manieth attempt this is.
    pub attempts: u32,
}

macro_rules! claim {
    ($dialect:ident) => {
        concat!(
            // MATERIALIZED: chosen once, and not again for each row that is looked at.
            "WITH due AS MATERIALIZED (
                SELECT id FROM jobs WHERE done_at IS NULL AND run_at <= $1 AND (locked_until IS NULL OR locked_until <= $1)
                ORDER BY run_at, id LIMIT $3",
            skip_locked!($dialect),
            ") UPDATE jobs SET locked_until = $2, attempts = attempts + 1 WHERE id IN (SELECT id FROM due)
            RETURNING id, kind, payload, run_at, attempts"
        )
    };
}

/// Differs: only a database with several writers must step over rows that another worker is claiming.
pub(crate) const JOBS_CLAIM: Statement = Statement {
    name: "JOBS_CLAIM",
    sqlite: claim!(sqlite),
    postgres: claim!(postgres),
};

statements! {
    JOB_INSERT = "INSERT INTO jobs (id, kind, payload, run_at, attempts, unique_key) VALUES ($1, $2, $3, $4, 0, $5)
        ON CONFLICT (unique_key) DO NOTHING";
    JOB_DONE = "UPDATE jobs SET done_at = $2, locked_until = NULL WHERE id = $1 AND done_at IS NULL";
    JOB_RETRY = "UPDATE jobs SET run_at = $2, locked_until = NULL, last_error = $3 WHERE id = $1 AND done_at IS NULL";
    JOB_NEXT = "SELECT MIN(run_at) AS next FROM jobs WHERE done_at IS NULL";
    JOBS_FAILING = "SELECT id, kind, payload, run_at, attempts FROM jobs WHERE done_at IS NULL AND last_error IS NOT NULL ORDER BY run_at, id LIMIT $1";
    JOBS_SWEEP = "DELETE FROM jobs WHERE done_at < $1";
}

impl NewJob {
    pub(crate) async fn insert_all(transaction: &mut Transaction<'_>, jobs: &[NewJob]) -> Result<()> {
        let mut rows = Vec::with_capacity(jobs.len());
        for job in jobs {
            let id = ContentId::from_random(random()?);
            rows.push(values![id, job.kind, job.payload, job.run_at, job.unique_key]);
        }
        transaction.insert_all(&JOB_INSERT, rows).await?;
        Ok(())
    }
}

/// Marks a job as done; false when it was already.
pub(crate) async fn done(transaction: &mut Transaction<'_>, job: &JobId, at: Moment) -> Result<bool> {
    Ok(transaction.execute(&JOB_DONE, values![job.0, at]).await? == 1)
}

fn read(row: &Row) -> Result<Job> {
    Ok(Job {
        id: JobId(row.get("id")?),
        kind: row.get("kind")?,
        payload: row.get("payload")?,
        run_at: row.get("run_at")?,
        attempts: row.get("attempts")?,
    })
}

impl crate::Store {
    /// Takes up to `limit` jobs that are due, earliest first, for `lease_millis`.
    pub async fn jobs_claim(&self, now: Moment, lease_millis: i64, limit: u32) -> Result<Vec<Job>> {
        let rows = self
            .database
            .write(&JOBS_CLAIM, values![now, now.plus_millis(lease_millis), limit])
            .await?;
        let mut jobs = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
        jobs.sort_by(|a, b| (a.run_at, &a.id.0).cmp(&(b.run_at, &b.id.0)));
        Ok(jobs)
    }

    /// It is done, and nothing else had to be written. (With events, put it in `Commit::jobs_done`.)
    pub async fn job_finish(&self, job: &JobId, now: Moment) -> Result<bool> {
        Ok(self.database.execute(&JOB_DONE, values![job.0, now]).await? == 1)
    }

    /// It failed and shall be tried again. The error must hold no words of people.
    pub async fn job_retry(&self, job: &JobId, at: Moment, error: &str) -> Result<()> {
        self.database
            .execute(&JOB_RETRY, values![job.0, at, error.to_owned()])
            .await?;
        Ok(())
    }

    /// When the next job is due.
    pub async fn next_job_at(&self) -> Result<Option<Moment>> {
        self.database
            .row(&JOB_NEXT, values![])
            .await?
            .map_or(Ok(None), |row| row.get("next"))
    }

    /// Jobs that failed at least once and still wait.
    pub async fn jobs_failing(&self, limit: u32) -> Result<Vec<Job>> {
        self.database
            .rows(&JOBS_FAILING, values![limit])
            .await?
            .iter()
            .map(read)
            .collect()
    }

    /// Forgets jobs done before. A unique key is forgotten with its job, so `before` must lie further back than
    /// anything that could ask for the same job again.
    pub async fn sweep_jobs(&self, before: Moment) -> Result<u64> {
        self.database.execute(&JOBS_SWEEP, values![before]).await
    }
}
