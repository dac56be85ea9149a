//! *Vandaag*: what is owed now and soon, what couldn't be delivered, what nobody opened, and whether everything runs.

use crate::read::Listed;
use crate::{Actor, Desk, DeskError};
use casework::access::{self, Action};
use casework::event::Author;
use casework::ids::{CaseId, PersonId};
use casework::moment::Moment;
use casework::vocabulary::ReplyBy;
use std::collections::BTreeMap;
use storage::{CaseFilter, CaseOrder, Job, OwedFilter, OwedRow, Page};

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

/// All of *Vandaag*.
#[derive(Clone, Debug)]
pub struct Today {
    /// What is owed in cases that this person follows, most urgent first.
    pub owed: Vec<OwedLine>,
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
        let organisation = self.organisation().await?;
        let viewer = self.viewer_in(&Actor::Staff(person.clone()), &organisation);
        let scope = self.scope_of(person).await?;
        let open = CaseFilter {
            open: Some(true),
            ..CaseFilter::default()
        };
        let mut cases: BTreeMap<CaseId, Listed> = BTreeMap::new();
        for row in self
            .store
            .list_cases(&scope, &open, CaseOrder::Due, Page::first(LINES))
            .await?
        {
            if let Some(listed) = self.listed(&viewer, row).await? {
                cases.insert(listed.row.id.clone(), listed);
            }
        }
        let filter = OwedFilter {
            open: Some(true),
            ..OwedFilter::default()
        };
        let mut owed = Vec::new();
        for row in self.store.owed_list(&scope, &filter, Page::first(LINES)).await? {
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
            undelivered.extend(waiting(case));
            let seen = case.view.case();
            let fresh =
                seen.is_complaint() && seen.messages.iter().all(|one| one.author == Author::Complainant);
            if fresh && case.view.may(Action::Answer) && !self.opened(&seen.id).await? {
                unopened.push(case.clone());
            }
        }
        let heartbeats = self.store.heartbeats().await?;
        let heartbeats = heartbeats
            .into_iter()
            .map(|(name, at)| Heartbeat { name, at })
            .collect();
        let stuck = self.store.jobs_failing(LINES).await?;
        Ok(Today {
            owed,
            undelivered,
            unopened,
            heartbeats,
            stuck,
            now,
        })
    }

    /// Whether the handler of a case has opened it.
    async fn opened(&self, case: &CaseId) -> Result<bool, DeskError> {
        let Some((case, _)) = self.load_case(case).await? else {
            return Ok(false);
        };
        let object = storage::AggregateKey::case(&case.id).to_string();
        let log = self.store.access_log_of(&object, LINES).await?;
        Ok(log
            .iter()
            .any(|entry| entry.actor == case.handler && entry.outcome == "allowed"))
    }
}

/// Messages to the complainant that only a person can bring, or that mail couldn't.
fn waiting(case: &Listed) -> Vec<Undelivered> {
    let seen = case.view.case();
    let by_hand = matches!(seen.reply_by, ReplyBy::Phone | ReplyBy::Letter);
    seen.messages
        .iter()
        .filter(|message| message.author == Author::Staff && message.delivered.is_none())
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
