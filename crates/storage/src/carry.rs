//! Everything that is kept, row by row: taken out of one store as it stands at one moment, put into an empty one, and compared.

use crate::database::{Row, Transaction, Value, values};
use crate::error::{Error, Result};
use crate::keys::hex;
use crate::master::MasterKey;
use crate::statements::Statement;
use crate::store::{Place, Store};
use sha2::{Digest, Sha256};

/// Every table that holds what is kept, in an order in which rows find what they refer to. A test compares it with the
/// tables that there are.
pub const TABLES: &[&str] = &[
    "journal",
    "wrapped_keys",
    "contents",
    "files",
    "file_chunks",
    "drafts",
    "replies",
    "cases",
    "case_people",
    "case_links",
    "owed",
    "sums",
    "measures",
    "people",
    "working_groups",
    "policy_versions",
    "policy_bytes",
    "receipts",
    "logins",
    "sessions",
    "links",
    "attempts",
    "jobs",
    "inbox",
    "access_log",
    "settings",
    "heartbeats",
];

/// Tables about the database itself: which shape it has, and which node works on it.
pub const NOT_CARRIED: &[&str] = &["migrations", "leases"];

/// So many rows are in memory at once; the largest are chunks of files.
const AT_ONCE: usize = 100;

/// Differs: each database describes its tables in its own way.
pub(crate) const TABLE_COLUMNS: Statement = Statement {
    name: "TABLE_COLUMNS",
    sqlite: "SELECT name, LOWER(type) AS kind, pk AS place FROM pragma_table_info($1) ORDER BY name",
    postgres: "SELECT CAST(a.attname AS TEXT) AS name, CAST(a.atttypid::regtype AS TEXT) AS kind,
            CAST(COALESCE(array_position(string_to_array(i.indkey::text, ' '), a.attnum::text), 0) AS BIGINT) AS place
        FROM pg_attribute a LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
        WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attname COLLATE \"C\"",
};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Number,
    Blob,
}

impl Kind {
    /// As its name is written in a backup.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Number => "bigint",
            Kind::Blob => "bytea",
        }
    }

    /// From the name that either database gives it.
    pub fn of(name: &str) -> Option<Kind> {
        match name {
            "text" => Some(Kind::Text),
            "integer" | "bigint" => Some(Kind::Number),
            "blob" | "bytea" => Some(Kind::Blob),
            _ => None,
        }
    }
}

/// A table as it is: its columns by name, and which of them are its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub(crate) name: &'static str,
    pub(crate) columns: Vec<(String, Kind)>,
    /// Where the columns of the key stand in `columns`.
    key: Vec<usize>,
}

/// One row: its values in the order of the table's columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line(pub(crate) Vec<Value>);

impl Line {
    /// Each value with its kind and length before it, so that no two rows frame alike.
    pub(crate) fn frame(&self, out: &mut Vec<u8>) {
        for value in &self.0 {
            let number;
            let (kind, bytes): (u8, Option<&[u8]>) = match value {
                Value::Text(text) => (1, text.as_ref().map(String::as_bytes)),
                Value::Number(given) => {
                    number = given.map(i64::to_be_bytes);
                    (2, number.as_ref().map(<[u8; 8]>::as_slice))
                }
                Value::Blob(bytes) => (3, bytes.as_deref()),
            };
            out.extend([kind, u8::from(bytes.is_some())]);
            let bytes = bytes.unwrap_or_default();
            out.extend((bytes.len() as u64).to_be_bytes());
            out.extend(bytes);
        }
    }

    /// The row of so many values that begins here, and what follows it; `None` when these bytes aren't a row.
    pub(crate) fn unframe(mut bytes: &[u8], values: usize) -> Option<(Line, &[u8])> {
        let mut line = Vec::with_capacity(values);
        for _ in 0..values {
            let ([kind, present], rest) = bytes.split_first_chunk::<2>()?;
            let (length, rest) = rest.split_first_chunk::<8>()?;
            let length = usize::try_from(u64::from_be_bytes(*length)).ok()?;
            let (value, rest) = rest.split_at_checked(length)?;
            let there = (*present == 1).then_some(value);
            line.push(match kind {
                1 => Value::Text(match there {
                    Some(text) => Some(String::from_utf8(text.to_vec()).ok()?),
                    None => None,
                }),
                2 => Value::Number(match there {
                    Some(number) => Some(i64::from_be_bytes(number.try_into().ok()?)),
                    None => None,
                }),
                3 => Value::Blob(there.map(<[u8]>::to_vec)),
                _ => return None,
            });
            bytes = rest;
        }
        Some((Line(line), bytes))
    }
}

