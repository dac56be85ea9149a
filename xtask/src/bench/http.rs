//! The client of the measurements: one connection that stays open, a browser's cookies, nothing more.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// An answer may take so long.
const PATIENCE: Duration = Duration::from_secs(120);

/// A connection that stays open.
pub struct Connection {
    stream: TcpStream,
    /// What was read; the part before `used` was given out.
    read: Vec<u8>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Connection {
    pub fn to(address: &str) -> Result<Connection, String> {
        let stream = TcpStream::connect(address).map_err(|error| format!("{address}: {error}"))?;
        stream
            .set_nodelay(true)
            .and_then(|()| stream.set_read_timeout(Some(PATIENCE)))
            .map_err(|error| error.to_string())?;
        Ok(Connection {
            stream,
            read: Vec::with_capacity(64 * 1024),
        })
    }

    /// Sends a request; gives the status and where head and body lie in what was read.
    pub fn ask(&mut self, request: &[u8]) -> Result<(u16, usize), String> {
        let broken = |error: std::io::Error| format!("the connection broke: {error}");
        self.stream.write_all(request).map_err(broken)?;
        self.read.clear();
        let head = loop {
            if let Some(at) = self.read.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            self.more()?;
        };
        let text = String::from_utf8_lossy(self.read.get(..head).unwrap_or_default()).to_ascii_lowercase();
        let status = text.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status = status.ok_or("no status")?;
        match header(&text, "content-length").and_then(|length| length.parse::<usize>().ok()) {
            Some(length) => {
                while self.read.len() < head + length {
                    self.more()?;
                }
            }
            None if header(&text, "transfer-encoding") == Some("chunked") => {
                while !self.read.ends_with(b"0\r\n\r\n") {
                    self.more()?;
                }
            }
            None => {}
        }
        Ok((status, head))
    }

    fn more(&mut self) -> Result<(), String> {
        let mut piece = [0; 64 * 1024];
        match self.stream.read(&mut piece) {
            Ok(0) => Err("the connection was closed".to_owned()),
            Ok(count) => {
                self.read.extend(piece.iter().take(count));
                Ok(())
            }
            Err(error) => Err(format!("no answer: {error}")),
        }
    }
}

/// A line of a head, by its name in small letters.
fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    head.lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(one, _)| one.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.trim())
}

impl Answer {
    /// The value of the first field with this name.
    pub fn field(&self, name: &str) -> Result<String, String> {
        let text = String::from_utf8_lossy(&self.body);
        let after = text.split_once(&format!("name=\"{name}\""));
        let value = after
            .and_then(|(_, rest)| rest.split_once("value=\""))
            .and_then(|(_, rest)| rest.split_once('"'));
        let (value, _) = value.ok_or_else(|| format!("no field {name}: {} {}", self.status, self.head))?;
        Ok(value.to_owned())
    }

    /// Where it leads.
    pub fn to(&self) -> &str {
        header(&self.head, "location").unwrap_or_default()
    }
}

/// A browser on one connection.
pub struct Visitor {
    address: String,
    connection: Connection,
    cookies: BTreeMap<String, String>,
}

impl Visitor {
    pub fn at(address: &str) -> Result<Visitor, String> {
        Ok(Visitor {
            address: address.to_owned(),
            connection: Connection::to(address)?,
            cookies: BTreeMap::new(),
        })
    }

    /// Somebody else sits down.
    pub fn forget(&mut self) -> BTreeMap<String, String> {
        std::mem::take(&mut self.cookies)
    }

    /// Somebody with these cookies sits down.
    pub fn become_who_has(&mut self, cookies: BTreeMap<String, String>) {
        self.cookies = cookies;
    }

    pub fn get(&mut self, path: &str) -> Result<Answer, String> {
        let request = self.request("GET", path, None);
        self.send(&request)
    }

    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Answer, String> {
        let request = self.request("POST", path, Some(&form(fields)));
        self.send(&request)
    }

    /// The bytes of a request as this browser sends it.
    pub fn request(&self, method: &str, path: &str, body: Option<&str>) -> Vec<u8> {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\n", self.address);
        if !cookies.is_empty() {
            request.push_str(&format!("Cookie: {}\r\n", cookies.join("; ")));
        }
        match body {
            Some(body) => request.push_str(&format!(
                "Origin: http://{}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
                self.address,
                body.len()
            )),
            None => request.push_str("\r\n"),
        }
        request.into_bytes()
    }

    /// Sends a request and keeps the cookies that come with its answer.
    pub fn send(&mut self, request: &[u8]) -> Result<Answer, String> {
        let (status, head) = self.connection.ask(request)?;
        let (head, body) = self.connection.read.split_at_checked(head).ok_or("no head")?;
        let answer = Answer {
            status,
            head: String::from_utf8_lossy(head).into_owned(),
            body: body.to_vec(),
        };
        let lines = answer.head.lines().filter_map(|line| line.split_once(':'));
        for (_, line) in lines.filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie")) {
            let pair = line
                .trim()
                .split(';')
                .next()
                .and_then(|pair| pair.split_once('='));
            match pair {
                Some((name, "")) => drop(self.cookies.remove(name)),
                Some((name, value)) => drop(self.cookies.insert(name.to_owned(), value.to_owned())),
                None => {}
            }
        }
        Ok(answer)
    }
}

/// The fields of a form as they are sent.
pub fn form(fields: &[(&str, &str)]) -> String {
    let escaped = |value: &str| {
        value
            .bytes()
            .map(|byte| format!("%{byte:02X}"))
            .collect::<String>()
    };
    let pairs = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", escaped(value)));
    pairs.collect::<Vec<_>>().join("&")
}
