//! The one list of checks, and the table of minutes and tests at its end.

use std::fs;
use std::process::{Command, ExitCode};
use std::sync::LazyLock;

use crate::count::Count;
use crate::kill::{self, Wish};
use crate::postgres::Server;
use crate::setup;
use crate::step::{Act, Outcome, Step};
use crate::tools::{self, command};

/// What the checks are about.
const ALL_BUT_THIS: [&str; 3] = ["--workspace", "--exclude", "xtask"];

/// Every check of a landing, cheapest first.
pub fn landing() -> Vec<Step> {
    vec![
        Step {
            name: "setup",
            act: || Ok(Act::Call(setup::everything)),
        },
        Step {
            name: "fmt",
            act: || Ok(Act::Command(command("cargo", &["fmt", "--all", "--", "--check"]))),
        },
        Step {
            name: "tidy",
            act: || cargo_tests(&["-p", "xtask"]),
        },
        Step {
            name: "clippy",
            act: clippy,
        },
        Step {
            name: "tests",
            act: || cargo_tests(&ALL_BUT_THIS),
        },
        Step {
            name: "stories (pg)",
            act: || Ok(Act::Tests(stories_on_postgres())),
        },
        Step {
            name: "build",
            act: || Ok(Act::Command(command("cargo", &["build", "--bin", "gehoor"]))),
        },
        Step {
            name: "policies",
            act: || Ok(Act::Call(policies)),
        },
        Step {
            name: "journeys",
            act: journeys_on_both,
        },
        Step {
            name: "kill",
            act: || Ok(Wish::times(kill::LANDING).act()),
        },
        Step {
            name: "docs",
            act: docs,
        },
        Step {
            name: "licences",
            act: licences,
        },
        Step {
            name: "clean tree",
            act: || Ok(Act::Call(clean_tree)),
        },
    ]
}

/// What takes too long for a landing.
pub fn deep() -> Vec<Step> {
    vec![
        Step {
            name: "setup",
            act: || Ok(Act::Call(setup::everything)),
        },
        Step {
            name: "properties",
            act: properties,
        },
        Step {
            name: "two worlds",
            act: two_worlds,
        },
        Step {
            name: "journeys",
            act: || build_then(journeys),
        },
        Step {
            name: "journeys (pg)",
            act: journeys_on_postgres,
        },
        Step {
            name: "kill",
            act: || Ok(Wish::times(kill::DEEP).act()),
        },
        Step {
            name: "faults",
            act: || Ok(Act::Tests(faults())),
        },
        Step {
            name: "mutants",
            act: mutants,
        },
    ]
}

/// Runs one check by itself, with the same table.
pub fn run_one(name: &'static str, act: Act) -> ExitCode {
    let outcome = Step::carry_out(name, || Ok(act));
    if let Some(trouble) = &outcome.trouble {
        println!("✗ {name}: {trouble}");
    }
    println!("\n{}", summary(std::slice::from_ref(&outcome)));
    ExitCode::from(u8::from(outcome.trouble.is_some()))
}

/// Runs all checks, also after one failed, and prints the table; the last line is the count.
pub fn run(steps: &[Step]) -> ExitCode {
    let mut outcomes = Vec::new();
    for step in steps {
        println!("\n── {} ──", step.name);
        let outcome = step.run();
        if let Some(trouble) = &outcome.trouble {
            println!("✗ {}: {trouble}", step.name);
        }
        outcomes.push(outcome);
    }
    println!("\n{}", summary(&outcomes));
    if outcomes.iter().all(|outcome| outcome.trouble.is_none()) {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    }
}

