//! The policy: its own words, how we carry them out, what we chose ourselves, and the whole text.

use askama::Template;
use jiff::civil::Date;

use crate::frame::Frame;

/// A step of the policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyStep {
    /// The heading, with its number.
    pub title: String,
    /// Its clauses.
    pub clauses: Vec<PolicyClause>,
}

/// A clause: the literal words and what we do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyClause {
    /// The id; the anchor is `z-` and this.
    pub id: String,
    /// The literal words.
    pub quote: String,
    /// How it is carried out: who does what, by when.
    pub ours: Vec<String>,
}

/// Something the policy doesn't say and we chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OurChoice {
    /// About what.
    pub about: String,
    /// What we chose.
    pub chosen: String,
    /// The clause it fills in; may be empty.
    pub clause: String,
}

/// `/beleid`
#[derive(Clone, Debug, Template)]
#[template(path = "pages/policy.html")]
pub struct PolicyPage {
    /// What surrounds the page.
    pub frame: Frame,
    /// The steps.
    pub steps: Vec<PolicyStep>,
    /// Our own choices.
    pub choices: Vec<OurChoice>,
    /// The source text.
    pub original: String,
    /// The version's number.
    pub version: u32,
    /// From when it is in force.
    pub in_force: Date,
    /// By when a complaint of today is answered.
    pub answer_by: Date,
    /// The replacement days to come, each with its holiday.
    pub days_off: Vec<(Date, String)>,
}

impl PolicyPage {
    /// The source text without the spaces that a page layout left behind; words and lines untouched.
    pub fn prose(&self) -> String {
        let lines: Vec<&str> = self.original.lines().map(str::trim).collect();
        lines.join("\n").trim().to_owned()
    }
}

#[cfg(test)]
impl PolicyPage {
    pub(crate) fn sample() -> PolicyPage {
        let clause = |id: &str, quote: &str, ours: &str| PolicyClause {
            id: id.into(),
            quote: quote.into(),
            ours: vec![ours.into()],
        };
        PolicyPage {
            frame: Frame::sample(),
            steps: vec![
                PolicyStep {
                    title: "1. We ontvangen je klacht en antwoorden".into(),
                    clauses: vec![
                        clause(
                            "antwoord",
                            "registreert de klacht en beantwoordt ze binnen de 2 werkdagen.",
                            "De dag zelf telt niet mee.",
                        ),
                        clause(
                            "tussenbericht",
                            "Als er meer overleg nodig is om iets ten gronde te bekijken, ontvang je hiervan bericht.",
                            "In dat bericht staat waarom, wie en een nieuwe datum.",
                        ),
                    ],
                },
                PolicyStep {
                    title: "2. We kijken of we anders moeten werken".into(),
                    clauses: vec![clause(
                        "resultaat",
                        "informeert het management en de klager over het resultaat van deze evaluatie.",
                        "Ook als we niets veranderen. Dan zeggen we waarom.",
                    )],
                },
            ],
            choices: vec![
                OurChoice {
                    about: "Nakijken of we anders moeten werken".into(),
                    chosen: "20 werkdagen na ons antwoord".into(),
                    clause: "resultaat".into(),
                },
                OurChoice {
                    about: "Een tweede blik".into(),
                    chosen: "20 werkdagen".into(),
                    clause: String::new(),
                },
            ],
            original: "HELP, IK HEB EEN KLACHT   \n\n registreert de klacht en beantwoordt ze   \nbinnen de 2 werkdagen.".into(),
            version: 1,
            in_force: jiff::civil::date(2026, 10, 1),
            answer_by: jiff::civil::date(2026, 11, 30),
            days_off: vec![(jiff::civil::date(2026, 11, 2), "Allerheiligen".into())],
        }
    }
}
