//! Making a backup: one moment's state, read in small steps while others go on writing.

use super::sealed_file::{Writer, is_whole};
use super::{
    BackupError, Counted, FORMAT, Head, KEYS_TABLE, NOT_BACKED_UP, Part, Result, Summary, belongs, folder,
};
use crate::carry::{Export, Line, Seen, TABLES, Table};
use crate::contents::KEYS_ERASED;
use crate::database::{Row, Value, values};
use crate::keys::{Keys, hex, random};
use crate::migrate::MIGRATIONS;
use casework::moment::Moment;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Rows are sealed together in pieces of about this size.
const PIECE: usize = 256 * 1024;
/// The first byte of a piece: what it holds.
pub(super) const ERASED: u8 = b'E';
pub(super) const TABLE: u8 = b'T';
pub(super) const ROWS: u8 = b'R';
pub(super) const END: u8 = b'Z';
/// So many erasures at once.
const ERASED_AT_ONCE: usize = 1000;
/// The values of an erasure: owner, class and moment.
pub(super) const ERASED_VALUES: usize = 4;

/// What was made.
#[derive(Clone, Debug)]
pub struct Made {
    /// The file with the data.
    pub data: PathBuf,
    /// The file with the keys.
    pub keys: PathBuf,
    /// How large they are together.
    pub bytes: u64,
    /// How many rows they hold.
    pub rows: u64,
}

impl Export {
    /// The erasures after one, as lines; none at the end.
    pub(crate) async fn erased(&mut self, after: Option<&Line>) -> crate::Result<Vec<Line>> {
        let place = match after {
            Some(Line(values)) => values.iter().take(ERASED_VALUES - 1).cloned().collect(),
            None => values![String::new(), String::new(), String::new()],
        };
        let rows = self.0.rows(&KEYS_ERASED, place).await?;
        let text = |row: &Row, name| -> crate::Result<Value> { Ok(Value::Text(row.get(name)?)) };
        rows.iter()
            .map(|row| {
                let at = Value::Number(row.get("erased_at")?);
                Ok(Line(vec![
                    text(row, "owner_kind")?,
                    text(row, "owner_id")?,
                    text(row, "class")?,
                    at,
                ]))
            })
            .collect()
    }
}

/// A file with what was put into it so far. Sealing and writing happen off the tasks that answer people.
struct Filling {
    writer: Option<Writer>,
    piece: Vec<u8>,
    tables: Vec<Counted>,
    erased: u64,
    whole: Sha256,
}

impl Filling {
    fn begin(writer: Writer) -> Filling {
        Filling {
            writer: Some(writer),
            piece: Vec::new(),
            tables: Vec::new(),
            erased: 0,
            whole: Sha256::new(),
        }
    }

