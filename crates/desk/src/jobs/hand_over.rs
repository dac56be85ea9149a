//! Somebody left or lost a role: what they did in cases and for measures goes over to others, on the same dates.

use crate::jobs::Work;
use crate::{Actor, Desk, DeskError};
use casework::access::Relation;
use casework::case::assign;
use casework::event::Part;
use casework::ids::{CaseId, PersonId};
use casework::moment::Moment;
use casework::organisation::StaffRole;
use casework::refusal::Refusal;
use casework::vocabulary::ComplainantKind;
use std::collections::BTreeSet;
use storage::{Job, NewJob, Page};

/// How somebody with a part stands in a case.
const RELATIONS: [Relation; 7] = [
    Relation::Handler,
    Relation::Supervisor,
    Relation::BoardMember,
    Relation::Contact,
    Relation::Reviewer,
    Relation::Asked,
    Relation::Owner,
];

/// The parts that somebody may not keep who had these roles and has those.
pub(crate) fn lost_parts(had: &BTreeSet<StaffRole>, has: &BTreeSet<StaffRole>) -> Vec<Part> {
    use StaffRole::{BoardMember, Handler, Management, StaffRepresentative};
    // Whoever only operates the program has nothing to do with what it holds.
    if has.iter().all(|role| *role == StaffRole::Administrator) {
        return Part::ALL.to_vec();
    }
    let lost = |role: StaffRole| had.contains(&role) && !has.contains(&role);
    let one_of = |roles: &[StaffRole]| roles.iter().any(|role| has.contains(role));
    let mut parts = BTreeSet::new();
    if lost(Handler)
        || lost(StaffRepresentative)
        || (lost(Management) && !one_of(&[Handler, StaffRepresentative]))
    {
        parts.insert(Part::Handler);
    }
    if lost(StaffRepresentative) {
        parts.insert(Part::Contact);
    }
    if lost(Management) {
        parts.insert(Part::Supervisor);
    }
    if lost(BoardMember) {
        parts.insert(Part::BoardMember);
    }
    if (lost(Handler) || lost(Management)) && !one_of(&[Handler, Management]) {
        parts.insert(Part::Reviewer);
    }
    parts.into_iter().collect()
}

impl Desk {
    /// A job for each case in which somebody may have one of these parts, and for each measure.
    pub(crate) async fn hand_overs(
        &self,
        person: &PersonId,
        parts: &[Part],
        (sequence, now): (u64, Moment),
    ) -> Result<Vec<NewJob>, DeskError> {
        let mut cases = BTreeSet::new();
        for part in RELATIONS {
            cases.extend(
                self.store
                    .cases_related(person, person.as_str(), part.code())
                    .await?,
            );
        }
        let mut all: Vec<(String, Work)> = Vec::new();
        for case in cases {
            let about = case.to_string();
            let (person, parts) = (person.clone(), parts.to_vec());
            all.push((about, Work::HandOver { case, person, parts }));
        }
        if parts.contains(&Part::Doer) {
            let theirs = self
                .store
                .list_measures(Some(person), Some(true), Page::first(u32::MAX))
                .await?;
            for row in theirs {
                let (measure, person) = (row.id, person.clone());
                all.push((measure.to_string(), Work::HandOverMeasure { measure, person }));
            }
        }
        let job = |(about, work): (String, Work)| {
            let kind = work.code().to_owned();
            let unique = format!("{kind}:{sequence}:{person}:{about}");
            work.payload().map(|payload| NewJob {
                kind,
                payload,
                run_at: now,
                unique_key: Some(unique),
            })
        };
        Ok(all.into_iter().filter_map(job).collect())
    }

    /// Carries out the job that gives the parts of somebody to others.
    pub(crate) async fn hand_over(
        &self,
        job: &Job,
        case: &CaseId,
        person: &PersonId,
        parts: &[Part],
    ) -> Result<(), DeskError> {
        let mut act = self.act(Actor::Desk, case, None, None).await?;
        let replacements = act.organisation.replacements(act.case()?, person);
        // Who no longer stands up for the staff but is a handler still answers residents.
        let employee = act.case()?.kinds.contains(&ComplainantKind::Employee);
        let keeps = act.organisation.is_there(person, StaffRole::Handler) && !employee;
        let parts: Vec<Part> = parts
            .iter()
            .filter(|part| !(keeps && matches!(part, Part::Handler | Part::Contact)))
            .copied()
            .collect();
        match act.decide(|work| assign::hand_over(work, person, &parts, replacements)) {
            // Handed over before: only the job is finished.
            Ok(()) | Err(DeskError::Refused(Refusal::AlreadyDone)) => {}
            Err(error) => return Err(error),
        }
        act.finishes(&job.id);
        act.commit(None).await?;
        Ok(())
    }
}
