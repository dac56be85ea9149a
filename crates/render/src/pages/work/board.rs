//! The board member's pages: every complaint in its own words, one complaint with everything only they may do, the agenda.

use askama::Template;
use jiff::civil::{Date, DateTime};

use super::case::Told;
use super::entry::Entry;
use super::notice::Done;
use super::parts::{BoardQuestion, Due, Evaluation, Link, MeasureLine, UndertakingItem, UndertakingState};
use super::together::Neighbour;
use super::words;
use crate::course::{Course, SmallCourse};
use crate::form::{Form, SelectOption};
use crate::frame::Frame;
use crate::pages::keeping::Keeping;
use crate::pages::parts::paragraphs;
use crate::pages::recent::Older;
use crate::texts::Texts;

/// How the answer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerStatus {
    /// Not yet; due then.
    Due(Due),
    /// An interim went out; the answer is due then.
    Interim(Due),
    /// Given that day, so many working days late (0: in time).
    Given(Date, u32),
    /// None will come: withdrawn, refused, something else.
    None,
}

impl AnswerStatus {
    /// Late by how much; empty when it was in time.
    fn late(&self, t: &Texts) -> String {
        match self {
            AnswerStatus::Given(_, days) if *days > 0 => t.a("work-late").with("n", days).to_string(),
            _ => String::new(),
        }
    }
}

/// One complaint on the board member's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardCard {
    /// The number.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// As what they complain: codes.
    pub kinds: Vec<String>,
    /// Their literal words.
    pub words: String,
    /// What should happen, literally.
    pub remedy: String,
    /// How the answer stands.
    pub answer: AnswerStatus,
    /// What the complainant said last, and when.
    pub says: Option<(Date, String)>,
    /// Why it stopped; empty when it didn't.
    pub stopped: String,
    /// Its course.
    pub course: SmallCourse,
}

impl BoardCard {
    fn href(&self) -> String {
        format!("/bestuur/klachten/{}", self.number)
    }

    fn kind_words(&self, t: &Texts) -> String {
        words::join(t, words::KINDS, &self.kinds)
    }
}

/// Somebody who answered and followed the same complaints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TwoRoles {
    /// Who.
    pub name: String,
    /// Which complaints.
    pub cases: Vec<Link>,
}

/// `/bestuur` and `/bestuur?gelezen`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/board.html")]
pub struct BoardPage {
    /// What surrounds the page.
    pub frame: Frame,
    /// What was just done.
    pub notice: Option<Done>,
    /// The form of the button under the changes.
    pub form: Form,
    /// Who may do what: the changes not seen yet, a day and a sentence each.
    pub changes: Vec<(Date, String)>,
    /// Reports of harm that wait for an answer, with its last day; due first.
    pub harm: Vec<(Link, Due)>,
    /// Not read yet, newest first, as many as one page holds in full.
    pub unread: Vec<BoardCard>,
    /// Not read yet either, by number and title: the address and the number, and what it is about.
    pub more: Vec<(Link, String)>,
    /// Read, newest first; only filled when asked for.
    pub read: Vec<(Link, String)>,
    /// How many were read.
    pub read_count: u32,
    /// What stands on the agenda: the complaint and the day of the meeting.
    pub agenda: Vec<(Link, Date)>,
    /// Which day it is: a meeting of another year is said with its year.
    pub today: Date,
    /// Who was in two roles this year.
    pub two_roles: Vec<TwoRoles>,
}

/// A complaint that was brought to the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardItem {
    /// Its number.
    pub no: u32,
    /// The day of the meeting.
    pub meeting: Date,
    /// The title that the board reads; may be empty.
    pub title: String,
    /// The meeting hasn't been: its day can be set right.
    pub to_come: bool,
    /// Fields `vergadering_{no}` and `verzet_reden_{no}` as typed.
    pub moved: [String; 2],
    /// Why; may be empty.
    pub reason: String,
    /// What the board decided; empty while nothing is recorded.
    pub outcome: String,
    /// Field `uitkomst_{no}` as typed.
    pub typed: String,
}

impl BoardItem {
    /// Another day was being typed.
    fn moving(&self) -> bool {
        self.moved.iter().any(|typed| !typed.is_empty())
    }
}

/// Somebody who may not know of a complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excluded {
    /// The id, field `wie_weer`.
    pub id: String,
    /// The name.
    pub name: String,
    /// Why; may be empty.
    pub why: String,
    /// The complainant ticked them: that stands.
    pub ticked: bool,
}

