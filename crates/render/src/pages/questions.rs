//! Questions two to five: the story, the remedy and papers, how to answer, who may read.

use askama::Template;

use super::parts::{Channel, FileItem, Reader};
use crate::form::{Form, SelectOption};
use crate::frame::Frame;

/// `/klacht/nieuw/verhaal`: fields `verhaal`, `stem` (a file), `project`, `thema`; button `verwijder`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/story.html")]
pub struct Story {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// Where "Terug" leads.
    pub back: String,
    /// Somebody of the staff writes: they read what protects them.
    pub employee: bool,
    /// What was typed.
    pub story: String,
    /// Files added so far.
    pub files: Vec<FileItem>,
    /// Projects; empty when there is nothing to choose.
    pub projects: Vec<SelectOption>,
    /// Themes; empty when there is nothing to choose.
    pub themes: Vec<SelectOption>,
}

/// `/klacht/nieuw/oplossing`: fields `oplossing`, `bestanden` (files); button `verwijder`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/remedy.html")]
pub struct Remedy {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// What was typed.
    pub remedy: String,
    /// Files added so far.
    pub files: Vec<FileItem>,
    /// How many files one may add.
    pub most_files: usize,
    /// How many megabytes each may have.
    pub most_megabytes: u64,
}

/// `/klacht/nieuw/antwoord`: fields `hoe` (`mail`, `bel`, `brief`, `code`), `adres`, `tel`, `post`, `naam`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/channel.html")]
pub struct ChannelPage {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// What was chosen and typed.
    pub channel: Channel,
}

/// `/klacht/nieuw/lezers`: fields `uitsluiten` (ids of readers) and `naam_noemen` (`ja`, `nee`).
#[derive(Clone, Debug, Template)]
#[template(path = "pages/readers.html")]
pub struct Readers {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// Who reads it.
    pub readers: Vec<Reader>,
    /// Everybody else who could ever come to read it; the chosen ones are ticked.
    pub others: Vec<crate::form::SelectOption>,
    /// Who may take it over when nobody opened it in time.
    pub pool: Vec<String>,
    /// For some part there is nobody yet.
    pub vacant: bool,
    /// They gave their name: only then it is asked whether it may be told.
    pub named: bool,
    /// `ja`, `nee`, or nothing yet.
    pub may_name: String,
}

impl Readers {
    /// The names of those who were ticked, wherever they stand on the page.
    fn ticked(&self) -> Vec<&str> {
        let readers = self.readers.iter().filter(|one| one.excluded);
        let others = self.others.iter().filter(|one| one.chosen);
        let names = readers.map(|one| one.name.as_str());
        names.chain(others.map(|one| one.label.as_str())).collect()
    }
}

#[cfg(test)]
impl Story {
    pub(crate) fn sample() -> Story {
        let frame = Frame::sample();
        let (projects, themes) = crate::sample_data::options();
        Story {
            form: Form::new(frame.t, "s-2"),
            frame,
            back: "/klacht/medewerker".into(),
            employee: true,
            story: "De lift is al drie weken stuk. <b>Mijn moeder</b> geraakt niet meer buiten.".into(),
            files: vec![FileItem::sample()],
            projects,
            themes,
        }
    }

    pub(crate) fn sample_wrong() -> Story {
        let sample = Story::sample();
        Story {
            form: sample.form.wrong("verhaal", &crate::Problem::StoryMissing).wrong(
                "stem",
                &crate::Problem::FileTooBig {
                    name: "opname.wav".into(),
                    megabytes: 20,
                },
            ),
            story: String::new(),
            files: Vec::new(),
            ..sample
        }
    }
}

#[cfg(test)]
impl Remedy {
    pub(crate) fn sample() -> Remedy {
        let frame = Frame::sample();
        Remedy {
            form: Form::new(frame.t, "s-3"),
            frame,
            remedy: "Maak de lift. Zeg wanneer.".into(),
            files: vec![FileItem::sample()],
            most_files: 5,
            most_megabytes: 20,
        }
    }
}

#[cfg(test)]
impl ChannelPage {
    pub(crate) fn sample() -> ChannelPage {
        let frame = Frame::sample();
        ChannelPage {
            form: Form::new(frame.t, "s-4"),
            frame,
            channel: Channel::sample(),
        }
    }

    pub(crate) fn sample_wrong() -> ChannelPage {
        let sample = ChannelPage::sample();
        let channel = Channel {
            how: "mail".into(),
            email: "fatima@".into(),
            ..sample.channel
        };
        ChannelPage {
            form: sample.form.wrong("adres", &crate::Problem::Email),
            channel,
            ..sample
        }
    }

    pub(crate) fn sample_empty() -> ChannelPage {
        let sample = ChannelPage::sample();
        let form = sample.form.wrong("hoe", &crate::Problem::ChannelMissing);
        ChannelPage {
            form,
            channel: Channel::default(),
            ..sample
        }
    }
}

#[cfg(test)]
impl Readers {
    pub(crate) fn sample() -> Readers {
        let frame = Frame::sample();
        Readers {
            form: Form::new(frame.t, "s-5"),
            frame,
            readers: Reader::samples(),
            others: crate::form::sample_others(),
            pool: vec!["Karim".into(), "Mia".into()],
            vacant: true,
            named: true,
            may_name: "nee".into(),
        }
    }
}
