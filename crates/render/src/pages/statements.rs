//! What we do with data, and how accessible these pages are.

use askama::Template;
use jiff::civil::Date;

use super::parts::Reader;
use crate::frame::Frame;

/// How long something is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What.
    pub what: String,
    /// How long.
    pub how_long: String,
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
        let kept = |what: &str, how_long: &str| Kept {
            what: what.into(),
            how_long: how_long.into(),
        };
        Privacy {
            frame: Frame::sample(),
            readers: Reader::samples(),
            kept: vec![
                kept("Wat je typt maar niet verstuurt", "24 uur"),
                kept("Je naam en hoe we je bereiken", "2 jaar na het einde"),
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
