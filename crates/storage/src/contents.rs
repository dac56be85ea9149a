//! People's words, sealed under a data key per owner and retention class; destroying the key erases them.

use crate::commit::Erase;
use crate::database::{Column, Row, Transaction, Value, values};
use crate::error::{Error, Result};
use crate::keys::{self, Key, hex, random};
use crate::owner::{Class, Owner};
use crate::seal::{self, Binding};
use crate::statements::statements;
use casework::event::ContentRef;
use casework::ids::ContentId;
use casework::moment::Moment;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// Sealed words, ready for a `Commit`.
#[derive(Clone, Debug)]
pub struct SealedContent {
    id: ContentId,
    owner: Owner,
    class: Class,
    sealed: Vec<u8>,
}

/// A data key made by a `Sealer`, in the wrapped form that is kept.
#[derive(Clone, Debug)]
pub struct NewKey {
    pub(crate) owner_kind: String,
    pub(crate) owner_id: String,
    pub(crate) class: String,
    pub(crate) wrapped: Vec<u8>,
}

/// What a `Sealer` gives to the commit.
#[derive(Clone, Debug, Default)]
pub struct Sealed {
    pub(crate) contents: Vec<SealedContent>,
    pub(crate) new_keys: Vec<NewKey>,
}

/// Contents with the wrapped key that opens them, so that no second question is asked for it.
macro_rules! contents_with_keys {
    () => {
        "SELECT c.id, c.owner_kind, c.owner_id, c.class, c.sealed, k.class AS key_class, k.wrapped FROM contents c
        LEFT JOIN wrapped_keys k ON k.owner_kind = c.owner_kind AND k.owner_id = c.owner_id AND k.class = c.class"
    };
}

statements! {
    KEY_FIND = "SELECT wrapped FROM wrapped_keys WHERE owner_kind = $1 AND owner_id = $2 AND class = $3";
    KEY_INSERT = "INSERT INTO wrapped_keys (owner_kind, owner_id, class, wrapped, made_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (owner_kind, owner_id, class) DO NOTHING";
    KEY_ERASE = "UPDATE wrapped_keys SET wrapped = NULL, erased_at = $4
        WHERE owner_kind = $1 AND owner_id = $2 AND class = $3 AND erased_at IS NULL";
    KEY_TOMBSTONE = "INSERT INTO wrapped_keys (owner_kind, owner_id, class, wrapped, made_at, erased_at)
        VALUES ($1, $2, $3, NULL, $4, $4) ON CONFLICT (owner_kind, owner_id, class) DO NOTHING";
    KEYS_ERASED = "SELECT owner_kind, owner_id, class, erased_at FROM wrapped_keys
        WHERE erased_at IS NOT NULL AND (owner_kind, owner_id, class) > ($1, $2, $3)
        ORDER BY owner_kind, owner_id, class LIMIT 1000";
    CONTENT_INSERT = "INSERT INTO contents (id, owner_kind, owner_id, class, sealed, at) VALUES ($1, $2, $3, $4, $5, $6)";
    CONTENT_FIND = concat!(contents_with_keys!(), " WHERE c.id = $1");
    CONTENTS_FIND = concat!(contents_with_keys!(), "
        WHERE c.id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)");
    CONTENTS_OF = concat!(contents_with_keys!(), " WHERE c.owner_kind = $1 AND c.owner_id = $2");
    CONTENTS_BLANK = "UPDATE contents SET sealed = NULL WHERE owner_kind = $1 AND owner_id = $2 AND class = $3";
}

impl NewKey {
    fn row(&self, at: Moment) -> Vec<Value> {
        values![self.owner_kind, self.owner_id, self.class, self.wrapped, at]
    }

    /// Keeps them; gives the first one whose owner has a key of its class already.
    pub(crate) async fn insert_all<'k>(
        transaction: &mut Transaction<'_>,
        keys: &'k [NewKey],
        at: Moment,
    ) -> Result<Option<&'k NewKey>> {
        let rows = keys.iter().map(|key| key.row(at)).collect();
        let kept = transaction.insert_all(&KEY_INSERT, rows).await?;
        if kept == keys.len() as u64 {
            return Ok(None);
        }
        for key in keys {
            let place = values![key.owner_kind, key.owner_id, key.class];
            let found = transaction.row(&KEY_FIND, place).await?;
            let found = found
                .map(|row| row.get::<Option<Vec<u8>>>("wrapped"))
                .transpose()?;
            if found.flatten().as_ref() != Some(&key.wrapped) {
                return Ok(Some(key));
            }
        }
        Ok(keys.first())
    }
}

impl SealedContent {
    fn row(&self, at: Moment) -> Vec<Value> {
        values![
            self.id,
            self.owner.kind.to_owned(),
            self.owner.id,
            self.class.code().to_owned(),
            self.sealed,
            at
        ]
    }

