//! The results of evaluations, for management: what changes and why. Never who complained.

use askama::Template;
use jiff::civil::Date;

use crate::frame::Frame;
use crate::pages::parts::paragraphs;

/// The result of one evaluation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultItem {
    /// When it was decided.
    pub on: Date,
    /// Must a way of working change?
    pub change: bool,
    /// What went wrong, in words.
    pub cause: String,
    /// The reason.
    pub reason: String,
    /// What was agreed.
    pub measures: Vec<String>,
}

impl ResultItem {
    fn paragraphs(&self) -> Vec<&str> {
        paragraphs(&self.reason)
    }
}

/// `/werk/resultaten`
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/results.html")]
pub struct ResultsPage {
    /// What surrounds the page.
    pub frame: Frame,
    /// The results, newest first.
    pub results: Vec<ResultItem>,
}

#[cfg(test)]
impl ResultsPage {
    pub(crate) fn sample() -> ResultsPage {
        let item = |change| ResultItem {
            on: jiff::civil::date(2026, 11, 24),
            change,
            cause: "Een afspraak is niet nagekomen".into(),
            reason: "Niemand belde terug.\n\nDat spreken we nu af.".into(),
            measures: if change {
                vec!["Dezelfde dag terugbellen".into()]
            } else {
                Vec::new()
            },
        };
        ResultsPage {
            frame: Frame::sample_staff(),
            results: vec![item(true), item(false)],
        }
    }
}
