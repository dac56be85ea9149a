//! Who has which part in a case: excluded, let back in, laid down, taken over by the same instant, stood in for.

use super::Case;
use crate::event::{Event, Part};
use crate::ids::PersonId;
use crate::moment::Moment;
use crate::promise::{Owed, Subject};
use crate::vocabulary::FactKind;

/// Somebody who does the part of a person who is away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandIn {
    /// Who is away.
    pub absent: PersonId,
    /// Who stands in.
    pub person: PersonId,
    /// Exclusive end of the last day.
    pub until: Moment,
}

impl Case {
    /// Handler, supervisor and board member, as far as there are.
    pub fn parts(&self) -> impl Iterator<Item = &PersonId> {
        [&self.handler, &self.supervisor, &self.board_member]
            .into_iter()
            .flatten()
    }

    /// The parts of a complaint that nobody has.
    pub fn vacant(&self) -> Vec<Part> {
        let parts = [
            (Part::Handler, &self.handler),
            (Part::Supervisor, &self.supervisor),
            (Part::BoardMember, &self.board_member),
        ];
        parts
            .into_iter()
            .filter(|(_, held)| held.is_none() && self.is_complaint())
            .map(|(part, _)| part)
            .collect()
    }

    /// Whether somebody is this person, or stands in for them.
    pub fn acts_for(&self, person: &PersonId, part: Option<&PersonId>) -> bool {
        part.is_some_and(|held| {
            held == person
                || self
                    .stand_ins
                    .iter()
                    .any(|one| one.person == *person && one.absent == *held)
        })
    }

    /// What this person still owes by name.
    pub fn owed_by_name<'a>(&'a self, person: &'a PersonId) -> impl Iterator<Item = &'a Owed> {
        self.open_owed()
            .filter(|owed| owed.named.as_ref() == Some(person))
    }

    pub(super) fn apply_part(&mut self, event: Event, by: Option<&PersonId>) {
        match event {
            Event::Excluded { person, reason } => {
                self.pool.retain(|one| *one != person);
                self.stand_ins.retain(|one| one.person != person);
                if by.is_none() && reason.is_none() {
                    self.ticked.insert(person.clone());
                }
                if let Some(reason) = reason {
                    self.exclusions.insert(person.clone(), reason);
                }
                self.excluded.insert(person);
            }
            Event::LetBackIn { person } => {
                self.excluded.remove(&person);
                self.exclusions.remove(&person);
            }
            Event::PartLaidDown { part, person } => self.lay_down(part, &person),
            Event::TakenOver { owed, person } => self.take_over(owed, &person),
            Event::ContactNamed { person } => self.contact = Some(person),
            Event::StandInNamed {
                absent,
                person,
                until,
            } => {
                self.stand_ins.retain(|one| one.absent != absent);
                self.stand_ins.push(StandIn {
                    absent,
                    person,
                    until,
                });
            }
            Event::StandInEnded { absent } => self.stand_ins.retain(|one| one.absent != absent),
            _ => {}
        }
    }

    fn lay_down(&mut self, part: Part, person: &PersonId) {
        let held = match part {
            Part::Handler => &mut self.handler,
            Part::Supervisor => &mut self.supervisor,
            Part::BoardMember => &mut self.board_member,
            Part::Contact | Part::Reviewer | Part::Doer | Part::Asked => return,
        };
        if held.as_ref() == Some(person) {
            *held = None;
            if part == Part::Handler {
                self.former_handlers.push(person.clone());
            }
        }
    }

    fn take_over(&mut self, no: u32, person: &PersonId) {
        let Some(owed) = self.owed.iter_mut().find(|one| one.no == no) else {
            return;
        };
        owed.named = Some(person.clone());
        match (owed.opened_by, owed.subject.clone()) {
            (_, Some(Subject::Undertaking(no))) => {
                let mut all = self.undertakings.iter_mut();
                if let Some(one) = all.find(|one| one.no == no) {
                    one.by = person.clone();
                }
            }
            (_, Some(Subject::BoardQuestion(no))) => {
                let mut all = self.board_questions.iter_mut();
                if let Some(one) = all.find(|one| one.no == no) {
                    one.to = person.clone();
                }
            }
            // What is owed by name about a measure is putting it to use.
            (_, Some(Subject::Measure(id))) => {
                if let Some(one) = self.measures.iter_mut().find(|one| one.measure == id) {
                    one.owner = person.clone();
                }
            }
            (FactKind::ReviewAsked, _) => {
                let mut all = self.reviews.iter_mut().rev();
                if let Some(one) = all.find(|one| one.delivered_at.is_none()) {
                    one.reviewer = person.clone();
                }
            }
            _ => {}
        }
    }
}
