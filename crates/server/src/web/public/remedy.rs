//! `/klacht/nieuw/oplossing`: what should happen, with photos and papers. All of it may stay empty.

use super::writing::{Writing, again, asked, form, then, with};
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::frame::{Shown, frame, page};
use crate::web::support::upload::MEGABYTE;
use axum::extract::{Request, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use casework::submission::Field;
use render::pages::questions::Remedy;
use render::{Form, Texts};

const PATH: &str = "/klacht/nieuw/oplossing";

/// Shows it.
pub async fn show(State(app): State<App>, shown: Shown, uri: Uri) -> Result<Response, WebError> {
    let writing = Writing::of(&app, &shown).await?;
    let form = form(&app, Texts::Dutch, &asked(&uri, "terug"))?;
    let (status, form) = writing.mended(form, PATH);
    render(&app, shown, status, &writing, form).await
}

/// Takes it.
pub async fn answer(
    State(app): State<App>,
    shown: Shown,
    jar: CookieJar,
    request: Request,
) -> Result<Response, WebError> {
    let mut writing = Writing::of(&app, &shown).await?;
    let (received, jar) = writing.receive(&app, jar, request).await?;
    let fields = &received.fields;
    fields
        .get("oplossing")
        .clone_into(&mut writing.draft.typed.remedy);
    if let Some(file) = fields.given("verwijder") {
        writing.remove(&app, file).await?;
        let jar = writing.keep(&app, jar).await?;
        return Ok((jar, Redirect::to(&again(PATH, fields.get("terug")))).into_response());
    }
    let mut form = with(
        form(&app, Texts::Dutch, fields.get("terug"))?,
        &writing.mistakes(&[Field::Remedy]),
    );
    for (field, problem) in &received.problems {
        form = form.wrong(field.clone(), problem);
    }
    if form.errors.is_empty() {
        writing.draft.done("oplossing");
        let jar = writing.keep(&app, jar).await?;
        let next = then(fields.get("terug"), "/klacht/nieuw/antwoord");
        return Ok((jar, Redirect::to(next)).into_response());
    }
    writing.mend(&app, jar, PATH, form).await
}

async fn render(
    app: &App,
    shown: Shown,
    status: StatusCode,
    writing: &Writing,
    form: Form,
) -> Result<Response, WebError> {
    let remedy = Remedy {
        frame: frame(app, shown).await?,
        form,
        remedy: writing.draft.typed.remedy.clone(),
        files: writing.file_items(),
        most_files: app.limits.number,
        most_megabytes: app.limits.file / MEGABYTE,
    };
    page(status, &remedy)
}
