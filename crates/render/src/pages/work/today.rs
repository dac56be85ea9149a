//! *Vandaag*: what is owed now, what comes next, and what stands still.

use askama::Template;
use jiff::civil::{Date, DateTime};

use super::entry::Delivery;
use super::notice::Done;
use super::parts::{CaseRow, CaseTable, Due};
use super::words;
use crate::course::Course;
use crate::frame::Frame;
use crate::texts::Texts;

/// A message that a person must bring over: read out, post, or call because the mail came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToDeliver {
    /// The complaint's number.
    pub number: String,
    /// Where it leads.
    pub href: String,
    /// The number of the message, field `bericht`.
    pub message: u32,
    /// Who gets it.
    pub name: String,
    /// The phone number or the postal address.
    pub contact: String,
    /// How: `ToSay`, `ToPost` or `Bounced`.
    pub how: Delivery,
    /// It asks whether it is solved; with a call, what they say goes along in `opgelost` and `opnieuw`.
    pub asks: bool,
    /// The words to post; empty when they stand elsewhere.
    pub words: String,
}

impl ToDeliver {
    /// What to do.
    fn todo(&self, t: &Texts) -> String {
        match (self.asks, self.how) {
            (true, Delivery::ToPost) => t.m("today-ask-post"),
            (true, Delivery::Bounced) => t.m("today-ask-bounced"),
            (true, _) => t.m("today-ask-say"),
            (false, how) => how.words(t),
        }
    }

    /// A call can say at once what they think of it.
    fn by_voice(&self) -> bool {
        self.asks && self.how != Delivery::ToPost
    }
}

/// A measure to review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewDue {
    /// Where it leads.
    pub href: String,
    /// What the measure is.
    pub title: String,
    /// By when.
    pub due: Due,
}

/// A complaint with something that the reader hasn't looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// Where it leads.
    pub href: String,
    /// What it is about; the number when nobody gave it a title.
    pub title: String,
    /// The number.
    pub number: String,
    /// What is new, as codes.
    pub what: Vec<String>,
}

/// Something that waits for the reader: a brief, a question of the board member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Where it leads.
    pub href: String,
    /// Its words.
    pub words: String,
    /// By when.
    pub due: Due,
}

/// Whether something that must go by itself still goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    /// It did at that moment.
    Last(DateTime),
    /// It stands still since then.
    Still(DateTime),
    /// The last try failed, at that moment.
    Failed(DateTime),
    /// It never did.
    Never,
    /// Mail only goes to a folder.
    Folder,
}

/// The heartbeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heartbeat {
    /// The outgoing mail.
    pub mail: Beat,
    /// The sweep that finds what is due.
    pub sweep: Beat,
    /// The backup.
    pub backup: Beat,
    /// Whether anything can be kept: the database takes it and the disk has room.
    pub keeps: bool,
}

impl Heartbeat {
    /// Something stands still.
    pub fn ill(&self) -> bool {
        !self.keeps
            || [self.mail, self.sweep, self.backup]
                .iter()
                .any(|beat| matches!(beat, Beat::Still(_) | Beat::Failed(_)))
    }

    /// All of it in words.
    pub fn words(&self, t: &Texts) -> String {
        let mail = match self.mail {
            Beat::Last(_) => t.m("today-mail-fine"),
            Beat::Still(at) | Beat::Failed(at) => {
                t.a("today-mail-still").with("moment", t.moment(&at)).to_string()
            }
            Beat::Never => t.m("today-mail-never"),
            Beat::Folder => t.m("today-mail-folder"),
        };
        let sweep = match self.sweep {
            Beat::Last(at) => t.a("today-sweep-last").with("moment", t.moment(&at)).to_string(),
            Beat::Still(at) | Beat::Failed(at) => {
                t.a("today-sweep-still").with("moment", t.moment(&at)).to_string()
            }
            Beat::Never | Beat::Folder => t.m("today-sweep-never"),
        };
        let backup = match self.backup {
            Beat::Last(at) => t.a("today-backup-last").with("moment", t.moment(&at)).to_string(),
            Beat::Still(at) => t
                .a("today-backup-still")
                .with("moment", t.moment(&at))
                .to_string(),
            Beat::Failed(at) => t
                .a("today-backup-failed")
                .with("moment", t.moment(&at))
                .to_string(),
            Beat::Never => t.m("today-backup-never"),
            Beat::Folder => t.m("today-backup-demo"),
        };
        let keeps = (!self.keeps).then(|| t.m("today-keeps-nothing"));
        let all: Vec<String> = keeps.into_iter().chain([mail, sweep, backup]).collect();
        all.join(" ")
    }
}

