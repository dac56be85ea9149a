//! The pieces that events are made of: pointers to sealed words, purposes of messages, ways out.

use crate::ids::ContentId;
use crate::vocabulary::{OtherThan, RefusalReason, ReleaseReason, codes};
use serde::{Deserialize, Serialize};

/// The version of the event format that this program writes.
pub const EVENT_VERSION: u32 = 1;

/// A pointer to sealed words: its id and SHA-256(salt ‖ text) in hexadecimal; the salt is sealed beside the words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ContentRef {
    /// The sealed content.
    pub id: ContentId,
    /// The digest.
    pub digest: String,
}

/// A file that was handed in: its sealed metadata is content too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRef {
    /// The sealed file.
    pub id: ContentId,
    /// Its size in bytes.
    pub size: u64,
}

/// What the complainant entrusted, as pointers; each may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entrusted {
    /// A short title (the first words of the story, or what the handler wrote).
    pub title: Option<ContentRef>,
    /// What happened, in their own words.
    pub story: Option<ContentRef>,
    /// What should happen.
    pub remedy: Option<ContentRef>,
    /// The steps already taken.
    pub steps_taken: Option<ContentRef>,
    /// Name.
    pub name: Option<ContentRef>,
    /// E-mail address.
    pub email: Option<ContentRef>,
    /// Telephone number.
    pub phone: Option<ContentRef>,
    /// Postal address.
    pub address: Option<ContentRef>,
    /// Photos, papers, recordings.
    pub files: Vec<FileRef>,
}

/// What a message to the complainant is for; delivering it counts for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Answers the complaint.
    Answer,
    /// Says why there is no answer yet, and when there will be.
    Interim,
    /// Tells the result of the evaluation.
    Outcome,
    /// Explains why a promise was missed.
    DelayExplanation,
    /// Replies to a concern.
    ConcernReply,
    /// The result of a second look.
    Review,
    /// Says why the complaint is refused.
    Refusal,
    /// Answers a report of retaliation.
    RetaliationAnswer,
    /// A person acknowledges receipt and says what was understood.
    Acknowledgement,
    /// Asks whether it is solved.
    FollowUp,
    /// Asks it once more.
    FollowUpReminder,
    /// The complainant's own words along with a verdict, a denial, a withdrawal or a report.
    Reaction,
    /// Says or asks something short; promises nothing and keeps nothing.
    Message,
}

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// The complainant.
    Complainant,
    /// A person who works for the organisation (the event's actor).
    Staff,
}

/// Why a case stopped without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WayOut {
    /// Withdrawn by the complainant.
    Withdrawn,
    /// Refused.
    Refused(RefusalReason),
    /// Something else than a complaint.
    Reclassified(OtherThan),
    /// Released.
    Released(ReleaseReason),
}

/// What the board member is told of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The complaint itself.
    Complaint,
    /// A message to the complainant (answer, interim, outcome).
    Message(u32),
    /// What was offered.
    Undertaking(u32),
    /// What the complainant answered.
    Reaction(u32),
    /// What the complainant says when asked whether it is solved.
    Verdict,
    /// A second look was asked for.
    SecondLook,
    /// A way out, or its reversal.
    WayOut,
    /// Who may not read it (any more), or may again.
    Readers,
    /// A changed way of working didn't work.
    Measure,
}

codes! {
    /// A part in a case that goes over when somebody leaves.
    Part {
        /// Follows it up.
        Handler = "handler",
        /// Follows it, as a member of management.
        Supervisor = "supervisor",
        /// Hears, as a member of the board.
        BoardMember = "board_member",
        /// First contact of a concern.
        Contact = "contact",
        /// Takes the second look.
        Reviewer = "reviewer",
        /// Does what was offered.
        Doer = "doer",
        /// Is asked by the board member.
        Asked = "asked",
    }
}
