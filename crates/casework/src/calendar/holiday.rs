//! The ten Belgian legal holidays of any year, four of them counted from Easter.

use crate::vocabulary::codes;
use jiff::ToSpan;
use jiff::civil::Date;

codes! {
    /// A legal holiday in Belgium. Not in the list, because they aren't: Good Friday, Easter Sunday and Whit Sunday,
    /// 11 July, 2 and 15 November, 26 December, and any bridge day.
    Holiday {
        /// 1 January.
        NewYear = "new_year",
        /// The day after Easter Sunday.
        EasterMonday = "easter_monday",
        /// 1 May.
        LabourDay = "labour_day",
        /// The Thursday 39 days after Easter Sunday.
        Ascension = "ascension",
        /// 50 days after Easter Sunday.
        WhitMonday = "whit_monday",
        /// 21 July.
        NationalDay = "national_day",
        /// 15 August.
        Assumption = "assumption",
        /// 1 November.
        AllSaints = "all_saints",
        /// 11 November.
        Armistice = "armistice",
        /// 25 December.
        Christmas = "christmas",
    }
}

impl Holiday {
    /// Its date in a year; nothing outside the years that dates can be computed for.
    pub fn date_in(self, year: i16) -> Option<Date> {
        let fixed = |month, day| Date::new(year, month, day).ok();
        let after_easter = |days: i64| easter_sunday(year)?.checked_add(days.days()).ok();
        match self {
            Holiday::NewYear => fixed(1, 1),
            Holiday::EasterMonday => after_easter(1),
            Holiday::LabourDay => fixed(5, 1),
            Holiday::Ascension => after_easter(39),
            Holiday::WhitMonday => after_easter(50),
            Holiday::NationalDay => fixed(7, 21),
            Holiday::Assumption => fixed(8, 15),
            Holiday::AllSaints => fixed(11, 1),
            Holiday::Armistice => fixed(11, 11),
            Holiday::Christmas => fixed(12, 25),
        }
    }

    /// The holiday on this date, if it is one. Two can fall together (1 May 2008 was Ascension too): it is one day off.
    pub fn on(date: Date) -> Option<Holiday> {
        Holiday::ALL
            .iter()
            .copied()
            .find(|holiday| holiday.date_in(date.year()) == Some(date))
    }
}

/// Easter Sunday in the Gregorian calendar (the anonymous computus, also known as Meeus/Jones/Butcher).
pub fn easter_sunday(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let golden = y.rem_euclid(19);
    let (century, of_century) = (y.div_euclid(100), y.rem_euclid(100));
    let skipped = century - century.div_euclid(4) - (8 * century + 13).div_euclid(25);
    let epact = (19 * golden + skipped + 15).rem_euclid(30);
    let full_moon = epact - (golden + 11 * epact).div_euclid(319);
    let weekday =
        (2 * century.rem_euclid(4) + 2 * of_century.div_euclid(4) - of_century.rem_euclid(4) - full_moon
            + 32)
            .rem_euclid(7);
    let since_march = full_moon + weekday + 90;
    let month = since_march.div_euclid(25);
    let day = (full_moon + weekday + month + 19).rem_euclid(32);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
