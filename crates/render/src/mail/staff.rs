//! Mails to those who work here: a number and a link, never words or names of a complaint.

use askama::Template;
use jiff::civil::Date;

use super::missed::Missed;
use super::{Letterhead, Mail, write};
use crate::pages::work::words::news;
use crate::texts::{Key, Texts};

/// What a mail to the staff is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StaffKind {
    /// A new complaint, answered by that day.
    New {
        /// The last day.
        by: Date,
    },
    /// They do what was offered to the complainant.
    Undertaking {
        /// The day by which it is done.
        by: Date,
    },
    /// They look again, as another person.
    SecondLook {
        /// The day by which they answer.
        by: Date,
    },
    /// A complaint is theirs now, and an answer is late already.
    AssignedLate {
        /// The day for which it was promised.
        by: Date,
    },
    /// Given to you, answered by that day.
    Assigned {
        /// The last day.
        by: Date,
    },
    /// Nobody opened it; it is due that day.
    Unopened {
        /// The last day.
        by: Date,
    },
    /// Last day: answer, or send the interim that is ready.
    InterimReady {
        /// The last day.
        by: Date,
    },
    /// A promise was missed.
    Missed(Missed),
    /// The complainant says that what was offered didn't happen; answered by that day.
    Denied {
        /// The last day.
        by: Date,
    },
    /// The complainant says that what was noted isn't true; answered by that day.
    Disputed {
        /// The last day.
        by: Date,
    },
    /// It goes on, or is open again; answered by that day.
    Again {
        /// The last day.
        by: Date,
    },
    /// The complainant wrote.
    Wrote,
    /// Trouble because of a complaint, for the board member only.
    Retaliation,
    /// A question of the board member.
    BoardQuestion {
        /// The last day.
        by: Date,
    },
    /// A brief for a group or an employee.
    Brief,
    /// What is said of them: they are heard. It doesn't name the complaint.
    Hearing,
    /// A mail came back: call.
    Bounced,
    /// A complaint has a part that nobody has.
    Vacant,
    /// A step waits for you as the second person.
    Proposal {
        /// The last day of what is owed first.
        by: Date,
    },
    /// What you proposed was sent back.
    SentBack {
        /// The last day of what is owed first.
        by: Date,
    },
}

impl StaffKind {
    fn subject(&self) -> Key {
        match self {
            StaffKind::New { .. } => Key("mail-new-subject"),
            StaffKind::Assigned { .. } | StaffKind::AssignedLate { .. } => Key("mail-assigned-subject"),
            StaffKind::Undertaking { .. } => Key("mail-undertaking-subject"),
            StaffKind::SecondLook { .. } => Key("mail-look-again-subject"),
            StaffKind::Unopened { .. } => Key("mail-unopened-subject"),
            StaffKind::InterimReady { .. } => Key("mail-interim-ready-subject"),
            StaffKind::Missed(one) if one.concern => Key("mail-missed-subject-concern"),
            StaffKind::Missed(_) => Key("mail-missed-subject"),
            StaffKind::Denied { .. } => Key("mail-denied-subject"),
            StaffKind::Disputed { .. } => Key("mail-disputed-subject"),
            StaffKind::Again { .. } => Key("mail-again-subject"),
            StaffKind::Wrote => Key("mail-wrote-subject"),
            StaffKind::Retaliation => Key("mail-retaliation-subject"),
            StaffKind::BoardQuestion { .. } => Key("mail-question-subject"),
            StaffKind::Brief => Key("mail-brief-subject"),
            StaffKind::Hearing => Key("mail-hearing-subject"),
            StaffKind::Bounced => Key("mail-bounced-subject"),
            StaffKind::Vacant => Key("mail-vacant-subject"),
            StaffKind::Proposal { .. } => Key("mail-proposal-subject"),
            StaffKind::SentBack { .. } => Key("mail-sent-back-subject"),
        }
    }

    fn words(&self) -> Key {
        match self {
            StaffKind::New { .. } => Key("mail-new"),
            StaffKind::Assigned { .. } => Key("mail-assigned"),
            StaffKind::AssignedLate { .. } => Key("mail-assigned-late"),
            StaffKind::Undertaking { .. } => Key("mail-undertaking"),
            StaffKind::SecondLook { .. } => Key("mail-look-again"),
            StaffKind::Unopened { .. } => Key("mail-unopened"),
            StaffKind::InterimReady { .. } => Key("mail-interim-ready"),
            StaffKind::Missed(_) => Key("mail-missed"),
            StaffKind::Denied { .. } => Key("mail-denied"),
            StaffKind::Disputed { .. } => Key("mail-disputed"),
            StaffKind::Again { .. } => Key("mail-again"),
            StaffKind::Wrote => Key("mail-wrote"),
            StaffKind::Retaliation => Key("mail-retaliation"),
            StaffKind::BoardQuestion { .. } => Key("mail-question"),
            StaffKind::Brief => Key("mail-brief"),
            StaffKind::Hearing => Key("mail-hearing"),
            StaffKind::Bounced => Key("mail-bounced"),
            StaffKind::Vacant => Key("mail-vacant"),
            StaffKind::Proposal { .. } => Key("mail-proposal"),
            StaffKind::SentBack { .. } => Key("mail-sent-back"),
        }
    }

