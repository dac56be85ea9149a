//! The receipt: number, code and what happens now.

use askama::Template;

use crate::course::Course;
use crate::form::Form;
use crate::frame::Frame;

/// `/bedankt`
#[derive(Clone, Debug, Template)]
#[template(path = "pages/receipt.html")]
pub struct Receipt {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form of the button that closes it.
    pub form: Form,
    /// The number.
    pub number: String,
    /// The code in groups of four.
    pub code: Vec<String>,
    /// What was done and what is promised (labelled by `verloop`).
    pub course: Course,
    /// Whether we know how to reach them: decides what is said about a lost code.
    pub reachable: bool,
    /// A mail with a code of its own goes out.
    pub mailed: bool,
}

#[cfg(test)]
impl Receipt {
    pub(crate) fn sample(reachable: bool) -> Receipt {
        let frame = Frame::sample();
        Receipt {
            course: crate::sample_data::receipt_course(frame.t),
            form: Form::new(frame.t, "s-62"),
            frame,
            number: "26-7KQ4M".into(),
            code: crate::sample_data::code(),
            reachable,
            mailed: reachable,
        }
    }
}
