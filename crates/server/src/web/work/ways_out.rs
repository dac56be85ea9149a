//! `/werk/klachten/{nr}/uitweg`: something else than a complaint, refuse, release.

use super::check::Checked;
use super::compose::{Desk, read};
use super::form::{No, Sent, case_path, done, tried};
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, fresh_key, page};
use crate::web::support::visitor::Staff;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::access::Action;
use casework::case::second::is_required;
use casework::ids::PersonId;
use casework::refusal::Refusal;
use casework::submission::{STORY_AT_MOST, TEXT_AT_MOST};
use casework::vocabulary::{OtherThan, RefusalReason, ReleaseReason, Role, Step};
use desk::read::Reading;
use desk::step::Went;
use render::form::FieldError;
use render::pages::work::ways_out::WaysOutPage;
use render::{Form, Problem, Texts};

/// Shows it.
pub async fn show(
    State(app): State<App>,
    shown: Shown,
    staff: Staff,
    Path(nr): Path<String>,
) -> Result<Response, WebError> {
    let reading = allowed(&app, &staff.person, &nr).await?;
    draw(&app, shown, &staff.person, &reading, None, Vec::new()).await
}

async fn allowed(app: &App, me: &PersonId, nr: &str) -> Result<Reading, WebError> {
    let reading = read(app, me, nr).await?;
    let may = [Action::Reclassify, Action::Refuse, Action::Release]
        .iter()
        .any(|action| reading.view.may(*action));
    if may { Ok(reading) } else { Err(WebError::NotFound) }
}

async fn draw(
    app: &App,
    shown: Shown,
    me: &PersonId,
    reading: &Reading,
    typed: Option<&Fields>,
    errors: Vec<FieldError>,
) -> Result<Response, WebError> {
    let frame = frame(app, shown).await?;
    let desk = Desk {
        reading,
        me,
        t: frame.t,
    };
    let (case, view, directory) = (desk.case(), desk.view(), &reading.directory);
    let get = |name: &str| typed.map_or("", |fields| fields.get(name)).to_owned();
    let second = |step| {
        let name = case
            .second_beside(me)
            .map(|one| directory.name(one).to_owned())
            .unwrap_or_default();
        is_required(desk.policy(), step).then_some(name)
    };
    let goes_on = case.is_complaint() && case.way_out.is_none();
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let mut form = Form::new(desk.t, fresh_key(app)?);
    form.errors = errors;
    let ways = WaysOutPage {
        form,
        answer_by: case
            .open_owed()
            .filter(|owed| owed.owed_to == Role::Complainant)
            .map(|owed| owed.due_at)
            .min()
            .map(|due| due.last_day(&reading.version.calendar.zone)),
        number: case.number.to_string(),
        title: view.text_of(case.title.as_ref()).unwrap_or_default().to_owned(),
        board_member: directory.name_of(case.board_member.as_ref()).to_owned(),
        reclassify: goes_on && view.may(Action::Reclassify),
        other: get("ander"),
        other_words: get("ander_woorden"),
        refuse: goes_on && view.may(Action::Refuse),
        reclassify_second: second(Step::Reclassification),
        refuse_second: second(Step::Refusal),
        refuse_reason: get("weiger_reden"),
        refuse_letter: get("weiger_brief"),
        waits: case.waiting(Step::Refusal).is_some() || case.waiting(Step::Reclassification).is_some(),
        release: goes_on && view.may(Action::Release),
        release_reason: get("vrijgave_reden"),
        release_words: get("vrijgave_woorden"),
        frame,
    };
    page(status, &ways)
}

/// Goes one of the ways.
pub async fn send(State(app): State<App>, Path(nr): Path<String>, sent: Sent) -> Result<Response, WebError> {
    let reading = allowed(&app, &sent.person, &nr).await?;
    let number = reading.view.case().number.clone();
    let (me, key, t) = (&sent.person, sent.fields.key(), Texts::Dutch);
    let mut checked = Checked::new(t, &sent.fields);
    let (result, code, field) = match sent.fields.get("uitweg") {
        "herindelen" => {
            let other = OtherThan::from_code(checked.get("ander"));
            let why = checked.words("ander_woorden", TEXT_AT_MOST);
            if other.is_none() {
                checked.wrong("ander", &Problem::ChoiceMissing);
            }
            let Some(other) = other.filter(|_| checked.errors.is_empty()) else {
                return again(&app, &nr, checked.errors, &sent).await;
            };
            let result = app.desk.reclassify(me, &number, other, Some(&why), key).await;
            (result, step_code(&reading, Step::Reclassification), "ander")
        }
        "weigeren" => {
            let reason = RefusalReason::from_code(checked.get("weiger_reden"));
            if reason.is_none() {
                checked.wrong("weiger_reden", &Problem::ChoiceMissing);
            }
            let letter = checked.must("weiger_brief", STORY_AT_MOST);
            let Some(reason) = reason.filter(|_| checked.errors.is_empty()) else {
                return again(&app, &nr, checked.errors, &sent).await;
            };
            let result = app.desk.refuse(me, &number, reason, &letter, key).await;
            (result, step_code(&reading, Step::Refusal), "weiger_brief")
        }
        "vrijgeven" => {
            let reason = ReleaseReason::from_code(checked.get("vrijgave_reden"));
            let why = checked.words("vrijgave_woorden", TEXT_AT_MOST);
            if reason.is_none() {
                checked.wrong("vrijgave_reden", &Problem::ChoiceMissing);
            }
            let Some(reason) = reason.filter(|_| checked.errors.is_empty()) else {
                return again(&app, &nr, checked.errors, &sent).await;
            };
            let result = app.desk.release(me, &number, reason, Some(&why), key).await;
            (result.map(|()| Went::Done(None)), "uitweg", "vrijgave_reden")
        }
        _ => (Err(Refusal::NoSuchItem.into()), "uitweg", "ander"),
    };
    match tried(result)? {
        Ok(_) => Ok(done(&case_path(&number), code)),
        Err(no @ (No::Refused(_) | No::Faster)) => again(&app, &nr, vec![no.at(t, field)], &sent).await,
    }
}

/// What was just done: the step itself, or proposing it.
fn step_code(reading: &Reading, step: Step) -> &'static str {
    if is_required(&reading.version.policy, step) {
        "voorstel"
    } else {
        "uitweg"
    }
}

async fn again(app: &App, nr: &str, errors: Vec<FieldError>, sent: &Sent) -> Result<Response, WebError> {
    let reading = allowed(app, &sent.person, nr).await?;
    draw(
        app,
        sent.shown.clone(),
        &sent.person,
        &reading,
        Some(&sent.fields),
        errors,
    )
    .await
}
