//! What management is told: the result and the reason of each evaluation, and what was agreed. Never who complained.

use crate::{Actor, Desk, DeskError};
use casework::access::{self, Action, Relation};
use casework::ids::PersonId;
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

impl Desk {
    /// The results that a member of management was told, newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn results(&self, person: &PersonId) -> Result<Vec<ResultTold>, DeskError> {
        let organisation = self.organisation().await?;
        let viewer = self.viewer_in(&Actor::Staff(person.clone()), &organisation);
        let told = Relation::Management.code();
        let mut results = Vec::new();
        for id in self.store.cases_related(person, person.as_str(), told).await? {
            let Some((case, _)) = self.load_case(&id).await? else {
                continue;
            };
            let Some(view) = self.view(&viewer, &case, false).await? else {
                continue;
            };
            // Shown is seen: nothing else in it is theirs to open.
            if !access::may(&viewer, &case, Action::SeeCase) {
                let about = AggregateKey::case(&id);
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
        }
        results.sort_by_key(|result| std::cmp::Reverse(result.at));
        results.truncate(RESULTS);
        Ok(results)
    }
}
