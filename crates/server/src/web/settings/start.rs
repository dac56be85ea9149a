//! `/instellingen/start`: from an empty desk to one that can take its first complaint, step by step.

use super::form::{Changed, in_order, roles};
use super::people::{mistakes, signed_in};
use crate::clock::real_now;
use crate::web::App;
use crate::web::public::ours;
use crate::web::support::cookies;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, fresh_key, page};
use crate::web::work::form::{done, tried};
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use casework::ids::PersonId;
use casework::organisation::StaffRole;
use casework::refusal::Refusal;
use casework::vocabulary::ComplainantKind;
use desk::DeskError;
use desk::people::NewPerson;
use desk::sign_in::PASSWORD_AT_LEAST;
use render::form::FieldError;
use render::pages::work::notice::Done;
use render::pages::work::start::{Counted, FirstPersonPage, StartPage, Taken};
use render::{Form, Problem, Texts};
use std::collections::BTreeSet;
use storage::{OwedFilter, Page, Scope};

/// The purpose of the link that the first start prints.
const PURPOSE: &str = "start";
const PATH: &str = "/instellingen/start";

/// Shows it: by the printed link as long as nobody is there, afterwards to whoever may change settings.
pub async fn show(
    State(app): State<App>,
    shown: Shown,
    RawQuery(query): RawQuery,
) -> Result<Response, WebError> {
    let query = Fields::parse(query.unwrap_or_default().as_bytes());
    let organisation = app.desk.organisation().await?;
    if organisation.people.is_empty() {
        let proof = query.get("sleutel").to_owned();
        app.desk
            .store()
            .link_peek(PURPOSE, &proof, real_now())
            .await?
            .ok_or(WebError::Gone)?;
        let typed = Fields::new(vec![(
            "rol".to_owned(),
            StaffRole::Administrator.code().to_owned(),
        )]);
        return first_page(&app, shown, proof, &typed, Vec::new()).await;
    }
    let person = shown.visitor.staff.clone().ok_or(WebError::SignIn)?;
    let one = organisation
        .people
        .get(&person)
        .filter(|one| one.left_at.is_none())
        .ok_or(WebError::SignIn)?;
    let may = [StaffRole::Administrator, StaffRole::Management];
    if !may.iter().any(|role| one.roles.contains(role)) {
        return Err(WebError::NotFound);
    }
    steps(&app, shown, Done::from_code(query.get("gedaan"))).await
}

async fn steps(app: &App, shown: Shown, notice: Option<Done>) -> Result<Response, WebError> {
    let frame = frame(app, shown).await?;
    let t = frame.t;
    let version = app.desk.shelf().in_force(app.desk.clock().now())?;
    let policy = &version.policy;
    let organisation = app.desk.organisation().await?;
    let directory = app.desk.directory(&organisation).await?;
    let mut there = BTreeSet::new();
    for one in organisation.people.keys() {
        if signed_in(app, one).await? {
            there.insert(one.clone());
        }
    }
    // Whoever signed in comes before who was only invited.
    let taken = |order, role, place: usize| {
        let mut people = in_order(&organisation, order, role);
        people.sort_by_key(|person| !there.contains(person));
        people.get(place).map_or(Taken::Nobody, |person| {
            let name = directory.name(person).to_owned();
            if there.contains(person) {
                Taken::By(name)
            } else {
                Taken::Invited(name)
            }
        })
    };
    let counted = |people: &[PersonId]| {
        let came = people.iter().filter(|one| there.contains(*one)).count();
        Counted {
            there: came,
            invited: people.len() - came,
        }
    };
    let contacts: BTreeSet<PersonId> = organisation.contacts.values().cloned().collect();
    let (board, management) = (&organisation.board_order, &organisation.supervisor_order);
    let start = StartPage {
        form: Form::new(t, fresh_key(app)?),
        notice,
        pool: counted(&organisation.pool(&[ComplainantKind::Resident], &[])),
        pool_at_least: usize::try_from(policy.settings.pool_at_least).unwrap_or(usize::MAX),
        board_member: taken(board, StaffRole::BoardMember, 0),
        alternate: taken(board, StaffRole::BoardMember, 1),
        supervisor: taken(management, StaffRole::Management, 0),
        representative: taken(&[][..], StaffRole::StaffRepresentative, 0),
        contacts: counted(&contacts.into_iter().collect::<Vec<_>>()),
        values: ours::all(t, policy),
        approved: organisation
            .approved
            .get(&policy.version)
            .map(|at| at.date(&version.calendar.zone)),
        recovery: app
            .desk
            .store()
            .recovery_was_tried()
            .await?
            .map(|at| at.date(&version.calendar.zone)),
        old_form_closed: organisation.old_form_closed,
        mail: app.outbox.is_none(),
        informed: informed_already(app).await?,
        frame,
    };
    page(StatusCode::OK, &start)
}

