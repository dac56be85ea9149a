//! Everything once more before it is sent, and the page that throws it away.

use askama::Template;
use jiff::civil::Date;

use super::parts::{Channel, FileItem, Raised, Role};
use crate::form::Form;
use crate::frame::Frame;
use crate::texts::Key;

/// `/klacht/nieuw/nakijken`. Each "Wijzig" leads to its question with `?terug=nakijken`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/check.html")]
pub struct Check {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// As whom; `None` while that wasn't said.
    pub role: Option<Role>,
    /// What must be read before sending, a line each; may be empty.
    pub notice: Vec<String>,
    /// Whether it was raised before.
    pub raised: Raised,
    /// The steps already taken.
    pub done: String,
    /// The project; may be empty.
    pub project: String,
    /// The theme; may be empty.
    pub theme: String,
    /// The story.
    pub story: String,
    /// The remedy asked for.
    pub remedy: String,
    /// Files.
    pub files: Vec<FileItem>,
    /// How to answer.
    pub channel: Channel,
    /// Names of those who will read it.
    pub readers: Vec<String>,
    /// Names of those who won't.
    pub excluded: Vec<String>,
    /// Whether the name may be told to others.
    pub may_name: bool,
    /// By when it is answered when it is sent now.
    pub answer_by: Date,
}

/// `/klacht/nieuw/wissen`: asks before it throws away what was typed.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/erase.html")]
pub struct Erase {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// Already thrown away.
    pub gone: bool,
}

impl Check {
    /// Where the answer about the step before is changed.
    fn before(&self) -> String {
        match self.role {
            Some(role) => format!("/klacht/{}?terug=nakijken", role.slug()),
            None => "/?terug=nakijken".to_owned(),
        }
    }

    fn raised_key(&self) -> Key {
        match self.raised {
            Raised::Yes => Key("check-raised-yes"),
            Raised::First => Key("check-raised-first"),
            Raised::AtOnce | Raised::Unknown => Key("check-raised-no"),
        }
    }
}

#[cfg(test)]
impl Check {
    pub(crate) fn sample() -> Check {
        let frame = Frame::sample();
        Check {
            form: Form::new(frame.t, "s-6"),
            frame,
            role: Some(Role::Resident),
            notice: vec!["Dit formulier is geen formeel verzoek.".into()],
            raised: Raised::Yes,
            done: "Gebeld op 3 november. Geen antwoord gekregen.".into(),
            project: "De Linde".into(),
            theme: "Herstelling".into(),
            story: "De lift is al drie weken stuk.\n<b>Mijn moeder</b> geraakt niet meer buiten.".into(),
            remedy: "Maak de lift. Zeg wanneer.".into(),
            files: vec![FileItem::sample()],
            channel: Channel::sample(),
            readers: vec!["Ann".into(), "Bart".into(), "Dirk".into()],
            excluded: vec!["Chris".into()],
            may_name: false,
            answer_by: jiff::civil::date(2026, 11, 30),
        }
    }
}

#[cfg(test)]
impl Erase {
    pub(crate) fn sample(gone: bool) -> Erase {
        let frame = Frame::sample();
        Erase {
            form: Form::new(frame.t, "s-7"),
            frame,
            gone,
        }
    }
}
