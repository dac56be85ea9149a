//! A measure begins its own journal, and another case joins it: each with a job, as no transaction needs two aggregates.

use crate::error::internal;
use crate::jobs::Work;
use crate::measures::append;
use crate::{Desk, DeskError};
use casework::event::ContentRef;
use casework::ids::{CaseId, MeasureId, PersonId};
use casework::measure::{self, Measure, MeasureEvent};
use casework::moment::Moment;
use casework::refusal::Refusal;
use storage::{Commit, Job, NewJob};

impl Desk {
    /// Carries out the job that begins a measure's journal. Cases that agreed on it with one draft each bring a job and
    /// their own words for it: whichever comes first begins it, the others join.
    pub(crate) async fn begin_measure(
        &self,
        job: &Job,
        id: &MeasureId,
        by: &PersonId,
        proposed: MeasureEvent,
    ) -> Result<(), DeskError> {
        if self.load_measure(id).await?.is_some() {
            let MeasureEvent::Proposed {
                what,
                criterion,
                case: Some(case),
                ..
            } = proposed
            else {
                return self.job_done(job).await;
            };
            return self
                .join_measure(job, id, (&case, by), Some((what, criterion)))
                .await;
        }
        let now = self.clock.now();
        let events = [proposed, MeasureEvent::Agreed];
        let mut commit = Commit::at(now);
        commit.jobs_done.push(job.id.clone());
        commit
            .appends
            .push(append(id, Vec::new(), Some(by), now, &events)?);
        // Begun by another case at the same instant: tried again, this one joins.
        self.store.commit(commit).await?;
        Ok(())
    }

    /// Carries out the job by which another case joins a measure, and tells that case what happened with it before.
    pub(crate) async fn join_measure(
        &self,
        job: &Job,
        id: &MeasureId,
        (case, by): (&CaseId, &PersonId),
        said: Option<(ContentRef, ContentRef)>,
    ) -> Result<(), DeskError> {
        let (measure, journal) = self
            .load_measure(id)
            .await?
            .ok_or_else(|| internal("a case joins a measure that hasn't begun"))?;
        let events = match measure::join(&measure, case, said) {
            Err(Refusal::AlreadyDone) => return self.job_done(job).await,
            events => events?,
        };
        let now = self.clock.now();
        let mut commit = Commit::at(now);
        commit.jobs_done.push(job.id.clone());
        commit.jobs = heard_before(&measure, case, now);
        commit.appends.push(append(id, journal, Some(by), now, &events)?);
        self.store.commit(commit).await?;
        Ok(())
    }
}

/// What the case must still hear of a measure that it joins: who puts it to use, that it is in use, what its review found.
fn heard_before(measure: &Measure, case: &CaseId, now: Moment) -> Vec<NewJob> {
    let mut news = vec![(
        "owner",
        Work::MeasureOwner {
            case: case.clone(),
            measure: measure.id.clone(),
            owner: measure.owner.clone(),
        },
    )];
    if measure.applied.is_some() {
        let work = Work::MeasureApplied {
            case: case.clone(),
            measure: measure.id.clone(),
        };
        news.push(("applied", work));
    }
    if let Some((_, effect, _)) = &measure.reviewed {
        let work = Work::MeasureReviewed {
            case: case.clone(),
            measure: measure.id.clone(),
            effect: *effect,
        };
        news.push(("reviewed", work));
    }
    let job = |(what, work): (&str, Work)| {
        let payload = work.payload()?;
        Some(NewJob {
            kind: work.code().to_owned(),
            payload,
            run_at: now,
            unique_key: Some(format!("{}:{what}:{case}", measure.id)),
        })
    };
    news.into_iter().filter_map(job).collect()
}
