//! What systemd gives and hears: a socket that is open already, "ready" and "stopping", and a sign of life for its watchdog.

use listenfd::ListenFd;
use std::net::TcpListener;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixDatagram};
use std::time::Duration;

/// The way to tell systemd something; tells nobody when the program wasn't started by it.
#[derive(Debug, Default)]
pub struct Systemd {
    to: Option<(UnixDatagram, SocketAddr)>,
    watchdog: Option<Duration>,
}

impl Systemd {
    /// As the environment says. A socket that can't be used is a line in the log and no reason not to start.
    pub fn from_environment() -> Systemd {
        let watchdog = variable("WATCHDOG_USEC").filter(|_| {
            // Meant for another process: systemd names the one whose life it follows.
            variable("WATCHDOG_PID").is_none_or(|id| id == std::process::id().to_string())
        });
        Systemd {
            to: variable("NOTIFY_SOCKET").and_then(|path| {
                open(&path)
                    .inspect_err(|error| tracing::warn!(%error, "systemd can't be told anything"))
                    .ok()
            }),
            watchdog: watchdog
                .and_then(|micros| micros.parse().ok())
                .filter(|micros| *micros > 0)
                .map(Duration::from_micros),
        }
    }

    /// Half the time after which systemd gives the program up, when it watches.
    pub fn sign_of_life_every(&self) -> Option<Duration> {
        self.watchdog.map(|whole| whole / 2)
    }

    /// It takes requests from now on.
    pub fn ready(&self) {
        self.tell("READY=1");
    }

    /// It was told to stop.
    pub fn stopping(&self) {
        self.tell("STOPPING=1");
    }

    /// It is alive.
    pub fn alive(&self) {
        self.tell("WATCHDOG=1");
    }

    fn tell(&self, what: &str) {
        if let Some((socket, address)) = &self.to
            && let Err(error) = socket.send_to_addr(what.as_bytes(), address)
        {
            tracing::warn!(%error, "systemd didn't hear");
        }
    }
}

/// The socket that systemd opened before the program started, so that nobody is turned away during a restart.
///
/// # Errors
/// When what was handed over isn't a listening socket.
pub fn listener() -> std::io::Result<Option<TcpListener>> {
    let listener = ListenFd::from_env().take_tcp_listener(0)?;
    if let Some(listener) = &listener {
        listener.set_nonblocking(true)?;
    }
    Ok(listener)
}

fn open(path: &str) -> std::io::Result<(UnixDatagram, SocketAddr)> {
    // A name that begins with @ lies in no folder.
    let address = match path.strip_prefix('@') {
        Some(name) => SocketAddr::from_abstract_name(name)?,
        None => SocketAddr::from_pathname(path)?,
    };
    let socket = UnixDatagram::unbound()?;
    // A full queue on the other side must not hold the desk up.
    socket.set_nonblocking(true)?;
    Ok((socket, address))
}

#[expect(
    clippy::disallowed_methods,
    reason = "the rim: systemd speaks through the environment"
)]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
