//! The program itself, driven over its pages as a browser without JavaScript would.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod board;
mod browser;
mod doctor;
mod durable;
mod http;
mod kill;
mod matrix;
mod operation;
mod public;
mod public_bad;
mod public_follow;
mod served;
mod settings;
mod watched;
mod work;
