//! The rules of a complaints desk: what happened + what was published + which days count ⇒ what is owed.

pub mod access;
pub mod calendar;
pub mod case;
pub mod engine;
pub mod event;
pub mod ids;
pub mod measure;
pub mod moment;
pub mod organisation;
pub mod policy;
pub mod promise;
pub mod refusal;
pub mod retention;
pub mod submission;
pub mod vocabulary;
