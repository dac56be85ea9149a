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
