//! Both databases end with the same tables, and compare and protect alike.

use crate::support::*;
use sqlx::{Connection, PgConnection, Row, SqliteConnection};
use std::collections::BTreeSet;
use storage::{Place, Store};

async fn postgres(f: &Fixture) -> PgConnection {
    crate::place::connect(&f.place).await
}

#[tokio::test]
async fn both_databases_have_the_same_tables_and_columns() {
    let f = fixture().await;
    let columns = "SELECT table_name AS t, column_name AS c FROM information_schema.columns WHERE table_schema = current_schema()";
    let theirs: BTreeSet<(String, String)> = sqlx::query(columns)
        .fetch_all(&mut postgres(&f).await)
        .await
        .unwrap()
        .iter()
        .map(|row| (row.get("t"), row.get("c")))
        .collect();
    let folder = f.folder.path().join("data");
    let embedded = Store::open(&folder, master(7)).await.unwrap();
    embedded.close().await;
    let file = format!("sqlite://{}", folder.join("gehoor.db").display());
    let columns = "SELECT m.name AS t, c.name AS c FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'";
    let ours: BTreeSet<(String, String)> = sqlx::query(columns)
        .fetch_all(&mut SqliteConnection::connect(&file).await.unwrap())
        .await
        .unwrap()
        .iter()
        .map(|row| (row.get("t"), row.get("c")))
        .collect();
    assert_eq!(ours, theirs);
}

#[tokio::test]
async fn text_is_compared_byte_by_byte_whatever_the_language_of_the_server() {
    let f = fixture().await;
    let columns = "SELECT table_name || '.' || column_name AS c FROM information_schema.columns
        WHERE table_schema = current_schema() AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'";
    let others: Vec<String> = sqlx::query(columns)
        .fetch_all(&mut postgres(&f).await)
        .await
        .unwrap()
        .iter()
        .map(|row| row.get("c"))
        .collect();
    assert_eq!(others, [""; 0]);
}

#[tokio::test]
async fn the_journal_can_t_be_emptied() {
    let f = fixture().await;
    f.store.commit(commit_of(append("c1", 0, &["{}"]))).await.unwrap();
    let error = f.tamper("TRUNCATE journal").await.unwrap_err();
    assert!(error.to_string().contains("append-only"), "{error}");
}

#[tokio::test]
async fn a_throw_away_schema_goes_and_leaves_the_rest() {
    let f = fixture().await;
    let Place::Postgres(url) = &f.place else { panic!() };
    f.store.setting_set("mine", "1", NOW).await.unwrap();
    let demo = Store::open_schema(url, "gehoor_demo_1", master(8)).await.unwrap();
    assert_eq!(demo.setting("mine").await.unwrap(), None);
    demo.throw_away("gehoor_demo_1").await.unwrap();
    assert!(f.tamper("SELECT 1 FROM gehoor_demo_1.settings").await.is_err());
    assert_eq!(f.store.setting("mine").await.unwrap().as_deref(), Some("1"));
    for bad in ["", "a b", "x; DROP SCHEMA public CASCADE", "A"] {
        assert!(Store::open_schema(url, bad, master(8)).await.is_err(), "{bad}");
    }
}

#[test]
fn an_address_is_shown_without_its_password() {
    let place = Place::parse(
        "postgres://gehoor:geheim@db.test:5433/klachten?sslrootcert=/etc/ca.pem&password=geheim",
    );
    assert_eq!(place.to_string(), "postgres://db.test:5433/klachten");
    assert!(!format!("{place:?}").contains("geheim"));
}
