//! The review of the complaint: asked of the complainant; their verdict; after silence what we checked, never "solved".

use crate::case::{Case, Message, message, ways_out};
use crate::engine::Working;
use crate::event::{ContentRef, Event, Purpose};
use crate::moment::Moment;
use crate::policy::{Policy, PromiseRule};
use crate::promise::Owed;
use crate::refusal::Refusal;
use crate::vocabulary::{FactKind, Role, Solved};

/// What the next question is: the first one, or the one reminder.
///
/// # Errors
/// Nothing to ask (no open follow-up), both reached them, or one is on its way.
pub fn next_question(case: &Case, policy: &Policy) -> Result<Purpose, Refusal> {
    if case.unasked().is_some() {
        return Err(Refusal::AlreadyDone);
    }
    if open_that(case, policy, |rule| {
        rule.kept_by.contains(&FactKind::FollowUpAsked)
    })
    .is_some()
    {
        return Ok(Purpose::FollowUp);
    }
    let asked = open_that(case, policy, |rule| {
        rule.opened_by.contains(&FactKind::FollowUpAsked)
    });
    let asked = asked.ok_or(Refusal::TooEarly)?.opened_at;
    if reminded_since(case, asked) {
        return Err(Refusal::AlreadyDone);
    }
    Ok(Purpose::FollowUpReminder)
}

/// Asks whether it is solved; a second time is the one reminder. The number of the message: it counts when it reaches
/// them.
///
/// # Errors
/// As [`next_question`].
pub fn ask(work: &mut Working<'_>, words: ContentRef) -> Result<u32, Refusal> {
    let purpose = next_question(&work.case, work.rules.policy)?;
    Ok(message::to_them(work, vec![purpose], words))
}

/// Whether a message for these purposes asks if it is solved.
pub fn asks(purposes: &[Purpose]) -> bool {
    purposes.contains(&Purpose::FollowUp) || purposes.contains(&Purpose::FollowUpReminder)
}

/// The open thing of a kind of rule.
fn open_that<'a>(case: &'a Case, policy: &Policy, wanted: impl Fn(&PromiseRule) -> bool) -> Option<&'a Owed> {
    case.open_owed()
        .find(|owed| policy.rule(&owed.key).is_some_and(&wanted))
}

fn reminded_since(case: &Case, asked: Moment) -> bool {
    let reached = |one: &Message| one.delivered.is_some_and(|(at, _)| at >= asked);
    case.messages
        .iter()
        .any(|one| one.is_for(Purpose::FollowUpReminder) && reached(one))
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

/// Whether "no answer" can be recorded now, with what we checked ourselves.
///
/// # Errors
/// The reminder hasn't reached them yet, or they did answer.
pub fn can_be_silent(case: &Case, policy: &Policy) -> Result<(), Refusal> {
    let waits = open_that(case, policy, |rule| {
        rule.kept_by.contains(&FactKind::FollowUpSilent)
    });
    match waits {
        Some(asked) if reminded_since(case, asked.opened_at) => Ok(()),
        None if !case.asked.is_empty() => Err(Refusal::AlreadyDone),
        Some(_) | None => Err(Refusal::TooEarly),
    }
}

/// No verdict after the reminder: records what we checked ourselves.
///
/// # Errors
/// As [`can_be_silent`].
pub fn silent(work: &mut Working<'_>, checked: ContentRef) -> Result<(), Refusal> {
    can_be_silent(&work.case, work.rules.policy)?;
    work.record(Event::FollowUpSilent { checked });
    Ok(())
}

impl Case {
    /// The question whether it is solved that is on its way, or waits for somebody's voice or the post. What they said
    /// by themselves since then, a way out, a new round, or an offer that it must wait for makes it needless.
    pub fn unasked(&self) -> Option<&Message> {
        let since = |at: Moment, one: &Message| at > one.at;
        self.messages
            .iter()
            .rfind(|one| one.asks())
            .filter(|one| one.disputed.is_none())
            .filter(|one| one.delivered.is_none() && self.way_out.is_none())
            .filter(|one| !self.verdicts.iter().any(|verdict| since(verdict.at, one)))
            .filter(|one| !self.silent.iter().any(|(at, _)| since(*at, one)))
            .filter(|one| !self.reopened_at.is_some_and(|at| since(at, one)))
            .filter(|one| !self.waits_for_an_offer(one))
    }

    /// Something was offered after this question was put, and the question is owed anew for after that. What was
    /// missed already isn't put off.
    fn waits_for_an_offer(&self, question: &Message) -> bool {
        let missed = |owed: &Owed| owed.owed_by == Role::Desk && owed.missed_at.is_some();
        self.undertakings.iter().any(|one| one.message > question.no) && !self.open_owed().any(missed)
    }
}
