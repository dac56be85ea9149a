//! The heart: after each recorded event, what it keeps, replaces, releases and opens, from the policy's data alone.

use crate::calendar::Calendar;
use crate::case::{Case, Recorded};
use crate::event::{About, Author, Event, Purpose, WayOut};
use crate::ids::PersonId;
use crate::moment::Moment;
use crate::policy::{CountFrom, Policy, PromiseRule, Term};
use crate::promise::{Fact, Owed, Subject};
use crate::vocabulary::{Effect, FactKind, Nature, OtherThan, Role, Solved};

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
            new: Vec::new(),
        };
        crate::case::deadline::lapse(&mut work);
        work.actor = actor;
        work
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
        for owed in &open {
            let Some(rule) = policy.rule(&owed.key) else {
                continue;
            };
            if !concerns(owed, fact) {
                continue;
            }
            if rule.kept_by.contains(&fact.kind) {
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
        if fact.kind == FactKind::UndertakingDenied {
            self.owe_again(fact);
        }
        if matches!(fact.kind, FactKind::Reinstated | FactKind::Reopened) {
            self.take_up_again(fact.kind);
        }
    }

    /// What was kept in time, but recorded after its day, needs no explanation after all.
    fn excuse(&mut self, kept: u32, fact: FactKind) {
        let needless = |owed: &&Owed| {
            owed.opened_by == FactKind::PromiseMissed && owed.subject == Some(Subject::Owed(kept))
        };
        let needless: Vec<u32> = self
            .case
            .open_owed()
            .filter(needless)
            .map(|owed| owed.no)
            .collect();
        for owed in needless {
            self.push(Event::Released { owed, fact });
        }
    }

    /// What a way out released is owed again when it is turned back, with the same due instant, unless the same
    /// fact promised it anew or the next answer will.
    fn take_up_again(&mut self, fact: FactKind) {
        let policy = self.rules.policy;
        let anew = |rule: &PromiseRule| {
            let opened = policy
                .promises
                .iter()
                .filter(|other| other.opened_by.contains(&fact));
            opened
                .flat_map(|other| &other.kept_by)
                .any(|kept| rule.kept_by.contains(kept))
        };
        let let_go: Vec<Owed> = self
            .case
            .owed
            .iter()
            .filter(|owed| {
                owed.released.is_some_and(|(_, fact)| is_way_out(fact)) && owed.replaced_by.is_none()
            })
            .filter(|owed| {
                policy
                    .rule(&owed.key)
                    .is_some_and(|rule| rule.first_opened_by.is_empty() && !anew(rule))
            })
            .filter(|owed| !self.was_done_anyway(owed))
            .cloned()
            .collect();
        for owed in let_go {
            self.renew(&owed);
        }
    }

    /// What was let go may have been done all the same, or have become a complaint.
    fn was_done_anyway(&self, owed: &Owed) -> bool {
        let case = &self.case;
        match (owed.opened_by, &owed.subject) {
            (_, Some(Subject::Undertaking(no))) => case
                .undertakings
                .iter()
                .any(|one| one.no == *no && one.done_at.is_some()),
            (_, Some(Subject::Question(no))) => case
                .questions
                .iter()
                .any(|one| one.no == *no && one.discussed_at.is_some()),
            (FactKind::ConcernRaised, _) => case.is_complaint(),
            (FactKind::ReviewAsked, _) => case.reviews.iter().all(|one| one.delivered_at.is_some()),
            _ => false,
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
            clause: rule.clause.clone(),
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

    fn is_covered(&self, rule: &PromiseRule, fact: FactKind) -> bool {
        let applies = rule.covered_for.is_empty() || rule.covered_for.contains(&fact);
        applies
            && self
                .case
                .open_owed()
                .any(|owed| rule.covered_by.contains(&owed.key))
    }

    fn due(&self, rule: &PromiseRule, fact: &Fact) -> Moment {
        let calendar = self.rules.calendar;
        let from = match rule.count_from {
            CountFrom::Fact => fact.at,
            CountFrom::FirstHeard => self.case.heard_at,
            CountFrom::LastUndertaking => {
                let last = self
                    .case
                    .undertakings
                    .iter()
                    .map(|one| one.until.plus_millis(-1))
                    .max();
                last.map_or(fact.at, |last| last.max(fact.at))
            }
        };
        match rule.term {
            Term::AtOnce => self.now.plus_millis(1),
            Term::WorkingDays(n) => calendar.add_working_days(from, n),
            Term::Days(n) => calendar.add_days(from, n),
            Term::Months(n) => calendar.add_months(from, n),
            Term::DateOfFact => fact.date.unwrap_or(fact.at),
        }
    }

    /// What the complainant denies is owed again, with the same due instant.
    fn owe_again(&mut self, fact: &Fact) {
        let kept: Vec<Owed> = self
            .case
            .owed
            .iter()
            .filter(|owed| owed.standing() == crate::promise::Standing::Kept)
            .filter(|owed| owed.subject == fact.subject && owed.opened_by == FactKind::UndertakingOffered)
            .filter(|owed| {
                self.rules
                    .policy
                    .rule(&owed.key)
                    .is_some_and(|r| r.kept_by.contains(&FactKind::UndertakingDone))
            })
            .cloned()
            .collect();
        for owed in kept {
            self.renew(&owed);
        }
    }

    /// Replaces a promise by an open one with the same due instant (a bounce, a denial, a way out turned back).
    pub(crate) fn renew(&mut self, owed: &Owed) {
        let no = self.case.next_owed();
        let fresh = Owed {
            no,
            missed_at: None,
            kept_at: None,
            kept_by_message: None,
            replaced_by: None,
            released: None,
            ..owed.clone()
        };
        self.push(Event::Promised {
            owed: Box::new(fresh),
        });
        self.push(Event::Replaced {
            owed: owed.no,
            by: no,
        });
        if self.now >= owed.due_at {
            self.record(Event::Missed { owed: no });
        }
    }

    /// Moves a target that isn't due yet. The caller has checked that it may.
    pub(crate) fn move_target(&mut self, owed: u32, due_at: Moment, reason: crate::event::ContentRef) {
        self.push(Event::Moved { owed, due_at, reason });
    }

    fn facts(&self, event: &Event) -> Vec<Fact> {
        let case = &self.case;
        let now = self.now;
        let fact = |kind: FactKind| Fact {
            kind,
            subject: event.subject(),
            at: now,
            date: None,
            named: None,
        };
        let plain = |kind: FactKind| Fact {
            kind,
            subject: None,
            at: now,
            date: None,
            named: None,
        };
        match event {
            Event::ConcernRaised { .. } => vec![plain(FactKind::ConcernRaised)],
            Event::Registered => {
                // Told on Tuesday and written down on Thursday: the clock runs from Tuesday.
                let at = if case.contact.is_some() {
                    now
                } else {
                    case.heard_at
                };
                vec![
                    Fact {
                        at,
                        ..plain(FactKind::FirstHeard)
                    },
                    Fact {
                        at,
                        ..plain(FactKind::Registered)
                    },
                ]
            }
            Event::Confirmed => vec![plain(FactKind::Confirmed)],
            Event::SupervisorTold { .. } => vec![plain(FactKind::SupervisorTold)],
            Event::HandlerNamed { .. } => vec![plain(FactKind::HandlerNamed)],
            Event::BoardMemberTold { about, .. } => {
                let subject = match about {
                    About::Message(no) | About::Reaction(no) => Some(Subject::Message(*no)),
                    About::Undertaking(no) => Some(Subject::Undertaking(*no)),
                    About::Complaint | About::Verdict | About::WayOut => None,
                };
                vec![Fact {
                    subject,
                    ..plain(FactKind::BoardTold)
                }]
            }
            Event::MessageWritten { author, purposes, .. } => message_facts(*author, purposes)
                .into_iter()
                .filter(|_| case.is_complaint())
                .map(fact)
                .collect(),
            Event::Delivered { message, at, .. } => self.delivery_facts(*message, *at),
            Event::UndertakingOffered { by, until, .. } => vec![Fact {
                date: Some(*until),
                named: Some(by.clone()),
                ..fact(FactKind::UndertakingOffered)
            }],
            Event::UndertakingDone { .. } => vec![fact(FactKind::UndertakingDone)],
            Event::UndertakingDenied { .. } => vec![fact(FactKind::UndertakingDenied)],
            Event::EvaluationOpened => vec![plain(FactKind::EvaluationOpened)],
            Event::QuestionRaised { .. } => vec![fact(FactKind::QuestionRaised)],
            Event::QuestionDiscussed { .. } => vec![fact(FactKind::QuestionDiscussed)],
            Event::Evaluated { .. } => vec![plain(FactKind::Evaluated)],
            Event::ManagementTold { .. } => vec![plain(FactKind::ManagementTold)],
            Event::MeasureDecided { owner, until, .. } => vec![Fact {
                date: Some(*until),
                named: Some(owner.clone()),
                ..fact(FactKind::MeasureDecided)
            }],
            Event::MeasureApplied { .. } => vec![fact(FactKind::MeasureApplied)],
            Event::MeasureReviewed { effect, .. } => {
                let mut facts = vec![fact(FactKind::MeasureReviewed)];
                if *effect == Effect::Not {
                    facts.push(plain(FactKind::MeasureFailed));
                }
                facts
            }
            Event::FollowUpAsked { reminder: false } => vec![plain(FactKind::FollowUpAsked)],
            Event::VerdictGiven { solved, .. } => {
                if !case.is_complaint() {
                    return vec![plain(FactKind::ConcernSolved)];
                }
                let mut facts = vec![plain(FactKind::VerdictGiven)];
                if *solved != Solved::Yes {
                    facts.push(plain(FactKind::SaidNotSolved));
                }
                facts
            }
            Event::FollowUpSilent { .. } => vec![plain(FactKind::FollowUpSilent)],
            Event::ReviewAsked { reviewer, .. } => {
                vec![Fact {
                    named: Some(reviewer.clone()),
                    ..plain(FactKind::ReviewAsked)
                }]
            }
            Event::RetaliationReported { .. } => vec![plain(FactKind::RetaliationReported)],
            Event::BroughtToBoard { meeting, .. } => {
                vec![Fact {
                    date: Some(*meeting),
                    ..fact(FactKind::BroughtToBoard)
                }]
            }
            Event::BoardOutcomeRecorded { .. } => vec![fact(FactKind::BoardOutcomeRecorded)],
            Event::BoardQuestionAsked { to, until, .. } => vec![Fact {
                date: Some(*until),
                named: Some(to.clone()),
                ..fact(FactKind::BoardQuestionAsked)
            }],
            Event::BoardQuestionAnswered { .. } => vec![fact(FactKind::BoardQuestionAnswered)],
            Event::Withdrawn { .. } => vec![plain(FactKind::Withdrawn)],
            Event::WentOut { way, .. } => vec![plain(way_out_fact(*way))],
            // A concern that goes on is owed its reply again, not the answer that only a complaint gets.
            Event::Reinstated if case.is_complaint() => vec![plain(FactKind::Reinstated)],
            Event::Reopened => vec![plain(FactKind::Reopened)],
            Event::Missed { owed } => self.missed_facts(*owed),
            _ => Vec::new(),
        }
    }

    fn delivery_facts(&self, message: u32, at: Moment) -> Vec<Fact> {
        let Some(message) = self.case.message(message) else {
            return Vec::new();
        };
        let date = self.case.interims.iter().find(|one| one.message == message.no);
        let mut facts = Vec::new();
        for purpose in &message.purposes {
            let kind = match purpose {
                Purpose::Answer => FactKind::AnswerDelivered,
                Purpose::Interim => FactKind::InterimDelivered,
                Purpose::Outcome => FactKind::OutcomeDelivered,
                Purpose::DelayExplanation => FactKind::DelayExplained,
                Purpose::ConcernReply => FactKind::ConcernAnswered,
                Purpose::Review => FactKind::ReviewDelivered,
                Purpose::RetaliationAnswer => FactKind::RetaliationAnswered,
                Purpose::Acknowledgement => FactKind::Acknowledged,
                Purpose::Refusal | Purpose::Reaction => continue,
            };
            let interim = date.filter(|_| kind == FactKind::InterimDelivered);
            facts.push(Fact {
                kind,
                subject: None,
                at,
                date: interim.map(|one| one.until),
                named: interim.map(|one| one.by.clone()),
            });
        }
        facts
    }

    /// A missed promise to the complainant must be explained; a missed explanation isn't explained again.
    fn missed_facts(&self, no: u32) -> Vec<Fact> {
        let Some(owed) = self.case.owed.iter().find(|one| one.no == no) else {
            return Vec::new();
        };
        let to_them = owed.owed_to == Role::Complainant && owed.nature == Nature::Promise;
        // Nor is a late answer to a report of harm: who explains delays may not know that there is one.
        let unexplained = matches!(
            owed.opened_by,
            FactKind::PromiseMissed | FactKind::RetaliationReported
        );
        if !to_them || unexplained {
            return Vec::new();
        }
        // Counted from the last day itself, not from the midnight after it.
        let at = owed.due_at.plus_millis(-1);
        vec![Fact {
            kind: FactKind::PromiseMissed,
            subject: Some(Subject::Owed(no)),
            at,
            date: None,
            named: None,
        }]
    }
}

fn message_facts(author: Author, purposes: &[Purpose]) -> Vec<FactKind> {
    match author {
        Author::Complainant if purposes.contains(&Purpose::Reaction) => vec![FactKind::Reacted],
        Author::Complainant => vec![FactKind::MessageReceived, FactKind::Reacted],
        Author::Staff => {
            let mut facts = Vec::new();
            if purposes.contains(&Purpose::Answer) {
                facts.push(FactKind::Answered);
            }
            if purposes.contains(&Purpose::Interim) {
                facts.push(FactKind::InterimSent);
            }
            facts
        }
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

/// What the board member hears of an event.
fn told_about(event: &Event) -> Option<About> {
    match event {
        Event::MessageWritten {
            author: Author::Staff,
            message,
            ..
        } => Some(About::Message(*message)),
        Event::MessageWritten {
            author: Author::Complainant,
            message,
            ..
        } => Some(About::Reaction(*message)),
        Event::UndertakingOffered { undertaking, .. } | Event::UndertakingDenied { undertaking, .. } => {
            Some(About::Undertaking(*undertaking))
        }
        Event::VerdictGiven { .. } => Some(About::Verdict),
        Event::Withdrawn { .. } | Event::WentOut { .. } | Event::Reinstated | Event::Reopened => {
            Some(About::WayOut)
        }
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

/// Whether a fact is a way out.
fn is_way_out(fact: FactKind) -> bool {
    use FactKind::{MarkedSpam, Reclassified, Refused, Released, Withdrawn};
    matches!(fact, Withdrawn | Refused | Reclassified | MarkedSpam | Released)
}
