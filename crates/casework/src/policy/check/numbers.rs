//! No number beside the data: texts name their terms by key, and a sentence never promises another term than its rule.

use super::{Report, item};
use crate::policy::places::Hop;
use crate::policy::problem::ProblemCode;
use crate::policy::spans::{known, named, texts};
use crate::policy::{Policy, PromiseRule, Term, Units};

/// `file` is the text that the policy was parsed from, in which the braces still stand.
pub(super) fn check(policy: &Policy, file: &str, report: &mut Report<'_>) {
    let Some(units) = &policy.units else {
        report.add(&[Hop::Key("units")], ProblemCode::MissingKey, &[("key", "units")]);
        return;
    };
    let known = known(policy);
    let all: Vec<&str> = known.keys().map(String::as_str).collect();
    let written = toml::from_str::<Policy>(file);
    for (list, index, part, text) in written.iter().cloned().flat_map(owned_texts) {
        for name in named(&text).iter().filter(|name| !known.contains_key(*name)) {
            let args = [("name", name.as_str()), ("known", &all.join(", "))];
            report.add(&item(list, index, part), ProblemCode::UnknownPlaceholder, &args);
        }
        for (_, words) in units.found(&text) {
            let args = [("number", words.as_str())];
            report.add(&item(list, index, part), ProblemCode::NumberBesideData, &args);
        }
    }
    for (index, rule) in policy.promises.iter().enumerate().filter(|(_, rule)| !rule.ours) {
        promised(policy, units, index, rule, report);
    }
}

fn owned_texts(mut policy: Policy) -> Vec<(&'static str, usize, &'static str, String)> {
    let all = texts(&mut policy).into_iter();
    all.map(|(list, index, part, text)| (list, index, part, text.clone()))
        .collect()
}

/// The sentences that a rule hangs on say its term, when they say any.
fn promised(policy: &Policy, units: &Units, index: usize, rule: &PromiseRule, report: &mut Report<'_>) {
    let Some(term) = units.words(rule.term) else {
        return;
    };
    let same = |said: Term| match (said, rule.term) {
        (Term::WorkingDays(said), Term::WorkingDays(ours))
        | (Term::Days(said), Term::Days(ours))
        | (Term::Months(said), Term::Months(ours)) => said == ours,
        _ => false,
    };
    for clause in rule.clauses().filter_map(|key| policy.clause(key)) {
        let said = units.found(&clause.quote);
        if said.is_empty() || said.iter().any(|(said, _)| same(*said)) {
            continue;
        }
        let words: Vec<&str> = said.iter().map(|(_, words)| words.as_str()).collect();
        let args = [
            ("rule", rule.key.as_str()),
            ("term", &term),
            ("said", &words.join(", ")),
            ("clause", &clause.key),
        ];
        report.add(
            &item("promises", index, "term"),
            ProblemCode::TermNotInQuote,
            &args,
        );
    }
}
