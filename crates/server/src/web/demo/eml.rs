//! Reading back a mail that we wrote ourselves: headers, encoded words, and a body in quoted-printable or base64.

use jiff::Timestamp;

/// A mail, readable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Eml {
    /// The `Date` header.
    pub at: Timestamp,
    /// To whom.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
}

/// Reads a mail; what can't be read stays as it is.
pub fn read(source: &str) -> Eml {
    let source = source.replace("\r\n", "\n");
    let (head, body) = source.split_once("\n\n").unwrap_or((&source, ""));
    // A line that begins with a space goes on with the one before.
    let head = head.replace("\n ", " ").replace("\n\t", " ");
    let header = |name: &str| {
        let line = head.lines().find(|line| {
            line.get(..name.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(name))
                && line.get(name.len()..=name.len()) == Some(":")
        });
        line.and_then(|line| line.split_once(':'))
            .map_or("", |(_, value)| value.trim())
    };
    let text = match header("content-transfer-encoding").to_ascii_lowercase().as_str() {
        "quoted-printable" => String::from_utf8_lossy(&quoted_printable(body)).into_owned(),
        "base64" => String::from_utf8_lossy(&base64(body)).into_owned(),
        _ => body.to_owned(),
    };
    let at = jiff::fmt::rfc2822::parse(header("date"))
        .map(|zoned| zoned.timestamp())
        .unwrap_or_default();
    Eml {
        at,
        to: words(header("to")),
        subject: words(header("subject")),
        text: text.replace("\r\n", "\n"),
    }
}

/// Encoded words (`=?utf-8?b?…?=`) as text. White space between two of them doesn't count.
fn words(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    let mut after_word = false;
    while let Some((before, word)) = rest.split_once("=?") {
        let mut parts = word.splitn(4, '?');
        let (Some(_), Some(kind), Some(text)) = (parts.next(), parts.next(), parts.next()) else {
            break;
        };
        let Some(tail) = parts.next().and_then(|tail| tail.strip_prefix('=')) else {
            break;
        };
        if !(after_word && before.trim().is_empty()) {
            out.push_str(before);
        }
        let bytes = if kind.eq_ignore_ascii_case("b") {
            base64(text)
        } else {
            quoted_printable(&text.replace('_', " "))
        };
        out.push_str(&String::from_utf8_lossy(&bytes));
        rest = tail;
        after_word = true;
    }
    out.push_str(rest);
    out
}

fn quoted_printable(text: &str) -> Vec<u8> {
    let text = text.replace("=\n", "");
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'=' {
            out.push(byte);
            continue;
        }
        let pair = [bytes.next().unwrap_or_default(), bytes.next().unwrap_or_default()];
        let hex = std::str::from_utf8(&pair)
            .ok()
            .and_then(|pair| u8::from_str_radix(pair, 16).ok());
        out.push(hex.unwrap_or(b'?'));
    }
    out
}

fn base64(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() * 3 / 4);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for byte in text.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        held = (held << 6) | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((held >> bits).to_le_bytes()[0]);
            held &= (1 << bits) - 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_in_quoted_printable_reads_as_it_was_written() {
        let mail = read(
            "Subject: =?utf-8?b?S2xhY2h0IMOpw6lu?= =?utf-8?q?_twee?=\r\nTo: ann@voorbeeld.test\r\n\
             Date: Mon, 23 Nov 2026 09:00:00 +0100\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
             Dag Zo=C3=AB,\r\n\r\nlange =\r\nregel\r\n",
        );
        assert_eq!(mail.subject, "Klacht één twee");
        assert_eq!(mail.text, "Dag Zoë,\n\nlange regel\n");
        assert_eq!(mail.at.to_string(), "2026-11-23T08:00:00Z");
        assert_eq!(mail.to, "ann@voorbeeld.test");
    }

    #[test]
    fn a_body_in_base64_and_a_folded_header_are_read() {
        let mail = read("Subject: een\n twee\nContent-Transfer-Encoding: base64\n\nw6kK\n");
        assert_eq!((mail.subject.as_str(), mail.text.as_str()), ("een twee", "é\n"));
    }

    #[test]
    fn what_is_no_mail_gives_no_panic() {
        assert_eq!(read("=?x").subject, "");
        assert_eq!(words("=?utf-8?b"), "=?utf-8?b");
        assert_eq!(quoted_printable("a="), b"a?");
    }
}
