//! Putting a backup back into an empty place, compared row by row, and destroying again what was erased since.

use super::make::{END, ERASED, ERASED_VALUES, ROWS, TABLE};
use super::sealed_file::Reader;
use super::{BackupError, Chosen, Head, KEYS_TABLE, NOT_BACKED_UP, Part, Result, Summary};
use crate::carry::{Import, Kind, Line, Seen, TABLES, Table};
use crate::contents::erase_place;
use crate::database::{Transaction, Value, values};
use crate::forgetting::ERASED_AGAIN;
use crate::keys::{Keys, hex};
use crate::master::MasterKey;
use crate::migrate::{self, MIGRATIONS};
use crate::settings::SETTING_SET;
use crate::store::{Place, Store, database_at};
use casework::moment::Moment;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// Where everything goes.
#[derive(Clone, Copy, Debug)]
pub enum Into<'a> {
    /// An empty place.
    Place(&'a Place),
    /// A folder that is thrown away afterwards.
    ThrowAway(&'a Path),
}

/// What is put back, and what is known of erasures since.
pub struct Restore<'a> {
    /// The two files.
    pub chosen: &'a Chosen,
    /// Keys of a later backup may stand in for those of the same one.
    pub later_keys: bool,
    /// A later file with data: what had been erased by then is erased.
    pub later: Option<&'a Path>,
    /// The installation as it was left, when it still opens: what had been erased there is erased.
    pub left: Option<&'a Store>,
}

/// What was put back.
#[derive(Clone, Debug)]
pub struct Restored {
    /// What the file with the data says about itself.
    pub head: Head,
    /// How many rows.
    pub rows: u64,
    /// SHA-256 over all data.
    pub digest: String,
    /// How many erasures are known, those in the backup included.
    pub erased: u64,
}

/// The columns of a table, as a file describes it.
#[derive(Deserialize)]
struct Described {
    table: String,
    columns: Vec<(String, String)>,
}

/// One file on its way into a place.
struct Pour<'a, T> {
    reader: Reader,
    import: &'a mut Import,
    tell: &'a mut T,
    /// The table that rows belong to.
    table: Option<(Table, Seen)>,
    /// Tables that are done, with what was read of them.
    done: Vec<(Table, u64, String)>,
    erased: u64,
    whole: Sha256,
}

