//! Which days count: working days, Belgian legal holidays, published replacement days.

mod holiday;

pub use holiday::{Holiday, easter_sunday};

use crate::moment::Moment;
use jiff::ToSpan;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use thiserror::Error;

/// Which holidays a policy counts by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holidays {
    /// The ten Belgian legal holidays.
    Belgian,
    /// None: only weekends don't count.
    None,
}

/// A working day on which a holiday that fell in a weekend is taken instead.
///
/// The law leaves the choice to each undertaking, so this is data, never computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// The day off.
    pub date: Date,
    /// The holiday it stands for.
    pub holiday: Holiday,
    /// The day on which it was published. It counts for what came in after that day, never for what came before.
    pub published: Date,
}

/// The calendar under which promises are made.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// Its version: one more for each replacement day published.
    pub version: u32,
    /// Where its days begin and end.
    pub zone: TimeZone,
    /// The holidays it knows.
    pub holidays: Holidays,
    /// The replacement days published so far.
    pub replacements: Vec<Replacement>,
}

/// What a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// Counts.
    Working,
    /// Saturday or Sunday.
    Weekend,
    /// A legal holiday (also when it falls in a weekend).
    Holiday(Holiday),
    /// A published replacement day for this holiday.
    Replacement(Holiday),
}

/// One day in the explanation of a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayLine {
    /// The day.
    pub date: Date,
    /// What it is.
    pub kind: DayKind,
    /// The day of the fact itself, which never counts.
    pub first: bool,
    /// Which working day it is, when it counts.
    pub counts: Option<u32>,
}

/// Why there is no calendar for these names.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CalendarError {
    /// The IANA name isn't known.
    #[error("unknown time zone `{0}`")]
    UnknownZone(String),
    /// Neither `BE` nor `none`.
    #[error("unknown holidays `{0}`: use `BE` or `none`")]
    UnknownHolidays(String),
}

impl Calendar {
    /// The calendar for a zone (IANA name) and holidays (`BE` or `none`), without replacement days.
    pub fn new(zone_name: &str, holidays: &str) -> Result<Calendar, CalendarError> {
        let zone = TimeZone::get(zone_name).map_err(|_| CalendarError::UnknownZone(zone_name.to_owned()))?;
        let holidays = match holidays {
            "BE" => Holidays::Belgian,
            "none" => Holidays::None,
            other => return Err(CalendarError::UnknownHolidays(other.to_owned())),
        };
        Ok(Calendar {
            version: 1,
            zone,
            holidays,
            replacements: Vec::new(),
        })
    }

    /// The same with these replacement days.
    #[must_use]
    pub fn with_replacements(&self, days: &[Replacement]) -> Calendar {
        Calendar {
            version: u32::try_from(days.len()).unwrap_or(u32::MAX).saturating_add(1),
            replacements: days.to_vec(),
            ..self.clone()
        }
    }

