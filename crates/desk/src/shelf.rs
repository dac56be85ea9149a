//! The published policy versions and the calendars they count with, kept parsed in memory.

use crate::error::{DeskError, internal};
use casework::calendar::{Calendar, Replacement};
use casework::engine::Rules;
use casework::moment::Moment;
use casework::policy::Policy;
use std::sync::{Arc, RwLock};
use storage::Store;

/// A published version: the policy, its calendar, and when it was published.
#[derive(Clone, Debug)]
pub struct Version {
    /// The policy.
    pub policy: Policy,
    /// Its calendar.
    pub calendar: Calendar,
    /// From when it is in force.
    pub in_force_from: Moment,
    /// SHA-256 of its bytes.
    pub hash: String,
}

impl Version {
    /// A version from its file and source text.
    ///
    /// # Errors
    /// When the policy doesn't parse, or names an unknown time zone or set of holidays.
    pub fn read(file: &str, source: &str, in_force_from: Moment, hash: &str) -> Result<Version, DeskError> {
        let policy = Policy::parse(file, source).map_err(|problems| internal(format!("{problems:?}")))?;
        let calendar = Calendar::new(&policy.time_zone, &policy.holidays).map_err(internal)?;
        Ok(Version {
            policy,
            calendar,
            in_force_from,
            hash: hash.to_owned(),
        })
    }

    /// The rules that decisions need.
    pub fn rules(&self) -> Rules<'_> {
        Rules {
            policy: &self.policy,
            calendar: &self.calendar,
        }
    }
}

/// All versions, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    versions: Arc<RwLock<Vec<Arc<Version>>>>,
}

/// The key under which the policy of this installation is published.
const INSTALLED: &str = "policy";

impl Shelf {
    /// What was published in this store.
    pub(crate) async fn load(store: &Store) -> Result<Shelf, DeskError> {
        let shelf = Shelf::default();
        shelf.read(store).await?;
        Ok(shelf)
    }

    /// Takes over what another node published in the meantime.
    pub(crate) async fn catch_up(&self, store: &Store) -> Result<(), DeskError> {
        let known = self.all().len() as u64;
        if store.policy_versions_count().await? == known {
            return Ok(());
        }
        self.read(store).await
    }

    async fn read(&self, store: &Store) -> Result<(), DeskError> {
        let Some(key) = store.setting(INSTALLED).await? else {
            return Ok(());
        };
        for row in store.policy_versions(&key).await? {
            let bytes = store
                .policy_bytes(&row.hash)
                .await?
                .ok_or_else(|| internal("policy bytes are gone"))?;
            let (file, source) = split(&bytes)?;
            self.put(Version::read(&file, &source, row.in_force_from, &row.hash)?);
        }
        Ok(())
    }

    /// The calendars count with these replacement days from now on; each was published on a day of its own, which says
    /// for what it counts.
    pub(crate) fn set_replacements(&self, days: &[Replacement]) {
        let same = |one: &Arc<Version>| one.calendar.replacements == days;
        if self.all().iter().all(same) {
            return;
        }
        if let Ok(mut versions) = self.versions.write() {
            for one in versions.iter_mut() {
                let mut version = Version::clone(one);
                version.calendar = version.calendar.with_replacements(days);
                *one = Arc::new(version);
            }
        }
    }

    pub(crate) fn put(&self, mut version: Version) {
        if let Ok(mut versions) = self.versions.write() {
            if let Some(one) = versions.first() {
                version.calendar = version.calendar.with_replacements(&one.calendar.replacements);
            }
            versions.retain(|one| one.policy.version != version.policy.version);
            versions.push(Arc::new(version));
            versions.sort_by_key(|one| one.policy.version);
        }
    }

    /// All versions, oldest first.
    pub fn all(&self) -> Vec<Arc<Version>> {
        self.versions
            .read()
            .map(|versions| versions.clone())
            .unwrap_or_default()
    }

    /// The version in force at a moment; before the first one is in force, that first one.
    ///
    /// # Errors
    /// When none was published.
    pub fn in_force(&self, at: Moment) -> Result<Arc<Version>, DeskError> {
        let all = self.all();
        let found = all
            .iter()
            .rev()
            .find(|one| one.in_force_from <= at)
            .or(all.first());
        found.cloned().ok_or_else(|| internal("no policy was published"))
    }

    /// The version with this number.
    ///
    /// # Errors
    /// When it wasn't published.
    pub fn version(&self, number: u32) -> Result<Arc<Version>, DeskError> {
        self.all()
            .into_iter()
            .find(|one| one.policy.version == number)
            .ok_or_else(|| internal(format!("policy version {number} wasn't published")))
    }
}

/// File and source text as one sequence of bytes, so that one hash covers both.
pub(crate) fn join(file: &str, source: &str) -> Vec<u8> {
    format!("{}\n{file}{source}", file.len()).into_bytes()
}

/// The reverse of [`join`].
pub(crate) fn split(bytes: &[u8]) -> Result<(String, String), DeskError> {
    let text = std::str::from_utf8(bytes).map_err(internal)?;
    let (length, rest) = text
        .split_once('\n')
        .ok_or_else(|| internal("policy bytes have no length"))?;
    let length: usize = length.parse().map_err(internal)?;
    let (file, source) = rest
        .split_at_checked(length)
        .ok_or_else(|| internal("policy bytes are too short"))?;
    Ok((file.to_owned(), source.to_owned()))
}

/// The setting that holds the installed policy's key.
pub(crate) fn installed_setting() -> &'static str {
    INSTALLED
}