/// `/werk`; the buttons post to `/werk/klachten/{nr}/bezorgd` with `bericht` and `hoe` (`gesproken`, `gepost`).
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/today.html")]
pub struct Today {
    /// What surrounds the page.
    pub frame: Frame,
    /// The stem of the idempotency keys of the buttons.
    pub key: String,
    /// What was just done.
    pub notice: Option<Done>,
    /// Today.
    pub today: Date,
    /// How many of the reader's complaints nobody opened yet.
    pub unopened: u32,
    /// Late and due today, most overdue first.
    pub owed: Vec<CaseRow>,
    /// Due later, soonest first.
    pub soon: Vec<CaseRow>,
    /// What is new for the reader, one line per complaint.
    pub news: Vec<News>,
    /// So many results of evaluations are new for the reader, of complaints that they don't read.
    pub results: usize,
    /// Messages to read out or post, and mails that came back.
    pub to_deliver: Vec<ToDeliver>,
    /// Measures that the reader must review.
    pub reviews: Vec<ReviewDue>,
    /// Briefs that wait for the reader.
    pub briefs: Vec<Waiting>,
    /// Questions of the board member to the reader.
    pub board_questions: Vec<Waiting>,
    /// Complaints with a part that nobody has: the number, the parts in words.
    pub vacancies: Vec<(String, String)>,
    /// What the reader kept to write on later: the number and the page.
    pub unfinished: Vec<(String, String)>,
    /// Days to come on which nobody is there to answer.
    pub nobody_on: Vec<Date>,
    /// What was kept last and what comes first (labelled by `verloop`); shown when nothing is owed.
    pub course: Option<Course>,
    /// Whether mail, sweep and backup go.
    pub heartbeat: Heartbeat,
    /// The reader may write a complaint down.
    pub may_write: bool,
}

impl Today {
    fn late(&self) -> usize {
        self.owed
            .iter()
            .filter(|row| matches!(row.due, Due::Late(_)))
            .count()
    }

    fn now(&self) -> usize {
        self.owed.len() - self.late()
    }

    fn late_words(&self) -> String {
        self.frame.t.a("today-late").with("n", self.late()).to_string()
    }

    fn now_words(&self) -> String {
        self.frame.t.a("today-now").with("n", self.now()).to_string()
    }

    fn table(&self, caption: String, rows: &[CaseRow]) -> CaseTable {
        CaseTable {
            t: self.frame.t,
            caption,
            quiet: false,
            rows: rows.to_vec(),
        }
    }

    fn news_words(&self, one: &News) -> String {
        words::news(&self.frame.t, &one.what)
    }

    fn nobody_words(&self) -> String {
        let days: Vec<String> = self
            .nobody_on
            .iter()
            .map(|date| self.frame.t.date(date))
            .collect();
        self.frame.t.list(&days)
    }
}

#[cfg(test)]
impl Today {
    pub(crate) fn sample() -> Today {
        use jiff::civil::date;
        let frame = Frame::sample_staff();
        let rows = CaseRow::samples();
        let moment = date(2026, 11, 26).at(3, 0, 0, 0);
        let deliver = |number: &str, how, contact: &str| ToDeliver {
            number: number.into(),
            href: format!("/werk/klachten/{number}"),
            message: 2,
            name: "Rik".into(),
            contact: contact.into(),
            how,
            asks: false,
            words: String::new(),
        };
        Today {
            key: "s-30".into(),
            notice: Done::from_code("verstuurd"),
            today: date(2026, 11, 26),
            unopened: 1,
            owed: rows.iter().take(2).cloned().collect(),
            soon: rows.iter().skip(2).cloned().collect(),
            news: vec![News {
                href: "/werk/klachten/26-9QW2E".into(),
                title: "De bel werkt niet".into(),
                number: "26-9QW2E".into(),
                what: vec!["complaint".into(), "message".into()],
            }],
            results: 1,
            to_deliver: vec![
                deliver("26-1RB6N", Delivery::Bounced, ""),
                deliver("26-3HX8D", Delivery::ToSay, "0470 00 00 00"),
                deliver("26-5CJ0P", Delivery::ToPost, "Straat 1, 9000 Gent"),
                ToDeliver {
                    asks: true,
                    ..deliver("26-4AP7M", Delivery::ToSay, "0470 00 00 01")
                },
                ToDeliver {
                    asks: true,
                    words: "Is je klacht opgelost?".into(),
                    ..deliver("26-6DK1R", Delivery::ToPost, "Straat 2, 9000 Gent")
                },
            ],
            reviews: vec![ReviewDue {
                href: "/werk/maatregelen/12".into(),
                title: "Briefje in de hal bij een kapotte lift".into(),
                due: Due::On(date(2026, 11, 27)),
            }],
            briefs: vec![Waiting {
                href: "/werk/brieven".into(),
                words: "Een lift was drie weken stuk".into(),
                due: Due::Today,
            }],
            board_questions: vec![Waiting {
                href: "/werk/klachten/26-7KQ4M#raad".into(),
                words: "Waarom belde niemand de firma?".into(),
                due: Due::On(date(2026, 12, 1)),
            }],
            vacancies: vec![("26-1RB6N".into(), "wie opvolgt".into())],
            unfinished: vec![(
                "26-7KQ4M".into(),
                "/werk/klachten/26-7KQ4M?soort=antwoord#schrijf".into(),
            )],
            nobody_on: vec![date(2026, 11, 27)],
            course: None,
            heartbeat: Heartbeat {
                mail: Beat::Still(moment),
                sweep: Beat::Last(moment),
                backup: Beat::Last(moment),
                keeps: true,
            },
            may_write: true,
            frame,
        }
    }

    pub(crate) fn sample_empty() -> Today {
        let sample = Today::sample();
        Today {
            notice: None,
            unopened: 0,
            owed: vec![],
            soon: vec![],
            news: vec![],
            results: 0,
            to_deliver: vec![],
            reviews: vec![],
            briefs: vec![],
            board_questions: vec![],
            nobody_on: vec![],
            course: Some(crate::sample_data::receipt_course(sample.frame.t)),
            heartbeat: Heartbeat {
                mail: Beat::Folder,
                keeps: false,
                backup: Beat::Failed(jiff::civil::date(2026, 11, 25).at(2, 0, 0, 0)),
                ..sample.heartbeat
            },
            ..sample
        }
    }
}
