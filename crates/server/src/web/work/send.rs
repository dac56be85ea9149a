//! Looking at a message before it is sent, and sending it. Nothing leaves before the second page.

use super::along::{self, Draft, Other};
use super::apart::{self, Became};
use super::case::{Draw, draw_case};
use super::check::{self, Message};
use super::compose::{Desk, read};
use super::form::{Brought, No, Sent, case_path, done, tried};
use super::kept;
use super::proposals;
use crate::web::App;
use crate::web::support::download;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, fresh_key, page};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use casework::ids::{CaseNumber, PersonId};
use casework::refusal::Refusal;
use casework::vocabulary::ReplyBy;
use desk::files::refs;
use desk::read::Reading;
use desk::step::{Composed, Went};
use render::form::FieldError;
use render::pages::parts::FileItem;
use render::pages::work::composer::Sort;
use render::pages::work::preview::Preview;
use render::pages::work::refusal::sentence;
use render::pages::work::together::AlongLetter;
use render::pages::work::tone::{self, ToneWarning};
use render::{Form, Problem, Texts};
use storage::FileMeta;

/// The field that carries how much of the complainant stood on the page when the text was begun.
pub const READ: &str = "gelezen";

/// Fields that belong to a press of a button and not to what was typed.
/// The button that sends without a page between.
const STRAIGHT: &str = "verstuur";
const NOT_TYPED: [&str; 2] = ["sleutel", "doe"];

/// `…/nakijken`: the message as its reader will see it. Also the buttons "one more row" and "I go on later".
pub async fn preview(
    State(app): State<App>,
    Path(nr): Path<String>,
    brought: Brought,
) -> Result<Response, WebError> {
    let reading = read(&app, &brought.staff.person, &nr).await?;
    let me = brought.staff.person.clone();
    let desk = Desk {
        reading: &reading,
        me: &me,
        t: Texts::Dutch,
    };
    if desk.sorts().is_empty() {
        return Err(WebError::NotFound);
    }
    let (sent, files, wrong) = brought.for_case(&app, &desk.case().id).await?;
    let number = desk.case().number.clone();
    if let Some(other) = sent.fields.get("doe").strip_prefix("naar-") {
        let to = Sort::from_code(other).ok_or(WebError::BadRequest)?;
        return turn(&app, &desk, &number, &sent, to).await;
    }
    if sent.fields.get("doe") == STRAIGHT && app.desk.carried_out(sent.fields.key()).await? {
        return Ok(done(&case_path(&number), "verstuurd"));
    }
    let sort = sort(&reading, &sent)?;
    match sent.fields.get("doe") {
        "bewaar" => {
            kept::save(&app, &sent.person, &number, &sent.fields).await?;
            let to = format!(
                "{}?soort={}&gedaan=bewaard#schrijf",
                case_path(&number),
                sort.code()
            );
            return Ok(axum::response::Redirect::to(&to).into_response());
        }
        "rij" => {
            let draw = Draw {
                sort: Some(sort),
                typed: Some(&sent.fields),
                ..Draw::default()
            };
            return draw_case(&app, sent.shown, &sent.person, &reading, StatusCode::OK, draw).await;
        }
        _ => {}
    }
    let message = check::message(&desk, sort, &sent.fields);
    let (others, gone) = along::ticked(&app, &desk, &sent.fields).await?;
    let (betrayed, warnings) = along::betrayed(&desk, &sent.fields, &others);
    let letters = along::messages(&desk, sort, &others, &gone);
    match (message, letters) {
        (Ok(message), Ok(letters)) if wrong.is_empty() && betrayed.is_empty() => {
            let warnings = advice(&message, warnings);
            // Whatever there is to say about it is said before it goes.
            let alone = letters.is_empty() && gone.is_empty() && warnings.is_empty();
            if alone && sent.fields.get("doe") == STRAIGHT {
                return to_one(&app, sent, &desk, sort, message, &files).await;
            }
            let files = download::waiting(&files);
            let beside = (letters, warnings);
            show(
                &app,
                sent.shown,
                &desk,
                sort,
                (&message, files),
                &sent.fields,
                beside,
            )
            .await
        }
        (message, letters) => {
            let mut errors = message.err().unwrap_or_default();
            // What is wrong with the draft itself is said once.
            let said: Vec<String> = errors.iter().map(|one| one.text.clone()).collect();
            let more = letters.err().unwrap_or_default();
            let new =
                |one: &FieldError| one.field != "ook" || !said.iter().any(|text| one.text.ends_with(text));
            errors.extend(more.into_iter().filter(new));
            errors.extend(betrayed);
            errors.extend(wrong);
            again(
                &app,
                sent.shown,
                &sent.person,
                &reading,
                sort,
                &sent.fields,
                errors,
            )
            .await
        }
    }
}

