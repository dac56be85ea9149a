//! Many cases for measuring: those that are there, told again under other numbers, at other times, in other words.
//!
//! What is multiplied went through the ordinary use cases; the copies go through the same commit, with their own keys and
//! sealed words. The same seed makes the same copies.

use crate::error::internal;
use crate::people::NewPerson;
use crate::{Desk, DeskError, codec, project};
use casework::access::Action;
use casework::case::{Case, Recorded};
use casework::event::{ContentRef, Event};
use casework::ids::{CaseId, CaseNumber, ContentId, PersonId};
use casework::moment::Moment;
use casework::organisation::StaffRole;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use storage::{
    AccessEntry, AggregateKey, Append, CaseFilter, CaseOrder, CaseRow, Class, Commit, IdempotencyKey,
    NewInboxItem, Owner, Page, Scope,
};

/// One commit holds so many cases.
const TOGETHER: u64 = 64;
/// At most so many cases serve as examples.
const EXAMPLES: u32 = 1_000;
/// Of a hundred copies so many are of a case in which something is owed still.
const OPEN_OF_A_HUNDRED: u64 = 3;
/// The copies of ended cases lie in so many weeks before their examples.
const WEEKS: u64 = 156;
/// The copies of open ones lie within so many milliseconds, so that next to nothing falls due while one measures.
const CLOSE: u64 = 60_000;
const WEEK: i64 = 7 * 24 * 60 * 60_000;
/// Whoever answers has so many of the copies.
const EACH: u64 = 2_000;
/// A number as large as this in an event is an instant.
const INSTANTS_FROM: i64 = 100_000_000_000;
/// One copy in so many says the same rare word.
const RARE: u64 = 1_000;

/// What is to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filling {
    /// So many copies.
    pub cases: u64,
    /// Which ones.
    pub seed: u64,
    /// All times move by this, so that the examples' now becomes another.
    pub shift_millis: i64,
}

/// What sets a copy apart.
struct Copied<'a> {
    number: CaseNumber,
    seed: u64,
    copy: u64,
    /// By how much its times move.
    by: i64,
    /// Who answers it, instead of the example's.
    handler: Option<&'a PersonId>,
}

/// A case that serves as an example.
struct Example {
    journal: Vec<(Option<PersonId>, Moment, Value)>,
    texts: HashMap<ContentId, String>,
    identity: BTreeSet<ContentId>,
    case: Case,
    open: bool,
}

/// Numbers that look like chance and are the same for the same seed (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: u64) -> u64 {
        self.next() % most.max(1)
    }

    fn one_of<'e>(&mut self, all: &'e [&'e Example]) -> Option<&'e Example> {
        let at = usize::try_from(self.below(all.len() as u64)).ok()?;
        all.get(at).copied()
    }
}

impl Desk {
    /// Makes copies of the cases that are there; `tell` is called for each.
    ///
    /// # Errors
    /// When there is nothing to copy, or the store fails.
    pub async fn fill(&self, filling: Filling, tell: impl Fn()) -> Result<(), DeskError> {
        let examples = self.examples().await?;
        let open: Vec<&Example> = examples.iter().filter(|one| one.open).collect();
        let ended: Vec<&Example> = examples.iter().filter(|one| !one.open).collect();
        if open.is_empty() || ended.is_empty() {
            return Err(internal("there are no cases to copy"));
        }
        let mut chance = Chance(filling.seed);
        let rows = self.every_case().await?;
        let taken: BTreeSet<CaseNumber> = rows.into_iter().map(|row| row.number).collect();
        let colleagues = self.colleagues(filling.cases / EACH).await?;
        let mut places = 0..;
        let mut writing = None;
        let mut made = 0;
        while made < filling.cases {
            let mut commit = Commit::at(self.clock.now());
            let upto = (made + TOGETHER).min(filling.cases);
            let mut sealer = self.store.sealer();
            for copy in made..upto {
                let of = if chance.below(100) < OPEN_OF_A_HUNDRED {
                    &open
                } else {
                    &ended
                };
                let Some(example) = chance.one_of(of) else {
                    continue;
                };
                let back = match example.open {
                    true => i64::try_from(chance.below(CLOSE)).unwrap_or_default(),
                    false => WEEK.saturating_mul(i64::try_from(chance.below(WEEKS)).unwrap_or_default()),
                };
                let by = filling.shift_millis.saturating_sub(back);
                let number = loop {
                    let number = self.number(example, by, places.next().unwrap_or_default())?;
                    if !taken.contains(&number) {
                        break number;
                    }
                };
                let copied = Copied {
                    number,
                    seed: filling.seed,
                    copy,
                    by,
                    handler: usize::try_from(copy % (filling.cases / EACH + 1))
                        .ok()
                        .and_then(|at| colleagues.get(at)),
                };
                self.copy(example, copied, &mut sealer, &mut commit).await?;
                tell();
            }
            commit.take(sealer.finish());
            made = upto;
            // While one commit is written, the next is prepared.
            if let Some(before) = writing.replace(tokio::spawn({
                let store = self.store.clone();
                async move { store.commit(commit).await }
            })) {
                before.await.map_err(internal)??;
            }
        }
        if let Some(last) = writing {
            last.await.map_err(internal)??;
        }
        Ok(())
    }

