//! What we do with data, and how accessible these pages are.

use askama::Template;
use jiff::civil::Date;

use super::parts::Reader;
use crate::frame::Frame;
use crate::saying::Span;
use crate::texts::Key;

/// How long something is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What.
    pub what: KeptWhat,
    /// How long, counted from the end of the complaint (a draft: from the last time it was typed in).
    pub how_long: Span,
}

/// What is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptWhat {
    /// What was typed and not sent.
    Draft,
    /// Name and how we reach you.
    Identity,
    /// The words of complaint, messages and answers.
    Words,
    /// Files.
    Files,
    /// What happened and when, without names and words.
    Journal,
}

impl KeptWhat {
    /// What it is called.
    pub fn name(self) -> Key {
        match self {
            KeptWhat::Draft => Key("kept-draft"),
            KeptWhat::Identity => Key("kept-identity"),
            KeptWhat::Words => Key("kept-words"),
            KeptWhat::Files => Key("kept-files"),
            KeptWhat::Journal => Key("kept-journal"),
        }
    }
}

/// `/privacy`
#[derive(Clone, Debug, Template)]
#[template(path = "pages/privacy.html")]
pub struct Privacy {
    /// What surrounds the page.
    pub frame: Frame,
    /// Who reads a complaint.
    pub readers: Vec<Reader>,
    /// How long what is kept.
    pub kept: Vec<Kept>,
}

/// `/toegankelijkheid`
#[derive(Clone, Debug, Template)]
#[template(path = "pages/accessibility.html")]
pub struct Accessibility {
    /// What surrounds the page.
    pub frame: Frame,
    /// When it was last checked; `None` when nobody did yet.
    pub checked: Option<Date>,
}

#[cfg(test)]
impl Privacy {
    pub(crate) fn sample() -> Privacy {
        Privacy {
            frame: Frame::sample(),
            readers: Reader::samples(),
            kept: vec![
                Kept {
                    what: KeptWhat::Draft,
                    how_long: Span::Hours(24),
                },
                Kept {
                    what: KeptWhat::Identity,
                    how_long: Span::Years(2),
                },
                Kept {
                    what: KeptWhat::Words,
                    how_long: Span::Years(5),
                },
                Kept {
                    what: KeptWhat::Files,
                    how_long: Span::Years(2),
                },
                Kept {
                    what: KeptWhat::Journal,
                    how_long: Span::Years(10),
                },
            ],
        }
    }
}

#[cfg(test)]
impl Accessibility {
    pub(crate) fn sample() -> Accessibility {
        Accessibility {
            frame: Frame::sample(),
            checked: Some(jiff::civil::date(2026, 11, 20)),
        }
    }
}
