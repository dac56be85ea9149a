//! Checks all that is kept against the journal, and names the first thing that is wrong.

use crate::commit::{AggregateKey, AggregateKind};
use crate::compare::{Pointers, difference};
use crate::contents::CONTENT_FIND;
use crate::database::values;
use crate::error::{Error, Result};
use crate::forgetting::said_forgotten;
use crate::journal::{JournalEntry, chain_hash};
use crate::keys::Key;
use crate::rows::Rows;
use crate::statements::statements;
use casework::ids::ContentId;
use std::collections::{BTreeSet, HashMap};
use std::fmt;

/// What was looked at, when nothing is wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Aggregates replayed.
    pub aggregates: u64,
    /// Events whose hash was computed again.
    pub events: u64,
    /// Words opened and compared with their digest.
    pub contents: u64,
    /// Files read to the end.
    pub files: u64,
    /// Words and files that were erased, as they should be.
    pub erased: u64,
}

/// The first thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstWrong {
    /// In which table.
    pub table: String,
    /// Which row, or which aggregate.
    pub id: String,
    /// At which event, when it is about one.
    pub sequence: Option<u64>,
    /// What is wrong with it.
    pub what: String,
}

/// Why verification didn't end well.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// Something kept isn't what was put there.
    #[error("{0}")]
    Wrong(FirstWrong),
    /// It couldn't be looked at.
    #[error(transparent)]
    Storage(Error),
}

impl fmt::Display for FirstWrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.table, self.id)?;
        if let Some(sequence) = self.sequence {
            write!(f, ", event {sequence}")?;
        }
        write!(f, ": {}", self.what)
    }
}

impl From<Error> for VerifyError {
    fn from(error: Error) -> VerifyError {
        match error {
            Error::Corrupt { table, row, what } => wrong(&table, &row, None, &what),
            other => VerifyError::Storage(other),
        }
    }
}

pub(crate) fn wrong(table: &str, id: &str, sequence: Option<u64>, what: &str) -> VerifyError {
    VerifyError::Wrong(FirstWrong {
        table: table.into(),
        id: id.into(),
        sequence,
        what: what.into(),
    })
}

pub(crate) type Checked<T> = std::result::Result<T, VerifyError>;

statements! {
    CONTENT_IDS = "SELECT id FROM contents ORDER BY id";
    JOBS_OPEN = "SELECT payload FROM jobs WHERE done_at IS NULL";
    FILE_IDS = "SELECT id FROM files WHERE attached = 1 ORDER BY id";
    FILE_PLACE = "SELECT owner_kind, owner_id FROM files WHERE id = $1";
    ACCESS_REASONS = "SELECT reason FROM access_log WHERE reason IS NOT NULL";
    CASES_ALONE = "SELECT id FROM cases WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.kind = 'case' AND j.id = cases.id) LIMIT 1";
    MEASURES_ALONE = "SELECT id FROM measures WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.kind = 'measure' AND j.id = measures.id) LIMIT 1";
    POLICIES_ALONE = "SELECT id FROM policy_versions WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.kind = 'policy_version' AND j.id = policy_versions.id) LIMIT 1";
    OWED_ALONE = "SELECT owner_id AS id FROM owed WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.kind = owed.owner_kind AND j.id = owed.owner_id) LIMIT 1";
    RECEIPTS_ALONE = "SELECT case_id AS id FROM receipts WHERE NOT EXISTS (SELECT 1 FROM cases c WHERE c.id = receipts.case_id) LIMIT 1";
    POLICY_HASHES = "SELECT id, hash FROM policy_versions ORDER BY id";
}

/// The chain: no gap, each hash right, each built on the one before.
fn check_chain(aggregate: &AggregateKey, entries: &[JournalEntry]) -> Checked<()> {
    let mut previous = "";
    for (entry, expected) in entries.iter().zip(1_u64..) {
        let bad = |what: &str| wrong("journal", &aggregate.to_string(), Some(expected), what);
        if entry.sequence != expected {
            return Err(bad("is missing"));
        }
        if entry.previous_hash != previous {
            return Err(bad("doesn't follow the event before it"));
        }
        if entry.hash != chain_hash(aggregate, entry.sequence, &entry.event, &entry.previous_hash) {
            return Err(bad("was changed: its hash is another"));
        }
        previous = &entry.hash;
    }
    Ok(())
}

