//! The append-only record: one hash chain per aggregate, the payload kept as the exact text that was hashed.

use crate::commit::{AggregateKey, AggregateKind, Append};
use crate::database::{Row, Transaction, values};
use crate::error::{CommitError, Error, Result};
use crate::keys::hex;
use crate::statements::statements;
use casework::ids::PersonId;
use casework::moment::Moment;
use sha2::{Digest, Sha256};

/// An event on its way into the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEvent {
    /// Which event, as a code.
    pub kind: String,
    /// The version of that event's format.
    pub version: u32,
    /// Its JSON, exactly as it is hashed and kept.
    pub payload: String,
    /// Who did it; none for the complainant and for the clock.
    pub actor: Option<PersonId>,
    /// When it was recorded.
    pub at: Moment,
}

/// An event as the journal holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalEntry {
    /// Its place in the aggregate's journal, from 1.
    pub sequence: u64,
    /// The event.
    pub event: StoredEvent,
    /// The hash of the one before; empty for the first.
    pub previous_hash: String,
    /// SHA-256 over all of the above and the aggregate's key, in hexadecimal digits.
    pub hash: String,
}

macro_rules! entry_columns {
    () => {
        "sequence, recorded_at, actor, event_kind, event_version, payload, previous_hash, hash"
    };
}

statements! {
    JOURNAL_HEAD = "SELECT sequence, hash FROM journal WHERE kind = $1 AND id = $2 ORDER BY sequence DESC LIMIT 1";
    JOURNAL_INSERT = concat!("INSERT INTO journal (kind, id, ", entry_columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
    JOURNAL_LOAD = concat!("SELECT ", entry_columns!(), " FROM journal WHERE kind = $1 AND id = $2 ORDER BY sequence");
    JOURNAL_IDS = "SELECT DISTINCT id FROM journal WHERE kind = $1 AND id > $2 ORDER BY id LIMIT $3";
}

/// The hash of an entry: every field with its length before it, so that no two entries frame alike.
pub(crate) fn chain_hash(
    aggregate: &AggregateKey,
    sequence: u64,
    event: &StoredEvent,
    previous: &str,
) -> String {
    let actor = event
        .actor
        .as_ref()
        .map_or(String::new(), |person| format!("+{person}"));
    let mut hash = Sha256::new();
    for field in [
        "gehoor journal 1",
        aggregate.kind.code(),
        &aggregate.id,
        &sequence.to_string(),
        &event.at.0.to_string(),
        &actor,
        &event.kind,
        &event.version.to_string(),
        &event.payload,
        previous,
    ] {
        hash.update((field.len() as u64).to_be_bytes());
        hash.update(field.as_bytes());
    }
    hex(&hash.finalize())
}

/// Appends when the aggregate is still at the expected sequence; gives its last sequence.
pub(crate) async fn append(
    transaction: &mut Transaction<'_>,
    append: &Append,
) -> std::result::Result<u64, CommitError> {
    let conflict = || CommitError::Conflict {
        aggregate: append.aggregate.clone(),
    };
    let kind = append.aggregate.kind.code().to_owned();
    if append.events.is_empty()
        && let Some(lock) = transaction.dialect().journal_lock()
    {
        // Without an event there is no key to be the first with.
        transaction.run(lock.to_owned()).await?;
    }
    let head = transaction
        .row(&JOURNAL_HEAD, values![kind, append.aggregate.id])
        .await?;
    let (mut sequence, mut previous) = match head {
        Some(row) => (row.get::<u64>("sequence")?, row.get::<String>("hash")?),
        None => (0, String::new()),
    };
    if sequence != append.expected_sequence {
        return Err(conflict());
    }
    let mut rows = Vec::with_capacity(append.events.len());
    for event in &append.events {
        sequence += 1;
        let hash = chain_hash(&append.aggregate, sequence, event, &previous);
        rows.push(values![
            kind,
            append.aggregate.id,
            sequence,
            event.at,
            event.actor,
            event.kind,
            event.version,
            event.payload,
            previous,
            hash
        ]);
        previous = hash;
    }
    // On a database with several writers the primary key is what decides who was first.
    transaction
        .insert_all(&JOURNAL_INSERT, rows)
        .await
        .map_err(|error| match error {
            Error::Taken(_) => conflict(),
            other => other.into(),
        })?;
    Ok(sequence)
}

pub(crate) fn read(row: &Row) -> Result<JournalEntry> {
    Ok(JournalEntry {
        sequence: row.get("sequence")?,
        event: StoredEvent {
            kind: row.get("event_kind")?,
            version: row.get("event_version")?,
            payload: row.get("payload")?,
            actor: row.get("actor")?,
            at: row.get("recorded_at")?,
        },
        previous_hash: row.get("previous_hash")?,
        hash: row.get("hash")?,
    })
}

impl crate::Store {
    /// All that happened to an aggregate, in order; empty when there is no such one.
    pub async fn load(&self, aggregate: &AggregateKey) -> Result<Vec<JournalEntry>> {
        let kind = aggregate.kind.code().to_owned();
        let rows = self
            .database
            .rows(&JOURNAL_LOAD, values![kind, aggregate.id])
            .await?;
        rows.iter().map(read).collect()
    }

    /// How many events an aggregate has; for keeping a folded state until there are more.
    pub async fn sequence_of(&self, aggregate: &AggregateKey) -> Result<u64> {
        let place = values![aggregate.kind.code().to_owned(), aggregate.id];
        self.database
            .row(&JOURNAL_HEAD, place)
            .await?
            .map_or(Ok(0), |row| row.get("sequence"))
    }

    /// Ids of aggregates of a kind, in order, after the one given; for walking over all of them.
    pub async fn aggregate_ids(
        &self,
        kind: AggregateKind,
        after: Option<&str>,
        limit: u32,
    ) -> Result<Vec<String>> {
        let after = after.unwrap_or_default().to_owned();
        let rows = self
            .database
            .rows(&JOURNAL_IDS, values![kind.code().to_owned(), after, limit])
            .await?;
        rows.iter().map(|row| row.get("id")).collect()
    }
}
