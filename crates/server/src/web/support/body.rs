//! Bodies in pieces: one that comes in is never read far ahead of what is made of it, one that goes out is never held whole.

use axum::BoxError;
use axum::body::{Body, Bytes};
use http_body::{Frame, SizeHint};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, ready};
use tokio::sync::mpsc;

/// The largest piece that is given on.
const PIECE: usize = 64 * 1024;
/// Whoever reads is first asked to make something of what they have when they have so much.
const AHEAD: usize = 128 * 1024;
/// What can't be made something of within so many bytes isn't a form.
pub const AHEAD_AT_MOST: usize = 1024 * 1024;

/// Says how much was made something of.
#[derive(Clone, Debug, Default)]
pub struct Taken(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    bytes: AtomicUsize,
    times: AtomicUsize,
}

impl Taken {
    /// So many bytes more.
    pub fn more(&self, bytes: usize) {
        self.0.bytes.fetch_add(bytes, Ordering::Relaxed);
        self.0.times.fetch_add(1, Ordering::Relaxed);
    }
}

/// A body that holds itself back: the parser of forms reads as long as there is something to read.
pub struct HeldBack {
    body: Body,
    taken: Taken,
    rest: Bytes,
    given: usize,
    held_back_at: Option<usize>,
}

impl HeldBack {
    /// Around a body; what is made of it is told to `taken`.
    pub fn new(body: Body, taken: Taken) -> HeldBack {
        HeldBack {
            body,
            taken,
            rest: Bytes::new(),
            given: 0,
            held_back_at: None,
        }
    }
}

impl http_body::Body for HeldBack {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = self.get_mut();
        let times = this.taken.0.times.load(Ordering::Relaxed);
        let ahead = this
            .given
            .saturating_sub(this.taken.0.bytes.load(Ordering::Relaxed));
        // Only who made nothing of what they have since they last asked gets more.
        if ahead >= AHEAD && this.held_back_at != Some(times) {
            this.held_back_at = Some(times);
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        if ahead >= AHEAD_AT_MOST {
            return Poll::Ready(Some(Err("a part that has no end".into())));
        }
        if this.rest.is_empty() {
            match ready!(Pin::new(&mut this.body).poll_frame(context)) {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => this.rest = data,
                    Err(frame) => return Poll::Ready(Some(Ok(frame))),
                },
                Some(Err(error)) => return Poll::Ready(Some(Err(error.into()))),
                None => return Poll::Ready(None),
            }
        }
        let piece = this.rest.split_to(this.rest.len().min(PIECE));
        this.given += piece.len();
        this.held_back_at = None;
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }
}

/// A body that goes out as its pieces come.
pub struct Given {
    pieces: mpsc::Receiver<Result<Bytes, BoxError>>,
    left: u64,
}

impl Given {
    /// A body of so many bytes, and where its pieces are put; at most one waits to be fetched.
    pub fn of(size: u64) -> (mpsc::Sender<Result<Bytes, BoxError>>, Body) {
        let (put, pieces) = mpsc::channel(1);
        (put, Body::new(Given { pieces, left: size }))
    }
}

impl http_body::Body for Given {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = self.get_mut();
        Poll::Ready(match ready!(this.pieces.poll_recv(context)) {
            Some(Ok(piece)) => {
                let length = u64::try_from(piece.len()).unwrap_or(u64::MAX);
                this.left = this.left.saturating_sub(length);
                Some(Ok(Frame::data(piece)))
            }
            Some(Err(error)) => Some(Err(error)),
            // The store stopped in the middle: an end would say that this is all.
            None if this.left > 0 => Some(Err("broken off".into())),
            None => None,
        })
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
