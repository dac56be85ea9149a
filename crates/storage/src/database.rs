//! The one file that knows the driver: pools, transactions, and the few ways a statement is sent.

use crate::dialect::Dialect;
use crate::error::{Error, Result};
use crate::statements::Statement;
use casework::ids::{CaseId, CaseNumber, ContentId, GroupId, MeasureId, PersonId};
use casework::moment::Moment;
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteRow,
    SqliteSynchronous,
};
use sqlx::{Connection, Row as _, Sqlite, SqlitePool};
use std::path::Path;
use std::time::Duration;

/// A value on its way to or from a column. Only these three types are used, so both databases carry them alike.
#[derive(Clone, Debug)]
pub enum Value {
    /// TEXT.
    Text(Option<String>),
    /// A 64-bit integer; also instants (UTC milliseconds) and flags (0 or 1).
    Number(Option<i64>),
    /// Bytes.
    Blob(Option<Vec<u8>>),
}

/// A Rust type that a column can hold.
pub trait Column: Sized {
    /// For the database.
    fn to_value(&self) -> Value;
    /// From the database.
    fn read(row: &SqliteRow, name: &str) -> Result<Self>;
    /// The null of this type, so that a parameter always has a type.
    fn null() -> Value;
    /// As `read`, for a column that may be null.
    fn read_optional(row: &SqliteRow, name: &str) -> Result<Option<Self>>;
}

macro_rules! column {
    ($type:ty, $variant:ident, $raw:ty, $to:expr, $from:expr) => {
        impl Column for $type {
            fn to_value(&self) -> Value {
                let to: fn(&$type) -> $raw = $to;
                Value::$variant(Some(to(self)))
            }
            fn read(row: &SqliteRow, name: &str) -> Result<Self> {
                Self::read_optional(row, name)?.ok_or_else(|| Error::corrupt("column", name, "is empty"))
            }
            fn null() -> Value {
                Value::$variant(None)
            }
            fn read_optional(row: &SqliteRow, name: &str) -> Result<Option<Self>> {
                let raw: Option<$raw> = row.try_get(name)?;
                let from: fn($raw) -> Option<$type> = $from;
                raw.map(|raw| from(raw).ok_or_else(|| Error::corrupt("column", name, "can't be read")))
                    .transpose()
            }
        }
    };
}

column!(String, Text, String, String::clone, Some);
column!(i64, Number, i64, |n| *n, Some);
column!(u64, Number, i64, |n| i64::try_from(*n).unwrap_or(i64::MAX), |n| {
    u64::try_from(n).ok()
});
column!(u32, Number, i64, |n| i64::from(*n), |n| u32::try_from(n).ok());
column!(bool, Number, i64, |b| i64::from(*b), |n| Some(n != 0));
column!(Moment, Number, i64, |m| m.0, |n| Some(Moment(n)));
column!(Vec<u8>, Blob, Vec<u8>, Vec::clone, Some);
column!(CaseId, Text, String, |id| id.0.clone(), |t| Some(CaseId(t)));
column!(PersonId, Text, String, |id| id.0.clone(), |t| Some(PersonId(t)));
column!(MeasureId, Text, String, |id| id.0.clone(), |t| Some(MeasureId(t)));
column!(ContentId, Text, String, |id| id.0.clone(), |t| Some(ContentId(t)));
column!(GroupId, Text, String, |id| id.0.clone(), |t| Some(GroupId(t)));
column!(CaseNumber, Text, String, |n| n.as_str().to_owned(), |t| {
    CaseNumber::parse(&t)
});

impl<T: Column> Column for Option<T> {
    fn to_value(&self) -> Value {
        self.as_ref().map_or_else(T::null, Column::to_value)
    }
    fn read(row: &SqliteRow, name: &str) -> Result<Self> {
        T::read_optional(row, name)
    }
    fn null() -> Value {
        T::null()
    }
    fn read_optional(row: &SqliteRow, name: &str) -> Result<Option<Self>> {
        Ok(Some(T::read_optional(row, name)?))
    }
}

/// The parameters of a statement, in order: `values![a, b]`.
macro_rules! values {
    ($($value:expr),* $(,)?) => {{
        #[allow(unused_imports)]
        use $crate::database::Column as _;
        vec![$(($value).to_value()),*]
    }};
}
pub(crate) use values;

/// One row that came back.
pub(crate) struct Row(SqliteRow);

impl Row {
    /// A column by name.
    pub fn get<T: Column>(&self, name: &str) -> Result<T> {
        T::read(&self.0, name)
    }
}

/// The open database: one connection that writes, some that read.
#[derive(Clone, Debug)]
pub(crate) struct Database {
    write: SqlitePool,
    read: SqlitePool,
}

