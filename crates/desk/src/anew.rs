//! Rows written again from the journal, when this program keeps more in them than the one that wrote them.

use crate::{Desk, DeskError, project};
use casework::ids::CaseId;
use casework::moment::Moment;
use storage::{AggregateKey, AggregateKind, Append, Commit, CommitError, Store};

/// The setting that says which shape the rows of all cases have.
const SHAPE: &str = "rows of cases";
/// The shape that this program writes; one more whenever [`project::case_rows`] keeps something that it didn't before.
const NOW: &str = "3";
/// So many cases are looked at in one reading.
const AT_ONCE: u32 = 200;

/// The next desk that opens here writes the rows of every case again, and counts all sums again.
///
/// # Errors
/// When the store fails.
pub async fn rows_again(store: &Store, now: Moment) -> Result<(), storage::Error> {
    store.setting_set(SHAPE, "0", now).await
}

impl Desk {
    /// Writes the rows of every case again when they are of an older shape. Doing it twice, or two nodes at once, is harmless.
    pub(crate) async fn rows_anew(&self) -> Result<(), DeskError> {
        if self.store.setting(SHAPE).await?.as_deref() == Some(NOW) {
            return Ok(());
        }
        let mut after: Option<String> = None;
        loop {
            let ids = self
                .store
                .aggregate_ids(AggregateKind::Case, after.as_deref(), AT_ONCE)
                .await?;
            let Some(last) = ids.last().cloned() else {
                break;
            };
            for id in ids {
                self.case_anew(CaseId(id)).await?;
            }
            after = Some(last);
        }
        self.store.sums_anew().await?;
        Ok(self.store.setting_set(SHAPE, NOW, self.clock.now()).await?)
    }

    async fn case_anew(&self, id: CaseId) -> Result<(), DeskError> {
        let Some((case, sequence)) = self.load_case(&id).await? else {
            return Ok(());
        };
        let version = self.shelf.version(case.policy_version)?;
        let mut commit = Commit::at(self.clock.now());
        commit.appends.push(Append {
            aggregate: AggregateKey::case(&id),
            expected_sequence: sequence,
            events: Vec::new(),
            rows: project::case_rows(&case, &version.policy),
        });
        match self.store.commit(commit).await {
            // Somebody wrote in it meanwhile, and with it its rows.
            Ok(_) | Err(CommitError::Conflict { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}
