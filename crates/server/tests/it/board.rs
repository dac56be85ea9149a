//! What the board member does, through the pages.

use crate::http::{Visitor, between, shared};

/// The newest complaint that the board member hasn't read.
fn newest(chris: &mut Visitor) -> String {
    let page = chris.get("/bestuur");
    assert_eq!(page.status, 200);
    format!(
        "/bestuur/klachten/{}",
        between(&page.body, "href=\"/bestuur/klachten/", "\"").unwrap()
    )
}

#[test]
fn bringing_to_the_board_needs_a_date_to_come_and_keeps_what_was_typed() {
    let mut chris = shared().person("chris");
    let case = newest(&mut chris);
    let page = chris.get(&case);
    let key = page.key("/raad");
    let reason = "Dit is de derde keer dit jaar.";
    for meeting in ["", "2026-11-02", "2062-12-12"] {
        let fields = [
            ("sleutel", key.as_str()),
            ("vergadering", meeting),
            ("raad_reden", reason),
        ];
        let refused = chris.post(&format!("{case}/raad"), &fields);
        assert_eq!(refused.status, 422, "{meeting}");
        assert!(refused.body.contains(reason) && refused.body.contains("href=\"#vergadering\""));
    }
    let fields = [
        ("sleutel", key.as_str()),
        ("vergadering", "2026-12-12"),
        ("raad_reden", reason),
    ];
    assert_eq!(chris.post(&format!("{case}/raad"), &fields).status, 303);
    // A double click brings it once.
    assert_eq!(chris.post(&format!("{case}/raad"), &fields).status, 303);
    let shown = chris.get(&case).body;
    assert_eq!(shown.matches(reason).count(), 1);
    let agenda = chris.get("/bestuur/agenda").body;
    assert!(agenda.contains(reason) && agenda.contains("12 december"));
}

#[test]
fn the_note_for_the_board_has_the_title_of_the_board_member_and_never_the_first_words_of_the_complainant() {
    let mut chris = shared().person("chris");
    let case = newest(&mut chris);
    let theirs = between(&chris.get(&case).body, "<h1>", "</h1>")
        .unwrap()
        .to_owned();
    let number = case.rsplit('/').next().unwrap().to_owned();
    let bring = |chris: &mut Visitor, title: &str| {
        let key = chris.get(&case).key("/raad");
        let fields = [
            ("sleutel", key.as_str()),
            ("vergadering", "2027-01-14"),
            ("raad_titel", title),
        ];
        assert_eq!(chris.post(&format!("{case}/raad"), &fields).status, 303);
        chris.get("/bestuur/agenda").body
    };
    let agenda = bring(&mut chris, "");
    assert!(agenda.contains(&format!("Klacht {number}")) && !agenda.contains(&theirs));
    let agenda = bring(&mut chris, "Een lift staat stil");
    assert!(agenda.contains("Een lift staat stil") && !agenda.contains(&theirs));
    // Another year is said.
    assert!(chris.get("/bestuur").body.contains("14 januari 2027"));
    // A meeting that hasn't been can be on another day.
    let page = chris.get(&case).body;
    let form = page
        .split("<form")
        .find(|form| form.contains("/vergadering\""))
        .unwrap();
    let value = |name: &str| between(form, &format!("name=\"{name}\" value=\""), "\"").unwrap();
    let (key, item) = (value("sleutel"), value("punt"));
    let (day, why) = (format!("vergadering_{item}"), format!("verzet_reden_{item}"));
    let mut fields = vec![
        ("sleutel", key.as_str()),
        ("punt", item.as_str()),
        (day.as_str(), "2027-01-21"),
        (why.as_str(), ""),
    ];
    let refused = chris.post(&format!("{case}/vergadering"), &fields);
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("value=\"2027-01-21\""),
        "what was typed stays"
    );
    fields.pop();
    fields.push((why.as_str(), "Ik schreef de verkeerde dag."));
    assert_eq!(chris.post(&format!("{case}/vergadering"), &fields).status, 303);
    assert!(chris.get("/bestuur/agenda").body.contains("21 januari 2027"));
}

#[test]
fn a_name_is_shown_only_after_a_reason() {
    let mut chris = shared().person("chris");
    let cases = chris.get("/bestuur?gelezen=ja").body;
    let numbers: Vec<&str> = cases.split("href=\"/bestuur/klachten/").skip(1).collect();
    let hidden = numbers.iter().find_map(|rest| {
        let path = format!("/bestuur/klachten/{}", rest.split('"').next()?);
        chris.get(&path).body.contains("name=\"waarom\"").then_some(path)
    });
    let case = hidden.unwrap();
    let key = chris.get(&case).key("/naam");
    assert_eq!(
        chris
            .post(
                &format!("{case}/naam"),
                &[("sleutel", key.as_str()), ("waarom", " ")]
            )
            .status,
        422
    );
    let reason = [
        ("sleutel", key.as_str()),
        ("waarom", "Ik ken deze persoon misschien."),
    ];
    assert_eq!(chris.post(&format!("{case}/naam"), &reason).status, 303);
    assert!(!chris.get(&case).body.contains("name=\"waarom\""));
}

