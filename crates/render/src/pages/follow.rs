//! The complainant's own page: now, how we understand it, the course, the messages, and every choice they have.

use askama::Template;
use jiff::civil::{Date, DateTime};

use super::parts::{FileItem, Reader};
use super::work::words::{OUTCOMES, word};
use crate::course::Course;
use crate::form::Form;
use crate::frame::Frame;
use crate::pages::keeping::Keeping;
use crate::pages::recent::{Older, Words};
use crate::phrase::Phrase;
use crate::texts::{Key, Texts};

/// `/volgen`: field `code`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/follow_enter.html")]
pub struct FollowEnter {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// What was typed.
    pub typed: String,
    /// What was written on a page whose session ended, field `bericht`: it isn't sent yet. May be empty.
    pub kept: String,
    /// It was just closed in this browser.
    pub closed: bool,
}

/// What is owed, as it is said before or after its date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A sentence of the policy without its date or full stop: "Je krijgt een antwoord".
    Said(String),
    /// The answer, in such a sentence.
    Answer(String),
    /// What was offered or agreed, in its own words without a full stop: "De lift herstellen".
    Offered(String),
}

/// What is going on, in one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Now {
    /// Something is owed: what, and by when.
    Owed {
        /// What.
        what: What,
        /// The last day.
        by: Date,
    },
    /// Something is late: what, and when it was promised.
    Late {
        /// What.
        what: What,
        /// The day it was promised for.
        promised: Date,
        /// A newer day for it that isn't over yet.
        newer: Option<Date>,
    },
    /// Nothing more is owed.
    Done,
    /// They stopped it.
    Withdrawn,
    /// We don't treat it any further; a message says why.
    Stopped,
    /// We think that it isn't a complaint, and they may say that it is.
    NotAComplaint,
}

impl What {
    fn owed(&self, t: &Texts, by: &Date) -> Phrase {
        match self {
            What::Said(what) | What::Answer(what) => {
                let by = t.a("follow-by").with("date", t.date(by));
                t.h("follow-owed").with("what", what).mark("by", by)
            }
            // Its own words name the day.
            What::Offered(what) if t.names_day(what, by) => t.h("follow-owed-said").with("what", what),
            What::Offered(what) => {
                let by = t.a("follow-by-first").with("date", t.date(by));
                t.h("follow-owed-offered").with("what", what).mark("by", by)
            }
        }
    }

    fn late(&self, t: &Texts, promised: &Date) -> Phrase {
        match self {
            What::Said(what) => {
                let promised = t.a("follow-promised").with("date", t.date(promised));
                t.h("follow-late").with("what", what).mark("promised", promised)
            }
            What::Answer(_) => t.h("follow-late-answer").mark("date", t.date(promised)),
            What::Offered(what) if t.names_day(what, promised) => t.h("follow-late-said").with("what", what),
            What::Offered(what) => {
                let line = t.h("follow-late-offered").with("what", what);
                line.mark("date", t.date(promised))
            }
        }
    }
}

/// A member of the board asked to see their name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameShown {
    /// Who.
    pub name: String,
    /// The day.
    pub on: Date,
    /// Why; empty when that isn't kept any more.
    pub reason: String,
}

/// Whom to call when it can't wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sooner {
    /// Nobody is named: the organisation.
    Anybody,
    /// Who answers.
    Name(String),
    /// Who isn't at that number, and whom one asks for there.
    AskFor(String),
}

/// A point of the complaint, as we understand it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The words.
    pub words: String,
    /// What it came to, as a code; empty while it wasn't answered.
    pub outcome: String,
}

impl Point {
    fn outcome(&self, t: &Texts) -> String {
        word(t, OUTCOMES, &self.outcome)
    }
}

/// Who wrote a message and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageKind {
    /// What they wrote themselves.
    Yours,
    /// What they told the board member about harm.
    Harm,
    /// The answer.
    Answer,
    /// More time is needed.
    Interim,
    /// The result of the evaluation.
    Outcome,
    /// Note of a talk.
    Talk,
    /// The second look.
    SecondLook,
    /// We are late, sorry.
    Sorry,
    /// Is it solved?
    FollowUp,
    /// Anything else.
    Message,
}

impl MessageKind {
    /// What it is called.
    pub fn name(self) -> Key {
        match self {
            MessageKind::Yours => Key("message-yours"),
            MessageKind::Harm => Key("message-harm"),
            MessageKind::Answer => Key("message-answer"),
            MessageKind::Interim => Key("message-interim"),
            MessageKind::Outcome => Key("message-outcome"),
            MessageKind::Talk => Key("message-talk"),
            MessageKind::SecondLook => Key("message-second-look"),
            MessageKind::Sorry => Key("message-sorry"),
            MessageKind::FollowUp => Key("message-follow-up"),
            MessageKind::Message => Key("message-message"),
        }
    }
}