/// Nothing is owed to the residents any more.
async fn informed_already(app: &App) -> Result<bool, WebError> {
    let filter = OwedFilter {
        open: Some(true),
        by_role: Some("administrator".to_owned()),
        ..OwedFilter::default()
    };
    Ok(app
        .desk
        .store()
        .owed_list(&Scope::system(), &filter, Page::first(1))
        .await?
        .is_empty())
}

async fn first_page(
    app: &App,
    shown: Shown,
    proof: String,
    typed: &Fields,
    errors: Vec<FieldError>,
) -> Result<Response, WebError> {
    let frame = frame(app, shown).await?;
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let first = FirstPersonPage {
        form: Form {
            errors,
            ..Form::new(frame.t, fresh_key(app)?)
        },
        proof,
        name: typed.get("naam").to_owned(),
        email: typed.get("email").to_owned(),
        roles: typed.all("rol"),
        least: PASSWORD_AT_LEAST,
        frame,
    };
    page(status, &first)
}

/// The first person signs in at once; the printed link is used up by it.
pub async fn first(
    State(app): State<App>,
    shown: Shown,
    jar: CookieJar,
    fields: Fields,
) -> Result<Response, WebError> {
    let real = real_now();
    let proof = fields.get("bewijs").to_owned();
    let store = app.desk.store();
    store
        .link_peek(PURPOSE, &proof, real)
        .await?
        .ok_or(WebError::Gone)?;
    let mut errors = mistakes(&fields, false);
    let password = fields.get("wachtwoord");
    let problem = |field: &str, problem: &Problem| FieldError {
        field: field.to_owned(),
        text: problem.text(Texts::Dutch),
    };
    if password.chars().count() < PASSWORD_AT_LEAST {
        errors.push(problem(
            "wachtwoord",
            &Problem::PasswordShort {
                least: PASSWORD_AT_LEAST,
            },
        ));
    } else if password != fields.get("nogmaals") {
        errors.push(problem("nogmaals", &Problem::PasswordsDiffer));
    }
    if !errors.is_empty() {
        return first_page(&app, shown, proof, &fields, errors).await;
    }
    if !app.desk.organisation().await?.people.is_empty()
        || store.link_use(PURPOSE, &proof, real).await?.is_none()
    {
        return Err(WebError::Gone);
    }
    let new = NewPerson {
        name: fields.get("naam").to_owned(),
        email: fields.get("email").trim().to_lowercase(),
        roles: roles(&fields),
    };
    let person = app.desk.add_person(None, new).await?;
    let link = app.desk.invite(&person, real).await?;
    let token = link.rsplit_once('=').map_or("", |(_, token)| token);
    let session = app
        .desk
        .accept_invitation(token, password, real)
        .await?
        .map_err(|_| WebError::Gone)?;
    Ok((
        cookies::set(&app, jar, cookies::STAFF, session),
        Redirect::to(PATH),
    )
        .into_response())
}

fn ended(result: Result<(), DeskError>) -> Result<Response, WebError> {
    match tried(result)? {
        // Done by somebody else a moment ago is done as well.
        Ok(_) => Ok(done(PATH, "bijgewerkt")),
        Err(crate::web::work::form::No::Refused(Refusal::AlreadyDone)) => Ok(done(PATH, "bijgewerkt")),
        Err(_) => Err(WebError::Conflict),
    }
}

/// Approves our own values.
pub async fn values(State(app): State<App>, form: Changed) -> Result<Response, WebError> {
    ended(app.desk.approve_values(Some(&form.0.person)).await)
}

/// The old form is gone.
pub async fn old_form(State(app): State<App>, form: Changed) -> Result<Response, WebError> {
    ended(app.desk.close_old_form(Some(&form.0.person)).await)
}

/// The residents were informed.
pub async fn informed(State(app): State<App>, form: Changed) -> Result<Response, WebError> {
    ended(app.desk.residents_informed(Some(&form.0.person)).await)
}
