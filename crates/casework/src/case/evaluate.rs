//! The evaluation: "bekijkt of de klacht aanleiding vormt om een werkwijze … te evalueren en aan te passen".

use crate::case::Question;
use crate::case::answer::MeasureAgreed;
use crate::case::second::settled;
use crate::engine::Working;
use crate::event::{ContentRef, Event};
use crate::ids::{GroupId, PersonId};
use crate::moment::Moment;
use crate::promise::Owed;
use crate::refusal::Refusal;
use crate::vocabulary::{Cause, FactKind, Step};

/// Raises the question with a working group and/or an employee, in a brief written for them.
///
/// # Errors
/// Neither group nor person, somebody excluded, or decided already.
pub fn raise_question(
    work: &mut Working<'_>,
    group: Option<GroupId>,
    person: Option<PersonId>,
    brief: ContentRef,
) -> Result<u32, Refusal> {
    if group.is_none() && person.is_none() {
        return Err(Refusal::NobodyAsked);
    }
    if person.as_ref().is_some_and(|person| work.case.excludes(person)) {
        return Err(Refusal::PersonNotAvailable);
    }
    can_open(work)?;
    open(work);
    let question = next(work);
    work.record(Event::QuestionRaised {
        question,
        group,
        person,
        brief,
    });
    Ok(question)
}

/// Hears an employee who was complained about: only they are excluded and still read something, what is said of them.
///
/// # Errors
/// They aren't excluded from it, they were asked already, or it was decided already.
pub fn hear(work: &mut Working<'_>, person: PersonId, allegation: ContentRef) -> Result<u32, Refusal> {
    if !work.case.excludes(&person) {
        return Err(Refusal::PersonNotAvailable);
    }
    can_open(work)?;
    let waits =
        |one: &Question| one.hearing && one.discussed_at.is_none() && one.person.as_ref() == Some(&person);
    if work.case.questions.iter().any(waits) {
        return Err(Refusal::AlreadyDone);
    }
    open(work);
    let question = next(work);
    work.record(Event::RespondentAsked {
        question,
        person,
        allegation,
    });
    Ok(question)
}

fn next(work: &Working<'_>) -> u32 {
    let asked = u32::try_from(work.case.questions.len()).unwrap_or(u32::MAX);
    asked.saturating_add(1)
}

/// The brief was delivered, or discussed at a dated meeting, with their reply if they gave one.
///
/// # Errors
/// There is no such question, it was discussed already, or the meeting is still to come. Of somebody who is heard it must be
/// written what they said, or that they didn't want to say anything.
pub fn discussed(
    work: &mut Working<'_>,
    question: u32,
    reply: Option<ContentRef>,
    meeting: Option<Moment>,
) -> Result<(), Refusal> {
    let one = work
        .case
        .questions
        .iter()
        .find(|one| one.no == question)
        .ok_or(Refusal::NoSuchItem)?;
    if one.discussed_at.is_some() && (reply.is_none() || one.reply.is_some()) {
        return Err(Refusal::AlreadyDone);
    }
    if one.hearing && reply.is_none() {
        return Err(Refusal::NothingWritten);
    }
    if meeting.is_some_and(|meeting| meeting > work.now) {
        return Err(Refusal::TooEarly);
    }
    work.record(Event::QuestionDiscussed {
        question,
        reply,
        meeting,
    });
    Ok(())
}

/// Whether the evaluation can be decided now: not decided yet, and nothing asked that wasn't discussed.
///
/// # Errors
/// Decided already, or a question is still open.
pub fn can_decide(work: &Working<'_>) -> Result<(), Refusal> {
    can_open(work)?;
    if work
        .case
        .questions
        .iter()
        .any(|question| question.discussed_at.is_none())
    {
        return Err(Refusal::QuestionStillOpen);
    }
    Ok(())
}

fn can_open(work: &Working<'_>) -> Result<(), Refusal> {
    let case = &work.case;
    if !case.is_complaint() {
        return Err(Refusal::NotYetAComplaint);
    }
    let running = case.evaluations.last().is_some_and(|one| one.decided.is_none());
    let decided_in_this_round = !running
        && case
            .decided()
            .is_some_and(|decided| case.reopened_at.is_none_or(|reopened| decided.at >= reopened));
    // What is owed can always be done, whatever was decided before.
    let rule = |owed: &Owed| work.rules.policy.rule(&owed.key);
    let owed = case
        .open_owed()
        .any(|one| rule(one).is_some_and(|rule| rule.kept_by.contains(&FactKind::Evaluated)));
    if decided_in_this_round && !owed {
        Err(Refusal::AlreadyDecided)
    } else {
        Ok(())
    }
}

fn open(work: &mut Working<'_>) {
    let running = work
        .case
        .evaluations
        .last()
        .is_some_and(|evaluation| evaluation.decided.is_none());
    if !running {
        work.record(Event::EvaluationOpened);
    }
}

/// Decides; management is told in the same transaction, the complainant by a message with purpose outcome.
///
/// # Errors
/// As [`can_decide`]; that somebody behaved badly, before the one who was ticked is heard; `change` without any measure;
/// somebody excluded as owner or reviewer; a date in the past.
pub fn decide(
    work: &mut Working<'_>,
    change: bool,
    cause: Cause,
    reason: ContentRef,
    measures: Vec<MeasureAgreed>,
    management: Vec<PersonId>,
) -> Result<(), Refusal> {
    may_decide(work, change, cause, &measures)?;
    open(work);
    work.record(Event::Evaluated {
        change,
        cause,
        reason,
    });
    let people = management
        .into_iter()
        .filter(|person| !work.case.excludes(person))
        .collect();
    work.record(Event::ManagementTold { people });
    for one in measures {
        work.record(Event::MeasureDecided {
            measure: one.measure,
            what: one.what,
            owner: one.owner,
            reviewer: one.reviewer,
            until: one.until,
            promised: one.promised,
        });
    }
    Ok(())
}

/// Whether this can be decided now; an answer asks before it writes anything.
pub(super) fn may_decide(
    work: &Working<'_>,
    change: bool,
    cause: Cause,
    measures: &[MeasureAgreed],
) -> Result<(), Refusal> {
    can_decide(work)?;
    if cause == Cause::Conduct && work.case.unheard() {
        return Err(Refusal::RespondentNotHeard);
    }
    settled(work, Step::Evaluation)?;
    if change == measures.is_empty() {
        return Err(Refusal::MeasureMissing);
    }
    let parts = |one: &MeasureAgreed| [one.owner.clone(), one.reviewer.clone()];
    if measures
        .iter()
        .flat_map(parts)
        .any(|one| work.case.excludes(&one))
    {
        return Err(Refusal::PersonNotAvailable);
    }
    if measures.iter().any(|one| one.until <= work.now) {
        return Err(Refusal::DateInThePast);
    }
    Ok(())
}
