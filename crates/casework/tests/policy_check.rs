//! The check of a policy: the shipped ones pass, and each kind of mistake is found on its line.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use casework::calendar::Holiday;
use casework::policy::{Policy, PolicyFile, Problem, ProblemCode, check};
use casework::vocabulary::{ComplainantKind, FactKind};

const FILE: &str = include_str!("../../../policies/wooncoop/policy.toml");
const SOURCE: &str = include_str!("../../../policies/wooncoop/klachtenbeleid.txt");
const TEXTS: &str = include_str!("../../../locales/nl/policy-check.ftl");

fn problems(file: &str, source: &str) -> Vec<Problem> {
    match Policy::parse(file, source) {
        Ok(policy) => check(&policy, file, None),
        Err(problems) => problems,
    }
}

/// The line, from 1, of the first occurrence of a text, which must be there.
fn line_of(file: &str, text: &str) -> u32 {
    let at = file
        .find(text)
        .unwrap_or_else(|| panic!("`{text}` isn't in the file"));
    u32::try_from(file[..at].matches('\n').count()).unwrap() + 1
}

/// Wooncoop's file with one text changed, the first time it stands after `after`.
fn changed(after: &str, from: &str, to: &str) -> String {
    let start = FILE
        .find(after)
        .unwrap_or_else(|| panic!("`{after}` isn't in the file"));
    let at = FILE[start..]
        .find(from)
        .unwrap_or_else(|| panic!("`{from}` isn't after `{after}`"))
        + start;
    format!("{}{to}{}", &FILE[..at], &FILE[at + from.len()..])
}

/// The one problem with this code, which must be on the line where `text` stands.
#[track_caller]
fn expect(file: &str, code: ProblemCode, text: &str) -> Problem {
    let found = problems(file, SOURCE);
    let matching: Vec<_> = found.iter().filter(|problem| problem.code == code).collect();
    assert_eq!(matching.len(), 1, "one {code} wanted: {found:#?}");
    assert_eq!(
        (matching[0].file, matching[0].line),
        (PolicyFile::Data, line_of(file, text)),
        "{found:#?}"
    );
    matching[0].clone()
}

#[test]
fn the_shipped_policy_of_wooncoop_passes() {
    assert_eq!(problems(FILE, SOURCE), []);
}

#[test]
fn each_clause_of_wooncoop_names_a_journey() {
    let policy = Policy::parse(FILE, SOURCE).unwrap();
    let all: Vec<String> = policy
        .clauses
        .iter()
        .flat_map(|clause| clause.journeys.clone())
        .collect();
    assert_eq!(check(&policy, FILE, Some(&all)), []);
    let first = all[0].clone();
    let without: Vec<String> = all.into_iter().filter(|name| *name != first).collect();
    let found = check(&policy, FILE, Some(&without));
    assert!(
        !found.is_empty()
            && found
                .iter()
                .all(|problem| problem.code == ProblemCode::UnknownJourney)
    );
    assert_eq!(found[0].arg("name"), first);
    assert_eq!(found[0].line, line_of(FILE, &first));
}

#[test]
fn a_clause_without_a_journey_is_named() {
    let file = changed(
        "key = \"contact\"\n",
        "journeys = [\"the policy page shows every word\"]",
        "",
    );
    let policy = Policy::parse(&file, SOURCE).unwrap();
    let all: Vec<String> = policy
        .clauses
        .iter()
        .flat_map(|clause| clause.journeys.clone())
        .collect();
    let found = check(&policy, &file, Some(&all));
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].code, found[0].arg("clause")),
        (ProblemCode::NoJourney, "contact")
    );
    assert_eq!(found[0].line, line_of(&file, "key = \"contact\"\n"));
}

