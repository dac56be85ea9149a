//! Backups that the desk makes by itself.

use std::path::PathBuf;
use storage::backup::Keep;

/// Keys of a backup are removed after so many days at the latest: then what was erased is gone from it as well.
pub const KEY_DAYS: u32 = 35;

/// The part `[backup]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// The folder they are put in.
    pub folder: PathBuf,
    /// The hour of the day at which one is made; 2 when not given.
    pub hour: i8,
    /// So many are kept; 30 when not given.
    pub keep: u32,
    /// The keys of each are removed after so many days; 35 when not given, and no more than that.
    pub key_days: u32,
}

impl Backup {
    /// The usual ones in a folder.
    pub fn in_folder(folder: PathBuf) -> Backup {
        Backup {
            folder,
            hour: 2,
            keep: 30,
            key_days: KEY_DAYS,
        }
    }

    /// How much is kept.
    pub fn kept(&self) -> Keep {
        Keep {
            backups: self.keep,
            key_days: self.key_days,
        }
    }
}