    /// People who answer, besides those who did already.
    async fn colleagues(&self, count: u64) -> Result<Vec<PersonId>, DeskError> {
        let mut colleagues = Vec::new();
        for number in 0..count {
            let person = NewPerson {
                name: format!("Collega {number}"),
                email: format!("collega-{number}@voorbeeld.test"),
                roles: BTreeSet::from([StaffRole::Handler]),
            };
            colleagues.push(self.add_person(None, person).await?);
        }
        Ok(colleagues)
    }

    async fn every_case(&self) -> Result<Vec<CaseRow>, DeskError> {
        let (scope, all) = (Scope::system(), CaseFilter::default());
        let page = Page::first(EXAMPLES);
        Ok(self
            .store
            .list_cases(&scope, &all, CaseOrder::Newest, page)
            .await?)
    }

    /// The cases that can be told again by themselves: without files, measures or links.
    async fn examples(&self) -> Result<Vec<Example>, DeskError> {
        let mut examples = Vec::new();
        for row in self.every_case().await? {
            let entries = self.store.load(&AggregateKey::case(&row.id)).await?;
            let Some((case, _)) = self.load_case(&row.id).await? else {
                continue;
            };
            let alone = case.links.is_empty()
                && case.entrusted.files.is_empty()
                && case.messages.iter().all(|message| message.files.is_empty())
                && entries
                    .iter()
                    .all(|entry| !entry.event.kind.starts_with("measure_"));
            if !alone {
                continue;
            }
            let mut journal = Vec::new();
            for entry in entries {
                journal.push((entry.event.actor.clone(), entry.event.at, codec::decode(&entry)?));
            }
            let known = &case.entrusted;
            let identity = [&known.name, &known.email, &known.phone, &known.address];
            examples.push(Example {
                journal,
                texts: self.store.open_contents_of(&Owner::case(&row.id)).await?,
                identity: identity.into_iter().flatten().map(|one| one.id.clone()).collect(),
                open: row.closed_at.is_none(),
                case,
            });
        }
        Ok(examples)
    }

    /// The number at a place in an order that looks like chance; as many places as there are numbers in a year.
    fn number(&self, example: &Example, by: i64, place: u32) -> Result<CaseNumber, DeskError> {
        let zone = &self.shelf.version(example.case.policy_version)?.calendar.zone;
        let year = example.case.received_at.plus_millis(by).date(zone).year();
        Ok(CaseNumber::from_random(year, place.wrapping_mul(0x000B_5E2D)))
    }

