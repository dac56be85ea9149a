//! Figures added up beforehand, per day: what no longer changes with the clock, over all cases but practice ones.
//!
//! Each commit adds what its rows changed, last of all, so that nothing waits for a day that another commit adds to.

use crate::database::{Transaction, Value, values};
use crate::error::Result;
use crate::rows::Rows;
use crate::statements::{Statement, statements};
use crate::tables::{CaseRow, OwedRow};
use casework::moment::Moment;
use std::collections::BTreeMap;

/// A day in milliseconds.
const DAY: i64 = 86_400_000;

/// How often what counts, by what, day and code.
pub(crate) type Counts = BTreeMap<(String, i64, String), i64>;

/// What is settled of the first answer, as `answer_stage!` numbers it, and the rows that count, both without a clock.
macro_rules! as_counted {
    () => {
        "SELECT s.what, s.day, s.code, COUNT(*) AS total FROM (
            SELECT CASE WHEN o.state = 'kept' AND o.kept_at < o.due_at THEN 'kept' ELSE 'late' END AS what,
                o.opened_at / 86400000 AS day, o.promise_key AS code
            FROM owed o WHERE (o.state = 'kept' OR (o.state IN ('released', 'replaced') AND o.missed_at IS NOT NULL))
                AND NOT EXISTS (SELECT 1 FROM owed s WHERE s.owner_kind = o.owner_kind AND s.owner_id = o.owner_id
                    AND s.owed_no = o.replaced_by AND s.promise_key = o.promise_key AND s.due_at = o.due_at)
                AND NOT EXISTS (SELECT 1 FROM cases e WHERE o.owner_kind = 'case' AND e.id = o.owner_id AND e.practice = 1)
            UNION ALL SELECT 'stage', c.received_at / 86400000,
                CASE WHEN c.answer_late = 1 AND NOT (c.answered_at IS NULL AND c.way_out IS NOT NULL) THEN '1'
                    WHEN c.answered_at IS NOT NULL THEN '0' WHEN c.way_out IS NOT NULL THEN '3' ELSE '2' END
            FROM cases c WHERE c.registered_at IS NOT NULL AND c.practice = 0 AND c.answer_due_at IS NULL
            UNION ALL SELECT 'verdict', c.received_at / 86400000, c.verdict
            FROM cases c WHERE c.registered_at IS NOT NULL AND c.practice = 0 AND c.verdict IS NOT NULL
            UNION ALL SELECT 'silent', c.received_at / 86400000, ''
            FROM cases c WHERE c.registered_at IS NOT NULL AND c.practice = 0 AND c.verdict IS NULL AND c.silent_at IS NOT NULL
            UNION ALL SELECT 'causes', c.received_at / 86400000, c.causes
            FROM cases c WHERE c.registered_at IS NOT NULL AND c.practice = 0 AND c.causes <> ''
        ) s GROUP BY s.what, s.day, s.code"
    };
}

statements! {
    SUMS_ADD = "INSERT INTO sums (what, day, code, total) VALUES ($1, $2, $3, $4)
        ON CONFLICT (what, day, code) DO UPDATE SET total = sums.total + excluded.total";
    SUMS_CLEAR = "DELETE FROM sums";
    SUMS_BUILD = concat!("INSERT INTO sums (what, day, code, total) ", as_counted!());
    SUMS_KEPT = "SELECT what, day, code, total FROM sums WHERE total <> 0";
    SUMS_COUNTED = as_counted!();
    SUMS_OF_ANSWERS = "SELECT what, code, CAST(SUM(total) AS BIGINT) AS total FROM sums
        WHERE what IN ('stage', 'verdict', 'silent', 'causes') AND day >= $1 AND day < $2 GROUP BY what, code";
    SUMS_OF_PROMISES = "SELECT what, code, CAST(SUM(total) AS BIGINT) AS total FROM sums
        WHERE what IN ('kept', 'late') AND day >= $1 AND day < $2 GROUP BY what, code";
}

/// What one aggregate's rows add to the sums.
fn count(counts: &mut Counts, rows: &Counted<'_>, by: i64) {
    if rows.case.is_some_and(|case| case.practice) {
        return;
    }
    let mut add = |what: &str, at: Moment, code: &str| {
        *counts
            .entry((what.to_owned(), at.0 / DAY, code.to_owned()))
            .or_default() += by;
    };
    for owed in rows.owed {
        let ended = matches!(owed.state.as_str(), "released" | "replaced") && owed.missed_at.is_some();
        // What is owed again with the same due instant is one promise.
        let again = rows.owed.iter().any(|one| {
            Some(one.owed_no) == owed.replaced_by
                && one.promise_key == owed.promise_key
                && one.due_at == owed.due_at
        });
        if again || !(owed.state == "kept" || ended) {
            continue;
        }
        let in_time = owed.state == "kept" && owed.kept_at.is_some_and(|at| at < owed.due_at);
        let what = if in_time { "kept" } else { "late" };
        add(what, owed.opened_at, &owed.promise_key);
    }
    let Some(case) = rows.case.filter(|case| case.registered_at.is_some()) else {
        return;
    };
    if case.answer_due_at.is_none() {
        let stage = match (case.answered_at, &case.way_out) {
            (None, Some(_)) => "3",
            _ if case.answer_late => "1",
            (Some(_), _) => "0",
            (None, None) => "2",
        };
        add("stage", case.received_at, stage);
    }
    match &case.verdict {
        Some(verdict) => add("verdict", case.received_at, verdict),
        None if case.silent_at.is_some() => add("silent", case.received_at, ""),
        None => {}
    }
    if !case.causes.is_empty() {
        add("causes", case.received_at, &case.causes);
    }
}

