//! `/instellingen/mensen/{id}`: one person's roles, a new invitation, and leaving.

use super::form::{Changed, roles as ticked};
use super::people::row;
use crate::clock::real_now;
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, fresh_key, page};
use crate::web::support::visitor::Settings;
use crate::web::work::absent;
use crate::web::work::form::{done, tried};
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::ids::PersonId;
use casework::organisation::{Person, StaffRole};
use desk::Desk;
use desk::people::Invited;
use render::form::FieldError;
use render::pages::work::notice::Done;
use render::pages::work::people::PersonPage;
use render::{Form, Problem, Texts};
use storage::CaseFilter;

fn path(id: &str) -> String {
    format!("/instellingen/mensen/{id}")
}

/// Shows it.
pub async fn show(
    State(app): State<App>,
    shown: Shown,
    _may: Settings,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, WebError> {
    let query = Fields::parse(query.unwrap_or_default().as_bytes());
    draw(
        &app,
        shown,
        &id,
        Vec::new(),
        Done::from_code(query.get("gedaan")),
        String::new(),
    )
    .await
}

async fn draw(
    app: &App,
    shown: Shown,
    id: &str,
    errors: Vec<FieldError>,
    notice: Option<Done>,
    link: String,
) -> Result<Response, WebError> {
    let version = app.desk.shelf().in_force(app.desk.clock().now())?;
    let organisation = app.desk.organisation().await?;
    let directory = app.desk.directory(&organisation).await?;
    let one = organisation
        .people
        .get(&PersonId::from(id))
        .ok_or(WebError::NotFound)?;
    // Only management counts complaints, and never those that are hidden from who looks.
    let viewer = shown.visitor.staff.as_ref();
    let viewer = viewer.filter(|id| {
        let management = |one: &Person| one.roles.contains(&StaffRole::Management);
        organisation.people.get(id).is_some_and(management)
    });
    let open_cases = match viewer {
        Some(viewer) => {
            let theirs = CaseFilter {
                handler: Some(one.id.clone()),
                registered: Some(true),
                open: Some(true),
                ..CaseFilter::default()
            };
            let scope = Desk::countable_by(viewer);
            let open = app.desk.store().count_cases(&scope, &theirs).await?;
            Some(u32::try_from(open).unwrap_or(u32::MAX))
        }
        None => None,
    };
    let frame = frame(app, shown).await?;
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let person = PersonPage {
        form: Form {
            errors,
            ..Form::new(frame.t, fresh_key(app)?)
        },
        notice,
        link,
        person: row(app, one, &organisation, &directory, &version).await?,
        open_cases,
        absences: absent::of(app, &one.id).await?,
        absence_path: format!("{}/afwezig", path(id)),
        absence_typed: Default::default(),
        frame,
    };
    page(status, &person)
}

/// Changes their roles.
pub async fn roles(
    State(app): State<App>,
    Path(id): Path<String>,
    form: Changed,
) -> Result<Response, WebError> {
    let Changed(sent) = form;
    let wanted = ticked(&sent.fields);
    if wanted.is_empty() {
        let text = Problem::ChoiceMissing.text(Texts::Dutch);
        let error = FieldError {
            field: "rol".to_owned(),
            text,
        };
        return draw(&app, sent.shown, &id, vec![error], None, String::new()).await;
    }
    let result = app
        .desk
        .set_roles(Some(&sent.person), &PersonId::from(id.as_str()), wanted)
        .await;
    match tried(result)? {
        Ok(_) => Ok(done(&path(&id), "bijgewerkt")),
        Err(no) => {
            draw(
                &app,
                sent.shown,
                &id,
                vec![no.at(Texts::Dutch, "rol")],
                None,
                String::new(),
            )
            .await
        }
    }
}

/// A new one-time link; the one before doesn't work any more. Only its owner gets to see it, unless they never signed in
/// and no mail leaves.
pub async fn invite(
    State(app): State<App>,
    Path(id): Path<String>,
    form: Changed,
) -> Result<Response, WebError> {
    let person = PersonId::from(id.as_str());
    let Changed(sent) = form;
    // Who is from outside has no account to come in by.
    if desk::outside::is_outside(&app.desk.organisation().await?, &person) {
        return Err(WebError::NotFound);
    }
    let invited = app
        .desk
        .invite_again(Some(&sent.person), &person, real_now())
        .await?;
    let (code, link) = match invited {
        Invited::Mailed => ("gemaild", String::new()),
        Invited::HandOver(link) => ("doorgeven", link),
        Invited::Nowhere => ("nergens", String::new()),
    };
    draw(&app, sent.shown, &id, Vec::new(), Done::from_code(code), link).await
}

/// They leave: their sessions end at once.
pub async fn leave(
    State(app): State<App>,
    Path(id): Path<String>,
    form: Changed,
) -> Result<Response, WebError> {
    let Changed(sent) = form;
    // It can't be taken back: every part goes to somebody else.
    if sent.fields.get("zeker") != "ja" {
        let text = Texts::Dutch.m("people-leaves-unsure");
        let field = "zeker".to_owned();
        return draw(
            &app,
            sent.shown,
            &id,
            vec![FieldError { field, text }],
            None,
            String::new(),
        )
        .await;
    }
    match tried(
        app.desk
            .leave(Some(&sent.person), &PersonId::from(id.as_str()))
            .await,
    )? {
        Ok(_) => Ok(done(&path(&id), "bijgewerkt")),
        Err(no) => {
            draw(
                &app,
                sent.shown,
                &id,
                vec![no.at(Texts::Dutch, "rol")],
                None,
                String::new(),
            )
            .await
        }
    }
}

/// Says when they are away.
pub async fn absent(
    State(app): State<App>,
    Path(id): Path<String>,
    form: Changed,
) -> Result<Response, WebError> {
    let Changed(sent) = form;
    let person = PersonId::from(id.as_str());
    let errors = absent::keep(&app, &sent.person, &person, &sent.fields).await?;
    if errors.is_empty() {
        return Ok(done(&path(&id), "bijgewerkt"));
    }
    draw(&app, sent.shown, &id, errors, None, String::new()).await
}

/// They are there after all, or back sooner.
pub async fn back(
    State(app): State<App>,
    Path(id): Path<String>,
    form: Changed,
) -> Result<Response, WebError> {
    let Changed(sent) = form;
    absent::take_back(&app, &sent.person, &PersonId::from(id.as_str()), &sent.fields).await?;
    Ok(done(&path(&id), "bijgewerkt"))
}
