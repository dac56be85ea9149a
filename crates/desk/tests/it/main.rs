//! Stories of a complaint, played on a desk with a store of its own and a clock that stands still.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod again;
mod answered;
mod doors;
mod hidden;
mod late;
mod leaving;
mod office;
mod parts;
mod second;

mod turned;
