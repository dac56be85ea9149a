//! The demo: throw-away data made by playing a corpus of messages and a script of staff acts through the ordinary use cases.

mod calls;
pub mod corpus;
pub mod people;
pub mod script;
pub mod seed;
