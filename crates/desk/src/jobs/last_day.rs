//! The last day of something owed: a prefilled interim, the question whether it is solved, a plain reminder.

use crate::effects::ask_concern_at;
use crate::jobs::{Notice, StaffNotice, Work};
use crate::{Actor, Desk, DeskError};
use casework::case::Case;
use casework::ids::{CaseId, PersonId};
use casework::moment::Moment;
use casework::policy::OnLastDay;
use casework::promise::Owed;
use storage::{Job, NewJob};

/// Whether the sender of a concern is asked if it is solved: once a reply was given or its term is over, and while it is a
/// concern of which they didn't say so.
fn is_asked(case: &Case, owed: &Owed, now: Moment) -> bool {
    let newest = case.owed.iter().rfind(|one| one.key == owed.key);
    let goes_on = !case.is_complaint() && case.way_out.is_none() && case.verdicts.is_empty();
    let replied = owed.kept_by_message.is_some();
    let over = owed.is_open() && owed.due_at <= now;
    goes_on && newest.is_some_and(|one| one.no == owed.no) && (replied || over)
}

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
                OnLastDay::AskConcern => {}
                OnLastDay::AskFollowUp => act.ask_whether_solved().await?,
            }
        }
        if what == OnLastDay::AskConcern {
            let about = act.case()?.owed.iter().find(|one| one.no == owed).cloned();
            match about {
                Some(one) if is_asked(act.case()?, &one, now) => then.push(Work::TellComplainant {
                    case: id.clone(),
                    notice: Notice::ConcernSilent,
                }),
                // Planned for the last day itself, as it once was.
                Some(one) if one.is_open() && now < one.due_at => {
                    let again = Work::LastDay {
                        case: id.clone(),
                        owed,
                        act: what,
                    };
                    act.commit.jobs.extend(again.payload().map(|payload| NewJob {
                        kind: again.code().to_owned(),
                        payload,
                        run_at: ask_concern_at(&act.version, one.due_at),
                        unique_key: Some(format!("{}:after", job.id.0)),
                    }));
                }
                _ => {}
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
