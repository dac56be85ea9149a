//! `/instellingen/dagen`: the working days off that were published for holidays in a weekend.

use super::form::Changed;
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, fresh_key, page};
use crate::web::support::visitor::Settings;
use crate::web::work::form::{done, tried};
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::calendar::Holiday;
use jiff::civil::Date;
use render::form::FieldError;
use render::pages::work::days::{DaysPage, WeekendHoliday};
use render::pages::work::notice::Done;
use render::{Form, Problem, Texts};

const PATH: &str = "/instellingen/dagen";

/// What a holiday is called.
pub fn name(t: Texts, holiday: Holiday) -> String {
    t.m(format!("holiday-{}", holiday.code()))
}

/// Shows it.
pub async fn show(
    State(app): State<App>,
    shown: Shown,
    _: Settings,
    RawQuery(query): RawQuery,
) -> Result<Response, WebError> {
    let query = Fields::parse(query.unwrap_or_default().as_bytes());
    draw(
        &app,
        shown,
        &Fields::default(),
        Vec::new(),
        Done::from_code(query.get("gedaan")),
    )
    .await
}

async fn draw(
    app: &App,
    shown: Shown,
    typed: &Fields,
    errors: Vec<FieldError>,
    notice: Option<Done>,
) -> Result<Response, WebError> {
    let frame = frame(app, shown).await?;
    let t = frame.t;
    let now = app.desk.clock().now();
    let today = now.date(&app.desk.shelf().in_force(now)?.calendar.zone);
    let organisation = app.desk.organisation().await?;
    let holidays = organisation
        .weekend_holidays(today.year())
        .into_iter()
        .map(|(holiday, date, instead)| WeekendHoliday {
            key: format!("{}-{}", holiday.code(), date.year()),
            name: name(t, holiday),
            date,
            instead: instead.map(|one| (one.date, one.date > today)),
        })
        .collect();
    let mut form = Form::new(t, fresh_key(app)?);
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    form.errors = errors;
    let key = typed.get("feestdag").to_owned();
    let day = typed.get(&format!("dag_{key}")).to_owned();
    let days = DaysPage {
        form,
        notice,
        holidays,
        typed: (key, day),
        frame,
    };
    page(status, &days)
}

/// Publishes one.
pub async fn publish(State(app): State<App>, form: Changed) -> Result<Response, WebError> {
    let Changed(sent) = form;
    let key = sent.fields.get("feestdag").to_owned();
    let holiday = key.split_once('-').and_then(|(code, _)| Holiday::from_code(code));
    let holiday = holiday.ok_or(WebError::BadRequest)?;
    let field = format!("dag_{key}");
    let error = match sent.fields.date(&field) {
        None => FieldError {
            text: Problem::Date.text(Texts::Dutch),
            field,
        },
        Some(day) => match tried(
            app.desk
                .publish_replacement(Some(&sent.person), holiday, day)
                .await,
        )? {
            Ok(_) => return Ok(done(PATH, "bijgewerkt")),
            Err(no) => no.at(Texts::Dutch, &field),
        },
    };
    draw(&app, sent.shown, &sent.fields, vec![error], None).await
}

/// Takes one back that hasn't come.
pub async fn take_back(State(app): State<App>, form: Changed) -> Result<Response, WebError> {
    let Changed(sent) = form;
    let day: Date = sent.fields.get("dag").parse().map_err(|_| WebError::BadRequest)?;
    app.desk.take_back_replacement(Some(&sent.person), day).await?;
    Ok(done(PATH, "bijgewerkt"))
}
