//! What an answer offered: done, or denied by the complainant, which makes it owed again.

use crate::case::Case;
use crate::case::ways_out;
use crate::engine::Working;
use crate::event::Event;
use crate::moment::Moment;
use crate::refusal::Refusal;

/// It was done.
///
/// # Errors
/// There is no such undertaking, or it was done already.
pub fn done(work: &mut Working<'_>, undertaking: u32) -> Result<(), Refusal> {
    let one = work
        .case
        .undertakings
        .iter()
        .find(|one| one.no == undertaking)
        .ok_or(Refusal::NoSuchItem)?;
    if one.done_at.is_some() {
        return Err(Refusal::AlreadyDone);
    }
    work.record(Event::UndertakingDone { undertaking });
    Ok(())
}

/// "Dit is niet gebeurd": the undertaking stays (or is again) owed, and an answer is owed too.
///
/// # Errors
/// There is no such undertaking.
pub fn denied(work: &mut Working<'_>, undertaking: u32, message: Option<u32>) -> Result<(), Refusal> {
    if !work.case.undertakings.iter().any(|one| one.no == undertaking) {
        return Err(Refusal::NoSuchItem);
    }
    ways_out::wake(work);
    work.record(Event::UndertakingDenied { undertaking, message });
    Ok(())
}

impl Case {
    /// The last day of what was offered, as an instant within it.
    pub fn last_undertaking(&self) -> Option<Moment> {
        let ends = self.undertakings.iter().map(|one| one.until.plus_millis(-1));
        ends.max()
    }
}
