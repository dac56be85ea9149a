//! The program as a child on loopback, and a browser without JavaScript: requests, cookies, forms.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A demo that ends with the test. It begins on a day with hardly anything in it, so that it is there at once.
pub struct Program {
    child: Child,
    pub address: String,
    _folder: Option<tempfile::TempDir>,
}

impl Program {
    /// Starts it on a Monday morning.
    pub fn start() -> Program {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let address = format!("127.0.0.1:{port}");
        let child = Command::new(env!("CARGO_BIN_EXE_gehoor"))
            .args(["demo", "--listen", &address, "--at", "2026-01-05T09:00"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Program::listening(child, address, None)
    }

    /// The desk itself, with just enough people, as it is reached over TLS through a proxy.
    pub fn behind_tls() -> Program {
        Program::with_people(&["handler", "management", "board_member"])
    }

    /// The desk itself, with one person of each of these roles.
    pub fn with_people(roles: &[&str]) -> Program {
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let address = format!("127.0.0.1:{port}");
        let config = folder.path().join("gehoor.toml");
        std::fs::write(&config, "address = \"https://klacht.test\"\n").unwrap();
        for role in roles {
            let email = format!("{role}@voorbeeld.test");
            let invited = Command::new(env!("CARGO_BIN_EXE_gehoor"))
                .args([
                    "person", "invite", "--name", role, "--email", &email, "--role", role,
                ])
                .arg("--data")
                .arg(folder.path().join("data"))
                .output()
                .unwrap();
            assert!(invited.status.success(), "{invited:?}");
        }
        if !roles.is_empty() {
            let approved = Command::new(env!("CARGO_BIN_EXE_gehoor"))
                .args(["policy", "approve", "--data"])
                .arg(folder.path().join("data"))
                .output()
                .unwrap();
            assert!(approved.status.success(), "{approved:?}");
        }
        let child = Command::new(env!("CARGO_BIN_EXE_gehoor"))
            .args(["serve", "--listen", &address, "--data"])
            .arg(folder.path().join("data"))
            .arg("--config")
            .arg(&config)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Program::listening(child, address, Some(folder))
    }

    fn listening(child: Child, address: String, folder: Option<tempfile::TempDir>) -> Program {
        let program = Program {
            child,
            address,
            _folder: folder,
        };
        #[expect(
            clippy::disallowed_methods,
            reason = "a test waits for a program that really starts"
        )]
        let began = Instant::now();
        while TcpStream::connect(&program.address).is_err() {
            assert!(began.elapsed() < Duration::from_secs(60), "it doesn't listen");
            std::thread::sleep(Duration::from_millis(30));
        }
        program
    }

    /// Somebody who comes by for the first time.
    pub fn visitor(&self) -> Visitor<'_> {
        Visitor::with(&self.address, BTreeMap::new())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}

/// A browser with its cookies.
pub struct Visitor<'p> {
    address: &'p str,
    cookies: RefCell<BTreeMap<String, String>>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub bytes: Vec<u8>,
    /// Whether the chunks came to their end; without chunks there is nothing to see it by.
    ended: bool,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let named = |line: &&str| {
            line.split(':')
                .next()
                .is_some_and(|one| one.eq_ignore_ascii_case(name))
        };
        self.head
            .lines()
            .find(named)
            .and_then(|line| line.split_once(':'))
            .map(|(_, value)| value.trim())
    }

    /// Whether all that its head promises came.
    pub fn whole(&self) -> bool {
        match self.header("content-length") {
            Some(length) => length.parse() == Ok(self.bytes.len()),
            None => self.ended,
        }
    }

    /// Where it leads.
    pub fn to(&self) -> &str {
        assert_eq!(self.status, 303, "{}", self.text());
        self.header("location").unwrap()
    }

    /// Its words, without the markup.
    pub fn words(&self) -> String {
        let mut words = String::new();
        for piece in self.text().split('<').skip(1) {
            words.push_str(piece.split_once('>').map_or("", |(_, text)| text));
        }
        words
    }

    /// The value of the first field with this name.
    pub fn field(&self, name: &str) -> String {
        let text = self.text();
        let after = text
            .split(&format!("name=\"{name}\""))
            .nth(1)
            .unwrap_or_else(|| panic!("no field {name}"));
        let tag = after.split('>').next().unwrap();
        tag.split("value=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned()
    }
}

