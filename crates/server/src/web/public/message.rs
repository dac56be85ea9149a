//! `/volgen/klacht/bericht`: a message with files.

use super::acts::{carried_out, done, expired, refused};
use super::follow::{self, Written};
use crate::clock::real_now;
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::frame::{Shown, fresh_key};
use crate::web::support::{download, upload};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::submission::{STORY_AT_MOST, clean};
use desk::files::refs;
use desk::often::Often;
use render::{Form, Problem, Texts};

/// Takes it.
pub async fn write(State(app): State<App>, shown: Shown, request: Request) -> Result<Response, WebError> {
    let came = upload::incoming(&app, request).await?;
    let Some(case) = shown.visitor.follows.clone() else {
        // Nobody to keep the files for; the words are kept on the page that asks for the code.
        return expired(&app, shown, &came.words(&app).await?).await;
    };
    let received = came.receive_for(&app, &case, app.desk.clock().now()).await?;
    let fields = &received.fields;
    let files = &received.files;
    let typed = fields.get("bericht");
    let mut form = Form::new(Texts::Dutch, fresh_key(&app)?);
    let now = real_now();
    let often = app.often.messages;
    if !app.desk.carried_out(fields.key()).await?
        && app
            .desk
            .too_often(Often::Messages, case.as_str(), often, now)
            .await?
    {
        form = form.wrong("bericht", &Problem::TooOften);
    }
    if clean(typed).chars().count() > STORY_AT_MOST {
        form = form.wrong("bericht", &Problem::TooLong { most: STORY_AT_MOST });
    }
    for (field, problem) in &received.problems {
        form = form.wrong(field.clone(), problem);
    }
    if form.errors.is_empty() {
        let refs = refs(files);
        match carried_out(|| app.desk.write(&case, typed, refs.clone(), fields.key())).await {
            Ok(()) => return Ok(done("bericht")),
            Err(error) => form = refused(form, "bericht", error)?,
        }
    }
    let written = Written {
        typed: typed.to_owned(),
        files: download::waiting(files),
    };
    follow::render(
        &app,
        shown,
        StatusCode::UNPROCESSABLE_ENTITY,
        &case,
        form,
        written,
        "",
    )
    .await
}
