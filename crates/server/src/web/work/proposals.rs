//! A complaint's proposals to a second person: how each stands, and agreeing to one or sending it back.

use super::acts::{ended, words};
use super::check::Message;
use super::compose::Desk;
use super::form::{Sent, number};
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::sheet::Sheet;
use axum::extract::{Path, State};
use axum::response::Response;
use casework::case::{Proposal, ProposalOutcome};
use casework::ids::MeasureId;
use casework::submission::TEXT_AT_MOST;
use desk::answer::{AnswerText, Differently, MeasureText};
use desk::step::Composed;
use render::pages::work::proposals::{ProposalItem, ProposalState};
use render::pages::work::words as tables;

/// What waits, and what came back and wasn't proposed anew.
///
/// # Errors
/// When the store fails.
pub async fn of(app: &App, desk: &Desk<'_>, typed: Option<&Fields>) -> Result<Vec<ProposalItem>, WebError> {
    let mut items = Vec::new();
    for one in &desk.case().proposals {
        let Some(state) = state(desk, one, typed) else {
            continue;
        };
        let composed = app.desk.composed(one).await?;
        let under = format!("/werk/klachten/{}", desk.case().number);
        let files = Sheet::of(desk.reading, desk.t).files(desk.reading, composed.files(), &under);
        let (details, letter) = said(desk, composed);
        items.push(ProposalItem {
            no: one.no,
            step: one.step.code().to_owned(),
            by: desk.reading.directory.name(&one.by).to_owned(),
            at: one.at.local(&desk.version().calendar.zone),
            details,
            letter,
            files,
            state,
        });
    }
    Ok(items)
}

fn state(desk: &Desk<'_>, one: &Proposal, typed: Option<&Fields>) -> Option<ProposalState> {
    let name = |person| desk.reading.directory.name(person).to_owned();
    let case = desk.case();
    match &one.outcome {
        ProposalOutcome::Waits if one.by == *desk.me => Some(ProposalState::WaitsFor(
            case.second_beside(&one.by).map(name).unwrap_or_default(),
        )),
        ProposalOutcome::Waits => Some(ProposalState::WaitsForYou {
            typed: typed
                .map_or("", |fields| fields.get(&format!("waarom_{}", one.no)))
                .to_owned(),
        }),
        ProposalOutcome::SentBack { by, reason, .. } => {
            let later = case
                .proposals
                .iter()
                .any(|other| other.no > one.no && other.step == one.step);
            (!later && case.way_out.is_none()).then(|| ProposalState::SentBack {
                by: name(by),
                reason: desk.view().text(reason).unwrap_or_default().to_owned(),
            })
        }
        ProposalOutcome::Agreed { .. } | ProposalOutcome::Overtaken => None,
    }
}

/// What a step does beside its letter, a line each, and the letter.
fn said(desk: &Desk<'_>, composed: Composed) -> (Vec<String>, String) {
    let t = &desk.t;
    match composed {
        Composed::Answer(answer) => (answered(desk, &answer), answer.text),
        Composed::Interim(interim) => (Vec::new(), interim.text),
        Composed::Evaluation { differently, letter } => (decided(desk, &differently), letter),
        Composed::Reclassification { to, why } => {
            let what = tables::word(t, tables::OTHER_THAN, to.code());
            let lines = [what, why];
            (
                lines.into_iter().filter(|line| !line.is_empty()).collect(),
                String::new(),
            )
        }
        Composed::Refusal { reason, letter } => {
            let reason = tables::word(t, tables::REFUSALS, reason.code());
            let line = t.a("proposals-reason").with("reason", reason).to_string();
            (vec![line], letter)
        }
    }
}

fn answered(desk: &Desk<'_>, answer: &AnswerText) -> Vec<String> {
    let points = desk.case().points.iter().zip(&answer.outcomes);
    let mut lines: Vec<String> = points
        .map(|(point, outcome)| {
            let outcome = tables::word(&desk.t, tables::OUTCOMES, outcome.code());
            format!("{} {outcome}", desk.view().text(point).unwrap_or_default())
        })
        .collect();
    lines.extend(decided(desk, &answer.differently));
    lines
}

fn decided(desk: &Desk<'_>, differently: &Differently) -> Vec<String> {
    let t = &desk.t;
    let cause = |cause: &casework::vocabulary::Cause| tables::word(t, tables::CAUSES, cause.code());
    match differently {
        Differently::Later => Vec::new(),
        Differently::No { cause: why, reason } => {
            vec![t.m("case-decided-no"), cause(why), reason.clone()]
        }
        Differently::Same {
            cause: why,
            reason,
            measure,
            ..
        } => {
            let mut lines = vec![t.m("case-decided-yes"), cause(why), t.m("differently-same")];
            lines.extend(agreed_before(desk, measure));
            lines.extend(Some(reason.clone()).filter(|reason| !reason.is_empty()));
            lines
        }
        Differently::Yes {
            cause: why,
            reason,
            measures,
        } => {
            let mut lines = vec![t.m("case-decided-yes"), cause(why)];
            lines.extend(Some(reason.clone()).filter(|reason| !reason.is_empty()));
            lines.extend(measures.iter().map(|one| measure(desk, one)));
            lines
        }
    }
}

fn agreed_before(desk: &Desk<'_>, id: &MeasureId) -> Option<String> {
    let known = &desk.reading.joinable;
    known
        .iter()
        .find(|one| one.measure.id == *id)
        .map(|one| one.what.clone())
}

fn measure(desk: &Desk<'_>, one: &MeasureText) -> String {
    let name = |person| desk.reading.directory.name(person);
    desk.t
        .a("proposals-measure")
        .with("what", &one.what)
        .with("owner", name(&one.owner))
        .with("date", desk.t.date(&one.from))
        .with("criterion", &one.criterion)
        .with("reviewer", name(&one.reviewer))
        .to_string()
}

/// Who must agree before this is done; empty when nobody.
pub fn second(desk: &Desk<'_>, composed: &Composed) -> String {
    let case = desk.case();
    let waits = composed.waits_for(case, desk.version()).is_some();
    let second = case.second_beside(desk.me).filter(|_| waits);
    second
        .map(|one| desk.reading.directory.name(one).to_owned())
        .unwrap_or_default()
}

/// As [`second`], for a message that was put together.
pub fn second_for(desk: &Desk<'_>, message: &Message) -> String {
    message
        .composed()
        .map(|composed| second(desk, &composed))
        .unwrap_or_default()
}

/// `…/akkoord`
pub async fn agree(State(app): State<App>, Path(nr): Path<String>, sent: Sent) -> Result<Response, WebError> {
    let nr = number(&nr)?;
    let no = sent.fields.number("voorstel").unwrap_or(0);
    let key = sent.fields.key();
    let result = app.desk.agree(&sent.person, &nr, no, key).await;
    ended(&app, sent, &nr, result, "akkoord", "voorstel").await
}

/// `…/terug`
pub async fn send_back(
    State(app): State<App>,
    Path(nr): Path<String>,
    sent: Sent,
) -> Result<Response, WebError> {
    let nr = number(&nr)?;
    let no = sent.fields.number("voorstel").unwrap_or(0);
    let field = format!("waarom_{no}");
    let (sent, why) = match words(&app, sent, &nr, &field, TEXT_AT_MOST).await {
        Ok(fine) => fine,
        Err(page) => return Ok(page),
    };
    let result = app
        .desk
        .send_back(&sent.person, &nr, no, &why, sent.fields.key())
        .await;
    ended(&app, sent, &nr, result, "teruggestuurd", &field).await
}
