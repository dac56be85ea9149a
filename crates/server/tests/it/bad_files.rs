//! Files as nobody should send them, to the program itself: too many, far too big, cut off, lying about what they are, with
//! names that lead elsewhere. Each gets a page that names the file and the remedy, and nothing of it stays behind.

use crate::browser::Visitor;
use crate::public::{PHOTO, STORY, write};
use crate::served::{Installation, Served};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use storage::{MasterKey, Store};

/// What an upload may add at most to the memory of the program.
const GROWS_AT_MOST: u64 = 32 * 1024;
const PDF: &[u8] = b"%PDF-1.4 what we agreed, on paper";

fn served() -> (Installation, Served) {
    let (installation, _) = Installation::new();
    let served = installation.serve(&["--listen", "127.0.0.1:0"], &installation.beside("log"));
    (installation, served)
}

/// Kilobytes of memory that the program ever had at once.
fn most_memory(served: &Served) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", served.id())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Until nothing is left of what came in by half.
fn nothing_unfinished(installation: &Installation) {
    let data = installation.data();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let key = MasterKey::load_or_create(&data.join("master.key")).unwrap();
        let store = Store::open(&data, key).await.unwrap();
        for _ in 0..200 {
            if store.unfinished_files().await.unwrap() == 0 {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("something is left of a file that broke off");
    });
}

