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
    /// 403: a form that none of our pages sent, as far as we can tell.
    Elsewhere,
    /// 429: attempts to sign in or to open a complaint.
    TooMany,
    /// 429: more came from one address than one address sends.
    TooOften,
    /// 500.
    Server,
    /// 503: what is kept can't be read or written at the moment.
    Away,
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
            ErrorKind::Elsewhere => Key("error-elsewhere"),
            ErrorKind::TooMany => Key("error-too-many"),
            ErrorKind::TooOften => Key("error-too-often"),
            ErrorKind::Server => Key("error-server"),
            ErrorKind::Away => Key("error-away"),
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
            ErrorKind::Elsewhere => Key("error-elsewhere-advice"),
            ErrorKind::TooMany => Key("error-too-many-advice"),
            ErrorKind::TooOften => Key("error-too-often-advice"),
            ErrorKind::Server => Key("error-server-advice"),
            ErrorKind::Away => Key("error-away-advice"),
            ErrorKind::NotOpen => Key("error-not-open-advice"),
            ErrorKind::Expired => Key("error-expired-advice"),
            ErrorKind::ExpiredStaff => Key("error-expired-staff-advice"),
        }
    }

    /// Whether going back and sending again may help.
    pub fn is_passing(self) -> bool {
        matches!(
            self,
            ErrorKind::BadRequest
                | ErrorKind::TooLarge
                | ErrorKind::TooMany
                | ErrorKind::TooOften
                | ErrorKind::Server
                | ErrorKind::Away
        )
    }

    /// Whether it is our fault: then what somebody wrote is shown again.
    pub fn is_ours(self) -> bool {
        matches!(self, ErrorKind::Server | ErrorKind::Away)
    }

    /// Whether the page with the form is where to go.
    pub fn is_form(self) -> bool {
        self == ErrorKind::Elsewhere
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
            | ErrorKind::Elsewhere
            | ErrorKind::TooMany
            | ErrorKind::TooOften
            | ErrorKind::Server
            | ErrorKind::Away => None,
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
    /// What was typed and went nowhere, to copy it.
    pub typed: Vec<String>,
    /// The page on which the form stands.
    pub again: String,
    /// A form was sent: what it held may be found again in the browser.
    pub sent: bool,
}

#[cfg(test)]
impl ErrorPage {
    pub(crate) fn sample(kind: ErrorKind) -> ErrorPage {
        let reference = if kind.is_ours() {
            "7f3a-20c1".to_owned()
        } else {
            String::new()
        };
        let typed = if matches!(kind, ErrorKind::Elsewhere | ErrorKind::Away) {
            vec!["De lift staat al 3 weken stil.".to_owned()]
        } else {
            Vec::new()
        };
        ErrorPage {
            frame: Frame::sample(),
            kind,
            reference,
            typed,
            again: "/klacht/nieuw/verhaal".to_owned(),
            sent: kind != ErrorKind::NotFound,
        }
    }
}
