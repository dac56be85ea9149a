//! What was promised and a colleague does without reading the complaint: their page, and saying that it happened.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::http::{Demo, Visitor, between, shared};
use crate::work::{answer_fields, handler, written_down};

const WHAT: &str = "De deur van de kelder herstellen";

/// A complaint of which the answer offers something that Els does, and her page.
fn offered(demo: &Demo) -> (String, Visitor) {
    let number = written_down(demo, &[]);
    let mut handler = handler(demo, &number);
    let path = format!("/werk/klachten/{number}");
    let page = handler.get(&path);
    let els = page
        .body
        .split("<option value=\"")
        .find(|part| part.contains(">Els Goossens<"))
        .and_then(|part| part.split('"').next())
        .unwrap()
        .to_owned();
    let key = page.key("/nakijken");
    let mut fields = answer_fields(&key, "verstuur");
    fields.retain(|(name, _)| !name.ends_with("_1"));
    fields.extend([
        ("wat_1", WHAT),
        ("wie_1", els.as_str()),
        ("tegen_1", "2026-11-27"),
    ]);
    let sent = handler.post(&format!("{path}/versturen"), &fields);
    assert_eq!(sent.status, 303, "{}", sent.body);
    (number, demo.person("els"))
}

#[test]
fn what_was_promised_stands_apart_from_what_is_asked_with_a_day_and_what_to_do() {
    let (number, mut els) = offered(shared());
    let page = els.get("/werk/brieven").body;
    let promised = between(&page, "Dit beloofden we. Jij doet het.", "Vragen aan jou").unwrap();
    assert!(
        promised.contains(WHAT) && promised.contains(&number),
        "{promised}"
    );
    assert!(promised.contains("datetime=\"2026-11-27\""), "{promised}");
    assert!(
        promised.contains("Lukt het niet op tijd? Zeg het meteen aan"),
        "{promised}"
    );
    let dated: Vec<&str> = promised.split("class=\"vel\"").skip(1).collect();
    let late = dated.iter().rposition(|one| one.contains("class=\"laat\""));
    let first_in_time = dated.iter().position(|one| !one.contains("class=\"laat\""));
    assert!(
        late < first_in_time || late.is_none(),
        "what is late stands on top: {promised}"
    );
}

#[test]
fn nobody_says_by_a_slip_of_the_finger_that_something_promised_happened() {
    let (number, mut els) = offered(shared());
    let action = format!("/werk/klachten/{number}/gedaan");
    let key = els.get("/werk/brieven").key(&action);
    let tick = format!("klaar_{number}_1");
    let said = [("sleutel", key.as_str()), ("toezegging", "1")];
    let slipped = els.post(&action, &said);
    assert_eq!(slipped.status, 422);
    assert!(slipped.body.contains("Vink eerst aan dat het gebeurd is."));
    assert!(slipped.body.contains(WHAT), "on the page where it stands");
    let mine = |page: String| page.contains(&format!("action=\"{action}\""));
    assert!(mine(els.get("/werk/brieven").body), "it is still to be done");
    let key = slipped.key(&action);
    let meant = [
        ("sleutel", key.as_str()),
        ("toezegging", "1"),
        (tick.as_str(), "ja"),
    ];
    let done = els.post(&action, &meant);
    assert_eq!(
        (done.status, done.location()),
        (303, "/werk/brieven?gedaan=gedaan")
    );
    assert!(!mine(els.get("/werk/brieven").body));
    let again = els.post(&action, &meant);
    assert_eq!(again.status, 303, "a second press is answered the same");
}
