//! `gehoor fill`: an empty folder or database full of invented complaints, to measure with. Hidden: nobody's daily work.

use super::progress::Progress;
use super::{Data, Ended, open, say};
use crate::clock::real_now;
use crate::demo::seed;
use casework::moment::Moment;
use clap::Args;
use desk::fill::Filling;
use desk::{Clock, Desk};
use jiff::civil::date;

/// Fills an empty installation.
#[derive(Debug, Args)]
pub struct Fill {
    /// Zoveel klachten.
    #[arg(long, value_name = "N")]
    cases: u64,
    /// Welke klachten: hetzelfde getal geeft dezelfde.
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    data: Data,
}

/// Plays the demo's complaints through the ordinary use cases, then tells them again until there are enough.
///
/// # Errors
/// When something is kept there already.
pub async fn run(fill: Fill) -> Result<Ended, Ended> {
    let data = fill.data;
    let config = open::config(data.config.as_deref(), data.data, data.database)?;
    let place = open::place(&config)?;
    if place.is_kept().await.map_err(Ended::wrong)? {
        let place = place.to_string();
        return Err(Ended::Wrong(say::sentence("cli-fill-kept", &[("place", &place)])));
    }
    let store = open::store(&config).await?;
    let folder = open::data(&config);
    let files = open::policy(config.policy.as_deref())?;
    let post = open::post(&config, &folder, true)?;
    // The morning on which the demo begins, with complaints in every stage.
    let zone = jiff::tz::TimeZone::get("Europe/Brussels").map_err(Ended::wrong)?;
    let until = Moment::of(date(2026, 11, 23).at(9, 0, 0, 0), &zone);
    let clock = Clock::standing(seed::beginning(until));
    let desk = open::desk(store, clock, post, "http://127.0.0.1", &files).await?;
    seed::seed(&desk, until).await.map_err(Ended::wrong)?;
    tell_again(&desk, fill.cases, fill.seed, real_now().0 - until.0).await?;
    super::serve::close(desk.store()).await;
    Ok(Ended::Good)
}

async fn tell_again(desk: &Desk, cases: u64, seed: u64, shift_millis: i64) -> Result<(), Ended> {
    let progress = Progress::new("cli-fill-progress");
    let filling = Filling {
        cases,
        seed,
        shift_millis,
    };
    let made = desk.fill(filling, || progress.step()).await;
    made.map_err(Ended::wrong)
}
