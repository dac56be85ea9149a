//! Somebody is away: others do their parts in open cases until they are back.

use crate::{Actor, Desk, DeskError};
use casework::access::Relation;
use casework::case::assign;
use casework::ids::{CaseId, PersonId};
use casework::moment::Moment;
use casework::refusal::Refusal;
use std::collections::BTreeSet;
use storage::Job;

/// The parts that somebody stands in for.
const PARTS: [Relation; 4] = [
    Relation::Handler,
    Relation::Supervisor,
    Relation::BoardMember,
    Relation::Contact,
];

impl Desk {
    async fn followed_by(&self, person: &PersonId) -> Result<BTreeSet<CaseId>, DeskError> {
        let mut cases = BTreeSet::new();
        for part in PARTS {
            cases.extend(
                self.store
                    .cases_related(person, person.as_str(), part.code())
                    .await?,
            );
        }
        Ok(cases)
    }

    pub(crate) async fn stand_in(
        &self,
        job: &Job,
        person: &PersonId,
        until: Moment,
    ) -> Result<(), DeskError> {
        // Not away after all, or back sooner.
        if self.organisation().await?.away.contains(person) {
            for id in self.followed_by(person).await? {
                let mut act = self.act(Actor::Desk, &id, None, None).await?;
                let case = act.case()?;
                if case.is_closed() {
                    continue;
                }
                let Some(other) = act.organisation.stands_in(case, person) else {
                    continue;
                };
                match act.decide(|work| assign::stand_in(work, person, other, until)) {
                    Ok(()) => {
                        act.commit(None).await?;
                    }
                    Err(DeskError::Refused(Refusal::AlreadyDone | Refusal::PersonNotAvailable)) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        self.job_done(job).await
    }

    pub(crate) async fn is_back(&self, job: &Job, person: &PersonId) -> Result<(), DeskError> {
        // Away again, or still: another absence goes on.
        if !self.organisation().await?.away.contains(person) {
            for id in self.followed_by(person).await? {
                let mut act = self.act(Actor::Desk, &id, None, None).await?;
                match act.decide(|work| assign::is_back(work, person)) {
                    Ok(()) => {
                        act.commit(None).await?;
                    }
                    Err(DeskError::Refused(Refusal::AlreadyDone)) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        self.job_done(job).await
    }
}