impl<T: FnMut(&'static str, u64)> Pour<'_, T> {
    async fn all(mut self) -> Result<(Summary, Head)> {
        while let Some((piece, last)) = piece_of(&mut self.reader).await? {
            let (what, rest) = piece
                .split_first()
                .ok_or_else(|| self.reader.damaged("a piece is empty"))?;
            match (*what, last) {
                (END, true) => {
                    self.close();
                    return self.compare(rest).await;
                }
                (ERASED, false) => self.erased += erasures(&self.reader, rest)?.len() as u64,
                (TABLE, false) => {
                    self.close();
                    self.open(rest).await?;
                }
                (ROWS, false) => self.rows(rest).await?,
                _ => return Err(self.reader.damaged("a piece is unknown")),
            }
            self.whole.update((piece.len() as u64).to_be_bytes());
            self.whole.update(&piece);
        }
        Err(self.reader.damaged("it is cut off"))
    }

    fn close(&mut self) {
        if let Some((table, seen)) = self.table.take() {
            let name = table.name;
            let carried = seen.finish(name);
            self.done.push((table, carried.rows, carried.digest));
        }
    }

    /// Only tables of ours, in this part, with the columns that stand there.
    async fn open(&mut self, text: &[u8]) -> Result<()> {
        let said: Described =
            serde_json::from_slice(text).map_err(|_| self.reader.damaged("a table can't be read"))?;
        let wanted = |name: &&&str| **name == said.table && !NOT_BACKED_UP.contains(name);
        let name = TABLES.iter().find(wanted);
        let name = name.filter(|name| (**name == KEYS_TABLE) == (self.reader.head.part == Part::Keys));
        let name = name.ok_or_else(|| self.reader.damaged("a table is unknown"))?;
        let table = self.import.table(name).await?;
        let columns: Option<Vec<(String, Kind)>> = said
            .columns
            .into_iter()
            .map(|(name, kind)| Some((name, Kind::of(&kind)?)))
            .collect();
        if columns.as_ref() != Some(&table.columns) {
            return Err(self.reader.damaged("a table has other columns"));
        }
        self.table = Some((table, Seen::nothing()));
        Ok(())
    }

    async fn rows(&mut self, mut rest: &[u8]) -> Result<()> {
        let reader = &self.reader;
        let Some((table, seen)) = &mut self.table else {
            return Err(reader.damaged("rows without a table"));
        };
        while !rest.is_empty() {
            let (line, after) = Line::unframe(rest, table.columns.len())
                .ok_or_else(|| reader.damaged("a row can't be read"))?;
            seen.add(&line);
            self.import.put(table, line).await?;
            rest = after;
        }
        (self.tell)(table.name, seen.rows);
        Ok(())
    }

    /// What was written, what was read and what stands there now must be the same, and nothing may follow.
    async fn compare(mut self, text: &[u8]) -> Result<(Summary, Head)> {
        let summary: Summary =
            serde_json::from_slice(text).map_err(|_| self.reader.damaged("its end can't be read"))?;
        if piece_of(&mut self.reader).await?.is_some() || hex(&self.whole.finalize()) != summary.digest {
            return Err(self.reader.damaged("its digest is another"));
        }
        let same = self.done.len() == summary.tables.len()
            && self
                .done
                .iter()
                .zip(&summary.tables)
                .all(|((table, rows, digest), counted)| {
                    (table.name, *rows, digest) == (counted.table.as_str(), counted.rows, &counted.digest)
                });
        if !same || self.erased != summary.erased {
            return Err(self.reader.damaged("a table isn't whole"));
        }
        for (table, rows, digest) in &self.done {
            let there = self.import.count(table).await?;
            if (there.rows, &there.digest) != (*rows, digest) {
                return Err(crate::Error::corrupt(table.name, "rows", "aren't what was read").into());
            }
        }
        Ok((summary, self.reader.head))
    }
}

/// Reads and opens the next piece; a few hundred kilobytes, so it holds nobody up.
async fn piece_of(reader: &mut Reader) -> Result<Option<(zeroize::Zeroizing<Vec<u8>>, bool)>> {
    let piece = reader.piece()?;
    tokio::task::yield_now().await;
    Ok(piece)
}

fn erasures(reader: &Reader, mut rest: &[u8]) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    while !rest.is_empty() {
        let (line, after) =
            Line::unframe(rest, ERASED_VALUES).ok_or_else(|| reader.damaged("an erasure can't be read"))?;
        lines.push(line);
        rest = after;
    }
    Ok(lines)
}

async fn erase(transaction: &mut Transaction<'_>, line: &Line) -> Result<()> {
    if let [
        Value::Text(Some(kind)),
        Value::Text(Some(id)),
        Value::Text(Some(class)),
        Value::Number(Some(at)),
    ] = line.0.as_slice()
    {
        erase_place(transaction, kind, id, class, Moment(*at)).await?;
        return Ok(());
    }
    Err(crate::Error::corrupt("wrapped_keys", "erased", "isn't an erasure").into())
}

