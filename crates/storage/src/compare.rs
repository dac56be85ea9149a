//! What verification compares: the pointers in an event, and two sets of rows.

use crate::rows::Rows;
use crate::tables::OwedRow;
use casework::ids::ContentId;

/// Words and files that an event points at.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Pointers {
    pub contents: Vec<(ContentId, String)>,
    pub files: Vec<(ContentId, u64)>,
}

impl Pointers {
    /// A content is an object with `id` and `digest`; a file one with `id` and `size`.
    pub fn collect(&mut self, value: &serde_json::Value) {
        match value {
            serde_json::Value::Object(fields) => {
                let id = fields.get("id").and_then(|id| id.as_str()).map(ContentId::from);
                let digest = fields.get("digest").and_then(|digest| digest.as_str());
                let size = fields.get("size").and_then(serde_json::Value::as_u64);
                match (id, digest, size) {
                    (Some(id), Some(digest), _) => self.contents.push((id, digest.to_owned())),
                    (Some(id), None, Some(size)) => self.files.push((id, size)),
                    _ => fields.values().for_each(|field| self.collect(field)),
                }
            }
            serde_json::Value::Array(items) => items.iter().for_each(|item| self.collect(item)),
            _ => {}
        }
    }
}

/// Where two sets of rows differ first: table, row and what.
pub(crate) fn difference(expected: &Rows, found: &Rows) -> Option<(&'static str, String)> {
    fn lists<T: PartialEq>(
        table: &'static str,
        a: &[T],
        b: &[T],
        name: impl Fn(&T) -> String,
    ) -> Option<(&'static str, String)> {
        let at = (0..a.len().max(b.len())).find(|at| a.get(*at) != b.get(*at))?;
        a.get(at).or(b.get(at)).map(|row| (table, name(row)))
    }
    let owed = |a: &[OwedRow], b: &[OwedRow]| {
        lists("owed", a, b, |row| {
            format!("{} {} {}", row.owner_kind, row.owner_id, row.owed_no)
        })
    };
    match (expected, found) {
        (Rows::Case(a), Rows::Case(b)) => lists(
            "cases",
            std::slice::from_ref(&a.case),
            std::slice::from_ref(&b.case),
            |row| row.id.0.clone(),
        )
        .or_else(|| owed(&a.owed, &b.owed))
        .or_else(|| {
            lists("case_people", &a.people, &b.people, |row| {
                format!("{} {} {}", row.case_id, row.person, row.relation)
            })
        })
        .or_else(|| {
            lists("case_links", &a.links, &b.links, |row| {
                format!("{} {}", row.case_id, row.other)
            })
        }),
        (Rows::Measure(a), Rows::Measure(b)) => lists(
            "measures",
            std::slice::from_ref(&a.measure),
            std::slice::from_ref(&b.measure),
            |row| row.id.0.clone(),
        )
        .or_else(|| owed(&a.owed, &b.owed)),
        (Rows::Organisation(a), Rows::Organisation(b)) => {
            lists("people", &a.people, &b.people, |row| row.id.0.clone())
                .or_else(|| lists("working_groups", &a.groups, &b.groups, |row| row.id.0.clone()))
                .or_else(|| owed(&a.owed, &b.owed))
        }
        (Rows::Policy(a), Rows::Policy(b)) => lists(
            "policy_versions",
            std::slice::from_ref(&a.policy),
            std::slice::from_ref(&b.policy),
            |row| row.id.clone(),
        )
        .or_else(|| owed(&a.owed, &b.owed)),
        _ => Some(("rows", "of another kind".into())),
    }
}