/// To another sort of text: what was typed is kept, and stands there again when its writer comes back.
async fn turn(
    app: &App,
    desk: &Desk<'_>,
    number: &CaseNumber,
    sent: &Sent,
    to: Sort,
) -> Result<Response, WebError> {
    let from = Sort::from_code(sent.fields.get("soort")).ok_or(WebError::BadRequest)?;
    if kept::touched(desk, from, &sent.fields) {
        kept::save(app, &sent.person, number, &sent.fields).await?;
    } else {
        kept::forget(app, &sent.person, number, from.code()).await?;
    }
    let to = format!("{}?soort={}#schrijf", case_path(number), to.code());
    Ok(axum::response::Redirect::to(&to).into_response())
}

/// What is sent, when the reader may send that here.
fn sort(reading: &Reading, sent: &Sent) -> Result<Sort, WebError> {
    let sort = Sort::from_code(sent.fields.get("soort")).ok_or(WebError::BadRequest)?;
    let desk = Desk {
        reading,
        me: &sent.person,
        t: Texts::Dutch,
    };
    // After a change by somebody else its tab may be gone; the rules have the last word then.
    let writes = !matches!(sort, Sort::Talk | Sort::Note);
    if writes && !desk.sorts().is_empty() {
        Ok(sort)
    } else {
        Err(WebError::NotFound)
    }
}

/// What there is to say about how it is written, besides what would tell one complainant of another.
fn advice(message: &Message, theirs: Vec<ToneWarning>) -> Vec<ToneWarning> {
    let mut warnings = theirs;
    warnings.extend(tone::warnings(Texts::Dutch, message.text()));
    if matches!(message, Message::Reply(_)) {
        // It promises nothing, so nothing in it needs a day.
        warnings.retain(|one| *one != ToneWarning::NoDate);
    }
    warnings
}

async fn show(
    app: &App,
    shown: Shown,
    desk: &Desk<'_>,
    sort: Sort,
    (message, files): (&Message, Vec<FileItem>),
    fields: &Fields,
    (letters, warnings): (Vec<AlongLetter>, Vec<ToneWarning>),
) -> Result<Response, WebError> {
    let frame = frame(app, shown).await?;
    let t = frame.t;
    let typed = fields
        .pairs()
        .iter()
        .filter(|(name, _)| !NOT_TYPED.contains(&name.as_str()));
    let preview = Preview {
        form: Form::new(t, fresh_key(app)?),
        number: desk.case().number.to_string(),
        title: desk
            .view()
            .text_of(desk.case().title.as_ref())
            .unwrap_or_default()
            .to_owned(),
        sort,
        name: super::lines::name(desk.view()),
        letter: message.text().to_owned(),
        files,
        points: along::points(desk, message),
        second: proposals::second_for(desk, message),
        warnings,
        along: letters,
        effects: message.effects(desk),
        hidden: typed.cloned().collect(),
        frame,
    };
    page(StatusCode::OK, &preview)
}

async fn again(
    app: &App,
    shown: Shown,
    me: &PersonId,
    reading: &Reading,
    sort: Sort,
    fields: &Fields,
    errors: Vec<FieldError>,
) -> Result<Response, WebError> {
    let draw = Draw {
        sort: Some(sort),
        typed: Some(fields),
        errors,
        ..Draw::default()
    };
    draw_case(app, shown, me, reading, StatusCode::UNPROCESSABLE_ENTITY, draw).await
}

