//! How commits are written: on SQLite one task takes those that wait together, on PostgreSQL each goes by itself.

use crate::commit::{self, Commit, Committed};
use crate::database::{ATTEMPTS, Database};
use crate::dialect::Dialect;
use crate::error::{CommitError, Error, Result};
use crate::keys::Keys;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

/// What a commit comes to.
pub(crate) type Answer = std::result::Result<Committed, CommitError>;

/// Takes commits. Each is carried out even when who asked for it stops waiting.
#[derive(Clone)]
pub(crate) enum Writer {
    /// One task with the one connection that writes.
    Together(mpsc::Sender<Request>),
    /// A transaction on a connection of its own for each.
    Apart(Database, Arc<Keys>),
}

/// A commit that waits for the one task.
pub(crate) struct Request {
    commit: Commit,
    answer: oneshot::Sender<Answer>,
}

/// At most so many commits share one transaction.
const BATCH: usize = 64;

/// How long a commit that lost against another one stays out of its way, longer each time.
const PAUSE: Duration = Duration::from_millis(40);

impl Writer {
    /// The right one for a database.
    pub fn start(database: &Database, keys: &Arc<Keys>) -> Writer {
        match database.dialect() {
            Dialect::Sqlite => {
                let (sender, requests) = mpsc::channel(256);
                tokio::spawn(write_all(database.clone(), keys.clone(), requests));
                Writer::Together(sender)
            }
            Dialect::Postgres => Writer::Apart(database.clone(), keys.clone()),
        }
    }

    /// Writes a commit; when this returns it is on the disk, or it isn't there at all.
    pub async fn write(&self, commit: Commit) -> Answer {
        let stopped = || Error::Unavailable("the writer has stopped".into());
        match self {
            Writer::Together(sender) => {
                let (answer, answered) = oneshot::channel();
                let request = Request { commit, answer };
                sender.send(request).await.map_err(|_| stopped())?;
                answered.await.map_err(|_| stopped())?
            }
            Writer::Apart(database, keys) => {
                let (database, keys) = (database.clone(), keys.clone());
                let written = tokio::spawn(async move { write_apart(&database, &keys, &commit).await });
                written.await.map_err(|_| stopped())?
            }
        }
    }
}

/// Takes what is waiting, writes each commit in a savepoint of its own, and answers after the COMMIT.
async fn write_all(database: Database, keys: Arc<Keys>, mut requests: mpsc::Receiver<Request>) {
    let mut batch = Vec::with_capacity(BATCH);
    while requests.recv_many(&mut batch, BATCH).await > 0 {
        let (commits, answers): (Vec<Commit>, Vec<_>) = batch
            .drain(..)
            .map(|request| (request.commit, request.answer))
            .unzip();
        let results = match write_batch(&database, &keys, &commits).await {
            Ok(results) => results,
            Err(error) => {
                tracing::error!(%error, "a transaction failed as a whole");
                let message = error.to_string();
                commits
                    .iter()
                    .map(|_| Err(Error::Unavailable(message.clone()).into()))
                    .collect()
            }
        };
        for (answer, result) in answers.into_iter().zip(results) {
            // Nobody waits any more: it is written all the same, and a repeat is answered from its key.
            let _ = answer.send(result);
        }
    }
}

async fn write_batch(database: &Database, keys: &Keys, commits: &[Commit]) -> Result<Vec<Answer>> {
    // One alone needs no savepoint: it is undone with the transaction.
    if let [only] = commits {
        return Ok(vec![write_one(database, keys, only).await]);
    }
    let mut transaction = database.begin().await?;
    let mut results = Vec::with_capacity(commits.len());
    for commit in commits {
        let mut savepoint = transaction.savepoint().await?;
        let result = commit::write(&mut savepoint, keys, commit).await;
        match &result {
            Ok(_) => savepoint.commit().await?,
            Err(_) => savepoint.rollback().await?,
        }
        results.push(result);
    }
    transaction.commit().await?;
    Ok(results)
}

async fn write_one(database: &Database, keys: &Keys, commit: &Commit) -> Answer {
    let mut transaction = database.begin().await?;
    let result = commit::write(&mut transaction, keys, commit).await;
    match &result {
        Ok(_) => transaction.commit().await?,
        Err(_) => transaction.rollback().await?,
    }
    result
}

/// Two transactions that wait for each other are rare (each appends to one aggregate first), and the database ends one of
/// them at once: that one is done again, from the beginning.
async fn write_apart(database: &Database, keys: &Keys, commit: &Commit) -> Answer {
    let mut left = ATTEMPTS;
    loop {
        left -= 1;
        match write_one(database, keys, commit).await {
            Err(CommitError::Storage(Error::Overtaken(why))) if left > 0 => {
                tracing::debug!(why, "a commit lost against another one and is done again");
                // At once it would only stand in the other's way again.
                tokio::time::sleep(PAUSE * (ATTEMPTS - left)).await;
            }
            ended => return ended,
        }
    }
}
