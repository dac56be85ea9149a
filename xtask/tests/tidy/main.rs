//! The rules of the house that a program can check, over every file of the repository.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod dependencies;
mod documents;
mod files;
mod literals;
mod lockfiles;
mod policies;
mod rules;
mod source;

/// Fails with every problem found, one per line, so that one run shows all there is to mend.
fn none(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}