/// `…/versturen`
pub async fn send(State(app): State<App>, Path(nr): Path<String>, sent: Sent) -> Result<Response, WebError> {
    let reading = read(&app, &sent.person, &nr).await?;
    let sort = sort(&reading, &sent)?;
    let (me, key) = (&sent.person.clone(), sent.fields.key());
    let desk = Desk {
        reading: &reading,
        me,
        t: Texts::Dutch,
    };
    let number = desk.case().number.clone();
    if sent.fields.get("doe") == "terug" {
        let draw = Draw {
            sort: Some(sort),
            typed: Some(&sent.fields),
            ..Draw::default()
        };
        return draw_case(&app, sent.shown, me, &reading, StatusCode::OK, draw).await;
    }
    let (others, gone) = along::ticked(&app, &desk, &sent.fields).await?;
    if !others.is_empty() || !gone.is_empty() {
        return together(&app, sent.shown, &desk, (sort, &sent.fields), (others, gone)).await;
    }
    let message = match check::message(&desk, sort, &sent.fields) {
        Ok(message) => message,
        // What was sent with the first press can't be said again with the second.
        Err(_) if app.desk.carried_out(key).await? => return Ok(done(&case_path(&number), "verstuurd")),
        Err(errors) => return again(&app, sent.shown, me, &reading, sort, &sent.fields, errors).await,
    };
    let named = sent.fields.all("bijlage");
    let files = app.desk.waiting_files(&desk.case().id, &named).await?;
    if files.len() < named.len() && !app.desk.carried_out(key).await? {
        let errors = vec![FieldError {
            field: "bestanden".to_owned(),
            text: Problem::FileGone.text(desk.t),
        }];
        return again(&app, sent.shown, me, &reading, sort, &sent.fields, errors).await;
    }
    to_one(&app, sent, &desk, sort, message, &files).await
}

/// Sends to this complainant alone. What they wrote since the page was made is said first, once.
async fn to_one(
    app: &App,
    sent: Sent,
    desk: &Desk<'_>,
    sort: Sort,
    message: Message,
    files: &[FileMeta],
) -> Result<Response, WebError> {
    let (me, key) = (&sent.person, sent.fields.key());
    let number = desk.case().number.clone();
    let had_read: Option<usize> = sent.fields.get(READ).parse().ok();
    let came_since = had_read.is_some_and(|had_read| had_read < desk.said_so_far());
    if came_since && !app.desk.carried_out(key).await? {
        // Said once: the form that follows knows of it.
        let pairs = sent.fields.pairs().iter().filter(|(name, _)| name != READ);
        let typed = Fields::new(pairs.cloned().collect());
        let errors = vec![FieldError {
            field: first_field(sort).to_owned(),
            text: sentence(desk.t, "new-message"),
        }];
        return again(app, sent.shown, me, desk.reading, sort, &typed, errors).await;
    }
    let code = if proposals::second_for(desk, &message).is_empty() {
        match desk.case().reply_by {
            ReplyBy::Phone => "bel-nu",
            ReplyBy::Letter => "post-nu",
            ReplyBy::Email | ReplyBy::Code => "verstuurd",
        }
    } else {
        "voorstel"
    };
    let result = match message {
        Message::Answer { mut answer, .. } => {
            answer.files = refs(files);
            app.desk.answer(me, &number, *answer, key).await.map(|_| ())
        }
        Message::Interim(mut interim) => {
            interim.files = refs(files);
            app.desk.interim(me, &number, interim, key).await.map(|_| ())
        }
        Message::Delay(text) => app.desk.explain_delay(me, &number, &text, key).await,
        Message::Acknowledgement(text) => app.desk.acknowledge(me, &number, &text, key).await,
        Message::ConcernReply(text) => app.desk.reply_to_concern(me, &number, &text, key).await,
        Message::Outcome(text) => app.desk.tell_outcome(me, &number, &text, key).await,
        Message::SecondLook(text) => app.desk.second_look_result(me, &number, &text, key).await,
        Message::Reply(text) => app.desk.reply(me, &number, &text, key).await,
    };
    match tried(result)? {
        Ok(_) => {
            kept::forget(app, me, &number, sort.code()).await?;
            Ok(done(&case_path(&number), code))
        }
        Err(no) => {
            let errors = vec![no.at(Texts::Dutch, field_of(sort, no, &sent.fields))];
            let reading = read(app, me, &number.to_string()).await?;
            again(app, sent.shown, me, &reading, sort, &sent.fields, errors).await
        }
    }
}