    async fn with_writer<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&mut Writer) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let stopped = || BackupError::Storage(crate::Error::Unavailable("the writer has stopped".into()));
        let mut writer = self.writer.take().ok_or_else(stopped)?;
        let done = tokio::task::spawn_blocking(move || {
            let result = work(&mut writer);
            (writer, result)
        });
        let (writer, result) = done.await.map_err(|_| stopped())?;
        self.writer = Some(writer);
        result
    }

    async fn flush(&mut self, last: bool) -> Result<()> {
        let plain = std::mem::take(&mut self.piece);
        if plain.len() <= 1 && !last {
            return Ok(());
        }
        self.whole.update((plain.len() as u64).to_be_bytes());
        self.whole.update(&plain);
        self.with_writer(move |writer| writer.piece(&plain, last)).await
    }

    fn start(&mut self, what: u8) {
        self.piece.clear();
        self.piece.push(what);
    }

    async fn add(&mut self, what: u8, line: &Line) -> Result<()> {
        if self.piece.is_empty() {
            self.start(what);
        }
        line.frame(&mut self.piece);
        if self.piece.len() >= PIECE {
            self.flush(false).await?;
        }
        Ok(())
    }

    async fn erasures(&mut self, export: &mut Export) -> Result<()> {
        let mut last: Option<Line> = None;
        loop {
            let lines = export.erased(last.as_ref()).await?;
            for line in &lines {
                self.add(ERASED, line).await?;
            }
            self.erased += lines.len() as u64;
            let full = lines.len() == ERASED_AT_ONCE;
            last = lines.into_iter().next_back();
            if !full {
                return self.flush(false).await;
            }
        }
    }

    async fn table(
        &mut self,
        export: &mut Export,
        table: &Table,
        tell: &mut impl FnMut(&'static str, u64),
    ) -> Result<()> {
        let columns: Vec<(&str, &str)> = table
            .columns
            .iter()
            .map(|(name, kind)| (name.as_str(), kind.name()))
            .collect();
        self.start(TABLE);
        self.piece.extend(
            serde_json::json!({ "table": table.name, "columns": columns })
                .to_string()
                .bytes(),
        );
        self.flush(false).await?;
        let mut seen = Seen::nothing();
        let mut last: Option<Line> = None;
        loop {
            let page = export.page(table, last.as_ref()).await?;
            for line in &page {
                seen.add(line);
                self.add(ROWS, line).await?;
            }
            tell(table.name, seen.rows);
            last = page.into_iter().next_back();
            if last.is_none() {
                break;
            }
        }
        self.flush(false).await?;
        let carried = seen.finish(table.name);
        self.tables.push(Counted {
            table: carried.table.to_owned(),
            rows: carried.rows,
            digest: carried.digest,
        });
        Ok(())
    }

    /// The end, with the digests; then it is on the disk and was read back, not yet under its name. Gives its size.
    async fn end(&mut self, keys: Arc<Keys>) -> Result<u64> {
        let summary = Summary {
            tables: self.tables.clone(),
            erased: self.erased,
            digest: hex(&self.whole.clone().finalize()),
        };
        self.start(END);
        let text =
            serde_json::to_string(&summary).map_err(|error| crate::Error::Unavailable(error.to_string()))?;
        self.piece.extend(text.bytes());
        self.flush(true).await?;
        self.with_writer(move |writer| {
            let size = writer.settle()?;
            is_whole(writer.unfinished(), &keys)?;
            Ok(size)
        })
        .await
    }

    async fn name(mut self) -> Result<u64> {
        if let Some(writer) = self.writer.take() {
            let named = tokio::task::spawn_blocking(move || writer.name()).await;
            named.map_err(|_| crate::Error::Unavailable("the writer has stopped".into()))??;
        }
        Ok(self.tables.iter().map(|table| table.rows).sum())
    }
}

impl crate::Store {
    /// Makes a backup in a folder, which is made when it isn't there: everything as it stands at one moment, whatever is
    /// written meanwhile. `tell` hears how many rows of a table are done. Only when both files are whole and on the disk do they get
    /// their names, the keys first: data without keys is no backup.
    pub async fn backup(
        &self,
        place: &Path,
        now: Moment,
        mut tell: impl FnMut(&'static str, u64),
    ) -> Result<Made> {
        crate::store::make_private(place)?;
        folder::sweep_unfinished(place, now)?;
        let head = |part| -> Result<Head> {
            Ok(Head {
                gehoor_backup: FORMAT,
                part,
                id: String::new(),
                at: now,
                program: env!("CARGO_PKG_VERSION").to_owned(),
                migration: MIGRATIONS.last().map_or(0, |last| last.number),
                belongs: belongs(&self.keys)?,
            })
        };
        let id = hex(&random::<16>()?);
        let begin = |part| -> Result<(PathBuf, Filling)> {
            let head = Head {
                id: id.clone(),
                ..head(part)?
            };
            let path = place.join(folder::name(&head));
            let writer = Writer::create(&path, &head, &self.keys)?;
            Ok((path, Filling::begin(writer)))
        };
        let mut export = self.export().await?;
        let (keys, mut sealed_keys) = begin(Part::Keys)?;
        let (data, mut rest) = begin(Part::Data)?;
        let table = export.table(KEYS_TABLE).await?;
        sealed_keys.table(&mut export, &table, &mut tell).await?;
        rest.erasures(&mut export).await?;
        for name in TABLES
            .iter()
            .filter(|name| **name != KEYS_TABLE && !NOT_BACKED_UP.contains(name))
        {
            let table = export.table(name).await?;
            rest.table(&mut export, &table, &mut tell).await?;
        }
        drop(export);
        let bytes = sealed_keys.end(self.keys.clone()).await? + rest.end(self.keys.clone()).await?;
        let rows = sealed_keys.name().await? + rest.name().await?;
        Ok(Made {
            data,
            keys,
            bytes,
            rows,
        })
    }
}
