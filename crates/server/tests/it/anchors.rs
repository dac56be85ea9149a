//! `gehoor anchor` and `gehoor verify --anchor`: kept by somebody else, it holds through all that ordinary days bring.

use crate::browser::Visitor;
use crate::public::{receipt, write};
use crate::served::Installation;
use std::path::Path;
use std::process::Stdio;

fn complained(installation: &Installation) {
    let served = installation.serve(&["--listen", "127.0.0.1:0"], &installation.beside("log"));
    let visitor = Visitor::with(&served.address, Default::default());
    let key = write(&visitor);
    visitor.post("/klacht/nieuw/nakijken", &[("sleutel", &key)]);
    receipt(&visitor.get("/bedankt"));
}

fn said(installation: &Installation, words: &[&str]) -> (Option<i32>, String) {
    let output = installation.command(words).stdin(Stdio::null()).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}

/// All that a folder holds, as it is now, in another one.
fn copied(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copied(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn an_anchor_holds_through_new_complaints_and_a_new_key_and_is_of_one_desk_only() {
    let (installation, _) = Installation::new();
    complained(&installation);
    let anchor = installation.beside("november.anker");
    let made = said(&installation, &["anchor", "--to", text(&anchor)]);
    assert_eq!(made.0, Some(0), "{}", made.1);
    assert!(
        made.1
            .contains("Geef het aan iemand die niet bij deze machine kan"),
        "{}",
        made.1
    );
    let before = std::fs::read(&anchor).unwrap();
    assert_eq!(
        said(&installation, &["anchor", "--to", text(&anchor)]).0,
        Some(2),
        "it isn't overwritten"
    );
    assert_eq!(std::fs::read(&anchor).unwrap(), before);

    complained(&installation);
    assert_eq!(said(&installation, &["keys", "rotate"]).0, Some(0));
    let (code, told) = said(&installation, &["verify", "--anchor", text(&anchor)]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("Alles staat er nog zoals op"), "{told}");

    let (other, _) = Installation::new();
    complained(&other);
    let (code, told) = said(&other, &["verify", "--anchor", text(&anchor)]);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("geen anker van deze klachtendesk"), "{told}");
    let nowhere = installation.beside("nergens");
    assert_eq!(
        said(&installation, &["verify", "--anchor", text(&nowhere)]).0,
        Some(2)
    );
}

#[test]
fn an_anchor_shows_that_a_complaint_was_taken_away_though_all_that_is_left_is_right() {
    let (installation, _) = Installation::new();
    complained(&installation);
    let before = installation.beside("before");
    copied(&installation.data(), &before);
    complained(&installation);
    let anchor = installation.beside("december.anker");
    assert_eq!(said(&installation, &["anchor", "--to", text(&anchor)]).0, Some(0));

    // Whoever has all rights here puts back what was there yesterday: in itself, nothing is wrong with it.
    std::fs::remove_dir_all(installation.data()).unwrap();
    copied(&before, &installation.data());
    assert_eq!(said(&installation, &["verify"]).0, Some(0));
    let (code, told) = said(&installation, &["verify", "--anchor", text(&anchor)]);
    assert_eq!(code, Some(1), "{told}");
    assert!(
        told.contains("Er klopt iets niet: journal case") && told.contains(", event 1: "),
        "the first record that is gone is named: {told}"
    );
}
