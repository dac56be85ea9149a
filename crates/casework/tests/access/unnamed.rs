//! The complainant's name is left out of what others wrote, for whoever reads the words and hasn't asked who it is.

use super::{complainant, contents, full, staff};
use casework::access::{Viewer, Words, leave_out_name, reads_without_name};
use std::collections::BTreeSet;

#[test]
fn who_reads_words_but_no_identity_reads_them_without_the_name() {
    let life = full();
    let without = |viewer: &Viewer, revealed| reads_without_name(&life.case, viewer, revealed);
    // The board, until the name is shown; who has a brief; management, that reads a reason.
    assert!(without(&staff("chris"), false));
    assert!(!without(&staff("chris"), true));
    assert!(without(&staff("els"), false));
    assert!(without(&staff("mia"), false));
    // They know who it is, or read nothing.
    for viewer in [
        staff("ann"),
        staff("bart"),
        complainant(),
        staff("nobody"),
        staff("lies"),
    ] {
        assert!(!without(&viewer, false), "{viewer:?}");
    }
    let mut nameless = full();
    nameless.case.entrusted.name = None;
    assert!(!reads_without_name(&nameless.case, &staff("chris"), false));
}

#[test]
fn the_name_is_left_out_of_what_others_wrote_and_not_of_their_own_words() {
    let life = full();
    let told = |id: &str| format!("Fatima zei: {id}");
    let mut words: Words = contents(&life)
        .into_iter()
        .map(|id| (id.clone(), told(id.as_str())))
        .collect();
    leave_out_name(&life.case, "Fatima", &mut words, "[naam]");
    let kept: BTreeSet<&str> = words
        .iter()
        .filter(|(_, text)| text.contains("Fatima"))
        .map(|(id, _)| id.as_str())
        .collect();
    let own = ["title", "story", "remedy", "steps-taken", "name", "more", "harm"];
    assert_eq!(kept, BTreeSet::from(own));
    assert!(words.values().filter(|text| text.contains("[naam]")).count() > own.len());
}
