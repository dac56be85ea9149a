//! Starting and stopping as a machine's supervisor does it: signals, a socket that is open already, signs of life.

use crate::browser::Visitor;
use crate::served::{Installation, Served, gehoor};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixDatagram;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

#[expect(clippy::disallowed_methods, reason = "how long a real program takes to stop")]
fn now() -> Instant {
    Instant::now()
}

#[test]
fn a_signal_ends_it_at_once_although_browsers_keep_their_connections() {
    let (installation, _) = Installation::new();
    for signal in ["-TERM", "-INT"] {
        let mut served = installation.serve(&["--listen", "127.0.0.1:0"], &installation.beside("log"));
        let mut kept = TcpStream::connect(&served.address).unwrap();
        kept.write_all(b"GET /contact HTTP/1.1\r\nHost: x\r\n\r\n")
            .unwrap();
        let mut answer = [0_u8; 1024];
        assert!(kept.read(&mut answer).unwrap() > 0);
        // A browser also opens connections before it needs them.
        let _early = TcpStream::connect(&served.address).unwrap();
        let began = now();
        let ended = served.signal(signal);
        assert_eq!(ended.code(), Some(0), "{signal}");
        assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
    }
}

#[test]
fn a_request_that_runs_is_answered_before_it_stops() {
    let (installation, _) = Installation::new();
    let mut served = installation.serve(&["--listen", "127.0.0.1:0"], &installation.beside("log"));
    let body = b"gemeld=liever";
    let mut slow = TcpStream::connect(&served.address).unwrap();
    let head = format!(
        "POST /klacht/bewoner HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        served.address,
        body.len()
    );
    slow.write_all(head.as_bytes()).unwrap();
    // It says "go on" when a page of ours reads the body: the request runs.
    let mut answer = vec![0_u8; 4096];
    let length = slow.read(&mut answer).unwrap();
    assert!(answer[..length].starts_with(b"HTTP/1.1 100"));
    let id = served.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .unwrap()
            .success()
    );
    // It takes no new connections from a moment after the signal on.
    while TcpStream::connect(&served.address).is_ok() {
        std::thread::yield_now();
    }
    slow.write_all(body).unwrap();
    let mut rest = String::new();
    slow.read_to_string(&mut rest).unwrap();
    assert!(rest.starts_with("HTTP/1.1 303"), "{rest}");
    assert_eq!(served.signal("-TERM").code(), Some(0));
}

#[test]
fn a_demo_whose_visitor_still_waits_for_the_complaints_stops_within_three_seconds() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_gehoor"));
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let listen = format!("127.0.0.1:{port}");
    command
        .args(["demo", "--listen", &listen, "--at", "2026-11-23T09:00"])
        .stdin(Stdio::null());
    let log = folder.path().join("log");
    let mut served = Served::start(command, &log);
    let mut waits = TcpStream::connect(&served.address).unwrap();
    waits.write_all(b"GET /werk HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    let mut half = TcpStream::connect(&served.address).unwrap();
    half.write_all(b"GET / HTTP/1.1\r\nHo").unwrap();
    // An answer on a third shows that the first two were taken up.
    let third = Visitor::with(&served.address, BTreeMap::new());
    assert_eq!(third.get("/contact").status, 200);
    let began = now();
    assert_eq!(served.signal("-TERM").code(), Some(0));
    assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
}

#[test]
fn systemd_hears_that_it_is_ready_that_it_lives_and_that_it_stops() {
    let (installation, _) = Installation::new();
    let path = installation.beside("notify");
    let systemd = UnixDatagram::bind(&path).unwrap();
    systemd.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let mut command = gehoor(&["serve", "--listen", "127.0.0.1:0"], &installation.data());
    command.env("NOTIFY_SOCKET", &path).env("WATCHDOG_USEC", "200000");
    let mut served = Served::start(command, &installation.beside("log"));
    let hear = || {
        let mut heard = [0_u8; 256];
        let length = systemd.recv(&mut heard).unwrap();
        String::from_utf8(heard[..length].to_vec()).unwrap()
    };
    assert_eq!(hear(), "READY=1");
    assert_eq!(hear(), "WATCHDOG=1");
    assert_eq!(hear(), "WATCHDOG=1");
    assert_eq!(served.signal("-TERM").code(), Some(0));
    let mut last = hear();
    while last == "WATCHDOG=1" {
        last = hear();
    }
    assert_eq!(last, "STOPPING=1");
}

#[test]
fn a_socket_that_systemd_opened_is_used_and_outlives_a_restart() {
    let (installation, _) = Installation::new();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let start = || {
        // The shell puts the socket where systemd does, and says for which process it is.
        let script =
            r#"LISTEN_PID=$$ LISTEN_FDS=1 exec "$0" serve --data "$1" --listen 127.0.0.1:1 3<&0 0</dev/null"#;
        let mut command = Command::new("sh");
        command
            .args(["-c", script, env!("CARGO_BIN_EXE_gehoor")])
            .arg(installation.data());
        command.stdin(OwnedFd::from(listener.try_clone().unwrap()));
        Served::start(command, &installation.beside("log"))
    };
    let first = start();
    assert_eq!(first.address, address);
    assert_eq!(
        Visitor::with(&address, BTreeMap::new()).get("/contact").status,
        200
    );
    first.kill();
    // Who comes now waits in the queue of the socket and is answered by the next one.
    let mut early = TcpStream::connect(&address).unwrap();
    early
        .write_all(b"GET /contact HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        .unwrap();
    let _second = start();
    let mut answer = String::new();
    early.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}
