//! One demo for all tests of the staff's pages, and browsers without JavaScript that become its people.

use crate::browser;
use std::collections::BTreeMap;
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// The running program.
pub struct Demo {
    address: String,
    // Its standard input ends with the tests, and the program with it.
    _child: Child,
}

static DEMO: LazyLock<Demo> = LazyLock::new(|| Demo::start(&[]));

impl Demo {
    /// A demo of one's own, with these words on its command line.
    pub fn start(words: &[&str]) -> Demo {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let address = format!("127.0.0.1:{port}");
        let script = r#""$@" & pid=$!; cat >/dev/null; kill $pid"#;
        let child = Command::new("sh")
            .args(["-c", script, "sh", env!("CARGO_BIN_EXE_gehoor"), "demo"])
            .args(["--at", "2026-11-23T09:00", "--listen", &address])
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        #[expect(
            clippy::disallowed_methods,
            reason = "a test waits for a program that really starts"
        )]
        let began = Instant::now();
        while TcpStream::connect(&address).is_err() {
            assert!(began.elapsed() < Duration::from_secs(120), "it doesn't listen");
            std::thread::sleep(Duration::from_millis(50));
        }
        Demo {
            address,
            _child: child,
        }
    }
}

/// The demo of all tests.
pub fn shared() -> &'static Demo {
    &DEMO
}

impl Demo {
    /// Somebody nobody knows.
    pub fn visitor(&self) -> Visitor {
        Visitor {
            address: self.address.clone(),
            cookies: BTreeMap::new(),
        }
    }

    /// Somebody of the demo, by short name.
    pub fn person(&self, who: &str) -> Visitor {
        let mut visitor = self.visitor();
        assert_eq!(visitor.post("/demo/persoon", &[("persoon", who)]).status, 303);
        visitor
    }
}

/// A browser.
pub struct Visitor {
    address: String,
    cookies: BTreeMap<String, String>,
}

impl Visitor {
    pub fn get(&mut self, path: &str) -> Answer {
        self.with(|browser| browser.get(path))
    }

    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.with(|browser| browser.post(path, fields))
    }

    /// A form as bytes.
    pub fn raw(&mut self, path: &str, body: &[u8]) -> Answer {
        self.with(|browser| browser.post_raw(path, body))
    }

    /// The session is gone.
    pub fn forget(&mut self) {
        self.cookies.clear();
    }

    /// Whatever the browser can do, with these cookies.
    pub fn browse(&mut self, act: impl Fn(&browser::Visitor<'_>) -> browser::Answer) -> browser::Answer {
        let browser = browser::Visitor::with(&self.address, std::mem::take(&mut self.cookies));
        let answer = act(&browser);
        self.cookies = browser.twin();
        answer
    }

    fn with(&mut self, act: impl Fn(&browser::Visitor<'_>) -> browser::Answer) -> Answer {
        let answer = self.browse(act);
        Answer {
            status: answer.status,
            body: answer.text(),
            location: answer.header("location").unwrap_or_default().to_owned(),
        }
    }
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub body: String,
    location: String,
}

impl Answer {
    /// Where it leads; empty when nowhere.
    pub fn location(&self) -> &str {
        &self.location
    }

    /// The idempotency key of the form whose address ends so.
    pub fn key(&self, action: &str) -> String {
        let form = self
            .body
            .split("<form ")
            .find(|form| between(form, "action=\"", "\"").is_some_and(|to| to.ends_with(action)));
        let form = form.unwrap_or_else(|| panic!("no form for {action}"));
        between(form, "name=\"sleutel\" value=\"", "\"").unwrap()
    }
}

/// What stands between two marks.
pub fn between(text: &str, from: &str, to: &str) -> Option<String> {
    let (_, rest) = text.split_once(from)?;
    Some(rest.split_once(to)?.0.to_owned())
}
