//! What a view gives and doesn't give, apart from whole contents: words by their pointer, headlines, who kept what and why.

use super::{complainant, full, given, opened, p, seen_by, set, staff};
use casework::access::{Action, Relation, Viewer, headline, only_reads, searched};
use casework::case::{hold, ways_out};
use casework::ids::ContentId;
use given::{Life, end_of, words};
use std::collections::BTreeSet;

fn names(contents: Vec<ContentId>) -> BTreeSet<String> {
    contents.into_iter().map(|id| id.to_string()).collect()
}

#[test]
fn a_view_gives_words_by_their_pointer_to_who_may_read_them() {
    let life = full();
    let ann = seen_by(&life, &staff("ann"), false);
    assert_eq!(ann.text(&words("story")), Some("story"));
    assert_eq!(ann.text_of(Some(&words("note"))), Some("note"));
    assert_eq!(ann.text_of(None), None);
    assert_eq!(ann.text(&words("board-note")), None);
    let chris = seen_by(&life, &staff("chris"), false);
    assert_eq!(chris.text(&words("note")), None);
    assert_eq!(ann.relations(), &BTreeSet::from([Relation::Handler]));
    assert!(ann.may(Action::Answer) && !ann.may(Action::BringToBoard));
    assert!(chris.may(Action::BringToBoard) && !chris.may(Action::Answer));
}

#[test]
fn that_there_is_a_name_or_a_contact_is_known_to_who_may_ask_for_it() {
    let hidden = |life: &Life, revealed| seen_by(life, &staff("chris"), revealed).identity_hidden();
    let mut life = full();
    assert!(hidden(&life, false) && !hidden(&life, true));
    assert!(!seen_by(&life, &staff("ann"), false).identity_hidden());
    let all = life.case.entrusted.clone();
    let kept: [fn(&mut casework::event::Entrusted, &casework::event::Entrusted); 4] = [
        |one, all| one.name = all.name.clone(),
        |one, all| one.email = all.email.clone(),
        |one, all| one.phone = all.phone.clone(),
        |one, all| one.address = all.address.clone(),
    ];
    let none = |life: &mut Life| {
        let one = &mut life.case.entrusted;
        (one.name, one.email, one.phone, one.address) = (None, None, None, None);
    };
    for keep in kept {
        none(&mut life);
        assert!(!hidden(&life, false));
        keep(&mut life.case.entrusted, &all);
        assert!(hidden(&life, false), "{:?}", life.case.entrusted);
    }
}

#[test]
fn a_line_and_a_search_know_no_more_than_the_page() {
    let life = full();
    let line = |viewer: &Viewer| names(headline(&life.case, viewer));
    let offered = set(&["title", "offer", "measure-promised", "measure-inside"]);
    assert_eq!(line(&staff("ann")), offered);
    assert_eq!(line(&staff("nobody")), set(&[]));
    let search = |viewer: &Viewer| names(searched(&life.case, viewer));
    let own = set(&["story", "remedy"]);
    assert!(search(&staff("ann")).is_superset(&own) && search(&staff("ann")).contains("name"));
    assert!(search(&staff("chris")).is_superset(&own) && !search(&staff("chris")).contains("name"));
    assert_eq!(search(&staff("els")), set(&[]));
    assert!(opened(&life).len() > search(&staff("ann")).len());
}

#[test]
fn why_a_complaint_is_kept_longer_and_who_was_excluded_why_is_for_who_follows_it() {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.on("2026-11-07T10:00", "bart", |work| {
        given::exclude(work, &p("els"), casework::case::assign::Replacements::default())
    });
    life.complainant("2026-11-10T10:00", |work| ways_out::withdraw(work, None));
    life.on("2026-11-10T11:00", "ann", |work| {
        hold::hold(work, words("court"), end_of("2033-01-01"))
    });
    for (viewer, notes, excludes) in [
        (staff("ann"), true, true),
        (staff("bart"), true, true),
        (staff("chris"), false, true),
        (complainant(), false, false),
    ] {
        let seen = seen_by(&life, &viewer, false);
        let held = seen.case().retention.held.as_ref().unwrap();
        assert_eq!(held.reason.is_some(), notes, "{viewer:?}");
        assert_eq!(held.by.is_some(), notes, "{viewer:?}");
        assert_eq!(!seen.case().exclusions.is_empty(), excludes, "{viewer:?}");
    }
}

#[test]
fn to_read_is_what_begins_with_seeing_and_asking_for_a_name_is_more_than_that() {
    for action in Action::ALL {
        assert_eq!(
            only_reads(*action),
            action.code().starts_with("see_"),
            "{}",
            action.code()
        );
    }
}
