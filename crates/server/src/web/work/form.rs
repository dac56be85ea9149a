//! A form of the staff: who sent it and what it holds; and what a use case came to, for the page that follows.

use crate::clock::real_now;
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, page};
use crate::web::support::upload::{self, Incoming, Received, To};
use crate::web::support::visitor::Staff;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casework::ids::{CaseId, CaseNumber, PersonId};
use casework::refusal::Refusal;
use desk::DeskError;
use render::form::FieldError;
use render::pages::work::expired::Expired;
use render::pages::work::refusal::sentence;
use render::{Problem, Texts};
use storage::{DraftKey, FileMeta};

/// A form sent by a member of staff. When the session ended, what was typed stays readable.
pub struct Sent {
    /// Who.
    pub person: PersonId,
    /// What.
    pub fields: Fields,
    /// What the frame around the answer depends on.
    pub shown: Shown,
}

impl FromRequest<App> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Sent, Response> {
        let (mut parts, body) = request.into_parts();
        let staff = Staff::from_request_parts(&mut parts, app).await;
        let shown = Shown::from_request_parts(&mut parts, app).await;
        let fields = Fields::from_request(Request::from_parts(parts, body), app).await;
        let (fields, shown) = match (fields, shown) {
            (Ok(fields), Ok(shown)) => (fields, shown),
            (Err(error), _) | (_, Err(error)) => return Err(error.into_response()),
        };
        match staff {
            Ok(staff) => Ok(Sent {
                person: staff.person,
                fields,
                shown,
            }),
            Err(WebError::SignIn) => Err(expired(app, shown, &fields)
                .await
                .unwrap_or_else(IntoResponse::into_response)),
            Err(error) => Err(error.into_response()),
        }
    }
}

/// A form of the staff that may bring files, not read yet: first it must be clear where they may go.
pub struct Brought {
    /// Who.
    pub staff: Staff,
    /// What the frame around the answer depends on.
    pub shown: Shown,
    came: Incoming,
}

impl FromRequest<App> for Brought {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Brought, Response> {
        let (mut parts, body) = request.into_parts();
        let staff = Staff::from_request_parts(&mut parts, app).await;
        let shown = Shown::from_request_parts(&mut parts, app).await;
        let came = upload::incoming(app, Request::from_parts(parts, body)).await;
        let (came, shown) = match (came, shown) {
            (Ok(came), Ok(shown)) => (came, shown),
            (Err(error), _) | (_, Err(error)) => return Err(error.into_response()),
        };
        match staff {
            Ok(staff) => Ok(Brought { staff, shown, came }),
            Err(WebError::SignIn) => {
                let words = came.words(app).await.map_err(IntoResponse::into_response)?;
                let page = expired(app, shown, &words).await;
                Err(page.unwrap_or_else(IntoResponse::into_response))
            }
            Err(error) => Err(error.into_response()),
        }
    }
}

impl Brought {
    /// Reads it, with files for a case that the sender may write in; and what is wrong with the files.
    ///
    /// # Errors
    /// A body that breaks off, or a store that fails.
    pub async fn for_case(
        self,
        app: &App,
        case: &CaseId,
    ) -> Result<(Sent, Vec<FileMeta>, Vec<FieldError>), WebError> {
        let received = self.came.receive_for(app, case, app.desk.clock().now()).await?;
        let sent = Sent {
            person: self.staff.person,
            fields: received.fields,
            shown: self.shown,
        };
        Ok((sent, received.files, wrong(&received.problems)))
    }

    /// Reads it, with files for a case that the sender may write in and a mail to be read; and what is wrong with the files.
    ///
    /// # Errors
    /// A body that breaks off, or a store that fails.
    pub async fn with_mail_for_case(
        mut self,
        app: &App,
        case: &CaseId,
    ) -> Result<(Sent, Received, Vec<FieldError>), WebError> {
        self.came = self.came.with_mail();
        let mut received = self.came.receive_for(app, case, app.desk.clock().now()).await?;
        let sent = Sent {
            person: self.staff.person,
            fields: std::mem::take(&mut received.fields),
            shown: self.shown,
        };
        let wrong = wrong(&received.problems);
        Ok((sent, received, wrong))
    }

    /// Reads it, with files for a draft of the form's own; and what is wrong with the files.
    ///
    /// # Errors
    /// A body that breaks off, or a store that fails.
    pub async fn for_own_draft(
        self,
        app: &App,
    ) -> Result<(Sent, Option<DraftKey>, Vec<FieldError>), WebError> {
        let received = self.came.receive(app, To::OwnDraft, real_now(), &[]).await?;
        let sent = Sent {
            person: self.staff.person,
            fields: received.fields,
            shown: self.shown,
        };
        Ok((sent, received.draft, wrong(&received.problems)))
    }
}

fn wrong(problems: &[(String, Problem)]) -> Vec<FieldError> {
    let one = |(field, problem): &(String, Problem)| FieldError {
        field: field.clone(),
        text: problem.text(Texts::Dutch),
    };
    problems.iter().map(one).collect()
}

async fn expired(app: &App, shown: Shown, fields: &Fields) -> Result<Response, WebError> {
    let typed = fields.words();
    // The page of the complaint stands above its forms; whatever isn't a path of letters and digits is left out.
    let plain = |part: &str| part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let parts: Vec<&str> = shown
        .path
        .split('/')
        .filter(|part| !part.is_empty())
        .take(3)
        .collect();
    let back = if parts.iter().all(|part| plain(part)) {
        format!("/{}", parts.join("/"))
    } else {
        "/werk".to_owned()
    };
    // All that was filled in, short words and choices too, waits in the page itself: nobody knows yet whose it is.
    let whole = shown.path.split('/').all(plain) && fields.has("sleutel");
    let again = whole.then(|| (shown.path.clone(), fields.pairs().to_vec()));
    let frame = frame(app, shown).await?;
    let expired = Expired {
        frame,
        typed,
        again,
        back,
    };
    page(StatusCode::UNAUTHORIZED, &expired)
}

/// The number in an address; what can't be one is a page that doesn't exist.
///
/// # Errors
/// It can't be a number.
pub fn number(text: &str) -> Result<CaseNumber, WebError> {
    CaseNumber::parse(text).ok_or(WebError::NotFound)
}

/// Why a form wasn't carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum No {
    /// The rules say no.
    Refused(Refusal),
    /// A colleague changed the case in the meantime.
    Faster,
}

impl No {
    /// What is wrong, for a field.
    pub fn at(self, t: Texts, field: &str) -> FieldError {
        let code = match self {
            No::Refused(refusal) => refusal.code(),
            No::Faster => "conflict",
        };
        FieldError {
            field: field.to_owned(),
            text: sentence(t, code),
        }
    }
}

/// What a use case came to: done (with what it gave; nothing when the same form was carried out before), or no.
///
/// # Errors
/// Whatever the page can't say itself.
pub fn tried<T>(result: Result<T, DeskError>) -> Result<Result<Option<T>, No>, WebError> {
    match result {
        Ok(value) => Ok(Ok(Some(value))),
        Err(DeskError::Repeated(_)) => Ok(Ok(None)),
        Err(DeskError::Refused(refusal)) => Ok(Err(No::Refused(refusal))),
        Err(DeskError::Conflict) => Ok(Err(No::Faster)),
        Err(error) => Err(error.into()),
    }
}

/// On to a page, with what was just done.
pub fn done(path: &str, code: &str) -> Response {
    Redirect::to(&format!("{path}?gedaan={code}")).into_response()
}

/// The address of a case.
pub fn case_path(number: &CaseNumber) -> String {
    format!("/werk/klachten/{number}")
}
