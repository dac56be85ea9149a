//! What several pages of the staff share: a due date, a row of the list, what was offered, what a send does.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;
use jiff::civil::Date;

use super::words;
use crate::course::SmallCourse;
use crate::phrase::escape;
use crate::texts::{Key, Texts};

/// Markup that was made here.
#[derive(Clone, Debug)]
pub struct Html(String);

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

/// When something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// So many working days late; 0 when the day is over but no working day passed since.
    Late(u32),
    /// Today.
    Today,
    /// That day.
    On(Date),
    /// No date.
    Open,
}

impl Due {
    /// The due date as the sheet shows it: late in words with the number, today in the accent, otherwise the date.
    pub fn html(&self, t: &Texts) -> Html {
        Html(match self {
            Due::Late(n) => format!(
                "<span class=\"laat\">{}</span>",
                escape(&t.a("work-late").with("n", n).to_string())
            ),
            Due::Today => format!("<mark>{}</mark>", escape(&t.m("work-due-today"))),
            Due::On(date) => format!(
                "<time datetime=\"{date}\">{}</time>",
                escape(&t.a("work-due-on").with("date", t.date(date)).to_string())
            ),
            Due::Open => escape(&t.m("work-due-open")),
        })
    }
}

/// A link with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// Its words.
    pub text: String,
}

/// A measure that came of a complaint, with what its review found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureLine {
    /// Where it leads.
    pub href: String,
    /// What we do from now on.
    pub what: String,
    /// When it was reviewed, what was found (a code), and why (empty for who may not read it); nothing before.
    pub found: Option<(Date, String, String)>,
}

impl MeasureLine {
    /// What the review found, in words.
    pub fn found_words(&self, t: &Texts) -> String {
        let Some((on, effect, words)) = &self.found else {
            return String::new();
        };
        t.a("measure-found")
            .with("date", t.date(on))
            .with("effect", words::word(t, words::EFFECTS, effect))
            .with("words", words)
            .to_string()
    }

    /// It didn't work.
    pub fn failed(&self) -> bool {
        self.found.as_ref().is_some_and(|(_, effect, _)| effect == "not")
    }
}

/// One complaint or concern in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRow {
    /// Where it leads.
    pub href: String,
    /// What it is about.
    pub title: String,
    /// Its number.
    pub number: String,
    /// What is owed next; empty when people have nothing to do.
    pub todo: String,
    /// Nothing at all is owed any more.
    pub closed: bool,
    /// So many more things are owed in it.
    pub more: usize,
    /// One of those is late.
    pub more_late: bool,
    /// By when.
    pub due: Due,
    /// Who owes it.
    pub who: String,
    /// Nobody opened it yet.
    pub unopened: bool,
    /// A concern, not a complaint.
    pub concern: bool,
    /// Its course.
    pub course: SmallCourse,
}

/// A table of complaints.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "pages/work/table.html")]
pub struct CaseTable {
    /// The language.
    pub t: Texts,
    /// What the table shows.
    pub caption: String,
    /// The caption is only read out.
    pub quiet: bool,
    /// The rows.
    pub rows: Vec<CaseRow>,
}

impl HtmlSafe for CaseTable {}

/// How things stand with what was offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UndertakingState {
    /// Still to do.
    Open(Due),
    /// Done, that day.
    Done(Date),
    /// The complainant says that it didn't happen.
    Denied(Date),
}

/// The box that says that something promised happened: nobody says so by a slip of the finger.
pub fn ticks_done(number: &str, no: &u32) -> String {
    format!("klaar_{number}_{no}")
}

/// Something that was offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndertakingItem {
    /// Its number.
    pub no: u32,
    /// What.
    pub what: String,
    /// Who.
    pub who: String,
    /// How it stands.
    pub state: UndertakingState,
    /// The reader may say that it is done.
    pub may_do: bool,
}

/// A question of the board member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardQuestion {
    /// Its number.
    pub no: u32,
    /// The words.
    pub words: String,
    /// Who is asked.
    pub to: String,
    /// By when.
    pub due: Due,
    /// The answer; empty while there is none.
    pub answer: String,
    /// The reader may answer it.
    pub may_reply: bool,
    /// What was typed.
    pub typed: String,
}

/// How the evaluation stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evaluation {
    /// Nothing to evaluate yet.
    NotYet,
    /// To be decided.
    Open(Due),
    /// Decided.
    Decided {
        /// Something changes.
        change: bool,
        /// What went wrong, as a code.
        cause: String,
        /// Why.
        reason: String,
        /// When.
        on: Date,
    },
}