/// `/bestuur/klachten/{nr}`. Posts under it: `/naam` (`waarom`), `/raad` (`vergadering`, `raad_titel`, `raad_reden`),
/// `/vergadering` (`punt`, `vergadering_{no}`, `verzet_reden_{no}`), `/uitkomst` (`punt`, `uitkomst_{no}`), `/vraag` (`aan`, `vraag`, `vraag_tegen`), `/nota` (`nota`), `/terug` (`terug_reden`), `/last` (`last_antwoord`).
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/board_case.html")]
pub struct BoardCasePage {
    /// Who may not know of it, and why.
    pub excluded: Vec<Excluded>,
    /// What surrounds the page.
    pub frame: Frame,
    /// The form; each form on the page has a key of its own.
    pub form: Form,
    /// What was just done.
    pub notice: Option<Done>,
    /// Which day it is.
    pub today: Date,
    /// The number.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// What they wrote; name and contact empty until shown.
    pub told: Told,
    /// The name is shown.
    pub name_shown: bool,
    /// Messages and notes, oldest first.
    pub entries: Vec<Entry>,
    /// Those that don't stand here.
    pub older: Option<Older>,
    /// The points as staff understand them.
    pub points: Vec<String>,
    /// What was offered.
    pub undertakings: Vec<UndertakingItem>,
    /// How the evaluation stands.
    pub evaluation: Evaluation,
    /// Measures that came of it.
    pub measures: Vec<MeasureLine>,
    /// Complaints with the same cause that the reader may see.
    pub linked: Vec<Neighbour>,
    /// The course, narrow (labelled by `verloop`).
    pub course: Course,
    /// Who answers.
    pub handler: String,
    /// Who follows.
    pub supervisor: String,
    /// Why it stopped, in words; empty when it didn't.
    pub stopped: String,
    /// The way out can be turned back.
    pub may_reinstate: bool,
    /// How long it is kept.
    pub keeping: Keeping,
    /// What was written is gone, and nothing can be added.
    pub gone: bool,
    /// A report of harm waits for an answer by then.
    pub retaliation: Option<Due>,
    /// Brought to the board.
    pub items: Vec<BoardItem>,
    /// Questions asked.
    pub questions: Vec<BoardQuestion>,
    /// Who can be asked.
    pub people: Vec<SelectOption>,
    /// Private notes.
    pub notes: Vec<(DateTime, String)>,
    /// What was typed, by field name.
    pub typed: Vec<(String, String)>,
}

impl BoardCasePage {
    fn base(&self) -> String {
        format!("/bestuur/klachten/{}", self.number)
    }

    fn who(&self) -> String {
        if self.told.name.is_empty() {
            self.frame.t.m("case-somebody")
        } else {
            self.told.name.clone()
        }
    }

    fn kinds(&self) -> String {
        words::join(&self.frame.t, words::KINDS, &self.told.kinds)
    }

    fn channel(&self) -> String {
        words::word(&self.frame.t, words::CHANNELS, &self.told.channel)
    }

    fn cause(&self, code: &str) -> String {
        words::word(&self.frame.t, words::CAUSES, code)
    }

    fn typed(&self, name: &str) -> String {
        let found = self.typed.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }
}

/// One complaint on the agenda, without names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaItem {
    /// The number.
    pub number: String,
    /// What it is about, in the board member's words without names; empty when they gave no title.
    pub title: String,
    /// As what they complain: codes.
    pub kinds: Vec<String>,
    /// When it came in.
    pub received: Date,
    /// How the answer stands.
    pub answer: AnswerStatus,
    /// Why the board member brings it; may be empty.
    pub reason: String,
    /// What was decided on working differently; may be empty.
    pub evaluation: String,
    /// What is still owed, with its date, as lines.
    pub open: Vec<(String, Due)>,
}

impl AgendaItem {
    fn kind_words(&self, t: &Texts) -> String {
        words::join(t, words::KINDS, &self.kinds)
    }

    /// The title, or only that it is a complaint with its number: the case's own title is what the complainant wrote.
    fn heading(&self, t: &Texts) -> String {
        if self.title.is_empty() {
            t.a("agenda-untitled").with("number", &self.number).to_string()
        } else {
            self.title.clone()
        }
    }

    fn reasons(&self) -> Vec<&str> {
        paragraphs(&self.reason)
    }
}

/// `/bestuur/agenda`: to print; no names.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/agenda.html")]
pub struct AgendaPage {
    /// What surrounds the page.
    pub frame: Frame,
    /// Each meeting with its complaints, soonest first.
    pub meetings: Vec<(Date, Vec<AgendaItem>)>,
}

