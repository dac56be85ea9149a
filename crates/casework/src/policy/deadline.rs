//! Explaining a deadline day by day, for `gehoor deadline` and for anyone who doubts one.

use super::{Policy, PromiseRule, Term};
use crate::calendar::{Calendar, DayKind, DayLine};
use crate::moment::Moment;
use crate::vocabulary::{FactKind, Nature, Role};
use jiff::civil::Date;

/// A deadline with a line for each day up to it.
#[derive(Clone, Debug)]
pub struct DeadlineLines<'a> {
    /// The promise it is the deadline of.
    pub rule: &'a PromiseRule,
    /// Its term.
    pub working_days: u32,
    /// A line a day, the day of receipt first.
    pub days: Vec<DayLine>,
    /// The last day on which the promise is kept in time.
    pub last: Date,
    /// Its exclusive end.
    pub due_at: Moment,
}

/// The days of the first promise that a complaint received at `received` opens to its sender in working days
/// (wooncoop: the answer in two). Nothing when the policy has no such promise.
pub fn deadline_lines<'a>(
    policy: &'a Policy,
    calendar: &Calendar,
    received: Moment,
) -> Option<DeadlineLines<'a>> {
    let (rule, working_days) = policy.promises.iter().find_map(|rule| match rule.term {
        Term::WorkingDays(n) if opens_for_sender(rule) => Some((rule, n)),
        _ => None,
    })?;
    let due_at = calendar.add_working_days(received, working_days);
    Some(DeadlineLines {
        rule,
        working_days,
        days: calendar.explain(received, working_days),
        last: due_at.last_day(&calendar.zone),
        due_at,
    })
}

fn opens_for_sender(rule: &PromiseRule) -> bool {
    rule.nature == Nature::Promise
        && rule.owed_to == Role::Complainant
        && rule.opened_by.contains(&FactKind::Registered)
}

impl DayLine {
    /// The name of the text that says why this day counts or not, in `locales/nl/policy.ftl` after `deadline-day-`.
    pub fn reason(&self) -> &'static str {
        match (self.first, self.kind) {
            (true, _) => "first",
            (false, DayKind::Working) => "counts",
            (false, DayKind::Weekend) => "weekend",
            (false, DayKind::Holiday(_)) => "holiday",
            (false, DayKind::Replacement(_)) => "replacement",
        }
    }
}