/// The table, and last the plain line that says how many tests passed and failed. A check that failed
/// without a failing test of its own counts as one failure, so that the line never sounds good when it isn't.
fn summary(outcomes: &[Outcome]) -> String {
    let mut lines = vec![format!(
        "{:<12} {:>7} {:>7} {:>7}",
        "check", "minutes", "passed", "failed"
    )];
    let mut total = Count::default();
    let mut minutes = 0.0;
    for outcome in outcomes {
        let mut count = outcome.count;
        if outcome.trouble.is_some() && count.failed == 0 {
            count.failed = 1;
        }
        let took = outcome.took.as_secs_f64() / 60.0;
        minutes += took;
        total.add(count);
        let mark = outcome
            .trouble
            .as_deref()
            .map(|trouble| format!("  ✗ {trouble}"))
            .unwrap_or_default();
        lines.push(format!(
            "{:<12} {took:>7.1} {:>7} {:>7}{mark}",
            outcome.name, count.passed, count.failed
        ));
    }
    lines.push(format!("{:<12} {minutes:>7.1}", "together"));
    lines.push(format!("{} passed, {} failed", total.passed, total.failed));
    lines.join("\n")
}

fn cargo_tests(which: &[&str]) -> Result<Act, String> {
    let mut words = vec!["test", "--no-fail-fast"];
    words.extend(which);
    Ok(Act::Tests(command("cargo", &words)))
}

fn clippy() -> Result<Act, String> {
    let words = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--quiet",
        "--",
        "-D",
        "warnings",
    ];
    Ok(Act::Command(command("cargo", &words)))
}

fn docs() -> Result<Act, String> {
    let mut command = command(
        "cargo",
        &[
            "doc",
            "--workspace",
            "--no-deps",
            "--document-private-items",
            "--quiet",
        ],
    );
    command.env("RUSTDOCFLAGS", "-D warnings");
    Ok(Act::Command(command))
}

/// Licences, forbidden crates and sources. Advisories need a database from the network, which a landing hasn't.
fn licences() -> Result<Act, String> {
    let words = [
        "--workspace",
        "--all-features",
        "check",
        "licenses",
        "bans",
        "sources",
    ];
    Ok(Act::Command(command(tools::cargo_deny(), &words)))
}

/// Every policy in the repository says each sentence of its source, and says how it is carried out.
fn policies() -> Result<(), String> {
    for folder in sorted("policies", |_| true)? {
        if tools::root().join(&folder).is_dir() {
            let mut check: Command = command(tools::gehoor(), &["policy", "check", "--policy", &folder]);
            let status = check
                .status()
                .map_err(|error| format!("could not start gehoor: {error}"))?;
            if !status.success() {
                return Err(format!(
                    "`gehoor policy check --policy {folder}` ended with {status}"
                ));
            }
        }
    }
    Ok(())
}

/// What a person does in a browser, against the built program.
fn journeys() -> Result<Act, String> {
    walks().map(Act::Tests)
}

/// The same, on a PostgreSQL server.
fn journeys_on_postgres() -> Result<Act, String> {
    let mut walks = walks()?;
    walks.env("GEHOOR_TEST_DATABASE_URL", place()?);
    Ok(Act::Tests(walks))
}

/// Each journey on both databases in the time of one: without JavaScript on SQLite, with it on PostgreSQL.
fn journeys_on_both() -> Result<Act, String> {
    let mut walks = walks()?;
    walks.env("GEHOOR_TEST_DATABASE_URL", place()?);
    walks.env("GEHOOR_TEST_SPLIT", "1");
    Ok(Act::Tests(walks))
}

/// A new place on the server of this run, which ends with this program.
fn place() -> Result<String, String> {
    static SERVER: LazyLock<Result<Server, String>> = LazyLock::new(Server::start);
    SERVER.as_ref().map_err(Clone::clone)?.place()
}

fn walks() -> Result<Command, String> {
    let files = sorted("tests/journeys", |name| name.ends_with(".test.mjs"))?;
    let mut words = vec!["--test", "--test-reporter=spec", "--test-concurrency=1"];
    words.extend(files.iter().map(String::as_str));
    let node = tools::node().ok_or("Node.js 20 or newer is missing; remedy: cargo xtask setup")?;
    Ok(command(node, &words))
}

