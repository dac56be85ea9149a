//! Files of a complaint that go sooner than the rest, as the page of the case shows and asks them.

use crate::form::SelectOption;

/// A file that goes sooner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it holds.
    pub holds: String,
}

/// Fields `bestand` and `bestand_waarover`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sooner {
    /// The files that may be marked, the first of which is "choose"; empty when there is none, or when the reader may not.
    pub files: Vec<SelectOption>,
    /// Those that are marked.
    pub marked: Vec<Marked>,
    /// What it holds, as typed.
    pub typed: String,
}

#[cfg(test)]
impl Sooner {
    pub(crate) fn sample() -> Sooner {
        Sooner {
            files: super::words::sample_people(),
            marked: vec![Marked {
                id: "b2".into(),
                name: "brief-dokter.pdf".into(),
                holds: "Een brief van de dokter over astma.".into(),
            }],
            typed: String::new(),
        }
    }
}
