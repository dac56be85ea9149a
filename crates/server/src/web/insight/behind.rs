//! `/beleid/zinnen?zin=…&staat=…`: what stands behind a number, with the complaints that the reader may open.

use super::sentences::{stands_under, under};
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, page};
use crate::web::support::sheet::due;
use crate::web::support::visitor::Staff;
use axum::http::StatusCode;
use axum::response::Response;
use casework::moment::Moment;
use desk::figures::Behind;
use desk::people::Directory;
use render::pages::work::parts::Due;
use render::pages::work::sentences::{PromiseRow, PromisesPage};
use storage::OwedRow;

/// So many lines on a page.
const LINES: usize = 80;

/// How something owed is counted: `gehouden`, `open`, `laat` or `vrij`. Late and kept is late, and so is what was
/// missed and let go after.
pub fn state(owed: &OwedRow, now: Moment) -> &'static str {
    match (owed.state.as_str(), owed.kept_at) {
        ("released", _) if owed.missed_at.is_none() => "vrij",
        ("kept", Some(kept)) if kept < owed.due_at => "gehouden",
        ("open", _) if owed.due_at > now => "open",
        _ => "laat",
    }
}

/// Shows the list.
pub async fn show(app: &App, shown: Shown, staff: &Staff, query: &Fields) -> Result<Response, WebError> {
    let now = app.desk.clock().now();
    let version = app.desk.shelf().in_force(now)?;
    let (clause, rule) = (query.given("zin"), query.given("doel"));
    let quote = clause
        .map(|key| version.policy.clause(key).ok_or(WebError::NotFound))
        .transpose()?;
    let target = rule
        .map(|key| version.policy.rule(key).ok_or(WebError::NotFound))
        .transpose()?;
    let wanted = ["gehouden", "open", "laat", "vrij"]
        .into_iter()
        .find(|one| *one == query.get("staat"));
    let wanted = wanted.ok_or(WebError::NotFound)?;
    // A rule may stand under more sentences than the one that it was opened under.
    let also = clause.is_some_and(|key| {
        let rules = version.policy.promises.iter();
        rules.flat_map(|rule| &rule.also).any(|also| also == key)
    });
    let narrow = clause.filter(|_| !also);
    let mut all = app.desk.behind(&staff.person, narrow, rule).await?;
    if let Some(key) = clause {
        let policy = &version.policy;
        all.retain(|one| stands_under(policy, key, one.owed.clause.as_deref(), &one.owed.promise_key));
    }
    // A target of our own under the same clause has a list of its own.
    all.retain(|one| state(&one.owed, now) == wanted && (rule.is_some() || one.owed.nature == "promise"));
    all.sort_by_key(|one| std::cmp::Reverse(one.owed.due_at));
    let unseen = all
        .iter()
        .filter(|one| one.owed.owner_kind == "case" && one.number.is_none())
        .count();
    all.retain(|one| one.owed.owner_kind != "case" || one.number.is_some());
    let after = query
        .number("na")
        .and_then(|n| usize::try_from(n).ok())
        .unwrap_or_default();
    let next = after.saturating_add(LINES);
    let name = if rule.is_some() { "doel" } else { "zin" };
    let key = rule.or(clause).unwrap_or_default();
    let more = if next < all.len() {
        format!("/beleid/zinnen?{name}={key}&staat={wanted}&na={next}")
    } else {
        String::new()
    };
    let organisation = app.desk.organisation().await?;
    let directory = app.desk.directory(&organisation).await?;
    let mut rows = Vec::new();
    for one in all.iter().skip(after).take(LINES) {
        rows.push(row(app, one, now, &directory, under(staff))?);
    }
    let promises = PromisesPage {
        frame: frame(app, shown).await?,
        quote: quote.map(|clause| clause.quote.clone()).unwrap_or_default(),
        target: target.map(|rule| rule.task.clone()).unwrap_or_default(),
        state: wanted.to_owned(),
        rows,
        unseen: u32::try_from(unseen).unwrap_or(u32::MAX),
        more,
    };
    page(StatusCode::OK, &promises)
}

fn row(
    app: &App,
    one: &Behind,
    now: Moment,
    directory: &Directory,
    cases: &str,
) -> Result<PromiseRow, WebError> {
    let owed = &one.owed;
    let version = app.desk.shelf().version(owed.policy_version)?;
    let zone = &version.calendar.zone;
    let about = one.number.as_ref().map(ToString::to_string).unwrap_or_default();
    Ok(PromiseRow {
        href: if about.is_empty() {
            String::new()
        } else {
            format!("{cases}/{about}")
        },
        about,
        what: version
            .policy
            .rule(&owed.promise_key)
            .map(|rule| rule.task.clone())
            .unwrap_or_default(),
        promised: owed.due_at.last_day(zone),
        kept: owed.kept_at.map(|at| at.date(zone)),
        due: match owed.kept_at {
            Some(kept) if kept >= owed.due_at => {
                Due::Late(version.calendar.working_days_late(owed.due_at, kept))
            }
            Some(kept) => Due::On(kept.date(zone)),
            None if owed.state != "open" => Due::On(owed.due_at.last_day(zone)),
            None => due(&version, now, owed.due_at),
        },
        who: directory.name_of(owed.owed_by_person.as_ref()).to_owned(),
    })
}
