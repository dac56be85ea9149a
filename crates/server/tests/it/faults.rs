//! The n-th call to the disk fails, on the running program and on its database server: a clear page, and then it goes on.
//!
//! `GEHOOR_FAULTS` says for how many n.

use crate::browser::{Answer, Visitor};
use crate::doomed::Doomed;
use crate::kill::{verified, wish};
use crate::public::{PHOTO, STORY, receipt};
use crate::served::{Installation, Served};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Without a wish: the first call of a thread that fails, the second, and so on.
const FAULTS: u64 = 8;
/// A browser tries so often at most; each fault happens once.
const TRIES: usize = 20;

/// strace on running processes, whose calls about these files fail as it is told.
struct Faulty(Child);

impl Faulty {
    fn attach(processes: &[u32], fault: &str, files: &[PathBuf]) -> Faulty {
        let mut command = Command::new("strace");
        command.args(["-f", "-o", "/dev/null", "-e", &format!("inject={fault}")]);
        for file in files {
            command.arg("-P").arg(file);
        }
        for id in processes {
            command.args(["-p", &id.to_string()]);
        }
        let mut strace = command
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("strace is missing; remedy: cargo xtask setup");
        let mut said = BufReader::new(strace.stderr.take().unwrap());
        for _ in processes {
            let mut line = String::new();
            said.read_line(&mut line).unwrap();
            assert!(line.contains(" attached"), "{line}");
        }
        std::thread::spawn(move || said.read_to_end(&mut Vec::new()));
        Faulty(strace)
    }
}

impl Drop for Faulty {
    fn drop(&mut self) {
        let _told = Command::new("kill")
            .args(["-INT", &self.0.id().to_string()])
            .status();
        let _ended = self.0.wait();
    }
}

/// Every answer is what was asked for, or our page that says that nothing can be kept now; each such request is repeated.
struct Stubborn<'s> {
    visitor: Visitor<'s>,
    refused: usize,
}

impl Stubborn<'_> {
    fn at(served: &Served) -> Stubborn<'_> {
        let visitor = Visitor::with(&served.address, BTreeMap::new());
        Stubborn { visitor, refused: 0 }
    }

    fn until(&mut self, ask: impl Fn(&Visitor<'_>) -> Answer, typed: &str) -> Answer {
        for _ in 0..TRIES {
            let answer = ask(&self.visitor);
            if answer.status < 500 {
                return answer;
            }
            let page = answer.text();
            assert_eq!(answer.status, 503, "{page}");
            assert!(page.contains("Onze website kan nu niets bewaren"), "{page}");
            assert!(page.contains("href=\"tel:") && page.contains(typed), "{page}");
            self.refused += 1;
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("it never goes on");
    }

    fn post(&mut self, path: &str, fields: &[(&str, &str)], typed: &str) -> Answer {
        self.until(|visitor| visitor.try_post(path, fields).unwrap(), typed)
    }

    /// A whole complaint with a photo; gives its number and its code.
    fn complain(&mut self) -> (String, String) {
        let before = "Ik belde op 3 november.";
        let to = self.post("/klacht/bewoner", &[("gemeld", "ja"), ("al", before)], before);
        assert_eq!(to.to(), "/klacht/nieuw/verhaal");
        let story = |visitor: &Visitor<'_>| {
            visitor.try_post_files(
                "/klacht/nieuw/verhaal",
                &[("verhaal", STORY)],
                &[("stem", "", b"")],
            )
        };
        assert_eq!(self.until(story, STORY).to(), "/klacht/nieuw/oplossing");
        let remedy = "Herstel de lift voor het weekend.";
        let with_photo = |visitor: &Visitor<'_>| {
            let files: &[(&str, &str, &[u8])] = &[("bestanden", "lift.png", PHOTO)];
            visitor.try_post_files("/klacht/nieuw/oplossing", &[("oplossing", remedy)], files)
        };
        assert_eq!(self.until(with_photo, remedy).to(), "/klacht/nieuw/antwoord");
        self.post(
            "/klacht/nieuw/antwoord",
            &[("hoe", "code"), ("naam", "Fatima")],
            "",
        );
        self.post("/klacht/nieuw/lezers", &[("naam_noemen", "nee")], "");
        let get = |path: &'static str| move |visitor: &Visitor<'_>| visitor.ask("GET", path, &[]);
        let key = self.until(get("/klacht/nieuw/nakijken"), "").field("sleutel");
        let sent = self.post("/klacht/nieuw/nakijken", &[("sleutel", &key)], "");
        assert_eq!(sent.to(), "/bedankt");
        let given = receipt(&self.until(get("/bedankt"), ""));
        let again = self.post("/klacht/nieuw/nakijken", &[("sleutel", &key)], "");
        assert_eq!(again.to(), "/bedankt");
        assert_eq!(receipt(&self.until(get("/bedankt"), "")), given);
        given
    }
}

