//! What a forgotten case leaves behind is nothing: finding the cases whose time came, taking the rest away, and proving it.

use crate::commit::{AggregateKey, AggregateKind};
use crate::database::{Transaction, values};
use crate::drafts::DraftKey;
use crate::error::Result;
use crate::journal::JournalEntry;
use crate::owner::Class;
use crate::sessions::{SESSIONS_DELETE, SessionKind};
use crate::statements::statements;
use crate::verify::{Checked, wrong};
use casework::ids::CaseId;
use casework::moment::Moment;
use std::collections::{BTreeMap, BTreeSet};

/// The setting that says: a backup was put back, and keys were destroyed again without an event that says so.
pub(crate) const ERASED_AGAIN: &str = "erased again";

statements! {
    CASES_ENDED = "SELECT id FROM cases WHERE policy_version = $1 AND closed_at <= $2
        AND ',' || forgotten || ',' NOT LIKE '%,' || $3 || ',%' AND id > $4 ORDER BY id LIMIT $5";
    CASES_SOONER = "SELECT DISTINCT owner_id AS id FROM wrapped_keys
        WHERE owner_kind = 'case' AND class IN ('respondent', 'special') AND erased_at IS NULL AND owner_id > $1
        ORDER BY owner_id LIMIT $2";
    RECEIPTS_FORGET = "DELETE FROM receipts WHERE case_id = $1";
    CASES_ERASED_AGAIN = "SELECT k.owner_id AS id, k.class FROM wrapped_keys k JOIN cases c ON c.id = k.owner_id
        WHERE k.owner_kind = 'case' AND k.erased_at IS NOT NULL
        AND ',' || c.forgotten || ',' NOT LIKE '%,' || k.class || ',%' ORDER BY k.owner_id, k.class";
    SETTING_FORGET = "DELETE FROM settings WHERE key = $1";
    DRAFT_REWRITE = "UPDATE drafts SET body = $2 WHERE id = $1";
    KEY_STATE = "SELECT wrapped, erased_at FROM wrapped_keys WHERE owner_kind = 'case' AND owner_id = $1 AND class = $2";
    CONTENT_LEFT = "SELECT id FROM contents WHERE owner_kind = 'case' AND owner_id = $1 AND class = $2 AND sealed IS NOT NULL
        ORDER BY id LIMIT 1";
    FILE_LEFT = "SELECT f.id FROM files f WHERE f.owner_kind = 'case' AND f.owner_id = $1 AND f.attached = 1
        AND (f.meta IS NOT NULL
            OR EXISTS (SELECT 1 FROM file_chunks c WHERE c.file_id = f.id)
            OR EXISTS (SELECT 1 FROM wrapped_keys k WHERE k.owner_kind = 'file' AND k.owner_id = f.id AND k.wrapped IS NOT NULL))
        ORDER BY f.id LIMIT 1";
    FILE_LEFT_OF_ONE = "SELECT f.id FROM files f WHERE f.id = $1
        AND (f.meta IS NOT NULL
            OR EXISTS (SELECT 1 FROM file_chunks c WHERE c.file_id = f.id)
            OR EXISTS (SELECT 1 FROM wrapped_keys k WHERE k.owner_kind = 'file' AND k.owner_id = f.id AND k.wrapped IS NOT NULL))";
    RECEIPT_LEFT = "SELECT case_id FROM receipts WHERE case_id = $1 LIMIT 1";
    CASE_KEYS_ERASED = "SELECT owner_id, class FROM wrapped_keys WHERE owner_kind = 'case' AND erased_at IS NOT NULL
        ORDER BY owner_id, class";
}

/// The codes by which a case was opened go, and with them whoever is in by one.
pub(crate) async fn forget_receipts(transaction: &mut Transaction<'_>, case: &CaseId) -> Result<()> {
    transaction.execute(&RECEIPTS_FORGET, values![case]).await?;
    let whose = values![SessionKind::Complainant.code().to_owned(), case];
    transaction.execute(&SESSIONS_DELETE, whose).await?;
    Ok(())
}

/// What events of a case say is forgotten, with the sequence of that event.
#[derive(Default)]
pub(crate) struct Said {
    /// Classes.
    pub classes: BTreeMap<String, u64>,
    /// Files that went without the others.
    pub files: BTreeMap<String, u64>,
}

/// Reads them in the events.
pub(crate) fn said_forgotten(entries: &[JournalEntry]) -> Said {
    let mut said = Said::default();
    for entry in entries {
        // What isn't JSON is named elsewhere.
        let payload: serde_json::Value = serde_json::from_str(&entry.event.payload).unwrap_or_default();
        let text = |field: &str| payload.get(field).and_then(serde_json::Value::as_str);
        if text("kind") == Some("forgotten")
            && let Some(class) = text("class")
        {
            said.classes.entry(class.to_owned()).or_insert(entry.sequence);
            let files = payload.get("files").and_then(serde_json::Value::as_array);
            for file in files.into_iter().flatten().filter_map(serde_json::Value::as_str) {
                said.files.entry(file.to_owned()).or_insert(entry.sequence);
            }
        }
    }
    said
}

