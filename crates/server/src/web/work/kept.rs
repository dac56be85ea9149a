//! "Bewaar, ik schrijf later verder": what a member of staff was writing, sealed, on whichever device they go on.

use super::compose::Desk;
use super::lines;
use super::send::READ;
use crate::clock::real_now;
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use casework::ids::{CaseNumber, PersonId};
use casework::submission::clean;
use render::pages::work::composer::Sort;
use render::pages::work::letter;
use serde::{Deserialize, Serialize};

/// At most so many texts are kept at once; the oldest goes.
const AT_MOST: usize = 20;
/// A draft is swept when it is a day old; what staff keep counts as written so much later, and stays for two weeks.
const LONGER_MILLIS: i64 = 13 * 86_400_000;

/// One text that isn't finished.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct One {
    number: String,
    sort: String,
    pairs: Vec<(String, String)>,
}

impl One {
    fn is(&self, number: &CaseNumber, sort: &str) -> bool {
        self.number == number.as_str() && self.sort == sort
    }
}

async fn all(app: &App, person: &PersonId) -> Result<Vec<One>, WebError> {
    let store = app.desk.store();
    let body = store.draft_load(&store.draft_key_of(person)?).await?;
    Ok(body
        .and_then(|body| serde_json::from_str(&body).ok())
        .unwrap_or_default())
}

/// What this person was writing in this case.
///
/// # Errors
/// When the store fails.
pub async fn load(
    app: &App,
    person: &PersonId,
    number: &CaseNumber,
    sort: &str,
) -> Result<Option<Fields>, WebError> {
    let found = all(app, person)
        .await?
        .into_iter()
        .find(|one| one.is(number, sort));
    Ok(found.map(|one| Fields::new(one.pairs)))
}

/// The cases in which this person is writing something: the number and the sort, last kept first.
///
/// # Errors
/// When the store fails.
pub async fn unfinished(app: &App, person: &PersonId) -> Result<Vec<(CaseNumber, String)>, WebError> {
    let texts = all(app, person).await?;
    let known = texts
        .into_iter()
        .rev()
        .filter_map(|one| Some((CaseNumber::parse(&one.number)?, one.sort)));
    Ok(known.collect())
}

/// Whether something was written in a form, beyond what stood in it at first.
pub fn touched(desk: &Desk<'_>, sort: Sort, typed: &Fields) -> bool {
    let name = lines::name(desk.view());
    let today = desk.now().date(&desk.version().calendar.zone);
    let at_first = |field: &str| match (field, sort) {
        ("tekst", Sort::Answer) => letter::skeleton(desk.t, &name),
        ("tekst", _) => letter::plain(desk.t, &name, &desk.my_name()),
        ("tussen_wie", _) => desk.me.to_string(),
        ("tot", _) => desk.latest_interim().to_string(),
        ("gesprek_datum", _) => today.to_string(),
        _ => String::new(),
    };
    let form = ["sleutel", "doe", "soort", READ];
    let typed = typed
        .pairs()
        .iter()
        .filter(|(field, _)| !form.contains(&field.as_str()));
    let mut written = typed.filter(|(field, value)| clean(value) != clean(&at_first(field)));
    written.next().is_some()
}

/// Keeps it.
///
/// # Errors
/// When the store fails.
pub async fn save(
    app: &App,
    person: &PersonId,
    number: &CaseNumber,
    fields: &Fields,
) -> Result<(), WebError> {
    let sort = fields.get("soort").to_owned();
    let mut texts = all(app, person).await?;
    texts.retain(|one| !one.is(number, &sort));
    let pairs = fields
        .pairs()
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "sleutel" | "doe" | READ))
        .cloned()
        .collect();
    texts.push(One {
        number: number.to_string(),
        sort,
        pairs,
    });
    let from = texts.len().saturating_sub(AT_MOST);
    write(app, person, &texts.split_off(from)).await
}

/// It was sent: nothing is kept of it.
///
/// # Errors
/// When the store fails.
pub async fn forget(app: &App, person: &PersonId, number: &CaseNumber, sort: &str) -> Result<(), WebError> {
    let mut texts = all(app, person).await?;
    let before = texts.len();
    texts.retain(|one| !one.is(number, sort));
    if texts.len() < before {
        write(app, person, &texts).await?;
    }
    Ok(())
}

async fn write(app: &App, person: &PersonId, texts: &[One]) -> Result<(), WebError> {
    let store = app.desk.store();
    let key = store.draft_key_of(person)?;
    if texts.is_empty() {
        return Ok(store.draft_delete(&key).await?);
    }
    let body = serde_json::to_string(texts).map_err(|error| WebError::Internal(error.to_string()))?;
    let kept = real_now().plus_millis(LONGER_MILLIS);
    Ok(store.draft_put(&key, &body, kept).await?)
}
