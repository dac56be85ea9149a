//! `/werk/afwezig`: when I am away; and what the page of one person in the settings shares with it.

use super::check::Checked;
use super::form::{Sent, done, tried};
use super::sign_in::Asked;
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, fresh_key, page};
use crate::web::support::visitor::Staff;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::ids::PersonId;
use casework::moment::Moment;
use jiff::civil::Date;
use render::form::FieldError;
use render::pages::work::absent::AbsentPage;
use render::pages::work::notice::Done;
use render::pages::work::refusal::sentence;
use render::{Form, Problem, Texts};

const PATH: &str = "/werk/afwezig";

/// The absences of somebody that aren't over: first day, last day, key.
pub async fn of(app: &App, person: &PersonId) -> Result<Vec<(Date, Date, String)>, WebError> {
    let now = app.desk.clock().now();
    let version = app.desk.shelf().in_force(now)?;
    let zone = &version.calendar.zone;
    let organisation = app.desk.organisation().await?;
    let all = organisation.absences.get(person).into_iter().flatten();
    Ok(all
        .filter(|one| one.until > now)
        .map(|one| {
            (
                one.from.date(zone),
                one.until.last_day(zone),
                one.from.0.to_string(),
            )
        })
        .collect())
}

/// Keeps the days of a form for somebody; what is wrong with them, if they can't be kept.
pub async fn keep(
    app: &App,
    by: &PersonId,
    person: &PersonId,
    fields: &Fields,
) -> Result<Vec<FieldError>, WebError> {
    let mut checked = Checked::new(Texts::Dutch, fields);
    let (from, until) = (fields.date("afwezig_van"), fields.date("afwezig_tot"));
    for (name, day) in [("afwezig_van", from), ("afwezig_tot", until)] {
        if day.is_none() {
            checked.wrong(name, &Problem::Date);
        }
    }
    let mut errors = checked.errors;
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        errors.push(FieldError {
            field: "afwezig_tot".to_owned(),
            text: sentence(Texts::Dutch, "absence-order"),
        });
    } else if let (Some(from), Some(until)) = (from, until) {
        let version = app.desk.shelf().in_force(app.desk.clock().now())?;
        let zone = &version.calendar.zone;
        let days = (Moment::start_of(from, zone), Moment::end_of(until, zone));
        if let Err(no) = tried(app.desk.set_absence(Some(by), person, days).await)? {
            errors.push(no.at(Texts::Dutch, "afwezig_tot"));
        }
    }
    Ok(errors)
}

/// Takes an absence back, by its key.
pub async fn take_back(app: &App, by: &PersonId, person: &PersonId, fields: &Fields) -> Result<(), WebError> {
    let from: i64 = fields.get("afwezig").parse().map_err(|_| WebError::BadRequest)?;
    app.desk.drop_absence(Some(by), person, Moment(from)).await?;
    Ok(())
}

/// Shows it.
pub async fn show(
    State(app): State<App>,
    shown: Shown,
    staff: Staff,
    Query(asked): Asked,
) -> Result<Response, WebError> {
    let notice = asked.get("gedaan").and_then(|code| Done::from_code(code));
    draw(&app, shown, &staff.person, &Fields::default(), Vec::new(), notice).await
}

async fn draw(
    app: &App,
    shown: Shown,
    me: &PersonId,
    typed: &Fields,
    errors: Vec<FieldError>,
    notice: Option<Done>,
) -> Result<Response, WebError> {
    let frame = frame(app, shown).await?;
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let mut form = Form::new(frame.t, fresh_key(app)?);
    form.errors = errors;
    let organisation = app.desk.organisation().await?;
    let directory = app.desk.directory(&organisation).await?;
    let mut takes_over: Vec<String> = organisation
        .handlers
        .iter()
        .filter(|(_, person)| *person == me)
        .filter_map(|(scope, _)| organisation.alternates.get(scope))
        .map(|person| directory.name(person).to_owned())
        .collect();
    takes_over.sort();
    takes_over.dedup();
    let absent = AbsentPage {
        form,
        takes_over,
        notice,
        absences: of(app, me).await?,
        absence_path: PATH.to_owned(),
        absence_typed: (
            typed.get("afwezig_van").to_owned(),
            typed.get("afwezig_tot").to_owned(),
        ),
        frame,
    };
    page(status, &absent)
}

/// Says when I am away.
pub async fn send(State(app): State<App>, sent: Sent) -> Result<Response, WebError> {
    let me = &sent.person;
    let errors = keep(&app, me, me, &sent.fields).await?;
    if errors.is_empty() {
        return Ok(done(PATH, "bijgewerkt"));
    }
    draw(&app, sent.shown, me, &sent.fields, errors, None).await
}

/// I am there after all, or back sooner.
pub async fn back(State(app): State<App>, sent: Sent) -> Result<Response, WebError> {
    take_back(&app, &sent.person, &sent.person, &sent.fields).await?;
    Ok(done(PATH, "bijgewerkt"))
}
