//! Where in a policy file something stands, so that a problem can name its line.

use super::problem::{PolicyFile, Problem, ProblemCode};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A step on the way into a policy file.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Hop<'a> {
    /// Into the value with this key.
    Key(&'a str),
    /// Into the item with this number, from 0.
    Item(usize),
}

/// A policy file that can be asked where its parts are.
pub(crate) struct Places<'a> {
    file: &'a str,
    table: Option<Spanned<DeTable<'a>>>,
}

impl<'a> Places<'a> {
    pub(crate) fn of(file: &'a str) -> Places<'a> {
        Places {
            file,
            table: DeTable::parse(file).ok(),
        }
    }

    /// A problem at the deepest part of the path that the file has.
    pub(crate) fn problem(&self, path: &[Hop], code: ProblemCode, args: &[(&str, &str)]) -> Problem {
        at(self.file, self.start(path), code, args)
    }

    fn start(&self, path: &[Hop]) -> usize {
        let Some(table) = &self.table else { return 0 };
        let mut start = table.span().start;
        let mut rest = path.iter();
        let mut here = match rest.next() {
            Some(Hop::Key(key)) => match table.get_ref().get(*key) {
                Some(value) => value,
                None => return start,
            },
            _ => return start,
        };
        start = here.span().start;
        for hop in rest {
            let next = match (hop, here.get_ref()) {
                (Hop::Key(key), DeValue::Table(table)) => table.get(*key),
                (Hop::Item(index), DeValue::Array(array)) => array.get(*index),
                _ => None,
            };
            let Some(next) = next else { break };
            here = next;
            start = here.span().start;
        }
        start
    }
}

/// A problem at a byte of the file.
pub(crate) fn at(file: &str, byte: usize, code: ProblemCode, args: &[(&str, &str)]) -> Problem {
    let (line, column) = line_and_column(file, byte);
    problem(PolicyFile::Data, line, column, code, args)
}

/// A problem at a line and column.
pub(crate) fn problem(
    file: PolicyFile,
    line: u32,
    column: u32,
    code: ProblemCode,
    args: &[(&str, &str)],
) -> Problem {
    let args = args
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect();
    Problem {
        file,
        line,
        column,
        code,
        args,
    }
}

/// Line and column, from 1, of a byte.
pub(crate) fn line_and_column(text: &str, byte: usize) -> (u32, u32) {
    let mut line = 1;
    let mut column = 1;
    for (position, letter) in text.char_indices() {
        if position >= byte {
            break;
        }
        if letter == '\n' {
            line += 1;
            column = 1;
        } else {
            column += 1;
        }
    }
    (line, column)
}

/// Takes the key that stands at this span out of a table, however deep, and returns its name.
pub(crate) fn take_key(table: &mut DeTable<'_>, span: &Range<usize>) -> Option<String> {
    if let Some(key) = table.keys().find(|key| key.span() == *span).cloned() {
        table.remove(&key);
        return Some(key.get_ref().to_string());
    }
    table.iter_mut().find_map(|(_, value)| take_in(value, span))
}

fn take_in(value: &mut Spanned<DeValue<'_>>, span: &Range<usize>) -> Option<String> {
    match value.get_mut() {
        DeValue::Table(table) => take_key(table, span),
        DeValue::Array(array) => array.iter_mut().find_map(|item| take_in(item, span)),
        _ => None,
    }
}
