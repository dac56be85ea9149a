//! Files that come in: known by their bytes, within limits, cleaned while they pass, and sealed chunk by chunk; never held whole.

use crate::{Desk, DeskError};
use casework::event::FileRef;
use casework::ids::{CaseId, ContentId};
use casework::moment::Moment;
use clean::{Broken, Cleaner};
use kind::{HEAD, Kind, Watch, honest_name, kind_of};
use storage::{FileMeta, FilePlace, FileWriter, Owner};

mod clean;
mod exif;
mod heif;
mod heif_parts;
mod jpeg;
mod kind;
mod png;
#[cfg(test)]
mod tests;
mod webp;

/// How much may come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file.
    pub file: u64,
    /// Bytes of all files that are sent together.
    pub together: u64,
    /// How many files are sent together.
    pub number: usize,
}

/// Why a file wasn't kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// Nothing is in it.
    Empty,
    /// Not a kind that is taken.
    UnknownKind,
    /// A picture that can't be read to its end, so that it can't be cleaned.
    Broken,
    /// Bigger than one file may be.
    TooBig,
    /// With the others it is more than may be sent together.
    TooMuch,
    /// There are as many as may be sent together.
    TooMany,
}

/// A file while it comes in. What isn't finished is taken away again when this goes.
pub struct Incoming<'d> {
    desk: &'d Desk,
    place: FilePlace<'d>,
    at: Moment,
    limits: Limits,
    /// Bytes of the files that came before.
    before: u64,
    size: u64,
    head: Vec<u8>,
    kept: Option<Kept<'d>>,
    not: Option<NotKept>,
}

/// The part of a file that is on its way to the store.
struct Kept<'d> {
    kind: Kind,
    cleaner: Cleaner,
    watch: Watch,
    writer: FileWriter<'d>,
}

impl Desk {
    /// Begins to take a file; `before`: the files that it is sent together with.
    pub fn incoming<'d>(
        &'d self,
        place: FilePlace<'d>,
        at: Moment,
        limits: Limits,
        before: &[FileMeta],
    ) -> Incoming<'d> {
        Incoming {
            desk: self,
            place,
            at,
            limits,
            before: before.iter().map(|file| file.size).sum(),
            size: 0,
            head: Vec::new(),
            kept: None,
            not: (before.len() >= limits.number).then_some(NotKept::TooMany),
        }
    }

    /// Files that came in with an earlier try and that no message holds yet, of those that a form names.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn waiting_files(&self, case: &CaseId, named: &[String]) -> Result<Vec<FileMeta>, DeskError> {
        if named.is_empty() {
            return Ok(Vec::new());
        }
        let mut files = self.store.files_waiting(&Owner::case(case)).await?;
        files.retain(|file| named.iter().any(|id| id == file.id.as_str()));
        Ok(files)
    }
}

/// Files as a message mentions them.
pub fn refs(files: &[FileMeta]) -> Vec<FileRef> {
    let one = |file: &FileMeta| FileRef {
        id: file.id.clone(),
        size: file.size,
    };
    files.iter().map(one).collect()
}

impl<'d> Incoming<'d> {
    /// Takes some more bytes; they are on the disk, sealed, when this returns, but for less than a chunk.
    ///
    /// # Errors
    /// When the store fails. What is wrong with the file is said at the end.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), DeskError> {
        self.size += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if self.not.is_some() {
            return Ok(());
        }
        if self.size > self.limits.file {
            return self.give_up(NotKept::TooBig).await;
        }
        if self.before + self.size > self.limits.together {
            return self.give_up(NotKept::TooMuch).await;
        }
        if self.kept.is_some() {
            return self.pass(bytes).await;
        }
        self.head.extend_from_slice(bytes);
        if self.head.len() < HEAD {
            return Ok(());
        }
        self.begin().await
    }

    /// All bytes came: the file as it is kept, or why it isn't.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn finish(mut self, name: &str) -> Result<Result<FileMeta, NotKept>, DeskError> {
        if self.not.is_none() && self.size == 0 {
            self.not = Some(NotKept::Empty);
        }
        if self.not.is_none() && self.kept.is_none() {
            self.begin().await?;
        }
        if let Some(kept) = &mut self.kept {
            let mut clean = Vec::new();
            match kept.cleaner.end(&mut clean) {
                Ok(()) => kept.writer.write(&clean).await?,
                Err(Broken) => self.give_up(NotKept::Broken).await?,
            }
        }
        if let Some(not) = self.not {
            return Ok(Err(not));
        }
        let Some(Kept {
            kind, watch, writer, ..
        }) = self.kept.take()
        else {
            return Ok(Err(NotKept::Empty));
        };
        let media_type = kind.media_type(&watch);
        let broken_off = BrokenOff::watch(self.desk, writer.id());
        let meta = writer.finish(&honest_name(name, media_type), media_type).await?;
        broken_off.kept();
        Ok(Ok(meta))
    }

    /// No more comes: nothing of it is left when this returns.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn broke_off(mut self) -> Result<(), DeskError> {
        self.give_up(NotKept::Broken).await
    }

    async fn begin(&mut self) -> Result<(), DeskError> {
        let head = std::mem::take(&mut self.head);
        let Some(kind) = kind_of(head.get(..HEAD).unwrap_or(&head)) else {
            return self.give_up(NotKept::UnknownKind).await;
        };
        self.kept = Some(Kept {
            kind,
            cleaner: Cleaner::new(kind),
            watch: Watch::default(),
            writer: self.desk.store.file_writer(self.place, self.at).await?,
        });
        self.pass(&head).await
    }

    async fn pass(&mut self, bytes: &[u8]) -> Result<(), DeskError> {
        let Some(kept) = &mut self.kept else { return Ok(()) };
        if kept.kind == Kind::Mp4 {
            kept.watch.see(bytes);
        }
        let mut clean = Vec::new();
        match kept.cleaner.feed(bytes, &mut clean) {
            Ok(()) => Ok(kept.writer.write(&clean).await?),
            Err(Broken) => self.give_up(NotKept::Broken).await,
        }
    }

    async fn give_up(&mut self, not: NotKept) -> Result<(), DeskError> {
        self.not = Some(not);
        self.head = Vec::new();
        if let Some(kept) = self.kept.take() {
            let broken_off = BrokenOff::watch(self.desk, kept.writer.id());
            self.desk.store.file_discard(kept.writer.id()).await?;
            broken_off.kept();
        }
        Ok(())
    }
}

impl Drop for Incoming<'_> {
    fn drop(&mut self) {
        if let Some(kept) = &self.kept {
            drop(BrokenOff::watch(self.desk, kept.writer.id()));
        }
    }
}

/// Takes a file away when nobody waits for it any more: the connection broke off. The sweep is there for a power cut.
struct BrokenOff {
    store: storage::Store,
    id: Option<ContentId>,
}

impl BrokenOff {
    fn watch(desk: &Desk, id: &ContentId) -> BrokenOff {
        BrokenOff {
            store: desk.store.clone(),
            id: Some(id.clone()),
        }
    }

    fn kept(mut self) {
        self.id = None;
    }
}

impl Drop for BrokenOff {
    fn drop(&mut self) {
        let (Some(id), Ok(runtime)) = (self.id.take(), tokio::runtime::Handle::try_current()) else {
            return;
        };
        let store = self.store.clone();
        runtime.spawn(async move {
            if let Err(error) = store.file_discard(&id).await {
                tracing::warn!(%error, "an upload that broke off waits for the sweep");
            }
        });
    }
}
