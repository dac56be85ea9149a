//! The last day of something owed: a prefilled interim, the question whether it is solved, a plain reminder.

use crate::jobs::{Notice, StaffNotice, Work};
use crate::{Actor, Desk, DeskError};
use casework::ids::{CaseId, PersonId};
use casework::policy::OnLastDay;
use storage::{Job, NewJob};

impl Desk {
    pub(crate) async fn last_day(
        &self,
        job: &Job,
        id: &CaseId,
        owed: u32,
        what: OnLastDay,
    ) -> Result<(), DeskError> {
        let mut act = self.act(Actor::Desk, id, None, None).await?;
        let case = act.case()?;
        let now = act.now;
        let one = case.open_owed().find(|one| one.no == owed);
        let mut then: Vec<Work> = Vec::new();
        let staff = |person: Option<PersonId>, notice| {
            person.map(|person| Work::TellStaff {
                case: Some(id.clone()),
                person,
                notice,
                owed: Some(owed),
            })
        };
        if one.is_some() {
            match what {
                OnLastDay::RemindInterim => {
                    then.extend(staff(case.handler.clone(), StaffNotice::InterimReady));
                    then.extend(staff(case.supervisor.clone(), StaffNotice::InterimReady));
                    // Whoever is away on that day doesn't send it: who stands in can.
                    for one in &case.stand_ins {
                        let follows = case.acts_for(&one.person, case.handler.as_ref())
                            || case.acts_for(&one.person, case.supervisor.as_ref());
                        then.extend(staff(
                            Some(one.person.clone()).filter(|_| follows),
                            StaffNotice::InterimReady,
                        ));
                    }
                }
                // The morning mail of that day lists it.
                OnLastDay::Remind => {}
                OnLastDay::AskConcern => {
                    then.push(Work::TellComplainant {
                        case: id.clone(),
                        notice: Notice::ConcernSilent,
                    });
                }
                OnLastDay::AskFollowUp => act.ask_whether_solved().await?,
            }
        }
        for (n, work) in then.iter().enumerate() {
            act.commit.jobs.extend(work.payload().map(|payload| NewJob {
                kind: work.code().to_owned(),
                payload,
                run_at: now,
                unique_key: Some(format!("{}:{n}", job.id.0)),
            }));
        }
        act.finishes(&job.id);
        act.commit(None).await?;
        Ok(())
    }
}
