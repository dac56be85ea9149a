//! What the policy doesn't say and we chose: each of our own terms, and each setting, in plain words.

use super::choices::months;
use crate::web::support::course::after;
use casework::policy::{Policy, PromiseRule, Settings, Term};
use casework::vocabulary::{ComplainantKind, SecondPerson, Step, SupervisorAnswers};
use render::pages::policy::OurChoice;
use render::saying::Span;
use render::{Key, Texts};

/// All of them: what the organisation approves before it begins, and publishes apart from its policy.
pub fn all(t: Texts, policy: &Policy) -> Vec<OurChoice> {
    let rules = policy.promises.iter().filter(|rule| rule.ours);
    let mut all: Vec<OurChoice> = rules.flat_map(|rule| lines(t, rule)).collect();
    let set = settings(t, &policy.settings).into_iter();
    let second = Step::ALL
        .iter()
        .map(|step| (second_in(t, *step), second(t, policy.second_person(*step))));
    all.extend(set.chain(second).map(|(about, chosen)| OurChoice {
        about,
        chosen,
        clause: String::new(),
    }));
    all
}

/// A rule: a line for each sentence that it fills in, with for whom when that isn't everybody.
fn lines(t: Texts, rule: &PromiseRule) -> Vec<OurChoice> {
    let mut left: Vec<ComplainantKind> = ComplainantKind::ALL
        .iter()
        .copied()
        .filter(|kind| rule.for_kinds.is_empty() || rule.for_kinds.contains(kind))
        .filter(|kind| !rule.not_for_kinds.contains(kind))
        .collect();
    let everybody = left.len() == ComplainantKind::ALL.len();
    let mut groups = Vec::new();
    for one in rule.clause_for.iter().filter(|one| !one.kinds.is_empty()) {
        let (theirs, others): (Vec<_>, Vec<_>) = left.into_iter().partition(|kind| one.kinds.contains(kind));
        groups.push((theirs, Some(one.clause.as_str())));
        left = others;
    }
    let alone = everybody && groups.is_empty();
    groups.push((left, rule.clause.as_deref()));
    groups.retain(|(kinds, _)| !kinds.is_empty());
    let line = |(kinds, clause): (Vec<ComplainantKind>, Option<&str>)| OurChoice {
        about: if alone {
            rule.title.clone()
        } else {
            let whom: Vec<String> = kinds.iter().map(|kind| whom(t, *kind)).collect();
            let about = t.a("policy-choice-for").with("about", rule.title.as_str());
            about.with("whom", whom.join(", ")).to_string()
        },
        chosen: term(t, rule),
        clause: clause.unwrap_or_default().to_owned(),
    };
    groups.into_iter().map(line).collect()
}

fn whom(t: Texts, kind: ComplainantKind) -> String {
    t.m(match kind {
        ComplainantKind::Resident => Key("policy-for-residents"),
        ComplainantKind::Cooperator => Key("policy-for-cooperators"),
        ComplainantKind::Employee => Key("policy-for-employees"),
        ComplainantKind::ThirdParty => Key("policy-for-third"),
    })
}

/// A term as people say it.
pub fn term(t: Texts, rule: &PromiseRule) -> String {
    match rule.term {
        Term::AtOnce => t.m("policy-at-once"),
        Term::DateOfFact => t.m("policy-named-date"),
        Term::WorkingDays(_) | Term::Days(_) | Term::Months(_) => {
            after(rule).map(|span| span.words(&t)).unwrap_or_default()
        }
    }
}

