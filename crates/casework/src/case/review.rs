//! A second look by another person than the one who answered.

use crate::case::{Case, SecondLook, message};
use crate::engine::Working;
use crate::event::{ContentRef, Event, Purpose};
use crate::ids::PersonId;
use crate::refusal::Refusal;

/// Asks for a second look.
///
/// # Errors
/// There is no answer yet, a look is under way, or the reviewer answered, proposed a step, looked at one, or is excluded.
pub fn ask(work: &mut Working<'_>, reviewer: PersonId, message: Option<u32>) -> Result<(), Refusal> {
    if work.case.answered_at().is_none() {
        return Err(Refusal::TooEarly);
    }
    // Somebody who was excluded since then will never deliver it.
    if pending(&work.case).any(|review| !work.case.excludes(&review.reviewer)) {
        return Err(Refusal::AlreadyDone);
    }
    let answered = work
        .case
        .messages
        .iter()
        .any(|m| m.is_for(Purpose::Answer) && m.by.as_ref() == Some(&reviewer));
    if answered || work.case.weighed(&reviewer) || work.case.excludes(&reviewer) {
        return Err(Refusal::PersonNotAvailable);
    }
    work.record(Event::ReviewAsked { reviewer, message });
    Ok(())
}

/// Sends the result of the second look.
///
/// # Errors
/// None was asked for, or somebody else was to look.
pub fn result(work: &mut Working<'_>, by: &PersonId, words: ContentRef) -> Result<u32, Refusal> {
    let reviewer = pending(&work.case)
        .last()
        .ok_or(Refusal::NoSuchItem)?
        .reviewer
        .clone();
    if reviewer != *by {
        return Err(Refusal::NotYours);
    }
    message::to_complainant(work, vec![Purpose::Review], words)
}

fn pending(case: &Case) -> impl Iterator<Item = &SecondLook> {
    case.reviews.iter().filter(|review| review.delivered_at.is_none())
}
