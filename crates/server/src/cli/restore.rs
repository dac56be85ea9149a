//! `gehoor restore`: puts a backup back into an empty folder or database, and looks at all of it afterwards.

use super::backup::{Source, moment};
use super::carry::hand_over_key;
use super::{Data, Ended, hold, master, open, say, trouble, verify};
use crate::config::Config;
use clap::Args;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use storage::backup::{Into, Restored};
use storage::{MasterKey, Place, Store};

/// From where and to where.
#[derive(Debug, Args)]
pub struct Restore {
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    source: Source,
    /// De klachtendesk zoals ze achterbleef, als die nog opengaat: wat daar gewist is, blijft gewist.
    #[arg(long, value_name = "DIR|URL")]
    erased_in: Option<String>,
}

/// What may lie in a folder that counts as empty: the key, and a database in which nothing is kept.
const MAY_BE_THERE: [&str; 5] = [
    "master.key",
    "gehoor.db",
    "gehoor.db-wal",
    "gehoor.db-shm",
    hold::FILE,
];
/// A line of progress for so many rows.
const ROWS: u64 = 10_000;

/// Puts everything back.
///
/// # Errors
/// Something in the way, a backup that isn't whole, another master key.
pub async fn run(it: Restore) -> Result<Ended, Ended> {
    let config = open::config(it.data.config.as_deref(), it.data.data, it.data.database)?;
    let (folder, place) = (open::data(&config), open::place(&config)?);
    let chosen = it.source.chosen(&config)?;
    let master = master_key(it.source.master_key.as_deref(), &config)?;
    let there = must_be_empty(&place)?;
    let _held = hold::alone(&place)?;
    let later = chosen.later(&master).map_err(trouble::backup)?;
    let left = match it.erased_in.as_deref().map(Place::parse) {
        Some(left) => {
            open::must_be_kept(&left).await?;
            let opened = Store::open_at(&left, master.clone()).await;
            Some(opened.map_err(|error| trouble::said(error, &left))?)
        }
        None => None,
    };
    let restore = storage::backup::Restore {
        chosen: &chosen,
        later_keys: it.source.later_keys,
        later: later.as_deref(),
        left: left.as_ref(),
    };
    let restored = Store::restore(Into::Place(&place), &master, &restore, told()).await;
    let (store, restored) = match restored {
        Ok(restored) => restored,
        Err(error) => {
            if let Place::Folder(folder) = &place {
                clear(folder, &there);
            }
            return Err(match error {
                storage::backup::BackupError::Storage(error) => trouble::said(error, &place),
                other => trouble::backup(other),
            });
        }
    };
    if let Some(left) = left {
        left.close().await;
    }
    if let Some(key) = &it.source.master_key {
        hand_over_key(key, &folder)?;
    }
    said_about(&restored);
    let config = Config {
        data: Some(folder),
        ..Config::default()
    };
    let ended = verify::check(store, &config).await?;
    if matches!(ended, Ended::Good) {
        let erased = restored.erased.to_string();
        say::line(say::sentence(
            "cli-restored",
            &[("place", &place.to_string()), ("erased", &erased)],
        ));
        if left_alone(later.as_deref(), it.erased_in.as_deref()) {
            say::line(say::sentence("cli-restored-alone", &[]));
        }
    }
    Ok(ended)
}

/// Nothing knew what was erased after the backup was made.
fn left_alone(later: Option<&Path>, erased_in: Option<&str>) -> bool {
    later.is_none() && erased_in.is_none()
}

/// A folder with something in it isn't an empty place; gives the names of what may be there. A database is asked later.
fn must_be_empty(place: &Place) -> Result<Vec<PathBuf>, Ended> {
    let Place::Folder(folder) = place else {
        return Ok(Vec::new());
    };
    let mut there = Vec::new();
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(there),
        Err(error) => return Err(Ended::Wrong(format!("{}: {error}", folder.display()))),
    };
    for entry in entries {
        let path = entry.map_err(Ended::wrong)?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if !MAY_BE_THERE.contains(&name.as_str()) {
            return Err(Ended::Wrong(say::sentence(
                "cli-move-not-empty",
                &[("place", &folder.display().to_string()), ("what", &name)],
            )));
        }
        there.push(path);
    }
    Ok(there)
}

/// What came into the folder for nothing goes away again; what was there stays.
fn clear(folder: &Path, there: &[PathBuf]) {
    for name in MAY_BE_THERE {
        let path = folder.join(name);
        if !there.contains(&path) {
            let _gone = std::fs::remove_file(path);
        }
    }
    // Only when nothing is left in it.
    if there.is_empty() {
        let _gone = std::fs::remove_dir(folder);
    }
}

/// The master key of a backup, which must exist: a new one would open nothing.
///
/// # Errors
/// When it isn't there or can't be read.
pub fn master_key(named: Option<&Path>, config: &Config) -> Result<MasterKey, Ended> {
    let source = match named {
        Some(file) => master::Source::File(file.to_owned()),
        None => master::source(config),
    };
    master::load(&source)?.ok_or_else(|| {
        let file = source.to_string();
        Ended::Wrong(say::sentence("cli-backup-no-master", &[("file", &file)]))
    })
}

/// Which backup it is.
pub fn said_about(restored: &Restored) {
    let (head, rows) = (&restored.head, restored.rows.to_string());
    say::line(say::sentence(
        "cli-backup-is",
        &[
            ("moment", &moment(head.at)),
            ("program", &head.program),
            ("rows", &rows),
            ("digest", &restored.digest),
        ],
    ));
}

/// A sign of life on a terminal, now and then, for as long as rows go over.
pub fn told() -> impl FnMut(&'static str, u64) {
    let shown = std::io::stderr().is_terminal();
    let mut said = ("", 0);
    move |table, rows| {
        let step = (table, rows / ROWS);
        if shown && step.1 > 0 && step != said {
            said = step;
            let rows = rows.to_string();
            say::error(say::sentence(
                "cli-move-progress",
                &[("table", table), ("rows", &rows)],
            ));
        }
    }
}
