//! A photo, paper or recording of a case, streamed unsealed to whoever may read it; never shown inside a page.

use super::form::number;
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::visitor::Staff;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use casework::ids::ContentId;

/// `/werk/klachten/{nr}/bestand/{id}`
pub async fn show(
    State(app): State<App>,
    staff: Staff,
    Path((nr, id)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let reading = app.desk.read(&staff.person, &number(&nr)?).await?;
    let mut reader = app.desk.file(&reading, &ContentId(id)).await?;
    let mut bytes = Vec::with_capacity(usize::try_from(reader.meta.size).unwrap_or(0));
    while let Some(chunk) = reader.next_chunk().await? {
        bytes.extend(chunk);
    }
    let name: String = form_urlencoded::byte_serialize(reader.meta.name.as_bytes()).collect();
    let name = name.replace('+', "%20");
    let headers = [
        (header::CONTENT_TYPE, reader.meta.media_type.clone()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename*=UTF-8''{name}"),
        ),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox".to_owned(),
        ),
    ];
    Ok((headers, Body::from(Bytes::from(bytes))).into_response())
}
