//! The same contract on PostgreSQL, and what only PostgreSQL must show.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods
)]

#[path = "../contract/anchoring.rs"]
mod anchoring;
#[path = "../contract/backups.rs"]
mod backups;
#[path = "../contract/carrying.rs"]
mod carrying;
#[path = "../contract/commits.rs"]
mod commits;
#[path = "../contract/drafts.rs"]
mod drafts;
#[path = "../contract/forgetting.rs"]
mod forgetting;
#[path = "../contract/golden.rs"]
mod golden;
#[path = "../contract/lists.rs"]
mod lists;
#[path = "../contract/many.rs"]
mod many;
#[path = "../contract/migrations.rs"]
mod migrations;
mod nodes;
mod place;
#[path = "../contract/postgres.rs"]
mod postgres;
#[path = "../contract/rotating.rs"]
mod rotating;
#[path = "../contract/sealing.rs"]
mod sealing;
mod shape;
#[path = "../contract/small.rs"]
mod small;
#[path = "../contract/statements.rs"]
mod statements;
#[path = "../contract/sums.rs"]
mod sums;
#[path = "../contract/support.rs"]
mod support;
#[path = "../contract/tampered.rs"]
mod tampered;
#[path = "../contract/verifying.rs"]
mod verifying;
