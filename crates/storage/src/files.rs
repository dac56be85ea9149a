//! Files as sealed 64 KiB chunks in rows, each file under a key of its own, so that a draft's files become a case's without being sealed again.

use crate::database::{Transaction, values};
use crate::drafts::DraftKey;
use crate::error::{CommitError, Error, Result};
use crate::keys::{self, Key, Wrapping, random};
use crate::owner::{Class, Owner};
use crate::seal::{self, Binding};
use crate::statements::statements;
use casework::ids::ContentId;
use casework::moment::Moment;
use serde::{Deserialize, Serialize};

/// Bytes in a chunk before it is sealed.
pub const CHUNK: usize = 64 * 1024;

/// What is known of a file; sealed like its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileMeta {
    /// Its id.
    pub id: ContentId,
    /// The name that the sender gave it.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub size: u64,
}

/// Where a file is put.
#[derive(Clone, Copy)]
pub enum FilePlace<'a> {
    /// In a draft: only who holds its key can read it.
    Draft(&'a DraftKey),
    /// With an aggregate; swept unless a commit attaches it.
    Owner(&'a Owner),
}

statements! {
    // Files of one moment stay in the order in which they came: each a millisecond after the one before.
    FILE_INSERT = "INSERT INTO files (id, owner_kind, owner_id, meta, chunks, attached, at)
        SELECT $1, $2, $3, NULL, 0, 0, CASE WHEN MAX(at) >= $4 THEN MAX(at) + 1 ELSE $4 END
        FROM files WHERE owner_kind = $2 AND owner_id = $3 AND at - 60000 < $4";
    FILE_FINISH = "UPDATE files SET meta = $2, chunks = $3 WHERE id = $1 AND meta IS NULL";
    FILE_FIND = "SELECT id, owner_kind, owner_id, meta, chunks FROM files WHERE id = $1 AND meta IS NOT NULL";
    FILES_OF = "SELECT id, owner_kind, owner_id, meta, chunks FROM files
        WHERE owner_kind = $1 AND owner_id = $2 AND meta IS NOT NULL ORDER BY at, id";
    FILES_WAITING = "SELECT id FROM files
        WHERE owner_kind = $1 AND owner_id = $2 AND meta IS NOT NULL AND attached = 0 ORDER BY at, id";
    FILE_HOLD = "UPDATE files SET at = $2 WHERE id = $1 AND attached = 0 AND meta IS NOT NULL";
    FILE_DISCARD = "DELETE FROM files WHERE id = $1 AND attached = 0";
    FILE_ATTACH = "UPDATE files SET attached = 1 WHERE id = $1 AND owner_kind <> 'draft' AND meta IS NOT NULL";
    FILE_ADOPT = "UPDATE files SET owner_kind = $3, owner_id = $4, attached = 1
        WHERE id = $1 AND owner_kind = 'draft' AND owner_id = $2 AND meta IS NOT NULL";
    FILE_KEY_REWRAP = "UPDATE wrapped_keys SET wrapped = $2 WHERE owner_kind = 'file' AND owner_id = $1 AND class = 'files'";
    FILE_KEYS_ERASE = "UPDATE wrapped_keys SET wrapped = NULL, erased_at = $3 WHERE owner_kind = 'file' AND erased_at IS NULL
        AND owner_id IN (SELECT id FROM files WHERE owner_kind = $1 AND owner_id = $2)";
    FILE_CHUNKS_ERASE = "DELETE FROM file_chunks WHERE file_id IN (SELECT id FROM files WHERE owner_kind = $1 AND owner_id = $2)";
    FILE_METAS_ERASE = "UPDATE files SET meta = NULL, chunks = 0 WHERE owner_kind = $1 AND owner_id = $2";
    FILE_KEY_ERASE = "UPDATE wrapped_keys SET wrapped = NULL, erased_at = $2
        WHERE owner_kind = 'file' AND owner_id = $1 AND erased_at IS NULL";
    FILE_CHUNKS_OF_ONE_ERASE = "DELETE FROM file_chunks WHERE file_id = $1";
    FILE_META_ERASE = "UPDATE files SET meta = NULL, chunks = 0 WHERE id = $1";
    FILES_ERASED = "SELECT f.id FROM files f JOIN wrapped_keys k ON k.owner_kind = 'file' AND k.owner_id = f.id
        WHERE f.owner_kind = $1 AND f.owner_id = $2 AND k.erased_at IS NOT NULL ORDER BY f.at, f.id";
    FILE_DELETE = "DELETE FROM files WHERE id = $1 AND owner_kind = 'draft' AND owner_id = $2";
    FILE_KEY_DELETE = "DELETE FROM wrapped_keys WHERE owner_kind = 'file' AND owner_id = $1
        AND NOT EXISTS (SELECT 1 FROM files WHERE files.id = $1)";
    FILES_UNFINISHED = "SELECT COUNT(*) AS n FROM files WHERE attached = 0 AND meta IS NULL";
    FILES_UNFINISHED_SWEEP = "DELETE FROM files WHERE attached = 0 AND meta IS NULL AND at < $1";
    FILES_SWEEP = "DELETE FROM files WHERE attached = 0 AND at < $1 AND owner_kind <> 'draft'";
    FILE_KEYS_SWEEP = "DELETE FROM wrapped_keys WHERE owner_kind = 'file' AND NOT EXISTS (SELECT 1 FROM files f WHERE f.id = wrapped_keys.owner_id)";
    CHUNK_INSERT = "INSERT INTO file_chunks (file_id, number, sealed) VALUES ($1, $2, $3)";
    CHUNK_FIND = "SELECT sealed FROM file_chunks WHERE file_id = $1 AND number = $2";
}

fn meta_binding(id: &ContentId) -> Binding {
    Binding::new("files", &[id.as_str()])
}

/// The number and whether it is the last are bound, so that chunks can't be swapped, dropped or cut off.
fn chunk_binding(id: &ContentId, number: u64, last: bool) -> Binding {
    Binding::new(
        "file_chunks",
        &[
            id.as_str(),
            &number.to_string(),
            if last { "last" } else { "more" },
        ],
    )
}

/// Marks an uploaded file as belonging to its aggregate.
pub(crate) async fn attach(
    transaction: &mut Transaction<'_>,
    id: &ContentId,
) -> std::result::Result<(), CommitError> {
    match transaction.execute(&FILE_ATTACH, values![id]).await? {
        1 => Ok(()),
        _ => Err(Error::corrupt("files", id.as_str(), "isn't there to be attached").into()),
    }
}

/// Destroys the keys and bytes of all files of an owner; the rows stay, so that `verify` knows they were erased.
pub(crate) async fn erase_all(
    transaction: &mut Transaction<'_>,
    kind: &str,
    id: &str,
    at: Moment,
) -> Result<()> {
    let place = values![kind.to_owned(), id.to_owned()];
    transaction
        .execute(&FILE_KEYS_ERASE, values![kind.to_owned(), id.to_owned(), at])
        .await?;
    transaction.execute(&FILE_CHUNKS_ERASE, place.clone()).await?;
    transaction.execute(&FILE_METAS_ERASE, place).await?;
    Ok(())
}

/// Destroys the key and bytes of one file; its row stays.
pub(crate) async fn erase_one(transaction: &mut Transaction<'_>, id: &str, at: Moment) -> Result<()> {
    let file = id.to_owned();
    transaction.execute(&FILE_KEY_ERASE, values![file, at]).await?;
    transaction
        .execute(&FILE_CHUNKS_OF_ONE_ERASE, values![file])
        .await?;
    transaction.execute(&FILE_META_ERASE, values![file]).await?;
    Ok(())
}

/// Takes a file's bytes as they come and keeps them sealed.
pub struct FileWriter<'s> {
    store: &'s crate::Store,
    id: ContentId,
    key: Key,
    buffer: Vec<u8>,
    number: u64,
    size: u64,
}

