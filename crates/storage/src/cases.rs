//! Lists of cases and measures, always within the scope of who asks: excluded first, then related.

use crate::database::{Column, Value, values};
use crate::error::Result;
use crate::statements::statements;
use crate::tables::{CaseRow, MeasureRow, case_columns, measure_columns};
use casework::ids::{CaseId, CaseNumber, PersonId};
use casework::moment::Moment;
use std::collections::HashMap;

/// For whom a query is answered. It can't be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Who asks; none for the program itself.
    pub person: Option<PersonId>,
    /// With which relations to a case they see it, as codes.
    pub relations: Vec<String>,
    /// They see every case that they aren't excluded from (the program itself, the board member).
    pub every_case: bool,
    /// They see what measures, the organisation and policy versions owe.
    pub other_owners: bool,
}

impl Scope {
    /// What a member of staff may see in lists; whether they see what others than cases owe follows from their role.
    pub fn staff(scope: &casework::access::Scope, other_owners: bool) -> Scope {
        Scope {
            person: Some(scope.person.clone()),
            relations: scope
                .relations
                .iter()
                .map(|relation| relation.code().to_owned())
                .collect(),
            every_case: false,
            other_owners,
        }
    }

    /// The program itself: sweeps, figures without a reader, verification.
    pub fn system() -> Scope {
        Scope {
            person: None,
            relations: Vec::new(),
            every_case: true,
            other_owners: true,
        }
    }

    pub(crate) fn values(&self) -> Vec<Value> {
        let relations = format!(",{},", self.relations.join(","));
        values![
            self.person.as_ref().map_or(String::new(), |id| id.0.clone()),
            relations,
            self.every_case
        ]
    }
}

/// Which cases are asked for; what is `None` doesn't matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// `concern` or `complaint`.
    pub opened_as: Option<String>,
    /// Registered as a complaint (or not).
    pub registered: Option<bool>,
    /// Something is owed still (or not).
    pub open: Option<bool>,
    /// An answer reached the complainant (or not).
    pub answered: Option<bool>,
    /// This handler's.
    pub handler: Option<PersonId>,
    /// With this theme.
    pub theme: Option<String>,
    /// In this project.
    pub project: Option<String>,
    /// From this kind of complainant.
    pub kind: Option<String>,
    /// Stopped in this way.
    pub way_out: Option<String>,
    /// First heard at or after.
    pub received_from: Option<Moment>,
    /// First heard before.
    pub received_until: Option<Moment>,
    /// Something open is due at or before.
    pub due_until: Option<Moment>,
    /// Practice complaints only, or none of them.
    pub practice: Option<bool>,
    /// This person answers it, or is the contact for a concern.
    pub of: Option<PersonId>,
    /// We said something to the complainant (or not).
    pub said: Option<bool>,
    /// All that people have to do is to hear whether it is solved (or not).
    pub asks_only: Option<bool>,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CaseOrder {
    /// Most overdue first; what owes nothing last.
    #[default]
    Due,
    /// What somebody has to do first; for what is open only.
    Task,
    /// Newest first.
    Newest,
}

/// Which part of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// At most so many.
    pub limit: u32,
    /// After so many.
    pub offset: u32,
}

