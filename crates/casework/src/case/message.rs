//! Messages: what the complainant adds, what staff write besides answers, notes, delivery and its failure.

use crate::case::{Message, follow_up, ways_out};
use crate::engine::Working;
use crate::event::{Author, ContentRef, Event, FileRef, Purpose};
use crate::moment::Moment;
use crate::promise::{Owed, Standing};
use crate::refusal::Refusal;
use crate::vocabulary::{DeliveredBy, FactKind};

/// The complainant writes again; it wakes a closed case, and one that they stopped or that let them go as unreachable.
pub fn from_complainant(work: &mut Working<'_>, words: ContentRef, files: Vec<FileRef>) -> u32 {
    ways_out::wake(work);
    written(work, Author::Complainant, Vec::new(), words, files)
}

/// The complainant's own words along with a verdict, a denial, a withdrawal or a report.
pub fn with_reaction(work: &mut Working<'_>, words: ContentRef) -> u32 {
    written(
        work,
        Author::Complainant,
        vec![Purpose::Reaction],
        words,
        Vec::new(),
    )
}

/// A message to the complainant for these purposes (a reply to a concern, the outcome of the evaluation,
/// the explanation of a delay, an acknowledgement). Answers and interims have their own decisions.
///
/// # Errors
/// Answers, interims and the question whether it is solved; a reply to a concern that is a complaint already.
pub fn to_complainant(
    work: &mut Working<'_>,
    purposes: Vec<Purpose>,
    words: ContentRef,
) -> Result<u32, Refusal> {
    with_files(work, purposes, words, Vec::new())
}

/// The note of a talk that wasn't an answer, with the papers that belong to it.
///
/// # Errors
/// As [`to_complainant`].
pub fn noted(work: &mut Working<'_>, words: ContentRef, files: Vec<FileRef>) -> Result<u32, Refusal> {
    with_files(work, Vec::new(), words, files)
}

fn with_files(
    work: &mut Working<'_>,
    purposes: Vec<Purpose>,
    words: ContentRef,
    files: Vec<FileRef>,
) -> Result<u32, Refusal> {
    if purposes.contains(&Purpose::Answer) {
        return Err(Refusal::PointWithoutAnswer);
    }
    if purposes.contains(&Purpose::Interim) {
        return Err(Refusal::InterimIncomplete);
    }
    if follow_up::asks(&purposes) {
        return Err(Refusal::TooEarly);
    }
    if purposes.contains(&Purpose::ConcernReply) && work.case.is_complaint() {
        return Err(Refusal::AlreadyAComplaint);
    }
    // What a concern may owe must be possible to give: a reply, why it comes late, an answer to a report of harm. And
    // whoever replies may have something to ask first.
    let of_a_concern = [
        Purpose::ConcernReply,
        Purpose::DelayExplanation,
        Purpose::RetaliationAnswer,
        Purpose::Message,
    ];
    if !work.case.is_complaint() && !purposes.iter().all(|one| of_a_concern.contains(one)) {
        return Err(Refusal::NotYetAComplaint);
    }
    Ok(written(work, Author::Staff, purposes, words, files))
}

/// A message to the complainant, whose decision was taken elsewhere.
pub(super) fn to_them(work: &mut Working<'_>, purposes: Vec<Purpose>, words: ContentRef) -> u32 {
    written(work, Author::Staff, purposes, words, Vec::new())
}

fn written(
    work: &mut Working<'_>,
    author: Author,
    purposes: Vec<Purpose>,
    words: ContentRef,
    files: Vec<FileRef>,
) -> u32 {
    let message = work.case.next_message();
    work.record(Event::MessageWritten {
        message,
        author,
        purposes,
        words,
        files,
    });
    message
}

/// A note for staff.
pub fn note(work: &mut Working<'_>, words: ContentRef) {
    work.record(Event::NoteWritten { words });
}

/// How staff understand the complaint: its separate points, which the complainant sees on the follow page.
pub fn understood(work: &mut Working<'_>, points: Vec<ContentRef>) {
    work.record(Event::Understood { points });
}

/// A title for lists.
pub fn titled(work: &mut Working<'_>, title: ContentRef) {
    work.record(Event::Titled { title });
}

/// A message reached the complainant at `at` (not later than now).
///
/// # Errors
/// There is no such message to them, it was delivered already, they said that it isn't true, or `at` lies outside its
/// life.
pub fn delivered(work: &mut Working<'_>, message: u32, how: DeliveredBy, at: Moment) -> Result<(), Refusal> {
    let found = work
        .case
        .message(message)
        .filter(|one| one.author == Author::Staff)
        .ok_or(Refusal::NoSuchItem)?;
    if found.delivered.is_some() {
        return Err(Refusal::AlreadyDone);
    }
    if found.disputed.is_some() {
        return Err(Refusal::Disputed);
    }
    if at > work.now {
        return Err(Refusal::ReceivedInTheFuture);
    }
    if at < work.case.heard_at {
        return Err(Refusal::TooEarly);
    }
    work.record(Event::Delivered { message, how, at });
    Ok(())
}

/// A delivered message came back: what its delivery kept is owed again, with the same due instants.
///
/// # Errors
/// There is no such message, or it wasn't delivered.
pub fn bounced(work: &mut Working<'_>, message: u32) -> Result<(), Refusal> {
    let found = work.case.message(message).ok_or(Refusal::NoSuchItem)?;
    if found.delivered.is_none() {
        return Err(Refusal::AlreadyDone);
    }
    let kept = kept_by(work, found);
    work.record(Event::Bounced { message });
    for owed in kept {
        work.renew(&owed);
    }
    Ok(())
}

/// "Dit klopt niet": what staff noted of a talk, a letter or a mail of theirs isn't true. What it kept is owed again
/// with the same due instants, and their words are a message like any other.
///
/// # Errors
/// There is no such message to them, or no member of staff says that it reached them.
pub fn disputed(work: &mut Working<'_>, message: u32, words: ContentRef) -> Result<u32, Refusal> {
    let found = work
        .case
        .message(message)
        .filter(|one| one.author == Author::Staff && one.vouched)
        .ok_or(Refusal::NoSuchItem)?;
    if found.delivered.is_none() {
        return Err(Refusal::AlreadyDone);
    }
    let kept = kept_by(work, found);
    ways_out::wake(work);
    let reaction = work.case.next_message();
    work.record(Event::DeliveryDisputed { message, reaction });
    for owed in kept {
        work.renew(&owed);
    }
    Ok(written(work, Author::Complainant, Vec::new(), words, Vec::new()))
}

/// What the delivery of a message kept, and is owed again when that wasn't so.
fn kept_by(work: &Working<'_>, found: &Message) -> Vec<Owed> {
    let owed = &work.case.owed;
    // An interim doesn't keep the answer but replaces it by the date it names.
    let named_date = |no: u32| {
        let mut opened = owed
            .iter()
            .filter(|one| one.opened_by == FactKind::InterimDelivered);
        opened.any(|one| one.no == no && found.delivered.is_some_and(|(at, _)| one.opened_at == at))
    };
    let is_interim = found.is_for(Purpose::Interim);
    owed.iter()
        .filter(|one| match one.standing() {
            Standing::Kept => one.kept_by_message == Some(found.no),
            Standing::Replaced => is_interim && one.replaced_by.is_some_and(named_date),
            Standing::Open | Standing::Released => false,
        })
        // A reply to a concern that became a complaint meanwhile isn't owed any more: the answer is.
        .filter(|one| one.opened_by != FactKind::ConcernRaised || !work.case.is_complaint())
        .cloned()
        .collect()
}
