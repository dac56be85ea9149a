//! A mail that was sent elsewhere, given as an `.eml` file: its newest words, when it was sent, and the files with it.

use casework::moment::Moment;
use casework::submission::clean;
use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

/// So many bytes of a mail are read, files included. A mail is parsed whole, so it is the one file that is held whole.
pub const BYTES_AT_MOST: usize = 12 * 1024 * 1024;
/// So many characters of it are shown; the rest can't be kept anyhow.
const CHARACTERS_AT_MOST: usize = 50_000;
/// At most so many files are taken out of it.
const FILES_AT_MOST: usize = 50;

/// What a mail says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenMail {
    /// The newest words.
    pub text: String,
    /// Older words that it quoted, or further texts, were left out.
    pub left_out: bool,
    /// When it was sent, as it says itself.
    pub sent_at: Option<Moment>,
    /// The files with it: names and bytes.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Reads a mail; nothing when it isn't one, or has no words. Away from the threads that answer others.
pub async fn read(bytes: Vec<u8>) -> Option<GivenMail> {
    // A fault in reading what a stranger made is no more than a mail that can't be read.
    tokio::task::spawn_blocking(move || parse(&bytes))
        .await
        .ok()
        .flatten()
}

fn parse(bytes: &[u8]) -> Option<GivenMail> {
    if bytes.len() > BYTES_AT_MOST {
        return None;
    }
    let message = MessageParser::default().parse(bytes)?;
    // Any file has lines with a colon; a mail says from whom it is.
    message.from()?.first()?.address()?;
    let whole = clean(&message.body_text(0)?);
    let whole: String = whole.chars().take(CHARACTERS_AT_MOST).collect();
    let (text, cut) = newest(&whole);
    if text.is_empty() {
        return None;
    }
    Some(GivenMail {
        left_out: cut || message.text_bodies().count() > 1,
        text,
        sent_at: sent_at(&message),
        files: files(&message),
    })
}

fn sent_at(message: &Message<'_>) -> Option<Moment> {
    let date = message.date().filter(|date| date.is_valid())?;
    Some(Moment(date.to_timestamp().checked_mul(1000)?))
}

/// What was attached. Pictures inside the words, as the logo under a name, are no files.
fn files(message: &Message<'_>) -> Vec<(String, Vec<u8>)> {
    let attached = message.attachments().filter(|part| {
        let inside = part.content_disposition().is_some_and(|kind| kind.is_inline());
        let bytes = matches!(
            part.body,
            PartType::Binary(_) | PartType::Text(_) | PartType::Html(_)
        );
        bytes && !inside && part.attachment_name().is_some()
    });
    let file = |part: &mail_parser::MessagePart<'_>| {
        let name = part.attachment_name().unwrap_or_default().to_owned();
        (name, part.contents().to_vec())
    };
    attached.take(FILES_AT_MOST).map(file).collect()
}

/// The words above what is quoted, without quoted lines between them; and whether anything was left out. A mail that is
/// nothing but quoted words stays whole.
fn newest(whole: &str) -> (String, bool) {
    let lines: Vec<&str> = whole.lines().collect();
    let end = (0..lines.len())
        .find(|at| begins_older(&lines, *at))
        .unwrap_or(lines.len());
    let own: Vec<&str> = lines
        .iter()
        .take(end)
        .filter(|line| !line.trim_start().starts_with('>'))
        .copied()
        .collect();
    let text = own.join("\n").trim().to_owned();
    if text.is_empty() {
        return (whole.trim().to_owned(), false);
    }
    let left_out = own.len() < lines.len();
    (text, left_out)
}

/// Whether an older mail begins at this line, in the ways that mail programs say so in our languages.
fn begins_older(lines: &[&str], at: usize) -> bool {
    let line = |n: usize| lines.get(at + n).map(|line| line.trim()).unwrap_or_default();
    let first = line(0);
    let lower = first.to_lowercase();
    if first.starts_with('-') && first.ends_with('-') {
        let inside = lower.trim_matches(['-', ' ']);
        let known = [
            "original message",
            "oorspronkelijk bericht",
            "forwarded message",
            "doorgestuurd bericht",
            "message d'origine",
            "ursprüngliche nachricht",
        ];
        return known.contains(&inside);
    }
    // "Op ma 23 nov 2026 om 10:00 schreef Fatima <…>:", also broken over two or three lines.
    let opens = ["op ", "on ", "le ", "am "]
        .iter()
        .any(|word| lower.starts_with(word));
    if opens {
        let together = [first, line(1), line(2)].join(" ").to_lowercase();
        let sentence = together
            .split_once(':')
            .map(|_| together.as_str())
            .unwrap_or_default();
        let wrote = [" schreef", " wrote:", " a écrit", " schrieb"];
        let ends = (0..3).any(|n| line(n).ends_with(':'));
        return ends && wrote.iter().any(|word| sentence.contains(word));
    }
    // Outlook: a block of headers.
    let from = ["van:", "from:", "de :", "von:"]
        .iter()
        .any(|word| lower.starts_with(word));
    let sent = ["verzonden:", "sent:", "envoyé", "gesendet:", "datum:", "date:"];
    from && (1..=3).any(|n| {
        let next = line(n).to_lowercase();
        sent.iter().any(|word| next.starts_with(word))
    })
}

#[cfg(test)]
mod tests;