    pub(crate) async fn insert_all(
        transaction: &mut Transaction<'_>,
        contents: &[SealedContent],
        at: Moment,
    ) -> Result<()> {
        let rows = contents.iter().map(|content| content.row(at)).collect();
        transaction.insert_all(&CONTENT_INSERT, rows).await?;
        Ok(())
    }
}

/// Destroys a key and the bytes that it sealed. The tombstone keeps a new key from taking its place.
pub(crate) async fn erase(transaction: &mut Transaction<'_>, erase: &Erase, at: Moment) -> Result<()> {
    let owner = &erase.owner;
    erase_place(transaction, owner.kind, &owner.id, erase.class.code(), at).await
}

/// The same, for a place in `wrapped_keys`.
pub(crate) async fn erase_place(
    transaction: &mut Transaction<'_>,
    kind: &str,
    id: &str,
    class: &str,
    at: Moment,
) -> Result<()> {
    let (kind, id, class) = (kind.to_owned(), id.to_owned(), class.to_owned());
    if transaction
        .execute(&KEY_ERASE, values![kind, id, class, at])
        .await?
        == 0
    {
        transaction
            .execute(&KEY_TOMBSTONE, values![kind, id, class, at])
            .await?;
    }
    transaction
        .execute(&CONTENTS_BLANK, values![kind, id, class])
        .await?;
    if kind == "file" {
        crate::files::erase_one(transaction, &id, at).await?;
    } else if class == Class::Files.code() {
        crate::files::erase_all(transaction, &kind, &id, at).await?;
    }
    Ok(())
}

/// SHA-256(salt ‖ text): what an event keeps of the words.
pub(crate) fn digest(salt: &[u8], text: &[u8]) -> String {
    hex(&Sha256::new().chain_update(salt).chain_update(text).finalize())
}

fn binding(id: &str, kind: &str, owner: &str, class: &str) -> Binding {
    Binding::new("contents", &[id, kind, owner, class])
}

/// Opened words with what the digest in an event must be.
pub(crate) struct Opened {
    pub id: ContentId,
    pub text: String,
    pub digest: String,
}

/// Seals words for owners before their commit; keys that don't exist yet are made here and travel in the commit.
pub struct Sealer<'s> {
    store: &'s crate::Store,
    keys: HashMap<(Owner, Class), Key>,
    sealed: Sealed,
}

impl Sealer<'_> {
    /// Seals a text; gives what the event keeps of it. A destroyed key can't be used again.
    pub async fn seal(&mut self, owner: &Owner, class: Class, text: &str) -> Result<ContentRef> {
        const SALT: usize = 16;
        let salt: [u8; SALT] = random()?;
        let id = ContentId::from_random(random()?);
        let mut plain = salt.to_vec();
        plain.extend(text.as_bytes());
        seal::pad(&mut plain);
        let key = self.key(owner, class).await?;
        let sealed = seal::seal(&key, &binding(&id.0, owner.kind, &owner.id, class.code()), &plain)?;
        self.sealed.contents.push(SealedContent {
            id: id.clone(),
            owner: owner.clone(),
            class,
            sealed,
        });
        Ok(ContentRef {
            id,
            digest: digest(&salt, text.as_bytes()),
        })
    }

    /// What was sealed, for `Commit::take`.
    pub fn finish(self) -> Sealed {
        self.sealed
    }

    async fn key(&mut self, owner: &Owner, class: Class) -> Result<Key> {
        let place = (owner.clone(), class);
        if let Some(key) = self.keys.get(&place) {
            return Ok(key.clone());
        }
        let key = match self.store.data_key(owner.kind, &owner.id, class.code()).await? {
            Found::Key(key) => key,
            Found::Erased => {
                return Err(Error::Erased(format!(
                    "{} {} {}",
                    owner.kind,
                    owner.id,
                    class.code()
                )));
            }
            Found::None => {
                let key = Key::random()?;
                self.sealed.new_keys.push(NewKey {
                    wrapped: keys::wrap(&self.store.keys.wrap, &key, owner.kind, &owner.id, class.code())?,
                    owner_kind: owner.kind.to_owned(),
                    owner_id: owner.id.clone(),
                    class: class.code().to_owned(),
                });
                key
            }
        };
        self.keys.insert(place, key.clone());
        Ok(key)
    }
}

/// As many contents as one statement asks for.
const AT_ONCE: usize = 16;

/// What is known of a data key.
pub(crate) enum Found {
    Key(Key),
    Erased,
    None,
}

