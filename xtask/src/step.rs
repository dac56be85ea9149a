//! One check: a command with a name, its output passed on as it comes, its minutes and its tests counted.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::count::Count;

/// What a check does.
pub enum Act {
    /// Runs a command; good when it exits with 0.
    Command(Command),
    /// Runs a test runner; good when it exits with 0 and ran at least one test.
    Tests(Command),
    /// Calls a function of ours.
    Call(fn() -> Result<(), String>),
}

/// A named check.
pub struct Step {
    /// As printed in the table.
    pub name: &'static str,
    /// Made only when its turn comes, as an earlier check may build or install what it needs.
    pub act: fn() -> Result<Act, String>,
}

/// How a check ended.
pub struct Outcome {
    /// The check's name.
    pub name: &'static str,
    /// How long it took.
    pub took: Duration,
    /// What its test runner counted.
    pub count: Count,
    /// Why it failed, when it did.
    pub trouble: Option<String>,
}

impl Step {
    /// Runs the check to its end; never stops the ones after it.
    pub fn run(&self) -> Outcome {
        Step::carry_out(self.name, self.act)
    }

    /// Carries out what a check came to.
    pub fn carry_out(name: &'static str, act: impl FnOnce() -> Result<Act, String>) -> Outcome {
        let start = now();
        let mut count = Count::default();
        let result = act().and_then(|act| match act {
            Act::Command(command) => stream(command, &mut count),
            Act::Tests(command) => stream(command, &mut count).and_then(|()| {
                if count.passed == 0 {
                    Err("it ran no test".to_owned())
                } else {
                    Ok(())
                }
            }),
            Act::Call(call) => call(),
        });
        Outcome {
            name,
            took: start.elapsed(),
            count,
            trouble: result.err(),
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the minutes of each check and what is benched are measured here"
)]
pub fn now() -> Instant {
    Instant::now()
}

/// A command as one would say it, without the long list of files at its end.
fn short(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_name()
        .unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args().take(5));
    words
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Passes standard output on line by line, so that a long check shows its progress, and counts as it goes.
fn stream(mut command: Command, count: &mut Count) -> Result<(), String> {
    let name = short(&command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("could not start `{name}`: {error}"))?;
    if let Some(output) = child.stdout.take() {
        let mut output = BufReader::new(output);
        let mut line = Vec::new();
        // Bytes, as a failing test may print anything; a line that is not UTF-8 is no reason to stop.
        while output
            .read_until(b'\n', &mut line)
            .map_err(|error| error.to_string())?
            > 0
        {
            let text = String::from_utf8_lossy(&line);
            print!("{text}");
            count.read(&text);
            line.clear();
        }
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{name}` ended with {status}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_runner_that_ran_no_test_has_failed() {
        let step = Step {
            name: "empty",
            act: || Ok(Act::Tests(shell("true"))),
        };
        assert_eq!(step.run().trouble.as_deref(), Some("it ran no test"));
    }

    #[test]
    fn a_runner_is_counted_even_when_it_fails() {
        let script = "echo 'test result: FAILED. 4 passed; 1 failed; 0 ignored'; exit 101";
        let mut count = Count::default();
        assert!(stream(shell(script), &mut count).is_err());
        assert_eq!(count, Count { passed: 4, failed: 1 });
    }

    #[test]
    fn output_that_is_not_utf8_is_passed_on() {
        let mut count = Count::default();
        let script = "printf '\\377\\n'; echo 'test result: ok. 2 passed; 0 failed'";
        assert!(stream(shell(script), &mut count).is_ok());
        assert_eq!(count.passed, 2);
    }
}
