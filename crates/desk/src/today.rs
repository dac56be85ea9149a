//! *Vandaag*: what is owed now and soon, what couldn't be delivered, what nobody opened, and whether everything runs.

use crate::read::{Listed, Opened};
use crate::{Desk, DeskError, project};
use casework::access::{self, Action};
use casework::event::Author;
use casework::ids::{CaseId, PersonId};
use casework::moment::Moment;
use casework::vocabulary::ReplyBy;
use std::collections::{BTreeMap, BTreeSet};
use storage::{
    AggregateKey, AggregateKind, CaseFilter, CaseOrder, CaseRow, Job, OwedFilter, OwedRow, Page, Scope,
};

/// At most so many lines.
const LINES: u32 = 200;

/// Something owed, with the case it is owed in.
#[derive(Clone, Debug)]
pub struct OwedLine {
    /// What.
    pub owed: OwedRow,
    /// What staff call it.
    pub task: String,
    /// In which case.
    pub case: Listed,
}

/// A message that a person must read out, post, or that came back.
#[derive(Clone, Debug)]
pub struct Undelivered {
    /// In which case.
    pub case: Listed,
    /// The message.
    pub message: u32,
    /// It was refused or put aside: call.
    pub failed: bool,
    /// It asks whether it is solved.
    pub asks: bool,
}

/// Whether a part of the machine runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heartbeat {
    /// `sweep`, `mail`, …
    pub name: String,
    /// When it last ran.
    pub at: Moment,
}

/// A case with something that this person hasn't looked at yet.
#[derive(Clone, Debug)]
pub struct Fresh {
    /// Which.
    pub case: Listed,
    /// What is new, as codes, newest first.
    pub what: Vec<String>,
}

/// All of *Vandaag*.
#[derive(Clone, Debug)]
pub struct Today {
    /// What this person owes in cases that they may read, and what is late in those; most urgent first.
    pub owed: Vec<OwedLine>,
    /// What is new for them, newest first; a member of the board has a list of their own.
    pub fresh: Vec<Fresh>,
    /// So many results of evaluations that they haven't looked at, of cases that they don't read.
    pub results: usize,
    /// Messages that wait for a person.
    pub undelivered: Vec<Undelivered>,
    /// How many complaints nobody answered or opened yet.
    pub unopened: Vec<Listed>,
    /// When the parts of the machine last ran.
    pub heartbeats: Vec<Heartbeat>,
    /// Mail that couldn't leave.
    pub stuck: Vec<Job>,
    /// What time it is.
    pub now: Moment,
}

