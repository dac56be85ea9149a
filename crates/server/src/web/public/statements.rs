//! `/privacy`, `/toegankelijkheid` and `/contact`: what we do with data, how accessible we are, how to reach us.

use super::choices::months;
use super::readers::readers;
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::frame::{Shown, frame, page};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::vocabulary::ComplainantKind;
use render::pages::contact::Contact;
use render::pages::statements::{Accessibility, Kept, KeptWhat, Privacy};
use render::saying::Span;

/// Who reads what, and how long it is kept.
pub async fn privacy(State(app): State<App>, shown: Shown) -> Result<Response, WebError> {
    let version = app.desk.shelf().in_force(app.desk.clock().now())?;
    let organisation = app.desk.organisation().await?;
    let directory = app.desk.directory(&organisation).await?;
    let settings = &version.policy.settings;
    let kept = |what, how_long| Kept { what, how_long };
    let assignment = organisation.assign(&[ComplainantKind::Resident], None, None, &[]);
    let readers = readers(&assignment, &directory);
    let privacy = Privacy {
        frame: frame(&app, shown).await?,
        readers,
        kept: vec![
            kept(KeptWhat::Draft, Span::Hours(24)),
            kept(KeptWhat::Identity, months(settings.keep_identity_months)),
            kept(KeptWhat::Words, months(settings.keep_words_months)),
            kept(KeptWhat::Files, months(settings.keep_words_months)),
        ],
    };
    page(StatusCode::OK, &privacy)
}

/// How accessible these pages are.
pub async fn accessibility(State(app): State<App>, shown: Shown) -> Result<Response, WebError> {
    page(
        StatusCode::OK,
        &Accessibility {
            frame: frame(&app, shown).await?,
            checked: None,
        },
    )
}

/// How to reach us.
pub async fn contact(State(app): State<App>, shown: Shown) -> Result<Response, WebError> {
    page(
        StatusCode::OK,
        &Contact {
            frame: frame(&app, shown).await?,
        },
    )
}
