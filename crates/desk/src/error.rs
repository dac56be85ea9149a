//! Why a use case didn't happen, in the few kinds that a page can tell apart.

use casework::refusal::Refusal;
use storage::CommitError;
use thiserror::Error;

/// A use case that didn't happen.
#[derive(Debug, Error)]
pub enum DeskError {
    /// The rules say no; the code has a text in `locales/`.
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    /// It doesn't exist, or not for this viewer. Both look the same.
    #[error("not found")]
    NotFound,
    /// Somebody changed it in the meantime; look again and repeat.
    #[error("changed in the meantime")]
    Conflict,
    /// The same request was carried out before; this is what was answered then.
    #[error("done before")]
    Repeated(Option<String>),
    /// What is kept can't be read or written at the moment; trying again may help.
    #[error("{0}")]
    Unavailable(String),
    /// Something inside failed; logged once at the edge and shown with a reference.
    #[error("{0}")]
    Internal(String),
}

impl From<storage::Error> for DeskError {
    fn from(error: storage::Error) -> DeskError {
        match error {
            // Nothing can be sealed for what was forgotten.
            storage::Error::Erased(_) => DeskError::Refused(Refusal::Forgotten),
            storage::Error::Unavailable(_) => DeskError::Unavailable(error.to_string()),
            _ => DeskError::Internal(error.to_string()),
        }
    }
}

impl From<CommitError> for DeskError {
    fn from(error: CommitError) -> DeskError {
        match error {
            CommitError::Conflict { .. } | CommitError::Taken(_) => DeskError::Conflict,
            CommitError::Duplicate { reply } => DeskError::Repeated(reply),
            CommitError::Storage(error) => error.into(),
        }
    }
}

/// An internal failure with what was being done.
pub(crate) fn internal(what: impl std::fmt::Display) -> DeskError {
    DeskError::Internal(what.to_string())
}
