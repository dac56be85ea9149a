//! A desk at which nobody is yet: whoever wants to write hears whom to call, before they typed anything.

use super::app;
use super::closed::person;
use crate::web::router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use casework::organisation::StaffRole;
use tower::ServiceExt;

#[tokio::test]
async fn before_the_first_start_every_page_to_write_on_says_to_call_or_mail() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path()).await;
    let version = app.desk.shelf().in_force(app.desk.clock().now()).unwrap();
    let organisation = version.policy.organisation.clone();
    // Nobody of management or of the board, and our own values weren't approved.
    person(&app.desk, "ann", &[StaffRole::Handler]).await;
    let router = router(app);
    for (method, path) in [
        ("GET", "/klacht/nieuw/verhaal"),
        ("GET", "/melden"),
        ("POST", "/klacht/bewoner"),
        ("POST", "/melden"),
    ] {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("gemeld=nee"))
            .unwrap();
        let answer = router.clone().oneshot(request).await.unwrap();
        assert_eq!(
            answer.status(),
            StatusCode::SERVICE_UNAVAILABLE,
            "{method} {path}"
        );
        let bytes = axum::body::to_bytes(answer.into_body(), 1 << 20).await.unwrap();
        let page = String::from_utf8(bytes.to_vec()).unwrap();
        assert!(page.contains(&render::Texts::Dutch.m("error-not-open")), "{page}");
        assert!(page.contains(&organisation.phone), "{page}");
        assert!(page.contains(&organisation.email), "{page}");
    }
}
