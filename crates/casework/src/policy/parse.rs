//! Reading a policy from its file and its source text, with a place for everything that can't be read.

use super::places::{at, take_key};
use super::problem::{Problem, ProblemCode, nearest};
use super::{Policy, spans};
use serde::Deserialize;
use toml::de::{DeTable, Deserializer, Error};

impl Policy {
    /// Reads a policy. Every unknown key is named at once; of other mistakes the first.
    ///
    /// This says only that it can be read: [`super::check()`] says whether it is whole and makes sense.
    pub fn parse(file: &str, source: &str) -> Result<Policy, Vec<Problem>> {
        let (mut table, errors) = DeTable::parse_recoverable(file);
        if !errors.is_empty() {
            return Err(errors.iter().map(|error| explain(file, error)).collect());
        }
        let mut problems = Vec::new();
        loop {
            let error = match Policy::deserialize(Deserializer::from(table.clone())) {
                Ok(mut policy) if problems.is_empty() => {
                    policy.source = source.to_owned();
                    spans::fill(&mut policy);
                    return Ok(policy);
                }
                Ok(_) => break,
                Err(error) => error,
            };
            problems.push(explain(file, &error));
            // Without the key that nobody knows, the next mistake shows itself.
            let unknown = error.message().starts_with("unknown field");
            let taken = error
                .span()
                .filter(|_| unknown)
                .and_then(|span| take_key(table.get_mut(), &span));
            if taken.is_none() {
                break;
            }
        }
        problems.sort();
        Err(problems)
    }
}

/// The parser's error as a problem. Its messages are English sentences with the names between back-quotes;
/// a test pins those that are taken apart here.
fn explain(file: &str, error: &Error) -> Problem {
    let message = error.message();
    let byte = error.span().map_or(0, |span| span.start);
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let name = names.first().copied().unwrap_or_default();
    let known = names.get(1..).unwrap_or_default();
    let meant = nearest(name, known.iter().copied());
    if message.starts_with("unknown field") {
        match meant {
            Some(meant) => at(
                file,
                byte,
                ProblemCode::MisspeltKey,
                &[("key", name), ("meant", meant)],
            ),
            None => at(
                file,
                byte,
                ProblemCode::UnknownKey,
                &[("key", name), ("known", &known.join(", "))],
            ),
        }
    } else if message.starts_with("unknown variant") {
        match meant {
            Some(meant) => at(
                file,
                byte,
                ProblemCode::MisspeltWord,
                &[("word", name), ("meant", meant)],
            ),
            None => at(
                file,
                byte,
                ProblemCode::UnknownWord,
                &[("word", name), ("known", &known.join(", "))],
            ),
        }
    } else if message.starts_with("missing field") {
        at(file, byte, ProblemCode::MissingKey, &[("key", name)])
    } else if message.starts_with("invalid ")
        && !message.contains('\n')
        && error.span().is_some()
        && is_toml(file)
    {
        at(file, byte, ProblemCode::Unreadable, &[("message", message)])
    } else {
        at(file, byte, ProblemCode::Syntax, &[("message", message)])
    }
}

fn is_toml(file: &str) -> bool {
    DeTable::parse(file).is_ok()
}
