//! One commit is written wholly or not at all, and only when nobody was first.

use crate::support::*;
use storage::*;

#[tokio::test]
async fn what_was_appended_comes_back_in_order_with_a_chain() {
    let f = fixture().await;
    let done = f
        .store
        .commit(commit_of(append("c1", 0, &["{\"a\":1}", "{\"b\":2}"])))
        .await
        .unwrap();
    assert_eq!(done.sequences, [2]);
    f.store
        .commit(commit_of(append("c1", 2, &["{\"c\":3}"])))
        .await
        .unwrap();
    let entries = f.store.load(&AggregateKey::case(&case("c1"))).await.unwrap();
    let payloads: Vec<_> = entries.iter().map(|entry| entry.event.payload.as_str()).collect();
    assert_eq!(payloads, ["{\"a\":1}", "{\"b\":2}", "{\"c\":3}"]);
    assert_eq!(entries[0].previous_hash, "");
    assert_eq!(entries[1].previous_hash, entries[0].hash);
    assert_eq!(entries[2].previous_hash, entries[1].hash);
    let rows = f
        .store
        .rows_of(&AggregateKey::case(&case("c1")))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(rows, Rows::Case(Box::new(case_rows("c1", 3))));
}

#[tokio::test]
async fn who_comes_second_gets_a_conflict_and_writes_nothing() {
    let f = fixture().await;
    f.store.commit(commit_of(append("c1", 0, &["{}"]))).await.unwrap();
    let mut late = commit_of(append("c1", 0, &["{\"late\":true}"]));
    late.jobs.push(NewJob {
        kind: "mail".into(),
        payload: "{}".into(),
        run_at: NOW,
        unique_key: None,
    });
    let error = f.store.commit(late).await.unwrap_err();
    assert!(matches!(error, CommitError::Conflict { aggregate } if aggregate.id == "c1"));
    assert_eq!(
        f.store
            .load(&AggregateKey::case(&case("c1")))
            .await
            .unwrap()
            .len(),
        1
    );
    assert_eq!(f.store.next_job_at().await.unwrap(), None);
}

#[tokio::test]
async fn a_repeated_request_is_answered_the_same_and_does_nothing() {
    let f = fixture().await;
    let mut first = commit_of(append("c1", 0, &["{}"]));
    first.key = Some(key("k1"));
    first.reply = Some("26-7KQ4M".into());
    f.store.commit(first.clone()).await.unwrap();
    let mut second = commit_of(append("c2", 0, &["{}"]));
    second.key = Some(key("k1"));
    let error = f.store.commit(second).await.unwrap_err();
    assert!(matches!(error, CommitError::Duplicate { reply: Some(reply) } if reply == "26-7KQ4M"));
    assert!(
        f.store
            .load(&AggregateKey::case(&case("c2")))
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        f.store.reply_to(&key("k1")).await.unwrap(),
        Some(Some("26-7KQ4M".into()))
    );
    assert_eq!(f.store.reply_to(&key("other")).await.unwrap(), None);
}

#[tokio::test]
async fn one_bad_commit_among_many_at_once_spoils_only_itself() {
    let f = fixture().await;
    f.store
        .commit(commit_of(append("taken", 0, &["{}"])))
        .await
        .unwrap();
    let mut tasks = Vec::new();
    for n in 0..40 {
        let store = f.store.clone();
        tasks.push(tokio::spawn(async move {
            let mut commit = commit_of(append(&format!("c{n}"), 0, &["{}"]));
            if n % 4 == 0 {
                // The second append of this commit fails after the first one was written.
                commit.appends.push(append("taken", 0, &["{}"]));
            }
            (n, store.commit(commit).await)
        }));
    }
    for task in tasks {
        let (n, result) = task.await.unwrap();
        let entries = f
            .store
            .load(&AggregateKey::case(&case(&format!("c{n}"))))
            .await
            .unwrap();
        let row = f
            .store
            .case_row(&Scope::system(), &case(&format!("c{n}")))
            .await
            .unwrap();
        assert_eq!(result.is_ok(), n % 4 != 0, "{n}");
        assert_eq!(entries.len(), usize::from(result.is_ok()), "{n}");
        assert_eq!(row.is_some(), result.is_ok(), "{n}");
    }
}

