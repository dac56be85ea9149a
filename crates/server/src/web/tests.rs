//! What holds for every page, shown on a router with pages that fail.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod closed;
mod counts;
mod forgotten;
mod nobody;
mod often;
mod worlds;

use super::{App, surrounded};
use crate::desk_files::default_policy;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::routing::get;
use casework::moment::Moment;
use desk::{Clock, Desk};
use std::sync::Arc;
use tower::ServiceExt;

async fn app(folder: &std::path::Path) -> App {
    let key = storage::MasterKey::from_bytes([7; 32]).unwrap();
    let store = storage::Store::open_throw_away(folder, key).await.unwrap();
    let outbox = crate::mail::FolderPost::new(folder.join("outbox"), "a@b.test", true).unwrap();
    let clock = Clock::standing(Moment(1_764_000_000_000));
    let desk = Desk::open(store, clock, Arc::new(outbox), "http://desk.test")
        .await
        .unwrap();
    let policy = default_policy();
    desk.publish_policy(&policy.file, &policy.source).await.unwrap();
    App {
        desk,
        demo: None,
        outbox: None,
        wake: Arc::default(),
        metrics: Arc::default(),
        pulse: Arc::default(),
        limits: crate::config::Config::default().files.limits(),
        often: crate::config::Often::default(),
        secure: false,
    }
}

async fn asked(router: Router, path: &str) -> (StatusCode, String) {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let response = router.oneshot(request).await.unwrap();
    let status = response.status();
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

#[tokio::test]
async fn a_page_that_panics_or_fails_is_a_page_of_ours_with_a_reference() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path()).await;
    let routes = Router::new()
        .route(
            "/panics",
            get(async || -> &'static str { panic!("of this page") }),
        )
        .route("/bare", get(async || StatusCode::INTERNAL_SERVER_ERROR));
    let router = surrounded(routes, app);
    let reference = render::Texts::Dutch.a("error-reference").to_string();
    let (named, _) = reference.split_once('{').unwrap_or((&reference, ""));
    for path in ["/panics", "/bare"] {
        let (status, page) = asked(router.clone(), path).await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        assert!(page.contains("<main") && page.contains("tel:"), "{path}: {page}");
        assert!(page.contains(named), "{path}: {page}");
        assert!(
            !page.contains("of this page") && !page.contains("is bewaard"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_failure_stays_a_page_when_the_store_fails_too() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path()).await;
    let store = app.desk.store().clone();
    let routes = Router::new().route("/werk", get(async || -> &'static str { panic!("of this page") }));
    let router = surrounded(routes, app);
    store.close().await;
    let (status, page) = asked(router, "/werk").await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(page.contains("<main") && page.contains("tel:"), "{page}");
}
