//! The session ended while somebody was writing: what they typed stays on the page, to copy it.

use askama::Template;

use crate::frame::Frame;

/// Answers a form of the staff that was sent after the session had ended. Nothing was sent on or kept.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/expired.html")]
pub struct Expired {
    /// What surrounds the page.
    pub frame: Frame,
    /// What was typed, a text each.
    pub typed: Vec<String>,
    /// Where the form was sent, and all that it held: it can be sent again from here once somebody signed in.
    pub again: Option<(String, Vec<(String, String)>)>,
    /// The page to go back to after signing in; a path of ours.
    pub back: String,
}

#[cfg(test)]
impl Expired {
    pub(crate) fn sample() -> Expired {
        Expired {
            frame: Frame::sample(),
            typed: vec!["Dag Rik\n\nJe hebt gelijk.".into(), "Jan komt vrijdag.".into()],
            again: Some((
                "/werk/klachten/26-3HX8D/nakijken".into(),
                vec![
                    ("sleutel".into(), "s-74".into()),
                    ("tekst".into(), "Dag Rik\n\nJe hebt gelijk.".into()),
                    ("soort".into(), "answer".into()),
                ],
            )),
            back: "/werk/klachten/26-3HX8D".into(),
        }
    }
}
