//! `/melden`: raise a problem first, with what was typed so far and files; one button makes it a complaint later.

use super::writing::{Writing, with};
use super::{about, channel, check, readers, sent};
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::frame::{Shown, frame, page};
use crate::web::support::upload::MEGABYTE;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use casework::submission::{Field, FieldError, Submission, code};
use render::pages::concern::Concern;
use render::{Form, Texts};
use std::collections::BTreeSet;

const PATH: &str = "/melden";

/// Shows it; who we don't know the role of is asked that first.
pub async fn show(State(app): State<App>, shown: Shown) -> Result<Response, WebError> {
    let writing = Writing::of(&app, &shown).await?;
    if writing.role().is_none() {
        return Ok(Redirect::to("/").into_response());
    }
    let form = Form::new(Texts::Dutch, writing.draft.key.clone());
    let (status, form) = writing.mended(form, PATH);
    render(&app, shown, status, &writing, form).await
}

/// Passes it on. The same form again leads to the same thanks.
pub async fn send(
    State(app): State<App>,
    shown: Shown,
    jar: CookieJar,
    request: Request,
) -> Result<Response, WebError> {
    let mut writing = Writing::of(&app, &shown).await?;
    let received = writing.receive_last(&app, request).await?;
    let fields = &received.fields;
    if let Some((_, case)) = sent::by_key(&app, fields.key()).await? {
        return Ok((
            sent::remember(&app, jar, fields.key(), &case).await?,
            Redirect::to("/bedankt"),
        )
            .into_response());
    }
    fields.get("verhaal").clone_into(&mut writing.draft.typed.story);
    fields.get("project").clone_into(&mut writing.draft.typed.project);
    fields.get("thema").clone_into(&mut writing.draft.typed.theme);
    writing.take_channel(fields);
    let before: BTreeSet<String> = writing.draft.typed.exclude.iter().cloned().collect();
    let ticked: BTreeSet<String> = fields.all("uitsluiten").into_iter().collect();
    writing.draft.typed.exclude = ticked.iter().cloned().collect();
    writing.look_at_files(&app).await?;
    if let Some(file) = fields.given("verwijder") {
        writing.remove(&app, file).await?;
        let jar = writing.keep(&app, jar).await?;
        return Ok((jar, Redirect::to(PATH)).into_response());
    }
    let jar = writing.keep(&app, jar).await?;
    if writing.role().is_none() {
        return Ok((jar, Redirect::to("/")).into_response());
    }
    let parsed = Submission::parse(&writing.draft.typed);
    let mut form = Form::new(Texts::Dutch, writing.draft.key.clone());
    if let Err(wrong) = &parsed {
        let ours = |one: &&FieldError| one.field == Field::Story || channel::FIELDS.contains(&one.field);
        let (here, elsewhere): (Vec<_>, Vec<_>) = wrong.iter().partition(ours);
        form = with(form, &here.into_iter().cloned().collect::<Vec<_>>());
        let elsewhere: Vec<_> = elsewhere.into_iter().cloned().collect();
        form.errors.extend(check::missing(writing.role(), &elsewhere));
    }
    for (field, problem) in &received.problems {
        form = form.wrong(field.clone(), problem);
    }
    let submission = match parsed {
        Ok(submission) if form.errors.is_empty() => submission,
        _ => return writing.mend(&app, jar, PATH, form).await,
    };
    // Who was just ticked or unticked changes who reads it: the names come before the sending.
    if ticked != before {
        return Ok((jar, Redirect::to(PATH)).into_response());
    }
    check::submit(&app, &mut writing, submission, false).await?;
    let key = writing.draft.key;
    let (_, case) = sent::by_key(&app, &key).await?.ok_or(WebError::NotFound)?;
    Ok((
        sent::remember(&app, jar, &key, &case).await?,
        Redirect::to("/bedankt"),
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
    let now = app.desk.clock().now();
    let version = app.desk.shelf().in_force(now)?;
    let organisation = app.desk.organisation().await?;
    let directory = app.desk.directory(&organisation).await?;
    let typed = &writing.draft.typed;
    let kinds = writing.kinds();
    let projects = about::projects(&organisation, &directory);
    let (theme, project) = (code(&typed.theme), code(&typed.project));
    // As long as nothing was chosen, who gets it depends on the project and theme still to be chosen.
    let named = theme.is_some() || project.is_some() || projects.is_empty() || !by_project(&version, writing);
    let ticked = readers::excluded(&organisation, typed);
    let contact = organisation.contact_for(&kinds, theme.as_deref(), project.as_deref(), &ticked);
    let supervisor = organisation.supervisor_for(&ticked, contact.as_ref());
    let reads = contact.iter().chain(&supervisor).filter(|_| named);
    let reads = reads.map(|person| directory.name(person).to_owned()).collect();
    let contact = contact.filter(|_| named);
    let concern = Concern {
        frame: frame(app, shown).await?,
        form,
        back: writing
            .role()
            .map_or("/".to_owned(), |role| format!("/klacht/{}", role.slug())),
        contact: directory.name_of(contact.as_ref()).to_owned(),
        readers: reads,
        others: readers::others(&organisation, &directory, &[], &typed.exclude),
        answer_by: about::concern_by(&version, &kinds, now),
        projects: about::options(&projects, &typed.project),
        themes: about::options(&about::themes(&version), &typed.theme),
        story: typed.story.clone(),
        channel: writing.channel(),
        files: writing.file_items(),
        most_files: app.limits.number,
        most_megabytes: app.limits.file / MEGABYTE,
    };
    page(status, &concern)
}

fn by_project(version: &desk::Version, writing: &Writing) -> bool {
    let rule = writing.role().and_then(|role| super::before::rule(version, role));
    rule.is_some_and(|rule| rule.contact == casework::policy::ContactRule::ByProject)
}