/// A transaction or, inside one, a savepoint. Dropped without `commit` it is undone.
pub(crate) struct Transaction<'c>(sqlx::Transaction<'c, Sqlite>);

fn bind(statement: &Statement, values: Vec<Value>) -> sqlx::query::Query<'static, Sqlite, SqliteArguments> {
    values.into_iter().fold(
        sqlx::query(statement.text(Dialect::Sqlite)),
        |query, value| match value {
            Value::Text(text) => query.bind(text),
            Value::Number(number) => query.bind(number),
            Value::Blob(bytes) => query.bind(bytes),
        },
    )
}

async fn rows(
    connection: &mut SqliteConnection,
    statement: &Statement,
    values: Vec<Value>,
) -> Result<Vec<Row>> {
    Ok(bind(statement, values)
        .fetch_all(connection)
        .await?
        .into_iter()
        .map(Row)
        .collect())
}

impl Database {
    /// Opens (and makes, when it isn't there) the database file. `lasting`: it must survive a power cut.
    pub async fn open(file: &Path, lasting: bool) -> Result<Database> {
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
            .connect_with(options.clone())
            .await?;
        let reading = options.pragma("query_only", "ON");
        let read = SqlitePoolOptions::new()
            .max_connections(4)
            .test_before_acquire(false)
            .connect_with(reading)
            .await?;
        Ok(Database { write, read })
    }

    /// Rows, from a reading connection.
    pub async fn rows(&self, statement: &Statement, values: Vec<Value>) -> Result<Vec<Row>> {
        let mut connection = self.read.acquire().await?;
        rows(&mut connection, statement, values).await
    }

    /// At most one row, from a reading connection.
    pub async fn row(&self, statement: &Statement, values: Vec<Value>) -> Result<Option<Row>> {
        Ok(self.rows(statement, values).await?.into_iter().next())
    }

    /// One writing statement as a transaction of its own; gives what it returns.
    pub async fn write(&self, statement: &Statement, values: Vec<Value>) -> Result<Vec<Row>> {
        let mut connection = self.write.acquire().await?;
        rows(&mut connection, statement, values).await
    }

    /// One writing statement; gives the number of rows it changed.
    pub async fn execute(&self, statement: &Statement, values: Vec<Value>) -> Result<u64> {
        let mut connection = self.write.acquire().await?;
        Ok(bind(statement, values)
            .execute(&mut *connection)
            .await?
            .rows_affected())
    }

    /// Begins a writing transaction.
    pub async fn begin(&self) -> Result<Transaction<'static>> {
        Ok(Transaction(
            self.write.begin_with(Dialect::Sqlite.begin_write()).await?,
        ))
    }

    /// Asks the database whether its own file is sound.
    pub async fn check_file(&self) -> Result<()> {
        let Some(text) = Dialect::Sqlite.integrity_check() else {
            return Ok(());
        };
        let mut connection = self.read.acquire().await?;
        let said: String = sqlx::query_scalar(text).fetch_one(&mut *connection).await?;
        if said == "ok" {
            Ok(())
        } else {
            Err(Error::corrupt("database", "file", said))
        }
    }

    /// Ends all connections.
    pub async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }
}

impl Transaction<'_> {
    /// Rows, as this transaction sees them.
    pub async fn rows(&mut self, statement: &Statement, values: Vec<Value>) -> Result<Vec<Row>> {
        rows(&mut self.0, statement, values).await
    }

    /// At most one row.
    pub async fn row(&mut self, statement: &Statement, values: Vec<Value>) -> Result<Option<Row>> {
        Ok(self.rows(statement, values).await?.into_iter().next())
    }

    /// Sends a statement; gives the number of rows it changed.
    pub async fn execute(&mut self, statement: &Statement, values: Vec<Value>) -> Result<u64> {
        Ok(bind(statement, values)
            .execute(&mut *self.0)
            .await?
            .rows_affected())
    }

    /// Sends a migration, which may hold several statements.
    pub async fn migrate(&mut self, text: String) -> Result<()> {
        sqlx::raw_sql(sqlx::AssertSqlSafe(text))
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    /// A savepoint: undone alone, committed with the whole.
    pub async fn savepoint(&mut self) -> Result<Transaction<'_>> {
        Ok(Transaction(self.0.begin().await?))
    }

    /// Makes it lasting (a savepoint: part of its transaction).
    pub async fn commit(self) -> Result<()> {
        Ok(self.0.commit().await?)
    }

    /// Undoes it.
    pub async fn rollback(self) -> Result<()> {
        Ok(self.0.rollback().await?)
    }
}
