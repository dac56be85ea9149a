//! Where this run of the contract keeps its data: in a folder, with SQLite.

use crate::postgres::Server;
use sqlx::{Connection, SqliteConnection};
use std::path::Path;
use std::sync::LazyLock;
use storage::dialect::Dialect;
use storage::{MasterKey, Place, Store};

pub const DIALECT: Dialect = Dialect::Sqlite;
/// So that what nobody may do can be tried.
pub const WITHOUT_TRIGGERS: &str = "DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete;";

pub fn new(folder: &Path) -> Place {
    Place::Folder(folder.join("data"))
}

pub async fn connect(place: &Place) -> SqliteConnection {
    let Place::Folder(folder) = place else {
        panic!("{place}")
    };
    let file = folder.join("gehoor.db");
    SqliteConnection::connect(&format!("sqlite://{}", file.display()))
        .await
        .unwrap()
}

/// A store whose data may be lost.
pub async fn throw_away(folder: &Path, key: MasterKey) -> Store {
    Store::open_throw_away(folder, key).await.unwrap()
}

/// Bytes as they are written in SQL.
pub fn blob(hex: &str) -> String {
    format!("x'{hex}'")
}

/// The names of all tables.
pub async fn tables(place: &Place) -> Vec<String> {
    let names = "SELECT name FROM sqlite_master WHERE type = 'table'";
    sqlx::query_scalar(names)
        .fetch_all(&mut connect(place).await)
        .await
        .unwrap()
}

static SERVER: LazyLock<Server> = LazyLock::new(|| Server::start().unwrap());

/// A new place on the other database.
pub fn other(_: &Path) -> Place {
    Place::Postgres(SERVER.place().unwrap())
}
