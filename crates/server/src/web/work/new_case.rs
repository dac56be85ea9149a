//! `/werk/nieuw`: a complaint that somebody told, written down in their words, read out, and only then registered; a number
//! and a code to pass on.

use super::form::{Brought, No, Sent, tried};
use super::talk::time;
use super::{lines, read_aloud};
use crate::web::App;
use crate::web::public::about;
use crate::web::support::download;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, fresh_key, page};
use crate::web::support::upload::OWN_DRAFT;
use crate::web::support::visitor::Staff;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::moment::Moment;
use casework::refusal::Refusal;
use casework::submission::{Field, Mistake, Submission, Typed};
use casework::vocabulary::Channel as Way;
use desk::Version;
use desk::submit::Arrival;
use render::form::{FieldError, SelectOption};
use render::pages::parts::{Channel, Reader, ReaderRole};
use render::pages::work::new_case::{NewCase, WrittenDown};
use render::pages::work::refusal::sentence;
use render::{Form, Problem, Texts};
use storage::{DraftKey, FileMeta};

/// Which button was pressed.
pub(super) const DO: &str = "doe";
/// What was read out is right.
const SAVE: &str = "bewaar";
/// It isn't.
const CHANGE: &str = "verander";

/// Shows the form.
pub async fn show(State(app): State<App>, shown: Shown, staff: Staff) -> Result<Response, WebError> {
    may_write(&staff)?;
    draw(&app, shown, &Fields::default(), &[], Vec::new()).await
}

fn may_write(staff: &Staff) -> Result<(), WebError> {
    if staff.is_colleague() {
        Ok(())
    } else {
        Err(WebError::NotFound)
    }
}

/// The ways to answer, as the form and as the rules call them.
const REPLIES: [(&str, &str); 4] = [
    ("mail", "email"),
    ("bel", "phone"),
    ("brief", "letter"),
    ("code", "code"),
];

async fn draw(
    app: &App,
    shown: Shown,
    fields: &Fields,
    files: &[FileMeta],
    errors: Vec<FieldError>,
) -> Result<Response, WebError> {
    let frame = frame(app, shown).await?;
    let now = app.desk.clock().now();
    let version = app.desk.shelf().in_force(now)?;
    let organisation = app.desk.organisation().await?;
    let directory = app.desk.directory(&organisation).await?;
    let get = |name: &str| fields.get(name).to_owned();
    let ticked = fields.all("uitsluiten");
    let people = lines::people(frame.t, &organisation, &directory, &[]);
    let readers = people
        .into_iter()
        .filter(|one| !one.value.is_empty())
        .map(|one| Reader {
            excluded: ticked.contains(&one.value),
            id: one.value,
            name: one.label,
            role: ReaderRole::Handler,
            replacement: String::new(),
            away: None,
        });
    let today = now.date(&version.calendar.zone).to_string();
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let mut form = Form::new(frame.t, fresh_key(app)?);
    form.errors = errors;
    let new = NewCase {
        form,
        by: get("kanaal"),
        date: if fields.has("gehoord_datum") {
            get("gehoord_datum")
        } else {
            today
        },
        time: get("gehoord_uur"),
        kinds: fields.all("wie"),
        story: get("verhaal"),
        remedy: get("oplossing"),
        steps_taken: get("stappen"),
        draft: get(OWN_DRAFT),
        files: download::waiting(files),
        channel: ways(fields),
        projects: about::options(&about::projects(&organisation, &directory), fields.get("project")),
        themes: themes(&version, fields.get("thema")),
        readers: readers.collect(),
        may_name: get("naam_noemen"),
        frame,
    };
    page(status, &new)
}

/// How they want the answer, and their name, as typed.
pub(super) fn ways(fields: &Fields) -> Channel {
    let get = |name: &str| fields.get(name).to_owned();
    Channel {
        how: get("hoe"),
        email: get("adres"),
        phone: get("tel"),
        postal: get("post"),
        name: get("naam"),
    }
}

fn themes(version: &Version, chosen: &str) -> Vec<SelectOption> {
    let known = version.policy.themes.iter();
    known
        .map(|one| SelectOption {
            value: one.code.clone(),
            label: one.label.clone(),
            chosen: one.code == chosen,
        })
        .collect()
}

/// The draft that holds the form's files, and those that go along: what the form names, and what it brought now.
async fn own_draft(
    app: &App,
    sent: &mut Sent,
    brought_to: Option<DraftKey>,
) -> Result<(Option<DraftKey>, Vec<FileMeta>), WebError> {
    let store = app.desk.store();
    let named = sent.fields.all("bijlage");
    let seen = sent.fields.all("bijlage_was");
    let Some(key) = brought_to.or_else(|| DraftKey::from_cookie(sent.fields.get(OWN_DRAFT))) else {
        return Ok((None, Vec::new()));
    };
    let mut files = Vec::new();
    for file in store.draft_files(&key).await? {
        let id = file.id.to_string();
        // It stood in the form with a tick, and the tick was taken away.
        if seen.contains(&id) && !named.contains(&id) {
            store.draft_file_delete(&key, &file.id).await?;
        } else {
            files.push(file);
        }
    }
    let others = sent.fields.pairs().iter().filter(|(name, _)| name != OWN_DRAFT);
    let own = (OWN_DRAFT.to_owned(), key.to_cookie());
    sent.fields = Fields::new(others.cloned().chain([own]).collect());
    // A draft that went over to a complaint before has no files; one that is gone can't go over.
    let there = store.draft_load(&key).await?.is_some();
    Ok((Some(key).filter(|_| there), files))
}

