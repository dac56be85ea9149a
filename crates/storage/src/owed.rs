//! What is owed, over all aggregates: the sweep's list, everybody's list of today, and the figures per clause.

use crate::cases::{Page, Scope, visible, visible_one, visible_related};
use crate::commit::{AggregateKey, AggregateKind};
use crate::database::{Column, Transaction, values};
use crate::error::{Error, Result};
use crate::statements::{Statement, statements};
use crate::sums;
use crate::tables::{OwedRow, owed_columns};
use casework::ids::PersonId;
use casework::moment::Moment;
use std::collections::BTreeMap;

/// Which owed things are asked for; what is `None` doesn't matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwedFilter {
    /// Still owed (or not).
    pub open: Option<bool>,
    /// Due before.
    pub due_before: Option<Moment>,
    /// Owed by this person.
    pub by_person: Option<PersonId>,
    /// Owed by this role.
    pub by_role: Option<String>,
    /// From this rule.
    pub promise_key: Option<String>,
    /// From this clause.
    pub clause: Option<String>,
}

/// What became of the promises under one clause and rule. Late and kept are both true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwedFigures {
    /// The clause.
    pub clause: Option<String>,
    /// The rule.
    pub promise_key: String,
    /// `promise` or `target`.
    pub nature: String,
    /// All that were ever opened, but for those replaced in time, and for those that are owed again with the same due
    /// instant: that is one promise.
    pub total: u64,
    /// Kept in time.
    pub kept: u64,
    /// Kept, but late.
    pub kept_late: u64,
    /// Open and not due yet.
    pub open: u64,
    /// Open and overdue.
    pub overdue: u64,
    /// Released for a listed reason, in time.
    pub released: u64,
    /// Missed first, and released or replaced after: late all the same.
    pub ended_late: u64,
    /// When one was last kept.
    pub last_kept_at: Option<Moment>,
    /// Where that was.
    pub last_proof: Option<AggregateKey>,
}

/// How often what a rule promises was kept in time, and how often late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwedCount {
    /// The rule.
    pub promise_key: String,
    /// Kept in time.
    pub kept: u64,
    /// Late, whatever became of it after.
    pub late: u64,
}

/// As [`OwedCount`], while it is put together.
#[derive(Clone, Debug, Default)]
struct Signed {
    kept: i64,
    late: i64,
}

fn add_count(counts: &mut BTreeMap<String, Signed>, key: String, kept: i64, late: i64) {
    let count = counts.entry(key).or_default();
    count.kept += kept;
    count.late += late;
}

fn counted(counts: BTreeMap<String, Signed>) -> Vec<OwedCount> {
    let count = |(promise_key, signed): (String, Signed)| OwedCount {
        promise_key,
        kept: u64::try_from(signed.kept).unwrap_or_default(),
        late: u64::try_from(signed.late).unwrap_or_default(),
    };
    counts.into_iter().map(count).collect()
}

impl OwedFigures {
    /// Late, whatever became of it after.
    pub fn late(&self) -> u64 {
        self.kept_late + self.overdue + self.ended_late
    }
}

/// As `visible!`, and `$4`: what other aggregates than cases owe.
macro_rules! owed_visible {
    () => {
        owed_visible!(visible)
    };
    ($visible:ident) => {
        concat!(
            "((o.owner_kind = 'case' AND ",
            $visible!("o.owner_id"),
            ") OR (o.owner_kind <> 'case' AND $4 = 1))"
        )
    };
}

/// What a filter asks for, in the order of what is most urgent.
macro_rules! owed_asked {
    () => {
        "
        AND (CAST($5 AS BIGINT) IS NULL OR (o.state = 'open') = ($5 = 1))
        AND (CAST($6 AS BIGINT) IS NULL OR o.due_at < $6)
        AND (CAST($7 AS TEXT) IS NULL OR o.owed_by_person = $7)
        AND (CAST($8 AS TEXT) IS NULL OR o.owed_by_role = $8)
        AND (CAST($9 AS TEXT) IS NULL OR o.promise_key = $9)
        AND (CAST($10 AS TEXT) IS NULL OR o.clause = $10)
        ORDER BY o.due_at, o.owner_kind, o.owner_id, o.owed_no LIMIT $11 OFFSET $12"
    };
}

