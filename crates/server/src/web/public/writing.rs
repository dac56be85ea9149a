//! A complaint while it is being written: the draft with its files, page after page, and what is still missing in it.

use crate::clock::real_now;
use crate::web::App;
use crate::web::support::download;
use crate::web::support::draft::{Draft, Wrong};
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, fresh_key};
use crate::web::support::upload::{self, Received, To};
use crate::web::support::visitor::Visitor;
use axum::extract::Request;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use casework::ids::ContentId;
use casework::submission::{Field, FieldError, Mistake, Submission};
use casework::vocabulary::ComplainantKind;
use render::pages::parts::{Channel, FileItem, Raised, Role};
use render::{Form, Problem, Texts};
use storage::{FileMeta, FilePlace};

/// The page where everything stands once more.
pub const CHECK: &str = "/klacht/nieuw/nakijken";

/// What somebody writes, before it is sent.
#[derive(Debug)]
pub struct Writing {
    /// What was typed.
    pub draft: Draft,
    /// Whose it is; holds the draft's key once it is kept.
    pub visitor: Visitor,
    /// The files added so far.
    pub files: Vec<FileMeta>,
    /// It was kept before.
    pub begun: bool,
}

impl Writing {
    /// The visitor's draft with its files.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn of(app: &App, shown: &Shown) -> Result<Writing, WebError> {
        // Before the first start nobody could read it: phone and mail can.
        if !app.desk.organisation().await?.is_open() {
            return Err(WebError::NotOpen);
        }
        let visitor = shown.visitor.clone();
        let begun = match &visitor.draft {
            Some(key) => app.desk.store().draft_load(key).await?.is_some(),
            None => false,
        };
        let mut writing = Writing {
            draft: Draft::of(app, &visitor).await?,
            visitor,
            files: Vec::new(),
            begun,
        };
        writing.look_at_files(app).await?;
        Ok(writing)
    }

    /// Looks again which files there are.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn look_at_files(&mut self, app: &App) -> Result<(), WebError> {
        self.files = match &self.visitor.draft {
            Some(key) if self.begun => app.desk.store().draft_files(key).await?,
            _ => Vec::new(),
        };
        self.draft.typed.has_files = !self.files.is_empty();
        Ok(())
    }

    /// Keeps what was typed; the jar carries the key. What was wrong before is over.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn keep(&mut self, app: &App, jar: CookieJar) -> Result<CookieJar, WebError> {
        self.draft.wrong = None;
        self.store(app, jar).await
    }

    /// Keeps what was typed with what is wrong in it, and leads back to the page that shows both.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn mend(
        &mut self,
        app: &App,
        jar: CookieJar,
        page: &str,
        form: Form,
    ) -> Result<Response, WebError> {
        let errors = form.errors.into_iter().map(|one| (one.field, one.text));
        self.draft.wrong = Some(Wrong {
            page: page.to_owned(),
            errors: errors.collect(),
        });
        let jar = self.store(app, jar).await?;
        Ok((jar, Redirect::to(&again(page, &form.after))).into_response())
    }

    /// The form of a page with what was wrong in it when it was sent, and the status that says so.
    pub fn mended(&self, mut form: Form, page: &str) -> (StatusCode, Form) {
        let Some(wrong) = self.draft.wrong.as_ref().filter(|one| one.page == page) else {
            return (StatusCode::OK, form);
        };
        let errors = wrong.errors.iter().map(|(field, text)| render::form::FieldError {
            field: field.clone(),
            text: text.clone(),
        });
        form.errors.extend(errors);
        (StatusCode::UNPROCESSABLE_ENTITY, form)
    }

    async fn store(&mut self, app: &App, jar: CookieJar) -> Result<CookieJar, WebError> {
        let (key, jar) = self.draft.save(app, &self.visitor, jar).await?;
        self.visitor.draft = Some(key);
        self.begun = true;
        Ok(jar)
    }

    /// Reads a form that may bring files; they are kept in the draft at once, whatever else is wrong.
    ///
    /// # Errors
    /// A body that breaks off, or a store that fails.
    pub async fn receive(
        &mut self,
        app: &App,
        jar: CookieJar,
        request: Request,
    ) -> Result<(Received, CookieJar), WebError> {
        let jar = self.keep(app, jar).await?;
        let Some(key) = self.visitor.draft.clone() else {
            return Err(WebError::BadRequest);
        };
        let to = To::Place(FilePlace::Draft(&key));
        let received = upload::incoming(app, request)
            .await?
            .receive(app, to, real_now(), &self.files)
            .await?;
        self.look_at_files(app).await?;
        Ok((received, jar))
    }

    /// Reads a form that sends it: files go into the draft, as long as there is one. Sent already, or thrown away, there is
    /// nothing that files could be added to.
    ///
    /// # Errors
    /// A body that breaks off, or a store that fails.
    pub async fn receive_last(&self, app: &App, request: Request) -> Result<Received, WebError> {
        let came = upload::incoming(app, request).await?;
        match self.visitor.draft.clone().filter(|_| self.begun) {
            Some(key) => {
                let to = To::Place(FilePlace::Draft(&key));
                came.receive(app, to, real_now(), &self.files).await
            }
            None => Ok(Received {
                fields: came.words(app).await?,
                ..Received::default()
            }),
        }
    }

    /// Takes out a file whose button was pressed.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn remove(&mut self, app: &App, id: &str) -> Result<(), WebError> {
        let Some(key) = self.visitor.draft.clone() else {
            return Ok(());
        };
        if self.files.iter().any(|file| file.id.as_str() == id) {
            app.desk
                .store()
                .draft_file_delete(&key, &ContentId(id.to_owned()))
                .await?;
            self.look_at_files(app).await?;
        }
        Ok(())
    }

    /// The files as a page shows them.
    pub fn file_items(&self) -> Vec<FileItem> {
        download::waiting(&self.files)
    }

    /// As whom they write, when that was said.
    pub fn role(&self) -> Option<Role> {
        role_of(&self.draft.role)
    }

    /// The kinds that were said.
    pub fn kinds(&self) -> Vec<ComplainantKind> {
        self.draft
            .typed
            .kinds
            .iter()
            .filter_map(|code| ComplainantKind::from_code(code))
            .collect()
    }

    /// What they said about telling us first.
    pub fn raised(&self) -> Raised {
        raised_of(&self.draft.typed.told)
    }

    /// How to answer, as typed.
    pub fn channel(&self) -> Channel {
        let typed = &self.draft.typed;
        Channel {
            how: HOW
                .iter()
                .find(|(_, code)| *code == typed.reply_by)
                .map_or("", |(how, _)| how)
                .to_owned(),
            email: typed.email.clone(),
            phone: typed.phone.clone(),
            postal: typed.address.clone(),
            name: typed.name.clone(),
        }
    }

    /// Takes how to answer from a form.
    pub fn take_channel(&mut self, fields: &Fields) {
        let typed = &mut self.draft.typed;
        let code = HOW
            .iter()
            .find(|(how, _)| *how == fields.get("hoe"))
            .map_or("", |(_, code)| code);
        code.clone_into(&mut typed.reply_by);
        fields.get("adres").clone_into(&mut typed.email);
        fields.get("tel").clone_into(&mut typed.phone);
        fields.get("post").clone_into(&mut typed.address);
        fields.get("naam").clone_into(&mut typed.name);
    }

    /// What is wrong with these fields.
    pub fn mistakes(&self, fields: &[Field]) -> Vec<FieldError> {
        let mut all = Submission::parse(&self.draft.typed).err().unwrap_or_default();
        all.retain(|error| fields.contains(&error.field));
        all
    }
}

