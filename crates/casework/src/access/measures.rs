//! Who may see, put to use and review a measure: whoever works here, but nobody whom every case behind it excludes.

use crate::ids::{CaseId, PersonId};
use crate::measure::Measure;
use crate::organisation::{Organisation, StaffRole};
use crate::vocabulary::codes;
use std::collections::BTreeSet;

codes! {
    /// What somebody may do with a measure.
    MeasureAction {
        /// Know of it: what, who, when, cause, evidence, verdict.
        See = "see_measure",
        /// Say that it is in use, with what shows it.
        Apply = "apply_measure",
        /// Look whether it worked.
        Review = "review_measure",
    }
}

/// Everything a person may do with a measure. `hidden`: the cases behind it that they may never know of.
pub fn measure_actions(
    organisation: &Organisation,
    person: &PersonId,
    measure: &Measure,
    hidden: &BTreeSet<CaseId>,
) -> BTreeSet<MeasureAction> {
    let mut actions = BTreeSet::new();
    let Some(one) = organisation
        .people
        .get(person)
        .filter(|one| one.left_at.is_none())
    else {
        return actions;
    };
    let works_here = |role: &StaffRole| !matches!(role, StaffRole::Administrator | StaffRole::Outside);
    let all_hidden = !measure.cases.is_empty() && measure.cases.iter().all(|case| hidden.contains(case));
    if !one.roles.iter().any(works_here) || all_hidden {
        return actions;
    }
    actions.insert(MeasureAction::See);
    let groups = organisation.groups_of(person);
    let in_group = measure.group.as_ref().is_some_and(|group| groups.contains(group));
    let management = one.roles.contains(&StaffRole::Management);
    if measure.owner == *person || in_group || management {
        actions.insert(MeasureAction::Apply);
    }
    let did_it = measure.owner == *person || measure.applied_by.as_ref() == Some(person) || in_group;
    if (measure.reviewer == *person || management) && !did_it {
        actions.insert(MeasureAction::Review);
    }
    actions
}
