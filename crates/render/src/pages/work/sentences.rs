//! *Beleid, zin per zin*: beside each sentence of the policy what was kept, open, late and released, and the last proof.

use askama::Template;
use jiff::civil::{Date, DateTime};

use super::parts::{Due, Link};
use crate::frame::Frame;
use crate::texts::{Key, Texts};

/// How often something was kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Kept in time.
    pub kept: u32,
    /// Open and not late.
    pub open: u32,
    /// Late, whether or not it came since.
    pub late: u32,
    /// Released by a listed fact.
    pub released: u32,
}

impl Tally {
    /// Parts of the bar in percent, with one decimal: start and width of kept, open and late.
    pub fn bar(&self) -> [(String, String); 3] {
        let total = (self.kept + self.open + self.late).max(1);
        let percent = |n: u32| {
            let tenths = n * 1000 / total;
            format!("{}.{}%", tenths / 10, tenths % 10)
        };
        [
            (percent(0), percent(self.kept)),
            (percent(self.kept), percent(self.open)),
            (percent(self.kept + self.open), percent(self.late)),
        ]
    }
}

/// The last proof of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Kept last.
    Kept,
    /// Late last, by so many working days.
    Late(u32),
    /// Open the longest.
    Open,
}

impl Proof {
    fn words(&self, t: &Texts) -> String {
        match self {
            Proof::Kept => t.m("proof-kept"),
            Proof::Late(n) => t
                .a("proof-late")
                .with("late", t.a("work-late").with("n", n))
                .to_string(),
            Proof::Open => t.m("proof-open"),
        }
    }
}

/// A proof with its complaint and day. The link is empty for a reader who may not see the complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proved {
    /// What it proves.
    pub what: Proof,
    /// The complaint's number, or what else it is about; empty when it may not be named.
    pub about: String,
    /// Where it leads; may be empty.
    pub href: String,
    /// The day.
    pub on: Date,
}

/// A target of our own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ours {
    /// The key of the promise, for the lists behind the numbers.
    pub key: String,
    /// What we set for ourselves.
    pub title: String,
    /// How often.
    pub tally: Tally,
}

/// One sentence of the policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The clause's key; the anchor is `z-` and this.
    pub key: String,
    /// The literal words.
    pub quote: String,
    /// What it promises; nothing when it promises nothing with a date.
    pub tally: Option<Tally>,
    /// The last proofs.
    pub proofs: Vec<Proved>,
    /// Pages and rights that carry it; a right has no address.
    pub carried: Vec<Link>,
    /// Our own targets that fill it in.
    pub ours: Vec<Ours>,
}

/// `/beleid/zinnen`
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/sentences.html")]
pub struct SentencesPage {
    /// What surrounds the page.
    pub frame: Frame,
    /// The policy's version.
    pub version: u32,
    /// From when it is in force.
    pub in_force: Date,
    /// When it was counted.
    pub counted: DateTime,
    /// Counted over everything; otherwise over the reader's own complaints.
    pub whole: bool,
    /// Headings with their sentences.
    pub parts: Vec<(String, Vec<Sentence>)>,
}

/// One promise in the list behind a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromiseRow {
    /// The complaint's number, or what else it is about; empty when it may not be named.
    pub about: String,
    /// Where it leads; may be empty.
    pub href: String,
    /// What was promised.
    pub what: String,
    /// The promised day.
    pub promised: Date,
    /// The day it was kept.
    pub kept: Option<Date>,
    /// How it stands: late by how much, due when.
    pub due: Due,
    /// Who owed it.
    pub who: String,
}

/// `/beleid/zinnen?zin={key}&staat=gehouden|open|laat|vrij` and `?doel={key}&staat=…`
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/promises.html")]
pub struct PromisesPage {
    /// What surrounds the page.
    pub frame: Frame,
    /// The policy's words; empty for a target of our own.
    pub quote: String,
    /// The target's title; empty for the policy's words.
    pub target: String,
    /// `gehouden`, `open`, `laat` or `vrij`.
    pub state: String,
    /// The promises.
    pub rows: Vec<PromiseRow>,
    /// How many there are that the reader may not see.
    pub unseen: u32,
    /// Where the rest of the list is; empty when this is all.
    pub more: String,
}

