//! Naming another person to follow a complaint up.

use askama::Template;

use crate::form::{Form, SelectOption};
use crate::frame::Frame;

/// `/werk/klachten/{nr}/toewijzen`: fields `wie`, `reden`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/assign.html")]
pub struct AssignPage {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// The complaint's number.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// Who follows it up now.
    pub handler: String,
    /// Who may; nobody excluded.
    pub people: Vec<SelectOption>,
    /// Why, for a note; may stay empty.
    pub reason: String,
}

#[cfg(test)]
impl AssignPage {
    pub(crate) fn sample() -> AssignPage {
        let frame = Frame::sample_staff();
        AssignPage {
            form: Form::new(frame.t, "s-51"),
            number: "26-3HX8D".into(),
            title: "Verwarming valt elke avond uit".into(),
            handler: "Ann".into(),
            people: super::words::sample_people(),
            reason: String::new(),
            frame,
        }
    }
}
