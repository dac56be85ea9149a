//! The database takes only the shape that this program knows.

use crate::support::*;
use storage::*;

async fn reopened(sql: &'static str) -> Result<Store> {
    let f = fixture().await;
    f.tamper(sql).await.unwrap();
    f.store.close().await;
    Store::open(&f.folder.path().join("data"), master(7)).await
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
    assert!(matches!(error, Error::Migration(message) if message.contains("number 2")));
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused() {
    let error = reopened("INSERT INTO migrations VALUES (99, 'later', 'x')")
        .await
        .err()
        .unwrap();
    assert!(matches!(error, Error::Migration(message) if message.contains("newer")));
}

#[test]
fn migrations_are_numbered_without_a_gap() {
    let numbers: Vec<_> = storage::migrate::MIGRATIONS
        .iter()
        .map(|migration| migration.number)
        .collect();
    assert_eq!(numbers, (1..=numbers.len() as u32).collect::<Vec<_>>());
}

#[cfg(unix)]
#[tokio::test]
async fn the_data_folder_is_its_owner_s_only() {
    use std::os::unix::fs::PermissionsExt;
    let f = fixture().await;
    let mode = f
        .folder
        .path()
        .join("data")
        .metadata()
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o700);
}
