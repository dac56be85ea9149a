//! What cases came to, counted from rows: answered in time or not, solved or not, and what went wrong.

use crate::cases::{Scope, visible, visible_one, visible_related};
use crate::database::{Row, Transaction, values};
use crate::error::Result;
use crate::statements::{Statement, statements};
use crate::sums;
use crate::tables::{CaseRow, case_columns};
use casework::moment::Moment;
use std::collections::BTreeMap;

/// How a complaint stands in the figures; it stands in one place only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Answered, and nothing about the answer was late.
    InTime,
    /// Answered late, or not answered and overdue.
    Late,
    /// Not answered and not overdue.
    Open,
    /// Stopped without an answer.
    Stopped,
}

/// What complaints came to: each stands in one stage, and in the rest as often as it says something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// How they stand.
    pub stages: BTreeMap<Stage, u64>,
    /// What was said last of the solution, by code.
    pub verdicts: BTreeMap<String, u64>,
    /// They were asked and said nothing.
    pub silent: u64,
    /// What went wrong, by code; one complaint may have several.
    pub causes: BTreeMap<String, u64>,
}

impl Stage {
    fn from_code(code: &str) -> Stage {
        match code {
            "0" => Stage::InTime,
            "1" => Stage::Late,
            "2" => Stage::Open,
            _ => Stage::Stopped,
        }
    }
}

/// Adds, or takes away.
fn add(to: &mut u64, by: i64) {
    *to = to.saturating_add_signed(by);
}

impl Outcomes {
    fn stage(&mut self, code: &str, by: i64) {
        add(self.stages.entry(Stage::from_code(code)).or_default(), by);
    }

    fn verdict(&mut self, code: &str, by: i64) {
        add(self.verdicts.entry(code.to_owned()).or_default(), by);
    }

    fn causes(&mut self, codes: &str, by: i64) {
        for code in codes.split(',').filter(|code| !code.is_empty()) {
            add(self.causes.entry(code.to_owned()).or_default(), by);
        }
    }

    /// Rows of cases that were counted; `stages`: which of them count as a stage.
    fn count(&mut self, rows: &[Row], by: i64, stages: impl Fn(bool) -> bool) -> Result<()> {
        for row in rows {
            let by = by.saturating_mul(row.get("total")?);
            if stages(row.get("settled")?) {
                self.stage(&row.get::<String>("stage")?, by);
            }
            match row.get::<Option<String>>("verdict")? {
                Some(verdict) => self.verdict(&verdict, by),
                None if row.get("silent")? => add(&mut self.silent, by),
                None => {}
            }
            self.causes(&row.get::<String>("causes")?, by);
        }
        Ok(())
    }
}

/// The complaints of a period by how they stand, what they said and what went wrong. `$4` and `$5`: the period, `$6`: now.
macro_rules! outcomes {
    ($which:expr) => {
        concat!(
            "SELECT s.stage, s.settled, s.verdict, s.silent, s.causes, COUNT(*) AS total FROM (SELECT
                CASE WHEN c.answered_at IS NULL AND c.way_out IS NOT NULL AND c.answer_due_at IS NULL THEN '3'
                    WHEN c.answer_late = 1 OR c.answer_due_at <= $6 THEN '1'
                    WHEN c.answered_at IS NOT NULL THEN '0' ELSE '2' END AS stage,
                CAST(CASE WHEN c.answer_due_at IS NULL THEN 1 ELSE 0 END AS BIGINT) AS settled,
                c.verdict, CAST(CASE WHEN c.silent_at IS NULL THEN 0 ELSE 1 END AS BIGINT) AS silent, c.causes
            FROM cases c WHERE c.received_at >= $4 AND c.received_at < $5 AND c.registered_at IS NOT NULL AND c.practice = 0
                AND ",
            $which,
            ") s GROUP BY s.stage, s.settled, s.verdict, s.silent, s.causes"
        )
    };
}