/// What went over of one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// Its name.
    pub table: &'static str,
    /// How many rows.
    pub rows: u64,
    /// SHA-256 over every value of every row, in the order of their keys.
    pub digest: String,
}

impl Table {
    /// A table as the database describes it.
    async fn read(transaction: &mut Transaction<'_>, name: &'static str) -> Result<Table> {
        let mut columns = Vec::new();
        let mut places = Vec::new();
        for row in transaction.rows(&TABLE_COLUMNS, values![name.to_owned()]).await? {
            let kind: String = row.get("kind")?;
            let kind = Kind::of(&kind)
                .ok_or_else(|| Error::corrupt("columns", name, format!("{kind} isn't a kind of ours")))?;
            places.push((row.get::<u32>("place")?, columns.len()));
            columns.push((row.get("name")?, kind));
        }
        places.retain(|(place, _)| *place > 0);
        places.sort_unstable();
        let key: Vec<usize> = places.into_iter().map(|(_, column)| column).collect();
        if key.is_empty() {
            return Err(Error::corrupt("columns", name, "has no key to walk by"));
        }
        Ok(Table { name, columns, key })
    }

    fn names(&self) -> Vec<&str> {
        self.columns.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// The columns of the key, and their values in a row.
    fn key<T>(&self, all: &[T]) -> Vec<T>
    where
        T: Clone,
    {
        self.key.iter().filter_map(|at| all.get(*at).cloned()).collect()
    }

    /// The rows after one, in the order of the key.
    async fn page(&self, transaction: &mut Transaction<'_>, after: Option<&Line>) -> Result<Vec<Line>> {
        let (name, columns) = (self.name, self.names().join(", "));
        let key = self.key(&self.names()).join(", ");
        let place = after.map(|line| self.key(&line.0)).unwrap_or_default();
        let beyond = match after {
            Some(_) => format!("WHERE ({key}) > ({})", parameters(place.len())),
            None => String::new(),
        };
        let text = format!("SELECT {columns} FROM {name} {beyond} ORDER BY {key} LIMIT {AT_ONCE}");
        let rows = transaction.rows_of(text, place).await?;
        rows.iter().map(|row| self.line(row)).collect()
    }

    fn line(&self, row: &Row) -> Result<Line> {
        let values = self.columns.iter().map(|(name, kind)| {
            Ok(match kind {
                Kind::Text => Value::Text(row.get(name)?),
                Kind::Number => Value::Number(row.get(name)?),
                Kind::Blob => Value::Blob(row.get(name)?),
            })
        });
        values.collect::<Result<_>>().map(Line)
    }

    async fn put(&self, transaction: &mut Transaction<'_>, line: Line) -> Result<()> {
        let (columns, parameters) = (self.names().join(", "), parameters(line.0.len()));
        let text = format!("INSERT INTO {} ({columns}) VALUES ({parameters})", self.name);
        transaction.rows_of(text, line.0).await?;
        Ok(())
    }
}

fn parameters(count: usize) -> String {
    let all: Vec<String> = (1..=count).map(|n| format!("${n}")).collect();
    all.join(", ")
}

/// What was seen of a table so far.
pub(crate) struct Seen {
    pub rows: u64,
    hash: Sha256,
}

impl Seen {
    pub fn nothing() -> Seen {
        Seen {
            rows: 0,
            hash: Sha256::new(),
        }
    }

    pub fn add(&mut self, line: &Line) {
        let mut bytes = Vec::new();
        line.frame(&mut bytes);
        self.rows += 1;
        self.hash.update(bytes);
    }

