//! Staff sign in with e-mail and password; sessions live on real time, which the caller passes in.

use crate::error::internal;
use crate::{Desk, DeskError};
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use casework::ids::PersonId;
use casework::moment::Moment;
use storage::SessionKind;
use tokio::sync::Semaphore;

/// A session of staff ends after so long without use.
pub(crate) const SESSION_MILLIS: i64 = 12 * 60 * 60_000;
/// A complainant's session on the follow page ends after so long without use.
const FOLLOW_MILLIS: i64 = 60 * 60_000;
/// However much it is used, a session of staff ends a day after signing in.
const SESSION_AT_MOST_MILLIS: i64 = 24 * 60 * 60_000;
/// And a complainant's half a day after giving the code.
const FOLLOW_AT_MOST_MILLIS: i64 = 12 * 60 * 60_000;
/// Using a session is written down no more often than this, so that reading pages writes nothing.
const TOUCH_AFTER_MILLIS: i64 = 5 * 60_000;
/// The shortest password.
pub const PASSWORD_AT_LEAST: usize = 12;
/// The longest password that is hashed.
const PASSWORD_AT_MOST: usize = 512;
/// So many attempts per address and quarter of an hour.
const ATTEMPTS: u32 = 10;
/// A quarter of an hour.
const WINDOW_MILLIS: i64 = 15 * 60_000;

/// Hashing takes memory and time: never more than two at once.
static HASHING: Semaphore = Semaphore::const_new(2);

/// A sign-in that didn't happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSignedIn {
    /// Address or password is wrong; which of them isn't said.
    Wrong,
    /// Too many attempts; try again later.
    TooOften,
    /// The link was used, or is too old.
    LinkGone,
    /// The password is too short.
    TooShort,
}

/// The result of an attempt.
pub type Attempt<T> = Result<Result<T, NotSignedIn>, DeskError>;

/// How long a session lasts, in milliseconds: without use, and in all.
#[derive(Clone, Copy)]
struct Lasts {
    unused: i64,
    at_most: i64,
}

