//! The configuration file: where to listen, where data is kept, how mail leaves. An unknown key is an error.

use serde::Deserialize;
use std::path::{Path, PathBuf};

/// What the file may hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Address and port to listen on, `127.0.0.1:8080`.
    pub listen: Option<String>,
    /// The folder in which everything is kept.
    pub data: Option<PathBuf>,
    /// How people reach this desk, `https://klacht.example.org`; links in mails begin with it.
    pub address: Option<String>,
    /// The folder of the policy, if it isn't the one compiled in.
    pub policy: Option<PathBuf>,
    /// How mail leaves. Without it mails are put in a folder and reach nobody.
    pub smtp: Option<Smtp>,
}

/// A mail server.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    /// Its name.
    pub host: String,
    /// Its port; 587 when not given.
    #[serde(default = "submission_port")]
    pub port: u16,
    /// From which address.
    pub from: String,
    /// User name, if it asks for one.
    #[serde(default)]
    pub user: Option<String>,
    /// A file that holds the password, if it asks for one.
    #[serde(default)]
    pub password_file: Option<PathBuf>,
    /// `starttls` (default), `tls`, or `none` (only for a server on this machine).
    #[serde(default)]
    pub security: Security,
}

/// How the connection to the mail server is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// Begins in the open and is required to become TLS.
    #[default]
    Starttls,
    /// TLS from the first byte.
    Tls,
    /// Not at all.
    None,
}

fn submission_port() -> u16 {
    587
}

impl Config {
    /// Reads a file.
    ///
    /// # Errors
    /// One sentence with the place and what is wrong.
    pub fn read(path: &Path) -> Result<Config, String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_unknown_key_is_an_error_that_names_it() {
        let error = toml::from_str::<Config>("listn = \"127.0.0.1:1\"")
            .unwrap_err()
            .to_string();
        assert!(error.contains("listn") && error.contains("listen"), "{error}");
    }

    #[test]
    fn a_mail_server_needs_little() {
        let config: Config = toml::from_str("[smtp]\nhost = \"localhost\"\nfrom = \"a@b.test\"").unwrap();
        assert_eq!(config.smtp.unwrap().port, 587);
    }
}
