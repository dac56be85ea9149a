//! Leaving the complainant's name out of what others wrote, also when the name itself is forgotten and only letters tell it.

use casework::access::{self, Viewer, Words};
use casework::case::Case;
use casework::event::Author;
use casework::ids::ContentId;
use render::Texts;
use render::saying::{greeted, name_left_out};
use std::collections::BTreeSet;

/// The contents that tell which name must be left out for a viewer: the name, or once it is forgotten what we wrote to them.
/// Nothing for who may read it.
pub(crate) fn telling(case: &Case, viewer: &Viewer, revealed: bool) -> Vec<ContentId> {
    if !access::reads_without_name(case, viewer, revealed) {
        return Vec::new();
    }
    if let Some(name) = &case.entrusted.name {
        return vec![name.id.clone()];
    }
    let ours = case.messages.iter().filter(|one| one.author == Author::Staff);
    ours.map(|one| one.words.id.clone()).collect()
}

/// Leaves out each name that these texts tell.
pub(crate) fn leave_out<'t>(case: &Case, telling: impl Iterator<Item = &'t String>, words: &mut Words) {
    let known = case.entrusted.name.is_some();
    let named = |text: &'t String| {
        if known {
            Some(text.as_str())
        } else {
            greeted(Texts::Dutch, text)
        }
    };
    let names: BTreeSet<&str> = telling.filter_map(named).collect();
    for name in names {
        access::leave_out_name(case, name, words, &name_left_out(Texts::Dutch));
    }
}
