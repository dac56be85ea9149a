//! Uploads through the whole router: how far ahead a body is read, what comes back, what is left when it breaks off.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::web::router;
use axum::BoxError;
use axum::body::Bytes;
use axum::http::{Response, StatusCode};
use casework::submission::{Submission, Typed};
use casework::vocabulary::Channel;
use desk::submit::Arrival;
use desk::{Clock, Desk};
use http_body::Frame;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use tower::ServiceExt;

const MANY: u64 = 24 * MEGABYTE;
const FEW: u64 = 3 * MEGABYTE;

struct House {
    app: App,
    folder: tempfile::TempDir,
}

impl House {
    async fn open(limits: Limits) -> House {
        let folder = tempfile::tempdir().unwrap();
        let key = storage::MasterKey::from_bytes([7; 32]).unwrap();
        let store = storage::Store::open_throw_away(folder.path(), key).await.unwrap();
        let outbox = crate::mail::FolderPost::new(folder.path().join("outbox"), "a@b.test", true).unwrap();
        let clock = Clock::standing(Moment(1_796_000_000_000));
        let desk = Desk::open(store, clock, Arc::new(outbox), "http://desk.test")
            .await
            .unwrap();
        let policy = crate::desk_files::read_policy(None).unwrap();
        desk.publish_policy(&policy.file, &policy.source).await.unwrap();
        let app = App {
            desk,
            demo: None,
            outbox: None,
            wake: Arc::default(),
            metrics: Arc::default(),
            pulse: Arc::default(),
            limits,
            often: crate::config::Often::default(),
            secure: false,
        };
        House { app, folder }
    }

    /// What the database holds on the disk, in bytes.
    fn on_disk(folder: &std::path::Path) -> u64 {
        ["gehoor.db", "gehoor.db-wal"]
            .iter()
            .map(|name| std::fs::metadata(folder.join(name)).map_or(0, |meta| meta.len()))
            .sum()
    }

    async fn send(&self, path: &str, cookie: &str, body: Body) -> Response<Body> {
        let request = axum::http::Request::post(path)
            .header("content-type", "multipart/form-data; boundary=grens")
            .header("cookie", cookie)
            .body(body)
            .unwrap();
        router(self.app.clone()).oneshot(request).await.unwrap()
    }

    /// A complaint, and the cookie with which its page opens.
    async fn complaint(&self) -> (CaseId, String) {
        crate::demo::people::set_up(&self.app.desk).await.unwrap();
        let typed = Typed {
            kinds: vec!["resident".into()],
            story: "De lift is stuk.".into(),
            reply_by: "code".into(),
            ..Typed::default()
        };
        let arrival = Arrival {
            channel: Channel::Form,
            heard_at: None,
            by: None,
            practice: false,
            draft: None,
            key: "k1".into(),
        };
        let submission = Submission::parse(&typed).unwrap();
        let receipt = self.app.desk.submit(submission, arrival).await.unwrap();
        let code = receipt.code.grouped();
        let token = self
            .app
            .desk
            .open_with_code(&code, "", real_now())
            .await
            .unwrap()
            .unwrap();
        let case = self.app.desk.case_id(&receipt.number).await.unwrap();
        (case, format!("gehoor-volg={token}"))
    }
}

const SMALL: Limits = Limits {
    file: 100_000,
    together: 150_000,
    number: 3,
};

/// A body that always has more to give, and notes how far the disk lags behind what was fetched.
struct Counting {
    pieces: Box<dyn Iterator<Item = Result<Bytes, BoxError>> + Send>,
    folder: PathBuf,
    fetched: u64,
    ahead: Arc<AtomicU64>,
}

impl http_body::Body for Counting {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = self.get_mut();
        let next = this.pieces.next();
        if let Some(Ok(piece)) = &next {
            this.fetched += u64::try_from(piece.len()).unwrap();
        }
        let ahead = this.fetched.saturating_sub(House::on_disk(&this.folder));
        this.ahead.fetch_max(ahead, Ordering::Relaxed);
        Poll::Ready(next.map(|piece| piece.map(Frame::data)))
    }
}

fn head(field: &str, name: &str) -> Bytes {
    let file = if name.is_empty() {
        String::new()
    } else {
        format!("; filename=\"{name}\"")
    };
    Bytes::from(format!(
        "--grens\r\nContent-Disposition: form-data; name=\"{field}\"{file}\r\n\r\n"
    ))
}

