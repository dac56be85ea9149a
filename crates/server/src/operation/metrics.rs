//! Figures about the machine: requests by route, mails by outcome. Counts and durations, nothing that says who or what.

use desk::{Letter, Post, PostError, Sent};
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The upper ends of the buckets of a duration, in milliseconds.
pub const BUCKETS: [u64; 8] = [1, 5, 10, 50, 100, 500, 1_000, 5_000];

/// How long something took, over many times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Durations {
    /// How many took at most so long, per bucket; each is counted in one.
    pub buckets: [u64; BUCKETS.len()],
    /// How many there were.
    pub count: u64,
    /// All of it together.
    pub sum: Duration,
}

impl Durations {
    fn add(&mut self, took: Duration) {
        let place = BUCKETS
            .iter()
            .position(|most| took <= Duration::from_millis(*most))
            .and_then(|place| self.buckets.get_mut(place));
        if let Some(bucket) = place {
            *bucket += 1;
        }
        self.count += 1;
        self.sum += took;
    }
}

/// What was counted since the start.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    /// How often each route was answered, by method, route and status.
    pub answers: BTreeMap<(&'static str, String, u16), u64>,
    /// How long it took, by method and route.
    pub durations: BTreeMap<(&'static str, String), Durations>,
    /// What became of mails.
    pub mails: BTreeMap<&'static str, u64>,
}

/// Counts while the program runs.
#[derive(Debug, Default)]
pub struct Metrics(Mutex<Counted>);

impl Metrics {
    fn counted(&self) -> MutexGuard<'_, Counted> {
        // A panic elsewhere leaves at worst one count too few.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A request was answered.
    pub fn request(&self, method: &'static str, route: &str, status: u16, took: Duration) {
        let mut counted = self.counted();
        *counted
            .answers
            .entry((method, route.to_owned(), status))
            .or_default() += 1;
        counted
            .durations
            .entry((method, route.to_owned()))
            .or_default()
            .add(took);
    }

    /// A mail was sent, or wasn't.
    fn mail(&self, sent: &Result<Sent, PostError>) {
        let outcome = match sent {
            Ok(Sent::Accepted) => "accepted",
            Ok(Sent::PutAside) => "put_aside",
            Err(PostError::Later(_)) => "later",
            Err(PostError::Refused(_)) => "refused",
        };
        *self.counted().mails.entry(outcome).or_default() += 1;
    }

    /// What was counted up to now.
    pub fn so_far(&self) -> Counted {
        self.counted().clone()
    }
}

/// A way for mail to leave whose outcomes are counted.
pub struct Counting {
    /// How it really leaves.
    pub post: Arc<dyn Post>,
    /// Where it is counted.
    pub metrics: Arc<Metrics>,
}

impl Post for Counting {
    fn send(&self, letter: Letter) -> Pin<Box<dyn Future<Output = Result<Sent, PostError>> + Send + '_>> {
        Box::pin(async move {
            let sent = self.post.send(letter).await;
            self.metrics.mail(&sent);
            sent
        })
    }

    fn forget<'a>(
        &'a self,
        number: &'a str,
    ) -> Pin<Box<dyn Future<Output = Result<(), PostError>> + Send + 'a>> {
        self.post.forget(number)
    }
}
