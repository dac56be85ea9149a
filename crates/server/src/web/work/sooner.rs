//! `…/korter` and `…/niet-korter`: a file of a complaint is kept less long than the rest, and as long after all.

use super::acts::{drawn, ended, words};
use super::check::Checked;
use super::compose::Desk;
use super::form::{Sent, number};
use crate::web::App;
use crate::web::support::download;
use crate::web::support::errors::WebError;
use axum::extract::{Path, State};
use axum::response::Response;
use casework::access::Action;
use casework::ids::ContentId;
use render::form::SelectOption;
use render::pages::work::sooner::{Marked, Sooner};
use render::pages::work::words::{choose, chosen};
use render::{Problem, Texts};

/// What it holds is a line, not a story.
const AT_MOST: usize = 200;

/// `…/korter`
pub async fn mark(State(app): State<App>, Path(nr): Path<String>, sent: Sent) -> Result<Response, WebError> {
    let nr = number(&nr)?;
    let file = sent.fields.get("bestand").to_owned();
    if file.is_empty() {
        let mut checked = Checked::new(Texts::Dutch, &sent.fields);
        checked.wrong("bestand", &Problem::ChoiceMissing);
        let errors = checked.errors;
        return drawn(&app, sent, &nr, errors).await;
    }
    let (sent, holds) = match words(&app, sent, &nr, "bestand_waarover", AT_MOST).await {
        Ok(fine) => fine,
        Err(page) => return Ok(page),
    };
    let key = sent.fields.key();
    let marked = app
        .desk
        .mark_file(&sent.person, &nr, ContentId(file), &holds, key);
    let result = marked.await;
    ended(&app, sent, &nr, result, "korter", "bestand_waarover").await
}

/// `…/niet-korter`
pub async fn unmark(
    State(app): State<App>,
    Path(nr): Path<String>,
    sent: Sent,
) -> Result<Response, WebError> {
    let nr = number(&nr)?;
    let file = ContentId(sent.fields.get("bestand").to_owned());
    let result = app
        .desk
        .unmark_file(&sent.person, &nr, file, sent.fields.key())
        .await;
    ended(&app, sent, &nr, result, "niet-korter", "niet-korter").await
}

/// What the page of the case shows and asks of it.
pub fn of(desk: &Desk<'_>, file: &str, typed: String) -> Sooner {
    let (view, case) = (desk.view(), desk.case());
    let special = &case.retention.special;
    let name = |id: &ContentId| {
        let meta = desk.reading.files.iter().find(|meta| meta.id == *id);
        meta.map(|meta| download::item(meta, String::new()).name)
    };
    let marked = special.iter().filter_map(|(id, holds)| {
        Some(Marked {
            id: id.to_string(),
            name: name(id)?,
            holds: view.text_of(holds.as_ref()).unwrap_or_default().to_owned(),
        })
    });
    let marked = marked.collect();
    let mut files = Vec::new();
    if view.may(Action::Hold) {
        let others = case.files().filter(|one| !special.contains_key(&one.id));
        files.extend(others.filter_map(|one| {
            Some(SelectOption {
                value: one.id.to_string(),
                label: name(&one.id)?,
                chosen: false,
            })
        }));
    }
    if !files.is_empty() {
        files.splice(0..0, choose(&desk.t, &[], ""));
    }
    Sooner {
        files: chosen(&files, file),
        marked,
        typed,
    }
}