/// The rows of one aggregate that are counted.
pub(crate) struct Counted<'r> {
    case: Option<&'r CaseRow>,
    owed: &'r [OwedRow],
}

impl<'r> Counted<'r> {
    /// Of a case that isn't there yet, or of something else.
    pub fn of(case: Option<&'r CaseRow>, owed: &'r [OwedRow]) -> Counted<'r> {
        Counted { case, owed }
    }

    /// Of the rows of an aggregate.
    pub fn rows(rows: &'r Rows) -> Counted<'r> {
        match rows {
            Rows::Case(rows) => Counted::of(Some(&rows.case), &rows.owed),
            Rows::Measure(rows) => Counted::of(None, &rows.owed),
            Rows::Organisation(rows) => Counted::of(None, &rows.owed),
            Rows::Policy(rows) => Counted::of(None, &rows.owed),
        }
    }
}

/// Adds what rows that took the place of others change.
pub(crate) fn change(counts: &mut Counts, before: &Counted<'_>, after: &Counted<'_>) {
    count(counts, before, -1);
    count(counts, after, 1);
}

/// Writes what a commit changed: always in the order of the key, so that no two commits wait for each other.
pub(crate) async fn write(transaction: &mut Transaction<'_>, counts: Counts) -> Result<()> {
    let rows: Vec<Vec<Value>> = counts
        .into_iter()
        .filter(|(_, by)| *by != 0)
        .map(|((what, day, code), by)| values![what, day, code, by])
        .collect();
    transaction.insert_all(&SUMS_ADD, rows).await?;
    Ok(())
}

/// The whole days in a period, when it holds any.
pub(crate) fn whole_days(from: Moment, until: Moment) -> Option<(i64, i64)> {
    let (first, end) = (from.0.saturating_add(DAY - 1).max(0) / DAY, until.0.max(0) / DAY);
    (first < end).then_some((first, end))
}

/// The first instant of a day.
pub(crate) fn begins(day: i64) -> Moment {
    Moment(day.saturating_mul(DAY))
}

impl crate::Store {
    /// Counts all sums again from the rows.
    pub async fn sums_anew(&self) -> Result<()> {
        let mut transaction = self.database.begin().await?;
        if let Some(lock) = self.database.dialect().sums_lock() {
            transaction.run(lock.to_owned()).await?;
        }
        transaction.execute(&SUMS_CLEAR, values![]).await?;
        transaction.execute(&SUMS_BUILD, values![]).await?;
        transaction.commit().await
    }

    /// The first sum that isn't what the rows say.
    pub(crate) async fn wrong_sum(&self) -> Result<Option<String>> {
        let mut reading = self.database.begin_reading().await?;
        let kept = counts(&mut reading, &SUMS_KEPT).await?;
        let counted = counts(&mut reading, &SUMS_COUNTED).await?;
        reading.rollback().await?;
        let differs = kept.keys().chain(counted.keys());
        let wrong = differs.filter(|key| kept.get(key) != counted.get(key)).min();
        Ok(wrong.map(|(what, day, code)| format!("{what} {day} {code}")))
    }
}

/// The sums of these days, by what and code.
pub(crate) async fn of(
    reading: &mut Transaction<'_>,
    statement: &Statement,
    (first, end): (i64, i64),
) -> Result<Vec<(String, String, i64)>> {
    let rows = reading.rows(statement, values![first, end]).await?;
    let read = |row: &crate::database::Row| Ok((row.get("what")?, row.get("code")?, row.get("total")?));
    rows.iter().map(read).collect()
}

async fn counts(reading: &mut Transaction<'_>, statement: &Statement) -> Result<Counts> {
    let mut counts = Counts::new();
    for row in reading.rows(statement, values![]).await? {
        counts.insert(
            (row.get("what")?, row.get("day")?, row.get("code")?),
            row.get("total")?,
        );
    }
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_lie_wholly_in_a_period_are_taken_from_the_sums() {
        let days = |from, until| whole_days(Moment(from), Moment(until));
        assert_eq!(days(0, 3 * DAY), Some((0, 3)));
        assert_eq!(days(1, 3 * DAY - 1), Some((1, 2)));
        assert_eq!(days(1, DAY), None);
        assert_eq!(days(DAY + 1, 2 * DAY + 1), None);
        assert_eq!(days(i64::MIN, i64::MAX), Some((0, i64::MAX / DAY)));
    }
}
