//! Recording that a message reached the complainant by voice or post, or came back; and that an undertaking was done.

use crate::act::{Act, Actor};
use crate::{Desk, DeskError};
use casework::access::{self, Action};
use casework::case::{message, undertaking};
use casework::ids::{CaseNumber, PersonId};
use casework::moment::Moment;
use casework::refusal::Refusal;
use casework::vocabulary::DeliveredBy;
use storage::IdempotencyKey;

impl Desk {
    /// Records that a message was spoken with the person, or posted with proof, at a moment (`None`: now).
    ///
    /// # Errors
    /// There is no such message, it was delivered already, or the moment lies ahead.
    pub async fn delivered(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        sent: u32,
        how: DeliveredBy,
        at: Option<Moment>,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act_on_sent(by, number, sent, self.request("delivered", key))
            .await?;
        let at = at.unwrap_or(act.now);
        act.decide(|work| message::delivered(work, sent, how, at))?;
        act.commit(None).await?;
        Ok(())
    }

    /// Records that a message came back; what it kept is owed again.
    ///
    /// # Errors
    /// There is no such message, or it wasn't delivered.
    pub async fn came_back(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        sent: u32,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act_on_sent(by, number, sent, self.request("came_back", key))
            .await?;
        act.decide(|work| message::bounced(work, sent))?;
        act.commit(None).await?;
        Ok(())
    }

    /// Records that what was offered was done.
    ///
    /// # Errors
    /// There is no such undertaking, or it was done already.
    pub async fn undertaking_done(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        no: u32,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act_on(
                Actor::Staff(by.clone()),
                number,
                Action::Undertake,
                self.request("done", key),
            )
            .await?;
        let follows = [&act.case()?.handler, &act.case()?.supervisor]
            .into_iter()
            .flatten()
            .any(|one| one == by);
        let own = act
            .case()?
            .undertakings
            .iter()
            .any(|one| one.no == no && one.by == *by);
        if !follows && !own {
            return Err(DeskError::NotFound);
        }
        act.decide(|work| undertaking::done(work, no))?;
        act.commit(None).await?;
        Ok(())
    }

    /// Begins an act on a message that was sent. One that isn't theirs to bring looks like one that doesn't exist.
    pub(crate) async fn act_on_sent(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        sent: u32,
        request: Option<IdempotencyKey>,
    ) -> Result<Act<'_>, DeskError> {
        let actor = Actor::Staff(by.clone());
        let act = self
            .act_on(actor.clone(), number, Action::SeeCase, request)
            .await?;
        let viewer = self.viewer_in(&actor, &act.organisation);
        let case = act.case()?;
        if access::may(&viewer, case, access::delivers(case, sent)) {
            return Ok(act);
        }
        let delivers = access::may(&viewer, case, Action::Deliver);
        Err(if delivers {
            Refusal::NoSuchItem.into()
        } else {
            DeskError::NotFound
        })
    }
}
