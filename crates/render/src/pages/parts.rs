//! What several pages share: roles, readers, files, ways to answer.

use jiff::civil::Date;

use crate::texts::{Key, Texts};

/// The words of a text in paragraphs: blank lines part them.
pub(crate) fn paragraphs(words: &str) -> Vec<&str> {
    words
        .split("\n\n")
        .map(str::trim)
        .filter(|words| !words.is_empty())
        .collect()
}

/// As whom somebody complains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Lives or lived here, or has a share.
    Resident,
    /// Works or worked here.
    Employee,
    /// Somebody else.
    Third,
}

impl Role {
    /// The last part of the address of the first question.
    pub fn slug(self) -> &'static str {
        match self {
            Role::Resident => "bewoner",
            Role::Employee => "medewerker",
            Role::Third => "derde",
        }
    }

    /// How the role is called on the check page.
    pub fn name(self) -> Key {
        match self {
            Role::Resident => Key("role-resident"),
            Role::Employee => Key("role-employee"),
            Role::Third => Key("role-third"),
        }
    }
}

/// Whether the problem was raised before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Raised {
    /// Nothing chosen yet.
    Unknown,
    /// Told us, not solved.
    Yes,
    /// Wants to raise it first.
    First,
    /// Wants to complain at once.
    AtOnce,
}

impl Raised {
    /// The value of the field `gemeld`.
    pub fn value(self) -> &'static str {
        match self {
            Raised::Unknown => "",
            Raised::Yes => "ja",
            Raised::First => "nee",
            Raised::AtOnce => "liever",
        }
    }
}

/// How we answer, as typed so far. What isn't chosen keeps what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Channel {
    /// `mail`, `bel`, `brief`, `code`, or nothing yet: the field `hoe`.
    pub how: String,
    /// Field `adres`.
    pub email: String,
    /// Field `tel`.
    pub phone: String,
    /// Field `post`.
    pub postal: String,
    /// Field `naam`.
    pub name: String,
}

impl Channel {
    /// How we answer, in words, for the check page.
    pub fn words(&self, t: &Texts) -> String {
        match self.how.as_str() {
            "mail" => t.a("channel-said-email").with("where", &self.email).to_string(),
            "bel" => t.a("channel-said-phone").with("where", &self.phone).to_string(),
            "brief" => t
                .a("channel-said-post")
                .with("where", self.postal.replace('\n', ", "))
                .to_string(),
            _ => t.m("channel-said-code"),
        }
    }
}

/// Why somebody reads the complaint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReaderRole {
    /// Answers.
    Handler,
    /// Of the management, follows it.
    Supervisor,
    /// Of the board, hears of every complaint.
    Board,
    /// The named contact of a concern.
    Contact,
    /// First contact for employees.
    Representative,
    /// Looks again.
    SecondLook,
    /// May take it over when nobody opened it.
    Pool,
}

/// Somebody who reads the complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// The value of the tick.
    pub id: String,
    /// The name.
    pub name: String,
    /// Why.
    pub role: ReaderRole,
    /// Who reads it when this person may not; empty when it isn't known yet.
    pub replacement: String,
    /// Ticked: may not read it.
    pub excluded: bool,
    /// They are away, and somebody does their part.
    pub away: Option<Away>,
}

/// Somebody is away for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Away {
    /// The last day.
    pub until: Date,
    /// Who does their part meanwhile.
    pub by: String,
}

impl Reader {
    /// "Ann geeft je antwoord."
    pub fn sentence(&self, t: &Texts) -> String {
        let away = match self.role {
            ReaderRole::Handler => Some(Key("reader-handler-away")),
            ReaderRole::Supervisor => Some(Key("reader-supervisor-away")),
            ReaderRole::Board => Some(Key("reader-board-away")),
            ReaderRole::Contact => Some(Key("reader-contact-away")),
            ReaderRole::Representative | ReaderRole::SecondLook | ReaderRole::Pool => None,
        };
        if let (Some(key), Some(away)) = (away, &self.away) {
            let line = t.a(key).with("name", &self.name).with("other", &away.by);
            return line.with("date", t.date(&away.until)).to_string();
        }
        let key = match self.role {
            ReaderRole::Handler => Key("reader-handler"),
            ReaderRole::Supervisor => Key("reader-supervisor"),
            ReaderRole::Board => Key("reader-board"),
            ReaderRole::Contact => Key("reader-contact"),
            ReaderRole::Representative => Key("reader-representative"),
            ReaderRole::SecondLook => Key("reader-second-look"),
            ReaderRole::Pool => Key("reader-pool"),
        };
        t.a(key).with("name", &self.name).to_string()
    }
}

/// A file that was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileItem {
    /// The value of its "Verwijder" button, or of the link.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is, as a media type.
    pub media_type: String,
    /// Its size.
    pub bytes: u64,
    /// Where it can be read; empty while it is only in the draft.
    pub href: String,
}

