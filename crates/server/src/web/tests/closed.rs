//! Every route of a case with a real number: for whoever may not know of it, it is a wrong number, and nothing happens.

use super::app;
use crate::clock::real_now;
use crate::web::{Who, router, routes};
use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use casework::ids::{CaseNumber, PersonId};
use casework::organisation::{Scope, StaffRole};
use casework::submission::{Submission, Typed};
use casework::vocabulary::Channel;
use desk::Desk;
use desk::people::NewPerson;
use desk::submit::Arrival;
use std::collections::BTreeSet;
use storage::{AggregateKey, FilePlace};
use tower::ServiceExt;

/// Enough in every field that no form is refused for being empty.
pub const FORM: &str = "sleutel=0123456789abcdef0123456789abcdef&soort=antwoord&doe=verstuur&tekst=Dag+Fatima&woorden=Dag\
    &reden=Daarom&raad_reden=Daarom&nota=Dag&vraag=Waarom&titel=Lift&punt=1&vergadering=2026-12-12&uitkomst=Goed\
    &anders=nee&nee_reden=Daarom&nee_oorzaak=supplier&wat_1=Iets&uitkomst_1=Goed&vraag_tegen=2026-12-12&no=1&bericht=Dag&toezegging=1&opgelost=ja";

pub async fn person(desk: &Desk, name: &str, roles: &[StaffRole]) -> PersonId {
    let new = NewPerson {
        name: name.to_owned(),
        email: format!("{name}@voorbeeld.test"),
        roles: roles.iter().copied().collect(),
    };
    desk.add_person(None, new).await.unwrap()
}

/// A complaint with a photo: number, key in the journal, file.
pub async fn complaint(desk: &Desk, exclude: &[&PersonId], key: &str) -> (String, AggregateKey, String) {
    let store = desk.store();
    let draft = store.draft_create("{}", real_now()).await.unwrap();
    let mut writer = store
        .file_writer(FilePlace::Draft(&draft), real_now())
        .await
        .unwrap();
    writer.write(b"\x89PNG\r\n\x1A\n").await.unwrap();
    let file = writer.finish("lift.png", "image/png").await.unwrap();
    let typed = Typed {
        kinds: vec!["resident".into()],
        story: "De lift is stuk.".into(),
        remedy: "Herstellen".into(),
        name: "Fatima".into(),
        reply_by: "code".into(),
        has_files: true,
        ..Typed::default()
    };
    let mut submission = Submission::parse(&typed).unwrap();
    submission.exclude = exclude.iter().map(|one| (*one).clone()).collect();
    let arrival = Arrival {
        channel: Channel::Form,
        heard_at: None,
        by: None,
        practice: false,
        draft: Some(draft),
        key: key.to_owned(),
    };
    let receipt = desk.submit(submission, arrival).await.unwrap();
    let case = desk.case_id(&receipt.number).await.unwrap();
    (
        receipt.number.to_string(),
        AggregateKey::case(&case),
        file.id.as_str().to_owned(),
    )
}

/// Status, address it leads to, and page, without what differs by chance.
pub async fn asked(
    router: &Router,
    method: &str,
    path: &str,
    cookie: &str,
    number: &str,
) -> (StatusCode, String) {
    let mut request = Request::builder()
        .method(Method::from_bytes(method.as_bytes()).unwrap())
        .uri(path)
        .header(header::COOKIE, cookie);
    if method == "POST" {
        request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    }
    let body = if method == "POST" {
        Body::from(FORM)
    } else {
        Body::empty()
    };
    let response = router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
    let status = response.status();
    let to = response.headers().get(header::LOCATION);
    let to = to.map(|to| to.to_str().unwrap().to_owned()).unwrap_or_default();
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
    let page = String::from_utf8(bytes.to_vec()).unwrap();
    (
        status,
        without_keys(&format!("{to}\n{page}")).replace(number, "NUMBER"),
    )
}

pub fn without_keys(page: &str) -> String {
    let mark = "name=\"sleutel\" value=\"";
    let mut parts = page.split(mark);
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('"').map_or("", |(_, rest)| rest));
    }
    plain
}

