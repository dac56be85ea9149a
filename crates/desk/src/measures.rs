//! Measures: agreed, put to use, reviewed; each change is told to the cases behind it by a job, once.

use crate::error::internal;
use crate::jobs::Work;
use crate::{Desk, DeskError, codec, project};
use casework::access::{self, MeasureAction};
use casework::ids::{CaseId, MeasureId, PersonId};
use casework::measure::{self, Measure, MeasureEvent, MeasureRecorded};
use casework::moment::Moment;
use casework::organisation::StaffRole;
use casework::refusal::Refusal;
use casework::vocabulary::{Effect, FactKind};
use std::collections::{BTreeSet, HashMap};
use storage::{AggregateKey, AggregateKind, Append, Class, Commit, Job, NewJob, Owner, Page};

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
    /// What the reader may do with it.
    pub actions: BTreeSet<MeasureAction>,
}

/// At most so many measures on the board.
const ON_THE_BOARD: u32 = 500;

fn key(id: &MeasureId) -> AggregateKey {
    AggregateKey::new(AggregateKind::Measure, id.as_str())
}

impl Desk {
    /// The measures that somebody may know of. No complainant is named in them.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn measures(&self, person: &PersonId) -> Result<Vec<MeasureView>, DeskError> {
        let mut all = Vec::new();
        for row in self
            .store
            .list_measures(None, None, Page::first(ON_THE_BOARD))
            .await?
        {
            all.extend(self.measure(person, &row.id).await?);
        }
        Ok(all)
    }

    /// One measure, for somebody who may know of it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn measure(&self, person: &PersonId, id: &MeasureId) -> Result<Option<MeasureView>, DeskError> {
        let Some((measure, _)) = self.load_measure(id).await? else {
            return Ok(None);
        };
        let (actions, hidden) = self.measure_actions(person, &measure).await?;
        if !actions.contains(&MeasureAction::See) {
            return Ok(None);
        }
        self.opened_measure(measure, actions, &hidden).await.map(Some)
    }

    /// What somebody may do with a measure, and the cases behind it that they may not know of.
    async fn measure_actions(
        &self,
        person: &PersonId,
        measure: &Measure,
    ) -> Result<(BTreeSet<MeasureAction>, BTreeSet<CaseId>), DeskError> {
        let organisation = self.organisation().await?;
        let mut hidden = BTreeSet::new();
        for id in &measure.cases {
            let case = self.load_case(id).await?;
            if case.is_some_and(|(case, _)| case.excludes(person)) {
                hidden.insert(id.clone());
            }
        }
        let actions = access::measure_actions(&organisation, person, measure, &hidden);
        Ok((actions, hidden))
    }

    async fn opened_measure(
        &self,
        mut measure: Measure,
        actions: BTreeSet<MeasureAction>,
        hidden: &BTreeSet<CaseId>,
    ) -> Result<MeasureView, DeskError> {
        let id = &measure.id;
        let words: HashMap<_, _> = self.store.open_contents_of(&Owner::measure(id)).await?;
        let text = |content: &casework::event::ContentRef| words.get(&content.id).cloned();
        // Nor may their number show.
        measure.cases.retain(|case| !hidden.contains(case));
        Ok(MeasureView {
            what: text(&measure.what).unwrap_or_default(),
            criterion: text(&measure.criterion).unwrap_or_default(),
            evidence: measure.applied.as_ref().and_then(|(_, words)| text(words)),
            verdict: measure.reviewed.as_ref().and_then(|(_, _, words)| text(words)),
            measure,
            actions,
        })
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
        self.may_change(by, &measure).await?;
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

    pub(crate) async fn load_measure(
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

    async fn may_change(&self, by: &PersonId, measure: &Measure) -> Result<(), DeskError> {
        let (actions, _) = self.measure_actions(by, measure).await?;
        if actions.contains(&MeasureAction::Apply) {
            Ok(())
        } else {
            Err(DeskError::NotFound)
        }
    }

    async fn may_review(&self, by: &PersonId, measure: &Measure) -> Result<(), DeskError> {
        let (actions, _) = self.measure_actions(by, measure).await?;
        if actions.contains(&MeasureAction::Review) {
            return Ok(());
        }
        // Who does it may know that they can't review it; for others there is nothing.
        if actions.contains(&MeasureAction::Apply) {
            Err(Refusal::ReviewerIsOwner.into())
        } else {
            Err(DeskError::NotFound)
        }
    }

    /// Carries out the job that gives what somebody does for a measure to others, and tells the cases behind it.
    pub(crate) async fn hand_over_measure(
        &self,
        job: &Job,
        id: &MeasureId,
        person: &PersonId,
    ) -> Result<(), DeskError> {
        let Some((measure, journal)) = self.load_measure(id).await? else {
            return self.job_done(job).await;
        };
        // Somebody whom one of several cases excludes goes on with what the others ask.
        let (actions, _) = self.measure_actions(person, &measure).await?;
        if actions.contains(&MeasureAction::See) {
            return self.job_done(job).await;
        }
        let (owners, reviewers) = self.who_may_follow(&measure, person).await?;
        let owner = if measure.owner == *person {
            owners.first().cloned()
        } else {
            Some(measure.owner.clone())
        };
        let reviewer = reviewers
            .into_iter()
            .find(|one| Some(one) != owner.as_ref() && measure.applied_by.as_ref() != Some(one));
        let events = match measure::hand_over(&measure, person, owner, reviewer) {
            Err(Refusal::AlreadyDone) => return self.job_done(job).await,
            events => events?,
        };
        let now = self.clock.now();
        let mut commit = Commit::at(now);
        for event in &events {
            if let MeasureEvent::OwnerChanged { owner } = event {
                let tell = |case| Work::MeasureOwner {
                    case,
                    measure: id.clone(),
                    owner: owner.clone(),
                };
                commit.jobs = tell_cases(&measure, now, &format!("owner:{owner}"), tell);
            }
        }
        commit.jobs_done.push(job.id.clone());
        commit.appends.push(append(id, journal, None, now, &events)?);
        self.store.commit(commit).await?;
        Ok(())
    }

    /// Who may take over a measure: whoever follows a case behind it, then management; and who may review it.
    async fn who_may_follow(
        &self,
        measure: &Measure,
        person: &PersonId,
    ) -> Result<(Vec<PersonId>, Vec<PersonId>), DeskError> {
        let organisation = self.organisation().await?;
        let mut excluded = BTreeSet::from([person.clone()]);
        let mut owners = Vec::new();
        for id in &measure.cases {
            if let Some((case, _)) = self.load_case(id).await? {
                owners.extend(case.handler);
                excluded.extend(case.excluded);
            }
        }
        let not: Vec<PersonId> = excluded.into_iter().collect();
        owners.extend(organisation.supervisor_for(&not, Some(&measure.reviewer)));
        owners.extend(organisation.supervisor_for(&not, None));
        let there = |one: &PersonId| {
            !not.contains(one)
                && organisation
                    .people
                    .get(one)
                    .is_some_and(|one| one.left_at.is_none())
        };
        owners.retain(there);
        let in_group = |one: &PersonId| {
            let groups = organisation.groups_of(one);
            measure.group.as_ref().is_some_and(|group| groups.contains(group))
        };
        let mut reviewers = vec![measure.reviewer.clone()];
        for role in [StaffRole::Management, StaffRole::Handler] {
            reviewers.extend(organisation.with_role(role).map(|one| one.id.clone()));
        }
        reviewers.retain(|one| there(one) && !in_group(one));
        Ok((owners, reviewers))
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
            .push(append(&measure.id, journal, Some(by), commit.at, events)?);
        self.store.commit(commit).await?;
        Ok(())
    }
}

/// New events of a measure with the rows they lead to.
pub(crate) fn append(
    id: &MeasureId,
    mut journal: Vec<MeasureRecorded>,
    by: Option<&PersonId>,
    at: Moment,
    events: &[MeasureEvent],
) -> Result<Append, DeskError> {
    let expected = u64::try_from(journal.len()).map_err(internal)?;
    journal.extend(events.iter().map(|event| MeasureRecorded {
        actor: by.cloned(),
        at,
        event: event.clone(),
    }));
    let measure = Measure::replay(id, &journal).ok_or_else(|| internal("a measure's journal is broken"))?;
    Ok(Append {
        aggregate: key(id),
        expected_sequence: expected,
        events: events
            .iter()
            .map(|event| codec::encode(by, at, event))
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
