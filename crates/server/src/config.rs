//! The configuration: where to listen, where data is kept, how mail leaves, how is logged. Read with every mistake at once.

use crate::operation::logs::Format;
use std::path::{Path, PathBuf};

mod backup;
mod files;
mod limits;
mod mistake;
mod read;
mod settings;
mod show;

pub use backup::{Backup, KEY_DAYS};
pub use files::Files;
pub use limits::Often;
pub use mistake::Mistake;
pub use settings::links as is_link;

/// Where to listen when nothing else is asked for.
pub const LISTEN: &str = "127.0.0.1:8080";
/// Where everything is kept when nothing else is asked for.
pub const DATA: &str = "gehoor-data";

/// What the file may hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Address and port to listen on, `127.0.0.1:8080`.
    pub listen: Option<String>,
    /// The folder in which everything is kept; with a database elsewhere, the master key and unsent mails.
    pub data: Option<PathBuf>,
    /// The address of a database on a PostgreSQL server, if everything isn't kept in the data folder. A password is
    /// better left out and put in `~/.pgpass`.
    pub database: Option<String>,
    /// The master key, if it isn't `master.key` in the data folder: on another disk, or mounted by who runs this.
    pub key_file: Option<PathBuf>,
    /// How people reach this desk, `https://klacht.example.org`; links in mails begin with it.
    pub address: Option<String>,
    /// The folder of the policy, if it isn't the one compiled in.
    pub policy: Option<PathBuf>,
    /// A second address and port, for figures about the machine only. Without it there are none.
    pub metrics: Option<String>,
    /// How a line of the log looks.
    pub log: Format,
    /// How much may come in as files.
    pub files: Files,
    /// How often something may come from one address.
    pub often: Often,
    /// Backups that are made by themselves. Without it there are none.
    pub backup: Option<Backup>,
    /// How mail leaves. Without it mails are put in a folder and reach nobody.
    pub smtp: Option<Smtp>,
}

/// A mail server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Smtp {
    /// Its name.
    pub host: String,
    /// Its port; 587 when not given.
    pub port: u16,
    /// From which address.
    pub from: String,
    /// User name, if it asks for one.
    pub user: Option<String>,
    /// A file that holds the password, if it asks for one.
    pub password_file: Option<PathBuf>,
    /// `starttls` (default), `tls`, or `none` (only for a server on this machine).
    pub security: Security,
}

/// How the connection to the mail server is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Security {
    /// Begins in the open and is required to become TLS.
    #[default]
    Starttls,
    /// TLS from the first byte.
    Tls,
    /// Not at all.
    None,
}

impl Security {
    /// As written in the configuration.
    pub fn code(self) -> &'static str {
        match self {
            Security::Starttls => "starttls",
            Security::Tls => "tls",
            Security::None => "none",
        }
    }
}

impl Config {
    /// Reads a file.
    ///
    /// # Errors
    /// Every mistake in it, each with its place.
    pub fn read(path: &Path) -> Result<Config, Vec<Mistake>> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            vec![Mistake::whole(
                "config-unreadable",
                &[("why", &error.to_string())],
            )]
        })?;
        read::config(&text)
    }
}
