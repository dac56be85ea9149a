//! `/werk/resultaten`: what management is told of each evaluation. For others the page doesn't exist.

use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::frame::{Shown, frame, page};
use crate::web::support::visitor::Staff;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::organisation::StaffRole;
use render::pages::work::results::{ResultItem, ResultsPage};
use render::pages::work::words::{CAUSES, word};

/// Shows them.
pub async fn show(State(app): State<App>, shown: Shown, staff: Staff) -> Result<Response, WebError> {
    if !staff.is(StaffRole::Management) {
        return Err(WebError::NotFound);
    }
    let frame = frame(&app, shown).await?;
    let version = app.desk.shelf().in_force(app.desk.clock().now())?;
    let zone = &version.calendar.zone;
    let told = app.desk.results(&staff.person).await?;
    let results = told.into_iter().map(|result| ResultItem {
        on: result.at.date(zone),
        change: result.change,
        cause: word(&frame.t, CAUSES, result.cause.code()),
        reason: result.reason,
        measures: result.measures,
    });
    page(
        StatusCode::OK,
        &ResultsPage {
            results: results.collect(),
            frame,
        },
    )
}
