//! Signing in and out, and choosing a password with an invitation.

use crate::clock::real_now;
use crate::web::App;
use crate::web::support::cookies;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, fresh_key, page};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use casework::ids::PersonId;
use casework::organisation::StaffRole;
use desk::sign_in::{NotSignedIn, PASSWORD_AT_LEAST};
use render::pages::access::{Invitation, SignIn};
use render::{Form, Problem, Texts};
use std::collections::BTreeMap;

/// What stands behind the question mark.
pub type Asked = Query<BTreeMap<String, String>>;

/// Only a page of ours, never another host.
fn ours(path: &str) -> &str {
    let other = path.starts_with("//") || path.contains('\\') || path.chars().any(char::is_control);
    if path.starts_with('/') && !other && path.is_ascii() {
        path
    } else {
        ""
    }
}

/// `/aanmelden`
pub async fn show(State(app): State<App>, shown: Shown, Query(asked): Asked) -> Result<Response, WebError> {
    let next = asked.get("terug").map_or("", |path| ours(path)).to_owned();
    if shown.visitor.staff.is_some() {
        return Ok(Redirect::to(if next.is_empty() { "/werk" } else { &next }).into_response());
    }
    sign_in_page(&app, shown, StatusCode::OK, "", &next, None).await
}

async fn sign_in_page(
    app: &App,
    shown: Shown,
    status: StatusCode,
    email: &str,
    next: &str,
    problem: Option<Problem>,
) -> Result<Response, WebError> {
    let frame = frame(app, shown).await?;
    let mut form = Form::new(frame.t, fresh_key(app)?);
    if let Some(problem) = problem {
        form = form.wrong("email", &problem);
    }
    let organisation = app.desk.organisation().await?;
    let directory = app.desk.directory(&organisation).await?;
    let administrator = organisation.with_role(StaffRole::Administrator).next();
    let administrator = administrator
        .map(|one| directory.name(&one.id).to_owned())
        .unwrap_or_default();
    page(
        status,
        &SignIn {
            frame,
            form,
            email: email.to_owned(),
            next: next.to_owned(),
            administrator,
        },
    )
}

/// Signs in. A wrong address and a wrong password get the same answer.
pub async fn send(
    State(app): State<App>,
    shown: Shown,
    jar: CookieJar,
    fields: Fields,
) -> Result<Response, WebError> {
    let (email, next) = (fields.get("email"), ours(fields.get("terug")));
    match app
        .desk
        .sign_in(email, fields.get("wachtwoord"), real_now())
        .await?
    {
        Ok(token) => {
            let jar = cookies::set(&app, jar, cookies::STAFF, token);
            let to = if next.is_empty() { "/werk" } else { next };
            Ok((jar, Redirect::to(to)).into_response())
        }
        Err(NotSignedIn::TooOften) => Err(WebError::TooMany),
        Err(_) => {
            let (email, next) = (email.to_owned(), next.to_owned());
            sign_in_page(
                &app,
                shown,
                StatusCode::UNPROCESSABLE_ENTITY,
                &email,
                &next,
                Some(Problem::SignIn),
            )
            .await
        }
    }
}

/// Signs out: the session ends on this side too.
pub async fn out(State(app): State<App>, headers: HeaderMap, jar: CookieJar) -> Result<Response, WebError> {
    if let Some(token) = cookies::read(&app, &headers, cookies::STAFF) {
        app.desk.sign_out(&token).await?;
    }
    let jar = cookies::clear(&app, jar, cookies::STAFF);
    Ok((jar, Redirect::to("/aanmelden")).into_response())
}

/// `/uitnodiging`: opening the link doesn't use it up. Its key goes from the address into a cookie, so that it stands in no
/// history and in no picture of the screen.
pub async fn invitation(
    State(app): State<App>,
    shown: Shown,
    headers: HeaderMap,
    jar: CookieJar,
    Query(asked): Asked,
) -> Result<Response, WebError> {
    if let Some(proof) = asked.get("sleutel") {
        let jar = cookies::set_shortly(&app, jar, cookies::INVITATION, proof.clone());
        return Ok((jar, Redirect::to("/uitnodiging")).into_response());
    }
    let proof = cookies::read(&app, &headers, cookies::INVITATION).unwrap_or_default();
    let person = app
        .desk
        .invitation(&proof, real_now())
        .await?
        .ok_or(WebError::Gone)?;
    invitation_page(&app, shown, StatusCode::OK, &person, &proof, None).await
}

async fn invitation_page(
    app: &App,
    shown: Shown,
    status: StatusCode,
    person: &PersonId,
    proof: &str,
    problem: Option<(&str, Problem)>,
) -> Result<Response, WebError> {
    let frame = frame(app, shown).await?;
    let organisation = app.desk.organisation().await?;
    let directory = app.desk.directory(&organisation).await?;
    let mut form = Form::new(Texts::Dutch, fresh_key(app)?);
    if let Some((field, problem)) = problem {
        form = form.wrong(field, &problem);
    }
    let invitation = Invitation {
        frame,
        form,
        proof: proof.to_owned(),
        name: directory.name(person).to_owned(),
        email: directory.email(person).unwrap_or_default().to_owned(),
        least: PASSWORD_AT_LEAST,
    };
    page(status, &invitation)
}

/// Sets the password and signs in.
pub async fn accept(
    State(app): State<App>,
    shown: Shown,
    jar: CookieJar,
    fields: Fields,
) -> Result<Response, WebError> {
    let (proof, password) = (fields.get("uitnodiging"), fields.get("wachtwoord"));
    let person = app
        .desk
        .invitation(proof, real_now())
        .await?
        .ok_or(WebError::Gone)?;
    let short = Problem::PasswordShort {
        least: PASSWORD_AT_LEAST,
    };
    let wrong = if password != fields.get("nogmaals") && password.chars().count() >= PASSWORD_AT_LEAST {
        Some(("nogmaals", Problem::PasswordsDiffer))
    } else {
        None
    };
    let wrong = match wrong {
        Some(wrong) => wrong,
        None => match app.desk.accept_invitation(proof, password, real_now()).await? {
            Ok(token) => {
                let jar = cookies::clear(&app, jar, cookies::INVITATION);
                let jar = cookies::set(&app, jar, cookies::STAFF, token);
                return Ok((jar, Redirect::to("/werk")).into_response());
            }
            Err(NotSignedIn::LinkGone) => return Err(WebError::Gone),
            Err(_) => ("wachtwoord", short),
        },
    };
    invitation_page(
        &app,
        shown,
        StatusCode::UNPROCESSABLE_ENTITY,
        &person,
        proof,
        Some(wrong),
    )
    .await
}
