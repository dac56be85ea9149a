//! Giving out a file of a case: to be kept, never shown inside a page; logged before the first byte leaves.

use super::body::Given;
use super::errors::WebError;
use crate::web::App;
use axum::BoxError;
use axum::body::Bytes;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use casework::ids::{ContentId, PersonId};
use desk::DeskError;
use desk::read::Reading;
use render::pages::parts::FileItem;
use storage::FileMeta;
use tokio::sync::mpsc::Sender;

/// A file as a page shows it; `href`: where it can be fetched, empty while it can't.
pub fn item(file: &FileMeta, href: String) -> FileItem {
    FileItem {
        id: file.id.as_str().to_owned(),
        name: file.name.clone(),
        media_type: file.media_type.clone(),
        bytes: file.size,
        href,
    }
}

/// Files that came in and aren't sent yet.
pub fn waiting(files: &[FileMeta]) -> Vec<FileItem> {
    files.iter().map(|file| item(file, String::new())).collect()
}

/// Gives a file of a case that somebody reads; `who`: the member of staff, nobody for the complainant.
///
/// # Errors
/// It isn't one that they may open.
pub async fn give(
    app: &App,
    who: Option<&PersonId>,
    reading: Reading,
    id: String,
) -> Result<Response, WebError> {
    let id = ContentId(id);
    let file = app.desk.take_file(who, &reading, &id).await?;
    let name: String = form_urlencoded::byte_serialize(file.name.as_bytes()).collect();
    let name = name.replace('+', "%20");
    let headers = [
        (header::CONTENT_TYPE, file.media_type),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename*=UTF-8''{name}"),
        ),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox".to_owned(),
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    let own_site = ("cross-origin-resource-policy", "same-origin");
    let (put, body) = Given::of(file.size);
    let desk = app.desk.clone();
    tokio::spawn(async move {
        if let Err(error) = pour(&desk, &reading, &id, &put).await {
            tracing::error!(%error, "a file could not be given to its end");
            let _gone = put.send(Err(BoxError::from("broken off"))).await;
        }
    });
    Ok(([own_site], headers, body).into_response())
}

/// Chunk by chunk, as fast as they are fetched.
async fn pour(
    desk: &desk::Desk,
    reading: &Reading,
    id: &ContentId,
    put: &Sender<Result<Bytes, BoxError>>,
) -> Result<(), DeskError> {
    let mut reader = desk.file(reading, id).await?;
    while let Some(chunk) = reader.next_chunk().await? {
        // An empty last chunk says only that it is the last.
        if !chunk.is_empty() && put.send(Ok(Bytes::from(chunk))).await.is_err() {
            break;
        }
    }
    Ok(())
}
