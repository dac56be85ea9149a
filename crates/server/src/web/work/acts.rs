//! The small forms beside a case: a note, points, title, done, delivered, silence, a link, an exclusion, a reply.

use super::briefs;
use super::case::{Draw, draw_case, has_a_part};
use super::compose::read;
use super::form::{No, Sent, case_path, done, number, tried};
use super::kept;
use crate::web::App;
use crate::web::support::errors::WebError;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::ids::{CaseNumber, PersonId};
use casework::refusal::Refusal;
use casework::submission::{STORY_AT_MOST, TEXT_AT_MOST, clean};
use casework::vocabulary::{DeliveredBy, Solved};
use desk::DeskError;
use desk::follow_up::SaidAtOnce;
use render::pages::work::composer::Sort;
use render::pages::work::parts::ticks_done;
use render::{Problem, Texts};

/// On to the case, or the same page with what is wrong and what was typed.
///
/// # Errors
/// Whatever the page can't say itself.
pub async fn ended<T>(
    app: &App,
    sent: Sent,
    nr: &CaseNumber,
    result: Result<T, DeskError>,
    code: &str,
    field: &str,
) -> Result<Response, WebError> {
    match tried(result)? {
        Ok(_) => Ok(done(&back(app, &sent, nr).await?, code)),
        Err(no) => refused(app, sent, nr, no, field).await,
    }
}

/// The page that the form stood on: the case, or what is asked of somebody who doesn't read the case.
async fn back(app: &App, sent: &Sent, nr: &CaseNumber) -> Result<String, WebError> {
    match read(app, &sent.person, nr.as_str()).await {
        Ok(_) => Ok(case_path(nr)),
        Err(WebError::NotFound) => Ok("/werk/brieven".to_owned()),
        Err(error) => Err(error),
    }
}

async fn refused(app: &App, sent: Sent, nr: &CaseNumber, no: No, field: &str) -> Result<Response, WebError> {
    let errors = vec![no.at(Texts::Dutch, field)];
    drawn(app, sent, nr, errors).await
}

/// The page of the case with what is wrong and what was typed.
///
/// # Errors
/// When the store fails.
pub async fn drawn(
    app: &App,
    sent: Sent,
    nr: &CaseNumber,
    errors: Vec<render::form::FieldError>,
) -> Result<Response, WebError> {
    let reading = match read(app, &sent.person, nr.as_str()).await {
        Err(WebError::NotFound) if has_a_part(app, &sent.person, nr.as_str()).await? => {
            return briefs::draw(app, sent.shown, &sent.person, Some(&sent.fields), errors, None).await;
        }
        other => other?,
    };
    let (fields, note) = (&sent.fields, sent.fields.has("nota"));
    let draw = Draw {
        sort: note.then_some(Sort::Note),
        typed: note.then_some(fields),
        beside: Some(fields),
        errors,
        notice: None,
    };
    draw_case(
        app,
        sent.shown,
        &sent.person,
        &reading,
        StatusCode::UNPROCESSABLE_ENTITY,
        draw,
    )
    .await
}

/// Words of a field, or the page again because they are too long.
///
/// # Errors
/// The page, to answer with.
pub async fn words(
    app: &App,
    sent: Sent,
    nr: &CaseNumber,
    field: &str,
    most: usize,
) -> Result<(Sent, String), Response> {
    let words = clean(sent.fields.get(field));
    if words.chars().count() <= most {
        return Ok((sent, words));
    }
    let text = Problem::TooLong { most }.text(Texts::Dutch);
    let errors = vec![render::form::FieldError {
        field: field.to_owned(),
        text,
    }];
    Err(axum::response::IntoResponse::into_response(
        drawn(app, sent, nr, errors).await,
    ))
}