/// One message, newest first on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The id that the course links to.
    pub id: String,
    /// Who wrote it; empty when they did themselves.
    pub from: String,
    /// What it is.
    pub kind: MessageKind,
    /// When.
    pub at: DateTime,
    /// The words.
    pub words: Words,
    /// Files with it.
    pub files: Vec<FileItem>,
    /// Where they can say "Dit klopt niet" of the note of a talk, a letter or a mail; empty when they can't.
    pub wrong: String,
    /// They said so.
    pub disputed: bool,
    /// The one person who reads it, when it isn't everybody of the list; else empty.
    pub only: String,
}

/// What was just done on this page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A message was sent; answered by that day.
    Sent(Option<Date>),
    /// A message was sent, and our answer is late.
    SentLate,
    /// "Opgelost": yes.
    Solved,
    /// "Opgelost": partly or no; somebody writes or calls by that day.
    NotSolved(Date),
    /// "Niet gebeurd" was noted; answered by that day.
    NotDone(Date),
    /// "Niet gebeurd" was noted, and our answer is late.
    NotDoneLate,
    /// Somebody else looks again, by that day.
    SecondLook(Date),
    /// The board member knows of the retaliation.
    Retaliation,
    /// It was stopped.
    Withdrawn,
    /// The concern is a complaint now; answered by that day.
    NowAComplaint(Date),
    /// "Dit klopt niet" was noted; answered by that day.
    NoteDisputed(Option<Date>),
}

impl Notice {
    /// What to say about it.
    pub fn words(&self, t: &Texts) -> String {
        let dated = |key: Key, by: &Date| t.a(key).with("date", t.date(by)).to_string();
        match self {
            Notice::Sent(Some(by)) => dated(Key("notice-sent-by"), by),
            Notice::Sent(None) => t.m("notice-sent"),
            Notice::SentLate => t.m("notice-sent-late"),
            Notice::NotDoneLate => t.m("notice-not-done-late"),
            Notice::Solved => t.m("notice-solved"),
            Notice::NotSolved(by) => dated(Key("notice-not-solved"), by),
            Notice::NotDone(by) => dated(Key("notice-not-done"), by),
            Notice::SecondLook(by) => dated(Key("notice-second-look"), by),
            Notice::Retaliation => t.m("notice-retaliation"),
            Notice::Withdrawn => t.m("notice-withdrawn"),
            Notice::NowAComplaint(by) => dated(Key("notice-now-complaint"), by),
            Notice::NoteDisputed(Some(by)) => dated(Key("notice-note-disputed-by"), by),
            Notice::NoteDisputed(None) => t.m("notice-note-disputed"),
        }
    }
}

/// What may be done on this page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Write a message.
    pub write: bool,
    /// Say whether it is solved.
    pub solved: bool,
    /// Ask for a second look.
    pub second_look: bool,
    /// Stop it.
    pub withdraw: bool,
    /// Make a concern, or what we took for something else, a complaint.
    pub complain: bool,
}

/// `/volgen/klacht`; the message form posts to `/volgen/klacht/bericht` with `bericht` and `bestand`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/follow.html")]
pub struct Follow {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// A concern instead of a complaint.
    pub concern: bool,
    /// The number.
    pub number: String,
    /// What it is about, in a few words; empty while nobody gave it a name.
    pub subject: String,
    /// What was just done.
    pub notice: Option<Notice>,
    /// What is going on.
    pub now: Now,
    /// Whom to call when it can't wait.
    pub sooner: Sooner,
    /// The points as we understand them; empty while nobody wrote them down.
    pub points: Vec<Point>,
    /// The remedy as we understand it.
    pub remedy: String,
    /// What was promised and kept (labelled by `verloop`).
    pub course: Course,
    /// Messages, newest first.
    pub messages: Vec<Message>,
    /// Those that don't stand here.
    pub older: Option<Older>,
    /// What was typed in the message.
    pub typed: String,
    /// Files that came in with a message that couldn't be sent yet: they go along with the next try.
    pub files: Vec<FileItem>,
    /// Who reads it.
    pub readers: Vec<Reader>,
    /// Who may take it over when nobody opens it in time; empty when that can't happen any more.
    pub pool: Vec<String>,
    /// For some part there is nobody yet.
    pub vacant: bool,
    /// Each time that the name was shown.
    pub name_shown: Vec<NameShown>,
    /// They gave their name.
    pub named: bool,
    /// Whether the name may be told to others.
    pub may_name: bool,
    /// The board member to tell about retaliation.
    pub board_member: String,
    /// How long it is kept.
    pub keeping: Keeping,
    /// What may be done.
    pub choices: Choices,
}

