//! A measure: a changed way of working, what it is, who does it, from when, and how we will see that it worked.

use crate::event::ContentRef;
use crate::ids::{CaseId, GroupId, MeasureId, PersonId};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::vocabulary::{Cause, Effect};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A fact in the life of a measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MeasureEvent {
    /// Proposed; always first. The criterion and the reviewer are fixed before it starts.
    Proposed {
        /// What is done from now on; no identity in it.
        what: ContentRef,
        /// How we will see that it works.
        criterion: ContentRef,
        /// What had gone wrong.
        cause: Cause,
        /// Who puts it to use.
        owner: PersonId,
        /// Who looks whether it worked; not the owner.
        reviewer: PersonId,
        /// The working group, if one carries it.
        group: Option<GroupId>,
        /// Exclusive end of the day from which it is in use.
        until: Moment,
        /// The case it came from, if any.
        case: Option<CaseId>,
    },
    /// Agreed.
    Agreed,
    /// Another case led to it as well.
    CaseJoined {
        /// Which.
        case: CaseId,
        /// What is done from now on, as that case brought it along when both agreed on it at once.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        what: Option<ContentRef>,
        /// How we will see that it works, likewise.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        criterion: Option<ContentRef>,
    },
    /// It is in use.
    Applied {
        /// What shows it.
        evidence: ContentRef,
        /// Exclusive end of the day by which it is reviewed.
        review_by: Moment,
    },
    /// It was reviewed.
    Reviewed {
        /// What was found.
        effect: Effect,
        /// In words.
        words: ContentRef,
    },
    /// Somebody else puts it to use.
    OwnerChanged {
        /// Who.
        owner: PersonId,
    },
    /// Somebody else looks whether it worked.
    ReviewerChanged {
        /// Who.
        reviewer: PersonId,
    },
}

/// An event of a measure with who caused it and when it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureRecorded {
    /// The person who acted.
    pub actor: Option<PersonId>,
    /// When it was recorded.
    pub at: Moment,
    /// What happened.
    pub event: MeasureEvent,
}

/// Where a measure stands: the four columns of the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MeasureStage {
    /// Proposed.
    Proposed,
    /// Agreed.
    Agreed,
    /// In use.
    Applied,
    /// Reviewed.
    Reviewed,
}

/// A measure in its present state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Its id.
    pub id: MeasureId,
    /// How many events it has.
    pub sequence: u64,
    /// What is done from now on.
    pub what: ContentRef,
    /// How we will see that it works.
    pub criterion: ContentRef,
    /// What had gone wrong.
    pub cause: Cause,
    /// Who puts it to use.
    pub owner: PersonId,
    /// Who reviews it.
    pub reviewer: PersonId,
    /// The working group.
    pub group: Option<GroupId>,
    /// Exclusive end of the day from which it is in use.
    pub until: Moment,
    /// The cases behind it.
    pub cases: BTreeSet<CaseId>,
    /// When it was proposed.
    pub proposed_at: Moment,
    /// When it was agreed.
    pub agreed_at: Option<Moment>,
    /// When it was put to use, and what shows it.
    pub applied: Option<(Moment, ContentRef)>,
    /// Who said that it is in use.
    pub applied_by: Option<PersonId>,
    /// By when it is reviewed.
    pub review_by: Option<Moment>,
    /// When it was reviewed, what was found, in words.
    pub reviewed: Option<(Moment, Effect, ContentRef)>,
}

impl Measure {
    /// The state after these events; `None` when they don't begin with `Proposed`.
    pub fn replay<'a>(
        id: &MeasureId,
        journal: impl IntoIterator<Item = &'a MeasureRecorded>,
    ) -> Option<Measure> {
        let mut measure: Option<Measure> = None;
        for recorded in journal {
            match (&mut measure, &recorded.event) {
                (None, MeasureEvent::Proposed { .. }) => measure = Measure::begin(id, recorded),
                (Some(_), MeasureEvent::Proposed { .. }) | (None, _) => return None,
                (Some(measure), _) => measure.apply(recorded),
            }
        }
        measure
    }

    fn begin(id: &MeasureId, recorded: &MeasureRecorded) -> Option<Measure> {
        let MeasureEvent::Proposed {
            what,
            criterion,
            cause,
            owner,
            reviewer,
            group,
            until,
            case,
        } = recorded.event.clone()
        else {
            return None;
        };
        Some(Measure {
            id: id.clone(),
            sequence: 1,
            what,
            criterion,
            cause,
            owner,
            reviewer,
            group,
            until,
            cases: case.into_iter().collect(),
            proposed_at: recorded.at,
            agreed_at: None,
            applied: None,
            applied_by: None,
            review_by: None,
            reviewed: None,
        })
    }

    fn apply(&mut self, recorded: &MeasureRecorded) {
        self.sequence += 1;
        let at = recorded.at;
        match recorded.event.clone() {
            MeasureEvent::Proposed { .. } => {}
            MeasureEvent::Agreed => self.agreed_at = Some(at),
            MeasureEvent::CaseJoined { case, .. } => {
                self.cases.insert(case);
            }
            MeasureEvent::Applied { evidence, review_by } => {
                self.applied = Some((at, evidence));
                self.applied_by = recorded.actor.clone();
                self.review_by = Some(review_by);
            }
            MeasureEvent::Reviewed { effect, words } => self.reviewed = Some((at, effect, words)),
            MeasureEvent::OwnerChanged { owner } => self.owner = owner,
            MeasureEvent::ReviewerChanged { reviewer } => self.reviewer = reviewer,
        }
    }

    /// Its column.
    pub fn stage(&self) -> MeasureStage {
        match (&self.agreed_at, &self.applied, &self.reviewed) {
            (_, _, Some(_)) => MeasureStage::Reviewed,
            (_, Some(_), None) => MeasureStage::Applied,
            (Some(_), None, None) => MeasureStage::Agreed,
            (None, None, None) => MeasureStage::Proposed,
        }
    }

    /// The next date somebody owes something: in use by, or reviewed by.
    pub fn next_due(&self) -> Option<Moment> {
        match self.stage() {
            MeasureStage::Proposed | MeasureStage::Agreed => Some(self.until),
            MeasureStage::Applied => self.review_by,
            MeasureStage::Reviewed => None,
        }
    }
}

