//! How to reach us.

use askama::Template;

use crate::frame::Frame;

/// `/contact`
#[derive(Clone, Debug, Template)]
#[template(path = "pages/contact.html")]
pub struct Contact {
    /// What surrounds the page.
    pub frame: Frame,
}

#[cfg(test)]
impl Contact {
    pub(crate) fn sample() -> Contact {
        Contact {
            frame: Frame::sample(),
        }
    }
}
