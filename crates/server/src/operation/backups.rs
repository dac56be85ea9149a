//! The backup that is made each day by itself, at its hour or as soon as the desk runs again.

use super::stop::Stop;
use crate::clock::real_now;
use crate::config::Backup;
use casework::moment::Moment;
use desk::Desk;
use jiff::ToSpan;
use jiff::civil::time;
use jiff::tz::TimeZone;
use std::time::Duration;

/// The sign of life of a backup that was made.
pub const MADE: &str = "backup";
/// And of one that failed.
pub const FAILED: &str = "backup failed";
/// A backup that is older than this says that something is wrong.
pub const OLD_MILLIS: i64 = 2 * DAY_MILLIS;
/// A day.
pub const DAY_MILLIS: i64 = 24 * 60 * 60_000;
/// After a failure it is tried again this much later.
const AGAIN_MILLIS: i64 = 60 * 60_000;
/// How often is looked whether it is time.
const TICK: Duration = Duration::from_secs(60);
/// Of several nodes one makes it; when that one stops, another may begin after so long.
const LEASE: &str = "backup";
const LEASE_MILLIS: i64 = 5 * 60_000;

/// How the backups go, from their signs of life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Going {
    /// None was ever made.
    Never,
    /// The last one is of that moment.
    Made(Moment),
    /// The last one is of that moment, and that is too long ago.
    Old(Moment),
    /// The last try failed, at that moment.
    Failed(Moment),
}

/// How they go.
pub fn going(made: Option<Moment>, failed: Option<Moment>, now: Moment) -> Going {
    match (made, failed) {
        (made, Some(failed)) if made.is_none_or(|made| made < failed) => Going::Failed(failed),
        (None, _) => Going::Never,
        (Some(made), _) if now.0 - made.0 > OLD_MILLIS => Going::Old(made),
        (Some(made), _) => Going::Made(made),
    }
}

/// Whether one must be made now.
fn is_due(made: Option<Moment>, failed: Option<Moment>, now: Moment, hour: i8, zone: &TimeZone) -> bool {
    let at = |day: jiff::civil::Date| Moment::of(day.to_datetime(time(hour, 0, 0, 0)), zone);
    let today = now.date(zone);
    let last = match at(today) {
        last if last <= now => last,
        _ => at(today.saturating_sub(1.day())),
    };
    let done = made.is_some_and(|made| made >= last);
    let waits = failed.is_some_and(|failed| failed <= now && now.0 - failed.0 < AGAIN_MILLIS);
    !done && !waits
}

/// Makes backups until told to stop. One that is under way then is left; nothing of it stays.
pub async fn run(desk: Desk, backup: Option<Backup>, mut stop: Stop) {
    let Some(backup) = backup else { return };
    loop {
        tokio::select! {
            () = stop.told() => return,
            () = look(&desk, &backup) => {}
        }
        tokio::select! {
            () = stop.told() => return,
            () = tokio::time::sleep(TICK) => {}
        }
    }
}

async fn look(desk: &Desk, backup: &Backup) {
    let now = real_now();
    let zone = desk
        .shelf()
        .in_force(now)
        .map(|version| version.calendar.zone.clone());
    let zone = zone.unwrap_or(TimeZone::UTC);
    let Ok(beats) = desk.store().heartbeats().await else {
        // The pulse says that the database doesn't answer.
        return;
    };
    let of = |wanted: &str| beats.iter().find(|(name, _)| name == wanted).map(|(_, at)| *at);
    if !is_due(of(MADE), of(FAILED), now, backup.hour, &zone)
        || !desk
            .store()
            .lease(LEASE, now, LEASE_MILLIS)
            .await
            .unwrap_or(false)
    {
        return;
    }
    let ended = tokio::select! {
        ended = make(desk, backup, now) => ended,
        () = keep_lease(desk) => return,
    };
    let sign = if ended.is_ok() { MADE } else { FAILED };
    if let Err(error) = desk.store().heartbeat(sign, real_now()).await {
        tracing::error!(%error, "what became of the backup can't be kept");
    }
    // What the log says can be seen on the pages too.
    if let Err(error) = ended {
        tracing::error!(%error, "the backup failed; it is tried again within the hour");
    }
    let _given_back = desk.store().lease_give_back(LEASE).await;
}

