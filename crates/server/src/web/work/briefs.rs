//! `/werk/brieven`: what my group or I are asked, in words written for us. Never who complained.

use super::check::Checked;
use super::form::{Sent, done, tried};
use super::lines::due;
use super::sign_in::Asked;
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, fresh_key, page};
use crate::web::support::visitor::Staff;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::access::CaseView;
use casework::ids::PersonId;
use casework::moment::Moment;
use casework::submission::TEXT_AT_MOST;
use desk::Version;
use desk::people::Directory;
use desk::read::Brief;
use render::form::FieldError;
use render::pages::work::briefs::{Brief as BriefItem, BriefsPage, OwnPart};
use render::pages::work::notice::Done;
use render::pages::work::parts::{BoardQuestion, Due, UndertakingItem, UndertakingState};
use render::{Form, Texts};

/// Shows them.
pub async fn show(
    State(app): State<App>,
    shown: Shown,
    staff: Staff,
    Query(asked): Asked,
) -> Result<Response, WebError> {
    let notice = asked.get("gedaan").and_then(|code| Done::from_code(code));
    draw(&app, shown, &staff.person, None, Vec::new(), notice).await
}

/// Letters and digits only: it becomes part of the name of a field.
fn reference(brief: &Brief) -> String {
    format!("{}q{}", brief.case, brief.question)
}

async fn draw(
    app: &App,
    shown: Shown,
    me: &PersonId,
    typed: Option<&Fields>,
    errors: Vec<FieldError>,
    notice: Option<Done>,
) -> Result<Response, WebError> {
    let frame = frame(app, shown).await?;
    let version = app.desk.shelf().in_force(app.desk.clock().now())?;
    let zone = &version.calendar.zone;
    let organisation = app.desk.organisation().await?;
    let directory = app.desk.directory(&organisation).await?;
    let item = |brief: &Brief| {
        let reference = reference(brief);
        BriefItem {
            to: brief
                .group
                .clone()
                .unwrap_or_else(|| directory.name(me).to_owned()),
            on: brief.at.date(zone),
            due: Due::Open,
            words: brief.text.clone(),
            reply: brief.reply.clone().unwrap_or_default(),
            discussed: None,
            may_reply: brief.reply.is_none(),
            typed: typed
                .map_or("", |fields| fields.get(&format!("antwoord_{reference}")))
                .to_owned(),
            reference,
        }
    };
    let briefs = app.desk.briefs(me).await?.iter().map(item).collect();
    let now = app.desk.clock().now();
    let parts = app.desk.own_parts(me).await?;
    let parts = parts
        .iter()
        .filter_map(|part| own_part(&part.view, me, &version, &directory, now, typed))
        .collect();
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let mut form = Form::new(frame.t, fresh_key(app)?);
    form.errors = errors;
    page(
        status,
        &BriefsPage {
            frame,
            form,
            notice,
            briefs,
            parts,
        },
    )
}

/// What is still to be done; nothing when all of it is.
fn own_part(
    view: &CaseView,
    me: &PersonId,
    version: &Version,
    directory: &Directory,
    now: Moment,
    typed: Option<&Fields>,
) -> Option<OwnPart> {
    let (case, calendar) = (view.case(), &version.calendar);
    let open = case
        .undertakings
        .iter()
        .filter(|one| one.by == *me && one.done_at.is_none());
    let undertakings: Vec<UndertakingItem> = open
        .map(|one| UndertakingItem {
            no: one.no,
            what: view.text(&one.what).unwrap_or_default().to_owned(),
            who: directory.name(me).to_owned(),
            state: UndertakingState::Open(due(calendar, one.until, now)),
            may_do: true,
        })
        .collect();
    let asked = case
        .board_questions
        .iter()
        .filter(|one| one.to == *me && one.answer.is_none());
    let questions: Vec<BoardQuestion> = asked
        .map(|one| BoardQuestion {
            no: one.no,
            words: view.text(&one.words).unwrap_or_default().to_owned(),
            to: directory.name(me).to_owned(),
            due: due(calendar, one.until, now),
            answer: String::new(),
            may_reply: true,
            typed: typed
                .map_or("", |fields| fields.get(&format!("raad_antwoord_{}", one.no)))
                .to_owned(),
        })
        .collect();
    let busy = !undertakings.is_empty() || !questions.is_empty();
    busy.then(|| OwnPart {
        number: case.number.to_string(),
        undertakings,
        questions,
    })
}

/// Replies to one.
pub async fn send(State(app): State<App>, sent: Sent) -> Result<Response, WebError> {
    let asked = sent.fields.get("brief");
    let mine = app.desk.briefs(&sent.person).await?;
    let brief = mine
        .iter()
        .find(|one| reference(one) == asked)
        .ok_or(WebError::NotFound)?;
    let field = format!("antwoord_{asked}");
    let mut checked = Checked::new(Texts::Dutch, &sent.fields);
    let reply = checked.must(&field, TEXT_AT_MOST);
    let mut errors = checked.errors;
    if errors.is_empty() {
        let key = sent.fields.key();
        match tried(
            app.desk
                .reply_to_brief(&sent.person, &brief.case, brief.question, &reply, key)
                .await,
        )? {
            Ok(_) => return Ok(done("/werk/brieven", "antwoord")),
            Err(no) => errors.push(no.at(Texts::Dutch, &field)),
        }
    }
    draw(&app, sent.shown, &sent.person, Some(&sent.fields), errors, None).await
}
