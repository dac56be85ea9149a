//! Each night: what was kept long enough is announced, and forgotten when its day is over.

use crate::error::internal;
use crate::jobs::morning::planned;
use crate::jobs::{Work, nothing_to_do};
use crate::{Act, Actor, Desk, DeskError};
use casework::access::Words;
use casework::case::{Case, forget};
use casework::ids::{CaseId, CaseNumber, ContentId};
use casework::moment::Moment;
use casework::refusal::Refusal;
use casework::retention::Kept;
use render::Texts;
use render::saying::forgotten_on;
use storage::{Class, Commit, Erase, Job, NewJob, Owner};

/// At night, before the morning mail that tells of it.
const HOUR: i8 = 1;
/// So many cases are looked for in one reading.
const AT_ONCE: u32 = 200;

/// The class under which it is sealed.
fn sealed_as(class: Kept) -> Class {
    match class {
        Kept::Identity => Class::Identity,
        Kept::Words => Class::Words,
        Kept::Files => Class::Files,
        Kept::Respondent => Class::Respondent,
        Kept::Special => Class::Special,
    }
}

impl Desk {
    pub(crate) fn next_forgetting(&self, now: Moment) -> Result<Option<NewJob>, DeskError> {
        let version = self.shelf.in_force(now)?;
        let calendar = &version.calendar;
        let today = now.date(&calendar.zone);
        let day = if calendar.at(today, HOUR) > now {
            today
        } else {
            today.tomorrow().map_err(internal)?
        };
        Ok(planned(&Work::Forgetting, day, calendar.at(day, HOUR)))
    }

    /// Finds the cases of which something has to be announced or forgotten, from their rows: whatever way they came
    /// here, none is left out. Each is a job of its own that looks again.
    pub(crate) async fn forgetting(&self, job: &Job) -> Result<(), DeskError> {
        let now = self.clock.now();
        for version in self.shelf.all() {
            // Files go with the words.
            for class in [Kept::Identity, Kept::Words] {
                let by = forget::ended_by(class, version.rules(), now);
                let number = version.policy.version;
                let mut after: Option<CaseId> = None;
                loop {
                    let found = self
                        .store
                        .cases_ended(number, by, class.code(), after.as_ref(), AT_ONCE);
                    let ids = found.await?;
                    after = ids.last().cloned();
                    self.forget_later(&ids, now).await?;
                    if after.is_none() {
                        break;
                    }
                }
            }
        }
        // What concerns an employee, and files that were marked, go sooner than the rest.
        let mut after: Option<CaseId> = None;
        loop {
            let ids = self.store.cases_sooner(after.as_ref(), AT_ONCE).await?;
            after = ids.last().cloned();
            self.forget_later(&ids, now).await?;
            if after.is_none() {
                break;
            }
        }
        let mut commit = Commit::at(now);
        commit.jobs_done.push(job.id.clone());
        commit.jobs.extend(self.next_forgetting(now)?);
        self.store.commit(commit).await?;
        Ok(())
    }

    /// A job for each of these cases of which something is due.
    async fn forget_later(&self, ids: &[CaseId], now: Moment) -> Result<(), DeskError> {
        let today = now.date(&self.shelf.in_force(now)?.calendar.zone);
        let mut commit = Commit::at(now);
        for id in ids {
            let case = match self.load_case(id).await {
                // One that can't be read holds up no other; `gehoor verify` names it.
                Err(error @ DeskError::Internal(_)) => {
                    tracing::error!(%error, "a case that ended can't be read");
                    continue;
                }
                read => read?,
            };
            let Some((case, _)) = case else { continue };
            let version = self.shelf.version(case.policy_version)?;
            if forget::is_due(&case, version.rules(), now) {
                let work = Work::Forget { case: id.clone() };
                commit.jobs.extend(work.payload().map(|payload| NewJob {
                    kind: work.code().to_owned(),
                    payload,
                    run_at: now,
                    unique_key: Some(format!("forget:{today}:{id}")),
                }));
            }
        }
        if !commit.jobs.is_empty() {
            self.store.commit(commit).await?;
        }
        Ok(())
    }