#[test]
fn leaving_out_any_clause_or_informative_span_leaves_words_uncovered() {
    let policy = Policy::parse(FILE, SOURCE).unwrap();
    for index in 0..policy.clauses.len() {
        let mut less = policy.clone();
        let clause = less.clauses.remove(index);
        let found = check(&less, FILE, None);
        let first = clause.quote.split_whitespace().next().unwrap();
        let gap = found
            .iter()
            .find(|problem| problem.code == ProblemCode::Uncovered);
        let gap = gap.unwrap_or_else(|| panic!("without {} nothing is missed", clause.key));
        assert_eq!(gap.file, PolicyFile::Source);
        assert!(
            gap.arg("words").starts_with(first),
            "{}: {}",
            clause.key,
            gap.arg("words")
        );
        let line = SOURCE.lines().nth(gap.line as usize - 1).unwrap();
        let there: String = line.chars().skip(gap.column as usize - 1).collect();
        assert!(
            there.starts_with(first),
            "line {} column {} is `{there}`",
            gap.line,
            gap.column
        );
    }
    for index in 0..policy.informative.len() {
        let mut less = policy.clone();
        less.informative.remove(index);
        assert!(
            check(&less, FILE, None)
                .iter()
                .any(|problem| problem.code == ProblemCode::Uncovered)
        );
    }
}

#[test]
fn leaving_out_any_word_of_any_quote_is_noticed() {
    let policy = Policy::parse(FILE, SOURCE).unwrap();
    for index in 0..policy.clauses.len() {
        let words: Vec<String> = policy.clauses[index]
            .quote
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        for gone in 0..words.len() {
            let mut less = policy.clone();
            let rest: Vec<&str> = words
                .iter()
                .enumerate()
                .filter(|(i, _)| *i != gone)
                .map(|(_, word)| word.as_str())
                .collect();
            less.clauses[index].quote = rest.join(" ");
            assert_ne!(
                check(&less, FILE, None),
                [],
                "{} without its word {gone}",
                policy.clauses[index].key
            );
        }
    }
}

#[test]
fn a_word_added_to_the_text_is_found_on_its_line() {
    let source = SOURCE.replace("Bel ons", "Bel ons zeker");
    let found = problems(FILE, &source);
    assert!(
        found
            .iter()
            .any(|problem| problem.code == ProblemCode::QuoteNotFound)
    );
    let source = format!("{SOURCE}\nWe betalen altijd terug.\n");
    let found = problems(FILE, &source);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].file, found[0].code),
        (PolicyFile::Source, ProblemCode::Uncovered)
    );
    assert_eq!(found[0].arg("words"), "We betalen altijd terug.");
    assert_eq!(
        (found[0].line, found[0].column),
        (line_of(&source, "We betalen"), 1)
    );
}

#[test]
fn white_space_and_unicode_form_make_no_difference_but_letters_do() {
    let decomposed = SOURCE
        .replace("ë", "e\u{308}")
        .replace("ö", "o\u{308}")
        .replace("ï", "i\u{308}");
    assert_ne!(decomposed, SOURCE);
    assert_eq!(problems(FILE, &decomposed), []);
    let squeezed = SOURCE.split_whitespace().collect::<Vec<_>>().join("\r\n\u{a0}");
    assert_eq!(problems(FILE, &squeezed), []);
    let mended = FILE.replace("op de de oplossing", "op de oplossing");
    let quote = "quote = \"en van het antwoord op de oplossing";
    expect(&mended, ProblemCode::QuoteNotFound, quote);
}

#[test]
fn a_quote_that_stands_in_the_text_twice_is_refused() {
    let file = changed(
        "quote = \"KLACHT INDIENEN\"",
        "KLACHT INDIENEN",
        "een klacht indienen",
    );
    let problem = expect(
        &file,
        ProblemCode::QuoteAmbiguous,
        "quote = \"een klacht indienen\"",
    );
    assert_eq!(problem.arg("times"), "3");
}