/// What goes along from aggregate to aggregate.
#[derive(Default)]
struct Walk {
    report: Report,
    keys: HashMap<(String, String, String), Option<Key>>,
    seen: BTreeSet<ContentId>,
    /// Cases and the classes that their events say are forgotten.
    forgotten: BTreeSet<(String, String)>,
}

impl crate::Store {
    /// Replays everything: chains, rows against what `project` makes of the journal, words and files against their
    /// pointers, policies against their hash, and nothing that belongs to nothing. `project` gives `None` for an
    /// aggregate that keeps no rows, and a message when the events can't be folded.
    pub async fn verify<P>(&self, project: P) -> Checked<Report>
    where
        P: Fn(&AggregateKey, &[JournalEntry]) -> std::result::Result<Option<Rows>, String>,
    {
        self.database.check_file().await?;
        // Listed before the walk: what is written meanwhile comes with its events and can't be mistaken for an orphan.
        let contents = self.ids(&CONTENT_IDS).await?;
        let files = self.ids(&FILE_IDS).await?;
        let mut walk = Walk::default();
        // Words that a job will put into a journal of their own. Read after the contents and before the walk: what is
        // done by then stands in that journal.
        walk.seen.extend(self.awaited().await?);
        for kind in [
            AggregateKind::Organisation,
            AggregateKind::PolicyVersion,
            AggregateKind::Measure,
            AggregateKind::Case,
        ] {
            let mut after = None;
            loop {
                let ids = self.aggregate_ids(kind, after.as_deref(), 500).await?;
                for id in &ids {
                    self.verify_aggregate(&AggregateKey::new(kind, id), &project, &mut walk)
                        .await?;
                }
                match ids.into_iter().next_back() {
                    Some(last) => after = Some(last),
                    None => break,
                }
            }
        }
        self.verify_orphans(contents, files, &walk).await?;
        self.verify_policies().await?;
        if let Some(sum) = self.wrong_sum().await? {
            return Err(wrong("sums", &sum, None, "isn't what the rows add up to"));
        }
        self.verify_said(&walk.forgotten).await?;
        Ok(walk.report)
    }

    async fn verify_aggregate<P>(&self, aggregate: &AggregateKey, project: &P, walk: &mut Walk) -> Checked<()>
    where
        P: Fn(&AggregateKey, &[JournalEntry]) -> std::result::Result<Option<Rows>, String>,
    {
        let mut entries = self.load(aggregate).await?;
        loop {
            check_chain(aggregate, &entries)?;
            let last = entries.len() as u64;
            let expected = project(aggregate, &entries)
                .map_err(|message| wrong("journal", &aggregate.to_string(), Some(last), &message))?;
            let Some(expected) = expected.map(Rows::sorted) else {
                break;
            };
            let found = self.rows_of(aggregate).await?;
            // Somebody appended between the two readings: look again.
            let again = self.load(aggregate).await?;
            if again.len() != entries.len() {
                entries = again;
                continue;
            }
            let Some(found) = found else {
                return Err(wrong("rows", &aggregate.to_string(), Some(last), "are missing"));
            };
            if let Some((table, id)) = difference(&expected, &found) {
                return Err(wrong(table, &id, Some(last), "isn't what the journal says"));
            }
            break;
        }
        if aggregate.kind == AggregateKind::Case {
            let said = said_forgotten(&entries);
            self.verify_forgotten(aggregate, &said).await?;
            let classes = said.classes.into_keys();
            walk.forgotten
                .extend(classes.map(|class| (aggregate.id.clone(), class)));
        }
        for entry in &entries {
            self.verify_pointers(aggregate, entry, walk).await?;
        }
        walk.report.aggregates += 1;
        walk.report.events += entries.len() as u64;
        Ok(())
    }