/// How often what these rules promise was kept in time and late. `$5`: now, `$6` and `$7`: the period, the rest: the rules.
macro_rules! owed_counts {
    ($first:literal, $which:expr) => {
        concat!(
            "SELECT o.promise_key, COUNT(CASE WHEN o.state = 'kept' AND o.kept_at < o.due_at THEN 1 END) AS kept,
                COUNT(CASE WHEN (o.state = 'kept' AND o.kept_at >= o.due_at) OR (o.state = 'open' AND o.due_at <= $5)
                    OR (o.state IN ('released', 'replaced') AND o.missed_at IS NOT NULL) THEN 1 END) AS late
            FROM owed o WHERE ",
            $first,
            "o.promise_key IN ($8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
                AND o.opened_at >= $6 AND o.opened_at < $7 AND ",
            $which,
            "
                AND (o.state <> 'replaced' OR o.missed_at IS NOT NULL)
                AND (o.replaced_by IS NULL OR NOT EXISTS (SELECT 1 FROM owed s WHERE s.owner_kind = o.owner_kind
                    AND s.owner_id = o.owner_id AND s.owed_no = o.replaced_by AND s.promise_key = o.promise_key AND s.due_at = o.due_at))
                AND (o.owner_kind <> 'case' OR o.owner_id NOT IN (SELECT e.id FROM cases e WHERE e.practice = 1))
            GROUP BY o.promise_key"
        )
    };
}

