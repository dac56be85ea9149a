//! Signing in and accepting an invitation.

use askama::Template;

use crate::form::Form;
use crate::frame::Frame;

/// `/aanmelden`: fields `email`, `wachtwoord`, `terug`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/sign_in.html")]
pub struct SignIn {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// What was typed.
    pub email: String,
    /// Where to go after that; may be empty.
    pub next: String,
    /// Who helps when it doesn't work; may be empty.
    pub administrator: String,
}

/// `/uitnodiging`: fields `uitnodiging` (hidden), `wachtwoord`, `nogmaals`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/invitation.html")]
pub struct Invitation {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// The proof from the link.
    pub proof: String,
    /// Who is invited.
    pub name: String,
    /// The address they will sign in with.
    pub email: String,
    /// The least characters of a password.
    pub least: usize,
}

/// `/van-buiten`: field `bewijs` (hidden). Who enters by a mailed link, without an account.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/outside.html")]
pub struct Outside {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// The proof from the link.
    pub proof: String,
    /// Who it is.
    pub name: String,
}

#[cfg(test)]
impl Outside {
    pub(crate) fn sample() -> Outside {
        let frame = Frame::sample();
        Outside {
            form: Form::new(frame.t, "s-13"),
            frame,
            proof: "p-2".into(),
            name: "Olga".into(),
        }
    }
}

#[cfg(test)]
impl SignIn {
    pub(crate) fn sample() -> SignIn {
        let frame = Frame::sample();
        SignIn {
            form: Form::new(frame.t, "s-11").wrong("email", &crate::Problem::SignIn),
            frame,
            email: "ann@voorbeeld.test".into(),
            next: "/werk".into(),
            administrator: "Sam".into(),
        }
    }
}

#[cfg(test)]
impl Invitation {
    pub(crate) fn sample() -> Invitation {
        let frame = Frame::sample();
        Invitation {
            form: Form::new(frame.t, "s-12"),
            frame,
            proof: "p-1".into(),
            name: "Ann".into(),
            email: "ann@voorbeeld.test".into(),
            least: 12,
        }
    }
}
