//! What was written down of a complaint, to be read out to who told it, before anything is registered.

use askama::Template;
use jiff::civil::{Date, DateTime};

use super::words;
use crate::form::Form;
use crate::frame::Frame;
use crate::pages::parts::{Channel, FileItem, Reader};
use crate::texts::Key;

/// Second page of `/werk/nieuw`; posts there with `doe` (`bewaar`, `verander`) and all that was typed.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/read_aloud.html")]
pub struct ReadAloud {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// How it came in, a code of channels.
    pub by: String,
    /// When it was heard.
    pub heard: DateTime,
    /// Codes of kinds.
    pub kinds: Vec<String>,
    /// What happened.
    pub story: String,
    /// What was done already.
    pub steps_taken: String,
    /// What should happen.
    pub remedy: String,
    /// Project and theme.
    pub about: String,
    /// Files that go along.
    pub files: Vec<FileItem>,
    /// How they want the answer, and their name.
    pub channel: Channel,
    /// Who will read it.
    pub readers: Vec<Reader>,
    /// Who is ticked.
    pub excluded: Vec<String>,
    /// May the name be told?
    pub may_name: bool,
    /// By when it is answered, counted from when it was heard.
    pub answer_by: Date,
    /// That day is over.
    pub late: bool,
    /// All that was typed, as name and value.
    pub hidden: Vec<(String, String)>,
}

impl ReadAloud {
    /// Spoken words are read out; a letter or a mail is compared.
    fn spoken(&self) -> bool {
        matches!(self.by.as_str(), "phone" | "counter")
    }

    fn title(&self) -> Key {
        if self.spoken() {
            Key("read-title-spoken")
        } else {
            Key("read-title-written")
        }
    }

    fn intro(&self) -> Key {
        if self.spoken() {
            Key("read-intro-spoken")
        } else {
            Key("read-intro-written")
        }
    }

    fn came(&self) -> Key {
        match self.by.as_str() {
            "phone" => Key("read-came-phone"),
            "counter" => Key("read-came-counter"),
            "letter" => Key("read-came-letter"),
            _ => Key("read-came-mail"),
        }
    }

    fn kinds(&self) -> String {
        let t = &self.frame.t;
        let known = self.kinds.iter().map(|code| words::word(t, words::KINDS, code));
        known.collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
impl ReadAloud {
    pub(crate) fn sample(by: &str) -> ReadAloud {
        let frame = Frame::sample_staff();
        ReadAloud {
            form: Form::new(frame.t, "s-56"),
            by: by.into(),
            heard: jiff::civil::date(2026, 11, 25).at(10, 5, 0, 0),
            kinds: vec!["resident".into(), "cooperator".into()],
            story: "De lift is stuk.\nAl drie weken.".into(),
            steps_taken: "Ik belde twee keer.".into(),
            remedy: String::new(),
            about: "Molenkouter, lift".into(),
            files: vec![FileItem::sample()],
            channel: Channel::sample(),
            readers: Reader::samples(),
            excluded: vec!["Wim".into()],
            may_name: false,
            answer_by: jiff::civil::date(2026, 11, 27),
            late: by == "mail",
            hidden: vec![("verhaal".into(), "De lift is stuk.\nAl drie weken.".into())],
            frame,
        }
    }
}
