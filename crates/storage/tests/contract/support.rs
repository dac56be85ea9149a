//! A store in a place of its own, and the smallest case that can be kept.

use casework::ids::{CaseId, CaseNumber, PersonId};
use casework::moment::Moment;
use storage::*;

pub const NOW: Moment = Moment(1_795_000_000_000);
pub const DAY: i64 = 86_400_000;

/// A store that ends with its folder.
pub struct Fixture {
    pub store: Store,
    pub place: Place,
    pub folder: tempfile::TempDir,
}

pub async fn fixture() -> Fixture {
    let folder = tempfile::tempdir().unwrap();
    let place = crate::place::new(folder.path());
    let store = Store::open_at(&place, master(7)).await.unwrap();
    Fixture { store, place, folder }
}

pub fn master(seed: u8) -> MasterKey {
    MasterKey::from_bytes([seed; 32]).unwrap()
}

impl Fixture {
    /// Does behind the program's back what an administrator of the database could do. Says how many rows it changed.
    pub async fn tamper(&self, sql: &str) -> sqlx::Result<u64> {
        use sqlx::Executor;
        let mut connection = crate::place::connect(&self.place).await;
        let text = sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned()));
        Ok((&mut connection).execute(text).await?.rows_affected())
    }

    /// Keeps a new case with these sealed words in its first event.
    pub async fn add_case(&self, id: &str, words: &str) -> casework::event::ContentRef {
        let mut sealer = self.store.sealer();
        let content = sealer
            .seal(&Owner::case(&case(id)), Class::Words, words)
            .await
            .unwrap();
        let mut commit = Commit::at(NOW);
        let payload = serde_json::json!({ "kind": "received", "story": content }).to_string();
        commit.appends.push(append(id, 0, &[&payload]));
        commit.take(sealer.finish());
        self.store.commit(commit).await.unwrap();
        content
    }
}

pub fn case(id: &str) -> CaseId {
    CaseId::from(id)
}

pub fn person(id: &str) -> PersonId {
    PersonId::from(id)
}

pub fn event(payload: &str) -> StoredEvent {
    StoredEvent {
        kind: "received".into(),
        version: 1,
        payload: payload.into(),
        actor: Some(person("ann")),
        at: NOW,
    }
}

/// A number that belongs to the id, so that two cases have two numbers.
pub fn number(id: &str) -> CaseNumber {
    let random = id.bytes().fold(7_u32, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(u32::from(byte))
    });
    CaseNumber::from_random(2026, random & 0xf_ffff)
}

pub fn case_row(id: &str, sequence: u64) -> CaseRow {
    CaseRow {
        id: case(id),
        number: number(id),
        opened_as: "complaint".into(),
        kinds: "resident,cooperator".into(),
        channel: "form".into(),
        reply_by: "email".into(),
        theme: Some("heating".into()),
        project: None,
        language: "nl".into(),
        received_at: NOW,
        registered_at: Some(NOW),
        handler: Some(person("ann")),
        supervisor: None,
        board_member: None,
        answered_at: None,
        last_message_at: None,
        closed_at: None,
        next_due_at: Some(NOW.plus_millis(2 * DAY)),
        way_out: None,
        sequence,
        title_content: None,
        policy_version: 1,
        practice: false,
        verdict: None,
        silent_at: None,
        causes: String::new(),
        answer_late: false,
        answer_due_at: None,
        answer_since: None,
        evaluated_at: None,
        task_due_at: NOW.plus_millis(2 * DAY),
        asks_only: false,
        said_at: None,
        forgotten: String::new(),
    }
}

pub fn owed_row(id: &str, no: u32) -> OwedRow {
    OwedRow {
        owner_kind: "case".into(),
        owner_id: id.into(),
        owed_no: no,
        promise_key: "answer".into(),
        nature: "promise".into(),
        subject: None,
        opened_at: NOW,
        due_at: NOW.plus_millis(2 * DAY),
        missed_at: None,
        kept_at: None,
        replaced_by: None,
        released_at: None,
        released_for: None,
        owed_by_role: "handler".into(),
        owed_by_person: Some(person("ann")),
        owed_to_role: "complainant".into(),
        clause: Some("answer-in-two-days".into()),
        policy_version: 1,
        moved: 0,
        state: "open".into(),
    }
}

pub fn related(id: &str, who: &str, relation: &str) -> CasePersonRow {
    CasePersonRow {
        case_id: case(id),
        person: person(who),
        relation: relation.into(),
    }
}

/// The rows that the tests' own projection gives for a case with so many events.
pub fn case_rows(id: &str, sequence: u64) -> CaseRows {
    CaseRows {
        case: case_row(id, sequence),
        owed: vec![owed_row(id, 1)],
        people: vec![related(id, "ann", "handler")],
        links: vec![],
    }
}

pub fn append(id: &str, expected_sequence: u64, payloads: &[&str]) -> Append {
    Append {
        aggregate: AggregateKey::case(&case(id)),
        expected_sequence,
        events: payloads.iter().map(|payload| event(payload)).collect(),
        rows: Rows::Case(Box::new(case_rows(id, expected_sequence + payloads.len() as u64))),
    }
}

pub fn commit_of(append: Append) -> Commit {
    let mut commit = Commit::at(NOW);
    commit.appends.push(append);
    commit
}

pub fn key(text: &str) -> IdempotencyKey {
    IdempotencyKey {
        scope: "submit".into(),
        key: text.into(),
    }
}

/// The last hash of every chain: everything recorded so far.
pub async fn heads(store: &Store) -> Vec<(String, String)> {
    let mut heads = Vec::new();
    for kind in AggregateKind::ALL {
        for id in store.aggregate_ids(*kind, None, 10_000).await.unwrap() {
            let aggregate = AggregateKey::new(*kind, id);
            let last = store.load(&aggregate).await.unwrap().pop().unwrap();
            heads.push((aggregate.to_string(), last.hash));
        }
    }
    heads
}
