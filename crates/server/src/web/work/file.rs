//! A photo, paper or recording of a case, streamed unsealed to whoever may read it; never shown inside a page.

use super::form::number;
use crate::web::App;
use crate::web::support::download;
use crate::web::support::errors::WebError;
use crate::web::support::visitor::Staff;
use axum::extract::{Path, State};
use axum::response::Response;

/// `/werk/klachten/{nr}/bestand/{id}`
pub async fn show(
    State(app): State<App>,
    staff: Staff,
    Path((nr, id)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let reading = app.desk.read(&staff.person, &number(&nr)?).await?;
    download::give(&app, Some(&staff.person), reading, id).await
}
