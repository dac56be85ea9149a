//! `/werk/maatregelen`: what we do differently, in four columns; and one measure: put it to use, look whether it worked.

use super::check::Checked;
use super::form::{No, Sent, done, tried};
use super::lines::due;
use super::sign_in::Asked;
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, fresh_key, page};
use crate::web::support::visitor::Staff;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::access::MeasureAction;
use casework::ids::{MeasureId, PersonId};
use casework::measure::{Measure, MeasureStage};
use casework::refusal::Refusal;
use casework::submission::TEXT_AT_MOST;
use casework::vocabulary::Effect;
use desk::Desk;
use desk::measures::MeasureView;
use desk::read::Reading;
use render::form::FieldError;
use render::pages::work::measures::{Happened, MeasureCard, MeasurePage, MeasuresPage, Stage};
use render::pages::work::notice::Done;
use render::pages::work::parts::{Due, Link, MeasureLine};
use render::{Form, Problem, Texts};

/// After how many complaints; those that are hidden from who looks aren't counted.
async fn complaints(app: &App, viewer: &PersonId, measure: &Measure) -> Result<u32, WebError> {
    let scope = Desk::countable_by(viewer);
    let mut count = 0;
    for case in &measure.cases {
        count += u32::from(app.desk.store().case_row(&scope, case).await?.is_some());
    }
    Ok(count)
}

/// The board.
pub async fn board(State(app): State<App>, shown: Shown, staff: Staff) -> Result<Response, WebError> {
    works_here(&staff)?;
    let frame = frame(&app, shown).await?;
    let now = app.desk.clock().now();
    let version = app.desk.shelf().in_force(now)?;
    let organisation = app.desk.organisation().await?;
    let directory = app.desk.directory(&organisation).await?;
    let calendar = &version.calendar;
    let mut all = app.desk.measures(&staff.person).await?;
    all.sort_by_key(|one| one.measure.next_due().map_or(i64::MAX, |at| at.0));
    let mut counts = Vec::new();
    for one in &all {
        counts.push(complaints(&app, &staff.person, &one.measure).await?);
    }
    let card = |(one, complaints): (&MeasureView, &u32)| MeasureCard {
        href: format!("/werk/maatregelen/{}", one.measure.id),
        title: one.what.clone(),
        stage: stage(&one.measure),
        owner: directory.name(&one.measure.owner).to_owned(),
        due: one
            .measure
            .next_due()
            .map_or(Due::Open, |at| due(calendar, at, now)),
        since: one
            .measure
            .applied
            .as_ref()
            .map(|(at, _)| at.date(&calendar.zone)),
        complaints: *complaints,
        promised_to: 0,
        recurrence: None,
        effect: one
            .measure
            .reviewed
            .as_ref()
            .map(|(_, effect, _)| effect.code().to_owned())
            .unwrap_or_default(),
        reviewer: directory.name(&one.measure.reviewer).to_owned(),
    };
    let groups = organisation.groups_of(&staff.person);
    let groups = groups
        .iter()
        .map(|group| directory.group(group).to_owned())
        .collect();
    page(
        StatusCode::OK,
        &MeasuresPage {
            frame,
            groups,
            cards: all.iter().zip(&counts).map(card).collect(),
        },
    )
}

/// The measures that came of a case, each with what its review found and said, for somebody who may know of them.
///
/// # Errors
/// When the store fails.
pub async fn of_case(app: &App, viewer: &PersonId, reading: &Reading) -> Result<Vec<MeasureLine>, WebError> {
    let zone = &reading.version.calendar.zone;
    let mut lines = Vec::new();
    for one in &reading.view.case().measures {
        let mut line = MeasureLine {
            href: format!("/werk/maatregelen/{}", one.measure),
            what: reading.view.text(&one.what).unwrap_or_default().to_owned(),
            found: None,
        };
        if let Some((at, effect)) = one.reviewed {
            let measure = app.desk.measure(viewer, &one.measure).await?;
            let words = measure.and_then(|one| one.verdict).unwrap_or_default();
            line.found = Some((at.date(zone), effect.code().to_owned(), words));
        }
        lines.push(line);
    }
    Ok(lines)
}

/// Whoever only operates the program has nothing to do with what it holds.
fn works_here(staff: &Staff) -> Result<(), WebError> {
    if staff.is_colleague() {
        Ok(())
    } else {
        Err(WebError::NotFound)
    }
}

fn stage(measure: &Measure) -> Stage {
    match measure.stage() {
        MeasureStage::Proposed => Stage::Proposed,
        MeasureStage::Agreed => Stage::Agreed,
        MeasureStage::Applied => Stage::Applied,
        MeasureStage::Reviewed => Stage::Reviewed,
    }
}

/// One measure.
pub async fn show(
    State(app): State<App>,
    shown: Shown,
    staff: Staff,
    Path(id): Path<String>,
    Query(asked): Asked,
) -> Result<Response, WebError> {
    works_here(&staff)?;
    let one = app
        .desk
        .measure(&staff.person, &MeasureId(id))
        .await?
        .ok_or(WebError::NotFound)?;
    let notice = asked.get("gedaan").and_then(|code| Done::from_code(code));
    draw(&app, shown, &staff.person, &one, None, Vec::new(), notice).await
}

