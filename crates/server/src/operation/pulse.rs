//! The pulse: every few seconds, does the database answer and take what comes, does the sweep go round, has the disk room?
//! `/health` only reads it.

use super::stop::Stop;
use super::systemd::Systemd;
use crate::web::App;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use desk::Desk;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often it is felt.
const EVERY: Duration = Duration::from_secs(5);
/// A database that takes longer doesn't answer.
const ANSWERS_WITHIN: Duration = Duration::from_secs(5);
/// What should run every minute stands still after so many milliseconds; mails that a slow server holds up are part of a round.
pub const STILL_MILLIS: i64 = 15 * 60_000;
/// A pulse that wasn't felt for so long is none.
const OLD: Duration = Duration::from_secs(30);

/// The disk must have room for so many bytes more.
pub const ROOM: usize = 1024 * 1024;

/// What was felt.
#[derive(Clone, Copy, Debug)]
struct Felt {
    at: Instant,
    database: bool,
    sweep: bool,
    disk: bool,
}

/// The last beat.
#[derive(Debug, Default)]
pub struct Pulse {
    last: Mutex<Option<Felt>>,
    /// The last round of the worker failed.
    stumbled: AtomicBool,
}

/// What is looked at.
pub struct Body<'a> {
    /// The desk.
    pub desk: &'a Desk,
    /// The folder that must be writable.
    pub folder: &'a Path,
    /// Whether a worker sweeps; in the demo time only passes with a press of a button.
    pub sweeps: bool,
}

impl Pulse {
    /// Each part by its code, and whether it is well.
    pub fn parts(&self) -> [(&'static str, bool); 3] {
        let felt = self.last();
        let felt = felt.filter(|felt| felt.at.elapsed() < OLD);
        [
            ("database", felt.is_some_and(|felt| felt.database)),
            ("sweep", felt.is_some_and(|felt| felt.sweep)),
            ("disk", felt.is_some_and(|felt| felt.disk)),
        ]
    }

    fn last(&self) -> Option<Felt> {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether what comes in can be kept, as far as was felt.
    pub fn keeps(&self) -> bool {
        self.last().is_none_or(|felt| felt.database && felt.disk)
    }

    /// The worker went round, or could not.
    pub fn went_round(&self, well: bool) {
        self.stumbled.store(!well, Ordering::Relaxed);
    }

    /// Feels it until told to stop. Systemd's watchdog hears of each beat in which the database answered.
    pub async fn run(&self, body: Body<'_>, systemd: &Systemd, mut stop: Stop) {
        let every = systemd.sign_of_life_every().map_or(EVERY, |most| most.min(EVERY));
        let mut refused = 0;
        loop {
            let mut felt = body.feel().await;
            // A database that answers may still take nothing: its disk is full.
            let now_refused = body.desk.store().refused();
            let took_all = std::mem::replace(&mut refused, now_refused) == now_refused;
            felt.sweep &= !self.stumbled.load(Ordering::Relaxed);
            if felt.database {
                systemd.alive();
            }
            felt.database &= took_all;
            *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(felt);
            tokio::select! {
                () = stop.told() => break,
                () = tokio::time::sleep(every) => {}
            }
        }
    }
}

impl Body<'_> {
    async fn feel(&self) -> Felt {
        let beats = tokio::time::timeout(ANSWERS_WITHIN, self.desk.store().heartbeats()).await;
        let beats = beats.ok().and_then(Result::ok);
        let now = self.desk.clock().now();
        let swept =
            |(name, at): &(String, casework::moment::Moment)| name == "sweep" && now.0 - at.0 < STILL_MILLIS;
        Felt {
            at: instant(),
            sweep: !self.sweeps || beats.as_ref().is_some_and(|beats| beats.iter().any(swept)),
            database: beats.is_some(),
            disk: writes(self.folder).await,
        }
    }
}

/// There is room beside the database. What is written is given back at once: a file that stays finds its own room again.
async fn writes(folder: &Path) -> bool {
    let file = folder.join("pulse");
    let full = tokio::fs::write(&file, vec![b'.'; ROOM]).await;
    let emptied = tokio::fs::write(&file, []).await;
    let written = full.and(emptied);
    if let Err(error) = &written {
        tracing::error!(kind = ?error.kind(), "the disk can't be written");
    }
    written.is_ok()
}

#[expect(clippy::disallowed_methods, reason = "the rim: how old a beat is")]
fn instant() -> Instant {
    Instant::now()
}

/// `/health`: whether this desk can take a complaint now. Part and state, nothing else.
pub async fn ready(State(app): State<App>) -> Response {
    let parts = app.pulse.parts();
    let status = if parts.iter().all(|(_, good)| *good) {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    let lines = parts.map(|(part, good)| format!("{part} {}\n", if good { "ok" } else { "failing" }));
    (status, lines.concat()).into_response()
}

/// `/health/live`: whether the program answers at all.
pub async fn live() -> &'static str {
    "ok\n"
}
