//! Who visits: a member of staff, a complainant with a code, somebody with a draft, or nobody we know.

use super::cookies;
use super::errors::WebError;
use super::source::source;
use crate::clock::real_now;
use crate::web::App;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use casework::ids::{CaseId, PersonId};
use casework::organisation::StaffRole;
use storage::DraftKey;

/// Everything known about a visitor.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    /// The member of staff who is signed in.
    pub staff: Option<PersonId>,
    /// The case whose follow page is open.
    pub follows: Option<CaseId>,
    /// The key of their draft.
    pub draft: Option<DraftKey>,
    /// From which address they come, when that says something.
    pub source: Option<String>,
}

impl Visitor {
    /// Who it is, looked up once for a request.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn of(app: &App, parts: &Parts) -> Result<Visitor, WebError> {
        match parts.extensions.get::<Visitor>() {
            Some(known) => Ok(known.clone()),
            None => Visitor::look_up(app, parts).await,
        }
    }

    async fn look_up(app: &App, parts: &Parts) -> Result<Visitor, WebError> {
        let read = |name| cookies::read(app, &parts.headers, name);
        let real = real_now();
        let staff = match read(cookies::STAFF) {
            Some(token) => app.desk.signed_in(&token, real).await?,
            None => None,
        };
        let follows = match read(cookies::FOLLOW) {
            Some(token) => app.desk.following(&token, real).await?,
            None => None,
        };
        let draft = read(cookies::DRAFT).and_then(|cookie| DraftKey::from_cookie(&cookie));
        Ok(Visitor {
            staff,
            follows,
            draft,
            source: source(parts),
        })
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Visitor, WebError> {
        Visitor::of(app, parts).await
    }
}

/// A member of staff; whoever isn't signed in is asked to.
#[derive(Clone, Debug)]
pub struct Staff {
    /// Who.
    pub person: PersonId,
    /// Their roles.
    pub roles: std::collections::BTreeSet<StaffRole>,
}

impl Staff {
    /// The first page of whoever has no part in following complaints; `None`: Vandaag is theirs.
    pub fn elsewhere(&self) -> Option<&'static str> {
        let desk = [
            StaffRole::Handler,
            StaffRole::Management,
            StaffRole::StaffRepresentative,
            StaffRole::Outside,
        ];
        if desk.iter().any(|role| self.is(*role)) {
            None
        } else if self.is(StaffRole::BoardMember) {
            Some("/bestuur")
        } else if self.is(StaffRole::Administrator) {
            Some("/instellingen/mensen")
        } else {
            Some("/werk/brieven")
        }
    }

    /// Whether they work here: not only to operate the program, and not only from outside.
    pub fn is_colleague(&self) -> bool {
        let works = |role: &StaffRole| !matches!(role, StaffRole::Administrator | StaffRole::Outside);
        self.roles.iter().any(works)
    }

    /// Whether they have a role.
    pub fn is(&self, role: StaffRole) -> bool {
        self.roles.contains(&role)
    }
}

/// Back to the page that was asked for after signing in; what a form held can't be asked for again.
fn sign_in_first(parts: &Parts) -> WebError {
    match parts.uri.path_and_query() {
        Some(page) if parts.method == axum::http::Method::GET => {
            WebError::SignInThen(page.as_str().to_owned())
        }
        _ => WebError::SignIn,
    }
}

impl FromRequestParts<App> for Staff {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Staff, WebError> {
        let visitor = Visitor::of(app, parts).await?;
        let person = visitor.staff.ok_or_else(|| sign_in_first(parts))?;
        let organisation = app.desk.organisation().await?;
        let one = organisation
            .people
            .get(&person)
            .filter(|one| one.left_at.is_none())
            .ok_or(WebError::SignIn)?;
        Ok(Staff {
            roles: one.roles.clone(),
            person,
        })
    }
}

/// A member of the board; for others the page doesn't exist.
#[derive(Clone, Debug)]
pub struct BoardMember(pub PersonId);

impl FromRequestParts<App> for BoardMember {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<BoardMember, WebError> {
        let staff = Staff::from_request_parts(parts, app).await?;
        if staff.is(StaffRole::BoardMember) {
            Ok(BoardMember(staff.person))
        } else {
            Err(WebError::NotFound)
        }
    }
}

/// Somebody who may change people and settings; for others the page doesn't exist.
#[derive(Clone, Debug)]
pub struct Settings;

impl FromRequestParts<App> for Settings {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Settings, WebError> {
        let staff = Staff::from_request_parts(parts, app).await?;
        let may = staff.is(StaffRole::Administrator) || staff.is(StaffRole::Management);
        if may {
            Ok(Settings)
        } else {
            Err(WebError::NotFound)
        }
    }
}

/// The complainant of one case.
#[derive(Clone, Debug)]
pub struct Complainant(pub CaseId);

impl FromRequestParts<App> for Complainant {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Complainant, WebError> {
        let visitor = Visitor::of(app, parts).await?;
        visitor.follows.map(Complainant).ok_or(WebError::FollowExpired)
    }
}
