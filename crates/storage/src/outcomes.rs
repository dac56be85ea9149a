//! What cases came to, counted from rows: answered in time or not, solved or not, and what went wrong.

use crate::cases::{Scope, visible};
use crate::database::values;
use crate::error::Result;
use crate::statements::statements;
use casework::moment::Moment;

/// How a complaint stands in the figures; it stands in one place only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// So many complaints came to the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// How they stand.
    pub stage: Stage,
    /// What was said last of the solution, as a code.
    pub verdict: Option<String>,
    /// They were asked and said nothing.
    pub silent: bool,
    /// What went wrong, as codes.
    pub causes: Vec<String>,
    /// How many.
    pub count: u64,
}

/// The first answer: what was owed before it reached the complainant. `$7`: the rules that an answer keeps, as `,1:key,`.
macro_rules! first_answer {
    () => {
        "SELECT 1 FROM owed o WHERE o.owner_kind = 'case' AND o.owner_id = c.id
            AND $7 LIKE '%,' || c.policy_version || ':' || o.promise_key || ',%'
            AND (c.answered_at IS NULL OR o.opened_at <= c.answered_at)"
    };
}

statements! {
    OUTCOMES = concat!("SELECT s.stage, s.verdict, s.silent, s.causes, COUNT(*) AS total FROM (SELECT
            CAST(CASE WHEN c.answered_at IS NULL AND c.way_out IS NOT NULL AND NOT EXISTS (", first_answer!(), " AND o.state = 'open') THEN 3
                WHEN EXISTS (", first_answer!(), " AND CASE o.state WHEN 'kept' THEN o.kept_at >= o.due_at
                    WHEN 'open' THEN o.due_at <= $6 ELSE o.missed_at IS NOT NULL END) THEN 1
                WHEN c.answered_at IS NOT NULL THEN 0 ELSE 2 END AS BIGINT) AS stage,
            c.verdict, CAST(CASE WHEN c.silent_at IS NULL THEN 0 ELSE 1 END AS BIGINT) AS silent, c.causes
        FROM cases c WHERE c.received_at >= $4 AND c.received_at < $5 AND c.registered_at IS NOT NULL AND c.practice = 0
            AND ", visible!("c.id"), ") s GROUP BY s.stage, s.verdict, s.silent, s.causes");
    NEWEST_BEFORE = concat!("SELECT c.received_at FROM cases c WHERE c.received_at < $4 AND c.registered_at IS NOT NULL
        AND c.practice = 0 AND ", visible!("c.id"), " ORDER BY c.received_at DESC LIMIT 1");
}

impl crate::Store {
    /// What the complaints of a period came to. `answers`: the rules that an answer keeps, by policy version.
    pub async fn outcomes(
        &self,
        scope: &Scope,
        (from, until): (Moment, Moment),
        now: Moment,
        answers: &[(u32, &str)],
    ) -> Result<Vec<Outcome>> {
        let answers: String = answers
            .iter()
            .map(|(version, key)| format!("{version}:{key},"))
            .collect();
        let mut all = scope.values();
        all.extend(values![from, until, now, format!(",{answers}")]);
        let rows = self.database.rows(&OUTCOMES, all).await?;
        let mut outcomes = Vec::new();
        for row in rows {
            let causes: String = row.get("causes")?;
            outcomes.push(Outcome {
                stage: match row.get::<u32>("stage")? {
                    0 => Stage::InTime,
                    1 => Stage::Late,
                    2 => Stage::Open,
                    _ => Stage::Stopped,
                },
                verdict: row.get("verdict")?,
                silent: row.get("silent")?,
                causes: causes
                    .split(',')
                    .filter(|one| !one.is_empty())
                    .map(str::to_owned)
                    .collect(),
                count: row.get("total")?,
            });
        }
        Ok(outcomes)
    }

    /// When the newest complaint from before a moment was first heard.
    pub async fn newest_before(&self, scope: &Scope, before: Moment) -> Result<Option<Moment>> {
        let mut all = scope.values();
        all.extend(values![before]);
        let row = self.database.row(&NEWEST_BEFORE, all).await?;
        row.map(|row| row.get("received_at")).transpose()
    }
}