statements! {
    OWED_LIST = concat!("SELECT ", owed_columns!(), " FROM owed o WHERE ", owed_visible!(), owed_asked!());
    OWED_OPEN = concat!("SELECT ", owed_columns!(), " FROM owed o WHERE o.state = 'open'
        AND o.due_at < COALESCE(CAST($6 AS BIGINT), 9223372036854775807) AND ", owed_visible!(visible_one), owed_asked!());
    OWED_OPEN_OF = concat!("SELECT ", owed_columns!(), " FROM owed o WHERE o.state = 'open' AND o.owed_by_person = $7
        AND ", owed_visible!(visible_one), owed_asked!());
    OWED_FIGURES = concat!("SELECT o.clause, o.promise_key, o.nature, COUNT(*) AS total,
            COUNT(CASE WHEN o.state = 'kept' AND o.kept_at < o.due_at THEN 1 END) AS kept,
            COUNT(CASE WHEN o.state = 'kept' AND o.kept_at >= o.due_at THEN 1 END) AS kept_late,
            COUNT(CASE WHEN o.state = 'open' AND o.due_at > $5 THEN 1 END) AS open,
            COUNT(CASE WHEN o.state = 'open' AND o.due_at <= $5 THEN 1 END) AS overdue,
            COUNT(CASE WHEN o.state = 'released' AND o.missed_at IS NULL THEN 1 END) AS released,
            COUNT(CASE WHEN o.state IN ('released', 'replaced') AND o.missed_at IS NOT NULL THEN 1 END) AS ended_late,
            MAX(o.kept_at) AS last_kept_at
        FROM owed o WHERE ", owed_visible!(), " AND (o.state <> 'replaced' OR o.missed_at IS NOT NULL)
            AND o.opened_at >= $6 AND o.opened_at < $7
            AND NOT EXISTS (SELECT 1 FROM owed s WHERE s.owner_kind = o.owner_kind AND s.owner_id = o.owner_id
                AND s.owed_no = o.replaced_by AND s.promise_key = o.promise_key AND s.due_at = o.due_at)
            AND NOT EXISTS (SELECT 1 FROM cases e WHERE o.owner_kind = 'case' AND e.id = o.owner_id AND e.practice = 1)
        GROUP BY o.clause, o.promise_key, o.nature ORDER BY o.clause, o.promise_key, o.nature");
    OWED_COUNTS = owed_counts!("", owed_visible!());
    OWED_COUNTS_RELATED = owed_counts!("o.owner_kind = 'case' AND CAST($4 AS BIGINT) IS NOT NULL AND ", visible_related!("o.owner_id"));
    OWED_COUNTS_OTHERS = owed_counts!("o.owner_kind IN ('measure', 'organisation', 'policy_version') AND $4 = 1 AND ",
        "CAST($1 AS TEXT) IS NOT NULL AND CAST($2 AS TEXT) IS NOT NULL AND CAST($3 AS BIGINT) IS NOT NULL");
    OWED_COUNTS_OPEN = owed_counts!("o.state = 'open' AND o.due_at <= $5 AND ", owed_visible!(visible_one));
    OWED_COUNTS_EXCLUDED = owed_counts!("o.owner_kind = 'case' AND o.state <> 'open' AND ",
        "o.owner_id IN (SELECT x.case_id FROM case_people x WHERE x.person = $1 AND x.relation = 'excluded')
            AND CAST($2 AS TEXT) IS NOT NULL AND CAST($3 AS BIGINT) IS NOT NULL AND CAST($4 AS BIGINT) IS NOT NULL");
    OWED_LAST_PROOF = concat!("SELECT o.owner_kind, o.owner_id FROM owed o WHERE ", owed_visible!(), "
        AND o.promise_key = $5 AND o.nature = $6 AND o.kept_at = $7 AND o.state <> 'replaced'
        AND (o.clause = $8 OR (o.clause IS NULL AND CAST($8 AS TEXT) IS NULL))
        AND NOT EXISTS (SELECT 1 FROM cases e WHERE o.owner_kind = 'case' AND e.id = o.owner_id AND e.practice = 1)
        ORDER BY o.owner_id LIMIT 1");
    OWED_NEXT = "SELECT MIN(due_at) AS next FROM owed WHERE state = 'open' AND missed_at IS NULL";
    OWED_DUE = concat!("SELECT ", owed_columns!(), " FROM owed WHERE state = 'open' AND missed_at IS NULL AND due_at <= $1
        ORDER BY due_at, owner_kind, owner_id, owed_no LIMIT $2");
}

async fn add_counts(
    reading: &mut Transaction<'_>,
    counts: &mut BTreeMap<String, Signed>,
    (statement, by): (&Statement, i64),
    scope: &Scope,
    (from, until): (Moment, Moment),
    now: Moment,
    keys: &[&str],
) -> Result<()> {
    const AT_ONCE: usize = 16;
    for some in keys.chunks(AT_ONCE) {
        let mut all = scope.values();
        all.extend(values![scope.other_owners, now, from, until]);
        // Filled up with its own last key: one that is asked for twice comes back once.
        let last = some.iter().rev().take(1).cycle();
        all.extend(
            some.iter()
                .chain(last)
                .take(AT_ONCE)
                .map(|key| (*key).to_owned().to_value()),
        );
        for row in reading.rows(statement, all).await? {
            let (kept, late): (i64, i64) = (row.get("kept")?, row.get("late")?);
            add_count(counts, row.get("promise_key")?, by * kept, by * late);
        }
    }
    Ok(())
}

impl crate::Store {
    /// The earliest due instant of what is open and not yet recorded as missed: the next thing for the sweep.
    pub async fn next_due_at(&self) -> Result<Option<Moment>> {
        self.database
            .row(&OWED_NEXT, values![])
            .await?
            .map_or(Ok(None), |row| row.get("next"))
    }

    /// What is open, due at or before `now` and not yet recorded as missed; most overdue first. For the sweep.
    pub async fn due_before(&self, now: Moment, limit: u32) -> Result<Vec<OwedRow>> {
        self.database
            .rows(&OWED_DUE, values![now, limit])
            .await?
            .iter()
            .map(OwedRow::read)
            .collect()
    }

    /// What is owed, within a scope; most urgent first.
    pub async fn owed_list(&self, scope: &Scope, filter: &OwedFilter, page: Page) -> Result<Vec<OwedRow>> {
        let mut all = scope.values();
        all.extend(values![
            scope.other_owners,
            filter.open,
            filter.due_before,
            filter.by_person,
            filter.by_role,
            filter.promise_key,
            filter.clause,
            page.limit,
            page.offset,
        ]);
        // What is open has indexes of its own.
        let statement = match (filter.open, &filter.by_person) {
            (Some(true), Some(_)) => &OWED_OPEN_OF,
            (Some(true), None) => &OWED_OPEN,
            _ => &OWED_LIST,
        };
        self.database
            .rows(statement, all)
            .await?
            .iter()
            .map(OwedRow::read)
            .collect()
    }

    /// What became of what was opened in a period, per clause and rule; practice complaints don't count.
    pub async fn owed_figures(
        &self,
        scope: &Scope,
        from: Moment,
        until: Moment,
        now: Moment,
    ) -> Result<Vec<OwedFigures>> {
        let mut all = scope.values();
        all.extend(values![scope.other_owners, now, from, until]);
        let mut figures = Vec::new();
        for row in self.database.rows(&OWED_FIGURES, all).await? {
            let mut line = OwedFigures {
                clause: row.get("clause")?,
                promise_key: row.get("promise_key")?,
                nature: row.get("nature")?,
                total: row.get("total")?,
                kept: row.get("kept")?,
                kept_late: row.get("kept_late")?,
                open: row.get("open")?,
                overdue: row.get("overdue")?,
                released: row.get("released")?,
                ended_late: row.get("ended_late")?,
                last_kept_at: row.get("last_kept_at")?,
                last_proof: None,
            };
            line.last_proof = self.last_proof(scope, &line).await?;
            figures.push(line);
        }
        Ok(figures)
    }

    /// Of what was opened in a period under each of these rules: how much was kept in time, and how much was late.
    ///
    /// Over every case it is read from the sums of whole days, as [`crate::Store::outcomes`] is.
    pub async fn owed_counts(
        &self,
        scope: &Scope,
        (from, until): (Moment, Moment),
        now: Moment,
        keys: &[&str],
    ) -> Result<Vec<OwedCount>> {
        let mut counts = BTreeMap::new();
        // A commit in between would be counted in one part and not in another.
        let mut reading = self.database.begin_reading().await?;
        let days = sums::whole_days(from, until).filter(|_| scope.every_case && scope.other_owners);
        let Some((first, end)) = days else {
            let statements: &[_] = match scope.every_case {
                true => &[&OWED_COUNTS],
                false => &[&OWED_COUNTS_RELATED, &OWED_COUNTS_OTHERS],
            };
            for statement in statements {
                let period = (from, until);
                add_counts(
                    &mut reading,
                    &mut counts,
                    (statement, 1),
                    scope,
                    period,
                    now,
                    keys,
                )
                .await?;
            }
            reading.rollback().await?;
            return Ok(counted(counts));
        };
        let whole = (sums::begins(first), sums::begins(end));
        for (statement, by, period) in [
            (&OWED_COUNTS, 1, (from, whole.0)),
            (&OWED_COUNTS_OPEN, 1, whole),
            (&OWED_COUNTS_EXCLUDED, -1, whole),
            (&OWED_COUNTS, 1, (whole.1, until)),
        ] {
            if period.0 < period.1 {
                add_counts(
                    &mut reading,
                    &mut counts,
                    (statement, by),
                    scope,
                    period,
                    now,
                    keys,
                )
                .await?;
            }
        }
        for (what, key, by) in sums::of(&mut reading, &sums::SUMS_OF_PROMISES, (first, end)).await? {
            if keys.contains(&key.as_str()) {
                let (kept, late) = if what == "kept" { (by, 0) } else { (0, by) };
                add_count(&mut counts, key, kept, late);
            }
        }
        reading.rollback().await?;
        Ok(counted(counts))
    }

    async fn last_proof(&self, scope: &Scope, line: &OwedFigures) -> Result<Option<AggregateKey>> {
        let Some(at) = line.last_kept_at else {
            return Ok(None);
        };
        let mut all = scope.values();
        all.extend(values![
            scope.other_owners,
            line.promise_key,
            line.nature,
            at,
            line.clause
        ]);
        let Some(row) = self.database.row(&OWED_LAST_PROOF, all).await? else {
            return Ok(None);
        };
        let id: String = row.get("owner_id")?;
        let kind = AggregateKind::from_code(&row.get::<String>("owner_kind")?)
            .ok_or_else(|| Error::corrupt("owed", id.clone(), "has an unknown owner"))?;
        Ok(Some(AggregateKey::new(kind, id)))
    }
}
