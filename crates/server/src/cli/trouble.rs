//! What is said when a store can't be opened: what is wrong, and what to do.

use super::{Ended, say};
use storage::Error;
use storage::backup::BackupError;

/// A sentence about a place that can't be opened.
pub fn said(error: Error, place: impl std::fmt::Display) -> Ended {
    let place = place.to_string();
    let about =
        |key: &str, what: &str| Ended::Wrong(say::sentence(key, &[("place", &place), ("what", what)]));
    match error {
        Error::NewerDatabase(number) => about("cli-database-newer", &number.to_string()),
        Error::ChangedMigration(number) => about("cli-migration-changed", &number.to_string()),
        Error::OtherKey => about("cli-key-other", ""),
        Error::Address => about("cli-database-address", ""),
        Error::OldServer(version) => about("cli-database-old", &version.to_string()),
        Error::NotEmpty(table) => about("cli-move-not-empty", table),
        Error::Unavailable(what) => about("cli-database-unavailable", &what),
        other => Ended::wrong(other),
    }
}

/// A sentence about a backup that can't be made, read or put back.
pub fn backup(error: BackupError) -> Ended {
    let about = |key: &str, place: &str, what: &str| {
        Ended::Wrong(say::sentence(key, &[("place", place), ("what", what)]))
    };
    match error {
        BackupError::File(place, what) => about("cli-backup-file", &place, &what),
        BackupError::Missing(place) if place.ends_with(".keys") => about("cli-backup-no-keys", &place, ""),
        BackupError::Missing(place) => about("cli-backup-missing", &place, ""),
        BackupError::NotOne(place) => about("cli-backup-not-one", &place, ""),
        BackupError::Newer(place, version) => about("cli-backup-newer", &place, &version),
        BackupError::OtherKey(place) => about("cli-backup-other-key", &place, ""),
        BackupError::Damaged(place, what) => about("cli-backup-damaged", &place, what),
        BackupError::NotAPair { data, keys } => about("cli-backup-not-a-pair", &data, &keys),
        BackupError::OlderKeys { data, keys } => about("cli-backup-older-keys", &data, &keys),
        BackupError::Storage(error) => said(error, ""),
    }
}
