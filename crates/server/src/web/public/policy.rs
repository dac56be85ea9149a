//! `/beleid`: the published policy, sentence by sentence with what we do, our own choices apart, then the whole text.

use super::{about, ours};
use crate::web::App;
use crate::web::settings::days::name;
use crate::web::support::errors::WebError;
use crate::web::support::frame::{Shown, frame, page};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::policy::{Clause, Policy};
use render::Texts;
use render::pages::policy::{PolicyClause, PolicyPage, PolicyStep};

/// Shows it.
pub async fn show(State(app): State<App>, shown: Shown) -> Result<Response, WebError> {
    let now = app.desk.clock().now();
    let version = app.desk.shelf().in_force(now)?;
    let policy = &version.policy;
    let t = Texts::Dutch;
    let today = now.date(&version.calendar.zone);
    let shown = PolicyPage {
        frame: frame(&app, shown).await?,
        steps: steps(policy),
        choices: ours::all(t, policy),
        original: policy.source.clone(),
        version: policy.version,
        in_force: version.in_force_from.date(&version.calendar.zone),
        answer_by: about::answer_by(&version, now),
        days_off: version
            .calendar
            .replacements
            .iter()
            .filter(|one| one.date >= today)
            .map(|one| (one.date, name(t, one.holiday)))
            .collect(),
    };
    page(StatusCode::OK, &shown)
}

fn steps(policy: &Policy) -> Vec<PolicyStep> {
    let clauses = |key: &str| {
        let here = policy
            .clauses
            .iter()
            .filter(|clause| clause.step.as_deref() == Some(key));
        here.map(shown_clause).collect()
    };
    policy
        .steps
        .iter()
        .map(|step| PolicyStep {
            title: step.title.clone(),
            clauses: clauses(&step.key),
        })
        .filter(|step| !step.clauses.is_empty())
        .collect()
}

fn shown_clause(clause: &Clause) -> PolicyClause {
    PolicyClause {
        id: clause.key.clone(),
        quote: clause.quote.clone(),
        ours: clause
            .ours
            .iter()
            .flat_map(|words| words.lines())
            .map(str::to_owned)
            .collect(),
    }
}
