//! What went wrong, as a page that says what to do. An internal error is logged once and shown with a reference.

use super::frame::{Shown, frame};
use super::seen::Seen;
use crate::operation::request::reference;
use crate::web::App;
use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use casework::refusal::Refusal;
use desk::DeskError;
use render::pages::error::{ErrorKind, ErrorPage};

/// A page that can't be shown as asked.
#[derive(Debug)]
pub enum WebError {
    /// It doesn't exist, or not for this visitor.
    NotFound,
    /// A request that no page of ours makes.
    BadRequest,
    /// More than fits in one form.
    TooLarge,
    /// Not signed in.
    SignIn,
    /// Not signed in; afterwards on to this page.
    SignInThen(String),
    /// The follow session ended.
    FollowExpired,
    /// A link that was used or is too old.
    Gone,
    /// Too many attempts.
    TooMany,
    /// 429: more came from one address than one address sends.
    TooOften,
    /// A form that none of our pages sent, as far as we can tell; what it holds, to copy it.
    Elsewhere(Vec<String>),
    /// The rules say no, and the page had no place to say so.
    Refused(Refusal),
    /// Nobody is there yet who can take a complaint.
    NotOpen,
    /// Somebody changed it in the meantime.
    Conflict,
    /// Done before, and the page had no place to say so.
    Repeated,
    /// What is kept can't be read or written at the moment.
    Unavailable(String),
    /// Something inside failed.
    Internal(String),
}

impl From<DeskError> for WebError {
    fn from(error: DeskError) -> WebError {
        match error {
            DeskError::Refused(refusal) => WebError::Refused(refusal),
            DeskError::NotFound => WebError::NotFound,
            DeskError::Conflict => WebError::Conflict,
            DeskError::Repeated(_) => WebError::Repeated,
            DeskError::Unavailable(what) => WebError::Unavailable(what),
            DeskError::Internal(what) => WebError::Internal(what),
        }
    }
}

impl From<storage::Error> for WebError {
    fn from(error: storage::Error) -> WebError {
        match error {
            storage::Error::Unavailable(_) => WebError::Unavailable(error.to_string()),
            _ => WebError::Internal(error.to_string()),
        }
    }
}

impl From<render::RenderError> for WebError {
    fn from(error: render::RenderError) -> WebError {
        WebError::Internal(error.to_string())
    }
}

/// What kind of failure a response stands for; the page for it is made around the router.
#[derive(Clone, Debug)]
pub struct Failure {
    kind: ErrorKind,
    reference: String,
    typed: Vec<String>,
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let (status, kind) = match &self {
            WebError::SignIn => return Redirect::to("/aanmelden").into_response(),
            WebError::SignInThen(page) => {
                let page: String = form_urlencoded::byte_serialize(page.as_bytes()).collect();
                return Redirect::to(&format!("/aanmelden?terug={page}")).into_response();
            }
            WebError::FollowExpired => (StatusCode::UNAUTHORIZED, ErrorKind::Expired),
            WebError::NotFound => (StatusCode::NOT_FOUND, ErrorKind::NotFound),
            WebError::BadRequest | WebError::Refused(_) | WebError::Conflict | WebError::Repeated => {
                (StatusCode::UNPROCESSABLE_ENTITY, ErrorKind::BadRequest)
            }
            WebError::NotOpen => (StatusCode::SERVICE_UNAVAILABLE, ErrorKind::NotOpen),
            WebError::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, ErrorKind::TooLarge),
            WebError::Gone => (StatusCode::GONE, ErrorKind::Gone),
            WebError::Elsewhere(_) => (StatusCode::FORBIDDEN, ErrorKind::Elsewhere),
            WebError::TooOften => (StatusCode::TOO_MANY_REQUESTS, ErrorKind::TooOften),
            WebError::TooMany => (StatusCode::TOO_MANY_REQUESTS, ErrorKind::TooMany),
            WebError::Unavailable(_) => (StatusCode::SERVICE_UNAVAILABLE, ErrorKind::Away),
            WebError::Internal(_) => (StatusCode::INTERNAL_SERVER_ERROR, ErrorKind::Server),
        };
        let reference = match &self {
            WebError::Internal(what) | WebError::Unavailable(what) => {
                let reference = reference();
                tracing::error!(reference, what, "a request failed");
                reference
            }
            WebError::Refused(refusal) => {
                tracing::debug!(
                    code = refusal.code(),
                    "refused, and the page had no place to say so"
                );
                String::new()
            }
            _ => String::new(),
        };
        let typed = match self {
            WebError::Elsewhere(typed) => typed,
            _ => Vec::new(),
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(Failure {
            kind,
            reference,
            typed,
        });
        response
    }
}

/// Every failure as a page: ours, and what the libraries answer with a bare status or an English line. When it is our fault,
/// what was seen of the form is shown on it.
pub async fn framed(app: &App, shown: Shown, seen: Seen, response: Response) -> Response {
    if let Some(mut failure) = response.extensions().get::<Failure>().cloned() {
        if failure.kind.is_ours() && failure.typed.is_empty() {
            failure.typed = seen.words(app).await;
        }
        return show(app, shown, response, failure).await;
    }
    let error = match response.status() {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => WebError::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => WebError::TooLarge,
        StatusCode::BAD_REQUEST
        | StatusCode::REQUEST_TIMEOUT
        | StatusCode::LENGTH_REQUIRED
        | StatusCode::URI_TOO_LONG
        | StatusCode::UNSUPPORTED_MEDIA_TYPE
        | StatusCode::UNPROCESSABLE_ENTITY => WebError::BadRequest,
        StatusCode::INTERNAL_SERVER_ERROR => WebError::Internal("a bare failure".to_owned()),
        _ => return response,
    };
    if is_page(&response) {
        return response;
    }
    match error.into_response().extensions().get::<Failure>().cloned() {
        Some(failure) => show(app, shown, response, failure).await,
        None => response,
    }
}

fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    kind.and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.starts_with("text/html"))
}

/// The page for a failure. When the store fails too, it is the page of a visitor whom we don't know.
async fn show(app: &App, shown: Shown, response: Response, failure: Failure) -> Response {
    let again = page_of(&shown.path).to_owned();
    let sent = shown.sent;
    let around = match frame(app, shown).await {
        Ok(around) => Ok(around),
        Err(_) => frame(app, Shown::default()).await,
    };
    let Ok(frame) = around else { return response };
    let page = ErrorPage {
        frame,
        kind: failure.kind,
        reference: failure.reference,
        typed: failure.typed,
        again,
        sent,
    };
    let Ok(bytes) = render::html(&page) else {
        return response;
    };
    let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    let mut page = (response.status(), kind, bytes).into_response();
    for (name, value) in response.headers() {
        if name != header::CONTENT_LENGTH && name != header::CONTENT_TYPE {
            page.headers_mut().append(name, value.clone());
        }
    }
    page
}

/// The page on which a form stands, to open it again.
fn page_of(path: &str) -> &str {
    match path {
        _ if path.starts_with("/volgen/klacht") => "/volgen/klacht",
        _ if path.starts_with("/werk") => "/werk",
        _ if path.starts_with("/klacht/") || matches!(path, "/melden" | "/volgen" | "/aanmelden") => path,
        _ => "/",
    }
}

/// Any address that isn't in the list.
pub async fn nothing_here() -> WebError {
    WebError::NotFound
}

/// A panic stops one request, not the program.
pub fn panicked(_: Box<dyn std::any::Any + Send + 'static>) -> axum::http::Response<Body> {
    WebError::Internal("panic".to_owned()).into_response()
}
