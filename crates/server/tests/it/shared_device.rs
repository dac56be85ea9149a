//! A device that somebody else uses too, over TLS: what was written or opened is gone when one asks for that.

use crate::browser::{Program, Visitor};
use crate::public::complain;

#[test]
fn throwing_away_what_was_typed_ends() {
    let program = Program::behind_tls();
    let visitor = program.visitor();
    visitor.post("/klacht/nieuw/verhaal", &[("verhaal", "De lift staat stil.")]);
    let cookies = visitor.twin();
    assert!(cookies.contains_key("__Host-gehoor-concept"), "{cookies:?}");
    assert_eq!(visitor.post("/klacht/nieuw/wissen", &[]).status, 303);
    assert!(!visitor.twin().contains_key("__Host-gehoor-concept"));
    assert!(
        visitor
            .get("/klacht/nieuw/wissen?gewist=ja")
            .words()
            .contains("gewist")
    );
}

/// Nothing of the complaint is left for whoever uses this browser next, nor for who kept its cookies.
fn is_closed(program: &Program, visitor: &Visitor<'_>, page: &str) {
    assert!(
        visitor.get(page).text().contains("action=\"/volgen/sluiten\""),
        "{page}"
    );
    let before = visitor.twin();
    let closed = visitor.post("/volgen/sluiten", &[]);
    assert_eq!(closed.to(), "/volgen?gesloten=ja");
    assert!(
        visitor
            .get("/volgen?gesloten=ja")
            .words()
            .contains("Je klacht is gesloten op dit toestel")
    );
    assert_eq!(visitor.get("/volgen/klacht").status, 401);
    assert_eq!(visitor.get("/bedankt").to(), "/volgen");
    let thief = Visitor::with(&program.address, before);
    assert_eq!(
        thief.get("/volgen/klacht").status,
        401,
        "the session itself has ended"
    );
}

#[test]
fn a_complaint_is_closed_from_its_own_page_and_from_the_receipt() {
    for program in [Program::start(), Program::behind_tls()] {
        for page in ["/bedankt", "/volgen/klacht"] {
            let visitor = program.visitor();
            complain(&visitor);
            is_closed(&program, &visitor, page);
        }
    }
}

#[test]
fn closing_twice_or_without_anything_open_is_no_mistake() {
    let program = Program::start();
    let nobody = program.visitor();
    for _ in 0..2 {
        assert_eq!(nobody.post("/volgen/sluiten", &[]).to(), "/volgen?gesloten=ja");
    }
}
