//! The day on which it was first heard, set right: the clock runs from when the organisation knew.

use crate::engine::Working;
use crate::event::{ContentRef, Event};
use crate::moment::Moment;
use crate::promise::Owed;
use crate::refusal::Refusal;
use crate::vocabulary::{Channel, FactKind};

/// Sets right when it was first heard. What is still owed since then falls due earlier if it was earlier; a day that was
/// promised never becomes a later one.
///
/// # Errors
/// It came in by the form, which knows its own moment; the moment lies after it was written down; it is the same.
pub fn correct(work: &mut Working<'_>, heard_at: Moment, reason: ContentRef) -> Result<(), Refusal> {
    if work.case.channel == Channel::Form {
        return Err(Refusal::NotMovable);
    }
    if heard_at > work.case.received_at {
        return Err(Refusal::ReceivedInTheFuture);
    }
    if heard_at == work.case.heard_at {
        return Err(Refusal::AlreadyDone);
    }
    work.record(Event::HeardCorrected { heard_at, reason });
    let rules = work.rules;
    let earlier = |owed: &Owed| {
        let since = matches!(owed.opened_by, FactKind::Registered | FactKind::FirstHeard);
        let rule = rules.policy.rule(&owed.key).filter(|_| since)?;
        let due = rule.due(rules.calendar, heard_at, None)?;
        (due < owed.due_at).then_some(due)
    };
    let moved: Vec<(Owed, Moment)> = work
        .case
        .open_owed()
        .filter_map(|owed| Some((owed.clone(), earlier(owed)?)))
        .collect();
    for (owed, due_at) in moved {
        work.renew(&Owed { due_at, ..owed });
    }
    Ok(())
}
