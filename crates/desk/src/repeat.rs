//! A form that is sent twice: the second time the rules may say no to what the first one did.

use crate::{Desk, DeskError};
use storage::IdempotencyKey;

/// What members of staff do with a case by a form.
const SCOPES: [&str; 24] = [
    "answer", "interim", "explain", "concern_reply", "second_look", "outcome", "talk", "note", "understood", "title", "done",
    "delivered", "came_back", "silent", "link", "exclude", "assign", "take_over", "board_reply", "question", "discussed",
    "evaluate", "brief", "refuse",
];

impl Desk {
    /// Whether a form with this key was carried out before.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn carried_out(&self, key: &str) -> Result<bool, DeskError> {
        if key.is_empty() {
            return Ok(false);
        }
        for scope in SCOPES {
            let request = IdempotencyKey { scope: scope.to_owned(), key: key.to_owned() };
            if self.store.reply_to(&request).await?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
