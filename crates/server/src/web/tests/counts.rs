//! A number betrays nothing: what is hidden from somebody is in no count that they see.

use super::app;
use super::closed::{complaint, person, without_keys};
use crate::clock::real_now;
use crate::web::router;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use casework::ids::CaseNumber;
use casework::organisation::{Scope, StaffRole};
use casework::vocabulary::Cause;
use desk::answer::{AnswerText, Differently, MeasureText};
use tower::ServiceExt;

async fn page(router: &Router, path: &str, cookie: &str) -> String {
    let request = Request::get(path)
        .header(header::COOKIE, cookie)
        .body(Body::empty())
        .unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
    let page = String::from_utf8(bytes.to_vec()).unwrap();
    without_keys(page.split("<main").nth(1).unwrap())
}

#[tokio::test]
async fn an_excluded_manager_sees_the_same_numbers_before_and_after_a_complaint() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path()).await;
    let desk = app.desk.clone();
    let ann = person(&desk, "ann", &[StaffRole::Handler]).await;
    let bart = person(&desk, "bart", &[StaffRole::Management]).await;
    let mia = person(&desk, "mia", &[StaffRole::Management]).await;
    person(&desk, "chris", &[StaffRole::BoardMember]).await;
    let sam = person(&desk, "sam", &[StaffRole::Administrator]).await;
    desk.set_standing_handler(None, Scope::default(), (ann.clone(), None))
        .await
        .unwrap();
    let cookie = async |who| format!("gehoor-werk={}", desk.session(who, real_now()).await.unwrap());
    let (excluded, other, administrator) = (cookie(&bart).await, cookie(&mia).await, cookie(&sam).await);
    let router = router(app);
    let anns = format!("/instellingen/mensen/{ann}");
    let t = render::Texts::Dutch;
    let counted = t.a("people-leaves-tip").with("n", 1_u32).to_string();
    let uncounted = t.m("people-leaves-tip-uncounted");
    let before = page(&router, &anns, &excluded).await;
    let (number, _, _) = complaint(&desk, &[&bart], "one").await;
    assert_eq!(
        page(&router, &anns, &excluded).await,
        before,
        "the number of open complaints"
    );
    assert!(page(&router, &anns, &other).await.contains(&counted));
    assert!(!page(&router, &anns, &administrator).await.contains(&counted));
    assert!(page(&router, &anns, &administrator).await.contains(&uncounted));

    let measure = MeasureText {
        what: "De firma belt zelf.".to_owned(),
        criterion: "Geen lift staat langer dan 2 dagen stil.".to_owned(),
        owner: ann.clone(),
        reviewer: mia.clone(),
        group: None,
        from: jiff::civil::date(2026, 1, 15),
        promised: false,
        shared: None,
    };
    let answer = AnswerText {
        text: "De lift is hersteld.".to_owned(),
        outcomes: Vec::new(),
        offers: Vec::new(),
        differently: Differently::Yes {
            cause: Cause::Supplier,
            reason: "Niemand belde.".to_owned(),
            measures: vec![measure],
        },
        explains_delay: false,
        files: Vec::new(),
    };
    let number = CaseNumber::parse(&number).unwrap();
    desk.answer(&ann, &number, answer, "answer").await.unwrap();
    desk.run_until(desk.clock().now()).await.unwrap();
    let board = page(&router, "/werk/maatregelen", &other).await;
    assert!(board.contains("De firma belt zelf.") && board.contains("Na 1 klacht"));
    let one = board
        .split("/werk/maatregelen/")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap();
    let one = format!("/werk/maatregelen/{one}");
    assert!(page(&router, &one, &other).await.contains("Na 1 klacht"));
    let hidden = page(&router, "/werk/maatregelen", &excluded).await;
    assert!(!hidden.contains("De firma belt zelf."), "{hidden}");
    let request = Request::get(&one).header(header::COOKIE, &excluded);
    let answer = router
        .oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
}
