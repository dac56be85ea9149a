//! From which page a form was sent: browsers that say it in full, that say nothing, and pages of somebody else.

use crate::browser::Program;

const WORDS: &str = "De lift staat al drie weken stil en niemand belt terug.";
const STORY: &str = "/klacht/nieuw/verhaal";

#[test]
fn our_pages_tell_our_own_pages_only_where_somebody_comes_from() {
    let program = Program::start();
    let page = program.visitor().get("/");
    assert_eq!(page.header("referrer-policy"), Some("same-origin"));
}

#[test]
fn a_form_of_ours_arrives_from_a_browser_that_names_its_origin_and_nothing_else() {
    let program = Program::start();
    let visitor = program.visitor();
    let own = format!("http://{}", program.address);
    let sent = visitor.post_from(STORY, &[("Origin", &own)], &[("verhaal", WORDS)]);
    assert_eq!(sent.status, 303);
    assert!(visitor.get(STORY).text().contains(WORDS));
}

#[test]
fn a_form_of_ours_arrives_from_a_browser_that_hides_its_origin_but_says_it_is_ours() {
    let program = Program::start();
    let head = [("Origin", "null"), ("Sec-Fetch-Site", "same-origin")];
    let sent = program.visitor().post_from(STORY, &head, &[("verhaal", WORDS)]);
    assert_eq!(sent.status, 303);
}

#[test]
fn a_form_without_a_known_origin_changes_nothing_and_its_words_stay_readable() {
    let program = Program::start();
    let visitor = program.visitor();
    let null = [("Origin", "null")];
    for refused in [
        visitor.post_from(STORY, &null, &[("verhaal", WORDS)]),
        visitor.post_file_from(STORY, &null, "verhaal", WORDS),
    ] {
        assert_eq!(refused.status, 403);
        let page = refused.text();
        assert!(page.contains("<main") && page.contains("tel:"), "{page}");
        assert!(page.contains(WORDS), "the words can be copied: {page}");
        assert!(page.contains("niet aangekomen"), "{page}");
    }
    assert!(!visitor.get(STORY).text().contains(WORDS), "nothing was kept");
}

#[test]
fn a_form_on_a_page_of_somebody_else_gets_a_page_of_ours_without_its_words() {
    let program = Program::start();
    let visitor = program.visitor();
    let foreign: [&[(&str, &str)]; 3] = [
        &[("Origin", "https://elders.example")],
        &[("Origin", "null"), ("Sec-Fetch-Site", "cross-site")],
        &[("Origin", "null"), ("Sec-Fetch-Site", "same-site")],
    ];
    for head in foreign {
        let refused = visitor.post_from(STORY, head, &[("verhaal", WORDS)]);
        assert_eq!(refused.status, 403, "{head:?}");
        let page = refused.text();
        assert!(page.contains("<main") && page.contains("tel:"), "{page}");
        assert!(
            !page.contains(WORDS),
            "a stranger doesn't write on our page: {page}"
        );
    }
    assert!(!visitor.get(STORY).text().contains(WORDS), "nothing was kept");
}

#[test]
fn the_clock_of_the_demo_leads_back_to_the_page_it_was_moved_on() {
    let program = Program::start();
    let from = format!("http://{}/beleid", program.address);
    let own = format!("http://{}", program.address);
    let head = [("Origin", own.as_str()), ("Referer", from.as_str())];
    let moved = program
        .visitor()
        .post_from("/demo/klok", &head, &[("naar", "volgende")]);
    assert_eq!(moved.to(), "/beleid");
}