    fn date(&self) -> Option<&Date> {
        match self {
            StaffKind::New { by }
            | StaffKind::Assigned { by }
            | StaffKind::AssignedLate { by }
            | StaffKind::Undertaking { by }
            | StaffKind::SecondLook { by }
            | StaffKind::Unopened { by }
            | StaffKind::InterimReady { by }
            | StaffKind::BoardQuestion { by }
            | StaffKind::Proposal { by }
            | StaffKind::SentBack { by }
            | StaffKind::Denied { by }
            | StaffKind::Disputed { by }
            | StaffKind::Again { by } => Some(by),
            StaffKind::Missed(one) => Some(&one.day),
            StaffKind::Wrote
            | StaffKind::Retaliation
            | StaffKind::Brief
            | StaffKind::Hearing
            | StaffKind::Bounced
            | StaffKind::Vacant => None,
        }
    }
}

/// One thing that happened, with its number and a link.
#[derive(Clone, Debug, Template)]
#[template(path = "mail/staff.txt", whitespace = "preserve")]
pub struct StaffMail {
    /// To whom.
    pub head: Letterhead,
    /// About what.
    pub kind: StaffKind,
    /// The number.
    pub number: String,
    /// The page, such as `/werk/klachten/26-7KQ4M?soort=tussenbericht`.
    pub path: String,
}

impl StaffMail {
    /// The mail.
    ///
    /// # Errors
    /// When a value cannot be written as text.
    pub fn mail(&self) -> Result<Mail, askama::Error> {
        write(
            self.head
                .t
                .a(self.kind.subject())
                .with("number", &self.number)
                .to_string(),
            self,
        )
    }

    fn words(&self) -> String {
        let t = self.head.t;
        if let StaffKind::Missed(missed) = &self.kind {
            return missed.words(t, &self.number);
        }
        let date = self.kind.date().map(|date| t.date(date)).unwrap_or_default();
        t.a(self.kind.words())
            .with("number", &self.number)
            .with("date", date)
            .to_string()
    }
}

/// A line of a list of things due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueLine {
    /// The number; empty for a measure or something that belongs to no complaint.
    pub number: String,
    /// What is owed, in the policy's title: no words of a complaint.
    pub what: String,
    /// The last day; `None` when only to read.
    pub by: Option<Date>,
    /// Past.
    pub late: bool,
    /// So many more are due in the same complaint.
    pub more: usize,
    /// The page.
    pub path: String,
}

/// A complaint with something new in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreshLine {
    /// The number.
    pub number: String,
    /// What is new, as codes.
    pub what: Vec<String>,
    /// The page.
    pub path: String,
}

impl FreshLine {
    fn words(&self, t: &Texts) -> String {
        news(t, &self.what)
    }
}

impl DueLine {
    /// It changed who may do what; the board's page says how.
    pub fn powers(t: Texts) -> DueLine {
        DueLine {
            number: String::new(),
            what: t.m("mail-board-powers"),
            by: None,
            late: false,
            more: 0,
            path: "/bestuur".to_owned(),
        }
    }
}

/// Every morning: what is late or due before the next working day, and what is new.
#[derive(Clone, Debug, Template)]
#[template(path = "mail/morning.txt", whitespace = "preserve")]
pub struct MorningMail {
    /// To whom.
    pub head: Letterhead,
    /// The day.
    pub day: Date,
    /// What is due, most overdue first.
    pub lines: Vec<DueLine>,
    /// What came in since the mail before. Nothing due and nothing new: don't send it.
    pub fresh: Vec<FreshLine>,
}

impl MorningMail {
    /// The mail.
    ///
    /// # Errors
    /// When a value cannot be written as text.
    pub fn mail(&self) -> Result<Mail, askama::Error> {
        let t = self.head.t;
        write(
            t.a("mail-morning-subject")
                .with("date", t.date(&self.day))
                .to_string(),
            self,
        )
    }

    fn fresh_words(&self) -> String {
        let n = self.fresh.len();
        self.head.t.a("mail-morning-new").with("n", n).to_string()
    }
}

/// Every week: what the board member should read.
#[derive(Clone, Debug, Template)]
#[template(path = "mail/list.txt", whitespace = "preserve")]
pub struct BoardMail {
    /// To whom.
    pub head: Letterhead,
    /// What is new.
    pub lines: Vec<DueLine>,
}

impl BoardMail {
    /// The mail.
    ///
    /// # Errors
    /// When a value cannot be written as text.
    pub fn mail(&self) -> Result<Mail, askama::Error> {
        write(self.head.t.m("mail-board-subject"), self)
    }

    fn intro(&self) -> String {
        let key = if self.lines.is_empty() {
            Key("mail-board-none")
        } else {
            Key("mail-board")
        };
        self.head.t.m(key)
    }

    fn path(&self) -> &'static str {
        "/bestuur"
    }
}

