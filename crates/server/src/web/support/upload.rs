//! Forms with files: fields are kept as typed, files go sealed into the draft or the case while they come in.

use super::body::{HeldBack, Taken};
use super::errors::WebError;
use super::fields::Fields;
use crate::clock::real_now;
use crate::web::{App, Route};
use axum::body::{Body, Bytes};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::header;
use casework::ids::CaseId;
use casework::moment::Moment;
use desk::files::{Limits, NotKept};
use desk::given_mail::BYTES_AT_MOST;
use render::Problem;
use storage::{DraftKey, FileMeta, FilePlace, Owner};

/// The most bytes of the words of one form.
const WORDS_AT_MOST: usize = 512 * 1024;
/// The most parts of one form.
const PARTS_AT_MOST: usize = 2000;
/// The field that names files that came in already.
const GOES_ALONG: &str = "bijlage";
/// The field that brings files.
const BROUGHT: &str = "bestanden";
/// The field that brings a mail, where a form asks for one.
pub const MAIL: &str = "mail";
/// The field with the key of the form's own draft.
pub const OWN_DRAFT: &str = "concept";
/// Bytes of a megabyte, as people who choose a file count.
pub const MEGABYTE: u64 = 1024 * 1024;

/// A form as it came.
pub enum Incoming {
    /// Without files.
    Fields(Fields),
    /// With room for files.
    Files(Files),
}

/// A form with files, read part by part.
pub struct Files {
    form: Multipart,
    taken: Taken,
    /// The form asks for a mail, which is read and not kept.
    mail: bool,
}

/// Where files are put.
#[derive(Clone, Copy)]
pub enum To<'a> {
    /// In a draft, or with a case.
    Place(FilePlace<'a>),
    /// In a draft of the form's own, whose key travels in its field `concept`; made with the first file.
    OwnDraft,
}

/// What came in.
#[derive(Debug, Default)]
pub struct Received {
    /// The form's own draft, when it has one.
    pub draft: Option<DraftKey>,
    /// The fields.
    pub fields: Fields,
    /// The files that were kept.
    pub files: Vec<FileMeta>,
    /// The mail that was brought to be read; empty when it is bigger than one may be.
    pub mail: Option<Vec<u8>>,
    /// What was wrong with a file: the field it came in, and the problem that names it and the remedy.
    pub problems: Vec<(String, Problem)>,
}

/// A form that may bring files: how much is decided file by file, with words, and not by cutting it off.
pub fn with_files(route: Route) -> Route {
    Route {
        handler: route.handler.layer(DefaultBodyLimit::disable()),
        ..route
    }
}

/// A form as it comes: with files, or without.
///
/// # Errors
/// A request that no page of ours makes.
pub async fn incoming(app: &App, request: Request) -> Result<Incoming, WebError> {
    let kind = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if !kind.starts_with("multipart/form-data") {
        return Fields::from_request(request, app).await.map(Incoming::Fields);
    }
    let taken = Taken::default();
    let request = request.map(|body| Body::new(HeldBack::new(body, taken.clone())));
    match Multipart::from_request(request, app).await {
        Ok(form) => Ok(Incoming::Files(Files {
            form,
            taken,
            mail: false,
        })),
        Err(_) => Err(WebError::BadRequest),
    }
}

impl Incoming {
    /// The form asks for a mail: what comes in its field is read and not kept.
    #[must_use]
    pub fn with_mail(mut self) -> Incoming {
        if let Incoming::Files(files) = &mut self {
            files.mail = true;
        }
        self
    }

    /// Reads it; files are put where `to` says. `before`: the files that these are sent together with.
    ///
    /// # Errors
    /// A body that breaks off, or a store that fails.
    pub async fn receive(
        self,
        app: &App,
        to: To<'_>,
        now: Moment,
        before: &[FileMeta],
    ) -> Result<Received, WebError> {
        match self {
            Incoming::Fields(fields) => Ok(Received {
                fields,
                ..Received::default()
            }),
            Incoming::Files(files) => files.receive(app, Some((to, now)), before).await,
        }
    }

