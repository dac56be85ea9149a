//! Figures and *Beleid, zin per zin*: beside each sentence of the policy what was kept, what is open, what was missed.

use crate::{Desk, DeskError};
use casework::ids::{CaseId, CaseNumber, PersonId};
use casework::moment::Moment;
use casework::organisation::StaffRole;
use casework::vocabulary::FactKind;
use jiff::civil::Date;
use storage::{OwedFigures, OwedFilter, OwedRow, Page, Scope};

/// At most so many lines behind a figure.
const LINES: u32 = 500;

/// A figure with the last proof as somebody may see it.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The counts.
    pub counts: OwedFigures,
    /// The number of the case that it was last kept in, when the viewer may know of it.
    pub proof: Option<CaseNumber>,
}

/// One owed thing behind a figure.
#[derive(Clone, Debug)]
pub struct Behind {
    /// What.
    pub owed: OwedRow,
    /// In which case, when it is one.
    pub number: Option<CaseNumber>,
}

impl Desk {
    /// What became of everything owed since the first of January, as this person may know it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn figures(&self, person: &PersonId) -> Result<Vec<Figure>, DeskError> {
        let scope = Scope { other_owners: true, ..self.scope_of(person).await? };
        let (from, now) = self.this_year()?;
        let hidden = self.hidden_keys(person, now).await?;
        let mut figures = Vec::new();
        for counts in self.store.owed_figures(&scope, from, now.plus_millis(1), now).await? {
            if hidden.contains(&counts.promise_key) {
                continue;
            }
            let proof = match &counts.last_proof {
                Some(key) if key.kind == storage::AggregateKind::Case => {
                    self.store.case_row(&scope, &CaseId(key.id.clone())).await?.map(|row| row.number)
                }
                _ => None,
            };
            figures.push(Figure { counts, proof });
        }
        Ok(figures)
    }

    /// What stands behind the figures of a clause.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn behind(&self, person: &PersonId, clause: &str) -> Result<Vec<Behind>, DeskError> {
        let scope = Scope { other_owners: true, ..self.scope_of(person).await? };
        let (from, now) = self.this_year()?;
        let hidden = self.hidden_keys(person, now).await?;
        let filter = OwedFilter { clause: Some(clause.to_owned()), ..OwedFilter::default() };
        let mut behind = Vec::new();
        for owed in self.store.owed_list(&scope, &filter, Page::first(LINES)).await? {
            if owed.opened_at < from || owed.state == "replaced" || hidden.contains(&owed.promise_key) {
                continue;
            }
            let number = if owed.owner_kind == storage::AggregateKind::Case.code() {
                self.store.case_row(&scope, &CaseId(owed.owner_id.clone())).await?.map(|row| row.number)
            } else {
                None
            };
            behind.push(Behind { owed, number });
        }
        Ok(behind)
    }

    /// What reports of harm opened: only members of the board may know that there are any.
    async fn hidden_keys(&self, person: &PersonId, now: Moment) -> Result<Vec<String>, DeskError> {
        let organisation = self.organisation().await?;
        if organisation.with_role(StaffRole::BoardMember).any(|one| one.id == *person) {
            return Ok(Vec::new());
        }
        let version = self.shelf.in_force(now)?;
        let rules = version.policy.promises.iter();
        let opened = rules.filter(|rule| rule.opened_by.contains(&FactKind::RetaliationReported));
        Ok(opened.map(|rule| rule.key.clone()).collect())
    }

    fn this_year(&self) -> Result<(Moment, Moment), DeskError> {
        let now = self.clock.now();
        let zone = &self.shelf.in_force(now)?.calendar.zone;
        let year = now.date(zone).year();
        let first = Date::new(year, 1, 1).map_err(crate::error::internal)?;
        Ok((Moment::start_of(first, zone), now))
    }
}
