//! Linking cases with one cause: never merged, each with its own clock; and which others may be about the same.

use crate::case::Case;
use crate::engine::Working;
use crate::event::Event;
use crate::ids::CaseId;
use crate::moment::Moment;
use crate::refusal::Refusal;

/// Who complained of the same place and theme so many days ago may be a neighbour with the same broken lift.
pub const RECENT_DAYS: i64 = 180;

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

/// Takes a link away; what was answered together stays answered.
///
/// # Errors
/// They aren't linked.
pub fn unlink(work: &mut Working<'_>, other: &CaseId) -> Result<(), Refusal> {
    if !work.case.links.contains(other) {
        return Err(Refusal::AlreadyDone);
    }
    work.record(Event::Unlinked { other: other.clone() });
    Ok(())
}

/// Since when a case must have been heard to stand among the recent ones.
pub fn recent_since(now: Moment) -> Moment {
    now.plus_minutes(-RECENT_DAYS * 24 * 60)
}

/// Whether another case may be about the same: the same theme in the same place, open or recent, and not linked yet. It
/// is a suggestion; a person decides.
pub fn may_be_the_same(case: &Case, other: &Case, now: Moment) -> bool {
    let same = |one: &Option<String>, two: &Option<String>| one.is_some() && one == two;
    let recent = !other.is_closed() || other.heard_at >= recent_since(now);
    case.id != other.id
        && !case.links.contains(&other.id)
        && case.practice == other.practice
        && case.is_complaint()
        && other.is_complaint()
        && other.way_out.is_none()
        && same(&case.theme, &other.theme)
        && same(&case.project, &other.project)
        && recent
}
