//! Lists show what the scope may see and nothing of what a person is excluded from; figures count what they say.

use crate::support::*;
use storage::*;

fn scope(who: &str, relations: &[&str]) -> Scope {
    Scope {
        person: Some(person(who)),
        relations: relations.iter().map(|one| (*one).to_owned()).collect(),
        every_case: false,
        other_owners: false,
    }
}

async fn add(f: &Fixture, id: &str, change: impl FnOnce(&mut CaseRows)) {
    let mut append = append(id, 0, &["{}"]);
    if let Rows::Case(rows) = &mut append.rows {
        change(rows);
    }
    f.store.commit(commit_of(append)).await.unwrap();
}

async fn ids(f: &Fixture, scope: &Scope, filter: &CaseFilter) -> Vec<String> {
    let rows = f
        .store
        .list_cases(scope, filter, CaseOrder::Due, Page::first(50))
        .await
        .unwrap();
    assert_eq!(
        f.store.count_cases(scope, filter).await.unwrap(),
        rows.len() as u64
    );
    rows.into_iter().map(|row| row.id.0).collect()
}

#[tokio::test]
async fn a_person_sees_cases_by_relation_and_exclusion_wins_over_every_relation() {
    let f = fixture().await;
    add(&f, "c1", |_| {}).await;
    add(&f, "c2", |rows| {
        rows.people = vec![related("c2", "bart", "handler")]
    })
    .await;
    add(&f, "c3", |rows| {
        rows.people.push(related("c3", "ann", "excluded"))
    })
    .await;
    let all = CaseFilter::default();
    let ann = scope("ann", &["handler", "supervisor"]);
    assert_eq!(ids(&f, &ann, &all).await, ["c1"]);
    assert_eq!(ids(&f, &scope("ann", &["supervisor"]), &all).await, [""; 0]);
    let mut everything = scope("ann", &[]);
    everything.every_case = true;
    assert_eq!(ids(&f, &everything, &all).await, ["c1", "c2"]);
    assert_eq!(ids(&f, &Scope::system(), &all).await, ["c1", "c2", "c3"]);
    assert!(
        f.store
            .case_by_number(&ann, &number("c3"))
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        f.store
            .case_by_number(&ann, &number("c1"))
            .await
            .unwrap()
            .is_some()
    );
    assert!(
        f.store
            .case_row(&everything, &case("c3"))
            .await
            .unwrap()
            .is_none()
    );
    let owed = f
        .store
        .owed_list(&everything, &OwedFilter::default(), Page::first(50))
        .await
        .unwrap();
    assert_eq!(
        owed.iter().map(|row| row.owner_id.as_str()).collect::<Vec<_>>(),
        ["c1", "c2"]
    );
    let figures = f
        .store
        .owed_figures(&everything, NOW, NOW.plus_millis(DAY), NOW)
        .await
        .unwrap();
    assert_eq!(figures[0].total, 2);
}

#[tokio::test]
async fn a_group_s_brief_leads_its_members_to_the_case_unless_they_are_excluded() {
    let f = fixture().await;
    add(&f, "c1", |rows| {
        rows.people.push(related("c1", "buildings", "briefed"))
    })
    .await;
    add(&f, "c2", |rows| {
        rows.people = vec![
            related("c2", "buildings", "briefed"),
            related("c2", "els", "excluded"),
        ]
    })
    .await;
    let (els, jan) = (person("els"), person("jan"));
    let briefed = |who| f.store.cases_related(who, "buildings", "briefed");
    assert_eq!(briefed(&els).await.unwrap(), [case("c1")]);
    assert_eq!(briefed(&jan).await.unwrap(), [case("c1"), case("c2")]);
    assert!(
        ids(&f, &scope("els", &["handler"]), &CaseFilter::default())
            .await
            .is_empty()
    );
}

#[tokio::test]
async fn every_filter_keeps_what_it_names_and_drops_the_rest() {
    let f = fixture().await;
    add(&f, "plain", |_| {}).await;
    add(&f, "other", |rows| {
        let row = &mut rows.case;
        row.opened_as = "concern".into();
        row.kinds = "third_party".into();
        row.theme = None;
        row.project = Some("p1".into());
        row.handler = None;
        row.registered_at = None;
        row.answered_at = Some(NOW);
        row.closed_at = Some(NOW);
        row.next_due_at = None;
        row.way_out = Some("withdrawn".into());
        row.received_at = NOW.plus_millis(-DAY);
        row.practice = true;
    })
    .await;
    let base = CaseFilter::default;
    let filters = [
        CaseFilter {
            opened_as: Some("complaint".into()),
            ..base()
        },
        CaseFilter {
            registered: Some(true),
            ..base()
        },
        CaseFilter {
            open: Some(true),
            ..base()
        },
        CaseFilter {
            answered: Some(false),
            ..base()
        },
        CaseFilter {
            handler: Some(person("ann")),
            ..base()
        },
        CaseFilter {
            theme: Some("heating".into()),
            ..base()
        },
        CaseFilter {
            kind: Some("cooperator".into()),
            ..base()
        },
        CaseFilter {
            received_from: Some(NOW),
            ..base()
        },
        CaseFilter {
            due_until: Some(NOW.plus_millis(3 * DAY)),
            ..base()
        },
        CaseFilter {
            practice: Some(false),
            ..base()
        },
    ];
    for filter in filters {
        assert_eq!(ids(&f, &Scope::system(), &filter).await, ["plain"], "{filter:?}");
    }
    let opposites = [
        CaseFilter {
            registered: Some(false),
            ..base()
        },
        CaseFilter {
            open: Some(false),
            ..base()
        },
        CaseFilter {
            answered: Some(true),
            ..base()
        },
        CaseFilter {
            project: Some("p1".into()),
            ..base()
        },
        CaseFilter {
            kind: Some("third_party".into()),
            ..base()
        },
        CaseFilter {
            way_out: Some("withdrawn".into()),
            ..base()
        },
        CaseFilter {
            received_until: Some(NOW),
            ..base()
        },
        CaseFilter {
            practice: Some(true),
            ..base()
        },
    ];
    for filter in opposites {
        assert_eq!(ids(&f, &Scope::system(), &filter).await, ["other"], "{filter:?}");
    }
    let newest = f
        .store
        .list_cases(
            &Scope::system(),
            &base(),
            CaseOrder::Newest,
            Page { limit: 1, offset: 1 },
        )
        .await
        .unwrap();
    assert_eq!(newest[0].id, case("other"));
}

