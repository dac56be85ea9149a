//! `gehoor serve` on a data folder of its own, with a few people, started as often as a test wants.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

/// An installation: a folder with people in it, or a folder with its key and a database on a server.
pub struct Installation {
    folder: tempfile::TempDir,
    data: PathBuf,
    database: Option<String>,
}

/// A handler, a member of management, a member of the board: enough for a complaint to be followed up.
const PEOPLE: [(&str, &str, &str); 4] = [
    ("Ann Verbeke", "ann@voorbeeld.test", "handler"),
    ("Karim Haddad", "karim@voorbeeld.test", "handler"),
    ("Bart Claes", "bart@voorbeeld.test", "management"),
    ("Chris Wouters", "chris@voorbeeld.test", "board_member"),
];

impl Installation {
    /// A fresh one with people; gives the links of their invitations too.
    pub fn new() -> (Installation, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        Installation::furnished(folder, data, None)
    }

    /// The same with its data in this folder.
    pub fn in_folder(data: PathBuf) -> (Installation, Vec<String>) {
        Installation::furnished(tempfile::tempdir().unwrap(), data, None)
    }

    /// The same with everything in a database on a PostgreSQL server.
    pub fn on(database: String) -> (Installation, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        Installation::furnished(folder, data, Some(database))
    }

    fn furnished(
        folder: tempfile::TempDir,
        data: PathBuf,
        database: Option<String>,
    ) -> (Installation, Vec<String>) {
        let installation = Installation {
            folder,
            data,
            database,
        };
        let mut links = Vec::new();
        for (name, email, role) in PEOPLE {
            let words = [
                "person", "invite", "--name", name, "--email", email, "--role", role,
            ];
            let (good, said) = installation.ask(&words);
            assert!(good, "{said}");
            let link = said.lines().find(|line| line.contains("/uitnodiging?"));
            links.push(link.unwrap().to_owned());
        }
        let (good, said) = installation.ask(&["policy", "approve"]);
        assert!(good, "{said}");
        (installation, links)
    }

    /// Where everything is kept.
    pub fn data(&self) -> PathBuf {
        self.data.clone()
    }

    /// A file beside it.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A command of the program about this installation.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = gehoor(words, &self.data);
        if let Some(database) = &self.database {
            command.args(["--database", database]);
        }
        command
    }

    /// What a command of the program about this installation comes to: whether it ended well, and what it said.
    pub fn ask(&self, words: &[&str]) -> (bool, String) {
        let output = self.command(words).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(said).unwrap())
    }

    /// Starts it, with a file for its log.
    pub fn serve(&self, words: &[&str], log: &Path) -> Served {
        let mut command = self.command(&["serve"]);
        command.args(words);
        Served::start(command, log)
    }
}

/// The program about a data folder.
pub fn gehoor(words: &[&str], data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gehoor"));
    command.args(words).arg("--data").arg(data).stdin(Stdio::null());
    command
}

/// The running program.
pub struct Served {
    child: Child,
    /// Where it listens.
    pub address: String,
}

impl Served {
    /// Starts a command that serves; comes back when it says where.
    pub fn start(mut command: Command, log: &Path) -> Served {
        let log = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(log)
            .unwrap();
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line
            .split("http://")
            .nth(1)
            .and_then(|rest| rest.split_whitespace().next());
        let address = address.map(str::to_owned);
        Served {
            child,
            address: address.unwrap_or_else(|| panic!("it did not start: {line}")),
        }
    }

    /// The process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Until it ended by itself.
    pub fn wait(&mut self) {
        self.child.wait().unwrap();
    }

    /// kill -9: no time to finish anything.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// What systemd and Ctrl-C do; gives how it ended.
    pub fn signal(&mut self, signal: &str) -> ExitStatus {
        let id = self.id().to_string();
        assert!(
            Command::new("kill")
                .args([signal, &id])
                .status()
                .unwrap()
                .success()
        );
        self.child.wait().unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}
