//! What can be wrong with what somebody typed, each worded as what to do.

use crate::texts::Texts;

/// One thing to mend in a form. `desk` and `server` say which, `locales/` says how it reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No story, no recording, no photo.
    StoryMissing,
    /// No role or answer chosen.
    ChoiceMissing,
    /// The box that says that it happened isn't ticked.
    NotTicked,
    /// No way to answer chosen.
    ChannelMissing,
    /// The e-mail address is missing or can't be one.
    Email,
    /// The phone number is missing or can't be one.
    Phone,
    /// The postal address is missing.
    Address,
    /// A field that may not be empty.
    Empty,
    /// Longer than we can keep.
    TooLong {
        /// The most characters.
        most: usize,
    },
    /// Characters that aren't text.
    NotText,
    /// Not a date, or not one that can be.
    Date,
    /// Not an hour of the day.
    Time,
    /// A date in the past where one to come is asked.
    DatePast,
    /// The file is too big.
    FileTooBig {
        /// Its name.
        name: String,
        /// The most megabytes.
        megabytes: u32,
    },
    /// A kind of file that we can't read.
    FileKind {
        /// Its name.
        name: String,
    },
    /// The file is empty.
    FileEmpty {
        /// Its name.
        name: String,
    },
    /// A picture that can't be read to its end, and so can't be cleaned.
    FileBroken {
        /// Its name.
        name: String,
    },
    /// With the others it is more than may be sent together.
    FilesTooBig {
        /// The name of the one that didn't fit.
        name: String,
        /// The most megabytes together.
        megabytes: u32,
    },
    /// No mail was chosen to be read.
    MailMissing,
    /// The file is no mail that can be read, or is too big.
    MailUnreadable,
    /// A file that came in with an earlier try was kept for a day, and is gone.
    FileGone,
    /// Too many files.
    TooManyFiles {
        /// The name of the one that didn't fit.
        name: String,
        /// The most files.
        most: usize,
    },
    /// More messages in an hour than anybody writes.
    TooOften,
    /// The code of the receipt isn't one we know.
    Code,
    /// The number of a complaint where its code is asked.
    NumberNotCode,
    /// E-mail or password is wrong.
    SignIn,
    /// The new password is too short.
    PasswordShort {
        /// The least characters.
        least: usize,
    },
    /// The two new passwords differ.
    PasswordsDiffer,
}

impl Problem {
    /// What to do about it.
    pub fn text(&self, t: Texts) -> String {
        match self {
            Problem::StoryMissing => t.m("problem-story"),
            Problem::ChoiceMissing => t.m("problem-choice"),
            Problem::NotTicked => t.m("problem-not-ticked"),
            Problem::ChannelMissing => t.m("problem-channel"),
            Problem::Email => t.m("problem-email"),
            Problem::Phone => t.m("problem-phone"),
            Problem::Address => t.m("problem-address"),
            Problem::Empty => t.m("problem-empty"),
            Problem::TooLong { most } => t.a("problem-too-long").with("most", most).to_string(),
            Problem::NotText => t.m("problem-not-text"),
            Problem::Date => t.m("problem-date"),
            Problem::Time => t.m("problem-time"),
            Problem::DatePast => t.m("problem-date-past"),
            Problem::FileTooBig { name, megabytes } => t
                .a("problem-file-big")
                .with("name", name)
                .with("megabytes", megabytes)
                .to_string(),
            Problem::FileKind { name } => t.a("problem-file-kind").with("name", name).to_string(),
            Problem::FileEmpty { name } => t.a("problem-file-empty").with("name", name).to_string(),
            Problem::MailMissing => t.m("problem-mail-missing"),
            Problem::MailUnreadable => t.m("problem-mail-unreadable"),
            Problem::FileGone => t.m("problem-file-gone"),
            Problem::FileBroken { name } => t.a("problem-file-broken").with("name", name).to_string(),
            Problem::FilesTooBig { name, megabytes } => t
                .a("problem-files-big")
                .with("name", name)
                .with("megabytes", megabytes)
                .to_string(),
            Problem::TooManyFiles { name, most } => t
                .a("problem-files")
                .with("name", name)
                .with("most", most)
                .to_string(),
            Problem::TooOften => t.m("problem-too-often"),
            Problem::Code => t.m("problem-code"),
            Problem::NumberNotCode => t.m("problem-number"),
            Problem::SignIn => t.m("problem-sign-in"),
            Problem::PasswordShort { least } => {
                t.a("problem-password-short").with("least", least).to_string()
            }
            Problem::PasswordsDiffer => t.m("problem-passwords-differ"),
        }
    }
}