    async fn verify_pointers(
        &self,
        aggregate: &AggregateKey,
        entry: &JournalEntry,
        walk: &mut Walk,
    ) -> Checked<()> {
        let at = Some(entry.sequence);
        let payload: serde_json::Value = serde_json::from_str(&entry.event.payload).map_err(|error| {
            wrong(
                "journal",
                &aggregate.to_string(),
                at,
                &format!("isn't JSON: {error}"),
            )
        })?;
        let mut pointers = Pointers::default();
        pointers.collect(&payload);
        for (id, digest) in pointers.contents {
            let Some(row) = self.database.row(&CONTENT_FIND, values![id]).await? else {
                return Err(wrong(
                    "contents",
                    id.as_str(),
                    at,
                    &format!("is missing, and {aggregate} points at it"),
                ));
            };
            match self.open_row(&row, &mut walk.keys).await? {
                None => walk.report.erased += 1,
                Some(opened) if opened.digest == digest => walk.report.contents += 1,
                Some(_) => {
                    let what = format!("isn't what {aggregate} points at: its digest is another");
                    return Err(wrong("contents", id.as_str(), at, &what));
                }
            }
            walk.seen.insert(id);
        }
        for (id, size) in pointers.files {
            self.verify_file(aggregate, at, &id, size, walk).await?;
            walk.seen.insert(id);
        }
        Ok(())
    }

    async fn verify_file(
        &self,
        aggregate: &AggregateKey,
        at: Option<u64>,
        id: &ContentId,
        size: u64,
        walk: &mut Walk,
    ) -> Checked<()> {
        let bad = |what: &str| wrong("files", id.as_str(), at, what);
        let Some(place) = self.database.row(&FILE_PLACE, values![id]).await? else {
            return Err(bad(&format!("is missing, and {aggregate} points at it")));
        };
        if self.file_key(id, &self.keys.wrap).await?.is_none() {
            walk.report.erased += 1;
            return Ok(());
        }
        let (kind, owner): (String, String) = (place.get("owner_kind")?, place.get("owner_id")?);
        let Some(mut file) = self.open_file(&kind, &owner, id, &self.keys.wrap).await? else {
            return Err(bad("has a key but can't be opened"));
        };
        let mut length = 0;
        while let Some(chunk) = file.next_chunk().await? {
            length += chunk.len() as u64;
        }
        if length != size || file.meta.size != size {
            return Err(bad("hasn't the size that its event says"));
        }
        walk.report.files += 1;
        Ok(())
    }

    async fn verify_orphans(
        &self,
        contents: Vec<ContentId>,
        files: Vec<ContentId>,
        walk: &Walk,
    ) -> Checked<()> {
        let mut reasons = BTreeSet::new();
        for row in self.database.rows(&ACCESS_REASONS, values![]).await? {
            reasons.insert(row.get::<ContentId>("reason")?);
        }
        for (table, ids) in [("contents", contents), ("files", files)] {
            if let Some(id) = ids
                .iter()
                .find(|id| !walk.seen.contains(id) && !reasons.contains(id))
            {
                return Err(wrong(table, id.as_str(), None, "no event points at it"));
            }
        }
        for (table, statement) in [
            ("cases", &CASES_ALONE),
            ("measures", &MEASURES_ALONE),
            ("policy_versions", &POLICIES_ALONE),
            ("owed", &OWED_ALONE),
            ("receipts", &RECEIPTS_ALONE),
        ] {
            if let Some(row) = self.database.row(statement, values![]).await? {
                return Err(wrong(
                    table,
                    &row.get::<String>("id")?,
                    None,
                    "belongs to nothing in the journal",
                ));
            }
        }
        Ok(())
    }

    async fn verify_policies(&self) -> Checked<()> {
        for row in self.database.rows(&POLICY_HASHES, values![]).await? {
            if self.policy_bytes(&row.get::<String>("hash")?).await?.is_none() {
                return Err(wrong(
                    "policy_bytes",
                    &row.get::<String>("id")?,
                    None,
                    "the published text is missing",
                ));
            }
        }
        Ok(())
    }

    async fn awaited(&self) -> Result<Vec<ContentId>> {
        let mut pointers = Pointers::default();
        for row in self.database.rows(&JOBS_OPEN, values![]).await? {
            // A payload that isn't JSON points at nothing; carrying it out will say what is wrong with it.
            if let Ok(payload) = serde_json::from_str(&row.get::<String>("payload")?) {
                pointers.collect(&payload);
            }
        }
        Ok(pointers.contents.into_iter().map(|(id, _)| id).collect())
    }

    async fn ids(&self, statement: &crate::statements::Statement) -> Result<Vec<ContentId>> {
        self.database
            .rows(statement, values![])
            .await?
            .iter()
            .map(|row| row.get("id"))
            .collect()
    }
}
