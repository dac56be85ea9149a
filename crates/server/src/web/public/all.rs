//! `/volgen/klacht/alles`: all of one's own complaint from the beginning.

use super::sheet;
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::frame::{Shown, frame, page};
use crate::web::support::visitor::Complainant;
use crate::web::support::whole;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use render::Texts;
use render::pages::all::OwnAll;

/// Where it stands.
pub const ADDRESS: &str = "/volgen/klacht/alles";

/// Shows the part that is asked for.
pub async fn show(
    State(app): State<App>,
    shown: Shown,
    Complainant(case): Complainant,
    RawQuery(query): RawQuery,
) -> Result<Response, WebError> {
    let reading = app.desk.read_own(&case).await?;
    let t = Texts::Dutch;
    let messages = sheet::messages(&reading, t);
    let course = sheet::course(&reading, t);
    let part = whole::part(messages, course, ADDRESS.to_owned(), &query.unwrap_or_default());
    page(
        StatusCode::OK,
        &OwnAll {
            frame: frame(&app, shown).await?,
            place: part.place,
            course: part.course,
            messages: part.messages,
        },
    )
}
