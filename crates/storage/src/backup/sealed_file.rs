//! A file of sealed pieces: each opens only whole, in its place, and the file only to its very end.

use super::{BackupError, FORMAT, Head, Result, Summary};
use crate::keys::{Key, Keys, hex};
use crate::seal::{self, Binding};
use sha2::{Digest, Sha256};
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// No piece is larger: a row with the largest file chunk, story or policy is far below.
const PIECE_AT_MOST: usize = 64 * 1024 * 1024;
/// No head is longer.
const HEAD_AT_MOST: u64 = 4096;
/// Before each piece: whether more follow, and its length.
const MORE: u8 = 0;
const LAST: u8 = 1;
/// How the name of a file that isn't finished ends.
pub(super) const UNFINISHED: &str = "part";

fn refused(path: &Path) -> impl Fn(std::io::Error) -> BackupError + '_ {
    move |error| match error.kind() {
        std::io::ErrorKind::NotFound => BackupError::Missing(path.display().to_string()),
        _ => BackupError::File(path.display().to_string(), error.to_string()),
    }
}

/// The head is bound to each piece, as are its number and whether it is the last.
fn binding(head: &str, number: u64, last: bool) -> Binding {
    let end = if last { "last" } else { "more" };
    Binding::new("backup", &[head, &number.to_string(), end])
}

/// The key of one file.
fn key(keys: &Keys, head: &Head) -> Result<Key> {
    let purpose = format!("{} {}", head.part.ending(), head.id);
    Ok(keys.backup.derive(&purpose)?)
}

/// A file that is being written under a name that says so; it gets its own name when it is whole and on the disk.
pub(super) struct Writer {
    file: Option<BufWriter<File>>,
    unfinished: PathBuf,
    path: PathBuf,
    head: String,
    key: Key,
    number: u64,
}

impl Writer {
    /// Begins a file that only its owner can read.
    pub fn create(path: &Path, head: &Head, keys: &Keys) -> Result<Writer> {
        let unfinished = path.with_added_extension(UNFINISHED);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&unfinished).map_err(refused(&unfinished))?;
        let line = serde_json::to_string(head)
            .map_err(|error| BackupError::File(path.display().to_string(), error.to_string()))?;
        let mut writer = Writer {
            file: Some(BufWriter::with_capacity(1 << 20, file)),
            unfinished,
            path: path.to_owned(),
            key: key(keys, head)?,
            head: line.clone(),
            number: 0,
        };
        writer.write(format!("{line}\n").as_bytes())?;
        Ok(writer)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        match &mut self.file {
            Some(file) => file.write_all(bytes).map_err(refused(&self.unfinished)),
            None => Ok(()),
        }
    }

    /// Adds a piece.
    pub fn piece(&mut self, plain: &[u8], last: bool) -> Result<()> {
        let sealed = seal::seal(&self.key, &binding(&self.head, self.number, last), plain)?;
        let length = u32::try_from(sealed.len())
            .ok()
            .filter(|_| sealed.len() <= PIECE_AT_MOST);
        let length = length.ok_or_else(|| {
            BackupError::File(self.path.display().to_string(), "a row is too large".to_owned())
        })?;
        self.write(&[if last { LAST } else { MORE }])?;
        self.write(&length.to_be_bytes())?;
        self.write(&sealed)?;
        self.number += 1;
        Ok(())
    }

    /// Makes it lasting under its unfinished name; gives its size.
    pub fn settle(&mut self) -> Result<u64> {
        let Some(mut file) = self.file.take() else {
            return Ok(0);
        };
        let settled = (|| {
            file.flush()?;
            file.get_ref().sync_all()?;
            file.get_ref().metadata().map(|meta| meta.len())
        })();
        settled.map_err(refused(&self.unfinished))
    }

    /// Where it is until it gets its name.
    pub fn unfinished(&self) -> &Path {
        &self.unfinished
    }

    /// Gives it its name, lasting.
    pub fn name(self) -> Result<()> {
        std::fs::rename(&self.unfinished, &self.path).map_err(refused(&self.path))?;
        if let Some(folder) = self.path.parent() {
            File::open(folder)
                .and_then(|folder| folder.sync_all())
                .map_err(refused(folder))?;
        }
        Ok(())
    }
}

impl Drop for Writer {
    /// What came to nothing isn't left lying; after `name` there is nothing under this name.
    fn drop(&mut self) {
        let _gone = std::fs::remove_file(&self.unfinished);
    }
}

/// The head of a file, without asking whether it can be trusted: for lists.
pub(super) fn head(path: &Path) -> Result<Head> {
    Ok(first_line(&mut open(path)?, path)?.0)
}

