//! Briefs: what a group or a colleague is asked, in words written for them. Never who complained.

use askama::Template;
use jiff::civil::Date;

use super::notice::Done;
use super::parts::{BoardQuestion, Due, UndertakingItem, UndertakingState};
use crate::form::Form;
use crate::frame::Frame;
use crate::pages::follow::paragraphs;

/// A brief for the reader or their group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// What the form sends back in `brief`: letters and digits only.
    pub reference: String,
    /// Which group, or "jij".
    pub to: String,
    /// When it was asked.
    pub on: Date,
    /// By when a reply is wanted.
    pub due: Due,
    /// The words.
    pub words: String,
    /// What was replied; may be empty.
    pub reply: String,
    /// When it was discussed.
    pub discussed: Option<Date>,
    /// The reader may reply.
    pub may_reply: bool,
    /// Field `antwoord_{reference}`.
    pub typed: String,
}

impl Brief {
    fn paragraphs(&self) -> Vec<&str> {
        paragraphs(&self.words)
    }
}

/// What the reader has to do in a complaint that they don't read. Posts to the complaint's own address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPart {
    /// The complaint's number.
    pub number: String,
    /// What they do of what was offered.
    pub undertakings: Vec<UndertakingItem>,
    /// What the board member asks them.
    pub questions: Vec<BoardQuestion>,
}

impl OwnPart {
    fn base(&self) -> String {
        format!("/werk/klachten/{}", self.number)
    }
}

/// `/werk/brieven`: fields `brief`, `antwoord_{reference}`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/briefs.html")]
pub struct BriefsPage {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// What was just done.
    pub notice: Option<Done>,
    /// The briefs, open ones first.
    pub briefs: Vec<Brief>,
    /// The reader's own part in complaints that they don't follow.
    pub parts: Vec<OwnPart>,
}

#[cfg(test)]
impl BriefsPage {
    pub(crate) fn sample() -> BriefsPage {
        use jiff::civil::date;
        let frame = Frame::sample_staff();
        let brief = |reference: &str, reply: &str, discussed| Brief {
            reference: reference.into(),
            to: "Werkgroep Gebouwen".into(),
            on: date(2026, 11, 25),
            due: Due::Today,
            words: "Een lift was drie weken stuk.\n\nWie belt de firma, en wanneer?".into(),
            reply: reply.into(),
            discussed,
            may_reply: reply.is_empty(),
            typed: String::new(),
        };
        BriefsPage {
            form: Form::new(frame.t, "s-54"),
            notice: None,
            briefs: vec![
                brief("b1", "", None),
                brief("b2", "Wij bellen elke dag.", Some(date(2026, 11, 26))),
            ],
            parts: vec![OwnPart {
                number: "26-3HX8D".into(),
                undertakings: UndertakingItem::samples(),
                questions: vec![BoardQuestion {
                    no: 1,
                    words: "Waarom belde niemand terug?".into(),
                    to: "Jan".into(),
                    due: Due::Today,
                    answer: String::new(),
                    may_reply: true,
                    typed: String::new(),
                }],
            }],
            frame,
        }
    }
}
