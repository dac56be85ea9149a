//! The two working days as the engine promises them: weekends, holidays, year crossings, summer time.

use crate::given::{Life, at, brussels, end_of, intake, last_day, m, p, usual, wooncoop, words};
use casework::calendar::{Calendar, Holiday, Replacement};
use casework::case::answer::MeasureAgreed;
use casework::case::receive::complaint;
use casework::case::{evaluate, measures};
use casework::engine::Rules;
use casework::ids::CaseId;
use casework::moment::Moment;
use casework::policy::{LastDay, PromiseRule, Term};
use casework::vocabulary::Cause;

#[test]
fn an_answer_is_owed_by_the_end_of_the_second_working_day() {
    for (received, last) in [
        ("2026-11-06T17:30", "2026-11-10"), // Friday evening: Tuesday
        ("2026-11-07T03:00", "2026-11-10"),
        ("2026-11-08T23:59", "2026-11-10"),
        ("2026-11-09T09:00", "2026-11-12"), // Armistice between the two days
        ("2026-11-10T09:00", "2026-11-13"),
        ("2026-11-11T09:00", "2026-11-13"), // on the holiday itself
        ("2026-10-29T09:00", "2026-11-02"), // All Saints on a Sunday moves nothing by itself
        ("2026-04-02T09:00", "2026-04-07"), // Good Friday counts, Easter Monday doesn't
        ("2026-04-03T09:00", "2026-04-08"),
        ("2026-05-12T09:00", "2026-05-15"), // the bridge day after Ascension counts
        ("2026-07-10T09:00", "2026-07-14"), // 11 July is no legal holiday
        ("2026-07-20T09:00", "2026-07-23"),
        ("2026-12-23T09:00", "2026-12-28"), // 26 December is no legal holiday, but a Saturday
        ("2026-12-31T09:00", "2027-01-05"), // into the next year
        ("2027-12-31T09:00", "2028-01-04"),
        ("2028-12-29T09:00", "2029-01-03"),
    ] {
        assert_eq!(
            Life::complaint(received).due("answer"),
            last,
            "received {received}"
        );
    }
}

#[test]
fn the_last_minute_of_the_last_day_is_in_time_and_the_next_one_is_late() {
    let life = Life::complaint("2026-11-06T17:30");
    let mut in_time = life.clone();
    in_time.answered("2026-11-10T23:59");
    assert!(!in_time.owed("answer").is_late(at("2026-12-01T09:00")));
    let mut late = life;
    late.sweep("2026-11-11T00:00");
    assert!(
        late.owed("answer").is_late(at("2026-11-11T00:00")),
        "midnight itself is late"
    );
    assert_eq!(late.owed("answer").missed_at, Some(end_of("2026-11-10")));
}

#[test]
fn the_day_is_brussels_not_greenwich() {
    // 22:30 in London on Friday 10 July is half past midnight on Saturday in Brussels.
    let now = Moment::of("2026-07-11T00:30".parse().unwrap(), &brussels());
    assert_eq!(Life::received(intake(now), now).due("answer"), "2026-07-14");
    // Half past midnight on New Year's Day in Brussels is still the old year in Greenwich.
    assert_eq!(Life::complaint("2027-01-01T00:30").due("answer"), "2027-01-05");
}

#[test]
fn a_day_of_23_or_25_hours_is_a_day() {
    for (received, last, hours) in [
        ("2026-03-27T12:00", "2026-03-31", 107), // summer time begins on Sunday 29 March
        ("2026-10-23T12:00", "2026-10-27", 109), // and ends on Sunday 25 October
        ("2026-11-20T12:00", "2026-11-24", 108),
    ] {
        let life = Life::complaint(received);
        let due = life.owed("answer").due_at;
        assert_eq!(last_day(due), last);
        assert_eq!(due, end_of(last), "the midnight of Brussels");
        assert_eq!(
            (due.0 - at(received).0) / 3_600_000,
            hours,
            "from noon, over the change of clocks"
        );
    }
}

