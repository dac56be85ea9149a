//! Dates and times as people say them: `maandag 30 november`, `ma 30 nov`, `14.20 uur`.

use jiff::civil::{Date, DateTime};

use crate::texts::Texts;

impl Texts {
    /// `maandag 30 november`.
    pub fn date(self, date: &Date) -> String {
        self.a("date-long")
            .with("weekday", self.weekday(date))
            .with("day", date.day())
            .with("month", self.month(date))
            .to_string()
    }

    /// `maandag 30 november 2026`.
    pub fn date_year(self, date: &Date) -> String {
        self.a("date-year")
            .with("date", self.date(date))
            .with("year", date.year().to_string())
            .to_string()
    }

    /// `maandag 30 november`, with its year when that isn't the year of `today`.
    pub fn date_near(self, date: &Date, today: &Date) -> String {
        if date.year() == today.year() {
            self.date(date)
        } else {
            self.date_year(date)
        }
    }

    /// `30 november 2026`, without the day of the week.
    pub fn date_plain(self, date: &Date) -> String {
        self.a("date-plain")
            .with("day", date.day())
            .with("month", self.month(date))
            .with("year", date.year().to_string())
            .to_string()
    }

    /// `ma 30 nov`.
    pub fn date_short(self, date: &Date) -> String {
        self.a("date-short")
            .with(
                "weekday",
                self.a("weekday-short")
                    .with("n", date.weekday().to_monday_one_offset()),
            )
            .with("day", date.day())
            .with("month", self.a("month-short").with("n", date.month()))
            .to_string()
    }

    /// `ma 30 nov 2026`.
    pub fn date_short_year(self, date: &Date) -> String {
        self.a("date-year")
            .with("date", self.date_short(date))
            .with("year", date.year().to_string())
            .to_string()
    }

    /// `14.20 uur`.
    pub fn time(self, moment: &DateTime) -> String {
        let clock = format!("{}.{:02}", moment.hour(), moment.minute());
        self.a("time").with("clock", clock).to_string()
    }

    /// `maandag 30 november, 14.20 uur`.
    pub fn moment(self, moment: &DateTime) -> String {
        self.a("moment")
            .with("date", self.date(&moment.date()))
            .with("time", self.time(moment))
            .to_string()
    }

    /// `maandag 30 november 2026, 14.20 uur`.
    pub fn moment_year(self, moment: &DateTime) -> String {
        self.a("moment")
            .with("date", self.date_year(&moment.date()))
            .with("time", self.time(moment))
            .to_string()
    }

    /// `Ann, Bart en Chris`.
    pub fn list(self, words: &[String]) -> String {
        match words {
            [] => String::new(),
            [one] => one.clone(),
            [most @ .., last] => self
                .a("list-and")
                .with("most", most.join(", "))
                .with("last", last)
                .to_string(),
        }
    }

    /// Whether words name this day already: `27 november`, `27/11`.
    pub fn names_day(self, words: &str, date: &Date) -> bool {
        let words = words.to_lowercase();
        let long = format!("{} {}", date.day(), self.month(date));
        let short = format!("{}/{}", date.day(), date.month());
        [long, short].iter().any(|day| {
            words.match_indices(day.as_str()).any(|(at, _)| {
                let digit = |end: Option<char>| end.is_some_and(|c| c.is_ascii_digit());
                let before = words.get(..at).and_then(|text| text.chars().next_back());
                let after = words.get(at + day.len()..).and_then(|text| text.chars().next());
                !digit(before) && !digit(after)
            })
        })
    }

    fn weekday(self, date: &Date) -> String {
        self.a("weekday")
            .with("n", date.weekday().to_monday_one_offset())
            .to_string()
    }

    fn month(self, date: &Date) -> String {
        self.a("month").with("n", date.month()).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const T: Texts = Texts::Dutch;

    #[test]
    fn a_date_is_said_in_full_and_in_short() {
        let day = date(2026, 11, 30);
        assert_eq!(T.date(&day), "maandag 30 november");
        assert_eq!(T.date_short(&day), "ma 30 nov");
        assert_eq!(T.date_year(&day), "maandag 30 november 2026");
        assert_eq!(T.date_near(&day, &date(2026, 1, 1)), "maandag 30 november");
        assert_eq!(T.date_near(&day, &date(2027, 1, 1)), "maandag 30 november 2026");
        assert_eq!(T.date_plain(&date(2027, 3, 1)), "1 maart 2027");
    }

    #[test]
    fn words_that_name_a_day_are_found_and_another_day_is_not() {
        let day = date(2026, 11, 7);
        assert!(T.names_day("De lift werkt op zaterdag 7 november", &day));
        assert!(T.names_day("Klaar op 7/11.", &day));
        for other in [
            "Klaar op 17 november",
            "Klaar op 7/112",
            "Klaar op 7 december",
            "",
        ] {
            assert!(!T.names_day(other, &day), "{other}");
        }
    }

    #[test]
    fn every_day_and_month_has_its_own_name() {
        let days: std::collections::BTreeSet<String> =
            (2..9).map(|d| T.weekday(&date(2026, 11, d))).collect();
        let months: std::collections::BTreeSet<String> =
            (1..13).map(|m| T.month(&date(2026, m, 1))).collect();
        assert_eq!((days.len(), months.len()), (7, 12));
        assert_eq!(T.date_short(&date(2026, 12, 6)), "zo 6 dec");
        assert_eq!(T.date(&date(2026, 1, 1)), "donderdag 1 januari");
    }

    #[test]
    fn a_time_has_a_point_and_two_digits_for_minutes() {
        assert_eq!(T.time(&date(2026, 11, 30).at(14, 20, 0, 0)), "14.20 uur");
        assert_eq!(T.time(&date(2026, 11, 30).at(9, 5, 0, 0)), "9.05 uur");
        assert_eq!(
            T.moment(&date(2026, 11, 30).at(9, 5, 0, 0)),
            "maandag 30 november, 9.05 uur"
        );
    }

    #[test]
    fn names_are_joined_as_people_say_them() {
        let names = |n: &[&str]| n.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        assert_eq!(T.list(&names(&["Ann"])), "Ann");
        assert_eq!(T.list(&names(&["Ann", "Bart", "Chris"])), "Ann, Bart en Chris");
    }
}
