//! The worker: lets happen what is due, every few seconds and whenever something was just written.

use crate::clock::real_now;
use crate::operation::pulse::Pulse;
use crate::operation::stop::Stop;
use desk::Desk;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;

/// The longest that something due waits.
const TICK: Duration = Duration::from_secs(5);
/// Drafts end a day after they were last touched.
const DRAFT_MILLIS: i64 = 24 * 60 * 60_000;
/// An upload that lasts longer than this broke off.
const UNFINISHED_MILLIS: i64 = 60 * 60_000;
/// Remembered requests and finished jobs are kept for a month.
const REMEMBERED_MILLIS: i64 = 31 * 24 * 60 * 60_000;
/// Of several nodes one cleans up: not again within this time.
const CLEAN_MILLIS: i64 = 10 * 60_000;
/// How many ticks lie between two clean-ups.
const TICKS_PER_SWEEP: u32 = 720;

/// Runs until told to stop; what it is at then is finished.
pub async fn run(desk: Desk, wake: Arc<Notify>, pulse: Arc<Pulse>, mut stop: Stop) {
    let mut ticks: u32 = 0;
    loop {
        let now = desk.clock().now();
        let ran = desk.run_until(now).await;
        pulse.went_round(ran.is_ok());
        if let Err(error) = ran {
            tracing::error!(%error, "the worker could not run; it tries again");
        }
        if ticks.is_multiple_of(TICKS_PER_SWEEP) {
            clean(&desk).await;
        }
        ticks = ticks.wrapping_add(1);
        // Whichever comes first; a wake-up during the run above isn't lost.
        tokio::select! {
            () = stop.told() => break,
            () = wake.notified() => {}
            () = tokio::time::sleep(TICK) => {}
        }
    }
}

/// What nobody needs any more: old drafts, ended sessions, uploads without a message, finished jobs.
async fn clean(desk: &Desk) {
    let real = real_now();
    let now = desk.clock().now();
    let store = desk.store();
    if !store.lease("clean", real, CLEAN_MILLIS).await.unwrap_or(false) {
        return;
    }
    let results = [
        store
            .sweep_drafts(real.plus_millis(-DRAFT_MILLIS))
            .await
            .map(|_| ()),
        // A form is read in minutes; what lasts longer than an hour isn't coming any more.
        store
            .sweep_unfinished_files(real.min(now).plus_millis(-UNFINISHED_MILLIS))
            .await
            .map(|_| ()),
        store
            .sweep_files(now.plus_millis(-DRAFT_MILLIS))
            .await
            .map(|_| ()),
        store
            .sweep_expired(real, real.plus_millis(-REMEMBERED_MILLIS))
            .await,
        store
            .sweep_jobs(now.plus_millis(-REMEMBERED_MILLIS))
            .await
            .map(|_| ()),
    ];
    for error in results.into_iter().filter_map(Result::err) {
        tracing::warn!(%error, "a clean-up failed; it is tried again within the hour");
    }
}
