//! The registry of every SQL statement, so that a test can prepare each one on each database.

use crate::dialect::Dialect;

/// One statement: written once, or twice where `dialect` says the databases differ.
#[derive(Clone, Copy, Debug)]
pub struct Statement {
    /// The constant's name, for messages.
    pub name: &'static str,
    /// The text for SQLite.
    pub sqlite: &'static str,
    /// The text for PostgreSQL; the same but for the few statements that can't be.
    pub postgres: &'static str,
}

impl Statement {
    /// The text for one database.
    pub const fn text(&self, dialect: Dialect) -> &'static str {
        match dialect {
            Dialect::Sqlite => self.sqlite,
            Dialect::Postgres => self.postgres,
        }
    }
}

/// Declares a module's statements as constants and lists them in its `STATEMENTS`.
macro_rules! statements {
    ($($name:ident = $text:expr;)*) => {
        $(pub(crate) const $name: $crate::statements::Statement =
            $crate::statements::Statement { name: stringify!($name), sqlite: $text, postgres: $text };)*
        pub(crate) const STATEMENTS: &[$crate::statements::Statement] = &[$($name),*];
    };
}
pub(crate) use statements;

/// Every statement the program can send, but for migrations, connection settings, and those that carry a whole table over.
pub fn all() -> impl Iterator<Item = &'static Statement> {
    [
        crate::migrate::STATEMENTS,
        crate::journal::STATEMENTS,
        crate::anchor::STATEMENTS,
        crate::contents::STATEMENTS,
        crate::files::STATEMENTS,
        crate::drafts::STATEMENTS,
        crate::commit::STATEMENTS,
        crate::rows::STATEMENTS,
        crate::tables::TABLE_STATEMENTS,
        std::slice::from_ref(&crate::jobs::JOBS_CLAIM),
        std::slice::from_ref(&crate::carry::TABLE_COLUMNS),
        crate::cases::STATEMENTS,
        crate::lists::STATEMENTS,
        crate::owed::STATEMENTS,
        crate::outcomes::STATEMENTS,
        crate::sums::STATEMENTS,
        crate::forgetting::STATEMENTS,
        crate::receipts::STATEMENTS,
        crate::sessions::STATEMENTS,
        crate::logins::STATEMENTS,
        crate::attempts::STATEMENTS,
        crate::jobs::STATEMENTS,
        crate::leases::STATEMENTS,
        crate::inbox::STATEMENTS,
        crate::access_log::STATEMENTS,
        crate::settings::STATEMENTS,
        crate::policies::STATEMENTS,
        crate::rotate::STATEMENTS,
        crate::verify::STATEMENTS,
    ]
    .into_iter()
    .flatten()
}
