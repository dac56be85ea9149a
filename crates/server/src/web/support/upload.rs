//! Forms with files: fields are kept as typed, files go sealed into the draft or the case while they come in.

use super::errors::WebError;
use super::fields::Fields;
use crate::web::App;
use axum::body::Bytes;
use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::StatusCode;
use casework::moment::Moment;
use render::Problem;
use storage::{FileMeta, FilePlace};

/// The biggest file, in megabytes.
pub const FILE_MEGABYTES: u32 = 20;
/// The most files with one complaint.
pub const FILES_AT_MOST: usize = 10;
/// The most bytes of one form with files.
pub const FORM_AT_MOST: usize = 128 * 1024 * 1024;
/// The most bytes of a text field.
const FIELD_AT_MOST: usize = 256 * 1024;
/// So many bytes tell the kind of a file.
const HEAD: usize = 16;
const MEGABYTE: u64 = 1024 * 1024;

/// What came in.
#[derive(Debug, Default)]
pub struct Received {
    /// The fields.
    pub fields: Fields,
    /// The files that were kept.
    pub files: Vec<FileMeta>,
    /// What was wrong with a file: the field it came in, and the problem that names it and the remedy.
    pub problems: Vec<(String, Problem)>,
}

/// Reads a form with files. `room`: how many more files may come.
///
/// # Errors
/// A body that breaks off, or a store that fails.
pub async fn receive(
    app: &App,
    mut form: Multipart,
    place: FilePlace<'_>,
    now: Moment,
    room: usize,
) -> Result<Received, WebError> {
    let mut received = Received::default();
    let mut pairs = Vec::new();
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let Some(file_name) = field.file_name().map(plain_name) else {
            let mut bytes = Vec::new();
            while let Some(chunk) = field.chunk().await.map_err(broken)? {
                let room = FIELD_AT_MOST.saturating_sub(bytes.len()).min(chunk.len());
                bytes.extend_from_slice(chunk.get(..room).unwrap_or_default());
            }
            pairs.push((name, String::from_utf8_lossy(&bytes).into_owned()));
            continue;
        };
        // A browser sends an empty part when nothing was chosen; and the first bytes may come in small pieces.
        let mut first = Vec::new();
        while first.len() < HEAD {
            match field.chunk().await.map_err(broken)? {
                Some(chunk) => first.extend_from_slice(&chunk),
                None => break,
            }
        }
        if first.is_empty() {
            if !file_name.is_empty() {
                received
                    .problems
                    .push((name, Problem::FileEmpty { name: file_name }));
            }
            continue;
        }
        let too_many = received.files.len() >= room;
        let kind = kind_of(&first);
        let mut size = 0_u64;
        let mut writer = match kind {
            Some(_) if !too_many => Some(app.desk.store().file_writer(place, now).await?),
            _ => None,
        };
        let mut chunk = Some(Bytes::from(first));
        while let Some(bytes) = chunk {
            size += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            if size > u64::from(FILE_MEGABYTES) * MEGABYTE {
                writer = None;
            }
            if let Some(writer) = &mut writer {
                writer.write(&bytes).await?;
            }
            chunk = field.chunk().await.map_err(broken)?;
        }
        match (writer, kind) {
            (Some(writer), Some(kind)) => received.files.push(writer.finish(&file_name, kind).await?),
            (_, None) => received
                .problems
                .push((name, Problem::FileKind { name: file_name })),
            (None, _) if too_many => received
                .problems
                .push((name, Problem::TooManyFiles { most: FILES_AT_MOST })),
            (None, _) => {
                let problem = Problem::FileTooBig {
                    name: file_name,
                    megabytes: FILE_MEGABYTES,
                };
                received.problems.push((name, problem));
            }
        }
    }
    received.fields = Fields::new(pairs);
    Ok(received)
}

/// The fields of a form with files, when there is nobody to keep the files for.
///
/// # Errors
/// A body that breaks off.
pub async fn words_only(mut form: Multipart) -> Result<Fields, WebError> {
    let mut pairs = Vec::new();
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let is_file = field.file_name().is_some();
        let mut bytes = Vec::new();
        while let Some(chunk) = field.chunk().await.map_err(broken)? {
            let room = if is_file {
                0
            } else {
                FIELD_AT_MOST.saturating_sub(bytes.len()).min(chunk.len())
            };
            bytes.extend_from_slice(chunk.get(..room).unwrap_or_default());
        }
        if !is_file {
            pairs.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    Ok(Fields::new(pairs))
}

fn broken(error: MultipartError) -> WebError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        WebError::TooLarge
    } else {
        WebError::BadRequest
    }
}

/// A name without folders, control characters or marks that reorder it.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = casework::submission::clean(&last.replace(['\n', '\t'], " "));
    plain.chars().take(120).collect()
}

/// The kind of file by its first bytes; photos, pdf and recordings only.
fn kind_of(first: &[u8]) -> Option<&'static str> {
    let at = |offset: usize, magic: &[u8]| first.get(offset..offset + magic.len()) == Some(magic);
    if at(0, b"\xFF\xD8\xFF") {
        return Some("image/jpeg");
    }
    if at(0, b"\x89PNG\r\n\x1A\n") {
        return Some("image/png");
    }
    if at(0, b"RIFF") && at(8, b"WEBP") {
        return Some("image/webp");
    }
    if at(0, b"RIFF") && at(8, b"WAVE") {
        return Some("audio/wav");
    }
    if at(4, b"ftyp") {
        let brand = first.get(8..12).unwrap_or_default();
        return Some(if matches!(brand, b"heic" | b"heix" | b"mif1" | b"avif") {
            "image/heic"
        } else {
            "audio/mp4"
        });
    }
    if at(0, b"%PDF-") {
        return Some("application/pdf");
    }
    if at(0, b"OggS") {
        return Some("audio/ogg");
    }
    if at(0, b"\x1A\x45\xDF\xA3") {
        return Some("audio/webm");
    }
    let mpeg = first.first() == Some(&0xFF) && first.get(1).is_some_and(|byte| byte & 0xE0 == 0xE0);
    (at(0, b"ID3") || mpeg).then_some("audio/mpeg")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_loses_its_folders_and_hidden_marks() {
        assert_eq!(plain_name("../../etc/foto\u{202E}gpj.exe"), "fotogpj.exe");
        assert_eq!(plain_name("C:\\scans\\brief.pdf"), "brief.pdf");
    }

    #[test]
    fn the_kind_follows_from_the_bytes_and_not_from_the_name() {
        assert_eq!(kind_of(b"\x89PNG\r\n\x1A\n...."), Some("image/png"));
        assert_eq!(kind_of(b"MZ...."), None);
        assert_eq!(kind_of(b"<svg xmlns"), None);
    }
}
