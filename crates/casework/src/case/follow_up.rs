//! The review of the complaint: asked of the complainant; their verdict; after silence what we checked, never "solved".

use crate::case::ways_out;
use crate::engine::Working;
use crate::event::{ContentRef, Event};
use crate::moment::Moment;
use crate::policy::PromiseRule;
use crate::promise::Owed;
use crate::refusal::Refusal;
use crate::vocabulary::{FactKind, Solved};

/// Asks whether it is solved; a second time is the one reminder.
///
/// # Errors
/// Nothing to ask (no open follow-up), or both were sent.
pub fn ask(work: &mut Working<'_>) -> Result<(), Refusal> {
    let reminder = open_that(work, |rule| rule.kept_by.contains(&FactKind::FollowUpAsked)).is_none();
    if reminder {
        let asked = open_that(work, |rule| rule.opened_by.contains(&FactKind::FollowUpAsked));
        let asked = asked.ok_or(Refusal::TooEarly)?.opened_at;
        if reminded_since(work, asked) {
            return Err(Refusal::AlreadyDone);
        }
    }
    work.record(Event::FollowUpAsked { reminder });
    Ok(())
}

/// The open thing of a kind of rule.
fn open_that<'a>(work: &'a Working<'_>, wanted: impl Fn(&PromiseRule) -> bool) -> Option<&'a Owed> {
    work.case
        .open_owed()
        .find(|owed| work.rules.policy.rule(&owed.key).is_some_and(&wanted))
}

fn reminded_since(work: &Working<'_>, asked: Moment) -> bool {
    work.case.asked.iter().any(|at| *at > asked)
}

/// The complainant's verdict; possible at any time once there is an answer. Anything but "yes" reopens.
/// The sender of a concern may say that it is solved; when it isn't, they make it a complaint.
///
/// # Errors
/// There is no answer yet; it is only a concern and not solved.
pub fn verdict(
    work: &mut Working<'_>,
    solved: Solved,
    again: Option<bool>,
    message: Option<u32>,
) -> Result<(), Refusal> {
    if !work.case.is_complaint() && solved != Solved::Yes {
        return Err(Refusal::NotYetAComplaint);
    }
    if work.case.is_complaint() && work.case.answered_at().is_none() {
        return Err(Refusal::TooEarly);
    }
    if solved != Solved::Yes {
        ways_out::wake(work);
    }
    work.record(Event::VerdictGiven {
        solved,
        again,
        message,
    });
    Ok(())
}

/// No verdict after the reminder: records what we checked ourselves.
///
/// # Errors
/// The reminder hasn't gone out yet, or they did answer.
pub fn silent(work: &mut Working<'_>, checked: ContentRef) -> Result<(), Refusal> {
    let Some(asked) = open_that(work, |rule| rule.kept_by.contains(&FactKind::FollowUpSilent)) else {
        let never = work.case.asked.is_empty();
        return Err(if never {
            Refusal::TooEarly
        } else {
            Refusal::AlreadyDone
        });
    };
    if !reminded_since(work, asked.opened_at) {
        return Err(Refusal::TooEarly);
    }
    work.record(Event::FollowUpSilent { checked });
    Ok(())
}
