//! The demo under another policy than the one that its script was written for.

use crate::http::{Demo, between};

#[test]
fn the_demo_starts_under_another_policy_and_shows_its_pages() {
    let policy = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../policies/housing-ombudsman-2024"
    );
    let demo = Demo::start(&["--policy", policy]);
    let pages: &[(&str, &[&str])] = &[
        ("ann", &["/", "/beleid", "/werk", "/werk/klachten"]),
        ("bart", &["/overzicht", "/werk/klachten"]),
        ("mia", &["/werk/maatregelen", "/beleid/zinnen"]),
        ("chris", &["/bestuur", "/bestuur/agenda"]),
    ];
    for (who, paths) in pages {
        let mut person = demo.person(who);
        for path in *paths {
            assert_eq!(person.get(path).status, 200, "{who} {path}");
        }
    }
    // Five working days to confirm, and ten more to answer.
    let mut nobody = demo.person("ann");
    let promised = nobody.get("/beleid").body;
    assert!(
        promised.contains("14 december") && !promised.contains("maandag 23 november</b>"),
        "the answer is promised by what comes before it too"
    );
    let mut ann = demo.person("ann");
    let cases = ann.get("/werk/klachten").body;
    let number = between(&cases, "href=\"/werk/klachten/", "\"").unwrap();
    assert_eq!(ann.get(&format!("/werk/klachten/{number}")).status, 200);
}
