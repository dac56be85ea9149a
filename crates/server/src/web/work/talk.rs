//! The note of a talk, or of an answer given elsewhere: recorded at its real time, readable on the follow page.

use super::case::{Draw, draw_case};
use super::check::Checked;
use super::compose::{Desk, read};
use super::form::{Brought, case_path, done, tried};
use super::given_mail;
use super::kept;
use crate::web::App;
use crate::web::support::errors::WebError;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::moment::Moment;
use casework::submission::{STORY_AT_MOST, TEXT_AT_MOST};
use casework::vocabulary::DeliveredBy;
use desk::files::refs;
use desk::talk::Talk;
use jiff::civil::{Date, Time};
use render::pages::work::composer::Sort;
use render::{Problem, Texts};

/// The button that reads a mail into the form.
const READ: &str = "lees";

/// `…/gesprek`. A mail that comes along is first read into the form, to be looked at.
pub async fn save(
    State(app): State<App>,
    Path(nr): Path<String>,
    brought: Brought,
) -> Result<Response, WebError> {
    let me = brought.staff.person.clone();
    let reading = read(&app, &me, &nr).await?;
    let desk = Desk {
        reading: &reading,
        me: &me,
        t: Texts::Dutch,
    };
    if !desk.sorts().contains(&Sort::Talk) {
        return Err(WebError::NotFound);
    }
    let number = desk.case().number.clone();
    let (sent, mut received, wrong) = brought.with_mail_for_case(&app, &desk.case().id).await?;
    if sent.fields.get("doe") == READ || received.mail.is_some() {
        let mail = received.mail.take();
        let (typed, errors) =
            given_mail::filled_in(&app, &desk, &sent.fields, (mail, received.files)).await?;
        let status = if errors.is_empty() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        let draw = Draw {
            sort: Some(Sort::Talk),
            typed: Some(&typed),
            errors: errors.into_iter().chain(wrong).collect(),
            ..Draw::default()
        };
        return draw_case(&app, sent.shown, &sent.person, &reading, status, draw).await;
    }
    let files = received.files;
    let mut checked = Checked::new(desk.t, &sent.fields);
    let talk = talk(&desk, &mut checked);
    let mut errors = checked.errors;
    errors.extend(wrong);
    if let Some(mut talk) = talk.filter(|_| errors.is_empty()) {
        talk.files = refs(&files);
        let result = app
            .desk
            .talk(&sent.person, &number, talk, sent.fields.key())
            .await;
        match tried(result)? {
            Ok(_) => {
                kept::forget(&app, &sent.person, &number, Sort::Talk.code()).await?;
                return Ok(done(&case_path(&number), "gesprek"));
            }
            Err(no) => errors.push(no.at(desk.t, "afspraak")),
        }
    }
    let draw = Draw {
        sort: Some(Sort::Talk),
        typed: Some(&sent.fields),
        errors,
        ..Draw::default()
    };
    draw_case(
        &app,
        sent.shown,
        &sent.person,
        &reading,
        StatusCode::UNPROCESSABLE_ENTITY,
        draw,
    )
    .await
}

fn talk(desk: &Desk<'_>, checked: &mut Checked<'_>) -> Option<Talk> {
    let agreed = checked.must("afspraak", STORY_AT_MOST);
    let how = how(checked);
    let at = moment(desk, checked);
    let was_answer = checked.given("was_antwoord");
    // Said in time and written down afterwards: nothing was late.
    let late = was_answer && at.is_some_and(|at| desk.case().owes_explanation(at));
    let delay = if late {
        checked.must("te_laat", TEXT_AT_MOST)
    } else {
        String::new()
    };
    // What explains the delay is part of what they can read.
    let text = [agreed, delay.clone()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n");
    Some(Talk {
        text,
        how: how?,
        at: at?,
        was_answer,
        explains_delay: !delay.is_empty(),
        files: Vec::new(),
    })
}

fn how(checked: &mut Checked<'_>) -> Option<DeliveredBy> {
    match checked.get("gesprek_hoe") {
        "gesproken" => Some(DeliveredBy::Spoken),
        "gemaild" => Some(DeliveredBy::Mail),
        "gepost" => Some(DeliveredBy::Posted),
        _ => {
            checked.wrong("gesprek_hoe", &Problem::ChoiceMissing);
            None
        }
    }
}

/// The moment of the talk: a day and an hour, as people write it; without an hour it was now, or noon of an earlier day.
fn moment(desk: &Desk<'_>, checked: &mut Checked<'_>) -> Option<Moment> {
    let zone = &desk.version().calendar.zone;
    let today = desk.now().date(zone);
    let Some(day) = checked.date("gesprek_datum") else {
        checked.wrong("gesprek_datum", &Problem::Date);
        return None;
    };
    let hour = checked.get("gesprek_uur").trim().to_owned();
    let at = match (time(&hour), day == today) {
        (Some(time), _) => Moment::of(day.to_datetime(time), zone),
        (None, true) if hour.is_empty() => desk.now(),
        (None, _) if hour.is_empty() => Moment::of(noon(day), zone),
        (None, _) => {
            checked.wrong("gesprek_uur", &Problem::Time);
            return None;
        }
    };
    if at > desk.now() {
        checked.refused("gesprek_datum", casework::refusal::Refusal::ReceivedInTheFuture);
        return None;
    }
    Some(at)
}

fn noon(day: Date) -> jiff::civil::DateTime {
    day.to_datetime(Time::constant(12, 0, 0, 0))
}

/// `14.20`, `14:20`, `14u20`, `14`.
pub fn time(typed: &str) -> Option<Time> {
    let typed = typed.trim().to_lowercase();
    let (hour, minute) = typed.split_once(['.', ':', 'u', 'h']).unwrap_or((&typed, "0"));
    let minute = if minute.trim().is_empty() { "0" } else { minute };
    Time::new(hour.trim().parse().ok()?, minute.trim().parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_is_read_as_people_write_it() {
        for typed in ["14.20", "14:20", "14u20", " 14h20 "] {
            assert_eq!(time(typed), Time::new(14, 20, 0, 0).ok(), "{typed}");
        }
        assert_eq!(time("9u"), Time::new(9, 0, 0, 0).ok());
        for wrong in ["", "25.00", "14.61", "straks", "-1"] {
            assert_eq!(time(wrong), None, "{wrong}");
        }
    }
}
