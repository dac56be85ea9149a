//! Placeholder until the corpus is played.

use casework::ids::{CaseId, PersonId};
use casework::moment::Moment;
use desk::{Desk, DeskError};

/// Somebody one can become.
pub struct DemoPerson {
    /// The value of the field.
    pub value: String,
    /// Name and role.
    pub label: String,
    /// The member of staff.
    pub staff: Option<PersonId>,
    /// The case a complainant follows.
    pub follows: Option<CaseId>,
    /// The first page of a member of staff.
    pub home: String,
}

impl DemoPerson {
    /// Whether this is who somebody is now, by id.
    pub fn is(&self, id: &str) -> bool {
        let own = self.staff.as_ref().map(PersonId::as_str).or(self.follows.as_ref().map(CaseId::as_str));
        own.unwrap_or_default() == id
    }
}

/// The demo's people.
pub struct Demo {
    /// Everybody one can become.
    pub people: Vec<DemoPerson>,
}

/// When the corpus begins.
pub fn beginning(until: Moment) -> Moment {
    until
}

/// Plays the corpus.
///
/// # Errors
/// When the store fails.
pub async fn seed(_desk: &Desk, _until: Moment) -> Result<Demo, DeskError> {
    Ok(Demo { people: Vec::new() })
}
