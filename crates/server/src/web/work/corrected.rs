//! `…/ontvangst` and `…/code`: the day on which it was heard set right, and another code to read out.

use super::acts::{drawn, ended, words};
use super::form::{Sent, number};
use super::new_case::heard_at;
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::frame::{frame, page};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::submission::TEXT_AT_MOST;
use render::form::FieldError;
use render::pages::work::new_case::{Owed, WrittenDown};

/// `…/ontvangst`
pub async fn heard(State(app): State<App>, Path(nr): Path<String>, sent: Sent) -> Result<Response, WebError> {
    let nr = number(&nr)?;
    let now = app.desk.clock().now();
    let version = app.desk.shelf().in_force(now)?;
    let at = match heard_at(&sent.fields, now, &version) {
        Ok(at) => at,
        Err((field, text)) => {
            let field = field.to_owned();
            return drawn(&app, sent, &nr, vec![FieldError { field, text }]).await;
        }
    };
    let (sent, why) = match words(&app, sent, &nr, "gehoord_reden", TEXT_AT_MOST).await {
        Ok(fine) => fine,
        Err(page) => return Ok(page),
    };
    let result = app
        .desk
        .correct_heard(&sent.person, &nr, at, &why, sent.fields.key())
        .await;
    ended(&app, sent, &nr, result, "ontvangst", "gehoord_reden").await
}

/// `…/code`: shown once.
pub async fn code(State(app): State<App>, Path(nr): Path<String>, sent: Sent) -> Result<Response, WebError> {
    let nr = number(&nr)?;
    if sent.fields.key().is_empty() {
        return Err(WebError::BadRequest);
    }
    let code = app.desk.new_code(&sent.person, &nr, sent.fields.key()).await?;
    let given = WrittenDown {
        frame: frame(&app, sent.shown).await?,
        number: nr.to_string(),
        code: code.grouped().split(' ').map(str::to_owned).collect(),
        follows: true,
        again: true,
        owed: Owed::Unsaid,
        on_paper: false,
    };
    page(StatusCode::OK, &given)
}
