//! Every business "no", with a stable code; the sentence for it is in `locales/` under `refusal-<code>`.

use thiserror::Error;

macro_rules! refusals {
    ($($(#[$doc:meta])* $variant:ident = $code:literal,)+) => {
        /// Why a command isn't carried out.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
        pub enum Refusal {
            $($(#[$doc])* #[error($code)] $variant,)+
        }

        impl Refusal {
            /// Every refusal.
            pub const ALL: &'static [Refusal] = &[$(Refusal::$variant,)+];

            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Refusal::$variant => $code,)+ }
            }
        }
    };
}

refusals! {
    /// It is only a concern; make it a complaint first.
    NotYetAComplaint = "not-yet-a-complaint",
    /// It is a complaint already.
    AlreadyAComplaint = "already-a-complaint",
    /// It stopped (withdrawn, refused, reclassified or released).
    Stopped = "stopped",
    /// Nothing was written.
    NothingWritten = "nothing-written",
    /// An interim needs a reason and a date.
    InterimIncomplete = "interim-incomplete",
    /// A date named must lie in the future.
    DateInThePast = "date-in-the-past",
    /// It is kept until that day anyway.
    KeptUntilThen = "kept-until-then",
    /// An interim's date lies further away than the policy allows.
    DateTooFar = "date-too-far",
    /// A second interim is the supervisor's.
    SecondInterimBySupervisor = "second-interim-by-supervisor",
    /// Every point of the complaint needs an answer.
    PointWithoutAnswer = "point-without-answer",
    /// This person may not be named: excluded, or no longer there.
    PersonNotAvailable = "person-not-available",
    /// The supervisor may not answer here.
    SupervisorMayNotAnswer = "supervisor-may-not-answer",
    /// A delay must be explained in the same message.
    DelayUnexplained = "delay-unexplained",
    /// There is no such message, undertaking, question or item.
    NoSuchItem = "no-such-item",
    /// No complaint that they may know of has this number.
    NoSuchNumber = "no-such-number",
    /// It was done already.
    AlreadyDone = "already-done",
    /// The complainant says that it isn't true; a new message takes its place.
    Disputed = "disputed",
    /// Only a target may be moved, and only before it is due.
    NotMovable = "not-movable",
    /// The evaluation was decided already.
    AlreadyDecided = "already-decided",
    /// A question to a working group or employee is still open.
    QuestionStillOpen = "question-still-open",
    /// The reviewer of a measure can't be its owner.
    ReviewerIsOwner = "reviewer-is-owner",
    /// How we will see that it works must be said beforehand.
    CriterionMissing = "criterion-missing",
    /// A changed way of working needs what is done from now on.
    MeasureMissing = "measure-missing",
    /// A question must be put to somebody.
    NobodyAsked = "nobody-asked",
    /// This was asked of somebody else.
    NotYours = "not-yours",
    /// Another person must agree to this.
    SecondPersonNeeded = "second-person-needed",
    /// The same person can't agree with their own proposal.
    SamePerson = "same-person",
    /// There was nothing to do it after (no answer yet, not asked yet).
    TooEarly = "too-early",
    /// Nobody is left who may take this part.
    NobodyLeft = "nobody-left",
    /// Nobody but the board member and the complainant can keep the board member out.
    BoardMemberStays = "board-member-stays",
    /// The complainant ticked this person; that stands.
    TickedByComplainant = "ticked-by-complainant",
    /// A finding about somebody's conduct needs their view first, or that they didn't want to give it.
    RespondentNotHeard = "respondent-not-heard",
    /// The received date lies in the future.
    ReceivedInTheFuture = "received-in-the-future",
    /// A holiday that falls on a working day has no other day instead.
    HolidayOnAWeekday = "holiday-on-a-weekday",
    /// A day off must be a working day that is to come.
    NotAWorkingDay = "not-a-working-day",
    /// A case can't be linked with itself.
    LinkedWithItself = "linked-with-itself",
    /// An answer was given already, or waits for a second person.
    AlreadyAnswered = "already-answered",
    /// The measure was reviewed; another one must be agreed on.
    MeasureReviewed = "measure-reviewed",
    /// Somebody else has this e-mail address.
    AddressInUse = "address-in-use",
    /// It was kept long enough: what was written is gone, and nothing can be added.
    Forgotten = "forgotten",
    /// The kind of complainant is missing.
    KindMissing = "kind-missing",
}
