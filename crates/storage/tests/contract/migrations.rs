//! The database takes only the shape that this program knows.

use crate::support::*;
use storage::*;

async fn reopened(sql: &str) -> Result<Store> {
    let f = fixture().await;
    f.tamper(sql).await.unwrap();
    f.store.close().await;
    Store::open_at(&f.place, master(7)).await
}

#[tokio::test]
async fn opening_again_changes_nothing() {
    assert!(reopened("SELECT 1").await.is_ok());
}

#[tokio::test]
async fn a_migration_that_was_changed_after_it_ran_is_refused() {
    let error = reopened("UPDATE migrations SET checksum = 'x' WHERE number = 2")
        .await
        .err()
        .unwrap();
    assert!(matches!(error, Error::ChangedMigration(2)));
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused() {
    let error = reopened("INSERT INTO migrations VALUES (99, 'later', 'x')")
        .await
        .err()
        .unwrap();
    assert!(matches!(error, Error::NewerDatabase(99)));
}

#[test]
fn migrations_are_numbered_without_a_gap() {
    let numbers: Vec<_> = storage::migrate::MIGRATIONS
        .iter()
        .map(|migration| migration.number)
        .collect();
    assert_eq!(numbers, (1..=numbers.len() as u32).collect::<Vec<_>>());
}
