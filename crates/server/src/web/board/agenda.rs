//! `/bestuur/agenda`: what the board member brings to each meeting, to print, without names.

use super::list::theirs;
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::frame::{Shown, frame, page};
use crate::web::support::sheet::Sheet;
use crate::web::support::visitor::BoardMember;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::case::BoardItem;
use casework::vocabulary::FactKind;
use jiff::civil::Date;
use render::pages::work::board::{AgendaItem, AgendaPage};
use render::pages::work::parts::{Due, Evaluation};
use std::collections::BTreeMap;

/// Shows it.
pub async fn show(
    State(app): State<App>,
    shown: Shown,
    BoardMember(person): BoardMember,
) -> Result<Response, WebError> {
    let frame = frame(&app, shown).await?;
    let now = app.desk.clock().now();
    let organisation = app.desk.organisation().await?;
    let directory = app.desk.directory(&organisation).await?;
    let mut meetings: BTreeMap<Date, Vec<AgendaItem>> = BTreeMap::new();
    for (listed, version) in &theirs(&app, &person).await? {
        let sheet = Sheet {
            view: &listed.view,
            version,
            directory: &directory,
            now,
            t: frame.t,
        };
        for item in sheet
            .case()
            .board_items
            .iter()
            .filter(|item| item.outcome.is_none() || item.meeting > now)
        {
            let meeting = item.meeting.last_day(&version.calendar.zone);
            meetings.entry(meeting).or_default().push(line(&sheet, item));
        }
    }
    for items in meetings.values_mut() {
        items.sort_by_key(|item| item.received);
    }
    page(
        StatusCode::OK,
        &AgendaPage {
            frame,
            meetings: meetings.into_iter().collect(),
        },
    )
}

fn line(sheet: &Sheet<'_>, item: &BoardItem) -> AgendaItem {
    let case = sheet.case();
    let evaluation = match sheet.evaluation() {
        Evaluation::Decided { reason, .. } => reason,
        Evaluation::NotYet | Evaluation::Open(_) => String::new(),
    };
    let mut open: Vec<(String, Due)> = case
        .open_owed()
        // A report of harm is the board member's alone, and the whole board reads this.
        .filter(|owed| owed.opened_by != FactKind::RetaliationReported)
        .map(|owed| (sheet.task(owed), sheet.due(owed.due_at)))
        .filter(|(task, _)| !task.is_empty())
        .collect();
    open.dedup();
    AgendaItem {
        number: case.number.to_string(),
        title: sheet.text(item.title.as_ref()),
        kinds: sheet.kinds(),
        received: sheet.date(case.heard_at),
        answer: sheet.answer(),
        reason: sheet.text(item.reason.as_ref()),
        evaluation,
        open,
    }
}
