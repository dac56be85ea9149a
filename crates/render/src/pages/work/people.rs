//! People, roles, working groups, who answers what, who is told first; and one person's page.

use askama::Template;
use jiff::civil::Date;

use super::notice::Done;
use super::words;
use crate::form::{Form, SelectOption};
use crate::frame::Frame;
use crate::texts::Texts;

/// Whether somebody can sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Invited, not yet there.
    Invited,
    /// Signed in before.
    Active,
    /// Left, that day.
    Left(Date),
}

impl Standing {
    fn words(&self, t: &Texts) -> String {
        match self {
            Standing::Invited => t.m("people-invited"),
            Standing::Active => t.m("people-active"),
            Standing::Left(on) => t.a("people-left").with("date", t.date_plain(on)).to_string(),
        }
    }
}

/// One person in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// The id: `/instellingen/mensen/{id}`.
    pub id: String,
    /// The name.
    pub name: String,
    /// The address at work.
    pub email: String,
    /// Roles as codes.
    pub roles: Vec<String>,
    /// The working groups, by name.
    pub groups: Vec<String>,
    /// How they stand.
    pub standing: Standing,
}

impl PersonRow {
    fn role_words(&self, t: &Texts) -> String {
        words::join(t, words::STAFF_ROLES, &self.roles)
    }
}

/// A working group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupRow {
    /// The id: `?groep={id}` fills the form with it.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its members, by name.
    pub members: Vec<String>,
}

/// Who answers, or hears first, for a kind, theme or project. Empty parts match everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleRow {
    /// The kind, a code; may be empty.
    pub kind: String,
    /// The theme in words; may be empty.
    pub theme: String,
    /// The project in words; may be empty.
    pub project: String,
    /// Who.
    pub who: String,
}

impl RuleRow {
    /// For what, in words.
    pub fn scope(&self, t: &Texts) -> String {
        let kind = if self.kind.is_empty() {
            String::new()
        } else {
            words::word(t, words::KINDS, &self.kind)
        };
        let parts: Vec<String> = [kind, self.theme.clone(), self.project.clone()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        if parts.is_empty() {
            t.m("people-everything")
        } else {
            parts.join(", ")
        }
    }
}

/// The choices that the forms offer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleChoices {
    /// Everybody who is there, the first of which is "choose".
    pub people: Vec<SelectOption>,
    /// Themes, the first of which is "all".
    pub themes: Vec<SelectOption>,
    /// Projects, the first of which is "all".
    pub projects: Vec<SelectOption>,
}

/// `/instellingen/mensen`. Posts under it: `/uitnodigen` (`naam`, `email`, `rol` several), `/groep` (`groep`, `groepsnaam`, `lid`
/// several), `/opvolger` (`volgt_soort`, `volgt_thema`, `volgt_project`, `volgt_wie`), `/contact` (`eerst_thema`, `eerst_project`,
/// `eerst_wie`), `/volgorde` (`bestuur_1`…, `leiding_1`…).
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/people.html")]
pub struct PeoplePage {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form; each form on the page has a key of its own.
    pub form: Form,
    /// What was just done.
    pub notice: Option<Done>,
    /// The one-time link of an invitation just made, to hand over when there is no mail; may be empty.
    pub link: String,
    /// Everybody.
    pub people: Vec<PersonRow>,
    /// Field `naam` as typed.
    pub name: String,
    /// Field `email` as typed.
    pub email: String,
    /// Field `rol` as ticked: codes.
    pub roles: Vec<String>,
    /// Working groups.
    pub groups: Vec<GroupRow>,
    /// The group in the form: its id (empty for a new one), its name, the ids of its members.
    pub group: (String, String, Vec<String>),
    /// Who answers what.
    pub handlers: Vec<RuleRow>,
    /// Who hears concerns first.
    pub contacts: Vec<RuleRow>,
    /// The order of the board: ids, first the member, then alternates.
    pub board_order: Vec<String>,
    /// The order of supervisors: ids.
    pub supervisor_order: Vec<String>,
    /// The projects: codes and names.
    pub projects: Vec<(String, String)>,
    /// Fields `project_code` and `project_naam` as typed.
    pub project: (String, String),
    /// What the forms offer.
    pub choices: PeopleChoices,
}

impl PeoplePage {
    fn role_boxes(&self) -> Vec<(&'static str, String, bool)> {
        role_boxes(&self.frame.t, &self.roles)
    }

    fn members(&self) -> Vec<(&SelectOption, bool)> {
        let there = self.choices.people.iter().filter(|one| !one.value.is_empty());
        there
            .map(|one| (one, self.group.2.contains(&one.value)))
            .collect()
    }

    fn kinds(&self) -> Vec<SelectOption> {
        let mut all = words::choose(&self.frame.t, words::KINDS, "");
        if let Some(first) = all.first_mut() {
            first.label = self.frame.t.m("people-everything");
        }
        all
    }