/// Registers it.
pub async fn send(State(app): State<App>, brought: Brought) -> Result<Response, WebError> {
    may_write(&brought.staff)?;
    let t = Texts::Dutch;
    let (mut sent, brought_to, wrong_files) = brought.for_own_draft(&app).await?;
    let (draft, files) = own_draft(&app, &mut sent, brought_to).await?;
    let now = app.desk.clock().now();
    let version = app.desk.shelf().in_force(now)?;
    let mut errors = wrong_files;
    let mut wrong = |field: &str, text: String| {
        errors.push(FieldError {
            field: field.to_owned(),
            text,
        })
    };
    let channel = Way::from_code(sent.fields.get("kanaal")).filter(|way| *way != Way::Form);
    if channel.is_none() {
        wrong("kanaal", Problem::ChoiceMissing.text(t));
    }
    let heard_at = match heard_at(&sent.fields, now, &version) {
        Ok(at) => at,
        Err((field, text)) => {
            wrong(field, text);
            now
        }
    };
    let submission = Submission::parse(&typed(&sent.fields, !files.is_empty()));
    if let Err(mistakes) = &submission {
        for mistake in mistakes {
            let (field, problem) = said(mistake.field, mistake.mistake);
            wrong(field, problem.text(t));
        }
    }
    let (Some(channel), Ok(submission)) = (channel, submission) else {
        return draw(&app, sent.shown, &sent.fields, &files, errors).await;
    };
    if !errors.is_empty() || sent.fields.get(DO) == CHANGE {
        return draw(&app, sent.shown, &sent.fields, &files, errors).await;
    }
    if sent.fields.get(DO) != SAVE {
        return read_aloud::show(&app, sent, &files, channel, heard_at, &submission).await;
    }
    let owed = read_aloud::owed(&app, &submission, heard_at).await?;
    let arrival = Arrival {
        channel,
        heard_at: Some(heard_at),
        by: Some(sent.person.clone()),
        practice: false,
        draft,
        key: sent.fields.key().to_owned(),
    };
    if arrival.key.is_empty() {
        return Err(WebError::BadRequest);
    }
    match tried(app.desk.submit(submission, arrival).await)? {
        Ok(Some(receipt)) => {
            // Whoever wrote it down may be somebody else than who will follow it up.
            let follows = app.desk.read(&sent.person, &receipt.number).await.is_ok();
            let frame = frame(&app, sent.shown).await?;
            let code = receipt.code.grouped();
            let code: Vec<String> = code.split(' ').map(str::to_owned).collect();
            let number = receipt.number.to_string();
            page(
                StatusCode::OK,
                &WrittenDown {
                    frame,
                    number,
                    code,
                    follows,
                    again: false,
                    owed,
                    on_paper: channel == Way::Letter,
                },
            )
        }
        Ok(None) => Err(WebError::BadRequest),
        Err(no) => {
            let field = if no == No::Refused(Refusal::ReceivedInTheFuture) {
                "gehoord_datum"
            } else {
                "uitsluiten"
            };
            draw(&app, sent.shown, &sent.fields, &files, vec![no.at(t, field)]).await
        }
    }
}

/// When it was first heard: earlier is possible, later never.
///
/// # Errors
/// The field that is wrong, and what to do about it.
pub fn heard_at(fields: &Fields, now: Moment, version: &Version) -> Result<Moment, (&'static str, String)> {
    let (t, zone) = (Texts::Dutch, &version.calendar.zone);
    let day = fields
        .date("gehoord_datum")
        .ok_or_else(|| ("gehoord_datum", Problem::Date.text(t)))?;
    let hour = fields.given("gehoord_uur");
    let at = match (hour, day == now.date(zone)) {
        (None, true) => now,
        (None, false) => Moment::of(day.at(12, 0, 0, 0), zone),
        (Some(hour), _) => {
            let time = time(hour).ok_or_else(|| ("gehoord_uur", Problem::Time.text(t)))?;
            Moment::of(day.to_datetime(time), zone)
        }
    };
    if at > now {
        return Err(("gehoord_datum", sentence(t, Refusal::ReceivedInTheFuture.code())));
    }
    Ok(at)
}

fn typed(fields: &Fields, has_files: bool) -> Typed {
    let get = |name: &str| fields.get(name).to_owned();
    let reply = REPLIES
        .iter()
        .find(|(form, _)| *form == fields.get("hoe"))
        .map_or("", |(_, code)| code);
    Typed {
        kinds: fields.all("wie"),
        steps: get("stappen"),
        story: get("verhaal"),
        project: get("project"),
        theme: get("thema"),
        remedy: get("oplossing"),
        reply_by: reply.to_owned(),
        email: get("adres"),
        phone: get("tel"),
        address: get("post"),
        name: get("naam"),
        language: Texts::Dutch.lang().to_owned(),
        exclude: fields.all("uitsluiten"),
        has_files,
        name_may_be_told: get("naam_noemen"),
        ..Typed::default()
    }
}

/// The field of the form, and what to do about it.
fn said(field: Field, mistake: Mistake) -> (&'static str, Problem) {
    let (name, missing) = match field {
        Field::Kind => ("wie", Problem::ChoiceMissing),
        Field::Told | Field::Steps => ("stappen", Problem::Empty),
        Field::Story => ("verhaal", Problem::StoryMissing),
        Field::Remedy => ("oplossing", Problem::Empty),
        Field::ReplyBy => ("hoe", Problem::ChannelMissing),
        Field::Email => ("adres", Problem::Email),
        Field::Phone => ("tel", Problem::Phone),
        Field::Address => ("post", Problem::Address),
        Field::Name => ("naam", Problem::Empty),
    };
    match mistake {
        Mistake::TooLong(most) => (name, Problem::TooLong { most }),
        Mistake::Missing | Mistake::Unusable => (name, missing),
    }
}
