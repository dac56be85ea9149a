//! `/werk/brieven`: what was promised and I do, and what my group or I are asked. Never who complained.

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
use casework::case::Undertaking;
use casework::ids::PersonId;
use casework::moment::Moment;
use casework::submission::TEXT_AT_MOST;
use desk::Version;
use desk::briefs::Brief;
use desk::people::Directory;
use render::form::FieldError;
use render::pages::work::briefs::{Brief as BriefItem, BriefsPage, OwnPromise, OwnQuestion};
use render::pages::work::notice::Done;
use render::pages::work::parts::{BoardQuestion, Due, UndertakingItem, UndertakingState, ticks_done};
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

/// The page, with what was typed and what is wrong with it.
///
/// # Errors
/// When the store fails.
pub async fn draw(
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
            heard: brief.hearing,
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
    let part = Part {
        me,
        version: &version,
        directory: &directory,
        now,
        typed,
    };
    let mut promised: Vec<(Moment, OwnPromise)> =
        parts.iter().flat_map(|one| part.promised(&one.view)).collect();
    promised.sort_by_key(|(until, _)| *until);
    let promised = promised.into_iter().map(|(_, one)| one).collect();
    let mut questions: Vec<(Moment, OwnQuestion)> =
        parts.iter().flat_map(|one| part.questions(&one.view)).collect();
    questions.sort_by_key(|(until, _)| *until);
    let questions = questions.into_iter().map(|(_, one)| one).collect();
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
            promised,
            questions,
        },
    )
}

/// Reads what is still to be done from the part that somebody has in a case.
struct Part<'a> {
    me: &'a PersonId,
    version: &'a Version,
    directory: &'a Directory,
    now: Moment,
    typed: Option<&'a Fields>,
}

impl Part<'_> {
    fn promised(&self, view: &CaseView) -> Vec<(Moment, OwnPromise)> {
        let case = view.case();
        let number = case.number.to_string();
        let open = case
            .undertakings
            .iter()
            .filter(|one| one.by == *self.me && one.done_at.is_none());
        let promise = |one: &Undertaking| OwnPromise {
            number: number.clone(),
            place: case
                .project
                .as_deref()
                .map(|code| self.directory.project(code).to_owned())
                .unwrap_or_default(),
            handler: self.directory.name_of(case.handler.as_ref()).to_owned(),
            ticked: self
                .typed
                .is_some_and(|fields| fields.given(&ticks_done(&number, &one.no)).is_some()),
            one: UndertakingItem {
                no: one.no,
                what: view.text(&one.what).unwrap_or_default().to_owned(),
                who: self.directory.name(self.me).to_owned(),
                state: UndertakingState::Open(due(&self.version.calendar, one.until, self.now)),
                may_do: true,
            },
        };
        open.map(|one| (one.until, promise(one))).collect()
    }

    fn questions(&self, view: &CaseView) -> Vec<(Moment, OwnQuestion)> {
        let case = view.case();
        let asked = case
            .board_questions
            .iter()
            .filter(|one| one.to == *self.me && one.answer.is_none());
        let question = |one: &casework::case::BoardQuestion| OwnQuestion {
            number: case.number.to_string(),
            question: BoardQuestion {
                no: one.no,
                words: view.text(&one.words).unwrap_or_default().to_owned(),
                to: self.directory.name(self.me).to_owned(),
                due: due(&self.version.calendar, one.until, self.now),
                answer: String::new(),
                may_reply: true,
                typed: self
                    .typed
                    .map_or("", |fields| fields.get(&format!("raad_antwoord_{}", one.no)))
                    .to_owned(),
            },
        };
        asked.map(|one| (one.until, question(one))).collect()
    }
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
