//! A sign of life on a terminal while a command takes long; nothing at all when nobody looks.

use super::say;
use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long lies between two lines.
const BETWEEN: Duration = Duration::from_secs(1);

/// Counts steps and says now and then how many there were.
pub struct Progress {
    key: &'static str,
    shown: bool,
    steps: Mutex<Steps>,
}

struct Steps {
    count: u64,
    said: Instant,
}

impl Progress {
    /// With the sentence that says how many.
    pub fn new(key: &'static str) -> Progress {
        Progress {
            key,
            shown: std::io::stderr().is_terminal(),
            steps: Mutex::new(Steps {
                count: 0,
                said: now(),
            }),
        }
    }

    /// One more was done.
    pub fn step(&self) {
        if self.shown
            && let Some(count) = self.due(now())
        {
            say::error(say::sentence(self.key, &[("count", &count.to_string())]));
        }
    }

    /// Counts one; gives the count when it is time to say so.
    fn due(&self, now: Instant) -> Option<u64> {
        let mut steps = self.steps.lock().unwrap_or_else(PoisonError::into_inner);
        steps.count += 1;
        if now.saturating_duration_since(steps.said) < BETWEEN {
            return None;
        }
        steps.said = now;
        Some(steps.count)
    }
}

#[expect(clippy::disallowed_methods, reason = "the rim: a person waits for real")]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_speaks_once_a_second_and_counts_what_it_kept_to_itself() {
        let progress = Progress::new("cli-verify-progress");
        let begun = now();
        let said: Vec<u64> = (0..2500)
            .filter_map(|milli| progress.due(begun + Duration::from_millis(milli)))
            .collect();
        assert_eq!(said, [1001, 2001]);
    }
}