    /// Reads a form about a case. The files that go along are those it names in `bijlage`, which came in with an
    /// earlier try, and what it brings; its fields name them all.
    ///
    /// # Errors
    /// A body that breaks off, or a store that fails.
    pub async fn receive_for(self, app: &App, case: &CaseId, now: Moment) -> Result<Received, WebError> {
        let owner = Owner::case(case);
        let to = To::Place(FilePlace::Owner(&owner));
        let mut received = self.receive(app, to, now, &[]).await?;
        let named = received.fields.all(GOES_ALONG);
        let mut all = app.desk.waiting_files(case, &named).await?;
        if all.len() < named.len() && !app.desk.carried_out(received.fields.key()).await? {
            received.problems.push((BROUGHT.to_owned(), Problem::FileGone));
        }
        for file in std::mem::take(&mut received.files) {
            let together = all.iter().map(|one| one.size).sum::<u64>() + file.size;
            let not = if all.len() >= app.limits.number {
                NotKept::TooMany
            } else if together > app.limits.together {
                NotKept::TooMuch
            } else {
                all.push(file);
                continue;
            };
            app.desk.store().file_discard(&file.id).await?;
            let problem = problem(not, file.name, app.limits);
            received.problems.push((BROUGHT.to_owned(), problem));
        }
        received.fields = named_in(&received.fields, &all);
        received.files = all;
        Ok(received)
    }

    /// Its words alone, when there is nobody to keep the files for.
    ///
    /// # Errors
    /// A body that breaks off.
    pub async fn words(self, app: &App) -> Result<Fields, WebError> {
        match self {
            Incoming::Fields(fields) => Ok(fields),
            Incoming::Files(files) => Ok(files.receive(app, None, &[]).await?.fields),
        }
    }
}