impl crate::Store {
    /// Begins to seal words for one commit.
    pub fn sealer(&self) -> Sealer<'_> {
        Sealer {
            store: self,
            keys: HashMap::new(),
            sealed: Sealed::default(),
        }
    }

    /// The words of these contents. An id that is unknown or erased is absent; bytes that were tampered with are an error.
    pub async fn open_contents(&self, ids: &[ContentId]) -> Result<HashMap<ContentId, String>> {
        let mut keys = HashMap::new();
        let mut texts = HashMap::with_capacity(ids.len());
        for some in ids.chunks(AT_ONCE) {
            let rows = match some {
                [one] => self.database.rows(&CONTENT_FIND, values![one]).await?,
                // The last chunk is filled up with its own first id: an id that is asked for twice comes back once.
                [first, ..] => {
                    let asked = some.iter().chain(std::iter::repeat(first)).take(AT_ONCE);
                    let values = asked.map(Column::to_value).collect();
                    self.database.rows(&CONTENTS_FIND, values).await?
                }
                [] => continue,
            };
            for row in rows {
                if let Some(opened) = self.open_with_key(&row, &mut keys).await? {
                    texts.insert(opened.id, opened.text);
                }
            }
        }
        Ok(texts)
    }

    /// The words of one content; `None` when unknown or erased.
    pub async fn open_content(&self, id: &ContentId) -> Result<Option<String>> {
        Ok(self.open_contents(std::slice::from_ref(id)).await?.remove(id))
    }

    /// All words of an owner that aren't erased, in one reading.
    pub async fn open_contents_of(&self, owner: &Owner) -> Result<HashMap<ContentId, String>> {
        let mut keys = HashMap::new();
        let mut texts = HashMap::new();
        for row in self
            .database
            .rows(&CONTENTS_OF, values![owner.kind.to_owned(), owner.id])
            .await?
        {
            if let Some(opened) = self.open_with_key(&row, &mut keys).await? {
                texts.insert(opened.id, opened.text);
            }
        }
        Ok(texts)
    }

    /// Opens one row that came with its key.
    async fn open_with_key(
        &self,
        row: &Row,
        keys: &mut HashMap<(String, String, String), Option<Key>>,
    ) -> Result<Option<Opened>> {
        let place: (String, String, String) =
            (row.get("owner_kind")?, row.get("owner_id")?, row.get("class")?);
        // Without a row of its own there is no key at all; that is said below.
        if !keys.contains_key(&place) && row.get::<Option<String>>("key_class")?.is_some() {
            let key = match row.get::<Option<Vec<u8>>>("wrapped")? {
                None => None,
                Some(wrapped) => {
                    let (kind, id, class) = &place;
                    Some(keys::unwrap(&self.keys.wrap, &wrapped, kind, id, class)?)
                }
            };
            keys.insert(place, key);
        }
        self.open_row(row, keys).await
    }

    /// The data key in a place of `wrapped_keys`.
    pub(crate) async fn data_key(&self, kind: &str, id: &str, class: &str) -> Result<Found> {
        let place = values![kind.to_owned(), id.to_owned(), class.to_owned()];
        match self.database.row(&KEY_FIND, place).await? {
            None => Ok(Found::None),
            Some(row) => match row.get::<Option<Vec<u8>>>("wrapped")? {
                None => Ok(Found::Erased),
                Some(wrapped) => Ok(Found::Key(keys::unwrap(
                    &self.keys.wrap,
                    &wrapped,
                    kind,
                    id,
                    class,
                )?)),
            },
        }
    }

    /// Opens one row; `None` when its key was destroyed.
    pub(crate) async fn open_row(
        &self,
        row: &Row,
        keys: &mut HashMap<(String, String, String), Option<Key>>,
    ) -> Result<Option<Opened>> {
        let id: ContentId = row.get("id")?;
        let place: (String, String, String) =
            (row.get("owner_kind")?, row.get("owner_id")?, row.get("class")?);
        let corrupt = |what: &str| Error::corrupt("contents", id.as_str(), what);
        let key = match keys.get(&place) {
            Some(key) => key.clone(),
            None => {
                let key = match self.data_key(&place.0, &place.1, &place.2).await? {
                    Found::Key(key) => Some(key),
                    Found::Erased => None,
                    Found::None => return Err(corrupt("has no key")),
                };
                keys.insert(place.clone(), key.clone());
                key
            }
        };
        let Some(key) = key else { return Ok(None) };
        let sealed: Vec<u8> = row
            .get::<Option<_>>("sealed")?
            .ok_or_else(|| corrupt("is empty but its key isn't erased"))?;
        let padded = seal::open(&key, &binding(&id.0, &place.0, &place.1, &place.2), &sealed)
            .ok_or_else(|| corrupt("doesn't open: changed, or moved from another row"))?;
        let plain = seal::unpad(&padded).ok_or_else(|| corrupt("has a wrong length"))?;
        let (salt, text) = plain.split_at_checked(16).ok_or_else(|| corrupt("has no salt"))?;
        let digest = digest(salt, text);
        let text = String::from_utf8(text.to_vec()).map_err(|_| corrupt("isn't text"))?;
        Ok(Some(Opened { id, text, digest }))
    }
}
