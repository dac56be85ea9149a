//! Working days in Belgium: the days people will ask about, both ways of counting, and what must always hold.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use casework::calendar::{Calendar, CalendarError, DayKind, Holiday, Replacement, easter_sunday};
use casework::moment::Moment;
use jiff::civil::{Date, DateTime, Weekday};
use proptest::prelude::*;

fn plain() -> Calendar {
    Calendar::new("Europe/Brussels", "BE").unwrap()
}

/// The days that replace a holiday in a weekend when nothing else was agreed, published in time.
fn with_replacements() -> Calendar {
    let days = [
        ("2026-08-17", Holiday::Assumption, "2025-12-10"),
        ("2026-11-02", Holiday::AllSaints, "2025-12-10"),
        ("2027-05-03", Holiday::LabourDay, "2026-12-10"),
        ("2027-08-16", Holiday::Assumption, "2026-12-10"),
        ("2027-12-27", Holiday::Christmas, "2026-12-10"),
        ("2028-01-03", Holiday::NewYear, "2027-12-10"),
        ("2028-11-13", Holiday::Armistice, "2027-12-10"),
    ];
    let replacements = days
        .iter()
        .map(|(day, holiday, published)| Replacement {
            date: date(day),
            holiday: *holiday,
            published: date(published),
        })
        .collect();
    Calendar {
        replacements,
        ..plain()
    }
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// A local date, with or without a time (noon).
fn local(calendar: &Calendar, text: &str) -> Moment {
    let full = if text.contains('T') {
        text.to_owned()
    } else {
        format!("{text}T12:00")
    };
    Moment::of(full.parse::<DateTime>().unwrap(), &calendar.zone)
}

fn last_day(calendar: &Calendar, received: &str, n: u32) -> String {
    calendar
        .add_working_days(local(calendar, received), n)
        .last_day(&calendar.zone)
        .to_string()
}

/// Received, last day of two working days, the same with replacement days.
const VECTORS: &[(&str, &str, &str)] = &[
    ("2026-11-06T17:30", "2026-11-10", "2026-11-10"),
    ("2026-11-07", "2026-11-10", "2026-11-10"),
    ("2026-11-08", "2026-11-10", "2026-11-10"),
    ("2026-11-09", "2026-11-12", "2026-11-12"),
    ("2026-11-10", "2026-11-13", "2026-11-13"),
    ("2026-11-11", "2026-11-13", "2026-11-13"),
    ("2026-10-29", "2026-11-02", "2026-11-03"),
    ("2026-10-30", "2026-11-03", "2026-11-04"),
    ("2026-08-13", "2026-08-17", "2026-08-18"),
    ("2026-08-14", "2026-08-18", "2026-08-19"),
    ("2026-04-02", "2026-04-07", "2026-04-07"),
    ("2026-04-03", "2026-04-08", "2026-04-08"),
    ("2026-04-30", "2026-05-05", "2026-05-05"),
    ("2026-05-12", "2026-05-15", "2026-05-15"),
    ("2026-05-13", "2026-05-18", "2026-05-18"),
    ("2026-05-14", "2026-05-18", "2026-05-18"),
    ("2026-05-22", "2026-05-27", "2026-05-27"),
    ("2026-07-10", "2026-07-14", "2026-07-14"),
    ("2026-07-20", "2026-07-23", "2026-07-23"),
    ("2026-07-21", "2026-07-23", "2026-07-23"),
    ("2026-12-23", "2026-12-28", "2026-12-28"),
    ("2026-12-24", "2026-12-29", "2026-12-29"),
    ("2026-12-25", "2026-12-29", "2026-12-29"),
    ("2026-12-31", "2027-01-05", "2027-01-05"),
    ("2027-01-01", "2027-01-05", "2027-01-05"),
    ("2027-04-30", "2027-05-04", "2027-05-05"),
    ("2027-12-24", "2027-12-28", "2027-12-29"),
    ("2027-12-31", "2028-01-04", "2028-01-05"),
    ("2028-01-01", "2028-01-04", "2028-01-05"),
    ("2028-11-10", "2028-11-14", "2028-11-15"),
    ("2028-12-29", "2029-01-03", "2029-01-03"),
];

#[test]
fn two_working_days_end_on_the_day_that_people_count_to() {
    for (received, plainly, replaced) in VECTORS {
        assert_eq!(last_day(&plain(), received, 2), *plainly, "received {received}");
        assert_eq!(
            last_day(&with_replacements(), received, 2),
            *replaced,
            "received {received}, with replacement days"
        );
    }
}

#[test]
fn holidays_that_hang_on_easter_are_those_of_the_printed_calendars() {
    let expected = [
        (2026, "2026-04-05", "2026-04-06", "2026-05-14", "2026-05-25"),
        (2027, "2027-03-28", "2027-03-29", "2027-05-06", "2027-05-17"),
        (2028, "2028-04-16", "2028-04-17", "2028-05-25", "2028-06-05"),
    ];
    for (year, easter, monday, ascension, whit) in expected {
        assert_eq!(easter_sunday(year), Some(date(easter)));
        assert_eq!(Holiday::EasterMonday.date_in(year), Some(date(monday)));
        assert_eq!(Holiday::Ascension.date_in(year), Some(date(ascension)));
        assert_eq!(Holiday::WhitMonday.date_in(year), Some(date(whit)));
    }
    // The earliest and latest Easters of these centuries.
    assert_eq!(easter_sunday(2008), Some(date("2008-03-23")));
    assert_eq!(easter_sunday(2038), Some(date("2038-04-25")));
    assert_eq!(easter_sunday(1818), Some(date("1818-03-22")));
    assert_eq!(easter_sunday(1943), Some(date("1943-04-25")));
}

#[test]
fn every_year_has_ten_holidays_except_when_the_first_of_may_is_ascension() {
    for year in 1990..=2100_i16 {
        let first = Date::new(year, 1, 1).unwrap();
        let holidays = first
            .series(jiff::ToSpan::day(1))
            .take_while(|day| day.year() == year)
            .filter(|day| matches!(plain().day_kind(*day, *day), DayKind::Holiday(_)))
            .count();
        assert_eq!(holidays, if year == 2008 { 9 } else { 10 }, "{year}");
        let easter = easter_sunday(year).unwrap();
        assert_eq!(easter.weekday(), Weekday::Sunday, "{year}");
        assert!(
            easter >= Date::new(year, 3, 22).unwrap() && easter <= Date::new(year, 4, 25).unwrap(),
            "{year}"
        );
    }
    for year in [2008, 2160, 2228] {
        assert_eq!(
            Holiday::Ascension.date_in(year),
            Holiday::LabourDay.date_in(year),
            "{year}"
        );
    }
}

#[test]
fn days_that_a_holiday_library_would_add_are_working_days() {
    for day in [
        "2026-04-03",
        "2028-07-11",
        "2026-11-02",
        "2027-11-15",
        "2028-12-26",
        "2026-05-15",
        "2026-12-24",
    ] {
        assert_eq!(plain().day_kind(date(day), date(day)), DayKind::Working, "{day}");
    }
}

#[test]
fn a_replacement_day_counts_off_only_for_what_came_in_after_it_was_published() {
    let published_late = Calendar {
        replacements: vec![Replacement {
            date: date("2026-11-02"),
            holiday: Holiday::AllSaints,
            published: date("2026-10-29"),
        }],
        ..plain()
    };
    assert_eq!(
        last_day(&published_late, "2026-10-29", 2),
        "2026-11-02",
        "on the day itself it was not yet published"
    );
    assert_eq!(last_day(&published_late, "2026-10-30", 2), "2026-11-04");
    assert_eq!(
        published_late.day_kind(date("2026-11-02"), date("2026-10-30")),
        DayKind::Replacement(Holiday::AllSaints)
    );
    assert_eq!(
        published_late.day_kind(date("2026-11-02"), date("2026-10-29")),
        DayKind::Working
    );
}

#[test]
fn the_day_is_the_local_day_and_not_that_of_utc() {
    let calendar = plain();
    // 31 December 2026 23:30 UTC is 1 January 00:30 in Brussels; Friday 22:30 UTC in summer is Saturday.
    let new_year = Moment(
        "2026-12-31T23:30Z"
            .parse::<jiff::Timestamp>()
            .unwrap()
            .as_millisecond(),
    );
    assert_eq!(new_year.date(&calendar.zone), date("2027-01-01"));
    let friday = Moment(
        "2026-07-10T22:30Z"
            .parse::<jiff::Timestamp>()
            .unwrap()
            .as_millisecond(),
    );
    assert_eq!(friday.date(&calendar.zone), date("2026-07-11"));
    // Thursday 22:30 UTC is Friday already: one day later than a count in UTC.
    let thursday = Moment(
        "2026-07-09T22:30Z"
            .parse::<jiff::Timestamp>()
            .unwrap()
            .as_millisecond(),
    );
    assert_eq!(
        calendar.add_working_days(thursday, 2).last_day(&calendar.zone),
        date("2026-07-14")
    );
}

#[test]
fn the_last_day_ends_at_local_midnight_on_both_sides_of_the_clock_change() {
    let calendar = plain();
    let utc = |moment: Moment| jiff::Timestamp::from_millisecond(moment.0).unwrap().to_string();
    // Friday 23 October 2026 (summer time) to Tuesday 27 October (winter time), and the reverse in March.
    assert_eq!(
        utc(calendar.add_working_days(local(&calendar, "2026-10-23T23:59"), 2)),
        "2026-10-27T23:00:00Z"
    );
    assert_eq!(
        utc(calendar.add_working_days(local(&calendar, "2026-03-27T00:00"), 2)),
        "2026-03-31T22:00:00Z"
    );
    assert_eq!(
        utc(calendar.end_of_day(date("2026-03-29"))),
        "2026-03-29T22:00:00Z"
    );
    assert_eq!(
        utc(calendar.end_of_day(date("2026-10-25"))),
        "2026-10-25T23:00:00Z"
    );
    assert_eq!(utc(calendar.at(date("2026-10-26"), 10)), "2026-10-26T09:00:00Z");
    assert_eq!(utc(calendar.at(date("2026-10-24"), 10)), "2026-10-24T08:00:00Z");
}

#[test]
fn months_end_on_the_last_day_of_a_shorter_month() {
    let calendar = plain();
    let end = |from: &str, n| {
        calendar
            .add_months(local(&calendar, from), n)
            .last_day(&calendar.zone)
            .to_string()
    };
    assert_eq!(end("2026-11-30", 3), "2027-02-28");
    assert_eq!(end("2027-11-30", 3), "2028-02-29");
    assert_eq!(end("2026-08-31", 1), "2026-09-30");
    assert_eq!(end("2026-11-23", 3), "2027-02-23");
    let days = |from: &str, n| {
        calendar
            .add_days(local(&calendar, from), n)
            .last_day(&calendar.zone)
            .to_string()
    };
    assert_eq!(days("2026-11-23", 42), "2027-01-04");
}

#[test]
fn the_explanation_has_a_line_a_day_and_ends_on_the_last_day() {
    let calendar = plain();
    let lines = calendar.explain(local(&calendar, "2026-11-06T17:30"), 3);
    let shown: Vec<_> = lines
        .iter()
        .map(|line| (line.date.day(), line.kind, line.first, line.counts))
        .collect();
    assert_eq!(
        shown,
        [
            (6, DayKind::Working, true, None),
            (7, DayKind::Weekend, false, None),
            (8, DayKind::Weekend, false, None),
            (9, DayKind::Working, false, Some(1)),
            (10, DayKind::Working, false, Some(2)),
            (11, DayKind::Holiday(Holiday::Armistice), false, None),
            (12, DayKind::Working, false, Some(3)),
        ]
    );
}

#[test]
fn lateness_is_counted_in_working_days_begun() {
    let calendar = plain();
    let due = calendar.end_of_day(date("2026-11-10"));
    let late = |at: &str| calendar.working_days_late(due, local(&calendar, at));
    assert_eq!(calendar.working_days_late(due, due.plus_millis(-1)), 0);
    assert_eq!(
        calendar.working_days_late(due, due),
        1,
        "on the holiday after it, it is late all the same"
    );
    assert_eq!(late("2026-11-12"), 1);
    assert_eq!(late("2026-11-13"), 2);
    assert_eq!(late("2026-11-15"), 2);
    assert_eq!(late("2026-11-16T00:00"), 3);
}

#[test]
fn the_next_working_day_leaps_over_weekend_and_holiday() {
    assert_eq!(plain().next_working_day(date("2026-11-10")), date("2026-11-12"));
    assert_eq!(plain().next_working_day(date("2026-12-31")), date("2027-01-04"));
    assert_eq!(
        with_replacements().next_working_day(date("2026-10-30")),
        date("2026-11-03")
    );
}

#[test]
fn a_calendar_without_holidays_counts_mondays_to_fridays() {
    let calendar = Calendar::new("Europe/London", "none").unwrap();
    assert_eq!(last_day(&calendar, "2026-12-24", 2), "2026-12-28");
}

#[test]
fn unknown_names_are_refused_by_name() {
    assert_eq!(
        Calendar::new("Europe/Gent", "BE").unwrap_err(),
        CalendarError::UnknownZone("Europe/Gent".to_owned())
    );
    assert_eq!(
        Calendar::new("Europe/Brussels", "be").unwrap_err(),
        CalendarError::UnknownHolidays("be".to_owned())
    );
}

/// Any minute from 1990 to 2100.
fn any_moment() -> impl Strategy<Value = Moment> {
    (631_152_000..4_102_444_800_i64).prop_map(|seconds| Moment(seconds * 1000))
}

proptest! {
    #[test]
    fn later_receipt_is_never_due_earlier(a in any_moment(), hours in 0..2_000_i64, n in 1..30_u32) {
        for calendar in [plain(), with_replacements()] {
            let b = a.plus_minutes(hours * 60);
            prop_assert!(calendar.add_working_days(a, n) <= calendar.add_working_days(b, n));
            prop_assert!(calendar.add_working_days(a, n) < calendar.add_working_days(a, n + 1));
        }
    }

    #[test]
    fn nobody_gets_fewer_than_the_full_working_days_and_the_end_is_a_midnight(from in any_moment(), n in 1..30_u32) {
        let calendar = with_replacements();
        let due = calendar.add_working_days(from, n);
        prop_assert_eq!(due.local(&calendar.zone).time(), jiff::civil::Time::midnight());
        let received = from.date(&calendar.zone);
        let last = due.last_day(&calendar.zone);
        prop_assert!(calendar.is_working_day(last, received));
        let full = received.tomorrow().unwrap().series(jiff::ToSpan::day(1)).take_while(|day| *day <= last)
            .filter(|day| calendar.is_working_day(*day, received)).count();
        prop_assert_eq!(full, n as usize);
        let lines = calendar.explain(from, n);
        prop_assert_eq!(lines.last().map(|line| (line.date, line.counts)), Some((last, Some(n))));
    }

    #[test]
    fn a_replacement_day_published_later_moves_nothing(from in any_moment(), ahead in 0..20_i64, n in 1..10_u32) {
        let received = from.date(&plain().zone);
        let day = received.checked_add(jiff::ToSpan::days(ahead)).unwrap();
        let replacements = vec![Replacement { date: day, holiday: Holiday::AllSaints, published: received }];
        let calendar = Calendar { replacements, ..plain() };
        prop_assert_eq!(calendar.add_working_days(from, n), plain().add_working_days(from, n));
    }
}