impl Files {
    async fn receive(
        mut self,
        app: &App,
        to: Option<(To<'_>, Moment)>,
        before: &[FileMeta],
    ) -> Result<Received, WebError> {
        let limits = app.limits;
        let mut own = None;
        let mut received = Received::default();
        let mut pairs: Vec<(String, String)> = Vec::new();
        let mut all = before.to_vec();
        let mut room = WORDS_AT_MOST;
        // Beyond this nobody is waiting for a page any more.
        let mut patience = limits.together.saturating_mul(4).saturating_add(8 * MEGABYTE);
        for _ in 0..PARTS_AT_MOST {
            let Some(mut field) = self.form.next_field().await.map_err(broken)? else {
                break;
            };
            let name = field.name().unwrap_or_default().to_owned();
            self.taken.more(name.len());
            let Some(file_name) = field.file_name().map(plain_name) else {
                let mut bytes = Vec::new();
                while let Piece::Of(chunk) = piece(&mut field, &self.taken, &mut patience).await? {
                    let fits = chunk.get(..room.min(chunk.len())).unwrap_or_default();
                    bytes.extend_from_slice(fits);
                    room -= fits.len();
                }
                pairs.push((name, String::from_utf8_lossy(&bytes).into_owned()));
                continue;
            };
            if self.mail && name == MAIL {
                let bytes = mail(&mut field, &self.taken, &mut patience).await?;
                received.mail = bytes.filter(|bytes| !bytes.is_empty() || !file_name.is_empty());
                continue;
            }
            if let (Some((To::OwnDraft, _)), None) = (to, &own) {
                let draft = own_draft(app, &pairs).await?;
                all = app.desk.store().draft_files(&draft).await?;
                own = Some(draft);
            }
            let place = |to| match to {
                To::Place(place) => Some(place),
                To::OwnDraft => own.as_ref().map(FilePlace::Draft),
            };
            let mut file = to.and_then(|(to, now)| Some(app.desk.incoming(place(to)?, now, limits, &all)));
            let mut length = 0;
            loop {
                let next = match piece(&mut field, &self.taken, &mut patience).await {
                    Ok(next) => next,
                    Err(error) => {
                        if let Some(file) = file {
                            file.broke_off().await?;
                        }
                        return Err(error);
                    }
                };
                match next {
                    Piece::Of(chunk) => {
                        length += chunk.len();
                        if let Some(file) = &mut file {
                            file.write(&chunk).await?;
                        }
                    }
                    Piece::Last => break,
                    // What came before this file is kept.
                    Piece::TooMuch => {
                        received
                            .problems
                            .push((name, problem(NotKept::TooMuch, file_name, limits)));
                        received.fields = Fields::new(pairs);
                        if let Some(file) = file {
                            file.broke_off().await?;
                        }
                        received.draft = own.clone();
                        return Ok(received);
                    }
                }
            }
            // A browser sends an empty part when nothing was chosen.
            let Some(file) = file.filter(|_| length > 0 || !file_name.is_empty()) else {
                continue;
            };
            match file.finish(&file_name).await? {
                Ok(meta) => {
                    all.push(meta.clone());
                    received.files.push(meta);
                }
                Err(not) => received.problems.push((name, problem(not, file_name, limits))),
            }
        }
        received.draft = own;
        received.fields = Fields::new(pairs);
        Ok(received)
    }
}

/// The draft that a form names, or a fresh one.
async fn own_draft(app: &App, pairs: &[(String, String)]) -> Result<DraftKey, WebError> {
    let store = app.desk.store();
    let named = pairs.iter().find(|(name, _)| name == OWN_DRAFT);
    if let Some(key) = named.and_then(|(_, value)| DraftKey::from_cookie(value))
        && store.draft_load(&key).await?.is_some()
    {
        return Ok(key);
    }
    Ok(store.draft_create("", real_now()).await?)
}

/// The fields, naming exactly these files.
pub fn named_in(fields: &Fields, files: &[FileMeta]) -> Fields {
    let others = fields.pairs().iter().filter(|(name, _)| name != GOES_ALONG);
    let named = files
        .iter()
        .map(|file| (GOES_ALONG.to_owned(), file.id.to_string()));
    Fields::new(others.cloned().chain(named).collect())
}

/// The next bytes of a part.
enum Piece {
    Of(Bytes),
    Last,
    TooMuch,
}

async fn piece(field: &mut Field<'_>, taken: &Taken, patience: &mut u64) -> Result<Piece, WebError> {
    let Some(chunk) = field.chunk().await.map_err(broken)? else {
        return Ok(Piece::Last);
    };
    taken.more(chunk.len());
    let length = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
    let Some(left) = patience.checked_sub(length) else {
        return Ok(Piece::TooMuch);
    };
    *patience = left;
    Ok(Piece::Of(chunk))
}

/// A mail, held whole; nothing of one that is too big.
async fn mail(field: &mut Field<'_>, taken: &Taken, patience: &mut u64) -> Result<Option<Vec<u8>>, WebError> {
    let mut bytes = Vec::new();
    let mut fits = true;
    loop {
        match piece(field, taken, patience).await? {
            Piece::Of(chunk) => {
                fits = fits && bytes.len() + chunk.len() <= BYTES_AT_MOST;
                if fits {
                    bytes.extend_from_slice(&chunk);
                }
            }
            Piece::Last if fits => return Ok(Some(bytes)),
            Piece::Last | Piece::TooMuch => return Ok(Some(Vec::new())),
        }
    }
}

fn broken(_: MultipartError) -> WebError {
    WebError::BadRequest
}

/// Why a file wasn't kept, what the limit is and what to do.
pub fn problem(not: NotKept, name: String, limits: Limits) -> Problem {
    let megabytes = |bytes: u64| u32::try_from(bytes / MEGABYTE).unwrap_or(u32::MAX);
    match not {
        NotKept::Empty => Problem::FileEmpty { name },
        NotKept::UnknownKind => Problem::FileKind { name },
        NotKept::Broken => Problem::FileBroken { name },
        NotKept::TooBig => Problem::FileTooBig {
            name,
            megabytes: megabytes(limits.file),
        },
        NotKept::TooMuch => Problem::FilesTooBig {
            name,
            megabytes: megabytes(limits.together),
        },
        NotKept::TooMany => Problem::TooManyFiles {
            name,
            most: limits.number,
        },
    }
}

/// A name without folders, control characters or marks that reorder it.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = casework::submission::clean(&last.replace(['\r', '\n', '\t'], " "));
    plain.chars().take(120).collect()
}

#[cfg(test)]
mod tests;
