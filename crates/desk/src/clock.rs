//! What time it is: the real time, or the demo's time that can be moved forward and then runs on.

use casework::moment::Moment;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Answers what time it is. Sessions, rate limits and timeouts don't use it: they stay on real time.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's time.
    Real,
    /// The machine's time, moved: milliseconds added to it.
    Moved(Arc<AtomicI64>),
    /// A time that stands still until it is set (tests).
    Standing(Arc<AtomicI64>),
}

impl Clock {
    /// The demo's clock, at `start` now.
    pub fn moved_to(start: Moment) -> Clock {
        Clock::Moved(Arc::new(AtomicI64::new(start.0 - real().0)))
    }

    /// A clock that stands still.
    pub fn standing(at: Moment) -> Clock {
        Clock::Standing(Arc::new(AtomicI64::new(at.0)))
    }

    /// Now.
    pub fn now(&self) -> Moment {
        match self {
            Clock::Real => real(),
            Clock::Moved(offset) => Moment(real().0 + offset.load(Ordering::SeqCst)),
            Clock::Standing(at) => Moment(at.load(Ordering::SeqCst)),
        }
    }

    /// Moves forward to `to`, never back. `false`: this clock can't be moved.
    pub fn advance(&self, to: Moment) -> bool {
        match self {
            Clock::Real => false,
            Clock::Moved(offset) => {
                offset.fetch_max(to.0 - real().0, Ordering::SeqCst);
                true
            }
            Clock::Standing(at) => {
                at.fetch_max(to.0, Ordering::SeqCst);
                true
            }
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place where the desk asks the machine for the time"
)]
fn real() -> Moment {
    Moment(jiff::Timestamp::now().as_millisecond())
}
