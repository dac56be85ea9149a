//! `/volgen`: the code opens the page of one's own complaint; everything on that page comes from what they may see.

use super::{all, sheet};
use crate::clock::real_now;
use crate::web::App;
use crate::web::support::cookies;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, fresh_key, page};
use crate::web::support::keeping;
use crate::web::support::visitor::Complainant;
use crate::web::support::whole;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use casework::ids::{CaseId, CaseNumber};
use desk::read::Reading;
use desk::sign_in::NotSignedIn;
use render::form::FieldError;
use render::pages::follow::{Follow, FollowEnter, NameShown};
use render::pages::parts::FileItem;
use render::{Form, Problem, Texts};

/// Asks for the code, or first says that the page was closed.
pub async fn enter(State(app): State<App>, shown: Shown, uri: Uri) -> Result<Response, WebError> {
    let closed = shown.visitor.follows.is_none() && super::writing::asked(&uri, "gesloten") == "ja";
    page(
        StatusCode::OK,
        &FollowEnter {
            frame: frame(&app, shown).await?,
            form: Form::new(Texts::Dutch, fresh_key(&app)?),
            typed: String::new(),
            kept: String::new(),
            closed,
        },
    )
}

/// Closes it in this browser: whoever comes next finds neither the complaint nor its code.
pub async fn close(State(app): State<App>, headers: HeaderMap, jar: CookieJar) -> Result<Response, WebError> {
    if let Some(token) = cookies::read(&app, &headers, cookies::FOLLOW) {
        app.desk.sign_out(&token).await?;
    }
    let jar = cookies::clear(&app, jar, cookies::FOLLOW);
    let jar = cookies::clear(&app, jar, cookies::RECEIPT);
    Ok((jar, Redirect::to("/volgen?gesloten=ja")).into_response())
}

/// Opens the page with a code. What was written before the session ended stands in its form again.
pub async fn open(
    State(app): State<App>,
    shown: Shown,
    jar: CookieJar,
    fields: Fields,
) -> Result<Response, WebError> {
    let kept = fields.get("bericht");
    let typed = fields.get("code");
    let from = shown.visitor.source.clone().unwrap_or_default();
    let form = Form::new(Texts::Dutch, fresh_key(&app)?);
    let token = match app.desk.open_with_code(typed, &from, real_now()).await? {
        Ok(token) => token,
        Err(NotSignedIn::TooOften) => {
            let mut form = form;
            form.errors.push(FieldError {
                field: "code".to_owned(),
                text: Texts::Dutch.m("error-too-many-advice"),
            });
            return ask(&app, shown, StatusCode::TOO_MANY_REQUESTS, form, typed, kept).await;
        }
        Err(_) => {
            let problem = match CaseNumber::parse(typed) {
                Some(_) => Problem::NumberNotCode,
                None => Problem::Code,
            };
            let form = form.wrong("code", &problem);
            return ask(&app, shown, StatusCode::UNPROCESSABLE_ENTITY, form, typed, kept).await;
        }
    };
    let case = app.desk.following(&token, real_now()).await?;
    let jar = cookies::set(&app, jar, cookies::FOLLOW, token);
    match case {
        Some(case) if !kept.trim().is_empty() => {
            let form = Form::new(Texts::Dutch, fresh_key(&app)?);
            let written = Written {
                typed: kept.to_owned(),
                files: Vec::new(),
            };
            Ok((
                jar,
                render(&app, shown, StatusCode::OK, &case, form, written, "").await?,
            )
                .into_response())
        }
        _ => Ok((jar, Redirect::to("/volgen/klacht")).into_response()),
    }
}

/// The page that asks for the code; `kept`: what isn't sent yet.
///
/// # Errors
/// When it can't be made.
pub async fn ask(
    app: &App,
    shown: Shown,
    status: StatusCode,
    form: Form,
    typed: &str,
    kept: &str,
) -> Result<Response, WebError> {
    // A code is twenty digits: what is much longer isn't sent back.
    let typed = typed.chars().take(200).collect();
    page(
        status,
        &FollowEnter {
            frame: frame(app, shown).await?,
            form,
            typed,
            kept: kept.to_owned(),
            closed: false,
        },
    )
}

/// The page of one's own complaint.
pub async fn show(
    State(app): State<App>,
    shown: Shown,
    Complainant(case): Complainant,
    uri: Uri,
) -> Result<Response, WebError> {
    let form = Form::new(Texts::Dutch, fresh_key(&app)?);
    let done = super::writing::asked(&uri, "gedaan");
    render(
        &app,
        shown,
        StatusCode::OK,
        &case,
        form,
        Written::default(),
        &done,
    )
    .await
}

/// A message that isn't sent yet.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// The words.
    pub typed: String,
    /// The files that came in already.
    pub files: Vec<FileItem>,
}

/// The page of a complaint, with the state of its message form and what was just done.
///
/// # Errors
/// When it can't be made.
pub async fn render(
    app: &App,
    shown: Shown,
    status: StatusCode,
    case: &CaseId,
    form: Form,
    written: Written,
    done: &str,
) -> Result<Response, WebError> {
    let reading: Reading = app.desk.read_own(case).await?;
    let seen = reading.view.case();
    let t = Texts::Dutch;
    let names = &reading.directory;
    let course = sheet::course(&reading, t);
    let mut recent = whole::recent(sheet::messages(&reading, t), course, all::ADDRESS.to_owned());
    recent.messages.reverse();
    let follow = Follow {
        frame: frame(app, shown).await?,
        concern: !seen.is_complaint(),
        number: seen.number.to_string(),
        subject: reading
            .view
            .text_of(seen.title.as_ref().or(seen.entrusted.title.as_ref()))
            .unwrap_or_default()
            .to_owned(),
        notice: sheet::notice(&reading, done),
        now: sheet::now(&reading),
        sooner: sheet::sooner(&reading),
        points: sheet::points(&reading),
        remedy: sheet::remedy(&reading),
        course: recent.course,
        messages: recent.messages,
        older: recent.older,
        typed: written.typed,
        files: written.files,
        name_shown: name_shown(app, &reading).await?,
        readers: sheet::readers(&reading),
        pool: sheet::pool(&reading),
        vacant: !seen.vacant().is_empty(),
        named: seen.entrusted.name.is_some(),
        may_name: seen.name_may_be_told,
        board_member: names
            .name_of(seen.board_member.as_ref().filter(|_| seen.is_complaint()))
            .to_owned(),
        keeping: keeping::of(&reading, true),
        choices: sheet::choices(&reading),
        form,
    };
    page(status, &follow)
}

/// Each time that a member of the board asked to see their name.
async fn name_shown(app: &App, reading: &Reading) -> Result<Vec<NameShown>, WebError> {
    let zone = &reading.version.calendar.zone;
    let shown = app.desk.name_shown(&reading.view.case().id).await?;
    let one = |one: desk::board::NameShown| NameShown {
        name: reading.directory.name(&one.to).to_owned(),
        on: one.at.date(zone),
        reason: one.reason.unwrap_or_default(),
    };
    Ok(shown.into_iter().map(one).collect())
}
