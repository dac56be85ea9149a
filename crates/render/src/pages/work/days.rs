//! Which days don't count: the holidays in a weekend, and the working day that each is taken on instead.

use askama::Template;
use jiff::civil::Date;

use super::notice::Done;
use crate::form::Form;
use crate::frame::Frame;

/// A holiday that falls in a weekend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekendHoliday {
    /// The value of its form, `all_saints-2026`.
    pub key: String,
    /// Its name.
    pub name: String,
    /// When it falls.
    pub date: Date,
    /// The day instead, and whether it can still be taken back.
    pub instead: Option<(Date, bool)>,
}

/// `/instellingen/dagen`: fields `feestdag` and `dag`; `/weg` with `dag`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/days.html")]
pub struct DaysPage {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// What was just done.
    pub notice: Option<Done>,
    /// Holidays in a weekend, this year and the next.
    pub holidays: Vec<WeekendHoliday>,
    /// The form that was filled in: its key and the day.
    pub typed: (String, String),
}

impl DaysPage {
    fn value(&self, one: &WeekendHoliday) -> String {
        let (key, day) = &self.typed;
        if *key == one.key {
            day.clone()
        } else {
            String::new()
        }
    }

    /// The name of the field with the day, one for each form.
    fn field(one: &WeekendHoliday) -> String {
        format!("dag_{}", one.key)
    }
}

#[cfg(test)]
impl DaysPage {
    pub(crate) fn sample() -> DaysPage {
        let frame = Frame::sample_staff();
        let one = |key: &str, name: &str, date, instead| WeekendHoliday {
            key: key.into(),
            name: name.into(),
            date,
            instead,
        };
        let day = jiff::civil::date;
        DaysPage {
            form: Form::new(frame.t, "s-73"),
            notice: None,
            holidays: vec![
                one(
                    "all_saints-2026",
                    "Allerheiligen",
                    day(2026, 11, 1),
                    Some((day(2026, 11, 2), true)),
                ),
                one("labour_day-2027", "Dag van de Arbeid", day(2027, 5, 1), None),
            ],
            typed: Default::default(),
            frame,
        }
    }
}
