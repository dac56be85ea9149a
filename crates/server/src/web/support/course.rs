//! *Het verloop*: from what a case owes and what happened in it to the line that everybody sees.

use super::errors::WebError;
use crate::web::App;
use casework::access::CaseView;
use casework::case::Message;
use casework::event::{Purpose, WayOut};
use casework::ids::PersonId;
use casework::moment::Moment;
use casework::policy::{OnLastDay, Policy, PromiseRule, Term};
use casework::promise::{Owed, Standing, Subject};
use casework::vocabulary::{Effect, FactKind, Nature, Role, Solved};
use desk::Version;
use render::Texts;
use render::course::{Button, Came, Course, Node, SmallCourse, State, When};
use render::saying::{Happened, Reading, Saying, Span};

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
    let heard = policy
        .promises
        .iter()
        .find(|rule| rule.kept_by.contains(&FactKind::Registered));
    if let Some(rule) = heard {
        let node = Node::new(State::Fact, When::On(today), rule.title.clone());
        let node = node.say(&t, &Saying::NumberAndCode).say(&t, &Saying::WhoReads);
        nodes.push(quoted(policy, rule.clause.as_deref(), node));
    }
    if let Some(rule) = find(FactKind::Registered, false) {
        let due = rule.due(calendar, now, None).unwrap_or(now.plus_millis(1));
        let node = Node::new(
            State::Open,
            When::By(due.last_day(&calendar.zone)),
            rule.title.clone(),
        );
        nodes.push(quoted(
            policy,
            rule.clause.as_deref(),
            node.say(&t, &Saying::MoreTime),
        ));
    }
    if let Some(rule) = find(FactKind::Evaluated, false) {
        nodes.push(quoted(
            policy,
            rule.clause.as_deref(),
            Node::new(State::Later, When::Then, rule.title.clone()),
        ));
    }
    if let Some(rule) = find(FactKind::AnswerDelivered, true) {
        let when = after(rule).map_or(When::Then, When::After);
        nodes.push(quoted(
            policy,
            rule.clause.as_deref(),
            Node::new(State::Later, when, rule.title.clone()),
        ));
    }
    Ok(Course {
        forecast: true,
        ..Course::wide(t, "verloop", nodes).in_year_of(today)
    })
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

/// A node with the words of the clause that it carries out.
fn quoted(policy: &Policy, clause: Option<&str>, node: Node) -> Node {
    match clause.and_then(|key| policy.clause(key)) {
        Some(clause) => node.quote(clause.key.clone(), clause.quote.clone()),
        None => node,
    }
}

/// For whom a course is drawn: the same line, in the words that are theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The complainant, with what they can say under a promise.
    Complainant,
    /// Staff and the board member.
    Staff,
}

/// The nodes of a case's course, in no particular order; `Course::with_today` sorts them.
pub fn of(reading: &desk::read::Reading, t: Texts, audience: Audience) -> Vec<Node> {
    let names = |person: &PersonId| reading.directory.name(person).to_owned();
    let line = Line {
        view: &reading.view,
        version: &reading.version,
        now: reading.now,
        t,
        audience,
    };
    line.nodes(&names)
}

/// The same line, small, for lists.
pub fn small(view: &CaseView, version: &Version, now: Moment, t: Texts) -> SmallCourse {
    let line = Line {
        view,
        version,
        now,
        t,
        audience: Audience::Staff,
    };
    let nodes = line.nodes(&|_: &PersonId| String::new());
    let today = now.date(&version.calendar.zone);
    let course = Course::narrow(t, "", nodes).with_today(today);
    course.small(
        t.a("course-of")
            .with("number", view.case().number.as_str())
            .to_string(),
    )
}

struct Line<'a> {
    view: &'a CaseView,
    version: &'a Version,
    now: Moment,
    t: Texts,
    audience: Audience,
}

