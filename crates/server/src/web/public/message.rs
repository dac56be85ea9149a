//! `/volgen/klacht/bericht`: a message with files, or "dit klopt niet" under the note of a talk; `niet-gebeurd` under an offer.

use super::acts::{Sent, carried_out, done, expired, refused};
use super::follow::{self, Written};
use super::writing::{Incoming, incoming};
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::frame::{Shown, fresh_key};
use crate::web::support::upload::{self, FILES_AT_MOST, Received};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::event::FileRef;
use casework::ids::CaseId;
use casework::submission::{STORY_AT_MOST, clean};
use desk::read::Reading;
use render::pages::parts::FileItem;
use render::{Form, Problem, Texts};
use std::collections::BTreeSet;
use storage::{FileMeta, FilePlace, Owner};

/// Takes it.
pub async fn write(State(app): State<App>, shown: Shown, request: Request) -> Result<Response, WebError> {
    let came = incoming(&app, request).await?;
    let Some(case) = shown.visitor.follows.clone() else {
        let fields = match came {
            Incoming::Fields(fields) => fields,
            // Nobody to keep the files for; the words are kept on the page that asks for the code.
            Incoming::Files(form) => upload::words_only(form).await?,
        };
        return expired(&app, shown, &fields).await;
    };
    let now = app.desk.clock().now();
    let owner = Owner::case(&case);
    let received = match came {
        Incoming::Fields(fields) => Received {
            fields,
            ..Received::default()
        },
        Incoming::Files(form) => {
            upload::receive(&app, form, FilePlace::Owner(&owner), now, FILES_AT_MOST).await?
        }
    };
    let fields = &received.fields;
    if let Some(no) = fields.number("klopt_niet") {
        return dispute(&app, &case, no, fields.key()).await;
    }
    let mut files = waiting(&app, &case, &owner, &fields.all("bijlage")).await?;
    files.extend(received.files.clone());
    let typed = fields.get("bericht");
    let mut form = Form::new(Texts::Dutch, fresh_key(&app)?);
    if clean(typed).chars().count() > STORY_AT_MOST {
        form = form.wrong("bericht", &Problem::TooLong { most: STORY_AT_MOST });
    }
    for (field, problem) in &received.problems {
        form = form.wrong(field.clone(), problem);
    }
    if form.errors.is_empty() {
        let refs: Vec<FileRef> = files
            .iter()
            .map(|file| FileRef {
                id: file.id.clone(),
                size: file.size,
            })
            .collect();
        match carried_out(|| app.desk.write(&case, typed, refs.clone(), fields.key())).await {
            Ok(()) => return Ok(done("bericht")),
            Err(error) => form = refused(form, "bericht", error)?,
        }
    }
    let item = |file: &FileMeta| FileItem {
        id: file.id.as_str().to_owned(),
        name: file.name.clone(),
        bytes: file.size,
        href: String::new(),
    };
    let written = Written {
        typed: typed.to_owned(),
        files: files.iter().map(item).collect(),
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

/// Files that came in with an earlier try: of this case, and in no message yet.
async fn waiting(app: &App, case: &CaseId, owner: &Owner, ids: &[String]) -> Result<Vec<FileMeta>, WebError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let reading = app.desk.read_own(case).await?;
    let sent: BTreeSet<&str> = reading.files.iter().map(|file| file.id.as_str()).collect();
    let mut all = app.desk.store().files_of(owner).await?;
    all.retain(|file| ids.iter().any(|id| id == file.id.as_str()) && !sent.contains(file.id.as_str()));
    all.truncate(FILES_AT_MOST);
    Ok(all)
}

/// "Dit klopt niet": a message in their name that says about which talk.
async fn dispute(app: &App, case: &CaseId, no: u32, key: &str) -> Result<Response, WebError> {
    let reading: Reading = app.desk.read_own(case).await?;
    let message = reading.view.case().message(no).ok_or(WebError::NotFound)?;
    let t = Texts::Dutch;
    let date = t.date(&message.at.date(&reading.version.calendar.zone));
    let words = t.a("follow-note-wrong").with("date", date).to_string();
    carried_out(|| app.desk.write(case, &words, Vec::new(), key)).await?;
    Ok(done("klopt-niet"))
}

/// "Dit is niet gebeurd."
pub async fn deny(State(app): State<App>, sent: Sent) -> Result<Response, WebError> {
    let no = sent.fields.number("toezegging").ok_or(WebError::BadRequest)?;
    let words = sent.fields.given("woorden");
    match carried_out(|| app.desk.deny(&sent.case, no, words, sent.fields.key())).await {
        Ok(()) => Ok(done("niet-gebeurd")),
        Err(error) => {
            let form = refused(Form::new(Texts::Dutch, fresh_key(&app)?), "verloop", error)?;
            let written = Written::default();
            follow::render(
                &app,
                sent.shown,
                StatusCode::UNPROCESSABLE_ENTITY,
                &sent.case,
                form,
                written,
                "",
            )
            .await
        }
    }
}