#[test]
fn every_unknown_key_is_named_with_its_line_and_what_was_meant() {
    let file = changed("[settings]", "pool_at_least", "pool_at_leest")
        .replace("key = \"answer\"\n", "key = \"answer\"\nspoed = 1\n");
    let found = problems(&file, SOURCE);
    let unknown: Vec<_> = found
        .iter()
        .map(|problem| (problem.code, problem.arg("key"), problem.line))
        .collect();
    assert!(
        unknown.contains(&(
            ProblemCode::MisspeltKey,
            "pool_at_leest",
            line_of(&file, "pool_at_leest")
        )),
        "{found:#?}"
    );
    assert!(
        unknown.contains(&(ProblemCode::UnknownKey, "spoed", line_of(&file, "spoed = 1"))),
        "{found:#?}"
    );
    let misspelt = found
        .iter()
        .find(|problem| problem.code == ProblemCode::MisspeltKey)
        .unwrap();
    assert_eq!((misspelt.arg("meant"), misspelt.column), ("pool_at_least", 1));
}

#[test]
fn misspelt_and_unknown_words_are_named_with_their_line() {
    let file = changed(
        "[[promises]]",
        "kept_by = [\"answer_delivered\"]",
        "kept_by = [\"answer_deliverd\"]",
    );
    let problem = expect(&file, ProblemCode::MisspeltWord, "answer_deliverd");
    assert_eq!(problem.arg("meant"), "answer_delivered");
    let file = changed("[[promises]]", "owed_by = \"handler\"", "owed_by = \"iemand\"");
    let problem = expect(&file, ProblemCode::UnknownWord, "owed_by = \"iemand\"");
    assert!(problem.arg("known").contains("handler"));
}

#[test]
fn what_is_missing_or_not_toml_is_named_with_its_line() {
    let file = changed("[[promises]]", "task = \"Antwoord of tussenbericht\"\n", "");
    let problem = expect(&file, ProblemCode::MissingKey, "[[promises]]");
    assert_eq!(problem.arg("key"), "task");
    let file = changed("[[promises]]", "nature = \"promise\"", "nature = promise");
    expect(&file, ProblemCode::Syntax, "nature = promise");
    let file = changed("[settings]", "pool_at_least = 3", "pool_at_least = \"drie\"");
    expect(&file, ProblemCode::Unreadable, "pool_at_least = \"drie\"");
}

#[test]
fn what_is_named_must_exist() {
    let file = changed(
        "key = \"answer\"\n",
        "clause = \"antwoord\"",
        "clause = \"antwoorden\"",
    );
    expect(&file, ProblemCode::UnknownClause, "clause = \"antwoorden\"");
    let file = changed(
        "key = \"antwoord\"\n",
        "step = \"ontvangen\"",
        "step = \"ontvangst\"",
    );
    expect(&file, ProblemCode::UnknownStep, "step = \"ontvangst\"");
    let covered = "covered_by = [\"answer\"]";
    let file = changed("key = \"answer\"\n", covered, "covered_by = [\"answer_by\"]");
    expect(&file, ProblemCode::UnknownRule, "\"answer_by\"]");
    let file = changed("key = \"bestuur-antwoord\"", "deny_undertaking", "refund");
    expect(&file, ProblemCode::UnknownRight, "refund");
    let file = changed("key = \"contact\"\n", "/contact", "/contacteer");
    expect(&file, ProblemCode::UnknownPage, "/contacteer");
    let file = changed("key = \"contact\"\n", "pages = [\"/contact\"]", "");
    expect(&file, ProblemCode::NothingCarriesOut, "key = \"contact\"\n");
    let file = changed("key = \"answer_by_date\"", "answer_by_date", "answer");
    let problem = problems(&file, SOURCE)
        .into_iter()
        .find(|problem| problem.code == ProblemCode::DuplicateKey)
        .unwrap();
    assert_eq!(problem.line, line_of(FILE, "key = \"answer_by_date\""));
}