#[test]
fn a_write_or_a_sync_that_fails_is_told_and_the_same_program_goes_on() {
    let (installation, _) = Installation::new();
    let before = verified(&installation);
    let served = installation.serve(&["--listen", "127.0.0.1:0"], &installation.beside("log"));
    let files = ["gehoor.db", "gehoor.db-wal"].map(|name| installation.data().join(name));
    let (mut told, mut hit) = (Vec::new(), 0);
    let most = wish("GEHOOR_FAULTS", FAULTS);
    for calls in [
        "pwrite64:error=ENOSPC",
        "pwrite64:error=EIO",
        "fsync,fdatasync:error=EIO",
    ] {
        for nth in 1..=most {
            let faulty = Faulty::attach(&[served.id()], &format!("{calls}:when={nth}"), &files);
            let mut somebody = Stubborn::at(&served);
            told.push(somebody.complain());
            drop(faulty);
            // Otherwise it was a call of the work on the background, which is done again by itself.
            hit += u64::from(somebody.refused > 0);
        }
        // What was acknowledged is there. (Whoever asks for all of them is taken for one who guesses.)
        let (number, code) = told.last().unwrap();
        let reader = Visitor::with(&served.address, BTreeMap::new());
        assert_eq!(reader.post("/volgen", &[("code", code)]).to(), "/volgen/klacht");
        assert!(reader.get("/volgen/klacht").text().contains(number));
    }
    println!("{} complaints, {hit} of them refused at first", told.len());
    assert!(hit > most, "hardly any call failed: {hit}");
    served.kill();
    let count = u64::try_from(told.len()).unwrap();
    assert_eq!(verified(&installation) - before, count);
}

#[test]
fn a_start_that_the_disk_refuses_ends_with_a_sentence_or_succeeds() {
    let (installation, _) = Installation::new();
    let data = installation.data();
    let files = [
        "",
        "gehoor.db",
        "gehoor.db-wal",
        "gehoor.db-shm",
        "master.key",
        "outbox",
    ];
    let mut refused = 0;
    for calls in [
        "openat:error=EIO",
        "pwrite64:error=ENOSPC",
        "read,pread64:error=EIO",
    ] {
        for nth in 1..=wish("GEHOOR_FAULTS", FAULTS).min(6) {
            let mut command = Command::new("strace");
            command.args([
                "-f",
                "-o",
                "/dev/null",
                "-e",
                &format!("inject={calls}:when={nth}"),
            ]);
            for file in files {
                command.arg("-P").arg(data.join(file));
            }
            command.args([
                env!("CARGO_BIN_EXE_gehoor"),
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--data",
            ]);
            command.arg(&data).stdin(Stdio::null());
            let mut child = command
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            let mut line = String::new();
            BufReader::new(child.stdout.as_mut().unwrap())
                .read_line(&mut line)
                .unwrap();
            if line.contains("http://") {
                stop_traced(&child);
            }
            let ended = child.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&ended.stderr).into_owned();
            assert!(!said.contains("panicked"), "{calls}:when={nth}: {said}");
            if !line.contains("http://") {
                refused += 1;
                assert_eq!(ended.status.code(), Some(2), "{calls}:when={nth}: {said}");
                assert!(!said.trim().is_empty(), "{calls}:when={nth}: it says nothing");
            }
        }
    }
    assert!(refused > 2, "hardly any start was refused: {refused}");
    verified(&installation);
}

