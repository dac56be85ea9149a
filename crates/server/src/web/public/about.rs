//! What a complaint can be about: projects and themes, with the words people choose them by; and by when it is answered.

use casework::moment::Moment;
use casework::organisation::Organisation;
use casework::policy::{PromiseRule, Term};
use casework::vocabulary::{ComplainantKind, FactKind, Nature, Role};
use desk::Version;
use desk::people::Directory;
use jiff::civil::Date;
use render::form::SelectOption;
use std::collections::BTreeSet;

/// Projects: code and name, in the order of their names.
pub fn projects(organisation: &Organisation, directory: &Directory) -> Vec<(String, String)> {
    let scopes = organisation.contacts.keys().chain(organisation.handlers.keys());
    let scoped = scopes.filter_map(|scope| scope.project.as_deref());
    let codes: BTreeSet<&str> = organisation
        .projects
        .keys()
        .map(String::as_str)
        .chain(scoped.filter(|code| !organisation.dropped_projects.contains_key(*code)))
        .collect();
    let name = |code: &str| match directory.project(code) {
        unnamed if unnamed == code => readable(code),
        name => name.to_owned(),
    };
    let mut all: Vec<(String, String)> = codes
        .into_iter()
        .map(|code| (code.to_owned(), name(code)))
        .collect();
    all.sort_by_key(|(_, label)| label.trim_start_matches('\'').to_lowercase());
    all
}

/// A name from a code that nobody named: `de-linde` reads `De linde`.
fn readable(code: &str) -> String {
    let words = code.replace('-', " ");
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Themes of the policy: code and words.
pub fn themes(version: &Version) -> Vec<(String, String)> {
    version
        .policy
        .themes
        .iter()
        .map(|theme| (theme.code.clone(), theme.label.clone()))
        .collect()
}

/// As answers of a list.
pub fn options(choices: &[(String, String)], chosen: &str) -> Vec<SelectOption> {
    let option = |(value, label): &(String, String)| SelectOption {
        value: value.clone(),
        label: label.clone(),
        chosen: value == chosen,
    };
    choices.iter().map(option).collect()
}

/// The words of a code; empty when it isn't one of these.
pub fn label(choices: &[(String, String)], code: &str) -> String {
    choices
        .iter()
        .find(|(one, _)| one == code)
        .map(|(_, label)| label.clone())
        .unwrap_or_default()
}

/// By when a complaint of this moment is answered, also under a policy that promises something else first.
pub fn answer_by(version: &Version, now: Moment) -> Date {
    by(version, FactKind::AnswerDelivered, now, STEPS)
        .unwrap_or(now)
        .last_day(&version.calendar.zone)
}

/// No policy has so many steps before its answer; two promises that wait for each other end here.
const STEPS: u8 = 5;

/// By when a fact is promised to a complainant whose complaint is registered now: what comes before it takes all its time.
fn by(version: &Version, fact: FactKind, now: Moment, steps: u8) -> Option<Moment> {
    let left = steps.checked_sub(1)?;
    let mut rules = version.policy.promises.iter().filter(|rule| {
        rule.owed_to == Role::Complainant
            && rule.kept_by.contains(&fact)
            && rule.term != Term::DateOfFact
            // A missed promise opens others; nobody counts on that.
            && !rule.opened_by.contains(&FactKind::PromiseMissed)
    });
    rules.find_map(|rule| {
        if rule.opened_by.contains(&FactKind::Registered) {
            return Some(due(version, rule, now));
        }
        let before = rule
            .opened_by
            .iter()
            .find_map(|before| by(version, *before, now, left))?;
        // The last instant of the day before.
        Some(due(version, rule, before.plus_millis(-1)))
    })
}

/// By when a concern of this moment is answered; `None` when that is only a target.
pub fn concern_by(version: &Version, kinds: &[ComplainantKind], now: Moment) -> Option<Date> {
    let rule = version.policy.promises.iter().find(|rule| {
        rule.opened_by.contains(&FactKind::ConcernRaised)
            && rule.nature == Nature::Promise
            && (rule.for_kinds.is_empty() || rule.for_kinds.iter().any(|kind| kinds.contains(kind)))
            && !rule.not_for_kinds.iter().any(|kind| kinds.contains(kind))
    })?;
    Some(due(version, rule, now).last_day(&version.calendar.zone))
}

/// When something that a rule opens now is due.
pub fn due(version: &Version, rule: &PromiseRule, now: Moment) -> Moment {
    rule.due(&version.calendar, now, None)
        .unwrap_or(now.plus_millis(1))
}