impl PromisesPage {
    fn state_key(&self) -> Key {
        match self.state.as_str() {
            "open" => Key("promises-open"),
            "laat" => Key("promises-late"),
            "vrij" => Key("promises-released"),
            _ => Key("promises-kept"),
        }
    }
}

#[cfg(test)]
impl SentencesPage {
    pub(crate) fn sample() -> SentencesPage {
        use jiff::civil::date;
        let proved = |what, about: &str, href: &str| Proved {
            what,
            about: about.into(),
            href: href.into(),
            on: date(2026, 11, 18),
        };
        let sentence = |key: &str, quote: &str, tally| Sentence {
            key: key.into(),
            quote: quote.into(),
            tally,
            proofs: vec![],
            carried: vec![],
            ours: vec![],
        };
        SentencesPage {
            frame: Frame::sample_staff(),
            version: 1,
            in_force: date(2026, 10, 1),
            counted: date(2026, 11, 26).at(10, 15, 0, 0),
            whole: false,
            parts: vec![
                (
                    "1. We ontvangen je klacht en antwoorden".into(),
                    vec![Sentence {
                        proofs: vec![
                            proved(Proof::Kept, "26-5CJ0P", "/werk/klachten/26-5CJ0P"),
                            proved(Proof::Late(3), "26-2MZ7A", ""),
                            proved(Proof::Open, "26-3HX8D", "/werk/klachten/26-3HX8D"),
                        ],
                        ours: vec![Ours {
                            key: "register".into(),
                            title: "Opschrijven binnen 1 werkdag".into(),
                            tally: Tally {
                                kept: 41,
                                ..Tally::default()
                            },
                        }],
                        ..sentence(
                            "antwoord",
                            "registreert de klacht en beantwoordt ze binnen de 2 werkdagen.",
                            Some(Tally {
                                kept: 38,
                                open: 2,
                                late: 1,
                                released: 1,
                            }),
                        )
                    }],
                ),
                (
                    "Waar je dit beleid vindt".into(),
                    vec![
                        Sentence {
                            carried: vec![Link {
                                href: "/contact".into(),
                                text: "Contact".into(),
                            }],
                            ..sentence("contact", "het klachtenformulier komt op de contactpagina", None)
                        },
                        sentence("nieuw", "de bewoners worden geïnformeerd", Some(Tally::default())),
                    ],
                ),
            ],
        }
    }
}

#[cfg(test)]
impl PromisesPage {
    pub(crate) fn sample() -> PromisesPage {
        use jiff::civil::date;
        let row = |about: &str, due, kept| PromiseRow {
            about: about.into(),
            href: if about.is_empty() {
                String::new()
            } else {
                format!("/werk/klachten/{about}")
            },
            what: "Antwoord".into(),
            promised: date(2026, 11, 20),
            kept,
            due,
            who: "Ann".into(),
        };
        PromisesPage {
            frame: Frame::sample_staff(),
            quote: "en beantwoordt ze binnen de 2 werkdagen.".into(),
            target: String::new(),
            state: "laat".into(),
            rows: vec![
                row("26-2MZ7A", Due::Late(3), Some(date(2026, 11, 25))),
                row("26-7KQ4M", Due::Late(1), None),
            ],
            unseen: 2,
            more: "/beleid/zinnen?zin=antwoord&staat=laat&na=100".into(),
        }
    }

    pub(crate) fn sample_target() -> PromisesPage {
        PromisesPage {
            quote: String::new(),
            target: "Opschrijven binnen 1 werkdag".into(),
            state: "gehouden".into(),
            rows: vec![],
            unseen: 0,
            more: String::new(),
            ..PromisesPage::sample()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_bar_follow_each_other() {
        let [kept, open, late] = (Tally {
            kept: 2,
            open: 1,
            late: 1,
            released: 9,
        })
        .bar();
        assert_eq!(kept, ("0.0%".to_owned(), "50.0%".to_owned()));
        assert_eq!(open, ("50.0%".to_owned(), "25.0%".to_owned()));
        assert_eq!(late, ("75.0%".to_owned(), "25.0%".to_owned()));
    }

    #[test]
    fn nothing_counted_gives_an_empty_bar() {
        assert_eq!(Tally::default().bar()[0].1, "0.0%");
    }
}
