//! Whether a message was sent by an earlier press: what it said can't be checked again once it is said.

use crate::{Desk, DeskError};

/// What a composer sends.
const MESSAGES: [&str; 8] = [
    "acknowledge",
    "answer",
    "evaluate",
    "interim",
    "explain",
    "concern_reply",
    "outcome",
    "second_look",
];

impl Desk {
    /// Whether a message with this form's key was sent. The use cases answer a repeat themselves; this is for a page
    /// that checks what was typed before it asks for one.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn carried_out(&self, key: &str) -> Result<bool, DeskError> {
        for scope in MESSAGES {
            if let Some(request) = self.request(scope, key)
                && self.store.reply_to(&request).await?.is_some()
            {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