impl crate::Store {
    /// Cases under a policy version of which nothing was owed any more at a moment and a class isn't forgotten yet.
    pub async fn cases_ended(
        &self,
        policy_version: u32,
        by: Moment,
        class: &str,
        after: Option<&CaseId>,
        limit: u32,
    ) -> Result<Vec<CaseId>> {
        let after = after.map_or(String::new(), |id| id.0.clone());
        let asked = values![policy_version, by, class.to_owned(), after, limit];
        let rows = self.database.rows(&CASES_ENDED, asked).await?;
        rows.iter().map(|row| row.get("id")).collect()
    }

    /// Cases with something that may go sooner than the rest; those after the one given.
    pub async fn cases_sooner(&self, after: Option<&CaseId>, limit: u32) -> Result<Vec<CaseId>> {
        let after = after.map_or(String::new(), |id| id.0.clone());
        let rows = self.database.rows(&CASES_SOONER, values![after, limit]).await?;
        rows.iter().map(|row| row.get("id")).collect()
    }

    /// Cases with a class whose key was destroyed again when a backup was put back; none when that was noted since.
    pub async fn erased_again(&self) -> Result<Vec<(CaseId, String)>> {
        if self.setting(ERASED_AGAIN).await?.is_none() {
            return Ok(Vec::new());
        }
        let rows = self.database.rows(&CASES_ERASED_AGAIN, values![]).await?;
        rows.iter()
            .map(|row| Ok((row.get("id")?, row.get("class")?)))
            .collect()
    }

    /// All of it was noted.
    pub async fn erased_again_noted(&self) -> Result<()> {
        self.database
            .execute(&SETTING_FORGET, values![ERASED_AGAIN.to_owned()])
            .await?;
        Ok(())
    }

    /// Changes what stands in a draft, without making it younger.
    pub async fn draft_rewrite(&self, key: &DraftKey, body: &str) -> Result<()> {
        let row = values![key.id()?, crate::drafts::seal_body(key, body)?];
        self.database.execute(&DRAFT_REWRITE, row).await?;
        Ok(())
    }

    /// Nothing readable remains of what the events of a case say is forgotten; the first that does is named.
    pub(crate) async fn verify_forgotten(&self, aggregate: &AggregateKey, said: &Said) -> Checked<()> {
        let case = &aggregate.id;
        for (file, at) in &said.files {
            if self
                .database
                .row(&FILE_LEFT_OF_ONE, values![file])
                .await?
                .is_some()
            {
                return Err(wrong(
                    "files",
                    file,
                    Some(*at),
                    "is forgotten, but something of it is there",
                ));
            }
        }
        for (class, at) in &said.classes {
            let at = Some(*at);
            let place = format!("{aggregate} {class}");
            let asked = values![case, class];
            let Some(key) = self.database.row(&KEY_STATE, asked.clone()).await? else {
                return Err(wrong(
                    "wrapped_keys",
                    &place,
                    at,
                    "is forgotten, but a new key could take its place",
                ));
            };
            let destroyed = key.get::<Option<Vec<u8>>>("wrapped")?.is_none()
                && key.get::<Option<Moment>>("erased_at")?.is_some();
            if !destroyed {
                return Err(wrong(
                    "wrapped_keys",
                    &place,
                    at,
                    "is forgotten, but its key is there",
                ));
            }
            if let Some(row) = self.database.row(&CONTENT_LEFT, asked).await? {
                let id: String = row.get("id")?;
                return Err(wrong(
                    "contents",
                    &id,
                    at,
                    "is forgotten, but its bytes are there",
                ));
            }
            if class == Class::Files.code()
                && let Some(row) = self.database.row(&FILE_LEFT, values![case]).await?
            {
                let id: String = row.get("id")?;
                return Err(wrong(
                    "files",
                    &id,
                    at,
                    "is forgotten, but something of it is there",
                ));
            }
            if class == Class::Words.code()
                && self.database.row(&RECEIPT_LEFT, values![case]).await?.is_some()
            {
                return Err(wrong(
                    "receipts",
                    case,
                    at,
                    "is forgotten, but a code still opens it",
                ));
            }
        }
        Ok(())
    }

    /// The opposite: no key of a case was destroyed without an event. `said`: what the events of all cases say.
    pub(crate) async fn verify_said(&self, said: &BTreeSet<(String, String)>) -> Checked<()> {
        if self.setting(ERASED_AGAIN).await?.is_some() {
            // A backup was put back; the desk notes it when it opens.
            return Ok(());
        }
        for row in self.database.rows(&CASE_KEYS_ERASED, values![]).await? {
            let (id, class): (String, String) = (row.get("owner_id")?, row.get("class")?);
            if said.contains(&(id.clone(), class.clone())) {
                continue;
            }
            // Perhaps it was forgotten while we were reading.
            let aggregate = AggregateKey::new(AggregateKind::Case, id);
            if !said_forgotten(&self.load(&aggregate).await?)
                .classes
                .contains_key(&class)
            {
                let place = format!("{aggregate} {class}");
                return Err(wrong(
                    "wrapped_keys",
                    &place,
                    None,
                    "was destroyed, and no event says so",
                ));
            }
        }
        Ok(())
    }
}
