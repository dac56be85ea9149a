//! Verification passes on what the program wrote and names the first thing that somebody else changed.

use crate::support::*;
use storage::*;

pub fn project(
    aggregate: &AggregateKey,
    entries: &[JournalEntry],
) -> std::result::Result<Option<Rows>, String> {
    Ok(Some(Rows::Case(Box::new(case_rows(
        &aggregate.id,
        entries.len() as u64,
    )))))
}

/// The event that says that a class is forgotten.
pub fn forgotten(class: Class) -> String {
    serde_json::json!({ "kind": "forgotten", "class": class.code() }).to_string()
}

/// A store with two cases, one with a file, one with erased words.
pub async fn filled() -> Fixture {
    let f = fixture().await;
    f.add_case("c1", "first words").await;
    f.add_case("c2", "second words").await;
    let owner = Owner::case(&case("c1"));
    let mut writer = f.store.file_writer(FilePlace::Owner(&owner), NOW).await.unwrap();
    writer.write(&[3; 70_000]).await.unwrap();
    let file = writer.finish("a.pdf", "application/pdf").await.unwrap();
    let payload = format!(
        "{{\"files\":[{{\"id\":\"{}\",\"size\":{}}}]}}",
        file.id, file.size
    );
    let mut commit = commit_of(append("c1", 1, &[&payload]));
    commit.attach_files.push(file.id);
    f.store.commit(commit).await.unwrap();
    let mut erase = commit_of(append("c2", 1, &[&forgotten(Class::Words)]));
    erase.erase.push(Erase {
        owner: Owner::case(&case("c2")),
        class: Class::Words,
    });
    f.store.commit(erase).await.unwrap();
    f
}

#[tokio::test]
async fn what_the_program_wrote_is_right() {
    let f = filled().await;
    let report = f.store.verify(project).await.unwrap();
    assert_eq!(
        report,
        Report {
            aggregates: 2,
            events: 4,
            contents: 1,
            files: 1,
            erased: 1
        }
    );
}

#[tokio::test]
async fn each_change_behind_the_program_s_back_is_named() {
    let zero = format!(
        "UPDATE contents SET sealed = {} WHERE owner_id = 'c1'",
        crate::place::blob("00")
    );
    let changes: [(&str, &str, Option<u64>, &str); 14] = [
        ("UPDATE journal SET payload = '{}' WHERE id = 'c1' AND sequence = 1", "journal", Some(1), "changed"),
        ("UPDATE journal SET recorded_at = 1 WHERE id = 'c1' AND sequence = 2", "journal", Some(2), "changed"),
        ("UPDATE journal SET actor = NULL WHERE id = 'c2' AND sequence = 2", "journal", Some(2), "changed"),
        ("DELETE FROM journal WHERE id = 'c1' AND sequence = 1", "journal", Some(1), "missing"),
        ("UPDATE cases SET handler = 'bart' WHERE id = 'c1'", "cases", Some(2), "journal says"),
        ("UPDATE owed SET due_at = due_at + 1 WHERE owner_id = 'c2'", "owed", Some(2), "journal says"),
        ("DELETE FROM owed WHERE owner_id = 'c2'", "owed", Some(2), "journal says"),
        ("INSERT INTO case_people VALUES ('c1', 'bart', 'handler')", "case_people", Some(2), "journal says"),
        (&zero, "contents", None, "doesn't open"),
        ("DELETE FROM contents WHERE owner_id = 'c1'", "contents", Some(1), "missing"),
        ("DELETE FROM file_chunks WHERE number = 1", "file_chunks", None, "missing"),
        ("UPDATE files SET meta = NULL", "files", Some(2), "can't be opened"),
        (
            "INSERT INTO contents SELECT 'alone', owner_kind, owner_id, class, sealed, at FROM contents WHERE owner_id = 'c1'",
            "contents",
            None,
            "no event",
        ),
        (
            "INSERT INTO owed SELECT 'case', 'ghost', owed_no, promise_key, nature, subject, opened_at, due_at, missed_at, kept_at,
                replaced_by, released_at, released_for, owed_by_role, owed_by_person, owed_to_role, clause, policy_version, moved, state
             FROM owed WHERE owner_id = 'c1'",
            "owed",
            None,
            "belongs to nothing",
        ),
    ];
    for (sql, table, sequence, what) in changes {
        let f = filled().await;
        f.tamper(crate::place::WITHOUT_TRIGGERS).await.unwrap();
        assert_eq!(f.tamper(sql).await.unwrap(), 1, "{sql}");
        let Err(VerifyError::Wrong(found)) = f.store.verify(project).await else {
            panic!("not found: {sql}")
        };
        assert_eq!(
            (found.table.as_str(), found.sequence),
            (table, sequence),
            "{sql}: {found}"
        );
        assert!(found.what.contains(what), "{sql}: {found}");
    }
}

#[tokio::test]
async fn words_replaced_by_others_of_the_same_key_are_named() {
    let f = fixture().await;
    let owner = Owner::case(&case("c1"));
    let mut sealer = f.store.sealer();
    let content = sealer.seal(&owner, Class::Words, "what was said").await.unwrap();
    let mut commit = Commit::at(NOW);
    let lie = serde_json::json!({ "words": { "id": content.id, "digest": "0".repeat(64) } }).to_string();
    commit.appends.push(append("c1", 0, &[&lie]));
    commit.take(sealer.finish());
    f.store.commit(commit).await.unwrap();
    let Err(VerifyError::Wrong(found)) = f.store.verify(project).await else {
        panic!("not found")
    };
    assert_eq!(
        (found.table.as_str(), found.id.as_str()),
        ("contents", content.id.as_str())
    );
}
