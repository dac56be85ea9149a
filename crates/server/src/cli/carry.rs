//! `gehoor move`: an installation goes from the data folder to a PostgreSQL server, or back, and every row is compared.

use super::{Ended, hold, master, open, say, trouble, verify};
use crate::clock::real_now;
use crate::config::Config;
use clap::Args;
use std::path::{Path, PathBuf};
use storage::{MasterKey, Place, Store};

/// Where from and where to.
#[derive(Debug, Args)]
pub struct Move {
    /// De map of het adres van de databank waarin alles nu bewaard wordt.
    #[arg(long, value_name = "DIR|URL")]
    from: String,
    /// De lege map of het adres van de lege databank waar alles naartoe gaat.
    #[arg(long, value_name = "DIR|URL")]
    to: String,
    /// De map met de hoofdsleutel, als geen van beide een map is waar ze in staat.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

/// A desk whose worker gave a sign of life so short ago is running.
const ALIVE_MILLIS: i64 = 15_000;
/// A line of progress for so many rows.
const ROWS: u64 = 10_000;

/// Carries everything over, then verifies it as `gehoor verify` does.
///
/// # Errors
/// Nothing to carry, something in the way, a running desk, a missing key.
pub async fn run(it: Move) -> Result<Ended, Ended> {
    let (from, to) = (Place::parse(&it.from), Place::parse(&it.to));
    open::must_be_kept(&from).await?;
    let keys = key_folder(&from, &to, it.data);
    let key = key(&keys)?;
    let _held = hold::alone(&from)?;
    let source = Store::open_at(&from, key.clone())
        .await
        .map_err(|error| trouble::said(error, &from))?;
    must_stand_still(&source, &from).await?;
    let _taken = hold::alone(&to)?;
    let target = Store::open_empty(&to, &key)
        .await
        .map_err(|error| trouble::said(error, &to))?;
    if let Place::Folder(folder) = &to {
        hand_over_key(&open::key_file(&keys), folder)?;
    }
    let carried = source
        .carry_to(&target, |table, rows| {
            if rows.is_multiple_of(ROWS) {
                tell("cli-move-progress", table, rows);
            }
        })
        .await
        .map_err(|error| trouble::said(error, &to))?;
    for one in &carried {
        tell("cli-move-table", one.table, one.rows);
    }
    source.close().await;
    let config = Config {
        data: Some(match &to {
            Place::Folder(folder) => folder.clone(),
            Place::Postgres(_) => keys,
        }),
        ..Config::default()
    };
    let ended = verify::check(target, &config).await?;
    if matches!(ended, Ended::Good) {
        let (place, old) = (to.to_string(), from.to_string());
        say::line(say::sentence("cli-moved", &[("place", &place), ("old", &old)]));
    }
    Ok(ended)
}

fn tell(key: &str, table: &str, rows: u64) {
    say::error(say::sentence(
        key,
        &[("table", table), ("rows", &rows.to_string())],
    ));
}

/// The folder with the master key: it goes along from a folder, and is where it was for a database elsewhere.
fn key_folder(from: &Place, to: &Place, data: Option<PathBuf>) -> PathBuf {
    match (from, to) {
        (Place::Folder(folder), _) => folder.clone(),
        (_, Place::Folder(folder)) if open::key_file(folder).exists() => folder.clone(),
        _ => data.unwrap_or_else(|| open::data(&Config::default())),
    }
}

/// The master key, which must exist: a new one would open nothing.
fn key(folder: &Path) -> Result<MasterKey, Ended> {
    let config = Config {
        data: Some(folder.to_owned()),
        ..Config::default()
    };
    let source = master::source(&config);
    master::load(&source)?.ok_or_else(|| {
        let file = source.to_string();
        Ended::Wrong(say::sentence("cli-move-no-key", &[("file", &file)]))
    })
}

/// What is written while everything goes over would stay behind.
///
/// # Errors
/// When a desk writes there now.
pub async fn must_stand_still(source: &Store, from: &Place) -> Result<(), Ended> {
    let beats = source
        .heartbeats()
        .await
        .map_err(|error| trouble::said(error, from))?;
    let recent = real_now().plus_millis(-ALIVE_MILLIS);
    // A backup may have been made just now by somebody who is careful.
    if beats
        .iter()
        .any(|(name, at)| name != crate::operation::backups::MADE && *at > recent)
    {
        let place = from.to_string();
        return Err(Ended::Wrong(say::sentence(
            "cli-move-running",
            &[("place", &place)],
        )));
    }
    Ok(())
}

/// The folder that everything goes to gets the key, unless it has that very key.
///
/// # Errors
/// When it has another one, or can't be written.
pub fn hand_over_key(ours: &Path, folder: &Path) -> Result<(), Ended> {
    let theirs = open::key_file(folder);
    let read = |file: &Path| std::fs::read(file).map_err(Ended::wrong);
    if !theirs.exists() {
        return std::fs::copy(ours, &theirs).map(drop).map_err(Ended::wrong);
    }
    if read(ours)? != read(&theirs)? {
        return Err(trouble::said(storage::Error::OtherKey, theirs.display()));
    }
    Ok(())
}
