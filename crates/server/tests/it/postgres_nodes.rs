//! The program on a PostgreSQL server: two of them on one database, and an installation that goes there and back.

use crate::behind;
use crate::browser::Visitor;
use crate::postgres::Server;
use crate::public::{STORY, receipt, write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

pub static SERVER: LazyLock<Server> = LazyLock::new(|| Server::start().unwrap());

/// What a command printed, and how it ended.
struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

fn gehoor(words: &[&str]) -> Said {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(env!("CARGO_BIN_EXE_gehoor"))
        .args(words)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    Said {
        code: status.code(),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

fn good(words: &[&str]) -> Said {
    let said = gehoor(words);
    assert_eq!(said.code, Some(0), "{words:?}: {}{}", said.out, said.err);
    said
}

/// It doesn't go on: 2, and a sentence with these words on standard error.
fn refused(words: &[&str], sentence: &str) {
    let said = gehoor(words);
    assert_eq!(said.code, Some(2), "{words:?}: {}{}", said.out, said.err);
    assert!(said.err.contains(sentence), "{}", said.err);
    assert!(
        !said.err.contains("geheim"),
        "a password is repeated: {}",
        said.err
    );
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A folder with people enough to complain to, kept where `place` says.
fn staffed(folder: &Path, place: &[&str]) {
    let people = [
        ("Ann", "handler"),
        ("Karim", "handler"),
        ("Bart", "management"),
        ("Mia", "management"),
        ("Chris", "board_member"),
        ("Dirk", "board_member"),
    ];
    for (name, role) in people {
        let email = format!("{name}@voorbeeld.test");
        let mut words = vec![
            "person", "invite", "--name", name, "--email", &email, "--role", role,
        ];
        words.extend(["--data", text(folder)]);
        words.extend(place);
        good(&words);
    }
    let mut words = vec!["policy", "approve", "--data", text(folder)];
    words.extend(place);
    good(&words);
}

/// `gehoor serve`, ended with the test.
struct Node {
    child: Child,
    address: String,
}

impl Node {
    fn start(folder: &Path, place: &[&str]) -> Node {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let address = format!("127.0.0.1:{port}");
        let child = Command::new(env!("CARGO_BIN_EXE_gehoor"))
            .args(["serve", "--listen", &address, "--data", text(folder)])
            .args(place)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let node = Node { child, address };
        #[expect(
            clippy::disallowed_methods,
            reason = "a test waits for a program that really starts"
        )]
        let began = Instant::now();
        while TcpStream::connect(&node.address).is_err() {
            assert!(began.elapsed() < Duration::from_secs(60), "it doesn't listen");
            std::thread::sleep(Duration::from_millis(30));
        }
        node
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}

/// A second data folder beside the first, with its key.
fn beside(folder: &Path, name: &str) -> PathBuf {
    let second = folder.with_file_name(name);
    std::fs::create_dir(&second).unwrap();
    std::fs::copy(folder.join("master.key"), second.join("master.key")).unwrap();
    second
}

#[test]
fn a_complaint_written_at_one_node_is_sent_at_another_and_followed_at_both() {
    let home = tempfile::tempdir().unwrap();
    let (first, url) = (home.path().join("first"), SERVER.place().unwrap());
    let place = ["--database", url.as_str()];
    staffed(&first, &place);
    assert!(!first.join("gehoor.db").exists());
    let second = beside(&first, "second");
    let (one, two) = (Node::start(&first, &place), Node::start(&second, &place));
    let at_one = Visitor::with(&one.address, Default::default());
    let key = write(&at_one);
    // The next requests come at the other node, with the cookies of the first.
    let at_two = Visitor::with(&two.address, at_one.twin());
    assert_eq!(
        at_two.post("/klacht/nieuw/nakijken", &[("sleutel", &key)]).to(),
        "/bedankt"
    );
    let (number, code) = receipt(&at_two.get("/bedankt"));
    // Sent again at the first: the same receipt.
    assert_eq!(
        at_one.post("/klacht/nieuw/nakijken", &[("sleutel", &key)]).to(),
        "/bedankt"
    );
    assert_eq!(receipt(&at_one.get("/bedankt")), (number.clone(), code.clone()));
    for node in [&one, &two] {
        let reader = Visitor::with(&node.address, Default::default());
        assert_eq!(reader.post("/volgen", &[("code", &code)]).to(), "/volgen/klacht");
        let page = reader.get("/volgen/klacht").text();
        assert!(page.contains(&number) && page.contains(STORY));
        // The session that began here is known there.
        let other = if node.address == one.address { &two } else { &one };
        let elsewhere = Visitor::with(&other.address, reader.twin());
        assert_eq!(elsewhere.get("/volgen/klacht").status, 200);
    }
    drop((one, two));
    good(&["verify", "--data", text(&first), "--database", &url]);
    let doctor = good(&[
        "doctor",
        "--data",
        text(&first),
        "--database",
        &url,
        "--listen",
        "127.0.0.1:0",
    ]);
    assert!(!doctor.out.contains("[FOUT]"), "{}", doctor.out);
}

#[test]
fn guesses_are_counted_over_all_nodes() {
    let home = tempfile::tempdir().unwrap();
    let (first, url) = (home.path().join("first"), SERVER.place().unwrap());
    let place = ["--database", url.as_str()];
    staffed(&first, &place);
    let second = beside(&first, "second");
    let (one, two) = (Node::start(&first, &place), Node::start(&second, &place));
    let guess = |node: &Node| {
        let visitor = Visitor::with(&node.address, Default::default());
        visitor
            .post("/volgen", &[("code", "1234 5678 9012 3456 7890")])
            .status
    };
    let tries = (1..200).find(|n| guess(if n % 2 == 0 { &one } else { &two }) == 429);
    let tries = tries.expect("guessing ends");
    // Whoever is stopped at one node is stopped at the other.
    assert_eq!((guess(&one), guess(&two)), (429, 429), "after {tries}");
}

#[test]
fn an_installation_leaves_postgresql_and_goes_back_and_every_row_is_the_same() {
    let home = tempfile::tempdir().unwrap();
    let (keys, url) = (home.path().join("keys"), SERVER.place().unwrap());
    staffed(&keys, &["--database", &url]);
    let node = Node::start(&keys, &["--database", &url]);
    let visitor = Visitor::with(&node.address, Default::default());
    let key = write(&visitor);
    visitor.post("/klacht/nieuw/nakijken", &[("sleutel", &key)]);
    let (number, code) = receipt(&visitor.get("/bedankt"));
    let folder = home.path().join("folder");
    let out = [
        "move",
        "--from",
        &url,
        "--to",
        text(&folder),
        "--data",
        text(&keys),
    ];
    refused(&out, "draait nog");
    assert!(!folder.exists());
    drop(node);
    SERVER.run(&url, behind::OLDER_HEARTBEATS).unwrap();
    let there = good(&out);
    refused(&out, "wordt al iets bewaard");
    let other = SERVER.place().unwrap();
    let back = good(&["move", "--from", text(&folder), "--to", &other]);
    assert_eq!(rows(&back.err), rows(&there.err));
    for words in [
        vec!["--data", text(&folder)],
        vec!["--data", text(&folder), "--database", &other],
    ] {
        good(&[&["verify"][..], &words].concat());
        let node = Node::start(&folder, &words[2..]);
        let reader = Visitor::with(&node.address, Default::default());
        assert_eq!(reader.post("/volgen", &[("code", &code)]).to(), "/volgen/klacht");
        assert!(reader.get("/volgen/klacht").text().contains(&number));
    }
}

/// The lines that count the rows of each table.
fn rows(said: &str) -> Vec<&str> {
    let lines: Vec<&str> = said.lines().filter(|line| line.contains("vergeleken")).collect();
    assert!(lines.len() > 20, "{said}");
    lines
}

#[test]
fn what_can_t_be_opened_is_said_with_its_remedy() {
    let home = tempfile::tempdir().unwrap();
    let (folder, url) = (home.path().join("data"), SERVER.place().unwrap());
    let nobody = home.path().join("nobody");
    refused(&["verify", "--data", text(&nobody)], "staat geen klachtendesk");
    refused(
        &["verify", "--data", text(&nobody), "--database", &url],
        "staat geen klachtendesk",
    );
    refused(
        &["serve", "--database", "mysql://a:geheim@b/c"],
        "geen adres van een databank",
    );
    let closed = "postgres://a:geheim@127.0.0.1:1/c";
    refused(
        &["serve", "--data", text(&folder), "--database", closed],
        "gaat niet open",
    );
    refused(
        &["migrate", "--data", text(&folder), "--database", &url],
        "staat geen klachtendesk",
    );
    staffed(&folder, &["--database", &url]);
    good(&["migrate", "--data", text(&folder), "--database", &url]);
    // A node beside it without the key: told where to put it, and no other key takes that place.
    refused(
        &["migrate", "--data", text(&nobody), "--database", &url],
        "Kopieer master.key",
    );
    assert!(!nobody.join("master.key").exists());
    refused(
        &[
            "move",
            "--from",
            &url,
            "--to",
            text(&nobody),
            "--data",
            text(&nobody),
        ],
        "hoofdsleutel",
    );
    let change = |sql: &str| SERVER.run(&url, sql).unwrap();
    change(behind::NEWER_PROGRAM);
    refused(
        &["serve", "--data", text(&folder), "--database", &url],
        "nieuwere versie",
    );
    change(behind::CHANGED_MIGRATION);
    refused(
        &["serve", "--data", text(&folder), "--database", &url],
        "is veranderd",
    );
}
