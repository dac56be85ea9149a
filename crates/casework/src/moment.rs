//! A point in time in UTC milliseconds, the only notion of "when" in the journal and the rows.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// An instant: milliseconds since 1970-01-01T00:00Z.
///
/// Promises are due at the *exclusive* midnight that ends their last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Moment {
    /// The instant of a civil time in a zone; a time that DST skips or doubles
    /// resolves as jiff's "compatible" rule does.
    pub fn of(local: DateTime, zone: &TimeZone) -> Moment {
        zone.to_ambiguous_zoned(local)
            .compatible()
            .map_or(Moment(0), |zoned| Moment(zoned.timestamp().as_millisecond()))
    }

    /// The midnight that begins `date` in `zone`.
    pub fn start_of(date: Date, zone: &TimeZone) -> Moment {
        Moment::of(date.to_datetime(jiff::civil::Time::midnight()), zone)
    }

    /// The exclusive midnight that ends `date` in `zone`.
    pub fn end_of(date: Date, zone: &TimeZone) -> Moment {
        Moment::start_of(date.tomorrow().unwrap_or(date), zone)
    }

    /// The civil date and time of this instant in `zone`.
    pub fn local(self, zone: &TimeZone) -> DateTime {
        let timestamp = jiff::Timestamp::from_millisecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        timestamp.to_zoned(zone.clone()).datetime()
    }

    /// The civil date of this instant in `zone`.
    pub fn date(self, zone: &TimeZone) -> Date {
        self.local(zone).date()
    }

    /// The last day that a deadline at this exclusive midnight still covers:
    /// the date of the millisecond before it.
    pub fn last_day(self, zone: &TimeZone) -> Date {
        Moment(self.0 - 1).date(zone)
    }

    /// This instant moved by a number of milliseconds.
    #[must_use]
    pub fn plus_millis(self, millis: i64) -> Moment {
        Moment(self.0.saturating_add(millis))
    }

    /// This instant moved by whole minutes.
    #[must_use]
    pub fn plus_minutes(self, minutes: i64) -> Moment {
        self.plus_millis(minutes.saturating_mul(60_000))
    }
}
