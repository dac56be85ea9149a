//! Complaints with one cause: suggested, linked, answered with one draft, and what became of each after the send.

use askama::Template;

use super::parts::{Due, SendEffect};
use super::words;
use crate::form::{Form, SelectOption};
use crate::frame::Frame;
use crate::pages::parts::paragraphs;
use crate::texts::Texts;

/// Another complaint, as a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// Where it leads.
    pub href: String,
    /// Its number.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// When what is owed next is due.
    pub due: Due,
}

/// A linked complaint under a draft. Box `ook` with its number; `uitkomst_{number}_{n}` per point, and `te_laat_{number}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlongItem {
    /// The complaint.
    pub line: Neighbour,
    /// What the complainant is called; may be empty.
    pub name: String,
    /// How they want the answer, a code.
    pub reply_by: String,
    /// Why it can't go along, in a sentence; empty when it can.
    pub why_not: String,
    /// It was ticked.
    pub ticked: bool,
    /// Each point with what may be chosen.
    pub points: Vec<(String, Vec<SelectOption>)>,
    /// Why it is late there, as typed; nothing when it isn't.
    pub delay: Option<String>,
}

impl AlongItem {
    pub(crate) fn reply_by(&self, t: &Texts) -> String {
        words::word(t, words::REPLY_BY, &self.reply_by)
    }
}

/// The linked complaints under a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Along(pub Vec<AlongItem>);

impl Along {
    /// Files go with the first letter only, and there may be some.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The letter to another complainant, before it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlongLetter {
    /// The number.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// Who gets it; may be empty.
    pub name: String,
    /// The whole letter.
    pub letter: String,
    /// What each point came to.
    pub points: Vec<(String, String)>,
    /// Who must agree before it goes out; empty when nobody must.
    pub second: String,
    /// What this send does there.
    pub effects: Vec<SendEffect>,
}

impl AlongLetter {
    pub(crate) fn paragraphs(&self) -> Vec<&str> {
        paragraphs(&self.letter)
    }
}

/// A complaint that got it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Went {
    /// Where it leads.
    pub href: String,
    /// Its number.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// It waits for a second person.
    pub proposed: bool,
}

/// A complaint that didn't get it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stayed {
    /// Its number, as it was ticked.
    pub number: String,
    /// What it is about; empty when it isn't there for the reader.
    pub title: String,
    /// Why not.
    pub why: String,
    /// Where what was typed is shown again, to go on there.
    pub action: String,
    /// All that was typed, as name and value; empty when there is nowhere to go on.
    pub hidden: Vec<(String, String)>,
}

/// What became of a send to several, when it didn't go to all.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/together.html")]
pub struct TogetherPage {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form; each form on the page has a key of its own.
    pub form: Form,
    /// The complaint that the draft was for.
    pub number: String,
    /// What that is about.
    pub title: String,
    /// Who got it.
    pub went: Vec<Went>,
    /// Who didn't.
    pub stayed: Vec<Stayed>,
}

#[cfg(test)]
impl Neighbour {
    pub(crate) fn sample() -> Neighbour {
        Neighbour {
            href: "/werk/klachten/26-7KQ4M".into(),
            number: "26-7KQ4M".into(),
            title: "Lift al drie weken stuk".into(),
            due: Due::Late(1),
        }
    }
}

#[cfg(test)]
impl Along {
    pub(crate) fn sample() -> Along {
        let item = AlongItem {
            line: Neighbour::sample(),
            name: "Fatima".into(),
            reply_by: "phone".into(),
            why_not: String::new(),
            ticked: true,
            points: vec![("De lift is stuk.".into(), words::sample_people())],
            delay: Some(String::new()),
        };
        let answered = AlongItem {
            line: Neighbour {
                number: "26-8YT3F".into(),
                due: Due::Open,
                ..Neighbour::sample()
            },
            why_not: "Deze klacht is al beantwoord".into(),
            ..item.clone()
        };
        Along(vec![item, answered])
    }
}

#[cfg(test)]
impl AlongLetter {
    pub(crate) fn sample() -> AlongLetter {
        AlongLetter {
            number: "26-7KQ4M".into(),
            title: "Lift al drie weken stuk".into(),
            name: "Fatima".into(),
            letter: "Dag Fatima\n\nDe lift werkt weer.".into(),
            points: vec![("De lift is stuk.".into(), "Klopt, onze fout".into())],
            second: "Bart".into(),
            effects: vec![SendEffect::Management],
        }
    }
}

#[cfg(test)]
impl TogetherPage {
    pub(crate) fn sample() -> TogetherPage {
        let frame = Frame::sample_staff();
        TogetherPage {
            form: Form::new(frame.t, "s-60"),
            number: "26-3HX8D".into(),
            title: "Verwarming valt elke avond uit".into(),
            went: vec![Went {
                href: "/werk/klachten/26-3HX8D".into(),
                number: "26-3HX8D".into(),
                title: "Verwarming valt elke avond uit".into(),
                proposed: false,
            }],
            stayed: vec![Stayed {
                number: "26-7KQ4M".into(),
                title: "Lift al drie weken stuk".into(),
                why: "Deze klacht is al beantwoord".into(),
                action: "/werk/klachten/26-7KQ4M/versturen".into(),
                hidden: vec![("tekst".into(), "Dag Fatima".into())],
            }],
            frame,
        }
    }
}
