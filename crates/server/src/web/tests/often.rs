//! Too much from one address is held back with a page that says so; what was written stays, and others go on.

use super::app;
use super::closed::person;
use crate::config::Often;
use crate::web::router;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use casework::organisation::StaffRole;
use tower::ServiceExt;

/// Posts a form as a browser does that keeps its cookies.
async fn post(
    router: &Router,
    path: &str,
    from: &str,
    cookie: &str,
    form: &str,
) -> (StatusCode, HeaderMap, String) {
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, cookie)
        .header("x-forwarded-for", from)
        .body(Body::from(form.to_owned()))
        .unwrap();
    let answer = router.clone().oneshot(request).await.unwrap();
    let (status, headers) = (answer.status(), answer.headers().clone());
    let bytes = axum::body::to_bytes(answer.into_body(), 1 << 20).await.unwrap();
    (status, headers, String::from_utf8(bytes.to_vec()).unwrap())
}

fn cookie(headers: &HeaderMap) -> String {
    let set = headers.get(header::SET_COOKIE).unwrap().to_str().unwrap();
    set.split(';').next().unwrap().to_owned()
}

/// Raises a concern; the last page, and the cookie of the draft.
async fn raise(router: &Router, from: &str) -> (StatusCode, String, String) {
    let (_, headers, _) = post(router, "/klacht/bewoner", from, "", "gemeld=nee").await;
    let mine = cookie(&headers);
    let form = "verhaal=De+lift+staat+stil&hoe=code";
    let (status, _, page) = post(router, "/melden", from, &mine, form).await;
    (status, page, mine)
}

#[tokio::test]
async fn more_than_one_address_sends_is_held_back_and_nothing_of_it_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let mut app = app(folder.path()).await;
    app.often = Often {
        sent: 2,
        ..Often::default()
    };
    for (name, role) in [
        ("ann", StaffRole::Handler),
        ("bart", StaffRole::Management),
        ("chris", StaffRole::BoardMember),
    ] {
        person(&app.desk, name, &[role]).await;
    }
    app.desk.approve_values(None).await.unwrap();
    let router = router(app);
    for _ in 0..2 {
        assert_eq!(raise(&router, "192.0.2.1").await.0, StatusCode::SEE_OTHER);
    }
    let (status, page, mine) = raise(&router, "192.0.2.1").await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    assert!(
        page.contains(&render::Texts::Dutch.m("error-too-often-advice")),
        "{page}"
    );
    assert!(page.contains("tel:"), "who can't wait can call");
    let request = Request::get("/melden").header(header::COOKIE, &mine);
    let answer = router
        .clone()
        .oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap();
    let bytes = axum::body::to_bytes(answer.into_body(), 1 << 20).await.unwrap();
    let kept = String::from_utf8(bytes.to_vec()).unwrap();
    assert!(kept.contains("De lift staat stil"), "what was written stays");
    assert_eq!(
        raise(&router, "192.0.2.2").await.0,
        StatusCode::SEE_OTHER,
        "others go on"
    );
}

#[tokio::test]
async fn one_address_can_t_fill_the_disk_with_what_is_begun() {
    let folder = tempfile::tempdir().unwrap();
    let mut app = app(folder.path()).await;
    app.often = Often {
        begun: 3,
        ..Often::default()
    };
    let all = [StaffRole::Handler, StaffRole::Management, StaffRole::BoardMember];
    person(&app.desk, "ann", &all).await;
    app.desk.approve_values(None).await.unwrap();
    let router = router(app);
    for _ in 0..3 {
        let (status, headers, _) = post(&router, "/klacht/bewoner", "192.0.2.1", "", "gemeld=nee").await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert!(cookie(&headers).contains('='));
    }
    let (status, _, page) = post(&router, "/klacht/bewoner", "192.0.2.1", "", "gemeld=nee").await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS, "{page}");
    let (status, ..) = post(&router, "/klacht/bewoner", "192.0.2.2", "", "gemeld=nee").await;
    assert_eq!(status, StatusCode::SEE_OTHER);
}
