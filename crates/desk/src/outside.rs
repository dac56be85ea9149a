//! The person from outside, the last resort: enters by a mailed link, without an account, and sees only what they are
//! named for.

use crate::sign_in::SESSION_MILLIS;
use crate::{Desk, DeskError};
use casework::ids::PersonId;
use casework::organisation::{Organisation, StaffRole};
use storage::SessionKind;

/// The purpose of their links.
pub(crate) const OUTSIDE: &str = "outside";
/// A link works for so many days.
pub const LINK_DAYS: u32 = 14;
const LINK_MILLIS: i64 = LINK_DAYS as i64 * 24 * 60 * 60_000;

/// Whether somebody is there from outside only: no account, no page but the cases they are named for.
pub fn is_outside(organisation: &Organisation, person: &PersonId) -> bool {
    organisation.people.get(person).is_some_and(|one| {
        one.left_at.is_none()
            && !one.roles.is_empty()
            && one.roles.iter().all(|role| *role == StaffRole::Outside)
    })
}

impl Desk {
    /// A path with a fresh link for a person from outside; links before it go on working.
    pub(crate) async fn outside_path(&self, person: &PersonId) -> Result<String, DeskError> {
        let now = self.clock.now();
        let token = self
            .store
            .link_create(OUTSIDE, person.as_str(), now, LINK_MILLIS)
            .await?;
        Ok(format!("/van-buiten?sleutel={token}"))
    }

    /// Whose link it is, without using it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn outside_link(&self, token: &str) -> Result<Option<PersonId>, DeskError> {
        let person = self
            .store
            .link_peek(OUTSIDE, token, self.clock.now())
            .await?
            .map(PersonId);
        let organisation = self.organisation().await?;
        Ok(person.filter(|person| is_outside(&organisation, person)))
    }

    /// Enters by the link, once; the token of the session. `None`: it doesn't work (any more).
    ///
    /// # Errors
    /// When the store fails.
    pub async fn enter_from_outside(
        &self,
        token: &str,
        real_now: casework::moment::Moment,
    ) -> Result<Option<String>, DeskError> {
        let now = self.clock.now();
        if self.outside_link(token).await?.is_none() {
            return Ok(None);
        }
        let Some(person) = self.store.link_use(OUTSIDE, token, now).await? else {
            return Ok(None);
        };
        let session = self
            .store
            .session_create(SessionKind::Staff, &person, real_now, SESSION_MILLIS)
            .await?;
        Ok(Some(session))
    }
}
