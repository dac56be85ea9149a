//! A mistake in the configuration: where it stands and which sentence of `locales/` says what is wrong and what to do.

use crate::cli::say;
use std::path::Path;

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    line: usize,
    key: &'static str,
    with: Vec<(&'static str, String)>,
}

impl Mistake {
    /// At a byte of the text.
    pub fn at(text: &str, byte: usize, key: &'static str, with: &[(&'static str, &str)]) -> Mistake {
        let before = text.as_bytes().iter().take(byte);
        Mistake {
            line: before.filter(|byte| **byte == b'\n').count() + 1,
            ..Mistake::whole(key, with)
        }
    }

    /// About the file as a whole.
    pub fn whole(key: &'static str, with: &[(&'static str, &str)]) -> Mistake {
        let with = with.iter().map(|(name, value)| (*name, (*value).to_owned()));
        Mistake {
            line: 0,
            key,
            with: with.collect(),
        }
    }

    /// File, line, and a sentence.
    pub fn said(&self, file: &Path) -> String {
        let with: Vec<(&str, &str)> = self
            .with
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let sentence = say::sentence(self.key, &with);
        if self.line == 0 {
            format!("{}: {sentence}", file.display())
        } else {
            format!("{}:{}: {sentence}", file.display(), self.line)
        }
    }

    /// Its line and the key of its sentence.
    pub fn place(&self) -> (usize, &'static str) {
        (self.line, self.key)
    }
}
