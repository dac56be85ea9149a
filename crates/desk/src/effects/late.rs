//! Who hears that something is late, and when the sender of a concern is asked whether it is solved.

use super::Effects;
use crate::Version;
use crate::jobs::{Notice, StaffNotice, Work};
use casework::ids::PersonId;
use casework::moment::Moment;
use casework::vocabulary::Role;

/// The morning after the term of a reply to a concern.
pub(crate) fn ask_concern_at(version: &Version, due_at: Moment) -> Moment {
    let calendar = &version.calendar;
    let day = calendar.next_working_day(due_at.last_day(&calendar.zone));
    calendar.at(day, version.policy.settings.morning_hour)
}

impl Effects<'_> {
    pub(super) fn missed(&mut self, no: u32) {
        let Some(owed) = self.case.owed.iter().find(|one| one.no == no) else {
            return;
        };
        let told = self
            .version
            .policy
            .rule(&owed.key)
            .map(|rule| rule.told_when_missed.clone())
            .unwrap_or_default();
        let mut heard: Vec<PersonId> = Vec::new();
        for role in told {
            let person = match role {
                Role::Complainant => {
                    self.tell_complainant(Notice::Missed(no));
                    continue;
                }
                // Who takes it over must be able to open it, so the pool is told as when nobody opened it in time.
                Role::Pool => {
                    self.job(
                        Work::PoolCheck {
                            case: self.case.id.clone(),
                        },
                        self.now,
                    );
                    continue;
                }
                Role::Management => {
                    for person in self.organisation.management(&self.case.excluded) {
                        self.tell(&person, StaffNotice::Missed, Some(no));
                    }
                    continue;
                }
                Role::Handler => self.case.handler.clone(),
                Role::Supervisor => self.case.supervisor.clone(),
                Role::BoardMember => self.case.board_member.clone(),
                Role::Contact => self.case.contact.clone(),
                // An employee's concern or complaint is with them as contact or handler.
                Role::StaffRepresentative => self.case.contact.clone().or_else(|| self.case.handler.clone()),
                Role::Named | Role::Reviewer => owed.named.clone(),
                _ => None,
            };
            // One person may be told in two roles.
            if let Some(person) = person.filter(|one| !heard.contains(one)) {
                self.tell(&person, StaffNotice::Missed, Some(no));
                heard.push(person);
            }
        }
    }
}