    /// What `date` is, as could be known on `known_on`: a replacement day counts only when it was published before that day.
    pub fn day_kind(&self, date: Date, known_on: Date) -> DayKind {
        if self.holidays == Holidays::Belgian
            && let Some(holiday) = Holiday::on(date)
        {
            return DayKind::Holiday(holiday);
        }
        if matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) {
            return DayKind::Weekend;
        }
        self.replacements
            .iter()
            .find(|replacement| replacement.date == date && replacement.published < known_on)
            .map_or(DayKind::Working, |replacement| {
                DayKind::Replacement(replacement.holiday)
            })
    }

    /// Whether `date` counts, as could be known on `known_on`.
    pub fn is_working_day(&self, date: Date, known_on: Date) -> bool {
        self.day_kind(date, known_on) == DayKind::Working
    }

    /// The end (exclusive midnight) of the n-th working day after the day of `from`, which itself doesn't count.
    ///
    /// Only replacement days published before the day of `from` are taken into account, so that the answer
    /// stays the same whenever it is asked.
    pub fn add_working_days(&self, from: Moment, n: u32) -> Moment {
        let received = from.date(&self.zone);
        let mut date = received;
        let mut counted = 0;
        while counted < n {
            let Ok(next) = date.tomorrow() else { break };
            date = next;
            if self.is_working_day(date, received) {
                counted += 1;
            }
        }
        self.end_of_day(date)
    }

    /// A line for each day from the day of `from` to the n-th working day, with what each is and whether it counts.
    pub fn explain(&self, from: Moment, n: u32) -> Vec<DayLine> {
        let received = from.date(&self.zone);
        let kind = |date| self.day_kind(date, received);
        let mut lines = vec![DayLine {
            date: received,
            kind: kind(received),
            first: true,
            counts: None,
        }];
        let mut date = received;
        let mut counted = 0;
        while counted < n {
            let Ok(next) = date.tomorrow() else { break };
            date = next;
            let kind = kind(date);
            let counts = (kind == DayKind::Working).then(|| {
                counted += 1;
                counted
            });
            lines.push(DayLine {
                date,
                kind,
                first: false,
                counts,
            });
        }
        lines
    }

    /// The exclusive midnight that ends `date`.
    pub fn end_of_day(&self, date: Date) -> Moment {
        Moment::end_of(date, &self.zone)
    }

    /// The exclusive midnight that ends the day so many calendar days after the day of `from`.
    pub fn add_days(&self, from: Moment, n: u32) -> Moment {
        let date = from.date(&self.zone);
        self.end_of_day(date.saturating_add(i64::from(n).min(MANY_DAYS).days()))
    }

    /// The exclusive midnight that ends the day so many months after the day of `from`;
    /// the last of the month when that month is shorter.
    pub fn add_months(&self, from: Moment, n: u32) -> Moment {
        let date = from.date(&self.zone);
        self.end_of_day(date.saturating_add(i64::from(n).min(MANY_MONTHS).months()))
    }

    /// How many working days had begun after `due` by `at`: at least 1 once it is late, 0 before.
    pub fn working_days_late(&self, due: Moment, at: Moment) -> u32 {
        if at < due {
            return 0;
        }
        let first = due.date(&self.zone);
        let last = at.date(&self.zone);
        let mut date = first;
        let mut late = 0;
        while date <= last {
            if self.is_working_day(date, first) {
                late += 1;
            }
            let Ok(next) = date.tomorrow() else { break };
            date = next;
        }
        late.max(1)
    }

    /// The moment at which it is `hour` o'clock on `date`; hours outside 0–23 become the nearest of these.
    pub fn at(&self, date: Date, hour: i8) -> Moment {
        let time = Time::new(hour.clamp(0, 23), 0, 0, 0).unwrap_or(Time::midnight());
        Moment::of(date.to_datetime(time), &self.zone)
    }

    /// `date` itself when it is a working day, else the next one, as could be known on `known_on`.
    pub fn working_day_from(&self, date: Date, known_on: Date) -> Date {
        let mut day = date;
        while !self.is_working_day(day, known_on) {
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
        day
    }

    /// `date` itself when it is a working day, else the last one before it, as could be known on `known_on`.
    pub fn working_day_until(&self, date: Date, known_on: Date) -> Date {
        let mut day = date;
        while !self.is_working_day(day, known_on) {
            let Ok(before) = day.yesterday() else { break };
            day = before;
        }
        day
    }

    /// The first working day after `after`, as could be known on that day.
    pub fn next_working_day(&self, after: Date) -> Date {
        let mut date = after;
        while let Ok(next) = date.tomorrow() {
            date = next;
            if self.is_working_day(date, after) {
                break;
            }
        }
        date
    }
}

/// More days than any term; keeps sums inside what a span can hold.
const MANY_DAYS: i64 = 3_660_000;
/// More months than any term.
const MANY_MONTHS: i64 = 120_000;
