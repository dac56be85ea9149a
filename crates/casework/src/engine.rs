//! The heart: after each recorded event, what it keeps, replaces, releases and opens, from the policy's data alone.

mod again;
mod facts;
mod transit;

use self::facts::told_about;
use crate::calendar::Calendar;
use crate::case::{Case, Recorded};
use crate::event::{About, Event, WayOut};
use crate::ids::PersonId;
use crate::moment::Moment;
use crate::policy::{CountFrom, Policy, PromiseRule, Term};
use crate::promise::{Fact, Owed};
use crate::vocabulary::{FactKind, OtherThan};

/// The policy version that rules a case and the calendar that counts its days.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    /// The policy.
    pub policy: &'a Policy,
    /// The calendar.
    pub calendar: &'a Calendar,
}

/// A case that is being worked on: the state so far and the events to append.
///
/// Every decision records plain facts; this adds what they mean for what is owed, and what the board
/// member hears, so that no decision can forget it.
#[derive(Clone, Debug)]
pub struct Working<'a> {
    /// The state, new events included.
    pub case: Case,
    /// The rules.
    pub rules: Rules<'a>,
    /// The instant of the decision.
    pub now: Moment,
    actor: Option<PersonId>,
    second: Option<PersonId>,
    new: Vec<Recorded>,
}

