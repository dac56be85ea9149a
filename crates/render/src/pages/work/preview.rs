//! The letter as its reader will see it, before it is sent; advice on the tone; what this one send does.

use askama::Template;

use super::composer::Sort;
use super::parts::SendEffect;
use super::together::AlongLetter;
use super::tone::ToneWarning;
use crate::form::Form;
use crate::frame::Frame;
use crate::pages::parts::FileItem;
use crate::pages::parts::paragraphs;

/// `/werk/klachten/{nr}/nakijken`; posts to `/werk/klachten/{nr}/versturen` with `doe` (`verstuur`, `terug`), `soort` and all
/// that was typed.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/preview.html")]
pub struct Preview {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// The complaint's number.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// What is sent.
    pub sort: Sort,
    /// Who gets it; empty when we don't know what they are called.
    pub name: String,
    /// The whole letter.
    pub letter: String,
    /// Files that go along.
    pub files: Vec<FileItem>,
    /// What each point came to: the point and the outcome in words.
    pub points: Vec<(String, String)>,
    /// Who must agree before it goes out; empty when nobody must.
    pub second: String,
    /// Advice.
    pub warnings: Vec<ToneWarning>,
    /// What this send does.
    pub effects: Vec<SendEffect>,
    /// The letters to other complainants that go with the same press.
    pub along: Vec<AlongLetter>,
    /// All that was typed, as name and value, `soort` included.
    pub hidden: Vec<(String, String)>,
}

impl Preview {
    fn paragraphs(&self) -> Vec<&str> {
        paragraphs(&self.letter)
    }
}

#[cfg(test)]
impl Preview {
    pub(crate) fn sample() -> Preview {
        let frame = Frame::sample_staff();
        let letter = super::letter::AnswerLetter::sample().text(frame.t);
        Preview {
            form: Form::new(frame.t, "s-41"),
            number: "26-3HX8D".into(),
            title: "Verwarming valt elke avond uit".into(),
            sort: Sort::Answer,
            name: "Rik".into(),
            files: vec![FileItem::sample()],
            points: vec![("Niemand belde terug.".into(), "Klopt, onze fout".into())],
            second: String::new(),
            warnings: super::tone::warnings(frame.t, "Zoals reeds vermeld."),
            along: vec![],
            effects: super::composer::AnswerComposer::sample().effects,
            hidden: vec![
                ("soort".into(), "antwoord".into()),
                ("tekst".into(), letter.clone()),
            ],
            letter,
            frame,
        }
    }

    pub(crate) fn sample_second() -> Preview {
        Preview {
            second: "Bart".into(),
            ..Preview::sample()
        }
    }

    pub(crate) fn sample_along() -> Preview {
        Preview {
            along: vec![AlongLetter::sample()],
            ..Preview::sample()
        }
    }
}