fn open(path: &Path) -> Result<BufReader<File>> {
    let file = File::open(path).map_err(refused(path))?;
    Ok(BufReader::with_capacity(1 << 20, file))
}

fn first_line(file: &mut BufReader<File>, path: &Path) -> Result<(Head, String)> {
    let place = || path.display().to_string();
    let mut line = Vec::new();
    file.take(HEAD_AT_MOST)
        .read_until(b'\n', &mut line)
        .map_err(refused(path))?;
    let line = String::from_utf8(line).map_err(|_| BackupError::NotOne(place()))?;
    let line = line.trim_end_matches('\n').to_owned();
    // A later shape may say other things about itself.
    let said: serde_json::Value = serde_json::from_str(&line).map_err(|_| BackupError::NotOne(place()))?;
    match said.get("gehoor_backup").and_then(serde_json::Value::as_u64) {
        None => return Err(BackupError::NotOne(place())),
        Some(format) if format > u64::from(FORMAT) => {
            return Err(BackupError::Newer(place(), format!("format {format}")));
        }
        Some(_) => {}
    }
    let head = serde_json::from_value(said).map_err(|_| BackupError::Damaged(place(), "its head"))?;
    Ok((head, line))
}

/// Reads a file to its end: each piece opens, and together they are what the end says.
pub(super) fn is_whole(path: &Path, keys: &Keys) -> Result<()> {
    let mut reader = Reader::open(path, keys)?;
    let mut whole = Sha256::new();
    while let Some((piece, last)) = reader.piece()? {
        if !last {
            whole.update((piece.len() as u64).to_be_bytes());
            whole.update(&piece);
            continue;
        }
        let said = piece.get(1..).map(serde_json::from_slice::<Summary>);
        let digest = hex(&whole.clone().finalize());
        if !said.is_some_and(|said| said.is_ok_and(|said| said.digest == digest)) {
            return Err(reader.damaged("its digest is another"));
        }
    }
    Ok(())
}

/// A file that is being read.
pub(super) struct Reader {
    file: BufReader<File>,
    path: PathBuf,
    /// What it says about itself.
    pub head: Head,
    line: String,
    key: Key,
    number: u64,
    ended: bool,
}

impl Reader {
    /// Opens a file that belongs to this master key.
    pub fn open(path: &Path, keys: &Keys) -> Result<Reader> {
        let mut file = open(path)?;
        let (head, line) = first_line(&mut file, path)?;
        if head.belongs != super::belongs(keys)? {
            return Err(BackupError::OtherKey(path.display().to_string()));
        }
        Ok(Reader {
            key: key(keys, &head)?,
            file,
            path: path.to_owned(),
            head,
            line,
            number: 0,
            ended: false,
        })
    }

    /// About this file.
    pub fn damaged(&self, what: &'static str) -> BackupError {
        BackupError::Damaged(self.path.display().to_string(), what)
    }

    /// The next piece and whether it is the last; `None` after the last, when nothing follows it.
    pub fn piece(&mut self) -> Result<Option<(Zeroizing<Vec<u8>>, bool)>> {
        let mut before = [0; 5];
        if self.ended {
            return match self.file.read(&mut before).map_err(refused(&self.path))? {
                0 => Ok(None),
                _ => Err(self.damaged("something follows its end")),
            };
        }
        self.file
            .read_exact(&mut before)
            .map_err(|error| self.cut_off(error))?;
        let [flag, length @ ..] = before;
        let length = u32::from_be_bytes(length) as usize;
        if length > PIECE_AT_MOST || flag > LAST {
            return Err(self.damaged("a piece was changed"));
        }
        // Grows with what is really there: a length that lies takes no memory.
        let mut sealed = Vec::new();
        Read::by_ref(&mut self.file)
            .take(length as u64)
            .read_to_end(&mut sealed)
            .map_err(refused(&self.path))?;
        if sealed.len() < length {
            return Err(self.damaged("it is cut off"));
        }
        let last = flag == LAST;
        let plain = seal::open(&self.key, &binding(&self.line, self.number, last), &sealed)
            .ok_or_else(|| self.damaged("a piece was changed"))?;
        self.number += 1;
        self.ended = last;
        Ok(Some((plain, last)))
    }

    fn cut_off(&self, error: std::io::Error) -> BackupError {
        match error.kind() {
            std::io::ErrorKind::UnexpectedEof => self.damaged("it is cut off"),
            _ => refused(&self.path)(error),
        }
    }
}
