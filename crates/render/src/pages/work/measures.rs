//! The board of measures in four columns, and one measure. Never who complained.

use askama::Template;
use jiff::civil::Date;

use super::notice::Done;
use super::parts::{Due, Link};
use super::words;
use crate::form::Form;
use crate::frame::Frame;
use crate::texts::{Key, Texts};

/// The column a measure stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Proposed.
    Proposed,
    /// Agreed.
    Agreed,
    /// In use.
    Applied,
    /// Reviewed.
    Reviewed,
}

impl Stage {
    /// All, in the order of the board.
    pub const ALL: [Stage; 4] = [Stage::Proposed, Stage::Agreed, Stage::Applied, Stage::Reviewed];

    /// The heading of the column, with a count.
    pub fn name(self) -> Key {
        match self {
            Stage::Proposed => Key("stage-proposed"),
            Stage::Agreed => Key("stage-agreed"),
            Stage::Applied => Key("stage-applied"),
            Stage::Reviewed => Key("stage-reviewed"),
        }
    }
}

/// How often the same was complained of, before and since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recurrence {
    /// Before it was in use.
    pub before: u32,
    /// Since.
    pub since: u32,
}

/// One measure on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureCard {
    /// Where it leads.
    pub href: String,
    /// What we do from now on.
    pub title: String,
    /// Its column.
    pub stage: Stage,
    /// Who decides it or puts it to use.
    pub owner: String,
    /// By when it is in use, or reviewed.
    pub due: Due,
    /// Since when it is in use.
    pub since: Option<Date>,
    /// After how many complaints.
    pub complaints: u32,
    /// How many complainants were told the date.
    pub promised_to: u32,
    /// How often it happened before and since; nothing before it is in use.
    pub recurrence: Option<Recurrence>,
    /// What the review found, a code; empty before.
    pub effect: String,
    /// Who reviews or reviewed it.
    pub reviewer: String,
}

/// `/werk/maatregelen`
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/measures.html")]
pub struct MeasuresPage {
    /// What surrounds the page.
    pub frame: Frame,
    /// The groups the reader is in; may be empty.
    pub groups: Vec<String>,
    /// The measures, in the order they should stand in each column.
    pub cards: Vec<MeasureCard>,
}

impl MeasuresPage {
    fn column(&self, stage: &Stage) -> Vec<&MeasureCard> {
        self.cards.iter().filter(|card| card.stage == *stage).collect()
    }

    fn agreed(&self) -> usize {
        self.column(&Stage::Agreed).len()
    }

    fn to_review(&self) -> usize {
        let due = |card: &&MeasureCard| {
            card.stage == Stage::Applied && matches!(card.due, Due::Late(_) | Due::Today)
        };
        self.cards.iter().filter(due).count()
    }
}

impl MeasureCard {
    fn effect_words(&self, t: &Texts) -> String {
        words::word(t, words::EFFECTS, &self.effect)
    }
}

/// What happened with a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    /// Proposed by.
    Proposed(String),
    /// Agreed.
    Agreed,
    /// Another complaint joined.
    Joined,
    /// In use, with evidence.
    Applied(String),
    /// Reviewed: effect code and words.
    Reviewed(String, String),
    /// Somebody else owns it.
    Owner(String),
}

impl Happened {
    /// In words.
    pub fn words(&self, t: &Texts) -> String {
        match self {
            Happened::Proposed(who) => t.a("measure-happened-proposed").with("who", who).to_string(),
            Happened::Agreed => t.m("measure-happened-agreed"),
            Happened::Joined => t.m("measure-happened-joined"),
            Happened::Applied(evidence) => t
                .a("measure-happened-applied")
                .with("evidence", evidence)
                .to_string(),
            Happened::Reviewed(effect, said) => t
                .a("measure-happened-reviewed")
                .with("effect", words::word(t, words::EFFECTS, effect))
                .with("words", said)
                .to_string(),
            Happened::Owner(who) => t.a("measure-happened-owner").with("who", who).to_string(),
        }
    }
}

