//! Every statement is one that both databases understand, and both end with the same tables.

use crate::support::*;
use sqlx::{Connection, Executor, PgConnection, Row, SqlStr, SqliteConnection};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use storage::dialect::Dialect;
use storage::{migrate, statements};

/// A PostgreSQL server of its own, in a temporary folder, reached through a socket only.
struct Postgres {
    folder: tempfile::TempDir,
    programs: PathBuf,
}

impl Postgres {
    fn start() -> Postgres {
        let programs = PathBuf::from("/usr/lib/postgresql/15/bin");
        assert!(
            programs.join("initdb").exists(),
            "PostgreSQL 15 isn't installed: run apt-get install postgresql-15"
        );
        let folder = tempfile::Builder::new()
            .prefix("gehoor-pg")
            .tempdir_in("/tmp")
            .unwrap();
        let server = Postgres { folder, programs };
        if is_root() {
            // PostgreSQL refuses to run as root.
            run(Command::new("chown").arg("postgres").arg(server.folder.path()));
        }
        let data = server.data();
        server.run(
            "initdb",
            &[
                "-D",
                &data,
                "-A",
                "trust",
                "-U",
                "gehoor",
                "-E",
                "UTF8",
                "--locale=C",
                "--no-sync",
            ],
        );
        let options = format!(
            "-c listen_addresses= -c fsync=off -k {}",
            server.folder.path().display()
        );
        let log = format!("{}/log", server.folder.path().display());
        server.run(
            "pg_ctl",
            &["-D", &data, "-l", &log, "-o", &options, "-w", "start"],
        );
        server
    }

    fn data(&self) -> String {
        self.folder.path().join("data").display().to_string()
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let program = self.programs.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        run(command.args(arguments).current_dir("/"));
    }

    async fn connect(&self) -> PgConnection {
        let options = sqlx::postgres::PgConnectOptions::new_without_pgpass()
            .socket(self.folder.path())
            .username("gehoor")
            .database("postgres");
        PgConnection::connect_with(&options).await.unwrap()
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let data = self.data();
        self.run("pg_ctl", &["-D", &data, "-m", "immediate", "-w", "stop"]);
    }
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    Path::new("/proc/self")
        .metadata()
        .is_ok_and(|meta| meta.uid() == 0)
}

fn run(command: &mut Command) {
    let log = tempfile::tempfile().unwrap();
    // Not `output()`: the server would keep the pipe open and we would wait for ever.
    let status = command
        .stdout(log.try_clone().unwrap())
        .stderr(log.try_clone().unwrap())
        .status()
        .unwrap();
    if !status.success() && !std::thread::panicking() {
        use std::io::{Read, Seek};
        let mut text = String::new();
        let mut log = log;
        log.rewind().unwrap();
        log.read_to_string(&mut text).unwrap();
        panic!("{command:?} failed: {text}");
    }
}

async fn sqlite(f: &Fixture) -> SqliteConnection {
    let file = f.folder.path().join("data").join("gehoor.db");
    SqliteConnection::connect(&format!("sqlite://{}", file.display()))
        .await
        .unwrap()
}

#[tokio::test]
async fn every_statement_is_understood_by_sqlite() {
    let f = fixture().await;
    let mut connection = sqlite(&f).await;
    for statement in statements::all() {
        let text = SqlStr::from_static(statement.text(Dialect::Sqlite));
        (&mut connection)
            .prepare(text)
            .await
            .map(drop)
            .unwrap_or_else(|error| panic!("{}: {error}", statement.name));
    }
}

#[tokio::test]
async fn every_statement_is_understood_by_postgresql_and_both_have_the_same_tables() {
    let server = Postgres::start();
    let mut postgres = server.connect().await;
    let table = Dialect::Postgres.migration(migrate::TABLE);
    sqlx::raw_sql(sqlx::AssertSqlSafe(table))
        .execute(&mut postgres)
        .await
        .unwrap();
    for migration in migrate::MIGRATIONS {
        let text = migration.text(Dialect::Postgres);
        let done = sqlx::raw_sql(sqlx::AssertSqlSafe(text))
            .execute(&mut postgres)
            .await;
        done.unwrap_or_else(|error| panic!("migration {}: {error}", migration.name));
    }
    let mut wrong = Vec::new();
    for statement in statements::all() {
        let text = SqlStr::from_static(statement.text(Dialect::Postgres));
        if let Err(error) = (&mut postgres).prepare(text).await {
            wrong.push(format!("{}: {error}", statement.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));

    let insert = "INSERT INTO journal VALUES ('case', 'c1', 1, 0, NULL, 'x', 1, '{}', '', '')";
    sqlx::raw_sql(insert).execute(&mut postgres).await.unwrap();
    for sql in [
        "UPDATE journal SET payload = '[]'",
        "DELETE FROM journal",
        "TRUNCATE journal",
    ] {
        let error = sqlx::raw_sql(sql).execute(&mut postgres).await.unwrap_err();
        assert!(error.to_string().contains("append-only"), "{error}");
    }

    let columns = "SELECT table_name AS t, column_name AS c FROM information_schema.columns WHERE table_schema = 'public'";
    let theirs: BTreeSet<(String, String)> = sqlx::query(columns)
        .fetch_all(&mut postgres)
        .await
        .unwrap()
        .iter()
        .map(|row| (row.get("t"), row.get("c")))
        .collect();
    let f = fixture().await;
    let columns = "SELECT m.name AS t, c.name AS c FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'";
    let ours: BTreeSet<(String, String)> = sqlx::query(columns)
        .fetch_all(&mut sqlite(&f).await)
        .await
        .unwrap()
        .iter()
        .map(|row| (row.get("t"), row.get("c")))
        .collect();
    assert_eq!(ours, theirs);
}

#[test]
fn no_statement_is_written_outside_the_registry() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in std::fs::read_dir(source).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let sends = ["sqlx::query", "raw_sql", "query_scalar"]
            .iter()
            .any(|way| text.contains(way));
        assert!(
            !sends || path.ends_with("database.rs"),
            "{} sends SQL past the registry",
            path.display()
        );
        let declares = text.contains("statements! {") && !path.ends_with("statements.rs");
        let module = path.file_stem().unwrap().to_string_lossy().into_owned();
        let listed =
            include_str!("../../src/statements.rs").contains(&format!("crate::{module}::STATEMENTS"));
        assert_eq!(
            declares, listed,
            "{module} declares statements that no test prepares"
        );
    }
}
