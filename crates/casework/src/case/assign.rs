//! Who takes part: another handler, the pool, exclusion, which wins at once, handing over, filling and standing in.

use crate::case::parts::StandIn;
use crate::case::receive::Assignment;
use crate::engine::Working;
use crate::event::{About, ContentRef, Event, Part};
use crate::ids::PersonId;
use crate::moment::Moment;
use crate::promise::{Owed, Subject};
use crate::refusal::Refusal;
use crate::vocabulary::FactKind;

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

/// The people who take over the parts of somebody who can't have them any more. A part for which nobody is left is laid
/// down: it stays owed, in the open, until somebody takes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replacements {
    /// The new handler.
    pub handler: Option<PersonId>,
    /// The new supervisor.
    pub supervisor: Option<PersonId>,
    /// The new board member.
    pub board_member: Option<PersonId>,
    /// The new contact of a concern.
    pub contact: Option<PersonId>,
    /// Who takes the second look.
    pub reviewer: Option<PersonId>,
    /// Who does what was offered.
    pub doer: Option<PersonId>,
    /// Who answers the board member.
    pub asked: Option<PersonId>,
}

/// Excludes somebody from now on, with the reason; each part they had is taken over in the same transaction.
///
/// # Errors
/// Excluded already; or it is the board member, whom nobody but themself and the complainant can keep out.
pub fn exclude(
    work: &mut Working<'_>,
    by: &PersonId,
    person: &PersonId,
    reason: ContentRef,
    replacements: Replacements,
) -> Result<(), Refusal> {
    if work.case.excludes(person) {
        return Err(Refusal::AlreadyDone);
    }
    if work.case.board_member.as_ref() == Some(person) && by != person {
        return Err(Refusal::BoardMemberStays);
    }
    work.record(Event::Excluded {
        person: person.clone(),
        reason: Some(reason),
    });
    record(work, person, Part::ALL, replacements);
    Ok(())
}

/// Lets somebody back in who was excluded by mistake. Parts they had stay with whoever has them.
///
/// # Errors
/// Not excluded, or by the complainant, whose word stands.
pub fn let_back_in(work: &mut Working<'_>, person: &PersonId) -> Result<(), Refusal> {
    if !work.case.excludes(person) {
        return Err(Refusal::AlreadyDone);
    }
    if work.case.ticked.contains(person) {
        return Err(Refusal::TickedByComplainant);
    }
    work.record(Event::LetBackIn {
        person: person.clone(),
    });
    Ok(())
}

/// Somebody leaves the organisation, or loses a role: each of these parts they had in this case is taken over.
///
/// # Errors
/// They had none of them; or a concern would be left without its contact.
pub fn hand_over(
    work: &mut Working<'_>,
    person: &PersonId,
    parts: &[Part],
    replacements: Replacements,
) -> Result<(), Refusal> {
    let contact = parts.contains(&Part::Contact) && is_contact(work, person);
    if contact && usable(work, person, replacements.contact.clone()).is_none() {
        return Err(Refusal::NobodyLeft);
    }
    let before = work.new_events().len();
    record(work, person, parts, replacements);
    if work.new_events().len() == before {
        return Err(Refusal::AlreadyDone);
    }
    Ok(())
}

/// Fills the parts that nobody has.
///
/// # Errors
/// Nothing is vacant, or nobody is left for what is.
pub fn fill(work: &mut Working<'_>, assignment: Assignment) -> Result<(), Refusal> {
    let vacant = work.case.vacant();
    if vacant.is_empty() {
        return Err(Refusal::AlreadyDone);
    }
    let before = work.new_events().len();
    for part in vacant {
        let person = match part {
            Part::Handler => assignment.handler.clone(),
            Part::Supervisor => assignment.supervisor.clone(),
            Part::BoardMember => assignment.board_member.clone(),
            Part::Contact | Part::Reviewer | Part::Doer | Part::Asked => None,
        };
        if let Some(person) = person.filter(|one| !work.case.excludes(one)) {
            take(work, part, person);
        }
    }
    if work.new_events().len() == before {
        return Err(Refusal::NobodyLeft);
    }
    Ok(())
}

