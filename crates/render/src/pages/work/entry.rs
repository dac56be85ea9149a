//! A message or note in the file of a complaint, and whether it reached the complainant.

use jiff::civil::DateTime;

use crate::pages::parts::FileItem;
use crate::pages::recent::Words;
use crate::texts::{Key, Texts};

/// What a message in the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// The complainant wrote.
    Theirs,
    /// The complainant reported harm; nobody but the board member reads it.
    Harm,
    /// An answer.
    Answer,
    /// An interim.
    Interim,
    /// The result of the evaluation.
    Outcome,
    /// Why it is late.
    Delay,
    /// Note of a talk with the complainant, which they can read.
    Talk,
    /// The result of a second look.
    SecondLook,
    /// A refusal.
    Refusal,
    /// The board member's answer to a report of retaliation.
    Retaliation,
    /// Why the day on which it was heard was set right.
    Heard,
    /// A reply to a concern.
    ConcernReply,
    /// No answer to that question came; what we checked ourselves.
    Silent,
    /// The question whether it is solved.
    FollowUp,
    /// Any other message to the complainant.
    Message,
    /// A note for staff only.
    Note,
    /// The board member's private note.
    BoardNote,
}

impl EntryKind {
    /// What it is called.
    pub fn name(self) -> Key {
        match self {
            EntryKind::Theirs => Key("work-entry-theirs"),
            EntryKind::Harm => Key("work-entry-harm"),
            EntryKind::Answer => Key("work-entry-answer"),
            EntryKind::Interim => Key("work-entry-interim"),
            EntryKind::Outcome => Key("work-entry-outcome"),
            EntryKind::Delay => Key("work-entry-delay"),
            EntryKind::Talk => Key("work-entry-talk"),
            EntryKind::SecondLook => Key("work-entry-second-look"),
            EntryKind::Refusal => Key("work-entry-refusal"),
            EntryKind::Retaliation => Key("work-entry-retaliation"),
            EntryKind::Heard => Key("work-entry-heard"),
            EntryKind::ConcernReply => Key("work-entry-concern"),
            EntryKind::Silent => Key("work-entry-silent"),
            EntryKind::FollowUp => Key("work-entry-follow-up"),
            EntryKind::Message => Key("work-entry-message"),
            EntryKind::Note => Key("work-entry-note"),
            EntryKind::BoardNote => Key("work-entry-board-note"),
        }
    }

    /// Only the board member reads it, and brings it to the complainant.
    pub fn is_the_board_member_s(self) -> bool {
        self == EntryKind::Retaliation
    }

    /// Not for the complainant.
    pub fn inside(self) -> bool {
        matches!(
            self,
            EntryKind::Note | EntryKind::BoardNote | EntryKind::Heard | EntryKind::Silent
        )
    }
}

/// Whether a message reached the complainant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// Nothing to deliver: their own words, a note.
    None,
    /// It did.
    Done(DateTime),
    /// It was said to them.
    Spoken(DateTime),
    /// Not yet; it is on its way.
    Waiting,
    /// It must be read out.
    ToSay,
    /// It must be printed and posted.
    ToPost,
    /// It came back; call.
    Bounced,
}

impl Delivery {
    /// The value of `hoe` on its button; empty when there is none.
    pub fn button(&self) -> &'static str {
        match self {
            Delivery::ToSay | Delivery::Bounced => "gesproken",
            Delivery::ToPost => "gepost",
            Delivery::None | Delivery::Done(_) | Delivery::Spoken(_) | Delivery::Waiting => "",
        }
    }

    /// How it stands, in words.
    pub fn words(&self, t: &Texts) -> String {
        match self {
            Delivery::None => String::new(),
            Delivery::Done(at) => t.a("work-delivered").with("moment", t.moment(at)).to_string(),
            Delivery::Spoken(at) => t.a("work-spoken-at").with("moment", t.moment(at)).to_string(),
            Delivery::Waiting => t.m("work-delivery-waiting"),
            Delivery::ToSay => t.m("work-delivery-say"),
            Delivery::ToPost => t.m("work-delivery-post"),
            Delivery::Bounced => t.m("work-delivery-bounced"),
        }
    }

    /// The words on the button.
    pub fn button_words(&self, t: &Texts) -> String {
        if self.button() == "gepost" {
            t.m("work-posted")
        } else {
            t.m("work-spoken")
        }
    }
}

/// One message or note in the file, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The id that the course links to, such as `b2`.
    pub id: String,
    /// The number of the message, for "gesproken" and "gepost"; 0 for a note.
    pub message: u32,
    /// Who wrote it.
    pub from: String,
    /// What it is.
    pub kind: EntryKind,
    /// When.
    pub at: DateTime,
    /// The words.
    pub words: Words,
    /// Files with it.
    pub files: Vec<FileItem>,
    /// Whether it reached the complainant.
    pub delivery: Delivery,
    /// The complainant says that the note of a talk isn't right.
    pub disputed: bool,
}

#[cfg(test)]
impl Entry {
    pub(crate) fn sample(id: &str, from: &str, kind: EntryKind, words: &str, delivery: Delivery) -> Entry {
        Entry {
            id: id.into(),
            message: 1,
            from: from.into(),
            kind,
            at: jiff::civil::date(2026, 11, 25).at(9, 10, 0, 0),
            words: Words::new(words),
            files: vec![],
            delivery,
            disputed: kind == EntryKind::Talk,
        }
    }

    pub(crate) fn samples() -> Vec<Entry> {
        let file = FileItem {
            href: "/werk/klachten/26-3HX8D/bestand/b1".into(),
            ..FileItem::sample()
        };
        vec![
            Entry::sample(
                "n1",
                "Ann",
                EntryKind::Note,
                "Ketel C staat op nachtstand vanaf 20 uur. Installateur kan vrijdag om 9 uur.",
                Delivery::None,
            ),
            Entry {
                files: vec![file],
                ..Entry::sample(
                    "b1",
                    "Rik",
                    EntryKind::Theirs,
                    "Gisteren was het weer zo.",
                    Delivery::None,
                )
            },
            Entry::sample(
                "b2",
                "Ann",
                EntryKind::Talk,
                "Ik bel Rik vrijdag terug.",
                Delivery::ToSay,
            ),
            Entry::sample(
                "b3",
                "Ann",
                EntryKind::Answer,
                "Dag Rik\n\nJe hebt gelijk.",
                Delivery::Done(jiff::civil::date(2026, 11, 25).at(9, 12, 0, 0)),
            ),
        ]
    }
}
