//! Keeping a case longer than the policy says, with a reason and until a day; and ending that.

use crate::engine::Working;
use crate::event::{ContentRef, Event};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::retention::{Hold, Kept, usual_end};

/// Nothing is forgotten before a day.
///
/// # Errors
/// The day is past, or not after the one until which all of it is kept anyway; or the words are gone already: then nothing is left to keep.
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

fn held<'a>(work: &'a Working<'_>) -> Option<&'a Hold> {
    let hold = work.case.retention.held.as_ref();
    hold.filter(|hold| hold.until > work.now)
}
