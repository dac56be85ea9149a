//! Who read a complaint, who asked for the name and who was refused: from the access log, for who watches over it.

use crate::{Actor, Desk, DeskError};
use casework::access::{self, Action};
use casework::case::Case;
use casework::ids::{CaseNumber, PersonId};
use casework::moment::Moment;
use storage::{AccessEntry, AccessSum, AggregateKey, Scope};

/// What somebody did with a complaint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Looked {
    /// Opened it.
    Read,
    /// Opened a file of it.
    File,
    /// Asked to see the name.
    Name,
    /// Looked at who read it.
    Readers,
    /// Asked for something that they may not have, and got nothing.
    Refused,
}

/// What one person did with a complaint, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looks {
    /// Who.
    pub person: PersonId,
    /// What.
    pub what: Looked,
    /// How often.
    pub times: u64,
    /// The first time.
    pub first: Moment,
    /// The last time.
    pub last: Moment,
    /// They may not know of the complaint any more.
    pub excluded: bool,
}

impl Desk {
    /// Who looked at a complaint, who did so last first; and whether whoever asks follows it for the board. That they
    /// asked is written down too.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] for whoever may not see it, as for a wrong number.
    pub async fn readers(
        &self,
        person: &PersonId,
        number: &CaseNumber,
    ) -> Result<(Vec<Looks>, bool), DeskError> {
        let row = self.store.case_by_number(&Scope::system(), number).await?;
        let row = row.ok_or(DeskError::NotFound)?;
        let (case, _) = self.load_case(&row.id).await?.ok_or(DeskError::NotFound)?;
        let organisation = self.organisation().await?;
        let viewer = self.viewer_in(&Actor::Staff(person.clone()), &organisation);
        let allowed = access::may(&viewer, &case, Action::SeeReaders);
        let object = AggregateKey::case(&case.id).to_string();
        let asked = AccessEntry {
            at: self.clock.now(),
            actor: Some(person.clone()),
            action: Action::SeeReaders.code().to_owned(),
            object: object.clone(),
            outcome: if allowed { "allowed" } else { "refused" }.to_owned(),
            reason: None,
        };
        self.store.log_access(&asked).await?;
        if !allowed {
            return Err(DeskError::NotFound);
        }
        let board = access::may(&viewer, &case, Action::BringToBoard);
        let sums = self.store.access_summed(&object).await?;
        Ok((together(&case, sums), board))
    }
}

/// One line for each person and each thing, whatever it was asked by.
fn together(case: &Case, sums: Vec<AccessSum>) -> Vec<Looks> {
    let mut looks: Vec<Looks> = Vec::new();
    for sum in sums {
        let what = looked(&sum);
        let known = looks
            .iter_mut()
            .find(|one| one.person == sum.actor && one.what == what);
        match known {
            Some(one) => {
                one.times += sum.times;
                one.first = one.first.min(sum.first_at);
                one.last = one.last.max(sum.last_at);
            }
            None => looks.push(Looks {
                excluded: case.excludes(&sum.actor),
                person: sum.actor,
                what,
                times: sum.times,
                first: sum.first_at,
                last: sum.last_at,
            }),
        }
    }
    looks
}

fn looked(sum: &AccessSum) -> Looked {
    if sum.outcome != "allowed" {
        return Looked::Refused;
    }
    match sum.action.as_str() {
        "open_file" => Looked::File,
        code if code == Action::Reveal.code() => Looked::Name,
        code if code == Action::SeeReaders.code() => Looked::Readers,
        _ => Looked::Read,
    }
}
