//! `gehoor backup`: makes one while the desk runs, or tries whether one can be put back.

use super::restore::{master_key, said_about, told};
use super::{Data, Ended, open, say, trouble, verify};
use crate::clock::real_now;
use crate::config::Config;
use crate::operation::backups;
use casework::moment::Moment;
use clap::{Args, Subcommand};
use jiff::tz::TimeZone;
use render::Texts;
use std::path::{Path, PathBuf};
use storage::backup::{Chosen, Into, Restore};
use storage::{MasterKey, Store};

/// Makes a backup, or looks at one.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Backup {
    #[command(subcommand)]
    look: Option<Look>,
    #[command(flatten)]
    data: Data,
    /// De map waarin de reservekopie komt, als het niet die uit de instellingen is.
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Look {
    /// Zet een reservekopie terug in een map die daarna weg is, en kijkt alles na zoals gehoor verify.
    Verify(Verify),
}

/// Which one.
#[derive(Debug, Args)]
struct Verify {
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    source: Source,
}

/// Which backup, and what opens it.
#[derive(Debug, Args)]
pub struct Source {
    /// Het bestand met de gegevens, of de map met reservekopieën: dan de jongste.
    #[arg(long, value_name = "FILE|DIR")]
    pub from: Option<PathBuf>,
    /// Het bestand met de sleutels, als het niet naast de gegevens staat.
    #[arg(long, value_name = "FILE")]
    pub keys: Option<PathBuf>,
    /// Neemt de sleutels van een jongere reservekopie.
    #[arg(long)]
    pub later_keys: bool,
    /// De hoofdsleutel, als die niet in de map met gegevens staat.
    #[arg(long, value_name = "FILE")]
    pub master_key: Option<PathBuf>,
}

impl Source {
    /// The two files.
    ///
    /// # Errors
    /// When there are none, or it isn't said where.
    pub fn chosen(&self, config: &Config) -> Result<Chosen, Ended> {
        let usual = config.backup.as_ref().map(|backup| backup.folder.as_path());
        let place = self.from.as_deref().or(usual);
        let place = place.ok_or_else(|| Ended::Wrong(say::sentence("cli-backup-from", &[])))?;
        let chosen = Chosen::from(place).map_err(trouble::backup)?;
        Ok(match &self.keys {
            Some(keys) => Chosen {
                keys: keys.clone(),
                ..chosen
            },
            None => chosen,
        })
    }
}

/// Runs it.
///
/// # Errors
/// Nothing to back up, no place to put it, a backup that can't be read.
pub async fn run(backup: Backup) -> Result<Ended, Ended> {
    match backup.look {
        Some(Look::Verify(it)) => try_out(it).await,
        None => make(backup.data, backup.to).await,
    }
}

async fn make(data: Data, to: Option<PathBuf>) -> Result<Ended, Ended> {
    let config = open::config(data.config.as_deref(), data.data, data.database)?;
    let folder = to.or_else(|| config.backup.as_ref().map(|backup| backup.folder.clone()));
    let folder = folder.ok_or_else(|| Ended::Wrong(say::sentence("cli-backup-to", &[])))?;
    let store = open::existing_store(&config).await?;
    let now = real_now();
    let made = store
        .backup(&folder, now, told())
        .await
        .map_err(trouble::backup)?;
    store
        .heartbeat(backups::MADE, real_now())
        .await
        .map_err(Ended::wrong)?;
    if let Some(own) = config.backup.as_ref().filter(|own| own.folder == folder) {
        store
            .prune_backups(&folder, now, own.kept())
            .map_err(trouble::backup)?;
    }
    store.close().await;
    // Never nothing: a small one is a megabyte as well.
    let megabytes = made.bytes.div_ceil(1024 * 1024).to_string();
    let (rows, place) = (made.rows.to_string(), made.data.display().to_string());
    say::line(say::sentence(
        "cli-backup-made",
        &[("rows", &rows), ("megabytes", &megabytes), ("place", &place)],
    ));
    let keys = made.keys.display().to_string();
    let days = i64::from(config.backup.map_or(crate::config::KEY_DAYS, |own| own.key_days));
    let gone = now.plus_millis(days * backups::DAY_MILLIS);
    let gone = Texts::Dutch.date_plain(&gone.date(&TimeZone::UTC));
    say::line(say::sentence(
        "cli-backup-keys",
        &[("place", &keys), ("date", &gone)],
    ));
    Ok(Ended::Good)
}

async fn try_out(it: Verify) -> Result<Ended, Ended> {
    let config = open::config(it.data.config.as_deref(), it.data.data, it.data.database)?;
    let chosen = it.source.chosen(&config)?;
    let master = master_key(it.source.master_key.as_deref(), &config)?;
    try_with(&chosen, &master, it.source.later_keys).await
}

/// Puts a backup back into a folder that is gone afterwards, and looks at all of it. Nothing is written to the real installation.
///
/// # Errors
/// A backup that can't be read.
pub async fn try_with(chosen: &Chosen, master: &MasterKey, later_keys: bool) -> Result<Ended, Ended> {
    let away = tempfile::tempdir().map_err(Ended::wrong)?;
    let restore = Restore {
        chosen,
        later_keys,
        later: None,
        left: None,
    };
    let (store, restored) = Store::restore(Into::ThrowAway(away.path()), master, &restore, told())
        .await
        .map_err(trouble::backup)?;
    said_about(&restored);
    let ended = verified(store.clone(), away.path()).await;
    store.close().await;
    ended
}

/// As `gehoor verify` does it.
async fn verified(store: Store, folder: &Path) -> Result<Ended, Ended> {
    let config = Config {
        data: Some(folder.to_owned()),
        ..Config::default()
    };
    verify::check(store, &config).await
}

/// When something was, as people say it; the zone of a policy isn't known before anything is opened.
pub fn moment(at: Moment) -> String {
    let said = Texts::Dutch.moment_year(&at.local(&TimeZone::UTC));
    format!("{said} (UTC)")
}
