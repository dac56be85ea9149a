//! Contradictions: promises that nobody can keep, that open or end in two ways, and settings that fight each other.

use super::{Report, item};
use crate::calendar::{Calendar, CalendarError};
use crate::policy::places::Hop;
use crate::policy::problem::ProblemCode;
use crate::policy::{LastDay, Policy, PromiseRule, Term};
use crate::vocabulary::{ComplainantKind, FactKind, Nature, Role};
use jiff::civil::Date;

/// The facts after which something need not be kept any more.
const WAYS_OUT: &[FactKind] = &[
    FactKind::Withdrawn,
    FactKind::Refused,
    FactKind::Reclassified,
    FactKind::MarkedSpam,
    FactKind::Released,
];

/// The facts that name a date.
const DATED: &[FactKind] = &[
    FactKind::UndertakingOffered,
    FactKind::InterimDelivered,
    FactKind::MeasureDecided,
    FactKind::MeasurePromised,
    FactKind::BroughtToBoard,
    FactKind::BoardQuestionAsked,
];

/// The roles that can be told that something was missed: there is somebody who has them.
const TOLD: &[Role] = &[
    Role::Complainant,
    Role::Handler,
    Role::Supervisor,
    Role::BoardMember,
    Role::Management,
    Role::Pool,
    Role::Contact,
    Role::StaffRepresentative,
    Role::Named,
    Role::Reviewer,
];

pub(super) fn check(policy: &Policy, report: &mut Report<'_>) {
    head(policy, report);
    settings(policy, report);
    kinds(policy, report);
    texts(policy, report);
    reviews(policy, report);
    for (index, rule) in policy.promises.iter().enumerate() {
        ends(policy, index, rule, report);
        opens(index, rule, report);
        owes(index, rule, report);
    }
}

fn head(policy: &Policy, report: &mut Report<'_>) {
    match Calendar::new(&policy.time_zone, &policy.holidays) {
        Ok(_) => {}
        Err(CalendarError::UnknownZone(name)) => {
            report.add(
                &[Hop::Key("time_zone")],
                ProblemCode::UnknownZone,
                &[("name", &name)],
            );
        }
        Err(CalendarError::UnknownHolidays(name)) => {
            report.add(
                &[Hop::Key("holidays")],
                ProblemCode::UnknownHolidays,
                &[("name", &name)],
            );
        }
    }
    if policy.in_force_from.parse::<Date>().is_err() {
        let args = [("date", policy.in_force_from.as_str())];
        report.add(&[Hop::Key("in_force_from")], ProblemCode::BadDate, &args);
    }
    if policy.version == 0 {
        report.add(&[Hop::Key("version")], ProblemCode::BadVersion, &[]);
    }
}