async fn draw(
    app: &App,
    shown: Shown,
    me: &PersonId,
    one: &MeasureView,
    typed: Option<&Fields>,
    errors: Vec<FieldError>,
    notice: Option<Done>,
) -> Result<Response, WebError> {
    let frame = frame(app, shown).await?;
    let now = app.desk.clock().now();
    let version = app.desk.shelf().in_force(now)?;
    let calendar = &version.calendar;
    let organisation = app.desk.organisation().await?;
    let directory = app.desk.directory(&organisation).await?;
    let measure = &one.measure;
    let scope = app.desk.scope_of(me).await?;
    let mut cases = Vec::new();
    for case in &measure.cases {
        if let Some(row) = app.desk.store().case_row(&scope, case).await? {
            cases.push(Link {
                href: format!("/werk/klachten/{}", row.number),
                text: row.number.to_string(),
            });
        }
    }
    let on = |at: casework::moment::Moment| at.date(&calendar.zone);
    let mut history = Vec::new();
    history.extend(measure.agreed_at.map(|at| (on(at), Happened::Agreed)));
    history.extend(measure.applied.as_ref().map(|(at, _)| {
        (
            on(*at),
            Happened::Applied(one.evidence.clone().unwrap_or_default()),
        )
    }));
    history.extend(measure.reviewed.as_ref().map(|(at, effect, _)| {
        (
            on(*at),
            Happened::Reviewed(effect.code().to_owned(), one.verdict.clone().unwrap_or_default()),
        )
    }));
    let get = |name: &str| typed.map_or("", |fields| fields.get(name)).to_owned();
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let mut form = Form::new(frame.t, fresh_key(app)?);
    form.errors = errors;
    let measure_page = MeasurePage {
        form,
        notice,
        href: format!("/werk/maatregelen/{}", measure.id),
        what: one.what.clone(),
        criterion: one.criterion.clone(),
        cause: measure.cause.code().to_owned(),
        owner: directory.name(&measure.owner).to_owned(),
        reviewer: directory.name(&measure.reviewer).to_owned(),
        group: measure
            .group
            .as_ref()
            .map(|group| directory.group(group).to_owned())
            .unwrap_or_default(),
        stage: stage(measure),
        due: measure.next_due().map_or(Due::Open, |at| due(calendar, at, now)),
        complaints: complaints(app, me, measure).await?,
        cases,
        recurrence: None,
        history,
        may_agree: false,
        may_apply: measure.stage() == MeasureStage::Agreed && one.actions.contains(&MeasureAction::Apply),
        may_review: measure.stage() == MeasureStage::Applied && one.actions.contains(&MeasureAction::Review),
        evidence: get("bewijs"),
        effect: get("oordeel"),
        words: get("woorden"),
        frame,
    };
    page(status, &measure_page)
}

/// `…/gebruik`: it is in use, with what shows it.
pub async fn apply(State(app): State<App>, Path(id): Path<String>, sent: Sent) -> Result<Response, WebError> {
    let id = MeasureId(id);
    let one = app
        .desk
        .measure(&sent.person, &id)
        .await?
        .ok_or(WebError::NotFound)?;
    let mut checked = Checked::new(Texts::Dutch, &sent.fields);
    let evidence = checked.must("bewijs", TEXT_AT_MOST);
    let mut errors = checked.errors;
    if errors.is_empty() {
        match tried(app.desk.apply_measure(&sent.person, &id, &evidence).await)? {
            // A second press of the same button.
            Ok(_) | Err(No::Refused(Refusal::AlreadyDone)) => return Ok(on(&id, "maatregel")),
            Err(no) => errors.push(no.at(Texts::Dutch, "bewijs")),
        }
    }
    draw(
        &app,
        sent.shown,
        &sent.person,
        &one,
        Some(&sent.fields),
        errors,
        None,
    )
    .await
}

/// `…/nazicht`: whether it worked.
pub async fn review(
    State(app): State<App>,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, WebError> {
    let id = MeasureId(id);
    let one = app
        .desk
        .measure(&sent.person, &id)
        .await?
        .ok_or(WebError::NotFound)?;
    let mut checked = Checked::new(Texts::Dutch, &sent.fields);
    let effect = Effect::from_code(checked.get("oordeel"));
    if effect.is_none() {
        checked.wrong("oordeel", &Problem::ChoiceMissing);
    }
    let words = checked.must("woorden", TEXT_AT_MOST);
    let mut errors = checked.errors;
    if let Some(effect) = effect.filter(|_| errors.is_empty()) {
        match tried(app.desk.review_measure(&sent.person, &id, effect, &words).await)? {
            Ok(_) | Err(No::Refused(Refusal::AlreadyDone)) => return Ok(on(&id, "nazicht")),
            Err(no) => errors.push(no.at(Texts::Dutch, "oordeel")),
        }
    }
    draw(
        &app,
        sent.shown,
        &sent.person,
        &one,
        Some(&sent.fields),
        errors,
        None,
    )
    .await
}

fn on(id: &MeasureId, code: &str) -> Response {
    done(&format!("/werk/maatregelen/{id}"), code)
}
