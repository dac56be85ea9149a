//! A short message to the complainant: it promises nothing, and keeps nothing that is owed to them.

use super::message;
use crate::engine::Working;
use crate::event::{ContentRef, Purpose};
use crate::refusal::Refusal;

/// Writes it; the number of the message. Whatever they wait for, they still wait for: only an answer or an interim is one.
///
/// # Errors
/// As [`message::to_complainant`].
pub fn reply(work: &mut Working<'_>, words: ContentRef) -> Result<u32, Refusal> {
    message::to_complainant(work, vec![Purpose::Message], words)
}
