//! What somebody typed so far, sealed; only their cookie holds the key. Nothing typed is ever lost by an error.

use super::cookies;
use super::errors::WebError;
use super::frame::fresh_key;
use super::visitor::Visitor;
use crate::clock::real_now;
use crate::web::App;
use axum_extra::extract::CookieJar;
use casework::submission::Typed;
use desk::often::Often;
use serde::{Deserialize, Serialize};
use storage::DraftKey;

/// A draft of a complaint or a concern.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// The page it began on: `bewoner`, `medewerker`, `derde`.
    pub role: String,
    /// What was typed.
    pub typed: Typed,
    /// The idempotency key with which it will be sent.
    pub key: String,
    /// The pages that were answered.
    pub answered: Vec<String>,
    /// What was wrong when it was last sent, for the page that leads back to it.
    pub wrong: Option<Wrong>,
}

/// What is wrong on a page, kept until the next form comes in: no page answers a form itself, so that going back in the
/// browser never asks to send it again.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Wrong {
    /// The path of the page.
    pub page: String,
    /// Each field, and what to do about it.
    pub errors: Vec<(String, String)>,
}

impl Draft {
    /// The visitor's draft, or a fresh one that isn't kept yet.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn of(app: &App, visitor: &Visitor) -> Result<Draft, WebError> {
        if let Some(key) = &visitor.draft
            && let Some(body) = app.desk.store().draft_load(key).await?
            && let Ok(draft) = serde_json::from_str(&body)
        {
            return Ok(draft);
        }
        Ok(Draft {
            key: fresh_key(app)?,
            ..Draft::default()
        })
    }

    /// Keeps it; the key for files, and the jar with the cookie.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn save(
        &self,
        app: &App,
        visitor: &Visitor,
        jar: CookieJar,
    ) -> Result<(DraftKey, CookieJar), WebError> {
        let body = serde_json::to_string(self).map_err(|error| WebError::Internal(error.to_string()))?;
        let store = app.desk.store();
        if let Some(key) = &visitor.draft
            && store.draft_save(key, &body, real_now()).await?
        {
            return Ok((key.clone(), jar));
        }
        if let Some(from) = &visitor.source
            && app
                .desk
                .too_often(Often::Begun, from, app.often.begun, real_now())
                .await?
        {
            return Err(WebError::TooOften);
        }
        let key = store.draft_create(&body, real_now()).await?;
        let jar = cookies::set(app, jar, cookies::DRAFT, key.to_cookie());
        Ok((key, jar))
    }

    /// Marks a page as answered.
    pub fn done(&mut self, page: &str) {
        if !self.answered.iter().any(|one| one == page) {
            self.answered.push(page.to_owned());
        }
    }
}
