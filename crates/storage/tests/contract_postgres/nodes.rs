//! Several programs on one database: each piece of work is done once, whoever does it.

use crate::support::*;
use sqlx::Executor;
use std::collections::BTreeSet;
use storage::*;

async fn second(f: &Fixture) -> Store {
    Store::open_at(&f.place, master(7)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_that_start_at_once_on_an_empty_database_all_open_it() {
    let place = crate::place::new(std::path::Path::new(""));
    let tasks: Vec<_> = (0..6)
        .map(|_| {
            let place = place.clone();
            tokio::spawn(async move { Store::open_at(&place, master(7)).await.map(drop) })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_keys_that_open_a_new_database_at_once_one_is_refused() {
    let place = crate::place::new(std::path::Path::new(""));
    let (one, two) = tokio::join!(
        Store::open_at(&place, master(1)),
        Store::open_at(&place, master(2))
    );
    assert_eq!([one.is_ok(), two.is_ok()].iter().filter(|ok| **ok).count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_answer_the_same_case_on_two_nodes_one_wins_and_the_others_hear_it() {
    let f = fixture().await;
    let other = second(&f).await;
    f.store.commit(commit_of(append("c1", 0, &["{}"]))).await.unwrap();
    let tasks: Vec<_> = (0..16)
        .map(|n| {
            let store = if n % 2 == 0 {
                f.store.clone()
            } else {
                other.clone()
            };
            tokio::spawn(async move { store.commit(commit_of(append("c1", 1, &["{}", "{}"]))).await })
        })
        .collect();
    let mut won = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(_) => won += 1,
            Err(CommitError::Conflict { aggregate }) => assert_eq!(aggregate.id, "c1"),
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!(won, 1);
    let entries = other.load(&AggregateKey::case(&case("c1"))).await.unwrap();
    assert_eq!(entries.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_comes_at_two_nodes_at_once_is_carried_out_once_and_answered_alike() {
    let f = fixture().await;
    let other = second(&f).await;
    for n in 0..10 {
        let commit = |case: String, reply: &str| {
            let mut commit = commit_of(append(&case, 0, &["{}"]));
            commit.key = Some(key(&format!("k{n}")));
            commit.reply = Some(reply.to_owned());
            commit
        };
        let (one, two) = tokio::join!(
            f.store.commit(commit(format!("a{n}"), "one")),
            other.commit(commit(format!("b{n}"), "two"))
        );
        let (first, said) = match (&one, &two) {
            (Ok(_), Err(CommitError::Duplicate { reply })) => ("one", reply),
            (Err(CommitError::Duplicate { reply }), Ok(_)) => ("two", reply),
            _ => panic!("{one:?} {two:?}"),
        };
        assert_eq!(said.as_deref(), Some(first));
    }
    assert_eq!(
        f.store
            .count_cases(&Scope::system(), &CaseFilter::default())
            .await
            .unwrap(),
        10
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_is_claimed_by_one_node_however_many_look() {
    let f = fixture().await;
    let mut commit = Commit::at(NOW);
    for n in 0..200 {
        commit.jobs.push(NewJob {
            kind: format!("k{n}"),
            payload: "{}".into(),
            run_at: NOW,
            unique_key: None,
        });
    }
    f.store.commit(commit).await.unwrap();
    let other = second(&f).await;
    let tasks: Vec<_> = (0..40)
        .map(|n| {
            let store = if n % 2 == 0 {
                f.store.clone()
            } else {
                other.clone()
            };
            tokio::spawn(async move { store.jobs_claim(NOW, 1000, 7).await.unwrap() })
        })
        .collect();
    let mut claimed = Vec::new();
    for task in tasks {
        let jobs = task.await.unwrap();
        assert!(jobs.len() <= 7, "{}", jobs.len());
        claimed.extend(jobs.into_iter().map(|job| job.kind));
    }
    let different: BTreeSet<_> = claimed.iter().collect();
    assert_eq!(different.len(), claimed.len(), "one was claimed twice");
    // Whoever looked while others were claiming steps over theirs; what is left is found by the next who looks.
    while let Some(job) = f.store.jobs_claim(NOW, 1000, 7).await.unwrap().pop() {
        claimed.push(job.kind);
    }
    assert!(claimed.len() <= 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_that_waits_in_a_circle_with_another_transaction_is_done_again() {
    let f = fixture().await;
    let mut other = crate::place::connect(&f.place).await;
    let insert = |id: &str| {
        let text = format!(
            "INSERT INTO jobs (id, kind, payload, run_at, attempts, unique_key) VALUES ('{id}', 'mail', '{{}}', 0, 0, '{id}')"
        );
        sqlx::raw_sql(sqlx::AssertSqlSafe(text))
    };
    let own = sqlx::query_scalar("SELECT pg_backend_pid()");
    let pid: i32 = own.fetch_one(&mut other).await.unwrap();
    (&mut other).execute("BEGIN").await.unwrap();
    // Ours looks for a circle first, however busy the machine is: it is ours that the database must end.
    (&mut other)
        .execute("SET LOCAL deadlock_timeout = '60s'")
        .await
        .unwrap();
    (&mut other).execute(insert("u2")).await.unwrap();
    let store = f.store.clone();
    let ours = tokio::spawn(async move {
        let mut commit = commit_of(append("c1", 0, &["{}"]));
        commit.jobs = ["u1", "u2"]
            .map(|key| NewJob {
                kind: "mail".into(),
                payload: "{}".into(),
                run_at: NOW,
                unique_key: Some(key.into()),
            })
            .into();
        store.commit(commit).await
    });
    // It has u1 and waits for u2: now the other wants u1, and the database ends the one that looks first.
    let waits = "SELECT COUNT(*) FROM pg_stat_activity WHERE $1 = ANY(pg_blocking_pids(pid))";
    let mut observer = crate::place::connect(&f.place).await;
    let mut waiting = 0_i64;
    while waiting == 0 {
        let asked = sqlx::query_scalar(waits).bind(pid);
        waiting = asked.fetch_one(&mut observer).await.unwrap();
    }
    (&mut other).execute(insert("u1")).await.unwrap();
    (&mut other).execute("COMMIT").await.unwrap();
    ours.await.unwrap().unwrap();
    let entries = f.store.load(&AggregateKey::case(&case("c1"))).await.unwrap();
    assert_eq!(entries.len(), 1);
    assert_eq!(f.store.jobs_claim(NOW, 1000, 10).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_session_and_a_count_of_attempts_are_the_same_on_each_node() {
    let f = fixture().await;
    let other = second(&f).await;
    let token = f
        .store
        .session_create(SessionKind::Staff, "ann", NOW, DAY)
        .await
        .unwrap();
    let found = |store: Store| {
        let token = token.clone();
        async move { store.session_load(SessionKind::Staff, &token, NOW).await.unwrap() }
    };
    assert!(found(other.clone()).await.is_some());
    other
        .sessions_delete_all(SessionKind::Staff, "ann")
        .await
        .unwrap();
    assert!(found(f.store.clone()).await.is_none());
    for (n, store) in [&f.store, &other, &f.store].into_iter().enumerate() {
        let tries = store.attempt("sign-in", "10.0.0.1", 60_000, NOW).await.unwrap();
        assert_eq!(tries as usize, n + 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_that_are_written_again_wait_for_an_event_that_is_being_written() {
    let f = fixture().await;
    f.store.commit(commit_of(append("c1", 0, &["{}"]))).await.unwrap();
    let mut elsewhere = crate::place::connect(&f.place).await;
    elsewhere.execute("BEGIN").await.unwrap();
    elsewhere
        .execute(
            "INSERT INTO journal SELECT kind, id, 2, recorded_at, actor, event_kind, event_version, payload, hash, 'x'
            FROM journal WHERE id = 'c1'",
        )
        .await
        .unwrap();
    let store = f.store.clone();
    let again = tokio::spawn(async move { store.commit(commit_of(append("c1", 1, &[]))).await });
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert!(!again.is_finished(), "it didn't wait");
    elsewhere.execute("COMMIT").await.unwrap();
    assert!(matches!(
        again.await.unwrap(),
        Err(CommitError::Conflict { aggregate }) if aggregate.id == "c1"
    ));
}