#[tokio::test]
async fn the_sweep_finds_what_is_due_most_overdue_first_and_not_what_was_found_before() {
    let f = fixture().await;
    let due = |no: u32, days: i64, state: &str| OwedRow {
        due_at: NOW.plus_millis(days * DAY),
        state: state.into(),
        ..owed_row("c1", no)
    };
    add(&f, "c1", |rows| {
        rows.owed = vec![
            due(1, 2, "open"),
            due(2, 1, "open"),
            due(3, 0, "kept"),
            OwedRow {
                missed_at: Some(NOW),
                ..due(4, 0, "open")
            },
            due(5, 9, "open"),
        ];
    })
    .await;
    assert_eq!(f.store.next_due_at().await.unwrap(), Some(NOW.plus_millis(DAY)));
    let found = f.store.due_before(NOW.plus_millis(2 * DAY), 10).await.unwrap();
    assert_eq!(found.iter().map(|row| row.owed_no).collect::<Vec<_>>(), [2, 1]);
    let filter = OwedFilter {
        open: Some(true),
        by_person: Some(person("ann")),
        ..OwedFilter::default()
    };
    let mine = f
        .store
        .owed_list(&Scope::system(), &filter, Page::first(10))
        .await
        .unwrap();
    assert_eq!(
        mine.iter().map(|row| row.owed_no).collect::<Vec<_>>(),
        [4, 2, 1, 5]
    );
}

#[tokio::test]
async fn figures_count_late_and_kept_both_and_leave_out_practice_and_what_was_replaced_in_time() {
    let f = fixture().await;
    let row = |no: u32, state: &str, kept: Option<i64>| OwedRow {
        state: state.into(),
        kept_at: kept.map(|days| NOW.plus_millis(days * DAY)),
        ..owed_row("c1", no)
    };
    add(&f, "c1", |rows| {
        rows.owed = vec![
            row(1, "kept", Some(1)),
            row(2, "kept", Some(2)),
            row(3, "open", None),
            row(4, "released", None),
            row(5, "replaced", None),
        ];
    })
    .await;
    add(&f, "c2", |rows| rows.case.practice = true).await;
    let figures = |now| f.store.owed_figures(&SYSTEM, NOW, NOW.plus_millis(DAY), now);
    static SYSTEM: std::sync::LazyLock<Scope> = std::sync::LazyLock::new(Scope::system);
    let line = figures(NOW).await.unwrap().remove(0);
    assert_eq!(
        (
            line.total,
            line.kept,
            line.kept_late,
            line.open,
            line.overdue,
            line.released
        ),
        (4, 1, 1, 1, 0, 1)
    );
    assert_eq!(line.last_proof, Some(AggregateKey::case(&case("c1"))));
    let later = figures(NOW.plus_millis(2 * DAY)).await.unwrap().remove(0);
    assert_eq!((later.open, later.overdue), (0, 1));
}

#[tokio::test]
async fn a_zero_byte_in_what_somebody_asks_for_finds_nothing_and_breaks_nothing() {
    let f = fixture().await;
    add(&f, "c1", |_| {}).await;
    let filter = CaseFilter {
        theme: Some("heat\0ing".into()),
        ..CaseFilter::default()
    };
    assert_eq!(ids(&f, &Scope::system(), &filter).await, [""; 0]);
}

#[tokio::test]
async fn what_was_missed_first_is_late_also_when_it_was_released_or_replaced_after() {
    let f = fixture().await;
    let row = |no: u32, state: &str, by: Option<u32>| OwedRow {
        state: state.into(),
        kept_at: None,
        missed_at: Some(owed_row("c1", no).due_at),
        replaced_by: by,
        ..owed_row("c1", no)
    };
    let elsewhere = |row: OwedRow| OwedRow {
        promise_key: "another".into(),
        ..row
    };
    add(&f, "c1", |rows| {
        rows.owed = vec![
            // Missed, and then withdrawn.
            row(1, "released", None),
            // Missed, and then replaced by the date of an interim.
            row(2, "replaced", Some(3)),
            elsewhere(row(3, "open", None)),
            // Kept late, came back, and owed again with the same due instant: one promise.
            OwedRow {
                kept_at: Some(NOW.plus_millis(9 * DAY)),
                ..row(4, "replaced", Some(5))
            },
            row(5, "open", None),
            // Withdrawn when it was late already, and turned back: one promise.
            row(6, "released", Some(7)),
            row(7, "open", None),
        ];
    })
    .await;
    let until = NOW.plus_millis(DAY);
    let later = NOW.plus_millis(20 * DAY);
    let all = f
        .store
        .owed_figures(&Scope::system(), NOW, until, later)
        .await
        .unwrap();
    let line = all.iter().find(|line| line.promise_key != "another").unwrap();
    assert_eq!(
        (
            line.total,
            line.overdue,
            line.ended_late,
            line.released,
            line.late()
        ),
        (4, 2, 2, 0, 4)
    );
}
