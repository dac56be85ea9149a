//! Work for later: which kinds there are, and carrying one out.

mod agreed;
mod deliver;
mod due;
pub(crate) mod hand_over;
mod last_day;
mod measure;
pub(crate) mod morning;
pub mod notice;
mod pool_check;
mod reminder;
mod stand_in;
pub mod vacant;

use crate::{Desk, DeskError};
use casework::event::Part;
use casework::ids::{CaseId, CaseNumber, MeasureId, PersonId};
use casework::measure::MeasureEvent;
use casework::moment::Moment;
use casework::policy::OnLastDay;
use casework::refusal::Refusal;
use casework::vocabulary::Effect;
use serde::{Deserialize, Serialize};
use storage::Job;

/// What the complainant is told by mail, without their own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// The complaint came in.
    Receipt,
    /// The concern came in.
    ConcernReceipt,
    /// A promise to them was missed; an honest "we zijn te laat". Which one is said since [`Notice::Missed`].
    Late,
    /// This promise to them was missed.
    Missed(u32),
    /// What was offered was done.
    UndertakingDone(u32),
    /// The changed way of working that was promised is in use.
    MeasureApplied,
    /// The changed way of working that was promised didn't work.
    MeasureFailed,
    /// No reply to their concern: make it a complaint?
    ConcernSilent,
}

impl Notice {
    /// Whoever wants to be called or wants a letter hears it from a person.
    pub(crate) fn is_brought_by_hand(self) -> bool {
        matches!(
            self,
            Notice::UndertakingDone(_) | Notice::MeasureApplied | Notice::MeasureFailed
        )
    }
}

/// What a member of staff is told by mail: number and link, nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffNotice {
    /// A concern for them as contact.
    Concern,
    /// Nobody opened it; they may take it over.
    Pool,
    /// Something was missed.
    Missed,
    /// The last day: a prefilled interim is ready.
    InterimReady,
    /// Something was offered that they do.
    Undertaking,
    /// A second look is asked of them.
    SecondLook,
    /// A report of harm.
    Retaliation,
    /// A question of the board member.
    BoardQuestion,
    /// A brief for them or their group.
    Brief,
    /// What is said of them: they are heard.
    Hearing,
    /// They follow the complaint up from now on, in somebody's place.
    Handler,
    /// A changed way of working that they put to use.
    Measure,
    /// A complaint has a part that nobody has.
    Vacant,
    /// A step waits for their agreement.
    Proposal,
    /// What they proposed was sent back.
    SentBack,
    /// The complainant says that what was offered didn't happen.
    Denied,
    /// The complainant says that what was noted of a talk or a letter isn't true.
    Disputed,
    /// A case goes on, or is open again.
    Again,
}

impl StaffNotice {
    /// The code in inboxes and texts.
    pub fn code(self) -> &'static str {
        match self {
            StaffNotice::Concern => "concern",
            StaffNotice::Pool => "pool",
            StaffNotice::Missed => "missed",
            StaffNotice::InterimReady => "interim_ready",
            StaffNotice::Undertaking => "undertaking",
            StaffNotice::SecondLook => "second_look",
            StaffNotice::Retaliation => "retaliation",
            StaffNotice::BoardQuestion => "board_question",
            StaffNotice::Brief => "brief",
            StaffNotice::Hearing => "hearing",
            StaffNotice::Handler => "complaint",
            StaffNotice::Measure => "measure",
            StaffNotice::Vacant => "vacant",
            StaffNotice::Proposal => "proposal",
            StaffNotice::SentBack => "sent_back",
            StaffNotice::Denied => "denied",
            StaffNotice::Disputed => "disputed",
            StaffNotice::Again => "again",
        }
    }
}

