//! What an event says is forgotten is gone altogether, and nothing goes without such an event.

use crate::support::*;
use crate::verifying::{filled, forgotten, project};
use storage::*;

/// A case with words, a file and a code, all of it forgotten.
async fn gone() -> (Fixture, ReceiptCode) {
    let f = filled().await;
    let key = IdempotencyKey {
        scope: "submit".into(),
        key: "a form".into(),
    };
    let code = f.store.receipt_code(&key).unwrap();
    let mut commit = Commit::at(NOW);
    commit.receipts.push(f.store.receipt(&code, &case("c1")).unwrap());
    f.store.commit(commit).await.unwrap();
    let (words, files) = (forgotten(Class::Words), forgotten(Class::Files));
    let mut commit = commit_of(append("c1", 2, &[&words, &files]));
    for class in [Class::Words, Class::Files] {
        let owner = Owner::case(&case("c1"));
        commit.erase.push(Erase { owner, class });
    }
    commit.forget_receipts.push(case("c1"));
    f.store.commit(commit).await.unwrap();
    (f, code)
}

#[tokio::test]
async fn what_is_forgotten_leaves_nothing_and_its_code_opens_nothing() {
    let (f, code) = gone().await;
    assert_eq!(f.store.case_by_receipt(&code).await.unwrap(), None);
    let report = f.store.verify(project).await.unwrap();
    assert_eq!((report.contents, report.files, report.erased), (0, 0, 3));
}

#[tokio::test]
async fn whatever_remains_of_what_is_forgotten_is_named() {
    let bytes = crate::place::blob("00");
    let key = format!(
        "UPDATE wrapped_keys SET wrapped = {bytes}, erased_at = NULL WHERE owner_id = 'c1' AND class = 'words'"
    );
    let content = format!("UPDATE contents SET sealed = {bytes} WHERE owner_id = 'c1'");
    let meta = format!("UPDATE files SET meta = {bytes} WHERE owner_id = 'c1'");
    let chunk = format!("INSERT INTO file_chunks SELECT id, 1, {bytes} FROM files WHERE owner_id = 'c1'");
    let file_key =
        format!("UPDATE wrapped_keys SET wrapped = {bytes}, erased_at = NULL WHERE owner_kind = 'file'");
    let changes: [(&str, &str, Option<u64>, &str); 7] = [
        (&key, "wrapped_keys", Some(3), "key is there"),
        (
            "DELETE FROM wrapped_keys WHERE owner_id = 'c1' AND class = 'words'",
            "wrapped_keys",
            Some(3),
            "take its place",
        ),
        (&content, "contents", Some(3), "bytes are there"),
        (&meta, "files", Some(4), "something of it"),
        (&chunk, "files", Some(4), "something of it"),
        (&file_key, "files", Some(4), "something of it"),
        (
            "INSERT INTO receipts (code_hash, case_id, at) VALUES ('x', 'c1', 1)",
            "receipts",
            Some(3),
            "still opens it",
        ),
    ];
    for (sql, table, sequence, what) in changes {
        let (f, _) = gone().await;
        assert_eq!(f.tamper(sql).await.unwrap(), 1, "{sql}");
        let Err(VerifyError::Wrong(found)) = f.store.verify(project).await else {
            panic!("not found: {sql}")
        };
        let place = (found.table.as_str(), found.sequence);
        assert_eq!(place, (table, sequence), "{sql}: {found}");
        assert!(found.what.contains(what), "{sql}: {found}");
    }
}

