//! What management is told: the result and the reason of each evaluation, and what was agreed. Never who complained.

use crate::{Actor, Desk, DeskError};
use casework::access::{self, Action, Relation, Viewer};
use casework::ids::{CaseId, PersonId};
use casework::moment::Moment;
use casework::vocabulary::Cause;
use storage::AggregateKey;

/// The result of one evaluation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultTold {
    /// When it was decided.
    pub at: Moment,
    /// Must a way of working change?
    pub change: bool,
    /// What went wrong.
    pub cause: Cause,
    /// The reason.
    pub reason: String,
    /// What was agreed.
    pub measures: Vec<String>,
}

/// At most so many results on a page.
const RESULTS: usize = 100;
/// So many cases are looked at in one reading.
const AT_ONCE: u32 = 100;

impl Desk {
    /// The results that a member of management was told, newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn results(&self, person: &PersonId) -> Result<Vec<ResultTold>, DeskError> {
        let organisation = self.organisation().await?;
        let viewer = self.viewer_in(&Actor::Staff(person.clone()), &organisation);
        let told = Relation::Management.code();
        let mut results: Vec<ResultTold> = Vec::new();
        let mut after = None;
        loop {
            let some = self
                .store
                .cases_evaluated(person, told, after.as_ref(), AT_ONCE)
                .await?;
            for (_, id) in &some {
                self.told_of(person, &viewer, id, &mut results).await?;
            }
            results.sort_by_key(|result| std::cmp::Reverse(result.at));
            results.truncate(RESULTS);
            // What was decided last in the next case is older than all that is on the page.
            let full = results.get(RESULTS - 1).map(|last| last.at);
            match some.into_iter().last() {
                Some(last) if full.is_none_or(|oldest| last.0 >= oldest) => after = Some(last),
                _ => return Ok(results),
            }
        }
    }

    /// Adds what this person was told of the evaluations of one case.
    async fn told_of(
        &self,
        person: &PersonId,
        viewer: &Viewer,
        id: &CaseId,
        results: &mut Vec<ResultTold>,
    ) -> Result<(), DeskError> {
        let Some((case, _)) = self.load_case(id).await? else {
            return Ok(());
        };
        let Some(view) = self.view(viewer, &case, false).await? else {
            return Ok(());
        };
        // Shown is seen: nothing else in it is theirs to open.
        if !access::may(viewer, &case, Action::SeeCase) {
            let about = AggregateKey::case(id);
            self.store
                .inbox_mark_seen(person, &about, self.clock.now())
                .await?;
        }
        let evaluations = view.case().evaluations.iter();
        let decided = evaluations.filter_map(|one| one.decided.as_ref());
        for decided in decided.filter(|one| one.told.contains(person)) {
            // What was agreed in the same round: a later one brings its own.
            let agreed = view
                .case()
                .measures
                .iter()
                .filter(|one| one.decided_at == decided.at);
            results.push(ResultTold {
                at: decided.at,
                change: decided.change,
                cause: decided.cause,
                reason: view.text(&decided.reason).unwrap_or_default().to_owned(),
                measures: agreed
                    .filter_map(|one| view.text(&one.what))
                    .map(str::to_owned)
                    .collect(),
            });
        }
        Ok(())
    }
}
