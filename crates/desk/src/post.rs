//! How mail leaves: the desk hands over a letter; the rim takes it to a server or puts it in a folder.

use casework::moment::Moment;
use std::future::Future;
use std::pin::Pin;

/// A mail as plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// To whom.
    pub to: String,
    /// Where an answer goes: the organisation's own address, as nothing reads the mailbox that we send from.
    pub reply_to: String,
    /// Subject.
    pub subject: String,
    /// Text.
    pub text: String,
    /// The same for each attempt, so that a doubled mail can be recognised.
    pub id: String,
    /// When it was written, by the desk's clock.
    pub at: Moment,
}

/// What became of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// Accepted by the recipient's mail server (or, in the demo, put in the outbox folder).
    Accepted,
    /// Put aside because no mail server is configured: it reached nobody.
    PutAside,
}

/// Why a letter couldn't be sent, as a kind or a code. Never the server's own words: they may name the recipient, and
/// this is logged and kept beside the job.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PostError {
    /// Try again later.
    #[error("not now: {0}")]
    Later(String),
    /// The address doesn't exist or refuses it.
    #[error("refused: {0}")]
    Refused(String),
}

/// Takes letters away. Two exist: a mail server and a folder.
pub trait Post: Send + Sync {
    /// Sends a letter.
    fn send(&self, letter: Letter) -> Pin<Box<dyn Future<Output = Result<Sent, PostError>> + Send + '_>>;

    /// Throws away what is kept of letters about a case, by its number. A mail server keeps nothing for us.
    fn forget<'a>(
        &'a self,
        number: &'a str,
    ) -> Pin<Box<dyn Future<Output = Result<(), PostError>> + Send + 'a>> {
        let _none_kept = number;
        Box::pin(async { Ok(()) })
    }
}
