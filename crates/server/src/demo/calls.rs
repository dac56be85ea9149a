//! What the demo's staff do every afternoon: whoever still has somebody to call, calls.

use crate::demo::script::Player;
use casework::ids::{CaseNumber, PersonId};
use casework::vocabulary::{DeliveredBy, ReplyBy, Role};
use desk::DeskError;
use storage::{OwedFilter, Page, Scope};

/// At most so many calls in an afternoon.
const CALLS: u32 = 200;

impl Player<'_> {
    /// Brings the questions whether it is solved that wait for a voice or the post, as their handlers do.
    ///
    /// Gives what the rules didn't allow.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn calls(&self) -> Result<Vec<DeskError>, DeskError> {
        let filter = OwedFilter {
            open: Some(true),
            by_role: Some(Role::Desk.code().to_owned()),
            ..OwedFilter::default()
        };
        let store = self.desk.store();
        let open = store
            .owed_list(&Scope::system(), &filter, Page::first(CALLS))
            .await?;
        let mut left_out = Vec::new();
        for row in open {
            // What the program does by itself is nobody's.
            let Some(by) = row.owed_by_person else { continue };
            let Some(number) = self.known.number(&row.owner_id) else {
                continue;
            };
            match self.call(&by, number).await {
                Ok(()) => {}
                Err(error @ (DeskError::Refused(_) | DeskError::NotFound)) => left_out.push(error),
                Err(error) => return Err(error),
            }
        }
        Ok(left_out)
    }

    async fn call(&self, by: &PersonId, number: &CaseNumber) -> Result<(), DeskError> {
        let reading = self.desk.read(by, number).await?;
        let how = match reading.view.case().reply_by {
            ReplyBy::Letter => DeliveredBy::Posted,
            ReplyBy::Email | ReplyBy::Phone | ReplyBy::Code => DeliveredBy::Spoken,
        };
        self.bring(how.code(), by, number).await
    }
}
