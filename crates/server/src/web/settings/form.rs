//! A form of the settings: who sent it, whether they may, and the roles that were ticked.

use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::work::form::Sent;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use casework::ids::PersonId;
use casework::organisation::{Organisation, Person, StaffRole};
use std::collections::BTreeSet;

/// A form sent by somebody who may change people and settings; for others the page doesn't exist.
pub struct Changed(pub Sent);

impl FromRequest<App> for Changed {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Changed, Response> {
        let sent = Sent::from_request(request, app).await?;
        let organisation = app
            .desk
            .organisation()
            .await
            .map_err(|error| WebError::from(error).into_response())?;
        let one = organisation
            .people
            .get(&sent.person)
            .filter(|one| one.left_at.is_none());
        let may = [StaffRole::Administrator, StaffRole::Management];
        if one.is_some_and(|one| may.iter().any(|role| one.roles.contains(role))) {
            Ok(Changed(sent))
        } else {
            Err(WebError::NotFound.into_response())
        }
    }
}

/// The roles that were ticked.
pub fn roles(fields: &Fields) -> BTreeSet<StaffRole> {
    fields
        .all("rol")
        .iter()
        .filter_map(|code| StaffRole::from_code(code))
        .collect()
}

/// Those with a role in the order that was set, then the others.
pub fn in_order(organisation: &Organisation, order: &[PersonId], role: StaffRole) -> Vec<PersonId> {
    let has = |one: &&Person| one.left_at.is_none() && one.roles.contains(&role);
    let named = order
        .iter()
        .filter_map(|id| organisation.people.get(id))
        .filter(has);
    let rest = organisation
        .people
        .values()
        .filter(has)
        .filter(|one| !order.contains(&one.id));
    named.chain(rest).map(|one| one.id.clone()).collect()
}

/// Whether mail could reach it; only sending shows whether it does.
pub fn looks_like_address(text: &str) -> bool {
    let plain = !text
        .chars()
        .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ','));
    plain
        && text
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'))
}
