//! Publishing policy versions: their bytes and hash are kept; a changed file is a draft until it is published.

use crate::error::internal;
use crate::shelf::{installed_setting, join, split};
use crate::{Desk, DeskError, Version, codec, project};
use casework::moment::Moment;
use casework::organisation::StaffRole;
use casework::policy::{CountFrom, Policy};
use casework::promise::{Owed, Subject};
use casework::vocabulary::{FactKind, Role};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use storage::{
    AggregateKey, AggregateKind, Append, Commit, JournalEntry, NewInboxItem, PolicyBytes, PolicyRow,
    PolicyRows, Rows,
};

/// A fact in the life of a policy version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PolicyEvent {
    /// It was published; always first.
    Published {
        /// Whose policy.
        policy: String,
        /// Its number.
        version: u32,
        /// SHA-256 of its bytes.
        hash: String,
        /// From when it is in force.
        in_force_from: Moment,
        /// What publishing it made owed.
        owed: Vec<Owed>,
    },
    /// The residents were informed of it.
    ResidentsInformed,
    /// Something that publishing it made owed passed its due instant unkept.
    Missed {
        /// Which.
        owed: u32,
    },
}

/// Whether publishing did anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
    /// It is published from now on.
    Now,
    /// These very bytes were published before.
    Before,
    /// Another text with this number was published: what was given is a draft.
    Draft,
}

fn key(policy: &str, version: u32) -> AggregateKey {
    AggregateKey::new(AggregateKind::PolicyVersion, format!("{policy}-{version}"))
}

impl Desk {
    /// Publishes a policy version, unless one with its number was published.
    ///
    /// # Errors
    /// When the policy doesn't parse, or isn't the one that this installation has: versions of two policies would be
    /// told apart by nothing.
    pub async fn publish_policy(&self, file: &str, source: &str) -> Result<Published, DeskError> {
        match self.publish_once(file, source).await {
            // Another node that started at the same moment published it: now it is there.
            Err(DeskError::Conflict) => self.publish_once(file, source).await,
            published => published,
        }
    }

    async fn publish_once(&self, file: &str, source: &str) -> Result<Published, DeskError> {
        let policy = Policy::parse(file, source).map_err(|problems| internal(format!("{problems:?}")))?;
        let installed = self.store.setting(installed_setting()).await?;
        if let Some(installed) = installed.filter(|installed| *installed != policy.key) {
            let given = &policy.key;
            return Err(internal(format!(
                "the policy here is `{installed}`; `{given}` is another one's policy"
            )));
        }
        let bytes = PolicyBytes::new(join(file, source));
        if let Some(row) = self.store.policy_version(&policy.key, policy.version).await? {
            if row.hash != bytes.hash() {
                return Ok(Published::Draft);
            }
            // A start that was cut off between publishing and what comes after it is made whole here.
            self.store
                .setting_set(installed_setting(), &policy.key, self.clock.now())
                .await?;
            self.shelf
                .put(Version::read(file, source, row.in_force_from, &row.hash)?);
            return Ok(Published::Before);
        }
        let now = self.clock.now();
        let day: Date = policy.in_force_from.parse().map_err(internal)?;
        let version = Version::read(file, source, Moment(0), bytes.hash())?;
        let in_force_from = Moment::start_of(day, &version.calendar.zone);
        let event = PolicyEvent::Published {
            policy: policy.key.clone(),
            version: policy.version,
            hash: bytes.hash().to_owned(),
            in_force_from,
            owed: owed_by_publishing(&version, now),
        };
        let mut commit = Commit::at(now);
        let stored = codec::encode(None, now, &event)?;
        let aggregate = key(&policy.key, policy.version);
        let rows =
            policy_rows(&aggregate, &[(now, event)]).ok_or_else(|| internal("nothing was published"))?;
        commit.appends.push(Append {
            aggregate,
            expected_sequence: 0,
            events: vec![stored],
            rows,
        });
        commit.policy_bytes.push(bytes);
        self.store.commit(commit).await?;
        self.store
            .setting_set(installed_setting(), &policy.key, now)
            .await?;
        self.shelf.put(Version {
            in_force_from,
            ..version
        });
        Ok(Published::Now)
    }

    /// The file and source text of a published version.
    ///
    /// # Errors
    /// It wasn't published.
    pub async fn policy_texts(&self, version: u32) -> Result<(String, String), DeskError> {
        let hash = self.shelf.version(version)?.hash.clone();
        let bytes = self.store.policy_bytes(&hash).await?.ok_or(DeskError::NotFound)?;
        split(&bytes)
    }

    /// Records that the residents were informed of what was published: the newest version, and with it any before it of
    /// which they never heard.
    ///
    /// # Errors
    /// They were informed of every version before.
    pub async fn residents_informed(&self, by: Option<&casework::ids::PersonId>) -> Result<(), DeskError> {
        let mut recorded = false;
        for version in self.shelf.all() {
            recorded |= self.residents_informed_of(&version, by).await?;
        }
        if recorded {
            Ok(())
        } else {
            Err(casework::refusal::Refusal::AlreadyDone.into())
        }
    }

    async fn residents_informed_of(
        &self,
        version: &Version,
        by: Option<&casework::ids::PersonId>,
    ) -> Result<bool, DeskError> {
        let now = self.clock.now();
        let aggregate = key(&version.policy.key, version.policy.version);
        let journal = self.store.load(&aggregate).await?;
        let mut events = decode(&journal)?;
        if events
            .iter()
            .any(|(_, event)| *event == PolicyEvent::ResidentsInformed)
        {
            return Ok(false);
        }
        let event = PolicyEvent::ResidentsInformed;
        let stored = codec::encode(by, now, &event)?;
        let expected_sequence = u64::try_from(journal.len()).map_err(internal)?;
        events.push((now, event));
        let rows = policy_rows(&aggregate, &events).ok_or_else(|| internal("nothing was published"))?;
        let mut commit = Commit::at(now);
        commit.appends.push(Append {
            aggregate,
            expected_sequence,
            events: vec![stored],
            rows,
        });
        self.store.commit(commit).await?;
        Ok(true)
    }
}

