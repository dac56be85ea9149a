//! A part that nobody has: filled as soon as somebody can take it, and told to whoever can add people.

use crate::jobs::{StaffNotice, Work, nothing_to_do};
use crate::{Actor, Desk, DeskError};
use casework::case::{Case, assign};
use casework::event::Part;
use casework::ids::{CaseId, CaseNumber, PersonId};
use casework::organisation::StaffRole;
use casework::policy::PromiseRule;
use casework::refusal::Refusal;
use casework::vocabulary::FactKind;
use std::collections::BTreeSet;
use storage::{Job, NewJob, OwedFilter, Page, Scope};

/// Who is told that a part is empty: whoever can add people.
const TOLD: [StaffRole; 2] = [StaffRole::Management, StaffRole::Administrator];

/// A complaint with parts that nobody has. Nothing of what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vacancy {
    /// Its number.
    pub number: CaseNumber,
    /// The parts.
    pub parts: Vec<Part>,
}

impl Desk {
    /// The complaints with a part that nobody has, for whoever can add people and isn't excluded.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn vacancies(&self, person: &PersonId) -> Result<Vec<Vacancy>, DeskError> {
        let organisation = self.organisation().await?;
        if !TOLD.iter().any(|role| organisation.is_there(person, *role)) {
            return Ok(Vec::new());
        }
        let mut all = Vec::new();
        for id in self.vacant_cases().await? {
            let Some((case, _)) = self.load_case(&id).await? else {
                continue;
            };
            if !case.excludes(person) {
                let parts = case.vacant();
                let number = case.number;
                all.push(Vacancy { number, parts });
            }
        }
        Ok(all)
    }

    /// Cases in which a part is owed at once and nobody took it.
    async fn vacant_cases(&self) -> Result<BTreeSet<CaseId>, DeskError> {
        let filter = OwedFilter {
            open: Some(true),
            due_before: Some(self.clock.now().plus_millis(2)),
            by_role: Some(casework::vocabulary::Role::Desk.code().to_owned()),
            ..OwedFilter::default()
        };
        let rows = self
            .store
            .owed_list(&Scope::system(), &filter, Page::first(u32::MAX))
            .await?;
        let mut cases = BTreeSet::new();
        for row in rows {
            let version = self.shelf.version(row.policy_version)?;
            if version.policy.rule(&row.promise_key).is_some_and(names_somebody) {
                cases.insert(CaseId(row.owner_id));
            }
        }
        Ok(cases)
    }

    /// Somebody came, is back or changed roles: fills what can be filled now.
    pub(crate) async fn fill_parts(&self, job: &Job) -> Result<(), DeskError> {
        for id in self.vacant_cases().await? {
            self.fill_case(&id).await?;
        }
        self.job_done(job).await
    }

    async fn fill_case(&self, id: &CaseId) -> Result<Case, DeskError> {
        let mut act = self.act(Actor::Desk, id, None, None).await?;
        let assignment = act.organisation.fill(act.case()?);
        nothing_to_do(
            act.decide(|work| assign::fill(work, assignment)),
            &[Refusal::AlreadyDone, Refusal::NobodyLeft],
        )?;
        Ok(act.commit(None).await?.0)
    }

    /// A case has an empty part: fills it, or tells whoever can add people, once.
    pub(crate) async fn vacant(&self, job: &Job, id: &CaseId) -> Result<(), DeskError> {
        let case = self.fill_case(id).await?;
        if case.vacant().is_empty() {
            return self.job_done(job).await;
        }
        let act = self.act(Actor::Desk, id, None, None).await?;
        let told: BTreeSet<PersonId> = TOLD
            .iter()
            .flat_map(|role| act.organisation.with_role(*role))
            .map(|one| one.id.clone())
            .filter(|person| !case.excludes(person))
            .collect();
        let mut commit = storage::Commit::at(act.now);
        for person in told {
            let unique = format!("{}:{person}", job.id.0);
            let work = Work::TellStaff {
                case: Some(id.clone()),
                person,
                notice: StaffNotice::Vacant,
                owed: None,
            };
            commit.jobs.extend(work.payload().map(|payload| NewJob {
                kind: work.code().to_owned(),
                payload,
                run_at: act.now,
                unique_key: Some(unique),
            }));
        }
        commit.jobs_done.push(job.id.clone());
        self.store.commit(commit).await?;
        Ok(())
    }
}

/// Whether a promise is that somebody has a part.
fn names_somebody(rule: &PromiseRule) -> bool {
    let parts = [
        FactKind::HandlerNamed,
        FactKind::SupervisorTold,
        FactKind::BoardTold,
    ];
    rule.opened_by.contains(&FactKind::Registered) && rule.kept_by.iter().any(|fact| parts.contains(fact))
}
