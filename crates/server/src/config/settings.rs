//! The list of settings: which keys the file may hold, and what each must look like.

use crate::operation::logs::Format;
use lettre::message::Mailbox;

/// What a value must look like.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Address and port.
    Listen,
    /// A path; nothing is asked of what lies there.
    Folder,
    /// The address of a database on a PostgreSQL server.
    Database,
    /// A folder with a policy.
    Policy,
    /// A file that can be read.
    File,
    /// Where people reach the desk.
    Link,
    /// Any text.
    Text,
    /// A port.
    Port,
    /// A number that isn't nothing.
    Amount,
    /// A number up to this one, from 0.
    UpTo(u32),
    /// A number up to this one, from 1.
    Days(u32),
    /// From whom a mail is.
    Mailbox,
    /// One of a few words.
    Choice(&'static [&'static str]),
}

/// No amount is larger.
const AMOUNT_AT_MOST: u32 = 10_000;

/// Every key there is, with its section before a dot.
pub const SETTINGS: [(&str, Kind); 24] = [
    ("listen", Kind::Listen),
    ("data", Kind::Folder),
    ("database", Kind::Database),
    ("key_file", Kind::Text),
    ("address", Kind::Link),
    ("policy", Kind::Policy),
    ("metrics", Kind::Listen),
    ("log", Kind::Choice(&[Format::ALL[0].0, Format::ALL[1].0])),
    ("files.megabytes", Kind::Amount),
    ("files.megabytes_together", Kind::Amount),
    ("files.number", Kind::Amount),
    ("limits.begun_per_hour", Kind::Amount),
    ("limits.sent_per_hour", Kind::Amount),
    ("limits.messages_per_hour", Kind::Amount),
    ("backup.folder", Kind::Folder),
    ("backup.hour", Kind::UpTo(23)),
    ("backup.keep", Kind::Amount),
    ("backup.key_days", Kind::Days(super::backup::KEY_DAYS)),
    ("smtp.host", Kind::Text),
    ("smtp.port", Kind::Port),
    ("smtp.from", Kind::Mailbox),
    ("smtp.user", Kind::Text),
    ("smtp.password_file", Kind::File),
    ("smtp.security", Kind::Choice(&["starttls", "tls", "none"])),
];

/// What is wrong with a value: the key of a sentence, and one more word for it.
pub type Wrong = (&'static str, String);

impl Kind {
    /// What is wrong with a text for this kind.
    pub fn wrong(self, value: &str) -> Option<Wrong> {
        let good = match self {
            Kind::Listen => listens(value),
            Kind::Folder | Kind::Text => !value.trim().is_empty(),
            Kind::Link => links(value),
            Kind::Database => matches!(storage::Place::parse(value), storage::Place::Postgres(_)),
            Kind::Port => value.parse::<u16>().is_ok_and(|port| port > 0),
            Kind::Amount => value
                .parse::<u32>()
                .is_ok_and(|amount| (1..=AMOUNT_AT_MOST).contains(&amount)),
            Kind::UpTo(most) => value.parse::<u32>().is_ok_and(|number| number <= most),
            Kind::Days(most) => value.parse::<u32>().is_ok_and(|days| (1..=most).contains(&days)),
            Kind::Mailbox => value.parse::<Mailbox>().is_ok(),
            Kind::Choice(words) => words.contains(&value),
            Kind::Policy => std::path::Path::new(value).join("policy.toml").is_file(),
            Kind::File => {
                return std::fs::read(value)
                    .err()
                    .map(|error| ("config-file", error.to_string()));
            }
        };
        let key = match self {
            Kind::Listen => "config-listen",
            Kind::Folder | Kind::Text | Kind::File => "config-empty",
            Kind::Link => "config-link",
            Kind::Database => "config-database",
            Kind::Port => "config-port",
            Kind::Amount | Kind::Days(_) => "config-amount",
            Kind::UpTo(_) => "config-up-to",
            Kind::Mailbox => "config-mailbox",
            Kind::Choice(_) => "config-choice",
            Kind::Policy => "config-policy",
        };
        let more = match self {
            Kind::Choice(words) => words.join(", "),
            Kind::Amount => AMOUNT_AT_MOST.to_string(),
            Kind::UpTo(most) | Kind::Days(most) => most.to_string(),
            _ => value.to_owned(),
        };
        (!good).then_some((key, more))
    }
}

fn listens(value: &str) -> bool {
    value.rsplit_once(':').is_some_and(|(host, port)| {
        let bare = !host.contains(':') || (host.starts_with('[') && host.ends_with(']'));
        !host.is_empty() && bare && !host.contains(char::is_whitespace) && port.parse::<u16>().is_ok()
    })
}

/// Whether a link can begin with it.
pub fn links(value: &str) -> bool {
    let rest = value.strip_prefix("https://").or(value.strip_prefix("http://"));
    // A path would be lost: every page begins at the root.
    rest.map(|rest| rest.trim_end_matches('/'))
        .is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#', ' ', '@']))
}

/// The key that was probably meant.
pub fn nearest(word: &str) -> Option<&'static str> {
    let allowed = (word.chars().count() / 3).clamp(1, 3);
    SETTINGS
        .iter()
        .map(|(known, _)| (strsim::damerau_levenshtein(word, known), *known))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, known)| known)
}
