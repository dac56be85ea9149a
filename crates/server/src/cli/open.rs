//! Opening a desk from a configuration, its data folder and its database, the same way for every command.

use super::{Ended, master, say, trouble};
use crate::config::Config;
use crate::desk_files::{PolicyFiles, read_policy};
use crate::mail::{FolderPost, SmtpPost};
use desk::policies::Published;
use desk::{Clock, Desk, Post};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use storage::{MasterKey, Place, Store};

/// The configuration with what the command line says on top.
///
/// # Errors
/// When the file can't be read.
pub fn config(path: Option<&Path>, data: Option<PathBuf>, database: Option<String>) -> Result<Config, Ended> {
    let mut config = match path {
        Some(path) => Config::read(path).map_err(|mistakes| {
            let said: Vec<String> = mistakes.iter().map(|mistake| mistake.said(path)).collect();
            Ended::Wrong(said.join("\n"))
        })?,
        None => Config::default(),
    };
    config.data = data.or(config.data);
    config.database = database.or(config.database);
    Ok(config)
}

/// The data folder.
pub fn data(config: &Config) -> PathBuf {
    config
        .data
        .clone()
        .unwrap_or_else(|| PathBuf::from(crate::config::DATA))
}

/// Where everything is kept.
///
/// # Errors
/// When the address of the database isn't one.
pub fn place(config: &Config) -> Result<Place, Ended> {
    match &config.database {
        None => Ok(Place::Folder(data(config))),
        Some(typed) => match Place::parse(typed) {
            Place::Folder(_) => Err(trouble::said(storage::Error::Address, typed)),
            postgres => Ok(postgres),
        },
    }
}

/// The master key's file in a data folder.
pub fn key_file(folder: &Path) -> PathBuf {
    folder.join("master.key")
}

/// The store that a configuration names.
///
/// # Errors
/// When it can't be opened: no rights, another master key, an unknown migration.
pub async fn store(config: &Config) -> Result<Store, Ended> {
    let (folder, place) = (data(config), place(config)?);
    // Mails that weren't sent lie in it as well: it is nobody else's from the moment that it is there.
    storage::make_private(&folder).map_err(Ended::wrong)?;
    let source = master::source(config);
    let file = master::file(&source);
    let made = file.filter(|file| !file.exists());
    let key = master::load_or_create(&source)?;
    match (Store::open_at(&place, key).await, made) {
        (Err(storage::Error::OtherKey), Some(file)) => {
            // A node beside others, without their key: the one just made belongs to nothing.
            std::fs::remove_file(file).map_err(Ended::wrong)?;
            Err(Ended::Wrong(say::sentence(
                "cli-key-missing",
                &[
                    ("place", &place.to_string()),
                    ("file", &file.display().to_string()),
                ],
            )))
        }
        (opened, _) => opened.map_err(|error| trouble::said(error, &place)),
    }
}

/// A store for data that is thrown away at the end; on a PostgreSQL server in a schema of this name.
///
/// # Errors
/// As [`store`].
pub async fn throw_away(folder: &Path, database: Option<&str>, schema: &str) -> Result<Store, Ended> {
    let key = MasterKey::load_or_create(&key_file(folder)).map_err(Ended::wrong)?;
    match database {
        None => Store::open_throw_away(folder, key).await.map_err(Ended::wrong),
        Some(url) => Store::open_schema(url, schema, key)
            .await
            .map_err(|error| trouble::said(error, Place::Postgres(url.to_owned()))),
    }
}

/// The store of an installation that must exist.
///
/// # Errors
/// When there is none in that place.
pub async fn existing_store(config: &Config) -> Result<Store, Ended> {
    must_be_kept(&place(config)?).await?;
    store(config).await
}

/// Something must be kept there.
///
/// # Errors
/// When there is nothing.
pub async fn must_be_kept(place: &Place) -> Result<(), Ended> {
    if place
        .is_kept()
        .await
        .map_err(|error| trouble::said(error, place))?
    {
        return Ok(());
    }
    let folder = place.to_string();
    Err(Ended::Wrong(say::sentence("cli-no-data", &[("folder", &folder)])))
}

/// Where mails are put when no mail server is configured.
pub fn outbox(folder: &Path) -> PathBuf {
    folder.join("outbox")
}

/// How mail leaves.
///
/// # Errors
/// When the mail server's settings are wrong or the folder can't be made.
pub fn post(config: &Config, folder: &Path, demo: bool) -> Result<Arc<dyn Post>, Ended> {
    match &config.smtp {
        Some(smtp) => {
            let post = SmtpPost::new(smtp).map_err(Ended::Wrong)?;
            Ok(Arc::new(post.after(outbox(folder))))
        }
        None => Ok(Arc::new(
            FolderPost::new(outbox(folder), "desk@localhost.localdomain", demo).map_err(Ended::wrong)?,
        )),
    }
}

/// A desk with the policy published.
///
/// # Errors
/// When the policy is wrong; each mistake is said with its place.
pub async fn desk(
    store: Store,
    clock: Clock,
    post: Arc<dyn Post>,
    address: &str,
    policy: &PolicyFiles,
) -> Result<Desk, Ended> {
    super::policy::must_be_right(policy)?;
    let desk = Desk::open(store, clock, post, address)
        .await
        .map_err(Ended::wrong)?;
    if desk
        .publish_policy(&policy.file, &policy.source)
        .await
        .map_err(Ended::wrong)?
        == Published::Draft
    {
        say::error(say::sentence("cli-policy-draft", &[("place", &policy.place)]));
    }
    Ok(desk)
}

/// The policy that a configuration or the command line names, or the one compiled in.
///
/// # Errors
/// When the folder lacks a file.
pub fn policy(folder: Option<&Path>) -> Result<PolicyFiles, Ended> {
    read_policy(folder)
        .map_err(|what| Ended::Wrong(say::sentence("cli-policy-unreadable", &[("what", what.as_str())])))
}
