//! Every difference between the databases: what differs in SQL stands here and nowhere else.

/// A database that the statements are written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// SQLite, the embedded default.
    Sqlite,
    /// PostgreSQL 15 or later.
    Postgres,
}

/// Locks the rows that a worker claims and steps over those another one holds. SQLite has one writer at a time.
macro_rules! skip_locked {
    (sqlite) => {
        ""
    };
    (postgres) => {
        " FOR UPDATE SKIP LOCKED"
    };
}
pub(crate) use skip_locked;

impl Dialect {
    /// How a transaction that will write begins. SQLite must take the write lock at once: a reading transaction
    /// that wants to write later fails without waiting.
    pub const fn begin_write(self) -> &'static str {
        match self {
            Dialect::Sqlite => "BEGIN IMMEDIATE",
            Dialect::Postgres => "BEGIN",
        }
    }

    /// A question that a sound database file answers with `ok`; PostgreSQL looks after its files itself.
    pub const fn integrity_check(self) -> Option<&'static str> {
        match self {
            Dialect::Sqlite => Some("PRAGMA quick_check(1)"),
            Dialect::Postgres => None,
        }
    }

    /// A migration's text for this database: `{bigint}`, `{blob}` and `{strict}` are replaced.
    pub fn migration(self, text: &str) -> String {
        let (bigint, blob, strict) = match self {
            Dialect::Sqlite => ("INTEGER", "BLOB", " STRICT"),
            Dialect::Postgres => ("BIGINT", "BYTEA", ""),
        };
        text.replace("{bigint}", bigint)
            .replace("{blob}", blob)
            .replace("{strict}", strict)
    }
}

/// The table and columns that a unique violation speaks of, without the database's own words around it.
pub(crate) fn taken_name(message: &str) -> String {
    let name = message
        .strip_prefix("UNIQUE constraint failed: ")
        .unwrap_or(message);
    name.rsplit("constraint ")
        .next()
        .unwrap_or(name)
        .trim_matches('"')
        .to_owned()
}