/// `$1` person, `$2` relations as `,a,b,`, `$3` every case. Exclusion wins over everything.
///
/// The inner queries don't look at the outer row, so each is answered once from an index on the person.
macro_rules! visible {
    ($case:literal) => {
        concat!(
            $case,
            " NOT IN (SELECT x.case_id FROM case_people x WHERE x.person = $1 AND x.relation = 'excluded')
             AND ($3 = 1 OR ",
            $case,
            " IN (SELECT p.case_id FROM case_people p WHERE p.person = $1 AND $2 LIKE '%,' || p.relation || ',%'))"
        )
    };
}
pub(crate) use visible;

/// The same for one case, or a few: each is looked up by itself.
macro_rules! visible_one {
    ($case:literal) => {
        concat!(
            "NOT EXISTS (SELECT 1 FROM case_people x WHERE x.case_id = ",
            $case,
            " AND x.person = $1 AND x.relation = 'excluded')
             AND ($3 = 1 OR EXISTS (SELECT 1 FROM case_people p WHERE p.case_id = ",
            $case,
            " AND p.person = $1 AND $2 LIKE '%,' || p.relation || ',%'))"
        )
    };
}
pub(crate) use visible_one;

/// The same for whoever sees the cases that they are related to only: the list of those leads the query.
macro_rules! visible_related {
    ($case:literal) => {
        concat!(
            $case,
            " NOT IN (SELECT x.case_id FROM case_people x WHERE x.person = $1 AND x.relation = 'excluded')
             AND CAST($3 AS BIGINT) = 0 AND ",
            $case,
            " IN (SELECT p.case_id FROM case_people p WHERE p.person = $1 AND $2 LIKE '%,' || p.relation || ',%')"
        )
    };
}
pub(crate) use visible_related;

statements! {
    CASE_BY_NUMBER = concat!("SELECT ", case_columns!(), " FROM cases c WHERE ", visible_one!("c.id"), " AND c.number = $4");
    CASE_BY_ID = concat!("SELECT ", case_columns!(), " FROM cases c WHERE ", visible_one!("c.id"), " AND c.id = $4");
    CASES_BY_IDS = concat!("SELECT ", case_columns!(), " FROM cases c WHERE ", visible_one!("c.id"), "
        AND c.id IN ($4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)");
    CASES_ALIKE = concat!("SELECT ", case_columns!(), " FROM cases c WHERE c.project = $4 AND c.theme = $5 AND c.id <> $6
        AND (c.received_at >= $7 OR c.closed_at IS NULL) AND ", visible_one!("c.id"), " ORDER BY c.received_at DESC, c.id LIMIT $8");
    CASE_RELATIONS = "SELECT relation FROM case_people WHERE case_id = $1 AND person = $2 ORDER BY relation";
    CASES_RELATED = "SELECT case_id FROM case_people WHERE person = $2 AND relation = $3
        AND case_id NOT IN (SELECT x.case_id FROM case_people x WHERE x.person = $1 AND x.relation = 'excluded') ORDER BY case_id";
    CASES_THAT_HEAR = "SELECT case_id FROM case_people WHERE person = $1 AND relation = 'respondent' ORDER BY case_id";
    CASES_EVALUATED = "SELECT c.id, c.evaluated_at FROM case_people p JOIN cases c ON c.id = p.case_id
        WHERE p.person = $1 AND p.relation = $2 AND c.evaluated_at IS NOT NULL
        AND (c.evaluated_at < $3 OR (c.evaluated_at = $3 AND c.id > $4))
        AND NOT EXISTS (SELECT 1 FROM case_people x WHERE x.case_id = c.id AND x.person = $1 AND x.relation = 'excluded')
        ORDER BY c.evaluated_at DESC, c.id LIMIT $5";
    CASES_ONLY_RELATED = "SELECT r.case_id FROM case_people r WHERE r.person = $1 AND r.relation = $2
        AND NOT EXISTS (SELECT 1 FROM case_people x WHERE x.case_id = r.case_id AND x.person = $1
            AND (x.relation = 'excluded' OR $3 LIKE '%,' || x.relation || ',%')) ORDER BY r.case_id";
    MEASURES_OPEN_FIRST = concat!("SELECT ", measure_columns!(), " FROM measures
        WHERE (CAST($1 AS TEXT) IS NULL OR owner = $1 OR reviewer = $1) AND (CAST($2 AS BIGINT) IS NULL OR (reviewed_at IS NULL) = ($2 = 1))
        ORDER BY CASE WHEN reviewed_at IS NULL THEN 0 ELSE 1 END, CASE WHEN applied_at IS NULL THEN until_at ELSE review_by END, id LIMIT $3 OFFSET $4");
}

impl Page {
    /// The first so many.
    pub fn first(limit: u32) -> Page {
        Page { limit, offset: 0 }
    }
}

impl crate::Store {
    /// A case by the number people use; for whom may not see it, it doesn't exist.
    pub async fn case_by_number(&self, scope: &Scope, number: &CaseNumber) -> Result<Option<CaseRow>> {
        let mut all = scope.values();
        all.push(number.to_value());
        self.database
            .row(&CASE_BY_NUMBER, all)
            .await?
            .as_ref()
            .map(CaseRow::read)
            .transpose()
    }

    /// A case by its id; for whom may not see it, it doesn't exist.
    pub async fn case_row(&self, scope: &Scope, id: &CaseId) -> Result<Option<CaseRow>> {
        let mut all = scope.values();
        all.push(id.to_value());
        self.database
            .row(&CASE_BY_ID, all)
            .await?
            .as_ref()
            .map(CaseRow::read)
            .transpose()
    }

    /// Cases by their ids, in that order; those that a scope doesn't see are absent.
    pub async fn case_rows(&self, scope: &Scope, ids: &[CaseId]) -> Result<Vec<CaseRow>> {
        const AT_ONCE: usize = 16;
        let mut found = HashMap::with_capacity(ids.len());
        for some in ids.chunks(AT_ONCE) {
            let mut all = scope.values();
            // Filled up with its own last id: one that is asked for twice comes back once.
            let last = some.iter().rev().take(1).cycle();
            all.extend(some.iter().chain(last).take(AT_ONCE).map(Column::to_value));
            for row in self.database.rows(&CASES_BY_IDS, all).await? {
                let row = CaseRow::read(&row)?;
                found.insert(row.id.clone(), row);
            }
        }
        Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
    }

    /// Other cases of the same theme in the same place, open or heard since a moment, newest first.
    pub async fn cases_alike(
        &self,
        scope: &Scope,
        (project, theme): (&str, &str),
        not: &CaseId,
        since: Moment,
        most: u32,
    ) -> Result<Vec<CaseRow>> {
        let mut all = scope.values();
        all.extend(values![project.to_owned(), theme.to_owned(), not, since, most]);
        let rows = self.database.rows(&CASES_ALIKE, all).await?;
        rows.iter().map(CaseRow::read).collect()
    }

    /// A person's relations to a case, `excluded` included.
    pub async fn relations(&self, case: &CaseId, person: &PersonId) -> Result<Vec<String>> {
        let rows = self.database.rows(&CASE_RELATIONS, values![case, person]).await?;
        rows.iter().map(|row| row.get("relation")).collect()
    }

    /// Cases in which a person, or a group of theirs, has one relation (such as `briefed`), but for those they are excluded from.
    pub async fn cases_related(
        &self,
        person: &PersonId,
        person_or_group: &str,
        relation: &str,
    ) -> Result<Vec<CaseId>> {
        let place = values![person, person_or_group.to_owned(), relation.to_owned()];
        let rows = self.database.rows(&CASES_RELATED, place).await?;
        rows.iter().map(|row| row.get("case_id")).collect()
    }

    /// Cases in which this person is heard: they are excluded from them, and read nothing else.
    pub async fn cases_that_hear(&self, person: &PersonId) -> Result<Vec<CaseId>> {
        let rows = self.database.rows(&CASES_THAT_HEAR, values![person]).await?;
        rows.iter().map(|row| row.get("case_id")).collect()
    }

    /// Cases in which a person has one relation and isn't excluded, by when an evaluation last decided, latest first; those
    /// after the one given.
    pub async fn cases_evaluated(
        &self,
        person: &PersonId,
        relation: &str,
        after: Option<&(Moment, CaseId)>,
        most: u32,
    ) -> Result<Vec<(Moment, CaseId)>> {
        let (at, id) = match after {
            Some((at, id)) => (*at, id.0.clone()),
            None => (Moment(i64::MAX), String::new()),
        };
        let place = values![person, relation.to_owned(), at, id, most];
        let rows = self.database.rows(&CASES_EVALUATED, place).await?;
        rows.iter()
            .map(|row| Ok((row.get("evaluated_at")?, row.get("id")?)))
            .collect()
    }

    /// Cases in which a person has one relation, but for those that a scope of theirs lists anyway.
    pub async fn cases_only_related(&self, scope: &Scope, relation: &str) -> Result<Vec<CaseId>> {
        let mut place = scope.values();
        place.truncate(1);
        place.push(relation.to_owned().to_value());
        place.extend(scope.values().into_iter().skip(1).take(1));
        let rows = self.database.rows(&CASES_ONLY_RELATED, place).await?;
        rows.iter().map(|row| row.get("case_id")).collect()
    }

    /// Measures, those not reviewed yet first: all of them, or those that a person owns or reviews.
    pub async fn list_measures(
        &self,
        person: Option<&PersonId>,
        open: Option<bool>,
        page: Page,
    ) -> Result<Vec<MeasureRow>> {
        let all = values![person.cloned(), open, page.limit, page.offset];
        self.database
            .rows(&MEASURES_OPEN_FIRST, all)
            .await?
            .iter()
            .map(MeasureRow::read)
            .collect()
    }
}
