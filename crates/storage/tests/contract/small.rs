//! Receipts, sign-in, sessions, links, counted attempts, jobs, inbox, settings: each says and does one thing.

use crate::support::*;
use storage::*;

#[tokio::test]
async fn a_repeat_yields_the_same_receipt_code_and_it_finds_the_case_however_it_is_typed() {
    let f = fixture().await;
    let code = f.store.receipt_code(&key("k1")).unwrap();
    assert_eq!(code, f.store.receipt_code(&key("k1")).unwrap());
    assert_ne!(code, f.store.receipt_code(&key("k2")).unwrap());
    assert_eq!((code.digits().len(), code.grouped().len()), (20, 24));
    let mut commit = commit_of(append("c1", 0, &["{}"]));
    commit.receipts.push(f.store.receipt(&code, &case("c1")).unwrap());
    f.store.commit(commit).await.unwrap();
    let typed = ReceiptCode::parse(&format!(" {} ", code.grouped().replace(' ', "-"))).unwrap();
    assert_eq!(f.store.case_by_receipt(&typed).await.unwrap(), Some(case("c1")));
    let other = f.store.receipt_code(&key("k2")).unwrap();
    assert_eq!(f.store.case_by_receipt(&other).await.unwrap(), None);
    let mut commit = storage::Commit::at(NOW);
    commit.revoke_receipts.push(case("c1"));
    let session = f.store.session_create(SessionKind::Complainant, "c1", NOW, 1000);
    let (session, other) = (
        session.await.unwrap(),
        f.store
            .session_create(SessionKind::Complainant, "c2", NOW, 1000)
            .await
            .unwrap(),
    );
    f.store.commit(commit).await.unwrap();
    let opened = async |token: &str| {
        let loaded = f.store.session_load(SessionKind::Complainant, token, NOW).await;
        loaded.unwrap().is_some()
    };
    assert!(!opened(&session).await, "who came in with that code is out");
    assert!(opened(&other).await);
    assert_eq!(f.store.case_by_receipt(&code).await.unwrap(), None);
    for bad in ["", "1234", "12345678901234567890123456", "1234567890123456789x"] {
        assert!(ReceiptCode::parse(bad).is_none(), "{bad}");
    }
}

#[tokio::test]
async fn a_session_ends_when_it_isn_t_used_and_when_it_is_told_to() {
    let f = fixture().await;
    let token = f
        .store
        .session_create(SessionKind::Staff, "ann", NOW, 1000)
        .await
        .unwrap();
    let at = |millis| NOW.plus_millis(millis);
    assert_eq!(
        f.store
            .session_load(SessionKind::Staff, &token, at(999))
            .await
            .unwrap()
            .unwrap()
            .subject,
        "ann"
    );
    assert!(
        f.store
            .session_load(SessionKind::Complainant, &token, at(1))
            .await
            .unwrap()
            .is_none()
    );
    assert!(f.store.session_touch(&token, at(900), 1000).await.unwrap());
    assert!(
        f.store
            .session_load(SessionKind::Staff, &token, at(1800))
            .await
            .unwrap()
            .is_some()
    );
    assert!(
        f.store
            .session_load(SessionKind::Staff, &token, at(1900))
            .await
            .unwrap()
            .is_none()
    );
    assert!(!f.store.session_touch(&token, at(1900), 1000).await.unwrap());
    let second = f
        .store
        .session_create(SessionKind::Staff, "ann", NOW, 9000)
        .await
        .unwrap();
    assert_eq!(
        f.store
            .sessions_delete_all(SessionKind::Staff, "ann")
            .await
            .unwrap(),
        2
    );
    assert!(
        f.store
            .session_load(SessionKind::Staff, &second, NOW)
            .await
            .unwrap()
            .is_none()
    );
    assert_eq!(
        f.tamper(Box::leak(
            format!("DELETE FROM sessions WHERE token_hash LIKE '%{second}%'").into_boxed_str()
        ))
        .await
        .unwrap(),
        0
    );
}

