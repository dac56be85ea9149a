//! `/klacht/nieuw/nakijken`: everything once more, what is still missing with the way to it, and the button that sends.

use super::writing::{CHECK, Writing, name, problem};
use super::{about, before, readers, sent};
use crate::clock::real_now;
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::frame::{Shown, frame, page};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use casework::submission::{Field, FieldError as Mistaken, Submission};
use casework::vocabulary::Channel;
use desk::DeskError;
use desk::often::Often;
use desk::submit::{Arrival, Receipt};
use render::form::FieldError;
use render::pages::check::Check;
use render::pages::parts::Role;
use render::{Form, Texts};

/// Shows it. Without a draft: the receipt of what was just sent, or the beginning.
pub async fn show(State(app): State<App>, shown: Shown, headers: HeaderMap) -> Result<Response, WebError> {
    let writing = Writing::of(&app, &shown).await?;
    if !writing.begun {
        let to = if sent::last(&app, &headers).await?.is_some() {
            "/bedankt"
        } else {
            "/"
        };
        return Ok(Redirect::to(to).into_response());
    }
    let wrong = Submission::parse(&writing.draft.typed).err().unwrap_or_default();
    let mut form = Form::new(Texts::Dutch, writing.draft.key.clone());
    form.errors = missing(writing.role(), &wrong);
    let (status, form) = writing.mended(form, CHECK);
    render(&app, shown, status, &writing, form).await
}

/// Sends it. The same form again leads to the same receipt.
pub async fn send(
    State(app): State<App>,
    shown: Shown,
    jar: CookieJar,
    request: Request,
) -> Result<Response, WebError> {
    let mut writing = Writing::of(&app, &shown).await?;
    let received = writing.receive_last(&app, request).await?;
    let fields = &received.fields;
    if let Some((_, case)) = sent::by_key(&app, fields.key()).await? {
        return Ok((
            sent::remember(&app, jar, fields.key(), &case).await?,
            Redirect::to("/bedankt"),
        )
            .into_response());
    }
    if !writing.begun {
        return Ok(Redirect::to("/").into_response());
    }
    writing.look_at_files(&app).await?;
    // What is missing in the words, the page sees by itself.
    let mut form = Form::new(Texts::Dutch, writing.draft.key.clone());
    for (field, problem) in &received.problems {
        form = form.wrong(field.clone(), problem);
    }
    let submission = match Submission::parse(&writing.draft.typed) {
        Ok(submission) if form.errors.is_empty() => submission,
        _ => return writing.mend(&app, jar, CHECK, form).await,
    };
    submit(&app, &mut writing, submission, true).await?;
    let key = writing.draft.key;
    let (_, case) = sent::by_key(&app, &key).await?.ok_or(WebError::NotFound)?;
    Ok((
        sent::remember(&app, jar, &key, &case).await?,
        Redirect::to("/bedankt"),
    )
        .into_response())
}

/// Sends a complaint or a concern; done before counts as done.
///
/// # Errors
/// What the rules refuse; a store that fails.
pub async fn submit(
    app: &App,
    writing: &mut Writing,
    submission: Submission,
    as_complaint: bool,
) -> Result<Option<Receipt>, WebError> {
    if let Some(from) = &writing.visitor.source
        && app
            .desk
            .too_often(Often::Sent, from, app.often.sent, real_now())
            .await?
    {
        return Err(WebError::TooOften);
    }
    let arrival = Arrival {
        channel: Channel::Form,
        heard_at: None,
        by: None,
        practice: false,
        draft: writing.visitor.draft.clone(),
        key: writing.draft.key.clone(),
    };
    let sent = if as_complaint {
        app.desk.submit(submission, arrival).await
    } else {
        app.desk.raise_concern(submission, arrival).await
    };
    match sent {
        Ok(receipt) => Ok(Some(receipt)),
        Err(DeskError::Repeated(_)) => {
            // A double click kept the draft a second time: what was sent is no draft any more.
            if let Some(key) = &writing.visitor.draft {
                app.desk.store().draft_delete(key).await?;
            }
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// What is still missing, each with the page where it can be mended.
pub fn missing(role: Option<Role>, wrong: &[Mistaken]) -> Vec<FieldError> {
    let before = role.map_or("/?terug=nakijken".to_owned(), |role| {
        format!("/klacht/{}?terug=nakijken", role.slug())
    });
    let place = |field: Field| match field {
        Field::Kind | Field::Told | Field::Steps => before.clone(),
        Field::Story => "/klacht/nieuw/verhaal?terug=nakijken#verhaal".to_owned(),
        Field::Remedy => "/klacht/nieuw/oplossing?terug=nakijken#oplossing".to_owned(),
        Field::ReplyBy | Field::Email | Field::Phone | Field::Address | Field::Name => {
            format!("/klacht/nieuw/antwoord?terug=nakijken#{}", name(field))
        }
    };
    let error = |one: &Mistaken| {
        let text = if one.field == Field::Kind {
            Texts::Dutch.m("problem-role")
        } else {
            problem(one).text(Texts::Dutch)
        };
        FieldError {
            field: place(one.field),
            text,
        }
    };
    wrong.iter().map(error).collect()
}

async fn render(
    app: &App,
    shown: Shown,
    status: StatusCode,
    writing: &Writing,
    form: Form,
) -> Result<Response, WebError> {
    let now = app.desk.clock().now();
    let version = app.desk.shelf().in_force(now)?;
    let organisation = app.desk.organisation().await?;
    let directory = app.desk.directory(&organisation).await?;
    let typed = &writing.draft.typed;
    let assigned = readers::assigned(&organisation, &writing.kinds(), typed);
    let names = |people: &[casework::ids::PersonId]| -> Vec<String> {
        people
            .iter()
            .map(|person| directory.name(person).to_owned())
            .collect()
    };
    let who: Vec<_> = assigned.people().cloned().collect();
    let check = Check {
        frame: frame(app, shown).await?,
        form,
        role: writing.role(),
        notice: writing
            .role()
            .map(|role| before::notice(&version, role))
            .unwrap_or_default(),
        raised: writing.raised(),
        done: typed.steps.clone(),
        project: about::label(&about::projects(&organisation, &directory), &typed.project),
        theme: about::label(&about::themes(&version), &typed.theme),
        story: typed.story.clone(),
        remedy: typed.remedy.clone(),
        files: writing.file_items(),
        channel: writing.channel(),
        readers: names(&who),
        excluded: names(&readers::excluded(&organisation, typed)),
        may_name: typed.name_may_be_told == "ja",
        answer_by: about::answer_by(&version, now),
    };
    page(status, &check)
}

/// `/klacht/nieuw`: where a link to the form leads.
pub async fn begin() -> Redirect {
    Redirect::to(CHECK)
}
