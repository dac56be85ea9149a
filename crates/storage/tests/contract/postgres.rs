//! A PostgreSQL server for one run: started when it is first asked for, on a socket only; it ends, and its folder goes, with
//! the program that asked, however that ends. The checks in `xtask` use this file too.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A running server.
pub struct Server {
    programs: PathBuf,
    folder: PathBuf,
    made: AtomicU32,
    // Its standard input ends with this program, and the server with it.
    keeper: Child,
}

/// `$1` programs, `$2` folder, `$3` how to become another user than root. SIGINT reaches all at once when somebody stops the
/// tests: the server must outlive that, to be ended below. A server that was killed is started again, as systemd does, but not
/// as long as a file `down` lies in its folder.
const KEEPER: &str = r#"
trap '' INT TERM HUP
cd /
stop() { touch "$2/over"; id=$(head -n 1 "$2/data/postmaster.pid" 2>/dev/null) && kill -INT "$id"; wait; rm -rf "$2"; }
fail() { cat "$2/log" >&2; stop "$@"; exit 1; }
mkdir -m 700 "$2" || exit 1
[ -z "$3" ] || chown "$3" "$2" || fail "$@"
as() { if [ -z "$user" ]; then "$@"; else setpriv --reuid "$user" --regid "$user" --clear-groups -- "$@"; fi; }
user=$3
as "$1/initdb" -D "$2/data" -A trust -U gehoor -E UTF8 --locale=C.UTF-8 --no-sync >"$2/log" 2>&1 || fail "$@"
{
    while [ -d "$2/data" ] && [ ! -e "$2/over" ]; do
        [ -e "$2/down" ] || as "$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= >>"$2/log" 2>&1
        sleep 0.05
    done
} </dev/null >/dev/null 2>&1 &
tries=0
until as "$1/pg_isready" -q -h "$2" -U gehoor -d postgres; do
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || fail "$@"
    sleep 0.05
done
echo ready
cat >/dev/null
stop "$@"
"#;

impl Server {
    /// Starts one; says what is wrong when it can't.
    pub fn start() -> Result<Server, String> {
        // Short: the path of a socket may have 107 bytes.
        Server::start_in(PathBuf::from(format!("/tmp/gehoor-pg-{}", std::process::id())))
    }

    /// Starts one in this folder, which it makes and takes away.
    pub fn start_in(folder: PathBuf) -> Result<Server, String> {
        let programs = programs().ok_or("PostgreSQL 15 or newer is missing; remedy: cargo xtask setup")?;
        let user = if is_root() { "postgres" } else { "" };
        let mut keeper = Command::new("sh")
            .args(["-c", KEEPER, "keeper"])
            .arg(&programs)
            .arg(&folder)
            .arg(user)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("sh: {error}"))?;
        let mut said = String::new();
        if let Some(stdout) = keeper.stdout.take() {
            let _read = BufReader::new(stdout).read_line(&mut said);
        }
        if said.trim() != "ready" {
            let mut why = String::new();
            if let Some(mut stderr) = keeper.stderr.take() {
                let _read = stderr.read_to_string(&mut why);
            }
            return Err(format!("PostgreSQL didn't start: {why}"));
        }
        let made = AtomicU32::new(0);
        Ok(Server {
            programs,
            folder,
            made,
            keeper,
        })
    }

    /// The address of a new, empty place. It is a schema, which takes no part of the three hundred files of a database.
    pub fn place(&self) -> Result<String, String> {
        let name = format!("s{}", self.made.fetch_add(1, Ordering::Relaxed));
        let url = format!(
            "postgres:///postgres?host={}&user=gehoor&options=-csearch_path%3D{name}",
            self.folder.display()
        );
        self.run(&url, &format!("CREATE SCHEMA {name}"))?;
        Ok(url)
    }

    /// Does something behind the program's back.
    pub fn run(&self, url: &str, sql: &str) -> Result<(), String> {
        let psql = self.programs.join("psql");
        let output = Command::new(psql).args(["-q", "-d", url, "-c", sql]).output();
        let output = output.map_err(|error| format!("psql: {error}"))?;
        match output.status.success() {
            true => Ok(()),
            false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
        }
    }
}

/// One that a test started for itself is gone, with its folder, when this comes back.
impl Drop for Server {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ended = self.keeper.wait();
    }
}

/// The programs of the oldest PostgreSQL here that we work with.
pub fn programs() -> Option<PathBuf> {
    (15..=20)
        .map(|version| PathBuf::from(format!("/usr/lib/postgresql/{version}/bin")))
        .find(|folder| folder.join("postgres").exists())
}

/// PostgreSQL refuses to run as root.
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    Path::new("/proc/self")
        .metadata()
        .is_ok_and(|meta| meta.uid() == 0)
}
