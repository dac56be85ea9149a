//! `/klacht/nieuw/lezers`: who will read it, by name, before it is sent; who is ticked will not.

use super::writing::{Writing, asked, form, then};
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, page};
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use casework::case::receive::Assignment;
use casework::ids::PersonId;
use casework::organisation::Organisation;
use casework::refusal::Refusal;
use casework::submission::{Typed, code};
use casework::vocabulary::ComplainantKind;
use desk::people::Directory;
use render::form::FieldError;
use render::pages::parts::{Reader, ReaderRole};
use render::pages::questions::Readers;
use render::{Form, Texts};

/// Shows it.
pub async fn show(State(app): State<App>, shown: Shown, uri: Uri) -> Result<Response, WebError> {
    let writing = Writing::of(&app, &shown).await?;
    let form = form(&app, Texts::Dutch, &asked(&uri, "terug"))?;
    render(&app, shown, StatusCode::OK, &writing, form).await
}

/// Takes it.
pub async fn answer(
    State(app): State<App>,
    shown: Shown,
    jar: CookieJar,
    fields: Fields,
) -> Result<Response, WebError> {
    let mut writing = Writing::of(&app, &shown).await?;
    let organisation = app.desk.organisation().await?;
    let directory = app.desk.directory(&organisation).await?;
    // Who was ticked before and isn't on the page any more (another theme, another handler) stays excluded.
    let offered = of(&organisation, &directory, &writing.kinds(), &writing.draft.typed);
    writing
        .draft
        .typed
        .exclude
        .retain(|id| !offered.iter().any(|reader| reader.id == *id));
    writing.draft.typed.exclude.extend(fields.all("uitsluiten"));
    fields
        .get("naam_noemen")
        .clone_into(&mut writing.draft.typed.name_may_be_told);
    let left = assigned(&organisation, &writing.kinds(), &writing.draft.typed);
    if left.is_ok() {
        writing.draft.done("lezers");
    }
    let jar = writing.keep(&app, jar).await?;
    if left.is_ok() {
        return Ok((
            jar,
            Redirect::to(then(fields.get("terug"), super::writing::CHECK)),
        )
            .into_response());
    }
    let mut form = form(&app, Texts::Dutch, fields.get("terug"))?;
    let text = Texts::Dutch.m("readers-nobody-left");
    form.errors.push(FieldError {
        field: "uitsluiten".to_owned(),
        text,
    });
    Ok((
        jar,
        render(&app, shown, StatusCode::UNPROCESSABLE_ENTITY, &writing, form).await?,
    )
        .into_response())
}

async fn render(
    app: &App,
    shown: Shown,
    status: StatusCode,
    writing: &Writing,
    form: Form,
) -> Result<Response, WebError> {
    let organisation = app.desk.organisation().await?;
    let directory = app.desk.directory(&organisation).await?;
    let typed = &writing.draft.typed;
    let readers = Readers {
        frame: frame(app, shown).await?,
        form,
        readers: of(&organisation, &directory, &writing.kinds(), typed),
        may_name: typed.name_may_be_told.clone(),
    };
    page(status, &readers)
}

/// Who was ticked and works here.
pub fn excluded(organisation: &Organisation, typed: &Typed) -> Vec<PersonId> {
    let ids = typed.exclude.iter().map(|id| PersonId(id.clone()));
    ids.filter(|id| organisation.people.contains_key(id)).collect()
}

/// Who takes part when this is sent, without who was ticked.
///
/// # Errors
/// [`Refusal::NobodyLeft`].
pub fn assigned(
    organisation: &Organisation,
    kinds: &[ComplainantKind],
    typed: &Typed,
) -> Result<Assignment, Refusal> {
    assign(organisation, kinds, typed, &excluded(organisation, typed))
}

fn assign(
    organisation: &Organisation,
    kinds: &[ComplainantKind],
    typed: &Typed,
    without: &[PersonId],
) -> Result<Assignment, Refusal> {
    // The same codes that count when it is sent.
    let (theme, project) = (code(&typed.theme), code(&typed.project));
    organisation.assign(kinds, theme.as_deref(), project.as_deref(), without)
}

/// The parts of an assignment.
pub fn parts(assignment: &Assignment) -> [(ReaderRole, &PersonId); 3] {
    [
        (ReaderRole::Handler, &assignment.handler),
        (ReaderRole::Supervisor, &assignment.supervisor),
        (ReaderRole::Board, &assignment.board_member),
    ]
}

fn in_part(assignment: &Assignment, role: ReaderRole) -> Option<&PersonId> {
    parts(assignment)
        .into_iter()
        .find(|(one, _)| *one == role)
        .map(|(_, person)| person)
}

/// Everybody who would read it, also who was ticked, and who reads it instead of each.
fn of(
    organisation: &Organisation,
    directory: &Directory,
    kinds: &[ComplainantKind],
    typed: &Typed,
) -> Vec<Reader> {
    let ticked = excluded(organisation, typed);
    let rounds = [
        assign(organisation, kinds, typed, &[]),
        assign(organisation, kinds, typed, &ticked),
    ];
    let mut readers: Vec<Reader> = Vec::new();
    for assignment in rounds.iter().flatten() {
        for (role, person) in parts(assignment) {
            if readers.iter().any(|one| one.id == person.as_str()) {
                continue;
            }
            let mut without = ticked.clone();
            without.push(person.clone());
            let instead = assign(organisation, kinds, typed, &without).ok();
            let instead = instead.as_ref().and_then(|instead| in_part(instead, role));
            readers.push(Reader {
                id: person.as_str().to_owned(),
                name: directory.name(person).to_owned(),
                role,
                replacement: directory.name_of(instead).to_owned(),
                excluded: ticked.contains(person),
            });
        }
    }
    readers
}
