//! Lists of cases: which statement answers fastest for whoever asks, and how many there are.

use crate::cases::{CaseFilter, CaseOrder, Page, Scope, visible, visible_one, visible_related};
use crate::database::{Value, values};
use crate::error::Result;
use crate::statements::{Statement, statements};
use crate::tables::{CaseRow, case_columns};

/// How many open cases a list holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OpenCounts {
    /// All of them.
    pub all: u64,
    /// Those that a person answers, or is the contact of.
    pub own: u64,
    /// Those in which we said nothing yet.
    pub new: u64,
    /// Those in which people only wait to hear whether it is solved.
    pub asks_only: u64,
}

/// Whoever is related to as many cases as this has many.
const MANY: u32 = 5_000;
/// As few as this is always few.
const FEW: u32 = 100;

/// How many of all cases a scope sees.
#[derive(Clone, Copy, Debug)]
enum Reach {
    Every,
    Few,
    Many,
}

macro_rules! listed {
    ($visible:ident, $open:literal) => {
        concat!(
            " FROM cases c WHERE ",
            $open,
            $visible!("c.id"),
            " AND (CAST($4 AS TEXT) IS NULL OR c.opened_as = $4)
              AND (CAST($5 AS BIGINT) IS NULL OR (c.registered_at IS NOT NULL) = ($5 = 1))
              AND (CAST($6 AS BIGINT) IS NULL OR (c.closed_at IS NULL) = ($6 = 1))
              AND (CAST($7 AS BIGINT) IS NULL OR (c.answered_at IS NOT NULL) = ($7 = 1))
              AND (CAST($8 AS TEXT) IS NULL OR c.handler = $8)
              AND (CAST($9 AS TEXT) IS NULL OR c.theme = $9)
              AND (CAST($10 AS TEXT) IS NULL OR c.project = $10)
              AND (CAST($11 AS TEXT) IS NULL OR ',' || c.kinds || ',' LIKE '%,' || $11 || ',%')
              AND (CAST($12 AS TEXT) IS NULL OR c.way_out = $12)
              AND (CAST($13 AS BIGINT) IS NULL OR c.received_at >= $13)
              AND (CAST($14 AS BIGINT) IS NULL OR c.received_at < $14)
              AND (CAST($15 AS BIGINT) IS NULL OR c.next_due_at <= $15)
              AND (CAST($16 AS BIGINT) IS NULL OR c.practice = $16)
              AND (CAST($17 AS TEXT) IS NULL OR c.handler = $17 OR (c.handler IS NULL AND EXISTS (SELECT 1 FROM case_people o
                WHERE o.case_id = c.id AND o.person = $17 AND o.relation = 'contact')))
              AND (CAST($18 AS BIGINT) IS NULL OR (c.said_at IS NOT NULL) = ($18 = 1))
              AND (CAST($19 AS BIGINT) IS NULL OR c.asks_only = $19)"
        )
    };
}

macro_rules! by_due {
    () => {
        " ORDER BY CASE WHEN c.next_due_at IS NULL THEN 1 ELSE 0 END, c.next_due_at, c.received_at DESC, c.id LIMIT $20 OFFSET $21"
    };
}

macro_rules! by_task {
    () => {
        " ORDER BY c.task_due_at, c.received_at DESC, c.id LIMIT $20 OFFSET $21"
    };
}

macro_rules! by_newest {
    () => {
        " ORDER BY c.received_at DESC, c.id LIMIT $20 OFFSET $21"
    };
}