#[tokio::test]
async fn a_link_works_once_and_looking_doesn_t_use_it() {
    let f = fixture().await;
    let token = f.store.link_create("invitation", "ann", NOW, DAY).await.unwrap();
    assert_eq!(
        f.store
            .link_peek("invitation", &token, NOW)
            .await
            .unwrap()
            .as_deref(),
        Some("ann")
    );
    assert_eq!(f.store.link_use("start", &token, NOW).await.unwrap(), None);
    let (one, two) = tokio::join!(
        f.store.link_use("invitation", &token, NOW),
        f.store.link_use("invitation", &token, NOW)
    );
    assert_eq!([one.unwrap(), two.unwrap()].iter().flatten().count(), 1);
    let late = f.store.link_create("invitation", "ann", NOW, DAY).await.unwrap();
    assert_eq!(
        f.store
            .link_use("invitation", &late, NOW.plus_millis(DAY))
            .await
            .unwrap(),
        None
    );
}

#[tokio::test]
async fn an_address_finds_one_person_and_can_t_be_read_in_the_database() {
    let f = fixture().await;
    f.store
        .login_set(&person("ann"), "Ann@Voorbeeld.test ", NOW)
        .await
        .unwrap();
    f.store
        .password_set(&person("ann"), "$argon2id$x", NOW)
        .await
        .unwrap();
    let login = f
        .store
        .person_by_email("ann@voorbeeld.test")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (login.person, login.password_hash.as_deref()),
        (person("ann"), Some("$argon2id$x"))
    );
    let taken = f
        .store
        .login_set(&person("bart"), "ann@voorbeeld.test", NOW)
        .await;
    assert!(matches!(taken, Err(Error::Taken(what)) if what == "logins.email_index"));
    assert_eq!(
        f.tamper("DELETE FROM logins WHERE email_index LIKE '%ann%'")
            .await
            .unwrap(),
        0
    );
}

#[tokio::test]
async fn a_login_goes_with_its_commit_and_a_taken_address_takes_everything_back() {
    let f = fixture().await;
    let join = |case: &str, who: &str| {
        let mut commit = commit_of(append(case, 0, &["{}"]));
        commit.logins.push(NewLogin {
            person: person(who),
            email: "Ann@Voorbeeld.test".into(),
        });
        commit
    };
    f.store.commit(join("c1", "ann")).await.unwrap();
    let login = f.store.person_by_email("ann@voorbeeld.test").await.unwrap();
    assert_eq!(login.unwrap().person, person("ann"));
    let second = f.store.commit(join("c2", "bart")).await;
    assert!(matches!(second, Err(CommitError::Taken(what)) if what == "logins.email_index"));
    assert!(
        f.store
            .load(&AggregateKey::case(&case("c2")))
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn attempts_are_counted_per_window_even_when_they_come_at_once() {
    let f = fixture().await;
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let store = f.store.clone();
            tokio::spawn(async move { store.attempt("sign-in", "10.0.0.1", 60_000, NOW).await.unwrap() })
        })
        .collect();
    let mut counts = Vec::new();
    for task in tasks {
        counts.push(task.await.unwrap());
    }
    counts.sort_unstable();
    assert_eq!(counts, (1..=20).collect::<Vec<_>>());
    assert_eq!(
        f.store.attempt("sign-in", "10.0.0.2", 60_000, NOW).await.unwrap(),
        1
    );
    assert_eq!(
        f.store
            .attempt("sign-in", "10.0.0.1", 60_000, NOW.plus_millis(60_000))
            .await
            .unwrap(),
        1
    );
    f.store.attempts_forget("sign-in", "10.0.0.1").await.unwrap();
    assert_eq!(
        f.store.attempt("sign-in", "10.0.0.1", 60_000, NOW).await.unwrap(),
        1
    );
}

fn job(kind: &str, after: i64, unique: Option<&str>) -> NewJob {
    NewJob {
        kind: kind.into(),
        payload: "{}".into(),
        run_at: NOW.plus_millis(after),
        unique_key: unique.map(Into::into),
    }
}

async fn with_jobs(f: &Fixture, jobs: Vec<NewJob>) {
    let mut commit = Commit::at(NOW);
    commit.jobs = jobs;
    f.store.commit(commit).await.unwrap();
}

