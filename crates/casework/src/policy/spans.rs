//! A policy's own words for its terms: `{answer}` in its texts becomes "2 werkdagen", and "2 werkdagen" in its text a term.

use super::{Policy, Settings, Term};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// So many of a unit, as a term.
type Counted = fn(u32) -> Term;

/// What days, weeks and months are called in the language of the policy: one, and several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Units {
    /// Working days.
    pub working_days: [String; 2],
    /// Calendar days.
    pub days: [String; 2],
    /// Weeks: a term in days that is whole weeks is said in weeks.
    pub weeks: [String; 2],
    /// Calendar months.
    pub months: [String; 2],
}

impl Units {
    /// A term as people say it; `None` when it isn't a number of anything.
    pub fn words(&self, term: Term) -> Option<String> {
        let (n, [one, several]) = match term {
            Term::WorkingDays(n) => (n, &self.working_days),
            Term::Days(n) if n > 0 && n % 7 == 0 => (n / 7, &self.weeks),
            Term::Days(n) => (n, &self.days),
            Term::Months(n) => (n, &self.months),
            Term::AtOnce | Term::DateOfFact => return None,
        };
        let unit = if n == 1 { one } else { several };
        Some(format!("{n} {unit}"))
    }

    /// Every number of days, weeks or months that a text names, with its words.
    pub(crate) fn found(&self, text: &str) -> Vec<(Term, String)> {
        let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let words: Vec<String> = text.split_whitespace().map(bare).collect();
        let kinds: [(&[String; 2], Counted); 4] = [
            (&self.working_days, Term::WorkingDays),
            (&self.weeks, |n| Term::Days(n.saturating_mul(7))),
            (&self.days, Term::Days),
            (&self.months, Term::Months),
        ];
        let mut found = Vec::new();
        for (index, word) in words.iter().enumerate() {
            let Ok(number) = word.parse::<u32>() else { continue };
            let rest = words.get(index + 1..).unwrap_or_default();
            let named = kinds.iter().find_map(|(names, term)| {
                let name = names.iter().find(|name| {
                    let name: Vec<String> = name.split_whitespace().map(bare).collect();
                    !name.is_empty() && rest.starts_with(&name)
                })?;
                Some((term(number), format!("{number} {name}")))
            });
            found.extend(named);
        }
        found
    }
}

/// The texts of a policy in which its terms can be named, with where each stands: list, number, part.
pub(crate) fn texts(policy: &mut Policy) -> Vec<(&'static str, usize, &'static str, &mut String)> {
    let mut all = Vec::new();
    for (index, kind) in policy.kinds.iter_mut().enumerate() {
        all.push(("kinds", index, "before", &mut kind.before));
    }
    for (index, clause) in policy.clauses.iter_mut().enumerate() {
        all.extend(clause.ours.as_mut().map(|ours| ("clauses", index, "ours", ours)));
    }
    for (index, rule) in policy.promises.iter_mut().enumerate() {
        all.push(("promises", index, "title", &mut rule.title));
        all.push(("promises", index, "task", &mut rule.task));
    }
    all
}

/// What can stand between braces, with the words that come in its place.
pub(crate) fn known(policy: &Policy) -> BTreeMap<String, String> {
    let Some(units) = &policy.units else {
        return BTreeMap::new();
    };
    let rules = policy.promises.iter().map(|rule| (rule.key.as_str(), rule.term));
    let all = settings(&policy.settings).into_iter().chain(rules);
    all.filter_map(|(key, term)| Some((key.to_owned(), units.words(term)?)))
        .collect()
}

/// The settings that are periods.
fn settings(settings: &Settings) -> [(&'static str, Term); 9] {
    [
        (
            "interim_at_most_working_days",
            Term::WorkingDays(settings.interim_at_most_working_days),
        ),
        ("answer_within_days", Term::Days(settings.answer_within_days)),
        (
            "follow_up_reminder_working_days",
            Term::WorkingDays(settings.follow_up_reminder_working_days),
        ),
        ("refuse_after_months", Term::Months(settings.refuse_after_months)),
        (
            "keep_identity_months",
            Term::Months(settings.keep_identity_months),
        ),
        ("keep_words_months", Term::Months(settings.keep_words_months)),
        (
            "keep_respondent_months",
            Term::Months(settings.keep_respondent_months),
        ),
        (
            "keep_special_files_months",
            Term::Months(settings.keep_special_files_months),
        ),
        (
            "announce_forgetting_days",
            Term::Days(settings.announce_forgetting_days),
        ),
    ]
}

/// Puts the words of the data into the texts. What nothing is known about stays as it stands; the check names it.
pub(crate) fn fill(policy: &mut Policy) {
    let known = known(policy);
    for (_, _, _, text) in texts(policy) {
        for name in named(text) {
            if let Some(words) = known.get(&name) {
                *text = text.replace(&format!("{{{name}}}"), words);
            }
        }
    }
}

/// The names that stand between braces in a text.
pub(crate) fn named(text: &str) -> Vec<String> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()))
        .collect()
}
