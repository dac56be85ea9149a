//! The second person: a step that the policy leaves to two people is proposed by one, and done when another agrees.

use crate::case::Case;
use crate::engine::Working;
use crate::event::{ContentRef, Event};
use crate::ids::PersonId;
use crate::moment::Moment;
use crate::policy::Policy;
use crate::refusal::Refusal;
use crate::vocabulary::{SecondPerson, Step};

/// A step that was proposed to a second person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// From 1.
    pub no: u32,
    /// Which step.
    pub step: Step,
    /// Who proposes it.
    pub by: PersonId,
    /// What was composed.
    pub words: ContentRef,
    /// When.
    pub at: Moment,
    /// What became of it.
    pub outcome: ProposalOutcome,
}

/// What became of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProposalOutcome {
    /// A second person hasn't looked yet.
    Waits,
    /// Agreed to, and carried out.
    Agreed {
        /// When.
        at: Moment,
        /// Who.
        by: PersonId,
    },
    /// Sent back.
    SentBack {
        /// When.
        at: Moment,
        /// Who.
        by: PersonId,
        /// Why.
        reason: ContentRef,
    },
    /// A later proposal took its place, or the case stopped.
    Overtaken,
}

/// Whether the policy wants a second person to agree to this step.
pub fn is_required(policy: &Policy, step: Step) -> bool {
    policy.second_person(step) == SecondPerson::Required
}

/// Proposes a step; the number of the proposal. An earlier one of the same step that still waits is overtaken.
///
/// # Errors
/// It stopped, or there is nobody beside the one who proposes.
pub fn propose(work: &mut Working<'_>, by: &PersonId, step: Step, words: ContentRef) -> Result<u32, Refusal> {
    if work.case.way_out.is_some() {
        return Err(Refusal::Stopped);
    }
    if work.case.second_beside(by).is_none() {
        return Err(Refusal::NobodyLeft);
    }
    let proposal = u32::try_from(work.case.proposals.len())
        .unwrap_or(u32::MAX)
        .saturating_add(1);
    work.record(Event::Proposed {
        proposal,
        step,
        words,
    });
    Ok(proposal)
}

/// A second person agrees. What was proposed must follow in the same commit: it is decided as theirs who proposed it.
///
/// # Errors
/// It doesn't wait (any more), or the same person proposed it.
pub fn agree(work: &mut Working<'_>, by: &PersonId, proposal: u32) -> Result<Proposal, Refusal> {
    let one = waiting(work, by, proposal)?;
    work.record(Event::Agreed { proposal });
    work.agreed(one.by.clone(), by.clone());
    Ok(one)
}

/// A second person sends it back, with the reason.
///
/// # Errors
/// As [`agree`].
pub fn send_back(
    work: &mut Working<'_>,
    by: &PersonId,
    proposal: u32,
    reason: ContentRef,
) -> Result<(), Refusal> {
    waiting(work, by, proposal)?;
    work.record(Event::SentBack { proposal, reason });
    Ok(())
}

fn waiting(work: &Working<'_>, by: &PersonId, proposal: u32) -> Result<Proposal, Refusal> {
    let one = work
        .case
        .proposals
        .iter()
        .find(|one| one.no == proposal)
        .ok_or(Refusal::NoSuchItem)?;
    if one.outcome != ProposalOutcome::Waits {
        return Err(Refusal::AlreadyDone);
    }
    if one.by == *by {
        return Err(Refusal::SamePerson);
    }
    Ok(one.clone())
}

/// Whether this step may be done now: nobody else is needed, or a second person agreed.
pub(super) fn settled(work: &Working<'_>, step: Step) -> Result<(), Refusal> {
    if is_required(work.rules.policy, step) && work.second().is_none() {
        Err(Refusal::SecondPersonNeeded)
    } else {
        Ok(())
    }
}

impl Case {
    /// The proposal of this step that waits for a second person.
    pub fn waiting(&self, step: Step) -> Option<&Proposal> {
        let waits = |one: &&Proposal| one.step == step && one.outcome == ProposalOutcome::Waits;
        self.proposals.iter().find(waits)
    }

    /// Whether this person proposed a step, or looked at one as the second person.
    pub fn weighed(&self, person: &PersonId) -> bool {
        self.proposals.iter().any(|one| {
            let looked = match &one.outcome {
                ProposalOutcome::Agreed { by, .. } | ProposalOutcome::SentBack { by, .. } => by == person,
                ProposalOutcome::Waits | ProposalOutcome::Overtaken => false,
            };
            one.by == *person || looked
        })
    }

    /// Who is the second person beside this one: the supervisor for everybody but the supervisor, else the handler.
    pub fn second_beside(&self, person: &PersonId) -> Option<&PersonId> {
        let parts = [&self.supervisor, &self.handler];
        parts
            .into_iter()
            .flatten()
            .find(|one| *one != person && !self.excludes(one))
    }

    pub(super) fn apply_proposal(&mut self, event: Event, by: Option<PersonId>, at: Moment) {
        // Only a person proposes, agrees or sends back.
        let Some(by) = by else { return };
        let (no, outcome) = match event {
            Event::Proposed {
                proposal,
                step,
                words,
            } => {
                self.overtake(|one| one.step == step);
                self.proposals.push(Proposal {
                    no: proposal,
                    step,
                    by,
                    words,
                    at,
                    outcome: ProposalOutcome::Waits,
                });
                return;
            }
            Event::Agreed { proposal } => (proposal, ProposalOutcome::Agreed { at, by }),
            Event::SentBack { proposal, reason } => (proposal, ProposalOutcome::SentBack { at, by, reason }),
            _ => return,
        };
        if let Some(one) = self.proposals.iter_mut().find(|one| one.no == no) {
            one.outcome = outcome;
        }
    }

    /// What still waits for a second person waits no more.
    pub(super) fn overtake(&mut self, which: impl Fn(&Proposal) -> bool) {
        let waits = |one: &&mut Proposal| one.outcome == ProposalOutcome::Waits && which(one);
        for one in self.proposals.iter_mut().filter(waits) {
            one.outcome = ProposalOutcome::Overtaken;
        }
    }
}