fn settings(policy: &Policy, report: &mut Report<'_>) {
    let settings = &policy.settings;
    let hours = [
        ("opened_by_hour", settings.opened_by_hour),
        ("interim_reminder_hour", settings.interim_reminder_hour),
        ("morning_hour", settings.morning_hour),
    ];
    let bounds = [
        ("pool_at_least", settings.pool_at_least, 3, 1000),
        (
            "interim_at_most_working_days",
            settings.interim_at_most_working_days,
            1,
            250,
        ),
        ("answer_within_days", settings.answer_within_days, 1, 366),
        (
            "follow_up_reminder_working_days",
            settings.follow_up_reminder_working_days,
            1,
            250,
        ),
        ("refuse_after_months", settings.refuse_after_months, 1, 1200),
        ("keep_identity_months", settings.keep_identity_months, 1, 1200),
        ("keep_words_months", settings.keep_words_months, 1, 1200),
        ("keep_respondent_months", settings.keep_respondent_months, 1, 1200),
        (
            "keep_special_files_months",
            settings.keep_special_files_months,
            1,
            1200,
        ),
        (
            "announce_forgetting_days",
            settings.announce_forgetting_days,
            1,
            366,
        ),
    ];
    let hours = hours.map(|(key, hour)| (key, i64::from(hour), 0, 23));
    let bounds = bounds.map(|(key, number, least, most)| (key, i64::from(number), least, most));
    for (key, number, least, most) in hours.into_iter().chain(bounds) {
        if number < least || number > most {
            let (least, most, number) = (least.to_string(), most.to_string(), number.to_string());
            let args = [
                ("key", key),
                ("number", &number),
                ("least", &least),
                ("most", &most),
            ];
            report.add(
                &[Hop::Key("settings"), Hop::Key(key)],
                ProblemCode::OutOfBounds,
                &args,
            );
        }
    }
    // Ten working days are at least fourteen calendar days.
    let interim_days =
        settings.interim_at_most_working_days / 5 * 7 + settings.interim_at_most_working_days % 5;
    if settings.answer_within_days < interim_days {
        let (most, within) = (interim_days.to_string(), settings.answer_within_days.to_string());
        let path = [Hop::Key("settings"), Hop::Key("answer_within_days")];
        report.add(
            &path,
            ProblemCode::InterimBeyondAnswer,
            &[("most", &most), ("within", &within)],
        );
    }
    let sooner = [
        settings.keep_identity_months,
        settings.keep_respondent_months,
        settings.keep_special_files_months,
    ];
    if sooner.iter().any(|months| settings.keep_words_months < *months) {
        let path = [Hop::Key("settings"), Hop::Key("keep_words_months")];
        report.add(&path, ProblemCode::KeepOrder, &[]);
    }
}

fn kinds(policy: &Policy, report: &mut Report<'_>) {
    for kind in ComplainantKind::ALL {
        let mut having = policy
            .kinds
            .iter()
            .enumerate()
            .filter(|(_, rule)| rule.kinds.contains(kind));
        let args = [("kind", kind.code())];
        if having.next().is_none() {
            report.add(&[Hop::Key("kinds")], ProblemCode::KindMissing, &args);
        } else if let Some((second, _)) = having.next() {
            report.add(&item("kinds", second, "kinds"), ProblemCode::KindTwice, &args);
        }
    }
}

fn texts(policy: &Policy, report: &mut Report<'_>) {
    for (index, span) in policy.informative.iter().enumerate() {
        if span.reason.trim().is_empty() {
            report.add(
                &item("informative", index, "reason"),
                ProblemCode::EmptyText,
                &[("key", "reason")],
            );
        }
    }
    for (index, rule) in policy.promises.iter().enumerate() {
        for (part, text) in [("title", &rule.title), ("task", &rule.task)] {
            if text.trim().is_empty() {
                report.add(
                    &item("promises", index, part),
                    ProblemCode::EmptyText,
                    &[("key", part)],
                );
            }
        }
    }
}

/// What is put to use is looked at afterwards.
fn reviews(policy: &Policy, report: &mut Report<'_>) {
    let opens = |fact| {
        let rules = policy.promises.iter();
        rules
            .enumerate()
            .find(move |(_, rule)| rule.opened_by.contains(&fact))
    };
    let Some((index, _)) = opens(FactKind::MeasureDecided) else {
        return;
    };
    let lost = [
        (FactKind::MeasureApplied, ProblemCode::MeasureNeverReviewed),
        (FactKind::MeasurePromised, ProblemCode::PromisedMeasureLost),
    ];
    for (fact, code) in lost {
        if opens(fact).is_none() {
            report.add(&item("promises", index, "opened_by"), code, &[]);
        }
    }
}

