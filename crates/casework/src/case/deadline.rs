//! What falls due: recording that a promise was missed, once, and moving a target before its day.

use crate::engine::Working;
use crate::event::{ContentRef, Event};
use crate::moment::Moment;
use crate::promise::Subject;
use crate::refusal::Refusal;
use crate::vocabulary::Nature;

/// Records everything whose due instant passed, in the order of those instants. Doing it twice changes nothing.
pub fn lapse(work: &mut Working<'_>) {
    // A missed promise may open another one that is overdue as well, so look again until nothing is found.
    while let Some(no) = next_missed(work) {
        work.record(Event::Missed { owed: no });
    }
}

fn next_missed(work: &Working<'_>) -> Option<u32> {
    work.case
        .open_owed()
        .filter(|owed| owed.missed_at.is_none() && owed.due_at <= work.now)
        .min_by_key(|owed| (owed.due_at, owed.no))
        .map(|owed| owed.no)
}

/// Moves a target that isn't due yet, with a reason.
///
/// # Errors
/// A promise is never edited; a target that is due can't be moved; what the board member set is theirs to move; the new day
/// must lie ahead.
pub fn move_target(
    work: &mut Working<'_>,
    no: u32,
    due_at: Moment,
    reason: ContentRef,
) -> Result<(), Refusal> {
    let of_the_board = work
        .case
        .open_owed()
        .any(|owed| owed.no == no && owed.subject.as_ref().is_some_and(Subject::is_the_boards));
    if of_the_board {
        return Err(Refusal::NotMovable);
    }
    shift(work, no, due_at, reason)
}

/// Moves what is owed, whoever set it.
///
/// # Errors
/// As [`move_target`], but for whose it is.
pub(crate) fn shift(
    work: &mut Working<'_>,
    no: u32,
    due_at: Moment,
    reason: ContentRef,
) -> Result<(), Refusal> {
    let owed = work
        .case
        .open_owed()
        .find(|owed| owed.no == no)
        .ok_or(Refusal::NoSuchItem)?;
    if owed.nature == Nature::Promise || owed.due_at <= work.now {
        return Err(Refusal::NotMovable);
    }
    if due_at <= work.now {
        return Err(Refusal::DateInThePast);
    }
    work.move_target(no, due_at, reason);
    Ok(())
}