#[test]
fn a_replacement_day_counts_only_for_what_comes_in_after_it_was_published() {
    let published = |day: &str| {
        let mut calendar = Calendar::new("Europe/Brussels", "BE").unwrap();
        calendar.replacements.push(Replacement {
            date: "2026-11-02".parse().unwrap(),
            holiday: Holiday::on("2026-11-01".parse().unwrap()).unwrap(),
            published: day.parse().unwrap(),
        });
        let now = at("2026-10-29T09:00");
        let rules = Rules {
            policy: wooncoop().policy,
            calendar: &calendar,
        };
        let work = complaint(&CaseId::from("case"), intake(now), &usual(), rules, now, None).unwrap();
        last_day(work.case.open_of("answer").unwrap().due_at)
    };
    assert_eq!(published("2025-12-10"), "2026-11-03");
    assert_eq!(
        published("2026-10-30"),
        "2026-11-02",
        "published after the complaint: too late for it"
    );
}

#[test]
fn a_calendar_that_changes_later_moves_nothing_that_was_promised() {
    let mut life = Life::complaint("2026-10-29T09:00");
    let before = life.owed("answer").due_at;
    let mut calendar = Calendar::new("Europe/Brussels", "BE").unwrap();
    calendar.replacements.push(Replacement {
        date: "2026-11-02".parse().unwrap(),
        holiday: Holiday::on("2026-11-01".parse().unwrap()).unwrap(),
        published: "2026-10-01".parse().unwrap(),
    });
    let rules = Rules {
        policy: wooncoop().policy,
        calendar: Box::leak(Box::new(calendar)),
    };
    life.rules = rules;
    life.on("2026-10-30T09:00", "ann", |work| {
        casework::case::message::note(work, crate::given::words("note"));
        Ok(())
    });
    assert_eq!(life.owed("answer").due_at, before);
    assert_eq!(life.case.handler, Some(p("ann")));
}

#[test]
fn a_last_day_that_is_no_working_day_moves_as_its_rule_says_and_a_named_or_counted_day_does_not() {
    let calendar = wooncoop().calendar;
    let rule = |term, last_day| PromiseRule {
        term,
        last_day,
        ..wooncoop().policy.rule("review_measure").unwrap().clone()
    };
    let due = |term, last_day, from: &str| {
        let due = rule(term, last_day).due(calendar, at(from), Some(end_of("2026-11-14")));
        due.map(last_day_of)
    };
    let all = [
        LastDay::AsItFalls,
        LastDay::NextWorkingDay,
        LastDay::WorkingDayBefore,
    ];
    // Saturday 14 November 2026, after the holiday of Wednesday the 11th.
    let days = all.map(|last| due(Term::Days(30), last, "2026-10-15T10:00"));
    assert_eq!(
        days,
        ["2026-11-14", "2026-11-16", "2026-11-13"].map(|day| Some(day.to_owned()))
    );
    let months = all.map(|last| due(Term::Months(1), last, "2026-10-11T10:00"));
    assert_eq!(
        months,
        ["2026-11-11", "2026-11-12", "2026-11-10"].map(|day| Some(day.to_owned()))
    );
    for last in all {
        assert_eq!(due(Term::AtOnce, last, "2026-10-15T10:00"), None);
        assert_eq!(
            due(Term::DateOfFact, last, "2026-10-15T10:00").as_deref(),
            Some("2026-11-14"),
            "a date that was said stays as it was said"
        );
        assert_eq!(
            due(Term::WorkingDays(2), last, "2026-11-06T17:30").as_deref(),
            Some("2026-11-10")
        );
    }
    // Never before the day itself: a term of one day from a Friday evening.
    assert_eq!(
        due(Term::Days(1), LastDay::WorkingDayBefore, "2026-11-13T20:00").as_deref(),
        Some("2026-11-13")
    );
}

#[test]
fn a_measure_is_reviewed_on_a_working_day() {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.on("2026-11-09T10:00", "ann", |work| {
        let measure = MeasureAgreed {
            measure: m("keys"),
            what: words("keys"),
            owner: p("jan"),
            reviewer: p("mia"),
            until: end_of("2026-11-20"),
            promised: false,
        };
        evaluate::decide(
            work,
            true,
            Cause::Procedure,
            words("why"),
            vec![measure],
            Vec::new(),
        )
    });
    // Three months after Sunday 15 November is a Monday, after Friday 13 November a Saturday.
    life.on("2026-11-13T10:00", "jan", |work| {
        measures::applied(work, &m("keys"))
    });
    assert_eq!(life.due("review_measure"), "2027-02-15");
}

fn last_day_of(due: Moment) -> String {
    last_day(due)
}
