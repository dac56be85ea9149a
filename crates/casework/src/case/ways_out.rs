//! Ways out that aren't an answer. Always visible to the board member, who can reverse them; all stay in the figures.

use crate::case::message;
use crate::case::second::settled;
use crate::engine::Working;
use crate::event::{Author, ContentRef, Event, Purpose, WayOut};
use crate::refusal::Refusal;
use crate::vocabulary::{OtherThan, RefusalReason, ReleaseReason, Step};

/// The complainant stops it. Only they can.
///
/// # Errors
/// It stopped already.
pub fn withdraw(work: &mut Working<'_>, message: Option<u32>) -> Result<(), Refusal> {
    not_stopped(work)?;
    work.record(Event::Withdrawn { message });
    Ok(())
}

/// It turns out to be something else than a complaint. Except for spam the sender still gets an answer.
///
/// # Errors
/// It stopped already, is only a concern, or a second person is needed.
pub fn reclassify(work: &mut Working<'_>, to: OtherThan, words: Option<ContentRef>) -> Result<(), Refusal> {
    not_stopped(work)?;
    if !work.case.is_complaint() {
        return Err(Refusal::NotYetAComplaint);
    }
    settled(work, Step::Reclassification)?;
    work.record(Event::WentOut {
        way: WayOut::Reclassified(to),
        words,
    });
    Ok(())
}

/// Refuses it; the letter goes to the complainant as the answer. The number of the message.
///
/// # Errors
/// It stopped already, is only a concern, or a second person is needed.
pub fn refuse(work: &mut Working<'_>, reason: RefusalReason, letter: ContentRef) -> Result<u32, Refusal> {
    not_stopped(work)?;
    if !work.case.is_complaint() {
        return Err(Refusal::NotYetAComplaint);
    }
    settled(work, Step::Refusal)?;
    work.record(Event::WentOut {
        way: WayOut::Refused(reason),
        words: Some(letter.clone()),
    });
    let message = work.case.next_message();
    work.record(Event::MessageWritten {
        message,
        author: Author::Staff,
        purposes: vec![Purpose::Answer, Purpose::Refusal],
        words: letter,
        files: Vec::new(),
    });
    Ok(message)
}

/// The supervisor releases what is owed, for a listed reason.
///
/// # Errors
/// It stopped already.
pub fn release(
    work: &mut Working<'_>,
    reason: ReleaseReason,
    words: Option<ContentRef>,
) -> Result<(), Refusal> {
    not_stopped(work)?;
    work.record(Event::WentOut {
        way: WayOut::Released(reason),
        words,
    });
    Ok(())
}

/// The way out is turned back: by the board member, or because the sender says "toch een klacht".
///
/// # Errors
/// It didn't stop.
pub fn reinstate(work: &mut Working<'_>) -> Result<(), Refusal> {
    if work.case.way_out.is_none() {
        return Err(Refusal::AlreadyDone);
    }
    work.record(Event::Reinstated);
    Ok(())
}

/// The complainant goes on with what they stopped, what we called something else, or let go as nobody could be
/// reached. What was refused or let go for another reason is the board member's to turn back.
///
/// # Errors
/// It didn't stop, or stopped in a way that isn't theirs to turn back.
pub fn take_back(work: &mut Working<'_>) -> Result<(), Refusal> {
    match work.case.way_out {
        Some((_, WayOut::Refused(_), _)) => Err(Refusal::Stopped),
        Some((_, WayOut::Released(reason), _)) if reason != ReleaseReason::Unreachable => {
            Err(Refusal::Stopped)
        }
        _ => reinstate(work),
    }
}

/// Whoever stopped it, or couldn't be reached, and lets us hear that it isn't over, wants to go on.
pub(super) fn wake(work: &mut Working<'_>) {
    let theirs = matches!(
        work.case.way_out,
        Some((
            _,
            WayOut::Withdrawn | WayOut::Released(ReleaseReason::Unreachable),
            _
        ))
    );
    if theirs {
        work.record(Event::Reinstated);
    }
}

/// Opens it again, with the words of the complainant if they wrote any; a new clock, the old facts stay.
///
/// # Errors
/// It is only a concern.
pub fn reopen(work: &mut Working<'_>, words: Option<ContentRef>) -> Result<(), Refusal> {
    if !work.case.is_complaint() {
        return Err(Refusal::NotYetAComplaint);
    }
    if let Some(words) = words {
        message::with_reaction(work, words);
    }
    work.record(Event::Reopened);
    Ok(())
}

fn not_stopped(work: &Working<'_>) -> Result<(), Refusal> {
    if work.case.way_out.is_some() {
        Err(Refusal::Stopped)
    } else {
        Ok(())
    }
}
