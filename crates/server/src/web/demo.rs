//! The demo's own pages: become somebody else, move the clock, look at the mails.

use super::support::cookies;
use super::support::errors::WebError;
use super::support::fields::Fields;
use super::support::visitor::Visitor;
use super::{App, Route, Who, get, post};
use crate::clock::real_now;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use casework::moment::Moment;
use jiff::civil::DateTime;

mod eml;
mod pages;

/// Their routes.
pub fn routes() -> Vec<Route> {
    vec![
        get("/demo", Who::Demo, "who to be, what comes next", pages::home),
        get(
            "/demo/post",
            Who::Demo,
            "the mails that were written",
            pages::mails,
        ),
        get("/demo/post/{id}", Who::Demo, "one of those mails", pages::mail),
        post("/demo/persoon", Who::Demo, "become somebody else", become_person),
        post("/demo/klok", Who::Demo, "move the clock", move_clock),
    ]
}

/// The page the visitor came from, when it is one of ours; only its path.
fn back(headers: &HeaderMap, otherwise: &str) -> String {
    let from = headers
        .get("referer")
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let host = headers
        .get("host")
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let path = from
        .split_once("://")
        .and_then(|(_, rest)| rest.strip_prefix(host))
        .unwrap_or_default();
    if path.starts_with('/') {
        path.to_owned()
    } else {
        otherwise.to_owned()
    }
}

async fn become_person(
    State(app): State<App>,
    visitor: Visitor,
    jar: CookieJar,
    fields: Fields,
) -> Result<Response, WebError> {
    let demo = app.demo.clone().ok_or(WebError::NotFound)?;
    let wanted = fields.get("persoon");
    let found = demo
        .people
        .iter()
        .find(|person| person.value == wanted || person.label == wanted);
    // Somebody unknown is nobody: a visitor who isn't signed in.
    let mut jar = cookies::clear(&app, cookies::clear(&app, jar, cookies::STAFF), cookies::FOLLOW);
    drop(visitor);
    let Some(person) = found else {
        return Ok((jar, Redirect::to("/")).into_response());
    };
    let to = match (&person.staff, &person.follows) {
        (Some(staff), _) => {
            let token = app.desk.session(staff, real_now()).await?;
            jar = cookies::set(&app, jar, cookies::STAFF, token);
            person.home.clone()
        }
        (None, Some(case)) => {
            let token = app.desk.follow_session(case, real_now()).await?;
            jar = cookies::set(&app, jar, cookies::FOLLOW, token);
            "/volgen/klacht".to_owned()
        }
        (None, None) => "/".to_owned(),
    };
    Ok((jar, Redirect::to(&to)).into_response())
}

async fn move_clock(
    State(app): State<App>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, WebError> {
    let now = app.desk.clock().now();
    let version = app.desk.shelf().in_force(now)?;
    let zone = &version.calendar.zone;
    let local = now.local(zone);
    let to = match fields.get("naar") {
        "+1d" => local
            .checked_add(jiff::Span::new().days(1))
            .ok()
            .map(|to| Moment::of(to, zone)),
        "+1w" => local
            .checked_add(jiff::Span::new().weeks(1))
            .ok()
            .map(|to| Moment::of(to, zone)),
        "volgende" => app.desk.next_at().await?.map(|next| next.max(now)),
        other => other
            .trim()
            .parse::<DateTime>()
            .ok()
            .map(|to| Moment::of(to, zone)),
    };
    // Time only goes forward; what can't be read, or lies behind us, changes nothing.
    if let Some(to) = to.filter(|to| *to >= now) {
        app.desk.run_until(to).await?;
    }
    Ok(Redirect::to(&back(&headers, "/demo")).into_response())
}