impl FileWriter<'_> {
    /// Takes some more bytes.
    pub async fn write(&mut self, mut bytes: &[u8]) -> Result<()> {
        while !bytes.is_empty() {
            // A full chunk waits for one more byte, because the last one is sealed as the last.
            if self.buffer.len() == CHUNK {
                self.flush(false).await?;
            }
            let (now, later) = bytes.split_at(bytes.len().min(CHUNK - self.buffer.len()));
            self.buffer.extend(now);
            bytes = later;
        }
        Ok(())
    }

    /// The id that it will have.
    pub fn id(&self) -> &ContentId {
        &self.id
    }

    /// How many bytes came so far.
    pub fn size(&self) -> u64 {
        self.size + self.buffer.len() as u64
    }

    /// All bytes came; an upload that is broken off before this leaves nothing that can be read.
    pub async fn finish(mut self, name: &str, media_type: &str) -> Result<FileMeta> {
        self.flush(true).await?;
        let meta = FileMeta {
            id: self.id.clone(),
            name: name.to_owned(),
            media_type: media_type.to_owned(),
            size: self.size,
        };
        let mut json = serde_json::to_vec(&meta).map_err(|error| Error::Unavailable(error.to_string()))?;
        seal::pad(&mut json);
        let sealed = seal::seal(&self.key, &meta_binding(&self.id), &json)?;
        self.store
            .database
            .execute(&FILE_FINISH, values![self.id, sealed, self.number])
            .await?;
        Ok(meta)
    }

    async fn flush(&mut self, last: bool) -> Result<()> {
        let sealed = seal::seal(
            &self.key,
            &chunk_binding(&self.id, self.number, last),
            &self.buffer,
        )?;
        self.store
            .database
            .execute(&CHUNK_INSERT, values![self.id, self.number, sealed])
            .await?;
        self.size += self.buffer.len() as u64;
        self.number += 1;
        self.buffer.clear();
        Ok(())
    }
}