    pub fn finish(self, table: &'static str) -> Carried {
        Carried {
            table,
            rows: self.rows,
            digest: hex(&self.hash.finalize()),
        }
    }
}

/// Everything that a store keeps, as it stands at one moment, whatever is written meanwhile.
pub struct Export(pub(crate) Transaction<'static>);

impl Export {
    /// How a table looks.
    pub async fn table(&mut self, name: &'static str) -> Result<Table> {
        Table::read(&mut self.0, name).await
    }

    /// The first rows, or those after one; none at the end.
    pub async fn page(&mut self, table: &Table, after: Option<&Line>) -> Result<Vec<Line>> {
        table.page(&mut self.0, after).await
    }
}

/// An empty store that is being filled: wholly or not at all.
pub struct Import {
    pub(crate) transaction: Transaction<'static>,
}

impl Import {
    /// How a table looks here.
    pub async fn table(&mut self, name: &'static str) -> Result<Table> {
        Table::read(&mut self.transaction, name).await
    }

    /// Puts a row in.
    pub async fn put(&mut self, table: &Table, line: Line) -> Result<()> {
        table.put(&mut self.transaction, line).await
    }

    /// What stands in a table by now, read back.
    pub async fn count(&mut self, table: &Table) -> Result<Carried> {
        let mut seen = Seen::nothing();
        let mut last: Option<Line> = None;
        loop {
            let page = table.page(&mut self.transaction, last.as_ref()).await?;
            page.iter().for_each(|line| seen.add(line));
            match page.into_iter().next_back() {
                Some(line) => last = Some(line),
                None => return Ok(seen.finish(table.name)),
            }
        }
    }

    /// Makes it lasting.
    pub async fn finish(self) -> Result<()> {
        self.transaction.commit().await
    }
}

impl Store {
    /// Opens a place in which nothing is kept yet, to put in what was taken out elsewhere. Until that is done it
    /// belongs to no master key.
    pub async fn open_empty(place: &Place, master: &MasterKey) -> Result<Store> {
        let store = Store::unchecked(place, master).await?;
        store.import().await?.transaction.rollback().await?;
        Ok(store)
    }

    /// Begins to take everything out.
    pub async fn export(&self) -> Result<Export> {
        Ok(Export(self.database.begin_reading().await?))
    }

    /// Begins to put everything in; refused when something is there.
    pub async fn import(&self) -> Result<Import> {
        let mut transaction = self.database.begin().await?;
        for name in TABLES {
            // An installation of an older version may not have had it.
            let described = values![(*name).to_owned()];
            if transaction.rows(&TABLE_COLUMNS, described).await?.is_empty() {
                continue;
            }
            let table = Table::read(&mut transaction, name).await?;
            if !table.page(&mut transaction, None).await?.is_empty() {
                return Err(Error::NotEmpty(name));
            }
        }
        Ok(Import { transaction })
    }

    /// Carries everything over to an empty store, table by table, and compares each table as it was read with what then
    /// stands there. Either all of it is there at the end, or nothing. `tell` hears how many rows of a table went over.
    pub async fn carry_to(
        &self,
        to: &Store,
        mut tell: impl FnMut(&'static str, u64),
    ) -> Result<Vec<Carried>> {
        let mut export = self.export().await?;
        let mut import = to.import().await?;
        let mut all = Vec::with_capacity(TABLES.len());
        for name in TABLES {
            let table = export.table(name).await?;
            if import.table(name).await? != table {
                return Err(Error::corrupt(
                    "columns",
                    *name,
                    "differ between the two databases",
                ));
            }
            let mut seen = Seen::nothing();
            let mut last: Option<Line> = None;
            loop {
                let page = export.page(&table, last.as_ref()).await?;
                last = page.last().cloned();
                if last.is_none() {
                    break;
                }
                for line in page {
                    seen.add(&line);
                    import.put(&table, line).await?;
                }
                tell(name, seen.rows);
            }
            let carried = seen.finish(name);
            if import.count(&table).await? != carried {
                return Err(Error::corrupt(*name, "rows", "aren't what was read"));
            }
            all.push(carried);
        }
        import.finish().await?;
        to.check_key().await?;
        Ok(all)
    }
}
