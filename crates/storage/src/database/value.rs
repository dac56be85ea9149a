//! What goes into a column and what comes out of a row, alike on both databases.

use crate::error::{Error, Result};
use casework::ids::{CaseId, CaseNumber, ContentId, GroupId, MeasureId, PersonId};
use casework::moment::Moment;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{Decode, Postgres, Row as _, Sqlite, Type};

/// A value on its way to or from a column. Only these three types are used, so both databases carry them alike.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    fn read(row: &Row, name: &str) -> Result<Self>;
    /// The null of this type, so that a parameter always has a type.
    fn null() -> Value;
    /// As `read`, for a column that may be null.
    fn read_optional(row: &Row, name: &str) -> Result<Option<Self>>;
}

macro_rules! column {
    ($type:ty, $variant:ident, $raw:ty, $to:expr, $from:expr) => {
        impl Column for $type {
            fn to_value(&self) -> Value {
                let to: fn(&$type) -> $raw = $to;
                Value::$variant(Some(to(self)))
            }
            fn read(row: &Row, name: &str) -> Result<Self> {
                Self::read_optional(row, name)?.ok_or_else(|| Error::corrupt("column", name, "is empty"))
            }
            fn null() -> Value {
                Value::$variant(None)
            }
            fn read_optional(row: &Row, name: &str) -> Result<Option<Self>> {
                let raw: Option<$raw> = row.raw(name)?;
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
    fn read(row: &Row, name: &str) -> Result<Self> {
        T::read_optional(row, name)
    }
    fn null() -> Value {
        T::null()
    }
    fn read_optional(row: &Row, name: &str) -> Result<Option<Self>> {
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
pub(crate) enum Row {
    /// From SQLite.
    Sqlite(SqliteRow),
    /// From PostgreSQL.
    Postgres(PgRow),
}

impl Row {
    /// A column by name.
    pub fn get<T: Column>(&self, name: &str) -> Result<T> {
        T::read(self, name)
    }

    fn raw<R>(&self, name: &str) -> Result<Option<R>>
    where
        R: Type<Sqlite> + Type<Postgres>,
        R: for<'r> Decode<'r, Sqlite> + for<'r> Decode<'r, Postgres>,
    {
        Ok(match self {
            Row::Sqlite(row) => row.try_get(name)?,
            Row::Postgres(row) => row.try_get(name)?,
        })
    }
}
