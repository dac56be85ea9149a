//! What a mail about something late says: a promise or a date of our own, what the complainant knows of it, who explains.

use jiff::civil::Date;

use crate::texts::{Key, Texts};

/// What the complainant knows of something late by now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// It isn't theirs to be told of.
    NotTheirs,
    /// A short mail said sorry.
    Mailed,
    /// Their page says so.
    OnTheirPage,
    /// Nothing: they get no mail.
    Nothing,
}

/// Something that is late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// It was promised to somebody; otherwise it is a date of our own.
    pub promise: bool,
    /// What, in the policy's words.
    pub what: String,
    /// The day it was for.
    pub day: Date,
    /// What the complainant knows of it.
    pub known: Known,
    /// Whoever reads the mail explains it to the complainant.
    pub explain: bool,
    /// Whoever reads the mail may write to the complainant, and says sorry when nothing did.
    pub says_sorry: bool,
    /// It is a concern.
    pub concern: bool,
}

impl Missed {
    /// All of it in words, with the number of the complaint.
    pub(super) fn words(&self, t: Texts, number: &str) -> String {
        let key = match (self.promise, self.concern) {
            (true, false) => Key("mail-missed"),
            (true, true) => Key("mail-missed-concern"),
            (false, false) => Key("mail-missed-own"),
            (false, true) => Key("mail-missed-own-concern"),
        };
        let first = t
            .a(key)
            .with("number", number)
            .with("what", self.what.as_str())
            .with("date", t.date(&self.day))
            .to_string();
        let known = match self.known {
            Known::NotTheirs => None,
            Known::Mailed => Some(Key("mail-missed-mailed")),
            Known::OnTheirPage => Some(Key("mail-missed-page")),
            Known::Nothing => Some(Key("mail-missed-nothing")),
        };
        let sorry = self.says_sorry && self.known == Known::Nothing;
        let sorry = sorry.then_some(Key("mail-missed-say-sorry"));
        let explain = self.explain.then_some(Key("mail-missed-explain"));
        let rest = known.into_iter().chain(sorry).chain(explain).map(|key| t.m(key));
        std::iter::once(first).chain(rest).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
impl Missed {
    pub(super) fn samples() -> Vec<Missed> {
        let sample = |promise, known, explain| Missed {
            promise,
            what: "Antwoord of tussenbericht".into(),
            day: jiff::civil::date(2026, 11, 30),
            known,
            explain,
            says_sorry: explain,
            concern: false,
        };
        vec![
            sample(true, Known::Mailed, true),
            sample(true, Known::OnTheirPage, true),
            sample(true, Known::Nothing, false),
            sample(false, Known::NotTheirs, false),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_of_our_own_is_no_promise_and_nobody_said_sorry_for_it() {
        let all: Vec<String> = Missed::samples()
            .iter()
            .map(|one| one.words(Texts::Dutch, "26-7KQ4M"))
            .collect();
        assert!(all.iter().all(|text| text.contains("maandag 30 november")));
        let sorry: Vec<bool> = all
            .iter()
            .map(|text| text.contains("kreeg al een korte mail"))
            .collect();
        assert_eq!(sorry, [true, false, false, false]);
        let promise: Vec<bool> = all.iter().map(|text| text.contains("belofte")).collect();
        assert_eq!(promise, [true, true, true, false]);
    }
}
