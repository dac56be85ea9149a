//! Brings the database to the shape this program knows: numbered files, only ever added to, each with its checksum.

use crate::database::{Database, Transaction, values};
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
];

/// The table that remembers; the only one made outside a migration.
pub const TABLE: &str = "CREATE TABLE IF NOT EXISTS migrations (number {bigint} PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL){strict}";

statements! {
    MIGRATIONS_DONE = "SELECT number, name, checksum FROM migrations ORDER BY number";
    MIGRATION_INSERT = "INSERT INTO migrations (number, name, checksum) VALUES ($1, $2, $3)";
}

/// Runs what hasn't run; refuses what it doesn't know or what was changed since. Gives the numbers that ran now.
pub(crate) async fn run(database: &Database, migrations: &[Migration]) -> Result<Vec<u32>> {
    let mut transaction = database.begin().await?;
    transaction.migrate(Dialect::Sqlite.migration(TABLE)).await?;
    let mut done = Vec::new();
    for row in transaction.rows(&MIGRATIONS_DONE, values![]).await? {
        done.push((row.get::<u32>("number")?, row.get::<String>("checksum")?));
    }
    let mut ran = Vec::new();
    for migration in migrations {
        let checksum = hash(migration.text(Dialect::Sqlite).as_bytes());
        match done.iter().find(|(number, _)| *number == migration.number) {
            Some((_, kept)) if *kept == checksum => {}
            Some(_) => {
                let message = format!(
                    "number {} ({}) was changed after it ran",
                    migration.number, migration.name
                );
                return Err(Error::Migration(message));
            }
            None => {
                apply(&mut transaction, migration, &checksum).await?;
                ran.push(migration.number);
            }
        }
    }
    if let Some((number, _)) = done
        .iter()
        .find(|(number, _)| !migrations.iter().any(|known| known.number == *number))
    {
        let message =
            format!("number {number} is unknown: this database was made by a newer version of the program");
        return Err(Error::Migration(message));
    }
    transaction.commit().await?;
    Ok(ran)
}

async fn apply(transaction: &mut Transaction<'_>, migration: &Migration, checksum: &str) -> Result<()> {
    transaction.migrate(migration.text(Dialect::Sqlite)).await?;
    let row = values![migration.number, migration.name.to_owned(), checksum.to_owned()];
    transaction.execute(&MIGRATION_INSERT, row).await?;
    Ok(())
}
