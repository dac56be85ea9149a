//! `gehoor verify` and `gehoor migrate`: is all that is kept as it was put there, and up to date?

use super::progress::Progress;
use super::{Data, Ended, anchor, hold, open, say};
use crate::clock::real_now;
use crate::config::Config;
use desk::{Clock, Desk};
use storage::{Store, VerifyError};

/// What `gehoor migrate` takes.
#[derive(Debug, clap::Args)]
pub struct Migrate {
    #[command(flatten)]
    data: Data,
    /// Laat de lijsten en de cijfers bij de volgende start opnieuw maken, als een oudere versie er nog in schreef.
    #[arg(long)]
    anew: bool,
}

/// What `gehoor verify` takes.
#[derive(Debug, clap::Args)]
pub struct Verify {
    #[command(flatten)]
    data: Data,
    /// Een anker dat iemand bewaarde: staat alles er nog zoals toen?
    #[arg(long, value_name = "FILE")]
    anchor: Option<std::path::PathBuf>,
}

/// Replays everything and names the first thing that is wrong.
///
/// # Errors
/// When there is nothing to look at.
pub async fn run(Verify { data, anchor }: Verify) -> Result<Ended, Ended> {
    let config = open::config(data.config.as_deref(), data.data, data.database)?;
    let store = open::existing_store(&config).await?;
    let ended = check(store.clone(), &config).await?;
    match anchor {
        Some(file) if matches!(ended, Ended::Good) => anchor::check(&store, &file).await,
        _ => Ok(ended),
    }
}

/// Replays everything in a store.
///
/// # Errors
/// When it can't be looked at.
pub async fn check(store: Store, config: &Config) -> Result<Ended, Ended> {
    let post = open::post(config, &open::data(config), false)?;
    let desk = Desk::open(store, Clock::Real, post, "")
        .await
        .map_err(Ended::wrong)?;
    let progress = Progress::new("cli-verify-progress");
    match desk.verify_telling(|| progress.step()).await {
        Ok(report) => {
            let counts = [
                ("aggregates", report.aggregates.to_string()),
                ("events", report.events.to_string()),
                ("contents", report.contents.to_string()),
                ("files", report.files.to_string()),
            ];
            let with: Vec<(&str, &str)> = counts
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            say::line(say::sentence("cli-verify-good", &with));
            Ok(Ended::Good)
        }
        Err(VerifyError::Wrong(wrong)) => {
            say::error(say::sentence("cli-verify-bad", &[("what", &wrong.to_string())]));
            Ok(Ended::Failed)
        }
        Err(error) => Err(Ended::wrong(error)),
    }
}

/// Opening the store brings it up to date.
///
/// # Errors
/// When there is nothing to bring up to date; when a migration is unknown or changed; while the desk runs.
pub async fn migrate(Migrate { data, anew }: Migrate) -> Result<Ended, Ended> {
    let config = open::config(data.config.as_deref(), data.data, data.database)?;
    let place = open::place(&config)?;
    open::must_be_kept(&place).await?;
    let _held = hold::alone(&place)?;
    let store = open::store(&config).await?;
    if anew {
        let asked = desk::rows_again(&store, real_now()).await;
        asked.map_err(Ended::wrong)?;
    }
    store.close().await;
    say::line(say::sentence("cli-migrated", &[]));
    if anew {
        say::line(say::sentence("cli-rows-anew", &[]));
    }
    Ok(Ended::Good)
}
