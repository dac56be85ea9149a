//! The store: opening it, and the one task that writes commits.

use crate::commit::{self, Commit, Committed, IdempotencyKey};
use crate::database::{Database, values};
use crate::error::{CommitError, Error, Result};
use crate::keys::{Keys, MasterKey, random};
use crate::migrate;
use std::path::Path;
use tokio::sync::{mpsc, oneshot};

/// Everything that is kept. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(crate) database: Database,
    pub(crate) keys: std::sync::Arc<Keys>,
    writer: mpsc::Sender<Request>,
}

type Answer = std::result::Result<Committed, CommitError>;

struct Request {
    commit: Commit,
    answer: oneshot::Sender<Answer>,
}

/// At most so many commits share one transaction.
const BATCH: usize = 64;

/// A text that only the right master key opens, to find out at once when it is another one.
const KEY_CHECK: &str = "key check";

impl Store {
    /// Opens the data folder, made when it isn't there, and brings the database up to date.
    pub async fn open(folder: &Path, master: MasterKey) -> Result<Store> {
        Store::open_for(folder, master, true).await
    }

    /// As [`Store::open`], for data that is thrown away at the end (the demo): a power cut may take it along.
    pub async fn open_throw_away(folder: &Path, master: MasterKey) -> Result<Store> {
        Store::open_for(folder, master, false).await
    }

    async fn open_for(folder: &Path, master: MasterKey, lasting: bool) -> Result<Store> {
        make_private(folder)?;
        let database = Database::open(&folder.join("gehoor.db"), lasting).await?;
        migrate::run(&database, migrate::MIGRATIONS).await?;
        let keys = std::sync::Arc::new(Keys::derive(&master)?);
        let (writer, requests) = mpsc::channel(256);
        tokio::spawn(write_all(database.clone(), keys.clone(), requests));
        let store = Store {
            database,
            keys,
            writer,
        };
        store.check_key().await?;
        Ok(store)
    }

    /// Carries out a commit, wholly or not at all; when this returns, it is on the disk.
    /// It goes on even when the caller stops waiting.
    pub async fn commit(&self, commit: Commit) -> Answer {
        let stopped = || Error::Unavailable("the writer has stopped".into());
        let (answer, answered) = oneshot::channel();
        self.writer
            .send(Request { commit, answer })
            .await
            .map_err(|_| stopped())?;
        answered.await.map_err(|_| stopped())?
    }

    /// What a request was answered, when it was carried out before: `Some(None)` when it kept no reply.
    pub async fn reply_to(&self, key: &IdempotencyKey) -> Result<Option<Option<String>>> {
        let hash = commit::request_hash(&self.keys, key)?;
        match self.database.row(&commit::REPLY_FIND, values![hash]).await? {
            Some(row) => Ok(Some(commit::open_reply(&self.keys, &hash, row.get("reply")?)?)),
            None => Ok(None),
        }
    }

    /// Random bytes for ids and numbers; the only source of chance that `desk` has.
    pub fn random<const N: usize>(&self) -> Result<[u8; N]> {
        random()
    }

    /// Ends all connections; what was acknowledged is on the disk.
    pub async fn close(&self) {
        self.database.close().await;
    }

    async fn check_key(&self) -> Result<()> {
        let expected = self.keys.token.mac_hex(&[KEY_CHECK])?;
        match self.setting(KEY_CHECK).await? {
            None => {
                self.setting_set(KEY_CHECK, &expected, casework::moment::Moment(0))
                    .await
            }
            Some(kept) if kept == expected => Ok(()),
            Some(_) => Err(Error::Keys(
                "this isn't the master key that the database was made with".into(),
            )),
        }
    }
}

/// The one writer: takes what is waiting, writes each commit in a savepoint of its own, and answers after the COMMIT.
async fn write_all(database: Database, keys: std::sync::Arc<Keys>, mut requests: mpsc::Receiver<Request>) {
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
    let mut transaction = database.begin().await?;
    // One alone needs no savepoint: it is undone with the transaction.
    if let [only] = commits {
        let result = commit::write(&mut transaction, keys, only).await;
        match &result {
            Ok(_) => transaction.commit().await?,
            Err(_) => transaction.rollback().await?,
        }
        return Ok(vec![result]);
    }
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

/// Makes the data folder, for its owner only.
fn make_private(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(folder)
        .map_err(|error| Error::Unavailable(format!("{}: {error}", folder.display())))
}
