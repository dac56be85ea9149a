//! The frame around a page: the organisation, the menu of whoever is signed in, the demo's bar.

use super::errors::WebError;
use super::visitor::Visitor;
use crate::web::App;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use casework::ids::PersonId;
use casework::organisation::{Organisation, StaffRole};
use desk::jobs::notice::site;
use desk::people::Directory;
use render::Texts;
use render::frame::{DemoBar, DemoPerson, Frame, StaffMenu};
use render::menu::Parts as MenuParts;

/// What a frame depends on, taken from a request.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// Who visits.
    pub visitor: Visitor,
    /// The path of the page.
    pub path: String,
    /// A form was sent.
    pub sent: bool,
}

impl Shown {
    fn to(visitor: Visitor, parts: &Parts) -> Shown {
        Shown {
            visitor,
            path: parts.uri.path().to_owned(),
            sent: parts.method == axum::http::Method::POST,
        }
    }

    /// For somebody whom we can't look up.
    pub fn to_nobody(parts: &Parts) -> Shown {
        Shown::to(Visitor::default(), parts)
    }

    /// From a request, whose visitor is known from here on. A store that fails gives a frame for nobody, and the page
    /// finds out for itself.
    pub async fn of(app: &App, parts: &mut Parts) -> Shown {
        match Visitor::of(app, parts).await {
            Ok(visitor) => {
                parts.extensions.insert(visitor.clone());
                Shown::to(visitor, parts)
            }
            Err(_) => Shown::to_nobody(parts),
        }
    }
}

impl axum::extract::FromRequestParts<App> for Shown {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Shown, WebError> {
        Ok(Shown::to(Visitor::of(app, parts).await?, parts))
    }
}

/// The frame of a page.
///
/// # Errors
/// When the store fails, or no policy was published.
pub async fn frame(app: &App, shown: Shown) -> Result<Frame, WebError> {
    let t = Texts::Dutch;
    let now = app.desk.clock().now();
    let version = app.desk.shelf().in_force(now)?;
    let on_staff_page = [
        "/werk",
        "/bestuur",
        "/beleid/zinnen",
        "/overzicht",
        "/instellingen",
    ]
    .iter()
    .any(|part| shown.path.starts_with(part));
    let staff = match &shown.visitor.staff {
        Some(person) if on_staff_page => {
            let organisation = app.desk.organisation().await?;
            let directory = app.desk.directory(&organisation).await?;
            Some(menu(app, t, person, &organisation, &directory, &shown.path)?)
        }
        _ => None,
    };
    let demo = app.demo.as_ref().map(|demo| {
        let current = current_person(&shown.visitor);
        let people: Vec<DemoPerson> = demo
            .people
            .iter()
            .map(|person| DemoPerson {
                value: person.value.clone(),
                label: person.label.clone(),
                current: person.is(&current),
            })
            .collect();
        let person = people
            .iter()
            .find(|one| one.current)
            .map(|one| one.label.clone())
            .unwrap_or_default();
        DemoBar {
            person,
            people,
            now: now.local(&version.calendar.zone),
        }
    });
    Ok(Frame {
        t,
        site: site(&version, app.desk.address()),
        staff,
        demo,
    })
}

/// Who one is in the demo: staff before complainant.
pub fn current_person(visitor: &Visitor) -> String {
    let staff = visitor.staff.as_ref().map(|person| person.as_str().to_owned());
    staff
        .or_else(|| visitor.follows.as_ref().map(|case| case.as_str().to_owned()))
        .unwrap_or_default()
}

fn menu(
    app: &App,
    t: Texts,
    person: &PersonId,
    organisation: &Organisation,
    directory: &Directory,
    path: &str,
) -> Result<StaffMenu, WebError> {
    let roles = organisation
        .people
        .get(person)
        .map(|one| one.roles.clone())
        .unwrap_or_default();
    let has = |wanted: &[StaffRole]| wanted.iter().any(|role| roles.contains(role));
    let parts = MenuParts {
        desk: has(&[
            StaffRole::Handler,
            StaffRole::Management,
            StaffRole::StaffRepresentative,
            StaffRole::Outside,
        ]),
        board: has(&[StaffRole::BoardMember]),
        colleague: roles
            .iter()
            .any(|role| !matches!(role, StaffRole::Administrator | StaffRole::Outside)),
        management: has(&[StaffRole::Management]),
        settings: has(&[StaffRole::Administrator, StaffRole::Management]),
    };
    let items = render::menu::menu(t, parts, path);
    Ok(StaffMenu {
        name: directory.name(person).to_owned(),
        items,
        key: fresh_key(app)?,
    })
}

/// A fresh idempotency key for a form.
///
/// # Errors
/// When the machine has no randomness.
pub fn fresh_key(app: &App) -> Result<String, WebError> {
    let bytes: [u8; 16] = app.desk.store().random()?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A page as a response.
///
/// # Errors
/// When it can't be rendered.
pub fn page(status: StatusCode, page: &impl render::Page) -> Result<Response, WebError> {
    let bytes = render::html(page)?;
    Ok((
        status,
        [(header::CONTENT_TYPE, "text/html; charset=utf-8")],
        bytes,
    )
        .into_response())
}
