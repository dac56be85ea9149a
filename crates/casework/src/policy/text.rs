//! Finding a quote in the published text, whatever the white space and the Unicode form.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// A text with its white space and Unicode form normalised, that still knows where each letter came from.
pub(crate) struct Text {
    letters: Vec<char>,
    /// Line and column, from 1, of each letter.
    places: Vec<(u32, u32)>,
}

impl Text {
    pub(crate) fn of(original: &str) -> Text {
        let mut text = Text {
            letters: Vec::new(),
            places: Vec::new(),
        };
        let (mut line, mut column) = (1, 1);
        let mut cluster = String::new();
        let mut cluster_at = (1, 1);
        for letter in original.chars() {
            // A base letter and the marks on it are brought into one form together.
            if canonical_combining_class(letter) == 0 {
                text.push(&cluster, cluster_at);
                cluster.clear();
                cluster_at = (line, column);
            }
            cluster.push(letter);
            if letter == '\n' {
                line += 1;
                column = 1;
            } else {
                column += 1;
            }
        }
        text.push(&cluster, cluster_at);
        if text.letters.last() == Some(&' ') {
            text.letters.pop();
            text.places.pop();
        }
        text
    }

    fn push(&mut self, cluster: &str, place: (u32, u32)) {
        for letter in cluster.nfc() {
            if !letter.is_whitespace() {
                self.letters.push(letter);
            } else if self.letters.last().is_some_and(|last| *last != ' ') {
                self.letters.push(' ');
            } else {
                continue;
            }
            self.places.push(place);
        }
    }

    /// Every place where the other text stands in this one.
    pub(crate) fn find(&self, quote: &Text) -> Vec<Range<usize>> {
        let length = quote.letters.len();
        if length == 0 {
            return Vec::new();
        }
        self.letters
            .windows(length)
            .enumerate()
            .filter(|(_, window)| *window == quote.letters.as_slice())
            .map(|(start, _)| start..start + length)
            .collect()
    }

    /// The runs of this text that lie in none of the spans, white space left out at both ends.
    pub(crate) fn uncovered(&self, spans: &[Range<usize>]) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        let mut open: Option<Range<usize>> = None;
        for (index, letter) in self.letters.iter().enumerate() {
            if spans.iter().any(|span| span.contains(&index)) {
                runs.extend(open.take());
            } else if *letter != ' ' {
                let start = open.map_or(index, |run| run.start);
                open = Some(start..index + 1);
            }
        }
        runs.extend(open);
        runs
    }

    /// The words in a range.
    pub(crate) fn words(&self, range: &Range<usize>) -> String {
        self.letters
            .get(range.clone())
            .unwrap_or_default()
            .iter()
            .collect()
    }

    /// Line and column, from 1, of a letter.
    pub(crate) fn place(&self, index: usize) -> (u32, u32) {
        self.places.get(index).copied().unwrap_or((1, 1))
    }
}
