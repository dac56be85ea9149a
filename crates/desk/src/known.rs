//! Cases as last replayed, kept in memory as long as their journal has no more events: facts only, a case holds no words.

use casework::case::Case;
use casework::ids::CaseId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// A generation holds cases with so many events together: some megabytes.
const EVENTS: u64 = 32_000;

/// The cases. Cheap to clone; the clones are one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known(Arc<Mutex<Generations>>);

/// What was used lately, and what was used before that; the older one goes as soon as the younger one is full.
#[derive(Debug, Default)]
struct Generations {
    young: HashMap<CaseId, Arc<Case>>,
    events: u64,
    old: HashMap<CaseId, Arc<Case>>,
}

impl Known {
    /// The case, when it is known as it is at this sequence.
    pub fn at(&self, id: &CaseId, sequence: u64) -> Option<Arc<Case>> {
        let mut generations = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = generations.young.get(id).cloned();
        let found = match found {
            Some(case) => Some(case),
            None => generations
                .old
                .remove(id)
                .inspect(|case| generations.keep(case.clone())),
        };
        found.filter(|case| case.sequence == sequence)
    }

    /// Keeps a case as it is now.
    pub fn keep(&self, case: Arc<Case>) {
        let mut generations = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        generations.keep(case);
    }
}

impl Generations {
    fn keep(&mut self, case: Arc<Case>) {
        if self.events >= EVENTS {
            self.old = std::mem::take(&mut self.young);
            self.events = 0;
        }
        self.events += case.sequence;
        self.young.insert(case.id.clone(), case);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use casework::case::Recorded;
    use casework::event::{Entrusted, Event};
    use casework::ids::CaseNumber;
    use casework::moment::Moment;
    use casework::vocabulary::{Channel, ReplyBy};

    fn case(id: &str, sequence: u64) -> Arc<Case> {
        let event = Event::Received {
            number: CaseNumber::from_random(2026, 1),
            kinds: Vec::new(),
            channel: Channel::Form,
            reply_by: ReplyBy::Code,
            language: "nl".to_owned(),
            heard_at: Moment(0),
            project: None,
            theme: None,
            entrusted: Entrusted::default(),
            policy_version: 1,
            calendar_version: 1,
            name_may_be_told: false,
            practice: false,
            excluded: Vec::new(),
        };
        let received = Recorded {
            actor: None,
            at: Moment(0),
            event,
        };
        let mut case = Case::replay(&CaseId::from(id), [&received]).unwrap();
        case.sequence = sequence;
        Arc::new(case)
    }

    #[test]
    fn a_case_that_has_more_events_by_now_is_not_known() {
        let known = Known::default();
        known.keep(case("a", 3));
        assert!(known.at(&CaseId::from("a"), 3).is_some());
        assert!(known.at(&CaseId::from("a"), 4).is_none());
    }

    #[test]
    fn what_is_used_stays_and_what_is_not_used_goes() {
        let known = Known::default();
        known.keep(case("used", 1));
        known.keep(case("forgotten", 1));
        for number in 0..10 {
            known.keep(case(&number.to_string(), EVENTS / 2));
            assert!(known.at(&CaseId::from("used"), 1).is_some(), "{number}");
        }
        assert!(known.at(&CaseId::from("forgotten"), 1).is_none());
    }
}