impl<'p> Visitor<'p> {
    /// A browser that has these cookies.
    pub fn with(address: &'p str, cookies: BTreeMap<String, String>) -> Visitor<'p> {
        Visitor {
            address,
            cookies: RefCell::new(cookies),
        }
    }

    /// The cookies, for a second window.
    pub fn twin(&self) -> BTreeMap<String, String> {
        self.cookies.borrow().clone()
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, "", b"")
    }

    /// A form.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_raw(path, form(fields).as_bytes())
    }

    /// A form as bytes, whatever they are.
    pub fn post_raw(&self, path: &str, body: &[u8]) -> Answer {
        self.send("POST", path, "application/x-www-form-urlencoded", body)
    }

    /// A form with files: name of the field, name of the file, bytes.
    pub fn post_files(&self, path: &str, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Answer {
        let body = with_files(fields, files);
        self.send("POST", path, "multipart/form-data; boundary=grens", &body)
    }

    /// The page to which a form led back, with what is wrong in it.
    pub fn led_back(&self, answer: &Answer, page: &str) -> Answer {
        assert_eq!((answer.status, answer.to()), (303, page), "{}", answer.text());
        self.get(page)
    }

    /// Forgets who one is.
    pub fn forget(&self, cookie: &str) {
        self.cookies.borrow_mut().remove(cookie);
    }

    /// A form, with these lines in its head instead of the origin that an old browser sends.
    pub fn post_from(&self, path: &str, head: &[(&str, &str)], fields: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", escaped(value)))
            .collect();
        let kind = "application/x-www-form-urlencoded";
        self.send_with("POST", path, head, kind, pairs.join("&").as_bytes())
    }

    /// A form with a file, with these lines in its head.
    pub fn post_file_from(&self, path: &str, head: &[(&str, &str)], name: &str, value: &str) -> Answer {
        let body = format!(
            "--grens\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n\
             --grens\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"a.png\"\r\n\r\n{}\r\n--grens--\r\n",
            "x".repeat(3_000_000)
        );
        let kind = "multipart/form-data; boundary=grens";
        self.send_with("POST", path, head, kind, body.as_bytes())
    }

    /// As a browser without `Sec-Fetch-Site` sends it: a form says from which origin it comes.
    fn send(&self, method: &str, path: &str, kind: &str, body: &[u8]) -> Answer {
        let answer = self.try_send(method, path, kind, body).unwrap();
        assert!(answer.status < 500, "{method} {path}: {}", answer.text());
        answer
    }

    /// A request whose answer may be anything, with these cookies as well.
    pub fn ask(&self, method: &str, path: &str, cookies: &[(&str, &str)]) -> Answer {
        for (name, value) in cookies {
            let mut kept = self.cookies.borrow_mut();
            kept.insert((*name).to_owned(), (*value).to_owned());
        }
        self.try_send(method, path, "", b"").unwrap()
    }

    /// A form of which the answer may never come.
    pub fn try_post(&self, path: &str, fields: &[(&str, &str)]) -> std::io::Result<Answer> {
        let kind = "application/x-www-form-urlencoded";
        self.try_send("POST", path, kind, form(fields).as_bytes())
    }

    /// A form with files of which the answer may be anything.
    pub fn try_post_files(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Answer {
        let body = with_files(fields, files);
        self.try_send("POST", path, "multipart/form-data; boundary=grens", &body)
            .unwrap()
    }

    /// A page that may never come.
    pub fn try_get(&self, path: &str) -> std::io::Result<Answer> {
        self.try_send("GET", path, "", b"")
    }

    fn try_send(&self, method: &str, path: &str, kind: &str, body: &[u8]) -> std::io::Result<Answer> {
        let origin = format!("http://{}", self.address);
        let head: &[(&str, &str)] = match method {
            "POST" => &[("Origin", &origin)],
            _ => &[],
        };
        self.try_send_with(method, path, head, kind, body)
    }

    /// Any request.
    pub fn send_with(
        &self,
        method: &str,
        path: &str,
        head: &[(&str, &str)],
        kind: &str,
        body: &[u8],
    ) -> Answer {
        let answer = self.try_send_with(method, path, head, kind, body).unwrap();
        assert!(answer.status < 500, "{method} {path}: {}", answer.text());
        answer
    }

    fn try_send_with(
        &self,
        method: &str,
        path: &str,
        head: &[(&str, &str)],
        kind: &str,
        body: &[u8],
    ) -> std::io::Result<Answer> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        let cookies: Vec<String> = self
            .cookies
            .borrow()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n",
            self.address
        );
        request.push_str(&format!("Cookie: {}\r\n", cookies.join("; ")));
        for (name, value) in head {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        if method == "POST" {
            request.push_str(&format!(
                "Content-Type: {kind}\r\nContent-Length: {}\r\n",
                body.len()
            ));
        }
        request.push_str("\r\n");
        stream.write_all(request.as_bytes())?;
        stream.write_all(body)?;
        let mut all = Vec::new();
        stream.read_to_end(&mut all)?;
        let end = all
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .ok_or(std::io::ErrorKind::UnexpectedEof)?;
        let head = String::from_utf8_lossy(&all[..end]).into_owned();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let mut answer = Answer {
            status,
            head,
            bytes: all[end + 4..].to_vec(),
            ended: true,
        };
        if answer.header("transfer-encoding") == Some("chunked") {
            answer.ended = answer.bytes.ends_with(b"0\r\n\r\n");
            answer.bytes = whole(&answer.bytes);
        }
        self.keep_cookies(&answer);
        Ok(answer)
    }

    fn keep_cookies(&self, answer: &Answer) {
        let set = answer.head.lines().filter_map(|line| line.split_once(':'));
        for (_, head_line) in set.filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie")) {
            let pair = head_line.trim().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            // As browsers do: a name that promises safety is set and removed by a safe line only.
            let safe = ["secure", "path=/"]
                .iter()
                .all(|wanted| line_has(head_line, wanted));
            if name.starts_with("__Host-") && !safe {
                continue;
            }
            if value.is_empty() {
                self.cookies.borrow_mut().remove(name);
            } else {
                self.cookies
                    .borrow_mut()
                    .insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// A form with files as a browser writes it.
fn with_files(fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        write!(
            body,
            "--grens\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        )
        .unwrap();
    }
    for (name, file, bytes) in files {
        write!(body, "--grens\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: application/octet-stream\r\n\r\n").unwrap();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--grens--\r\n");
    body
}

fn line_has(line: &str, wanted: &str) -> bool {
    line.split(';')
        .any(|part| part.trim().eq_ignore_ascii_case(wanted))
}

/// Chunks put together.
fn whole(mut bytes: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    while let Some(line) = bytes.windows(2).position(|two| two == b"\r\n") {
        let length = usize::from_str_radix(std::str::from_utf8(&bytes[..line]).unwrap().trim(), 16).unwrap();
        if length == 0 {
            break;
        }
        let Some(chunk) = bytes.get(line + 2..line + 2 + length) else {
            break;
        };
        all.extend_from_slice(chunk);
        bytes = bytes.get(line + 2 + length + 2..).unwrap_or_default();
    }
    all
}

fn form(fields: &[(&str, &str)]) -> String {
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", escaped(value)))
        .collect();
    pairs.join("&")
}

fn escaped(value: &str) -> String {
    value.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
