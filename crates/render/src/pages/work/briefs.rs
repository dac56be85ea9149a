//! What somebody has to do in complaints that they don't read: what was promised, and what they are asked.

use askama::Template;
use jiff::civil::Date;

use super::notice::Done;
use super::parts::{BoardQuestion, Due, UndertakingItem, UndertakingState, ticks_done};
use crate::form::Form;
use crate::frame::Frame;
use crate::pages::parts::paragraphs;

/// A brief for the reader or their group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// What the form sends back in `brief`: letters and digits only.
    pub reference: String,
    /// Which group, or "jij".
    pub to: String,
    /// It is what is said of the reader: they are heard.
    pub heard: bool,
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

/// Something that was promised and that the reader does. Posts to the complaint's own address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPromise {
    /// The complaint's number.
    pub number: String,
    /// Where: the project; may be empty.
    pub place: String,
    /// Who follows the complaint, and hears it when it can't be done; may be empty.
    pub handler: String,
    /// What, and by when.
    pub one: UndertakingItem,
    /// The box was ticked.
    pub ticked: bool,
}

impl OwnPromise {
    fn tick(&self) -> String {
        ticks_done(&self.number, &self.one.no)
    }
}

/// A question of the board member to the reader. Posts to the complaint's own address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnQuestion {
    /// The complaint's number.
    pub number: String,
    /// The question.
    pub question: BoardQuestion,
}

impl OwnQuestion {
    /// The field of the answer: two complaints may each have a first question.
    fn field(&self) -> String {
        format!("raad_antwoord_{}", self.question.no)
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
    /// What was promised and the reader does, the most urgent first.
    pub promised: Vec<OwnPromise>,
    /// What the board member asks them.
    pub questions: Vec<OwnQuestion>,
}

impl BriefsPage {
    /// Whether anything is asked about how we work, beside what is said of the reader.
    fn asks(&self) -> bool {
        self.briefs.iter().any(|brief| !brief.heard)
    }
}

#[cfg(test)]
impl BriefsPage {
    pub(crate) fn sample() -> BriefsPage {
        use jiff::civil::date;
        let frame = Frame::sample_staff();
        let brief = |reference: &str, reply: &str, discussed| Brief {
            reference: reference.into(),
            heard: reference == "b2",
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
            promised: UndertakingItem::samples()
                .into_iter()
                .filter(|one| one.may_do)
                .map(|one| OwnPromise {
                    number: "26-3HX8D".into(),
                    place: "Kerkwijk".into(),
                    handler: "Ann".into(),
                    one,
                    ticked: false,
                })
                .collect(),
            questions: vec![OwnQuestion {
                number: "26-3HX8D".into(),
                question: BoardQuestion {
                    no: 1,
                    words: "Waarom belde niemand terug?".into(),
                    to: "Jan".into(),
                    due: Due::Today,
                    answer: String::new(),
                    may_reply: true,
                    typed: String::new(),
                },
            }],
            frame,
        }
    }
}