/// Destroys what a file with data says was erased; gives how many.
async fn erase_as_in(transaction: &mut Transaction<'_>, path: &Path, keys: &Keys) -> Result<u64> {
    let mut reader = Reader::open(path, keys)?;
    let mut erased = 0;
    // They stand before all tables.
    while let Some((piece, _)) = piece_of(&mut reader).await? {
        match piece.split_first() {
            Some((&ERASED, rest)) => {
                for line in erasures(&reader, rest)? {
                    erase(transaction, &line).await?;
                    erased += 1;
                }
            }
            _ => return Ok(erased),
        }
    }
    Err(reader.damaged("it is cut off"))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Two files of one backup; or, when that is asked for, with the keys of a later one.
fn pair(data: &Reader, keys: &Reader, it: &Restore<'_>) -> Result<()> {
    let names = (shown(&it.chosen.data), shown(&it.chosen.keys));
    if (data.head.part, keys.head.part) != (Part::Data, Part::Keys) {
        let (data, keys) = names;
        return Err(BackupError::NotAPair { data, keys });
    }
    if data.head.id == keys.head.id {
        return Ok(());
    }
    let (data_name, keys_name) = names;
    if keys.head.at < data.head.at {
        return Err(BackupError::OlderKeys {
            data: data_name,
            keys: keys_name,
        });
    }
    match it.later_keys {
        true => Ok(()),
        false => Err(BackupError::NotAPair {
            data: data_name,
            keys: keys_name,
        }),
    }
}

impl Store {
    /// Puts a backup back into an empty place: all of it or nothing. What was erased after it was made is erased there too, as
    /// far as the later file and the installation as it was left know. Gives the store, open and up to date.
    pub async fn restore(
        into: Into<'_>,
        master: &MasterKey,
        it: &Restore<'_>,
        mut tell: impl FnMut(&'static str, u64),
    ) -> Result<(Store, Restored)> {
        let keys = master.keys();
        let data = Reader::open(&it.chosen.data, &keys)?;
        let sealed_keys = Reader::open(&it.chosen.keys, &keys)?;
        pair(&data, &sealed_keys, it)?;
        let newest = MIGRATIONS.last().map_or(0, |last| last.number);
        for (reader, path) in [(&data, &it.chosen.data), (&sealed_keys, &it.chosen.keys)] {
            if reader.head.migration > newest {
                return Err(BackupError::Newer(shown(path), reader.head.program.clone()));
            }
        }
        // The shape that it had; what came later is done to it afterwards.
        let known = MIGRATIONS
            .iter()
            .filter(|one| one.number <= data.head.migration)
            .count();
        let database = match into {
            Into::Place(place) => database_at(place, true).await?,
            Into::ThrowAway(folder) => database_at(&Place::Folder(folder.to_owned()), false).await?,
        };
        migrate::run(&database, MIGRATIONS.get(..known).unwrap_or(MIGRATIONS)).await?;
        let store = Store::as_it_is(database.clone(), master.keys())?;
        let filled = store.fill(data, sealed_keys, &keys, it, &mut tell).await;
        let filled = match filled {
            Ok(filled) => {
                migrate::run(&database, MIGRATIONS).await?;
                store.check_key().await?;
                filled
            }
            Err(error) => {
                store.close().await;
                return Err(error);
            }
        };
        Ok((store, filled))
    }

    async fn fill<T: FnMut(&'static str, u64)>(
        &self,
        data: Reader,
        sealed_keys: Reader,
        keys: &Keys,
        it: &Restore<'_>,
        tell: &mut T,
    ) -> Result<Restored> {
        let mut import = self.import().await?;
        let mut summaries = Vec::new();
        for reader in [sealed_keys, data] {
            let pour = Pour {
                reader,
                import: &mut import,
                tell: &mut *tell,
                table: None,
                done: Vec::new(),
                erased: 0,
                whole: Sha256::new(),
            };
            summaries.push(pour.all().await?);
        }
        let files: Vec<PathBuf> = std::iter::once(it.chosen.data.clone())
            .chain(it.later.map(Path::to_owned))
            .collect();
        let mut erased = 0;
        for file in &files {
            erased = erase_as_in(&mut import.transaction, file, keys)
                .await?
                .max(erased);
        }
        if let Some(left) = it.left {
            let mut export = left.export().await?;
            let (mut last, mut count): (Option<Line>, u64) = (None, 0);
            loop {
                let lines = export.erased(last.as_ref()).await?;
                for line in &lines {
                    erase(&mut import.transaction, line).await?;
                }
                count += lines.len() as u64;
                last = lines.into_iter().next_back();
                if last.is_none() {
                    break;
                }
            }
            erased = erased.max(count);
        }
        if erased > 0 {
            // The journal may be older than the erasures: the desk notes them when it opens.
            let row = values![ERASED_AGAIN.to_owned(), erased.to_string(), Moment(0)];
            import.transaction.execute(&SETTING_SET, row).await?;
        }
        import.finish().await?;
        let rows = summaries
            .iter()
            .flat_map(|(summary, _)| &summary.tables)
            .map(|table| table.rows)
            .sum();
        let (summary, head) = summaries
            .pop()
            .ok_or_else(|| crate::Error::Unavailable("nothing was read".into()))?;
        Ok(Restored {
            head,
            rows,
            digest: summary.digest,
            erased,
        })
    }
}
