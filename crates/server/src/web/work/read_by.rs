//! `/werk/klachten/{nr}/gelezen`: who read a complaint. For who doesn't watch over it the page doesn't exist.

use super::form::number;
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::frame::{Shown, frame, page};
use crate::web::support::visitor::Staff;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use desk::readers::{Looked, Looks};
use render::pages::work::read_by::{Look, ReadBy};

/// Shows it; that it was looked at stands in it as well.
pub async fn show(
    State(app): State<App>,
    shown: Shown,
    staff: Staff,
    Path(nr): Path<String>,
) -> Result<Response, WebError> {
    let (looks, board) = app.desk.readers(&staff.person, &number(&nr)?).await?;
    let version = app.desk.shelf().in_force(app.desk.clock().now())?;
    let zone = &version.calendar.zone;
    let organisation = app.desk.organisation().await?;
    let directory = app.desk.directory(&organisation).await?;
    let look = |one: Looks| Look {
        name: directory.name(&one.person).to_owned(),
        what: code(one.what).to_owned(),
        times: one.times,
        first: one.first.local(zone),
        last: one.last.local(zone),
        excluded: one.excluded,
    };
    let place = if board { "bestuur" } else { "werk" };
    page(
        StatusCode::OK,
        &ReadBy {
            looks: looks.into_iter().map(look).collect(),
            back: format!("/{place}/klachten/{nr}"),
            number: nr,
            frame: frame(&app, shown).await?,
        },
    )
}

fn code(what: Looked) -> &'static str {
    match what {
        Looked::Read => "read",
        Looked::File => "file",
        Looked::Name => "name",
        Looked::Readers => "readers",
        Looked::Refused => "refused",
    }
}
