//! Ways out that aren't an answer: something else than a complaint, refused, released. The board member sees each.

use askama::Template;
use jiff::civil::Date;

use super::words;
use crate::form::{Form, SelectOption};
use crate::frame::Frame;

/// `/werk/klachten/{nr}/uitweg`; each form has a hidden `uitweg`: `herindelen` (`ander`, `ander_woorden`), `weigeren`
/// (`weiger_reden`, `weiger_brief`), `vrijgeven` (`vrijgave_reden`, `vrijgave_woorden`).
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/ways_out.html")]
pub struct WaysOutPage {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// By when the sender still gets an answer; `None` when they have it.
    pub answer_by: Option<Date>,
    /// The complaint's number.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// Who of the board sees it.
    pub board_member: String,
    /// The reader may reclassify.
    pub reclassify: bool,
    /// Field `ander`, a code.
    pub other: String,
    /// Field `ander_woorden`.
    pub other_words: String,
    /// The reader may propose to refuse.
    pub refuse: bool,
    /// Who must agree to another name for it; `None`: nobody must.
    pub reclassify_second: Option<String>,
    /// Who must agree to a refusal; `None`: nobody must.
    pub refuse_second: Option<String>,
    /// Field `weiger_reden`, a code.
    pub refuse_reason: String,
    /// Field `weiger_brief`.
    pub refuse_letter: String,
    /// One of these was proposed and waits.
    pub waits: bool,
    /// The reader may release.
    pub release: bool,
    /// Field `vrijgave_reden`, a code.
    pub release_reason: String,
    /// Field `vrijgave_woorden`.
    pub release_words: String,
}

impl WaysOutPage {
    fn refusals(&self) -> Vec<SelectOption> {
        words::choose(&self.frame.t, words::REFUSALS, &self.refuse_reason)
    }

    fn releases(&self) -> Vec<SelectOption> {
        words::choose(&self.frame.t, words::RELEASES, &self.release_reason)
    }
}

#[cfg(test)]
impl WaysOutPage {
    pub(crate) fn sample() -> WaysOutPage {
        let frame = Frame::sample_staff();
        WaysOutPage {
            form: Form::new(frame.t, "s-52"),
            answer_by: Some(jiff::civil::date(2026, 11, 25)),
            number: "26-3HX8D".into(),
            title: "Verwarming valt elke avond uit".into(),
            board_member: "Chris".into(),
            reclassify: true,
            other: "question".into(),
            other_words: String::new(),
            refuse: true,
            reclassify_second: None,
            refuse_second: Some("Bart".into()),
            refuse_reason: String::new(),
            refuse_letter: String::new(),
            waits: true,
            release: true,
            release_reason: String::new(),
            release_words: String::new(),
            frame,
        }
    }

    pub(crate) fn sample_unproposed() -> WaysOutPage {
        WaysOutPage {
            board_member: String::new(),
            reclassify_second: Some("Bart".into()),
            refuse_second: None,
            waits: false,
            ..WaysOutPage::sample()
        }
    }
}