/// Counts of what is open in the list of a person; `$4` the theme, at most `$5` are looked at, those first in which somebody
/// has to do something first.
macro_rules! open_counts {
    ($visible:ident) => {
        concat!(
            "SELECT COUNT(*) AS total, COUNT(CASE WHEN s.own = 1 THEN 1 END) AS own,
                COUNT(CASE WHEN s.said_at IS NULL THEN 1 END) AS new, COUNT(CASE WHEN s.asks_only = 1 THEN 1 END) AS asks_only
            FROM (SELECT CASE WHEN c.handler = $1 OR (c.handler IS NULL AND EXISTS (SELECT 1 FROM case_people o
                    WHERE o.case_id = c.id AND o.person = $1 AND o.relation = 'contact')) THEN 1 ELSE 0 END AS own, c.said_at, c.asks_only
                FROM cases c WHERE c.closed_at IS NULL AND (CAST($4 AS TEXT) IS NULL OR c.theme = $4) AND ",
            $visible!("c.id"),
            " ORDER BY c.task_due_at, c.received_at DESC, c.id LIMIT $5) s"
        )
    };
}

statements! {
    EVERY_BY_DUE = concat!("SELECT ", case_columns!(), listed!(visible, ""), by_due!());
    EVERY_BY_NEWEST = concat!("SELECT ", case_columns!(), listed!(visible, ""), by_newest!());
    EVERY_COUNT = concat!("SELECT COUNT(*) AS total FROM (SELECT 1 AS one", listed!(visible, ""), " LIMIT $20) s");
    EVERY_OPEN_BY_DUE = concat!("SELECT ", case_columns!(), listed!(visible, "c.closed_at IS NULL AND "), by_due!());
    EVERY_OPEN_BY_NEWEST = concat!("SELECT ", case_columns!(), listed!(visible, "c.closed_at IS NULL AND "), by_newest!());
    EVERY_OPEN_BY_TASK = concat!("SELECT ", case_columns!(), listed!(visible, "c.closed_at IS NULL AND "), by_task!());
    EVERY_OPEN_COUNT = concat!("SELECT COUNT(*) AS total FROM (SELECT 1 AS one", listed!(visible, "c.closed_at IS NULL AND "), " LIMIT $20) s");
    EVERY_ENDED_BY_DUE = concat!("SELECT ", case_columns!(), listed!(visible, "c.closed_at IS NOT NULL AND "), by_due!());
    EVERY_ENDED_BY_NEWEST = concat!("SELECT ", case_columns!(), listed!(visible, "c.closed_at IS NOT NULL AND "), by_newest!());
    EVERY_ENDED_COUNT = concat!("SELECT COUNT(*) AS total FROM (SELECT 1 AS one", listed!(visible, "c.closed_at IS NOT NULL AND "), " LIMIT $20) s");
    RELATED_BY_DUE = concat!("SELECT ", case_columns!(), listed!(visible_related, ""), by_due!());
    RELATED_BY_NEWEST = concat!("SELECT ", case_columns!(), listed!(visible_related, ""), by_newest!());
    RELATED_COUNT = concat!("SELECT COUNT(*) AS total FROM (SELECT 1 AS one", listed!(visible_related, ""), " LIMIT $20) s");
    RELATED_OPEN_BY_DUE = concat!("SELECT ", case_columns!(), listed!(visible_related, "c.closed_at IS NULL AND "), by_due!());
    RELATED_OPEN_BY_NEWEST = concat!("SELECT ", case_columns!(), listed!(visible_related, "c.closed_at IS NULL AND "), by_newest!());
    RELATED_OPEN_BY_TASK = concat!("SELECT ", case_columns!(), listed!(visible_related, "c.closed_at IS NULL AND "), by_task!());
    RELATED_OPEN_COUNT = concat!("SELECT COUNT(*) AS total FROM (SELECT 1 AS one", listed!(visible_related, "c.closed_at IS NULL AND "), " LIMIT $20) s");
    RELATED_ENDED_BY_DUE = concat!("SELECT ", case_columns!(), listed!(visible_related, "c.closed_at IS NOT NULL AND "), by_due!());
    RELATED_ENDED_BY_NEWEST = concat!("SELECT ", case_columns!(), listed!(visible_related, "c.closed_at IS NOT NULL AND "), by_newest!());
    RELATED_ENDED_COUNT = concat!("SELECT COUNT(*) AS total FROM (SELECT 1 AS one", listed!(visible_related, "c.closed_at IS NOT NULL AND "), " LIMIT $20) s");
    WIDE_BY_DUE = concat!("SELECT ", case_columns!(), listed!(visible_one, ""), by_due!());
    WIDE_BY_NEWEST = concat!("SELECT ", case_columns!(), listed!(visible_one, ""), by_newest!());
    WIDE_COUNT = concat!("SELECT COUNT(*) AS total FROM (SELECT 1 AS one", listed!(visible_one, ""), " LIMIT $20) s");
    WIDE_OPEN_BY_DUE = concat!("SELECT ", case_columns!(), listed!(visible_one, "c.closed_at IS NULL AND "), by_due!());
    WIDE_OPEN_BY_NEWEST = concat!("SELECT ", case_columns!(), listed!(visible_one, "c.closed_at IS NULL AND "), by_newest!());
    WIDE_OPEN_BY_TASK = concat!("SELECT ", case_columns!(), listed!(visible_one, "c.closed_at IS NULL AND "), by_task!());
    WIDE_OPEN_COUNT = concat!("SELECT COUNT(*) AS total FROM (SELECT 1 AS one", listed!(visible_one, "c.closed_at IS NULL AND "), " LIMIT $20) s");
    WIDE_ENDED_BY_DUE = concat!("SELECT ", case_columns!(), listed!(visible_one, "c.closed_at IS NOT NULL AND "), by_due!());
    WIDE_ENDED_BY_NEWEST = concat!("SELECT ", case_columns!(), listed!(visible_one, "c.closed_at IS NOT NULL AND "), by_newest!());
    WIDE_ENDED_COUNT = concat!("SELECT COUNT(*) AS total FROM (SELECT 1 AS one", listed!(visible_one, "c.closed_at IS NOT NULL AND "), " LIMIT $20) s");
    ENDED_TO_BRING = concat!("SELECT ", case_columns!(), " FROM cases c WHERE c.closed_at IS NOT NULL
        AND c.task_due_at < 9223372036854775807 AND ", visible_one!("c.id"), " ORDER BY c.task_due_at, c.id LIMIT $4");
    RELATED_UP_TO = "SELECT COUNT(*) AS total FROM (SELECT 1 AS one FROM case_people p
        WHERE p.person = $1 AND $2 LIKE '%,' || p.relation || ',%' LIMIT $3) s";
    OPEN_UP_TO = "SELECT COUNT(*) AS total FROM (SELECT 1 AS one FROM cases WHERE closed_at IS NULL LIMIT $1) s";
    RELATED_OPEN_COUNTS = open_counts!(visible_related);
    WIDE_OPEN_COUNTS = open_counts!(visible_one);
}

impl CaseFilter {
    fn values(&self, scope: &Scope) -> Vec<Value> {
        let mut all = scope.values();
        all.extend(values![
            self.opened_as,
            self.registered,
            self.open,
            self.answered,
            self.handler,
            self.theme,
            self.project,
            self.kind,
            self.way_out,
            self.received_from,
            self.received_until,
            self.due_until,
            self.practice,
            self.of,
            self.said,
            self.asks_only,
        ]);
        all
    }
}

impl crate::Store {
    /// The cases that a scope sees and a filter asks for.
    pub async fn list_cases(
        &self,
        scope: &Scope,
        filter: &CaseFilter,
        order: CaseOrder,
        page: Page,
    ) -> Result<Vec<CaseRow>> {
        // What is open, and what ended, has indexes of its own.
        let statement = match (self.reach(scope, filter.open).await?, filter.open, order) {
            (Reach::Every, Some(true), CaseOrder::Task) => &EVERY_OPEN_BY_TASK,
            (Reach::Every, Some(true), CaseOrder::Due) => &EVERY_OPEN_BY_DUE,
            (Reach::Every, Some(true), CaseOrder::Newest) => &EVERY_OPEN_BY_NEWEST,
            (Reach::Every, Some(false), CaseOrder::Due | CaseOrder::Task) => &EVERY_ENDED_BY_DUE,
            (Reach::Every, Some(false), CaseOrder::Newest) => &EVERY_ENDED_BY_NEWEST,
            (Reach::Every, None, CaseOrder::Due | CaseOrder::Task) => &EVERY_BY_DUE,
            (Reach::Every, None, CaseOrder::Newest) => &EVERY_BY_NEWEST,
            (Reach::Few, Some(true), CaseOrder::Task) => &RELATED_OPEN_BY_TASK,
            (Reach::Few, Some(true), CaseOrder::Due) => &RELATED_OPEN_BY_DUE,
            (Reach::Few, Some(true), CaseOrder::Newest) => &RELATED_OPEN_BY_NEWEST,
            (Reach::Few, Some(false), CaseOrder::Due | CaseOrder::Task) => &RELATED_ENDED_BY_DUE,
            (Reach::Few, Some(false), CaseOrder::Newest) => &RELATED_ENDED_BY_NEWEST,
            (Reach::Few, None, CaseOrder::Due | CaseOrder::Task) => &RELATED_BY_DUE,
            (Reach::Few, None, CaseOrder::Newest) => &RELATED_BY_NEWEST,
            (Reach::Many, Some(true), CaseOrder::Task) => &WIDE_OPEN_BY_TASK,
            (Reach::Many, Some(true), CaseOrder::Due) => &WIDE_OPEN_BY_DUE,
            (Reach::Many, Some(true), CaseOrder::Newest) => &WIDE_OPEN_BY_NEWEST,
            (Reach::Many, Some(false), CaseOrder::Due | CaseOrder::Task) => &WIDE_ENDED_BY_DUE,
            (Reach::Many, Some(false), CaseOrder::Newest) => &WIDE_ENDED_BY_NEWEST,
            (Reach::Many, None, CaseOrder::Due | CaseOrder::Task) => &WIDE_BY_DUE,
            (Reach::Many, None, CaseOrder::Newest) => &WIDE_BY_NEWEST,
        };
        let mut all = filter.values(scope);
        all.extend(values![page.limit, page.offset]);
        self.database
            .rows(statement, all)
            .await?
            .iter()
            .map(CaseRow::read)
            .collect()
    }

    /// Cases that a scope sees in which all is done but a message that waits for somebody to bring it, longest first.
    pub async fn ended_to_bring(&self, scope: &Scope, most: u32) -> Result<Vec<CaseRow>> {
        let mut all = scope.values();
        all.extend(values![most]);
        let rows = self.database.rows(&ENDED_TO_BRING, all).await?;
        rows.iter().map(CaseRow::read).collect()
    }

    /// How many there are.
    pub async fn count_cases(&self, scope: &Scope, filter: &CaseFilter) -> Result<u64> {
        self.count_cases_up_to(scope, filter, u32::MAX).await
    }

    /// How many there are; when there are more than `most`, `most`.
    pub async fn count_cases_up_to(&self, scope: &Scope, filter: &CaseFilter, most: u32) -> Result<u64> {
        let statement = match (self.reach(scope, filter.open).await?, filter.open) {
            (Reach::Every, Some(true)) => &EVERY_OPEN_COUNT,
            (Reach::Every, Some(false)) => &EVERY_ENDED_COUNT,
            (Reach::Every, None) => &EVERY_COUNT,
            (Reach::Few, Some(true)) => &RELATED_OPEN_COUNT,
            (Reach::Few, Some(false)) => &RELATED_ENDED_COUNT,
            (Reach::Few, None) => &RELATED_COUNT,
            (Reach::Many, Some(true)) => &WIDE_OPEN_COUNT,
            (Reach::Many, Some(false)) => &WIDE_ENDED_COUNT,
            (Reach::Many, None) => &WIDE_COUNT,
        };
        let mut all = filter.values(scope);
        all.extend(values![most]);
        self.database
            .row(statement, all)
            .await?
            .map_or(Ok(0), |row| row.get("total"))
    }

    /// How many open cases stand in a person's lists, of a theme or of all; at most `most` are looked at.
    pub async fn open_counts(&self, scope: &Scope, theme: Option<&str>, most: u32) -> Result<OpenCounts> {
        let statement = match self.reach(scope, Some(true)).await? {
            Reach::Few => &RELATED_OPEN_COUNTS,
            Reach::Every | Reach::Many => &WIDE_OPEN_COUNTS,
        };
        let mut all = scope.values();
        all.extend(values![theme.map(str::to_owned), most]);
        let Some(row) = self.database.row(statement, all).await? else {
            return Ok(OpenCounts::default());
        };
        Ok(OpenCounts {
            all: row.get("total")?,
            own: row.get("own")?,
            new: row.get("new")?,
            asks_only: row.get("asks_only")?,
        })
    }

    /// By which way a list is read fastest: of whoever has few cases those are looked up, of whoever has many the order of
    /// the list is followed until there are enough. What stands in it is the same. Nobody has few of what is open when
    /// they have more cases than are open.
    async fn reach(&self, scope: &Scope, open: Option<bool>) -> Result<Reach> {
        if scope.every_case {
            return Ok(Reach::Every);
        }
        let many = match open {
            Some(true) => self.up_to(&OPEN_UP_TO, values![MANY]).await?.max(FEW),
            _ => MANY,
        };
        let mut all = scope.values();
        all.truncate(2);
        all.extend(values![many]);
        let related = self.up_to(&RELATED_UP_TO, all).await?;
        Ok(if related < many { Reach::Few } else { Reach::Many })
    }

    async fn up_to(&self, statement: &Statement, values: Vec<Value>) -> Result<u32> {
        let row = self.database.row(statement, values).await?;
        row.map_or(Ok(0), |row| row.get("total"))
    }
}