#[tokio::test]
async fn of_many_who_answer_the_same_case_at_once_one_wins() {
    let f = fixture().await;
    f.store.commit(commit_of(append("c1", 0, &["{}"]))).await.unwrap();
    let tasks: Vec<_> = (0..16)
        .map(|_| {
            let store = f.store.clone();
            tokio::spawn(async move { store.commit(commit_of(append("c1", 1, &["{}"]))).await.is_ok() })
        })
        .collect();
    let mut won = 0;
    for task in tasks {
        won += u32::from(task.await.unwrap());
    }
    assert_eq!(won, 1);
}

#[tokio::test]
async fn an_acknowledged_commit_is_seen_by_another_reader_at_once() {
    let f = fixture().await;
    for n in 0..20 {
        f.store
            .commit(commit_of(append(&format!("c{n}"), 0, &["{}"])))
            .await
            .unwrap();
        let other = f
            .tamper("CREATE TABLE IF NOT EXISTS probe (n INTEGER); INSERT INTO probe SELECT 1 FROM cases")
            .await;
        assert_eq!(other.unwrap(), n + 1);
    }
}

#[tokio::test]
async fn a_commit_goes_on_when_its_caller_stops_waiting() {
    let f = fixture().await;
    let store = f.store.clone();
    let mut commit = Box::pin(async move { store.commit(commit_of(append("c1", 0, &["{}"]))).await });
    // Polled once: it is handed to the writer. Then dropped, as when a browser hangs up.
    let _ = tokio::time::timeout(std::time::Duration::from_millis(0), &mut commit).await;
    drop(commit);
    // Each try asks the database, so this takes as long as the commit that nobody waits for may take.
    for _ in 0..10_000 {
        if f.store
            .load(&AggregateKey::case(&case("c1")))
            .await
            .unwrap()
            .len()
            == 1
        {
            return;
        }
    }
    panic!("it didn't go on");
}

#[tokio::test]
async fn the_connection_that_writes_waits_for_the_disk() {
    assert!(fixture().await.store.is_lasting().await.unwrap());
}

#[tokio::test]
async fn what_is_thrown_away_says_that_it_does_not_last() {
    let folder = tempfile::tempdir().unwrap();
    let store = crate::place::throw_away(folder.path(), MasterKey::from_bytes([7; 32]).unwrap()).await;
    assert!(!store.is_lasting().await.unwrap());
}

#[tokio::test]
async fn a_number_that_is_taken_is_told_apart_from_a_conflict() {
    let f = fixture().await;
    f.store.commit(commit_of(append("c1", 0, &["{}"]))).await.unwrap();
    let mut other = append("c2", 0, &["{}"]);
    if let Rows::Case(rows) = &mut other.rows {
        rows.case.number = number("c1");
    }
    let error = f.store.commit(commit_of(other)).await.unwrap_err();
    assert!(matches!(error, CommitError::Taken(what) if what == "cases.number"));
}

#[tokio::test]
async fn the_journal_refuses_to_be_changed_or_cut() {
    let f = fixture().await;
    f.store.commit(commit_of(append("c1", 0, &["{}"]))).await.unwrap();
    for sql in ["UPDATE journal SET payload = '[]'", "DELETE FROM journal"] {
        let error = f.tamper(sql).await.unwrap_err();
        assert!(error.to_string().contains("append-only"), "{error}");
    }
}

#[tokio::test]
async fn the_anchor_changes_with_every_event_and_with_nothing_else() {
    let f = fixture().await;
    f.store.commit(commit_of(append("c1", 0, &["{}"]))).await.unwrap();
    let before = heads(&f.store).await;
    f.store.heartbeat("mail", NOW).await.unwrap();
    assert_eq!(heads(&f.store).await, before);
    f.store.commit(commit_of(append("c1", 1, &["{}"]))).await.unwrap();
    assert_ne!(heads(&f.store).await, before);
}
