//! What went wrong and what to do, with the phone number.

use askama::Template;

use crate::frame::Frame;
use crate::texts::Key;

/// The kinds of page that isn't there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// 404, also for what one may not know of.
    NotFound,
    /// 410: a link that was used or is too old.
    Gone,
    /// 400 and 422: a request that no page of ours makes.
    BadRequest,
    /// 413: more than fits in one form.
    TooLarge,
    /// 403: signed in, but not for this.
    Forbidden,
    /// 429.
    TooMany,
    /// 500.
    Server,
    /// 503: nobody is there yet who can take a complaint.
    NotOpen,
    /// The complainant's session ended.
    Expired,
    /// The session of someone of the staff ended.
    ExpiredStaff,
}

impl ErrorKind {
    /// The title's key.
    pub fn title(self) -> Key {
        match self {
            ErrorKind::NotFound => Key("error-not-found"),
            ErrorKind::Gone => Key("error-gone"),
            ErrorKind::BadRequest => Key("error-bad-request"),
            ErrorKind::TooLarge => Key("error-too-large"),
            ErrorKind::Forbidden => Key("error-forbidden"),
            ErrorKind::TooMany => Key("error-too-many"),
            ErrorKind::Server => Key("error-server"),
            ErrorKind::NotOpen => Key("error-not-open"),
            ErrorKind::Expired => Key("error-expired"),
            ErrorKind::ExpiredStaff => Key("error-expired-staff"),
        }
    }

    /// The key of what to do.
    pub fn advice(self) -> Key {
        match self {
            ErrorKind::NotFound => Key("error-not-found-advice"),
            ErrorKind::Gone => Key("error-gone-advice"),
            ErrorKind::BadRequest => Key("error-bad-request-advice"),
            ErrorKind::TooLarge => Key("error-too-large-advice"),
            ErrorKind::Forbidden => Key("error-forbidden-advice"),
            ErrorKind::TooMany => Key("error-too-many-advice"),
            ErrorKind::Server => Key("error-server-advice"),
            ErrorKind::NotOpen => Key("error-not-open-advice"),
            ErrorKind::Expired => Key("error-expired-advice"),
            ErrorKind::ExpiredStaff => Key("error-expired-staff-advice"),
        }
    }

    /// Where to go from here.
    pub fn way_on(self) -> Option<(&'static str, Key)> {
        match self {
            ErrorKind::NotFound | ErrorKind::Gone => Some(("/", Key("error-home"))),
            ErrorKind::Expired => Some(("/volgen", Key("error-follow"))),
            ErrorKind::ExpiredStaff => Some(("/aanmelden", Key("error-sign-in"))),
            ErrorKind::NotOpen => Some(("/contact", Key("error-contact"))),
            ErrorKind::BadRequest
            | ErrorKind::TooLarge
            | ErrorKind::Forbidden
            | ErrorKind::TooMany
            | ErrorKind::Server => None,
        }
    }
}

/// Any path that can't be shown.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/error.html")]
pub struct ErrorPage {
    /// What surrounds the page.
    pub frame: Frame,
    /// What kind.
    pub kind: ErrorKind,
    /// What to say on the phone; empty when there is nothing to look up.
    pub reference: String,
}

#[cfg(test)]
impl ErrorPage {
    pub(crate) fn sample(kind: ErrorKind) -> ErrorPage {
        let reference = if kind == ErrorKind::Server {
            "7f3a-20c1".to_owned()
        } else {
            String::new()
        };
        let frame = if kind == ErrorKind::Forbidden {
            Frame::sample_staff()
        } else {
            Frame::sample()
        };
        ErrorPage {
            frame,
            kind,
            reference,
        }
    }
}
