//! Measures: agreed, put to use, reviewed; each change is told to the cases behind it by a job, once.

use crate::error::internal;
use crate::jobs::Work;
use crate::{Desk, DeskError, codec, project};
use casework::ids::{MeasureId, PersonId};
use casework::measure::{self, Measure, MeasureEvent, MeasureRecorded};
use casework::moment::Moment;
use casework::organisation::StaffRole;
use casework::refusal::Refusal;
use casework::vocabulary::{Effect, FactKind};
use std::collections::HashMap;
use storage::{AggregateKey, AggregateKind, Append, Class, Commit, CommitError, Job, NewJob, Owner, Page};

/// A measure with its words opened.
#[derive(Clone, Debug)]
pub struct MeasureView {
    /// The measure.
    pub measure: Measure,
    /// What is done from now on.
    pub what: String,
    /// How we will see that it works.
    pub criterion: String,
    /// What shows that it is in use.
    pub evidence: Option<String>,
    /// What the review says.
    pub verdict: Option<String>,
}

/// At most so many measures on the board.
const ON_THE_BOARD: u32 = 500;

fn key(id: &MeasureId) -> AggregateKey {
    AggregateKey::new(AggregateKind::Measure, id.as_str())
}

impl Desk {
    /// All measures, for whoever works here. No complainant is named in them.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn measures(&self) -> Result<Vec<MeasureView>, DeskError> {
        let mut all = Vec::new();
        for row in self
            .store
            .list_measures(None, None, Page::first(ON_THE_BOARD))
            .await?
        {
            all.extend(self.measure(&row.id).await?);
        }
        Ok(all)
    }

    /// One measure.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn measure(&self, id: &MeasureId) -> Result<Option<MeasureView>, DeskError> {
        let Some((measure, _)) = self.load_measure(id).await? else {
            return Ok(None);
        };
        let words: HashMap<_, _> = self.store.open_contents_of(&Owner::measure(id)).await?;
        let text = |content: &casework::event::ContentRef| words.get(&content.id).cloned();
        Ok(Some(MeasureView {
            what: text(&measure.what).unwrap_or_default(),
            criterion: text(&measure.criterion).unwrap_or_default(),
            evidence: measure.applied.as_ref().and_then(|(_, words)| text(words)),
            verdict: measure.reviewed.as_ref().and_then(|(_, _, words)| text(words)),
            measure,
        }))
    }

    /// Puts a measure to use, with what shows it.
    ///
    /// # Errors
    /// What the rules refuse; only its owner or management may.
    pub async fn apply_measure(
        &self,
        by: &PersonId,
        id: &MeasureId,
        evidence: &str,
    ) -> Result<(), DeskError> {
        let (measure, journal) = self.load_measure(id).await?.ok_or(DeskError::NotFound)?;
        self.may_change(by, &measure, &measure.owner).await?;
        let now = self.clock.now();
        let evidence = Some(evidence.trim())
            .filter(|text| !text.is_empty())
            .ok_or(Refusal::NothingWritten)?;
        let mut sealer = self.store.sealer();
        let words = sealer.seal(&Owner::measure(id), Class::Words, evidence).await?;
        let events = measure::apply(&measure, words, self.review_by(now)?)?;
        let mut commit = Commit::at(now);
        commit.take(sealer.finish());
        let tell = |case| Work::MeasureApplied {
            case,
            measure: id.clone(),
        };
        commit.jobs = tell_cases(&measure, now, "applied", tell);
        self.append_to_measure(commit, &measure, journal, by, &events)
            .await
    }

    /// Reviews a measure.
    ///
    /// # Errors
    /// What the rules refuse; only its reviewer or management may, never its owner, whoever said that it is in use,
    /// or a member of the group that carries it.
    pub async fn review_measure(
        &self,
        by: &PersonId,
        id: &MeasureId,
        effect: Effect,
        words: &str,
    ) -> Result<(), DeskError> {
        let (measure, journal) = self.load_measure(id).await?.ok_or(DeskError::NotFound)?;
        self.may_review(by, &measure).await?;
        let now = self.clock.now();
        let words = Some(words.trim())
            .filter(|text| !text.is_empty())
            .ok_or(Refusal::NothingWritten)?;
        let mut sealer = self.store.sealer();
        let words = sealer.seal(&Owner::measure(id), Class::Words, words).await?;
        let events = measure::review(&measure, by, effect, words)?;
        let mut commit = Commit::at(now);
        commit.take(sealer.finish());
        let tell = |case| Work::MeasureReviewed {
            case,
            measure: id.clone(),
            effect,
        };
        commit.jobs = tell_cases(&measure, now, "reviewed", tell);
        self.append_to_measure(commit, &measure, journal, by, &events)
            .await
    }

    /// Carries out the job that begins a measure's journal.
    pub(crate) async fn begin_measure(
        &self,
        job: &Job,
        id: &MeasureId,
        by: &PersonId,
        proposed: MeasureEvent,
    ) -> Result<(), DeskError> {
        let now = self.clock.now();
        let events = [proposed, MeasureEvent::Agreed];
        let mut commit = Commit::at(now);
        commit.jobs_done.push(job.id.clone());
        commit.appends.push(append(id, Vec::new(), by, now, &events)?);
        match self.store.commit(commit).await {
            Ok(_) => Ok(()),
            // Begun before: only the job is finished.
            Err(CommitError::Conflict { .. } | CommitError::Duplicate { .. }) => self.job_done(job).await,
            Err(error) => Err(error.into()),
        }
    }

    async fn load_measure(
        &self,
        id: &MeasureId,
    ) -> Result<Option<(Measure, Vec<MeasureRecorded>)>, DeskError> {
        let mut recorded = Vec::new();
        for entry in self.store.load(&key(id)).await? {
            let event: MeasureEvent = codec::decode(&entry)?;
            recorded.push(MeasureRecorded {
                actor: entry.event.actor.clone(),
                at: entry.event.at,
                event,
            });
        }
        if recorded.is_empty() {
            return Ok(None);
        }
        let measure =
            Measure::replay(id, &recorded).ok_or_else(|| internal("a measure's journal is broken"))?;
        Ok(Some((measure, recorded)))
    }

    /// The part's own person, a member of the group that carries it, or a member of management.
    async fn may_change(&self, by: &PersonId, measure: &Measure, part: &PersonId) -> Result<(), DeskError> {
        let organisation = self.organisation().await?;
        let there = organisation.people.get(by).filter(|one| one.left_at.is_none());
        let in_group = measure
            .group
            .as_ref()
            .is_some_and(|group| organisation.groups_of(by).contains(group));
        let management = there.is_some_and(|one| one.roles.contains(&StaffRole::Management));
        if there.is_some() && (by == part || in_group || management) {
            Ok(())
        } else {
            Err(DeskError::NotFound)
        }
    }

    /// The reviewer or a member of management, unless they are in the group that carries it.
    async fn may_review(&self, by: &PersonId, measure: &Measure) -> Result<(), DeskError> {
        let organisation = self.organisation().await?;
        let there = organisation
            .people
            .get(by)
            .filter(|one| one.left_at.is_none())
            .ok_or(DeskError::NotFound)?;
        if measure
            .group
            .as_ref()
            .is_some_and(|group| organisation.groups_of(by).contains(group))
        {
            return Err(Refusal::ReviewerIsOwner.into());
        }
        let may = *by == measure.reviewer || there.roles.contains(&StaffRole::Management);
        if may { Ok(()) } else { Err(DeskError::NotFound) }
    }

    /// The day by which a measure put to use now is reviewed: the term that the policy gives for it.
    fn review_by(&self, now: Moment) -> Result<Moment, DeskError> {
        let version = self.shelf.in_force(now)?;
        let rule = version
            .policy
            .promises
            .iter()
            .find(|rule| rule.opened_by.contains(&FactKind::MeasureApplied));
        // The check of a policy wants such a rule, so that no measure is put to use that nobody comes back to.
        let due = rule.and_then(|rule| rule.due(&version.calendar, now, None));
        Ok(due.unwrap_or(version.calendar.end_of_day(now.date(&version.calendar.zone))))
    }

    async fn append_to_measure(
        &self,
        mut commit: Commit,
        measure: &Measure,
        journal: Vec<MeasureRecorded>,
        by: &PersonId,
        events: &[MeasureEvent],
    ) -> Result<(), DeskError> {
        commit
            .appends
            .push(append(&measure.id, journal, by, commit.at, events)?);
        self.store.commit(commit).await?;
        Ok(())
    }
}

