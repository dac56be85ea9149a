//! The complainant's choices, each on a page of its own: solved or not, stop, a second look, trouble, a complaint after all.

use super::acts::{Sent, carried_out, done, refused, too_long};
use super::{about, sheet};
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, fresh_key, page};
use crate::web::support::visitor::Complainant;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casework::ids::{CaseId, PersonId};
use casework::vocabulary::{FactKind, Solved};
use desk::read::Reading;
use render::form::SelectOption;
use render::pages::follow_acts::{AfterAll, Retaliation, SecondLook, Verdict, Withdraw};
use render::pages::parts::Reader;
use render::saying::Span;
use render::{Form, Problem, Texts};

/// The page of the complaint, for a choice that isn't there now.
fn not_now() -> Response {
    Redirect::to("/volgen/klacht").into_response()
}

fn fresh(app: &App) -> Result<Form, WebError> {
    Ok(Form::new(Texts::Dutch, fresh_key(app)?))
}

/// Months as people say them.
pub fn months(n: u32) -> Span {
    if n > 0 && n.is_multiple_of(12) {
        Span::Years(n / 12)
    } else {
        Span::Months(n)
    }
}

/// Is it solved?
pub async fn verdict_page(
    State(app): State<App>,
    shown: Shown,
    Complainant(case): Complainant,
) -> Result<Response, WebError> {
    if !sheet::choices(&app.desk.read_own(&case).await?).solved {
        return Ok(not_now());
    }
    let (solved, again, words) = (String::new(), String::new(), String::new());
    page(
        StatusCode::OK,
        &Verdict {
            form: fresh(&app)?,
            frame: frame(&app, shown).await?,
            solved,
            again,
            words,
        },
    )
}

