//! PostgreSQL: a pool of connections that each may write, shared with whoever else works on this database.

use super::value::{Row, Value};
use crate::dialect::Dialect;
use crate::error::{Error, Result};
use crate::statements::Statement;
use sqlx::postgres::{PgArguments, PgConnectOptions, PgConnection, PgPoolOptions, PgSslMode};
use sqlx::{Connection, PgPool, Postgres};
use std::time::Duration;

/// The oldest PostgreSQL whose SQL we write.
const OLDEST: u32 = 15;
/// So long a request waits for a connection: a server that only restarts isn't noticed, and who waits for one that is gone
/// soon reads whom to call.
const WAITS: Duration = Duration::from_secs(5);
/// As many connections as one node keeps at most; a server allows a hundred in all when nobody changed it.
const CONNECTIONS: u32 = 8;

/// Opens a database that exists. `schema`: not the usual one but this, made when it isn't there.
pub(super) async fn open(url: &str, schema: Option<&str>, lasting: bool) -> Result<PgPool> {
    let options = options(url, schema, lasting)?;
    let mut connection = PgConnection::connect_with(&options).await?;
    if let Some(version) = connection.server_version_num().map(|number| number / 10_000)
        && version < OLDEST
    {
        return Err(Error::OldServer(version));
    }
    if let Some(schema) = schema {
        let text = format!("CREATE SCHEMA IF NOT EXISTS {schema}");
        sqlx::raw_sql(sqlx::AssertSqlSafe(text))
            .execute(&mut connection)
            .await?;
    }
    connection.close().await?;
    Ok(PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(WAITS)
        .connect_with(options)
        .await?)
}

fn options(url: &str, schema: Option<&str>, lasting: bool) -> Result<PgConnectOptions> {
    // The message of the driver would repeat the address, and with it the password.
    let mut options: PgConnectOptions = url.parse().map_err(|_| Error::Address)?;
    if matches!(options.get_ssl_mode(), PgSslMode::Prefer) && !here(&options) && !url.contains("sslmode=") {
        // "Prefer" takes whatever it gets from whoever answers.
        options = options.ssl_mode(PgSslMode::VerifyFull);
    }
    options = options.application_name("gehoor").options([
        // An acknowledged commit survives a power cut.
        ("synchronous_commit", if lasting { "on" } else { "off" }),
        ("lock_timeout", "10s"),
        // A node that hangs in the middle holds nobody up for long.
        ("idle_in_transaction_session_timeout", "60s"),
        ("client_min_messages", "warning"),
    ]);
    if let Some(schema) = schema {
        options = options.options([("search_path", schema)]);
    }
    Ok(options)
}

/// Whether the server is on this machine.
fn here(options: &PgConnectOptions) -> bool {
    let host = options.get_host();
    options.get_socket().is_some()
        || host.starts_with('/')
        || host == "localhost"
        || host
            .trim_matches(['[', ']'])
            .parse::<std::net::IpAddr>()
            .is_ok_and(|ip| ip.is_loopback())
}

/// Whether a gehoor was ever kept in this database.
pub(super) async fn is_kept(url: &str) -> Result<bool> {
    let mut connection = PgConnection::connect_with(&options(url, None, true)?).await?;
    let text = "SELECT to_regclass('migrations') IS NOT NULL";
    let kept = sqlx::query_scalar(text).fetch_one(&mut connection).await?;
    connection.close().await?;
    Ok(kept)
}

type Query = sqlx::query::Query<'static, Postgres, PgArguments>;

fn bind(query: Query, values: Vec<Value>) -> Query {
    values.into_iter().fold(query, |query, value| match value {
        // It knows no text with a zero byte: whoever typed one finds nothing, as in SQLite.
        Value::Text(text) => query.bind(text.map(|text| text.replace('\0', "\u{fffd}"))),
        Value::Number(number) => query.bind(number),
        Value::Blob(bytes) => query.bind(bytes),
    })
}

pub(super) async fn rows(
    connection: &mut PgConnection,
    statement: &Statement,
    values: Vec<Value>,
) -> Result<Vec<Row>> {
    rows_of(connection, sqlx::query(statement.text(Dialect::Postgres)), values).await
}

pub(super) async fn rows_of(
    connection: &mut PgConnection,
    query: Query,
    values: Vec<Value>,
) -> Result<Vec<Row>> {
    let found = bind(query, values).fetch_all(connection).await?;
    Ok(found.into_iter().map(Row::Postgres).collect())
}

pub(super) async fn execute(
    connection: &mut PgConnection,
    statement: &Statement,
    values: Vec<Value>,
) -> Result<u64> {
    execute_text(connection, statement.text(Dialect::Postgres), values).await
}

pub(super) async fn execute_text(
    connection: &mut PgConnection,
    text: &'static str,
    values: Vec<Value>,
) -> Result<u64> {
    let query = bind(sqlx::query(text), values);
    Ok(query.execute(connection).await?.rows_affected())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_server_elsewhere_must_show_a_certificate_for_its_name_unless_the_address_says_otherwise() {
        let mode = |url: &str| options(url, None, true).unwrap().get_ssl_mode();
        for here in [
            "postgres://127.0.0.1/a",
            "postgres://localhost/a",
            "postgres://[::1]/a",
            "postgres:///a?host=/run/postgresql",
        ] {
            assert!(matches!(mode(here), PgSslMode::Prefer), "{here}");
        }
        for elsewhere in [
            "postgres://db.test/a",
            "postgres://10.0.0.1/a",
            "postgres:///a?host=db.test",
        ] {
            assert!(matches!(mode(elsewhere), PgSslMode::VerifyFull), "{elsewhere}");
        }
        assert!(matches!(
            mode("postgres://db.test/a?sslmode=require"),
            PgSslMode::Require
        ));
    }

    #[test]
    fn an_address_that_can_t_be_read_isn_t_repeated() {
        let error = options("postgres://gehoor:geheim@/a:b:c", None, true).unwrap_err();
        assert!(matches!(error, Error::Address) && !error.to_string().contains("geheim"));
    }
}
