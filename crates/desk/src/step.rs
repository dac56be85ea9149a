//! A step that may take a second person: done at once, or proposed by one and done when another agrees.

use crate::act::{Act, Actor};
use crate::answer::{AnswerText, Differently};
use crate::error::internal;
use crate::interim::InterimText;
use crate::{Desk, DeskError, Version};
use casework::access::{self, Action};
use casework::case::{Case, Proposal, interim, second, together};
use casework::event::FileRef;
use casework::ids::{CaseNumber, PersonId};
use casework::refusal::Refusal;
use casework::vocabulary::{OtherThan, RefusalReason, Step};
use serde::{Deserialize, Serialize};
use storage::IdempotencyKey;

/// The files of an answer wait so long for a second person, as what isn't sent is swept within a day.
const FILES_WAIT_MILLIS: i64 = 60 * 24 * 60 * 60_000;

/// All that was composed for a step. While it waits for a second person it is kept sealed, as one text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Composed {
    /// An answer.
    Answer(AnswerText),
    /// An interim.
    Interim(InterimText),
    /// The decision of an evaluation apart from an answer.
    Evaluation {
        /// Must we work differently?
        differently: Differently,
        /// What the complainant is told; empty: later.
        letter: String,
    },
    /// It is something else than a complaint.
    Reclassification {
        /// What.
        to: OtherThan,
        /// Why, for the board member.
        why: String,
    },
    /// It isn't handled further.
    Refusal {
        /// The listed reason.
        reason: RefusalReason,
        /// The letter that goes out as the answer.
        letter: String,
    },
}

/// What became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Went {
    /// It was done; the number of its message, if it has one.
    Done(Option<u32>),
    /// It waits for a second person; the number of the proposal.
    Proposed(u32),
}

impl Composed {
    /// The files that go along.
    pub fn files(&self) -> &[FileRef] {
        match self {
            Composed::Answer(answer) => &answer.files,
            Composed::Interim(interim) => &interim.files,
            Composed::Evaluation { .. } | Composed::Reclassification { .. } | Composed::Refusal { .. } => &[],
        }
    }

    fn action(&self) -> Action {
        match self {
            Composed::Answer(_) => Action::Answer,
            Composed::Interim(_) => Action::Interim,
            Composed::Evaluation { .. } => Action::Evaluate,
            Composed::Reclassification { .. } => Action::Reclassify,
            Composed::Refusal { .. } => Action::Refuse,
        }
    }

    /// The step that a second person must agree to before this is done, if the policy wants one.
    pub fn waits_for(&self, case: &Case, version: &Version) -> Option<Step> {
        let required = |step| second::is_required(&version.policy, step);
        match self {
            Composed::Answer(answer) => {
                let decides = answer.differently != Differently::Later;
                let waits = required(Step::Answer) || (decides && required(Step::Evaluation));
                waits.then_some(Step::Answer)
            }
            Composed::Interim(one) => {
                let until = version.calendar.end_of_day(one.until);
                Some(Step::SecondInterim).filter(|step| interim::puts_off(case, until) && required(*step))
            }
            Composed::Evaluation { .. } => Some(Step::Evaluation).filter(|step| required(*step)),
            Composed::Reclassification { .. } => Some(Step::Reclassification).filter(|step| required(*step)),
            Composed::Refusal { .. } => Some(Step::Refusal).filter(|step| required(*step)),
        }
    }
}

impl Desk {
    /// Does a step at once, or leaves it for a second person where the policy wants one.
    pub(crate) async fn take_step(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        composed: Composed,
        request: Option<IdempotencyKey>,
    ) -> Result<Went, DeskError> {
        self.step(by, number, composed, request, false).await
    }

