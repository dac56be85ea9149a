//! `/demo` and the mails that it wrote: who one can be, what time will bring, what went out.

use super::eml::{self, Eml};
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, page};
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::tz::TimeZone;
use render::course::{Course, Node, State as Standing, When};
use render::pages::demo::{DemoHome, DemoMail, DemoPost, SentMail};
use std::path::PathBuf;
use std::time::SystemTime;

/// So many things to come are shown.
const COMING: usize = 12;
/// So many mails on a page.
const MAILS: usize = 20;

/// `/demo`
pub async fn home(State(app): State<App>, shown: Shown) -> Result<Response, WebError> {
    let frame = frame(&app, shown).await?;
    let now = app.desk.clock().now();
    let version = app.desk.shelf().in_force(now)?;
    let zone = &version.calendar.zone;
    let mut nodes = Vec::new();
    for coming in app.desk.coming(COMING).await? {
        let mut node = Node::new(
            Standing::Open,
            When::By(coming.due_at.last_day(zone)),
            coming.task,
        );
        if let Some(number) = coming.number {
            node = node.text(number.to_string());
        }
        nodes.push(match coming.clause {
            Some((key, words)) => node.quote(key, words),
            None => node,
        });
    }
    let next = Course {
        forecast: true,
        ..Course::wide(frame.t, "straks", nodes)
    }
    .with_today(now.date(zone));
    let people = frame
        .demo
        .as_ref()
        .map(|demo| demo.people.clone())
        .unwrap_or_default();
    page(StatusCode::OK, &DemoHome { frame, people, next })
}

/// `/demo/post`
pub async fn mails(
    State(app): State<App>,
    shown: Shown,
    RawQuery(query): RawQuery,
) -> Result<Response, WebError> {
    let query = Fields::parse(query.unwrap_or_default().as_bytes());
    let after = query
        .number("na")
        .and_then(|n| usize::try_from(n).ok())
        .unwrap_or_default();
    let frame = frame(&app, shown).await?;
    let zone = zone(&app)?;
    let files = newest_first(&app).await?;
    let total = files.len();
    let mut mails = Vec::new();
    for id in files.iter().skip(after).take(MAILS) {
        mails.extend(read(&app, id, &zone).await);
    }
    let next = after.saturating_add(MAILS);
    let older = if next < total {
        format!("/demo/post?na={next}")
    } else {
        String::new()
    };
    page(
        StatusCode::OK,
        &DemoPost {
            frame,
            mails,
            total,
            older,
        },
    )
}

/// `/demo/post/{id}`
pub async fn mail(
    State(app): State<App>,
    shown: Shown,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let frame = frame(&app, shown).await?;
    let mail = read(&app, &id, &zone(&app)?).await.ok_or(WebError::NotFound)?;
    page(StatusCode::OK, &DemoMail { frame, mail })
}

fn zone(app: &App) -> Result<TimeZone, WebError> {
    Ok(app
        .desk
        .shelf()
        .in_force(app.desk.clock().now())?
        .calendar
        .zone
        .clone())
}

/// The ids of the mails in the outbox.
async fn newest_first(app: &App) -> Result<Vec<String>, WebError> {
    let Some(folder) = &app.outbox else {
        return Ok(Vec::new());
    };
    let failed = |error: std::io::Error| WebError::Internal(error.to_string());
    let mut entries = tokio::fs::read_dir(folder).await.map_err(failed)?;
    let mut found: Vec<(SystemTime, String)> = Vec::new();
    while let Some(entry) = entries.next_entry().await.map_err(failed)? {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(id) = name.strip_suffix(".eml") else {
            continue;
        };
        // The order of writing is the order of the demo's clock, as that never goes back.
        let written = entry
            .metadata()
            .await
            .and_then(|meta| meta.modified())
            .unwrap_or(SystemTime::UNIX_EPOCH);
        found.push((written, id.to_owned()));
    }
    found.sort_by(|a, b| b.cmp(a));
    Ok(found.into_iter().map(|(_, id)| id).collect())
}

async fn read(app: &App, id: &str, zone: &TimeZone) -> Option<SentMail> {
    // Only what the outbox itself names can be opened, never a path.
    if id.is_empty() || !id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return None;
    }
    let path: PathBuf = app.outbox.as_ref()?.join(format!("{id}.eml"));
    let bytes = tokio::fs::read(path).await.ok()?;
    let Eml {
        at,
        to,
        subject,
        text,
    } = eml::read(&String::from_utf8_lossy(&bytes));
    Some(SentMail {
        id: id.to_owned(),
        at: at.to_zoned(zone.clone()).datetime(),
        to,
        subject,
        text,
    })
}
