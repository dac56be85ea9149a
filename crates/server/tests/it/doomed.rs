//! A PostgreSQL server that a test kills, holds up or runs out of room; the others share one that lives.

use crate::postgres::Server;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// A server of a test's own.
pub struct Doomed {
    server: Server,
    folder: PathBuf,
}

/// As long as this is there, the server isn't.
pub struct Down<'d>(&'d Doomed);

impl Doomed {
    /// With this name.
    pub fn start(name: &str) -> Doomed {
        Doomed::start_in(PathBuf::from(format!(
            "/tmp/gehoor-pg-{name}-{}",
            std::process::id()
        )))
    }

    /// In this folder, which it makes and takes away.
    pub fn start_in(folder: PathBuf) -> Doomed {
        let server = Server::start_in(folder.clone()).unwrap();
        Doomed { server, folder }
    }

    /// The address of a new, empty place.
    pub fn place(&self) -> String {
        self.server.place().unwrap()
    }

    /// The server's first process.
    pub fn id(&self) -> u32 {
        let file = self.folder.join("data/postmaster.pid");
        let text = std::fs::read_to_string(file).unwrap();
        text.lines().next().unwrap().trim().parse().unwrap()
    }

    /// All its processes, the first one first.
    pub fn processes(&self) -> Vec<u32> {
        let first = self.id();
        let children = std::fs::read_to_string(format!("/proc/{first}/task/{first}/children")).unwrap();
        let children = children.split_whitespace().map(|id| id.parse().unwrap());
        [first].into_iter().chain(children).collect()
    }

    /// Ends it in the middle of whatever it does: `harsh` with kill -9 of every process, otherwise as
    /// `pg_ctl stop -m immediate` does.
    pub fn bring_down(&self, harsh: bool) -> Down<'_> {
        std::fs::write(self.folder.join("down"), "").unwrap();
        let processes = self.processes();
        if harsh {
            signal("-KILL", &processes);
        } else {
            signal("-QUIT", &processes[..1]);
        }
        while processes
            .iter()
            .any(|id| Path::new(&format!("/proc/{id}")).exists())
        {
            std::thread::sleep(Duration::from_millis(5));
        }
        Down(self)
    }

    /// Comes back when it answers.
    pub fn wait(&self) {
        let url = format!("postgres:///postgres?host={}&user=gehoor", self.folder.display());
        for _ in 0..600 {
            if self.server.run(&url, ";").is_ok() {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        panic!("the database server does not come back:\n{log}");
    }
}

impl Drop for Down<'_> {
    fn drop(&mut self) {
        let _gone = std::fs::remove_file(self.0.folder.join("down"));
        if !std::thread::panicking() {
            self.0.wait();
        }
    }
}

fn signal(signal: &str, processes: &[u32]) {
    let ids = processes.iter().map(u32::to_string);
    // One of them may have ended by itself meanwhile.
    let _told = Command::new("kill")
        .arg(signal)
        .args(ids)
        .stderr(Stdio::null())
        .status();
}
