//! `…/verzetten` and `…/heropenen`: another day for a target of ours, and a closed complaint opened again.

use super::acts::{drawn, ended, words};
use super::check::Checked;
use super::compose::{Desk, read};
use super::form::{Sent, number};
use super::lines;
use crate::web::App;
use crate::web::support::errors::WebError;
use axum::extract::{Path, State};
use axum::response::Response;
use casework::access::Action;
use casework::submission::TEXT_AT_MOST;
use casework::vocabulary::Nature;
use render::Texts;
use render::form::SelectOption;

/// The targets that the reader may still move, the first of which is "choose"; none when there is none.
pub fn movable(desk: &Desk<'_>) -> Vec<SelectOption> {
    if !desk.view().may(Action::MoveTarget) {
        return Vec::new();
    }
    let now = desk.now();
    let calendar = &desk.version().calendar;
    let ours = desk.case().open_owed().filter(|owed| {
        let moves = owed.nature == Nature::Target && owed.due_at > now;
        moves
            && owed
                .subject
                .as_ref()
                .is_none_or(|subject| !subject.is_the_boards())
    });
    let options: Vec<SelectOption> = ours
        .map(|owed| {
            let day = owed.due_at.last_day(&calendar.zone);
            let task = lines::task(desk.policy(), owed);
            option(&owed.no.to_string(), format!("{task}, {}", desk.t.date(&day)))
        })
        .collect();
    if options.is_empty() {
        return options;
    }
    let mut all = vec![option("", desk.t.m("work-choose"))];
    all.extend(options);
    all
}

fn option(value: &str, label: String) -> SelectOption {
    SelectOption {
        value: value.to_owned(),
        label,
        chosen: false,
    }
}

/// `…/verzetten`
pub async fn move_target(
    State(app): State<App>,
    Path(nr): Path<String>,
    sent: Sent,
) -> Result<Response, WebError> {
    let nr = number(&nr)?;
    let reading = read(&app, &sent.person, nr.as_str()).await?;
    let desk = Desk {
        reading: &reading,
        me: &sent.person,
        t: Texts::Dutch,
    };
    let today = desk.now().date(&desk.version().calendar.zone);
    let mut checked = Checked::new(desk.t, &sent.fields);
    let until = checked.day("verzet_tot", today);
    if sent.fields.number("streefdatum").is_none() {
        checked.wrong("streefdatum", &render::Problem::ChoiceMissing);
    }
    let errors = checked.errors;
    let (Some(until), Some(owed), true) = (until, sent.fields.number("streefdatum"), errors.is_empty())
    else {
        return drawn(&app, sent, &nr, errors).await;
    };
    let (sent, why) = match words(&app, sent, &nr, "verzet_reden", TEXT_AT_MOST).await {
        Ok(fine) => fine,
        Err(page) => return Ok(page),
    };
    let key = sent.fields.key();
    let result = app
        .desk
        .move_target(&sent.person, &nr, (owed, until), &why, key)
        .await;
    ended(&app, sent, &nr, result, "verzet", "verzet_reden").await
}

/// `…/heropenen`
pub async fn reopen(
    State(app): State<App>,
    Path(nr): Path<String>,
    sent: Sent,
) -> Result<Response, WebError> {
    let nr = number(&nr)?;
    let result = app.desk.reopen(&sent.person, &nr, sent.fields.key()).await;
    ended(&app, sent, &nr, result, "heropend", "heropenen").await
}