impl<'a> Working<'a> {
    /// Begins a new case with what came in. `None` when `event` isn't `Received`.
    pub(crate) fn begin(
        id: &crate::ids::CaseId,
        rules: Rules<'a>,
        now: Moment,
        actor: Option<PersonId>,
        event: Event,
    ) -> Option<Working<'a>> {
        let recorded = Recorded {
            actor: actor.clone(),
            at: now,
            event,
        };
        let case = Case::begin(id, &recorded)?;
        Some(Working {
            case,
            rules,
            now,
            actor,
            second: None,
            new: vec![recorded],
        })
    }

    /// Works on a case; what fell due before `now` is recorded as missed first, whether or not a sweep ran.
    pub fn on(case: Case, rules: Rules<'a>, now: Moment, actor: Option<PersonId>) -> Working<'a> {
        let mut work = Working {
            case,
            rules,
            now,
            actor: None,
            second: None,
            new: Vec::new(),
        };
        crate::case::deadline::lapse(&mut work);
        work.actor = actor;
        work
    }

    /// What is decided from here on was proposed by one person, whose act it is, and agreed to by a second.
    pub fn agreed(&mut self, proposer: PersonId, second: PersonId) {
        self.actor = Some(proposer);
        self.second = Some(second);
    }

    /// The second person who agreed to what is decided, if one did.
    pub fn second(&self) -> Option<&PersonId> {
        self.second.as_ref()
    }

    /// The state and the new events.
    pub fn finish(self) -> (Case, Vec<Recorded>) {
        (self.case, self.new)
    }

    /// Whether anything new was recorded.
    pub fn is_unchanged(&self) -> bool {
        self.new.is_empty()
    }

    /// The new events so far.
    pub fn new_events(&self) -> &[Recorded] {
        &self.new
    }

    /// Records an event and all that follows from it.
    pub fn record(&mut self, event: Event) {
        self.push(event.clone());
        let delivery = delivery_of(&event);
        for fact in self.facts(&event) {
            self.settle(&fact, delivery);
        }
        if let Event::PartLaidDown { part, .. } = &event {
            self.owe_part(*part);
        }
        if event == Event::Reinstated && !self.case.is_complaint() {
            self.take_up_again(FactKind::Reinstated);
        }
        if let Some(about) = told_about(&event) {
            self.tell_board_member(about);
        }
    }

    fn push(&mut self, event: Event) {
        let recorded = Recorded {
            actor: self.actor.clone(),
            at: self.now,
            event,
        };
        self.case.apply(&recorded);
        self.new.push(recorded);
    }

    /// The board member hears in the same transaction; nobody can leave it out.
    fn tell_board_member(&mut self, about: About) {
        if let Some(person) = self
            .case
            .board_member
            .clone()
            .filter(|_| self.case.is_complaint())
        {
            self.record(Event::BoardMemberTold { person, about });
        }
    }

    /// `delivery`: the message that reached the complainant, and when, if that is what happened.
    fn settle(&mut self, fact: &Fact, delivery: Option<(u32, Moment)>) {
        let policy = self.rules.policy;
        let kept_at = delivery.map_or(self.now, |(_, at)| at);
        let open: Vec<Owed> = self.case.open_owed().cloned().collect();
        let mut kept: Vec<&Owed> = Vec::new();
        for owed in &open {
            let Some(rule) = policy.rule(&owed.key) else {
                continue;
            };
            if !concerns(owed, fact) {
                continue;
            }
            if rule.kept_by.contains(&fact.kind) {
                if delivery.is_some_and(|(message, at)| !self.can_keep(message, at, owed)) {
                    continue;
                }
                kept.push(owed);
                self.push(Event::Kept {
                    owed: owed.no,
                    at: kept_at,
                    message: delivery.map(|(message, _)| message),
                });
                if kept_at < owed.due_at {
                    self.excuse(owed.no, fact.kind);
                }
            } else if rule.released_by.contains(&fact.kind) {
                self.push(Event::Released {
                    owed: owed.no,
                    fact: fact.kind,
                });
            }
        }
        let opened: Vec<u32> = policy
            .promises
            .iter()
            .filter_map(|rule| self.open(rule, fact))
            .collect();
        for owed in &open {
            let Some(rule) = policy.rule(&owed.key) else {
                continue;
            };
            let by = opened.first().copied();
            if let Some(by) = by.filter(|_| rule.replaced_by.contains(&fact.kind) && concerns(owed, fact)) {
                self.push(Event::Replaced { owed: owed.no, by });
            }
        }
        if let Some((message, at)) = delivery {
            self.owe_what_came_after(message, at, &kept);
        }
        if fact.kind == FactKind::UndertakingDenied {
            self.owe_again(fact);
        }
        if fact.kind == FactKind::AnswerDelivered {
            self.wait_for_the_last_undertaking();
        }
        if matches!(fact.kind, FactKind::Reinstated | FactKind::Reopened) {
            self.take_up_again(fact.kind);
        }
    }

    /// Opens what a rule says for a fact; the number of the new owed thing.
    fn open(&mut self, rule: &PromiseRule, fact: &Fact) -> Option<u32> {
        let case = &self.case;
        let each_time = rule.opened_by.contains(&fact.kind) && !self.is_covered(rule, fact.kind);
        let first = rule.first_opened_by.contains(&fact.kind)
            && !case
                .owed
                .iter()
                .any(|owed| owed.key == rule.key && owed.no >= case.round_from);
        let for_them = (rule.for_kinds.is_empty()
            || rule.for_kinds.iter().any(|kind| case.kinds.contains(kind)))
            && !rule.not_for_kinds.iter().any(|kind| case.kinds.contains(kind));
        let stopped = case
            .way_out
            .as_ref()
            .is_some_and(|(_, way, _)| rule.released_by.contains(&way_out_fact(*way)));
        let staged =
            rule.only_while.is_empty() || case.open_owed().any(|owed| rule.only_while.contains(&owed.key));
        if !(each_time || first) || !for_them || stopped || !staged {
            return None;
        }
        let no = case.next_owed();
        let owed = Owed {
            no,
            key: rule.key.clone(),
            nature: rule.nature,
            opened_by: fact.kind,
            subject: fact.subject.clone(),
            opened_at: fact.at,
            due_at: self.due(rule, fact),
            owed_by: rule.owed_by,
            named: fact.named.clone(),
            owed_to: rule.owed_to,
            clause: rule.clause_of(&case.kinds, fact.kind).map(str::to_owned),
            policy_version: case.policy_version,
            missed_at: None,
            kept_at: None,
            kept_by_message: None,
            replaced_by: None,
            released: None,
            moved: 0,
        };
        self.push(Event::Promised { owed: Box::new(owed) });
        Some(no)
    }

    fn due(&self, rule: &PromiseRule, fact: &Fact) -> Moment {
        let calendar = self.rules.calendar;
        let from = match rule.count_from {
            CountFrom::Fact => fact.at,
            CountFrom::FirstHeard => self.case.complained_at(),
            CountFrom::LastUndertaking => self
                .case
                .last_undertaking()
                .map_or(fact.at, |last| last.max(fact.at)),
        };
        let at_once = match rule.term {
            Term::AtOnce => self.now.plus_millis(1),
            _ => fact.at,
        };
        rule.due(calendar, from, fact.date).unwrap_or(at_once)
    }

    /// Moves a target that isn't due yet. The caller has checked that it may.
    pub(crate) fn move_target(&mut self, owed: u32, due_at: Moment, reason: crate::event::ContentRef) {
        self.push(Event::Moved { owed, due_at, reason });
    }
}

/// Whether a fact is about this owed thing.
fn concerns(owed: &Owed, fact: &Fact) -> bool {
    fact.subject.is_none() || owed.subject.is_none() || owed.subject == fact.subject
}

fn delivery_of(event: &Event) -> Option<(u32, Moment)> {
    match event {
        Event::Delivered { message, at, .. } => Some((*message, *at)),
        _ => None,
    }
}

/// The fact that a way out is.
pub fn way_out_fact(way: WayOut) -> FactKind {
    match way {
        WayOut::Withdrawn => FactKind::Withdrawn,
        WayOut::Refused(_) => FactKind::Refused,
        WayOut::Reclassified(OtherThan::Spam) => FactKind::MarkedSpam,
        WayOut::Reclassified(_) => FactKind::Reclassified,
        WayOut::Released(_) => FactKind::Released,
    }
}
