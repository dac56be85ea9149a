//! `/werk/klachten/{nr}/toewijzen`: somebody else follows the complaint up. The dates stay.

use super::check::Checked;
use super::compose::{Desk, read};
use super::form::{Sent, case_path, done, tried};
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, fresh_key, page};
use crate::web::support::visitor::Staff;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::access::Action;
use casework::ids::PersonId;
use casework::organisation::StaffRole;
use casework::submission::TEXT_AT_MOST;
use desk::read::Reading;
use render::form::{FieldError, SelectOption};
use render::pages::work::assign::AssignPage;
use render::pages::work::words;
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
    if reading.view.may(Action::Assign) {
        Ok(reading)
    } else {
        Err(WebError::NotFound)
    }
}

/// Whoever may follow a complaint up and doesn't do it now.
fn people(desk: &Desk<'_>) -> Vec<SelectOption> {
    let takes = [
        StaffRole::Handler,
        StaffRole::Management,
        StaffRole::StaffRepresentative,
    ];
    let case = desk.case();
    let mut all = desk.people();
    all.retain(|one| {
        let person = PersonId::from(one.value.as_str());
        let roles = desk
            .reading
            .organisation
            .people
            .get(&person)
            .map(|one| &one.roles);
        one.value.is_empty()
            || (case.handler.as_ref() != Some(&person)
                && roles.is_some_and(|roles| takes.iter().any(|role| roles.contains(role))))
    });
    all
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
    let get = |name: &str| typed.map_or("", |fields| fields.get(name)).to_owned();
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let mut form = Form::new(desk.t, fresh_key(app)?);
    form.errors = errors;
    let assign = AssignPage {
        form,
        number: desk.case().number.to_string(),
        title: desk
            .view()
            .text_of(desk.case().title.as_ref())
            .unwrap_or_default()
            .to_owned(),
        handler: reading.directory.name_of(desk.case().handler.as_ref()).to_owned(),
        people: words::chosen(&people(&desk), &get("wie")),
        reason: get("reden"),
        frame,
    };
    page(status, &assign)
}

/// Names somebody else, with a note that says why.
pub async fn send(State(app): State<App>, Path(nr): Path<String>, sent: Sent) -> Result<Response, WebError> {
    let reading = allowed(&app, &sent.person, &nr).await?;
    let desk = Desk {
        reading: &reading,
        me: &sent.person,
        t: Texts::Dutch,
    };
    let number = desk.case().number.clone();
    let mut checked = Checked::new(desk.t, &sent.fields);
    let reason = checked.words("reden", TEXT_AT_MOST);
    let chosen = checked.get("wie");
    if chosen.is_empty() || !people(&desk).iter().any(|one| one.value == chosen) {
        checked.wrong("wie", &Problem::ChoiceMissing);
    }
    let mut errors = checked.errors;
    if errors.is_empty() {
        let key = sent.fields.key();
        let result = app
            .desk
            .assign(&sent.person, &number, PersonId::from(chosen), key)
            .await;
        match tried(result)? {
            Ok(_) => {
                if !reason.is_empty() {
                    // The note is for whoever takes over; when it can't be kept, they still have the complaint.
                    let _noted = tried(app.desk.note(&sent.person, &number, &reason, key).await)?;
                }
                return Ok(done(&case_path(&number), "toegewezen"));
            }
            Err(no) => errors.push(no.at(desk.t, "wie")),
        }
    }
    draw(
        &app,
        sent.shown,
        &sent.person,
        &reading,
        Some(&sent.fields),
        errors,
    )
    .await
}