impl Desk {
    /// Signs somebody in; the session's token for the cookie.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn sign_in(&self, email: &str, password: &str, real_now: Moment) -> Attempt<String> {
        let email = email.trim().to_lowercase();
        if self
            .store
            .attempt("sign_in", &email, WINDOW_MILLIS, real_now)
            .await?
            > ATTEMPTS
        {
            return Ok(Err(NotSignedIn::TooOften));
        }
        let login = self.store.person_by_email(&email).await?;
        let (person, hash) = match login {
            Some(login) => (Some(login.person), login.password_hash),
            None => (None, None),
        };
        // Somebody unknown costs as much time as somebody known.
        let fine = verify(password, hash).await?;
        let Some(person) = person.filter(|_| fine) else {
            return Ok(Err(NotSignedIn::Wrong));
        };
        self.store.attempts_forget("sign_in", &email).await?;
        Ok(Ok(self.session(&person, real_now).await?))
    }

    /// A session for a member of staff (after signing in, or in the demo).
    ///
    /// # Errors
    /// When the store fails.
    pub async fn session(&self, person: &PersonId, real_now: Moment) -> Result<String, DeskError> {
        Ok(self
            .store
            .session_create(SessionKind::Staff, person.as_str(), real_now, SESSION_MILLIS)
            .await?)
    }

    /// Who a session belongs to; using it makes it last longer.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn signed_in(&self, token: &str, real_now: Moment) -> Result<Option<PersonId>, DeskError> {
        let lasts = Lasts {
            unused: SESSION_MILLIS,
            at_most: SESSION_AT_MOST_MILLIS,
        };
        let subject = self.used(SessionKind::Staff, token, real_now, lasts).await?;
        Ok(subject.map(PersonId))
    }

    /// Whose session it is. Using it makes it last longer, until it is too old; that this can't be written down is no
    /// reason not to show a page.
    async fn used(
        &self,
        kind: SessionKind,
        token: &str,
        real_now: Moment,
        lasts: Lasts,
    ) -> Result<Option<String>, DeskError> {
        let Some(session) = self.store.session_load(kind, token, real_now).await? else {
            return Ok(None);
        };
        let ends = session.created_at.plus_millis(lasts.at_most);
        if real_now >= ends {
            return Ok(None);
        }
        if real_now >= session.seen_at.plus_millis(TOUCH_AFTER_MILLIS) {
            let millis = lasts.unused.min(ends.0 - real_now.0);
            if let Err(error) = self.store.session_touch(token, real_now, millis).await {
                tracing::warn!(%error, "the use of a session could not be written down");
            }
        }
        Ok(Some(session.subject))
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn sign_out(&self, token: &str) -> Result<(), DeskError> {
        Ok(self.store.session_delete(token).await?)
    }

    /// Opens the follow page with a receipt code; a token for the cookie. `from`: for the limit on attempts.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn open_with_code(&self, typed: &str, from: &str, real_now: Moment) -> Attempt<String> {
        if self.store.attempt("code", from, WINDOW_MILLIS, real_now).await? > ATTEMPTS * 3 {
            return Ok(Err(NotSignedIn::TooOften));
        }
        let Some(code) = storage::ReceiptCode::parse(typed) else {
            return Ok(Err(NotSignedIn::Wrong));
        };
        let Some(case) = self.store.case_by_receipt(&code).await? else {
            return Ok(Err(NotSignedIn::Wrong));
        };
        let token = self
            .store
            .session_create(SessionKind::Complainant, case.as_str(), real_now, FOLLOW_MILLIS)
            .await?;
        Ok(Ok(token))
    }

    /// A follow session for a case (right after submitting, or in the demo).
    ///
    /// # Errors
    /// When the store fails.
    pub async fn follow_session(
        &self,
        case: &casework::ids::CaseId,
        real_now: Moment,
    ) -> Result<String, DeskError> {
        Ok(self
            .store
            .session_create(SessionKind::Complainant, case.as_str(), real_now, FOLLOW_MILLIS)
            .await?)
    }

    /// The case that a follow session is for.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn following(
        &self,
        token: &str,
        real_now: Moment,
    ) -> Result<Option<casework::ids::CaseId>, DeskError> {
        let lasts = Lasts {
            unused: FOLLOW_MILLIS,
            at_most: FOLLOW_AT_MOST_MILLIS,
        };
        let subject = self
            .used(SessionKind::Complainant, token, real_now, lasts)
            .await?;
        Ok(subject.map(casework::ids::CaseId))
    }

    /// Who an invitation is for, without using it up: opening a link changes nothing.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn invitation(&self, token: &str, real_now: Moment) -> Result<Option<PersonId>, DeskError> {
        Ok(self
            .store
            .link_peek("invitation", token, real_now)
            .await?
            .map(PersonId))
    }

    /// Sets the password chosen with an invitation, and signs in.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn accept_invitation(&self, token: &str, password: &str, real_now: Moment) -> Attempt<String> {
        if password.chars().count() < PASSWORD_AT_LEAST || password.len() > PASSWORD_AT_MOST {
            return Ok(Err(NotSignedIn::TooShort));
        }
        let Some(person) = self.invitation(token, real_now).await? else {
            return Ok(Err(NotSignedIn::LinkGone));
        };
        let hash = hash(password.to_owned()).await?;
        if self
            .store
            .link_use("invitation", token, real_now)
            .await?
            .is_none()
        {
            return Ok(Err(NotSignedIn::LinkGone));
        }
        self.store.password_set(&person, &hash, self.clock.now()).await?;
        self.store
            .sessions_delete_all(SessionKind::Staff, person.as_str())
            .await?;
        Ok(Ok(self.session(&person, real_now).await?))
    }
}

async fn hash(password: String) -> Result<String, DeskError> {
    let _turn = HASHING.acquire().await.map_err(internal)?;
    let hashed = tokio::task::spawn_blocking(move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
    });
    hashed.await.map_err(internal)?.map_err(internal)
}

/// Compares a password with a hash; without one it still does the work.
async fn verify(password: &str, hash: Option<String>) -> Result<bool, DeskError> {
    if password.len() > PASSWORD_AT_MOST {
        return Ok(false);
    }
    let _turn = HASHING.acquire().await.map_err(internal)?;
    let password = password.to_owned();
    let compared = tokio::task::spawn_blocking(move || match hash {
        Some(hash) => argon2::PasswordHash::new(&hash).is_ok_and(|hash| {
            Argon2::default()
                .verify_password(password.as_bytes(), &hash)
                .is_ok()
        }),
        None => {
            // The result doesn't matter, the time it takes does.
            let _hash = Argon2::default().hash_password(password.as_bytes());
            false
        }
    });
    compared.await.map_err(internal)
}