statements! {
    OUTCOMES = outcomes!(visible!("c.id"));
    OUTCOMES_RELATED = outcomes!(visible_related!("c.id"));
    OUTCOMES_WAITING = concat!("SELECT s.stage, COUNT(*) AS total FROM (SELECT
            CASE WHEN c.answer_late = 1 OR c.answer_due_at <= $6 THEN '1'
                WHEN c.answered_at IS NOT NULL THEN '0' ELSE '2' END AS stage
        FROM cases c WHERE c.answer_since IS NOT NULL AND c.answer_due_at IS NOT NULL AND c.received_at >= $4 AND c.received_at < $5
            AND c.registered_at IS NOT NULL AND c.practice = 0 AND ", visible_one!("c.id"), ") s GROUP BY s.stage");
    OUTCOMES_EXCLUDED = outcomes!("c.id IN (SELECT x.case_id FROM case_people x WHERE x.person = $1 AND x.relation = 'excluded'
        AND CAST($2 AS TEXT) IS NOT NULL AND CAST($3 AS BIGINT) = 1)");
    LONGEST_WAITING = concat!("SELECT ", case_columns!(), " FROM cases c WHERE c.answer_since IS NOT NULL AND c.way_out IS NULL
        AND c.closed_at IS NULL AND c.received_at >= $4 AND c.received_at < $5 AND c.registered_at IS NOT NULL AND c.practice = 0
        AND ", visible_one!("c.id"), " ORDER BY c.answer_since, c.received_at DESC, c.id LIMIT $6");
    NEWEST_BEFORE = concat!("SELECT c.received_at FROM cases c WHERE c.received_at < $4 AND c.registered_at IS NOT NULL
        AND c.practice = 0 AND ", visible_one!("c.id"), " ORDER BY c.received_at DESC LIMIT 1");
}

async fn outcome_rows(
    reading: &mut Transaction<'_>,
    statement: &Statement,
    scope: &Scope,
    (from, until): (Moment, Moment),
    now: Moment,
) -> Result<Vec<Row>> {
    let mut all = scope.values();
    all.extend(values![from, until, now]);
    reading.rows(statement, all).await
}

impl crate::Store {
    /// What the complaints of a period came to, as a scope may know it.
    ///
    /// Over every case it is read from the sums of whole days, but for what changes with the clock, for the cases that the
    /// person is excluded from, and for the ends of the period.
    pub async fn outcomes(
        &self,
        scope: &Scope,
        (from, until): (Moment, Moment),
        now: Moment,
    ) -> Result<Outcomes> {
        let mut outcomes = Outcomes::default();
        // A commit in between would be counted in one part and not in another.
        let mut reading = self.database.begin_reading().await?;
        let days = sums::whole_days(from, until).filter(|_| scope.every_case);
        let Some((first, end)) = days else {
            let statement = match scope.every_case {
                true => &OUTCOMES,
                false => &OUTCOMES_RELATED,
            };
            let rows = outcome_rows(&mut reading, statement, scope, (from, until), now).await?;
            outcomes.count(&rows, 1, |_| true)?;
            reading.rollback().await?;
            return Ok(outcomes);
        };
        let (begin, finish) = (sums::begins(first), sums::begins(end));
        for (from, until) in [(from, begin), (finish, until)] {
            if from < until {
                let rows = outcome_rows(&mut reading, &OUTCOMES, scope, (from, until), now).await?;
                outcomes.count(&rows, 1, |_| true)?;
            }
        }
        for (what, code, by) in sums::of(&mut reading, &sums::SUMS_OF_ANSWERS, (first, end)).await? {
            match what.as_str() {
                "stage" => outcomes.stage(&code, by),
                "verdict" => outcomes.verdict(&code, by),
                "silent" => add(&mut outcomes.silent, by),
                _ => outcomes.causes(&code, by),
            }
        }
        let whole = (begin, finish);
        for row in outcome_rows(&mut reading, &OUTCOMES_WAITING, scope, whole, now).await? {
            outcomes.stage(&row.get::<String>("stage")?, row.get("total")?);
        }
        let excluded = outcome_rows(&mut reading, &OUTCOMES_EXCLUDED, scope, whole, now).await?;
        outcomes.count(&excluded, -1, |settled| settled)?;
        reading.rollback().await?;
        Ok(outcomes)
    }

    /// The complaints of a period in which an answer is owed for the longest time.
    pub async fn longest_waiting(
        &self,
        scope: &Scope,
        (from, until): (Moment, Moment),
        most: u32,
    ) -> Result<Vec<CaseRow>> {
        let mut all = scope.values();
        all.extend(values![from, until, most]);
        let rows = self.database.rows(&LONGEST_WAITING, all).await?;
        rows.iter().map(CaseRow::read).collect()
    }

    /// When the newest complaint from before a moment was first heard.
    pub async fn newest_before(&self, scope: &Scope, before: Moment) -> Result<Option<Moment>> {
        let mut all = scope.values();
        all.extend(values![before]);
        let row = self.database.row(&NEWEST_BEFORE, all).await?;
        row.map(|row| row.get("received_at")).transpose()
    }
}
