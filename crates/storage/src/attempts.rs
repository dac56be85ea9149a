//! Counting attempts in a window of time, for rate limits; whom it concerns is kept as a keyed hash only.

use crate::database::values;
use crate::error::{Error, Result};
use crate::statements::statements;
use casework::moment::Moment;

statements! {
    ATTEMPT = "INSERT INTO attempts (scope, key_hash, window_start, tries) VALUES ($1, $2, $3, 1)
        ON CONFLICT (scope, key_hash, window_start) DO UPDATE SET tries = attempts.tries + 1 RETURNING tries";
    ATTEMPTS_FORGET = "DELETE FROM attempts WHERE scope = $1 AND key_hash = $2";
    ATTEMPTS_SWEEP = "DELETE FROM attempts WHERE window_start < $1";
}

impl crate::Store {
    /// Counts one more attempt; gives how many there were in the window that `now` falls in, this one included.
    pub async fn attempt(&self, scope: &str, key: &str, window_millis: i64, now: Moment) -> Result<u32> {
        let window = window_millis.max(1);
        let start = now.0.div_euclid(window).saturating_mul(window);
        let hash = self.keys.token.mac_hex(&["attempt", scope, key])?;
        let rows = self
            .database
            .write(&ATTEMPT, values![scope.to_owned(), hash, start])
            .await?;
        rows.first()
            .ok_or_else(|| Error::corrupt("attempts", scope, "wasn't counted"))?
            .get("tries")
    }

    /// Starts counting anew (somebody signed in well).
    pub async fn attempts_forget(&self, scope: &str, key: &str) -> Result<()> {
        let hash = self.keys.token.mac_hex(&["attempt", scope, key])?;
        self.database
            .execute(&ATTEMPTS_FORGET, values![scope.to_owned(), hash])
            .await?;
        Ok(())
    }
}
