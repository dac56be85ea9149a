//! The morning mail with what is due, and the weekly mail to members of the board; each plans the next one.

use crate::jobs::Work;
use crate::jobs::notice::head;
use crate::{Desk, DeskError};
use casework::access;
use casework::ids::PersonId;
use casework::moment::Moment;
use casework::organisation::StaffRole;
use jiff::civil::{Date, Weekday};
use render::Texts;
use render::mail::staff::{BoardMail, DueLine, MorningMail};
use std::collections::BTreeSet;
use storage::{AggregateKind, Commit, Job, NewJob, Scope};

/// At most so many lines in a mail.
const LINES: u32 = 200;

impl Desk {
    /// Makes sure that the next morning mail, the next weekly mail and the next look at what was kept long enough are planned.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn plan_mails(&self) -> Result<(), DeskError> {
        let now = self.clock.now();
        let mut commit = Commit::at(now);
        commit.jobs.extend(self.next_morning(now)?);
        commit.jobs.extend(self.next_weekly(now)?);
        commit.jobs.extend(self.next_forgetting(now)?);
        self.store.commit(commit).await?;
        Ok(())
    }

    fn next_morning(&self, now: Moment) -> Result<Option<NewJob>, DeskError> {
        let version = self.shelf.in_force(now)?;
        let calendar = &version.calendar;
        let hour = version.policy.settings.morning_hour;
        let today = now.date(&calendar.zone);
        let day = if calendar.is_working_day(today, today) && calendar.at(today, hour) > now {
            today
        } else {
            calendar.next_working_day(today)
        };
        Ok(planned(&Work::Morning, day, calendar.at(day, hour)))
    }

    fn next_weekly(&self, now: Moment) -> Result<Option<NewJob>, DeskError> {
        let version = self.shelf.in_force(now)?;
        let calendar = &version.calendar;
        let hour = version.policy.settings.morning_hour;
        let today = now.date(&calendar.zone);
        let monday = today
            .nth_weekday(1, Weekday::Monday)
            .map_err(crate::error::internal)?;
        Ok(planned(&Work::Weekly, monday, calendar.at(monday, hour)))
    }

    /// Sends nothing itself: each mail is a job of its own, so that one that fails holds no other up and is never
    /// sent twice for it.
    pub(crate) async fn morning(&self, job: &Job) -> Result<(), DeskError> {
        let now = self.clock.now();
        let version = self.shelf.in_force(now)?;
        let today = now.date(&version.calendar.zone);
        let organisation = self.organisation().await?;
        let mut commit = Commit::at(now);
        commit.jobs_done.push(job.id.clone());
        // Whoever has nothing due and nothing new gets no mail; that is found out one by one.
        for one in organisation.people.values().filter(|one| one.left_at.is_none()) {
            let person = one.id.clone();
            commit.jobs.extend(told(
                &Work::TellMorning { person },
                &one.id,
                today,
                // What goes out by itself at this hour is gone by then, and isn't told as if somebody had to do it.
                now.plus_minutes(1),
            ));
        }
        commit.jobs.extend(self.next_morning(now)?);
        self.store.commit(commit).await?;
        Ok(())
    }

    pub(crate) async fn tell_morning(&self, job: &Job, person: &PersonId) -> Result<(), DeskError> {
        let now = self.clock.now();
        let version = self.shelf.in_force(now)?;
        let today = now.date(&version.calendar.zone);
        let organisation = self.organisation().await?;
        let there = organisation
            .people
            .get(person)
            .is_some_and(|one| one.left_at.is_none());
        let directory = self.directory(&organisation).await?;
        let Some(to) = directory.email(person).filter(|_| there) else {
            return self.job_done(job).await;
        };
        let scope = Scope::staff(&access::Scope::of(person, &organisation.groups_of(person)), false);
        let mut lines = self.due_lines(&scope, person, today).await?;
        let roles = organisation.people.get(person).map(|one| &one.roles);
        if roles.is_some_and(|roles| roles.contains(&StaffRole::Administrator)) {
            lines.extend(self.policy_lines(today).await?);
        }
        let fresh = self.fresh_lines(&scope, person, today).await?;
        if lines.is_empty() && fresh.is_empty() {
            return self.job_done(job).await;
        }
        let head = head(self, &version, Some(directory.name(person).to_owned()));
        let mail = MorningMail {
            head,
            day: today,
            lines,
            fresh,
        }
        .mail()
        .map_err(crate::error::internal)?;
        self.send(job, to.to_owned(), mail).await
    }

    /// As the morning: one job for each member of the board.
    pub(crate) async fn weekly(&self, job: &Job) -> Result<(), DeskError> {
        let now = self.clock.now();
        let today = now.date(&self.shelf.in_force(now)?.calendar.zone);
        let organisation = self.organisation().await?;
        let mut commit = Commit::at(now);
        commit.jobs_done.push(job.id.clone());
        for one in organisation.with_role(StaffRole::BoardMember) {
            commit.jobs.extend(told(
                &Work::TellWeekly {
                    person: one.id.clone(),
                },
                &one.id,
                today,
                now,
            ));
        }
        commit.jobs.extend(self.next_weekly(now)?);
        self.store.commit(commit).await?;
        Ok(())
    }

    pub(crate) async fn tell_weekly(&self, job: &Job, person: &PersonId) -> Result<(), DeskError> {
        let now = self.clock.now();
        let version = self.shelf.in_force(now)?;
        let organisation = self.organisation().await?;
        let there = organisation
            .people
            .get(person)
            .is_some_and(|one| one.left_at.is_none());
        let directory = self.directory(&organisation).await?;
        let Some(to) = directory.email(person).filter(|_| there) else {
            return self.job_done(job).await;
        };
        let scope = Scope::staff(&access::Scope::of(person, &organisation.groups_of(person)), false);
        let mut lines: Vec<DueLine> = Vec::new();
        let mut looked_at = BTreeSet::new();
        for item in self.store.inbox_newest_unread(person, LINES).await? {
            if !looked_at.insert(item.item.about.clone()) {
                continue;
            }
            if item.item.about.kind == AggregateKind::Organisation {
                lines.push(DueLine::powers(Texts::Dutch));
                continue;
            }
            let case = casework::ids::CaseId(item.item.about.id.clone());
            let Some(case) = self.store.case_row(&scope, &case).await? else {
                continue;
            };
            let number = case.number.to_string();
            let path = format!("/bestuur/klachten/{number}");
            lines.push(DueLine {
                number,
                what: String::new(),
                by: None,
                late: false,
                more: 0,
                path,
            });
        }
        // Whoever reads along in someone's place has quiet weeks: nothing new is no mail.
        if lines.is_empty() {
            return self.job_done(job).await;
        }
        let head = head(self, &version, Some(directory.name(person).to_owned()));
        let mail = BoardMail { head, lines }.mail().map_err(crate::error::internal)?;
        self.send(job, to.to_owned(), mail).await
    }
}

/// The mail of one person on a day, made once.
fn told(work: &Work, person: &PersonId, day: Date, run_at: Moment) -> Option<NewJob> {
    let payload = work.payload()?;
    let kind = work.code().to_owned();
    Some(NewJob {
        unique_key: Some(format!("{kind}:{day}:{person}")),
        kind,
        payload,
        run_at,
    })
}

pub(crate) fn planned(work: &Work, day: Date, run_at: Moment) -> Option<NewJob> {
    let payload = work.payload()?;
    let kind = work.code().to_owned();
    Some(NewJob {
        unique_key: Some(format!("{kind}:{day}")),
        kind,
        payload,
        run_at,
    })
}