/// The field `hoe` and the code it stands for.
const HOW: &[(&str, &str)] = &[
    ("mail", "email"),
    ("bel", "phone"),
    ("brief", "letter"),
    ("code", "code"),
];

/// The role of a page's address.
pub fn role_of(slug: &str) -> Option<Role> {
    [Role::Resident, Role::Employee, Role::Third]
        .into_iter()
        .find(|role| role.slug() == slug)
}

/// The answer of the field `gemeld`.
pub fn raised_of(value: &str) -> Raised {
    [Raised::Yes, Raised::First, Raised::AtOnce]
        .into_iter()
        .find(|one| one.value() == value)
        .unwrap_or(Raised::Unknown)
}

/// A form with a fresh key.
///
/// # Errors
/// When the machine has no randomness.
pub fn form(app: &App, t: Texts, after: &str) -> Result<Form, WebError> {
    Ok(Form::new(t, fresh_key(app)?).after(known(after)))
}

/// The form with what is wrong.
pub fn with(form: Form, mistakes: &[FieldError]) -> Form {
    mistakes
        .iter()
        .fold(form, |form, error| form.wrong(name(error.field), &problem(error)))
}

/// The name of a field in our forms.
pub fn name(field: Field) -> &'static str {
    match field {
        Field::Kind => "rol",
        Field::Told => "gemeld",
        Field::Steps => "al",
        Field::Story => "verhaal",
        Field::Remedy => "oplossing",
        Field::ReplyBy => "hoe",
        Field::Email => "adres",
        Field::Phone => "tel",
        Field::Address => "post",
        Field::Name => "naam",
    }
}

/// What to do about a mistake.
pub fn problem(error: &FieldError) -> Problem {
    match (error.mistake, error.field) {
        (Mistake::TooLong(most), _) => Problem::TooLong { most },
        (_, Field::Story) => Problem::StoryMissing,
        (_, Field::Kind | Field::Told) => Problem::ChoiceMissing,
        (_, Field::ReplyBy) => Problem::ChannelMissing,
        (_, Field::Email) => Problem::Email,
        (_, Field::Phone) => Problem::Phone,
        (_, Field::Address) => Problem::Address,
        (_, Field::Steps | Field::Remedy | Field::Name) => Problem::Empty,
    }
}

/// A value in the address of a page.
pub fn asked(uri: &Uri, name: &str) -> String {
    Fields::parse(uri.query().unwrap_or_default().as_bytes())
        .get(name)
        .to_owned()
}

/// Where a form may lead back to; anything else is the next page.
fn known(after: &str) -> &str {
    if after == "nakijken" { after } else { "" }
}

/// The page after this one: the one that sent people here, or the next.
pub fn then<'a>(after: &str, next: &'a str) -> &'a str {
    if known(after).is_empty() { next } else { CHECK }
}

/// The same page again.
pub fn again(page: &str, after: &str) -> String {
    if known(after).is_empty() {
        page.to_owned()
    } else {
        format!("{page}?terug=nakijken")
    }
}
