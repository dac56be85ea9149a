//! What the program asks of the disk before it acknowledges a complaint, seen from outside with strace.

use crate::browser::Visitor;
use crate::doomed::Doomed;
use crate::public::write;
use crate::served::{Installation, Served};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// The system calls of one run, in order.
struct Trace(Vec<String>);

impl Trace {
    /// Runs the program under strace, complains once, and stops it. `beside`: a program that is watched as well, with whatever
    /// it starts.
    fn of(words: &[&str], folder: &Path, beside: Option<u32>) -> Trace {
        let file: PathBuf = folder.join("calls");
        let mut command = Command::new("strace");
        command.args([
            "-f",
            "-y",
            "-s",
            "64",
            "-e",
            "trace=fsync,fdatasync,pwrite64,recvfrom,read,write,writev,sendto,sendmsg",
        ]);
        if let Some(id) = beside {
            // A signal ends it, which it otherwise doesn't when it writes to a file.
            command.args(["-I", "2", "-p", &id.to_string()]);
        }
        command
            .arg("-o")
            .arg(&file)
            .arg(env!("CARGO_BIN_EXE_gehoor"))
            .args(words)
            .stdin(Stdio::null());
        let mut served = Served::start(command, &folder.join("log"));
        let program = Program(served.id());
        let visitor = Visitor::with(&served.address, BTreeMap::new());
        let key = write(&visitor);
        assert_eq!(
            visitor.post("/klacht/nieuw/nakijken", &[("sleutel", &key)]).to(),
            "/bedankt"
        );
        program.stop();
        if beside.is_some() {
            // It would go on watching the other one.
            program.leave();
        }
        served.wait();
        let text = std::fs::read_to_string(&file).unwrap();
        Trace(text.lines().map(str::to_owned).collect())
    }

    /// From the moment the form was read (of which the first call shows 24 bytes) to the moment the answer was written.
    fn until_acknowledged(&self) -> &[String] {
        let asked = self
            .0
            .iter()
            .rposition(|line| line.contains("\"POST /klacht/nieuw/nakij"));
        let asked = asked.expect("the request is in the trace");
        let rest = &self.0[asked..];
        let answered = rest.iter().position(|line| line.contains("\"HTTP/1.1 303 "));
        &rest[..answered.expect("the answer is in the trace")]
    }
}

/// Where the write-ahead log was written, and where the disk confirmed that it has everything.
fn writes_and_syncs(calls: &[String], log: &str) -> (Vec<usize>, Vec<usize>) {
    let places = |wanted: &dyn Fn(&str) -> bool| {
        let found = calls.iter().enumerate().filter(|(_, line)| wanted(line));
        found.map(|(place, _)| place).collect()
    };
    let writes = places(&|line| line.contains("pwrite64(") && line.contains(log));
    // A call that another thread interrupted stands on two lines; it is done where it says what came of it.
    let syncs =
        places(&|line| (line.contains("fdatasync") || line.contains("fsync")) && line.ends_with("= 0"));
    (writes, syncs)
}

/// The traced program: strace's child.
struct Program(u32);

impl Program {
    fn stop(&self) {
        for child in self.children() {
            let _told = Command::new("kill").args(["-TERM", &child]).status();
        }
    }
}

impl Program {
    fn children(&self) -> Vec<String> {
        let id = self.0;
        let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
        children.split_whitespace().map(str::to_owned).collect()
    }

    /// When the program has ended, strace is told to end too.
    fn leave(&self) {
        while !self.children().is_empty() {
            std::thread::sleep(Duration::from_millis(10));
        }
        let _told = Command::new("kill").args(["-INT", &self.0.to_string()]).status();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.stop();
    }
}

fn strace_is_there() {
    let there = Command::new("strace")
        .arg("--version")
        .stdout(Stdio::null())
        .status();
    assert!(
        there.is_ok_and(|status| status.success()),
        "strace is missing; remedy: cargo xtask setup"
    );
}

/// SQLite's write-ahead log.
const LOG: &str = "gehoor.db-wal>";
/// PostgreSQL's.
const LOG_OF_SERVER: &str = "/pg_wal/";

/// The program and its database server together: the server's process that was told to commit wrote the log, the disk confirmed
/// it, then the server said that it was committed, and only then the program answered.
#[test]
fn on_postgresql_too_a_complaint_is_acknowledged_only_after_the_disk_has_it() {
    strace_is_there();
    let server = Doomed::start("durable");
    let place = server.place();
    let (installation, _) = Installation::on(place.clone());
    let data = installation.data();
    let words = [
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--data",
        data.to_str().unwrap(),
        "--database",
        &place,
    ];
    let trace = Trace::of(&words, data.parent().unwrap(), Some(server.id()));
    let calls = trace.until_acknowledged();
    let (writes, syncs) = writes_and_syncs(calls, LOG_OF_SERVER);
    // "C", the length, "COMMIT": how PostgreSQL says that it did.
    let committed = calls
        .iter()
        .rposition(|line| line.contains("sendto(") && line.contains("COMMIT\\0"))
        .expect("the server said that it committed");
    let wrote = writes.iter().rfind(|write| **write < committed);
    let wrote = wrote.expect("the complaint was written");
    assert!(
        syncs.iter().any(|sync| wrote < sync && *sync < committed),
        "acknowledged before the disk had it: {writes:?} {syncs:?} {committed}"
    );
}

#[test]
fn a_complaint_is_acknowledged_only_after_the_disk_has_it() {
    strace_is_there();
    let (installation, _) = Installation::new();
    let data = installation.data();
    let words = [
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--data",
        data.to_str().unwrap(),
    ];
    let trace = Trace::of(&words, data.parent().unwrap(), None);
    let (writes, syncs) = writes_and_syncs(trace.until_acknowledged(), LOG);
    println!(
        "{} writes to the log and {} syncs before the acknowledgement",
        writes.len(),
        syncs.len()
    );
    let last = writes.last().expect("the complaint was written");
    assert!(
        syncs.iter().any(|sync| sync > last),
        "acknowledged before the disk had it: {writes:?} {syncs:?}"
    );
}

#[test]
fn a_demo_asks_nothing_of_the_disk_so_the_count_can_be_nought() {
    strace_is_there();
    let folder = tempfile::tempdir().unwrap();
    let listen = crate::watched::free_port();
    let trace = Trace::of(
        &["demo", "--at", "2026-01-05T09:00", "--listen", &listen],
        folder.path(),
        None,
    );
    let (writes, syncs) = writes_and_syncs(trace.until_acknowledged(), LOG);
    assert!(!writes.is_empty() && syncs.is_empty(), "{writes:?} {syncs:?}");
}
