//! The program itself, driven over its pages as a browser without JavaScript would.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod browser;
mod http;
mod public;
mod public_bad;
mod public_follow;
mod work;