#[test]
fn a_private_note_is_read_by_nobody_else() {
    let mut chris = shared().person("chris");
    let case = newest(&mut chris);
    let key = chris.get(&case).key("/nota");
    let words = "Navragen waarom niemand terugbelde.";
    assert_eq!(
        chris
            .post(
                &format!("{case}/nota"),
                &[("sleutel", key.as_str()), ("nota", words)]
            )
            .status,
        303
    );
    assert!(chris.get(&case).body.contains(words));
    let work = case.replace("/bestuur/", "/werk/");
    for who in ["ann", "karim", "bart", "mia", "dirk"] {
        assert!(!shared().person(who).get(&work).body.contains(words), "{who}");
    }
}

#[test]
fn every_number_beside_a_sentence_opens_its_list() {
    let mut bart = shared().person("bart");
    let plain = |page: String| page.replace("&amp;", "&").replace("&#38;", "&");
    let before = plain(bart.get("/beleid/zinnen").body);
    let links: Vec<&str> = before
        .split("href=\"?")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(links.len() > 40, "{} links", links.len());
    let mut lists = Vec::new();
    for link in links {
        let list = bart.get(&format!("/beleid/zinnen?{link}"));
        assert_eq!(list.status, 200, "{link}");
        lists.push((link, list.body.matches("<th scope=\"row\">").count()));
    }
    // Other tests work in the same demo: a list may hold what was counted before or after it.
    let after = plain(bart.get("/beleid/zinnen").body);
    for (link, rows) in lists {
        let number =
            |page: &str| between(page, &format!("href=\"?{link}\"><b>"), "<").and_then(|n| n.parse().ok());
        assert!(
            number(&before).max(number(&after)).unwrap_or(0_usize) >= rows,
            "{link}"
        );
    }
    assert_eq!(bart.get("/beleid/zinnen?zin=antwoord&staat=x").status, 404);
    assert_eq!(bart.get("/beleid/zinnen?zin=x&staat=open").status, 404);
}

#[test]
fn the_figures_of_a_year_without_complaints_say_so() {
    let mut bart = shared().person("bart");
    assert_eq!(bart.get("/overzicht").status, 200);
    assert_eq!(bart.get("/overzicht?jaar=2020").status, 200);
    assert_eq!(bart.get("/overzicht?jaar=2999").status, 404);
    assert_eq!(bart.get("/overzicht?jaar=abc").status, 404);
}

#[test]
fn the_answer_to_a_report_of_harm_is_brought_by_the_board_member_by_phone() {
    let mut complainant = shared().visitor();
    let channel = [("hoe", "bel"), ("tel", "0470 00 00 99"), ("naam", "Fatima")];
    let sent = complainant.browse(|browser| {
        let key = crate::public::write_by(browser, &channel);
        browser.post("/klacht/nieuw/nakijken", &[("sleutel", &key)]);
        browser.get("/bedankt")
    });
    let (number, _) = crate::public::receipt(&sent);
    let harm = [("woorden", "Mijn buur dreigt."), ("sleutel", "k")];
    assert_eq!(complainant.post("/volgen/klacht/last", &harm).status, 303);
    let mut chris = shared().person("chris");
    let case = format!("/bestuur/klachten/{number}");
    let key = chris.get(&case).key("/last");
    let words = [("sleutel", key.as_str()), ("last_antwoord", "Ik bel je vandaag.")];
    assert_eq!(chris.post(&format!("{case}/last"), &words).status, 303);
    let page = chris.get(&case);
    assert!(
        page.body.contains("/bezorgd"),
        "who answers by phone must be able to say that they did"
    );
    let (key, message) = (
        page.key("/bezorgd"),
        between(&page.body, "name=\"bericht\" value=\"", "\"").unwrap(),
    );
    let mut spoken = vec![
        ("sleutel", key.as_str()),
        ("bericht", message.as_str()),
        ("hoe", "zo maar"),
    ];
    assert_eq!(chris.post(&format!("{case}/bezorgd"), &spoken).status, 422);
    spoken[2].1 = "gesproken";
    assert_eq!(
        chris.post(&format!("{case}/bezorgd"), &spoken).location(),
        format!("{case}?gedaan=bezorgd")
    );
    assert!(!chris.get(&case).body.contains("/bezorgd"), "it was brought");
    let work = format!("/werk/klachten/{number}/bezorgd");
    let mut ann = shared().person("ann");
    spoken[0].1 = "of-ann";
    assert_ne!(
        ann.post(&work, &spoken).status,
        303,
        "it doesn't exist for anybody else"
    );
}
