//! The built program as it runs for real: started on a folder or a database, its memory read, stopped at the end.

use super::http::Visitor;
use crate::step::now;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// An installation, and where its database is when not in the folder.
#[derive(Clone, Debug)]
pub struct Place {
    pub folder: PathBuf,
    pub database: Option<String>,
}

/// The running program.
pub struct Served {
    child: Child,
    pub address: String,
    /// From its start to the end of the first page.
    pub first_page: Duration,
}

/// The program that is measured.
pub fn built() -> PathBuf {
    crate::tools::root().join("target/release/gehoor")
}

impl Place {
    /// A command of the program about this installation.
    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(built());
        command
            .args(words)
            .arg("--data")
            .arg(&self.folder)
            .stdin(Stdio::null());
        if let Some(database) = &self.database {
            command.arg("--database").arg(database);
        }
        command
    }

    /// Carries out a command that takes long; how far it is can be seen meanwhile.
    pub fn ask_showing(&self, words: &[&str]) -> Result<(), String> {
        let ended = self.command(words).status().map_err(|error| error.to_string())?;
        match ended.success() {
            true => Ok(()),
            false => Err(format!("gehoor {}", words.first().copied().unwrap_or_default())),
        }
    }

    /// What a command says.
    pub fn ask(&self, words: &[&str]) -> Result<String, String> {
        let output = self.command(words).output().map_err(|error| error.to_string())?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let why = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(format!(
            "gehoor {}: {why}",
            words.first().copied().unwrap_or_default()
        ))
    }

    /// Invites somebody; gives the path of their link.
    pub fn invite(&self, name: &str, email: &str, role: &str) -> Result<String, String> {
        let said = self.ask(&[
            "person", "invite", "--name", name, "--email", email, "--role", role,
        ])?;
        let at = said.find("/uitnodiging").ok_or("no link")?;
        Ok(said.get(at..).unwrap_or_default().trim().to_owned())
    }

    /// Starts serving; comes back when the first page is there.
    pub fn serve(&self) -> Result<Served, String> {
        let log = fs::File::create(self.folder.join("log")).map_err(|error| error.to_string())?;
        let began = now();
        let mut child = self
            .command(&["serve", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .map_err(|error| format!("gehoor: {error}"))?;
        let mut line = String::new();
        if let Some(said) = child.stdout.as_mut() {
            let _read = BufReader::new(said).read_line(&mut line);
        }
        let address = line
            .split("http://")
            .nth(1)
            .and_then(|rest| rest.split_whitespace().next());
        let mut served = Served {
            child,
            address: address.map(str::to_owned).unwrap_or_default(),
            first_page: Duration::ZERO,
        };
        if served.address.is_empty() {
            return Err(format!(
                "gehoor did not start; see {}",
                self.folder.join("log").display()
            ));
        }
        let first = Visitor::at(&served.address)?.get("/")?;
        served.first_page = began.elapsed();
        match first.status {
            200 => Ok(served),
            other => Err(format!("the first page answered {other}")),
        }
    }
}

impl Served {
    /// Its share of memory in MiB (PSS).
    pub fn memory(&self) -> f64 {
        memory_of(self.child.id())
    }

    /// Waits until it has done what had fallen due before it started (ten minutes at most for each 100,000 complaints):
    /// what is measured is an ordinary day.
    pub fn rests(&self, cases: u64) -> Result<(), String> {
        const TICKS_AT_MOST: u64 = 5;
        let at_most = Duration::from_secs(600 * cases.div_ceil(100_000));
        let began = now();
        let mut before = used(self.id());
        while began.elapsed() < at_most {
            std::thread::sleep(Duration::from_secs(2));
            let after = used(self.id());
            if after.saturating_sub(before) <= TICKS_AT_MOST {
                return Ok(());
            }
            before = after;
        }
        Err("it didn't come to rest".to_owned())
    }

    /// The number of the process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

/// The time that a process used so far, in ticks of 10 ms.
fn used(id: u32) -> u64 {
    let text = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    // Its name may hold spaces, and ends with the last bracket.
    let fields = text.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = fields.split_whitespace().skip(11).take(2);
    ticks.filter_map(|ticks| ticks.parse::<u64>().ok()).sum()
}

/// A process's share of memory in MiB (PSS).
pub fn memory_of(id: u32) -> f64 {
    let text = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:"));
    let kilobytes = line.and_then(|rest| rest.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1024.0
}

impl Drop for Served {
    fn drop(&mut self) {
        let id = self.child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status();
        let began = now();
        while asked.as_ref().is_ok_and(|status| status.success()) && began.elapsed() < Duration::from_secs(15)
        {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}

/// A new, empty folder of this name beside the build, on the disk that everything is measured on.
pub fn fresh(name: &str) -> Result<PathBuf, String> {
    let folder = crate::tools::root().join("target/bench").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    make(&folder)?;
    Ok(folder)
}

fn make(folder: &Path) -> Result<(), String> {
    let trouble = |error: std::io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(folder).map_err(trouble)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).map_err(trouble)?;
    }
    Ok(())
}

/// The middle one.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// So many a second.
pub fn rate(count: usize, began: Instant) -> f64 {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    f64::from(count) / began.elapsed().as_secs_f64().max(1e-9)
}

/// Milliseconds.
pub fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
