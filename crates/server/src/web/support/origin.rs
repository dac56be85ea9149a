//! Forms that another page sent, or a browser that doesn't say which: they change nothing, and our own words aren't lost.

use super::errors::WebError;
use super::fields::Fields;
use super::upload;
use crate::web::App;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower_http::csrf::ProtectionError;

/// Enough for a story with photos; a bigger form is refused without its words.
const READ_AT_MOST: usize = 32 * 1024 * 1024;

/// A form on a page of somebody else. What it holds isn't shown: a stranger would be writing on our page.
pub fn foreign(_: ProtectionError) -> axum::http::Response<Body> {
    WebError::Elsewhere(Vec::new()).into_response()
}

/// A form without an origin that we know, from a browser that says nothing more: it may be ours, from a browser that
/// hides it, or anybody's. It isn't carried out, but what it holds can be read and copied.
pub async fn unknown(State(app): State<App>, mut request: Request, next: Next) -> Response {
    if request.method() != Method::POST || !hidden(request.headers()) {
        return next.run(request).await;
    }
    DefaultBodyLimit::max(READ_AT_MOST).apply(&mut request);
    let fields = match upload::incoming(&app, request).await {
        Ok(came) => came.words(&app).await,
        Err(error) => Err(error),
    };
    let typed = fields.as_ref().map(Fields::words).unwrap_or_default();
    WebError::Elsewhere(typed).into_response()
}

fn hidden(headers: &HeaderMap) -> bool {
    let said = |name| headers.get(name).filter(|value| !value.is_empty());
    said("origin").is_some_and(|origin| origin == "null") && said("sec-fetch-site").is_none()
}
