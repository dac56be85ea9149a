//! What the rest of the program may rely on when it keeps something: one binary, one module per subject.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods
)]

mod anchoring;
mod backups;
mod carrying;
mod commits;
mod drafts;
mod embedded;
mod forgetting;
mod golden;
mod lists;
mod many;
mod migrations;
mod place;
mod postgres;
mod rotating;
mod sealing;
mod small;
mod statements;
mod sums;
mod support;
mod tampered;
mod verifying;
