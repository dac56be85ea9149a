//! Around each request: a reference that log and error page share, one line in the log, and its place in the figures.

use super::metrics::Metrics;
use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;
use std::time::Instant;

tokio::task_local! {
    static REFERENCE: String;
}

/// The route of what is in no list.
const ELSEWHERE: &str = "-";

/// The reference of the request that is being answered; empty outside one.
pub fn reference() -> String {
    REFERENCE.try_with(String::clone).unwrap_or_default()
}

/// Answers, logs and counts. The path itself may hold a number or a proof, and a method may be any word: neither is logged.
pub async fn observe(State(metrics): State<Arc<Metrics>>, request: Request, next: Next) -> Response {
    let began = now();
    let method = known(request.method());
    let path = request.extensions().get::<MatchedPath>();
    let route = path.map_or(ELSEWHERE, MatchedPath::as_str).to_owned();
    let reference = draw();
    let response = REFERENCE.scope(reference.clone(), next.run(request)).await;
    let took = began.elapsed();
    let status = response.status().as_u16();
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(method, route, status, ms, reference, "request");
    metrics.request(method, &route, status, took);
    response
}

fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "OTHER",
    }
}

#[expect(clippy::disallowed_methods, reason = "the rim: how long an answer took")]
fn now() -> Instant {
    Instant::now()
}

/// Six characters to say on the phone.
fn draw() -> String {
    let mut bytes = [0_u8; 4];
    #[expect(clippy::disallowed_methods, reason = "the rim: a reference needs no seed")]
    let filled = getrandom::fill(&mut bytes);
    if filled.is_err() {
        return "000000".to_owned();
    }
    let number = u32::from_le_bytes(bytes);
    (0..6)
        .map(|i| char::from(b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"[(number >> (5 * i)) as usize & 31]))
        .collect()
}
