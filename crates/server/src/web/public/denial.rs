//! `/volgen/klacht/niet-gebeurd`: what was offered didn't happen; it stays owed, and an answer is owed as well.

use super::acts::{Sent, carried_out, done, refused, too_long};
use super::{sheet, writing};
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::frame::{Shown, frame, fresh_key, page};
use crate::web::support::visitor::Complainant;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use casework::case::Undertaking;
use desk::read::Reading;
use render::pages::follow_acts::Denial;
use render::{Form, Texts};

/// What was offered once more, so that nobody says it by a slip of the finger.
pub async fn show(
    State(app): State<App>,
    shown: Shown,
    Complainant(case): Complainant,
    uri: Uri,
) -> Result<Response, WebError> {
    let reading = app.desk.read_own(&case).await?;
    let no = writing::asked(&uri, "toezegging").parse().unwrap_or(0);
    let form = Form::new(Texts::Dutch, fresh_key(&app)?);
    match offered(&reading, no) {
        Some(one) => draw(&app, shown, StatusCode::OK, (&reading, one), form, "").await,
        None => Ok(Redirect::to("/volgen/klacht").into_response()),
    }
}

fn offered(reading: &Reading, no: u32) -> Option<&Undertaking> {
    let all = &reading.view.case().undertakings;
    all.iter().find(|one| one.no == no)
}

/// Notes it.
pub async fn send(State(app): State<App>, sent: Sent) -> Result<Response, WebError> {
    let fields = &sent.fields;
    let no = fields.number("toezegging").ok_or(WebError::BadRequest)?;
    let typed = fields.get("woorden");
    let mut form = Form::new(Texts::Dutch, fresh_key(&app)?);
    match too_long(typed) {
        Some(problem) => form = form.wrong("woorden", &problem),
        None => {
            let words = fields.given("woorden");
            match carried_out(|| app.desk.deny(&sent.case, no, words, fields.key())).await {
                Ok(()) => return Ok(done("niet-gebeurd")),
                Err(error) => form = refused(form, "woorden", error)?,
            }
        }
    }
    let reading = app.desk.read_own(&sent.case).await?;
    let Some(one) = offered(&reading, no) else {
        return Ok(Redirect::to("/volgen/klacht").into_response());
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    draw(&app, sent.shown.clone(), status, (&reading, one), form, typed).await
}

async fn draw(
    app: &App,
    shown: Shown,
    status: StatusCode,
    (reading, one): (&Reading, &Undertaking),
    form: Form,
    words: &str,
) -> Result<Response, WebError> {
    let zone = &reading.version.calendar.zone;
    let names: Vec<String> = sheet::readers(reading).into_iter().map(|one| one.name).collect();
    page(
        status,
        &Denial {
            frame: frame(app, shown).await?,
            form,
            undertaking: one.no,
            offered: reading.view.text(&one.what).unwrap_or_default().to_owned(),
            until: one.until.last_day(zone),
            done: one.done_at.map(|at| at.date(zone)),
            names: names.join(", "),
            words: words.to_owned(),
        },
    )
}
