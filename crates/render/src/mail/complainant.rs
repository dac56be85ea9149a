//! Mails to the complainant: the receipt, and a notice for each thing that they should hear.

use askama::Template;
use jiff::civil::Date;

use super::{Letterhead, Mail, write};
use crate::pages::parts::Reader;
use crate::pages::work::words::{OUTCOMES, word};
use crate::texts::{Key, Texts};

/// We have your complaint, or your concern. Never counts as an answer.
#[derive(Clone, Debug, Template)]
#[template(path = "mail/receipt.txt", whitespace = "preserve")]
pub struct ReceiptMail {
    /// To whom.
    pub head: Letterhead,
    /// A concern instead of a complaint.
    pub concern: bool,
    /// The number.
    pub number: String,
    /// The code in groups of four; empty to leave it out.
    pub code: Vec<String>,
    /// By when it is answered; `None` when nothing is promised.
    pub by: Option<Date>,
    /// Who reads it.
    pub readers: Vec<Reader>,
}

impl ReceiptMail {
    /// The mail.
    ///
    /// # Errors
    /// When a value cannot be written as text.
    pub fn mail(&self) -> Result<Mail, askama::Error> {
        let key = if self.concern {
            Key("mail-receipt-subject-concern")
        } else {
            Key("mail-receipt-subject")
        };
        write(self.head.t.a(key).with("number", &self.number).to_string(), self)
    }
}

/// The question whether it is solved, for the follow page, a call or a letter; `again`: the one reminder.
pub fn is_it_solved(t: Texts, again: bool) -> String {
    t.m(if again {
        Key("follow-question-again")
    } else {
        Key("follow-question")
    })
}

/// What a notice is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// The answer.
    Answer,
    /// More time is needed, until that day.
    Interim {
        /// The new date.
        by: Date,
    },
    /// The result of the evaluation.
    Outcome,
    /// Is it solved?
    FollowUp,
    /// Once more: is it solved?
    FollowUpAgain,
    /// We are late. Sent by itself; keeps nothing.
    Sorry {
        /// The day that was promised.
        promised: Date,
        /// What was promised, without a full stop.
        what: String,
        /// A person explains it.
        explained: bool,
    },
    /// What we offered or agreed was done.
    Done {
        /// What, without a full stop; may be empty.
        what: String,
    },
    /// What we agreed to do differently didn't work.
    MeasureFailed,
    /// The second look.
    SecondLook,
    /// The concern: is it solved, or is it a complaint?
    ConcernAsk,
    /// We don't see it as a complaint; they may say that it is.
    NotAComplaint,
    /// Anything else to read.
    Message,
}

impl NoticeKind {
    fn subject(&self, concern: bool) -> Key {
        match self {
            NoticeKind::Message if concern => Key("mail-message-subject-concern"),
            NoticeKind::Answer => Key("mail-answer-subject"),
            NoticeKind::Interim { .. } => Key("mail-interim-subject"),
            NoticeKind::Outcome => Key("mail-outcome-subject"),
            NoticeKind::FollowUp | NoticeKind::FollowUpAgain => Key("mail-follow-up-subject"),
            NoticeKind::Sorry { .. } => Key("mail-sorry-subject"),
            NoticeKind::Done { .. } => Key("mail-done-subject"),
            NoticeKind::MeasureFailed => Key("mail-measure-failed-subject"),
            NoticeKind::SecondLook => Key("mail-second-look-subject"),
            NoticeKind::ConcernAsk => Key("mail-concern-ask-subject"),
            NoticeKind::NotAComplaint => Key("mail-not-complaint-subject"),
            NoticeKind::Message => Key("mail-message-subject"),
        }
    }

    fn intro(&self, concern: bool) -> Key {
        match self {
            NoticeKind::Message if concern => Key("mail-message-concern"),
            NoticeKind::Sorry { .. } if concern => Key("mail-sorry-concern"),
            NoticeKind::Answer => Key("mail-answer"),
            NoticeKind::Interim { .. } => Key("mail-interim"),
            NoticeKind::Outcome => Key("mail-outcome"),
            NoticeKind::FollowUp => Key("mail-follow-up"),
            NoticeKind::FollowUpAgain => Key("mail-follow-up-again"),
            NoticeKind::Sorry { .. } => Key("mail-sorry"),
            NoticeKind::Done { what } if what.is_empty() => Key("mail-done"),
            NoticeKind::Done { .. } => Key("mail-done-what"),
            NoticeKind::MeasureFailed => Key("mail-measure-failed"),
            NoticeKind::SecondLook => Key("mail-second-look"),
            NoticeKind::ConcernAsk => Key("mail-concern-ask"),
            NoticeKind::NotAComplaint => Key("mail-not-complaint"),
            NoticeKind::Message => Key("mail-message"),
        }
    }

