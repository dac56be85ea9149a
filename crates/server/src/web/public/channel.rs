//! `/klacht/nieuw/antwoord`: how we can answer, and a name for who wants to give one.

use super::writing::{Writing, asked, form, then, with};
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, page};
use axum::extract::State;
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use casework::submission::Field;
use render::Texts;
use render::pages::questions::ChannelPage;

/// The fields about how to answer.
pub const FIELDS: &[Field] = &[
    Field::ReplyBy,
    Field::Email,
    Field::Phone,
    Field::Address,
    Field::Name,
];

const PATH: &str = "/klacht/nieuw/antwoord";

/// Shows it.
pub async fn show(State(app): State<App>, shown: Shown, uri: Uri) -> Result<Response, WebError> {
    let writing = Writing::of(&app, &shown).await?;
    let form = form(&app, Texts::Dutch, &asked(&uri, "terug"))?;
    let (status, form) = writing.mended(form, PATH);
    page(
        status,
        &ChannelPage {
            frame: frame(&app, shown).await?,
            form,
            channel: writing.channel(),
        },
    )
}

/// Takes it.
pub async fn answer(
    State(app): State<App>,
    shown: Shown,
    jar: CookieJar,
    fields: Fields,
) -> Result<Response, WebError> {
    let mut writing = Writing::of(&app, &shown).await?;
    writing.take_channel(&fields);
    let form = with(
        form(&app, Texts::Dutch, fields.get("terug"))?,
        &writing.mistakes(FIELDS),
    );
    if form.errors.is_empty() {
        writing.draft.done("antwoord");
        let jar = writing.keep(&app, jar).await?;
        let next = then(fields.get("terug"), "/klacht/nieuw/lezers");
        return Ok((jar, Redirect::to(next)).into_response());
    }
    writing.mend(&app, jar, PATH, form).await
}
