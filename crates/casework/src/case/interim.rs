//! The interim: "Als er meer overleg nodig is …": why, what happens now, who, and a new date within the policy's ceiling.

use crate::case::Case;
use crate::case::second::settled;
use crate::engine::Working;
use crate::event::{Author, ContentRef, Event, FileRef, Purpose};
use crate::ids::PersonId;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::vocabulary::{FactKind, Role, Step};

/// An interim as composed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interim {
    /// The whole message.
    pub words: ContentRef,
    /// Files with it.
    pub files: Vec<FileRef>,
    /// The reason alone, for the course.
    pub reason: ContentRef,
    /// Who works on it.
    pub by: PersonId,
    /// Exclusive end of the day named.
    pub until: Moment,
    /// The words also explain a delay.
    pub explains_delay: bool,
}

/// The latest day an interim may name, as an exclusive midnight: so many working days from now, and never
/// later than so many calendar days after receipt (of the complaint, or of what they asked since its answer).
pub fn latest(work: &Working<'_>) -> Moment {
    let settings = &work.rules.policy.settings;
    let by_sending = work
        .rules
        .calendar
        .add_working_days(work.now, settings.interim_at_most_working_days);
    let by_receipt = work
        .rules
        .calendar
        .add_days(work.case.waiting_since(), settings.answer_within_days);
    by_sending.min(by_receipt)
}

/// Whether another interim would be the second (or a later one) since they wait for this answer.
pub fn is_second(case: &Case) -> bool {
    let since = case.waiting_since();
    let sent = case.interims.iter().filter_map(|one| case.message(one.message));
    sent.into_iter().any(|message| message.at >= since)
}

/// The date that an interim promised and that still stands.
pub fn promised(case: &Case) -> Option<Moment> {
    let dates = case
        .open_owed()
        .filter(|owed| owed.opened_by == FactKind::InterimDelivered && owed.owed_to == Role::Complainant);
    dates.map(|owed| owed.due_at).max()
}

/// Whether an interim with this date puts off what an earlier one promised. One that keeps to that date only replies to
/// what they wrote since.
pub fn puts_off(case: &Case, until: Moment) -> bool {
    is_second(case) && promised(case).is_none_or(|promised| until > promised)
}

/// Sends an interim; the number of the message.
///
/// # Errors
/// A date in the past or beyond the ceiling; a second interim without the supervisor, or by one person alone.
pub fn interim(work: &mut Working<'_>, by: &PersonId, interim: Interim) -> Result<u32, Refusal> {
    if !work.case.is_complaint() {
        return Err(Refusal::NotYetAComplaint);
    }
    if interim.until <= work.now {
        return Err(Refusal::DateInThePast);
    }
    if interim.until > latest(work) {
        return Err(Refusal::DateTooFar);
    }
    if work.case.excludes(&interim.by) {
        return Err(Refusal::PersonNotAvailable);
    }
    let second = puts_off(&work.case, interim.until);
    let supervisor = work.case.supervisor.as_ref();
    let follows = |one: &PersonId| work.case.acts_for(one, supervisor);
    let by_supervisor = follows(by) || work.second().is_some_and(follows);
    if second && work.rules.policy.settings.second_interim_by_supervisor && !by_supervisor {
        return Err(Refusal::SecondInterimBySupervisor);
    }
    if second {
        settled(work, Step::SecondInterim)?;
    }
    if work.case.owes_explanation(work.now) && !interim.explains_delay {
        return Err(Refusal::DelayUnexplained);
    }
    let mut purposes = vec![Purpose::Interim];
    if interim.explains_delay {
        purposes.push(Purpose::DelayExplanation);
    }
    let message = work.case.next_message();
    // The date stands before the message is delivered, so that delivery finds it.
    work.record(Event::InterimPromised {
        message,
        reason: interim.reason,
        by: interim.by,
        until: interim.until,
    });
    work.record(Event::MessageWritten {
        message,
        author: Author::Staff,
        purposes,
        words: interim.words,
        files: interim.files,
    });
    Ok(message)
}