fn form(parts: &[(&str, &str, &[u8])]) -> Body {
    let mut all = Vec::new();
    for (field, name, bytes) in parts {
        all.extend_from_slice(&head(field, name));
        all.extend_from_slice(bytes);
        all.extend_from_slice(b"\r\n");
    }
    all.extend_from_slice(b"--grens--\r\n");
    Body::from(all)
}

/// A recording of so many bytes, no two pieces of it alike.
fn recording(size: u64) -> impl Iterator<Item = Bytes> + Send {
    let piece = 50_000;
    (0..size.div_ceil(piece)).map(move |n| {
        let long = usize::try_from(piece.min(size - n * piece)).unwrap();
        let mut bytes = if n == 0 {
            b"RIFF\0\0\0\0WAVE".to_vec()
        } else {
            Vec::new()
        };
        bytes.extend(n.to_le_bytes().iter().cycle().take(long - bytes.len()));
        Bytes::from(bytes)
    })
}

/// A photo of so many bytes, with a secret in it; and the same photo clean.
fn photo(size: u64) -> (Vec<u8>, Vec<u8>) {
    let drawing = usize::try_from(size).unwrap();
    let mut clean =
        b"\xFF\xD8\xFF\xC0\0\x0B\x08\0\x01\0\x01\x01\x01\x11\0\xFF\xDA\0\x08\x01\x01\0\0\x3F\0".to_vec();
    clean.extend((0..drawing).map(|n| u8::try_from(n % 251).unwrap()));
    clean.extend(b"\xFF\xD9");
    let secret = [
        &clean[..2],
        b"\xFF\xFE\0\x12a secret is here",
        &clean[2..],
        b"and behind it",
    ]
    .concat();
    (secret, clean)
}

async fn bytes_of(mut body: Body) -> Vec<u8> {
    let mut all = Vec::new();
    while let Some(frame) =
        std::future::poll_fn(|context| http_body::Body::poll_frame(Pin::new(&mut body), context)).await
    {
        all.extend_from_slice(&frame.unwrap().into_data().unwrap());
    }
    all
}

#[tokio::test]
async fn a_big_photo_and_a_recording_come_in_without_being_held_and_come_back_exactly() {
    let limits = Limits {
        file: 2 * MANY,
        together: 4 * MANY,
        number: 5,
    };
    let house = House::open(limits).await;
    let (_, cookie) = house.complaint().await;
    let (dirty, clean) = photo(MANY);
    let ahead = Arc::new(AtomicU64::new(0));
    let drawing: Vec<Bytes> = dirty.chunks(300_000).map(Bytes::copy_from_slice).collect();
    let pieces = [
        head("sleutel", ""),
        Bytes::from("k2\r\n"),
        head("bestanden", "stem.wav"),
    ]
    .into_iter()
    .chain(recording(FEW))
    .chain([Bytes::from("\r\n"), head("bestanden", "foto.jpg")])
    .chain(drawing)
    .chain([Bytes::from("\r\n--grens--\r\n")]);
    let counting = Counting {
        pieces: Box::new(pieces.map(Ok)),
        folder: house.folder.path().to_owned(),
        fetched: 0,
        ahead: ahead.clone(),
    };
    let answer = house
        .send("/volgen/klacht/bericht", &cookie, Body::new(counting))
        .await;
    assert_eq!(answer.headers()["location"], "/volgen/klacht?gedaan=bericht");
    let ahead = ahead.load(Ordering::Relaxed);
    assert!(
        ahead < MEGABYTE,
        "{ahead} bytes were fetched before they were kept"
    );
    assert!(House::on_disk(house.folder.path()) > MANY);

    let page = house.get("/volgen/klacht", &cookie).await;
    let page = String::from_utf8(bytes_of(page.into_body()).await).unwrap();
    assert!(
        page.contains("stem.wav</a> (opname, 3,2 MB)"),
        "name, kind and size"
    );
    let paths: Vec<&str> = page
        .split("href=\"/volgen/klacht/bestand/")
        .skip(1)
        .map(|part| part.split('"').next().unwrap())
        .collect();
    let whole: Vec<u8> = recording(FEW).flatten().collect();
    for (path, wanted) in paths.iter().zip([whole, clean]) {
        let answer = house
            .get(&format!("/volgen/klacht/bestand/{path}"), &cookie)
            .await;
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
        assert_eq!(
            answer.headers()["content-security-policy"],
            "default-src 'none'; sandbox"
        );
        let disposition = answer.headers()["content-disposition"]
            .to_str()
            .unwrap()
            .to_owned();
        assert!(disposition.starts_with("attachment"), "{disposition}");
        assert!(bytes_of(answer.into_body()).await == wanted, "{disposition}");
    }
    assert_eq!(paths.len(), 2);
}