/// `…/nota`
pub async fn note(State(app): State<App>, Path(nr): Path<String>, sent: Sent) -> Result<Response, WebError> {
    let nr = number(&nr)?;
    let (sent, text) = match words(&app, sent, &nr, "nota", STORY_AT_MOST).await {
        Ok(fine) => fine,
        Err(page) => return Ok(page),
    };
    let result = app.desk.note(&sent.person, &nr, &text, sent.fields.key()).await;
    if result.is_ok() {
        kept::forget(&app, &sent.person, &nr, Sort::Note.code()).await?;
    }
    ended(&app, sent, &nr, result, "nota", "nota").await
}

/// `…/punten`: a point on each line.
pub async fn points(
    State(app): State<App>,
    Path(nr): Path<String>,
    sent: Sent,
) -> Result<Response, WebError> {
    let nr = number(&nr)?;
    let (sent, text) = match words(&app, sent, &nr, "punten", TEXT_AT_MOST).await {
        Ok(fine) => fine,
        Err(page) => return Ok(page),
    };
    let points: Vec<String> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect();
    let result = app
        .desk
        .understood(&sent.person, &nr, &points, sent.fields.key())
        .await;
    ended(&app, sent, &nr, result, "punten", "punten").await
}

/// `…/titel`
pub async fn title(State(app): State<App>, Path(nr): Path<String>, sent: Sent) -> Result<Response, WebError> {
    let nr = number(&nr)?;
    let (sent, text) = match words(&app, sent, &nr, "titel", casework::submission::LINE_AT_MOST).await {
        Ok(fine) => fine,
        Err(page) => return Ok(page),
    };
    let result = app
        .desk
        .retitle(&sent.person, &nr, &text, sent.fields.key())
        .await;
    ended(&app, sent, &nr, result, "titel", "titel").await
}

/// `…/gedaan`: what was offered was done, and the box says so.
pub async fn undertaken(
    State(app): State<App>,
    Path(nr): Path<String>,
    sent: Sent,
) -> Result<Response, WebError> {
    let nr = number(&nr)?;
    let no = sent.fields.number("toezegging").unwrap_or(0);
    let tick = ticks_done(nr.as_str(), &no);
    if sent.fields.given(&tick).is_none() {
        let error = render::form::FieldError {
            field: tick,
            text: Problem::NotTicked.text(Texts::Dutch),
        };
        return drawn(&app, sent, &nr, vec![error]).await;
    }
    let result = app
        .desk
        .undertaking_done(&sent.person, &nr, no, sent.fields.key())
        .await;
    ended(&app, sent, &nr, result, "gedaan", &tick).await
}

/// `…/bezorgd`: spoken with the person, posted, or it came back.
pub async fn delivered(
    State(app): State<App>,
    Path(nr): Path<String>,
    sent: Sent,
) -> Result<Response, WebError> {
    let nr = number(&nr)?;
    let no = sent.fields.number("bericht").unwrap_or(0);
    let (by, key) = (&sent.person, sent.fields.key());
    let result = match sent.fields.get("hoe") {
        "gepost" => {
            app.desk
                .delivered(by, &nr, no, DeliveredBy::Posted, None, key)
                .await
        }
        "gesproken" if sent.fields.has("opgelost") => {
            let said = said_at_once(sent.fields.get("opgelost"));
            app.desk.asked_by_voice(by, &nr, no, said, key).await
        }
        "gesproken" => {
            app.desk
                .delivered(by, &nr, no, DeliveredBy::Spoken, None, key)
                .await
        }
        "teruggekomen" => app.desk.came_back(by, &nr, no, key).await,
        _ => Err(Refusal::NoSuchItem.into()),
    };
    let field = format!("b{no}");
    ended(&app, sent, &nr, result, "bezorgd", &field).await
}

/// What they said when they were called; they may not know yet.
fn said_at_once(typed: &str) -> Option<SaidAtOnce> {
    let solved = match typed {
        "ja" => Solved::Yes,
        "beetje" => Solved::Partly,
        "nee" => Solved::No,
        _ => return None,
    };
    Some(SaidAtOnce { solved, again: None })
}

