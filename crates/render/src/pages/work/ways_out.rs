//! Ways out that aren't an answer: something else than a complaint, refused, released. The board member sees each.

use askama::Template;

use super::words;
use crate::form::{Form, SelectOption};
use crate::frame::Frame;

/// A refusal that somebody else proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Who proposes it.
    pub by: String,
    /// The reason, a code.
    pub reason: String,
    /// The letter that would go out.
    pub letter: String,
    /// The reader may agree: another person than who proposes.
    pub may_agree: bool,
}

/// `/werk/klachten/{nr}/uitweg`; each form has a hidden `uitweg`: `herindelen` (`ander`, `ander_woorden`), `weigeren`
/// (`weiger_reden`, `weiger_brief`), `akkoord` (button `akkoord`: `ja`), `vrijgeven` (`vrijgave_reden`, `vrijgave_woorden`).
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/ways_out.html")]
pub struct WaysOutPage {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
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
    /// Another person must agree.
    pub second_person: bool,
    /// Field `weiger_reden`, a code.
    pub refuse_reason: String,
    /// Field `weiger_brief`.
    pub refuse_letter: String,
    /// A refusal that was proposed.
    pub proposal: Option<Proposal>,
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

    fn refusal(&self, code: &str) -> String {
        words::word(&self.frame.t, words::REFUSALS, code)
    }
}

#[cfg(test)]
impl WaysOutPage {
    pub(crate) fn sample() -> WaysOutPage {
        let frame = Frame::sample_staff();
        WaysOutPage {
            form: Form::new(frame.t, "s-52"),
            number: "26-3HX8D".into(),
            title: "Verwarming valt elke avond uit".into(),
            board_member: "Chris".into(),
            reclassify: true,
            other: "question".into(),
            other_words: String::new(),
            refuse: true,
            second_person: true,
            refuse_reason: String::new(),
            refuse_letter: String::new(),
            proposal: Some(Proposal {
                by: "Ann".into(),
                reason: "not_about_us".into(),
                letter: "Dag Rik\n\nDit gaat over je buur. Daar kunnen we niets aan doen.".into(),
                may_agree: true,
            }),
            release: true,
            release_reason: String::new(),
            release_words: String::new(),
            frame,
        }
    }

    pub(crate) fn sample_unproposed() -> WaysOutPage {
        WaysOutPage {
            board_member: String::new(),
            proposal: None,
            ..WaysOutPage::sample()
        }
    }
}
