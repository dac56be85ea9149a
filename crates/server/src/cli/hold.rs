//! One program at a time writes in a data folder: whoever writes holds a lock on a file in it, and the system lets go of
//! that lock when the program ends, however it ends.

use super::{Ended, say};
use std::fs::{File, OpenOptions, TryLockError};
use std::os::unix::fs::OpenOptionsExt;
use storage::Place;

/// The file that is locked. It stays, and says nothing by being there.
pub const FILE: &str = "gehoor.lock";

/// Held for as long as this lives.
#[derive(Debug)]
pub struct Held {
    _file: Option<File>,
}

/// Takes a place for oneself. A database on a server is shared by its programs, which lease what one of them may do.
///
/// # Errors
/// When another program writes there, or the folder can't be used.
pub fn alone(place: &Place) -> Result<Held, Ended> {
    let Place::Folder(folder) = place else {
        return Ok(Held { _file: None });
    };
    storage::make_private(folder).map_err(Ended::wrong)?;
    let path = folder.join(FILE);
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false).mode(0o600);
    let wrong = |error: std::io::Error| {
        let (file, why) = (path.display().to_string(), error.to_string());
        Ended::Wrong(say::sentence(
            "cli-lock",
            &[("file", file.as_str()), ("why", why.as_str())],
        ))
    };
    let file = options.open(&path).map_err(wrong)?;
    match file.try_lock() {
        Ok(()) => Ok(Held { _file: Some(file) }),
        Err(TryLockError::WouldBlock) => Err(Ended::Wrong(say::sentence(
            "cli-held",
            &[("folder", &folder.display().to_string())],
        ))),
        Err(TryLockError::Error(error)) => Err(wrong(error)),
    }
}
