//! How long something may take: a term, what it counts from, and what becomes of a last day that isn't a working day.

use super::PromiseRule;
use crate::calendar::Calendar;
use crate::moment::Moment;
use serde::{Deserialize, Serialize};

/// How long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// In the same instant.
    AtOnce,
    /// So many working days; the day of the fact doesn't count; until the end of the last.
    WorkingDays(u32),
    /// So many calendar days, until the end of the last.
    Days(u32),
    /// So many calendar months, until the end of the last day.
    Months(u32),
    /// Until the end of the date that the fact names.
    DateOfFact,
}

/// What a term counts from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountFrom {
    /// The fact that opened it.
    #[default]
    Fact,
    /// That fact, or the date of the last undertaking if that is later.
    LastUndertaking,
    /// When the organisation first heard of it.
    FirstHeard,
}

/// What a term in days or months does when its last day isn't a working day. A term in working days ends on one
/// anyway, and a date that was named stays as it was said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LastDay {
    /// It stays where it falls.
    #[default]
    AsItFalls,
    /// It moves on to the next working day: nobody is there to do it sooner.
    NextWorkingDay,
    /// It moves back to the working day before: the day that was said is never passed.
    WorkingDayBefore,
}

impl PromiseRule {
    /// By when something is due that this rule opens, counted from `from`; an exclusive instant. `named`: the date
    /// that the fact names. `None` for "at once", and for a named date when none was named.
    pub fn due(&self, calendar: &Calendar, from: Moment, named: Option<Moment>) -> Option<Moment> {
        let end = match self.term {
            Term::AtOnce => return None,
            Term::DateOfFact => return named,
            Term::WorkingDays(n) => return Some(calendar.add_working_days(from, n)),
            Term::Days(n) => calendar.add_days(from, n),
            Term::Months(n) => calendar.add_months(from, n),
        };
        let known_on = from.date(&calendar.zone);
        let last = end.last_day(&calendar.zone);
        let day = match self.last_day {
            LastDay::AsItFalls => return Some(end),
            LastDay::NextWorkingDay => calendar.working_day_from(last, known_on),
            LastDay::WorkingDayBefore => calendar.working_day_until(last, known_on).max(known_on),
        };
        Some(calendar.end_of_day(day))
    }
}
