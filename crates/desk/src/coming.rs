//! What time will bring: the next things due over all cases, without names; the demo shows them.

use crate::{Desk, DeskError};
use casework::ids::{CaseId, CaseNumber};
use casework::moment::Moment;
use storage::{AggregateKind, OwedFilter, OwedRow, Page, Scope};

/// So many open things are looked through.
const LINES: u32 = 1000;

/// Something that falls due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coming {
    /// What staff call it.
    pub task: String,
    /// In which case, when it is one.
    pub number: Option<CaseNumber>,
    /// The clause whose words it carries out: key and words.
    pub clause: Option<(String, String)>,
    /// The instant by which it must be kept (exclusive).
    pub due_at: Moment,
}

impl Desk {
    /// The next `most` things due after now, soonest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn coming(&self, most: usize) -> Result<Vec<Coming>, DeskError> {
        let now = self.clock.now();
        let filter = OwedFilter {
            open: Some(true),
            ..OwedFilter::default()
        };
        let open = self
            .store
            .owed_list(&Scope::system(), &filter, Page::first(LINES))
            .await?;
        let mut coming = Vec::new();
        for row in open.into_iter().filter(|row| row.due_at > now).take(most) {
            coming.push(self.comes(row).await?);
        }
        Ok(coming)
    }

    async fn comes(&self, row: OwedRow) -> Result<Coming, DeskError> {
        let version = self.shelf.version(row.policy_version)?;
        let number = if row.owner_kind == AggregateKind::Case.code() {
            self.store
                .case_row(&Scope::system(), &CaseId(row.owner_id))
                .await?
                .map(|case| case.number)
        } else {
            None
        };
        let clause = row.clause.as_deref().and_then(|key| version.policy.clause(key));
        Ok(Coming {
            task: version
                .policy
                .rule(&row.promise_key)
                .map(|rule| rule.task.clone())
                .unwrap_or_default(),
            number,
            clause: clause.map(|clause| (clause.key.clone(), clause.quote.clone())),
            due_at: row.due_at,
        })
    }
}
