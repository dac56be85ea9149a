//! Every word of the published text in some quote, and every quote literally in the text, once.

use super::{Report, item};
use crate::policy::Policy;
use crate::policy::places::problem;
use crate::policy::problem::{PolicyFile, ProblemCode};
use crate::policy::text::Text;

/// How much of what isn't covered is shown.
const SHOWN_WORDS: usize = 12;

pub(super) fn check(policy: &Policy, report: &mut Report<'_>) {
    let source = Text::of(&policy.source);
    let clauses = policy.clauses.iter().map(|clause| &clause.quote).enumerate();
    let informative = policy.informative.iter().map(|span| &span.quote).enumerate();
    let quotes = clauses
        .map(|(index, quote)| ("clauses", index, quote))
        .chain(informative.map(|(index, quote)| ("informative", index, quote)));
    let mut covered = Vec::new();
    for (list, index, quote) in quotes {
        let found = source.find(&Text::of(quote));
        let shown = shorten(quote);
        match found.len() {
            0 => report.add(
                &item(list, index, "quote"),
                ProblemCode::QuoteNotFound,
                &[("quote", &shown)],
            ),
            1 => covered.extend(found),
            times => {
                let times = times.to_string();
                let args = [("quote", shown.as_str()), ("times", times.as_str())];
                report.add(&item(list, index, "quote"), ProblemCode::QuoteAmbiguous, &args);
                covered.extend(found);
            }
        }
    }
    for run in source.uncovered(&covered) {
        let (line, column) = source.place(run.start);
        let words = shorten(&source.words(&run));
        let args = [("words", words.as_str())];
        report.problems.push(problem(
            PolicyFile::Source,
            line,
            column,
            ProblemCode::Uncovered,
            &args,
        ));
    }
}

fn shorten(words: &str) -> String {
    let all: Vec<&str> = words.split_whitespace().collect();
    match all.get(..SHOWN_WORDS) {
        Some(first) if all.len() > SHOWN_WORDS => format!("{} …", first.join(" ")),
        _ => all.join(" "),
    }
}
