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
use casework::submission::{Typed, code};
use casework::vocabulary::ComplainantKind;
use desk::people::Directory;
use render::form::SelectOption;
use render::pages::parts::{Reader, ReaderRole};
use render::pages::questions::Readers;
use render::{Form, Texts};

/// Handler, supervisor, board member.
const PARTS: usize = 3;

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
    // Everybody who is there is on the page; who was ticked and left meanwhile stays excluded.
    let offered = organisation.may_be_excluded();
    writing
        .draft
        .typed
        .exclude
        .retain(|id| !offered.iter().any(|person| person.as_str() == id));
    writing.draft.typed.exclude.extend(fields.all("uitsluiten"));
    // Without a name it isn't asked.
    fields
        .get("naam_noemen")
        .clone_into(&mut writing.draft.typed.name_may_be_told);
    writing.draft.done("lezers");
    let jar = writing.keep(&app, jar).await?;
    Ok((
        jar,
        Redirect::to(then(fields.get("terug"), super::writing::CHECK)),
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
    let kinds = writing.kinds();
    let readers = of(&organisation, &directory, &kinds, typed);
    let known: Vec<&str> = readers.iter().map(|one| one.id.as_str()).collect();
    let readers = Readers {
        frame: frame(app, shown).await?,
        form,
        others: others(&organisation, &directory, &known, &typed.exclude),
        pool: pool(&organisation, &directory, &kinds, typed),
        vacant: assigned(&organisation, &kinds, typed).people().count() < PARTS,
        readers,
        named: !typed.name.trim().is_empty(),
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
pub fn assigned(organisation: &Organisation, kinds: &[ComplainantKind], typed: &Typed) -> Assignment {
    assign(organisation, kinds, typed, &excluded(organisation, typed))
}

fn assign(
    organisation: &Organisation,
    kinds: &[ComplainantKind],
    typed: &Typed,
    without: &[PersonId],
) -> Assignment {
    // The same codes that count when it is sent.
    let (theme, project) = (code(&typed.theme), code(&typed.project));
    organisation.assign(kinds, theme.as_deref(), project.as_deref(), without)
}

/// The parts of an assignment that somebody has.
pub fn parts(assignment: &Assignment) -> Vec<(ReaderRole, &PersonId)> {
    let parts = [
        (ReaderRole::Handler, &assignment.handler),
        (ReaderRole::Supervisor, &assignment.supervisor),
        (ReaderRole::Board, &assignment.board_member),
    ];
    parts
        .into_iter()
        .filter_map(|(role, person)| person.as_ref().map(|person| (role, person)))
        .collect()
}

/// The readers of an assignment.
pub fn readers(assignment: &Assignment, directory: &Directory) -> Vec<Reader> {
    let reader = |(role, person): (ReaderRole, &PersonId)| Reader {
        id: person.as_str().to_owned(),
        name: directory.name(person).to_owned(),
        role,
        replacement: String::new(),
        excluded: false,
        away: None,
    };
    parts(assignment).into_iter().map(reader).collect()
}

/// Everybody else who could ever come to read it, by name, to be ticked.
pub fn others(
    organisation: &Organisation,
    directory: &Directory,
    shown: &[&str],
    ticked: &[String],
) -> Vec<SelectOption> {
    let mut others: Vec<SelectOption> = organisation
        .may_be_excluded()
        .into_iter()
        .filter(|person| !shown.contains(&person.as_str()))
        .map(|person| SelectOption {
            value: person.to_string(),
            label: directory.name(&person).to_owned(),
            chosen: ticked.iter().any(|id| id == person.as_str()),
        })
        .collect();
    others.sort_by_key(|one| one.label.to_lowercase());
    others
}

/// The names of those who may take it over when nobody opened it in time.
fn pool(
    organisation: &Organisation,
    directory: &Directory,
    kinds: &[ComplainantKind],
    typed: &Typed,
) -> Vec<String> {
    let assignment = assigned(organisation, kinds, typed);
    let mut not = excluded(organisation, typed);
    not.extend(assignment.handler.clone());
    let mut pool = organisation.pool(kinds, &not);
    if pool.is_empty() {
        pool.extend(assignment.supervisor.clone());
    }
    pool.iter()
        .map(|person| directory.name(person).to_owned())
        .collect()
}

fn in_part(assignment: &Assignment, role: ReaderRole) -> Option<PersonId> {
    parts(assignment)
        .into_iter()
        .find(|(one, _)| *one == role)
        .map(|(_, person)| person.clone())
}

/// Everybody who reads it now; then who would read it but was ticked; and who reads it instead of each.
fn of(
    organisation: &Organisation,
    directory: &Directory,
    kinds: &[ComplainantKind],
    typed: &Typed,
) -> Vec<Reader> {
    let ticked = excluded(organisation, typed);
    let rounds = [
        (assign(organisation, kinds, typed, &ticked), false),
        (assign(organisation, kinds, typed, &[]), true),
    ];
    let mut readers: Vec<Reader> = Vec::new();
    for (assignment, without_ticks) in &rounds {
        for (role, person) in parts(assignment) {
            let known = readers.iter().any(|one| one.id == person.as_str());
            if known || *without_ticks && !ticked.contains(person) {
                continue;
            }
            let mut without = ticked.clone();
            without.push(person.clone());
            let instead = in_part(&assign(organisation, kinds, typed, &without), role);
            readers.push(Reader {
                id: person.as_str().to_owned(),
                name: directory.name(person).to_owned(),
                role,
                replacement: directory.name_of(instead.as_ref()).to_owned(),
                excluded: ticked.contains(person),
                away: None,
            });
        }
    }
    readers
}
