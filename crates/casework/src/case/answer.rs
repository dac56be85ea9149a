//! The answer: every point, what we offer with who and when, and in the same send whether we must work differently.

use crate::case::evaluate;
use crate::case::second::settled;
use crate::engine::Working;
use crate::event::{Author, ContentRef, Event, FileRef, Purpose};
use crate::ids::{MeasureId, PersonId};
use crate::moment::Moment;
use crate::promise::Subject;
use crate::refusal::Refusal;
use crate::vocabulary::{Cause, FactKind, PointOutcome, Step, SupervisorAnswers};

/// What is offered in an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What.
    pub what: ContentRef,
    /// Who.
    pub by: PersonId,
    /// Exclusive end of the day by which.
    pub until: Moment,
}

/// A measure as the case hears of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureAgreed {
    /// Which.
    pub measure: MeasureId,
    /// What, in words for the complainant.
    pub what: ContentRef,
    /// Who puts it to use.
    pub owner: PersonId,
    /// Who looks whether it worked.
    pub reviewer: PersonId,
    /// Exclusive end of the day from which.
    pub until: Moment,
    /// Its date is told to the complainant.
    pub promised: bool,
}

/// "Moeten we anders werken?"
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkDifferently {
    /// No, with the reason that the complainant reads.
    No {
        /// What went wrong, if anything.
        cause: Cause,
        /// Why nothing changes.
        reason: ContentRef,
    },
    /// Yes, this was agreed.
    Yes {
        /// What went wrong.
        cause: Cause,
        /// Why, and what changes.
        reason: ContentRef,
        /// What was agreed.
        measures: Vec<MeasureAgreed>,
    },
    /// Decided later; it stays owed.
    Later,
}

/// An answer as composed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The words.
    pub words: ContentRef,
    /// Files with it.
    pub files: Vec<FileRef>,
    /// What each point came to, in the order of the points.
    pub outcomes: Vec<PointOutcome>,
    /// What is offered.
    pub offers: Vec<Offer>,
    /// Must we work differently?
    pub differently: WorkDifferently,
    /// The words also explain a delay.
    pub explains_delay: bool,
    /// Who of management is told the result of the evaluation.
    pub management: Vec<PersonId>,
}

/// Sends an answer; the number of the message. It counts when it is delivered.
///
/// # Errors
/// A point without an outcome, a date in the past, an unexplained delay, a supervisor who may not answer, a second
/// person who is needed.
pub fn answer(work: &mut Working<'_>, by: &PersonId, answer: Answer) -> Result<u32, Refusal> {
    points(work, &answer)?;
    settled(work, Step::Answer)?;
    let now = work.now;
    given(work, by, answer, now)
}

/// Notes an answer that was given at `said_at`. It was said, so nobody can agree to it any more; what each point came to may be
/// left out, as nobody ticked that in a talk.
///
/// # Errors
/// As [`answer`].
pub fn spoken(
    work: &mut Working<'_>,
    by: &PersonId,
    answer: Answer,
    said_at: Moment,
) -> Result<u32, Refusal> {
    if !answer.outcomes.is_empty() {
        points(work, &answer)?;
    }
    given(work, by, answer, said_at)
}

fn points(work: &Working<'_>, answer: &Answer) -> Result<(), Refusal> {
    if work.case.points.is_empty() || answer.outcomes.len() == work.case.points.len() {
        Ok(())
    } else if work.case.is_complaint() {
        Err(Refusal::PointWithoutAnswer)
    } else {
        Err(Refusal::NotYetAComplaint)
    }
}

/// `said_at`: a delay that hadn't begun by then needs no explanation, however late it is written down.
fn given(work: &mut Working<'_>, by: &PersonId, answer: Answer, said_at: Moment) -> Result<u32, Refusal> {
    if !work.case.is_complaint() {
        return Err(Refusal::NotYetAComplaint);
    }
    may_answer(work, by)?;
    if answer.offers.iter().any(|offer| offer.until <= work.now) {
        return Err(Refusal::DateInThePast);
    }
    if answer.offers.iter().any(|offer| work.case.excludes(&offer.by)) {
        return Err(Refusal::PersonNotAvailable);
    }
    if work.case.owes_explanation(said_at) && !answer.explains_delay {
        return Err(Refusal::DelayUnexplained);
    }
    match &answer.differently {
        WorkDifferently::Later => {}
        WorkDifferently::No { cause, .. } => evaluate::may_decide(work, false, *cause, &[])?,
        WorkDifferently::Yes { cause, measures, .. } => evaluate::may_decide(work, true, *cause, measures)?,
    }
    let decides = answer.differently != WorkDifferently::Later;
    let mut purposes = vec![Purpose::Answer];
    if decides {
        purposes.push(Purpose::Outcome);
    }
    if answer.explains_delay {
        purposes.push(Purpose::DelayExplanation);
    }
    let message = work.case.next_message();
    work.record(Event::MessageWritten {
        message,
        author: Author::Staff,
        purposes,
        words: answer.words,
        files: answer.files,
    });
    if !answer.outcomes.is_empty() {
        work.record(Event::PointsAnswered {
            outcomes: answer.outcomes,
        });
    }
    for offer in answer.offers {
        let undertaking = u32::try_from(work.case.undertakings.len())
            .unwrap_or(u32::MAX)
            .saturating_add(1);
        work.record(Event::UndertakingOffered {
            undertaking,
            message,
            what: offer.what,
            by: offer.by,
            until: offer.until,
        });
    }
    match answer.differently {
        WorkDifferently::Later => {}
        WorkDifferently::No { cause, reason } => {
            evaluate::decide(work, false, cause, reason, Vec::new(), answer.management)?;
        }
        WorkDifferently::Yes {
            cause,
            reason,
            measures,
        } => {
            evaluate::decide(work, true, cause, reason, measures, answer.management)?;
        }
    }
    Ok(message)
}

/// Whether this person may answer: the handler, or the supervisor as the policy allows.
fn may_answer(work: &Working<'_>, by: &PersonId) -> Result<(), Refusal> {
    let is_supervisor = work.case.supervisor.as_ref() == Some(by) && work.case.handler.as_ref() != Some(by);
    let never = work.rules.policy.settings.supervisor_may_answer == SupervisorAnswers::Never;
    if is_supervisor && never {
        Err(Refusal::SupervisorMayNotAnswer)
    } else {
        Ok(())
    }
}

impl crate::case::Case {
    /// Something that was missed by `at` still waits for its explanation.
    pub fn owes_explanation(&self, at: Moment) -> bool {
        let missed = |subject: &Option<Subject>| match subject {
            Some(Subject::Owed(no)) => self.owed.iter().any(|one| one.no == *no && one.due_at <= at),
            _ => true,
        };
        self.open_owed()
            .any(|owed| owed.opened_by == FactKind::PromiseMissed && missed(&owed.subject))
    }
}
