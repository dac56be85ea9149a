//! Wrapping every data key anew in the current epoch, a few hundred at a time: it can be stopped and goes on where it was.
//! And remembering for which epoch a recovery sheet was tried out.

use crate::database::{Row, values};
use crate::error::Result;
use crate::keys::{self, epoch_of};
use crate::statements::statements;
use casework::moment::Moment;
use std::collections::BTreeMap;

statements! {
    // A draft's files are wrapped by the cookie of who types; they go to a case or are swept within weeks.
    KEYS_AFTER = "SELECT k.owner_kind, k.owner_id, k.class, k.wrapped FROM wrapped_keys k
        WHERE k.wrapped IS NOT NULL AND (k.owner_kind, k.owner_id, k.class) > ($1, $2, $3)
        AND NOT EXISTS (SELECT 1 FROM files f WHERE k.owner_kind = 'file' AND f.id = k.owner_id AND f.owner_kind = 'draft')
        ORDER BY k.owner_kind, k.owner_id, k.class LIMIT 500";
    // Only what was read is replaced: a key that was erased meanwhile stays erased.
    KEY_REWRAP = "UPDATE wrapped_keys SET wrapped = $5 WHERE owner_kind = $1 AND owner_id = $2 AND class = $3 AND wrapped = $4";
}

/// The setting that says for which epoch a recovery sheet was tried out, and when.
const TRIED: &str = "recovery sheet tried";

/// Where a walk over the keys is.
type Place = (String, String, String);

fn place(row: &Row) -> Result<Place> {
    Ok((row.get("owner_kind")?, row.get("owner_id")?, row.get("class")?))
}

impl crate::Store {
    /// Wraps in the current epoch what was wrapped in an older one; `told` hears of every few hundred how many were looked at.
    /// Gives how many were wrapped anew.
    ///
    /// # Errors
    /// When the database can't be written; when a key doesn't open. What was done stays done.
    pub async fn rewrap(&self, mut told: impl FnMut(u64)) -> Result<u64> {
        let wrap = &self.keys.wrap;
        let (mut looked_at, mut anew) = (0, 0);
        let mut after = Place::default();
        loop {
            let rows = self
                .database
                .rows(&KEYS_AFTER, values![after.0, after.1, after.2])
                .await?;
            let Some(last) = rows.last() else { return Ok(anew) };
            after = place(last)?;
            looked_at += rows.len() as u64;
            let mut transaction = self.database.begin().await?;
            for row in &rows {
                let wrapped: Vec<u8> = row.get("wrapped")?;
                if epoch_of(&wrapped) == wrap.current() {
                    continue;
                }
                let (kind, id, class) = place(row)?;
                let key = keys::unwrap(wrap, &wrapped, &kind, &id, &class)?;
                let new = keys::wrap(wrap, &key, &kind, &id, &class)?;
                anew += transaction
                    .execute(&KEY_REWRAP, values![kind, id, class, wrapped, new])
                    .await?;
            }
            transaction.commit().await?;
            told(looked_at);
        }
    }

    /// Somebody opened a recovery sheet, and it holds the master key as it is now.
    pub async fn recovery_tried(&self, now: Moment) -> Result<()> {
        let value = format!("{} {}", self.keys.wrap.current(), now.0);
        self.setting_set(TRIED, &value, now).await
    }

    /// When a recovery sheet of the current epoch was last tried out; `None` when none ever was.
    pub async fn recovery_was_tried(&self) -> Result<Option<Moment>> {
        let kept = self.setting(TRIED).await?;
        let kept = kept.as_deref().and_then(|value| value.split_once(' '));
        Ok(kept
            .filter(|(epoch, _)| epoch.parse() == Ok(self.keys.wrap.current()))
            .and_then(|(_, at)| at.parse().ok())
            .map(Moment))
    }

    /// How many data keys are wrapped in each epoch.
    pub async fn keys_by_epoch(&self) -> Result<BTreeMap<u32, u64>> {
        let mut counted = BTreeMap::new();
        let mut after = Place::default();
        loop {
            let rows = self
                .database
                .rows(&KEYS_AFTER, values![after.0, after.1, after.2])
                .await?;
            let Some(last) = rows.last() else {
                return Ok(counted);
            };
            after = place(last)?;
            for row in &rows {
                let wrapped: Vec<u8> = row.get("wrapped")?;
                *counted.entry(epoch_of(&wrapped)).or_insert(0) += 1;
            }
        }
    }
}
