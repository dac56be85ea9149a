//! Backups: everything at one moment in two sealed files, the data without its keys, and the keys, which don't live long.

mod folder;
mod make;
mod restore;
mod sealed_file;

pub use folder::{Chosen, Keep};
pub use make::Made;
pub use restore::{Into, Restore, Restored};

use crate::error::Error;
use crate::keys::Keys;
use casework::moment::Moment;
use serde::{Deserialize, Serialize};

/// Tables that hold what is over by the time that something is put back: who was signed in, links that work once, and
/// what is counted to slow down guessing. A session that was ended later must not come alive again.
pub const NOT_BACKED_UP: &[&str] = &["sessions", "links", "attempts"];

/// The table that has a file of its own.
pub const KEYS_TABLE: &str = "wrapped_keys";

/// The shape of these files.
const FORMAT: u32 = 1;

/// Which of the two files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Everything but the keys.
    Data,
    /// The wrapped keys.
    Keys,
}

impl Part {
    /// How the name of such a file ends.
    pub const fn ending(self) -> &'static str {
        match self {
            Part::Data => "data",
            Part::Keys => "keys",
        }
    }
}

/// What a file says about itself, in the open; not a bit of it can change without the rest refusing to open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The shape of the file.
    pub gehoor_backup: u32,
    /// Which of the two it is.
    pub part: Part,
    /// The same in the two files of one backup.
    pub id: String,
    /// When it was made.
    pub at: Moment,
    /// The version of the program that made it.
    pub program: String,
    /// The last migration that had run.
    pub migration: u32,
    /// Says whether a master key opens it, and nothing else about that key.
    pub belongs: String,
}

/// What stands at the end of a file: how much there is, and its digests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Each table.
    pub tables: Vec<Counted>,
    /// How many erasures it knows.
    pub erased: u64,
    /// SHA-256 over all of it.
    pub digest: String,
}

/// One table in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Its name.
    pub table: String,
    /// How many rows.
    pub rows: u64,
    /// SHA-256 over every value of every row, in the order of their keys.
    pub digest: String,
}

/// Why a backup couldn't be made, read or put back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The machine refuses a file.
    #[error("{0}: {1}")]
    File(String, String),
    /// There is no such file.
    #[error("{0}: isn't there")]
    Missing(String),
    /// It is something else.
    #[error("{0}: isn't a backup")]
    NotOne(String),
    /// A newer program made it.
    #[error("{0}: was made by a newer version of the program ({1})")]
    Newer(String, String),
    /// Another master key belongs to it.
    #[error("{0}: belongs to another master key")]
    OtherKey(String),
    /// It isn't what was written: cut off, or changed.
    #[error("{0}: is damaged: {1}")]
    Damaged(String, &'static str),
    /// Data and keys of two backups.
    #[error("{data} and {keys} aren't of one backup")]
    NotAPair {
        /// The file with the data.
        data: String,
        /// The file with the keys.
        keys: String,
    },
    /// Keys that are older than the data lack some.
    #[error("{keys} is older than {data}")]
    OlderKeys {
        /// The file with the data.
        data: String,
        /// The file with the keys.
        keys: String,
    },
    /// The database refused.
    #[error(transparent)]
    Storage(#[from] Error),
}

/// Result of anything about backups.
pub type Result<T> = std::result::Result<T, BackupError>;

/// What a master key answers to the question whether it opens a backup.
fn belongs(keys: &Keys) -> Result<String> {
    Ok(keys.backup.mac_hex(&["belongs"])?)
}
