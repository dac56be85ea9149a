//! Who takes part: another handler or supervisor, taking over from the pool, and exclusion, which wins at once.

use crate::case::Case;
use crate::engine::Working;
use crate::event::{About, Event};
use crate::ids::PersonId;
use crate::refusal::Refusal;

/// Names another handler.
///
/// # Errors
/// It is only a concern, which its contact follows; the person is excluded or handles it already.
pub fn handler(work: &mut Working<'_>, person: PersonId) -> Result<(), Refusal> {
    if !work.case.is_complaint() {
        return Err(Refusal::NotYetAComplaint);
    }
    if work.case.excludes(&person) {
        return Err(Refusal::PersonNotAvailable);
    }
    if work.case.handler.as_ref() == Some(&person) {
        return Err(Refusal::AlreadyDone);
    }
    work.record(Event::HandlerNamed { person });
    Ok(())
}

/// Tells the pool that nobody opened it in time.
///
/// # Errors
/// It is only a concern, nobody is left, or the pool was told.
pub fn tell_pool(work: &mut Working<'_>, people: Vec<PersonId>) -> Result<(), Refusal> {
    if !work.case.is_complaint() {
        return Err(Refusal::NotYetAComplaint);
    }
    if !work.case.pool.is_empty() {
        return Err(Refusal::AlreadyDone);
    }
    let people: Vec<PersonId> = people
        .into_iter()
        .filter(|person| !work.case.excludes(person) && work.case.handler.as_ref() != Some(person))
        .collect();
    if people.is_empty() {
        return Err(Refusal::NobodyLeft);
    }
    work.record(Event::PoolTold { people });
    Ok(())
}

/// The people who take over the parts of somebody who is excluded from now on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replacements {
    /// The new handler.
    pub handler: Option<PersonId>,
    /// The new supervisor.
    pub supervisor: Option<PersonId>,
    /// The new board member.
    pub board_member: Option<PersonId>,
}

/// Excludes somebody from now on; each part they had is taken over in the same transaction.
///
/// # Errors
/// Excluded already, or a part would be left without anybody.
pub fn exclude(work: &mut Working<'_>, person: &PersonId, replacements: Replacements) -> Result<(), Refusal> {
    if work.case.excludes(person) {
        return Err(Refusal::AlreadyDone);
    }
    let parts = parts(&work.case, person, replacements)?;
    work.record(Event::Excluded {
        person: person.clone(),
    });
    record(work, parts);
    Ok(())
}

/// Somebody leaves the organisation: each part they had in this case is taken over.
///
/// # Errors
/// They had no part, or one would be left without anybody.
pub fn hand_over(
    work: &mut Working<'_>,
    person: &PersonId,
    replacements: Replacements,
) -> Result<(), Refusal> {
    let parts = parts(&work.case, person, replacements)?;
    if parts == Replacements::default() {
        return Err(Refusal::AlreadyDone);
    }
    record(work, parts);
    Ok(())
}

/// The replacements for the parts that a person has.
fn parts(case: &Case, person: &PersonId, replacements: Replacements) -> Result<Replacements, Refusal> {
    let had = |part: &Option<PersonId>| part.as_ref() == Some(person) && case.is_complaint();
    let Replacements {
        handler,
        supervisor,
        board_member,
    } = replacements;
    Ok(Replacements {
        handler: taken_over(case, had(&case.handler), handler, person)?,
        supervisor: taken_over(case, had(&case.supervisor), supervisor, person)?,
        board_member: taken_over(case, had(&case.board_member), board_member, person)?,
    })
}

fn record(work: &mut Working<'_>, parts: Replacements) {
    if let Some(person) = parts.supervisor {
        work.record(Event::SupervisorTold { person });
    }
    if let Some(person) = parts.handler {
        work.record(Event::HandlerNamed { person });
    }
    if let Some(person) = parts.board_member {
        work.record(Event::BoardMemberTold {
            person,
            about: About::Complaint,
        });
    }
}

fn taken_over(
    case: &Case,
    had_part: bool,
    by: Option<PersonId>,
    excluded: &PersonId,
) -> Result<Option<PersonId>, Refusal> {
    if !had_part {
        return Ok(None);
    }
    match by {
        Some(person) if person != *excluded && !case.excludes(&person) => Ok(Some(person)),
        _ => Err(Refusal::NobodyLeft),
    }
}