/// Sends to this complainant and to those of the linked complaints that were ticked; each goes, or stays, by itself.
async fn together(
    app: &App,
    shown: Shown,
    desk: &Desk<'_>,
    (sort, fields): (Sort, &Fields),
    (others, gone): (Vec<Other>, Vec<String>),
) -> Result<Response, WebError> {
    let (betrayed, _) = along::betrayed(desk, fields, &others);
    if !betrayed.is_empty() {
        return again(app, shown, desk.me, desk.reading, sort, fields, betrayed).await;
    }
    let key = fields.key();
    let main = if app.desk.carried_out(key).await? {
        Became::Went(Went::Done(None))
    } else {
        first(app, desk, sort, fields).await?
    };
    let measure = app.desk.shared_measure(key)?;
    let shared = |message: Message| {
        let mut composed = message.composed().ok_or_else(String::new)?;
        if let Composed::Answer(answer) = &mut composed {
            along::share(&measure, &mut answer.differently);
        }
        Ok(composed)
    };
    let others = apart::send(app, desk, others, key, |other, fields| {
        along::message_for(other, sort, fields).and_then(shared)
    })
    .await?;
    if matches!(main, Became::Went(_)) {
        kept::forget(app, desk.me, &desk.case().number, sort.code()).await?;
    }
    let of = (Draft::Message(sort), fields);
    apart::ended(app, shown, desk, of, main, others, gone).await
}

/// The complaint that the draft was written for.
async fn first(app: &App, desk: &Desk<'_>, sort: Sort, fields: &Fields) -> Result<Became, WebError> {
    let message = match check::message(desk, sort, fields) {
        Ok(message) => message,
        Err(wrong) => return Ok(Became::Stayed(along::first(&wrong))),
    };
    let named = fields.all("bijlage");
    let files = app.desk.waiting_files(&desk.case().id, &named).await?;
    if files.len() < named.len() {
        return Ok(Became::Stayed(Problem::FileGone.text(desk.t)));
    }
    let (me, number, key) = (desk.me, &desk.case().number, fields.key());
    let sent = match message {
        Message::Answer { mut answer, .. } => {
            answer.files = refs(&files);
            along::share(&app.desk.shared_measure(key)?, &mut answer.differently);
            app.desk.answer(me, number, *answer, key).await
        }
        Message::Interim(mut interim) => {
            interim.files = refs(&files);
            app.desk.interim(me, number, interim, key).await
        }
        _ => return Err(WebError::BadRequest),
    };
    Became::of(desk.t, sent)
}

/// The field that a "no" is about.
fn field_of(sort: Sort, no: No, fields: &Fields) -> &'static str {
    let No::Refused(refusal) = no else {
        return first_field(sort);
    };
    match (sort, refusal) {
        (_, Refusal::DelayUnexplained) => "te_laat",
        (Sort::Interim, Refusal::DateInThePast | Refusal::DateTooFar) => "tot",
        (Sort::Interim, Refusal::PersonNotAvailable) => "tussen_wie",
        (Sort::Answer, Refusal::PointWithoutAnswer) => "uitkomst_1",
        (Sort::Answer, Refusal::DateInThePast) if fields.get("anders") == "ja" => "maatregel_vanaf",
        (Sort::Answer, Refusal::DateInThePast) => "tegen_1",
        (Sort::Answer, Refusal::PersonNotAvailable) if fields.get("anders") == "ja" => "maatregel_wie",
        (Sort::Answer, Refusal::PersonNotAvailable) => "wie_1",
        (Sort::Answer, Refusal::ReviewerIsOwner) => "maatregel_kijkt_na",
        (Sort::Answer, Refusal::CriterionMissing) => "maatregel_criterium",
        (Sort::Answer, Refusal::MeasureReviewed) => "maatregel_al",
        (Sort::Answer, Refusal::QuestionStillOpen | Refusal::AlreadyDecided) => "anders",
        _ => first_field(sort),
    }
}

fn first_field(sort: Sort) -> &'static str {
    if sort == Sort::Interim { "reden" } else { "tekst" }
}
