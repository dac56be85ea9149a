//! `gehoor keys`: the keys above all that is sealed: shown, replaced, put under a passphrase, and kept for bad days.

use super::backup::{Source as Saved, moment, try_with};
use super::master::{self, Source};
use super::progress::Progress;
use super::{Data, Ended, carry, hold, open, say, trouble};
use crate::config::Config;
use clap::Subcommand;
use std::path::PathBuf;
use storage::{MasterKey, Store};
use zeroize::Zeroizing;

mod recovery;

/// About keys.
#[derive(Debug, Subcommand)]
pub enum Keys {
    /// Toont waar de hoofdsleutel vandaan komt, en welke sleutels nog gebruikt worden.
    Show(Data),
    /// Vervangt de sleutel boven alle andere. Wordt dit onderbroken, dan gaat dezelfde opdracht verder.
    Rotate {
        #[command(flatten)]
        data: Data,
        /// Waar de nieuwe hoofdsleutel komt, als ze niet uit een bestand komt.
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// Vernietigt de sleutels van vóór de vervanging. Oude reservekopieën van sleutels gaan dan nooit meer open.
    DestroyOld {
        #[command(flatten)]
        data: Data,
        #[command(flatten)]
        saved: Saved,
        /// Waar de hoofdsleutel zonder de oude komt, als ze niet uit een bestand komt.
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// De hoofdsleutel met een wachtzin beveiligen, of die wachtzin weghalen.
    #[command(subcommand)]
    Passphrase(Passphrase),
    /// Een herstelblad maken of nakijken.
    #[command(subcommand)]
    Recovery(recovery::Recovery),
}

/// About the passphrase.
#[derive(Debug, Subcommand)]
pub enum Passphrase {
    /// Vanaf nu gaat de hoofdsleutel alleen nog open met een wachtzin.
    Set(Data),
    /// Vanaf nu gaat de hoofdsleutel open zonder wachtzin.
    Remove(Data),
}

/// Runs it.
///
/// # Errors
/// Nothing kept there, a running desk, a key that can't be read or written.
pub async fn run(keys: Keys) -> Result<Ended, Ended> {
    match keys {
        Keys::Show(data) => show(data).await,
        Keys::Rotate { data, to } => rotate(data, to).await,
        Keys::DestroyOld { data, saved, to } => destroy_old(data, saved, to).await,
        Keys::Passphrase(Passphrase::Set(data)) => passphrase(data, true).await,
        Keys::Passphrase(Passphrase::Remove(data)) => passphrase(data, false).await,
        Keys::Recovery(it) => recovery::run(it).await,
    }
}

/// What is kept, with its key.
pub(super) struct Opened {
    config: Config,
    source: Source,
    master: MasterKey,
    /// What opened it, if it is under a passphrase: it stays under the same one.
    passphrase: Option<Zeroizing<String>>,
    store: Store,
}

/// Opens what is kept there.
///
/// # Errors
/// When nothing is, or its key doesn't fit.
async fn opened(data: Data) -> Result<Opened, Ended> {
    let config = open::config(data.config.as_deref(), data.data, data.database)?;
    let place = open::place(&config)?;
    open::must_be_kept(&place).await?;
    let source = master::source(&config);
    let Some((master, passphrase)) = master::load_with(&source)? else {
        return Err(Ended::Wrong(say::sentence(
            "cli-move-no-key",
            &[("file", &source.to_string())],
        )));
    };
    let store = Store::open_at(&place, master.clone())
        .await
        .map_err(|error| trouble::said(error, &place))?;
    Ok(Opened {
        config,
        source,
        master,
        passphrase,
        store,
    })
}

/// The same, while nobody else works with it: a desk that runs knows only the keys with which it began.
async fn opened_alone(data: Data) -> Result<(Opened, hold::Held), Ended> {
    let config = open::config(data.config.as_deref(), data.data.clone(), data.database.clone())?;
    let place = open::place(&config)?;
    open::must_be_kept(&place).await?;
    let held = hold::alone(&place)?;
    let opened = opened(data).await?;
    // In a folder the lock says it; a database on a server is shared by whoever gave a sign of life just now.
    if opened.store.is_shared() {
        carry::must_stand_still(&opened.store, &place).await?;
    }
    Ok((opened, held))
}

async fn show(data: Data) -> Result<Ended, Ended> {
    let it = opened(data).await?;
    let under = it.passphrase.is_some();
    say::line(say::sentence(
        if under {
            "cli-keys-from-sealed"
        } else {
            "cli-keys-from"
        },
        &[("place", &it.source.to_string())],
    ));
    let counted = it.store.keys_by_epoch().await.map_err(Ended::wrong)?;
    for epoch in it.master.epochs() {
        let (number, count) = (
            epoch.to_string(),
            counted.get(&epoch).copied().unwrap_or_default(),
        );
        let key = match epoch == it.master.epoch() {
            true => "cli-keys-current",
            false => "cli-keys-old",
        };
        say::line(say::sentence(
            key,
            &[("epoch", &number), ("count", &count.to_string())],
        ));
    }
    match it.store.recovery_was_tried().await.map_err(Ended::wrong)? {
        Some(at) => say::line(say::sentence("cli-keys-recovery", &[("moment", &moment(at))])),
        None => say::line(say::sentence("cli-keys-no-recovery", &[])),
    }
    it.store.close().await;
    Ok(Ended::Good)
}

async fn rotate(data: Data, to: Option<PathBuf>) -> Result<Ended, Ended> {
    let (mut it, _held) = opened_alone(data).await?;
    let counted = it.store.keys_by_epoch().await.map_err(Ended::wrong)?;
    let left = counted.range(..it.master.epoch()).next().is_some();
    // What was interrupted is finished first; nobody wants two new keys.
    if !left {
        let new = it.master.rotated().map_err(Ended::wrong)?;
        if let Some(away) = written_elsewhere(&it, &new, to.as_deref())? {
            say::line(say::sentence(
                "cli-keys-put",
                &[("file", &away), ("place", &it.source.to_string())],
            ));
            return Ok(Ended::Good);
        }
        let place = open::place(&it.config)?;
        it.store.close().await;
        it.store = Store::open_at(&place, new.clone())
            .await
            .map_err(|error| trouble::said(error, &place))?;
        it.master = new;
    }
    let progress = Progress::new("cli-keys-progress");
    let anew = it.store.rewrap(|_| progress.step()).await.map_err(Ended::wrong)?;
    it.store.close().await;
    let (count, epoch) = (anew.to_string(), it.master.epoch().to_string());
    say::line(say::sentence(
        "cli-keys-rotated",
        &[("count", &count), ("epoch", &epoch)],
    ));
    Ok(Ended::Good)
}

/// Puts a new master key in the place of the old one. One that doesn't come from a file of ours is written beside, for
/// whoever hands it over to put in its place; gives where.
fn written_elsewhere(
    it: &Opened,
    new: &MasterKey,
    to: Option<&std::path::Path>,
) -> Result<Option<String>, Ended> {
    match (master::file(&it.source), to) {
        (Some(file), None) => {
            let bytes = match &it.passphrase {
                Some(passphrase) => new.under(passphrase).map_err(Ended::wrong)?,
                None => new.to_bytes().to_vec(),
            };
            MasterKey::replace(file, &bytes).map_err(Ended::wrong)?;
            Ok(None)
        }
        (_, Some(to)) => {
            if to.exists() {
                let file = to.display().to_string();
                return Err(Ended::Wrong(say::sentence("cli-keys-there", &[("file", &file)])));
            }
            MasterKey::replace(to, &new.to_text()).map_err(Ended::wrong)?;
            Ok(Some(to.display().to_string()))
        }
        (None, None) => Err(Ended::Wrong(say::sentence(
            "cli-keys-to",
            &[("place", &it.source.to_string())],
        ))),
    }
}

async fn destroy_old(data: Data, saved: Saved, to: Option<PathBuf>) -> Result<Ended, Ended> {
    let (it, _held) = opened_alone(data).await?;
    let wrong = |key: &str| Err(Ended::Wrong(say::sentence(key, &[])));
    if it.master.epochs().len() < 2 {
        return wrong("cli-keys-none-old");
    }
    let counted = it.store.keys_by_epoch().await.map_err(Ended::wrong)?;
    if counted.range(..it.master.epoch()).next().is_some() {
        return wrong("cli-keys-unfinished");
    }
    let left = it.master.without_old();
    // Who has no backup that opens with what remains, would have none at all.
    let chosen = saved.chosen(&it.config)?;
    let tried = try_with(&chosen, &left, false).await?;
    if !matches!(tried, Ended::Good) {
        return wrong("cli-keys-no-backup");
    }
    let away = written_elsewhere(&it, &left, to.as_deref())?;
    it.store.close().await;
    match away {
        Some(file) => say::line(say::sentence(
            "cli-keys-put-left",
            &[("file", &file), ("place", &it.source.to_string())],
        )),
        None => say::line(say::sentence("cli-keys-destroyed", &[])),
    }
    Ok(Ended::Good)
}

async fn passphrase(data: Data, set: bool) -> Result<Ended, Ended> {
    let (it, _held) = opened_alone(data).await?;
    it.store.close().await;
    let Some(file) = master::file(&it.source) else {
        return Err(Ended::Wrong(say::sentence(
            "cli-keys-not-a-file",
            &[("place", &it.source.to_string())],
        )));
    };
    let bytes = match set {
        true => it
            .master
            .under(&master::new_passphrase()?)
            .map_err(Ended::wrong)?,
        false => it.master.to_bytes().to_vec(),
    };
    MasterKey::replace(file, &bytes).map_err(Ended::wrong)?;
    say::line(say::sentence(
        if set { "cli-keys-sealed" } else { "cli-keys-open" },
        &[],
    ));
    Ok(Ended::Good)
}
