//! Keeping a case longer than the policy says, with a reason and until a day; ending that; and a file that goes sooner.

use crate::engine::Working;
use crate::event::{ContentRef, Event};
use crate::ids::ContentId;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::retention::{Hold, Kept, usual_end};

/// Nothing is forgotten before a day.
///
/// # Errors
/// The day is past, or not after the one until which all of it is kept anyway; or the words are gone already: then nothing
/// is left to keep.
pub fn hold(work: &mut Working<'_>, reason: ContentRef, until: Moment) -> Result<(), Refusal> {
    if work.case.retention.gone(Kept::Words).is_some() {
        return Err(Refusal::Forgotten);
    }
    if until <= work.now {
        return Err(Refusal::DateInThePast);
    }
    let usual = work.case.retention.remains();
    let usual = usual
        .filter_map(|class| usual_end(&work.case, class, work.rules))
        .min();
    if usual.is_some_and(|soonest| until <= soonest) {
        return Err(Refusal::KeptUntilThen);
    }
    work.record(Event::Held { reason, until });
    Ok(())
}

/// It isn't kept longer after all. What would have been forgotten by now is announced first.
///
/// # Errors
/// It isn't held.
pub fn end(work: &mut Working<'_>) -> Result<(), Refusal> {
    if held(work).is_none() {
        return Err(Refusal::AlreadyDone);
    }
    work.record(Event::HoldEnded);
    Ok(())
}

/// A file goes sooner than the rest: it holds something of somebody's health, origin or belief, or of a crime.
///
/// # Errors
/// There is no such file, it was marked already, or what was marked is gone already: then this goes with the words.
pub fn mark(work: &mut Working<'_>, file: ContentId, holds: ContentRef) -> Result<(), Refusal> {
    if work.case.retention.gone(Kept::Special).is_some() {
        return Err(Refusal::Forgotten);
    }
    if !work.case.files().any(|one| one.id == file) {
        return Err(Refusal::NoSuchItem);
    }
    if work.case.retention.special.contains_key(&file) {
        return Err(Refusal::AlreadyDone);
    }
    work.record(Event::FileMarked {
        file,
        holds: Some(holds),
    });
    Ok(())
}

/// It is kept as long as the rest, after all.
///
/// # Errors
/// It isn't marked.
pub fn unmark(work: &mut Working<'_>, file: ContentId) -> Result<(), Refusal> {
    if !work.case.retention.special.contains_key(&file) {
        return Err(Refusal::AlreadyDone);
    }
    work.record(Event::FileMarked { file, holds: None });
    Ok(())
}

fn held<'a>(work: &'a Working<'_>) -> Option<&'a Hold> {
    let hold = work.case.retention.held.as_ref();
    hold.filter(|hold| hold.until > work.now)
}
