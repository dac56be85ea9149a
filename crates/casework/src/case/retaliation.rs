//! A report of harm for having complained: straight to the board member, who answers it.

use crate::case::message;
use crate::engine::Working;
use crate::event::{ContentRef, Event, Purpose};
use crate::refusal::Refusal;

/// Reports it.
pub fn report(work: &mut Working<'_>, words: ContentRef) -> u32 {
    let message = message::with_reaction(work, words);
    work.record(Event::RetaliationReported { message });
    message
}

/// The board member's answer.
///
/// # Errors
/// Nothing was reported.
pub fn answer(work: &mut Working<'_>, words: ContentRef) -> Result<u32, Refusal> {
    if work.case.retaliation.is_empty() {
        return Err(Refusal::NoSuchItem);
    }
    message::to_complainant(work, vec![Purpose::RetaliationAnswer], words)
}
