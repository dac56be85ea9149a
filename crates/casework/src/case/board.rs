//! What only the board member does: "De bestuurder kan autonoom beslissen". Nobody approves or undoes it.

use crate::case::deadline;
use crate::engine::Working;
use crate::event::{ContentRef, Event};
use crate::ids::PersonId;
use crate::moment::Moment;
use crate::promise::Subject;
use crate::refusal::Refusal;

/// An item that the board member brought to the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardItem {
    /// From 1.
    pub no: u32,
    /// Exclusive end of the day of the meeting.
    pub meeting: Moment,
    /// Why, if said.
    pub reason: Option<ContentRef>,
    /// The title that the board reads, without names.
    pub title: Option<ContentRef>,
    /// When it was brought.
    pub at: Moment,
    /// What the board decided.
    pub outcome: Option<(Moment, ContentRef)>,
}

/// A question of the board member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardQuestion {
    /// From 1.
    pub no: u32,
    /// Who is asked.
    pub to: PersonId,
    /// The words.
    pub words: ContentRef,
    /// When it was asked.
    pub at: Moment,
    /// Exclusive end of the day by which.
    pub until: Moment,
    /// The answer.
    pub answer: Option<(Moment, ContentRef)>,
}

/// No board plans its meetings further ahead: a later day is a slip of the pen.
const MONTHS_AHEAD: u32 = 12;

/// Brings the complaint to the board, for the meeting on a day; always possible: open, closed, withdrawn. `title`: what the
/// board reads instead of the complainant's first words.
///
/// # Errors
/// It is only a concern, or the meeting lies in the past or more than a year ahead.
pub fn bring(
    work: &mut Working<'_>,
    meeting: Moment,
    reason: Option<ContentRef>,
    title: Option<ContentRef>,
) -> Result<u32, Refusal> {
    if !work.case.is_complaint() {
        return Err(Refusal::NotYetAComplaint);
    }
    plausible(work, meeting)?;
    let item = u32::try_from(work.case.board_items.len())
        .unwrap_or(u32::MAX)
        .saturating_add(1);
    work.record(Event::BroughtToBoard {
        item,
        meeting,
        reason,
        title,
    });
    Ok(item)
}

/// Sets the day of a meeting right that hasn't been; the outcome is owed on the new day.
///
/// # Errors
/// There is no such item, its outcome was recorded, the meeting was already, or the new day can't be.
pub fn move_meeting(
    work: &mut Working<'_>,
    item: u32,
    meeting: Moment,
    reason: ContentRef,
) -> Result<(), Refusal> {
    let one = work
        .case
        .board_items
        .iter()
        .find(|one| one.no == item)
        .ok_or(Refusal::NoSuchItem)?;
    if one.outcome.is_some() {
        return Err(Refusal::AlreadyDone);
    }
    if one.meeting <= work.now {
        return Err(Refusal::NotMovable);
    }
    if one.meeting == meeting {
        return Ok(());
    }
    plausible(work, meeting)?;
    let subject = Some(Subject::BoardItem(item));
    let owed: Vec<u32> = work
        .case
        .open_owed()
        .filter(|owed| owed.subject == subject)
        .map(|owed| owed.no)
        .collect();
    for owed in owed {
        deadline::shift(work, owed, meeting, reason.clone())?;
    }
    work.record(Event::BoardMeetingMoved { item, meeting });
    Ok(())
}

fn plausible(work: &Working<'_>, meeting: Moment) -> Result<(), Refusal> {
    if meeting <= work.now {
        Err(Refusal::DateInThePast)
    } else if meeting > work.rules.calendar.add_months(work.now, MONTHS_AHEAD) {
        Err(Refusal::DateTooFar)
    } else {
        Ok(())
    }
}

/// Records what the board decided.
///
/// # Errors
/// There is no such item, or its outcome was recorded.
pub fn outcome(work: &mut Working<'_>, item: u32, outcome: ContentRef) -> Result<(), Refusal> {
    let one = work
        .case
        .board_items
        .iter()
        .find(|one| one.no == item)
        .ok_or(Refusal::NoSuchItem)?;
    if one.outcome.is_some() {
        return Err(Refusal::AlreadyDone);
    }
    work.record(Event::BoardOutcomeRecorded { item, outcome });
    Ok(())
}

/// Asks a question of somebody, to be answered by a day.
///
/// # Errors
/// The person is excluded, or the day lies in the past.
pub fn ask(work: &mut Working<'_>, to: PersonId, words: ContentRef, until: Moment) -> Result<u32, Refusal> {
    if work.case.excludes(&to) {
        return Err(Refusal::PersonNotAvailable);
    }
    if until <= work.now {
        return Err(Refusal::DateInThePast);
    }
    let question = u32::try_from(work.case.board_questions.len())
        .unwrap_or(u32::MAX)
        .saturating_add(1);
    work.record(Event::BoardQuestionAsked {
        question,
        to,
        words,
        until,
    });
    Ok(question)
}

/// The one asked answers; when that person was excluded since then, the supervisor.
///
/// # Errors
/// There is no such question, somebody else was asked, or it was answered.
pub fn reply(work: &mut Working<'_>, question: u32, by: &PersonId, words: ContentRef) -> Result<(), Refusal> {
    let one = work
        .case
        .board_questions
        .iter()
        .find(|one| one.no == question)
        .ok_or(Refusal::NoSuchItem)?;
    if work.case.answers_board(one) != Some(by) {
        return Err(Refusal::NotYours);
    }
    if one.answer.is_some() {
        return Err(Refusal::AlreadyDone);
    }
    work.record(Event::BoardQuestionAnswered { question, words });
    Ok(())
}

/// The board member's private note.
pub fn note(work: &mut Working<'_>, words: ContentRef) {
    work.record(Event::BoardNote { words });
}
