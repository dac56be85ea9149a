//! The machine's own time, for sessions, rate limits and timeouts; the desk's clock is another.

use casework::moment::Moment;

/// What time it really is.
#[expect(
    clippy::disallowed_methods,
    reason = "the rim: sessions and limits live on real time"
)]
pub fn real_now() -> Moment {
    Moment(jiff::Timestamp::now().as_millisecond())
}
