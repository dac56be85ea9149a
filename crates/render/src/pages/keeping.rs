//! How long what somebody wrote and who they are is kept, said on every page about their complaint.

use crate::saying::Span;
use crate::texts::{Key, Texts};
use jiff::civil::Date;

/// How long one class is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stay {
    /// There never was any.
    Nothing,
    /// So long after nothing is owed any more.
    AfterAll(Span),
    /// Until the end of this day.
    Until(Date),
    /// It went on this day.
    Gone(Date),
}

/// How long a complaint is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keeping {
    /// Said to the complainant, not to staff.
    pub theirs: bool,
    /// Name and contact.
    pub identity: Stay,
    /// What was written and handed in.
    pub words: Stay,
    /// Files that go sooner.
    pub special: Stay,
    /// What is said of an employee, and what they said of it.
    pub heard: Stay,
    /// It is kept longer, until this day, with the reason where that may be read.
    pub held: Option<(Date, String)>,
}

impl Keeping {
    /// A sentence each.
    pub fn sentences(&self, t: &Texts) -> Vec<String> {
        let identity = if self.theirs {
            [
                Key("keep-name-after"),
                Key("keep-name-until"),
                Key("keep-name-gone"),
            ]
        } else {
            [
                Key("case-keep-name-after"),
                Key("case-keep-name-until"),
                Key("case-keep-name-gone"),
            ]
        };
        let words = if self.theirs {
            [
                Key("keep-words-after"),
                Key("keep-words-until"),
                Key("keep-words-gone"),
            ]
        } else {
            [
                Key("case-keep-words-after"),
                Key("case-keep-words-until"),
                Key("case-keep-words-gone"),
            ]
        };
        let heard = [
            Key("case-keep-heard-after"),
            Key("case-keep-heard-until"),
            Key("case-keep-heard-gone"),
        ];
        let special = [
            Key("keep-special-after"),
            Key("keep-special-until"),
            Key("keep-special-gone"),
        ];
        let classes = [
            (self.identity, identity),
            (self.words, words),
            (self.special, special),
            (self.heard, heard),
        ];
        let mut all: Vec<String> = classes
            .into_iter()
            .filter_map(|(stay, keys)| sentence(t, stay, keys))
            .collect();
        all.extend(self.held.as_ref().map(|(day, why)| {
            let day = t.date_plain(day);
            if why.is_empty() {
                t.a("keep-held").with("day", day).to_string()
            } else {
                t.a("case-keep-held")
                    .with("day", day)
                    .with("why", why)
                    .to_string()
            }
        }));
        all
    }
}

fn sentence(t: &Texts, stay: Stay, [after, until, gone]: [Key; 3]) -> Option<String> {
    match stay {
        Stay::Nothing => None,
        Stay::AfterAll(span) => Some(t.a(after).with("span", span.words(t)).to_string()),
        Stay::Until(day) => Some(t.a(until).with("day", t.date_plain(&day)).to_string()),
        Stay::Gone(day) => Some(t.a(gone).with("day", t.date_plain(&day)).to_string()),
    }
}

#[cfg(test)]
impl Keeping {
    pub(crate) fn sample(theirs: bool) -> Keeping {
        Keeping {
            theirs,
            identity: Stay::Until(jiff::civil::date(2028, 12, 1)),
            words: Stay::AfterAll(Span::Years(5)),
            special: Stay::AfterAll(Span::Months(6)),
            heard: if theirs {
                Stay::Nothing
            } else {
                Stay::AfterAll(Span::Months(6))
            },
            held: None,
        }
    }

    pub(crate) fn sample_gone(theirs: bool) -> Keeping {
        let why = if theirs { "" } else { "De rechtbank vraagt het." };
        Keeping {
            theirs,
            identity: Stay::Gone(jiff::civil::date(2028, 12, 2)),
            words: Stay::Until(jiff::civil::date(2032, 6, 30)),
            special: Stay::Gone(jiff::civil::date(2027, 6, 30)),
            heard: Stay::Nothing,
            held: Some((jiff::civil::date(2032, 6, 30), why.to_owned())),
        }
    }
}