/// Gives a file's bytes back, chunk by chunk.
pub struct FileReader<'s> {
    store: &'s crate::Store,
    /// What is known of it.
    pub meta: FileMeta,
    key: Key,
    chunks: u64,
    next: u64,
}

impl FileReader<'_> {
    /// The next bytes; `None` at the end.
    pub async fn next_chunk(&mut self) -> Result<Option<Vec<u8>>> {
        if self.next >= self.chunks {
            return Ok(None);
        }
        let id = &self.meta.id;
        let row = || format!("{id} {}", self.next);
        let missing = || Error::corrupt("file_chunks", row(), "is missing");
        let found = self
            .store
            .database
            .row(&CHUNK_FIND, values![id, self.next])
            .await?
            .ok_or_else(missing)?;
        let sealed: Vec<u8> = found.get("sealed")?;
        let binding = chunk_binding(id, self.next, self.next + 1 == self.chunks);
        let bytes = seal::open(&self.key, &binding, &sealed)
            .ok_or_else(|| Error::corrupt("file_chunks", row(), "doesn't open: changed, moved or cut off"))?;
        self.next += 1;
        Ok(Some(bytes.to_vec()))
    }
}

impl crate::Store {
    /// Begins a file.
    pub async fn file_writer(&self, place: FilePlace<'_>, now: Moment) -> Result<FileWriter<'_>> {
        let id = ContentId::from_random(random()?);
        let key = Key::random()?;
        let (kind, owner, with) = match place {
            FilePlace::Draft(draft) => ("draft", draft.id()?, draft.wrap_key()?),
            FilePlace::Owner(owner) => (owner.kind, owner.id.clone(), self.keys.wrap.clone()),
        };
        let wrapped = keys::wrap(&with, &key, "file", id.as_str(), Class::Files.code())?;
        let mut transaction = self.database.begin().await?;
        let key_row = values![
            "file".to_owned(),
            id,
            Class::Files.code().to_owned(),
            wrapped,
            now
        ];
        transaction.execute(&crate::contents::KEY_INSERT, key_row).await?;
        transaction
            .execute(&FILE_INSERT, values![id, kind.to_owned(), owner, now])
            .await?;
        transaction.commit().await?;
        Ok(FileWriter {
            store: self,
            id,
            key,
            buffer: Vec::with_capacity(CHUNK),
            number: 0,
            size: 0,
        })
    }

    /// A file of an aggregate, to be read; `None` when unknown, erased, or still in a draft.
    /// The owner is given, so that knowing an id is not enough.
    pub async fn file_open(&self, owner: &Owner, id: &ContentId) -> Result<Option<FileReader<'_>>> {
        self.open_file(owner.kind, &owner.id, id, &self.keys.wrap).await
    }

    /// The files of an aggregate that aren't erased, oldest first.
    pub async fn files_of(&self, owner: &Owner) -> Result<Vec<FileMeta>> {
        self.file_list(owner.kind, &owner.id, &self.keys.wrap).await
    }

    /// The files of an aggregate whose keys are destroyed.
    pub async fn files_erased(&self, owner: &Owner) -> Result<Vec<ContentId>> {
        let place = values![owner.kind.to_owned(), owner.id];
        let rows = self.database.rows(&FILES_ERASED, place).await?;
        rows.iter().map(|row| row.get("id")).collect()
    }

