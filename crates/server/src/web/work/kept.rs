//! "Bewaar, ik schrijf later verder": what a member of staff was writing, sealed; only a cookie of theirs holds the key.

use crate::clock::real_now;
use crate::web::App;
use crate::web::support::cookies;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use axum::http::HeaderMap;
use axum_extra::extract::CookieJar;
use casework::ids::{CaseNumber, PersonId};
use serde::{Deserialize, Serialize};
use storage::DraftKey;

/// The cookie with the key.
pub const COOKIE: &str = "gehoor-klad";
/// At most so many texts are kept at once; the oldest goes.
const AT_MOST: usize = 20;

/// One text that isn't finished.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct One {
    person: String,
    number: String,
    sort: String,
    pairs: Vec<(String, String)>,
}

impl One {
    fn is(&self, person: &PersonId, number: &CaseNumber, sort: &str) -> bool {
        self.person == person.as_str() && self.number == number.as_str() && self.sort == sort
    }
}

fn key(app: &App, headers: &HeaderMap) -> Option<DraftKey> {
    cookies::read(app, headers, COOKIE).and_then(|cookie| DraftKey::from_cookie(&cookie))
}

async fn all(app: &App, key: Option<&DraftKey>) -> Result<Vec<One>, WebError> {
    let Some(key) = key else { return Ok(Vec::new()) };
    let body = app.desk.store().draft_load(key).await?;
    Ok(body
        .and_then(|body| serde_json::from_str(&body).ok())
        .unwrap_or_default())
}

/// What this person was writing in this case.
///
/// # Errors
/// When the store fails.
pub async fn load(
    app: &App,
    headers: &HeaderMap,
    person: &PersonId,
    number: &CaseNumber,
    sort: &str,
) -> Result<Option<Fields>, WebError> {
    let found = all(app, key(app, headers).as_ref())
        .await?
        .into_iter()
        .find(|one| one.is(person, number, sort));
    Ok(found.map(|one| Fields::new(one.pairs)))
}

/// Keeps it; the jar holds the cookie.
///
/// # Errors
/// When the store fails.
pub async fn save(
    app: &App,
    headers: &HeaderMap,
    person: &PersonId,
    number: &CaseNumber,
    fields: &Fields,
) -> Result<CookieJar, WebError> {
    let sort = fields.get("soort").to_owned();
    let key = key(app, headers);
    let mut texts = all(app, key.as_ref()).await?;
    texts.retain(|one| !one.is(person, number, &sort));
    let pairs = fields
        .pairs()
        .iter()
        .filter(|(name, _)| name != "sleutel" && name != "doe")
        .cloned()
        .collect();
    texts.push(One {
        person: person.to_string(),
        number: number.to_string(),
        sort,
        pairs,
    });
    let from = texts.len().saturating_sub(AT_MOST);
    write(app, headers, key, &texts.split_off(from)).await
}

/// It was sent: nothing is kept of it.
///
/// # Errors
/// When the store fails.
pub async fn forget(
    app: &App,
    headers: &HeaderMap,
    person: &PersonId,
    number: &CaseNumber,
    sort: &str,
) -> Result<(), WebError> {
    let Some(key) = key(app, headers) else {
        return Ok(());
    };
    let mut texts = all(app, Some(&key)).await?;
    let before = texts.len();
    texts.retain(|one| !one.is(person, number, sort));
    if texts.len() < before {
        let _cookie = write(app, headers, Some(key), &texts).await?;
    }
    Ok(())
}

async fn write(
    app: &App,
    headers: &HeaderMap,
    key: Option<DraftKey>,
    texts: &[One],
) -> Result<CookieJar, WebError> {
    let body = serde_json::to_string(texts).map_err(|error| WebError::Internal(error.to_string()))?;
    let store = app.desk.store();
    let jar = CookieJar::from_headers(headers);
    if let Some(key) = &key
        && store.draft_save(key, &body, real_now()).await?
    {
        return Ok(jar);
    }
    let key = store.draft_create(&body, real_now()).await?;
    Ok(cookies::set(app, jar, COOKIE, key.to_cookie()))
}
