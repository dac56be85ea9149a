//! Linking cases with one cause: never merged, each with its own clock.

use crate::engine::Working;
use crate::event::Event;
use crate::ids::CaseId;
use crate::refusal::Refusal;

/// Links this case with another.
///
/// # Errors
/// The same case, or linked already.
pub fn link(work: &mut Working<'_>, other: &CaseId) -> Result<(), Refusal> {
    if work.case.id == *other {
        return Err(Refusal::LinkedWithItself);
    }
    if work.case.links.contains(other) {
        return Err(Refusal::AlreadyDone);
    }
    work.record(Event::Linked { other: other.clone() });
    Ok(())
}
