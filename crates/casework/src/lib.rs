//! The rules of a complaints desk: what happened + what was published + which days count ⇒ what is owed.

pub mod calendar;
pub mod event;
pub mod ids;
pub mod moment;
pub mod policy;
pub mod promise;
pub mod vocabulary;