    /// The selects of an order: name, the place in words, the options. Three places, or one more than are filled.
    fn places(&self, name: &str, order: &[String]) -> Vec<(String, String, Vec<SelectOption>)> {
        (0..order.len().max(2) + 1)
            .map(|at| {
                let chosen = order.get(at).map_or("", String::as_str);
                let place = self.frame.t.a("people-place").with("n", at + 1).to_string();
                (
                    format!("{name}_{}", at + 1),
                    place,
                    words::chosen(&self.choices.people, chosen),
                )
            })
            .collect()
    }
}

pub(crate) fn role_boxes(t: &Texts, roles: &[String]) -> Vec<(&'static str, String, bool)> {
    words::STAFF_ROLES
        .iter()
        .map(|(code, key)| (*code, t.m(key), roles.iter().any(|role| role == code)))
        .collect()
}

/// Somebody with this address is there already.
pub fn known(t: Texts) -> String {
    t.m("people-known")
}

/// `/instellingen/mensen/{id}`. Posts under it: `/rollen` (`rol` several), `/uitnodiging` (nothing), `/vertrek` (nothing).
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/person.html")]
pub struct PersonPage {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// What was just done.
    pub notice: Option<Done>,
    /// The one-time link of an invitation just made; may be empty.
    pub link: String,
    /// The person.
    pub person: PersonRow,
    /// How many complaints they follow up that somebody else must take over.
    pub open_cases: Option<u32>,
    /// First day, last day, and the key of each absence to come.
    pub absences: Vec<(Date, Date, String)>,
    /// Where the forms about them post to.
    pub absence_path: String,
    /// What was typed: from, until.
    pub absence_typed: (String, String),
}

impl PersonPage {
    fn role_boxes(&self) -> Vec<(&'static str, String, bool)> {
        role_boxes(&self.frame.t, &self.person.roles)
    }

    fn outside(&self) -> bool {
        self.person.roles.iter().all(|role| role == "outside")
    }

    fn left(&self) -> bool {
        matches!(self.person.standing, Standing::Left(_))
    }
}

#[cfg(test)]
impl PersonRow {
    fn sample(name: &str, role: &str, standing: Standing) -> PersonRow {
        PersonRow {
            id: name.to_lowercase(),
            name: name.into(),
            email: format!("{}@voorbeeld.test", name.to_lowercase()),
            roles: vec![role.into()],
            groups: vec!["Gebouwen".into()],
            standing,
        }
    }
}

#[cfg(test)]
impl PeoplePage {
    pub(crate) fn sample() -> PeoplePage {
        let frame = Frame::sample_staff();
        let (projects, themes) = crate::sample_data::options();
        let rule = |kind: &str, theme: &str| RuleRow {
            kind: kind.into(),
            theme: theme.into(),
            project: String::new(),
            who: "Ann".into(),
        };
        PeoplePage {
            form: Form::new(frame.t, "s-70"),
            notice: Done::from_code("uitgenodigd"),
            link: "/uitnodiging?bewijs=voorbeeld".into(),
            people: vec![
                PersonRow::sample("Ann", "handler", Standing::Active),
                PersonRow::sample("Chris", "board_member", Standing::Invited),
                PersonRow::sample("Karim", "handler", Standing::Left(jiff::civil::date(2026, 11, 1))),
            ],
            name: String::new(),
            email: String::new(),
            roles: vec!["handler".into()],
            groups: vec![GroupRow {
                id: "g1".into(),
                name: "Gebouwen".into(),
                members: vec!["Ann".into()],
            }],
            group: (String::new(), String::new(), vec!["ann".into()]),
            handlers: vec![rule("", ""), rule("employee", "Herstelling")],
            contacts: vec![rule("", "Herstelling")],
            board_order: vec!["ann".into(), "karim".into()],
            supervisor_order: vec!["jan".into()],
            projects: vec![("de-linde".into(), "De Linde".into())],
            project: Default::default(),
            choices: PeopleChoices {
                people: words::sample_people(),
                themes,
                projects,
            },
            frame,
        }
    }
}

#[cfg(test)]
impl PersonPage {
    pub(crate) fn sample() -> PersonPage {
        let frame = Frame::sample_staff();
        PersonPage {
            form: Form::new(frame.t, "s-71"),
            notice: None,
            link: String::new(),
            person: PersonRow::sample("Ann", "handler", Standing::Active),
            open_cases: Some(4),
            absences: vec![(
                jiff::civil::date(2026, 12, 21),
                jiff::civil::date(2026, 12, 31),
                "1".into(),
            )],
            absence_path: "/instellingen/mensen/ann/afwezig".into(),
            absence_typed: Default::default(),
            frame,
        }
    }
}