/// Takes the verdict. A concern that isn't solved is asked whether to make it a complaint.
pub async fn verdict(State(app): State<App>, sent: Sent) -> Result<Response, WebError> {
    let fields = &sent.fields;
    let solved = match fields.get("opgelost") {
        "ja" => Some(Solved::Yes),
        "beetje" => Some(Solved::Partly),
        "nee" => Some(Solved::No),
        _ => None,
    };
    let again = match fields.get("opnieuw") {
        "nee" => Some(false),
        "een" | "vaker" => Some(true),
        _ => None,
    };
    let mut form = fresh(&app)?;
    if let Some(problem) = too_long(fields.get("woorden")) {
        form = form.wrong("woorden", &problem);
    }
    match solved {
        None => form.errors.insert(0, wrong_choice("opgelost")),
        Some(solved) if form.errors.is_empty() => {
            let reading = app.desk.read_own(&sent.case).await?;
            if !reading.view.case().is_complaint() && solved != Solved::Yes {
                return after_all(&app, sent.shown, StatusCode::OK, reading, (form, fields)).await;
            }
            let act = || {
                app.desk
                    .verdict(&sent.case, solved, again, fields.given("woorden"), fields.key())
            };
            match carried_out(act).await {
                Ok(()) => {
                    return Ok(done(if solved == Solved::Yes {
                        "opgelost"
                    } else {
                        "niet-opgelost"
                    }));
                }
                Err(error) => form = refused(form, "opgelost", error)?,
            }
        }
        Some(_) => {}
    }
    let shown = Verdict {
        frame: frame(&app, sent.shown.clone()).await?,
        form,
        solved: fields.get("opgelost").to_owned(),
        again: fields.get("opnieuw").to_owned(),
        words: fields.get("woorden").to_owned(),
    };
    page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

fn wrong_choice(field: &str) -> render::form::FieldError {
    render::form::FieldError {
        field: field.to_owned(),
        text: Problem::ChoiceMissing.text(Texts::Dutch),
    }
}

/// Stop?
pub async fn withdraw_page(
    State(app): State<App>,
    shown: Shown,
    Complainant(case): Complainant,
) -> Result<Response, WebError> {
    let reading = app.desk.read_own(&case).await?;
    if !sheet::choices(&reading).withdraw {
        return Ok(not_now());
    }
    let kept = months(reading.version.policy.settings.keep_words_months);
    let withdraw = Withdraw {
        form: fresh(&app)?,
        frame: frame(&app, shown).await?,
        kept,
        why: String::new(),
    };
    page(StatusCode::OK, &withdraw)
}

/// Stops it.
pub async fn withdraw(State(app): State<App>, sent: Sent) -> Result<Response, WebError> {
    let fields = &sent.fields;
    let mut form = fresh(&app)?;
    match too_long(fields.get("waarom")) {
        Some(problem) => form = form.wrong("waarom", &problem),
        None => match carried_out(|| {
            app.desk
                .withdraw(&sent.case, fields.given("waarom"), fields.key())
        })
        .await
        {
            Ok(()) => return Ok(done("gestopt")),
            Err(error) => form = refused(form, "waarom", error)?,
        },
    }
    let reading = app.desk.read_own(&sent.case).await?;
    let kept = months(reading.version.policy.settings.keep_words_months);
    let why = fields.get("waarom").to_owned();
    page(
        StatusCode::UNPROCESSABLE_ENTITY,
        &Withdraw {
            frame: frame(&app, sent.shown.clone()).await?,
            form,
            kept,
            why,
        },
    )
}

/// A second look?
pub async fn second_look_page(
    State(app): State<App>,
    shown: Shown,
    Complainant(case): Complainant,
) -> Result<Response, WebError> {
    let reading = app.desk.read_own(&case).await?;
    if !sheet::choices(&reading).second_look {
        return Ok(not_now());
    }
    second_look_shown(&app, shown, StatusCode::OK, &reading, fresh(&app)?, "").await
}

/// Asks for it.
pub async fn second_look(State(app): State<App>, sent: Sent) -> Result<Response, WebError> {
    let fields = &sent.fields;
    let mut form = fresh(&app)?;
    match too_long(fields.get("waarom")) {
        Some(problem) => form = form.wrong("waarom", &problem),
        None => {
            let act = || {
                app.desk
                    .ask_second_look(&sent.case, fields.given("waarom"), fields.key())
            };
            match carried_out(act).await {
                Ok(()) => return Ok(done("tweede-blik")),
                Err(error) => form = refused(form, "waarom", error)?,
            }
        }
    }
    let reading = app.desk.read_own(&sent.case).await?;
    let (status, why) = (StatusCode::UNPROCESSABLE_ENTITY, fields.get("waarom"));
    second_look_shown(&app, sent.shown.clone(), status, &reading, form, why).await
}

async fn second_look_shown(
    app: &App,
    shown: Shown,
    status: StatusCode,
    reading: &Reading,
    form: Form,
    why: &str,
) -> Result<Response, WebError> {
    let version = &reading.version;
    let rule = version
        .policy
        .promises
        .iter()
        .find(|rule| rule.opened_by.contains(&FactKind::ReviewAsked));
    let due = rule.map_or(reading.now, |rule| about::due(version, rule, reading.now));
    let look = SecondLook {
        frame: frame(app, shown).await?,
        form,
        // Who looks is chosen when it is asked for: never somebody who answered, nor who was ticked.
        who: String::new(),
        by: due.last_day(&version.calendar.zone),
        why: why.to_owned(),
    };
    page(status, &look)
}

/// Trouble because of the complaint?
pub async fn trouble_page(
    State(app): State<App>,
    shown: Shown,
    Complainant(case): Complainant,
) -> Result<Response, WebError> {
    let reading = app.desk.read_own(&case).await?;
    if !reading.view.case().is_complaint() {
        return Ok(not_now());
    }
    trouble_shown(&app, shown, StatusCode::OK, &reading, fresh(&app)?, "").await
}

/// Tells the board member.
pub async fn trouble(State(app): State<App>, sent: Sent) -> Result<Response, WebError> {
    let fields = &sent.fields;
    let mut form = fresh(&app)?;
    match too_long(fields.get("woorden")) {
        Some(problem) => form = form.wrong("woorden", &problem),
        None => {
            let act = || {
                app.desk
                    .report_retaliation(&sent.case, fields.get("woorden"), fields.key())
            };
            match carried_out(act).await {
                Ok(()) => return Ok(done("last")),
                Err(error) => form = refused(form, "woorden", error)?,
            }
        }
    }
    let reading = app.desk.read_own(&sent.case).await?;
    let (status, words) = (StatusCode::UNPROCESSABLE_ENTITY, fields.get("woorden"));
    trouble_shown(&app, sent.shown.clone(), status, &reading, form, words).await
}

async fn trouble_shown(
    app: &App,
    shown: Shown,
    status: StatusCode,
    reading: &Reading,
    form: Form,
    words: &str,
) -> Result<Response, WebError> {
    let board_member = reading
        .directory
        .name_of(reading.view.case().board_member.as_ref())
        .to_owned();
    page(
        status,
        &Retaliation {
            frame: frame(app, shown).await?,
            form,
            board_member,
            words: words.to_owned(),
        },
    )
}

/// A complaint after all?
pub async fn after_all_page(
    State(app): State<App>,
    shown: Shown,
    Complainant(case): Complainant,
) -> Result<Response, WebError> {
    let reading = app.desk.read_own(&case).await?;
    if !sheet::choices(&reading).complain {
        return Ok(not_now());
    }
    let form = fresh(&app)?;
    let nothing = Fields::default();
    after_all(&app, shown, StatusCode::OK, reading, (form, &nothing)).await
}

/// Makes it one. When who was ticked brings in somebody whose name wasn't on the page, the page comes first.
pub async fn insist(State(app): State<App>, sent: Sent) -> Result<Response, WebError> {
    let fields = &sent.fields;
    let mut form = fresh(&app)?;
    let reading = app.desk.read_own(&sent.case).await?;
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    match too_long(fields.get("woorden")) {
        Some(problem) => form = form.wrong("woorden", &problem),
        None if !all_seen(&app, &reading, fields).await? => status = StatusCode::OK,
        None => match insist_with(&app, &sent.case, fields).await {
            Ok(()) => return Ok(done("klacht")),
            Err(error) => form = refused(form, "woorden", error)?,
        },
    }
    after_all(&app, sent.shown.clone(), status, reading, (form, fields)).await
}

fn ticked(fields: &Fields) -> Vec<PersonId> {
    fields.all("uitsluiten").into_iter().map(PersonId).collect()
}

/// Whether everybody who would read it was on the page that was sent.
async fn all_seen(app: &App, reading: &Reading, fields: &Fields) -> Result<bool, WebError> {
    let case = reading.view.case();
    let ticked = ticked(fields);
    if case.is_complaint() || ticked.is_empty() {
        return Ok(true);
    }
    let would = app.desk.would_read(&case.id, &ticked).await?;
    let seen: Vec<&str> = fields.get("gezien").split(' ').collect();
    Ok(would.assignment.people().all(|one| seen.contains(&one.as_str())))
}

async fn insist_with(app: &App, case: &CaseId, fields: &Fields) -> Result<(), desk::DeskError> {
    let (key, ticked) = (fields.key(), ticked(fields));
    carried_out(|| app.desk.insist(case, &ticked, key)).await?;
    let Some(words) = fields.given("woorden") else {
        return Ok(());
    };
    let key = format!("{key}-woorden");
    carried_out(|| app.desk.write(case, words, Vec::new(), &key)).await
}

async fn after_all(
    app: &App,
    shown: Shown,
    status: StatusCode,
    reading: Reading,
    (form, typed): (Form, &Fields),
) -> Result<Response, WebError> {
    let seen = reading.view.case();
    let (readers, others) = if seen.is_complaint() {
        (sheet::readers(&reading), Vec::new())
    } else {
        would_read(app, &seen.id, typed).await?
    };
    let version = app.desk.shelf().in_force(reading.now)?;
    let page_shown = AfterAll {
        frame: frame(app, shown).await?,
        form,
        concern: !seen.is_complaint(),
        readers,
        others,
        by: about::answer_by(&version, reading.now),
        words: typed.get("woorden").to_owned(),
    };
    page(status, &page_shown)
}

/// Who would read it, without who is ticked, each with who reads it instead; and who else may be ticked.
async fn would_read(
    app: &App,
    case: &CaseId,
    typed: &Fields,
) -> Result<(Vec<Reader>, Vec<SelectOption>), WebError> {
    let ticked = ticked(typed);
    let would = app.desk.would_read(case, &ticked).await?;
    let directory = &would.directory;
    let mut readers = super::readers::readers(&would.assignment, directory);
    for reader in &mut readers {
        let mut without = ticked.clone();
        without.push(PersonId::from(reader.id.as_str()));
        let instead = app.desk.would_read(case, &without).await?.assignment;
        let instead = super::readers::readers(&instead, directory);
        let instead = instead.into_iter().find(|one| one.role == reader.role);
        reader.replacement = instead.map(|one| one.name).unwrap_or_default();
    }
    let option = |person: &PersonId| SelectOption {
        value: person.to_string(),
        label: directory.name(person).to_owned(),
        chosen: ticked.contains(person),
    };
    let mut others: Vec<SelectOption> = would
        .others
        .iter()
        .filter(|person| !readers.iter().any(|one| one.id == person.as_str()))
        .map(option)
        .collect();
    others.sort_by_key(|one| one.label.to_lowercase());
    Ok((readers, others))
}
