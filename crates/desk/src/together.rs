//! Neighbours: complaints that may be about the same, those that are linked, and one draft that goes to several of them.

use crate::measures::MeasureView;
use crate::read::{Listed, Opened};
use crate::step::{Composed, Went};
use crate::{Desk, DeskError};
use casework::access::Action;
use casework::case::{Case, link};
use casework::ids::{CaseNumber, MeasureId, PersonId};
use casework::measure::MeasureStage;
use casework::refusal::Refusal;
use std::collections::BTreeSet;
use storage::IdempotencyKey;

/// So many suggestions are shown.
const SUGGESTED: usize = 5;
/// So many are looked at for them.
const LOOKED_AT: u32 = 20;

impl Desk {
    /// Complaints that may be about the same, newest first: only those that this person sees and may link.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn neighbours(&self, person: &PersonId, case: &Case) -> Result<Vec<Listed>, DeskError> {
        let (Some(project), Some(theme)) = (&case.project, &case.theme) else {
            return Ok(Vec::new());
        };
        let scope = self.scope_of(person).await?;
        let now = self.clock.now();
        let since = link::recent_since(now);
        let alike = self
            .store
            .cases_alike(&scope, (project, theme), &case.id, since, LOOKED_AT);
        let mut found = self.opened(person, alike.await?, Opened::Headline).await?;
        found.retain(|one| one.view.may(Action::Link) && link::may_be_the_same(case, one.view.case(), now));
        found.truncate(SUGGESTED);
        Ok(found)
    }

    /// The linked complaints that this person may see; of another one nothing shows.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn linked(&self, person: &PersonId, case: &Case) -> Result<Vec<Listed>, DeskError> {
        if case.links.is_empty() {
            return Ok(Vec::new());
        }
        let scope = self.scope_of(person).await?;
        let mut rows = Vec::new();
        for other in &case.links {
            rows.extend(self.store.case_row(&scope, other).await?);
        }
        self.opened(person, rows, Opened::Headline).await
    }

    /// Measures that were agreed before and that a case may lead to as well: not reviewed yet, not this case's own, and
    /// nobody in them whom the case excludes.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn measures_to_join(
        &self,
        person: &PersonId,
        case: &Case,
    ) -> Result<Vec<MeasureView>, DeskError> {
        let mut all = self.measures(person).await?;
        all.retain(|one| may_join(case, one));
        Ok(all)
    }

    /// Of these, the measures that linked complaints led to.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn measures_of_linked(
        &self,
        person: &PersonId,
        case: &Case,
    ) -> Result<Vec<MeasureView>, DeskError> {
        let linked = self.linked(person, case).await?;
        let ids: BTreeSet<MeasureId> = linked
            .iter()
            .flat_map(|one| one.view.case().measures.iter().map(|one| one.measure.clone()))
            .collect();
        let mut found = Vec::new();
        for id in ids {
            found.extend(self.measure(person, &id).await?.filter(|one| may_join(case, one)));
        }
        Ok(found)
    }

    /// Sends what was drafted for one complaint to another one too, as an act of its own: its own message, clock and news
    /// for the board, and its own second person where the policy wants one. `key`: of the form that held the draft.
    ///
    /// # Errors
    /// As for a step alone; and an answer or interim where nobody waits for one any more.
    pub async fn send_along(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        composed: Composed,
        key: &str,
    ) -> Result<Went, DeskError> {
        let scope = match &composed {
            Composed::Answer(_) => "answer",
            Composed::Interim(_) => "interim",
            Composed::Evaluation { .. } => "evaluate",
            Composed::Reclassification { .. } | Composed::Refusal { .. } => {
                return Err(Refusal::NoSuchItem.into());
            }
        };
        let request = self.request(scope, &key_along(key, number));
        self.step(by, number, composed, request, true).await
    }

    /// Whether an earlier press of the same form did it for this complaint.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn went_along(&self, key: &str, number: &CaseNumber) -> Result<bool, DeskError> {
        self.carried_out(&key_along(key, number)).await
    }

    /// The measure that all who go along with one form agree on; a repeat of the form means the same one.
    ///
    /// # Errors
    /// When the store fails.
    pub fn shared_measure(&self, key: &str) -> Result<MeasureId, DeskError> {
        let request = IdempotencyKey {
            scope: "measure".to_owned(),
            key: key.to_owned(),
        };
        Ok(MeasureId::from_random(self.store.id_of(&request)?))
    }
}

fn may_join(case: &Case, one: &MeasureView) -> bool {
    let measure = &one.measure;
    measure.stage() != MeasureStage::Reviewed
        && !case.measures.iter().any(|own| own.measure == measure.id)
        && !case.excludes(&measure.owner)
        && !case.excludes(&measure.reviewer)
}

/// Each complaint that goes along has a key of its own, so that a repeat does what an interruption left undone and no more.
fn key_along(key: &str, number: &CaseNumber) -> String {
    if key.is_empty() {
        String::new()
    } else {
        format!("{key}:{number}")
    }
}
