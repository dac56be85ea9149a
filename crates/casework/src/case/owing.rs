//! Who owes something in a case at present: whoever has that part in it, or the supervisor for one who may not know of it.

use crate::case::Case;
use crate::ids::PersonId;
use crate::promise::Owed;
use crate::vocabulary::Role;

impl Case {
    /// The person who owes this. `None`: the program itself does it, or nobody of this case does.
    pub fn owes<'a>(&'a self, owed: &'a Owed) -> Option<&'a PersonId> {
        let held = match owed.owed_by {
            Role::Handler | Role::Anyone | Role::Pool | Role::WorkingGroup => self.handler.as_ref(),
            Role::Supervisor | Role::Management => self.supervisor.as_ref(),
            Role::Contact | Role::StaffRepresentative => self.contact.as_ref().or(self.handler.as_ref()),
            Role::Named | Role::Reviewer => owed.named.as_ref(),
            // What is the board member's is nobody else's.
            Role::BoardMember => return self.present(self.board_member.as_ref()),
            // What the program asks by itself takes a person once it waits for a voice or the post.
            Role::Desk if owed.owed_to == Role::Complainant && self.unasked().is_some() => {
                self.handler.as_ref()
            }
            Role::Desk | Role::Complainant | Role::Organisation | Role::Administrator | Role::Residents => {
                return None;
            }
        };
        self.present(held)
            .or_else(|| self.present(self.supervisor.as_ref()))
    }

    /// Who has a part and may know of the case; while they are away, whoever stands in.
    fn present<'a>(&'a self, held: Option<&'a PersonId>) -> Option<&'a PersonId> {
        let held = held?;
        let stands_in = self.stand_ins.iter().find(|one| one.absent == *held);
        let person = stands_in.map_or(held, |one| &one.person);
        (!self.excludes(person)).then_some(person)
    }
}
