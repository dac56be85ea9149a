//! Figures and *Beleid, zin per zin*: beside each sentence of the policy what was kept, what is open, what was missed.

pub mod overview;

use crate::{Desk, DeskError};
use casework::ids::{CaseId, CaseNumber, PersonId};
use casework::moment::Moment;
use casework::organisation::StaffRole;
use casework::vocabulary::FactKind;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use storage::{OwedCount, OwedFigures, OwedFilter, OwedRow, Page, Scope};

/// At most so many lines behind a figure.
const LINES: u32 = 5_000;

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
        let (from, now) = self.this_year()?;
        self.figures_between(person, from, now.plus_millis(1)).await
    }

    /// What became of everything that was opened in a period, as this person may know it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn figures_between(
        &self,
        person: &PersonId,
        from: Moment,
        until: Moment,
    ) -> Result<Vec<Figure>, DeskError> {
        let now = self.clock.now();
        let wide = self.counted_by(person).await?;
        let scope = self.scope_of(person).await?;
        let hidden = self.hidden_keys(person, now).await?;
        let mut figures = Vec::new();
        for counts in self.store.owed_figures(&wide, from, until, now).await? {
            if hidden.contains(&counts.promise_key) {
                continue;
            }
            let proof = match &counts.last_proof {
                Some(key) if key.kind == storage::AggregateKind::Case => self
                    .store
                    .case_row(&scope, &CaseId(key.id.clone()))
                    .await?
                    .map(|row| row.number),
                _ => None,
            };
            figures.push(Figure { counts, proof });
        }
        Ok(figures)
    }

    /// Of what was opened in a period under these rules: how much was kept in time and how much late, as this person may
    /// know it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn counts_between(
        &self,
        person: &PersonId,
        (from, until): (Moment, Moment),
        keys: &[&str],
    ) -> Result<Vec<OwedCount>, DeskError> {
        let now = self.clock.now();
        let wide = self.counted_by(person).await?;
        let hidden = self.hidden_keys(person, now).await?;
        let known = |key: &&str| !hidden.iter().any(|one| one == key);
        let keys: Vec<&str> = keys.iter().copied().filter(known).collect();
        Ok(self.store.owed_counts(&wide, (from, until), now, &keys).await?)
    }

    /// What this person's figures are counted over: management and members of the board know how often something
    /// happened in every case that they aren't excluded from; others in their own cases.
    pub(crate) async fn counted_by(&self, person: &PersonId) -> Result<Scope, DeskError> {
        let every_case = self.counts_all(person).await?;
        Ok(Scope {
            every_case,
            other_owners: true,
            ..self.scope_of(person).await?
        })
    }

    /// Whether this person's figures are those of the whole organisation.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn counts_all(&self, person: &PersonId) -> Result<bool, DeskError> {
        let organisation = self.organisation().await?;
        let one = organisation
            .people
            .get(person)
            .filter(|one| one.left_at.is_none());
        let wide = [StaffRole::Management, StaffRole::BoardMember];
        Ok(one.is_some_and(|one| wide.iter().any(|role| one.roles.contains(role))))
    }

    /// What stands behind the figures of a clause, or of one rule.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn behind(
        &self,
        person: &PersonId,
        clause: Option<&str>,
        rule: Option<&str>,
    ) -> Result<Vec<Behind>, DeskError> {
        let wide = self.counted_by(person).await?;
        let scope = self.scope_of(person).await?;
        let (from, now) = self.this_year()?;
        let hidden = self.hidden_keys(person, now).await?;
        let filter = OwedFilter {
            clause: clause.map(str::to_owned),
            promise_key: rule.map(str::to_owned),
            ..OwedFilter::default()
        };
        let mut behind = Vec::new();
        let mut numbers: BTreeMap<String, Option<CaseNumber>> = BTreeMap::new();
        let all = self.store.owed_list(&wide, &filter, Page::first(LINES)).await?;
        let again = owed_again(&all);
        for owed in all {
            // As the figures count: what was missed first is late, and what is owed again is one promise.
            let in_time = owed.state == "replaced" && owed.missed_at.is_none();
            let counted = !in_time && !again.contains(&(owed.owner_id.clone(), owed.owed_no));
            if owed.opened_at < from || !counted || hidden.contains(&owed.promise_key) {
                continue;
            }
            let is_case = owed.owner_kind == storage::AggregateKind::Case.code();
            let number = match numbers.get(&owed.owner_id) {
                Some(number) => Clone::clone(number),
                None if is_case => self
                    .store
                    .case_row(&scope, &CaseId(owed.owner_id.clone()))
                    .await?
                    .map(|row| row.number),
                None => None,
            };
            numbers.insert(owed.owner_id.clone(), number.clone());
            behind.push(Behind { owed, number });
        }
        Ok(behind)
    }

    /// What reports of harm opened: only members of the board may know that there are any.
    async fn hidden_keys(&self, person: &PersonId, now: Moment) -> Result<Vec<String>, DeskError> {
        let organisation = self.organisation().await?;
        if organisation
            .with_role(StaffRole::BoardMember)
            .any(|one| one.id == *person)
        {
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

/// What was replaced by the same promise with the same due instant (after a bounce, a denial, a way out turned back).
fn owed_again(all: &[OwedRow]) -> BTreeSet<(String, u32)> {
    let due: BTreeMap<_, _> = all
        .iter()
        .map(|owed| ((&owed.owner_id, owed.owed_no), (&owed.promise_key, owed.due_at)))
        .collect();
    let same = |owed: &&OwedRow| {
        let by = owed.replaced_by.and_then(|no| due.get(&(&owed.owner_id, no)));
        by == Some(&(&owed.promise_key, owed.due_at))
    };
    all.iter()
        .filter(same)
        .map(|owed| (owed.owner_id.clone(), owed.owed_no))
        .collect()
}
