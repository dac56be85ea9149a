//! Replacement days: a working day off for a legal holiday that falls in a weekend, published beforehand.

use super::Organisation;
use crate::calendar::{Calendar, Holiday, Replacement};
use crate::refusal::Refusal;
use jiff::civil::{Date, Weekday};

impl Organisation {
    /// Whether a day may be published today as the replacement of a holiday. It counts for what comes in after the day of
    /// publishing, never for what came before, so it must lie after it.
    ///
    /// # Errors
    /// No such holiday in a weekend of that year, one that has its replacement already, or a day that can't be one.
    pub fn replacement(
        &self,
        calendar: &Calendar,
        holiday: Holiday,
        date: Date,
        today: Date,
    ) -> Result<Replacement, Refusal> {
        let weekend = |day: &Date| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        if !holiday.date_in(date.year()).as_ref().is_some_and(weekend) {
            return Err(Refusal::HolidayOnAWeekday);
        }
        let same = |one: &Replacement| one.holiday == holiday && one.date.year() == date.year();
        if self.replacements.iter().any(same) {
            return Err(Refusal::AlreadyDone);
        }
        if date <= today || !calendar.is_working_day(date, date) {
            return Err(Refusal::NotAWorkingDay);
        }
        Ok(Replacement {
            date,
            holiday,
            published: today,
        })
    }

    /// The holidays from a year on, over two years, that fall in a weekend, each with its replacement day if one was
    /// published.
    pub fn weekend_holidays(&self, from: i16) -> Vec<(Holiday, Date, Option<&Replacement>)> {
        let mut all = Vec::new();
        for year in [from, from.saturating_add(1)] {
            for holiday in Holiday::ALL {
                let Some(date) = holiday.date_in(year) else {
                    continue;
                };
                if matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) {
                    let same = |one: &&Replacement| one.holiday == *holiday && one.date.year() == year;
                    all.push((*holiday, date, self.replacements.iter().find(same)));
                }
            }
        }
        all.sort_by_key(|(_, date, _)| *date);
        all
    }
}
