//! What is owed: opened by a fact, due at an instant computed once, and owed until kept, replaced or released.

use crate::ids::{MeasureId, PersonId};
use crate::moment::Moment;
use crate::vocabulary::{FactKind, Nature, Role};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The key of a promise rule in a policy file, such as `answer`.
pub type PromiseKey = String;

/// What exactly something owed is about, when a case has several of a kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A message in the case, by its number.
    Message(u32),
    /// An undertaking, by its number.
    Undertaking(u32),
    /// A measure.
    Measure(MeasureId),
    /// A question to a working group or employee, by its number.
    Question(u32),
    /// An item on the board's agenda, by its number.
    BoardItem(u32),
    /// A question of the board member, by its number.
    BoardQuestion(u32),
    /// Something else owed in the same case, by its number (a delay that must be explained).
    Owed(u32),
    /// A version of a policy.
    PolicyVersion(u32),
}

impl Subject {
    /// What the board member brings up or asks: theirs to move, nobody else's.
    pub fn is_the_boards(&self) -> bool {
        matches!(self, Subject::BoardItem(_) | Subject::BoardQuestion(_))
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Message(n) => write!(f, "message:{n}"),
            Subject::Undertaking(n) => write!(f, "undertaking:{n}"),
            Subject::Measure(id) => write!(f, "measure:{id}"),
            Subject::Question(n) => write!(f, "question:{n}"),
            Subject::BoardItem(n) => write!(f, "board_item:{n}"),
            Subject::BoardQuestion(n) => write!(f, "board_question:{n}"),
            Subject::Owed(n) => write!(f, "owed:{n}"),
            Subject::PolicyVersion(n) => write!(f, "policy_version:{n}"),
        }
    }
}

/// Something that happened, in the vocabulary of the policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What happened.
    pub kind: FactKind,
    /// Which of several it concerns.
    pub subject: Option<Subject>,
    /// When it happened.
    pub at: Moment,
    /// The date that was named (exclusive end), for terms "date of the fact".
    pub date: Option<Moment>,
    /// The person who must do what was named.
    pub named: Option<PersonId>,
}

/// How an owed thing stands. Lateness is apart: late and kept are both true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Still owed.
    Open,
    /// Kept.
    Kept,
    /// Replaced by another one.
    Replaced,
    /// Released for a listed reason.
    Released,
}

/// One thing owed in a case (or by a policy version). Frozen when it was opened, except for what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    /// Its number within the case, from 1.
    pub no: u32,
    /// The rule it comes from.
    pub key: PromiseKey,
    /// Promise or target.
    pub nature: Nature,
    /// The fact that opened it.
    pub opened_by: FactKind,
    /// Which of several it is about.
    pub subject: Option<Subject>,
    /// When it was opened.
    pub opened_at: Moment,
    /// The instant by which it must be kept (exclusive).
    pub due_at: Moment,
    /// Who owes it.
    pub owed_by: Role,
    /// The person named, when the role is [`Role::Named`] or [`Role::Reviewer`].
    pub named: Option<PersonId>,
    /// To whom it is owed.
    pub owed_to: Role,
    /// The clause of the policy whose words it carries out.
    pub clause: Option<String>,
    /// The version of the policy it was made under.
    pub policy_version: u32,
    /// When it was recorded as missed.
    pub missed_at: Option<Moment>,
    /// When it was kept.
    pub kept_at: Option<Moment>,
    /// The message whose delivery kept it; a bounce makes it owed again.
    pub kept_by_message: Option<u32>,
    /// The number of what replaced it.
    pub replaced_by: Option<u32>,
    /// When, and for which fact, it was released.
    pub released: Option<(Moment, FactKind)>,
    /// How often a target was moved.
    pub moved: u32,
}

impl Owed {
    /// How it stands.
    pub fn standing(&self) -> Standing {
        if self.released.is_some() {
            Standing::Released
        } else if self.replaced_by.is_some() {
            Standing::Replaced
        } else if self.kept_at.is_some() {
            Standing::Kept
        } else {
            Standing::Open
        }
    }

    /// Still owed.
    pub fn is_open(&self) -> bool {
        self.standing() == Standing::Open
    }

    /// Late as seen at `now`: computed from instants only, never from whether a sweep ran.
    pub fn is_late(&self, now: Moment) -> bool {
        match self.standing() {
            Standing::Kept => self.kept_at.is_some_and(|kept| kept >= self.due_at),
            Standing::Open => now >= self.due_at,
            Standing::Replaced | Standing::Released => self.missed_at.is_some(),
        }
    }
}