impl Desk {
    /// What this person sees on *Vandaag*.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn today(&self, person: &PersonId) -> Result<Today, DeskError> {
        let now = self.clock.now();
        let scope = self.scope_of(person).await?;
        let open = CaseFilter {
            open: Some(true),
            ..CaseFilter::default()
        };
        let rows = self
            .store
            .list_cases(&scope, &open, CaseOrder::Task, Page::first(LINES))
            .await?;
        let ended = self.store.ended_to_bring(&scope, LINES).await?;
        let mut cases: BTreeMap<CaseId, Listed> = BTreeMap::new();
        for listed in self.opened(person, ended, Opened::Headline).await? {
            cases.insert(listed.row.id.clone(), listed);
        }
        for listed in self.opened(person, rows, Opened::Headline).await? {
            cases.insert(listed.row.id.clone(), listed);
        }
        let mut owed = Vec::new();
        let owes = self.owed_rows(person, cases.values(), now).await?;
        let elsewhere: BTreeSet<CaseId> = owes
            .iter()
            .map(|row| CaseId(row.owner_id.clone()))
            .filter(|id| !cases.contains_key(id))
            .collect();
        let elsewhere: Vec<CaseId> = elsewhere.into_iter().collect();
        let rows = self.store.case_rows(&scope, &elsewhere).await?;
        for listed in self.opened(person, rows, Opened::Headline).await? {
            cases.insert(listed.row.id.clone(), listed);
        }
        for row in owes {
            let Some(case) = cases.get(&CaseId(row.owner_id.clone())) else {
                continue;
            };
            // Rows know more than everybody may see (a report of harm is for the board member only).
            if !case.view.case().owed.iter().any(|one| one.no == row.owed_no) {
                continue;
            }
            let version = self.shelf.version(row.policy_version)?;
            let task = version
                .policy
                .rule(&row.promise_key)
                .map(|rule| rule.task.clone())
                .unwrap_or_default();
            owed.push(OwedLine {
                owed: row,
                task,
                case: case.clone(),
            });
        }
        let mut undelivered = Vec::new();
        let mut unopened = Vec::new();
        for case in cases.values() {
            // Only for these are all their words needed.
            if !waiting(case).is_empty() {
                let whole = self.opened(person, vec![case.row.clone()], Opened::All).await?;
                undelivered.extend(whole.iter().flat_map(waiting));
            }
            let seen = case.view.case();
            let fresh =
                seen.is_complaint() && seen.messages.iter().all(|one| one.author == Author::Complainant);
            if fresh && case.view.may(Action::Answer) && !self.looked_at(&seen.id).await? {
                unopened.push(case.clone());
            }
        }
        let heartbeats = self.store.heartbeats().await?;
        let heartbeats = heartbeats
            .into_iter()
            .map(|(name, at)| Heartbeat { name, at })
            .collect();
        let stuck = self.store.jobs_failing(LINES).await?;
        let (fresh, results) = self.fresh(person, &scope).await?;
        Ok(Today {
            owed,
            fresh,
            results,
            undelivered,
            unopened,
            heartbeats,
            stuck,
            now,
        })
    }

    /// What this person owes, and all that is late in these cases; each once, most urgent first.
    async fn owed_rows(
        &self,
        person: &PersonId,
        cases: impl Iterator<Item = &Listed>,
        now: Moment,
    ) -> Result<Vec<OwedRow>, DeskError> {
        let mine = OwedFilter {
            open: Some(true),
            by_person: Some(person.clone()),
            ..OwedFilter::default()
        };
        let mut rows = self
            .store
            .owed_list(&self.owing_scope(person), &mine, Page::first(LINES))
            .await?;
        for listed in cases {
            let case = listed.view.case();
            let late = case.open_owed().filter(|owed| owed.due_at <= now);
            rows.extend(late.map(|owed| project::owed_row(&AggregateKey::case(&case.id), owed, Some(case))));
        }
        rows.sort_by(|a, b| (a.due_at, &a.owner_id, a.owed_no).cmp(&(b.due_at, &b.owner_id, b.owed_no)));
        rows.dedup_by(|a, b| a.owner_id == b.owner_id && a.owed_no == b.owed_no);
        Ok(rows)
    }

    /// What stands unread in this person's inbox, one line per case, and how many results of evaluations.
    async fn fresh(&self, person: &PersonId, scope: &Scope) -> Result<(Vec<Fresh>, usize), DeskError> {
        let mut whats: Vec<(CaseId, Vec<String>)> = Vec::new();
        for item in self.store.inbox_newest_unread(person, LINES).await? {
            if item.item.about.kind != AggregateKind::Case {
                continue;
            }
            let id = CaseId(item.item.about.id);
            match whats.iter_mut().find(|(one, _)| *one == id) {
                Some((_, what)) => what.push(item.item.what),
                None => whats.push((id, vec![item.item.what])),
            }
        }
        let ids: Vec<CaseId> = whats.iter().map(|(id, _)| id.clone()).collect();
        let found = self.store.case_rows(scope, &ids).await?;
        let mut found: BTreeMap<CaseId, CaseRow> =
            found.into_iter().map(|row| (row.id.clone(), row)).collect();
        let (mut rows, mut news, mut results) = (Vec::new(), Vec::new(), 0);
        for (id, what) in whats {
            let Some(row) = found.remove(&id) else {
                let excluded = self
                    .store
                    .case_row(&self.owing_scope(person), &id)
                    .await?
                    .is_none();
                results += usize::from(!excluded && what.iter().any(|one| one == "evaluation"));
                continue;
            };
            if row.board_member.as_ref() == Some(person) {
                continue;
            }
            rows.push(row);
            news.push((id, what));
        }
        // One that they may not see after all is left out, so the two are matched by id.
        let mut cases = self
            .opened(person, rows, Opened::Headline)
            .await?
            .into_iter()
            .peekable();
        let mut fresh = Vec::new();
        for (id, what) in news {
            fresh.extend(
                cases
                    .next_if(|case| case.row.id == id)
                    .map(|case| Fresh { case, what }),
            );
        }
        Ok((fresh, results))
    }

    /// Whether the handler of a case has opened it.
    async fn looked_at(&self, case: &CaseId) -> Result<bool, DeskError> {
        let Some((case, _)) = self.load_case(case).await? else {
            return Ok(false);
        };
        let object = AggregateKey::case(&case.id).to_string();
        let who = self.store.who_had_access(&object).await?;
        Ok(who
            .iter()
            .any(|person| case.acts_for(person, case.handler.as_ref())))
    }
}

/// Messages to the complainant that only a person can bring, or that mail couldn't.
fn waiting(case: &Listed) -> Vec<Undelivered> {
    let seen = case.view.case();
    let by_hand = matches!(seen.reply_by, ReplyBy::Phone | ReplyBy::Letter);
    seen.messages
        .iter()
        .filter(|message| message.author == Author::Staff && message.delivered.is_none())
        // What they say isn't true isn't brought again: what it kept is owed once more.
        .filter(|message| message.disputed.is_none())
        // A question that they answered by themselves needn't be asked any more.
        .filter(|message| !message.asks() || seen.unasked().is_some_and(|one| one.no == message.no))
        .filter(|message| case.view.may(access::delivers(seen, message.no)))
        .map(|message| Undelivered {
            case: case.clone(),
            message: message.no,
            failed: !by_hand,
            asks: message.asks(),
        })
        .collect()
}
