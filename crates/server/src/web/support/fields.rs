//! What a form sent, as people typed it: bytes that are no text become the replacement character, nothing is refused here.

use crate::web::App;
use axum::body::{Body, HttpBody};
use axum::extract::{FromRequest, Request};
use std::pin::Pin;

use super::errors::WebError;

/// The most bytes of a form without files.
const FORM_AT_MOST: usize = 512 * 1024;
/// Beyond so many bytes nobody is waiting for a page any more.
const READ_AT_MOST: usize = 16 * 1024 * 1024;

/// Words of a form that are worth keeping; a choice, a code and a date are not.
const WORTH_KEEPING: usize = 12;
/// Fields that are never shown again.
const SECRET: &[&str] = &[
    "sleutel",
    "wachtwoord",
    "nogmaals",
    "uitnodiging",
    "code",
    "bijlage",
    "bijlage_was",
    super::upload::OWN_DRAFT,
];

/// The fields of a form, in the order they were sent.
#[derive(Clone, Debug, Default)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// From pairs.
    pub fn new(pairs: Vec<(String, String)>) -> Fields {
        Fields(pairs)
    }

    /// From `a=b&c=d`.
    pub fn parse(bytes: &[u8]) -> Fields {
        Fields(
            form_urlencoded::parse(bytes)
                .map(|(name, value)| (name.into_owned(), value.into_owned()))
                .collect(),
        )
    }

    /// The first value of a field; empty when it isn't there.
    pub fn get(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(one, _)| one == name)
            .map_or("", |(_, value)| value)
    }

    /// A field that was sent and isn't empty.
    pub fn given(&self, name: &str) -> Option<&str> {
        Some(self.get(name)).filter(|value| !value.trim().is_empty())
    }

    /// Whether a field was sent, empty or not.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(one, _)| one == name)
    }

    /// Every value of a field.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.0
            .iter()
            .filter(|(one, _)| one == name)
            .map(|(_, value)| value.clone())
            .collect()
    }

    /// The form's idempotency key.
    pub fn key(&self) -> &str {
        self.get("sleutel")
    }

    /// All pairs, to carry them along in hidden fields.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// What somebody wrote, to show it again when nothing could be done with it: no secrets, no choices, no codes.
    pub fn words(&self) -> Vec<String> {
        let secret = |name: &str| SECRET.contains(&name);
        let long = |value: &str| value.trim().chars().count() >= WORTH_KEEPING;
        self.0
            .iter()
            .filter(|(name, value)| !secret(name) && long(value))
            .map(|(_, value)| value.clone())
            .collect()
    }

    /// A date field: `2026-11-30` from a browser that knows dates, `30/11/2026` as people type it.
    pub fn date(&self, name: &str) -> Option<jiff::civil::Date> {
        let typed = self.get(name).trim();
        if let Ok(date) = typed.parse() {
            return Some(date);
        }
        let mut parts = typed.split(['/', '-', '.', ' ']).map(str::parse::<i16>);
        let (day, month, year) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
        let small = |n: i16| i8::try_from(n).ok();
        jiff::civil::Date::new(year, small(month)?, small(day)?)
            .ok()
            .filter(|_| parts.next().is_none())
    }

    /// A number field.
    pub fn number(&self, name: &str) -> Option<u32> {
        self.get(name).trim().parse().ok()
    }
}

impl FromRequest<App> for Fields {
    type Rejection = WebError;

    async fn from_request(request: Request, _app: &App) -> Result<Fields, WebError> {
        Ok(Fields::parse(&read(request.into_body()).await?))
    }
}

/// The bytes of a form. What is too long is still read to its end (within reason): a browser that is cut off
/// while it sends shows its own error instead of our page.
async fn read(mut body: Body) -> Result<Vec<u8>, WebError> {
    let mut bytes = Vec::new();
    let mut length = 0;
    while let Some(frame) = std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let frame = frame.map_err(|_| WebError::BadRequest)?;
        let Some(chunk) = frame.data_ref() else { continue };
        length += chunk.len();
        if length <= FORM_AT_MOST {
            bytes.extend_from_slice(chunk);
        } else if length > READ_AT_MOST {
            break;
        }
    }
    if length > FORM_AT_MOST {
        Err(WebError::TooLarge)
    } else {
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_as_browsers_send_it_and_as_people_type_it() {
        for typed in ["2026-11-30", "30/11/2026", "30-11-2026", "30.11.2026"] {
            let fields = Fields::new(vec![("tot".to_owned(), typed.to_owned())]);
            assert_eq!(
                fields.date("tot"),
                Some(jiff::civil::date(2026, 11, 30)),
                "{typed}"
            );
        }
        for wrong in ["", "31/11/2026", "30/11", "1/2/3/4", "morgen"] {
            let fields = Fields::new(vec![("tot".to_owned(), wrong.to_owned())]);
            assert_eq!(fields.date("tot"), None, "{wrong}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_kept_as_replacement_characters() {
        let fields = Fields::parse(b"verhaal=a%FFb&niet=1&niet=2");
        assert_eq!(fields.get("verhaal"), "a\u{FFFD}b");
        assert_eq!(fields.all("niet"), ["1", "2"]);
        assert_eq!(fields.given("weg"), None);
    }
}