/// The beginning of a form with a file, of which so many bytes are promised in all.
fn begin(visitor: &Visitor<'_>, address: &str, length: u64) -> TcpStream {
    let mut stream = TcpStream::connect(address).unwrap();
    let cookies: Vec<String> = visitor
        .twin()
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let head = format!(
        "POST /klacht/nieuw/oplossing HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nCookie: {}\r\n\
         Connection: close\r\nContent-Type: multipart/form-data; boundary=grens\r\nContent-Length: {length}\r\n\r\n\
         --grens\r\nContent-Disposition: form-data; name=\"oplossing\"\r\n\r\nMaak ze gauw.\r\n\
         --grens\r\nContent-Disposition: form-data; name=\"bestanden\"; filename=\"film.pdf\"\r\n\
         Content-Type: application/pdf\r\n\r\n",
        cookies.join("; ")
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(PDF).unwrap();
    stream
}

#[test]
fn two_gigabytes_are_refused_by_name_and_never_held() {
    let (installation, served) = served();
    let visitor = Visitor::with(&served.address, BTreeMap::new());
    write(&visitor);
    let before = most_memory(&served);
    let length: u64 = 2 * 1024 * 1024 * 1024;
    let mut stream = begin(&visitor, &served.address, length);
    let mut answer = stream.try_clone().unwrap();
    let read = std::thread::spawn(move || {
        let mut all = Vec::new();
        // The program stops reading when nobody waits any more; what it said before that counts.
        let _ended = answer.read_to_end(&mut all);
        String::from_utf8_lossy(&all).into_owned()
    });
    let piece = vec![b'.'; 1024 * 1024];
    let sent = (0..2048).take_while(|_| stream.write_all(&piece).is_ok()).count();
    let page = read.join().unwrap();
    assert!(page.starts_with("HTTP/1.1 303"), "after {sent} MB: {page}");
    let page = visitor.get("/klacht/nieuw/oplossing").text();
    assert!(page.contains("film.pdf") && page.contains(" MB. "), "{page}");
    assert!(page.contains("Maak ze gauw."), "what was typed stays");
    let grown = most_memory(&served) - before;
    println!("{sent} MB were sent, the memory grew by {grown} kB");
    assert!(grown < GROWS_AT_MOST, "it holds the upload: {grown} kB more");
    let check = visitor.get("/klacht/nieuw/nakijken").text();
    assert!(check.contains(STORY) && check.contains("lift.png") && !check.contains("film.pdf"));
    nothing_unfinished(&installation);
}

#[test]
fn a_file_that_is_cut_off_half_way_leaves_nothing_behind_and_the_rest_stays() {
    let (installation, served) = served();
    let visitor = Visitor::with(&served.address, BTreeMap::new());
    write(&visitor);
    let mut stream = begin(&visitor, &served.address, 8 * 1024 * 1024);
    stream.write_all(&vec![b'.'; 3 * 1024 * 1024]).unwrap();
    stream.shutdown(Shutdown::Both).unwrap();
    drop(stream);
    nothing_unfinished(&installation);
    let check = visitor.get("/klacht/nieuw/nakijken");
    assert!(check.text().contains("lift.png") && !check.text().contains("film.pdf"));
    let sent = visitor.post("/klacht/nieuw/nakijken", &[("sleutel", &check.field("sleutel"))]);
    assert_eq!(sent.to(), "/bedankt");
    drop(served);
    let (good, said) = installation.ask(&["verify"]);
    assert!(good, "{said}");
}

#[test]
fn of_a_hundred_files_the_first_ones_are_kept_and_the_others_are_named() {
    let (_installation, served) = served();
    let visitor = Visitor::with(&served.address, BTreeMap::new());
    write(&visitor);
    let names: Vec<String> = (1..=100).map(|n| format!("brief-{n}.pdf")).collect();
    let files: Vec<(&str, &str, &[u8])> = names
        .iter()
        .map(|name| ("bestanden", name.as_str(), PDF))
        .collect();
    let page = visitor.post_files("/klacht/nieuw/oplossing", &[("oplossing", "Maak ze.")], &files);
    let page = visitor.led_back(&page, "/klacht/nieuw/oplossing");
    assert_eq!(page.status, 422);
    let said = page.words();
    // One photo was there already.
    for (place, name) in names.iter().enumerate() {
        assert_eq!(
            said.contains(&format!("{name} kon er niet meer bij")),
            place >= 9,
            "{name}"
        );
    }
    let check = visitor.get("/klacht/nieuw/nakijken").text();
    assert!(check.contains("lift.png") && check.contains("brief-9.pdf") && !check.contains("brief-10.pdf"));
}

#[test]
fn a_type_that_lies_is_seen_and_a_name_leads_nowhere() {
    let (installation, served) = served();
    let visitor = Visitor::with(&served.address, BTreeMap::new());
    write(&visitor);
    let files: &[(&str, &str, &[u8])] = &[
        ("bestanden", "vakantie.jpg", b"MZ\x90\x00 a program"),
        (
            "bestanden",
            "pagina.pdf",
            b"<!doctype html><script>alert(1)</script>",
        ),
        ("bestanden", "eigenlijk-foto.pdf", PHOTO),
        ("bestanden", "../../../etc/wachtwoorden.pdf", PDF),
        ("bestanden", "foto\u{202E}gpj.pdf", PDF),
    ];
    let page = visitor.post_files("/klacht/nieuw/oplossing", &[("oplossing", "Maak ze.")], files);
    let page = visitor.led_back(&page, "/klacht/nieuw/oplossing");
    assert_eq!(page.status, 422);
    for name in ["vakantie.jpg", "pagina.pdf"] {
        assert!(
            page.words().contains(&format!("het bestand {name} niet lezen")),
            "{name}"
        );
    }
    let check = visitor.get("/klacht/nieuw/nakijken").text();
    for kept in ["eigenlijk-foto.pdf", "wachtwoorden.pdf", "fotogpj.pdf"] {
        assert!(check.contains(kept), "{kept}: {check}");
    }
    assert!(!check.contains("../") && !check.contains('\u{202E}') && !check.contains("vakantie.jpg"));
    // A name with a NUL: whatever comes of the file, a page of ours comes back, and the name holds none.
    let files: &[(&str, &str, &[u8])] = &[("bestanden", "nul\0.pdf", PDF)];
    let page = visitor.post_files("/klacht/nieuw/oplossing", &[("oplossing", "Maak ze.")], files);
    assert!(
        page.status == 303 || page.text().contains("<main"),
        "{}",
        page.head
    );
    assert!(!visitor.get("/klacht/nieuw/nakijken").text().contains('\0'));
    nothing_unfinished(&installation);
    // No file got a place of its own in the folder.
    let mut there: Vec<String> = std::fs::read_dir(installation.data())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    there.retain(|name| !name.starts_with("gehoor."));
    there.sort();
    assert_eq!(there, ["master.key", "outbox", "pulse"]);
}
