//! The rows of an aggregate: written whole from the folded state, in the transaction of the events.

use crate::database::{Row, Transaction, Value, values};
use crate::error::Result;
use crate::statements::{Statement, statements};
use crate::sums::{self, Counted, Counts};
use crate::tables::*;

statements! {
    CASE_PEOPLE_CLEAR = "DELETE FROM case_people WHERE case_id = $1";
    CASE_LINKS_CLEAR = "DELETE FROM case_links WHERE case_id = $1";
    OWED_CLEAR = "DELETE FROM owed WHERE owner_kind = $1 AND owner_id = $2";
    PEOPLE_CLEAR = "DELETE FROM people";
    GROUPS_CLEAR = "DELETE FROM working_groups";
}

/// The rows of one aggregate, all of them, in the order of their keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rows {
    /// A case's.
    Case(Box<CaseRows>),
    /// A measure's.
    Measure(Box<MeasureRows>),
    /// The organisation's.
    Organisation(OrganisationRows),
    /// A policy version's.
    Policy(PolicyRows),
}

/// The rows of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRows {
    /// The case.
    pub case: CaseRow,
    /// What it owes.
    pub owed: Vec<OwedRow>,
    /// Who has which relation to it.
    pub people: Vec<CasePersonRow>,
    /// What it is linked with.
    pub links: Vec<CaseLinkRow>,
}

/// The rows of a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureRows {
    /// The measure.
    pub measure: MeasureRow,
    /// What it owes.
    pub owed: Vec<OwedRow>,
}

/// The rows of the organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganisationRows {
    /// Everybody.
    pub people: Vec<PersonRow>,
    /// The working groups.
    pub groups: Vec<GroupRow>,
    /// What the organisation itself owes.
    pub owed: Vec<OwedRow>,
}

/// The rows of a policy version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyRows {
    /// The version.
    pub policy: PolicyRow,
    /// What publishing it made owed.
    pub owed: Vec<OwedRow>,
}

impl Rows {
    /// Puts every list in the order of its keys, as they come back from the database.
    #[must_use]
    pub fn sorted(mut self) -> Rows {
        let by_no = |owed: &mut Vec<OwedRow>| owed.sort_by_key(|row| row.owed_no);
        match &mut self {
            Rows::Case(rows) => {
                by_no(&mut rows.owed);
                rows.people
                    .sort_by(|a, b| (&a.person, &a.relation).cmp(&(&b.person, &b.relation)));
                rows.links.sort_by(|a, b| a.other.cmp(&b.other));
            }
            Rows::Measure(rows) => by_no(&mut rows.owed),
            Rows::Organisation(rows) => {
                by_no(&mut rows.owed);
                rows.people.sort_by(|a, b| a.id.cmp(&b.id));
                rows.groups.sort_by(|a, b| a.id.cmp(&b.id));
            }
            Rows::Policy(rows) => by_no(&mut rows.owed),
        }
        self
    }

    /// Writes them, removes those of the aggregate that are no more, and adds to the sums. Only a commit calls this. `new`:
    /// nothing of the aggregate is there yet.
    pub(crate) async fn write(
        &self,
        transaction: &mut Transaction<'_>,
        counts: &mut Counts,
        new: bool,
    ) -> Result<()> {
        let owed_before = match self {
            Rows::Case(rows) => {
                let id = &rows.case.id;
                let before = match new {
                    true => None,
                    false => transaction.row(&CASE_SELECT, values![id]).await?,
                };
                let before = before.as_ref().map(CaseRow::read).transpose()?;
                if before.as_ref() != Some(&rows.case) {
                    transaction.execute(&CASE_UPSERT, rows.case.values()).await?;
                }
                let people = Several {
                    select: &CASE_PEOPLE_SELECT,
                    clear: &CASE_PEOPLE_CLEAR,
                    upsert: &CASE_PERSON_UPSERT,
                    read: CasePersonRow::read,
                    values: CasePersonRow::values,
                    same: |a, b| (&a.person, &a.relation) == (&b.person, &b.relation),
                };
                people.write(transaction, values![id], &rows.people, new).await?;
                let links = Several {
                    select: &CASE_LINKS_SELECT,
                    clear: &CASE_LINKS_CLEAR,
                    upsert: &CASE_LINK_UPSERT,
                    read: CaseLinkRow::read,
                    values: CaseLinkRow::values,
                    same: |a, b| a.other == b.other,
                };
                links.write(transaction, values![id], &rows.links, new).await?;
                let owed = write_owed(transaction, "case", id.as_str(), &rows.owed, new).await?;
                sums::change(counts, &Counted::of(before.as_ref(), &owed), &Counted::rows(self));
                return Ok(());
            }
            Rows::Measure(rows) => {
                transaction
                    .execute(&MEASURE_UPSERT, rows.measure.values())
                    .await?;
                write_owed(transaction, "measure", rows.measure.id.as_str(), &rows.owed, new).await?
            }
            Rows::Organisation(rows) => {
                let people = Several {
                    select: &PEOPLE_SELECT,
                    clear: &PEOPLE_CLEAR,
                    upsert: &PERSON_UPSERT,
                    read: PersonRow::read,
                    values: PersonRow::values,
                    same: |a, b| a.id == b.id,
                };
                people.write(transaction, values![], &rows.people, new).await?;
                let groups = Several {
                    select: &GROUPS_SELECT,
                    clear: &GROUPS_CLEAR,
                    upsert: &GROUP_UPSERT,
                    read: GroupRow::read,
                    values: GroupRow::values,
                    same: |a, b| a.id == b.id,
                };
                groups.write(transaction, values![], &rows.groups, new).await?;
                write_owed(transaction, "organisation", "organisation", &rows.owed, new).await?
            }
            Rows::Policy(rows) => {
                transaction.execute(&POLICY_UPSERT, rows.policy.values()).await?;
                write_owed(transaction, "policy_version", &rows.policy.id, &rows.owed, new).await?
            }
        };
        sums::change(counts, &Counted::of(None, &owed_before), &Counted::rows(self));
        Ok(())
    }
}

