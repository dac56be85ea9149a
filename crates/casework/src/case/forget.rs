//! What is kept long enough is announced and then forgotten, one class at a time; the program itself does both.

use crate::case::Case;
use crate::engine::{Rules, Working};
use crate::event::Event;
use crate::ids::ContentId;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::retention::{Kept, ends, least_months};
use jiff::ToSpan;

/// Says that a class will be forgotten, and on which day: never sooner than that many days from now.
///
/// # Errors
/// Something is owed, the day is further away, or it was announced already.
pub fn announce(work: &mut Working<'_>, class: Kept) -> Result<(), Refusal> {
    let ends = ends(&work.case, class, work.rules).ok_or(Refusal::TooEarly)?;
    if work.case.retention.announced.contains_key(&class) {
        return Err(Refusal::AlreadyDone);
    }
    let notice = work.rules.calendar.add_days(work.now, notice_days(work.rules));
    if ends > notice {
        return Err(Refusal::TooEarly);
    }
    work.record(Event::ForgettingAnnounced { class, at: notice });
    Ok(())
}

/// Forgets a class: whoever carries this out destroys its keys in the same commit.
///
/// # Errors
/// It was forgotten already; or something is owed, it is held, it wasn't announced, or its day isn't over.
pub fn forget(work: &mut Working<'_>, class: Kept) -> Result<(), Refusal> {
    if work.case.retention.gone(class).is_some() {
        return Err(Refusal::AlreadyDone);
    }
    let announced = work.case.retention.announced.contains_key(&class);
    let ended = ends(&work.case, class, work.rules).is_some_and(|ends| ends <= work.now);
    if !(announced && ended) {
        return Err(Refusal::TooEarly);
    }
    let files = special(&work.case, class);
    work.record(Event::Forgotten { class, files });
    Ok(())
}

/// The files of a case that go with a class, when that isn't all of them.
pub fn special(case: &Case, class: Kept) -> Vec<ContentId> {
    let marked = case.retention.special.keys().cloned();
    marked.filter(|_| class == Kept::Special).collect()
}

/// Notes that a class is gone already: a backup from before was put back, and its keys were destroyed again at once.
/// `files`: those of [`Kept::Special`] whose keys are gone.
///
/// # Errors
/// That was noted already.
pub fn found_gone(work: &mut Working<'_>, class: Kept, files: Vec<ContentId>) -> Result<(), Refusal> {
    if work.case.retention.gone(class).is_some() {
        return Err(Refusal::AlreadyDone);
    }
    work.record(Event::Forgotten { class, files });
    Ok(())
}

/// Whether a class of a case has to be announced or forgotten by now.
pub fn is_due(case: &Case, rules: Rules<'_>, now: Moment) -> bool {
    let notice = rules.calendar.add_days(now, notice_days(rules));
    case.retention.remains().any(|class| {
        let announced = case.retention.announced.contains_key(&class);
        ends(case, class, rules).is_some_and(|ends| ends <= if announced { now } else { notice })
    })
}

/// What ended at this instant or before may have to be announced or forgotten by now; what ended later not yet.
pub fn ended_by(class: Kept, rules: Rules<'_>, now: Moment) -> Moment {
    let calendar = rules.calendar;
    let notice = calendar.add_days(now, notice_days(rules)).date(&calendar.zone);
    let months = i64::from(least_months(rules, class));
    // A day more: months aren't equally long.
    calendar.end_of_day(notice.saturating_sub(months.months()))
}

/// How many days before it is announced.
fn notice_days(rules: Rules<'_>) -> u32 {
    rules.policy.settings.announce_forgetting_days
}
