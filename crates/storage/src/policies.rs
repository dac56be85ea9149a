//! Published policies: their bytes under their hash, for ever.

use crate::database::{Transaction, values};
use crate::error::{Error, Result};
use crate::keys::hex;
use crate::statements::statements;
use crate::tables::{PolicyRow, policy_columns};
use casework::moment::Moment;
use sha2::{Digest, Sha256};

/// The bytes of a policy, for the commit that publishes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyBytes {
    bytes: Vec<u8>,
    hash: String,
}

statements! {
    POLICY_BYTES_INSERT = "INSERT INTO policy_bytes (hash, bytes) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING";
    POLICY_BYTES_FIND = "SELECT bytes FROM policy_bytes WHERE hash = $1";
    POLICY_VERSIONS = concat!("SELECT ", policy_columns!(), " FROM policy_versions WHERE policy_key = $1 ORDER BY version");
    POLICY_VERSIONS_COUNT = "SELECT COUNT(*) AS total FROM policy_versions";
    POLICY_VERSION = concat!("SELECT ", policy_columns!(), " FROM policy_versions WHERE policy_key = $1 AND version = $2");
    POLICY_IN_FORCE = concat!("SELECT ", policy_columns!(), " FROM policy_versions WHERE policy_key = $1 AND in_force_from <= $2
        ORDER BY in_force_from DESC, version DESC LIMIT 1");
}

impl PolicyBytes {
    /// With their hash.
    pub fn new(bytes: Vec<u8>) -> PolicyBytes {
        PolicyBytes {
            hash: hash(&bytes),
            bytes,
        }
    }

    /// The hash that the version's row carries.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    pub(crate) async fn insert(&self, transaction: &mut Transaction<'_>) -> Result<()> {
        transaction
            .execute(&POLICY_BYTES_INSERT, values![self.hash, self.bytes])
            .await?;
        Ok(())
    }
}

/// SHA-256 in hexadecimal digits.
pub(crate) fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

impl crate::Store {
    /// All published versions of a policy, oldest first.
    pub async fn policy_versions(&self, policy_key: &str) -> Result<Vec<PolicyRow>> {
        let rows = self
            .database
            .rows(&POLICY_VERSIONS, values![policy_key.to_owned()])
            .await?;
        rows.iter().map(PolicyRow::read).collect()
    }

    /// How many versions were published. They are only ever added to, so this tells whether there is a new one.
    pub async fn policy_versions_count(&self) -> Result<u64> {
        self.database
            .row(&POLICY_VERSIONS_COUNT, values![])
            .await?
            .map_or(Ok(0), |row| row.get("total"))
    }

    /// One published version.
    pub async fn policy_version(&self, policy_key: &str, version: u32) -> Result<Option<PolicyRow>> {
        let row = self
            .database
            .row(&POLICY_VERSION, values![policy_key.to_owned(), version])
            .await?;
        row.as_ref().map(PolicyRow::read).transpose()
    }

    /// The version in force at a moment.
    pub async fn policy_in_force(&self, policy_key: &str, at: Moment) -> Result<Option<PolicyRow>> {
        let row = self
            .database
            .row(&POLICY_IN_FORCE, values![policy_key.to_owned(), at])
            .await?;
        row.as_ref().map(PolicyRow::read).transpose()
    }

    /// The bytes with a hash; an error when they aren't those that were published.
    pub async fn policy_bytes(&self, wanted: &str) -> Result<Option<Vec<u8>>> {
        let Some(row) = self
            .database
            .row(&POLICY_BYTES_FIND, values![wanted.to_owned()])
            .await?
        else {
            return Ok(None);
        };
        let bytes: Vec<u8> = row.get("bytes")?;
        match hash(&bytes) == wanted {
            true => Ok(Some(bytes)),
            false => Err(Error::corrupt("policy_bytes", wanted, "isn't what was published")),
        }
    }
}
