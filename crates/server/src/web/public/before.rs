//! `/klacht/bewoner|medewerker|derde`: the step before a complaint. It guides and never blocks.

use super::about;
use super::writing::{Writing, asked, form, raised_of, role_of, then, with};
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, page};
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use casework::organisation::{Organisation, Scope};
use casework::policy::{ContactRule, KindRule};
use casework::submission::Field;
use casework::vocabulary::ComplainantKind;
use desk::Version;
use desk::people::Directory;
use render::pages::before::{Before, ContactRow};
use render::pages::parts::{Raised, Role};
use render::{Form, Problem, Texts};

/// Shows it; what was answered before stands there again.
pub async fn show(State(app): State<App>, shown: Shown, uri: Uri) -> Result<Response, WebError> {
    let role = role(&shown)?;
    let writing = Writing::of(&app, &shown).await?;
    let form = form(&app, Texts::Dutch, &asked(&uri, "terug"))?;
    // Another role's answer is another answer.
    let same = writing.role() == Some(role);
    let raised = if same { writing.raised() } else { Raised::Unknown };
    let done = writing.draft.typed.steps.clone();
    let (status, form) = writing.mended(form, &path(role));
    render(&app, shown, status, role, raised, done, form).await
}

/// Takes the answer.
pub async fn answer(
    State(app): State<App>,
    shown: Shown,
    jar: CookieJar,
    fields: Fields,
) -> Result<Response, WebError> {
    let role = role(&shown)?;
    let version = app.desk.shelf().in_force(app.desk.clock().now())?;
    let mut writing = Writing::of(&app, &shown).await?;
    let raised = raised_of(fields.get("gemeld"));
    role.slug().clone_into(&mut writing.draft.role);
    // One page can be for several kinds; the first is whom the page is written for.
    writing.draft.typed.kinds = rule(&version, role)
        .and_then(|rule| rule.kinds.first())
        .map(|kind| kind.code().to_owned())
        .into_iter()
        .collect();
    raised.value().clone_into(&mut writing.draft.typed.told);
    fields.get("al").clone_into(&mut writing.draft.typed.steps);
    let mistakes = writing.mistakes(&[Field::Steps]);
    if raised == Raised::Unknown || !mistakes.is_empty() {
        let mut form = form(&app, Texts::Dutch, fields.get("terug"))?;
        if raised == Raised::Unknown {
            form = form.wrong("gemeld", &Problem::ChoiceMissing);
        }
        return writing.mend(&app, jar, &path(role), with(form, &mistakes)).await;
    }
    writing.draft.done(role.slug());
    let jar = writing.keep(&app, jar).await?;
    let next = if raised == Raised::First {
        "/melden"
    } else {
        then(fields.get("terug"), "/klacht/nieuw/verhaal")
    };
    Ok((jar, Redirect::to(next)).into_response())
}

fn path(role: Role) -> String {
    format!("/klacht/{}", role.slug())
}

fn role(shown: &Shown) -> Result<Role, WebError> {
    shown
        .path
        .rsplit('/')
        .next()
        .and_then(role_of)
        .ok_or(WebError::NotFound)
}

/// The policy's step before for a role.
pub fn rule(version: &Version, role: Role) -> Option<&KindRule> {
    version.policy.kinds.iter().find(|rule| rule.page == role.slug())
}

/// What must be read before a complaint is sent.
pub fn notice(version: &Version, role: Role) -> Vec<String> {
    let words = rule(version, role)
        .and_then(|rule| rule.notice.as_deref())
        .unwrap_or_default();
    words
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

async fn render(
    app: &App,
    shown: Shown,
    status: StatusCode,
    role: Role,
    raised: Raised,
    done: String,
    form: Form,
) -> Result<Response, WebError> {
    let now = app.desk.clock().now();
    let version = app.desk.shelf().in_force(now)?;
    let organisation = app.desk.organisation().await?;
    let directory = app.desk.directory(&organisation).await?;
    let rule = rule(&version, role);
    let kinds = rule.map(|rule| rule.kinds.clone()).unwrap_or_default();
    let contacts = match rule.map(|rule| rule.contact) {
        Some(ContactRule::ByProject) => by_project(&version, &organisation, &directory, &kinds),
        Some(ContactRule::StaffRepresentative) => organisation
            .contact_for(&kinds, None, None, &[])
            .map(|person| row(&directory, &person, String::new()))
            .into_iter()
            .collect(),
        Some(ContactRule::GeneralAddress) | None => Vec::new(),
    };
    let before = Before {
        frame: frame(app, shown).await?,
        form,
        role,
        contacts,
        raised,
        done,
        notice: notice(&version, role),
        concern_by: about::concern_by(&version, &kinds, now),
        complaint_by: about::answer_by(&version, now),
    };
    page(status, &before)
}

fn row(directory: &Directory, person: &casework::ids::PersonId, about: String) -> ContactRow {
    ContactRow {
        about,
        name: directory.name(person).to_owned(),
        phone: String::new(),
        email: directory.email(person).unwrap_or_default().to_owned(),
    }
}

/// Who knows which project or theme, from the organisation's table; whoever is excluded or gone isn't in it.
fn by_project(
    version: &Version,
    organisation: &Organisation,
    directory: &Directory,
    kinds: &[ComplainantKind],
) -> Vec<ContactRow> {
    let projects = about::projects(organisation, directory);
    let themes = about::themes(version);
    let fits = |scope: &Scope| scope.kind.is_none_or(|kind| kinds.contains(&kind));
    let mut rows: Vec<ContactRow> = Vec::new();
    for scope in organisation.contacts.keys().filter(|scope| fits(scope)) {
        let (theme, project) = (scope.theme.as_deref(), scope.project.as_deref());
        let words = [
            project.map(|code| about::label(&projects, code)),
            theme.map(|code| about::label(&themes, code)),
        ];
        let words: Vec<String> = words
            .into_iter()
            .flatten()
            .filter(|words| !words.is_empty())
            .collect();
        if words.is_empty() {
            continue;
        }
        let Some(person) = organisation.contact_for(kinds, theme, project, &[]) else {
            continue;
        };
        rows.push(row(directory, &person, words.join(". ")));
    }
    rows.sort_by_key(|row| row.about.trim_start_matches('\'').to_lowercase());
    if rows.is_empty()
        && let Some(person) = organisation.contact_for(kinds, None, None, &[])
    {
        rows.push(row(
            directory,
            &person,
            version.policy.organisation.short_name.clone(),
        ));
    }
    rows
}
