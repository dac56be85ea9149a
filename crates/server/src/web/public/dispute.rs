//! `/volgen/klacht/klopt-niet`: the note of a talk, a letter or a mail isn't true; what it kept is owed again.

use super::acts::{Sent, carried_out, done, refused, too_long};
use super::{sheet, writing};
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::frame::{Shown, frame, fresh_key, page};
use crate::web::support::visitor::Complainant;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use casework::case::Message;
use desk::read::Reading;
use render::pages::follow_acts::Dispute;
use render::{Form, Texts};

/// The note once more, and what isn't true about it.
pub async fn show(
    State(app): State<App>,
    shown: Shown,
    Complainant(case): Complainant,
    uri: Uri,
) -> Result<Response, WebError> {
    let reading = app.desk.read_own(&case).await?;
    let no = writing::asked(&uri, "bericht").parse().unwrap_or(0);
    let form = Form::new(Texts::Dutch, fresh_key(&app)?);
    match noted(&reading, no) {
        Some(message) => draw(&app, shown, StatusCode::OK, (&reading, message), form, "").await,
        None => Ok(Redirect::to("/volgen/klacht").into_response()),
    }
}

fn noted(reading: &Reading, no: u32) -> Option<&Message> {
    reading.view.case().message(no).filter(|one| one.is_noted())
}

/// Notes it. Said without words, it stands there in a sentence of ours.
pub async fn send(State(app): State<App>, sent: Sent) -> Result<Response, WebError> {
    let t = Texts::Dutch;
    let fields = &sent.fields;
    let no = fields.number("bericht").ok_or(WebError::BadRequest)?;
    let reading = app.desk.read_own(&sent.case).await?;
    let typed = fields.get("woorden");
    let mut form = Form::new(t, fresh_key(&app)?);
    match too_long(typed) {
        Some(problem) => form = form.wrong("woorden", &problem),
        None => {
            let message = reading.view.case().message(no).ok_or(WebError::NotFound)?;
            let (at, _) = message.came().ok_or(WebError::NotFound)?;
            let date = t.date(&at.date(&reading.version.calendar.zone));
            let stock = t.a("follow-note-wrong").with("date", date).to_string();
            let words = fields.given("woorden").unwrap_or(&stock);
            match carried_out(|| app.desk.dispute(&sent.case, no, words, fields.key())).await {
                Ok(()) => return Ok(done("klopt-niet")),
                Err(error) => form = refused(form, "woorden", error)?,
            }
        }
    }
    let Some(message) = noted(&reading, no) else {
        return Ok(Redirect::to("/volgen/klacht").into_response());
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    draw(&app, sent.shown.clone(), status, (&reading, message), form, typed).await
}

async fn draw(
    app: &App,
    shown: Shown,
    status: StatusCode,
    (reading, message): (&Reading, &Message),
    form: Form,
    words: &str,
) -> Result<Response, WebError> {
    let at = message.came().map_or(message.at, |(at, _)| at);
    let names: Vec<String> = sheet::readers(reading).into_iter().map(|one| one.name).collect();
    page(
        status,
        &Dispute {
            frame: frame(app, shown).await?,
            form,
            message: message.no,
            on: at.date(&reading.version.calendar.zone),
            noted: reading.view.text(&message.words).unwrap_or_default().to_owned(),
            names: names.join(", "),
            words: words.to_owned(),
        },
    )
}
