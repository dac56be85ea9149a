//! Whose content something is, and of which retention class: together they name a data key.

use casework::ids::{CaseId, MeasureId, PersonId};

/// What may be erased apart from the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Names and contact details.
    Identity,
    /// What people wrote.
    Words,
    /// What they handed in.
    Files,
    /// What concerns an employee complained about.
    Respondent,
    /// What the files hold that were marked to go sooner.
    Special,
}

impl Class {
    /// The code in rows.
    pub fn code(self) -> &'static str {
        match self {
            Class::Identity => "identity",
            Class::Words => "words",
            Class::Files => "files",
            Class::Respondent => "respondent",
            Class::Special => "special",
        }
    }
}

/// Whose content it is: with whom it is erased.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Owner {
    pub(crate) kind: &'static str,
    pub(crate) id: String,
}

impl Owner {
    /// A case's.
    pub fn case(id: &CaseId) -> Owner {
        Owner {
            kind: "case",
            id: id.0.clone(),
        }
    }
    /// A measure's.
    pub fn measure(id: &MeasureId) -> Owner {
        Owner {
            kind: "measure",
            id: id.0.clone(),
        }
    }
    /// A member of staff's.
    pub fn person(id: &PersonId) -> Owner {
        Owner {
            kind: "person",
            id: id.0.clone(),
        }
    }
    /// The organisation's own (names of groups, notes on policy versions).
    pub fn organisation() -> Owner {
        Owner {
            kind: "organisation",
            id: "organisation".into(),
        }
    }
}