/// Rows of one kind that an aggregate has several of.
struct Several<R> {
    select: &'static Statement,
    clear: &'static Statement,
    upsert: &'static Statement,
    read: fn(&Row) -> Result<R>,
    values: fn(&R) -> Vec<Value>,
    /// Whether two rows have the same key.
    same: fn(&R, &R) -> bool,
}

impl<R: PartialEq> Several<R> {
    /// Writes only what differs from what is there: most commits change one or two of many rows. Gives what was there.
    async fn write(
        &self,
        transaction: &mut Transaction<'_>,
        place: Vec<Value>,
        wanted: &[R],
        new: bool,
    ) -> Result<Vec<R>> {
        let there = match new {
            true => Vec::new(),
            false => transaction.rows(self.select, place.clone()).await?,
        };
        let there = there.iter().map(self.read).collect::<Result<Vec<R>>>()?;
        let gone = |old: &R| !wanted.iter().any(|row| (self.same)(old, row));
        let clear = there.iter().any(gone);
        if clear {
            transaction.execute(self.clear, place).await?;
        }
        let differs = wanted.iter().filter(|row| clear || !there.contains(row));
        transaction
            .insert_all(self.upsert, differs.map(self.values).collect())
            .await?;
        Ok(there)
    }
}

async fn write_owed(
    transaction: &mut Transaction<'_>,
    kind: &str,
    id: &str,
    owed: &[OwedRow],
    new: bool,
) -> Result<Vec<OwedRow>> {
    let several = Several {
        select: &OWED_SELECT,
        clear: &OWED_CLEAR,
        upsert: &OWED_UPSERT,
        read: OwedRow::read,
        values: OwedRow::values,
        same: |a, b| a.owed_no == b.owed_no,
    };
    let place = values![kind.to_owned(), id.to_owned()];
    several.write(transaction, place, owed, new).await
}

impl crate::Store {
    /// The rows of an aggregate as the database holds them; `None` when it has none.
    pub async fn rows_of(&self, aggregate: &crate::AggregateKey) -> Result<Option<Rows>> {
        use crate::AggregateKind;
        let id = aggregate.id.clone();
        let owed = self.owed_of(aggregate).await?;
        let database = &self.database;
        Ok(match aggregate.kind {
            AggregateKind::Case => {
                let Some(row) = database.row(&CASE_SELECT, values![id]).await? else {
                    return Ok(None);
                };
                let people = database.rows(&CASE_PEOPLE_SELECT, values![id]).await?;
                let links = database.rows(&CASE_LINKS_SELECT, values![id]).await?;
                Some(Rows::Case(Box::new(CaseRows {
                    case: CaseRow::read(&row)?,
                    owed,
                    people: people.iter().map(CasePersonRow::read).collect::<Result<_>>()?,
                    links: links.iter().map(CaseLinkRow::read).collect::<Result<_>>()?,
                })))
            }
            AggregateKind::Measure => {
                let Some(row) = database.row(&MEASURE_SELECT, values![id]).await? else {
                    return Ok(None);
                };
                Some(Rows::Measure(Box::new(MeasureRows {
                    measure: MeasureRow::read(&row)?,
                    owed,
                })))
            }
            AggregateKind::Organisation => Some(Rows::Organisation(OrganisationRows {
                people: self.people().await?,
                groups: self.groups().await?,
                owed,
            })),
            AggregateKind::PolicyVersion => {
                let Some(row) = database.row(&POLICY_SELECT, values![id]).await? else {
                    return Ok(None);
                };
                Some(Rows::Policy(PolicyRows {
                    policy: PolicyRow::read(&row)?,
                    owed,
                }))
            }
        })
    }

    /// All that an aggregate owes or owed.
    pub async fn owed_of(&self, aggregate: &crate::AggregateKey) -> Result<Vec<OwedRow>> {
        let place = values![aggregate.kind.code().to_owned(), aggregate.id];
        self.database
            .rows(&OWED_SELECT, place)
            .await?
            .iter()
            .map(OwedRow::read)
            .collect()
    }

    /// Everybody, in the order of their ids.
    pub async fn people(&self) -> Result<Vec<PersonRow>> {
        let rows = self.database.rows(&PEOPLE_SELECT, values![]).await?;
        rows.iter().map(PersonRow::read).collect()
    }

    /// All working groups.
    pub async fn groups(&self) -> Result<Vec<GroupRow>> {
        let rows = self.database.rows(&GROUPS_SELECT, values![]).await?;
        rows.iter().map(GroupRow::read).collect()
    }
}
