//! Stories of a complaint, played on a desk with a store of its own and a clock that stands still.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods
)]

mod again;
mod answered;
mod asked;
mod counted;
mod days;
mod disputed;
mod doors;
mod forgotten;
mod hearing;
mod hidden;
mod late;
mod leaving;
mod looked;
mod mornings;
mod nodes;
mod office;
mod parts;
mod place;
#[path = "../../../storage/tests/contract/postgres.rs"]
mod postgres;
mod powers;
mod scopes;
mod searched;
mod second;
mod sessions;
mod sooner;
mod staffing;
mod together;
mod told;
mod turned;
mod turns;