/// `/werk/maatregelen/{id}`. Posts to `…/akkoord` (nothing), `…/gebruik` (`bewijs`), `…/nazicht` (`oordeel`: `worked`,
/// `partly`, `not`; `woorden`).
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/measure.html")]
pub struct MeasurePage {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// What was just done.
    pub notice: Option<Done>,
    /// The address of the page, which the forms post under.
    pub href: String,
    /// What we do from now on.
    pub what: String,
    /// How we see that it works.
    pub criterion: String,
    /// What went wrong, a code.
    pub cause: String,
    /// Who puts it to use.
    pub owner: String,
    /// Who reviews it.
    pub reviewer: String,
    /// The working group; may be empty.
    pub group: String,
    /// Its stage.
    pub stage: Stage,
    /// By when it is in use, or reviewed.
    pub due: Due,
    /// After how many complaints.
    pub complaints: u32,
    /// The complaints themselves, for who may see them; otherwise empty.
    pub cases: Vec<Link>,
    /// Before and since.
    pub recurrence: Option<Recurrence>,
    /// What happened, oldest first.
    pub history: Vec<(Date, Happened)>,
    /// The reader may agree.
    pub may_agree: bool,
    /// The reader may put it to use.
    pub may_apply: bool,
    /// The reader may review it.
    pub may_review: bool,
    /// Field `bewijs`.
    pub evidence: String,
    /// Field `oordeel`.
    pub effect: String,
    /// Field `woorden`.
    pub words: String,
}

impl MeasurePage {
    fn cause_words(&self) -> String {
        words::word(&self.frame.t, words::CAUSES, &self.cause)
    }

    fn stage_key(&self) -> Key {
        match self.stage {
            Stage::Proposed => Key("measure-stage-proposed"),
            Stage::Agreed => Key("measure-stage-agreed"),
            Stage::Applied => Key("measure-stage-applied"),
            Stage::Reviewed => Key("measure-stage-reviewed"),
        }
    }

    fn effects(&self) -> Vec<(&'static str, String)> {
        words::EFFECTS
            .iter()
            .map(|(code, key)| (*code, self.frame.t.m(key)))
            .collect()
    }
}

#[cfg(test)]
impl MeasuresPage {
    pub(crate) fn sample() -> MeasuresPage {
        use jiff::civil::date;
        let card = |title: &str, stage, due, effect: &str| MeasureCard {
            href: "/werk/maatregelen/12".into(),
            title: title.into(),
            stage,
            owner: "Jan".into(),
            due,
            since: (stage == Stage::Applied).then(|| date(2026, 8, 27)),
            complaints: 3,
            promised_to: u32::from(stage == Stage::Agreed),
            recurrence: matches!(stage, Stage::Applied | Stage::Reviewed)
                .then_some(Recurrence { before: 4, since: 1 }),
            effect: effect.into(),
            reviewer: "Els".into(),
        };
        MeasuresPage {
            frame: Frame::sample_staff(),
            groups: vec!["Gebouwen".into()],
            cards: vec![
                card(
                    "Reservesleutel bij de huisbewaarder",
                    Stage::Proposed,
                    Due::On(date(2026, 11, 30)),
                    "",
                ),
                card(
                    "Elke dag bellen naar de liftfirma",
                    Stage::Agreed,
                    Due::On(date(2026, 12, 1)),
                    "",
                ),
                card("Dezelfde dag terugbellen", Stage::Agreed, Due::Late(2), ""),
                card(
                    "Briefje in de hal bij een kapotte lift",
                    Stage::Applied,
                    Due::Today,
                    "",
                ),
                card(
                    "Afrekening met uitleg per regel",
                    Stage::Reviewed,
                    Due::Open,
                    "worked",
                ),
            ],
        }
    }
}

#[cfg(test)]
impl MeasurePage {
    pub(crate) fn sample(stage: Stage) -> MeasurePage {
        use jiff::civil::date;
        let frame = Frame::sample_staff();
        MeasurePage {
            form: Form::new(frame.t, "s-53"),
            notice: Done::from_code("maatregel"),
            href: "/werk/maatregelen/12".into(),
            what: "Dezelfde dag terugbellen".into(),
            criterion: "Geen klacht hierover in 3 maanden".into(),
            cause: "agreement".into(),
            owner: "Jan".into(),
            reviewer: "Els".into(),
            group: "Gebouwen".into(),
            stage,
            due: Due::Today,
            complaints: 3,
            cases: vec![Link {
                href: "/werk/klachten/26-3HX8D".into(),
                text: "26-3HX8D".into(),
            }],
            recurrence: Some(Recurrence { before: 4, since: 1 }),
            history: vec![
                (date(2026, 8, 1), Happened::Proposed("Ann".into())),
                (date(2026, 8, 2), Happened::Agreed),
                (date(2026, 8, 3), Happened::Owner("Jan".into())),
                (date(2026, 8, 4), Happened::Joined),
                (
                    date(2026, 8, 27),
                    Happened::Applied("Het staat in het draaiboek.".into()),
                ),
                (
                    date(2026, 11, 26),
                    Happened::Reviewed("partly".into(), "Op vrijdag nog niet.".into()),
                ),
            ],
            may_agree: stage == Stage::Proposed,
            may_apply: stage == Stage::Proposed,
            may_review: stage == Stage::Applied,
            evidence: String::new(),
            effect: "partly".into(),
            words: String::new(),
            frame,
        }
    }
}
