//! What a case hears from its measures' own journals: applied, reviewed. Each is recorded once.

use crate::engine::Working;
use crate::event::Event;
use crate::ids::MeasureId;
use crate::refusal::Refusal;
use crate::vocabulary::Effect;

/// The measure is in use.
///
/// # Errors
/// Not a measure of this case, or recorded already.
pub fn applied(work: &mut Working<'_>, measure: &MeasureId) -> Result<(), Refusal> {
    let one = work
        .case
        .measures
        .iter()
        .find(|one| one.measure == *measure)
        .ok_or(Refusal::NoSuchItem)?;
    if one.applied_at.is_some() {
        return Err(Refusal::AlreadyDone);
    }
    work.record(Event::MeasureApplied {
        measure: measure.clone(),
    });
    Ok(())
}

/// The measure was reviewed; when it didn't work, the evaluation is owed again.
///
/// # Errors
/// Not a measure of this case, not in use yet, or recorded already.
pub fn reviewed(work: &mut Working<'_>, measure: &MeasureId, effect: Effect) -> Result<(), Refusal> {
    let one = work
        .case
        .measures
        .iter()
        .find(|one| one.measure == *measure)
        .ok_or(Refusal::NoSuchItem)?;
    if one.applied_at.is_none() {
        return Err(Refusal::TooEarly);
    }
    if one.reviewed.is_some() {
        return Err(Refusal::AlreadyDone);
    }
    work.record(Event::MeasureReviewed {
        measure: measure.clone(),
        effect,
    });
    Ok(())
}