/// Somebody is away: another does their part until they are back.
///
/// # Errors
/// The other may not know of it, or stands in already.
pub fn stand_in(
    work: &mut Working<'_>,
    absent: &PersonId,
    person: PersonId,
    until: Moment,
) -> Result<(), Refusal> {
    if work.case.excludes(&person) || person == *absent {
        return Err(Refusal::PersonNotAvailable);
    }
    let same = |one: &StandIn| one.absent == *absent && one.person == person && one.until == until;
    if work.case.stand_ins.iter().any(same) {
        return Err(Refusal::AlreadyDone);
    }
    work.record(Event::StandInNamed {
        absent: absent.clone(),
        person,
        until,
    });
    Ok(())
}

/// Whoever was away is back.
///
/// # Errors
/// Nobody stands in for them.
pub fn is_back(work: &mut Working<'_>, absent: &PersonId) -> Result<(), Refusal> {
    if !work.case.stand_ins.iter().any(|one| one.absent == *absent) {
        return Err(Refusal::AlreadyDone);
    }
    work.record(Event::StandInEnded {
        absent: absent.clone(),
    });
    Ok(())
}

/// Records who takes over which of these parts of a person.
fn record(work: &mut Working<'_>, person: &PersonId, parts: &[Part], replacements: Replacements) {
    let Replacements {
        handler,
        supervisor,
        board_member,
        contact,
        reviewer,
        doer,
        asked,
    } = replacements;
    let has = |work: &Working<'_>, part| match part {
        Part::Handler => work.case.handler.as_ref() == Some(person),
        Part::Supervisor => work.case.supervisor.as_ref() == Some(person),
        Part::BoardMember => work.case.board_member.as_ref() == Some(person),
        _ => false,
    };
    for (part, by) in [
        (Part::Supervisor, supervisor),
        (Part::Handler, handler),
        (Part::BoardMember, board_member),
    ] {
        if !parts.contains(&part) || !has(work, part) {
            continue;
        }
        match usable(work, person, by) {
            Some(by) => take(work, part, by),
            None => work.record(Event::PartLaidDown {
                part,
                person: person.clone(),
            }),
        }
    }
    if parts.contains(&Part::Contact)
        && is_contact(work, person)
        && let Some(person) = usable(work, person, contact)
    {
        work.record(Event::ContactNamed { person });
    }
    let owed: Vec<(u32, Part)> = work
        .case
        .owed_by_name(person)
        .filter_map(|owed| part_of(owed).map(|part| (owed.no, part)))
        .filter(|(_, part)| parts.contains(part))
        .collect();
    for (owed, part) in owed {
        let by = match part {
            Part::Reviewer => reviewer.clone(),
            Part::Asked => asked.clone(),
            _ => doer.clone(),
        };
        if let Some(person) = usable(work, person, by) {
            work.record(Event::TakenOver { owed, person });
        }
    }
}

fn take(work: &mut Working<'_>, part: Part, person: PersonId) {
    let about = About::Complaint;
    match part {
        Part::Handler => work.record(Event::HandlerNamed { person }),
        Part::Supervisor => work.record(Event::SupervisorTold { person }),
        Part::BoardMember => work.record(Event::BoardMemberTold { person, about }),
        Part::Contact | Part::Reviewer | Part::Doer | Part::Asked => {}
    }
}

/// The part that owing something by name is. A measure's owner changes in the measure's own journal.
fn part_of(owed: &Owed) -> Option<Part> {
    match (owed.opened_by, &owed.subject) {
        (FactKind::ReviewAsked, _) => Some(Part::Reviewer),
        (_, Some(Subject::Undertaking(_))) => Some(Part::Doer),
        (_, Some(Subject::BoardQuestion(_))) => Some(Part::Asked),
        _ => None,
    }
}

fn is_contact(work: &Working<'_>, person: &PersonId) -> bool {
    !work.case.is_complaint() && work.case.contact.as_ref() == Some(person)
}

fn usable(work: &Working<'_>, person: &PersonId, by: Option<PersonId>) -> Option<PersonId> {
    by.filter(|by| by != person && !work.case.excludes(by))
}