    fn date(&self) -> Option<&Date> {
        match self {
            NoticeKind::Interim { by } => Some(by),
            NoticeKind::Sorry { promised, .. } => Some(promised),
            _ => None,
        }
    }

    fn what(&self) -> &str {
        match self {
            NoticeKind::Sorry { what, .. } | NoticeKind::Done { what } => what,
            _ => "",
        }
    }

    /// What somebody says on the phone, or posts, to whoever gets no mail; nothing for what only a mail says.
    pub fn in_words(&self, t: Texts) -> Option<String> {
        let key = match self {
            NoticeKind::Done { what } if what.is_empty() => Key("said-done"),
            NoticeKind::Done { .. } => Key("said-done-what"),
            NoticeKind::MeasureFailed => Key("said-measure-failed"),
            _ => return None,
        };
        Some(t.a(key).with("what", self.what()).to_string())
    }
}

/// Something to read. The full words only for those who chose e-mail.
#[derive(Clone, Debug, Template)]
#[template(path = "mail/notice.txt", whitespace = "preserve")]
pub struct NoticeMail {
    /// To whom.
    pub head: Letterhead,
    /// About what.
    pub kind: NoticeKind,
    /// It is about a concern, not about a complaint.
    pub concern: bool,
    /// The number.
    pub number: String,
    /// The words of answer, interim or outcome; empty to send number and link only.
    pub words: String,
    /// What each point of the complaint came to, with an answer in full: our words of the point, and a code.
    pub points: Vec<(String, String)>,
    /// Who signs; empty for the desk.
    pub from: String,
    /// How many files go with it; they are fetched from the page, and never mailed.
    pub files: usize,
}

impl NoticeMail {
    /// The mail.
    ///
    /// # Errors
    /// When a value cannot be written as text.
    pub fn mail(&self) -> Result<Mail, askama::Error> {
        write(
            self.head
                .t
                .a(self.kind.subject(self.concern))
                .with("number", &self.number)
                .to_string(),
            self,
        )
    }

    fn intro(&self) -> String {
        let t = self.head.t;
        let date = self.kind.date().map(|date| t.date(date)).unwrap_or_default();
        let intro = t
            .a(self.kind.intro(self.concern))
            .with("number", &self.number)
            .with("date", date)
            .with("what", self.kind.what())
            .to_string();
        match self.kind {
            NoticeKind::Sorry { explained: true, .. } => format!("{intro} {}", t.m("mail-sorry-explained")),
            _ => intro,
        }
    }

    /// Whoever writes greets by themselves: nobody is greeted twice.
    fn greets(&self) -> bool {
        let hello = self.head.t.m("mail-hello");
        let first = self.words.trim_start().lines().next().unwrap_or_default();
        first.split([' ', ',']).next() == Some(hello.as_str())
    }

    /// The words end with a name: there is no second one below them.
    fn signs(&self) -> bool {
        let bye = self.head.t.m("mail-bye");
        self.words
            .lines()
            .any(|line| line.trim().trim_end_matches(',') == bye)
    }

    fn outcome(&self, code: &str) -> String {
        word(&self.head.t, OUTCOMES, code)
    }

    fn signature(&self) -> String {
        if self.from.is_empty() {
            self.head.site.name.clone()
        } else {
            self.from.clone()
        }
    }
}

#[cfg(test)]
impl ReceiptMail {
    pub(crate) fn sample(concern: bool) -> ReceiptMail {
        ReceiptMail {
            head: Letterhead::sample(if concern { "" } else { "Fatima" }),
            concern,
            number: "26-7KQ4M".into(),
            code: crate::sample_data::code(),
            by: Some(jiff::civil::date(2026, 11, 30)),
            readers: Reader::samples(),
        }
    }
}

