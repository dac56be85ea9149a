//! What is kept, and how: journal and rows in one transaction, words sealed, keys apart. Every SQL statement is written here, once.

mod access_log;
mod attempts;
mod cases;
mod commit;
mod contents;
mod database;
pub mod dialect;
mod drafts;
mod error;
mod files;
mod inbox;
mod jobs;
mod journal;
mod keys;
mod logins;
pub mod migrate;
mod owed;
mod policies;
mod receipts;
mod rows;
mod seal;
mod sessions;
mod settings;
pub mod statements;
mod store;
mod verify;

pub use access_log::AccessEntry;
pub use cases::{CaseFilter, CaseOrder, Page, Scope};
pub use commit::{AggregateKey, AggregateKind, Append, Commit, Committed, Erase, IdempotencyKey};
pub use contents::{Class, NewKey, Owner, Sealed, SealedContent, Sealer};
pub use drafts::{DraftAdoption, DraftKey};
pub use error::{CommitError, Error, Result};
pub use files::{CHUNK, FileMeta, FilePlace, FileReader, FileWriter};
pub use inbox::{InboxItem, NewInboxItem};
pub use jobs::{Job, JobId, NewJob};
pub use journal::{Anchor, JournalEntry, StoredEvent};
pub use keys::MasterKey;
pub use logins::Login;
pub use owed::{OwedFigures, OwedFilter};
pub use policies::PolicyBytes;
pub use receipts::{NewReceipt, ReceiptCode};
pub use rows::{
    CaseLinkRow, CasePersonRow, CaseRow, CaseRows, GroupRow, MeasureRow, MeasureRows, OrganisationRows,
    OwedRow, PersonRow, PolicyRow, PolicyRows, Rows,
};
pub use sessions::{Session, SessionKind};
pub use store::Store;
pub use verify::{FirstWrong, Report, VerifyError};