/// Work for later, as ids and codes only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Work {
    /// Take a message to a complainant who chose e-mail.
    Deliver {
        /// Which case.
        case: CaseId,
        /// Which message.
        message: u32,
    },
    /// Tell a complainant something by mail.
    TellComplainant {
        /// Which case.
        case: CaseId,
        /// What.
        notice: Notice,
    },
    /// Tell a member of staff something by mail.
    TellStaff {
        /// Which case, if one.
        case: Option<CaseId>,
        /// Whom.
        person: PersonId,
        /// What.
        notice: StaffNotice,
        /// About which owed thing.
        owed: Option<u32>,
    },
    /// Tell those whom a brief is for.
    TellBriefed {
        /// Which case.
        case: CaseId,
        /// Which question.
        question: u32,
    },
    /// Do what the policy says for the last day of something owed.
    LastDay {
        /// Which case.
        case: CaseId,
        /// Which owed thing.
        owed: u32,
        /// What.
        act: OnLastDay,
    },
    /// Somebody left or lost a role: these parts of theirs in a case go over to others.
    HandOver {
        /// Which case.
        case: CaseId,
        /// Who left.
        person: PersonId,
        /// Which parts.
        parts: Vec<Part>,
    },
    /// Somebody left, or may not know of the cases behind a measure: their part in it goes over.
    HandOverMeasure {
        /// Which measure.
        measure: MeasureId,
        /// Who.
        person: PersonId,
    },
    /// Somebody else puts a measure to use: tell this case.
    MeasureOwner {
        /// Which case.
        case: CaseId,
        /// Which measure.
        measure: MeasureId,
        /// Who.
        owner: PersonId,
    },
    /// Somebody came or changed roles: fill the parts that nobody has.
    FillParts,
    /// A case has a part that nobody has: fill it, or tell whoever can add people.
    Vacant {
        /// Which case.
        case: CaseId,
    },
    /// Somebody is away from now: others do their parts.
    StandIn {
        /// Who is away.
        person: PersonId,
        /// Exclusive end of the last day.
        until: Moment,
    },
    /// Somebody is back.
    IsBack {
        /// Who.
        person: PersonId,
    },
    /// Tell the pool when the handler didn't open it.
    PoolCheck {
        /// Which case.
        case: CaseId,
    },
    /// Remind of the question whether it is solved.
    FollowUpReminder {
        /// Which case.
        case: CaseId,
    },
    /// Begin the journal of a measure that a case agreed on.
    BeginMeasure {
        /// Which measure.
        measure: MeasureId,
        /// Who agreed.
        by: PersonId,
        /// Its first event.
        proposed: Box<MeasureEvent>,
    },
    /// Another case led to a measure that was agreed before.
    JoinMeasure {
        /// Which measure.
        measure: MeasureId,
        /// Which case.
        case: CaseId,
        /// Who decided it there.
        by: PersonId,
    },
    /// A measure is in use: tell this case.
    MeasureApplied {
        /// Which case.
        case: CaseId,
        /// Which measure.
        measure: MeasureId,
    },
    /// A measure was reviewed: tell this case.
    MeasureReviewed {
        /// Which case.
        case: CaseId,
        /// Which measure.
        measure: MeasureId,
        /// What was found.
        effect: Effect,
    },
    /// A morning: everybody who owes something is told, and the next one is planned.
    Morning,
    /// The morning mail of one person.
    TellMorning {
        /// Whom.
        person: PersonId,
    },
    /// A night: what was kept long enough is looked for, and the next night is planned.
    Forgetting,
    /// Announce or forget what was kept long enough of a case.
    Forget {
        /// Which case.
        case: CaseId,
    },
    /// What lies elsewhere of a complaint of which something was forgotten goes too.
    ForgetRest {
        /// Which complaint.
        number: CaseNumber,
        /// Its words are forgotten, so what is being written in it goes as well.
        words: bool,
    },
    /// A Monday: every member of the board is told, and the next one is planned.
    Weekly,
    /// The weekly mail of one member of the board.
    TellWeekly {
        /// Whom.
        person: PersonId,
    },
}

