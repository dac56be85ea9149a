//! Printing for people: sentences from `locales/`, to stdout, errors to stderr.

use render::Texts;
use std::io::Write;

/// A line to stdout; a closed pipe is no error of ours.
pub fn line(text: impl std::fmt::Display) {
    let _printed = writeln!(std::io::stdout(), "{text}");
}

/// A line to stderr.
pub fn error(text: impl std::fmt::Display) {
    let _printed = writeln!(std::io::stderr(), "{text}");
}

/// A sentence of the interface with arguments; one that is a number is given as a number, so that it can be counted with.
pub fn sentence(key: &str, with: &[(&str, &str)]) -> String {
    let mut line = Texts::Dutch.a(key);
    for (name, value) in with {
        line = match value.parse::<u32>() {
            Ok(number) => line.with(name, number),
            Err(_) => line.with(name, *value),
        };
    }
    line.to_string()
}
