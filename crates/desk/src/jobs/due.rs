//! The lines of the morning mail: what somebody owes before the next working day, and what is new for them.

use crate::{Desk, DeskError};
use casework::ids::{CaseId, PersonId};
use casework::moment::Moment;
use casework::vocabulary::Role;
use jiff::civil::Date;
use render::mail::staff::{DueLine, FreshLine};
use std::collections::BTreeMap;
use storage::{AggregateKind, CaseRow, OwedFilter, OwedRow, Page, Scope};

/// At most so many lines in a mail.
const LINES: u32 = 200;

impl Desk {
    /// Until when something is looked ahead to in the morning: nobody is there before the next working day.
    fn looked_ahead(&self, today: Date) -> Result<Moment, DeskError> {
        let version = self.shelf.in_force(self.clock.now())?;
        let next = version.calendar.next_working_day(today);
        Ok(Moment::start_of(next, &version.calendar.zone).plus_millis(1))
    }

    /// What a person owes that is late, or due before the next working day; one line per case, the most urgent first.
    /// Who owes it hears of it, whether or not they may read the case; never somebody who may not know of it.
    pub(crate) async fn due_lines(
        &self,
        sees: &Scope,
        person: &PersonId,
        today: Date,
    ) -> Result<Vec<DueLine>, DeskError> {
        let filter = OwedFilter {
            open: Some(true),
            by_person: Some(person.clone()),
            due_before: Some(self.looked_ahead(today)?),
            ..OwedFilter::default()
        };
        let owing = self.owing_scope(person);
        let mut lines: Vec<DueLine> = Vec::new();
        let mut of_case: BTreeMap<String, usize> = BTreeMap::new();
        for row in self.store.owed_list(&owing, &filter, Page::first(LINES)).await? {
            if let Some(line) = of_case.get(&row.owner_id).and_then(|at| lines.get_mut(*at)) {
                line.more += 1;
                continue;
            }
            let id = CaseId(row.owner_id.clone());
            let Some(case) = self.store.case_row(&owing, &id).await? else {
                continue;
            };
            let reads = self.store.case_row(sees, &id).await?.is_some();
            let path = path_of(&row, &case, person, reads);
            of_case.insert(row.owner_id.clone(), lines.len());
            lines.push(self.due_line(&row, case.number.to_string(), path)?);
        }
        Ok(lines)
    }

    /// What publishing a policy made the administrator owe, before the next working day.
    pub(crate) async fn policy_lines(&self, today: Date) -> Result<Vec<DueLine>, DeskError> {
        let filter = OwedFilter {
            open: Some(true),
            by_role: Some(Role::Administrator.code().to_owned()),
            due_before: Some(self.looked_ahead(today)?),
            ..OwedFilter::default()
        };
        let all = Page::first(LINES);
        let rows = self.store.owed_list(&Scope::system(), &filter, all).await?;
        rows.iter()
            .filter(|row| row.owner_kind == AggregateKind::PolicyVersion.code())
            .map(|row| self.due_line(row, String::new(), "/instellingen/start".to_owned()))
            .collect()
    }

    fn due_line(&self, row: &OwedRow, number: String, path: String) -> Result<DueLine, DeskError> {
        let version = self.shelf.version(row.policy_version)?;
        let rule = version.policy.rule(&row.promise_key);
        Ok(DueLine {
            number,
            what: rule.map(|rule| rule.task.clone()).unwrap_or_default(),
            by: Some(row.due_at.last_day(&version.calendar.zone)),
            late: row.due_at <= self.clock.now(),
            more: 0,
            path,
        })
    }

    /// What came in since the mail of the working day before and wasn't looked at; one line per case. A member of the
    /// board has a mail of their own for it.
    pub(crate) async fn fresh_lines(
        &self,
        sees: &Scope,
        person: &PersonId,
        today: Date,
    ) -> Result<Vec<FreshLine>, DeskError> {
        let version = self.shelf.in_force(self.clock.now())?;
        let (calendar, hour) = (&version.calendar, version.policy.settings.morning_hour);
        let before = today.yesterday().map_err(crate::error::internal)?;
        let from = calendar.at(calendar.working_day_until(before, today), hour);
        let until = calendar.at(today, hour);
        let mut lines: Vec<FreshLine> = Vec::new();
        for item in self.store.inbox_unread(person, LINES).await? {
            let is_case = item.item.about.kind == AggregateKind::Case;
            if !is_case || item.item.at < from || item.item.at >= until {
                continue;
            }
            let id = CaseId(item.item.about.id.clone());
            let Some(case) = self.store.case_row(sees, &id).await? else {
                continue;
            };
            let number = case.number.to_string();
            if case.board_member.as_ref() == Some(person) {
                continue;
            }
            match lines.iter_mut().find(|line| line.number == number) {
                Some(line) if line.what.contains(&item.item.what) => {}
                Some(line) => line.what.push(item.item.what),
                None => lines.push(FreshLine {
                    path: format!("/werk/klachten/{number}"),
                    number,
                    what: vec![item.item.what],
                }),
            }
        }
        Ok(lines)
    }

    /// Every case but those that somebody may not know of: for what they owe.
    pub(crate) fn owing_scope(&self, person: &PersonId) -> Scope {
        Scope {
            person: Some(person.clone()),
            relations: Vec::new(),
            every_case: true,
            other_owners: false,
        }
    }
}

/// The page on which somebody does it.
fn path_of(row: &OwedRow, case: &CaseRow, person: &PersonId, reads: bool) -> String {
    let number = &case.number;
    let measure = row
        .subject
        .as_deref()
        .and_then(|one| one.strip_prefix("measure:"));
    match measure {
        _ if case.board_member.as_ref() == Some(person) => format!("/bestuur/klachten/{number}"),
        Some(id) => format!("/werk/maatregelen/{id}"),
        None if reads => format!("/werk/klachten/{number}"),
        // Their own part, and nothing else of the complaint.
        None => "/werk/brieven".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use casework::ids::MeasureId;
    use casework::promise::Subject;

    #[test]
    fn a_measure_is_named_in_a_row_as_its_page_reads_it() {
        let subject = Subject::Measure(MeasureId::from("m1")).to_string();
        assert_eq!(subject.strip_prefix("measure:"), Some("m1"));
    }
}
