//! `/volgen/klacht/bestand/{id}`: a photo, paper or recording of one's own case, to be kept, never shown inside a page.

use crate::web::App;
use crate::web::support::download;
use crate::web::support::errors::WebError;
use crate::web::support::visitor::Complainant;
use axum::extract::{Path, State};
use axum::response::Response;

/// Gives it.
pub async fn show(
    State(app): State<App>,
    Complainant(case): Complainant,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let reading = app.desk.read_own(&case).await?;
    download::give(&app, None, reading, id).await
}