impl House {
    async fn get(&self, path: &str, cookie: &str) -> Response<Body> {
        let request = axum::http::Request::get(path)
            .header("cookie", cookie)
            .body(Body::empty())
            .unwrap();
        router(self.app.clone()).oneshot(request).await.unwrap()
    }
}

#[tokio::test]
async fn a_connection_that_breaks_in_a_file_leaves_nothing_of_it_behind() {
    let house = House::open(Limits {
        file: MANY,
        together: MANY,
        number: 5,
    })
    .await;
    let (case, cookie) = house.complaint().await;
    let pieces = [
        head("bericht", ""),
        Bytes::from("Hier.\r\n"),
        head("bestanden", "stem.wav"),
    ]
    .into_iter()
    .chain(recording(3 * MEGABYTE))
    .map(Ok)
    .chain([Err(BoxError::from("the line went dead"))]);
    let ahead = Arc::default();
    let folder = house.folder.path().to_owned();
    let counting = Counting {
        pieces: Box::new(pieces),
        folder,
        fetched: 0,
        ahead,
    };
    let answer = house
        .send("/volgen/klacht/bericht", &cookie, Body::new(counting))
        .await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let store = house.app.desk.store();
    assert_eq!(store.unfinished_files().await.unwrap(), 0);
    assert!(store.files_waiting(&Owner::case(&case)).await.unwrap().is_empty());
}

