//! Everything that is named exists, and each clause is carried out by something that a journey shows.

use super::{PAGES, RIGHTS, Report, item};
use crate::policy::places::Hop;
use crate::policy::problem::ProblemCode;
use crate::policy::{Clause, Policy};
use std::collections::BTreeSet;

pub(super) fn check(policy: &Policy, journeys: Option<&[String]>, report: &mut Report<'_>) {
    unique(
        "steps",
        "key",
        policy.steps.iter().map(|step| step.key.as_str()),
        report,
    );
    unique(
        "clauses",
        "key",
        policy.clauses.iter().map(|clause| clause.key.as_str()),
        report,
    );
    unique(
        "promises",
        "key",
        policy.promises.iter().map(|rule| rule.key.as_str()),
        report,
    );
    unique(
        "themes",
        "code",
        policy.themes.iter().map(|theme| theme.code.as_str()),
        report,
    );
    unique(
        "kinds",
        "page",
        policy.kinds.iter().map(|kind| kind.page.as_str()),
        report,
    );
    for (index, clause) in policy.clauses.iter().enumerate() {
        clause_refers(policy, index, clause, report);
        if let Some(journeys) = journeys {
            clause_is_shown(index, clause, journeys, report);
        }
    }
    for (index, rule) in policy.promises.iter().enumerate() {
        let plain = rule.clause.iter().map(|key| ("clause", 0, key));
        let others = rule.clause_for.iter().enumerate();
        let others = others.map(|(number, one)| ("clause_for", number, &one.clause));
        let also = rule.also.iter().enumerate();
        let also = also.map(|(number, key)| ("also", number, key));
        for (part, number, key) in plain.chain(others).chain(also) {
            if policy.clause(key).is_none() {
                report.add(
                    &within("promises", index, part, number),
                    ProblemCode::UnknownClause,
                    &[("clause", key)],
                );
            }
        }
        for (part, keys) in [("covered_by", &rule.covered_by), ("only_while", &rule.only_while)] {
            for (number, key) in keys
                .iter()
                .enumerate()
                .filter(|(_, key)| policy.rule(key).is_none())
            {
                report.add(
                    &within("promises", index, part, number),
                    ProblemCode::UnknownRule,
                    &[("rule", key)],
                );
            }
        }
    }
    for (index, kind) in policy.kinds.iter().enumerate() {
        if policy.clause(&kind.clause).is_none() {
            let args = [("clause", kind.clause.as_str())];
            report.add(&item("kinds", index, "clause"), ProblemCode::UnknownClause, &args);
        }
    }
}

fn unique<'a>(list: &str, part: &str, keys: impl Iterator<Item = &'a str>, report: &mut Report<'_>) {
    let mut seen = BTreeSet::new();
    for (index, key) in keys.enumerate() {
        if key.trim().is_empty() {
            report.add(&item(list, index, part), ProblemCode::EmptyText, &[("key", part)]);
        } else if !seen.insert(key) {
            report.add(
                &item(list, index, part),
                ProblemCode::DuplicateKey,
                &[("key", key)],
            );
        }
    }
}

fn clause_refers(policy: &Policy, index: usize, clause: &Clause, report: &mut Report<'_>) {
    let key = clause.key.as_str();
    if let Some(step) = &clause.step
        && !policy.steps.iter().any(|known| known.key == *step)
    {
        report.add(
            &item("clauses", index, "step"),
            ProblemCode::UnknownStep,
            &[("step", step)],
        );
    }
    let promised = policy
        .promises
        .iter()
        .any(|rule| rule.clauses().any(|named| named == key));
    if !promised && clause.rights.is_empty() && clause.pages.is_empty() {
        report.add(
            &item("clauses", index, "key"),
            ProblemCode::NothingCarriesOut,
            &[("clause", key)],
        );
    }
    let lists = [
        ("rights", &clause.rights, RIGHTS, ProblemCode::UnknownRight),
        ("pages", &clause.pages, PAGES, ProblemCode::UnknownPage),
    ];
    for (part, named, known, code) in lists {
        for (number, name) in named
            .iter()
            .enumerate()
            .filter(|(_, name)| !known.contains(&name.as_str()))
        {
            report.add(&within("clauses", index, part, number), code, &[("name", name)]);
        }
    }
}

fn clause_is_shown(index: usize, clause: &Clause, journeys: &[String], report: &mut Report<'_>) {
    if clause.journeys.is_empty() {
        report.add(
            &item("clauses", index, "key"),
            ProblemCode::NoJourney,
            &[("clause", &clause.key)],
        );
    }
    for (number, name) in clause
        .journeys
        .iter()
        .enumerate()
        .filter(|(_, name)| !journeys.contains(name))
    {
        report.add(
            &within("clauses", index, "journeys", number),
            ProblemCode::UnknownJourney,
            &[("name", name)],
        );
    }
}

fn within<'a>(list: &'a str, index: usize, part: &'a str, number: usize) -> [Hop<'a>; 4] {
    [
        Hop::Key(list),
        Hop::Item(index),
        Hop::Key(part),
        Hop::Item(number),
    ]
}
