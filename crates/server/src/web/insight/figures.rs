//! `/overzicht`: the figures of a year, counted over what the reader may know of.

use super::sentences::under;
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, page};
use crate::web::support::visitor::Staff;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::moment::Moment;
use casework::policy::{Policy, PromiseRule, Term};
use casework::vocabulary::{Effect, Role, Solved};
use desk::read::Listed;
use render::pages::work::figures::{Bar, FiguresPage, Longest, MeasureCount, SolvedCount};
use render::pages::work::parts::Link;
use storage::OwedCount;

/// A day in milliseconds.
const DAY: i64 = 24 * 60 * 60_000;

/// Shows it.
pub async fn show(
    State(app): State<App>,
    shown: Shown,
    staff: Staff,
    RawQuery(query): RawQuery,
) -> Result<Response, WebError> {
    let query = Fields::parse(query.unwrap_or_default().as_bytes());
    let now = app.desk.clock().now();
    let version = app.desk.shelf().in_force(now)?;
    let this_year = now.date(&version.calendar.zone).year();
    let year = query
        .given("jaar")
        .map_or(Some(this_year), |year| year.trim().parse().ok());
    let year = year
        .filter(|year| (2000..=this_year).contains(year))
        .ok_or(WebError::NotFound)?;
    let overview = app.desk.overview(&staff.person, year).await?;
    let (from, until) = app.desk.year(year)?;
    let rules = bar_rules(&version.policy);
    let keys: Vec<&str> = rules.iter().map(|rule| rule.key.as_str()).collect();
    let counts = app
        .desk
        .counts_between(&staff.person, (from, until), &keys)
        .await?;
    let solved = |one| overview.solved.get(&one).copied().unwrap_or_default();
    let effect = |one| overview.effects.get(&one).copied().unwrap_or_default();
    let mut causes: Vec<(String, u32)> = overview
        .causes
        .iter()
        .map(|(cause, n)| (cause.code().to_owned(), *n))
        .collect();
    causes.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let figures_page = FiguresPage {
        frame: frame(&app, shown).await?,
        year,
        years: overview.years.clone(),
        whole: app.desk.counts_all(&staff.person).await?,
        complaints: overview.complaints(),
        in_time: overview.in_time,
        late: overview.late,
        open: overview.open,
        stopped: overview.stopped,
        bars: bars(&rules, &counts),
        solved: SolvedCount {
            yes: solved(Solved::Yes),
            partly: solved(Solved::Partly),
            no: solved(Solved::No),
            silent: overview.silent,
        },
        longest: overview
            .longest
            .iter()
            .map(|one| longest(one, now, under(&staff)))
            .collect(),
        measures: MeasureCount {
            total: overview.measures,
            worked: effect(Effect::Worked),
            partly: effect(Effect::Partly),
            not: effect(Effect::Not),
            late: overview.measures_late,
        },
        causes,
    };
    page(StatusCode::OK, &figures_page)
}

/// The rules with a bar: those that have a term, in the order of the policy; what happens at once can't be late.
fn bar_rules(policy: &Policy) -> Vec<&PromiseRule> {
    let rules = policy.promises.iter();
    rules
        .filter(|rule| rule.term != Term::AtOnce && rule.owed_to == Role::Complainant)
        .collect()
}

fn bars(rules: &[&PromiseRule], counts: &[OwedCount]) -> Vec<Bar> {
    let number = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    let bar = |rule: &&PromiseRule| {
        let count = counts.iter().find(|one| one.promise_key == rule.key);
        Bar {
            label: rule.task.clone(),
            kept: number(count.map_or(0, |one| one.kept)),
            late: number(count.map_or(0, |one| one.late)),
        }
    };
    rules
        .iter()
        .map(bar)
        .filter(|bar| bar.kept + bar.late > 0)
        .collect()
}

fn longest(one: &Listed, now: Moment, cases: &str) -> Longest {
    let number = one.row.number.to_string();
    let days = (now.0 - one.view.case().waiting_since().0).max(0) / DAY;
    Longest {
        case: Link {
            href: format!("{cases}/{number}"),
            text: number,
        },
        title: one.title.clone(),
        days: u32::try_from(days).unwrap_or(u32::MAX),
    }
}
