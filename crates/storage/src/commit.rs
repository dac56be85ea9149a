//! The one value that a use case hands over, and how it is written: everything in one transaction, or nothing.

use crate::access_log::AccessEntry;
use crate::contents::{NewKey, SealedContent};
use crate::database::{Transaction, values};
use crate::drafts::DraftAdoption;
use crate::error::{CommitError, Error, Result};
use crate::inbox::NewInboxItem;
use crate::jobs::{JobId, NewJob};
use crate::journal::{self, StoredEvent};
use crate::keys::Keys;
use crate::logins::NewLogin;
use crate::owner::{Class, Owner};
use crate::policies::PolicyBytes;
use crate::receipts::{NewReceipt, RECEIPTS_REVOKE};
use crate::rows::Rows;
use crate::seal::{self, Binding};
use crate::statements::statements;
use crate::sums::Counts;
use casework::ids::{CaseId, ContentId};
use casework::moment::Moment;
use std::fmt;

/// The kinds of aggregate; each has its own journal and chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AggregateKind {
    /// A concern or complaint.
    Case,
    /// A changed way of working.
    Measure,
    /// A published policy version.
    PolicyVersion,
    /// People, roles, absence, settings.
    Organisation,
}

impl AggregateKind {
    /// All of them.
    pub const ALL: &'static [AggregateKind] = &[
        AggregateKind::Case,
        AggregateKind::Measure,
        AggregateKind::PolicyVersion,
        AggregateKind::Organisation,
    ];

    /// The code that rows and chains carry.
    pub fn code(self) -> &'static str {
        match self {
            AggregateKind::Case => "case",
            AggregateKind::Measure => "measure",
            AggregateKind::PolicyVersion => "policy_version",
            AggregateKind::Organisation => "organisation",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<AggregateKind> {
        AggregateKind::ALL
            .iter()
            .copied()
            .find(|kind| kind.code() == code)
    }
}

/// Which aggregate: its kind and its id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AggregateKey {
    /// Its kind.
    pub kind: AggregateKind,
    /// Its id.
    pub id: String,
}

impl AggregateKey {
    /// Of a kind, with an id.
    pub fn new(kind: AggregateKind, id: impl Into<String>) -> AggregateKey {
        AggregateKey { kind, id: id.into() }
    }

    /// The aggregate of a case.
    pub fn case(id: &casework::ids::CaseId) -> AggregateKey {
        AggregateKey::new(AggregateKind::Case, id.as_str())
    }

    /// The one aggregate of people, roles and settings.
    pub fn organisation() -> AggregateKey {
        AggregateKey::new(AggregateKind::Organisation, "organisation")
    }
}

impl fmt::Display for AggregateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind.code(), self.id)
    }
}

/// Names a request, so that repeating it answers the same and does nothing. The key must not be guessable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey {
    /// For which action it counts.
    pub scope: String,
    /// What the form carried.
    pub key: String,
}

/// Events to append to one aggregate, with the rows that follow from its state after them.
#[derive(Clone, Debug)]
pub struct Append {
    /// Which aggregate.
    pub aggregate: AggregateKey,
    /// The sequence of its last event when it was loaded; 0 for a new one.
    pub expected_sequence: u64,
    /// What happened.
    pub events: Vec<StoredEvent>,
    /// Its rows as they stand after these events.
    pub rows: Rows,
}

/// All that one use case writes.
#[derive(Clone, Debug)]
pub struct Commit {
    /// When it is written (the desk's clock).
    pub at: Moment,
    /// The request that it carries out.
    pub key: Option<IdempotencyKey>,
    /// What a repeat of that request is answered; kept sealed.
    pub reply: Option<String>,
    /// Events and rows.
    pub appends: Vec<Append>,
    /// Sealed words, from a `Sealer`.
    pub contents: Vec<SealedContent>,
    /// The data keys made for them, from the same `Sealer`.
    pub new_keys: Vec<NewKey>,
    /// Keys to destroy, and with them all that they seal.
    pub erase: Vec<Erase>,
    /// Files of which the key is destroyed, and the bytes.
    pub erase_files: Vec<ContentId>,
    /// A draft whose files go over to a case; the draft ends.
    pub adopt: Option<DraftAdoption>,
    /// Files uploaded for these aggregates that an event now mentions.
    pub attach_files: Vec<ContentId>,
    /// Receipt codes given out.
    pub receipts: Vec<NewReceipt>,
    /// Cases whose codes stop before these are given out.
    pub revoke_receipts: Vec<CaseId>,
    /// Cases whose codes are forgotten, and with them whoever is in by one.
    pub forget_receipts: Vec<CaseId>,
    /// Logins of people who join.
    pub logins: Vec<NewLogin>,
    /// Bytes of published policies.
    pub policy_bytes: Vec<PolicyBytes>,
    /// Work for later.
    pub jobs: Vec<NewJob>,
    /// Jobs that this carries out; if one was done already, the answer is `Duplicate`.
    pub jobs_done: Vec<JobId>,
    /// What people find in their inbox.
    pub inbox: Vec<NewInboxItem>,
    /// Who did what.
    pub access_log: Vec<AccessEntry>,
}

impl Commit {
    /// An empty one, at this moment.
    pub fn at(at: Moment) -> Commit {
        Commit {
            at,
            key: None,
            reply: None,
            appends: Vec::new(),
            contents: Vec::new(),
            new_keys: Vec::new(),
            erase: Vec::new(),
            erase_files: Vec::new(),
            adopt: None,
            attach_files: Vec::new(),
            receipts: Vec::new(),
            revoke_receipts: Vec::new(),
            forget_receipts: Vec::new(),
            logins: Vec::new(),
            policy_bytes: Vec::new(),
            jobs: Vec::new(),
            jobs_done: Vec::new(),
            inbox: Vec::new(),
            access_log: Vec::new(),
        }
    }