impl FileItem {
    /// "foto, 240 kB".
    pub fn about(&self, t: &Texts) -> String {
        let kind = match self.media_type.as_str() {
            "application/pdf" => Key("file-pdf"),
            kind if kind.starts_with("image/") => Key("file-photo"),
            kind if kind.starts_with("audio/") => Key("file-recording"),
            kind if kind.starts_with("video/") => Key("file-film"),
            kind if kind.starts_with("application/vnd.") => Key("file-letter"),
            _ => Key("file-other"),
        };
        [t.m(kind), self.size(t)].join(", ")
    }

    /// "lift.jpg (foto, 240 kB)".
    pub fn line(&self, t: &Texts) -> String {
        format!("{} ({})", self.name, self.about(t))
    }

    /// What can still be read in it besides what it shows; nothing for a photo, which is cleaned.
    pub fn betrays(&self, t: &Texts) -> String {
        if self.media_type.starts_with("image/") {
            String::new()
        } else if self.media_type.starts_with("application/") {
            t.m("file-betrays-author")
        } else {
            t.m("file-betrays-place")
        }
    }

    /// `240 kB` or `1,2 MB`.
    pub fn size(&self, t: &Texts) -> String {
        let kilobytes = self.bytes.div_ceil(1000);
        if kilobytes < 1000 {
            t.a("size-kb").with("n", kilobytes.to_string()).to_string()
        } else {
            let tenths = self.bytes.div_ceil(100_000);
            t.a("size-mb")
                .with("n", format!("{},{}", tenths / 10, tenths % 10))
                .to_string()
        }
    }
}

#[cfg(test)]
impl Reader {
    pub(crate) fn samples() -> Vec<Reader> {
        let reader = |name: &str, role, replacement: &str| Reader {
            id: name.to_lowercase(),
            name: name.into(),
            role,
            replacement: replacement.into(),
            excluded: false,
            away: None,
        };
        vec![
            reader("Ann", ReaderRole::Handler, "Karim"),
            reader("Bart", ReaderRole::Supervisor, "Mia"),
            reader("Chris", ReaderRole::Board, "Dirk"),
        ]
    }
}

#[cfg(test)]
impl FileItem {
    pub(crate) fn sample() -> FileItem {
        FileItem {
            id: "b1".into(),
            name: "lift.jpg".into(),
            media_type: "image/jpeg".into(),
            bytes: 239_700,
            href: String::new(),
        }
    }
}

#[cfg(test)]
impl Channel {
    pub(crate) fn sample() -> Channel {
        Channel {
            how: "bel".into(),
            phone: "0470 00 00 00".into(),
            name: "Fatima".into(),
            ..Channel::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_said_in_the_unit_that_fits() {
        let size = |bytes| {
            FileItem {
                bytes,
                ..FileItem::sample()
            }
            .size(&Texts::Dutch)
        };
        assert_eq!(
            (size(1), size(239_700), size(1_200_000)),
            ("1 kB".into(), "240 kB".into(), "1,2 MB".into())
        );
    }

    #[test]
    fn who_is_away_is_said_with_who_does_their_part_and_until_when() {
        let mut readers = Reader::samples();
        let ann = readers.first_mut().map(|ann| {
            ann.away = Some(Away {
                until: jiff::civil::date(2026, 12, 4),
                by: "Karim".into(),
            });
            ann.sentence(&Texts::Dutch)
        });
        assert_eq!(
            ann.as_deref(),
            Some("Ann is weg tot en met vrijdag 4 december. Karim geeft je nu antwoord.")
        );
    }

    #[test]
    fn a_file_says_what_it_is_and_what_it_may_betray() {
        let said = |media_type: &str| {
            let file = FileItem {
                media_type: media_type.into(),
                ..FileItem::sample()
            };
            (file.about(&Texts::Dutch), !file.betrays(&Texts::Dutch).is_empty())
        };
        assert_eq!(said("image/webp"), ("foto, 240 kB".into(), false));
        assert_eq!(said("application/pdf"), ("pdf, 240 kB".into(), true));
        assert_eq!(
            said("application/vnd.oasis.opendocument.text"),
            ("brief, 240 kB".into(), true)
        );
        assert_eq!(said("audio/amr"), ("opname, 240 kB".into(), true));
        assert_eq!(said("video/mp4"), ("filmpje, 240 kB".into(), true));
    }

    #[test]
    fn every_way_to_answer_is_said_with_where() {
        let channel = Channel {
            postal: "Straat 1\n9000 Gent".into(),
            how: "brief".into(),
            ..Channel::sample()
        };
        assert!(channel.words(&Texts::Dutch).ends_with("Straat 1, 9000 Gent"));
        assert!(Channel::sample().words(&Texts::Dutch).ends_with("0470 00 00 00"));
    }
}