    /// As [`Desk::take_step`]; `along`: it was drafted for another case.
    pub(crate) async fn step(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        composed: Composed,
        request: Option<IdempotencyKey>,
        along: bool,
    ) -> Result<Went, DeskError> {
        let actor = Actor::Staff(by.clone());
        let mut act = self.act_on(actor, number, composed.action(), request).await?;
        if along && matches!(composed, Composed::Answer(_) | Composed::Interim(_)) {
            act.decide(|work| together::may_go_along(work))?;
        }
        let Some(step) = composed.waits_for(act.case()?, &act.version) else {
            let sent = act.carry_out(composed).await?;
            act.commit(sent.map(|no| no.to_string())).await?;
            return Ok(Went::Done(sent));
        };
        self.rehearse(by, number, composed.clone()).await?;
        let until = act.now.plus_millis(FILES_WAIT_MILLIS);
        for file in composed.files() {
            self.store.file_hold(&file.id, until).await?;
        }
        let text = serde_json::to_string(&composed).map_err(internal)?;
        let words = act.words(&text).await?;
        let no = act.decide(|work| second::propose(work, by, step, words))?;
        act.commit(Some(no.to_string())).await?;
        Ok(Went::Proposed(no))
    }

    /// What the rules would refuse is refused to whoever composed it, not to the second person. Nothing is kept.
    async fn rehearse(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        composed: Composed,
    ) -> Result<(), DeskError> {
        let actor = Actor::Staff(by.clone());
        let mut act = self.act_on(actor, number, composed.action(), None).await?;
        let second = act
            .case()?
            .second_beside(by)
            .cloned()
            .ok_or(Refusal::NobodyLeft)?;
        act.agreed(by.clone(), second);
        act.carry_out(composed).await?;
        Ok(())
    }

    /// A second person agrees, and what was proposed is done as theirs who proposed it.
    ///
    /// # Errors
    /// It doesn't wait any more, the same person proposed it, or the rules refuse by now what was composed.
    pub async fn agree(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        proposal: u32,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self.second_look_at(by, number, proposal, "agree", key).await?;
        let one = act.decide(|work| second::agree(work, by, proposal))?;
        let composed = self.composed(&one).await?;
        act.agreed(one.by, by.clone());
        act.carry_out(composed).await?;
        act.commit(None).await?;
        Ok(())
    }

    /// A second person sends it back, with the reason.
    ///
    /// # Errors
    /// It doesn't wait any more, the same person proposed it, or nothing was written.
    pub async fn send_back(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        proposal: u32,
        why: &str,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .second_look_at(by, number, proposal, "send_back", key)
            .await?;
        let reason = act.words_if(Some(why)).await?.ok_or(Refusal::NothingWritten)?;
        act.decide(|work| second::send_back(work, by, proposal, reason))?;
        act.commit(None).await?;
        Ok(())
    }

    /// What was composed for a proposal that this reader may see.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] when its words were erased.
    pub async fn composed(&self, proposal: &Proposal) -> Result<Composed, DeskError> {
        let text = self
            .words_of(Some(&proposal.words))
            .await?
            .ok_or(DeskError::NotFound)?;
        serde_json::from_str(&text).map_err(internal)
    }

    async fn second_look_at(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        proposal: u32,
        scope: &str,
        key: &str,
    ) -> Result<Act<'_>, DeskError> {
        let actor = Actor::Staff(by.clone());
        let act = self
            .act_on(actor.clone(), number, Action::SeeCase, self.request(scope, key))
            .await?;
        let case = act.case()?;
        let one = case.proposals.iter().find(|one| one.no == proposal);
        let step = one.ok_or(DeskError::NotFound)?.step;
        let viewer = self.viewer_in(&actor, &act.organisation);
        if access::may(&viewer, case, access::of_step(step)) {
            Ok(act)
        } else {
            Err(DeskError::NotFound)
        }
    }
}

impl Act<'_> {
    /// Does what was composed; the number of its message, if it has one.
    async fn carry_out(&mut self, composed: Composed) -> Result<Option<u32>, DeskError> {
        match composed {
            Composed::Answer(answer) => self.give_answer(answer).await.map(Some),
            Composed::Interim(interim) => self.give_interim(interim).await.map(Some),
            Composed::Evaluation { differently, letter } => {
                self.decide_evaluation(differently, &letter).await
            }
            Composed::Reclassification { to, why } => {
                self.reclassify(to, &why).await?;
                Ok(None)
            }
            Composed::Refusal { reason, letter } => self.refuse(reason, &letter).await.map(Some),
        }
    }
}
