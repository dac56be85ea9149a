//! What is owed again, with the same due instant: after a bounce, a denial, a way out that is turned back.

use super::{Working, concerns};
use crate::engine::Rules;
use crate::event::{Event, Part};
use crate::moment::Moment;
use crate::policy::{CountFrom, PromiseRule};
use crate::promise::{Fact, Owed, Standing, Subject};
use crate::vocabulary::FactKind;

impl Working<'_> {
    /// What was kept in time, but recorded after its day, needs no explanation after all.
    pub(super) fn excuse(&mut self, kept: u32, fact: FactKind) {
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
    pub(super) fn take_up_again(&mut self, fact: FactKind) {
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
        self.owe_what_came_meanwhile();
    }

    /// What was offered or asked for while the case stood still was never opened: it is owed now, by its own date.
    fn owe_what_came_meanwhile(&mut self) {
        let looks = self.case.reviews.last().filter(|one| one.delivered_at.is_none());
        let looks = looks.map(|one| Fact {
            kind: FactKind::ReviewAsked,
            subject: None,
            at: one.at,
            date: None,
            named: Some(one.reviewer.clone()),
        });
        let offers = self.case.undertakings.iter().filter(|one| one.done_at.is_none());
        let offers = offers.map(|one| Fact {
            kind: FactKind::UndertakingOffered,
            subject: Some(Subject::Undertaking(one.no)),
            at: self.case.message(one.message).map_or(self.now, |one| one.at),
            date: Some(one.until),
            named: Some(one.by.clone()),
        });
        let meanwhile: Vec<Fact> = offers.chain(looks).collect();
        for fact in meanwhile {
            let ends = match fact.kind {
                FactKind::ReviewAsked => FactKind::ReviewDelivered,
                _ => FactKind::UndertakingDone,
            };
            let policy = self.rules.policy;
            let waits = |owed: &Owed| {
                let ended = policy
                    .rule(&owed.key)
                    .is_some_and(|rule| rule.kept_by.contains(&ends));
                ended && concerns(owed, &fact)
            };
            if self.case.open_owed().any(waits) {
                continue;
            }
            let rules = policy.promises.iter();
            for rule in
                rules.filter(|rule| rule.opened_by.contains(&fact.kind) && rule.kept_by.contains(&ends))
            {
                let Some(owed) = self.open(rule, &fact) else {
                    continue;
                };
                if self
                    .case
                    .open_owed()
                    .any(|one| one.no == owed && one.due_at <= self.now)
                {
                    self.record(Event::Missed { owed });
                }
            }
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

    /// What the complainant denies is owed again, with the same due instant.
    pub(super) fn owe_again(&mut self, fact: &Fact) {
        let kept: Vec<Owed> = self
            .case
            .owed
            .iter()
            // Also what they let go by stopping, and was said to be done since.
            .filter(|owed| matches!(owed.standing(), Standing::Kept | Standing::Released))
            .filter(|owed| owed.replaced_by.is_none())
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
        self.owe_what_came_meanwhile();
    }

    /// A part that nobody has any more is owed anew, from now: what kept it before was kept then.
    pub(super) fn owe_part(&mut self, part: Part) {
        let fact = match part {
            Part::Handler => FactKind::HandlerNamed,
            Part::Supervisor => FactKind::SupervisorTold,
            Part::BoardMember => FactKind::BoardTold,
            Part::Contact | Part::Reviewer | Part::Doer | Part::Asked => return,
        };
        let policy = self.rules.policy;
        let rules = policy
            .promises
            .iter()
            .filter(|rule| rule.kept_by.contains(&fact) && rule.opened_by.contains(&FactKind::Registered));
        for rule in rules {
            if self.case.is_complaint() && self.case.open_of(&rule.key).is_none() {
                self.open(
                    rule,
                    &Fact {
                        kind: FactKind::Registered,
                        subject: None,
                        at: self.now,
                        date: None,
                        named: None,
                    },
                );
            }
        }
    }

    /// What counts from the last undertaking waits for a later one that a new answer offered.
    pub(super) fn wait_for_the_last_undertaking(&mut self) {
        let Some(last) = self.case.last_undertaking() else {
            return;
        };
        let Rules { policy, calendar } = self.rules;
        let later = |owed: &Owed| {
            let rule = policy.rule(&owed.key)?;
            let due = rule.due(calendar, last, None)?;
            (rule.count_from == CountFrom::LastUndertaking && due > owed.due_at).then_some(due)
        };
        let waits: Vec<(Owed, Moment)> = self
            .case
            .open_owed()
            .filter(|owed| owed.missed_at.is_none())
            .filter_map(|owed| Some((owed.clone(), later(owed)?)))
            .collect();
        for (owed, due_at) in waits {
            self.renew(&Owed {
                due_at,
                ..owed.clone()
            });
        }
    }

    /// Replaces a promise by an open one: with the same due instant after a bounce, a denial, or a way out that is
    /// turned back; with the one given otherwise.
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
}

/// Whether a fact is a way out.
fn is_way_out(fact: FactKind) -> bool {
    use FactKind::{MarkedSpam, Reclassified, Refused, Released, Withdrawn};
    matches!(fact, Withdrawn | Refused | Reclassified | MarkedSpam | Released)
}
