//! What was written down of a complaint, to be read out before it is registered, and what to say of the answer after it.

use super::form::Sent;
use super::new_case::{DO, ways};
use crate::web::App;
use crate::web::public::{about, readers};
use crate::web::support::download;
use crate::web::support::errors::WebError;
use crate::web::support::frame::{frame, fresh_key, page};
use crate::web::support::sheet::theme_name;
use axum::http::StatusCode;
use axum::response::Response;
use casework::case::receive::Assignment;
use casework::ids::PersonId;
use casework::moment::Moment;
use casework::organisation::Organisation;
use casework::submission::Submission;
use casework::vocabulary::Channel as Way;
use jiff::civil::Date;
use render::Form;
use render::pages::work::new_case::Owed;
use render::pages::work::read_aloud::ReadAloud;
use storage::FileMeta;

/// Shows what will be registered. Nothing is kept yet but the files, in the form's own draft.
///
/// # Errors
/// When the page can't be made.
pub async fn show(
    app: &App,
    sent: Sent,
    files: &[FileMeta],
    by: Way,
    heard_at: Moment,
    submission: &Submission,
) -> Result<Response, WebError> {
    let now = app.desk.clock().now();
    let version = app.desk.shelf().in_force(now)?;
    let zone = &version.calendar.zone;
    let organisation = app.desk.organisation().await?;
    let directory = app.desk.directory(&organisation).await?;
    let excluded = ticked(&organisation, submission);
    let project = submission
        .project
        .as_deref()
        .map(|code| directory.project(code).to_owned());
    let theme = submission.theme.as_deref().map(|code| theme_name(&version, code));
    let typed = sent.fields.pairs().iter();
    let hidden = typed
        .filter(|(name, _)| name != DO && name != "sleutel")
        .cloned()
        .collect();
    let answer_by = about::answer_by(&version, heard_at);
    let text = |words: &Option<String>| words.clone().unwrap_or_default();
    let frame = frame(app, sent.shown).await?;
    let read = ReadAloud {
        form: Form::new(frame.t, fresh_key(app)?),
        by: by.code().to_owned(),
        heard: heard_at.local(zone),
        kinds: submission
            .kinds
            .iter()
            .map(|kind| kind.code().to_owned())
            .collect(),
        story: text(&submission.story),
        steps_taken: text(&submission.steps),
        remedy: text(&submission.remedy),
        about: project.into_iter().chain(theme).collect::<Vec<_>>().join(", "),
        files: download::waiting(files),
        channel: ways(&sent.fields),
        readers: readers::readers(&assigned(&organisation, submission, &excluded), &directory),
        excluded: excluded
            .iter()
            .map(|person| directory.name(person).to_owned())
            .collect(),
        may_name: submission.name_may_be_told,
        late: over(answer_by, now.date(zone)),
        answer_by,
        hidden,
        frame,
    };
    page(StatusCode::OK, &read)
}

/// What to say of the answer, as the rules will promise it.
///
/// # Errors
/// When the store fails.
pub async fn owed(app: &App, submission: &Submission, heard_at: Moment) -> Result<Owed, WebError> {
    let now = app.desk.clock().now();
    let version = app.desk.shelf().in_force(now)?;
    let answer_by = about::answer_by(&version, heard_at);
    if over(answer_by, now.date(&version.calendar.zone)) {
        return Ok(Owed::Late);
    }
    let organisation = app.desk.organisation().await?;
    let directory = app.desk.directory(&organisation).await?;
    let handler = assigned(&organisation, submission, &ticked(&organisation, submission)).handler;
    Ok(Owed::By(
        answer_by,
        directory.name_of(handler.as_ref()).to_owned(),
    ))
}

fn over(day: Date, today: Date) -> bool {
    day < today
}

/// Who is ticked and works here.
fn ticked(organisation: &Organisation, submission: &Submission) -> Vec<PersonId> {
    let known = submission.exclude.iter();
    known
        .filter(|id| organisation.people.contains_key(*id))
        .cloned()
        .collect()
}

fn assigned(organisation: &Organisation, submission: &Submission, excluded: &[PersonId]) -> Assignment {
    let (theme, project) = (submission.theme.as_deref(), submission.project.as_deref());
    organisation.assign(&submission.kinds, theme, project, excluded)
}
