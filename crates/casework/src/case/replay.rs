//! A case from its journal: every event from the first, in their order.

use super::{Case, Recorded};
use crate::event::Event;
use crate::ids::CaseId;

/// The journal of a case doesn't begin with what came in, or begins twice.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the journal of case {id} is broken at event {sequence}")]
pub struct BrokenJournal {
    /// Which case.
    pub id: CaseId,
    /// At which event, from 1.
    pub sequence: u64,
}

impl Case {
    /// The state after these events.
    ///
    /// # Errors
    /// When the first event isn't `Received`, or a later one is.
    pub fn replay<'a>(
        id: &CaseId,
        journal: impl IntoIterator<Item = &'a Recorded>,
    ) -> Result<Case, BrokenJournal> {
        let mut case: Option<Case> = None;
        let mut sequence = 0;
        for recorded in journal {
            sequence += 1;
            match (&mut case, &recorded.event) {
                (None, Event::Received { .. }) => case = Case::begin(id, recorded),
                (Some(_), Event::Received { .. }) | (None, _) => {
                    return Err(BrokenJournal {
                        id: id.clone(),
                        sequence,
                    });
                }
                (Some(case), _) => case.apply(recorded),
            }
        }
        case.ok_or_else(|| BrokenJournal {
            id: id.clone(),
            sequence,
        })
    }
}