#[tokio::test]
async fn whoever_stops_listening_half_way_leaves_nothing_behind_either() {
    let house = House::open(Limits {
        file: MANY,
        together: MANY,
        number: 5,
    })
    .await;
    let draft = house.app.desk.store().draft_create("", real_now()).await.unwrap();
    let limits = house.app.limits;
    let mut file = house
        .app
        .desk
        .incoming(FilePlace::Draft(&draft), real_now(), limits, &[]);
    for piece in recording(MEGABYTE) {
        file.write(&piece).await.unwrap();
    }
    let store = house.app.desk.store();
    assert_eq!(store.unfinished_files().await.unwrap(), 1);
    drop(file);
    // It is taken away beside whatever goes on; each look gives it a turn.
    let mut looks = 0;
    while store.unfinished_files().await.unwrap() > 0 {
        looks += 1;
        assert!(looks < 100_000, "it is still there");
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_part_without_an_end_is_not_read_for_ever() {
    let house = House::open(SMALL).await;
    let (_, cookie) = house.complaint().await;
    let fetched = Arc::new(AtomicU64::new(0));
    let count = fetched.clone();
    // The name of a field that goes on for a gigabyte.
    let endless = (0..20_000).map(move |_| {
        count.fetch_add(50_000, Ordering::Relaxed);
        Ok(Bytes::from(vec![b'a'; 50_000]))
    });
    let begin = Bytes::from("--grens\r\nContent-Disposition: form-data; name=\"");
    let counting = Counting {
        pieces: Box::new([Ok(begin)].into_iter().chain(endless)),
        folder: house.folder.path().to_owned(),
        fetched: 0,
        ahead: Arc::default(),
    };
    let answer = house
        .send("/volgen/klacht/bericht", &cookie, Body::new(counting))
        .await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(fetched.load(Ordering::Relaxed) < 2 * MEGABYTE);
}

#[tokio::test]
async fn each_limit_names_the_file_the_limit_and_the_remedy_and_keeps_the_rest() {
    let limits = Limits {
        file: MEGABYTE,
        together: 2 * MEGABYTE,
        number: 3,
    };
    let house = House::open(limits).await;
    let (case, cookie) = house.complaint().await;
    let said = |page: &str, not: NotKept, name: &str| {
        let text = problem(not, name.to_owned(), limits).text(render::Texts::Dutch);
        text.contains(name) && page.contains(&text)
    };
    let of = |size: u64| recording(size).flatten().collect::<Vec<u8>>();
    let (small, big) = (of(1000), of(MEGABYTE + 1));
    let text: (&str, &str, &[u8]) = ("bericht", "", b"Hoor maar.");
    let send = async |parts: &[(&str, &str, &[u8])]| {
        let answer = house.send("/volgen/klacht/bericht", &cookie, form(parts)).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let page = String::from_utf8(bytes_of(answer.into_body()).await).unwrap();
        assert!(page.contains("Hoor maar.</textarea>"), "what was typed stays");
        page
    };
    let page = send(&[
        text,
        ("bestanden", "a.wav", &small),
        ("bestanden", "groot.wav", &big),
    ])
    .await;
    assert!(said(&page, NotKept::TooBig, "groot.wav"));
    assert!(page.contains("a.wav (opname, 1 kB)") && !page.contains("groot.wav ("));

    let nearly = of(MEGABYTE - 1);
    let three: Vec<_> = ["1.wav", "2.wav", "drie.wav"]
        .map(|name| ("bestanden", name, nearly.as_slice()))
        .into_iter()
        .chain([text])
        .collect();
    let page = send(&three).await;
    assert!(said(&page, NotKept::TooMuch, "drie.wav"));
    assert!(page.contains("1.wav (") && page.contains("2.wav (") && !page.contains("drie.wav ("));

    let four: Vec<_> = ["1.wav", "2.wav", "3.wav", "vier.wav"]
        .map(|name| ("bestanden", name, small.as_slice()))
        .into_iter()
        .chain([text])
        .collect();
    let page = send(&four).await;
    assert!(said(&page, NotKept::TooMany, "vier.wav"));
    // An earlier try counts as well.
    let waiting = house
        .app
        .desk
        .store()
        .files_waiting(&Owner::case(&case))
        .await
        .unwrap();
    let named: Vec<String> = waiting
        .iter()
        .rev()
        .take(3)
        .map(|file| file.id.to_string())
        .collect();
    let mut parts: Vec<(&str, &str, &[u8])> = named.iter().map(|id| ("bijlage", "", id.as_bytes())).collect();
    parts.extend([text, ("bestanden", "nog.wav", small.as_slice())]);
    let page = send(&parts).await;
    assert!(said(&page, NotKept::TooMany, "nog.wav") && !page.contains("nog.wav ("));
    assert_eq!(page.matches("name=\"bijlage\"").count(), 3);
    assert_eq!(house.app.desk.store().unfinished_files().await.unwrap(), 0);

    let page = send(&[
        text,
        ("bestanden", "leeg.pdf", b""),
        ("bestanden", "foto.jpg", b"\xFF\xD8\xFF\xE1 cut off"),
    ])
    .await;
    assert!(
        page.contains("Het bestand leeg.pdf is leeg.") && page.contains("Maak een schermafdruk van de foto")
    );
    let page = send(&[text, ("bijlage", "", b"gone")]).await;
    assert!(
        page.contains("Voeg het opnieuw toe"),
        "what was swept isn't left out in silence"
    );
}

#[tokio::test]
async fn more_than_anybody_waits_for_is_not_read_and_what_came_before_is_kept() {
    let house = House::open(SMALL).await;
    let (case, cookie) = house.complaint().await;
    let fetched = Arc::new(AtomicU64::new(0));
    let count = fetched.clone();
    let good: Vec<u8> = recording(1000).flatten().collect();
    let pieces = [
        head("bericht", ""),
        Bytes::from("Hier.\r\n"),
        head("bestanden", "a.wav"),
        Bytes::from(good),
    ]
    .into_iter()
    .chain([Bytes::from("\r\n"), head("bestanden", "film.wav")])
    .chain(recording(2048 * MEGABYTE))
    .inspect(move |piece| {
        count.fetch_add(u64::try_from(piece.len()).unwrap(), Ordering::Relaxed);
    });
    let counting = Counting {
        pieces: Box::new(pieces.map(Ok)),
        folder: house.folder.path().to_owned(),
        fetched: 0,
        ahead: Arc::default(),
    };
    let answer = house
        .send("/volgen/klacht/bericht", &cookie, Body::new(counting))
        .await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = String::from_utf8(bytes_of(answer.into_body()).await).unwrap();
    assert!(page.contains("Hier.</textarea>") && page.contains("film.wav") && page.contains("a.wav ("));
    assert!(fetched.load(Ordering::Relaxed) < 20 * MEGABYTE);
    assert_eq!(
        house
            .app
            .desk
            .store()
            .files_waiting(&Owner::case(&case))
            .await
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn a_name_loses_its_folders_and_hidden_marks() {
    assert_eq!(plain_name("../../etc/foto\u{202E}gpj.exe"), "fotogpj.exe");
    assert_eq!(plain_name("C:\\scans\\brief.pdf"), "brief.pdf");
    assert_eq!(plain_name("a\0b\r\nc.pdf"), "ab  c.pdf");
}
