//! All of a complaint from the beginning, part by part: what doesn't stand on its page any more stands here.

use askama::Template;

use super::follow::Message;
use super::recent::Whole;
use super::work::entry::Entry;
use crate::course::Course;
use crate::frame::Frame;

/// Which part this is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The part, counted from 1.
    pub part: usize,
    /// How many there are.
    pub of: usize,
    /// Where they all are.
    pub whole: Whole,
}

impl Place {
    fn previous(&self) -> Option<String> {
        (self.part > 1).then(|| self.whole.part(self.part - 1))
    }

    fn next(&self) -> Option<String> {
        (self.part < self.of).then(|| self.whole.part(self.part + 1))
    }
}

/// `/volgen/klacht/alles`
#[derive(Clone, Debug, Template)]
#[template(path = "pages/all.html")]
pub struct OwnAll {
    /// What surrounds the page.
    pub frame: Frame,
    /// Which part.
    pub place: Place,
    /// This part of the line; empty when the line ended before.
    pub course: Course,
    /// This part of the messages, oldest first; empty when they ended before.
    pub messages: Vec<Message>,
}

/// `/werk/klachten/{nr}/alles`
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/all.html")]
pub struct CaseAll {
    /// What surrounds the page.
    pub frame: Frame,
    /// Its number.
    pub number: String,
    /// The page of the complaint.
    pub back: String,
    /// Which part.
    pub place: Place,
    /// This part of the line; empty when the line ended before.
    pub course: Course,
    /// This part of the complaint, the messages and the notes, oldest first; empty when they ended before.
    pub entries: Vec<Entry>,
}

#[cfg(test)]
impl OwnAll {
    pub(crate) fn sample() -> OwnAll {
        let frame = Frame::sample();
        OwnAll {
            place: Place {
                part: 2,
                of: 3,
                whole: Whole {
                    address: "/volgen/klacht/alles".into(),
                },
            },
            course: crate::sample_data::full_course(frame.t),
            messages: crate::sample_data::messages(),
            frame,
        }
    }
}

#[cfg(test)]
impl CaseAll {
    pub(crate) fn sample() -> CaseAll {
        let frame = Frame::sample_staff();
        CaseAll {
            number: "26-3HX8D".into(),
            back: "/werk/klachten/26-3HX8D".into(),
            place: Place {
                part: 1,
                of: 2,
                whole: Whole {
                    address: "/werk/klachten/26-3HX8D/alles".into(),
                },
            },
            course: crate::sample_data::full_course(frame.t),
            entries: Entry::samples(),
            frame,
        }
    }
}
