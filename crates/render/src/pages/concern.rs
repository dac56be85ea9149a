//! Raising a problem first, and what is said after that.

use askama::Template;
use jiff::civil::Date;

use super::parts::{Channel, FileItem};
use crate::form::{Form, SelectOption};
use crate::frame::Frame;

/// `/melden`: fields `project`, `thema`, `verhaal`, `bestanden` (files), `hoe`, `adres`, `tel`, `post`, `naam`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/concern.html")]
pub struct Concern {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// Where "Terug" leads.
    pub back: String,
    /// Who gets it; empty when that depends on the project or theme.
    pub contact: String,
    /// Who reads it, as far as it is known already.
    pub readers: Vec<String>,
    /// Everybody who could come to read it; the chosen ones are ticked: field `uitsluiten`.
    pub others: Vec<SelectOption>,
    /// By when they answer; `None` when nothing is promised.
    pub answer_by: Option<Date>,
    /// Projects; empty when there is nothing to choose.
    pub projects: Vec<SelectOption>,
    /// Themes; empty when there is nothing to choose.
    pub themes: Vec<SelectOption>,
    /// What was typed.
    pub story: String,
    /// How to answer.
    pub channel: Channel,
    /// The files so far: more come in field `bestanden`; button `verwijder`.
    pub files: Vec<FileItem>,
    /// How many files one may add.
    pub most_files: usize,
    /// The most megabytes of one.
    pub most_megabytes: u64,
}

/// After `/melden`: who looks at it and by when. One button makes it a complaint.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/concern_thanks.html")]
pub struct ConcernThanks {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form of the button "Toch meteen een klacht".
    pub form: Form,
    /// Who looks at it.
    pub contact: String,
    /// By when they answer; `None` when nothing is promised.
    pub answer_by: Option<Date>,
    /// The number.
    pub number: String,
    /// The code in groups of four.
    pub code: Vec<String>,
    /// Whether we know how to reach them: decides what is said about a lost code.
    pub reachable: bool,
    /// A mail with a code of its own goes out.
    pub mailed: bool,
}

#[cfg(test)]
impl Concern {
    pub(crate) fn sample() -> Concern {
        let frame = Frame::sample();
        let (projects, themes) = crate::sample_data::options();
        Concern {
            form: Form::new(frame.t, "s-1"),
            frame,
            back: "/klacht/bewoner".into(),
            contact: String::new(),
            readers: vec!["Els".into(), "Bart".into()],
            others: crate::form::sample_others(),
            answer_by: Some(jiff::civil::date(2026, 12, 10)),
            projects,
            themes,
            story: String::new(),
            channel: Channel::default(),
            files: vec![FileItem::sample()],
            most_files: 5,
            most_megabytes: 20,
        }
    }
}

#[cfg(test)]
impl ConcernThanks {
    pub(crate) fn sample(reachable: bool) -> ConcernThanks {
        let frame = Frame::sample();
        ConcernThanks {
            form: Form::new(frame.t, "s-2"),
            frame,
            contact: "Jan".into(),
            answer_by: Some(jiff::civil::date(2026, 12, 10)),
            number: "26-7KQ4M".into(),
            code: crate::sample_data::code(),
            reachable,
            mailed: false,
        }
    }
}