/// New events of a measure with the rows they lead to.
fn append(
    id: &MeasureId,
    mut journal: Vec<MeasureRecorded>,
    by: &PersonId,
    at: Moment,
    events: &[MeasureEvent],
) -> Result<Append, DeskError> {
    let expected = u64::try_from(journal.len()).map_err(internal)?;
    journal.extend(events.iter().map(|event| MeasureRecorded {
        actor: Some(by.clone()),
        at,
        event: event.clone(),
    }));
    let measure = Measure::replay(id, &journal).ok_or_else(|| internal("a measure's journal is broken"))?;
    Ok(Append {
        aggregate: key(id),
        expected_sequence: expected,
        events: events
            .iter()
            .map(|event| codec::encode(Some(by), at, event))
            .collect::<Result<_, _>>()?,
        rows: project::measure_rows(&measure),
    })
}

fn tell_cases(
    measure: &Measure,
    now: Moment,
    what: &str,
    work: impl Fn(casework::ids::CaseId) -> Work,
) -> Vec<NewJob> {
    let tell = |case: &casework::ids::CaseId| {
        let work = work(case.clone());
        let unique = format!("{}:{what}:{case}", measure.id);
        work.payload().map(|payload| NewJob {
            kind: work.code().to_owned(),
            payload,
            run_at: now,
            unique_key: Some(unique),
        })
    };
    measure.cases.iter().filter_map(tell).collect()
}
