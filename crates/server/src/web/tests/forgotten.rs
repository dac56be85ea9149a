//! A complaint full of words that stand nowhere else, looked for in all that is kept: sealed before, gone afterwards; and
//! its pages, which say since when.

use super::app;
use super::closed::person;
use crate::clock::real_now;
use crate::operation::exposition;
use crate::web::{Who, router, routes};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use casework::ids::{CaseId, PersonId};
use casework::moment::Moment;
use casework::organisation::StaffRole;
use casework::submission::{Submission, Typed};
use casework::vocabulary::{Cause, Channel};
use desk::Desk;
use desk::answer::{AnswerText, Differently, OfferText};
use desk::submit::Arrival;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};
use storage::FilePlace;
use tower::ServiceExt;

/// Words that stand nowhere else: who they are, what they wrote and handed in, and what we wrote.
const IDENTITY: [&str; 4] = ["Zefanjakanarie", "mailkanarie", "straatkanarie", "0470998877665"];
const WORDS: [&str; 16] = [
    "verhaalkanarie",
    "wenskanarie",
    "stapkanarie",
    "bestandkanarie",
    "pixelkanarie",
    "antwoordkanarie",
    "notakanarie",
    "bewaarkanarie",
    "redenkanarie",
    "toezegkanarie",
    "berichtkanarie",
    "briefkanarie",
    "wederkanarie",
    "raadkanarie",
    "stilkanarie",
    "toonkanarie",
];

/// What the program says of itself, for whoever runs it.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Each file of a folder with its bytes, letters without the breaks in their lines.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let letter = path.extension().is_some_and(|kind| kind == "eml");
        let bytes = if letter {
            String::from_utf8_lossy(&bytes).replace("=\r\n", "").into_bytes()
        } else {
            bytes
        };
        all.push((name, bytes));
    }
    all
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|part| part == word.as_bytes())
}

/// In which files these words stand.
fn hits(found: &[(String, Vec<u8>)], words: &[&str]) -> Vec<String> {
    let mut hits = Vec::new();
    for (name, bytes) in found {
        hits.extend(
            words
                .iter()
                .filter(|word| holds(bytes, word))
                .map(|word| format!("{word} in {name}")),
        );
    }
    hits
}

