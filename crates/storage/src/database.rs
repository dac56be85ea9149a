//! The one place that knows the drivers: pools, transactions, and the few ways a statement is sent.

mod postgres;
mod several;
mod sqlite;
mod value;

pub(crate) use value::{Column, Row, Value, values};

use crate::dialect::Dialect;
use crate::error::{Error, Result};
use crate::statements::Statement;
use sqlx::{Acquire, PgPool, Postgres, Sqlite};
use std::path::Path;

/// How often something is tried that lost against another transaction.
pub(crate) const ATTEMPTS: u32 = 8;

/// The open database.
#[derive(Clone, Debug)]
pub(crate) enum Database {
    /// A file of our own.
    Sqlite(sqlite::Pools),
    /// A server that others may use too.
    Postgres(PgPool),
}

/// A transaction or, inside one, a savepoint. Dropped without `commit` it is undone.
pub(crate) enum Transaction<'c> {
    /// Of SQLite.
    Sqlite(sqlx::Transaction<'c, Sqlite>),
    /// Of PostgreSQL.
    Postgres(sqlx::Transaction<'c, Postgres>),
}

impl Database {
    /// Opens (and makes, when it isn't there) the database file. `lasting`: it must survive a power cut.
    pub async fn open(file: &Path, lasting: bool) -> Result<Database> {
        Ok(Database::Sqlite(sqlite::open(file, lasting).await?))
    }

    /// Opens a database on a PostgreSQL server; in a schema of its own when one is named.
    pub async fn connect(url: &str, schema: Option<&str>, lasting: bool) -> Result<Database> {
        Ok(Database::Postgres(postgres::open(url, schema, lasting).await?))
    }

    /// Whether something of ours was ever kept in this database on a PostgreSQL server.
    pub async fn is_kept(url: &str) -> Result<bool> {
        postgres::is_kept(url).await
    }

    /// Which one it is.
    pub fn dialect(&self) -> Dialect {
        match self {
            Database::Sqlite(_) => Dialect::Sqlite,
            Database::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Rows, from a reading connection.
    pub async fn rows(&self, statement: &Statement, values: Vec<Value>) -> Result<Vec<Row>> {
        match self {
            Database::Sqlite(pools) => {
                let mut connection = pools.read.acquire().await?;
                sqlite::rows(&mut connection, statement, values).await
            }
            Database::Postgres(pool) => {
                let mut connection = pool.acquire().await?;
                postgres::rows(&mut connection, statement, values).await
            }
        }
    }

    /// At most one row, from a reading connection.
    pub async fn row(&self, statement: &Statement, values: Vec<Value>) -> Result<Option<Row>> {
        Ok(self.rows(statement, values).await?.into_iter().next())
    }

    /// One writing statement as a transaction of its own; gives what it returns.
    pub async fn write(&self, statement: &Statement, values: Vec<Value>) -> Result<Vec<Row>> {
        match self {
            Database::Sqlite(pools) => {
                let mut connection = pools.write.acquire().await?;
                sqlite::rows(&mut connection, statement, values).await
            }
            Database::Postgres(pool) => {
                let mut left = ATTEMPTS;
                loop {
                    let mut connection = pool.acquire().await?;
                    left -= 1;
                    match postgres::rows(&mut connection, statement, values.clone()).await {
                        Err(Error::Overtaken(_)) if left > 0 => {}
                        ended => return ended,
                    }
                }
            }
        }
    }

    /// One writing statement; gives the number of rows it changed.
    pub async fn execute(&self, statement: &Statement, values: Vec<Value>) -> Result<u64> {
        match self {
            Database::Sqlite(pools) => {
                let mut connection = pools.write.acquire().await?;
                sqlite::execute(&mut connection, statement, values).await
            }
            Database::Postgres(pool) => {
                let mut left = ATTEMPTS;
                loop {
                    let mut connection = pool.acquire().await?;
                    left -= 1;
                    match postgres::execute(&mut connection, statement, values.clone()).await {
                        Err(Error::Overtaken(_)) if left > 0 => {}
                        ended => return ended,
                    }
                }
            }
        }
    }

    /// Begins a writing transaction.
    pub async fn begin(&self) -> Result<Transaction<'static>> {
        let how = self.dialect().begin_write();
        Ok(match self {
            Database::Sqlite(pools) => Transaction::Sqlite(pools.write.begin_with(how).await?),
            Database::Postgres(pool) => Transaction::Postgres(pool.begin_with(how).await?),
        })
    }

    /// Begins a transaction that only reads, and sees everything as it stands at one moment.
    pub async fn begin_reading(&self) -> Result<Transaction<'static>> {
        let how = self.dialect().begin_read();
        Ok(match self {
            Database::Sqlite(pools) => Transaction::Sqlite(pools.read.begin_with(how).await?),
            Database::Postgres(pool) => Transaction::Postgres(pool.begin_with(how).await?),
        })
    }

    /// Asks the database whether its own file is sound.
    pub async fn check_file(&self) -> Result<()> {
        let Database::Sqlite(pools) = self else {
            // PostgreSQL looks after its files itself.
            return Ok(());
        };
        let mut connection = pools.read.acquire().await?;
        let said: String = sqlx::query_scalar("PRAGMA quick_check(1)")
            .fetch_one(&mut *connection)
            .await?;
        if said == "ok" {
            Ok(())
        } else {
            Err(Error::corrupt("database", "file", said))
        }
    }

    /// Asks a connection that writes whether what it commits survives a power cut.
    pub async fn is_lasting(&self) -> Result<bool> {
        let question = self.dialect().is_lasting();
        let answer: i64 = match self {
            Database::Sqlite(pools) => sqlx::query_scalar(question).fetch_one(&pools.write).await?,
            Database::Postgres(pool) => sqlx::query_scalar(question).fetch_one(pool).await?,
        };
        Ok(answer == 1)
    }

    /// Ends all connections.
    pub async fn close(&self) {
        match self {
            Database::Sqlite(pools) => {
                pools.read.close().await;
                pools.write.close().await;
            }
            Database::Postgres(pool) => pool.close().await,
        }
    }
}

impl Transaction<'_> {
    /// Rows, as this transaction sees them.
    pub async fn rows(&mut self, statement: &Statement, values: Vec<Value>) -> Result<Vec<Row>> {
        match self {
            Transaction::Sqlite(inner) => sqlite::rows(inner, statement, values).await,
            Transaction::Postgres(inner) => postgres::rows(inner, statement, values).await,
        }
    }

    /// At most one row.
    pub async fn row(&mut self, statement: &Statement, values: Vec<Value>) -> Result<Option<Row>> {
        Ok(self.rows(statement, values).await?.into_iter().next())
    }

    /// Sends a statement; gives the number of rows it changed.
    pub async fn execute(&mut self, statement: &Statement, values: Vec<Value>) -> Result<u64> {
        match self {
            Transaction::Sqlite(inner) => sqlite::execute(inner, statement, values).await,
            Transaction::Postgres(inner) => postgres::execute(inner, statement, values).await,
        }
    }

    /// Sends an INSERT of one row for all of these at once; gives the number of rows it changed. No two may have the same
    /// key where the statement takes the place of what is there.
    pub async fn insert_all(&mut self, statement: &Statement, rows: Vec<Vec<Value>>) -> Result<u64> {
        let mut changed = 0;
        let mut rows = rows.into_iter();
        while !rows.as_slice().is_empty() {
            let together = several::together(rows.len());
            let Some(text) = several::text(statement, together) else {
                for row in rows.by_ref().take(together) {
                    changed += self.execute(statement, row).await?;
                }
                continue;
            };
            let values = rows.by_ref().take(together).flatten().collect();
            changed += match self {
                Transaction::Sqlite(inner) => sqlite::execute_text(inner, text, values).await?,
                Transaction::Postgres(inner) => postgres::execute_text(inner, text, values).await?,
            };
        }
        Ok(changed)
    }

    /// Rows of a statement that was put together from the names of our own tables.
    pub async fn rows_of(&mut self, text: String, values: Vec<Value>) -> Result<Vec<Row>> {
        let text = sqlx::AssertSqlSafe(text);
        match self {
            Transaction::Sqlite(inner) => sqlite::rows_of(inner, sqlx::query(text), values).await,
            Transaction::Postgres(inner) => postgres::rows_of(inner, sqlx::query(text), values).await,
        }
    }

    /// Which database it is.
    pub fn dialect(&self) -> Dialect {
        match self {
            Transaction::Sqlite(_) => Dialect::Sqlite,
            Transaction::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Sends a text of ours that may hold several statements: a migration.
    pub async fn run(&mut self, text: String) -> Result<()> {
        let text = sqlx::raw_sql(sqlx::AssertSqlSafe(text));
        match self {
            Transaction::Sqlite(inner) => text.execute(&mut **inner).await.map(drop)?,
            Transaction::Postgres(inner) => text.execute(&mut **inner).await.map(drop)?,
        }
        Ok(())
    }

    /// A savepoint: undone alone, committed with the whole.
    pub async fn savepoint(&mut self) -> Result<Transaction<'_>> {
        Ok(match self {
            Transaction::Sqlite(inner) => Transaction::Sqlite(inner.begin().await?),
            Transaction::Postgres(inner) => Transaction::Postgres(inner.begin().await?),
        })
    }

    /// Makes it lasting (a savepoint: part of its transaction).
    pub async fn commit(self) -> Result<()> {
        match self {
            Transaction::Sqlite(inner) => inner.commit().await?,
            Transaction::Postgres(inner) => inner.commit().await?,
        }
        Ok(())
    }

    /// Undoes it.
    pub async fn rollback(self) -> Result<()> {
        match self {
            Transaction::Sqlite(inner) => inner.rollback().await?,
            Transaction::Postgres(inner) => inner.rollback().await?,
        }
        Ok(())
    }
}
