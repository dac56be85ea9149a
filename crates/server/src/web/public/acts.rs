//! What a complainant does on the follow page: who does it and what the form held, and where it leads when it is done.

use super::follow;
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, fresh_key};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casework::ids::CaseId;
use casework::refusal::Refusal;
use casework::submission::{TEXT_AT_MOST, clean};
use desk::DeskError;
use render::form::FieldError;
use render::pages::work::refusal;
use render::{Form, Problem, Texts};

/// A form of a complainant. When the session ended, the code is asked again and the words are kept.
pub struct Sent {
    /// Whose case.
    pub case: CaseId,
    /// What.
    pub fields: Fields,
    /// What the frame around the answer depends on.
    pub shown: Shown,
}

impl FromRequest<App> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Sent, Response> {
        let (mut parts, body) = request.into_parts();
        let shown = Shown::from_request_parts(&mut parts, app)
            .await
            .map_err(IntoResponse::into_response)?;
        let fields = Fields::from_request(Request::from_parts(parts, body), app).await;
        let fields = fields.map_err(IntoResponse::into_response)?;
        match shown.visitor.follows.clone() {
            Some(case) => Ok(Sent { case, fields, shown }),
            None => Err(expired(app, shown, &fields)
                .await
                .unwrap_or_else(IntoResponse::into_response)),
        }
    }
}

/// Asks for the code again, with what was written.
///
/// # Errors
/// When the page can't be made.
pub async fn expired(app: &App, shown: Shown, fields: &Fields) -> Result<Response, WebError> {
    let written = ["bericht", "woorden", "waarom"]
        .iter()
        .find_map(|name| fields.given(name))
        .unwrap_or_default();
    let form = Form::new(Texts::Dutch, fresh_key(app)?);
    follow::ask(app, shown, StatusCode::UNAUTHORIZED, form, "", written).await
}

/// How often an act is tried again when staff were a moment faster.
const TRIES: usize = 3;

/// Carries an act out; done before counts as done, and somebody who was faster is no reason to type again.
///
/// # Errors
/// What the rules refuse; a store that fails.
pub async fn carried_out<F, A>(act: F) -> Result<(), DeskError>
where
    F: Fn() -> A,
    A: Future<Output = Result<(), DeskError>>,
{
    let mut outcome = act().await;
    for _ in 1..TRIES {
        if !matches!(outcome, Err(DeskError::Conflict)) {
            break;
        }
        outcome = act().await;
    }
    match outcome {
        Err(DeskError::Repeated(_)) => Ok(()),
        other => other,
    }
}

/// Back to the page of the complaint, which says what was done.
pub fn done(what: &str) -> Response {
    Redirect::to(&format!("/volgen/klacht?gedaan={what}")).into_response()
}

/// What the rules say no to, as a sentence at a field; anything else is passed on.
///
/// # Errors
/// Everything but a refusal.
pub fn refused(form: Form, field: &str, error: DeskError) -> Result<Form, WebError> {
    let DeskError::Refused(why) = error else {
        return Err(error.into());
    };
    let text = match why {
        Refusal::NothingWritten => Problem::Empty.text(Texts::Dutch),
        other => refusal::sentence(Texts::Dutch, other.code()),
    };
    let mut form = form;
    form.errors.push(FieldError {
        field: field.to_owned(),
        text,
    });
    Ok(form)
}

/// Whether a text is longer than we keep.
pub fn too_long(text: &str) -> Option<Problem> {
    (clean(text).chars().count() > TEXT_AT_MOST).then_some(Problem::TooLong { most: TEXT_AT_MOST })
}
