//! Where the master key comes from: a file, an environment variable or a systemd credential; and the passphrase it may be under.

use super::{Ended, open, say};
use crate::config::Config;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use storage::MasterKey;
use zeroize::Zeroizing;

/// The environment variable that may hold it, as 64 hexadecimal digits or as the text of a replaced key.
pub const VARIABLE: &str = "GEHOOR_MASTER_KEY";
/// The systemd credential that may hold it.
const CREDENTIAL: &str = "gehoor-master-key";
/// The environment variable that may hold the passphrase.
const PASSPHRASE_VARIABLE: &str = "GEHOOR_PASSPHRASE";
/// The systemd credential that may hold the passphrase.
const PASSPHRASE_CREDENTIAL: &str = "gehoor-passphrase";

/// Where the master key comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file; the only one that is made when it isn't there.
    File(PathBuf),
    /// The environment.
    Environment,
    /// A file that systemd hands over.
    Credential(PathBuf),
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Source::File(path) | Source::Credential(path) => write!(f, "{}", path.display()),
            Source::Environment => write!(f, "{VARIABLE}"),
        }
    }
}

/// A file that the settings name, else the environment, else a credential, else the file in the data folder.
pub fn source(config: &Config) -> Source {
    if let Some(file) = &config.key_file {
        return Source::File(file.clone());
    }
    if variable(VARIABLE).is_some() {
        return Source::Environment;
    }
    match credential(CREDENTIAL) {
        Some(path) => Source::Credential(path),
        None => Source::File(open::key_file(&open::data(config))),
    }
}

/// The file, when it comes from one that is ours to look after.
pub fn file(source: &Source) -> Option<&Path> {
    match source {
        Source::File(path) => Some(path),
        Source::Environment | Source::Credential(_) => None,
    }
}

/// The master key; a new one in a file that isn't there yet.
///
/// # Errors
/// When it can't be read, or the passphrase is another one.
pub fn load_or_create(source: &Source) -> Result<MasterKey, Ended> {
    match (load(source)?, source) {
        (Some(key), _) => Ok(key),
        (None, Source::File(path)) => MasterKey::load_or_create(path).map_err(Ended::wrong),
        (None, _) => Err(Ended::wrong(format!("{source}: is gone"))),
    }
}

/// The master key; `None` when its file isn't there.
///
/// # Errors
/// As [`load_or_create`].
pub fn load(source: &Source) -> Result<Option<MasterKey>, Ended> {
    Ok(load_with(source)?.map(|(key, _)| key))
}

/// A master key, and the passphrase that opened it if it is under one.
pub type Loaded = (MasterKey, Option<Zeroizing<String>>);

/// The master key, and what opened it.
///
/// # Errors
/// As [`load_or_create`].
pub fn load_with(source: &Source) -> Result<Option<Loaded>, Ended> {
    let Some(bytes) = bytes(source)? else {
        return Ok(None);
    };
    let wrong = |error: storage::Error| {
        let (place, what) = (source.to_string(), error.to_string());
        Ended::Wrong(say::sentence(
            "cli-key-wrong",
            &[("place", &place), ("what", &what)],
        ))
    };
    if MasterKey::is_under_passphrase(&bytes) {
        let passphrase = passphrase()?;
        let opened = MasterKey::open_with(&bytes, &passphrase).map_err(wrong)?;
        return Ok(Some((opened, Some(passphrase))));
    }
    let key = MasterKey::parse(&bytes).map_err(wrong)?;
    Ok(Some((key, None)))
}

/// As it is kept; `None` when its file isn't there.
fn bytes(source: &Source) -> Result<Option<Zeroizing<Vec<u8>>>, Ended> {
    match source {
        Source::File(path) => MasterKey::bytes_in(path).map_err(Ended::wrong),
        Source::Environment => Ok(variable(VARIABLE).map(|text| Zeroizing::new(text.as_bytes().to_vec()))),
        // systemd decides who may read it, with more than the bits of its mode.
        Source::Credential(path) => std::fs::read(path)
            .map(|bytes| Some(Zeroizing::new(bytes)))
            .map_err(|error| Ended::wrong(format!("{}: {error}", path.display()))),
    }
}

/// The passphrase: from the environment, a credential, or whoever sits at the terminal.
///
/// # Errors
/// When there is none of these.
fn passphrase() -> Result<Zeroizing<String>, Ended> {
    if let Some(given) = variable(PASSPHRASE_VARIABLE) {
        return Ok(given);
    }
    if let Some(path) = credential(PASSPHRASE_CREDENTIAL) {
        let read = std::fs::read_to_string(&path)
            .map_err(|error| Ended::wrong(format!("{}: {error}", path.display())))?;
        return Ok(Zeroizing::new(read.trim_end_matches(['\r', '\n']).to_owned()));
    }
    asked("cli-passphrase-ask")
}

/// What somebody types at the terminal; it isn't shown.
///
/// # Errors
/// When there is no terminal.
fn asked(question: &str) -> Result<Zeroizing<String>, Ended> {
    if !std::io::stdin().is_terminal() {
        return Err(Ended::Wrong(say::sentence("cli-passphrase-none", &[])));
    }
    let question = format!("{} ", say::sentence(question, &[]));
    let typed = rpassword::prompt_password(question).map_err(Ended::wrong)?;
    Ok(Zeroizing::new(typed))
}

/// A passphrase that is new: from the environment, or typed twice.
///
/// # Errors
/// When it is short, or the two differ.
pub fn new_passphrase() -> Result<Zeroizing<String>, Ended> {
    let wrong = |key: &str| Ended::Wrong(say::sentence(key, &[]));
    let new = match variable(PASSPHRASE_VARIABLE) {
        Some(given) => given,
        None => {
            let first = asked("cli-passphrase-new")?;
            if *first != *asked("cli-passphrase-again")? {
                return Err(wrong("cli-passphrase-differs"));
            }
            first
        }
    };
    // Guessing goes on without us, on a copy of the file.
    if new.chars().count() < SHORTEST {
        return Err(wrong("cli-passphrase-short"));
    }
    Ok(new)
}

/// Five words of a list are longer.
const SHORTEST: usize = 20;

#[expect(clippy::disallowed_methods, reason = "the rim: how the program was started")]
fn variable(name: &str) -> Option<Zeroizing<String>> {
    std::env::var(name)
        .ok()
        .filter(|text| !text.is_empty())
        .map(Zeroizing::new)
}

fn credential(name: &str) -> Option<PathBuf> {
    let folder = variable("CREDENTIALS_DIRECTORY")?;
    let path = Path::new(folder.as_str()).join(name);
    path.exists().then_some(path)
}
