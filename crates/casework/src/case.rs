//! A case: a concern or a complaint, as the fold of its events. `apply` is the only way its state changes.

use crate::event::{About, Author, ContentRef, Entrusted, Event, FileRef, Purpose, WayOut};
use crate::ids::{CaseId, CaseNumber, GroupId, MeasureId, PersonId};
use crate::moment::Moment;
use crate::promise::Owed;
use crate::retention::Retention;
use crate::vocabulary::{
    Cause, Channel, ComplainantKind, DeliveredBy, Effect, PointOutcome, ReplyBy, Solved,
};
use std::collections::{BTreeMap, BTreeSet};

pub mod answer;
mod apply;
pub mod assign;
pub mod board;
pub mod deadline;
mod delivery;
pub mod evaluate;
pub mod follow_up;
pub mod forget;
pub mod heard;
pub mod hold;
pub mod interim;
pub mod link;
pub mod measures;
pub mod message;
mod owing;
pub mod parts;
pub mod receive;
mod replay;
pub mod reply;
pub mod retaliation;
pub mod review;
pub mod second;
pub mod together;
pub mod undertaking;
pub mod ways_out;

pub use board::{BoardItem, BoardQuestion};
pub use parts::StandIn;
pub use second::{Proposal, ProposalOutcome};

/// An event with who caused it and when it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The person who acted; `None`: the complainant or the program itself.
    pub actor: Option<PersonId>,
    /// When it was recorded.
    pub at: Moment,
    /// What happened.
    pub event: Event,
}

/// A message in a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// From 1.
    pub no: u32,
    /// The complainant or staff.
    pub author: Author,
    /// The member of staff who wrote it.
    pub by: Option<PersonId>,
    /// What it is for.
    pub purposes: Vec<Purpose>,
    /// The words.
    pub words: ContentRef,
    /// Files with it.
    pub files: Vec<FileRef>,
    /// When it was written.
    pub at: Moment,
    /// When and how it reached the complainant.
    pub delivered: Option<(Moment, DeliveredBy)>,
    /// A member of staff says that it reached them; otherwise the program itself brought it, or nobody yet.
    pub vouched: bool,
    /// It came back.
    pub bounced_at: Option<Moment>,
    /// The complainant said that it isn't true.
    pub disputed: Option<Disputed>,
}

/// "Dit klopt niet."
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disputed {
    /// When they said so.
    pub at: Moment,
    /// When and how it was noted to have reached them.
    pub noted: (Moment, DeliveredBy),
}

impl Message {
    /// Whether it is for this.
    pub fn is_for(&self, purpose: Purpose) -> bool {
        self.purposes.contains(&purpose)
    }

    /// When and how it reached them, or was noted to have.
    pub fn came(&self) -> Option<(Moment, DeliveredBy)> {
        self.delivered.or(self.disputed.map(|one| one.noted))
    }

    /// The note of a talk, a letter or a mail of ours that the program didn't bring itself: they may say that it isn't so.
    pub fn is_noted(&self) -> bool {
        self.author == Author::Staff && self.vouched && self.delivered.is_some()
    }

    /// Whether it asks, for the first time or once more, if it is solved.
    pub fn asks(&self) -> bool {
        follow_up::asks(&self.purposes)
    }
}

/// A note for staff only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Who wrote it.
    pub by: Option<PersonId>,
    /// When.
    pub at: Moment,
    /// The words.
    pub words: ContentRef,
}

/// What an answer offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undertaking {
    /// From 1.
    pub no: u32,
    /// The message that offers it.
    pub message: u32,
    /// What.
    pub what: ContentRef,
    /// Who does it.
    pub by: PersonId,
    /// Exclusive end of the day by which.
    pub until: Moment,
    /// When it was said to be done.
    pub done_at: Option<Moment>,
    /// When the complainant said it didn't happen.
    pub denied_at: Option<Moment>,
}

/// An interim's reason and date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterimGiven {
    /// The message.
    pub message: u32,
    /// The reason.
    pub reason: ContentRef,
    /// Who works on it.
    pub by: PersonId,
    /// Exclusive end of the day named.
    pub until: Moment,
}

/// The evaluation of the way of working.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation {
    /// When it began.
    pub opened_at: Moment,
    /// What was decided.
    pub decided: Option<EvaluationDecided>,
}

/// The decision of an evaluation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvaluationDecided {
    /// Must a way of working change?
    pub change: bool,
    /// What went wrong.
    pub cause: Cause,
    /// The reason.
    pub reason: ContentRef,
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: Option<PersonId>,
    /// Who of management was told.
    pub told: Vec<PersonId>,
}