/// The desk's stories again, each in a schema of its own. (Storage's contract runs on both databases by itself.) Asked of
/// the workspace and not of the desk: with the same features as before, nothing has to be built again.
fn stories_on_postgres() -> Command {
    let mut words = vec!["test", "--no-fail-fast"];
    words.extend(ALL_BUT_THIS);
    words.extend(["--test", "stories"]);
    let mut stories = command("cargo", &words);
    stories.env("GEHOOR_TEST_DATABASE", "postgres");
    stories
}

/// The n-th call to the disk fails, for many more n than a landing has time for.
fn faults() -> Command {
    let mut faults = command(
        "cargo",
        &[
            "test",
            "--no-fail-fast",
            "-p",
            "server",
            "--test",
            "it",
            "faults::",
        ],
    );
    faults.env("GEHOOR_FAULTS", "60");
    faults
}

/// Each rule of access, sealing, retention and promises is broken in turn: some test must see it. `.cargo/mutants.toml`
/// says which files, and which breaks no test can see.
fn mutants() -> Result<Act, String> {
    setup::mutants()?;
    let program = tools::folder("cargo-mutants").join("bin/cargo-mutants");
    let words = [
        "mutants",
        "--no-shuffle",
        "--colors",
        "never",
        "--output",
        "target",
    ];
    Ok(Act::Command(command(program, &words)))
}

fn build_then(next: fn() -> Result<Act, String>) -> Result<Act, String> {
    let status = command("cargo", &["build", "--bin", "gehoor"])
        .status()
        .map_err(|error| error.to_string())?;
    if status.success() {
        next()
    } else {
        Err(format!("`cargo build` ended with {status}"))
    }
}

/// The property tests, with many more cases than a landing has time for.
fn properties() -> Result<Act, String> {
    let mut command = command(
        "cargo",
        &["test", "--no-fail-fast", "-p", "casework", "-p", "storage"],
    );
    command.env("PROPTEST_CASES", "4096");
    Ok(Act::Tests(command))
}

/// With and without a complaint, for whoever is excluded from it; optimised, or it takes a night.
fn two_worlds() -> Result<Act, String> {
    let mut command = command(
        "cargo",
        &[
            "test",
            "--release",
            "-p",
            "server",
            "--bin",
            "gehoor",
            "two_worlds",
        ],
    );
    command.env("GEHOOR_WORLDS", "20000");
    Ok(Act::Tests(command))
}

/// Whatever the checks generate must be checked in. Elsewhere than on a landing a tree with work in it is no mistake.
fn clean_tree() -> Result<(), String> {
    let changed = tools::prints("git", &["status", "--porcelain"]).ok_or("`git status` failed")?;
    if changed.trim().is_empty() {
        return Ok(());
    }
    print!("{changed}");
    if tools::on_a_landing() {
        return Err("the checks changed the tree; check in what they generated".to_owned());
    }
    println!("not a landing: changed files are only shown");
    Ok(())
}

fn sorted(folder: &str, keep: fn(&str) -> bool) -> Result<Vec<String>, String> {
    let entries = fs::read_dir(tools::root().join(folder)).map_err(|error| format!("{folder}: {error}"))?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| keep(name))
        .map(|name| format!("{folder}/{name}"))
        .collect();
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn outcome(passed: u64, failed: u64, trouble: Option<&str>) -> Outcome {
        let count = Count { passed, failed };
        Outcome {
            name: "a check",
            took: Duration::from_secs(90),
            count,
            trouble: trouble.map(str::to_owned),
        }
    }

    #[test]
    fn the_last_line_is_the_sum_and_stands_alone() {
        let text = summary(&[
            outcome(7, 0, None),
            outcome(5, 2, Some("ended with 101")),
            outcome(0, 0, None),
        ]);
        assert_eq!(text.lines().last(), Some("12 passed, 2 failed"));
        assert!(text.contains("1.5"), "a table with minutes: {text}");
    }

    #[test]
    fn a_check_that_failed_without_a_failing_test_still_counts_as_one_failure() {
        let text = summary(&[outcome(7, 0, None), outcome(0, 0, Some("fmt ended with 1"))]);
        assert_eq!(text.lines().last(), Some("7 passed, 1 failed"));
    }
}