/// Come and choose a password.
#[derive(Clone, Debug, Template)]
#[template(path = "mail/invitation.txt", whitespace = "preserve")]
pub struct InvitationMail {
    /// To whom.
    pub head: Letterhead,
    /// The path with the proof, used once.
    pub path: String,
    /// How many days the link works.
    pub days: u32,
    /// They have a password, and choose another.
    pub again: bool,
}

impl InvitationMail {
    /// The mail.
    ///
    /// # Errors
    /// When a value cannot be written as text.
    pub fn mail(&self) -> Result<Mail, askama::Error> {
        let subject = if self.again {
            Key("mail-password-subject")
        } else {
            Key("mail-invitation-subject")
        };
        write(self.head.t.m(subject), self)
    }
}

#[cfg(test)]
const DAY: Date = jiff::civil::date(2026, 11, 30);

#[cfg(test)]
impl StaffMail {
    pub(crate) fn samples() -> Vec<StaffMail> {
        [
            StaffKind::New { by: DAY },
            StaffKind::Assigned { by: DAY },
            StaffKind::AssignedLate { by: DAY },
            StaffKind::Undertaking { by: DAY },
            StaffKind::SecondLook { by: DAY },
            StaffKind::Unopened { by: DAY },
            StaffKind::InterimReady { by: DAY },
            StaffKind::Denied { by: DAY },
            StaffKind::Disputed { by: DAY },
            StaffKind::Again { by: DAY },
            StaffKind::Wrote,
            StaffKind::Retaliation,
            StaffKind::BoardQuestion { by: DAY },
            StaffKind::Brief,
            StaffKind::Hearing,
            StaffKind::Bounced,
        ]
        .into_iter()
        .chain(Missed::samples().into_iter().map(StaffKind::Missed))
        .map(|kind| StaffMail {
            head: Letterhead::sample("Ann"),
            number: "26-7KQ4M".into(),
            path: match kind {
                StaffKind::Hearing => "/werk/brieven".into(),
                _ => "/werk/klachten/26-7KQ4M".into(),
            },
            kind,
        })
        .collect()
    }
}

#[cfg(test)]
fn sample_lines() -> Vec<DueLine> {
    let line = |number: &str, by, late| DueLine {
        number: number.into(),
        what: "Antwoord of tussenbericht".into(),
        by,
        late,
        more: usize::from(late),
        path: format!("/werk/klachten/{number}"),
    };
    vec![
        line("26-7KQ4M", Some(DAY), true),
        line("26-0001X", Some(DAY), false),
        line("26-0002Y", None, false),
    ]
}

#[cfg(test)]
impl MorningMail {
    pub(crate) fn sample() -> MorningMail {
        MorningMail {
            head: Letterhead::sample("Ann"),
            day: DAY,
            lines: sample_lines(),
            fresh: vec![FreshLine {
                number: "26-0003Z".into(),
                what: vec!["complaint".into(), "message".into()],
                path: "/werk/klachten/26-0003Z".into(),
            }],
        }
    }
}

#[cfg(test)]
impl BoardMail {
    pub(crate) fn sample(empty: bool) -> BoardMail {
        BoardMail {
            head: Letterhead::sample("Chris"),
            lines: if empty { Vec::new() } else { sample_lines() },
        }
    }
}

#[cfg(test)]
impl InvitationMail {
    pub(crate) fn sample() -> InvitationMail {
        InvitationMail {
            head: Letterhead::sample("Ann"),
            path: "/uitnodiging?bewijs=x".into(),
            days: 7,
            again: false,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_staff_mail_holds_number_and_link() {
        let hears = |mail: &StaffMail| matches!(mail.kind, StaffKind::Hearing);
        for mail in StaffMail::samples().into_iter().filter(|mail| !hears(mail)) {
            let mail = mail.mail().unwrap();
            assert!(mail.subject.contains("26-7KQ4M"), "{}", mail.subject);
            assert!(
                mail.text
                    .contains("https://klacht.voorbeeld.test/werk/klachten/26-7KQ4M"),
                "{}",
                mail.text
            );
        }
    }

    #[test]
    fn who_is_heard_reads_no_number_in_the_mail() {
        let mut all = StaffMail::samples().into_iter();
        let mail = all.find(|mail| matches!(mail.kind, StaffKind::Hearing)).unwrap();
        let mail = mail.mail().unwrap();
        assert!(!format!("{} {}", mail.subject, mail.text).contains("7KQ4M"));
        assert!(mail.text.contains("/werk/brieven"), "{}", mail.text);
    }

    #[test]
    fn the_morning_mail_says_what_is_late_first_and_by_when() {
        let text = MorningMail::sample().mail().unwrap().text;
        let late = text.find("26-7KQ4M").unwrap();
        assert!(late < text.find("26-0001X").unwrap());
        assert!(text.contains("maandag 30 november"), "{text}");
        assert!(text.contains("en nog 1"), "{text}");
        assert!(text.contains("26-0003Z: nieuwe klacht, nieuw bericht"), "{text}");
    }
}
