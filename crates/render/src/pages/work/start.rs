//! The first start: what must be there before the first complaint, each with its state.

use askama::Template;
use jiff::civil::Date;

use super::notice::Done;
use crate::form::Form;
use crate::frame::Frame;
use crate::pages::policy::OurChoice;

/// Who takes a part, and whether they can do so already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Taken {
    /// Nobody was asked.
    #[default]
    Nobody,
    /// Somebody was invited and never signed in.
    Invited(String),
    /// Somebody who signed in.
    By(String),
}

/// How many are there, and how many were invited and never signed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Signed in.
    pub there: usize,
    /// Invited only.
    pub invited: usize,
}

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
    pub pool: Counted,
    /// How many are needed.
    pub pool_at_least: usize,
    /// Who of the board hears.
    pub board_member: Taken,
    /// Their alternate.
    pub alternate: Taken,
    /// Who of management follows.
    pub supervisor: Taken,
    /// Who looks after the staff.
    pub representative: Taken,
    /// The first contacts that are named.
    pub contacts: Counted,
    /// Our own values.
    pub values: Vec<OurChoice>,
    /// Since when they are approved.
    pub approved: Option<Date>,
    /// When a recovery sheet of the key was last tried out.
    pub recovery: Option<Date>,

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
    /// The id of its place on the page.
    id: &'static str,
    done: bool,
    title: String,
    how: String,
    href: &'static str,
}

/// The people, those who can be invited again among them.
const PEOPLE: &str = "/instellingen/mensen";
/// Where somebody is invited.
const INVITE: &str = "/instellingen/mensen#uitnodigen";
/// Where a first contact is named.
const CONTACTS: &str = "/instellingen/mensen#eerst";

impl StartPage {
    fn steps(&self) -> Vec<StartStep> {
        let t = self.frame.t;
        vec![
            StartStep {
                id: "stap-mensen",
                done: self.pool.there >= self.pool_at_least,
                href: INVITE,
                title: t.a("start-pool").with("n", self.pool_at_least).to_string(),
                how: self.counted(
                    &t.a("start-pool-now").with("n", self.pool.there).to_string(),
                    self.pool,
                ),
            },
            self.part(
                "stap-management",
                &self.supervisor,
                t.m("start-supervisor"),
                t.m("start-nobody"),
            ),
            self.part(
                "stap-bestuur",
                &self.board_member,
                t.m("start-board"),
                t.m("start-nobody"),
            ),
            self.part(
                "stap-vervanger",
                &self.alternate,
                t.m("start-alternate"),
                t.m("start-alternate-why"),
            ),
            self.part(
                "stap-personeel",
                &self.representative,
                t.m("start-representative"),
                t.m("start-nobody"),
            ),
            StartStep {
                id: "stap-eerst",
                done: self.contacts.there > 0,
                href: CONTACTS,
                title: t.m("start-contacts"),
                how: self.counted(
                    &t.a("start-contacts-now")
                        .with("n", self.contacts.there)
                        .to_string(),
                    self.contacts,
                ),
            },
            StartStep {
                id: "stap-mail",
                done: self.mail,
                href: "",
                title: t.m("start-mail"),
                how: if self.mail {
                    t.m("start-mail-works")
                } else {
                    t.m("start-mail-none")
                },
            },
            StartStep {
                id: "stap-herstelblad",
                done: self.recovery.is_some(),
                href: "",
                title: t.m("start-recovery"),
                how: match &self.recovery {
                    Some(on) => t
                        .a("start-recovery-tried")
                        .with("date", t.date_year(on))
                        .to_string(),
                    None => t.m("start-recovery-none"),
                },
            },
        ]
    }

    /// A part that one person takes. Whoever was invited isn't there before they signed in.
    fn part(&self, id: &'static str, taken: &Taken, title: String, nobody: String) -> StartStep {
        let (done, how, href) = match taken {
            Taken::Nobody => (false, nobody, INVITE),
            Taken::Invited(name) => {
                let waits = self.frame.t.a("start-invited").with("name", name);
                (false, waits.to_string(), PEOPLE)
            }
            Taken::By(name) => (true, name.clone(), PEOPLE),
        };
        StartStep {
            id,
            done,
            title,
            how,
            href,
        }
    }

    fn counted(&self, there: &str, counted: Counted) -> String {
        if counted.invited == 0 {
            return there.to_owned();
        }
        let waiting = self.frame.t.a("start-invited-more").with("n", counted.invited);
        format!("{there}, {waiting}")
    }

    fn ready(&self) -> bool {
        self.missing().is_empty()
    }

    /// What is still to do: where it stands on this page, and what it is called.
    fn missing(&self) -> Vec<(&'static str, String)> {
        let t = self.frame.t;
        let steps = self.steps().into_iter().filter(|step| !step.done);
        let values = (self.approved.is_none()).then(|| ("waarden", t.m("policy-ours")));
        let form = (!self.old_form_closed).then(|| ("oud", t.m("start-old-form")));
        steps
            .map(|step| (step.id, step.title))
            .chain(values)
            .chain(form)
            .collect()
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
            pool: Counted { there: 2, invited: 1 },
            pool_at_least: 3,
            board_member: Taken::Invited("Chris".into()),
            alternate: Taken::Nobody,
            supervisor: Taken::By("Bart".into()),
            representative: Taken::By("Lies".into()),
            contacts: Counted { there: 1, invited: 0 },
            values: vec![
                value(
                    "Nakijken of we anders moeten werken",
                    "20 werkdagen na ons antwoord",
                    "resultaat",
                ),
                value("Een tweede blik", "20 werkdagen", ""),
            ],
            approved: None,
            recovery: None,
            old_form_closed: false,
            mail: false,
            informed: false,
            frame,
        }
    }

    pub(crate) fn sample_ready() -> StartPage {
        StartPage {
            notice: None,
            pool: Counted { there: 4, invited: 0 },
            board_member: Taken::By("Chris".into()),
            alternate: Taken::By("Dirk".into()),
            approved: Some(jiff::civil::date(2026, 11, 20)),
            recovery: Some(jiff::civil::date(2026, 11, 20)),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_invited_and_never_signed_in_is_still_to_do() {
        let page = StartPage::sample();
        let missing: Vec<&str> = page.missing().into_iter().map(|(place, _)| place).collect();
        assert_eq!(
            missing,
            [
                "stap-mensen",
                "stap-bestuur",
                "stap-vervanger",
                "stap-mail",
                "stap-herstelblad",
                "waarden",
                "oud"
            ]
        );
        let html = page.render().unwrap_or_default();
        assert!(html.contains("Chris: uitgenodigd, nog niet aangemeld"), "{html}");
        assert!(
            html.contains("nu 2 mensen, 1 uitgenodigd en nog niet aangemeld"),
            "{html}"
        );
    }

    #[test]
    fn each_thing_to_do_is_a_link_to_its_place() {
        let page = StartPage::sample();
        let html = page.render().unwrap_or_default();
        for (place, title) in page.missing() {
            assert!(
                html.contains(&format!("<a href=\"#{place}\">{title}</a>")),
                "{place}: {html}"
            );
            assert!(html.contains(&format!(" id=\"{place}\"")), "{place}: {html}");
        }
        assert!(StartPage::sample_ready().ready());
    }
}
