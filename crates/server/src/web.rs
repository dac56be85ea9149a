//! Every page, readable as a list: which address, who may open it, which function answers.

use crate::demo::seed::Demo;
use crate::operation::metrics::Metrics;
use crate::operation::pulse::{self, Pulse};
use crate::operation::request::observe;
use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use desk::Desk;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use support::errors::WebError;
use support::seen::Seen;
use tokio::sync::Notify;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;

pub mod board;
pub mod demo;
pub mod insight;
pub mod public;
pub mod settings;
pub mod support;
pub mod work;

#[cfg(test)]
mod tests;

/// The most bytes of a form without files.
const FORM_AT_MOST: usize = 512 * 1024;
/// A body that stands still for so long is given up.
const BODY_SILENT_AT_MOST: Duration = Duration::from_secs(60);

/// What every page can reach.
#[derive(Clone)]
pub struct App {
    /// The desk.
    pub desk: Desk,
    /// The demo's people; `None` outside the demo.
    pub demo: Option<Arc<Demo>>,
    /// The folder in which mails are put when no mail server is configured.
    pub outbox: Option<PathBuf>,
    /// Wakes the worker after something was written.
    pub wake: Arc<Notify>,
    /// Counts requests.
    pub metrics: Arc<Metrics>,
    /// Whether everything goes round.
    pub pulse: Arc<Pulse>,
    /// How much may come in as files.
    pub limits: desk::files::Limits,
    /// How often something may come from one address.
    pub often: crate::config::Often,
    /// Cookies only over TLS: the address begins with https.
    pub secure: bool,
}

/// Who may open a route, before the case itself has its say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody.
    Public,
    /// Whoever opened a case with its code.
    Complainant,
    /// Anybody of the staff who signed in; what they see follows from their relations.
    Staff,
    /// A member of the board.
    Board,
    /// Management or administrator: people and settings, no cases.
    Settings,
    /// Anybody, in the demo only.
    Demo,
}

impl Who {
    /// The word in the printed matrix.
    pub fn code(self) -> &'static str {
        match self {
            Who::Public => "public",
            Who::Complainant => "complainant",
            Who::Staff => "staff",
            Who::Board => "board",
            Who::Settings => "settings",
            Who::Demo => "demo",
        }
    }
}

/// One route.
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path, as axum writes it.
    pub path: &'static str,
    /// Who may open it.
    pub who: Who,
    /// What it does, as an action of `casework::access` where it is about a case; else a few words.
    pub does: &'static str,
    /// The function.
    pub handler: MethodRouter<App>,
}

/// A page.
pub fn get<H, T>(path: &'static str, who: Who, does: &'static str, handler: H) -> Route
where
    H: axum::handler::Handler<T, App>,
    T: 'static,
{
    Route {
        method: "GET",
        path,
        who,
        does,
        handler: axum::routing::get(handler),
    }
}

/// A form.
pub fn post<H, T>(path: &'static str, who: Who, does: &'static str, handler: H) -> Route
where
    H: axum::handler::Handler<T, App>,
    T: 'static,
{
    Route {
        method: "POST",
        path,
        who,
        does,
        handler: axum::routing::post(handler),
    }
}

/// All routes.
pub fn routes() -> Vec<Route> {
    let mut all = public::routes();
    all.extend(work::routes());
    all.extend(board::routes());
    all.extend(insight::routes());
    all.extend(settings::routes());
    all.extend(demo::routes());
    all.push(get(
        "/health",
        Who::Public,
        "whether all goes round",
        pulse::ready,
    ));
    all.push(get(
        "/health/live",
        Who::Public,
        "whether the program answers",
        pulse::live,
    ));
    all
}

/// The router with everything around it.
pub fn router(app: App) -> Router {
    let in_demo = app.demo.is_some();
    let mut router = Router::new();
    for route in routes() {
        if route.who != Who::Demo || in_demo {
            router = router.route(route.path, route.handler);
        }
    }
    surrounded(router, app)
}

/// What holds for every page, whatever its handler does.
fn surrounded(router: Router<App>, app: App) -> Router {
    let header = |name: &'static str, value: String| {
        let value = HeaderValue::from_str(&value).unwrap_or(HeaderValue::from_static(""));
        SetResponseHeaderLayer::if_not_present(HeaderName::from_static(name), value)
    };
    router
        .fallback(support::errors::nothing_here)
        .layer(DefaultBodyLimit::max(FORM_AT_MOST))
        .layer(CatchPanicLayer::custom(support::errors::panicked))
        .layer(CsrfLayer::new().with_rejection_response(support::origin::foreign))
        .layer(from_fn_with_state(app.clone(), support::origin::unknown))
        // Whatever goes wrong inside becomes a page in here.
        .layer(from_fn_with_state(app.clone(), around))
        .layer(RequestBodyTimeoutLayer::new(BODY_SILENT_AT_MOST))
        .layer(CatchPanicLayer::custom(support::errors::panicked))
        .layer(CompressionLayer::new())
        .layer(header("content-security-policy", policy()))
        .layer(header("referrer-policy", "same-origin".to_owned()))
        .layer(header("x-content-type-options", "nosniff".to_owned()))
        .layer(header("x-frame-options", "DENY".to_owned()))
        .layer(header("cross-origin-opener-policy", "same-origin".to_owned()))
        .layer(header(
            "permissions-policy",
            "camera=(), geolocation=(), microphone=()".to_owned(),
        ))
        .layer(header("cache-control", "no-store".to_owned()))
        .layer(from_fn_with_state(app.metrics.clone(), observe))
        .with_state(app)
}

/// The content policy: nothing from anywhere, but the stylesheets by their hashes.
fn policy() -> String {
    format!(
        "default-src 'none'; style-src {}; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        render::style_source()
    )
}

/// Around every request: in the demo, what fell due happens before the answer leaves; elsewhere the worker is woken.
async fn around(State(app): State<App>, request: axum::extract::Request, next: Next) -> Response {
    let writes = request.method() == axum::http::Method::POST;
    let (mut parts, body) = request.into_parts();
    // Whoever watches must hear which part fails, not wait for it.
    if parts.uri.path().starts_with("/health") {
        return next.run(axum::extract::Request::from_parts(parts, body)).await;
    }
    let (body, seen) = Seen::listen(&parts, body);
    if let Err(error) = app.desk.catch_up().await {
        // Each further question to a database that is away would only be another wait.
        drop(body);
        let shown = support::frame::Shown::to_nobody(&parts);
        return support::errors::framed(&app, shown, seen, WebError::from(error).into_response()).await;
    }
    let shown = support::frame::Shown::of(&app, &mut parts).await;
    let request = axum::extract::Request::from_parts(parts, body);
    let response = next.run(request).await;
    if writes {
        settle(&app).await;
    }
    support::errors::framed(&app, shown, seen, response).await
}

async fn settle(app: &App) {
    if app.demo.is_some() {
        let now = app.desk.clock().now();
        if let Err(error) = app.desk.run_until(now).await {
            tracing::error!(%error, "what fell due could not happen");
        }
    } else {
        app.wake.notify_one();
    }
}
