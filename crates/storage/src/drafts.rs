//! What is being written: a complaint, sealed with a key that only the writer's cookie holds; or what staff finish later.

use crate::database::{Transaction, values};
use crate::error::{CommitError, Error, Result};
use crate::files::{self, FileMeta, FileReader};
use crate::keys::{self, Key, Wrapping, hex, random, unhex};
use crate::owner::{Class, Owner};
use crate::seal::{self, Binding};
use crate::statements::statements;
use casework::ids::{ContentId, PersonId};
use casework::moment::Moment;

/// The only thing that opens a draft. It never is in the database: it lives in a cookie, or is made anew for its writer.
#[derive(Clone)]
pub struct DraftKey(Key);

impl std::fmt::Debug for DraftKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DraftKey")
    }
}

impl DraftKey {
    /// What the cookie carries.
    pub fn to_cookie(&self) -> String {
        hex(self.0.bytes())
    }

    /// From what a cookie carries; `None` when it can't be a key.
    pub fn from_cookie(cookie: &str) -> Option<DraftKey> {
        Some(DraftKey(Key::from_slice(&unhex(cookie)?)?))
    }

    /// The id under which the database knows the draft; the key can't be found from it.
    pub(crate) fn id(&self) -> Result<String> {
        Ok(hex(self.0.derive("draft id 1")?.bytes()))
    }

    /// Wraps the keys of the draft's files.
    pub(crate) fn wrap_key(&self) -> Result<Wrapping> {
        Ok(Wrapping::one(self.0.derive("draft files 1")?))
    }

    fn seal_key(&self) -> Result<Key> {
        self.0.derive("draft body 1")
    }
}

/// A draft that ends in a commit: its files go over to a case.
#[derive(Clone, Debug)]
pub struct DraftAdoption {
    draft: String,
    owner: Owner,
    files: Vec<AdoptedFile>,
}

#[derive(Clone, Debug)]
struct AdoptedFile {
    id: ContentId,
    size: u64,
    wrapped: Vec<u8>,
}

statements! {
    DRAFT_INSERT = "INSERT INTO drafts (id, body, saved_at) VALUES ($1, $2, $3)";
    DRAFT_PUT = "INSERT INTO drafts (id, body, saved_at) VALUES ($1, $2, $3)
        ON CONFLICT (id) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at";
    DRAFT_FIND = "SELECT body FROM drafts WHERE id = $1";
    DRAFT_SAVE = "UPDATE drafts SET body = $2, saved_at = $3 WHERE id = $1";
    DRAFT_DELETE = "DELETE FROM drafts WHERE id = $1";
    DRAFT_FILES_DELETE = "DELETE FROM files WHERE owner_kind = 'draft' AND owner_id = $1";
    DRAFTS_SWEEP = "DELETE FROM drafts WHERE saved_at < $1";
    DRAFT_FILES_SWEEP = "DELETE FROM files WHERE owner_kind = 'draft' AND at < $1
        AND NOT EXISTS (SELECT 1 FROM drafts d WHERE d.id = files.owner_id)";
}

impl DraftAdoption {
    /// The files that go over, with their sizes.
    pub fn files(&self) -> impl Iterator<Item = (&ContentId, u64)> {
        self.files.iter().map(|file| (&file.id, file.size))
    }

    pub(crate) async fn write(
        &self,
        transaction: &mut Transaction<'_>,
    ) -> std::result::Result<(), CommitError> {
        if transaction.execute(&DRAFT_DELETE, values![self.draft]).await? == 0 {
            // It was submitted already, under another request's key.
            return Err(CommitError::Duplicate { reply: None });
        }
        for AdoptedFile { id, wrapped, .. } in &self.files {
            transaction
                .execute(&files::FILE_KEY_REWRAP, values![id, wrapped])
                .await?;
            let row = values![id, self.draft, self.owner.kind.to_owned(), self.owner.id];
            if transaction.execute(&files::FILE_ADOPT, row).await? != 1 {
                return Err(CommitError::Taken(format!("file {id}")));
            }
        }
        // What was taken out of the draft, or never came in whole, goes with it.
        transaction
            .execute(&DRAFT_FILES_DELETE, values![self.draft])
            .await?;
        transaction.execute(&files::FILE_KEYS_SWEEP, values![]).await?;
        Ok(())
    }
}

impl crate::Store {
    /// Begins a draft.
    pub async fn draft_create(&self, body: &str, now: Moment) -> Result<DraftKey> {
        let key = DraftKey(Key::from_slice(&random::<32>()?).ok_or_else(|| Error::Keys("no key".into()))?);
        self.database
            .execute(&DRAFT_INSERT, values![key.id()?, seal_body(&key, body)?, now])
            .await?;
        Ok(key)
    }

