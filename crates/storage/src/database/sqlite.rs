//! SQLite: one connection that writes, some that read, all on one file.

use super::value::{Row, Value};
use crate::dialect::Dialect;
use crate::error::Result;
use crate::statements::Statement;
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{Connection, Sqlite, SqlitePool};
use std::path::Path;
use std::time::Duration;

/// The open file.
#[derive(Clone, Debug)]
pub(crate) struct Pools {
    /// The one connection that writes.
    pub write: SqlitePool,
    /// Those that only read.
    pub read: SqlitePool,
}

/// Opens (and makes, when it isn't there) the database file. `lasting`: it must survive a power cut.
pub(super) async fn open(file: &Path, lasting: bool) -> Result<Pools> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // FULL: a commit that was acknowledged survives a power cut.
        .synchronous(if lasting {
            SqliteSynchronous::Full
        } else {
            SqliteSynchronous::Off
        })
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        // Erased words leave no trace in free pages.
        .pragma("secure_delete", "ON")
        .pragma("trusted_schema", "OFF");
    let write = SqlitePoolOptions::new()
        .max_connections(1)
        // A file doesn't hang up: asking each time costs as much as a statement.
        .test_before_acquire(false)
        // When the disk is full SQLite may undo a transaction by itself. The driver doesn't notice, and would never again
        // begin one on this connection: another one takes its place.
        .after_release(|connection, _| {
            Box::pin(async move {
                // What waits to be undone is undone first.
                connection.ping().await?;
                Ok(!connection.is_in_transaction())
            })
        })
        .connect_with(options.clone())
        .await?;
    let reading = options.pragma("query_only", "ON");
    let read = SqlitePoolOptions::new()
        .max_connections(4)
        .test_before_acquire(false)
        .connect_with(reading)
        .await?;
    Ok(Pools { write, read })
}

type Query = sqlx::query::Query<'static, Sqlite, SqliteArguments>;

fn bind(query: Query, values: Vec<Value>) -> Query {
    values.into_iter().fold(query, |query, value| match value {
        Value::Text(text) => query.bind(text),
        Value::Number(number) => query.bind(number),
        Value::Blob(bytes) => query.bind(bytes),
    })
}

pub(super) async fn rows(
    connection: &mut SqliteConnection,
    statement: &Statement,
    values: Vec<Value>,
) -> Result<Vec<Row>> {
    rows_of(connection, sqlx::query(statement.text(Dialect::Sqlite)), values).await
}

pub(super) async fn rows_of(
    connection: &mut SqliteConnection,
    query: Query,
    values: Vec<Value>,
) -> Result<Vec<Row>> {
    let found = bind(query, values).fetch_all(connection).await?;
    Ok(found.into_iter().map(Row::Sqlite).collect())
}

pub(super) async fn execute(
    connection: &mut SqliteConnection,
    statement: &Statement,
    values: Vec<Value>,
) -> Result<u64> {
    execute_text(connection, statement.text(Dialect::Sqlite), values).await
}

pub(super) async fn execute_text(
    connection: &mut SqliteConnection,
    text: &'static str,
    values: Vec<Value>,
) -> Result<u64> {
    let query = bind(sqlx::query(text), values);
    Ok(query.execute(connection).await?.rows_affected())
}
