//! A message on its way to a page: `Line` is plain words, `Phrase` may hold a link, a mark or bold.

use std::fmt;

use askama::filters::HtmlSafe;
use fluent_bundle::FluentArgs;

use crate::texts::{Argument, Texts};

/// A message with arguments, as plain words.
#[derive(Debug)]
pub struct Line {
    texts: Texts,
    key: String,
    args: FluentArgs<'static>,
}

impl Line {
    pub(crate) fn new(texts: Texts, key: &str) -> Line {
        Line {
            texts,
            key: key.to_owned(),
            args: FluentArgs::new(),
        }
    }

    /// The same message with one more argument.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Argument) -> Line {
        self.args.set(name.to_owned(), value.value());
        self
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.texts.format(&self.key, &self.args))
    }
}

/// A message with arguments of which some are markup. Everything that isn't markup made here is escaped.
#[derive(Debug)]
pub struct Phrase {
    line: Line,
    markup: Vec<String>,
}

/// Stands for a piece of markup while Fluent puts the sentence together (private use, not typeable).
const PLACE: u32 = 0xF_0000;

impl Phrase {
    pub(crate) fn new(texts: Texts, key: &str) -> Phrase {
        Phrase {
            line: Line::new(texts, key),
            markup: Vec::new(),
        }
    }

    /// A plain argument.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Argument) -> Phrase {
        self.line = self.line.with(name, value);
        self
    }

    /// A link as argument.
    #[must_use]
    pub fn link(self, name: &str, href: impl fmt::Display, text: impl fmt::Display) -> Phrase {
        let html = format!(
            "<a href=\"{}\">{}</a>",
            escape(&href.to_string()),
            escape(&text.to_string())
        );
        self.put(name, html)
    }

    /// The one thing owed, in the accent colour.
    #[must_use]
    pub fn mark(self, name: &str, text: impl fmt::Display) -> Phrase {
        let html = format!("<mark>{}</mark>", escape(&text.to_string()));
        self.put(name, html)
    }

    /// A bold argument.
    #[must_use]
    pub fn bold(self, name: &str, text: impl fmt::Display) -> Phrase {
        let html = format!("<b>{}</b>", escape(&text.to_string()));
        self.put(name, html)
    }

    /// A number, date or code whose digits stand in line and don't break.
    #[must_use]
    pub fn digits(self, name: &str, text: impl fmt::Display) -> Phrase {
        let html = format!("<span class=\"nr\">{}</span>", escape(&text.to_string()));
        self.put(name, html)
    }

    fn put(mut self, name: &str, html: String) -> Phrase {
        let place = u32::try_from(self.markup.len())
            .ok()
            .and_then(|i| char::from_u32(PLACE + i));
        self.markup.push(html);
        self.line = self.line.with(name, place.map(String::from).unwrap_or_default());
        self
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.line.to_string().chars() {
            let place = (c as u32)
                .checked_sub(PLACE)
                .and_then(|i| self.markup.get(i as usize));
            match place {
                Some(html) => f.write_str(html)?,
                None => write_escaped(f, c)?,
            }
        }
        Ok(())
    }
}

impl HtmlSafe for Phrase {}

/// Words made safe for text and for a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        // Writing to a String cannot fail.
        let _ = write_escaped(&mut out, c);
    }
    out
}

fn write_escaped(out: &mut (impl fmt::Write + ?Sized), c: char) -> fmt::Result {
    match c {
        '&' => out.write_str("&amp;"),
        '<' => out.write_str("&lt;"),
        '>' => out.write_str("&gt;"),
        '"' => out.write_str("&quot;"),
        '\'' => out.write_str("&#39;"),
        other => out.write_char(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_phrase_are_escaped_and_its_markup_is_not() {
        let phrase = Texts::Dutch
            .h("help-call")
            .link("phone", "tel:+32\"1", "<b>1</b>");
        let html = phrase.to_string();
        assert!(
            html.contains("<a href=\"tel:+32&quot;1\">&lt;b&gt;1&lt;/b&gt;</a>"),
            "{html}"
        );
    }

    #[test]
    fn a_typed_placeholder_character_cannot_pull_in_markup() {
        let line = Texts::Dutch.h("help-call").with("phone", "\u{F0000}<x>");
        assert!(!line.to_string().contains("<x>"));
    }
}
