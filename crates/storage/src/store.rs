//! The store: where an installation is kept, and opening it.

use crate::commit::{self, Commit, IdempotencyKey};
use crate::database::{Database, values};
use crate::error::{CommitError, Error, Result};
use crate::keys::{Keys, hex, random};
use crate::master::MasterKey;
use crate::migrate;
use crate::writer::{Answer, Writer};
use casework::moment::Moment;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Where an installation is kept.
#[derive(Clone, PartialEq, Eq)]
pub enum Place {
    /// In a folder, with SQLite.
    Folder(PathBuf),
    /// In a database on a PostgreSQL server; its address may hold a password.
    Postgres(String),
}

impl Place {
    /// What somebody typed: an address that begins with `postgres://`, or a folder.
    pub fn parse(typed: &str) -> Place {
        if typed.starts_with("postgres://") || typed.starts_with("postgresql://") {
            Place::Postgres(typed.to_owned())
        } else {
            Place::Folder(PathBuf::from(typed))
        }
    }

    /// Whether something is kept there.
    pub async fn is_kept(&self) -> Result<bool> {
        match self {
            Place::Folder(folder) => Ok(folder.join(FILE).exists()),
            Place::Postgres(url) => Database::is_kept(url).await,
        }
    }
}

/// Without the user and the password of an address.
impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Place::Folder(folder) => write!(f, "{}", folder.display()),
            Place::Postgres(url) => {
                let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
                let rest = rest.split('?').next().unwrap_or(rest);
                let rest = rest.rsplit('@').next().unwrap_or(rest);
                write!(f, "postgres://{rest}")
            }
        }
    }
}

impl std::fmt::Debug for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

/// Everything that is kept. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(crate) database: Database,
    pub(crate) keys: Arc<Keys>,
    /// Names this opening of the store among the nodes that share a database.
    pub(crate) node: Arc<str>,
    writer: Writer,
    refused: Arc<AtomicU64>,
}

/// The database file in a data folder.
const FILE: &str = "gehoor.db";

/// A text that only the right master key opens, to find out at once when it is another one.
pub(crate) const KEY_CHECK: &str = "key check";

/// The newest epoch in which a key was wrapped here.
const KEY_EPOCH: &str = "key epoch";

impl Store {
    /// Opens the data folder, made when it isn't there, and brings the database up to date.
    pub async fn open(folder: &Path, master: MasterKey) -> Result<Store> {
        Store::open_at(&Place::Folder(folder.to_owned()), master).await
    }

    /// Opens what is kept in a folder or in a database on a PostgreSQL server, and brings it up to date. A folder is made
    /// when it isn't there; a database must be.
    pub async fn open_at(place: &Place, master: MasterKey) -> Result<Store> {
        let store = Store::unchecked(place, &master).await?;
        store.check_key().await?;
        Ok(store)
    }

    /// As [`Store::open`], for data that is thrown away at the end (the demo): a power cut may take it along.
    pub async fn open_throw_away(folder: &Path, master: MasterKey) -> Result<Store> {
        make_private(folder)?;
        let store = Store::over(Database::open(&folder.join(FILE), false).await?, &master).await?;
        store.check_key().await?;
        Ok(store)
    }

    /// As [`Store::open_throw_away`], in a schema of its own on a PostgreSQL server; [`Store::throw_away`] drops it.
    pub async fn open_schema(url: &str, schema: &str, master: MasterKey) -> Result<Store> {
        plain(schema)?;
        let store = Store::over(Database::connect(url, Some(schema), false).await?, &master).await?;
        store.check_key().await?;
        Ok(store)
    }

    /// Drops a schema that [`Store::open_schema`] made, with all that is in it.
    pub async fn throw_away(&self, schema: &str) -> Result<()> {
        plain(schema)?;
        let mut transaction = self.database.begin().await?;
        transaction.run(format!("DROP SCHEMA {schema} CASCADE")).await?;
        transaction.commit().await
    }

    /// Up to date, but not yet known to belong to this master key.
    pub(crate) async fn unchecked(place: &Place, master: &MasterKey) -> Result<Store> {
        Store::over(database_at(place, true).await?, master).await
    }

    async fn over(database: Database, master: &MasterKey) -> Result<Store> {
        migrate::run(&database, migrate::MIGRATIONS).await?;
        Store::as_it_is(database, master.keys())
    }

