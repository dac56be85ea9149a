//! What a form held, remembered while it is read: when we fail, the page shows the words again, to copy them.

use super::upload;
use crate::web::App;
use axum::BoxError;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, header};
use http_body::{Body as _, Frame, SizeHint};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

/// So much of a form is remembered; words come before photos.
const AT_MOST: usize = 512 * 1024;
/// Beyond so many bytes nobody is waiting for a page any more.
const READ_AT_MOST: usize = 128 * 1024 * 1024;

/// What was read of a form so far.
#[derive(Debug, Default)]
pub struct Seen {
    kind: Option<HeaderValue>,
    shared: Arc<Mutex<Shared>>,
}

#[derive(Debug, Default)]
struct Shared {
    bytes: Vec<u8>,
    /// What nobody read: the page failed before it came to the form.
    rest: Option<Body>,
}

struct Listening {
    body: Body,
    shared: Arc<Mutex<Shared>>,
}

impl Seen {
    /// Listens to a form while it comes in; to nothing else.
    pub fn listen(parts: &Parts, body: Body) -> (Body, Seen) {
        let kind = parts.headers.get(header::CONTENT_TYPE).cloned();
        if parts.method != Method::POST || kind.is_none() {
            return (body, Seen::default());
        }
        let shared = Arc::default();
        let listening = Listening {
            body,
            shared: Arc::clone(&shared),
        };
        (Body::new(listening), Seen { kind, shared })
    }

    /// The words that are worth keeping. What nobody read of the form is read first, to its end: a browser that is cut off
    /// while it sends shows an error of its own instead of our page.
    pub async fn words(self, app: &App) -> Vec<String> {
        let Some(kind) = self.kind else { return Vec::new() };
        let rest = lock(&self.shared).rest.take();
        if let Some(body) = rest {
            let shared = Arc::clone(&self.shared);
            to_the_end(Listening { body, shared }).await;
        }
        let mut bytes = std::mem::take(&mut lock(&self.shared).bytes);
        if let Some(boundary) = boundary(&kind) {
            // It may stop in the middle of a photo.
            bytes.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
        }
        let mut request = Request::new(Body::from(bytes));
        *request.method_mut() = Method::POST;
        request.headers_mut().insert(header::CONTENT_TYPE, kind);
        let read = match upload::incoming(app, request).await {
            Ok(came) => came.words(app).await,
            Err(error) => Err(error),
        };
        read.map(|fields| fields.words()).unwrap_or_default()
    }
}

fn boundary(kind: &HeaderValue) -> Option<&str> {
    let kind = kind
        .to_str()
        .ok()
        .filter(|kind| kind.starts_with("multipart/form-data"))?;
    let after = kind.split("boundary=").nth(1)?;
    Some(after.split(';').next()?.trim_matches('"'))
}

fn lock(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn to_the_end(mut body: Listening) {
    let mut length = 0;
    while let Some(Ok(frame)) = std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await
    {
        length += frame.data_ref().map_or(0, Bytes::len);
        if length > READ_AT_MOST {
            break;
        }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        if !self.body.is_end_stream() {
            lock(&self.shared).rest = Some(std::mem::take(&mut self.body));
        }
    }
}

impl http_body::Body for Listening {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = self.get_mut();
        let next = ready!(Pin::new(&mut this.body).poll_frame(context));
        if let Some(Ok(frame)) = &next
            && let Some(data) = frame.data_ref()
        {
            let mut shared = lock(&this.shared);
            let room = AT_MOST.saturating_sub(shared.bytes.len()).min(data.len());
            shared
                .bytes
                .extend_from_slice(data.get(..room).unwrap_or_default());
        }
        Poll::Ready(next.map(|frame| frame.map_err(Into::into)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