    /// The files of an aggregate that came in whole and that no commit attached yet, oldest first.
    pub async fn files_waiting(&self, owner: &Owner) -> Result<Vec<FileMeta>> {
        let place = values![owner.kind.to_owned(), owner.id];
        let mut files = Vec::new();
        for row in self.database.rows(&FILES_WAITING, place).await? {
            if let Some(file) = self.file_open(owner, &row.get("id")?).await? {
                files.push(file.meta);
            }
        }
        Ok(files)
    }

    /// Keeps a file that waits for a message from the sweep, as if it came in at that moment.
    pub async fn file_hold(&self, id: &ContentId, at: Moment) -> Result<()> {
        self.database.execute(&FILE_HOLD, values![id, at]).await?;
        Ok(())
    }

    /// Takes away a file that nothing points at yet, whole or broken off half-way.
    pub async fn file_discard(&self, id: &ContentId) -> Result<()> {
        let mut transaction = self.database.begin().await?;
        transaction.execute(&FILE_DISCARD, values![id]).await?;
        transaction.execute(&FILE_KEY_DELETE, values![id]).await?;
        transaction.commit().await
    }

    /// How many uploads are coming in at this moment, or broke off and wait for the sweep.
    pub async fn unfinished_files(&self) -> Result<u64> {
        match self.database.row(&FILES_UNFINISHED, values![]).await? {
            Some(row) => row.get("n"),
            None => Ok(0),
        }
    }

    /// Removes uploads that broke off half-way, also in a draft that is still there; gives how many.
    pub async fn sweep_unfinished_files(&self, before: Moment) -> Result<u64> {
        let mut transaction = self.database.begin().await?;
        let swept = transaction
            .execute(&FILES_UNFINISHED_SWEEP, values![before])
            .await?;
        transaction.execute(&FILE_KEYS_SWEEP, values![]).await?;
        transaction.commit().await?;
        Ok(swept)
    }

    /// Removes uploads that no commit attached; gives how many.
    pub async fn sweep_files(&self, before: Moment) -> Result<u64> {
        let mut transaction = self.database.begin().await?;
        let swept = transaction.execute(&FILES_SWEEP, values![before]).await?;
        transaction.execute(&FILE_KEYS_SWEEP, values![]).await?;
        transaction.commit().await?;
        Ok(swept)
    }

    pub(crate) async fn file_list(&self, kind: &str, owner: &str, with: &Wrapping) -> Result<Vec<FileMeta>> {
        let mut files = Vec::new();
        for row in self
            .database
            .rows(&FILES_OF, values![kind.to_owned(), owner.to_owned()])
            .await?
        {
            if let Some(file) = self.open_file(kind, owner, &row.get("id")?, with).await? {
                files.push(file.meta);
            }
        }
        Ok(files)
    }

    pub(crate) async fn open_file(
        &self,
        kind: &str,
        owner: &str,
        id: &ContentId,
        with: &Wrapping,
    ) -> Result<Option<FileReader<'_>>> {
        let Some(row) = self.database.row(&FILE_FIND, values![id]).await? else {
            return Ok(None);
        };
        if row.get::<String>("owner_kind")? != kind || row.get::<String>("owner_id")? != owner {
            return Ok(None);
        }
        let corrupt = |what: &str| Error::corrupt("files", id.as_str(), what);
        let Some(key) = self.file_key(id, with).await? else {
            return Ok(None);
        };
        let sealed: Vec<u8> = row.get("meta")?;
        let padded = seal::open(&key, &meta_binding(id), &sealed).ok_or_else(|| corrupt("doesn't open"))?;
        let json = seal::unpad(&padded).ok_or_else(|| corrupt("has a wrong length"))?;
        let meta = serde_json::from_slice(json).map_err(|error| corrupt(&error.to_string()))?;
        Ok(Some(FileReader {
            store: self,
            meta,
            key,
            chunks: row.get("chunks")?,
            next: 0,
        }))
    }

    /// A file's key; `None` when it was destroyed.
    pub(crate) async fn file_key(&self, id: &ContentId, with: &Wrapping) -> Result<Option<Key>> {
        let place = values!["file".to_owned(), id, Class::Files.code().to_owned()];
        let row = self.database.row(&crate::contents::KEY_FIND, place).await?;
        let row = row.ok_or_else(|| Error::corrupt("wrapped_keys", format!("file {id}"), "is missing"))?;
        match row.get::<Option<Vec<u8>>>("wrapped")? {
            None => Ok(None),
            Some(wrapped) => Ok(Some(keys::unwrap(
                with,
                &wrapped,
                "file",
                id.as_str(),
                Class::Files.code(),
            )?)),
        }
    }
}
