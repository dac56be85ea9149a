//! The figures of a year: how many complaints, answered in time or not, solved or not, and what went wrong.

use crate::error::internal;
use crate::read::Listed;
use crate::{Desk, DeskError};
use casework::ids::PersonId;
use casework::moment::Moment;
use casework::vocabulary::{Cause, Effect, FactKind, Solved};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use storage::{CaseFilter, CaseOrder, Outcome, OwedFilter, Page, Scope, Stage};

/// At most so many cases that wait are looked through.
const LINES: u32 = 100_000;
/// So many that wait longest are named.
const LONGEST: usize = 3;

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

    fn count(&mut self, outcome: &Outcome) {
        let number = u32::try_from(outcome.count).unwrap_or(u32::MAX);
        *match outcome.stage {
            Stage::InTime => &mut self.in_time,
            Stage::Late => &mut self.late,
            Stage::Open => &mut self.open,
            Stage::Stopped => &mut self.stopped,
        } += number;
        match outcome.verdict.as_deref().map(Solved::from_code) {
            Some(Some(solved)) => *self.solved.entry(solved).or_default() += number,
            // A word that no version of the program knows.
            Some(None) => {}
            None if outcome.silent => self.silent += number,
            None => {}
        }
        for cause in outcome.causes.iter().filter_map(|code| Cause::from_code(code)) {
            *self.causes.entry(cause).or_default() += number;
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
        let versions = self.shelf.all();
        let answers: Vec<(u32, &str)> = versions
            .iter()
            .flat_map(|version| {
                version
                    .policy
                    .promises
                    .iter()
                    .map(|rule| (version.policy.version, rule))
            })
            .filter(|(_, rule)| rule.kept_by.contains(&FactKind::AnswerDelivered))
            .map(|(version, rule)| (version, rule.key.as_str()))
            .collect();
        for outcome in self.store.outcomes(&wide, (from, until), now, &answers).await? {
            overview.count(&outcome);
        }
        overview.years = self.years(&wide, now).await?;
        let waiting = CaseFilter {
            registered: Some(true),
            practice: Some(false),
            open: Some(true),
            received_from: Some(from),
            received_until: Some(until),
            ..CaseFilter::default()
        };
        let scope = self.scope_of(person).await?;
        let mut longest = self
            .store
            .list_cases(&scope, &waiting, CaseOrder::Newest, Page::first(LINES))
            .await?;
        // Whoever came back after an answer waits for the next one.
        let since = self.waiting_since(&scope, &answers).await?;
        longest.retain(|row| row.way_out.is_none() && since.contains_key(row.id.as_str()));
        longest.sort_by_key(|row| since.get(row.id.as_str()).copied());
        longest.truncate(LONGEST);
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

    /// Since when an answer is owed, by case.
    async fn waiting_since(
        &self,
        scope: &Scope,
        answers: &[(u32, &str)],
    ) -> Result<BTreeMap<String, Moment>, DeskError> {
        let mut since: BTreeMap<String, Moment> = BTreeMap::new();
        let keys: BTreeSet<&str> = answers.iter().map(|(_, key)| *key).collect();
        for key in keys {
            let filter = OwedFilter {
                open: Some(true),
                promise_key: Some(key.to_owned()),
                ..OwedFilter::default()
            };
            for row in self.store.owed_list(scope, &filter, Page::first(LINES)).await? {
                let first = since.entry(row.owner_id).or_insert(row.opened_at);
                *first = (*first).min(row.opened_at);
            }
        }
        Ok(since)
    }
}
