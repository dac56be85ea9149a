//! "Beleid, zin per zin": each sentence stands beside what carries it out, and beside nothing else.

use crate::http::shared;

/// What stands between the words of one sentence and those of the next.
fn beside(page: &str, sentence: &str, next: &str) -> String {
    let (_, rest) = page.split_once(sentence).unwrap();
    rest.split_once(next).unwrap().0.to_owned()
}

#[test]
fn a_sentence_is_counted_by_the_promises_for_those_whom_it_is_about() {
    let mut mia = shared().person("mia");
    let page = mia.get("/beleid/zinnen").body;
    let third = beside(&page, "Je hebt als derde", "Meld je klacht via het");
    assert!(third.contains("zin=vooraf-derden"), "{third}");
    assert!(!third.contains("Geen belofte"), "{third}");
    let list = mia.get("/beleid/zinnen?zin=vooraf-derden&staat=open");
    assert_eq!(list.status, 200);
}

#[test]
fn a_sentence_that_a_target_carries_out_says_that_it_has_a_date() {
    let page = shared().person("mia").get("/beleid/zinnen").body;
    for (sentence, next, target) in [
        ("2. evalueren of er", "3. maatregelen toepassen", "evaluate"),
        ("4. beoordelen of de", "Kaart het probleem aan", "review_measure"),
    ] {
        let said = beside(&page, sentence, next);
        assert!(said.contains(&format!("doel={target}")), "{said}");
        assert!(!said.contains("Geen belofte met een datum"), "{said}");
        assert!(said.contains("wel een doel met een datum"), "{said}");
    }
}
