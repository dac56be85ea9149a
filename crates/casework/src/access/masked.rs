//! The complainant's name in what others wrote, left out for whoever may read the words and hasn't asked for the name.

use super::{Viewer, Words, actions, readable, view};
use crate::case::Case;
use crate::event::Author;
use crate::ids::ContentId;
use crate::retention::Kept;
use std::collections::BTreeSet;

/// A part of a name shorter than this is a word of the language as often as a name ("de", "Van").
const PART_AT_LEAST: usize = 3;

/// Whether this viewer reads words of the case without being shown who it is from. A name that is forgotten still stands in
/// what others wrote.
pub fn reads_without_name(case: &Case, viewer: &Viewer, revealed: bool) -> bool {
    let named = case.entrusted.name.is_some() || case.retention.gone(Kept::Identity).is_some();
    named
        && !view::sees_identity(&actions(viewer, case), revealed)
        && !readable(case, viewer, revealed).is_empty()
}

/// Puts `instead` in the place of the name in everything that the complainant didn't write. Their own words are read
/// as they stand: they chose to sign them.
pub fn leave_out_name(case: &Case, name: &str, words: &mut Words, instead: &str) {
    let own = own_words(case);
    for (id, text) in words.iter_mut() {
        if !own.contains(id) {
            *text = without(text, name, instead);
        }
    }
}

fn own_words(case: &Case) -> BTreeSet<ContentId> {
    let entrusted = &case.entrusted;
    let told = [
        &entrusted.title,
        &entrusted.story,
        &entrusted.remedy,
        &entrusted.steps_taken,
        // What they are called by is read by whoever may see it.
        &entrusted.name,
    ];
    let wrote = case
        .messages
        .iter()
        .filter(|one| one.author == Author::Complainant)
        .map(|one| one.words.id.clone());
    let told = told.into_iter().flatten().map(|one| one.id.clone());
    told.chain(wrote).collect()
}

/// A text without a name: as a whole first, then each part of it that stands on its own.
fn without(text: &str, name: &str, instead: &str) -> String {
    let parts = name.split_whitespace().filter(|part| {
        part.chars().count() >= PART_AT_LEAST && part.chars().next().is_some_and(char::is_uppercase)
    });
    std::iter::once(name.trim())
        .chain(parts)
        .filter(|part| !part.is_empty())
        .fold(text.to_owned(), |text, part| replaced(&text, part, instead))
}

fn replaced(text: &str, name: &str, instead: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut before: Option<char> = None;
    while let Some(first) = rest.chars().next() {
        let alone = !before.is_some_and(char::is_alphanumeric);
        match rest.get(name.len()..) {
            Some(after)
                if alone
                    && rest.starts_with(name)
                    && !after.chars().next().is_some_and(char::is_alphanumeric) =>
            {
                out.push_str(instead);
                before = name.chars().last();
                rest = after;
            }
            _ => {
                out.push(first);
                before = Some(first);
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_left_out_whole_or_in_parts_and_no_other_word_is() {
        let left = |text: &str| without(text, "Rika de Proef", "[naam]");
        assert_eq!(left("Dag Rika de Proef,"), "Dag [naam],");
        assert_eq!(
            left("Dag Rika, mevrouw Proef belde."),
            "Dag [naam], mevrouw [naam] belde."
        );
        assert_eq!(left("De proef met Rikas fiets"), "De proef met Rikas fiets");
        assert_eq!(left(""), "");
        let left = |text: &str| without(text, "Bo van Proef", "[naam]");
        assert_eq!(left("Bo van Proef komt van ver."), "[naam] komt van ver.");
        assert_eq!(left("Bo ging"), "Bo ging");
    }

    proptest! {
        #[test]
        fn no_part_of_the_name_stands_alone_any_more(
            text in "[A-C éa-c .,]{0,30}",
            name in "[A-C][a-c]{2,3}( [A-C][a-c]{2})?",
        ) {
            let left = without(&format!("{text} {name} {text}"), &name, "…");
            for part in name.split(' ') {
                prop_assert!(!left.split(|c: char| !c.is_alphanumeric()).any(|word| word == part));
            }
        }
    }
}
