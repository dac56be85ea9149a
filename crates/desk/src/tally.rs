//! What jobs came to since the start, by kind: how often, how long. For whoever watches over the machine.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What one kind of job came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ran {
    /// How often it was done.
    pub done: u64,
    /// How often it failed and was put off.
    pub failed: u64,
    /// How long all of it took, by the desk's clock.
    pub millis: u64,
}

/// Counts by kind. Cheap to clone; the clones count together.
#[derive(Clone, Debug, Default)]
pub struct Tally(Arc<Mutex<BTreeMap<String, Ran>>>);

impl Tally {
    /// A job ran.
    pub(crate) fn ran(&self, kind: &str, good: bool, millis: i64) {
        let mut kinds = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let ran = kinds.entry(kind.to_owned()).or_default();
        ran.done += u64::from(good);
        ran.failed += u64::from(!good);
        ran.millis += u64::try_from(millis).unwrap_or_default();
    }

    /// What was counted up to now.
    pub fn so_far(&self) -> BTreeMap<String, Ran> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
