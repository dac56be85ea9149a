//! How often something is done in an hour by one address or with one complaint; whom it concerns is kept as a keyed hash.

use crate::{Desk, DeskError};
use casework::moment::Moment;

/// An hour, in milliseconds.
const HOUR_MILLIS: i64 = 3_600_000;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Often {
    /// A complaint or a concern is begun.
    Begun,
    /// It is sent.
    Sent,
    /// A message comes with a complaint.
    Messages,
}

impl Often {
    fn code(self) -> &'static str {
        match self {
            Often::Begun => "begun",
            Often::Sent => "sent",
            Often::Messages => "messages",
        }
    }
}

impl Desk {
    /// Counts one more, and says whether that is more than `most` in this hour of the clock.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn too_often(
        &self,
        what: Often,
        whose: &str,
        most: u32,
        real_now: Moment,
    ) -> Result<bool, DeskError> {
        let tries = self
            .store
            .attempt(what.code(), whose, HOUR_MILLIS, real_now)
            .await?;
        Ok(tries > most)
    }
}