impl Desk {
    /// Records what publishing a version made owed and what wasn't done in time; those who must know find it in
    /// their inbox. Doing it twice changes nothing.
    pub(crate) async fn lapse_policy(&self, id: &str) -> Result<(), DeskError> {
        let now = self.clock.now();
        let aggregate = AggregateKey::new(AggregateKind::PolicyVersion, id);
        let journal = self.store.load(&aggregate).await?;
        let mut events = decode(&journal)?;
        let Some((_, PolicyEvent::Published { version, owed, .. })) = events.first().cloned() else {
            return Ok(());
        };
        let informed = events
            .iter()
            .any(|(_, event)| *event == PolicyEvent::ResidentsInformed);
        let recorded = |no| {
            events
                .iter()
                .any(|(_, event)| *event == PolicyEvent::Missed { owed: no })
        };
        let missed: Vec<Owed> = owed
            .into_iter()
            .filter(|one| !informed && one.due_at <= now && !recorded(one.no))
            .collect();
        if missed.is_empty() {
            return Ok(());
        }
        let organisation = self.organisation().await?;
        let policy = self.shelf.version(version)?;
        let mut commit = Commit::at(now);
        let mut stored = Vec::new();
        for one in missed {
            let event = PolicyEvent::Missed { owed: one.no };
            stored.push(codec::encode(None, now, &event)?);
            events.push((now, event));
            let told = policy
                .policy
                .rule(&one.key)
                .map(|rule| rule.told_when_missed.as_slice())
                .unwrap_or_default();
            let roles = told.iter().filter_map(|role| match role {
                Role::Management | Role::Supervisor => Some(StaffRole::Management),
                Role::BoardMember => Some(StaffRole::BoardMember),
                Role::Administrator => Some(StaffRole::Administrator),
                _ => None,
            });
            let people: BTreeSet<_> = roles
                .flat_map(|role| organisation.with_role(role))
                .map(|person| person.id.clone())
                .collect();
            commit.inbox.extend(people.into_iter().map(|person| NewInboxItem {
                person,
                about: aggregate.clone(),
                sequence: u64::try_from(events.len()).unwrap_or(u64::MAX),
                what: "missed".to_owned(),
                at: now,
            }));
        }
        let rows = policy_rows(&aggregate, &events).ok_or_else(|| internal("nothing was published"))?;
        let expected_sequence = u64::try_from(journal.len()).map_err(internal)?;
        commit.appends.push(Append {
            aggregate,
            expected_sequence,
            events: stored,
            rows,
        });
        self.store.commit(commit).await?;
        Ok(())
    }
}

/// What the policy itself says is owed when it is published ("de bewoners worden geïnformeerd").
fn owed_by_publishing(version: &Version, now: Moment) -> Vec<Owed> {
    let rules = version
        .policy
        .promises
        .iter()
        .filter(|rule| rule.opened_by.contains(&FactKind::PolicyPublished));
    rules
        .zip(1_u32..)
        .map(|(rule, no)| {
            let calendar = &version.calendar;
            debug_assert!(
                rule.count_from == CountFrom::Fact,
                "publishing has no other date to count from"
            );
            let due_at = rule.due(calendar, now, None).unwrap_or(now.plus_millis(1));
            Owed {
                no,
                key: rule.key.clone(),
                nature: rule.nature,
                opened_by: FactKind::PolicyPublished,
                subject: Some(Subject::PolicyVersion(version.policy.version)),
                opened_at: now,
                due_at,
                owed_by: rule.owed_by,
                named: None,
                owed_to: rule.owed_to,
                clause: rule.clause.clone(),
                policy_version: version.policy.version,
                missed_at: None,
                kept_at: None,
                kept_by_message: None,
                replaced_by: None,
                released: None,
                moved: 0,
            }
        })
        .collect()
}

pub(crate) fn decode(journal: &[JournalEntry]) -> Result<Vec<(Moment, PolicyEvent)>, DeskError> {
    journal
        .iter()
        .map(|entry| Ok((entry.event.at, codec::decode(entry)?)))
        .collect()
}

/// The rows of a policy version from its events; `None` when they don't begin with its publication.
pub(crate) fn policy_rows(aggregate: &AggregateKey, events: &[(Moment, PolicyEvent)]) -> Option<Rows> {
    let (
        published_at,
        PolicyEvent::Published {
            policy,
            version,
            hash,
            in_force_from,
            owed,
        },
    ) = events.first()?
    else {
        return None;
    };
    let informed = events
        .iter()
        .find(|(_, event)| *event == PolicyEvent::ResidentsInformed)
        .map(|(at, _)| *at);
    let missed_at = |no| {
        events
            .iter()
            .find(|(_, event)| *event == PolicyEvent::Missed { owed: no })
            .map(|(at, _)| *at)
    };
    let owed = owed.iter().map(|one| {
        let one = Owed {
            kept_at: informed,
            missed_at: missed_at(one.no),
            ..one.clone()
        };
        project::owed_row(aggregate, &one, None)
    });
    let row = PolicyRow {
        id: aggregate.id.clone(),
        policy_key: policy.clone(),
        version: *version,
        hash: hash.clone(),
        published_at: *published_at,
        in_force_from: *in_force_from,
    };
    Some(
        Rows::Policy(PolicyRows {
            policy: row,
            owed: owed.collect(),
        })
        .sorted(),
    )
}