#[test]
fn contradictions_are_found_on_their_line() {
    let by_date = "key = \"answer_by_date\"\n";
    let answer = "key = \"answer\"\n";
    let evaluate = "key = \"evaluate\"\n";
    let cases = [
        (
            ProblemCode::NeverKept,
            by_date,
            "kept_by = [\"answer_delivered\"]",
            "kept_by = []",
            by_date,
        ),
        (
            ProblemCode::NeverOpened,
            "key = \"tell_outcome\"",
            "opened_by = [\"evaluated\"]",
            "opened_by = []",
            "key = \"tell_outcome\"",
        ),
        (
            ProblemCode::EndsTwice,
            by_date,
            "kept_by = [\"answer_delivered\"]",
            "kept_by = [\"interim_delivered\"]",
            "kept_by = [\"interim_delivered\"]",
        ),
        (
            ProblemCode::NotAWayOut,
            answer,
            "\"withdrawn\", \"refused\", \"marked_spam\"",
            "\"evaluated\"",
            "released_by = [\"evaluated\"",
        ),
        (
            ProblemCode::NoDateInFact,
            evaluate,
            "term = { working_days = 20 }",
            "term = \"date_of_fact\" # hier",
            "term = \"date_of_fact\" # hier",
        ),
        (
            ProblemCode::ReplacedByNothing,
            by_date,
            "replaced_by = [\"interim_delivered\"]",
            "replaced_by = [\"acknowledged\"]",
            "replaced_by = [\"acknowledged\"]",
        ),
        (
            ProblemCode::CoveredForNothing,
            answer,
            "covered_for = [\"message_received\"]",
            "covered_for = [\"reacted\"]",
            "covered_for = [\"reacted\"]",
        ),
        (
            ProblemCode::TargetTold,
            evaluate,
            "told_when_missed = [\"supervisor\"]",
            "told_when_missed = [\"complainant\"]",
            "told_when_missed = [\"complainant\"]\non_last",
        ),
        (
            ProblemCode::NoClauseNotOurs,
            "key = \"second_look\"",
            "ours = true",
            "",
            "key = \"second_look\"",
        ),
        (
            ProblemCode::TermOfNothing,
            answer,
            "working_days = 2",
            "working_days = 0",
            "working_days = 0",
        ),
        (
            ProblemCode::LastDayOfNothing,
            answer,
            "term = { working_days = 2 }",
            "term = { working_days = 2 }\nlast_day = \"next_working_day\" # hier",
            "last_day = \"next_working_day\" # hier",
        ),
        (
            ProblemCode::NobodyToTell,
            "key = \"name_handler\"",
            "told_when_missed = [\"pool\", \"supervisor\"]",
            "told_when_missed = [\"organisation\"]",
            "told_when_missed = [\"organisation\"]",
        ),
        (
            ProblemCode::MeasureNeverReviewed,
            "key = \"review_measure\"",
            "opened_by = [\"measure_applied\"]",
            "opened_by = [\"measure_failed\"]",
            "opened_by = [\"measure_decided\"]",
        ),
        (
            ProblemCode::PromisedMeasureLost,
            "key = \"apply_promised_measure\"",
            "opened_by = [\"measure_promised\"]",
            "opened_by = [\"interim_delivered\"]",
            "opened_by = [\"measure_decided\"]",
        ),
        (
            ProblemCode::OpenedTwice,
            evaluate,
            "first_opened_by = [\"answer_delivered\"",
            "first_opened_by = [\"measure_failed\"",
            "first_opened_by = [\"measure_failed\"",
        ),
        (
            ProblemCode::KindBothWays,
            "key = \"answer_concern\"\n",
            "not_for_kinds = [",
            "for_kinds = [\"employee\"]\nnot_for_kinds = [",
            "not_for_kinds = [",
        ),
        (
            ProblemCode::OutOfBounds,
            "[settings]",
            "pool_at_least = 3",
            "pool_at_least = 2",
            "pool_at_least = 2",
        ),
        (
            ProblemCode::OutOfBounds,
            "[settings]",
            "morning_hour = 8",
            "morning_hour = 24",
            "morning_hour = 24",
        ),
        (
            ProblemCode::InterimBeyondAnswer,
            "[settings]",
            "answer_within_days = 45",
            "answer_within_days = 13",
            "answer_within_days = 13",
        ),
        (
            ProblemCode::KeepOrder,
            "[settings]",
            "keep_words_months = 60",
            "keep_words_months = 12",
            "keep_words_months = 12",
        ),
        (
            ProblemCode::UnknownZone,
            "time_zone",
            "Europe/Brussels",
            "Europe/Gent",
            "Europe/Gent",
        ),
        (
            ProblemCode::UnknownHolidays,
            "holidays",
            "\"BE\"",
            "\"NL\"",
            "holidays = \"NL\"",
        ),
        (
            ProblemCode::BadDate,
            "in_force_from",
            "2026-10-01",
            "1 oktober",
            "1 oktober",
        ),
        (
            ProblemCode::BadVersion,
            "version",
            "version = 1",
            "version = 0",
            "version = 0",
        ),
        (
            ProblemCode::EmptyText,
            "reason",
            "\"Titel en inleiding van de opsomming.\"",
            "\" \"",
            "reason = \" \"",
        ),
    ];
    for (code, after, from, to, on) in cases {
        expect(&changed(after, from, to), code, on);
    }
    let file = FILE.replace("kinds = [\"third_party\"]\npage", "kinds = [\"resident\"]\npage");
    expect(&file, ProblemCode::KindTwice, "kinds = [\"resident\"]\npage");
    let found = problems(&file, SOURCE);
    let missing = found
        .iter()
        .find(|problem| problem.code == ProblemCode::KindMissing)
        .unwrap();
    assert_eq!(missing.arg("kind"), "third_party");
}

