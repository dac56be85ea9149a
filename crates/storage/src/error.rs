//! What can go wrong when keeping things, in the few ways a caller may treat differently.

use crate::commit::AggregateKey;
use crate::dialect;

/// The storage failed, or what it holds isn't what was put there.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database can't be reached or refuses at the moment; trying again may help.
    #[error("the database isn't available: {0}")]
    Unavailable(String),
    /// A row isn't what this program writes. Trying again won't help; a backup may.
    #[error("corrupt: {table} {row}: {what}")]
    Corrupt {
        /// The table that holds the row.
        table: String,
        /// The row's key.
        row: String,
        /// What is wrong with it.
        what: String,
    },
    /// The value must be unique and somebody has it already (a case number, an e-mail address).
    #[error("already taken: {0}")]
    Taken(String),
    /// What was asked for needs a key that was destroyed.
    #[error("the key of {0} was erased")]
    Erased(String),
    /// A migration ran here that this program doesn't know: a newer one made the database.
    #[error("migration {0} is unknown: this database was made by a newer version of the program")]
    NewerDatabase(u32),
    /// A migration was changed after it ran here.
    #[error("migration {0} was changed after it ran")]
    ChangedMigration(u32),
    /// The master key can't be read.
    #[error("keys: {0}")]
    Keys(String),
    /// The master key isn't the one that this database was made with.
    #[error("this isn't the master key that the database was made with")]
    OtherKey,
    /// The address of the database can't be read. It isn't repeated: it may hold a password.
    #[error("the address of the database can't be read")]
    Address,
    /// The PostgreSQL server is older than we know.
    #[error("PostgreSQL {0} is too old")]
    OldServer(u32),
    /// Something is kept where nothing may be: in this table.
    #[error("something is kept here already: {0}")]
    NotEmpty(&'static str),
    /// Of two transactions that waited for each other the database gave up this one; it can be done again.
    #[error("another transaction was first: {0}")]
    Overtaken(String),
}

/// Result of anything in this crate but a commit.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a `Commit` didn't happen. Nothing of it was written.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// Somebody appended first: load again, decide again.
    #[error("{aggregate} has changed in the meantime")]
    Conflict {
        /// Which aggregate moved on.
        aggregate: AggregateKey,
    },
    /// The same request was carried out before; this is what was answered then.
    #[error("done before")]
    Duplicate {
        /// The reply that the first commit kept.
        reply: Option<String>,
    },
    /// A unique value in it is taken (choose another case number; tell that the address is in use).
    #[error("already taken: {0}")]
    Taken(String),
    /// The storage itself failed.
    #[error(transparent)]
    Storage(#[from] Error),
}

impl Error {
    /// A corrupt row, said in one line.
    pub(crate) fn corrupt(
        table: impl Into<String>,
        row: impl Into<String>,
        what: impl Into<String>,
    ) -> Error {
        Error::Corrupt {
            table: table.into(),
            row: row.into(),
            what: what.into(),
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Error {
        match &error {
            sqlx::Error::Database(inner) if inner.is_unique_violation() => {
                Error::Taken(match (inner.table(), inner.constraint()) {
                    (Some(table), Some(constraint)) => dialect::postgres_taken(table, constraint),
                    _ => dialect::sqlite_taken(inner.message()),
                })
            }
            sqlx::Error::Database(inner) => match inner.code().as_deref() {
                // SQLITE_CORRUPT and SQLITE_NOTADB; data_corrupted and index_corrupted.
                Some("11" | "26" | "XX001" | "XX002") => Error::corrupt("database", "file", inner.message()),
                // serialization_failure and deadlock_detected.
                Some("40001" | "40P01") => Error::Overtaken(inner.message().to_owned()),
                _ => Error::Unavailable(error.to_string()),
            },
            sqlx::Error::ColumnDecode { index, source } => {
                Error::corrupt("column", index.clone(), source.to_string())
            }
            sqlx::Error::ColumnNotFound(name) => Error::corrupt("column", name.clone(), "isn't there"),
            _ => Error::Unavailable(error.to_string()),
        }
    }
}
