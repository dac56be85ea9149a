//! The folder with backups: what each file is called, which belong together, and which are too old to keep.

use super::sealed_file::{UNFINISHED, head};
use super::{BackupError, Head, Part, Result, belongs};
use crate::master::MasterKey;
use casework::moment::Moment;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// How every name begins.
const BEGINNING: &str = "gehoor-";
const DAY_MILLIS: i64 = 24 * 60 * 60_000;

/// How much is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep {
    /// So many backups.
    pub backups: u32,
    /// Keys are gone after so many days, whatever happens: that is when what was erased is gone everywhere.
    pub key_days: u32,
}

/// Two files that are put back together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The file with the data.
    pub data: PathBuf,
    /// The file with the keys.
    pub keys: PathBuf,
}

fn refused(path: &Path) -> impl Fn(std::io::Error) -> BackupError + '_ {
    move |error| BackupError::File(path.display().to_string(), error.to_string())
}

/// `gehoor-2026-11-25T013000000Z-1a2b3c4d.data`: in the order of their names they are in the order of time.
pub(super) fn name(head: &Head) -> String {
    let at = head
        .at
        .local(&jiff::tz::TimeZone::UTC)
        .strftime("%Y-%m-%dT%H%M%S%3fZ")
        .to_string();
    let id = head.id.get(..8).unwrap_or(&head.id);
    format!("{BEGINNING}{at}-{id}.{}", head.part.ending())
}

/// Every finished file of this kind in a folder, in the order of time; what has another head isn't one.
fn all(place: &Path) -> Result<Vec<(PathBuf, Head)>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(place).map_err(refused(place))? {
        let path = entry.map_err(refused(place))?.path();
        let ending = path.extension().and_then(|ending| ending.to_str());
        if ours(&path)
            && ending.is_some_and(|ending| {
                [Part::Data, Part::Keys]
                    .iter()
                    .any(|part| part.ending() == ending)
            })
            && let Ok(head) = head(&path)
        {
            found.push((path, head));
        }
    }
    found.sort_by(|(_, one), (_, other)| (one.at, &one.id).cmp(&(other.at, &other.id)));
    Ok(found)
}

fn ours(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| name.starts_with(BEGINNING))
}

/// What a backup that was broken off left, a day ago or longer.
pub(super) fn sweep_unfinished(place: &Path, now: Moment) -> Result<()> {
    for entry in std::fs::read_dir(place).map_err(refused(place))? {
        let path = entry.map_err(refused(place))?.path();
        if !ours(&path) || path.extension().is_none_or(|ending| ending != UNFINISHED) {
            continue;
        }
        let changed = path.metadata().and_then(|meta| meta.modified());
        let changed = changed.map(|at| at.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis());
        if changed.is_ok_and(|at| now.0 - i64::try_from(at).unwrap_or(i64::MAX) > DAY_MILLIS) {
            std::fs::remove_file(&path).map_err(refused(&path))?;
        }
    }
    Ok(())
}

impl Chosen {
    /// The data of a file, or the newest in a folder, with the keys of the same backup.
    pub fn from(place: &Path) -> Result<Chosen> {
        let data = if place.is_dir() {
            let newest = all(place)?
                .into_iter()
                .rev()
                .find(|(_, head)| head.part == Part::Data);
            newest
                .map(|(path, _)| path)
                .ok_or_else(|| BackupError::Missing(place.join("gehoor-….data").display().to_string()))?
        } else {
            place.to_owned()
        };
        Ok(Chosen {
            keys: data.with_extension(Part::Keys.ending()),
            data,
        })
    }

    /// The newest file with data in the same folder that was made later and belongs to the same key: it knows what was
    /// erased since. One that is damaged is named when it is read.
    pub fn later(&self, master: &MasterKey) -> Result<Option<PathBuf>> {
        let belongs = belongs(&master.keys())?;
        let own = head(&self.data)?;
        let folder = match self.data.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let found = all(folder)?.into_iter().rev().find(|(_, head)| {
            head.part == Part::Data && head.belongs == belongs && (head.at, &head.id) > (own.at, &own.id)
        });
        Ok(found.map(|(path, _)| path))
    }
}

impl crate::Store {
    /// Removes backups of this installation that are too many or keys that are too old; gives what was removed.
    pub fn prune_backups(&self, place: &Path, now: Moment, keep: Keep) -> Result<Vec<PathBuf>> {
        let belongs = belongs(&self.keys)?;
        let mut ours = all(place)?;
        ours.retain(|(_, head)| head.belongs == belongs);
        let data: Vec<&str> = ours
            .iter()
            .rev()
            .filter(|(_, head)| head.part == Part::Data)
            .map(|(_, head)| head.id.as_str())
            .collect();
        let kept = data.get(..keep.backups as usize).unwrap_or(&data);
        let too_old = now.plus_millis(-i64::from(keep.key_days) * DAY_MILLIS);
        let mut removed = Vec::new();
        for (path, head) in &ours {
            let old = head.part == Part::Keys && head.at <= too_old;
            if old || !kept.contains(&head.id.as_str()) {
                std::fs::remove_file(path).map_err(refused(path))?;
                removed.push(path.clone());
            }
        }
        Ok(removed)
    }
}
