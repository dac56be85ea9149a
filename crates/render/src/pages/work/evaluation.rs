//! "Moeten we anders werken?" on its own page: ask a group or a colleague, note what they said, decide.

use askama::Template;
use jiff::civil::Date;

use super::composer::DifferentlyTyped;
use super::notice::Done;
use super::parts::{Due, MeasureLine};
use super::together::Along;
use crate::form::{Form, SelectOption};
use crate::frame::Frame;
use crate::texts::Key;

/// A question to a group or a colleague.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// It is what is said of somebody who was complained about.
    pub heard: bool,
    /// Its number.
    pub no: u32,
    /// Which group or who.
    pub to: String,
    /// The brief.
    pub brief: String,
    /// When it was asked.
    pub on: Date,
    /// When it was discussed, or the brief was delivered; nothing while it is open.
    pub discussed: Option<Date>,
    /// What they said; may be empty.
    pub reply: String,
    /// What was typed as reply: field `reactie_{no}`.
    pub reply_typed: String,
    /// The day of the meeting as typed: field `vergadering_{no}`.
    pub meeting_typed: String,
}

/// `/werk/klachten/{nr}/evaluatie`. Posts to `…/evaluatie/vraag` (`groep`, `persoon`, `brief`), `…/evaluatie/besproken` (`vraag`,
/// `reactie_{no}`, `vergadering_{no}`), `…/evaluatie/hoor` (`wie_gehoord`, `verwijt`) and `…/evaluatie` (the fields of `differently.html`, `bericht`).
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/evaluation.html")]
pub struct EvaluationPage {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// What was just done.
    pub notice: Option<Done>,
    /// By when the complainant must hear the outcome, if it is decided today and nothing is sent with it.
    pub tell_by: Option<Date>,
    /// The complaint's number.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// By when it is decided.
    pub due: Due,
    /// Measures that were agreed before, with what their reviews found.
    pub measures: Vec<MeasureLine>,
    /// Questions so far.
    pub questions: Vec<Asked>,
    /// Groups to ask, the first of which is "nobody".
    pub groups: Vec<SelectOption>,
    /// Colleagues to ask, the first of which is "nobody".
    pub people: Vec<SelectOption>,
    /// The brief as typed.
    pub brief: String,
    /// Colleagues who may be heard: who was kept out of it. Empty when nobody was.
    pub respondents: Vec<SelectOption>,
    /// What is said of them, as typed.
    pub allegation: String,
    /// The decision as typed; nothing once decided.
    pub differently: Option<DifferentlyTyped>,
    /// Linked complaints of which the same may be decided with one press.
    pub along: Along,
    /// Field `bericht`: what we write to the complainant about the result; empty means later.
    pub message: String,
}

impl EvaluationPage {
    fn message_tip(&self) -> String {
        let t = self.frame.t;
        match &self.tell_by {
            Some(date) => t
                .a("evaluation-message-tip")
                .with("date", t.date(date))
                .to_string(),
            None => t.m("evaluation-message-tip-at-once"),
        }
    }

    fn reply_label(&self, one: &Asked) -> String {
        self.frame.t.m(match one.heard {
            true => Key("evaluation-hear-reply"),
            false => Key("evaluation-reply"),
        })
    }

    fn open_questions(&self) -> bool {
        self.questions.iter().any(|one| one.discussed.is_none())
    }
}

#[cfg(test)]
impl EvaluationPage {
    pub(crate) fn sample() -> EvaluationPage {
        use jiff::civil::date;
        let frame = Frame::sample_staff();
        let asked = |no, discussed, reply: &str| Asked {
            heard: no == 2,
            no,
            to: "Werkgroep Gebouwen".into(),
            brief: "Een lift was drie weken stuk. Niemand belde de firma opnieuw.\n\nWie belt, en wanneer?"
                .into(),
            on: date(2026, 11, 25),
            discussed,
            reply: reply.into(),
            reply_typed: String::new(),
            meeting_typed: String::new(),
        };
        EvaluationPage {
            form: Form::new(frame.t, "s-50"),
            notice: Done::from_code("vraag"),
            tell_by: Some(date(2026, 11, 25)),
            number: "26-3HX8D".into(),
            title: "Verwarming valt elke avond uit".into(),
            due: Due::On(date(2026, 12, 24)),
            measures: MeasureLine::samples(),
            questions: vec![
                asked(1, Some(date(2026, 11, 26)), "Wij bellen elke dag."),
                asked(2, None, ""),
            ],
            groups: super::words::sample_people(),
            people: super::words::sample_people(),
            brief: String::new(),
            respondents: super::words::sample_people(),
            allegation: String::new(),
            differently: Some(DifferentlyTyped {
                later_until: None,
                ..DifferentlyTyped::sample()
            }),
            along: Along::sample(),
            message: String::new(),
            frame,
        }
    }
}
