//! The events of a case: facts as ids, codes and dates. No name, no free text: words are content ids with a digest.

use crate::ids::{CaseId, CaseNumber, ContentId, GroupId, MeasureId, PersonId};
use crate::moment::Moment;
use crate::promise::Owed;
use crate::retention::Kept;
use crate::vocabulary::{
    Cause, Channel, ComplainantKind, DeliveredBy, Effect, FactKind, PointOutcome, ReplyBy, Solved, Step,
};
use serde::{Deserialize, Serialize};

mod parts;
mod subject;

pub use parts::{About, Author, ContentRef, EVENT_VERSION, Entrusted, FileRef, Part, Purpose, WayOut};

/// A fact in the life of a case. The actor and the instant of recording stand beside it in the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(
    clippy::large_enum_variant,
    reason = "what came in is told once per case; a box would only hide it"
)]
pub enum Event {
    /// It came in. Always first.
    Received {
        /// The number people use.
        number: CaseNumber,
        /// Who writes; several at once is possible.
        kinds: Vec<ComplainantKind>,
        /// By which way.
        channel: Channel,
        /// How they want the answer.
        reply_by: ReplyBy,
        /// BCP 47 tag of the language for the answer.
        language: String,
        /// When the organisation first heard it (earlier than the recording for calls and letters).
        heard_at: Moment,
        /// The project code, if told.
        project: Option<String>,
        /// The theme code, if told.
        theme: Option<String>,
        /// Their words and identity.
        entrusted: Entrusted,
        /// The version of the policy that this complainant was shown; it rules the case to its end.
        policy_version: u32,
        /// The calendar version used for its dates.
        calendar_version: u32,
        /// May the name be told when it is discussed with others?
        name_may_be_told: bool,
        /// A practice complaint, outside the figures.
        practice: bool,
        /// Who may never know of it.
        excluded: Vec<PersonId>,
    },
    /// When it was first heard, set right.
    HeardCorrected {
        /// The real moment.
        heard_at: Moment,
        /// Why.
        reason: ContentRef,
    },
    /// The complainant got another code; earlier ones stopped.
    CodeReplaced,
    /// The problem is raised first with a named contact.
    ConcernRaised {
        /// The contact.
        contact: PersonId,
    },
    /// It is a complaint from now on.
    Registered,
    /// The receipt was shown on the screen or read out.
    Confirmed,
    /// The supervisor follows it, and was told.
    SupervisorTold {
        /// Who.
        person: PersonId,
    },
    /// The board member was told.
    BoardMemberTold {
        /// Who.
        person: PersonId,
        /// Of what.
        about: About,
    },
    /// This handler follows it up; named to the complainant.
    HandlerNamed {
        /// Who.
        person: PersonId,
    },
    /// Nobody opened it in time; these may take it over.
    PoolTold {
        /// Who.
        people: Vec<PersonId>,
    },
    /// A further person may never know of it from now on.
    Excluded {
        /// Who.
        person: PersonId,
        /// Why; `None` when the complainant ticked them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<ContentRef>,
    },
    /// Who was excluded by mistake may know of it again.
    LetBackIn {
        /// Who.
        person: PersonId,
    },
    /// Somebody can't have this part any more, and nobody took it yet.
    PartLaidDown {
        /// Which.
        part: Part,
        /// Who had it.
        person: PersonId,
    },
    /// Somebody else owes it from now on; its due instant stays.
    TakenOver {
        /// The number of what is owed.
        owed: u32,
        /// Who.
        person: PersonId,
    },
    /// Another contact of the concern.
    ContactNamed {
        /// Who.
        person: PersonId,
    },
    /// Somebody is away; another does their part until they are back.
    StandInNamed {
        /// Who is away.
        absent: PersonId,
        /// Who stands in.
        person: PersonId,
        /// Exclusive end of the last day.
        until: Moment,
    },
    /// Whoever was away is back.
    StandInEnded {
        /// Who was away.
        absent: PersonId,
    },
    /// The separate points and the remedy, as we understand them.
    Understood {
        /// One content per point.
        points: Vec<ContentRef>,
    },
    /// The title that staff see in lists was changed.
    Titled {
        /// The new title.
        title: ContentRef,
    },
    /// A message of the complainant, or one to them.
    MessageWritten {
        /// Its number, from 1.
        message: u32,
        /// Who wrote it.
        author: Author,
        /// What it is for (empty for the complainant's own).
        purposes: Vec<Purpose>,
        /// The words.
        words: ContentRef,
        /// Files with it.
        files: Vec<FileRef>,
    },
    /// A note for staff only.
    NoteWritten {
        /// The words.
        words: ContentRef,
    },
    /// What each point of the complaint came to, in the order of the points.
    PointsAnswered {
        /// The outcomes.
        outcomes: Vec<PointOutcome>,
    },
    /// An interim's reason and next date, which the message says in words.
    InterimPromised {
        /// The message.
        message: u32,
        /// The reason, for the course on the follow page.
        reason: ContentRef,
        /// Who works on it.
        by: PersonId,
        /// The exclusive end of the day named.
        until: Moment,
    },
    /// A message reached the complainant.
    Delivered {
        /// The message.
        message: u32,
        /// By which way.
        how: DeliveredBy,
        /// When.
        at: Moment,
    },
    /// A message came back; what it kept is owed again with the same due instant.
    Bounced {
        /// The message.
        message: u32,
    },
    /// The complainant says that what we noted of a talk, a letter or a mail of ours isn't true; what it kept is owed
    /// again with the same due instant.
    DeliveryDisputed {
        /// The message.
        message: u32,
        /// The message in which they say so, which follows.
        reaction: u32,
    },
    /// An answer offers this.
    UndertakingOffered {
        /// Its number, from 1.
        undertaking: u32,
        /// The message that offers it.
        message: u32,
        /// What.
        what: ContentRef,
        /// Who does it.
        by: PersonId,
        /// The exclusive end of the day named.
        until: Moment,
    },
    /// It was done.
    UndertakingDone {
        /// Which.
        undertaking: u32,
    },
    /// The complainant says that it wasn't.
    UndertakingDenied {
        /// Which.
        undertaking: u32,
        /// The message in which they say so, if they wrote one.
        message: Option<u32>,
    },
    /// The evaluation of the way of working began.
    EvaluationOpened,
    /// A question was put to a working group or an employee, in a brief written for them.
    QuestionRaised {
        /// Its number, from 1.
        question: u32,
        /// The group, if it is one.
        group: Option<GroupId>,
        /// The employee, if it is one.
        person: Option<PersonId>,
        /// The brief: no identity, only what is needed.
        brief: ContentRef,
    },
    /// An employee who was complained about is heard: they read what is said of them, and nothing else.
    RespondentAsked {
        /// Its number, among the questions.
        question: u32,
        /// Who. They stay excluded.
        person: PersonId,
        /// What is said of them: not by whom.
        allegation: ContentRef,
    },
    /// The brief was delivered, or discussed at a dated meeting; with what they said, if they did.
    QuestionDiscussed {
        /// Which.
        question: u32,
        /// Their reply.
        reply: Option<ContentRef>,
        /// The meeting, if it was one.
        meeting: Option<Moment>,
    },
    /// Decided: must a way of working change?
    Evaluated {
        /// Yes or no.
        change: bool,
        /// What went wrong.
        cause: Cause,
        /// The reason, which the complainant reads.
        reason: ContentRef,
    },
    /// All of management not excluded was told the result, without identity.
    ManagementTold {
        /// Who.
        people: Vec<PersonId>,
    },
    /// A measure was agreed; the case owes its own copy of what happens with it.
    MeasureDecided {
        /// Which.
        measure: MeasureId,
        /// What will be done from now on, as told to the complainant.
        what: ContentRef,
        /// Who puts it to use.
        owner: PersonId,
        /// Who looks whether it worked.
        reviewer: PersonId,
        /// The exclusive end of the day from which it is in use.
        until: Moment,
        /// Was the date said to the complainant?
        promised: bool,
    },
    /// It is in use (recorded from the measure's own journal).
    MeasureApplied {
        /// Which.
        measure: MeasureId,
    },
    /// It was reviewed (recorded from the measure's own journal).
    MeasureReviewed {
        /// Which.
        measure: MeasureId,
        /// What was found.
        effect: Effect,
    },
    /// What they say.
    VerdictGiven {
        /// Solved?
        solved: Solved,
        /// Did it happen again?
        again: Option<bool>,
        /// The message in which they say more.
        message: Option<u32>,
    },
    /// No answer; what we checked ourselves.
    FollowUpSilent {
        /// What we checked.
        checked: ContentRef,
    },
    /// A second look was asked for.
    ReviewAsked {
        /// Who looks: not the one who answered.
        reviewer: PersonId,
        /// The message with what they want looked at.
        message: Option<u32>,
    },
    /// Harm for having complained was reported.
    RetaliationReported {
        /// The message.
        message: u32,
    },
    /// The board member brings it to the board.
    BroughtToBoard {
        /// Number of the item, from 1.
        item: u32,
        /// Exclusive end of the day of the meeting.
        meeting: Moment,
        /// Why, if said.
        reason: Option<ContentRef>,
        /// The title that the board reads, without names; the case's own is in the complainant's words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<ContentRef>,
    },
    /// The meeting is on another day than was said.
    BoardMeetingMoved {
        /// Which item.
        item: u32,
        /// Exclusive end of the day of the meeting.
        meeting: Moment,
    },
    /// What the board decided.
    BoardOutcomeRecorded {
        /// Which item.
        item: u32,
        /// The outcome.
        outcome: ContentRef,
    },
    /// The board member asks.
    BoardQuestionAsked {
        /// Number of the question, from 1.
        question: u32,
        /// Who is asked.
        to: PersonId,
        /// The words.
        words: ContentRef,
        /// Exclusive end of the day by which.
        until: Moment,
    },
    /// The one asked answers.
    BoardQuestionAnswered {
        /// Which.
        question: u32,
        /// The words.
        words: ContentRef,
    },
    /// The board member's private note.
    BoardNote {
        /// The words.
        words: ContentRef,
    },
    /// The complainant stops it.
    Withdrawn {
        /// Why, if said.
        message: Option<u32>,
    },
    /// One person proposes a step that takes a second person. All that was composed for it is in the words.
    Proposed {
        /// Its number, from 1.
        proposal: u32,
        /// Which step.
        step: Step,
        /// What was composed.
        words: ContentRef,
    },
    /// A second person agrees; the step itself follows, as recorded by who proposed it.
    Agreed {
        /// Which.
        proposal: u32,
    },
    /// A second person sends it back.
    SentBack {
        /// Which.
        proposal: u32,
        /// Why.
        reason: ContentRef,
    },
    /// It isn't handled further.
    WentOut {
        /// How.
        way: WayOut,
        /// The reason in words, for the board member.
        words: Option<ContentRef>,
    },
    /// The way out is turned back: by the board member, or because the sender insists.
    Reinstated,
    /// It is opened again.
    Reopened,
    /// It has the same cause as another case.
    Linked {
        /// The other.
        other: CaseId,
    },
    /// It hasn't the same cause as another case after all.
    Unlinked {
        /// The other.
        other: CaseId,
    },
    /// Something is owed from now on.
    Promised {
        /// All of it, frozen.
        owed: Box<Owed>,
    },
    /// Something owed was kept.
    Kept {
        /// Its number.
        owed: u32,
        /// When.
        at: Moment,
        /// By the delivery of which message.
        message: Option<u32>,
    },
    /// Its due instant passed.
    Missed {
        /// Its number.
        owed: u32,
    },
    /// A target was moved before it was due.
    Moved {
        /// Its number.
        owed: u32,
        /// The new instant.
        due_at: Moment,
        /// Why.
        reason: ContentRef,
    },
    /// It was replaced by another one that was promised just before.
    Replaced {
        /// Its number.
        owed: u32,
        /// The other's number.
        by: u32,
    },
    /// It need not be kept any more.
    Released {
        /// Its number.
        owed: u32,
        /// The listed fact.
        fact: FactKind,
    },
    /// It will be forgotten on a day, and was said to be.
    ForgettingAnnounced {
        /// What.
        class: Kept,
        /// Exclusive end of the last day on which it is kept.
        at: Moment,
    },
    /// Its keys were destroyed in the same commit.
    Forgotten {
        /// What.
        class: Kept,
        /// Which files, when only some of them went.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<ContentId>,
    },
    /// A file holds what must go sooner: somebody's health, origin, belief, or a crime (GDPR articles 9 and 10).
    FileMarked {
        /// Which.
        file: ContentId,
        /// What it holds, which goes with it; `None`: it stays as long as the rest, after all.
        holds: Option<ContentRef>,
    },
    /// It is kept longer than the policy says.
    Held {
        /// Why.
        reason: ContentRef,
        /// Nothing is forgotten before this instant.
        until: Moment,
    },
    /// It isn't kept longer after all.
    HoldEnded,
}
