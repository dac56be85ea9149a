//! `/klacht/nieuw/verhaal`: what happened, in words, as a recording or on a photo.

use super::about;
use super::writing::{Writing, again, asked, form, then, with};
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::frame::{Shown, frame, page};
use axum::extract::{Request, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use casework::submission::Field;
use render::pages::parts::Role;
use render::pages::questions::Story;
use render::{Form, Texts};

const PATH: &str = "/klacht/nieuw/verhaal";

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
    fields.get("verhaal").clone_into(&mut writing.draft.typed.story);
    fields.get("project").clone_into(&mut writing.draft.typed.project);
    fields.get("thema").clone_into(&mut writing.draft.typed.theme);
    if let Some(file) = fields.given("verwijder") {
        writing.remove(&app, file).await?;
        let jar = writing.keep(&app, jar).await?;
        return Ok((jar, Redirect::to(&again(PATH, fields.get("terug")))).into_response());
    }
    let mut form = with(
        form(&app, Texts::Dutch, fields.get("terug"))?,
        &writing.mistakes(&[Field::Story]),
    );
    for (field, problem) in &received.problems {
        form = form.wrong(field.clone(), problem);
    }
    if form.errors.is_empty() {
        writing.draft.done("verhaal");
        let jar = writing.keep(&app, jar).await?;
        let next = then(fields.get("terug"), "/klacht/nieuw/oplossing");
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
    let version = app.desk.shelf().in_force(app.desk.clock().now())?;
    let organisation = app.desk.organisation().await?;
    let directory = app.desk.directory(&organisation).await?;
    let typed = &writing.draft.typed;
    let before = writing
        .role()
        .map_or("/".to_owned(), |role: Role| format!("/klacht/{}", role.slug()));
    let story = Story {
        frame: frame(app, shown).await?,
        back: form.back(&before),
        form,
        employee: writing.role() == Some(Role::Employee),
        story: typed.story.clone(),
        files: writing.file_items(),
        projects: about::options(&about::projects(&organisation, &directory), &typed.project),
        themes: about::options(&about::themes(&version), &typed.theme),
    };
    page(status, &story)
}
