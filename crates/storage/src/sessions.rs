//! Sessions and one-time links: random tokens of which only a hash is kept. They live on real time, which the caller passes in.

use crate::database::{Row, values};
use crate::error::Result;
use crate::keys::{hex, random};
use crate::statements::statements;
use casework::moment::Moment;

/// Whose session it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionKind {
    /// A member of staff's; the subject is a person.
    Staff,
    /// A complainant's; the subject is a case.
    Complainant,
}

impl SessionKind {
    pub(crate) fn code(self) -> &'static str {
        match self {
            SessionKind::Staff => "staff",
            SessionKind::Complainant => "complainant",
        }
    }
}

/// A session that is still good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The person or case.
    pub subject: String,
    /// When it began.
    pub created_at: Moment,
    /// When it was last used.
    pub seen_at: Moment,
    /// When it ends, unless it is touched.
    pub expires_at: Moment,
}

statements! {
    SESSION_INSERT = "INSERT INTO sessions (token_hash, kind, subject, created_at, seen_at, expires_at) VALUES ($1, $2, $3, $4, $4, $5)";
    SESSION_FIND = "SELECT subject, created_at, seen_at, expires_at FROM sessions WHERE token_hash = $1 AND kind = $2 AND expires_at > $3";
    SESSION_TOUCH = "UPDATE sessions SET seen_at = $2, expires_at = $3 WHERE token_hash = $1 AND expires_at > $2";
    SESSION_DELETE = "DELETE FROM sessions WHERE token_hash = $1";
    SESSIONS_DELETE = "DELETE FROM sessions WHERE kind = $1 AND subject = $2";
    SESSIONS_SWEEP = "DELETE FROM sessions WHERE expires_at <= $1";
    LINK_INSERT = "INSERT INTO links (token_hash, purpose, subject, at, expires_at) VALUES ($1, $2, $3, $4, $5)";
    LINK_FIND = "SELECT subject FROM links WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3";
    LINK_USE = "UPDATE links SET used_at = $3 WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3 RETURNING subject";
    LINKS_REVOKE = "DELETE FROM links WHERE purpose = $1 AND subject = $2 AND used_at IS NULL";
    LINKS_SWEEP = "DELETE FROM links WHERE expires_at <= $1";
}

fn read(row: &Row) -> Result<Session> {
    Ok(Session {
        subject: row.get("subject")?,
        created_at: row.get("created_at")?,
        seen_at: row.get("seen_at")?,
        expires_at: row.get("expires_at")?,
    })
}

impl crate::Store {
    /// Begins a session; gives the token for the cookie.
    pub async fn session_create(
        &self,
        kind: SessionKind,
        subject: &str,
        now: Moment,
        ttl_millis: i64,
    ) -> Result<String> {
        let token = hex(&random::<32>()?);
        let row = values![
            self.token_hash(&token)?,
            kind.code().to_owned(),
            subject.to_owned(),
            now,
            now.plus_millis(ttl_millis)
        ];
        self.database.execute(&SESSION_INSERT, row).await?;
        Ok(token)
    }

    /// The session of a token, when it is good at `now`.
    pub async fn session_load(&self, kind: SessionKind, token: &str, now: Moment) -> Result<Option<Session>> {
        let place = values![self.token_hash(token)?, kind.code().to_owned(), now];
        self.database
            .row(&SESSION_FIND, place)
            .await?
            .as_ref()
            .map(read)
            .transpose()
    }

    /// It was used: it lasts `ttl_millis` from now. False when it had ended.
    pub async fn session_touch(&self, token: &str, now: Moment, ttl_millis: i64) -> Result<bool> {
        let row = values![self.token_hash(token)?, now, now.plus_millis(ttl_millis)];
        Ok(self.database.execute(&SESSION_TOUCH, row).await? == 1)
    }

    /// Ends a session.
    pub async fn session_delete(&self, token: &str) -> Result<()> {
        self.database
            .execute(&SESSION_DELETE, values![self.token_hash(token)?])
            .await?;
        Ok(())
    }

    /// Ends all sessions of a person or case (password changed, person left, code revoked).
    pub async fn sessions_delete_all(&self, kind: SessionKind, subject: &str) -> Result<u64> {
        self.database
            .execute(
                &SESSIONS_DELETE,
                values![kind.code().to_owned(), subject.to_owned()],
            )
            .await
    }

    /// Makes a link that can be used once; gives its token. Purposes: `invitation`, `start`, …
    pub async fn link_create(
        &self,
        purpose: &str,
        subject: &str,
        now: Moment,
        ttl_millis: i64,
    ) -> Result<String> {
        let token = hex(&random::<32>()?);
        let row = values![
            self.token_hash(&token)?,
            purpose.to_owned(),
            subject.to_owned(),
            now,
            now.plus_millis(ttl_millis)
        ];
        self.database.execute(&LINK_INSERT, row).await?;
        Ok(token)
    }

    /// What a link is for, without using it (a GET changes nothing).
    pub async fn link_peek(&self, purpose: &str, token: &str, now: Moment) -> Result<Option<String>> {
        let place = values![self.token_hash(token)?, purpose.to_owned(), now];
        self.database
            .row(&LINK_FIND, place)
            .await?
            .map(|row| row.get("subject"))
            .transpose()
    }

    /// Uses a link; of two that try at once, one gets it.
    pub async fn link_use(&self, purpose: &str, token: &str, now: Moment) -> Result<Option<String>> {
        let place = values![self.token_hash(token)?, purpose.to_owned(), now];
        self.database
            .write(&LINK_USE, place)
            .await?
            .first()
            .map(|row| row.get("subject"))
            .transpose()
    }

    /// Makes unused links of a subject useless.
    pub async fn links_revoke(&self, purpose: &str, subject: &str) -> Result<u64> {
        self.database
            .execute(&LINKS_REVOKE, values![purpose.to_owned(), subject.to_owned()])
            .await
    }

    /// Removes what has ended: sessions, links, remembered requests, counted attempts.
    pub async fn sweep_expired(&self, now: Moment, remembered_before: Moment) -> Result<()> {
        self.database.execute(&SESSIONS_SWEEP, values![now]).await?;
        self.database.execute(&LINKS_SWEEP, values![now]).await?;
        self.database
            .execute(&crate::commit::REPLIES_SWEEP, values![remembered_before])
            .await?;
        self.database
            .execute(&crate::attempts::ATTEMPTS_SWEEP, values![remembered_before])
            .await?;
        Ok(())
    }

    fn token_hash(&self, token: &str) -> Result<String> {
        self.keys.token.mac_hex(&["token", token])
    }
}
