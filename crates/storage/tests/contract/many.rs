//! Whoever has very many cases has their lists read in another way than whoever has few; the same stands in them.

use crate::support::*;
use std::collections::BTreeSet;
use storage::*;

/// More than few.
const CASES: u64 = 5_600;

/// Bob handles all of them and is excluded from some; Ann handles one in fifty, and is excluded from some as well. Els has
/// few, but more than are open.
async fn filled() -> Fixture {
    let f = fixture().await;
    let mut commit = Commit::at(NOW);
    for no in 0..CASES {
        let id = format!("c{no}");
        let mut one = case_rows(&id, 1);
        let at = i64::try_from(no).unwrap();
        one.case.number = casework::ids::CaseNumber::from_random(2026, u32::try_from(no).unwrap());
        one.case.received_at = NOW.plus_millis(at * 7_919 % 1_000);
        one.case.task_due_at = NOW.plus_millis(at * 104_729 % 500);
        one.case.next_due_at = (no % 3 > 0).then_some(one.case.task_due_at);
        one.case.closed_at = (no % 2 == 0).then_some(NOW);
        one.case.said_at = (no % 5 == 0).then_some(NOW);
        one.case.asks_only = no % 7 == 0;
        one.case.handler = Some(person(if no % 50 == 1 { "ann" } else { "bob" }));
        one.people = vec![related(&id, "bob", "handler")];
        if no % 50 == 1 {
            one.people.push(related(&id, "ann", "handler"));
        }
        if no % 8 < 5 {
            one.people.push(related(&id, "els", "handler"));
        }
        for (who, every) in [("ann", 150), ("bob", 11), ("els", 13)] {
            if no % every == 1 {
                one.people.push(related(&id, who, "excluded"));
            }
        }
        let mut append = append(&id, 0, &["{}"]);
        append.rows = Rows::Case(Box::new(one)).sorted();
        commit.appends.push(append);
    }
    f.store.commit(commit).await.unwrap();
    f
}

fn scope(who: &str, every_case: bool) -> Scope {
    Scope {
        person: Some(person(who)),
        relations: vec!["handler".to_owned()],
        every_case,
        other_owners: false,
    }
}

#[tokio::test]
async fn a_list_holds_the_same_in_the_same_order_by_whichever_way_it_is_read() {
    let f = filled().await;
    let all = |limit| Page { limit, offset: 0 };
    for who in ["ann", "bob", "els"] {
        let mut own = BTreeSet::new();
        for id in f.store.cases_related(&person(who), who, "handler").await.unwrap() {
            own.insert(id);
        }
        assert_eq!(own.len() < 5_000, who != "bob", "{}", own.len());
        for open in [None, Some(true), Some(false)] {
            for order in [CaseOrder::Due, CaseOrder::Newest, CaseOrder::Task] {
                let filter = CaseFilter {
                    open,
                    ..CaseFilter::default()
                };
                let list = |scope| f.store.list_cases(scope, &filter, order, all(u32::MAX));
                let (theirs, every) = (scope(who, false), scope(who, true));
                let ids = |rows: Vec<CaseRow>| rows.into_iter().map(|row| row.id).collect::<Vec<_>>();
                let found = ids(list(&theirs).await.unwrap());
                let mut expected = ids(list(&every).await.unwrap());
                expected.retain(|id| own.contains(id));
                assert_eq!(found, expected, "{who} {open:?} {order:?}");
                let count = f.store.count_cases(&theirs, &filter).await.unwrap();
                assert_eq!(count, expected.len() as u64, "{who} {open:?}");
                let some = f.store.count_cases_up_to(&theirs, &filter, 5).await.unwrap();
                assert_eq!(some, 5.min(expected.len() as u64));
                let page = Page { limit: 3, offset: 4 };
                let part = f.store.list_cases(&theirs, &filter, order, page).await.unwrap();
                assert_eq!(
                    ids(part),
                    expected.into_iter().skip(4).take(3).collect::<Vec<_>>()
                );
            }
        }
    }
}

#[tokio::test]
async fn cases_asked_by_id_come_in_that_order_without_those_that_are_not_seen() {
    let f = filled().await;
    let asked: Vec<_> = (0..40).rev().map(|no| case(&format!("c{no}"))).collect();
    let rows = f.store.case_rows(&scope("els", false), &asked).await.unwrap();
    let found: Vec<_> = rows.into_iter().map(|row| row.id).collect();
    let expected: Vec<_> = (0..40_u64)
        .rev()
        .filter(|no| no % 8 < 5 && no % 13 != 1)
        .map(|no| case(&format!("c{no}")))
        .collect();
    assert_eq!(found, expected);
    assert!(
        f.store
            .case_rows(&scope("els", false), &[])
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn what_is_open_is_counted_as_it_is_listed() {
    let f = filled().await;
    for who in ["ann", "bob"] {
        let scope = scope(who, false);
        let counts = f.store.open_counts(&scope, None, u32::MAX).await.unwrap();
        let open = CaseFilter {
            open: Some(true),
            ..CaseFilter::default()
        };
        for (count, filter) in [
            (counts.all, open.clone()),
            (
                counts.own,
                CaseFilter {
                    of: Some(person(who)),
                    ..open.clone()
                },
            ),
            (
                counts.new,
                CaseFilter {
                    said: Some(false),
                    ..open.clone()
                },
            ),
            (
                counts.asks_only,
                CaseFilter {
                    asks_only: Some(true),
                    ..open.clone()
                },
            ),
        ] {
            assert!(count > 0, "{who}");
            assert_eq!(
                f.store.count_cases(&scope, &filter).await.unwrap(),
                count,
                "{who} {filter:?}"
            );
        }
        assert_eq!(
            f.store.open_counts(&scope, Some("none"), 9).await.unwrap(),
            OpenCounts::default()
        );
    }
}