struct Scene {
    _folder: tempfile::TempDir,
    folder: std::path::PathBuf,
    desk: Desk,
    router: Router,
    log: Log,
    figures: Router,
    staff: Vec<(&'static str, String)>,
    ann: PersonId,
    number: String,
    case: CaseId,
    follow: String,
}

async fn submitted(desk: &Desk, typed: Typed, key: &str) -> CaseId {
    let store = desk.store();
    let draft = store.draft_create("{}", real_now()).await.unwrap();
    let place = FilePlace::Draft(&draft);
    let mut writer = store.file_writer(place, real_now()).await.unwrap();
    writer.write(b"\x89PNG\r\n\x1A\n pixelkanarie").await.unwrap();
    writer.finish("bestandkanarie.png", "image/png").await.unwrap();
    let typed = Typed {
        kinds: vec!["resident".into()],
        story: "De lift is stuk, verhaalkanarie.".into(),
        remedy: "Herstellen, wenskanarie.".into(),
        steps: "Ik belde, stapkanarie.".into(),
        name: "Zefanjakanarie".into(),
        has_files: true,
        ..typed
    };
    let arrival = Arrival {
        channel: Channel::Form,
        heard_at: None,
        by: None,
        practice: false,
        draft: Some(draft),
        key: key.to_owned(),
    };
    let submission = Submission::parse(&typed).unwrap();
    let receipt = desk.submit(submission, arrival).await.unwrap();
    desk.case_id(&receipt.number).await.unwrap()
}

async fn run(desk: &Desk, days: i64) {
    let to = desk.clock().now().plus_minutes(days * 24 * 60);
    desk.run_until(to).await.unwrap();
}

/// A complaint by mail and one by letter, both answered and withdrawn, with a note and a hold.
async fn scene(log: Log) -> Scene {
    let temporary = tempfile::tempdir().unwrap();
    let folder = temporary.path().to_owned();
    let app = app(&folder).await;
    let desk = app.desk.clone();
    let figures = exposition::router(exposition::Source {
        metrics: app.metrics.clone(),
        desk: desk.clone(),
        pulse: app.pulse.clone(),
    });
    let mut staff = Vec::new();
    let mut ids = Vec::new();
    for (name, role) in [
        ("ann", StaffRole::Handler),
        ("bart", StaffRole::Management),
        ("chris", StaffRole::BoardMember),
        ("karim", StaffRole::StaffRepresentative),
    ] {
        let id = person(&desk, name, &[role]).await;
        let session = desk.session(&id, real_now()).await.unwrap();
        staff.push((name, format!("gehoor-werk={session}")));
        ids.push(id);
    }
    desk.plan_mails().await.unwrap();
    let by_mail = Typed {
        reply_by: "email".into(),
        email: "mailkanarie@voorbeeld.test".into(),
        ..Typed::default()
    };
    let by_letter = Typed {
        reply_by: "letter".into(),
        address: "straatkanarie 5, 1000 Brussel".into(),
        ..Typed::default()
    };
    let by_phone = Typed {
        reply_by: "phone".into(),
        phone: "0470998877665".into(),
        ..Typed::default()
    };
    let mut cases = Vec::new();
    for (key, typed) in [("one", by_mail), ("two", by_letter), ("three", by_phone)] {
        let case = submitted(&desk, typed, key).await;
        let number = desk.read_own(&case).await.unwrap().view.case().number.clone();
        let text = AnswerText {
            text: "De lift werkt, antwoordkanarie.".to_owned(),
            outcomes: Vec::new(),
            offers: vec![OfferText {
                what: "De deur bijstellen, toezegkanarie.".to_owned(),
                by: ids[0].clone(),
                until: jiff::civil::date(2026, 1, 15),
            }],
            differently: Differently::No {
                cause: Cause::Building,
                reason: "Een kabel brak, redenkanarie.".to_owned(),
            },
            explains_delay: false,
            files: Vec::new(),
        };
        let (ann, bart, chris, karim) = (&ids[0], &ids[1], &ids[2], &ids[3]);
        let brief = "Brak er meer, briefkanarie?";
        let to = Some(karim.clone());
        let no = desk
            .raise_question(ann, &number, None, to, brief, &format!("brief {key}"))
            .await
            .unwrap();
        desk.reply_to_brief(karim, &case, no, "Neen, wederkanarie.", &format!("reply {key}"))
            .await
            .unwrap();
        desk.board_note(
            chris,
            &number,
            "Voor mij, stilkanarie.",
            &format!("board note {key}"),
        )
        .await
        .unwrap();
        desk.reveal(
            chris,
            &number,
            "Ik ken hen, toonkanarie.",
            &format!("reveal {key}"),
        )
        .await
        .unwrap();
        let until = jiff::civil::date(2025, 12, 1);
        desk.board_question(
            chris,
            &number,
            bart.clone(),
            "Vaker, raadkanarie?",
            until,
            &format!("q {key}"),
        )
        .await
        .unwrap();
        desk.board_reply(bart, &number, 1, "Neen, raadkanarie.", &format!("r {key}"))
            .await
            .unwrap();
        desk.write(
            &case,
            "Nog iets, berichtkanarie.",
            Vec::new(),
            &format!("write {key}"),
        )
        .await
        .unwrap();
        desk.note(ann, &number, "Gebeld, notakanarie.", &format!("note {key}"))
            .await
            .unwrap();
        desk.answer(ann, &number, text, &format!("answer {key}"))
            .await
            .unwrap();
        cases.push((case, number));
    }
    run(&desk, 2).await;
    for (case, number) in &cases {
        desk.withdraw(case, None, &format!("stop {number}"))
            .await
            .unwrap();
    }
    let (case, number) = cases[0].clone();
    let until = jiff::civil::date(2027, 12, 15);
    desk.hold(&ids[0], &number, until, "Een zaak, bewaarkanarie.", "hold")
        .await
        .unwrap();
    run(&desk, 2).await;
    let follow = desk.follow_session(&case, real_now()).await.unwrap();
    Scene {
        _folder: temporary,
        folder,
        router: router(app),
        figures,
        log,
        staff,
        ann: ids[0].clone(),
        number: number.to_string(),
        case,
        follow: format!("gehoor-volg={follow}"),
        desk,
    }
}

impl Scene {
    async fn asked(&self, path: &str, cookie: &str) -> (StatusCode, String) {
        let request = Request::get(path)
            .header(header::COOKIE, cookie)
            .body(Body::empty());
        let response = self.router.clone().oneshot(request.unwrap()).await.unwrap();
        let status = response.status();
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 22).await.unwrap();
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }

    async fn sent(&self, path: &str, cookie: &str, form: &str) -> StatusCode {
        let request = Request::post(path)
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form.to_owned()));
        self.router
            .clone()
            .oneshot(request.unwrap())
            .await
            .unwrap()
            .status()
    }

    fn cookie(&self, name: &str) -> &str {
        &self.staff.iter().find(|(one, _)| *one == name).unwrap().1
    }

    /// All that is kept, copied or told: the folder with the database, its log and the letters, a backup of now, the figures
    /// for whoever watches the machine, and what the program says of itself.
    async fn all(&self) -> Vec<(String, Vec<u8>)> {
        let backup = tempfile::tempdir().unwrap();
        let store = self.desk.store();
        store.backup(backup.path(), real_now(), |_, _| {}).await.unwrap();
        let mut all = files(&self.folder);
        all.extend(files(backup.path()));
        let request = Request::get("/metrics").body(Body::empty()).unwrap();
        let response = self.figures.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        let figures = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
        all.push(("the figures".to_owned(), figures.to_vec()));
        all.push(("the log".to_owned(), self.log.0.lock().unwrap().clone()));
        all
    }

    async fn until(&self, day: jiff::civil::Date) {
        let zone = jiff::tz::TimeZone::get("Europe/Brussels").unwrap();
        self.desk.run_until(Moment::end_of(day, &zone)).await.unwrap();
    }
}

#[tokio::test]
async fn words_are_sealed_everywhere_and_gone_everywhere_when_their_time_is_over() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::INFO)
        .with_writer(move || writer.clone())
        .finish();
    let _listening = tracing::subscriber::set_default(subscriber);
    let scene = scene(log).await;
    // A page is looked at, so that whatever reading leaves behind is there too.
    let (status, page) = scene
        .asked(&format!("/werk/klachten/{}", scene.number), scene.cookie("ann"))
        .await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("verhaalkanarie") && page.contains("Zefanjakanarie"));

    // Before: only letters to the complainant say anything.
    let all = scene.all().await;
    assert!(
        all.iter()
            .any(|(name, bytes)| name == "gehoor.db-wal" && !bytes.is_empty())
    );
    let theirs = |bytes: &[u8]| holds(bytes, "To: mailkanarie@voorbeeld.test");
    let (to_them, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, bytes)| theirs(bytes));
    assert_eq!(hits(&others, &IDENTITY), Vec::<String>::new());
    assert_eq!(hits(&others, &WORDS), Vec::<String>::new());
    assert!(
        others.iter().filter(|(name, _)| name.ends_with(".eml")).count() > 2,
        "staff were mailed"
    );
    for word in ["Zefanjakanarie", "antwoordkanarie"] {
        assert!(!hits(&to_them, &[word]).is_empty(), "{word} would be found");
    }

    // Two years and five years later.
    scene.until(jiff::civil::date(2028, 6, 30)).await;
    let all = scene.all().await;
    assert_eq!(hits(&all, &IDENTITY), Vec::<String>::new());
    scene.until(jiff::civil::date(2031, 6, 30)).await;
    let all = scene.all().await;
    assert_eq!(hits(&all, &IDENTITY), Vec::<String>::new());
    assert_eq!(hits(&all, &WORDS), Vec::<String>::new());
    assert!(scene.desk.verify().await.is_ok());
}

