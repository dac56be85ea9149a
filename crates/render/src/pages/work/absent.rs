//! When somebody is away, as they say it themself.

use askama::Template;
use jiff::civil::Date;

use super::notice::Done;
use crate::form::Form;
use crate::frame::Frame;

/// `/werk/afwezig`: fields `afwezig_van`, `afwezig_tot`; `/terug` with `afwezig`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/absent.html")]
pub struct AbsentPage {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// What was just done.
    pub notice: Option<Done>,
    /// Who takes over the reader's complaints, as far as that is set.
    pub takes_over: Vec<String>,
    /// First day, last day, and the key of each absence to come.
    pub absences: Vec<(Date, Date, String)>,
    /// Where its forms post to.
    pub absence_path: String,
    /// What was typed: from, until.
    pub absence_typed: (String, String),
}

#[cfg(test)]
impl AbsentPage {
    pub(crate) fn sample() -> AbsentPage {
        let frame = Frame::sample_staff();
        let day = |day| jiff::civil::date(2026, 12, day);
        AbsentPage {
            form: Form::new(frame.t, "s-72"),
            notice: None,
            takes_over: vec!["Karim".into()],
            absences: vec![(day(21), day(31), "1".into())],
            absence_path: "/werk/afwezig".into(),
            absence_typed: Default::default(),
            frame,
        }
    }
}
