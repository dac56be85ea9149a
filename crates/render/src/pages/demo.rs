//! The demo's own pages: what comes next, and the mails that went nowhere.

use askama::Template;
use jiff::civil::DateTime;

use crate::course::Course;
use crate::frame::{DemoPerson, Frame};

/// `/demo`
#[derive(Clone, Debug, Template)]
#[template(path = "pages/demo.html")]
pub struct DemoHome {
    /// What surrounds the page.
    pub frame: Frame,
    /// Everybody one can become.
    pub people: Vec<DemoPerson>,
    /// What falls due next (labelled by `straks`).
    pub next: Course,
}

/// A mail that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentMail {
    /// Its id: `/demo/post/{id}` shows it.
    pub id: String,
    /// When.
    pub at: DateTime,
    /// To whom.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
}

/// `/demo/post`
#[derive(Clone, Debug, Template)]
#[template(path = "pages/demo_post.html")]
pub struct DemoPost {
    /// What surrounds the page.
    pub frame: Frame,
    /// Mails, newest first.
    pub mails: Vec<SentMail>,
    /// How many there are in all.
    pub total: usize,
    /// Where the older ones are; empty when there are none.
    pub older: String,
}

/// `/demo/post/{id}`
#[derive(Clone, Debug, Template)]
#[template(path = "pages/demo_mail.html")]
pub struct DemoMail {
    /// What surrounds the page.
    pub frame: Frame,
    /// The mail.
    pub mail: SentMail,
}

#[cfg(test)]
impl DemoHome {
    pub(crate) fn sample() -> DemoHome {
        let frame = Frame::sample_demo();
        let people = frame
            .demo
            .as_ref()
            .map(|demo| demo.people.clone())
            .unwrap_or_default();
        let next = Course {
            labelled_by: "straks".into(),
            ..crate::sample_data::forecast(frame.t)
        };
        DemoHome { frame, people, next }
    }
}

#[cfg(test)]
impl SentMail {
    fn sample() -> SentMail {
        SentMail {
            id: "a1".into(),
            at: jiff::civil::date(2026, 11, 26).at(10, 15, 0, 0),
            to: "ann@voorbeeld.test".into(),
            subject: "Nieuwe klacht 26-7KQ4M".into(),
            text: "Dag Ann\n\nEr is een nieuwe klacht.\nhttps://klacht.voorbeeld.test/werk\n".into(),
        }
    }
}

#[cfg(test)]
impl DemoPost {
    pub(crate) fn sample() -> DemoPost {
        DemoPost {
            frame: Frame::sample_demo(),
            mails: vec![SentMail::sample()],
            total: 41,
            older: "/demo/post?na=20".into(),
        }
    }
}

#[cfg(test)]
impl DemoMail {
    pub(crate) fn sample() -> DemoMail {
        DemoMail {
            frame: Frame::sample_demo(),
            mail: SentMail::sample(),
        }
    }
}
