//! The application layer: what happens at the complaints desk, one use case per file. The only door to storage.

pub mod absence;
pub mod acknowledge;
mod act;
pub mod again;
mod anew;
pub mod answer;
pub mod assign;
pub mod board;
pub mod briefs;
mod clock;
mod codec;
pub mod coming;
pub mod complainant;
pub mod concern;
pub mod corrected;
pub mod days;
pub mod deliver;
mod effects;
mod error;
pub mod evaluate;
pub mod figures;
pub mod files;
pub mod fill;
pub mod follow_up;
mod forget;
pub mod given_mail;
pub mod hold;
pub mod interim;
pub mod jobs;
mod known;
pub mod link;
pub mod measures;
pub mod note;
pub mod often;
pub mod outside;
pub mod part;
pub mod people;
pub mod policies;
mod post;
pub mod powers;
mod project;
pub mod read;
pub mod readers;
mod repeat;
pub mod reply;
pub mod results;
pub mod run;
pub mod search;
mod shelf;
pub mod sign_in;
pub mod step;
pub mod submit;
pub mod talk;
pub mod tally;
pub mod today;
pub mod together;
mod unnamed;
pub mod verify;
pub mod ways_out;

pub use act::{Act, Actor};
pub use anew::rows_again;
pub use clock::Clock;
pub use error::DeskError;
pub use post::{Letter, Post, PostError, Sent};
pub use shelf::{Shelf, Version};

use std::sync::Arc;
use storage::Store;

/// The complaints desk: what is kept, what time it is, which policies there are, and how mail leaves.
#[derive(Clone)]
pub struct Desk {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    pub(crate) shelf: Shelf,
    pub(crate) post: Arc<dyn Post>,
    /// Where this desk is reached, without a slash at the end; links in mails begin with it.
    pub(crate) address: Arc<str>,
    /// Who works here, as last read.
    pub(crate) staff: people::Staff,
    /// Cases, as last replayed.
    pub(crate) known: known::Known,
    /// What jobs came to since the start.
    pub(crate) tally: tally::Tally,
}

impl Desk {
    /// A desk over a store, with a clock, a way for mail to leave, and the address that links begin with.
    ///
    /// # Errors
    /// When the published policies can't be read from the store.
    pub async fn open(
        store: Store,
        clock: Clock,
        post: Arc<dyn Post>,
        address: &str,
    ) -> Result<Desk, DeskError> {
        let shelf = Shelf::load(&store).await?;
        let desk = Desk {
            store,
            clock,
            shelf,
            post,
            address: Arc::from(address.trim_end_matches('/')),
            staff: people::Staff::default(),
            known: known::Known::default(),
            tally: tally::Tally::default(),
        };
        desk.organisation().await?;
        desk.rows_anew().await?;
        desk.note_erased_again().await?;
        Ok(desk)
    }

    /// Takes over what other nodes on the same database changed and this one keeps in memory: the published policies, and
    /// the days that don't count. Two cheap questions; none when nobody else writes. (People are looked at again with each
    /// use.)
    ///
    /// # Errors
    /// When the store fails.
    pub async fn catch_up(&self) -> Result<(), DeskError> {
        if self.store.is_shared() {
            self.shelf.catch_up(&self.store).await?;
            self.organisation().await?;
        }
        Ok(())
    }

    /// The desk's clock.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// What is kept; for what isn't about cases: drafts, sessions, limits.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The published policies.
    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// What jobs came to since the start.
    pub fn tally(&self) -> &tally::Tally {
        &self.tally
    }

    /// The address that links begin with.
    pub fn address(&self) -> &str {
        &self.address
    }
}
