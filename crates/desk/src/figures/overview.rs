//! The figures of a year: how many complaints, answered in time or not, solved or not, and what went wrong.

use crate::error::internal;
use crate::read::Listed;
use crate::{Desk, DeskError, Version};
use casework::case::Case;
use casework::ids::PersonId;
use casework::moment::Moment;
use casework::vocabulary::{Cause, Effect, FactKind, Solved};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use storage::{CaseFilter, CaseOrder, Page};

/// At most so many cases are counted.
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
    /// Complaints without an answer, longest waiting first; only those that the reader may open.
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

    fn count(&mut self, case: &Case, version: &Version, now: Moment) {
        let answers = |key: &str| {
            version
                .policy
                .rule(key)
                .is_some_and(|rule| rule.kept_by.contains(&FactKind::AnswerDelivered))
        };
        let answered = case.answered_at();
        let first = case
            .owed
            .iter()
            .filter(|owed| answers(&owed.key) && answered.is_none_or(|at| owed.opened_at <= at));
        let late = first.clone().any(|owed| owed.is_late(now));
        match answered {
            None if case.way_out.is_some() && first.clone().all(|owed| !owed.is_open()) => self.stopped += 1,
            _ if late => self.late += 1,
            Some(_) => self.in_time += 1,
            None => self.open += 1,
        }
        match case.verdicts.last() {
            Some(verdict) => *self.solved.entry(verdict.solved).or_default() += 1,
            None => self.silent += u32::from(case.silent.is_some()),
        }
        for decided in case.evaluations.iter().filter_map(|one| one.decided.as_ref()) {
            *self.causes.entry(decided.cause).or_default() += 1;
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
        let all = CaseFilter {
            registered: Some(true),
            practice: Some(false),
            ..CaseFilter::default()
        };
        let mut years = BTreeSet::from([self.year_of(now)?]);
        for row in self
            .store
            .list_cases(&wide, &all, CaseOrder::Newest, Page::first(LINES))
            .await?
        {
            years.insert(self.year_of(row.received_at)?);
            if row.received_at < from || row.received_at >= until {
                continue;
            }
            if let Some((case, _)) = self.load_case(&row.id).await? {
                let version = self.shelf.version(case.policy_version)?;
                overview.count(&case, &version, now);
            }
        }
        overview.years = years.into_iter().rev().collect();
        let waiting = CaseFilter {
            answered: Some(false),
            open: Some(true),
            ..all
        };
        let mut longest = self
            .list(person, &waiting, CaseOrder::Newest, Page::first(LINES))
            .await?;
        longest.retain(|one| one.row.way_out.is_none() && (from..until).contains(&one.row.received_at));
        longest.sort_by_key(|one| one.row.received_at);
        longest.truncate(LONGEST);
        overview.longest = longest;
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