#[tokio::test]
async fn a_job_is_held_by_one_worker_until_its_lease_ends() {
    let f = fixture().await;
    with_jobs(
        &f,
        vec![
            job("later", 5000, None),
            job("second", 10, None),
            job("first", 0, None),
        ],
    )
    .await;
    assert_eq!(f.store.next_job_at().await.unwrap(), Some(NOW));
    let at = NOW.plus_millis(10);
    let (one, two) = tokio::join!(f.store.jobs_claim(at, 1000, 10), f.store.jobs_claim(at, 1000, 10));
    let mut kinds: Vec<_> = one
        .unwrap()
        .into_iter()
        .chain(two.unwrap())
        .map(|job| job.kind)
        .collect();
    assert_eq!(kinds, ["first", "second"]);
    kinds.clear();
    let again = f.store.jobs_claim(at.plus_millis(1000), 1000, 10).await.unwrap();
    assert_eq!(again.iter().map(|job| job.attempts).collect::<Vec<_>>(), [2, 2]);
    f.store
        .job_retry(&again[0].id, NOW.plus_millis(9000), "no route")
        .await
        .unwrap();
    assert!(f.store.job_finish(&again[1].id, NOW).await.unwrap());
    assert_eq!(f.store.next_job_at().await.unwrap(), Some(NOW.plus_millis(5000)));
    assert_eq!(f.store.jobs_failing(10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_job_with_the_same_key_is_made_once_even_after_it_was_done() {
    let f = fixture().await;
    with_jobs(
        &f,
        vec![
            job("mail", 0, Some("c1 receipt")),
            job("mail", 0, Some("c1 receipt")),
        ],
    )
    .await;
    let claimed = f.store.jobs_claim(NOW, 1000, 10).await.unwrap();
    assert_eq!(claimed.len(), 1);
    f.store.job_finish(&claimed[0].id, NOW).await.unwrap();
    with_jobs(&f, vec![job("mail", 0, Some("c1 receipt"))]).await;
    assert_eq!(
        f.store.sweep_jobs(NOW).await.unwrap(),
        0,
        "done within the time that it is kept"
    );
    assert_eq!(f.store.sweep_jobs(NOW.plus_millis(DAY)).await.unwrap(), 1);
    assert!(
        f.store
            .jobs_claim(NOW.plus_millis(DAY), 1000, 10)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_job_carried_out_twice_takes_effect_once() {
    let f = fixture().await;
    with_jobs(&f, vec![job("sweep", 0, None)]).await;
    let id = f.store.jobs_claim(NOW, 1000, 1).await.unwrap().remove(0).id;
    let mut first = commit_of(append("c1", 0, &["{}"]));
    first.jobs_done.push(id.clone());
    f.store.commit(first).await.unwrap();
    let mut second = commit_of(append("c1", 1, &["{}"]));
    second.jobs_done.push(id);
    assert!(matches!(
        f.store.commit(second).await,
        Err(CommitError::Duplicate { .. })
    ));
    assert_eq!(
        f.store
            .load(&AggregateKey::case(&case("c1")))
            .await
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn an_inbox_holds_each_thing_once_until_it_was_seen() {
    let f = fixture().await;
    let about = AggregateKey::case(&case("c1"));
    let item = NewInboxItem {
        person: person("chris"),
        about: about.clone(),
        sequence: 1,
        what: "complaint".into(),
        at: NOW,
    };
    for _ in 0..2 {
        let mut commit = Commit::at(NOW);
        commit.inbox.push(item.clone());
        f.store.commit(commit).await.unwrap();
    }
    let unread = f.store.inbox_unread(&person("chris"), 10).await.unwrap();
    assert_eq!(
        unread.iter().map(|found| &found.item).collect::<Vec<_>>(),
        [&item]
    );
    assert_eq!(f.store.inbox_count(&person("ann")).await.unwrap(), 0);
    assert_eq!(
        f.store
            .inbox_mark_seen(&person("chris"), &about, NOW)
            .await
            .unwrap(),
        1
    );
    assert_eq!(f.store.inbox_count(&person("chris")).await.unwrap(), 0);
    assert_eq!(
        f.store.inbox_since(&person("chris"), NOW, 10).await.unwrap()[0].seen_at,
        Some(NOW)
    );
}

#[tokio::test]
async fn settings_heartbeats_and_the_access_log_keep_what_they_are_told() {
    let f = fixture().await;
    f.store.setting_set("theme", "\"a\"", NOW).await.unwrap();
    f.store.setting_set("theme", "\"b\"", NOW).await.unwrap();
    assert_eq!(f.store.setting("theme").await.unwrap().as_deref(), Some("\"b\""));
    f.store.heartbeat("mail", NOW).await.unwrap();
    f.store.heartbeat("mail", NOW.plus_millis(5)).await.unwrap();
    assert_eq!(
        f.store.heartbeats().await.unwrap(),
        [("mail".to_owned(), NOW.plus_millis(5))]
    );
    let entry = AccessEntry {
        at: NOW,
        actor: Some(person("chris")),
        action: "reveal".into(),
        object: "case c1".into(),
        outcome: "allowed".into(),
        reason: None,
    };
    f.store.log_access(&entry).await.unwrap();
    assert_eq!(f.store.access_log_of("case c1", 5).await.unwrap(), [entry]);
    assert_eq!(f.store.sweep_access_log(NOW.plus_millis(1)).await.unwrap(), 1);
}

#[tokio::test]
async fn a_published_policy_is_found_by_date_and_its_bytes_can_t_change() {
    let f = fixture().await;
    for (version, from) in [(1_u32, 0), (2, DAY)] {
        let bytes = PolicyBytes::new(format!("version = {version}").into_bytes());
        let id = format!("wooncoop-{version}");
        let policy = PolicyRow {
            id: id.clone(),
            policy_key: "wooncoop".into(),
            version,
            hash: bytes.hash().to_owned(),
            published_at: NOW,
            in_force_from: NOW.plus_millis(from),
        };
        let mut commit = commit_of(Append {
            aggregate: AggregateKey::new(AggregateKind::PolicyVersion, id),
            expected_sequence: 0,
            events: vec![event("{}")],
            rows: Rows::Policy(PolicyRows { policy, owed: vec![] }),
        });
        commit.policy_bytes.push(bytes);
        f.store.commit(commit).await.unwrap();
    }
    let store = &f.store;
    let version = |at| async move {
        store
            .policy_in_force("wooncoop", NOW.plus_millis(at))
            .await
            .unwrap()
            .map(|row| row.version)
    };
    assert_eq!(
        (version(-1).await, version(0).await, version(DAY).await),
        (None, Some(1), Some(2))
    );
}

#[tokio::test]
async fn a_lease_is_one_node_s_until_it_ends_or_is_given_back() {
    let f = fixture().await;
    let other = Store::open_at(&f.place, master(7)).await.unwrap();
    let at = |millis| NOW.plus_millis(millis);
    assert!(f.store.lease("sweep", at(0), 1000).await.unwrap());
    assert!(f.store.lease("sweep", at(500), 1000).await.unwrap());
    assert!(!other.lease("sweep", at(1499), 1000).await.unwrap());
    assert!(other.lease("clean", at(1499), 1000).await.unwrap());
    assert!(other.lease("sweep", at(1500), 1000).await.unwrap());
    f.store.lease_give_back("sweep").await.unwrap();
    assert!(!f.store.lease("sweep", at(1600), 1000).await.unwrap());
    other.lease_give_back("sweep").await.unwrap();
    assert!(f.store.lease("sweep", at(1600), 1000).await.unwrap());
}

#[tokio::test]
async fn a_lease_from_a_clock_that_ran_days_ahead_binds_nobody() {
    let f = fixture().await;
    let other = Store::open_at(&f.place, master(7)).await.unwrap();
    assert!(
        f.store
            .lease("sweep", NOW.plus_millis(2 * DAY), 1000)
            .await
            .unwrap()
    );
    assert!(other.lease("sweep", NOW, 1000).await.unwrap());
}