#[cfg(test)]
impl NoticeMail {
    pub(crate) fn samples() -> Vec<NoticeMail> {
        let day = jiff::civil::date(2026, 11, 30);
        [
            NoticeKind::Answer,
            NoticeKind::Interim { by: day },
            NoticeKind::Outcome,
            NoticeKind::FollowUp,
            NoticeKind::FollowUpAgain,
            NoticeKind::Sorry {
                promised: day,
                what: "Je krijgt antwoord".into(),
                explained: true,
            },
            NoticeKind::Done {
                what: "De lift herstellen".into(),
            },
            NoticeKind::Done { what: String::new() },
            NoticeKind::MeasureFailed,
            NoticeKind::SecondLook,
            NoticeKind::ConcernAsk,
            NoticeKind::NotAComplaint,
            NoticeKind::Message,
        ]
        .into_iter()
        .map(|kind| NoticeMail {
            words: if kind == NoticeKind::Answer {
                "De firma maakt de lift & belt je.".into()
            } else {
                String::new()
            },
            points: if kind == NoticeKind::Answer {
                vec![("De lift is drie weken stuk.".into(), "upheld".into())]
            } else {
                Vec::new()
            },
            concern: false,
            head: Letterhead::sample("Fatima"),
            files: usize::from(kind == NoticeKind::Answer),
            kind,
            number: "26-7KQ4M".into(),
            from: "Ann".into(),
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_receipt_says_number_code_and_date() {
        let mail = ReceiptMail::sample(false).mail().unwrap();
        assert_eq!(mail.subject, "We hebben je klacht (26-7KQ4M)");
        for part in [
            "Dag Fatima",
            "4821 0937 5560 1284 7736",
            "maandag 30 november 2026",
            "/volgen",
        ] {
            assert!(mail.text.contains(part), "{part} is missing in\n{}", mail.text);
        }
    }

    #[test]
    fn an_answer_goes_in_full_only_when_it_is_given() {
        let mut notice = NoticeMail::samples().remove(0);
        assert!(notice.mail().unwrap().text.contains("maakt de lift & belt je"));
        notice.words = String::new();
        let text = notice.mail().unwrap().text;
        assert!(!text.contains("lift") && text.contains("https://klacht.voorbeeld.test/volgen"));
    }

    #[test]
    fn an_answer_says_what_each_point_came_to() {
        let text = NoticeMail::samples().remove(0).mail().unwrap().text;
        assert!(
            text.contains("- De lift is drie weken stuk. Klopt, onze fout."),
            "{text}"
        );
    }

    #[test]
    fn nobody_is_greeted_or_signed_to_twice() {
        let mut notice = NoticeMail::samples().remove(0);
        notice.words = "Dag Fatima\n\nDe lift werkt.\n\nVriendelijke groeten\nAnn".into();
        let text = notice.mail().unwrap().text;
        assert_eq!(text.matches("Dag").count(), 1, "{text}");
        assert_eq!(text.matches("Vriendelijke groeten").count(), 1, "{text}");
        notice.words = "De lift werkt.".into();
        let text = notice.mail().unwrap().text;
        assert!(
            text.starts_with("Dag Fatima") && text.contains("Vriendelijke groeten"),
            "{text}"
        );
    }

    #[test]
    fn what_is_late_is_named_with_its_day_and_the_organisation_signs_for_it() {
        let mut notice = NoticeMail::samples().remove(0);
        notice.kind = NoticeKind::Sorry {
            promised: jiff::civil::date(2026, 11, 30),
            what: "Je krijgt antwoord".into(),
            explained: false,
        };
        notice.words = String::new();
        notice.from = String::new();
        let text = notice.mail().unwrap().text;
        for part in [
            "Je krijgt antwoord",
            "maandag 30 november",
            "klacht 26-7KQ4M",
            notice.head.site.name.as_str(),
        ] {
            assert!(text.contains(part), "{part} is missing in {text}");
        }
        assert!(!text.contains("legt je uit"), "nobody explains it: {text}");
        notice.concern = true;
        let text = notice.mail().unwrap().text;
        assert!(
            text.contains("melding 26-7KQ4M") && !text.contains("je klacht 26"),
            "{text}"
        );
    }

    #[test]
    fn a_line_break_in_a_number_cannot_start_a_header() {
        let mut notice = NoticeMail::samples().remove(0);
        notice.number = "26\r\nBcc: x@y.z".into();
        assert!(!notice.mail().unwrap().subject.contains(['\r', '\n']));
    }
}