/// What keeps, replaces and releases it.
fn ends(policy: &Policy, index: usize, rule: &PromiseRule, report: &mut Report<'_>) {
    let name = rule.key.as_str();
    if rule.kept_by.is_empty() {
        report.add(
            &item("promises", index, "key"),
            ProblemCode::NeverKept,
            &[("rule", name)],
        );
    }
    for fact in &rule.released_by {
        if !WAYS_OUT.contains(fact) {
            let args = [("rule", name), ("fact", fact.code())];
            report.add(
                &item("promises", index, "released_by"),
                ProblemCode::NotAWayOut,
                &args,
            );
        }
    }
    for fact in &rule.replaced_by {
        // A rule that only opens during another stage leaves nothing in this one's place.
        let opens = |other: &PromiseRule| {
            let stage = other.only_while.is_empty() || other.only_while.contains(&rule.key);
            stage && (other.opened_by.contains(fact) || other.first_opened_by.contains(fact))
        };
        if !policy.promises.iter().any(opens) {
            let args = [("rule", name), ("fact", fact.code())];
            report.add(
                &item("promises", index, "replaced_by"),
                ProblemCode::ReplacedByNothing,
                &args,
            );
        }
    }
    let twice = rule
        .kept_by
        .iter()
        .find(|fact| rule.replaced_by.contains(fact) || rule.released_by.contains(fact));
    if let Some(fact) = twice {
        let args = [("rule", name), ("fact", fact.code())];
        report.add(&item("promises", index, "kept_by"), ProblemCode::EndsTwice, &args);
    }
}

/// What opens it.
fn opens(index: usize, rule: &PromiseRule, report: &mut Report<'_>) {
    let name = rule.key.as_str();
    if rule.opened_by.is_empty() && rule.first_opened_by.is_empty() {
        report.add(
            &item("promises", index, "key"),
            ProblemCode::NeverOpened,
            &[("rule", name)],
        );
    }
    let opening = || rule.opened_by.iter().chain(&rule.first_opened_by);
    if let Some(fact) = rule
        .opened_by
        .iter()
        .find(|fact| rule.first_opened_by.contains(fact))
    {
        let args = [("rule", name), ("fact", fact.code())];
        report.add(
            &item("promises", index, "first_opened_by"),
            ProblemCode::OpenedTwice,
            &args,
        );
    }
    if rule.term == Term::DateOfFact
        && let Some(fact) = opening().find(|fact| !DATED.contains(fact))
    {
        let args = [("rule", name), ("fact", fact.code())];
        report.add(&item("promises", index, "term"), ProblemCode::NoDateInFact, &args);
    }
    if matches!(rule.term, Term::WorkingDays(0) | Term::Days(0) | Term::Months(0)) {
        report.add(
            &item("promises", index, "term"),
            ProblemCode::TermOfNothing,
            &[("rule", name)],
        );
    }
    if rule.last_day != LastDay::AsItFalls && !matches!(rule.term, Term::Days(_) | Term::Months(_)) {
        report.add(
            &item("promises", index, "last_day"),
            ProblemCode::LastDayOfNothing,
            &[("rule", name)],
        );
    }
    let covered = !rule.covered_by.is_empty();
    if let Some(fact) = rule
        .covered_for
        .iter()
        .find(|fact| !covered || !rule.opened_by.contains(fact))
    {
        let args = [("rule", name), ("fact", fact.code())];
        report.add(
            &item("promises", index, "covered_for"),
            ProblemCode::CoveredForNothing,
            &args,
        );
    }
    if let Some(kind) = rule
        .for_kinds
        .iter()
        .find(|kind| rule.not_for_kinds.contains(kind))
    {
        let args = [("rule", name), ("kind", kind.code())];
        report.add(
            &item("promises", index, "not_for_kinds"),
            ProblemCode::KindBothWays,
            &args,
        );
    }
}

/// Who owes it to whom, and by which words.
fn owes(index: usize, rule: &PromiseRule, report: &mut Report<'_>) {
    let name = rule.key.as_str();
    if rule.nature == Nature::Target && rule.told_when_missed.contains(&Role::Complainant) {
        report.add(
            &item("promises", index, "told_when_missed"),
            ProblemCode::TargetTold,
            &[("rule", name)],
        );
    }
    if let Some(role) = rule.told_when_missed.iter().find(|role| !TOLD.contains(role)) {
        let args = [("rule", name), ("role", role.code())];
        report.add(
            &item("promises", index, "told_when_missed"),
            ProblemCode::NobodyToTell,
            &args,
        );
    }
    if rule.clause.is_none() && !rule.ours {
        report.add(
            &item("promises", index, "key"),
            ProblemCode::NoClauseNotOurs,
            &[("rule", name)],
        );
    }
}
