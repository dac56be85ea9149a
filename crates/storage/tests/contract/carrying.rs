//! Everything can be carried to an empty store and back, and nothing else can be.

use crate::support::*;
use crate::verifying::{filled, project};
use std::collections::BTreeSet;
use storage::carry::{NOT_CARRIED, TABLES};
use storage::*;

/// A store with something in each table.
pub async fn full() -> Fixture {
    let f = filled().await;
    let store = &f.store;
    let draft = store.draft_create("{}", NOW).await.unwrap();
    let mut file = store.file_writer(FilePlace::Draft(&draft), NOW).await.unwrap();
    file.write(&[7; 200_000]).await.unwrap();
    file.finish("b.png", "image/png").await.unwrap();
    store
        .session_create(SessionKind::Staff, "ann", NOW, DAY)
        .await
        .unwrap();
    store.link_create("invitation", "ann", NOW, DAY).await.unwrap();
    store.attempt("sign-in", "10.0.0.1", 60_000, NOW).await.unwrap();
    store
        .login_set(&person("ann"), "ann@voorbeeld.test", NOW)
        .await
        .unwrap();
    store.heartbeat("mail", NOW).await.unwrap();
    let mut commit = commit_of(append("c3", 0, &["{\"é\":\"\\u0000 ☃\"}"]));
    commit.key = Some(key("k1"));
    commit.reply = Some("reply".into());
    let code = store.receipt_code(&key("k1")).unwrap();
    commit.receipts.push(store.receipt(&code, &case("c3")).unwrap());
    if let Rows::Case(rows) = &mut commit.appends[0].rows {
        rows.links = vec![CaseLinkRow {
            case_id: case("c3"),
            other: case("c1"),
        }];
    }
    commit.policy_bytes.push(PolicyBytes::new(vec![0, 255, 10]));
    commit.jobs.push(NewJob {
        kind: "mail".into(),
        payload: "{}".into(),
        run_at: NOW,
        unique_key: None,
    });
    commit.inbox.push(NewInboxItem {
        person: person("chris"),
        about: AggregateKey::case(&case("c3")),
        sequence: 1,
        what: "complaint".into(),
        at: NOW,
    });
    commit.access_log.push(AccessEntry {
        at: NOW,
        actor: None,
        action: "read".into(),
        object: "case c3".into(),
        outcome: "allowed".into(),
        reason: None,
    });
    store.commit(commit).await.unwrap();
    // More than one page, with keys that another order than that of their bytes would put elsewhere.
    for n in 0..250 {
        let name = format!("{}{n}", ["a", "B", "é", "_", "Z"][n % 5]);
        store.setting_set(&name, "1", NOW).await.unwrap();
    }
    for sql in [
        "INSERT INTO measures (id, cause, owner, cases, until_at, proposed_at, sequence) VALUES ('m1', 'x', 'ann', 'c1', 1, 1, 1)",
        "INSERT INTO people (id, roles) VALUES ('ann', 'handler')",
        "INSERT INTO working_groups (id, members) VALUES ('g1', 'ann')",
        "INSERT INTO policy_versions VALUES ('w-1', 'w', 1, 'x', 1, 1)",
    ] {
        f.tamper(sql).await.unwrap();
    }
    f
}

#[tokio::test]
async fn the_tables_that_are_carried_are_all_that_there_are() {
    let f = fixture().await;
    let there: BTreeSet<String> = crate::place::tables(&f.place).await.into_iter().collect();
    let listed: BTreeSet<String> = TABLES
        .iter()
        .chain(NOT_CARRIED)
        .map(|name| (*name).to_owned())
        .collect();
    assert_eq!(listed, there);
}

#[tokio::test]
async fn every_row_arrives_in_the_other_database_and_comes_back() {
    let f = full().await;
    let other = crate::place::other(f.folder.path());
    let target = Store::open_empty(&other, &master(7)).await.unwrap();
    let mut told = Vec::new();
    let there = f
        .store
        .carry_to(&target, |table, rows| told.push((table, rows)))
        .await
        .unwrap();
    for one in &there {
        assert!(one.rows > 0, "nothing of {} was tried", one.table);
    }
    assert!(
        told.contains(&("settings", 100)) && told.contains(&("settings", 251)),
        "{told:?}"
    );
    // It opens, with the right key only, and says what was said.
    target.close().await;
    assert!(matches!(
        Store::open_at(&other, master(8)).await,
        Err(Error::OtherKey)
    ));
    let target = Store::open_at(&other, master(7)).await.unwrap();
    assert_eq!(
        target.reply_to(&key("k1")).await.unwrap(),
        Some(Some("reply".into()))
    );
    let anchor = heads(&f.store).await;
    assert_eq!(heads(&target).await, anchor);
    let folder = tempfile::tempdir().unwrap();
    let back = Store::open_empty(&crate::place::new(folder.path()), &master(7))
        .await
        .unwrap();
    assert_eq!(target.carry_to(&back, |_, _| {}).await.unwrap(), there);
    assert_eq!(heads(&back).await, anchor);
}

#[tokio::test]
async fn what_was_carried_is_verified_as_what_the_program_wrote() {
    let f = filled().await;
    let target = Store::open_empty(&crate::place::other(f.folder.path()), &master(7))
        .await
        .unwrap();
    f.store.carry_to(&target, |_, _| {}).await.unwrap();
    assert_eq!(
        target.verify(project).await.unwrap(),
        f.store.verify(project).await.unwrap()
    );
}

#[tokio::test]
async fn a_place_where_something_is_kept_takes_nothing_in() {
    let f = filled().await;
    let other = crate::place::other(f.folder.path());
    // Opened once, it belongs to a key.
    Store::open_at(&other, master(7)).await.unwrap().close().await;
    let refused = Store::open_empty(&other, &master(7)).await.err();
    assert!(
        matches!(refused, Some(Error::NotEmpty("settings"))),
        "{refused:?}"
    );
    let refused = Store::open_empty(&f.place, &master(7)).await.err();
    assert!(matches!(refused, Some(Error::NotEmpty("journal"))), "{refused:?}");
}

#[tokio::test]
async fn what_is_written_meanwhile_is_not_torn_apart_and_a_failure_leaves_nothing() {
    let f = filled().await;
    let mut export = f.store.export().await.unwrap();
    let journal = export.table("journal").await.unwrap();
    let before = export.page(&journal, None).await.unwrap().len();
    f.store.commit(commit_of(append("c9", 0, &["{}"]))).await.unwrap();
    let cases = export.table("cases").await.unwrap();
    assert_eq!(export.page(&journal, None).await.unwrap().len(), before);
    assert_eq!(export.page(&cases, None).await.unwrap().len(), 2);
    drop(export);
    // A row twice: the import ends there, and what went before it isn't there either.
    let other = crate::place::other(f.folder.path());
    let target = Store::open_empty(&other, &master(7)).await.unwrap();
    let mut export = f.store.export().await.unwrap();
    let mut import = target.import().await.unwrap();
    let line = export.page(&journal, None).await.unwrap().remove(0);
    import.put(&journal, line.clone()).await.unwrap();
    assert!(import.put(&journal, line).await.is_err());
    drop(import);
    target.close().await;
    assert!(Store::open_empty(&other, &master(7)).await.is_ok());
}
