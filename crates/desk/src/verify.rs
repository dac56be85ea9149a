//! `gehoor verify`: replays everything and compares rows, words and files with the journal.

use crate::error::internal;
use crate::{Desk, DeskError, Shelf, codec, policies, project};
use casework::case::Case;
use casework::ids::{CaseId, MeasureId};
use casework::measure::{Measure, MeasureRecorded};
use casework::organisation::Organisation;
use storage::{AggregateKey, AggregateKind, JournalEntry, Report, Rows, VerifyError};

impl Desk {
    /// What was looked at, or the first thing that is wrong.
    ///
    /// # Errors
    /// Names the table, the row and the event.
    pub async fn verify(&self) -> Result<Report, VerifyError> {
        self.verify_telling(|| {}).await
    }

    /// As [`Desk::verify`]; `tell` is called for each file that is looked at, so that who waits can be shown that it goes on.
    ///
    /// # Errors
    /// As [`Desk::verify`].
    pub async fn verify_telling(&self, tell: impl Fn()) -> Result<Report, VerifyError> {
        self.store
            .verify(|aggregate, journal| {
                tell();
                rows(&self.shelf, aggregate, journal).map_err(|error| error.to_string())
            })
            .await
    }
}

fn rows(
    shelf: &Shelf,
    aggregate: &AggregateKey,
    journal: &[JournalEntry],
) -> Result<Option<Rows>, DeskError> {
    match aggregate.kind {
        AggregateKind::Case => {
            let case = Case::replay(&CaseId(aggregate.id.clone()), &codec::decode_case(journal)?)
                .map_err(internal)?;
            let version = shelf.version(case.policy_version)?;
            Ok(Some(project::case_rows(&case, &version.policy)))
        }
        AggregateKind::Measure => {
            let mut recorded = Vec::new();
            for entry in journal {
                let (actor, at) = (entry.event.actor.clone(), entry.event.at);
                recorded.push(MeasureRecorded {
                    actor,
                    at,
                    event: codec::decode(entry)?,
                });
            }
            let measure = Measure::replay(&MeasureId(aggregate.id.clone()), &recorded)
                .ok_or_else(|| internal("doesn't begin with a proposal"))?;
            Ok(Some(project::measure_rows(&measure)))
        }
        AggregateKind::Organisation => {
            let mut organisation = Organisation::default();
            for entry in journal {
                organisation.apply(entry.event.at, &codec::decode(entry)?);
            }
            Ok(Some(project::organisation_rows(&organisation)))
        }
        AggregateKind::PolicyVersion => Ok(policies::policy_rows(aggregate, &policies::decode(journal)?)),
    }
}
