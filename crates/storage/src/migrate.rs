//! Brings the database to the shape this program knows: numbered files, only ever added to, each with its checksum.

use crate::database::{Database, values};
use crate::dialect::Dialect;
use crate::error::{Error, Result};
use crate::policies::hash;
use crate::statements::statements;

/// One migration: a text for both databases, or one for each.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Its number, from 1.
    pub number: u32,
    /// Its name.
    pub name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

impl Migration {
    /// The text that this database runs.
    pub fn text(&self, dialect: Dialect) -> String {
        dialect.migration(match dialect {
            Dialect::Sqlite => self.sqlite,
            Dialect::Postgres => self.postgres,
        })
    }
}

/// All migrations, in order. Once one is released, a change of it is refused; add another.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        number: 1,
        name: "tables",
        sqlite: include_str!("../../../migrations/0001_tables.sql"),
        postgres: include_str!("../../../migrations/0001_tables.sql"),
    },
    Migration {
        number: 2,
        name: "append_only",
        sqlite: include_str!("../../../migrations/0002_append_only.sqlite.sql"),
        postgres: include_str!("../../../migrations/0002_append_only.postgres.sql"),
    },
    Migration {
        number: 3,
        name: "alike",
        sqlite: include_str!("../../../migrations/0003_alike.sql"),
        postgres: include_str!("../../../migrations/0003_alike.sql"),
    },
    Migration {
        number: 4,
        name: "open",
        sqlite: include_str!("../../../migrations/0004_open.sql"),
        postgres: include_str!("../../../migrations/0004_open.sql"),
    },
    Migration {
        number: 5,
        name: "outcomes",
        sqlite: include_str!("../../../migrations/0005_outcomes.sql"),
        postgres: include_str!("../../../migrations/0005_outcomes.sql"),
    },
    Migration {
        number: 6,
        name: "sums",
        sqlite: include_str!("../../../migrations/0006_sums.sql"),
        postgres: include_str!("../../../migrations/0006_sums.sql"),
    },
    Migration {
        number: 7,
        name: "forgotten",
        sqlite: include_str!("../../../migrations/0007_forgotten.sql"),
        postgres: include_str!("../../../migrations/0007_forgotten.sql"),
    },
    Migration {
        number: 8,
        name: "sooner",
        sqlite: include_str!("../../../migrations/0008_sooner.sql"),
        postgres: include_str!("../../../migrations/0008_sooner.sql"),
    },
];

/// The table that remembers; the only one made outside a migration.
pub const TABLE: &str = "CREATE TABLE IF NOT EXISTS migrations (number {bigint} PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL){strict}";

statements! {
    MIGRATIONS_DONE = "SELECT number, name, checksum FROM migrations ORDER BY number";
    MIGRATION_INSERT = "INSERT INTO migrations (number, name, checksum) VALUES ($1, $2, $3)";
}

/// Runs what hasn't run; refuses what it doesn't know or what was changed since. Gives the numbers that ran now.
pub(crate) async fn run(database: &Database, migrations: &[Migration]) -> Result<Vec<u32>> {
    let dialect = database.dialect();
    let mut transaction = database.begin().await?;
    if let Some(lock) = dialect.migration_lock() {
        transaction.run(lock.to_owned()).await?;
    }
    transaction.run(dialect.migration(TABLE)).await?;
    let mut done = Vec::new();
    for row in transaction.rows(&MIGRATIONS_DONE, values![]).await? {
        done.push((row.get::<u32>("number")?, row.get::<String>("checksum")?));
    }
    let known = |number: u32| migrations.iter().any(|migration| migration.number == number);
    if let Some((number, _)) = done.iter().find(|(number, _)| !known(*number)) {
        return Err(Error::NewerDatabase(*number));
    }
    let mut ran = Vec::new();
    for migration in migrations {
        let text = migration.text(dialect);
        let checksum = hash(text.as_bytes());
        match done.iter().find(|(number, _)| *number == migration.number) {
            Some((_, kept)) if *kept == checksum => {}
            Some(_) => return Err(Error::ChangedMigration(migration.number)),
            None => {
                transaction.run(text).await?;
                let row = values![migration.number, migration.name.to_owned(), checksum];
                transaction.execute(&MIGRATION_INSERT, row).await?;
                ran.push(migration.number);
            }
        }
    }
    transaction.commit().await?;
    Ok(ran)
}