/// A question to a working group or an employee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// From 1.
    pub no: u32,
    /// The group.
    pub group: Option<GroupId>,
    /// The employee.
    pub person: Option<PersonId>,
    /// The brief written for them.
    pub brief: ContentRef,
    /// When it was raised.
    pub at: Moment,
    /// When it was delivered or discussed.
    pub discussed_at: Option<Moment>,
    /// What they said; `None`: their silence is shown.
    pub reply: Option<ContentRef>,
    /// The employee is the one who was complained about, and is heard.
    pub hearing: bool,
}

/// The case's own copy of a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseMeasure {
    /// Which.
    pub measure: MeasureId,
    /// What, as told to the complainant.
    pub what: ContentRef,
    /// Who puts it to use.
    pub owner: PersonId,
    /// Who looks whether it worked.
    pub reviewer: PersonId,
    /// Exclusive end of the day from which it is in use.
    pub until: Moment,
    /// The date was said to the complainant.
    pub promised: bool,
    /// When it was agreed.
    pub decided_at: Moment,
    /// When it was put to use.
    pub applied_at: Option<Moment>,
    /// What its review found, and when.
    pub reviewed: Option<(Moment, Effect)>,
}

/// What the complainant says about the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Solved?
    pub solved: Solved,
    /// Did it happen again?
    pub again: Option<bool>,
    /// When they said it.
    pub at: Moment,
    /// The message in which they say more.
    pub message: Option<u32>,
}

/// A second look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondLook {
    /// Who looks.
    pub reviewer: PersonId,
    /// When it was asked for.
    pub at: Moment,
    /// When its result was delivered.
    pub delivered_at: Option<Moment>,
}

/// What one person told the board member, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Who was told.
    pub person: PersonId,
    /// Of what.
    pub about: About,
    /// When.
    pub at: Moment,
}

/// A case in its present state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// How many events it has.
    pub sequence: u64,
    /// The number people use.
    pub number: CaseNumber,
    /// Who writes.
    pub kinds: Vec<ComplainantKind>,
    /// By which way it came.
    pub channel: Channel,
    /// How they want the answer.
    pub reply_by: ReplyBy,
    /// Language of the answer.
    pub language: String,
    /// When it was recorded.
    pub received_at: Moment,
    /// When the organisation first heard it.
    pub heard_at: Moment,
    /// Why that moment was set right, with who did.
    pub heard_corrected: Vec<Note>,
    /// Project code.
    pub project: Option<String>,
    /// Theme code.
    pub theme: Option<String>,
    /// Words and identity.
    pub entrusted: Entrusted,
    /// The version of the policy that rules it.
    pub policy_version: u32,
    /// The version of the calendar.
    pub calendar_version: u32,
    /// The name may be told when it is discussed with others.
    pub name_may_be_told: bool,
    /// Outside the figures.
    pub practice: bool,
    /// Who may never know.
    pub excluded: BTreeSet<PersonId>,
    /// Who of them the complainant ticked.
    pub ticked: BTreeSet<PersonId>,
    /// Why others were excluded.
    pub exclusions: BTreeMap<PersonId, ContentRef>,
    /// Who does somebody's part while they are away.
    pub stand_ins: Vec<StandIn>,
    /// It was first raised with this contact.
    pub contact: Option<PersonId>,
    /// When it became a complaint.
    pub registered_at: Option<Moment>,
    /// When the receipt was shown.
    pub confirmed_at: Option<Moment>,
    /// Who follows it up.
    pub handler: Option<PersonId>,
    /// Who followed it up before.
    pub former_handlers: Vec<PersonId>,
    /// The member of management who follows it.
    pub supervisor: Option<PersonId>,
    /// The member of the board who hears of it.
    pub board_member: Option<PersonId>,
    /// Who may take it over because nobody opened it.
    pub pool: Vec<PersonId>,
    /// What the board member was told.
    pub told: Vec<Told>,
    /// The title in lists.
    pub title: Option<ContentRef>,
    /// The separate points as we understand them.
    pub points: Vec<ContentRef>,
    /// What each point came to.
    pub outcomes: Vec<PointOutcome>,
    /// Messages from and to the complainant.
    pub messages: Vec<Message>,
    /// Notes for staff.
    pub notes: Vec<Note>,
    /// Interims.
    pub interims: Vec<InterimGiven>,
    /// What was offered.
    pub undertakings: Vec<Undertaking>,
    /// The evaluations, one after the other; what was decided in an earlier round stands.
    pub evaluations: Vec<Evaluation>,
    /// Questions to groups and employees.
    pub questions: Vec<Question>,
    /// Measures that came of it.
    pub measures: Vec<CaseMeasure>,
    /// When the question whether it is solved reached the complainant; the second is the reminder.
    pub asked: Vec<Moment>,
    /// What they said.
    pub verdicts: Vec<Verdict>,
    /// What we checked when no verdict came.
    pub silent: Option<(Moment, ContentRef)>,
    /// Second looks.
    pub reviews: Vec<SecondLook>,
    /// Messages that report retaliation.
    pub retaliation: Vec<u32>,
    /// Items for the board.
    pub board_items: Vec<BoardItem>,
    /// Questions of the board member.
    pub board_questions: Vec<BoardQuestion>,
    /// The board member's private notes.
    pub board_notes: Vec<Note>,
    /// Steps that were proposed to a second person.
    pub proposals: Vec<Proposal>,
    /// How and when it stopped without an answer, with the reason in words.
    pub way_out: Option<(Moment, WayOut, Option<ContentRef>)>,
    /// When it was last opened again.
    pub reopened_at: Option<Moment>,
    /// Owed things from this number on belong to the present round (since the start or the last reopening).
    pub round_from: u32,
    /// Cases with the same cause.
    pub links: BTreeSet<CaseId>,
    /// Everything owed so far.
    pub owed: Vec<Owed>,
    /// Since when nothing is owed any more.
    pub quiet_since: Option<Moment>,
    /// What was forgotten, will be, or is kept longer.
    pub retention: Retention,
}

