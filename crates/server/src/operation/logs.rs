//! The log: to stderr, as text for people or JSON for machines. It holds codes and times, never words, names or numbers of cases.

use serde::Deserialize;
use tracing_subscriber::EnvFilter;

/// How a line of the log looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// One JSON object per line.
    Json,
}

impl Format {
    /// Every format, as written in the configuration.
    pub const ALL: [(&'static str, Format); 2] = [("text", Format::Text), ("json", Format::Json)];

    /// As written in the configuration.
    pub fn code(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Json => "json",
        }
    }
}

/// What is logged when nothing else was asked for: a line per request, and what needs somebody's attention.
pub const EVERYDAY: &str = "warn,server=info,gehoor=info";
/// For commands and the demo, where a person looks at the terminal.
pub const QUIET: &str = "warn";

/// Begins to log; `GEHOOR_LOG` asks for more or less than `otherwise`.
pub fn start(format: Format, otherwise: &str) {
    let filter = EnvFilter::try_from_env("GEHOOR_LOG").unwrap_or_else(|_| EnvFilter::new(otherwise));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    let begun = match format {
        Format::Text => log.with_ansi(false).try_init(),
        Format::Json => log.json().flatten_event(true).with_target(false).try_init(),
    };
    // Only a second call in one program fails, and then there is a log already.
    drop(begun);
}
