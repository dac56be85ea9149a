//! One INSERT for several rows, made from the statement for one: each statement that is sent costs more than a row.

use crate::statements::Statement;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// So many rows go together; a few sizes, so that few texts are kept prepared. The largest one stays below the number of
/// parameters that either database takes.
const SIZES: [usize; 5] = [32, 16, 8, 4, 2];

/// How many of so many rows go first.
pub(super) fn together(rows: usize) -> usize {
    SIZES.into_iter().find(|size| *size <= rows).unwrap_or(1)
}

/// The text for so many rows; kept for as long as the program runs: a few for each statement. `None` for one row, and for a
/// statement that isn't an INSERT of one row.
pub(super) fn text(statement: &Statement, rows: usize) -> Option<&'static str> {
    static TEXTS: Mutex<Option<HashMap<(&'static str, usize), &'static str>>> = Mutex::new(None);
    if rows < 2 {
        return None;
    }
    let mut texts = TEXTS.lock().unwrap_or_else(PoisonError::into_inner);
    let texts = texts.get_or_insert_default();
    if let Some(text) = texts.get(&(statement.sqlite, rows)) {
        return Some(text);
    }
    let text: &'static str = Box::leak(for_rows(statement.sqlite, rows)?.into_boxed_str());
    texts.insert((statement.sqlite, rows), text);
    Some(text)
}

/// `… VALUES ($1, $2) …` becomes `… VALUES ($1, $2), ($3, $4) …`; what follows must name no parameter.
fn for_rows(one: &str, rows: usize) -> Option<String> {
    let (before, rest) = one.split_once("VALUES (")?;
    let (row, after) = rest.split_once(')')?;
    if after.contains('$') || before.contains('$') {
        return None;
    }
    let values: Vec<&str> = row.split(", ").collect();
    let parameters = values.iter().filter(|value| value.starts_with('$')).count();
    let mut all = Vec::with_capacity(rows);
    for number in 0..rows {
        let mut row = Vec::with_capacity(values.len());
        for value in &values {
            row.push(match value.strip_prefix('$') {
                Some(place) => format!("${}", place.parse::<usize>().ok()? + number * parameters),
                None => (*value).to_owned(),
            });
        }
        all.push(format!("({})", row.join(", ")));
    }
    Some(format!("{before}VALUES {}{after}", all.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_for_one_row_becomes_one_for_several() {
        let one = "INSERT INTO t (a, b, c) VALUES ($1, 0, $2) ON CONFLICT (a) DO NOTHING";
        let two = "INSERT INTO t (a, b, c) VALUES ($1, 0, $2), ($3, 0, $4) ON CONFLICT (a) DO NOTHING";
        assert_eq!(for_rows(one, 2).as_deref(), Some(two));
        assert_eq!(for_rows("DELETE FROM t WHERE a = $1", 2), None);
        assert_eq!(
            for_rows(
                "INSERT INTO t (a) VALUES ($1) ON CONFLICT (a) DO UPDATE SET a = $1",
                2
            ),
            None
        );
    }

    #[test]
    fn rows_go_together_in_a_few_sizes_only() {
        let sizes = |mut rows: usize| {
            let mut sizes = Vec::new();
            while rows > 0 {
                sizes.push(together(rows));
                rows -= together(rows);
            }
            sizes
        };
        assert_eq!(sizes(17), [16, 1]);
        assert_eq!(sizes(71), [32, 32, 4, 2, 1]);
    }
}