#[test]
fn each_problem_and_each_holiday_has_a_text() {
    for code in ProblemCode::ALL {
        assert!(TEXTS.contains(&format!("\npolicy-problem-{code} = ")), "{code}");
    }
    for holiday in Holiday::ALL {
        assert!(TEXTS.contains(&format!("\nholiday-{holiday} = ")), "{holiday}");
    }
}

#[test]
fn a_rule_of_another_stage_does_not_take_the_place_of_what_is_replaced() {
    let file = changed(
        "key = \"answer_by_date\"\n",
        "opened_by = [\"interim_delivered\"]",
        "only_while = [\"second_look\"]\nopened_by = [\"interim_delivered\"]",
    );
    let found = problems(&file, SOURCE);
    let lost: Vec<_> = found
        .iter()
        .filter(|problem| problem.code == ProblemCode::ReplacedByNothing)
        .collect();
    assert_eq!(
        lost.len(),
        1,
        "a second interim has nothing in its place: {found:#?}"
    );
}

#[test]
fn a_term_that_its_sentence_contradicts_is_named() {
    let file = changed("key = \"answer\"\n", "working_days = 2", "working_days = 5");
    let problem = expect(&file, ProblemCode::TermNotInQuote, "working_days = 5");
    assert_eq!(
        ["rule", "term", "said", "clause"].map(|name| problem.arg(name)),
        ["answer", "5 werkdagen", "2 werkdagen", "antwoord"]
    );
    let calendar_days = changed("key = \"answer\"\n", "working_days = 2", "days = 2");
    let problem = expect(&calendar_days, ProblemCode::TermNotInQuote, "{ days = 2 }");
    assert_eq!(problem.arg("term"), "2 dagen");
}

