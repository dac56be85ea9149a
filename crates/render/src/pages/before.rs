//! The step before a complaint: it guides and never blocks.

use askama::Template;
use jiff::civil::Date;

use super::parts::{Raised, Role};
use crate::form::Form;
use crate::frame::Frame;

/// With whom one can talk first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactRow {
    /// The project or the topic.
    pub about: String,
    /// The name.
    pub name: String,
    /// The phone number as people read it; may be empty.
    pub phone: String,
    /// The mail address; may be empty.
    pub email: String,
}

impl ContactRow {
    /// The address of a link that calls them.
    pub fn tel(&self) -> String {
        let digits: String = self
            .phone
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == '+')
            .collect();
        format!("tel:{digits}")
    }
}

/// `/klacht/bewoner|medewerker|derde`: fields `gemeld` (`ja`, `nee`, `liever`) and `al`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/before.html")]
pub struct Before {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// As whom.
    pub role: Role,
    /// Whom to talk to; for an employee the colleague for the staff's interests.
    pub contacts: Vec<ContactRow>,
    /// What was chosen.
    pub raised: Raised,
    /// What was typed: the steps already taken.
    pub done: String,
    /// What must be read before a complaint is sent, a line each; may be empty.
    pub notice: Vec<String>,
    /// By when a concern of today is answered; `None` when nothing is promised.
    pub concern_by: Option<Date>,
    /// By when a complaint of today is answered.
    pub complaint_by: Date,
}

#[cfg(test)]
impl Before {
    pub(crate) fn sample(role: Role) -> Before {
        let frame = Frame::sample();
        let row = |about: &str, name: &str| ContactRow {
            about: about.into(),
            name: name.into(),
            phone: "09 000 00 02".into(),
            email: format!("{}@voorbeeld.test", name.to_lowercase()),
        };
        let contacts = match role {
            Role::Resident => vec![row("Herstellingen in De Linde", "Jan"), row("Afrekening", "Els")],
            Role::Employee => vec![row("", "Lies")],
            Role::Third => Vec::new(),
        };
        Before {
            form: Form::new(frame.t, "s-1"),
            frame,
            role,
            contacts,
            raised: if role == Role::Resident {
                Raised::Yes
            } else {
                Raised::Unknown
            },
            done: String::new(),
            notice: Vec::new(),
            concern_by: Some(jiff::civil::date(2026, 12, 10)),
            complaint_by: jiff::civil::date(2026, 11, 30),
        }
    }
}
