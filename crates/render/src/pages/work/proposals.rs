//! What waits for a second person: the whole of it as it was composed, to agree to or to send back.

use jiff::civil::DateTime;

use super::words::{self, Table};
use crate::pages::parts::FileItem;
use crate::pages::parts::paragraphs;
use crate::texts::{Key, Texts};

/// The steps that may take a second person.
pub const STEPS: Table = &[
    ("answer", Key("step-answer")),
    ("second_interim", Key("step-second-interim")),
    ("refusal", Key("step-refusal")),
    ("evaluation", Key("step-evaluation")),
    ("reclassification", Key("step-reclassification")),
];

/// How a proposal stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProposalState {
    /// It waits for this person, who isn't the reader.
    WaitsFor(String),
    /// It waits for the reader; what they typed as a reason to send it back.
    WaitsForYou {
        /// Field `waarom_{n}`.
        typed: String,
    },
    /// It was sent back.
    SentBack {
        /// Who did.
        by: String,
        /// Why.
        reason: String,
    },
}

/// One proposal; its forms post to `…/akkoord` and `…/terug` with `voorstel`, and `waarom_{n}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposalItem {
    /// From 1.
    pub no: u32,
    /// The step, a code.
    pub step: String,
    /// Who proposes it.
    pub by: String,
    /// When.
    pub at: DateTime,
    /// What happens beside the letter, a line each.
    pub details: Vec<String>,
    /// The letter that would go out; empty when none would.
    pub letter: String,
    /// The files that would go along, to be opened.
    pub files: Vec<FileItem>,
    /// How it stands.
    pub state: ProposalState,
}

impl ProposalItem {
    /// The step in words.
    pub fn what(&self, t: &Texts) -> String {
        words::word(t, STEPS, &self.step)
    }

    /// The letter in paragraphs.
    pub fn paragraphs(&self) -> Vec<&str> {
        paragraphs(&self.letter)
    }
}

#[cfg(test)]
impl ProposalItem {
    pub(crate) fn samples() -> Vec<ProposalItem> {
        let waits = ProposalItem {
            no: 1,
            step: "refusal".into(),
            by: "Ann".into(),
            at: jiff::civil::date(2026, 11, 25).at(10, 12, 0, 0),
            details: vec!["De reden: dit gaat niet over ons.".into()],
            files: vec![FileItem {
                href: "/werk/klachten/26-3HX8D/bestand/b1".into(),
                ..FileItem::sample()
            }],
            letter: "Dag Rik\n\nDit gaat over je buur. Daar kunnen we niets aan doen.".into(),
            state: ProposalState::WaitsForYou { typed: String::new() },
        };
        vec![
            ProposalItem {
                no: 2,
                step: "second_interim".into(),
                details: vec![],
                state: ProposalState::WaitsFor("Bart".into()),
                ..waits.clone()
            },
            ProposalItem {
                no: 3,
                step: "reclassification".into(),
                letter: String::new(),
                state: ProposalState::SentBack {
                    by: "Bart".into(),
                    reason: "Dit is wel een klacht.".into(),
                },
                ..waits.clone()
            },
            waits,
        ]
    }
}
