//! What a case hears from its measures' own journals: applied, reviewed. Each is recorded once.

use crate::engine::Working;
use crate::event::Event;
use crate::ids::{MeasureId, PersonId};
use crate::promise::Subject;
use crate::refusal::Refusal;
use crate::vocabulary::{Effect, Role};

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

/// Hears that somebody else puts a measure to use; its date stays.
///
/// # Errors
/// Not this case's, heard before, or that person may not know of the case.
pub fn owner_changed(work: &mut Working<'_>, measure: &MeasureId, person: PersonId) -> Result<(), Refusal> {
    let subject = Some(Subject::Measure(measure.clone()));
    let owed: Vec<u32> = work
        .case
        .open_owed()
        .filter(|one| one.subject == subject && one.owed_by == Role::Named)
        .filter(|one| one.named.as_ref() != Some(&person))
        .map(|one| one.no)
        .collect();
    if owed.is_empty() || work.case.excludes(&person) {
        return Err(Refusal::AlreadyDone);
    }
    for owed in owed {
        let person = person.clone();
        work.record(Event::TakenOver { owed, person });
    }
    Ok(())
}