#[cfg(test)]
impl BoardPage {
    pub(crate) fn sample() -> BoardPage {
        use jiff::civil::date;
        let frame = Frame::sample_staff();
        let course = crate::sample_data::full_course(frame.t);
        let card = |number: &str, title: &str, answer| BoardCard {
            number: number.into(),
            title: title.into(),
            kinds: vec!["resident".into()],
            words: "De lift is al drie weken stuk. Mijn moeder geraakt niet meer buiten.".into(),
            remedy: "Maak de lift en zeg wanneer.".into(),
            answer,
            says: matches!(answer, AnswerStatus::Given(..))
                .then(|| (date(2026, 11, 26), "De firma is niet geweest.".into())),
            stopped: if answer == AnswerStatus::None {
                "De klager stopte.".into()
            } else {
                String::new()
            },
            course: course.small(number),
        };
        let link = |number: &str| Link {
            href: format!("/bestuur/klachten/{number}"),
            text: number.into(),
        };
        BoardPage {
            notice: None,
            form: Form::new(frame.t, "s-61"),
            changes: vec![(
                date(2026, 11, 23),
                super::powers::PowerChange::RolesChanged {
                    name: "Sam".into(),
                    roles: vec!["board_member".into(), "administrator".into()],
                }
                .sentence(frame.t, "Bart"),
            )],
            harm: vec![(link("26-3HX8D"), Due::Today)],
            unread: vec![
                card(
                    "26-7KQ4M",
                    "Lift al drie weken stuk",
                    AnswerStatus::Given(date(2026, 11, 23), 1),
                ),
                card(
                    "26-3HX8D",
                    "Verwarming valt elke avond uit",
                    AnswerStatus::Due(Due::Today),
                ),
                card(
                    "26-9VW2T",
                    "Onbeleefd aan de telefoon",
                    AnswerStatus::Interim(Due::Late(1)),
                ),
            ],
            more: vec![(link("26-5CJ0P"), "Geen antwoord op mijn mail".into())],
            read: vec![(link("26-0TN5E"), "Te warm".into())],
            read_count: 39,
            agenda: vec![
                (link("26-2MZ7A"), date(2026, 12, 12)),
                (link("26-0TN5E"), date(2027, 1, 16)),
            ],
            today: date(2026, 11, 26),
            two_roles: vec![TwoRoles {
                name: "Bart".into(),
                cases: vec![link("26-4GD1S"), link("26-0TN5E")],
            }],
            frame,
        }
    }
}

#[cfg(test)]
impl BoardCasePage {
    pub(crate) fn sample() -> BoardCasePage {
        use jiff::civil::date;
        let frame = Frame::sample_staff();
        let mut undertakings = UndertakingItem::samples();
        for one in &mut undertakings {
            one.may_do = false;
        }
        let mut told = Told::sample();
        told.name = String::new();
        let item = |no, outcome: &str| BoardItem {
            no,
            meeting: date(2026, 12, 12),
            title: "Verwarming".into(),
            to_come: outcome.is_empty(),
            moved: Default::default(),
            reason: "Dit is de derde keer.".into(),
            outcome: outcome.into(),
            typed: String::new(),
        };
        let question = |no, answer: &str| BoardQuestion {
            no,
            words: "Waarom belde niemand terug?".into(),
            to: "Bart".into(),
            due: Due::On(date(2026, 12, 1)),
            answer: answer.into(),
            may_reply: false,
            typed: String::new(),
        };
        BoardCasePage {
            excluded: vec![Excluded {
                id: "karim".into(),
                name: "Karim".into(),
                why: "Buur van de klager.".into(),
                ticked: false,
            }],
            form: Form::new(frame.t, "s-60"),
            notice: Done::from_code("raad"),
            today: date(2026, 11, 26),
            number: "26-3HX8D".into(),
            title: "Verwarming valt elke avond uit".into(),
            told,
            name_shown: false,
            entries: Entry::samples(),
            older: Some(Older {
                n: 1,
                href: "/werk/klachten/26-3HX8D/alles?bij=bericht-1#bericht-1".into(),
            }),
            points: vec!["De verwarming valt elke avond uit.".into()],
            undertakings,
            evaluation: Evaluation::Decided {
                change: false,
                cause: "nothing".into(),
                reason: "Er liep niets mis.".into(),
                on: date(2026, 11, 26),
            },
            linked: vec![Neighbour::sample()],
            measures: MeasureLine::samples(),
            course: Course::narrow(frame.t, "verloop", crate::sample_data::full_course(frame.t).nodes),
            handler: "Ann".into(),
            supervisor: "Bart".into(),
            stopped: "Geen klacht: een vraag. Ann, 25 november.".into(),
            may_reinstate: true,
            keeping: Keeping::sample(false),
            gone: false,
            retaliation: Some(Due::Today),
            items: vec![item(1, "De raad vraagt een nieuwe firma."), item(2, "")],
            questions: vec![question(1, ""), question(2, "Dat was onze fout.")],
            people: words::sample_people(),
            notes: vec![(date(2026, 11, 26).at(9, 0, 0, 0), "Navragen bij Bart.".into())],
            typed: vec![("vergadering".into(), "2026-12-12".into())],
            frame,
        }
    }
}

#[cfg(test)]
impl AgendaPage {
    pub(crate) fn sample() -> AgendaPage {
        use jiff::civil::date;
        let item = |answer| AgendaItem {
            number: "26-7KQ4M".into(),
            title: "Lift al drie weken stuk".into(),
            kinds: vec!["resident".into()],
            received: date(2026, 11, 15),
            answer,
            reason: "Dit is de derde keer dit jaar.".into(),
            evaluation: "Elke dag bellen naar de liftfirma, vanaf 1 december.".into(),
            open: vec![("De lift laten maken".into(), Due::Late(1))],
        };
        AgendaPage {
            frame: Frame::sample_staff(),
            meetings: vec![(
                date(2026, 12, 12),
                vec![
                    item(AnswerStatus::Given(date(2026, 11, 23), 1)),
                    item(AnswerStatus::Due(Due::Today)),
                ],
            )],
        }
    }
}