    async fn copy(
        &self,
        example: &Example,
        copied: Copied<'_>,
        sealer: &mut storage::Sealer<'_>,
        commit: &mut Commit,
    ) -> Result<(), DeskError> {
        let Copied {
            number,
            seed,
            copy,
            by,
            handler,
        } = copied;
        let mut chance = Chance(seed ^ copy.wrapping_mul(0xD6E8_FEB8_6659_FD93));
        let halves = [chance.next().to_be_bytes(), chance.next().to_be_bytes()];
        let id = CaseId::from_random(std::array::from_fn(|at| {
            halves.as_flattened().get(at).copied().unwrap_or_default()
        }));
        let owner = Owner::case(&id);
        let story = example.case.entrusted.story.as_ref().map(|one| one.id.clone());
        let mut sealed = HashMap::new();
        for (old, text) in &example.texts {
            let class = if example.identity.contains(old) {
                Class::Identity
            } else {
                Class::Words
            };
            let text = match Some(old) == story.as_ref() {
                true => format!("{text} Kenmerk kw{}.", copy % RARE),
                false => text.clone(),
            };
            sealed.insert(old.clone(), sealer.seal(&owner, class, &text).await?);
        }
        let retelling = Retelling {
            by,
            sealed,
            handler: example.case.handler.as_ref().zip(handler),
        };
        let mut journal = Vec::with_capacity(example.journal.len());
        for (actor, at, event) in &example.journal {
            let mut event = event.clone();
            retelling.tell(&mut event);
            let mut event: Event = serde_json::from_value(event).map_err(internal)?;
            if let Event::Received { number: own, .. } = &mut event {
                *own = number.clone();
            }
            let (actor, at) = (
                actor.as_ref().map(|one| retelling.person(one)),
                at.plus_millis(by),
            );
            journal.push(Recorded { actor, at, event });
        }
        let case = Case::replay(&id, &journal).map_err(internal)?;
        let key = IdempotencyKey {
            scope: "submit".to_owned(),
            key: id.to_string(),
        };
        let code = self.store.receipt_code(&key)?;
        commit.receipts.push(self.store.receipt(&code, &id)?);
        self.noticed(example, &case, commit);
        commit.appends.push(Append {
            aggregate: AggregateKey::case(&id),
            expected_sequence: 0,
            events: codec::encode_all(&journal)?,
            rows: project::case_rows(&case, &self.shelf.version(case.policy_version)?.policy),
        });
        Ok(())
    }

    /// What stands beside a case: its handler opened it once somebody answered; until then it stands in the inboxes.
    fn noticed(&self, example: &Example, case: &Case, commit: &mut Commit) {
        let about = AggregateKey::case(&case.id);
        if case.messages.len() > 1 || !example.open {
            commit.access_log.push(AccessEntry {
                at: case.received_at,
                actor: case.handler.clone(),
                action: Action::SeeCase.code().to_owned(),
                object: about.to_string(),
                outcome: "allowed".to_owned(),
                reason: None,
            });
            return;
        }
        for person in [&case.handler, &case.supervisor, &case.board_member]
            .into_iter()
            .flatten()
        {
            commit.inbox.push(NewInboxItem {
                person: person.clone(),
                about: about.clone(),
                sequence: 1,
                what: "registered".to_owned(),
                at: case.received_at,
            });
        }
    }
}

/// How an example becomes a copy.
struct Retelling<'a> {
    by: i64,
    sealed: HashMap<ContentId, ContentRef>,
    /// Who answered it, and who does so in the copy.
    handler: Option<(&'a PersonId, &'a PersonId)>,
}

impl Retelling<'_> {
    fn person(&self, one: &PersonId) -> PersonId {
        match self.handler {
            Some((before, now)) if before == one => now.clone(),
            _ => one.clone(),
        }
    }

    /// Moves the instants in an event, names the other handler and points at other words.
    fn tell(&self, value: &mut Value) {
        match value {
            Value::Number(number) => {
                if let Some(at) = number.as_i64().filter(|at| *at >= INSTANTS_FROM) {
                    *value = Value::from(at.saturating_add(self.by));
                }
            }
            Value::String(text) => {
                if let Some((_, now)) = self.handler.filter(|(before, _)| before.as_str() == text) {
                    now.as_str().clone_into(text);
                }
            }
            Value::Array(all) => all.iter_mut().for_each(|one| self.tell(one)),
            Value::Object(fields) => {
                let known = fields.get("id").and_then(Value::as_str).map(ContentId::from);
                let other = known.and_then(|id| self.sealed.get(&id));
                match other.filter(|_| fields.contains_key("digest")) {
                    Some(other) => {
                        fields.insert("id".to_owned(), Value::from(other.id.as_str()));
                        fields.insert("digest".to_owned(), Value::from(other.digest.clone()));
                    }
                    None => fields.values_mut().for_each(|one| self.tell(one)),
                }
            }
            Value::Null | Value::Bool(_) => {}
        }
    }
}
