//! What comes in: a complaint is registered, confirmed, and told at once; a concern goes to its named contact first.

use crate::case::{Case, Recorded};
use crate::engine::{Rules, Working};
use crate::event::{About, Entrusted, Event};
use crate::ids::{CaseId, CaseNumber, PersonId};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::vocabulary::{Channel, ComplainantKind, ReplyBy};

/// Who takes which part in a new complaint; chosen by [`crate::organisation::Organisation::assign`]. A part that
/// nobody can take stays owed until somebody does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assignment {
    /// Answers.
    pub handler: Option<PersonId>,
    /// Follows, as a member of management.
    pub supervisor: Option<PersonId>,
    /// Hears, as a member of the board.
    pub board_member: Option<PersonId>,
}

impl Assignment {
    /// Everybody in it.
    pub fn people(&self) -> impl Iterator<Item = &PersonId> {
        [&self.handler, &self.supervisor, &self.board_member]
            .into_iter()
            .flatten()
    }
}

/// What came in, parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intake {
    /// The number it gets.
    pub number: CaseNumber,
    /// Who writes; at least one.
    pub kinds: Vec<ComplainantKind>,
    /// By which way.
    pub channel: Channel,
    /// How they want the answer.
    pub reply_by: ReplyBy,
    /// Language of the answer.
    pub language: String,
    /// When the organisation first heard it; not later than now.
    pub heard_at: Moment,
    /// Project code.
    pub project: Option<String>,
    /// Theme code.
    pub theme: Option<String>,
    /// Words and identity, sealed.
    pub entrusted: Entrusted,
    /// May the name be told when it is discussed with others?
    pub name_may_be_told: bool,
    /// A practice complaint.
    pub practice: bool,
    /// Who may never know of it.
    pub excluded: Vec<PersonId>,
}

impl Intake {
    fn received(self, rules: Rules<'_>) -> Event {
        Event::Received {
            number: self.number,
            kinds: self.kinds,
            channel: self.channel,
            reply_by: self.reply_by,
            language: self.language,
            heard_at: self.heard_at,
            project: self.project,
            theme: self.theme,
            entrusted: self.entrusted,
            policy_version: rules.policy.version,
            calendar_version: rules.calendar.version,
            name_may_be_told: self.name_may_be_told,
            practice: self.practice,
            excluded: self.excluded,
        }
    }

    fn checked(&self, now: Moment) -> Result<(), Refusal> {
        if self.kinds.is_empty() {
            return Err(Refusal::KindMissing);
        }
        if self.heard_at > now {
            return Err(Refusal::ReceivedInTheFuture);
        }
        if self.entrusted.story.is_none() && self.entrusted.files.is_empty() {
            return Err(Refusal::NothingWritten);
        }
        Ok(())
    }
}

/// Receives a complaint.
///
/// # Errors
/// Nothing written, no kind, a received date in the future, or somebody excluded among those assigned.
pub fn complaint<'a>(
    id: &CaseId,
    intake: Intake,
    assignment: &Assignment,
    rules: Rules<'a>,
    now: Moment,
    actor: Option<PersonId>,
) -> Result<Working<'a>, Refusal> {
    intake.checked(now)?;
    let mut work =
        Working::begin(id, rules, now, actor, intake.received(rules)).ok_or(Refusal::NothingWritten)?;
    register(&mut work, assignment)?;
    Ok(work)
}

/// Receives a concern: "kaart het probleem aan met een medewerker".
///
/// # Errors
/// As [`complaint`]; the contact may not be excluded.
pub fn concern<'a>(
    id: &CaseId,
    intake: Intake,
    contact: &PersonId,
    supervisor: Option<&PersonId>,
    rules: Rules<'a>,
    now: Moment,
    actor: Option<PersonId>,
) -> Result<Working<'a>, Refusal> {
    intake.checked(now)?;
    if intake.excluded.contains(contact) {
        return Err(Refusal::PersonNotAvailable);
    }
    let mut work =
        Working::begin(id, rules, now, actor, intake.received(rules)).ok_or(Refusal::NothingWritten)?;
    work.record(Event::ConcernRaised {
        contact: contact.clone(),
    });
    if let Some(supervisor) = supervisor.filter(|one| !work.case.excludes(one)) {
        work.record(Event::SupervisorTold {
            person: supervisor.clone(),
        });
    }
    Ok(work)
}

/// Makes a concern a complaint; never the reverse. `ticked`: who may not come to read it either.
///
/// # Errors
/// It is one already.
pub fn insist(work: &mut Working<'_>, ticked: Vec<PersonId>, assignment: &Assignment) -> Result<(), Refusal> {
    if work.case.is_complaint() {
        return Err(Refusal::AlreadyAComplaint);
    }
    for person in ticked {
        if !work.case.excludes(&person) {
            work.record(Event::Excluded { person, reason: None });
        }
    }
    register(work, assignment)
}

/// Always registers: what nobody can do yet stays owed, in the open.
fn register(work: &mut Working<'_>, assignment: &Assignment) -> Result<(), Refusal> {
    if assignment.people().any(|person| work.case.excludes(person)) {
        return Err(Refusal::PersonNotAvailable);
    }
    work.record(Event::Registered);
    work.record(Event::Confirmed);
    let Assignment {
        handler,
        supervisor,
        board_member,
    } = assignment.clone();
    if let Some(person) = supervisor {
        work.record(Event::SupervisorTold { person });
    }
    if let Some(person) = handler {
        work.record(Event::HandlerNamed { person });
    }
    if let Some(person) = board_member {
        let about = About::Complaint;
        work.record(Event::BoardMemberTold { person, about });
    }
    Ok(())
}

/// The new events of a decision together with the state they lead to.
pub type Decided = (Case, Vec<Recorded>);
