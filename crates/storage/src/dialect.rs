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
    /// that wants to write later fails without waiting. On PostgreSQL each statement sees what was committed before it;
    /// unique keys decide who was first.
    pub const fn begin_write(self) -> &'static str {
        match self {
            Dialect::Sqlite => "BEGIN IMMEDIATE",
            Dialect::Postgres => "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE",
        }
    }

    /// How a transaction begins that reads everything as it stands at one moment.
    pub const fn begin_read(self) -> &'static str {
        match self {
            Dialect::Sqlite => "BEGIN",
            Dialect::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        }
    }

    /// Answers 1 on a connection whose acknowledged commits survive a power cut.
    pub const fn is_lasting(self) -> &'static str {
        match self {
            Dialect::Sqlite => {
                "SELECT synchronous >= 2 AND journal_mode NOT IN ('memory', 'off') FROM pragma_synchronous, pragma_journal_mode"
            }
            Dialect::Postgres => {
                "SELECT CASE WHEN current_setting('synchronous_commit') IN ('on', 'remote_apply')
                    AND current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on' THEN 1::bigint ELSE 0 END"
            }
        }
    }

    /// Held until the end of a transaction that writes the rows of an aggregate again without an event: on a database with
    /// several writers no event can come in meanwhile and leave rows that are older than the journal.
    pub const fn journal_lock(self) -> Option<&'static str> {
        match self {
            Dialect::Sqlite => None,
            Dialect::Postgres => Some("LOCK TABLE journal IN SHARE ROW EXCLUSIVE MODE"),
        }
    }

    /// Held until the end of a transaction that counts all sums again: whoever adds meanwhile waits, with rows that
    /// aren't counted yet.
    pub const fn sums_lock(self) -> Option<&'static str> {
        match self {
            Dialect::Sqlite => None,
            Dialect::Postgres => Some("LOCK TABLE sums IN SHARE ROW EXCLUSIVE MODE"),
        }
    }

    /// Held until the end of the transaction that migrates, so that of two programs that start at once one waits,
    /// however long. SQLite's write lock does it by itself.
    pub const fn migration_lock(self) -> Option<&'static str> {
        match self {
            Dialect::Sqlite => None,
            // The number is "gehoor" in hexadecimal digits.
            Dialect::Postgres => {
                Some("SET LOCAL lock_timeout = 0; SELECT pg_advisory_xact_lock(x'6765686f6f72'::bigint)")
            }
        }
    }

    /// A migration's text for this database: `{bigint}`, `{blob}` and `{strict}` are replaced. PostgreSQL would compare
    /// text by the rules of a language; all ours is compared byte by byte, as SQLite does.
    pub fn migration(self, text: &str) -> String {
        match self {
            Dialect::Sqlite => text
                .replace("{bigint}", "INTEGER")
                .replace("{blob}", "BLOB")
                .replace("{strict}", " STRICT"),
            Dialect::Postgres => text
                .replace("{bigint}", "BIGINT")
                .replace("{blob}", "BYTEA")
                .replace("{strict}", "")
                .replace(" TEXT", " TEXT COLLATE \"C\""),
        }
    }
}

/// The table and column that a unique violation of SQLite speaks of, without the words around it.
pub(crate) fn sqlite_taken(message: &str) -> String {
    let name = message
        .strip_prefix("UNIQUE constraint failed: ")
        .unwrap_or(message);
    name.to_owned()
}

/// The same from PostgreSQL's name for the constraint: `logins_email_index_key` in `logins`.
pub(crate) fn postgres_taken(table: &str, constraint: &str) -> String {
    let column = constraint
        .strip_prefix(table)
        .and_then(|rest| rest.strip_prefix('_'))
        .and_then(|rest| rest.strip_suffix("_key"))
        .unwrap_or(constraint);
    format!("{table}.{column}")
}
