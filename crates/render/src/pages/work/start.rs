//! The first start: what must be there before the first complaint, each with its state.

use askama::Template;

use super::notice::Done;
use crate::form::Form;
use crate::frame::Frame;
use crate::pages::policy::OurChoice;

/// `/instellingen/start`. Posts under it: `/waarden` (`akkoord`: `ja`), `/oud-formulier` (nothing).
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/start.html")]
pub struct StartPage {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form; each form on the page has a key of its own.
    pub form: Form,
    /// What was just done.
    pub notice: Option<Done>,
    /// How many people may answer.
    pub pool: usize,
    /// How many are needed.
    pub pool_at_least: usize,
    /// Who of the board hears; empty when nobody does.
    pub board_member: String,
    /// Their alternate; empty when there is none.
    pub alternate: String,
    /// Who of management follows; empty when nobody does.
    pub supervisor: String,
    /// Who looks after the staff; empty when nobody does.
    pub representative: String,
    /// How many first contacts are named.
    pub contacts: usize,
    /// Our own values.
    pub values: Vec<OurChoice>,
    /// They were approved.
    pub approved: bool,
    /// The old form was closed.
    pub old_form_closed: bool,
    /// Mail goes to people.
    pub mail: bool,
    /// The residents were informed of the policy; that may come later.
    pub informed: bool,
}

/// `/instellingen/start?sleutel=`: nobody is there yet. Posts to `/instellingen/start/eerste` (`bewijs`, `naam`, `email`,
/// `wachtwoord`, `nogmaals`, `rol` several).
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/first_person.html")]
pub struct FirstPersonPage {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// The proof from the link.
    pub proof: String,
    /// Field `naam` as typed.
    pub name: String,
    /// Field `email` as typed.
    pub email: String,
    /// Field `rol` as ticked: codes.
    pub roles: Vec<String>,
    /// The least characters of a password.
    pub least: usize,
}

impl FirstPersonPage {
    fn role_boxes(&self) -> Vec<(&'static str, String, bool)> {
        super::people::role_boxes(&self.frame.t, &self.roles)
    }
}

/// A step with its state.
struct StartStep {
    done: bool,
    title: String,
    how: String,
    href: &'static str,
}

impl StartPage {
    fn steps(&self) -> Vec<StartStep> {
        let t = self.frame.t;
        let people = "/instellingen/mensen";
        let named = |name: &str, title: String, none: String| StartStep {
            done: !name.is_empty(),
            title,
            href: people,
            how: if name.is_empty() { none } else { name.to_owned() },
        };
        vec![
            StartStep {
                done: self.pool >= self.pool_at_least,
                href: people,
                title: t.a("start-pool").with("n", self.pool_at_least).to_string(),
                how: t.a("start-pool-now").with("n", self.pool).to_string(),
            },
            named(&self.supervisor, t.m("start-supervisor"), t.m("start-nobody")),
            named(&self.board_member, t.m("start-board"), t.m("start-nobody")),
            named(
                &self.alternate,
                t.m("start-alternate"),
                t.m("start-alternate-why"),
            ),
            named(
                &self.representative,
                t.m("start-representative"),
                t.m("start-nobody"),
            ),
            StartStep {
                done: self.contacts > 0,
                href: people,
                title: t.m("start-contacts"),
                how: t.a("start-contacts-now").with("n", self.contacts).to_string(),
            },
            StartStep {
                done: self.mail,
                href: "",
                title: t.m("start-mail"),
                how: if self.mail {
                    t.m("start-mail-works")
                } else {
                    t.m("start-mail-none")
                },
            },
        ]
    }

    fn ready(&self) -> bool {
        self.approved && self.old_form_closed && self.steps().iter().all(|step| step.done)
    }

    fn missing(&self) -> usize {
        let steps = self.steps().iter().filter(|step| !step.done).count();
        steps + usize::from(!self.approved) + usize::from(!self.old_form_closed)
    }
}

#[cfg(test)]
impl StartPage {
    pub(crate) fn sample() -> StartPage {
        let frame = Frame::sample_staff();
        let value = |about: &str, chosen: &str, clause: &str| OurChoice {
            about: about.into(),
            chosen: chosen.into(),
            clause: clause.into(),
        };
        StartPage {
            form: Form::new(frame.t, "s-72"),
            notice: Done::from_code("bijgewerkt"),
            pool: 2,
            pool_at_least: 3,
            board_member: "Chris".into(),
            alternate: String::new(),
            supervisor: "Bart".into(),
            representative: "Lies".into(),
            contacts: 1,
            values: vec![
                value(
                    "Nakijken of we anders moeten werken",
                    "20 werkdagen na ons antwoord",
                    "resultaat",
                ),
                value("Een tweede blik", "20 werkdagen", ""),
            ],
            approved: false,
            old_form_closed: false,
            mail: false,
            informed: false,
            frame,
        }
    }

    pub(crate) fn sample_ready() -> StartPage {
        StartPage {
            notice: None,
            pool: 4,
            alternate: "Dirk".into(),
            approved: true,
            old_form_closed: true,
            mail: true,
            ..StartPage::sample()
        }
    }
}

#[cfg(test)]
impl FirstPersonPage {
    pub(crate) fn sample() -> FirstPersonPage {
        let frame = Frame::sample();
        FirstPersonPage {
            form: Form::new(frame.t, "s-73"),
            proof: "p-1".into(),
            name: "Sam".into(),
            email: "sam@voorbeeld.test".into(),
            roles: vec!["administrator".into()],
            least: 12,
            frame,
        }
    }
}