/// Proposes a measure (and agrees on it when `agreed`).
///
/// # Errors
/// The reviewer is the owner, or the day lies in the past.
pub fn propose(event: MeasureEvent, agreed: bool, now: Moment) -> Result<Vec<MeasureEvent>, Refusal> {
    let MeasureEvent::Proposed {
        owner,
        reviewer,
        until,
        ..
    } = &event
    else {
        return Err(Refusal::NoSuchItem);
    };
    if owner == reviewer {
        return Err(Refusal::ReviewerIsOwner);
    }
    if *until <= now {
        return Err(Refusal::DateInThePast);
    }
    let mut events = vec![event];
    if agreed {
        events.push(MeasureEvent::Agreed);
    }
    Ok(events)
}

/// Whether a case may still lead to a measure that was agreed on before, and from which day that case may count on it: the
/// day that was agreed, or today when that is past or it is in use. `today`: the exclusive end of today.
///
/// # Errors
/// It was reviewed: what it came to is known, and the same happened again.
pub fn counts_from(measure: &Measure, today: Moment) -> Result<Moment, Refusal> {
    match measure.stage() {
        MeasureStage::Reviewed => Err(Refusal::MeasureReviewed),
        MeasureStage::Applied => Ok(today),
        MeasureStage::Proposed | MeasureStage::Agreed => Ok(measure.until.max(today)),
    }
}

/// Another case led to it as well. That was decided in the case, so it is recorded at any stage, once. `said`: what the case
/// brought along, what and criterion.
///
/// # Errors
/// It has joined before.
pub fn join(
    measure: &Measure,
    case: &CaseId,
    said: Option<(ContentRef, ContentRef)>,
) -> Result<Vec<MeasureEvent>, Refusal> {
    if measure.cases.contains(case) {
        return Err(Refusal::AlreadyDone);
    }
    let (what, criterion) = said.unzip();
    Ok(vec![MeasureEvent::CaseJoined {
        case: case.clone(),
        what,
        criterion,
    }])
}

/// Agrees on a proposal.
///
/// # Errors
/// It isn't a proposal any more.
pub fn agree(measure: &Measure) -> Result<Vec<MeasureEvent>, Refusal> {
    if measure.stage() != MeasureStage::Proposed {
        return Err(Refusal::AlreadyDone);
    }
    Ok(vec![MeasureEvent::Agreed])
}

/// Puts it to use, with evidence; it is reviewed by the day that the policy's term gives.
///
/// # Errors
/// It is in use already.
pub fn apply(
    measure: &Measure,
    evidence: ContentRef,
    review_by: Moment,
) -> Result<Vec<MeasureEvent>, Refusal> {
    if measure.applied.is_some() {
        return Err(Refusal::AlreadyDone);
    }
    let mut events = Vec::new();
    if measure.agreed_at.is_none() {
        events.push(MeasureEvent::Agreed);
    }
    events.push(MeasureEvent::Applied { evidence, review_by });
    Ok(events)
}

/// Reviews it.
///
/// # Errors
/// Not in use yet, reviewed already, or by its owner or whoever said that it is in use.
pub fn review(
    measure: &Measure,
    by: &PersonId,
    effect: Effect,
    words: ContentRef,
) -> Result<Vec<MeasureEvent>, Refusal> {
    if measure.applied.is_none() {
        return Err(Refusal::TooEarly);
    }
    if measure.reviewed.is_some() {
        return Err(Refusal::AlreadyDone);
    }
    if measure.owner == *by || measure.applied_by.as_ref() == Some(by) {
        return Err(Refusal::ReviewerIsOwner);
    }
    Ok(vec![MeasureEvent::Reviewed { effect, words }])
}

/// Gives to others what this person does for a measure that isn't done yet: its owner, its reviewer.
///
/// # Errors
/// They do nothing for it, or nobody is left who isn't the other one.
pub fn hand_over(
    measure: &Measure,
    person: &PersonId,
    owner: Option<PersonId>,
    reviewer: Option<PersonId>,
) -> Result<Vec<MeasureEvent>, Refusal> {
    let mut events = Vec::new();
    let mut owns = measure.owner.clone();
    if measure.owner == *person && measure.applied.is_none() {
        owns = owner.filter(|one| one != person).ok_or(Refusal::NobodyLeft)?;
        events.push(MeasureEvent::OwnerChanged { owner: owns.clone() });
    }
    let reviews = measure.reviewer == *person || measure.reviewer == owns;
    if reviews && measure.reviewed.is_none() {
        let free = |one: &PersonId| one != person && *one != owns && measure.applied_by.as_ref() != Some(one);
        let reviewer = reviewer.filter(free).ok_or(Refusal::NobodyLeft)?;
        events.push(MeasureEvent::ReviewerChanged { reviewer });
    }
    if events.is_empty() {
        return Err(Refusal::AlreadyDone);
    }
    Ok(events)
}
