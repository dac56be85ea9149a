//! A desk at which nobody is yet: whoever writes hears whom to call, not to untick a name that they never ticked.

use super::app;
use crate::web::router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt;

#[tokio::test]
async fn when_nobody_may_read_a_concern_the_page_says_to_call() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path()).await;
    let phone = app.desk.shelf().in_force(app.desk.clock().now()).unwrap();
    let phone = phone.policy.organisation.phone.clone();
    let router = router(app);
    let post = async |path: &str, cookie: &str, form: &'static str| {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, cookie)
            .body(Body::from(form))
            .unwrap();
        router.clone().oneshot(request).await.unwrap()
    };
    let begun = post("/klacht/bewoner", "", "gemeld=nee").await;
    let cookie = begun.headers().get(header::SET_COOKIE).unwrap().to_str().unwrap();
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let refused = post(
        "/melden",
        &cookie,
        "verhaal=De+lift+staat+stil&hoe=code&project=de-sijs&thema=gebouw-lift",
    )
    .await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let bytes = axum::body::to_bytes(refused.into_body(), 1 << 20).await.unwrap();
    let page = String::from_utf8(bytes.to_vec()).unwrap();
    let said = format!("We vinden niemand die dit mag lezen. Bel {phone}.");
    assert!(page.contains(&said), "{}", page.split("<main").nth(1).unwrap());
    assert!(!page.contains("Vink een naam minder aan"));
    assert!(page.contains("De lift staat stil"), "what was typed stays");
}