    /// Decides from the case as it is now: opened again or held in the meantime, nothing happens.
    pub(crate) async fn forget(&self, job: &Job, id: &CaseId) -> Result<(), DeskError> {
        let mut act = self.act(Actor::Desk, id, None, None).await?;
        let nothing = [Refusal::TooEarly, Refusal::AlreadyDone];
        let mut gone = Vec::new();
        for class in Kept::ALL.iter().copied() {
            nothing_to_do(act.decide(|work| forget::announce(work, class)), &nothing)?;
            let files = forget::special(act.case()?, class);
            match act.decide(|work| forget::forget(work, class)) {
                Ok(()) => {
                    gone.push(class);
                    act.commit.erase_files.extend(files);
                }
                refused => nothing_to_do(refused, &nothing)?,
            }
        }
        act.forgets(&gone)?;
        act.finishes(&job.id);
        act.commit(None).await?;
        Ok(())
    }

    /// A backup was put back and what had been erased since was erased again at once: the journals hear of it.
    pub(crate) async fn note_erased_again(&self) -> Result<(), DeskError> {
        let erased = self.store.erased_again().await?;
        for (id, class) in erased {
            let Some(class) = Kept::from_code(&class) else {
                continue;
            };
            let mut act = self.act(Actor::Desk, &id, None, None).await?;
            let files = match class {
                Kept::Special => self.store.files_erased(&Owner::case(&id)).await?,
                _ => Vec::new(),
            };
            act.commit.erase_files.clone_from(&files);
            let noted = act.decide(|work| forget::found_gone(work, class, files));
            nothing_to_do(noted, &[Refusal::AlreadyDone])?;
            act.forgets(&[class])?;
            act.commit(None).await?;
        }
        Ok(self.store.erased_again_noted().await?)
    }

    /// What stands in the place of words that were forgotten, if they were.
    pub(crate) fn forgotten(&self, case: &Case) -> Result<Option<String>, DeskError> {
        let Some(at) = case.retention.gone(Kept::Words) else {
            return Ok(None);
        };
        let version = self.shelf.version(case.policy_version)?;
        Ok(Some(forgotten_on(Texts::Dutch, &at.date(&version.calendar.zone))))
    }

    /// No page has a hole: each text that was forgotten says since when.
    pub(crate) fn say_forgotten(
        &self,
        case: &Case,
        readable: &[ContentId],
        words: &mut Words,
    ) -> Result<(), DeskError> {
        if let Some(said) = self.forgotten(case)? {
            for id in readable {
                words.entry(id.clone()).or_insert_with(|| said.clone());
            }
        }
        Ok(())
    }

    /// After its words or names were forgotten: letters that were put aside, which hold the name, the address and an answer
    /// in full, and what members of staff were still writing in it.
    pub(crate) async fn forget_rest(
        &self,
        job: &Job,
        number: &CaseNumber,
        words: bool,
    ) -> Result<(), DeskError> {
        let post = self.post.forget(number.as_str()).await;
        post.map_err(|error| DeskError::Unavailable(error.to_string()))?;
        if words {
            self.forget_drafts(number).await?;
        }
        let mut commit = Commit::at(self.clock.now());
        commit.jobs_done.push(job.id.clone());
        self.store.commit(commit).await?;
        Ok(())
    }

    /// What members of staff were still writing in a case.
    async fn forget_drafts(&self, number: &CaseNumber) -> Result<(), DeskError> {
        let organisation = self.organisation().await?;
        for person in organisation.people.keys() {
            let key = self.store.draft_key_of(person)?;
            let Some(body) = self.store.draft_load(&key).await? else {
                continue;
            };
            // Each text says in which case it is; what can't be read is left to be swept.
            let Ok(mut texts) = serde_json::from_str::<Vec<serde_json::Value>>(&body) else {
                continue;
            };
            let before = texts.len();
            texts
                .retain(|one| one.get("number").and_then(serde_json::Value::as_str) != Some(number.as_str()));
            if texts.len() < before {
                let body = serde_json::to_string(&texts).map_err(internal)?;
                self.store.draft_rewrite(&key, &body).await?;
            }
        }
        Ok(())
    }
}

impl Act<'_> {
    /// Destroys the keys of these classes in this commit; what lies elsewhere goes once it is committed.
    fn forgets(&mut self, classes: &[Kept]) -> Result<(), DeskError> {
        if classes.is_empty() {
            return Ok(());
        }
        let (id, number) = (self.id().clone(), self.case()?.number.clone());
        for class in classes {
            self.commit.erase.push(Erase {
                owner: Owner::case(&id),
                class: sealed_as(*class),
            });
        }
        let words = classes.contains(&Kept::Words);
        if words {
            self.commit.forget_receipts.push(id);
        }
        let work = Work::ForgetRest { number, words };
        self.commit.jobs.extend(work.payload().map(|payload| NewJob {
            kind: work.code().to_owned(),
            payload,
            run_at: self.commit.at,
            unique_key: None,
        }));
        Ok(())
    }
}
