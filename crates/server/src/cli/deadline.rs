//! `gehoor deadline --received …`: a line a day with why it counts or not; the last line is the date.

use super::{Ended, open, say};
use casework::calendar::{Calendar, DayKind};
use casework::moment::Moment;
use casework::policy::deadline_lines;
use clap::Args;
use jiff::civil::DateTime;
use render::Texts;
use std::path::PathBuf;

/// When must a complaint be answered?
#[derive(Debug, Args)]
pub struct Deadline {
    /// Wanneer de klacht binnenkwam, in de tijd van het beleid: 2026-11-06T17:30.
    #[arg(long, value_name = "LOCAL")]
    received: String,
    /// De map met het beleid.
    #[arg(long, value_name = "DIR")]
    policy: Option<PathBuf>,
}

/// Prints the days.
///
/// # Errors
/// A moment that can't be read, a policy that is wrong, or one that promises nothing in working days.
pub fn run(deadline: Deadline) -> Result<Ended, Ended> {
    let files = open::policy(deadline.policy.as_deref())?;
    super::policy::must_be_right(&files)?;
    let policy = casework::policy::Policy::parse(&files.file, &files.source).map_err(|_| Ended::Failed)?;
    let calendar = Calendar::new(&policy.time_zone, &policy.holidays).map_err(Ended::wrong)?;
    let wrong = |_| {
        Ended::Wrong(say::sentence(
            "cli-deadline-moment",
            &[("typed", &deadline.received)],
        ))
    };
    let local: DateTime = deadline.received.parse().map_err(wrong)?;
    let received = Moment::of(local, &calendar.zone);
    let lines = deadline_lines(&policy, &calendar, received)
        .ok_or_else(|| Ended::Wrong(say::sentence("cli-deadline-none", &[])))?;
    let t = Texts::Dutch;
    for day in &lines.days {
        let holiday = match day.kind {
            DayKind::Holiday(holiday) | DayKind::Replacement(holiday) => {
                say::sentence(&format!("holiday-{}", holiday.code()), &[])
            }
            DayKind::Working | DayKind::Weekend => String::new(),
        };
        let counts = day.counts.map(|n| n.to_string()).unwrap_or_default();
        let why = say::sentence(
            &format!("deadline-day-{}", day.reason()),
            &[("holiday", &holiday), ("counts", &counts)],
        );
        say::line(format!("{} {}: {why}", day.date, t.date(&day.date)));
    }
    say::line(lines.last);
    Ok(Ended::Good)
}