impl Work {
    /// The kind, for the row.
    pub fn code(&self) -> &'static str {
        match self {
            Work::Deliver { .. } => "deliver",
            Work::TellComplainant { .. } => "tell_complainant",
            Work::TellStaff { .. } => "tell_staff",
            Work::TellBriefed { .. } => "tell_briefed",
            Work::LastDay { .. } => "last_day",
            Work::HandOver { .. } => "hand_over",
            Work::HandOverMeasure { .. } => "hand_over_measure",
            Work::MeasureOwner { .. } => "measure_owner",
            Work::FillParts => "fill_parts",
            Work::Vacant { .. } => "vacant",
            Work::StandIn { .. } => "stand_in",
            Work::IsBack { .. } => "is_back",
            Work::PoolCheck { .. } => "pool_check",
            Work::FollowUpReminder { .. } => "follow_up_reminder",
            Work::BeginMeasure { .. } => "begin_measure",
            Work::JoinMeasure { .. } => "join_measure",
            Work::MeasureApplied { .. } => "measure_applied",
            Work::MeasureReviewed { .. } => "measure_reviewed",
            Work::Morning => "morning",
            Work::TellMorning { .. } => "tell_morning",
            Work::Forgetting => "forgetting",
            Work::Forget { .. } => "forget",
            Work::ForgetRest { .. } => "forget_rest",
            Work::Weekly => "weekly",
            Work::TellWeekly { .. } => "tell_weekly",
        }
    }

    /// The payload of its row; ids and codes always serialise.
    pub(crate) fn payload(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }
}

impl Desk {
    /// Carries out one job; doing it twice changes nothing.
    pub(crate) async fn carry_out(&self, job: &Job) -> Result<(), DeskError> {
        let work: Work = serde_json::from_str(&job.payload).map_err(crate::error::internal)?;
        match work {
            Work::Deliver { case, message } => self.deliver_by_mail(job, &case, message).await,
            Work::TellComplainant { case, notice } => self.mail_complainant(job, &case, notice).await,
            Work::TellStaff {
                case,
                person,
                notice,
                owed,
            } => self.mail_staff(job, case.as_ref(), &person, notice, owed).await,
            Work::TellBriefed { case, question } => self.mail_briefed(job, &case, question).await,
            Work::LastDay { case, owed, act } => self.last_day(job, &case, owed, act).await,
            Work::HandOver { case, person, parts } => self.hand_over(job, &case, &person, &parts).await,
            Work::HandOverMeasure { measure, person } => self.hand_over_measure(job, &measure, &person).await,
            Work::MeasureOwner { case, measure, owner } => self.hear_owner(job, &case, &measure, owner).await,
            Work::FillParts => self.fill_parts(job).await,
            Work::Vacant { case } => self.vacant(job, &case).await,
            Work::StandIn { person, until } => self.stand_in(job, &person, until).await,
            Work::IsBack { person } => self.is_back(job, &person).await,
            Work::PoolCheck { case } => self.pool_check(job, &case).await,
            Work::FollowUpReminder { case } => self.follow_up_reminder(job, &case).await,
            Work::BeginMeasure {
                measure,
                by,
                proposed,
            } => self.begin_measure(job, &measure, &by, *proposed).await,
            Work::JoinMeasure { measure, case, by } => {
                self.join_measure(job, &measure, (&case, &by), None).await
            }
            Work::MeasureApplied { case, measure } => self.hear_applied(job, &case, &measure).await,
            Work::MeasureReviewed {
                case,
                measure,
                effect,
            } => self.hear_reviewed(job, &case, &measure, effect).await,
            Work::Morning => self.morning(job).await,
            Work::TellMorning { person } => self.tell_morning(job, &person).await,
            Work::Forgetting => self.forgetting(job).await,
            Work::Forget { case } => self.forget(job, &case).await,
            Work::ForgetRest { number, words } => self.forget_rest(job, &number, words).await,
            Work::Weekly => self.weekly(job).await,
            Work::TellWeekly { person } => self.tell_weekly(job, &person).await,
        }
    }
}

/// What a job's decision came to, when some refusals only mean that there is nothing (more) to do. Everything else is
/// given on, so that the job is tried again.
pub(crate) fn nothing_to_do<T>(outcome: Result<T, DeskError>, nothing: &[Refusal]) -> Result<(), DeskError> {
    match outcome {
        Err(DeskError::Refused(refusal)) if nothing.contains(&refusal) => Ok(()),
        other => other.map(|_| ()),
    }
}