#[tokio::test]
async fn every_page_says_until_when_it_is_kept_and_since_when_it_is_gone() {
    let scene = scene(Log::default()).await;
    let page = format!("/werk/klachten/{}", scene.number);
    let ann = scene.cookie("ann").to_owned();
    let (_, work) = scene.asked(&page, &ann).await;
    assert!(
        work.contains("Langer bewaard, tot en met 15 december 2027: Een zaak, bewaarkanarie."),
        "{work}"
    );
    assert!(work.contains("Naam en contact wissen we na"), "{work}");
    let (_, own) = scene.asked("/volgen/klacht", &scene.follow).await;
    assert!(own.contains("bereiken, wissen we na"), "{own}");
    assert!(
        own.contains("We bewaren alles langer, tot en met 15 december 2027.")
            && !own.contains("bewaarkanarie")
    );

    // Ended and begun again from the page.
    let key = "sleutel=0123456789abcdef0123456789abcde";
    assert_eq!(
        scene
            .sent(&format!("{page}/niet-langer"), &ann, &format!("{key}1"))
            .await,
        StatusCode::SEE_OTHER
    );
    let (_, work) = scene.asked(&page, &ann).await;
    assert!(!work.contains("Langer bewaard"), "{work}");
    let hold = format!("{page}/langer-bewaren");
    for form in [
        "&bewaar_tot=2020-01-01&bewaar_reden=Daarom",
        "&bewaar_tot=2033-01-01&bewaar_reden=",
        "&bewaar_reden=Daarom",
    ] {
        let refused = scene.sent(&hold, &ann, &format!("{key}2{form}")).await;
        assert_eq!(refused, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
    }
    let form = format!("{key}3&bewaar_tot=2027-12-31&bewaar_reden=Daarom");
    assert_eq!(
        scene.sent(&hold, scene.cookie("chris"), &form).await,
        StatusCode::NOT_FOUND
    );
    assert_eq!(scene.sent(&hold, &ann, &form).await, StatusCode::SEE_OTHER);

    scene.until(jiff::civil::date(2028, 6, 30)).await;
    let (_, work) = scene.asked(&page, &ann).await;
    assert!(
        work.contains("Naam en contact wisten we op") && work.contains("verhaalkanarie"),
        "{work}"
    );
    let (_, own) = scene.asked("/volgen/klacht", &scene.follow).await;
    assert!(own.contains("bereiken, wisten we op"), "{own}");

    // What somebody was still writing about it goes too, and what they wrote about another stays.
    let drafts = |number: &str| format!(r#"{{"number":"{number}","sort":"nota","pairs":[["nota","x"]]}}"#);
    let (store, other) = (scene.desk.store(), "26-OTHER");
    let draft = store.draft_key_of(&scene.ann).unwrap();
    let body = format!("[{},{}]", drafts(&scene.number), drafts(other));
    store.draft_put(&draft, &body, real_now()).await.unwrap();
    scene.until(jiff::civil::date(2031, 6, 30)).await;
    let left = store.draft_load(&draft).await.unwrap().unwrap();
    assert!(left.contains(other) && !left.contains(&scene.number), "{left}");

    let reading = scene.desk.read_own(&scene.case).await.unwrap();
    assert_eq!(reading.view.case().retention.forgotten.len(), 3);
    assert_ne!(
        scene.asked("/volgen/klacht", &scene.follow).await.0,
        StatusCode::OK
    );
    for (name, at) in [
        ("ann", page.clone()),
        ("bart", page.clone()),
        ("chris", format!("/bestuur/klachten/{}", scene.number)),
    ] {
        let (status, text) = scene.asked(&at, scene.cookie(name)).await;
        assert_eq!(status, StatusCode::OK, "{name}");
        assert!(text.contains("Gewist op "), "{name}: {text}");
        assert!(
            text.contains("Wat geschreven en meegestuurd was, wisten we op"),
            "{name}: {text}"
        );
        assert!(
            !text.contains("method=\"post\" action=\"/werk/klachten"),
            "nothing can be added: {text}"
        );
    }
    for route in routes()
        .iter()
        .filter(|route| route.method == "GET" && !route.path.contains("{id}"))
    {
        if !matches!(route.who, Who::Staff | Who::Board) {
            continue;
        }
        let at = route.path.replace("{nr}", &scene.number);
        for (name, cookie) in &scene.staff {
            let (status, text) = scene.asked(&at, cookie).await;
            assert!(!status.is_server_error(), "{name} at {at}: {text}");
        }
    }
    let (_, list) = scene.asked("/werk/klachten?zicht=klaar", &ann).await;
    let (_, boards) = scene.asked("/bestuur?gelezen=ja", scene.cookie("chris")).await;
    assert!(boards.contains("Gewist op "), "{boards}");
    assert!(
        list.contains(&scene.number) && list.contains("Gewist op "),
        "{list}"
    );
}