#[tokio::test]
async fn one_file_goes_alone_and_whatever_remains_of_it_is_named() {
    let bytes = crate::place::blob("00");
    let owner = Owner::case(&case("c1"));
    let changes = [
        String::new(),
        format!("UPDATE files SET meta = {bytes} WHERE owner_id = 'c1'"),
        format!("INSERT INTO file_chunks SELECT id, 1, {bytes} FROM files WHERE owner_id = 'c1'"),
        format!("UPDATE wrapped_keys SET wrapped = {bytes}, erased_at = NULL WHERE owner_kind = 'file'"),
    ];
    for sql in changes {
        let f = filled().await;
        let file = f.store.files_of(&owner).await.unwrap().remove(0);
        let mut sealer = f.store.sealer();
        let holds = sealer.seal(&owner, Class::Special, "about health").await.unwrap();
        let mut commit = commit_of(append(
            "c1",
            2,
            &[&serde_json::json!({ "holds": holds }).to_string()],
        ));
        commit.take(sealer.finish());
        f.store.commit(commit).await.unwrap();
        assert_eq!(f.store.cases_sooner(None, 10).await.unwrap(), [case("c1")]);
        assert_eq!(f.store.cases_sooner(Some(&case("c1")), 10).await.unwrap(), []);
        let said = serde_json::json!({ "kind": "forgotten", "class": "special", "files": [file.id] });
        let mut commit = commit_of(append("c1", 3, &[&said.to_string()]));
        commit.erase.push(Erase {
            owner: owner.clone(),
            class: Class::Special,
        });
        commit.erase_files.push(file.id.clone());
        f.store.commit(commit).await.unwrap();
        assert!(f.store.file_open(&owner, &file.id).await.unwrap().is_none());
        let gone = f.store.files_erased(&owner).await.unwrap();
        assert_eq!(gone, std::slice::from_ref(&file.id));
        assert_eq!(f.store.cases_sooner(None, 10).await.unwrap(), []);
        if sql.is_empty() {
            let report = f.store.verify(project).await.unwrap();
            assert_eq!((report.contents, report.files, report.erased), (1, 0, 3));
            continue;
        }
        assert_eq!(f.tamper(&sql).await.unwrap(), 1, "{sql}");
        let Err(VerifyError::Wrong(found)) = f.store.verify(project).await else {
            panic!("not found: {sql}")
        };
        let place = (found.table.as_str(), found.id.as_str(), found.sequence);
        assert_eq!(place, ("files", file.id.as_str(), Some(4)), "{sql}: {found}");
    }
}

#[tokio::test]
async fn a_key_that_was_destroyed_without_an_event_is_named() {
    let f = filled().await;
    let mut commit = commit_of(append("c1", 2, &["{}"]));
    commit.erase.push(Erase {
        owner: Owner::case(&case("c1")),
        class: Class::Words,
    });
    f.store.commit(commit).await.unwrap();
    let Err(VerifyError::Wrong(found)) = f.store.verify(project).await else {
        panic!("not found")
    };
    assert_eq!(
        (found.table.as_str(), found.id.as_str()),
        ("wrapped_keys", "case c1 words")
    );
    assert!(found.what.contains("no event says so"), "{found}");
}

#[tokio::test]
async fn cases_that_ended_are_found_until_the_class_is_forgotten() {
    let f = fixture().await;
    for (id, closed, gone) in [
        ("c1", 0, ""),
        ("c2", 5, ""),
        ("c3", 0, "identity"),
        ("c4", 0, "files,identity,words"),
    ] {
        let mut row = case_row(id, 1);
        row.closed_at = Some(NOW.plus_millis(closed * DAY));
        row.forgotten = gone.into();
        let mut one = append(id, 0, &["{}"]);
        if let Rows::Case(rows) = &mut one.rows {
            rows.case = row;
        }
        let mut commit = Commit::at(NOW);
        commit.appends.push(one);
        f.store.commit(commit).await.unwrap();
    }
    let by = NOW.plus_millis(DAY);
    let ended = |class: &'static str, after: Option<&'static str>| {
        let store = &f.store;
        async move {
            let after = after.map(case);
            let found = store.cases_ended(1, by, class, after.as_ref(), 10).await.unwrap();
            found.into_iter().map(|id| id.0).collect::<Vec<_>>()
        }
    };
    assert_eq!(ended("identity", None).await, ["c1"]);
    assert_eq!(ended("words", None).await, ["c1", "c3"]);
    assert_eq!(ended("words", Some("c1")).await, ["c3"]);
    assert!(
        f.store
            .cases_ended(2, by, "words", None, 10)
            .await
            .unwrap()
            .is_empty()
    );
}
