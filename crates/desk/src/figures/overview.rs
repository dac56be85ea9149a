//! The figures of a year: how many complaints, answered in time or not, solved or not, and what went wrong.

use crate::error::internal;
use crate::read::Listed;
use crate::{Desk, DeskError};
use casework::ids::PersonId;
use casework::moment::Moment;
use casework::vocabulary::{Cause, Effect, Solved};
use jiff::civil::Date;
use std::collections::BTreeMap;
use storage::{Outcomes, Scope, Stage};

/// So many that wait longest are named.
const LONGEST: u32 = 3;

/// The figures of a year, as one person may know them. Every complaint stands in exactly one of the first four counts.
#[derive(Clone, Debug, Default)]
pub struct Overview {
    /// Years with complaints, newest first.
    pub years: Vec<i16>,
    /// Answered, and nothing about the answer was late.
    pub in_time: u32,
    /// Answered late, or not answered and overdue.
    pub late: u32,
    /// Not answered and not overdue.
    pub open: u32,
    /// Withdrawn, refused, reclassified or released without an answer.
    pub stopped: u32,
    /// What complainants said last: yes, partly, no.
    pub solved: BTreeMap<Solved, u32>,
    /// They were asked twice and said nothing.
    pub silent: u32,
    /// What went wrong, as evaluations found.
    pub causes: BTreeMap<Cause, u32>,
    /// Complaints in which an answer is owed, longest waiting first; only those that the reader may open.
    pub longest: Vec<Listed>,
    /// Measures proposed in that year.
    pub measures: u32,
    /// What reviews of these found.
    pub effects: BTreeMap<Effect, u32>,
    /// Measures not in use, or not reviewed, by their date.
    pub measures_late: u32,
}

impl Overview {
    /// All complaints of the year.
    pub fn complaints(&self) -> u32 {
        self.in_time + self.late + self.open + self.stopped
    }

    fn take(&mut self, outcomes: &Outcomes) {
        let number = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
        let stage = |stage| outcomes.stages.get(&stage).copied().map_or(0, number);
        self.in_time = stage(Stage::InTime);
        self.late = stage(Stage::Late);
        self.open = stage(Stage::Open);
        self.stopped = stage(Stage::Stopped);
        self.silent = number(outcomes.silent);
        // A word that no version of the program knows is left out.
        for (code, count) in &outcomes.verdicts {
            let solved = Solved::from_code(code).filter(|_| *count > 0);
            self.solved.extend(solved.map(|solved| (solved, number(*count))));
        }
        for (code, count) in &outcomes.causes {
            let cause = Cause::from_code(code).filter(|_| *count > 0);
            self.causes.extend(cause.map(|cause| (cause, number(*count))));
        }
    }
}

impl Desk {
    /// The figures of a year, as this person may know them.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn overview(&self, person: &PersonId, year: i16) -> Result<Overview, DeskError> {
        let now = self.clock.now();
        let (from, until) = self.year(year)?;
        let wide = self.counted_by(person).await?;
        let mut overview = Overview::default();
        overview.take(&self.store.outcomes(&wide, (from, until), now).await?);
        overview.years = self.years(&wide, now).await?;
        // Whoever came back after an answer waits for the next one.
        let scope = self.scope_of(person).await?;
        let longest = self.store.longest_waiting(&scope, (from, until), LONGEST).await?;
        overview.longest = self.headlines(person, longest).await?;
        for one in self.measures(person).await? {
            let measure = one.measure;
            if !(from..until).contains(&measure.proposed_at) {
                continue;
            }
            overview.measures += 1;
            let review_late = measure.review_by.is_some_and(|by| by <= now) && measure.reviewed.is_none();
            overview.measures_late +=
                u32::from(review_late || (measure.applied.is_none() && measure.until <= now));
            if let Some((_, effect, _)) = measure.reviewed {
                *overview.effects.entry(effect).or_default() += 1;
            }
        }
        Ok(overview)
    }

    /// This year and those in which complaints came in, newest first.
    async fn years(&self, scope: &Scope, now: Moment) -> Result<Vec<i16>, DeskError> {
        let mut year = self.year_of(now)?;
        let mut years = vec![year];
        while let Some(at) = self.store.newest_before(scope, self.year(year)?.0).await? {
            year = self.year_of(at)?;
            years.push(year);
        }
        Ok(years)
    }

    /// The first instant of a year, and of the next.
    ///
    /// # Errors
    /// No such year, or no policy was published.
    pub fn year(&self, year: i16) -> Result<(Moment, Moment), DeskError> {
        let zone = &self.shelf.in_force(self.clock.now())?.calendar.zone;
        let first = |year| {
            Date::new(year, 1, 1)
                .map(|day| Moment::start_of(day, zone))
                .map_err(internal)
        };
        Ok((first(year)?, first(year.saturating_add(1))?))
    }

    fn year_of(&self, at: Moment) -> Result<i16, DeskError> {
        Ok(at
            .date(&self.shelf.in_force(self.clock.now())?.calendar.zone)
            .year())
    }
}