#[test]
fn our_own_words_follow_the_terms_of_the_data() {
    let ours = |file: &str, clause: &str| {
        let policy = Policy::parse(file, SOURCE).unwrap();
        policy.clause(clause).unwrap().ours.clone().unwrap()
    };
    assert!(ours(FILE, "antwoord").contains("weer binnen 2 werkdagen."));
    assert!(ours(FILE, "registreren").contains("binnen 1 werkdag."));
    assert!(ours(FILE, "nazicht").starts_with("6 weken na ons antwoord"));
    assert!(ours(FILE, "overleg").contains("nooit langer dan 45 dagen."));
    let sooner = changed("key = \"evaluate\"\n", "working_days = 20", "working_days = 15");
    assert!(ours(&sooner, "evaluatie").contains("binnen 15 werkdagen"));
    assert_eq!(problems(&sooner, SOURCE), []);
    let longer = changed("[settings]", "answer_within_days = 45", "answer_within_days = 56");
    assert!(ours(&longer, "overleg").contains("nooit langer dan 8 weken."));
}

#[test]
fn what_stands_between_braces_is_a_term_and_a_number_never_stands_beside_the_data() {
    let misspelt = changed("key = \"antwoord\"", "{answer}", "{anwser}");
    let problem = expect(&misspelt, ProblemCode::UnknownPlaceholder, "{anwser}");
    assert_eq!(problem.arg("name"), "anwser");
    assert!(problem.arg("known").contains("answer, "), "{problem:?}");
    // A date that somebody names is no number of days.
    let dated = changed("key = \"antwoord\"", "{answer}", "{undertaking}");
    expect(&dated, ProblemCode::UnknownPlaceholder, "{undertaking}");
    let typed = changed("key = \"antwoord\"", "{answer}", "3 werkdagen");
    let problem = expect(&typed, ProblemCode::NumberBesideData, "3 werkdagen");
    assert_eq!(problem.arg("number"), "3 werkdagen");
}

#[test]
fn a_policy_without_words_for_its_terms_can_be_read_and_is_not_whole() {
    let at = FILE.find("[units]").unwrap();
    let end = FILE.find("[organisation]").unwrap();
    let file = format!("{}{}", &FILE[..at], &FILE[end..]);
    let policy = Policy::parse(&file, SOURCE).unwrap();
    let found = check(&policy, &file, None);
    let missing =
        |problem: &&Problem| problem.code == ProblemCode::MissingKey && problem.arg("key") == "units";
    assert_eq!(found.iter().filter(missing).count(), 1, "{found:#?}");
}

#[test]
fn each_clause_that_a_promise_names_exists_also_for_some_kinds_and_beside_another() {
    let file = changed(
        "key = \"answer_concern\"",
        "clause = \"vooraf-bewoners\"",
        "clause = \"weg\"",
    );
    let problem = expect(&file, ProblemCode::UnknownClause, "clause = \"weg\"");
    assert_eq!(problem.arg("clause"), "weg");
    let file = changed("key = \"evaluate\"", "also = [\"stap-2\"]", "also = [\"stap-9\"]");
    expect(&file, ProblemCode::UnknownClause, "also = [\"stap-9\"]");
}

#[test]
fn a_promise_quotes_the_sentence_that_is_for_whoever_complains() {
    let policy = Policy::parse(FILE, SOURCE).unwrap();
    let rule = policy.rule("answer_concern").unwrap();
    let clause = |kinds: &[ComplainantKind]| rule.clause_of(kinds, FactKind::ConcernRaised).unwrap();
    assert_eq!(clause(&[ComplainantKind::ThirdParty]), "vooraf-derden");
    assert_eq!(clause(&[ComplainantKind::Cooperator]), "vooraf-bewoners");
    assert_eq!(
        clause(&[ComplainantKind::ThirdParty, ComplainantKind::Resident]),
        "vooraf-bewoners"
    );
    // Being late is in no sentence of the text.
    let late = policy.rule("explain_delay").unwrap();
    assert_eq!(late.clause_of(&[], FactKind::PromiseMissed), None);
}
