//! One's own part in a case that one may not read: what one offered to do, what the board member asks.

use crate::{Actor, Desk, DeskError};
use casework::access::{CaseView, Relation};
use casework::ids::PersonId;

/// The case, reduced to what this person may see of it.
#[derive(Clone, Debug)]
pub struct OwnPart {
    /// Their part and nothing else.
    pub view: CaseView,
}

impl Desk {
    /// The cases in which somebody has something to do without following them. Nothing of the complaint is in them.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn own_parts(&self, person: &PersonId) -> Result<Vec<OwnPart>, DeskError> {
        let organisation = self.organisation().await?;
        let viewer = self.viewer_in(&Actor::Staff(person.clone()), &organisation);
        let scope = self.scope_of(person).await?;
        let mut cases = std::collections::BTreeSet::new();
        for relation in [Relation::Owner, Relation::Asked] {
            cases.extend(self.store.cases_only_related(&scope, relation.code()).await?);
        }
        let mut parts = Vec::new();
        for id in cases {
            let Some((case, _)) = self.load_case(&id).await? else {
                continue;
            };
            // Whoever follows the case does their part on its own page.
            if casework::access::may(&viewer, &case, casework::access::Action::SeeCase) {
                continue;
            }
            parts.extend(
                self.view(&viewer, &case, false)
                    .await?
                    .map(|view| OwnPart { view }),
            );
        }
        Ok(parts)
    }
}
