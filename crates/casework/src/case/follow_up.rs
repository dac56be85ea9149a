//! The review of the complaint: asked of the complainant; their verdict; after silence what we checked, never "solved".

use crate::engine::Working;
use crate::event::{ContentRef, Event};
use crate::refusal::Refusal;
use crate::vocabulary::Solved;

/// Asks whether it is solved; a second time is the one reminder.
///
/// # Errors
/// Nothing to ask (no open follow-up), or both were sent.
pub fn ask(work: &mut Working<'_>) -> Result<(), Refusal> {
    let reminder = match work.case.asked.iter().filter(|at| in_round(work, **at)).count() {
        0 => false,
        1 => true,
        _ => return Err(Refusal::AlreadyDone),
    };
    work.record(Event::FollowUpAsked { reminder });
    Ok(())
}

fn in_round(work: &Working<'_>, at: crate::moment::Moment) -> bool {
    work.case.reopened_at.is_none_or(|reopened| at >= reopened)
}

/// The complainant's verdict; possible at any time once there is an answer. Anything but "yes" reopens.
///
/// # Errors
/// It is only a concern.
pub fn verdict(
    work: &mut Working<'_>,
    solved: Solved,
    again: Option<bool>,
    message: Option<u32>,
) -> Result<(), Refusal> {
    if !work.case.is_complaint() {
        return Err(Refusal::NotYetAComplaint);
    }
    work.record(Event::VerdictGiven { solved, again, message });
    Ok(())
}

/// No verdict after the reminder: records what we checked ourselves.
///
/// # Errors
/// The reminder hasn't gone out yet, or they did answer.
pub fn silent(work: &mut Working<'_>, checked: ContentRef) -> Result<(), Refusal> {
    if work.case.asked.iter().filter(|at| in_round(work, **at)).count() < 2 {
        return Err(Refusal::TooEarly);
    }
    if work.case.silent.is_some() || work.case.verdicts.iter().any(|one| in_round(work, one.at)) {
        return Err(Refusal::AlreadyDone);
    }
    work.record(Event::FollowUpSilent { checked });
    Ok(())
}
