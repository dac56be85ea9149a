//! Writing down a complaint that somebody told: by phone, at the counter, in a letter or a mail. One page.

use askama::Template;
use jiff::civil::Date;

use super::words;
use crate::form::{Form, SelectOption};
use crate::frame::Frame;
use crate::pages::parts::{Channel, FileItem, Reader};

/// `/werk/nieuw`: fields `kanaal`, `gehoord_datum`, `gehoord_uur`, `wie` (several), `verhaal`, `oplossing`, `stappen`, `hoe`, `adres`,
/// `tel`, `post`, `naam`, `project`, `thema`, `uitsluiten` (several), `naam_noemen`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/new_case.html")]
pub struct NewCase {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// Field `kanaal`, a code of channels without `form`.
    pub by: String,
    /// Field `gehoord_datum`.
    pub date: String,
    /// Field `gehoord_uur`.
    pub time: String,
    /// Field `wie`: codes of kinds.
    pub kinds: Vec<String>,
    /// Field `verhaal`.
    pub story: String,
    /// Field `oplossing`.
    pub remedy: String,
    /// Field `stappen`.
    pub steps_taken: String,
    /// Field `concept`: the key of the draft that holds its files; empty when there are none.
    pub draft: String,
    /// Files that came in already: field `bijlage`; more come in field `bestanden`.
    pub files: Vec<FileItem>,
    /// Fields `hoe`, `adres`, `tel`, `post`, `naam`.
    pub channel: Channel,
    /// Field `project`.
    pub projects: Vec<SelectOption>,
    /// Field `thema`.
    pub themes: Vec<SelectOption>,
    /// Who would read it; ticked ones are excluded: field `uitsluiten`.
    pub readers: Vec<Reader>,
    /// Field `naam_noemen`: `ja`, `nee` or nothing yet.
    pub may_name: String,
}

/// What to read out after it was written down: the number and the code. The code is never shown again.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/written_down.html")]
pub struct WrittenDown {
    /// What surrounds the page.
    pub frame: Frame,
    /// The number.
    pub number: String,
    /// The code in groups of four.
    pub code: Vec<String>,
    /// The reader may open the complaint.
    pub follows: bool,
    /// Another code for a complaint that was written down before.
    pub again: bool,
    /// What to say of the answer.
    pub owed: Owed,
    /// It came on paper: the code goes back the same way.
    pub on_paper: bool,
}

/// What to say of the answer that is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owed {
    /// Nothing: it isn't known here.
    Unsaid,
    /// By that day; by whom, when somebody is named.
    By(Date, String),
    /// That day is over.
    Late,
}

#[cfg(test)]
impl WrittenDown {
    pub(crate) fn sample() -> WrittenDown {
        WrittenDown {
            frame: Frame::sample_staff(),
            number: "26-7KQ4M".into(),
            code: crate::sample_data::code(),
            follows: true,
            again: false,
            owed: Owed::By(jiff::civil::date(2026, 11, 27), "Ann".into()),
            on_paper: false,
        }
    }

    pub(crate) fn sample_late() -> WrittenDown {
        WrittenDown {
            owed: Owed::Late,
            on_paper: true,
            follows: false,
            ..WrittenDown::sample()
        }
    }
}

impl NewCase {
    fn channels(&self) -> Vec<SelectOption> {
        let mut all = words::choose(&self.frame.t, words::CHANNELS, &self.by);
        all.retain(|one| one.value != "form");
        all
    }

    fn kind_boxes(&self) -> Vec<(&'static str, String, bool)> {
        words::KINDS
            .iter()
            .map(|(code, key)| {
                (
                    *code,
                    self.frame.t.m(key),
                    self.kinds.iter().any(|kind| kind == code),
                )
            })
            .collect()
    }
}

#[cfg(test)]
impl NewCase {
    pub(crate) fn sample() -> NewCase {
        let frame = Frame::sample_staff();
        let (projects, themes) = crate::sample_data::options();
        let form = Form::new(frame.t, "s-55");
        NewCase {
            form: form
                .wrong("wie", &crate::Problem::ChoiceMissing)
                .wrong("hoe", &crate::Problem::ChannelMissing),
            by: "phone".into(),
            date: "2026-11-26".into(),
            time: "10.05".into(),
            kinds: vec!["resident".into()],
            story: "De lift is stuk.".into(),
            remedy: String::new(),
            steps_taken: String::new(),
            draft: "00".repeat(32),
            files: vec![FileItem::sample()],
            channel: Channel::sample(),
            projects,
            themes,
            readers: Reader::samples(),
            may_name: "nee".into(),
            frame,
        }
    }
}