    /// What was typed so far; `None` when the draft was swept, submitted or never was.
    pub async fn draft_load(&self, key: &DraftKey) -> Result<Option<String>> {
        let id = key.id()?;
        let Some(row) = self.database.row(&DRAFT_FIND, values![id]).await? else {
            return Ok(None);
        };
        let corrupt = |what: &str| Error::corrupt("drafts", id.clone(), what);
        let padded = seal::open(
            &key.seal_key()?,
            &Binding::new("drafts", &[&id]),
            &row.get::<Vec<u8>>("body")?,
        )
        .ok_or_else(|| corrupt("doesn't open"))?;
        let plain = seal::unpad(&padded).ok_or_else(|| corrupt("has a wrong length"))?;
        String::from_utf8(plain.to_vec())
            .map(Some)
            .map_err(|_| corrupt("isn't text"))
    }

    /// Keeps what was typed; false when the draft is there no more.
    pub async fn draft_save(&self, key: &DraftKey, body: &str, now: Moment) -> Result<bool> {
        Ok(self
            .database
            .execute(&DRAFT_SAVE, values![key.id()?, seal_body(key, body)?, now])
            .await?
            == 1)
    }

    /// The key of what a member of staff is writing: made from who they are and a key of this installation, so that it
    /// opens on each of their devices and after signing in again.
    pub fn draft_key_of(&self, person: &PersonId) -> Result<DraftKey> {
        let bytes = self.keys.token.mac(&["draft of", person.as_str()])?;
        let key = Key::from_slice(&bytes).ok_or_else(|| Error::Keys("no key".into()))?;
        Ok(DraftKey(key))
    }

    /// Keeps a draft, whether it was there or not.
    pub async fn draft_put(&self, key: &DraftKey, body: &str, now: Moment) -> Result<()> {
        let values = values![key.id()?, seal_body(key, body)?, now];
        self.database.execute(&DRAFT_PUT, values).await?;
        Ok(())
    }

    /// Wipes a draft and its files.
    pub async fn draft_delete(&self, key: &DraftKey) -> Result<()> {
        let id = key.id()?;
        let mut transaction = self.database.begin().await?;
        transaction.execute(&DRAFT_DELETE, values![id]).await?;
        transaction.execute(&DRAFT_FILES_DELETE, values![id]).await?;
        transaction.execute(&files::FILE_KEYS_SWEEP, values![]).await?;
        transaction.commit().await
    }

    /// The files in a draft.
    pub async fn draft_files(&self, key: &DraftKey) -> Result<Vec<FileMeta>> {
        self.file_list("draft", &key.id()?, &key.wrap_key()?).await
    }

    /// A file in a draft, to be read.
    pub async fn draft_file_open(&self, key: &DraftKey, id: &ContentId) -> Result<Option<FileReader<'_>>> {
        self.open_file("draft", &key.id()?, id, &key.wrap_key()?).await
    }

    /// Takes a file out of a draft.
    pub async fn draft_file_delete(&self, key: &DraftKey, id: &ContentId) -> Result<()> {
        let mut transaction = self.database.begin().await?;
        transaction
            .execute(&files::FILE_DELETE, values![id, key.id()?])
            .await?;
        transaction.execute(&files::FILE_KEY_DELETE, values![id]).await?;
        transaction.commit().await
    }

    /// What a commit needs to end a draft and give its files to a case; the bytes aren't sealed again, only their keys.
    pub async fn draft_adopt(&self, key: &DraftKey, owner: &Owner) -> Result<DraftAdoption> {
        let with = key.wrap_key()?;
        let mut files = Vec::new();
        for file in self.draft_files(key).await? {
            if let Some(file_key) = self.file_key(&file.id, &with).await? {
                let class = Class::Files.code();
                let wrapped = keys::wrap(&self.keys.wrap, &file_key, "file", file.id.as_str(), class)?;
                files.push(AdoptedFile {
                    id: file.id,
                    size: file.size,
                    wrapped,
                });
            }
        }
        Ok(DraftAdoption {
            draft: key.id()?,
            owner: owner.clone(),
            files,
        })
    }

    /// Removes drafts that weren't touched since; gives how many.
    pub async fn sweep_drafts(&self, before: Moment) -> Result<u64> {
        let mut transaction = self.database.begin().await?;
        let swept = transaction.execute(&DRAFTS_SWEEP, values![before]).await?;
        transaction.execute(&DRAFT_FILES_SWEEP, values![before]).await?;
        transaction.execute(&files::FILE_KEYS_SWEEP, values![]).await?;
        transaction.commit().await?;
        Ok(swept)
    }
}

pub(crate) fn seal_body(key: &DraftKey, body: &str) -> Result<Vec<u8>> {
    let mut plain = body.as_bytes().to_vec();
    seal::pad(&mut plain);
    seal::seal(&key.seal_key()?, &Binding::new("drafts", &[&key.id()?]), &plain)
}