    /// Takes over what a `Sealer` sealed.
    pub fn take(&mut self, sealed: crate::contents::Sealed) {
        self.contents.extend(sealed.contents);
        self.new_keys.extend(sealed.new_keys);
    }
}

/// Which key to destroy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erase {
    /// Whose.
    pub owner: Owner,
    /// Which class of content; for `Class::Files` all files of the owner.
    pub class: Class,
}

/// What a commit came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Committed {
    /// The last sequence of each append, in their order.
    pub sequences: Vec<u64>,
}

statements! {
    REPLY_FIND = "SELECT reply FROM replies WHERE key_hash = $1";
    REPLY_INSERT = "INSERT INTO replies (key_hash, reply, at) VALUES ($1, $2, $3) ON CONFLICT (key_hash) DO NOTHING";
    REPLIES_SWEEP = "DELETE FROM replies WHERE at < $1";
}

/// The hash under which a request is remembered.
pub(crate) fn request_hash(keys: &Keys, key: &IdempotencyKey) -> Result<String> {
    keys.token.mac_hex(&["request", &key.scope, &key.key])
}

/// Opens a remembered reply.
pub(crate) fn open_reply(keys: &Keys, hash: &str, sealed: Option<Vec<u8>>) -> Result<Option<String>> {
    let Some(sealed) = sealed else { return Ok(None) };
    seal::open(&keys.reply, &Binding::new("replies", &[hash]), &sealed)
        .and_then(|plain| String::from_utf8(plain.to_vec()).ok())
        .map(Some)
        .ok_or_else(|| Error::corrupt("replies", hash, "doesn't open"))
}

/// Writes one commit inside a savepoint that the caller commits or undoes.
pub(crate) async fn write(
    transaction: &mut Transaction<'_>,
    keys: &Keys,
    commit: &Commit,
) -> std::result::Result<Committed, CommitError> {
    remember_request(transaction, keys, commit).await?;
    // Another commit made the key of this owner and class first: what we sealed can't be opened with theirs.
    if let Some(first) = NewKey::insert_all(transaction, &commit.new_keys, commit.at).await? {
        let kind = AggregateKind::from_code(&first.owner_kind).unwrap_or(AggregateKind::Organisation);
        let aggregate = AggregateKey::new(kind, &first.owner_id);
        return Err(CommitError::Conflict { aggregate });
    }
    SealedContent::insert_all(transaction, &commit.contents, commit.at).await?;
    let mut sequences = Vec::with_capacity(commit.appends.len());
    let mut counts = Counts::new();
    for append in &commit.appends {
        sequences.push(journal::append(transaction, append).await?);
        let new = append.expected_sequence == 0;
        let written = append.rows.write(transaction, &mut counts, new).await;
        written.map_err(taken)?;
    }
    if let Some(adoption) = &commit.adopt {
        adoption.write(transaction).await?;
    }
    for file in &commit.attach_files {
        crate::files::attach(transaction, file).await?;
    }
    for erase in &commit.erase {
        crate::contents::erase(transaction, erase, commit.at).await?;
    }
    for file in &commit.erase_files {
        crate::files::erase_one(transaction, file.as_str(), commit.at).await?;
    }
    for case in &commit.revoke_receipts {
        transaction
            .execute(&RECEIPTS_REVOKE, values![case, commit.at])
            .await?;
        // Who opened it with that code doesn't stay in.
        let whose = values![crate::sessions::SessionKind::Complainant.code().to_owned(), case];
        transaction
            .execute(&crate::sessions::SESSIONS_DELETE, whose)
            .await?;
    }
    for case in &commit.forget_receipts {
        crate::forgetting::forget_receipts(transaction, case).await?;
    }
    for receipt in &commit.receipts {
        receipt.insert(transaction, commit.at).await.map_err(taken)?;
    }
    for login in &commit.logins {
        login.insert(transaction, keys, commit.at).await.map_err(taken)?;
    }
    for bytes in &commit.policy_bytes {
        bytes.insert(transaction).await?;
    }
    for job in &commit.jobs_done {
        if !crate::jobs::done(transaction, job, commit.at).await? {
            return Err(CommitError::Duplicate { reply: None });
        }
    }
    NewJob::insert_all(transaction, &commit.jobs).await?;
    NewInboxItem::insert_all(transaction, &commit.inbox).await?;
    for entry in &commit.access_log {
        entry.insert(transaction).await?;
    }
    crate::sums::write(transaction, counts).await?;
    Ok(Committed { sequences })
}

fn taken(error: Error) -> CommitError {
    match error {
        Error::Taken(what) => CommitError::Taken(what),
        other => CommitError::Storage(other),
    }
}

async fn remember_request(
    transaction: &mut Transaction<'_>,
    keys: &Keys,
    commit: &Commit,
) -> std::result::Result<(), CommitError> {
    let Some(key) = &commit.key else { return Ok(()) };
    let hash = request_hash(keys, key)?;
    let sealed = match &commit.reply {
        Some(reply) => Some(seal::seal(
            &keys.reply,
            &Binding::new("replies", &[&hash]),
            reply.as_bytes(),
        )?),
        None => None,
    };
    // Waits for a twin that is being written elsewhere: only when that one comes to nothing is this one the first.
    let row = values![hash, sealed, commit.at];
    if transaction.execute(&REPLY_INSERT, row).await? == 1 {
        return Ok(());
    }
    let reply = match transaction.row(&REPLY_FIND, values![hash]).await? {
        Some(row) => open_reply(keys, &hash, row.get("reply")?)?,
        None => None,
    };
    Err(CommitError::Duplicate { reply })
}