fn settings(t: Texts, settings: &Settings) -> Vec<(String, String)> {
    let span = |key: Key, span: Span| t.a(key).with("span", span.words(&t)).to_string();
    let hour = |hour: i8| {
        t.a("policy-hour")
            .with("hour", u32::try_from(hour).unwrap_or_default())
            .to_string()
    };
    vec![
        (
            t.m("policy-choice-interim"),
            span(
                Key("policy-at-most"),
                Span::WorkingDays(settings.interim_at_most_working_days),
            ),
        ),
        (
            t.m("policy-choice-second-interim"),
            t.m(if settings.second_interim_by_supervisor {
                Key("policy-by-management")
            } else {
                Key("policy-by-handler")
            }),
        ),
        (
            t.m("policy-choice-whole"),
            span(Key("policy-at-most"), Span::Days(settings.answer_within_days)),
        ),
        (
            t.m("policy-choice-reminder"),
            span(
                Key("policy-after"),
                Span::WorkingDays(settings.follow_up_reminder_working_days),
            ),
        ),
        (
            t.m("policy-choice-too-old"),
            span(Key("policy-after"), months(settings.refuse_after_months)),
        ),
        (
            t.m("policy-choice-identity"),
            span(Key("policy-kept"), months(settings.keep_identity_months)),
        ),
        (
            t.m("policy-choice-words"),
            span(Key("policy-kept"), months(settings.keep_words_months)),
        ),
        (
            t.m("policy-choice-respondent"),
            span(Key("policy-kept"), months(settings.keep_respondent_months)),
        ),
        (
            t.m("policy-choice-special-files"),
            span(Key("policy-kept"), months(settings.keep_special_files_months)),
        ),
        (
            t.m("policy-choice-announced"),
            span(
                Key("policy-before"),
                Span::Days(settings.announce_forgetting_days),
            ),
        ),
        (
            t.m("policy-choice-supervisor"),
            t.m(match settings.supervisor_may_answer {
                SupervisorAnswers::Never => Key("policy-never"),
                SupervisorAnswers::WhenNeeded => Key("policy-when-needed"),
                SupervisorAnswers::Always => Key("policy-always"),
            }),
        ),
        (
            t.m("policy-choice-pool"),
            t.a("policy-people").with("n", settings.pool_at_least).to_string(),
        ),
        (t.m("policy-choice-opened"), hour(settings.opened_by_hour)),
        (
            t.m("policy-choice-last-day"),
            hour(settings.interim_reminder_hour),
        ),
        (t.m("policy-choice-morning"), hour(settings.morning_hour)),
    ]
}

fn second_in(t: Texts, step: Step) -> String {
    t.m(match step {
        Step::Answer => Key("policy-second-answer"),
        Step::SecondInterim => Key("policy-second-interim"),
        Step::Refusal => Key("policy-second-refusal"),
        Step::Evaluation => Key("policy-second-evaluation"),
        Step::Reclassification => Key("policy-second-reclassification"),
    })
}

fn second(t: Texts, how: SecondPerson) -> String {
    t.m(match how {
        SecondPerson::None => Key("policy-second-none"),
        SecondPerson::Informed => Key("policy-second-informed"),
        SecondPerson::Required => Key("policy-second-required"),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn shown(change: impl Fn(&mut Policy)) -> Vec<(String, String, String)> {
        let files = crate::desk_files::default_policy();
        let mut policy = Policy::parse(&files.file, &files.source).unwrap();
        change(&mut policy);
        let all = all(Texts::Dutch, &policy).into_iter();
        all.map(|one| (one.about, one.chosen, one.clause)).collect()
    }

    #[test]
    fn no_two_lines_are_about_the_same_and_a_concern_says_for_whom() {
        let all = shown(|_| {});
        let about: std::collections::BTreeSet<_> = all.iter().map(|one| &one.0).collect();
        assert_eq!(about.len(), all.len(), "{all:#?}");
        let concerns = all.iter().filter(|one| one.0.contains("op je melding"));
        let clauses: Vec<&str> = concerns.map(|one| one.2.as_str()).collect();
        assert_eq!(
            clauses,
            ["vooraf-bewoners", "vooraf-derden", "vooraf-medewerkers"]
        );
    }

    #[test]
    fn every_setting_that_changes_changes_what_is_approved() {
        let before = shown(|_| {});
        let changes: [fn(&mut Settings); 15] = [
            |set| set.supervisor_may_answer = SupervisorAnswers::Never,
            |set| set.pool_at_least = 4,
            |set| set.opened_by_hour = 13,
            |set| set.interim_reminder_hour = 11,
            |set| set.morning_hour = 7,
            |set| set.interim_at_most_working_days = 9,
            |set| set.answer_within_days = 44,
            |set| set.second_interim_by_supervisor = false,
            |set| set.follow_up_reminder_working_days = 9,
            |set| set.refuse_after_months = 11,
            |set| set.keep_identity_months = 23,
            |set| set.keep_words_months = 59,
            |set| set.keep_respondent_months = 5,
            |set| set.keep_special_files_months = 5,
            |set| set.announce_forgetting_days = 29,
        ];
        for (number, change) in changes.iter().enumerate() {
            let after = shown(|policy| change(&mut policy.settings));
            let differ = before.iter().zip(&after).filter(|(a, b)| a != b).count();
            assert_eq!(differ, 1, "setting {number}");
        }
        for step in Step::ALL {
            let other = if before_is_required(*step) {
                SecondPerson::None
            } else {
                SecondPerson::Required
            };
            let after = shown(|policy| {
                policy.settings.second_person.insert(*step, other);
            });
            let differ = before.iter().zip(&after).filter(|(a, b)| a != b).count();
            assert_eq!(differ, 1, "{step}");
        }
    }

    fn before_is_required(step: Step) -> bool {
        let files = crate::desk_files::default_policy();
        let policy = Policy::parse(&files.file, &files.source).unwrap();
        policy.second_person(step) == SecondPerson::Required
    }
}
