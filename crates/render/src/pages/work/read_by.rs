//! Who read a complaint: a page of its own for who watches over it.

use askama::Template;
use jiff::civil::DateTime;

use super::words::{LOOKED, word};
use crate::frame::Frame;
use crate::texts::Texts;

/// What one person did with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// Who.
    pub name: String,
    /// What, as a code.
    pub what: String,
    /// How often.
    pub times: u64,
    /// The first time.
    pub first: DateTime,
    /// The last time.
    pub last: DateTime,
    /// They may not know of it any more.
    pub excluded: bool,
}

impl Look {
    fn what(&self, t: &Texts) -> String {
        word(t, LOOKED, &self.what)
    }

    fn refused(&self) -> bool {
        self.what == "refused"
    }
}

/// `/werk/klachten/{nr}/gelezen`
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/read_by.html")]
pub struct ReadBy {
    /// What surrounds the page.
    pub frame: Frame,
    /// Its number.
    pub number: String,
    /// The page of the complaint.
    pub back: String,
    /// Who did what, who did so last first.
    pub looks: Vec<Look>,
}

#[cfg(test)]
impl ReadBy {
    pub(crate) fn sample() -> ReadBy {
        let at = |day| jiff::civil::date(2026, 12, day).at(10, 5, 0, 0);
        let look = |name: &str, what: &str, times, excluded| Look {
            name: name.into(),
            what: what.into(),
            times,
            first: at(1),
            last: at(if times > 1 { 4 } else { 1 }),
            excluded,
        };
        ReadBy {
            frame: Frame::sample_staff(),
            number: "26-7KQ4M".into(),
            back: "/werk/klachten/26-7KQ4M".into(),
            looks: vec![
                look("Ann Verbeke", "read", 7, false),
                look("Chris Wouters", "name", 1, false),
                look("Lies Peeters", "file", 1, true),
                look("Sam De Smet", "refused", 2, false),
            ],
        }
    }
}
