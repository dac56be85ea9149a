//! A deadline explained: a line a day with why it counts or not, ending on the date.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use casework::calendar::Calendar;
use casework::moment::Moment;
use casework::policy::{Policy, deadline_lines};
use jiff::civil::DateTime;

const FILE: &str = include_str!("../../../policies/wooncoop/policy.toml");
const SOURCE: &str = include_str!("../../../policies/wooncoop/klachtenbeleid.txt");

fn explain(received: &str) -> (String, Vec<String>) {
    let policy = Policy::parse(FILE, SOURCE).unwrap();
    let calendar = Calendar::new(&policy.time_zone, &policy.holidays).unwrap();
    let received = Moment::of(received.parse::<DateTime>().unwrap(), &calendar.zone);
    let lines = deadline_lines(&policy, &calendar, received).unwrap();
    assert_eq!(lines.rule.key, "answer");
    let days = lines
        .days
        .iter()
        .map(|day| format!("{} {}", day.date, day.reason()))
        .collect();
    (lines.last.to_string(), days)
}

#[test]
fn a_complaint_of_friday_evening_is_answered_by_tuesday() {
    let (last, days) = explain("2026-11-06T17:30");
    assert_eq!(last, "2026-11-10");
    assert_eq!(
        days,
        [
            "2026-11-06 first",
            "2026-11-07 weekend",
            "2026-11-08 weekend",
            "2026-11-09 counts",
            "2026-11-10 counts"
        ]
    );
}

#[test]
fn a_holiday_says_that_it_is_one() {
    let (last, days) = explain("2026-11-09T00:00");
    assert_eq!(last, "2026-11-12");
    assert_eq!(
        days,
        [
            "2026-11-09 first",
            "2026-11-10 counts",
            "2026-11-11 holiday",
            "2026-11-12 counts"
        ]
    );
}
