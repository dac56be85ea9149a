//! What board member, supervisor and management find in their inbox: a pointer to an event, and when they saw it.

use crate::commit::{AggregateKey, AggregateKind};
use crate::database::{Row, Transaction, values};
use crate::error::{Error, Result};
use crate::keys::random;
use crate::statements::statements;
use casework::ids::{ContentId, PersonId};
use casework::moment::Moment;

/// Something that a person must hear of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewInboxItem {
    /// Who.
    pub person: PersonId,
    /// Of which aggregate.
    pub about: AggregateKey,
    /// Of which event in it.
    pub sequence: u64,
    /// What it is, as a code (`complaint`, `answer`, …).
    pub what: String,
    /// Since when.
    pub at: Moment,
}

/// Something in an inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxItem {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub item: NewInboxItem,
    /// When it was seen.
    pub seen_at: Option<Moment>,
}

statements! {
    INBOX_INSERT = "INSERT INTO inbox (id, person, kind, about, sequence, what, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (person, kind, about, sequence, what) DO NOTHING";
    INBOX_UNREAD = "SELECT id, person, kind, about, sequence, what, at, seen_at FROM inbox
        WHERE person = $1 AND seen_at IS NULL ORDER BY at, id LIMIT $2";
    INBOX_NEWEST_UNREAD = "SELECT id, person, kind, about, sequence, what, at, seen_at FROM inbox
        WHERE person = $1 AND seen_at IS NULL ORDER BY at DESC, id LIMIT $2";
    INBOX_RECENT = "SELECT id, person, kind, about, sequence, what, at, seen_at FROM inbox
        WHERE person = $1 AND at >= $2 ORDER BY at DESC, id LIMIT $3";
    INBOX_COUNT = "SELECT COUNT(*) AS total FROM inbox WHERE person = $1 AND seen_at IS NULL";
    INBOX_SEEN = "UPDATE inbox SET seen_at = $4 WHERE person = $1 AND kind = $2 AND about = $3 AND seen_at IS NULL";
}

impl NewInboxItem {
    pub(crate) async fn insert_all(transaction: &mut Transaction<'_>, items: &[NewInboxItem]) -> Result<()> {
        let mut rows = Vec::with_capacity(items.len());
        for item in items {
            let id = ContentId::from_random(random()?);
            let kind = item.about.kind.code().to_owned();
            rows.push(values![
                id,
                item.person,
                kind,
                item.about.id,
                item.sequence,
                item.what,
                item.at
            ]);
        }
        transaction.insert_all(&INBOX_INSERT, rows).await?;
        Ok(())
    }
}

fn read(row: &Row) -> Result<InboxItem> {
    let id: String = row.get("id")?;
    let kind = AggregateKind::from_code(&row.get::<String>("kind")?)
        .ok_or_else(|| Error::corrupt("inbox", id.clone(), "has an unknown kind"))?;
    Ok(InboxItem {
        id,
        item: NewInboxItem {
            person: row.get("person")?,
            about: AggregateKey::new(kind, row.get::<String>("about")?),
            sequence: row.get("sequence")?,
            what: row.get("what")?,
            at: row.get("at")?,
        },
        seen_at: row.get("seen_at")?,
    })
}

impl crate::Store {
    /// What a person hasn't seen yet, oldest first. The caller leaves out what they may not see any more.
    pub async fn inbox_unread(&self, person: &PersonId, limit: u32) -> Result<Vec<InboxItem>> {
        self.database
            .rows(&INBOX_UNREAD, values![person, limit])
            .await?
            .iter()
            .map(read)
            .collect()
    }

    /// What a person hasn't seen yet, newest first, for a list that is cut off.
    pub async fn inbox_newest_unread(&self, person: &PersonId, limit: u32) -> Result<Vec<InboxItem>> {
        self.database
            .rows(&INBOX_NEWEST_UNREAD, values![person, limit])
            .await?
            .iter()
            .map(read)
            .collect()
    }

    /// What came since a moment, seen or not, newest first.
    pub async fn inbox_since(&self, person: &PersonId, since: Moment, limit: u32) -> Result<Vec<InboxItem>> {
        self.database
            .rows(&INBOX_RECENT, values![person, since, limit])
            .await?
            .iter()
            .map(read)
            .collect()
    }

    /// How much a person hasn't seen yet.
    pub async fn inbox_count(&self, person: &PersonId) -> Result<u64> {
        self.database
            .row(&INBOX_COUNT, values![person])
            .await?
            .map_or(Ok(0), |row| row.get("total"))
    }

    /// The person saw all there is about an aggregate.
    pub async fn inbox_mark_seen(&self, person: &PersonId, about: &AggregateKey, now: Moment) -> Result<u64> {
        self.database
            .execute(
                &INBOX_SEEN,
                values![person, about.kind.code().to_owned(), about.id, now],
            )
            .await
    }
}