impl Line<'_> {
    fn nodes(&self, names: &dyn Fn(&PersonId) -> String) -> Vec<Node> {
        let case = self.view.case();
        let mut nodes = self.facts();
        for owed in &case.owed {
            let Some(rule) = self.version.policy.rule(&owed.key) else {
                continue;
            };
            if self.is_shown(owed, rule) {
                nodes.push(self.node(owed, rule, names));
            }
        }
        if case.is_complaint() && case.way_out.is_none() {
            nodes.extend(self.to_come());
        }
        nodes
    }

    fn theirs(&self) -> bool {
        self.audience == Audience::Complainant
    }

    /// What happened in the same instant isn't drawn, but for the registration itself; and to the complainant
    /// only what is owed to them, with the evaluation that they hear the result of.
    fn is_shown(&self, owed: &Owed, rule: &PromiseRule) -> bool {
        let registers = rule.kept_by.contains(&FactKind::Registered);
        if rule.term == Term::AtOnce && !registers && !owed.is_late(self.now) {
            return false;
        }
        // What was replaced before it was missed goes on under the new date.
        if owed.standing() == Standing::Replaced && owed.missed_at.is_none() {
            return false;
        }
        let evaluates = rule.kept_by.contains(&FactKind::Evaluated);
        !self.theirs() || owed.owed_to == Role::Complainant || evaluates
    }

    fn node(&self, owed: &Owed, rule: &PromiseRule, names: &dyn Fn(&PersonId) -> String) -> Node {
        let zone = &self.version.calendar.zone;
        let due = owed.due_at.last_day(zone);
        let denied = self.denied(owed);
        let themselves = self.theirs() && self.said_themselves(owed, rule);
        let (state, when) = match owed.standing() {
            Standing::Kept if themselves && !owed.is_late(self.now) => (
                State::Fact,
                When::On(owed.kept_at.unwrap_or(owed.opened_at).date(zone)),
            ),
            Standing::Kept if !owed.is_late(self.now) => (
                State::Kept,
                When::On(owed.kept_at.unwrap_or(owed.opened_at).date(zone)),
            ),
            Standing::Open if denied.is_some() => (State::Denied, When::Promised(due)),
            Standing::Open if owed.is_late(self.now) => (State::Missed, When::Promised(due)),
            Standing::Open if self.is_for_later(owed, rule) => (State::Later, When::By(due)),
            Standing::Open => (State::Open, When::By(due)),
            Standing::Released => (State::Fact, When::Promised(due)),
            Standing::Kept | Standing::Replaced => (State::Missed, When::Promised(due)),
        };
        let mut node = self.said(owed, Node::new(state, when, self.title(owed, rule)), names);
        if let Some(kept) = owed.kept_at.filter(|_| matches!(node.when, When::On(_))) {
            node = node.at(kept.local(zone).time());
        }
        if state == State::Fact && themselves {
            node = node.say(&self.t, &Saying::SaidYourself);
        }
        if let Some(kept) = owed.kept_at.filter(|_| state == State::Missed) {
            let days_late = self.version.calendar.working_days_late(owed.due_at, kept);
            node = node.came(Came {
                date: kept.date(zone),
                days_late,
                parts: Vec::new(),
            });
        } else if state == State::Missed && owed.is_open() && self.theirs() {
            node = node.say(&self.t, &Saying::StillOwed);
        }
        if let Some(at) = denied.filter(|_| state == State::Denied && self.theirs()) {
            node = node.say(&self.t, &Saying::YouDenied(at.date(zone)));
        }
        if owed.standing() == Standing::Released {
            node = node.say(&self.t, &Saying::NotNeeded);
        }
        self.button(owed, quoted(&self.version.policy, owed.clause.as_deref(), node))
    }

    /// Not yet anybody's turn: the program asks by itself, or it is a target of our own that is far off.
    fn is_for_later(&self, owed: &Owed, rule: &PromiseRule) -> bool {
        let asks = rule.on_last_day == Some(OnLastDay::AskFollowUp);
        let next = self.view.case().open_owed().map(|one| one.due_at).min();
        asks || (owed.nature == Nature::Target && next.is_some_and(|next| next < owed.due_at))
    }

    /// They said how it stands before anybody asked them.
    fn said_themselves(&self, owed: &Owed, rule: &PromiseRule) -> bool {
        let case = self.view.case();
        let asks = rule.kept_by.contains(&FactKind::FollowUpAsked);
        let said = case.verdicts.iter().any(|one| owed.kept_at == Some(one.at));
        asks && said && !case.asked.iter().any(|at| owed.kept_at == Some(*at))
    }

    fn title(&self, owed: &Owed, rule: &PromiseRule) -> String {
        let own = if self.theirs() { &rule.title } else { &rule.task };
        offered(self.view, owed, rule).map_or_else(|| own.clone(), str::to_owned)
    }

    fn said(&self, owed: &Owed, node: Node, names: &dyn Fn(&PersonId) -> String) -> Node {
        let zone = &self.version.calendar.zone;
        let case = self.view.case();
        let t = &self.t;
        let who = owed.named.as_ref().map(names).unwrap_or_default();
        let mut node = match owed.opened_by {
            FactKind::FirstHeard if owed.kept_at.is_some() => {
                let at = case.registered_at.unwrap_or(case.received_at);
                node.say(t, &Saying::Registered(at.local(zone)))
            }
            FactKind::InterimDelivered if !who.is_empty() => node.say(t, &Saying::PromisedInInterim { who }),
            FactKind::UndertakingOffered => node.say(t, &Saying::PromisedInAnswer),
            _ => node,
        };
        let kept_by = owed.kept_by_message.and_then(|no| case.message(no));
        if let Some(message) = kept_by.filter(|_| node.state == State::Kept) {
            let what = reading_of(message);
            node = node.read(self.t, format!("#bericht-{}", message.no), what);
        }
        node
    }

    fn denied(&self, owed: &Owed) -> Option<Moment> {
        let Some(Subject::Undertaking(no)) = &owed.subject else {
            return None;
        };
        // The answer that a denial opens has the same subject, and nobody denied that one.
        if owed.opened_by != FactKind::UndertakingOffered {
            return None;
        }
        let one = self.view.case().undertakings.iter().find(|one| one.no == *no)?;
        one.denied_at.filter(|_| one.done_at.is_none())
    }

    /// "Dit is niet gebeurd", once its day has come.
    fn button(&self, owed: &Owed, node: Node) -> Node {
        let (Audience::Complainant, Some(Subject::Undertaking(no))) = (self.audience, &owed.subject) else {
            return node;
        };
        let case = self.view.case();
        let Some(one) = case.undertakings.iter().find(|one| one.no == *no) else {
            return node;
        };
        let promised = owed.opened_by == FactKind::UndertakingOffered && owed.owed_to == Role::Complainant;
        let come = one.done_at.is_some() || self.now >= one.until;
        if promised && come && self.denied(owed).is_none() && owed.standing() != Standing::Released {
            return node.button(Button::not_done(self.t, *no));
        }
        node
    }

    /// What happened that nobody owed.
    fn facts(&self) -> Vec<Node> {
        let case = self.view.case();
        let zone = &self.version.calendar.zone;
        let fact = |what: Happened, at: Moment| {
            let node = Node::new(State::Fact, When::On(at.date(zone)), what.title(self.t));
            node.at(at.local(zone).time())
        };
        let mut nodes = Vec::new();
        if case.contact.is_some() {
            nodes.push(fact(Happened::ConcernCameIn, case.received_at));
        }
        nodes.extend(
            case.reviews
                .iter()
                .map(|review| fact(Happened::SecondLookAsked, review.at)),
        );
        for verdict in &case.verdicts {
            let said = match verdict.solved {
                Solved::Yes => Saying::SaidSolved,
                Solved::Partly => Saying::SaidPartly,
                Solved::No => Saying::SaidNotSolved,
            };
            nodes.push(fact(Happened::VerdictGiven, verdict.at).say(&self.t, &said));
        }
        if let Some((at, _)) = &case.silent {
            nodes.push(fact(Happened::NoVerdict, *at).say(&self.t, &Saying::CheckedOurselves));
        }
        for measure in &case.measures {
            if let Some((at, Effect::Not)) = measure.reviewed {
                nodes.push(fact(Happened::MeasureFailed, at).say(&self.t, &Saying::DecidedAnew));
            }
        }
        if let Some((at, way, _)) = &case.way_out {
            let what = match way {
                WayOut::Withdrawn => Happened::Withdrawn,
                WayOut::Refused(_) => Happened::Refused,
                WayOut::Reclassified(_) | WayOut::Released(_) => Happened::Reclassified,
            };
            nodes.push(fact(what, *at));
        }
        nodes
    }

    /// What an answer will open: the evaluation, its result, and the question whether it is solved.
    fn to_come(&self) -> Vec<Node> {
        let case = self.view.case();
        let policy = &self.version.policy;
        let opened = |rule: &PromiseRule| {
            case.owed
                .iter()
                .any(|owed| owed.key == rule.key && (owed.no >= case.round_from || owed.is_open()))
        };
        policy
            .promises
            .iter()
            .filter(|rule| rule.first_opened_by.contains(&FactKind::AnswerDelivered) && !opened(rule))
            .map(|rule| {
                let title = if self.theirs() { &rule.title } else { &rule.task };
                // What asks by itself does so after that time; everything else is done within it.
                let asks = rule.on_last_day == Some(OnLastDay::AskFollowUp);
                let span = if asks { When::After } else { When::Within };
                let when = after(rule).map_or(When::Then, span);
                let clause = rule.clause_of(&case.kinds, FactKind::AnswerDelivered);
                quoted(policy, clause, Node::new(State::Later, when, title.clone()))
            })
            .collect()
    }
}

/// What was offered or agreed, in its own words, when doing that is what is owed.
pub fn offered<'a>(view: &'a CaseView, owed: &Owed, rule: &PromiseRule) -> Option<&'a str> {
    let case = view.case();
    let words = match &owed.subject {
        Some(Subject::Undertaking(no)) if rule.kept_by.contains(&FactKind::UndertakingDone) => case
            .undertakings
            .iter()
            .find(|one| one.no == *no)
            .map(|one| &one.what),
        Some(Subject::Measure(id)) if rule.kept_by.contains(&FactKind::MeasureApplied) => case
            .measures
            .iter()
            .find(|one| one.measure == *id)
            .map(|one| &one.what),
        _ => None,
    };
    view.text_of(words)
}

/// What a link to a message is called.
pub fn reading_of(message: &Message) -> Reading {
    if message.is_for(Purpose::Answer) {
        Reading::Answer
    } else if message.is_for(Purpose::Interim) {
        Reading::Interim
    } else if message.is_for(Purpose::Outcome) {
        Reading::Outcome
    } else {
        Reading::Message
    }
}