/// What one send does beside the message itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendEffect {
    /// The complainant gets it: name, and how as a code of `reply_by`.
    Complainant {
        /// What they are called.
        name: String,
        /// How.
        by: String,
        /// An e-mail holds it whole; otherwise it says that something can be read, with a link.
        whole: bool,
    },
    /// Management gets the result, without name.
    Management,
    /// This member of the board gets it, word for word.
    Board(String),
    /// So many promises are added, for these days.
    Promises(Vec<Date>),
    /// The evaluation stays owed until that day.
    EvaluationLater(Date),
    /// This person sees a measure on the board of measures.
    Measure(String),
    /// A supervisor is told.
    Supervisor(String),
    /// It promises nothing, and is no answer.
    NoAnswer,
}

/// How the message reaches them, and what the reader still has to do for that.
fn complainant(t: &Texts, name: &str, by: &str, whole: bool) -> String {
    let somebody = t.m("work-send-somebody");
    let name = if name.is_empty() { &somebody } else { name };
    let key = match by {
        "phone" => Key("work-send-say"),
        "letter" => Key("work-send-post"),
        "code" => Key("work-send-page"),
        _ if whole => Key("work-send-complainant"),
        _ => Key("work-send-link"),
    };
    let by = words::word(t, words::REPLY_BY, by);
    t.a(key).with("name", name).with("by", by).to_string()
}

impl SendEffect {
    /// In words.
    pub fn words(&self, t: &Texts) -> String {
        match self {
            SendEffect::Complainant { name, by, whole } => complainant(t, name, by, *whole),
            SendEffect::Management => t.m("work-send-management"),
            SendEffect::Board(name) => t.a("work-send-board").with("name", name).to_string(),
            SendEffect::Promises(dates) => {
                let said: Vec<String> = dates.iter().map(|date| t.date(date)).collect();
                t.a("work-send-promises")
                    .with("n", dates.len())
                    .with("dates", t.list(&said))
                    .to_string()
            }
            SendEffect::EvaluationLater(date) => {
                t.a("work-send-later").with("date", t.date(date)).to_string()
            }
            SendEffect::Measure(name) => t.a("work-send-measure").with("name", name).to_string(),
            SendEffect::Supervisor(name) => t.a("work-send-supervisor").with("name", name).to_string(),
            SendEffect::NoAnswer => t.m("work-send-no-answer"),
        }
    }
}

#[cfg(test)]
impl CaseRow {
    pub(crate) fn sample(title: &str, number: &str, due: Due) -> CaseRow {
        CaseRow {
            href: format!("/werk/klachten/{number}"),
            title: title.into(),
            number: number.into(),
            todo: "Antwoord of tussenbericht".into(),
            closed: false,
            more: usize::from(due == Due::Today),
            more_late: due == Due::Today,
            due,
            who: "Ann".into(),
            unopened: due == Due::Today,
            concern: number == "26-8YT3F",
            course: crate::sample_data::full_course(Texts::Dutch).small(number),
        }
    }

    pub(crate) fn samples() -> Vec<CaseRow> {
        vec![
            CaseRow::sample("Lift al drie weken stuk", "26-7KQ4M", Due::Late(1)),
            CaseRow::sample("Verwarming valt elke avond uit", "26-3HX8D", Due::Today),
            CaseRow::sample(
                "Geen sleutel van de kelder",
                "26-8YT3F",
                Due::On(jiff::civil::date(2026, 12, 8)),
            ),
        ]
    }
}

#[cfg(test)]
impl MeasureLine {
    pub(crate) fn samples() -> Vec<MeasureLine> {
        vec![
            MeasureLine {
                href: "/werk/maatregelen/12".into(),
                what: "Dezelfde dag terugbellen".into(),
                found: Some((
                    jiff::civil::date(2026, 11, 20),
                    "not".into(),
                    "Er waren 3 nieuwe klachten.".into(),
                )),
            },
            MeasureLine {
                href: "/werk/maatregelen/13".into(),
                what: "Een tweede firma achter de hand".into(),
                found: None,
            },
        ]
    }
}

#[cfg(test)]
impl UndertakingItem {
    pub(crate) fn samples() -> Vec<UndertakingItem> {
        let item = |no, what: &str, state| UndertakingItem {
            no,
            what: what.into(),
            who: "Jan".into(),
            state,
            may_do: !matches!(state, UndertakingState::Done(_)),
        };
        vec![
            item(
                1,
                "De installateur zet de ketel juist",
                UndertakingState::Open(Due::Today),
            ),
            item(
                2,
                "Een elektrisch vuurtje",
                UndertakingState::Done(jiff::civil::date(2026, 11, 24)),
            ),
            item(
                3,
                "Terugbellen",
                UndertakingState::Denied(jiff::civil::date(2026, 11, 25)),
            ),
        ]
    }
}