/// `…/stil`: no verdict came; what we checked ourselves.
pub async fn silent(
    State(app): State<App>,
    Path(nr): Path<String>,
    sent: Sent,
) -> Result<Response, WebError> {
    let nr = number(&nr)?;
    let (sent, text) = match words(&app, sent, &nr, "nagekeken", TEXT_AT_MOST).await {
        Ok(fine) => fine,
        Err(page) => return Ok(page),
    };
    let result = app
        .desk
        .follow_up_silent(&sent.person, &nr, &text, sent.fields.key())
        .await;
    ended(&app, sent, &nr, result, "stil", "nagekeken").await
}

/// `…/koppelen`: a number that doesn't exist and one that this person may not see are answered the same.
pub async fn link(State(app): State<App>, Path(nr): Path<String>, sent: Sent) -> Result<Response, WebError> {
    let nr = number(&nr)?;
    // The case itself must be theirs before anything is said about the other one.
    read(&app, &sent.person, nr.as_str()).await?;
    let result = match CaseNumber::parse(sent.fields.get("nummer")) {
        Some(other) => app.desk.link(&sent.person, &nr, &other, sent.fields.key()).await,
        None => Err(DeskError::NotFound),
    };
    let result = match result {
        Err(DeskError::NotFound) => Err(Refusal::NoSuchNumber.into()),
        other => other,
    };
    ended(&app, sent, &nr, result, "gekoppeld", "nummer").await
}

/// `…/ontkoppelen`
pub async fn unlink(
    State(app): State<App>,
    Path(nr): Path<String>,
    sent: Sent,
) -> Result<Response, WebError> {
    let nr = number(&nr)?;
    read(&app, &sent.person, nr.as_str()).await?;
    let result = match CaseNumber::parse(sent.fields.get("nummer")) {
        Some(other) => {
            app.desk
                .unlink(&sent.person, &nr, &other, sent.fields.key())
                .await
        }
        None => Err(DeskError::NotFound),
    };
    let result = match result {
        Err(DeskError::NotFound) => Err(Refusal::NoSuchItem.into()),
        other => other,
    };
    ended(&app, sent, &nr, result, "ontkoppeld", "nummer").await
}

/// `…/uitsluiten`: from now on the case doesn't exist for somebody.
pub async fn exclude(
    State(app): State<App>,
    Path(nr): Path<String>,
    sent: Sent,
) -> Result<Response, WebError> {
    let nr = number(&nr)?;
    let person = PersonId::from(sent.fields.get("wie_niet"));
    let known = app.desk.organisation().await?.people.contains_key(&person) && person != sent.person;
    let reason = sent.fields.get("waarom_niet");
    let mut field = "wie_niet";
    let result = match known {
        true => {
            let whom = (&person, reason);
            app.desk.exclude(&sent.person, &nr, whom, sent.fields.key()).await
        }
        false => Err(Refusal::PersonNotAvailable.into()),
    };
    if matches!(result, Err(DeskError::Refused(Refusal::NothingWritten))) {
        field = "waarom_niet";
    }
    ended(&app, sent, &nr, result, "uitgesloten", field).await
}

/// `…/overnemen`
pub async fn take_over(
    State(app): State<App>,
    Path(nr): Path<String>,
    sent: Sent,
) -> Result<Response, WebError> {
    let nr = number(&nr)?;
    let result = app.desk.take_over(&sent.person, &nr, sent.fields.key()).await;
    ended(&app, sent, &nr, result, "overgenomen", "overnemen").await
}

/// `…/raadsvraag`: the answer to a question of the board member.
pub async fn board_reply(
    State(app): State<App>,
    Path(nr): Path<String>,
    sent: Sent,
) -> Result<Response, WebError> {
    let nr = number(&nr)?;
    let no = sent.fields.number("vraag").unwrap_or(0);
    let field = format!("raad_antwoord_{no}");
    let (sent, text) = match words(&app, sent, &nr, &field, TEXT_AT_MOST).await {
        Ok(fine) => fine,
        Err(page) => return Ok(page),
    };
    let result = app
        .desk
        .board_reply(&sent.person, &nr, no, &text, sent.fields.key())
        .await;
    ended(&app, sent, &nr, result, "antwoord", &field).await
}
