//! The pulse: every few seconds, does the database answer, does the sweep go round, can the disk be written? `/health` only reads it.

use super::stop::Stop;
use super::systemd::Systemd;
use crate::web::App;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use desk::Desk;
use std::path::Path;
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
pub struct Pulse(Mutex<Option<Felt>>);

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
        let felt = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let felt = felt.filter(|felt| felt.at.elapsed() < OLD);
        [
            ("database", felt.is_some_and(|felt| felt.database)),
            ("sweep", felt.is_some_and(|felt| felt.sweep)),
            ("disk", felt.is_some_and(|felt| felt.disk)),
        ]
    }

    /// Feels it until told to stop. Systemd's watchdog hears of each beat in which the database answered.
    pub async fn run(&self, body: Body<'_>, systemd: &Systemd, mut stop: Stop) {
        let every = systemd.sign_of_life_every().map_or(EVERY, |most| most.min(EVERY));
        loop {
            let felt = body.feel().await;
            if felt.database {
                systemd.alive();
            }
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(felt);
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

/// A few bytes can be written beside the database.
async fn writes(folder: &Path) -> bool {
    let file = folder.join("pulse");
    let written = tokio::fs::write(&file, [b'.'; 4096]).await;
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