impl Follow {
    /// The accent colour means that something is owed, and nothing else.
    fn owes(&self) -> bool {
        matches!(self.now, Now::Owed { .. } | Now::Late { .. })
    }

    /// Nobody else can come to read it as things stand.
    fn only_they(&self) -> bool {
        self.pool.is_empty() && !self.vacant
    }

    fn number_key(&self) -> Key {
        if self.concern {
            Key("follow-number-concern")
        } else {
            Key("follow-number")
        }
    }
}

#[cfg(test)]
impl FollowEnter {
    pub(crate) fn sample() -> FollowEnter {
        let frame = Frame::sample();
        FollowEnter {
            form: Form::new(frame.t, "s-8"),
            frame,
            typed: String::new(),
            kept: String::new(),
            closed: true,
        }
    }

    pub(crate) fn sample_kept() -> FollowEnter {
        FollowEnter {
            kept: "Ik wil nog iets zeggen.".into(),
            ..FollowEnter::sample()
        }
    }

    pub(crate) fn sample_wrong() -> FollowEnter {
        let sample = FollowEnter::sample();
        FollowEnter {
            form: sample.form.wrong("code", &crate::Problem::Code),
            typed: "4821 0937".into(),
            ..sample
        }
    }
}

#[cfg(test)]
impl Follow {
    pub(crate) fn sample() -> Follow {
        let frame = Frame::sample_demo();
        Follow {
            form: Form::new(frame.t, "s-9"),
            concern: false,
            number: "26-7KQ4M".into(),
            subject: "De lift is al drie weken stuk".into(),
            notice: Some(Notice::NotDone(jiff::civil::date(2026, 11, 30))),
            now: Now::Owed {
                what: What::Offered("De lift herstellen".into()),
                by: jiff::civil::date(2026, 11, 30),
            },
            sooner: Sooner::AskFor("Chris".into()),
            points: vec![
                Point {
                    words: "De lift is drie weken stuk.".into(),
                    outcome: "upheld".into(),
                },
                Point {
                    words: "Niemand zei wanneer ze werkt.".into(),
                    outcome: String::new(),
                },
            ],
            remedy: "De lift maken en zeggen wanneer.".into(),
            course: crate::sample_data::full_course(frame.t),
            messages: crate::sample_data::messages(),
            older: Some(Older {
                n: 14,
                href: "/volgen/klacht/alles?bij=bericht-14#bericht-14".into(),
            }),
            typed: String::new(),
            files: vec![FileItem::sample()],
            readers: Reader::samples(),
            pool: vec!["Karim".into(), "Els".into()],
            vacant: true,
            name_shown: vec![NameShown {
                name: "Chris".into(),
                on: jiff::civil::date(2026, 12, 3),
                reason: "Ik wil nagaan of we elkaar kennen.".into(),
            }],
            named: true,
            may_name: false,
            board_member: "Chris".into(),
            keeping: Keeping::sample(true),
            choices: Choices {
                write: true,
                solved: true,
                second_look: true,
                withdraw: true,
                complain: false,
            },
            frame,
        }
    }

    pub(crate) fn sample_concern() -> Follow {
        let sample = Follow::sample();
        let mut readers = Reader::samples();
        readers.truncate(1);
        Follow {
            concern: true,
            subject: String::new(),
            keeping: Keeping::sample_gone(true),
            notice: Some(Notice::Sent(None)),
            now: Now::Late {
                what: What::Answer("Jan antwoordt je".into()),
                promised: jiff::civil::date(2026, 11, 24),
                newer: Some(jiff::civil::date(2026, 11, 30)),
            },
            sooner: Sooner::Name("Jan".into()),
            pool: Vec::new(),
            vacant: false,
            name_shown: Vec::new(),
            points: Vec::new(),
            course: crate::sample_data::receipt_course(sample.frame.t),
            readers,
            choices: Choices {
                write: true,
                complain: true,
                ..Choices::default()
            },
            ..sample
        }
    }

    pub(crate) fn sample_closed(now: Now) -> Follow {
        Follow {
            notice: None,
            now,
            may_name: true,
            choices: Choices::default(),
            ..Follow::sample()
        }
    }
}
