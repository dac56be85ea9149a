//! Where this run of the contract keeps its data: each in a schema of its own on one PostgreSQL server.

use crate::postgres::Server;
use sqlx::{Connection, PgConnection};
use std::path::Path;
use std::sync::LazyLock;
use storage::dialect::Dialect;
use storage::{MasterKey, Place, Store};

pub const DIALECT: Dialect = Dialect::Postgres;
/// So that what nobody may do can be tried.
pub const WITHOUT_TRIGGERS: &str = "DROP TRIGGER journal_append_only ON journal";

static SERVER: LazyLock<Server> = LazyLock::new(|| Server::start().unwrap());

pub fn new(_: &Path) -> Place {
    Place::Postgres(SERVER.place().unwrap())
}

pub async fn connect(place: &Place) -> PgConnection {
    let Place::Postgres(url) = place else {
        panic!("{place}")
    };
    PgConnection::connect(url).await.unwrap()
}

/// A store whose data may be lost.
pub async fn throw_away(_: &Path, key: MasterKey) -> Store {
    let url = SERVER.place().unwrap();
    Store::open_schema(&url, "thrown_away", key).await.unwrap()
}

/// Bytes as they are written in SQL.
pub fn blob(hex: &str) -> String {
    format!("'\\x{hex}'")
}

/// The names of all tables.
pub async fn tables(place: &Place) -> Vec<String> {
    let names = "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema()";
    sqlx::query_scalar(names)
        .fetch_all(&mut connect(place).await)
        .await
        .unwrap()
}

/// A new place on the other database.
pub fn other(folder: &Path) -> Place {
    Place::Folder(folder.join("other"))
}