/// Ends what strace started, and with it strace.
fn stop_traced(strace: &Child) {
    let id = strace.id();
    let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap();
    for child in children.split_whitespace() {
        let _told = Command::new("kill").args(["-KILL", child]).status();
    }
}

/// Until `/health` answers so.
pub fn health(served: &Served, status: u16, line: &str) {
    for _ in 0..1200 {
        let health = Visitor::with(&served.address, BTreeMap::new()).ask("GET", "/health", &[]);
        if health.status == status && health.text().contains(line) {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("/health never says {status} {line}");
}

#[test]
fn a_database_server_that_is_away_is_told_on_a_page_and_by_health_and_nothing_typed_is_lost() {
    let server = Doomed::start("away");
    let (installation, _) = Installation::on(server.place());
    let served = installation.serve(&["--listen", "127.0.0.1:0"], &installation.beside("log"));
    let mut somebody = Stubborn::at(&served);
    let (number, code) = somebody.complain();
    health(&served, 200, "database ok");
    for harsh in [false, true] {
        let visitor = Visitor::with(&served.address, BTreeMap::new());
        visitor.post("/klacht/bewoner", &[("gemeld", "liever")]);
        let down = server.bring_down(harsh);
        for page in [
            visitor
                .try_post("/klacht/nieuw/verhaal", &[("verhaal", STORY)])
                .unwrap(),
            visitor.try_post_files(
                "/klacht/nieuw/verhaal",
                &[("verhaal", STORY)],
                &[("stem", "a.wav", b"abc")],
            ),
        ] {
            assert_eq!(page.status, 503);
            assert!(page.text().contains(STORY) && page.text().contains("href=\"tel:"));
            assert!(!page.text().contains("Er is niets verstuurd"));
        }
        assert_eq!(visitor.ask("GET", "/volgen/klacht", &[]).status, 503);
        health(&served, 503, "database failing");
        assert_eq!(visitor.get("/health/live").text(), "ok\n");
        drop(down);
        // The same program goes on by itself.
        somebody.complain();
        let reader = Visitor::with(&served.address, BTreeMap::new());
        assert_eq!(reader.post("/volgen", &[("code", &code)]).to(), "/volgen/klacht");
        assert!(reader.get("/volgen/klacht").text().contains(&number));
        health(&served, 200, "database ok");
    }
    drop(served);
    verified(&installation);
}

#[test]
fn a_sync_of_the_database_server_that_fails_acknowledges_nothing_and_is_survived() {
    let server = Doomed::start("sync");
    let (installation, _) = Installation::on(server.place());
    let before = verified(&installation);
    let served = installation.serve(&["--listen", "127.0.0.1:0"], &installation.beside("log"));
    let mut told = vec![Stubborn::at(&served).complain()];
    for nth in 1..=wish("GEHOOR_FAULTS", FAULTS).min(4) {
        let mut somebody = Stubborn::at(&served);
        let faulty = Faulty::attach(
            &server.processes(),
            &format!("fdatasync:error=EIO:when={nth}"),
            &[],
        );
        // The server ends all its processes by itself: what it was told to keep is uncertain, so it reads its log again.
        let key = "uncertain";
        let mut cut = false;
        for _ in 0..TRIES {
            let tried = somebody
                .visitor
                .try_post("/klacht/bewoner", &[("gemeld", "liever"), ("sleutel", key)]);
            cut |= tried.is_ok_and(|answer| answer.status == 503);
            if cut {
                break;
            }
        }
        assert!(cut, "the sync number {nth} did not fail");
        drop(faulty);
        server.wait();
        told.push(somebody.complain());
    }
    for (number, code) in &told {
        let reader = Visitor::with(&served.address, BTreeMap::new());
        assert_eq!(reader.post("/volgen", &[("code", code)]).to(), "/volgen/klacht");
        assert!(reader.get("/volgen/klacht").text().contains(number));
    }
    drop(served);
    let count = u64::try_from(told.len()).unwrap();
    assert_eq!(verified(&installation) - before, count);
}
