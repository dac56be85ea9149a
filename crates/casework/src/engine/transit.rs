//! Messages that take time to arrive: what they can keep, and that nothing written meanwhile is lost in it.

use super::Working;
use super::facts::delivery_fact;
use crate::case::Message;
use crate::event::{Author, Purpose};
use crate::moment::Moment;
use crate::policy::PromiseRule;
use crate::promise::{Fact, Owed, Subject};
use crate::vocabulary::FactKind;

impl Working<'_> {
    /// Whether the delivery of a message at `at` can keep something owed: it was said after that became owed.
    pub(super) fn can_keep(&self, message: u32, at: Moment, owed: &Owed) -> bool {
        self.case
            .message(message)
            .is_some_and(|message| self.is_said_after(message, at, owed))
    }

    fn is_said_after(&self, message: &Message, at: Moment, owed: &Owed) -> bool {
        if matches!(owed.subject, Some(Subject::Message(theirs)) if message.no <= theirs) {
            return false;
        }
        // What opened with the message itself (the outcome beside the answer) was told with it, also when the
        // telling came before the writing down.
        message.at.min(at) >= self.owed_since(owed) || message.at == owed.opened_at
    }

    /// A date that a message named is owed from its delivery, but who wrote after it knew of that date.
    fn owed_since(&self, owed: &Owed) -> Moment {
        let opened_it = |one: &&Message| {
            one.delivered.is_some_and(|(at, _)| at == owed.opened_at)
                && one
                    .purposes
                    .iter()
                    .any(|purpose| delivery_fact(*purpose) == Some(owed.opened_by))
        };
        let opener = self.case.messages.iter().rfind(opened_it);
        opener.map_or(owed.opened_at, |one| one.at.min(owed.opened_at))
    }

    /// Whether something open covers what a rule would open for a fact. What an answer on its way will keep covers
    /// nothing any more, as that answer knows nothing of it; and one act never owes the same thing twice.
    pub(super) fn is_covered(&self, rule: &PromiseRule, fact: FactKind) -> bool {
        let applies = rule.covered_for.is_empty() || rule.covered_for.contains(&fact);
        let mut open = self
            .case
            .open_owed()
            .filter(|owed| rule.covered_by.contains(&owed.key));
        if applies {
            open.any(|owed| !self.is_on_its_way(owed))
        } else {
            open.any(|owed| owed.key == rule.key && owed.opened_at == self.now)
        }
    }

    /// A message that would keep it was written and hasn't arrived.
    fn is_on_its_way(&self, owed: &Owed) -> bool {
        let Some(rule) = self.rules.policy.rule(&owed.key) else {
            return false;
        };
        let keeps =
            |purpose: &Purpose| delivery_fact(*purpose).is_some_and(|fact| rule.kept_by.contains(&fact));
        self.case.messages.iter().any(|one| {
            one.author == Author::Staff
                && one.delivered.is_none()
                && one.disputed.is_none()
                && one.purposes.iter().any(keeps)
                && self.is_said_after(one, one.at, owed)
        })
    }

    /// A talk of Tuesday that is noted on Thursday doesn't answer what they wrote on Wednesday, though one promise
    /// covered both.
    pub(super) fn owe_what_came_after(&mut self, message: u32, at: Moment, kept: &[&Owed]) {
        let Some(said_at) = self.case.message(message).map(|one| one.at.min(at)) else {
            return;
        };
        let policy = self.rules.policy;
        let rules = policy
            .promises
            .iter()
            .filter(|rule| rule.opened_by.contains(&FactKind::MessageReceived));
        for rule in rules {
            let Some(since) = kept
                .iter()
                .filter(|owed| rule.covered_by.contains(&owed.key))
                .map(|owed| owed.opened_at)
                .min()
            else {
                continue;
            };
            let later: Vec<(u32, Moment)> = self
                .case
                .messages
                .iter()
                .filter(|one| one.author == Author::Complainant && !one.is_for(Purpose::Reaction))
                .filter(|one| one.no < message && one.at > said_at && one.at >= since)
                .map(|one| (one.no, one.at))
                .collect();
            for (no, at) in later {
                let subject = Some(Subject::Message(no));
                let has_its_own = |owed: &Owed| {
                    owed.key == rule.key && owed.subject == subject && owed.replaced_by.is_none()
                };
                if !self.case.owed.iter().any(has_its_own) {
                    self.open(
                        rule,
                        &Fact {
                            kind: FactKind::MessageReceived,
                            subject: subject.clone(),
                            at,
                            date: None,
                            named: None,
                        },
                    );
                }
            }
        }
    }
}
