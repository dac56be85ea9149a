//! What can go wrong when keeping things, in the few ways a caller may treat differently.

use crate::commit::AggregateKey;

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
    /// The database was made by another version of the program, or a published migration was changed.
    #[error("migration: {0}")]
    Migration(String),
    /// The master key can't be read, or isn't the one this database was made with.
    #[error("keys: {0}")]
    Keys(String),
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
                Error::Taken(crate::dialect::taken_name(inner.message()))
            }
            // 11 and 26 are SQLITE_CORRUPT and SQLITE_NOTADB.
            sqlx::Error::Database(inner) if matches!(inner.code().as_deref(), Some("11" | "26")) => {
                Error::corrupt("database", "file", inner.message())
            }
            sqlx::Error::ColumnDecode { index, source } => {
                Error::corrupt("column", index.clone(), source.to_string())
            }
            sqlx::Error::ColumnNotFound(name) => Error::corrupt("column", name.clone(), "isn't there"),
            _ => Error::Unavailable(error.to_string()),
        }
    }
}
