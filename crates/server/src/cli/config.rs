//! `gehoor config check|show`: is the file good, and which settings hold?

use super::{Data, Ended, open, say};
use crate::config::Config as Settings;
use clap::Subcommand;
use std::path::PathBuf;

/// About the settings.
#[derive(Debug, Subcommand)]
pub enum Config {
    /// Kijkt na of het bestand klopt, en noemt alle fouten tegelijk.
    Check {
        /// Het bestand met instellingen.
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
    /// Toont de instellingen die gelden, zonder geheimen.
    Show(Data),
}

/// Runs it.
///
/// # Errors
/// When `show` gets a file with mistakes.
pub fn run(config: Config) -> Result<Ended, Ended> {
    match config {
        Config::Check { config: None } => {
            say::line(say::sentence("config-none", &[]));
            Ok(Ended::Good)
        }
        Config::Check { config: Some(path) } => match Settings::read(&path) {
            Ok(_) => {
                let file = path.display().to_string();
                say::line(say::sentence("config-good", &[("file", &file)]));
                Ok(Ended::Good)
            }
            Err(mistakes) => {
                for mistake in &mistakes {
                    say::error(mistake.said(&path));
                }
                let count = mistakes.len().to_string();
                say::error(say::sentence("config-bad", &[("count", &count)]));
                Ok(Ended::Failed)
            }
        },
        Config::Show(data) => {
            let config = open::config(data.config.as_deref(), data.data, data.database)?;
            for line in config.effective() {
                say::line(line);
            }
            Ok(Ended::Good)
        }
    }
}