#[tokio::test]
async fn for_whoever_may_not_know_a_complaint_every_route_of_it_is_a_wrong_number() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path()).await;
    let desk = app.desk.clone();
    let ann = person(&desk, "ann", &[StaffRole::Handler]).await;
    person(&desk, "bart", &[StaffRole::Management]).await;
    person(&desk, "chris", &[StaffRole::BoardMember]).await;
    // Exclusion comes before any role, so this one has them all.
    let all: Vec<StaffRole> = StaffRole::ALL.to_vec();
    let excluded = person(&desk, "eva", &all).await;
    let colleague = person(&desk, "els", &[StaffRole::Colleague]).await;
    let administrator = person(&desk, "sam", &[StaffRole::Administrator]).await;
    desk.set_standing_handler(None, Scope::default(), (ann, None))
        .await
        .unwrap();
    let (number, key, file) = complaint(&desk, &[&excluded], "one").await;
    let (_, other, _) = complaint(&desk, &[], "two").await;
    let follow = desk
        .follow_session(&casework::ids::CaseId(other.id), real_now())
        .await
        .unwrap();
    let mut viewers = vec![
        ("nobody", String::new(), false),
        ("another complainant", format!("gehoor-volg={follow}"), false),
    ];
    for (name, who) in [
        ("excluded", &excluded),
        ("colleague", &colleague),
        ("administrator", &administrator),
    ] {
        let session = desk.session(who, real_now()).await.unwrap();
        viewers.push((name, format!("gehoor-werk={session}"), true));
    }
    // A number that nobody has; its check character is right.
    let nobodys = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
        .chars()
        .map(|last| format!("26-0000{last}"))
        .find(|text| CaseNumber::parse(text).is_some() && *text != number)
        .unwrap();
    let router = router(app);
    let journal = async || desk.store().load(&key).await.unwrap().len();
    let before = journal().await;
    let mut seen = BTreeSet::new();
    let mut wrongly = Vec::new();
    for route in routes().iter().filter(|route| route.path.contains("{nr}")) {
        assert!(matches!(route.who, Who::Staff | Who::Board), "{}", route.path);
        for (name, cookie, signed_in) in &viewers {
            let what = format!("{} {} as {name}", route.method, route.path);
            let at = |number: &str| route.path.replace("{nr}", number).replace("{id}", &file);
            let real = asked(&router, route.method, &at(&number), cookie, &number).await;
            let wrong = asked(&router, route.method, &at(&nobodys), cookie, &nobodys).await;
            let expected = match (*signed_in, route.method) {
                (true, _) => StatusCode::NOT_FOUND,
                (false, "GET") => StatusCode::SEE_OTHER,
                (false, _) => StatusCode::UNAUTHORIZED,
            };
            if real.0 != expected {
                wrongly.push(format!("{what}: {} instead of {expected}", real.0));
            }
            if real != wrong {
                wrongly.push(format!("{what} differs from a wrong number"));
            }
            assert_eq!(journal().await, before, "{what} did something");
            seen.insert((route.method, route.path));
        }
    }
    assert_eq!(wrongly, Vec::<String>::new());
    assert!(seen.len() > 30, "{} routes", seen.len());
    // The routes are those of this complaint: whoever may read it, reads it there.
    let session = desk
        .session(
            desk.organisation()
                .await
                .unwrap()
                .with_role(StaffRole::Handler)
                .map(|one| &one.id)
                .find(|id| **id != excluded)
                .unwrap(),
            real_now(),
        )
        .await
        .unwrap();
    let cookie = format!("gehoor-werk={session}");
    for path in [
        format!("/werk/klachten/{number}"),
        format!("/werk/klachten/{number}/bestand/{file}"),
    ] {
        assert_eq!(
            asked_status(&router, &path, &cookie).await,
            StatusCode::OK,
            "{path}"
        );
    }
}

async fn asked_status(router: &Router, path: &str, cookie: &str) -> StatusCode {
    let request = Request::get(path)
        .header(header::COOKIE, cookie)
        .body(Body::empty())
        .unwrap();
    router.clone().oneshot(request).await.unwrap().status()
}

#[tokio::test]
async fn every_page_of_a_complainant_shows_their_own_complaint_only() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path()).await;
    let desk = app.desk.clone();
    for (name, role) in [
        ("ann", StaffRole::Handler),
        ("bart", StaffRole::Management),
        ("chris", StaffRole::BoardMember),
    ] {
        person(&desk, name, &[role]).await;
    }
    let (number, key, file) = complaint(&desk, &[], "one").await;
    let (_, other, _) = complaint(&desk, &[], "two").await;
    let follow = desk
        .follow_session(&casework::ids::CaseId(other.id), real_now())
        .await
        .unwrap();
    let router = router(app);
    let before = desk.store().load(&key).await.unwrap().len();
    let mut seen = 0;
    for route in routes().iter().filter(|route| route.who == Who::Complainant) {
        let path = route.path.replace("{id}", &file);
        let nobody = asked(&router, route.method, &path, "", "-").await;
        assert_eq!(nobody.0, StatusCode::UNAUTHORIZED, "{} {path}", route.method);
        let cookie = format!("gehoor-volg={follow}");
        let another = asked(&router, route.method, &path, &cookie, "-").await;
        if route.path.contains("{id}") {
            assert_eq!(another.0, StatusCode::NOT_FOUND, "{path}");
        }
        assert!(!another.1.contains(&number), "{} {path}", route.method);
        assert_eq!(
            desk.store().load(&key).await.unwrap().len(),
            before,
            "{} {path}",
            route.method
        );
        seen += 1;
    }
    assert!(seen > 10, "{seen} routes");
}
