//! *Het verloop*: from what a case owes and what happened in it to the line that everybody sees.

use super::errors::WebError;
use crate::web::App;
use casework::policy::{Policy, PromiseRule, Term};
use casework::vocabulary::{FactKind, Role};
use render::course::{Course, Node, State, When};
use render::saying::Span;
use render::Texts;

/// What is promised to somebody who complains now, in the words of the policy.
///
/// # Errors
/// When no policy was published.
pub fn forecast(app: &App, t: Texts) -> Result<Course, WebError> {
    let now = app.desk.clock().now();
    let version = app.desk.shelf().in_force(now)?;
    let calendar = &version.calendar;
    let policy = &version.policy;
    let today = now.date(&calendar.zone);
    let mut nodes = Vec::new();
    let find = |fact: FactKind, first: bool| {
        policy.promises.iter().find(move |rule| {
            rule.owed_to == Role::Complainant
                && (rule.opened_by.contains(&fact) || (first && rule.first_opened_by.contains(&fact)))
                && rule.term != Term::AtOnce
        })
    };
    let heard = policy.promises.iter().find(|rule| rule.kept_by.contains(&FactKind::Registered));
    if let Some(rule) = heard {
        nodes.push(quoted(policy, rule, Node::new(State::Fact, When::On(today), rule.title.clone())));
    }
    if let Some(rule) = find(FactKind::Registered, false) {
        let due = match rule.term {
            Term::WorkingDays(n) => calendar.add_working_days(now, n),
            Term::Days(n) => calendar.add_days(now, n),
            Term::Months(n) => calendar.add_months(now, n),
            Term::AtOnce | Term::DateOfFact => now.plus_millis(1),
        };
        let node = Node::new(State::Open, When::By(due.last_day(&calendar.zone)), rule.title.clone());
        nodes.push(quoted(policy, rule, node));
    }
    if let Some(rule) = find(FactKind::Evaluated, false) {
        nodes.push(quoted(policy, rule, Node::new(State::Later, When::Then, rule.title.clone())));
    }
    if let Some(rule) = find(FactKind::AnswerDelivered, true) {
        let when = after(rule).map_or(When::Then, When::After);
        nodes.push(quoted(policy, rule, Node::new(State::Later, when, rule.title.clone())));
    }
    Ok(Course { forecast: true, ..Course::wide(t, "verloop", nodes) })
}

/// The term of a rule as a span people say.
pub fn after(rule: &PromiseRule) -> Option<Span> {
    match rule.term {
        Term::WorkingDays(n) => Some(Span::WorkingDays(n)),
        Term::Days(n) if n % 7 == 0 => Some(Span::Weeks(n / 7)),
        Term::Days(n) => Some(Span::Days(n)),
        Term::Months(n) => Some(Span::Months(n)),
        Term::AtOnce | Term::DateOfFact => None,
    }
}

/// A node with the words of the clause that its rule carries out.
pub fn quoted(policy: &Policy, rule: &PromiseRule, node: Node) -> Node {
    match rule.clause.as_deref().and_then(|key| policy.clause(key)) {
        Some(clause) => node.quote(clause.key.clone(), clause.quote.clone()),
        None => node,
    }
}