impl Case {
    /// What was handed in with it, at the start and since.
    pub fn files(&self) -> impl Iterator<Item = &FileRef> {
        let later = self.messages.iter().flat_map(|one| &one.files);
        self.entrusted.files.iter().chain(later)
    }

    /// It is a complaint, not (only) a concern.
    pub fn is_complaint(&self) -> bool {
        self.registered_at.is_some()
    }

    /// A file is closed exactly when nothing is owed any more. Nobody sets this.
    pub fn is_closed(&self) -> bool {
        self.owed.iter().all(|owed| !owed.is_open())
    }

    /// What is still owed.
    pub fn open_owed(&self) -> impl Iterator<Item = &Owed> {
        self.owed.iter().filter(|owed| owed.is_open())
    }

    /// The open thing with this key that is due first.
    pub fn open_of(&self, key: &str) -> Option<&Owed> {
        self.open_owed()
            .filter(|owed| owed.key == key)
            .min_by_key(|owed| owed.due_at)
    }

    /// The message with this number.
    pub fn message(&self, no: u32) -> Option<&Message> {
        self.messages.iter().find(|message| message.no == no)
    }

    /// The number that the next message gets.
    pub fn next_message(&self) -> u32 {
        u32::try_from(self.messages.len())
            .unwrap_or(u32::MAX)
            .saturating_add(1)
    }

    /// Whether an answer was delivered.
    pub fn answered_at(&self) -> Option<Moment> {
        self.messages
            .iter()
            .filter(|message| message.is_for(Purpose::Answer))
            .filter_map(|message| message.delivered.map(|(at, _)| at))
            .min()
    }

    /// What was decided last about the way of working.
    pub fn decided(&self) -> Option<&EvaluationDecided> {
        self.evaluations.iter().rev().find_map(|one| one.decided.as_ref())
    }

    /// When they complained: when the organisation first heard it or, when it was a concern first, when that became a
    /// complaint.
    pub fn complained_at(&self) -> Moment {
        let was_concern = self.contact.is_some();
        self.registered_at
            .filter(|_| was_concern)
            .unwrap_or(self.heard_at)
    }

    /// Since when the complainant waits for an answer: since they complained, or since they came back after the
    /// last answer (they wrote, denied what was said to be done, or it was opened again).
    pub fn waiting_since(&self) -> Moment {
        // What they wrote while an answer was on its way came after that answer.
        let delivered = |one: &Message| {
            one.delivered
                .filter(|_| one.is_for(Purpose::Answer))
                .map(|(at, _)| at.min(one.at))
        };
        let Some(answered) = self.messages.iter().filter_map(delivered).max() else {
            return self.reopened_at.unwrap_or(self.complained_at());
        };
        let theirs = |one: &&Message| one.author == Author::Complainant && !one.is_for(Purpose::Reaction);
        let wrote = self.messages.iter().filter(theirs).map(|one| one.at);
        let denied = self.undertakings.iter().filter_map(|one| one.denied_at);
        let back = wrote
            .chain(denied)
            .chain(self.reopened_at)
            .filter(|at| *at > answered)
            .min();
        back.unwrap_or(self.complained_at())
    }

    /// Who answers a question of the board member: the one asked, or the supervisor when that person was excluded.
    pub fn answers_board<'a>(&'a self, question: &'a BoardQuestion) -> Option<&'a PersonId> {
        if self.excludes(&question.to) {
            self.supervisor.as_ref()
        } else {
            Some(&question.to)
        }
    }

    /// Whether this person must never know of it.
    pub fn excludes(&self, person: &PersonId) -> bool {
        self.excluded.contains(person)
    }
}
