//! `…/langer-bewaren` and `…/niet-langer`: a complaint is kept longer than the policy says, and no longer after all.

use super::acts::{drawn, ended, words};
use super::check::Checked;
use super::form::{Sent, number};
use crate::web::App;
use crate::web::support::errors::WebError;
use axum::extract::{Path, State};
use axum::response::Response;
use casework::submission::TEXT_AT_MOST;
use render::Texts;

/// `…/langer-bewaren`
pub async fn hold(State(app): State<App>, Path(nr): Path<String>, sent: Sent) -> Result<Response, WebError> {
    let nr = number(&nr)?;
    let now = app.desk.clock().now();
    let version = app.desk.shelf().in_force(now)?;
    let mut checked = Checked::new(Texts::Dutch, &sent.fields);
    let until = checked.day("bewaar_tot", now.date(&version.calendar.zone));
    let errors = checked.errors;
    let Some(until) = until else {
        return drawn(&app, sent, &nr, errors).await;
    };
    let (sent, why) = match words(&app, sent, &nr, "bewaar_reden", TEXT_AT_MOST).await {
        Ok(fine) => fine,
        Err(page) => return Ok(page),
    };
    let key = sent.fields.key();
    let result = app.desk.hold(&sent.person, &nr, until, &why, key).await;
    ended(&app, sent, &nr, result, "langer", "bewaar_reden").await
}

/// `…/niet-langer`
pub async fn end(State(app): State<App>, Path(nr): Path<String>, sent: Sent) -> Result<Response, WebError> {
    let nr = number(&nr)?;
    let result = app.desk.end_hold(&sent.person, &nr, sent.fields.key()).await;
    ended(&app, sent, &nr, result, "niet-langer", "niet-langer").await
}
