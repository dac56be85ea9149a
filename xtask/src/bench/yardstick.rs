//! The yardsticks, on the same machine in the same run: bare SQLite commits of one row, and nginx with the same bytes.

use super::program::fresh;
use crate::tools;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A row of 1.5 kB with a unique index, one to a commit, as durable as ours: WAL and synchronous=FULL.
const COMMITS: &str = r#"
import os, sqlite3, sys, time
folder, seconds = sys.argv[1], float(sys.argv[2])
db = sqlite3.connect(os.path.join(folder, 'bare.db'), isolation_level=None)
db.execute('PRAGMA journal_mode=WAL')
db.execute('PRAGMA synchronous=FULL')
db.execute('CREATE TABLE row (id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, words BLOB NOT NULL)')
words, count, began = os.urandom(1500), 0, time.monotonic()
while time.monotonic() - began < seconds:
    db.execute('INSERT INTO row (number, words) VALUES (?, ?)', (f'{count * 7919 % 1000003:07}', words))
    count += 1
print(count / (time.monotonic() - began))
"#;

/// Bare single-row commits a second; the reason when there is no Python to make them with.
pub fn bare_commits(seconds: f64) -> Result<f64, String> {
    let folder = fresh("bare")?;
    let output = Command::new("python3")
        .args(["-c", COMMITS])
        .arg(&folder)
        .arg(seconds.to_string())
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("python3: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout);
    let rate = said.trim().parse().map_err(|_| {
        let why = String::from_utf8_lossy(&output.stderr).into_owned();
        format!("python3 with its sqlite3 module is needed: {why}")
    });
    let _removed = fs::remove_dir_all(&folder);
    rate
}

/// A running nginx that serves a few files.
pub struct Nginx {
    child: Child,
    pub address: String,
}

/// Where Debian puts it; not on the path of everybody.
const NGINX: &str = "/usr/sbin/nginx";

/// nginx, when it is there.
pub fn nginx() -> Option<PathBuf> {
    if tools::answers("nginx", &["-v"]) {
        return Some(PathBuf::from("nginx"));
    }
    Path::new(NGINX).exists().then(|| PathBuf::from(NGINX))
}

impl Nginx {
    /// Starts one that serves these bytes under these names.
    pub fn serve(files: &[(&str, &[u8])]) -> Result<Nginx, String> {
        let program = nginx().ok_or("nginx is missing; remedy: cargo xtask setup --bench")?;
        let folder = fresh("nginx")?;
        let trouble = |error: std::io::Error| format!("nginx: {error}");
        for (name, bytes) in files {
            fs::write(folder.join(name), bytes).map_err(trouble)?;
        }
        let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let address = port.map_err(trouble)?.to_string();
        let at = folder.display();
        // As root it would read the files as another user.
        let user = match tools::prints("id", &["-u"]) {
            Some(id) if id.trim() == "0" => "user root;",
            _ => "",
        };
        let config = format!(
            "{user} daemon off; worker_processes auto; pid {at}/pid; error_log {at}/error.log;
             events {{ worker_connections 512; }}
             http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; default_type text/html;
               client_body_temp_path {at}/body; proxy_temp_path {at}/proxy; fastcgi_temp_path {at}/fastcgi;
               uwsgi_temp_path {at}/uwsgi; scgi_temp_path {at}/scgi;
               open_file_cache max=10; server {{ listen {address}; root {at}; }} }}"
        );
        let file = folder.join("nginx.conf");
        fs::write(&file, config).map_err(trouble)?;
        let child = Command::new(program)
            .args(["-e", "stderr", "-c"])
            .arg(&file)
            .stdin(Stdio::null())
            .spawn()
            .map_err(trouble)?;
        let nginx = Nginx { child, address };
        for _ in 0..100 {
            if TcpStream::connect(&nginx.address).is_ok() {
                return Ok(nginx);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Err("nginx doesn't listen".to_owned())
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // Its workers end with it when it is asked, not when it is killed.
        let id = self.child.id().to_string();
        let _asked = Command::new("kill").args(["-TERM", &id]).status();
        let _ended = self.child.wait();
    }
}