/// Old ones go whatever becomes of the new one: what was erased must be gone from them in time.
async fn make(desk: &Desk, backup: &Backup, now: Moment) -> storage::backup::Result<()> {
    let made = desk.store().backup(&backup.folder, now, |_, _| {}).await;
    let removed = desk.store().prune_backups(&backup.folder, now, backup.kept());
    let made = made?;
    let removed = removed?.len();
    tracing::info!(bytes = made.bytes, rows = made.rows, removed, "a backup was made");
    Ok(())
}

/// For as long as it takes.
async fn keep_lease(desk: &Desk) {
    loop {
        tokio::time::sleep(TICK).await;
        let _kept = desk.store().lease(LEASE, real_now(), LEASE_MILLIS).await;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jiff::civil::{DateTime, date};

    fn brussels() -> TimeZone {
        TimeZone::get("Europe/Brussels").unwrap()
    }

    fn moment(at: DateTime) -> Moment {
        Moment::of(at, &brussels())
    }

    fn due(made: Option<DateTime>, failed: Option<DateTime>, now: DateTime) -> bool {
        is_due(made.map(moment), failed.map(moment), moment(now), 2, &brussels())
    }

    #[test]
    fn one_is_made_each_day_at_its_hour_and_at_once_after_a_day_off() {
        let day = date(2026, 11, 25);
        let yesterday = day.yesterday().unwrap().at(2, 0, 5, 0);
        assert!(due(None, None, day.at(1, 0, 0, 0)));
        assert!(!due(Some(yesterday), None, day.at(1, 59, 59, 0)));
        assert!(due(Some(yesterday), None, day.at(2, 0, 0, 0)));
        assert!(!due(Some(day.at(2, 0, 5, 0)), None, day.at(23, 59, 0, 0)));
        assert!(due(
            Some(date(2026, 11, 20).at(2, 0, 0, 0)),
            None,
            day.at(1, 0, 0, 0)
        ));
    }

    #[test]
    fn the_hour_that_summer_time_skips_or_repeats_makes_one_backup_too() {
        for (before, day) in [
            (date(2026, 3, 28), date(2026, 3, 29)),
            (date(2026, 10, 24), date(2026, 10, 25)),
        ] {
            let mut made = moment(before.at(2, 0, 0, 0));
            let (mut at, mut count) = (moment(day.at(0, 0, 0, 0)), 0);
            while at < moment(day.at(23, 59, 0, 0)) {
                if is_due(Some(made), None, at, 2, &brussels()) {
                    (made, count) = (at, count + 1);
                }
                at = at.plus_minutes(1);
            }
            assert_eq!(count, 1, "{day}");
        }
    }

    #[test]
    fn a_failure_is_tried_again_an_hour_later() {
        let day = date(2026, 11, 25);
        let (made, failed) = (date(2026, 11, 24).at(2, 0, 0, 0), day.at(2, 0, 1, 0));
        assert!(!due(Some(made), Some(failed), day.at(2, 59, 0, 0)));
        assert!(due(Some(made), Some(failed), day.at(3, 1, 0, 0)));
    }

    #[test]
    fn a_backup_is_old_after_two_days_and_failed_until_one_succeeds() {
        let day = |n: i64| Moment(n * DAY_MILLIS);
        assert_eq!(going(None, None, day(9)), Going::Never);
        assert_eq!(going(Some(day(7)), None, day(9)), Going::Made(day(7)));
        assert_eq!(going(Some(day(6)), None, day(9)), Going::Old(day(6)));
        assert_eq!(going(Some(day(7)), Some(day(8)), day(9)), Going::Failed(day(8)));
        assert_eq!(going(Some(day(8)), Some(day(7)), day(9)), Going::Made(day(8)));
        assert_eq!(going(None, Some(day(7)), day(9)), Going::Failed(day(7)));
    }
}
