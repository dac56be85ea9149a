//! What is said when a store can't be opened: what is wrong, and what to do.

use super::{Ended, say};
use storage::Error;

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
