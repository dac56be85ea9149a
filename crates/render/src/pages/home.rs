//! The first page: who are you, and what do we promise?

use askama::Template;

use crate::course::Course;
use crate::frame::Frame;

/// `/`
#[derive(Clone, Debug, Template)]
#[template(path = "pages/home.html")]
pub struct Home {
    /// What surrounds the page.
    pub frame: Frame,
    /// Where the step before leads back to, `?terug=nakijken`; empty for who begins.
    pub then: String,
    /// Somebody is there who can take a complaint; before that the form is closed.
    pub open: bool,
    /// What is promised to somebody who complains today (`forecast`, labelled by `verloop`).
    pub promises: Course,
}

#[cfg(test)]
impl Home {
    pub(crate) fn sample(open: bool) -> Home {
        let frame = Frame::sample_demo();
        let promises = crate::sample_data::forecast(frame.t);
        Home {
            frame,
            then: String::new(),
            open,
            promises,
        }
    }
}
