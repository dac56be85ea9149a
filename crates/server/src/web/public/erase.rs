//! `/klacht/nieuw/wissen`: throws away what was typed, for who shares a phone or thought better of it.

use super::writing::{asked, form};
use crate::web::App;
use crate::web::support::cookies;
use crate::web::support::errors::WebError;
use crate::web::support::frame::{Shown, frame, page};
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use render::Texts;
use render::pages::check::Erase;

/// Asks, or says that it is gone.
pub async fn show(State(app): State<App>, shown: Shown, uri: Uri) -> Result<Response, WebError> {
    let gone = shown.visitor.draft.is_none() && asked(&uri, "gewist") == "ja";
    let form = form(&app, Texts::Dutch, "")?;
    page(
        StatusCode::OK,
        &Erase {
            frame: frame(&app, shown).await?,
            form,
            gone,
        },
    )
}

/// Throws it away.
pub async fn erase(State(app): State<App>, shown: Shown, jar: CookieJar) -> Result<Response, WebError> {
    if let Some(key) = &shown.visitor.draft {
        app.desk.store().draft_delete(key).await?;
    }
    let jar = cookies::clear(&app, jar, cookies::DRAFT);
    Ok((jar, Redirect::to("/klacht/nieuw/wissen?gewist=ja")).into_response())
}
