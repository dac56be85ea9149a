//! `/van-buiten`: the person from outside enters by a mailed link, without an account.

use super::sign_in::Asked;
use crate::clock::real_now;
use crate::web::App;
use crate::web::support::cookies;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, fresh_key, page};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use render::pages::access::Outside;
use render::{Form, Texts};

/// Opening the link doesn't use it up.
pub async fn show(State(app): State<App>, shown: Shown, Query(asked): Asked) -> Result<Response, WebError> {
    let proof = asked.get("sleutel").cloned().unwrap_or_default();
    let person = app.desk.outside_link(&proof).await?.ok_or(WebError::Gone)?;
    let organisation = app.desk.organisation().await?;
    let directory = app.desk.directory(&organisation).await?;
    let outside = Outside {
        frame: frame(&app, shown).await?,
        form: Form::new(Texts::Dutch, fresh_key(&app)?),
        proof,
        name: directory.name(&person).to_owned(),
    };
    page(StatusCode::OK, &outside)
}

/// Enters.
pub async fn enter(State(app): State<App>, jar: CookieJar, fields: Fields) -> Result<Response, WebError> {
    let session = app
        .desk
        .enter_from_outside(fields.get("bewijs"), real_now())
        .await?;
    let token = session.ok_or(WebError::Gone)?;
    let jar = cookies::set(&app, jar, cookies::STAFF, token);
    Ok((jar, Redirect::to("/werk")).into_response())
}
