//! The program itself, driven over its pages as a browser without JavaScript would.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod after;
mod anchors;
mod backups;
mod bad_files;
#[path = "../../../storage/tests/contract/behind.rs"]
mod behind;
mod board;
mod browser;
mod doctor;
mod doomed;
mod durable;
mod failures;
mod faults;
mod files;
mod full;
mod held;
mod http;
mod intake;
mod invited;
mod keys;
mod kill;
mod matrix;
mod operation;
mod origin;
mod other_policy;
#[path = "../../../storage/tests/contract/postgres.rs"]
mod postgres;
mod postgres_nodes;
mod private;
mod promised;
mod public;
mod public_bad;
mod public_follow;
mod public_says;
mod sentences;
mod served;
mod settings;
mod shared_device;
mod short_message;
mod together;
mod watched;
mod work;
mod writing;
