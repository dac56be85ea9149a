//! Who looked at what, and who was refused: apart from the journal, with a retention of its own.

use crate::database::{Row, Transaction, values};
use crate::error::Result;
use crate::keys::random;
use crate::statements::statements;
use casework::ids::{ContentId, PersonId};
use casework::moment::Moment;

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessEntry {
    /// When.
    pub at: Moment,
    /// Who; none for a complainant.
    pub actor: Option<PersonId>,
    /// What was done, as a code.
    pub action: String,
    /// With what: kind and id.
    pub object: String,
    /// `allowed`, `refused`, …
    pub outcome: String,
    /// The reason that was given, as sealed words.
    pub reason: Option<ContentId>,
}

/// How often somebody did something with an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessSum {
    /// Who.
    pub actor: PersonId,
    /// What, as a code.
    pub action: String,
    /// `allowed`, `refused`, …
    pub outcome: String,
    /// How often.
    pub times: u64,
    /// The first time.
    pub first_at: Moment,
    /// The last time.
    pub last_at: Moment,
}

statements! {
    ACCESS_INSERT = "INSERT INTO access_log (id, at, actor, action, object, outcome, reason) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    ACCESS_OF = "SELECT at, actor, action, object, outcome, reason FROM access_log WHERE object = $1 ORDER BY at DESC, id LIMIT $2";
    ACCESS_DONE = "SELECT at, actor, action, object, outcome, reason FROM access_log
        WHERE object = $1 AND action = $2 AND outcome = 'allowed' ORDER BY at, id";
    ACCESS_SUMMED = "SELECT actor, action, outcome, COUNT(*) AS times, MIN(at) AS first_at, MAX(at) AS last_at
        FROM access_log WHERE object = $1 AND actor IS NOT NULL
        GROUP BY actor, action, outcome ORDER BY MAX(at) DESC, actor, action, outcome";
    ACCESS_SINCE = "SELECT at FROM access_log WHERE object = $1 AND at >= $2 AND actor = $3 AND action = $4 AND outcome = 'allowed' LIMIT 1";
    ACCESS_ACTORS = "SELECT DISTINCT actor FROM access_log WHERE object = $1 AND outcome = 'allowed' AND actor IS NOT NULL";
    ACCESS_SWEEP = "DELETE FROM access_log WHERE at < $1";
}

impl AccessEntry {
    fn values(&self) -> Result<Vec<crate::database::Value>> {
        let id = ContentId::from_random(random()?);
        Ok(values![
            id,
            self.at,
            self.actor,
            self.action,
            self.object,
            self.outcome,
            self.reason
        ])
    }

    pub(crate) async fn insert(&self, transaction: &mut Transaction<'_>) -> Result<()> {
        transaction.execute(&ACCESS_INSERT, self.values()?).await?;
        Ok(())
    }
}

fn read(row: &Row) -> Result<AccessEntry> {
    Ok(AccessEntry {
        at: row.get("at")?,
        actor: row.get("actor")?,
        action: row.get("action")?,
        object: row.get("object")?,
        outcome: row.get("outcome")?,
        reason: row.get("reason")?,
    })
}

impl crate::Store {
    /// Logs a look or a refusal by itself; done before the bytes leave.
    pub async fn log_access(&self, entry: &AccessEntry) -> Result<()> {
        self.database.execute(&ACCESS_INSERT, entry.values()?).await?;
        Ok(())
    }

    /// Who did what with an object, newest first.
    pub async fn access_log_of(&self, object: &str, limit: u32) -> Result<Vec<AccessEntry>> {
        self.database
            .rows(&ACCESS_OF, values![object.to_owned(), limit])
            .await?
            .iter()
            .map(read)
            .collect()
    }

    /// Each time that this was done with an object, oldest first.
    pub async fn done_with(&self, object: &str, action: &str) -> Result<Vec<AccessEntry>> {
        let asked = values![object.to_owned(), action.to_owned()];
        let rows = self.database.rows(&ACCESS_DONE, asked).await?;
        rows.iter().map(read).collect()
    }

    /// What everybody who works here did with an object, and was refused; who did so last stands first.
    pub async fn access_summed(&self, object: &str) -> Result<Vec<AccessSum>> {
        let asked = values![object.to_owned()];
        let rows = self.database.rows(&ACCESS_SUMMED, asked).await?;
        let sum = |row: &Row| {
            Ok(AccessSum {
                actor: row.get("actor")?,
                action: row.get("action")?,
                outcome: row.get("outcome")?,
                times: row.get("times")?,
                first_at: row.get("first_at")?,
                last_at: row.get("last_at")?,
            })
        };
        rows.iter().map(sum).collect()
    }

    /// Whether somebody did this with an object, and was allowed to, at or after a moment.
    pub async fn did_since(
        &self,
        object: &str,
        actor: &PersonId,
        action: &str,
        since: Moment,
    ) -> Result<bool> {
        let place = values![object.to_owned(), since, actor, action.to_owned()];
        Ok(self.database.row(&ACCESS_SINCE, place).await?.is_some())
    }

    /// Everybody who was allowed to do something with an object.
    pub async fn who_had_access(&self, object: &str) -> Result<Vec<PersonId>> {
        let rows = self
            .database
            .rows(&ACCESS_ACTORS, values![object.to_owned()])
            .await?;
        rows.iter().map(|row| row.get("actor")).collect()
    }

    /// Removes lines older than the retention period.
    pub async fn sweep_access_log(&self, before: Moment) -> Result<u64> {
        self.database.execute(&ACCESS_SWEEP, values![before]).await
    }
}
