//! "Bericht": a short message from the case page that promises nothing, and says so before it is sent.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::http::{between, shared};
use crate::work::{handler, written_down};

const WORDS: &str = "Dag Fatima. Op welke verdieping staat de lift stil? Vriendelijke groeten, Ann";

fn with<'a>(key: &'a str, doe: &'a str) -> [(&'a str, &'a str); 4] {
    [
        ("sleutel", key),
        ("soort", "bericht"),
        ("tekst", WORDS),
        ("doe", doe),
    ]
}

#[test]
fn a_short_message_says_that_it_is_no_answer_and_leaves_the_answer_owed() {
    let demo = shared();
    let number = written_down(demo, &[]);
    let mut handler = handler(demo, &number);
    let path = format!("/werk/klachten/{number}");
    let page = handler.get(&format!("{path}?soort=bericht"));
    assert!(
        page.body
            .contains("Een bericht belooft niets. Het telt niet als antwoord.")
    );
    assert!(
        page.body.contains("De klager wacht op antwoord, ten laatste op"),
        "an answer is owed"
    );
    let key = page.key("/nakijken");
    let preview = handler.post(&format!("{path}/nakijken"), &with(key.as_str(), "bekijk"));
    assert_eq!(preview.status, 200, "{}", preview.body);
    assert!(preview.body.contains(WORDS), "it is read before it leaves");
    assert!(
        preview
            .body
            .contains("Dit belooft niets. Het telt niet als antwoord.")
    );
    let key = preview.key("/versturen");
    let sent = handler.post(&format!("{path}/versturen"), &with(key.as_str(), "verstuur"));
    assert_eq!(
        (sent.status, sent.location()),
        (303, format!("{path}?gedaan=verstuurd").as_str())
    );
    let again = handler.post(&format!("{path}/versturen"), &with(key.as_str(), "verstuur"));
    assert_eq!(again.status, 303, "a second press is answered the same");
    let page = handler.get(&path).body;
    assert_eq!(page.matches(WORDS).count(), 1, "sent once");
    let owed = between(&page, "<p class=\"samen\">", "</p>").unwrap();
    assert!(owed.contains("Antwoord of tussenbericht"), "still owed: {owed}");
    let empty = handler.post(
        &format!("{path}/nakijken"),
        &[
            ("sleutel", "x"),
            ("soort", "bericht"),
            ("tekst", " "),
            ("doe", "bekijk"),
        ],
    );
    assert_eq!(empty.status, 422);
}
