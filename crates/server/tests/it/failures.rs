//! What no page of ours asks for still gets a page of ours, and what the pages say of themselves is true.

use crate::browser::Program;
use crate::public::complain;
use std::collections::BTreeSet;

#[test]
fn an_address_or_a_method_that_no_page_has_gets_a_page_in_dutch() {
    let program = Program::start();
    let visitor = program.visitor();
    for (method, path, status) in [
        ("GET", "/volgen/klacht/bericht", 405),
        ("POST", "/beleid", 405),
        ("GET", "/demo/post/%FF", 400),
        ("GET", "/volgen/klacht/bestand/%FF", 401),
        ("GET", "/werk/klachten/%FF", 303),
        ("GET", "/nergens", 404),
    ] {
        let head = [("Origin", format!("http://{}", program.address))];
        let head: Vec<(&str, &str)> = head.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = visitor.send_with(method, path, &head, "application/x-www-form-urlencoded", b"");
        assert_eq!(answer.status, status, "{method} {path}");
        if status != 303 {
            let page = answer.text();
            assert!(
                page.contains("<main") && page.contains("tel:"),
                "{method} {path}: {page}"
            );
            assert!(page.contains("lang=\"nl"), "{method} {path}");
        }
    }
    let refused = visitor.get("/volgen/klacht/bericht");
    assert_eq!(refused.header("allow"), Some("POST"));
}

#[test]
fn the_privacy_page_counts_the_cookies_that_there_are() {
    let program = Program::start();
    let visitor = program.visitor();
    let mut names = BTreeSet::new();
    visitor.post("/klacht/nieuw/verhaal", &[("verhaal", "De lift staat stil.")]);
    names.extend(visitor.twin().into_keys());
    complain(&visitor);
    names.extend(visitor.twin().into_keys());
    let said = visitor.get("/privacy").words();
    assert!(
        said.contains(&format!("We gebruiken {} cookies", names.len())),
        "{names:?}"
    );
}
