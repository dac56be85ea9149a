//! What was just sent: who sent it may see number and code again for a day, and a second click leads to the same.

use crate::clock::real_now;
use crate::web::App;
use crate::web::support::cookies;
use crate::web::support::errors::WebError;
use axum::http::HeaderMap;
use axum_extra::extract::CookieJar;
use casework::ids::CaseId;
use storage::{IdempotencyKey, ReceiptCode};

/// The code and the case of a request that was carried out.
///
/// # Errors
/// When the store fails.
pub async fn by_key(app: &App, key: &str) -> Result<Option<(ReceiptCode, CaseId)>, WebError> {
    // Only keys that we gave out ourselves: they can't be guessed.
    if key.len() != 32 || !key.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(None);
    }
    let store = app.desk.store();
    let code = store.receipt_code(&IdempotencyKey {
        scope: "submit".to_owned(),
        key: key.to_owned(),
    })?;
    Ok(store.case_by_receipt(&code).await?.map(|case| (code, case)))
}

/// What this browser sent last.
///
/// # Errors
/// When the store fails.
pub async fn last(app: &App, headers: &HeaderMap) -> Result<Option<(ReceiptCode, CaseId)>, WebError> {
    match cookies::read(app, headers, cookies::RECEIPT) {
        Some(key) => by_key(app, &key).await,
        None => Ok(None),
    }
}

/// The jar after sending: the receipt can be shown again, the follow page is open, the draft is gone.
///
/// # Errors
/// When the store fails.
pub async fn remember(app: &App, jar: CookieJar, key: &str, case: &CaseId) -> Result<CookieJar, WebError> {
    let token = app.desk.follow_session(case, real_now()).await?;
    let jar = cookies::set(app, jar, cookies::FOLLOW, token);
    let jar = cookies::set(app, jar, cookies::RECEIPT, key.to_owned());
    Ok(cookies::clear(app, jar, cookies::DRAFT))
}