    /// Over a database that was brought up to date before.
    pub(crate) fn as_it_is(database: Database, keys: Keys) -> Result<Store> {
        let keys = Arc::new(keys);
        Ok(Store {
            writer: Writer::start(&database, &keys),
            node: hex(&random::<16>()?).into(),
            refused: Arc::default(),
            database,
            keys,
        })
    }

    /// Whether other nodes may write in the same database, so that what is kept in memory must be looked after.
    pub fn is_shared(&self) -> bool {
        matches!(self.database, Database::Postgres(_))
    }

    /// Whether an acknowledged commit survives a power cut, as the database itself says.
    pub async fn is_lasting(&self) -> Result<bool> {
        self.database.is_lasting().await
    }

    /// Carries out a commit, wholly or not at all; when this returns, it is on the disk.
    /// It goes on even when the caller stops waiting.
    pub async fn commit(&self, commit: Commit) -> Answer {
        let answer = self.writer.write(commit).await;
        if matches!(answer, Err(CommitError::Storage(Error::Unavailable(_)))) {
            self.refused.fetch_add(1, Ordering::Relaxed);
        }
        answer
    }

    /// How many commits the database could not take since the start.
    pub fn refused(&self) -> u64 {
        self.refused.load(Ordering::Relaxed)
    }

    /// What a request was answered, when it was carried out before: `Some(None)` when it kept no reply.
    pub async fn reply_to(&self, key: &IdempotencyKey) -> Result<Option<Option<String>>> {
        let hash = commit::request_hash(&self.keys, key)?;
        match self.database.row(&commit::REPLY_FIND, values![hash]).await? {
            Some(row) => Ok(Some(commit::open_reply(&self.keys, &hash, row.get("reply")?)?)),
            None => Ok(None),
        }
    }

    /// Random bytes for ids and numbers; the only source of chance that `desk` has.
    pub fn random<const N: usize>(&self) -> Result<[u8; N]> {
        random()
    }

    /// Ends all connections; what was acknowledged is on the disk.
    pub async fn close(&self) {
        self.database.close().await;
    }

    /// Of two nodes that open a new database at once with two keys, one is refused.
    pub(crate) async fn check_key(&self) -> Result<()> {
        let expected = self.keys.token.mac_hex(&[KEY_CHECK])?;
        self.setting_set_once(KEY_CHECK, &expected, Moment(0)).await?;
        match self.setting(KEY_CHECK).await? {
            Some(kept) if kept == expected => {}
            _ => return Err(Error::OtherKey),
        }
        // A key from before a replacement opens the door too, and would wrap what nobody opens once the old one is destroyed.
        let own = self.keys.wrap.current();
        let known = self.setting(KEY_EPOCH).await?;
        match known.and_then(|epoch| epoch.parse::<u32>().ok()).unwrap_or(1) {
            newest if newest > own => Err(Error::OtherKey),
            newest if newest < own => self.setting_set(KEY_EPOCH, &own.to_string(), Moment(0)).await,
            _ => Ok(()),
        }
    }
}

/// The database in a place. `lasting`: it must survive a power cut.
pub(crate) async fn database_at(place: &Place, lasting: bool) -> Result<Database> {
    match place {
        Place::Folder(folder) => {
            make_private(folder)?;
            Database::open(&folder.join(FILE), lasting).await
        }
        Place::Postgres(url) => Database::connect(url, None, lasting).await,
    }
}

/// A name that can stand in a statement as it is.
fn plain(schema: &str) -> Result<()> {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    match !schema.is_empty() && schema.bytes().all(fits) {
        true => Ok(()),
        false => Err(Error::Address),
    }
}

/// Makes a folder for its owner only. One that is there already and lets others in is closed to them, if it is ours.
///
/// # Errors
/// When it can't be made; when others can look into it and it isn't ours to close. The sentence says what to do.
pub fn make_private(folder: &Path) -> Result<()> {
    let failed = |error: std::io::Error| Error::Unavailable(format!("{}: {error}", folder.display()));
    if !folder.is_dir() {
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        return builder.create(folder).map_err(failed);
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let found = std::fs::metadata(folder).map_err(failed)?;
        if found.mode() & 0o077 == 0 {
            return Ok(());
        }
        // Sticky: a folder that many share on purpose, such as /tmp.
        let shared = found.mode() & 0o1000 != 0;
        let mine = std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == found.uid());
        if shared || !mine {
            return Err(Error::Unavailable(format!(
                "{}: others can look into this folder and it isn't ours to close; choose a folder of its own, or run chmod 700 on it",
                folder.display()
            )));
        }
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700)).map_err(failed)?;
    }
    Ok(())
}
