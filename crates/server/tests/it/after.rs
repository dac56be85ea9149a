//! What comes after an answer, as staff and the board read it: silence with what was checked, and measures that failed.

use crate::http::{Visitor, shared};

/// The page of the complaint, among those with an address that begins so, on which these words stand.
fn page_with(visitor: &mut Visitor, lists: &[&str], under: &str, words: &str) -> Option<(String, String)> {
    let mut paths = Vec::new();
    let link = format!("href=\"{under}");
    for list in lists {
        let page = visitor.get(list).body;
        let links = page.split(&link).skip(1);
        paths.extend(links.filter_map(|rest| Some(format!("{under}{}", rest.split('"').next()?))));
    }
    paths.sort();
    paths.dedup();
    paths.into_iter().find_map(|path| {
        let body = visitor.get(&path).body;
        body.contains(words).then_some((path, body))
    })
}

const BOARD: (&[&str], &str) = (&["/bestuur?gelezen=ja"], "/bestuur/klachten/");

#[test]
fn after_silence_what_we_checked_is_read_and_nothing_says_solved() {
    let words = "De sturing is vernieuwd op 17 juni.";
    let (lists, under) = BOARD;
    let mut chris = shared().person("chris");
    let (path, page) = page_with(&mut chris, lists, under, words).expect("the board member reads it");
    assert!(page.contains("Geen antwoord. Dit keken we zelf na"));
    assert!(
        page.contains("Is het opgelost? Er kwam geen antwoord"),
        "on the course"
    );
    let work = path.replace("/bestuur/", "/werk/");
    let page = shared().person("bart").get(&work);
    assert!(
        page.status == 200 && page.body.contains(words),
        "whoever follows it too"
    );
}

#[test]
fn a_measure_that_failed_says_so_beside_the_question_that_it_opens_again() {
    let words = "De oorzaak is dus nog niet gevonden.";
    let (lists, under) = BOARD;
    let mut chris = shared().person("chris");
    let (path, page) = page_with(&mut chris, lists, under, words).expect("the board member reads it");
    assert!(page.contains("Wat we veranderden, werkte niet"), "on the course");
    let work = path.replace("/bestuur/", "/werk/");
    for page in [work.clone(), format!("{work}/evaluatie")] {
        let seen = ["ann", "karim", "bart", "mia"]
            .into_iter()
            .map(|who| shared().person(who).get(&page))
            .find(|seen| seen.status == 200)
            .expect("somebody follows it");
        assert!(seen.body.contains(words), "{page}");
    }
}
