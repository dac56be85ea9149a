//! While staff write: another sort of text, a message that comes in meanwhile, what is missing, a voice that must bring it.

use crate::http::{Visitor, between, shared};
use crate::work::{ANSWER, answer_fields, handler, number, written_down};

/// A complaint written down as Ann, answered by `how`: its number and its code.
fn called_in(how: &str) -> (String, String) {
    let mut ann = shared().person("ann");
    let key = ann.get("/werk/nieuw").key("/werk/nieuw");
    let fields = [
        ("sleutel", key.as_str()),
        ("kanaal", "phone"),
        ("gehoord_datum", "2026-11-23"),
        ("wie", "resident"),
        ("verhaal", "De lift staat al drie weken stil. Ik belde twee keer."),
        ("hoe", how),
        ("naam", "Kelly"),
        ("tel", "0470 12 34 56"),
        ("doe", "bewaar"),
    ];
    let done = ann.post("/werk/nieuw", &fields);
    assert_eq!(done.status, 200, "{}", done.body);
    let code = done.body.split("class=\"code\"").nth(1).unwrap();
    let code = code.split_once('>').unwrap().1.split("</p>").next().unwrap();
    let digits = code.chars().filter(char::is_ascii_digit).collect();
    (number(&done), digits)
}

fn hidden(page: &str, name: &str) -> String {
    between(page, &format!("name=\"{name}\" value=\""), "\"").unwrap()
}

#[test]
fn a_look_at_another_tab_keeps_what_was_typed() {
    let number = written_down(shared(), &[]);
    let mut writer = handler(shared(), &number);
    let path = format!("/werk/klachten/{number}");
    let page = writer.get(&path);
    assert!(
        page.body.contains("value=\"naar-tussenbericht\""),
        "the tab is a button"
    );
    let key = page.key("/nakijken");
    let fields = answer_fields(&key, "naar-tussenbericht");
    let turned = writer.post(&format!("{path}/nakijken"), &fields);
    assert_eq!(
        (turned.status, turned.location()),
        (303, format!("{path}?soort=tussenbericht#schrijf").as_str())
    );
    assert!(
        writer
            .get(&format!("{path}?soort=antwoord"))
            .body
            .contains(ANSWER)
    );
    let note = [
        ("sleutel", "n"),
        ("soort", "nota"),
        ("nota", "Eerst bellen."),
        ("doe", "naar-antwoord"),
    ];
    assert_eq!(writer.post(&format!("{path}/nakijken"), &note).status, 303);
    assert!(
        writer
            .get(&format!("{path}?soort=nota"))
            .body
            .contains("Eerst bellen.")
    );
    let saved = [("sleutel", "n2"), ("soort", "nota"), ("nota", "Eerst bellen.")];
    assert_eq!(writer.post(&format!("{path}/nota"), &saved).status, 303);
    let again = writer.get(&format!("{path}?soort=nota")).body;
    assert_eq!(
        again.matches("Eerst bellen.").count(),
        1,
        "saved, it isn't written any more"
    );
}

#[test]
fn whoever_only_looks_at_a_tab_has_nothing_to_write_on_later() {
    let number = written_down(shared(), &[]);
    let mut writer = handler(shared(), &number);
    let path = format!("/werk/klachten/{number}");
    let page = writer.get(&format!("{path}?soort=tussenbericht")).body;
    let before = page.split("\" id=\"tot\"").next().unwrap();
    let until = before.rsplit("value=\"").next().unwrap();
    let fields = [
        ("sleutel", "t"),
        ("soort", "tussenbericht"),
        ("begrip", ""),
        ("reden", ""),
        ("nu", ""),
        ("tot", until),
        ("gelezen", "0"),
        ("doe", "naar-antwoord"),
    ];
    assert_eq!(writer.post(&format!("{path}/nakijken"), &fields).status, 303);
    let link = format!("{path}?soort=tussenbericht#schrijf");
    assert!(!writer.get("/werk").body.contains(&link));
}

#[test]
fn nobody_answers_past_a_message_that_came_in_meanwhile() {
    let (number, code) = called_in("code");
    let mut writer = handler(shared(), &number);
    let path = format!("/werk/klachten/{number}");
    let page = writer.get(&path);
    let read = hidden(&page.body, "gelezen");
    let key = page.key("/nakijken");
    let mut fields = answer_fields(&key, "bekijk");
    fields.push(("gelezen", read.as_str()));
    let preview = writer.post(&format!("{path}/nakijken"), &fields);
    assert_eq!(hidden(&preview.body, "gelezen"), read, "the preview carries it");
    let mut kelly: Visitor = shared().visitor();
    assert_eq!(kelly.post("/volgen", &[("code", &code)]).status, 303);
    let more = [("sleutel", "m"), ("bericht", "Nu is ook de deur stuk.")];
    assert_eq!(kelly.post("/volgen/klacht/bericht", &more).status, 303);
    let key = preview.key("/versturen");
    let mut fields = answer_fields(&key, "verstuur");
    fields.push(("gelezen", read.as_str()));
    let told = writer.post(&format!("{path}/versturen"), &fields);
    assert_eq!(told.status, 422);
    assert!(told.body.contains("Er kwam een nieuw bericht van de klager."));
    assert!(told.body.contains("Nu is ook de deur stuk.") && told.body.contains(ANSWER));
    let read = hidden(&told.body, "gelezen");
    fields.pop();
    fields.push(("gelezen", read.as_str()));
    let sent = writer.post(&format!("{path}/versturen"), &fields);
    assert_eq!(sent.status, 303, "said once");
}

#[test]
fn an_answer_that_somebody_must_say_is_not_called_sent() {
    let (number, _) = called_in("bel");
    let mut writer = handler(shared(), &number);
    let path = format!("/werk/klachten/{number}");
    let key = writer.get(&path).key("/nakijken");
    let sent = writer.post(&format!("{path}/versturen"), &answer_fields(&key, "verstuur"));
    assert_eq!(sent.status, 303);
    let page = writer.get(sent.location()).body;
    let notice = between(&page, "role=\"status\">", "<").unwrap();
    assert!(
        notice.contains("Bel nu") && !notice.contains("Verstuurd"),
        "{notice}"
    );
}

#[test]
fn what_is_missing_is_said_by_its_field() {
    let number = written_down(shared(), &[]);
    let mut writer = handler(shared(), &number);
    let path = format!("/werk/klachten/{number}");
    let page = writer.get(&path);
    let key = page.key("/nakijken");
    let skeleton = between(&page.body, "name=\"tekst\"", "</textarea>").unwrap();
    let skeleton = skeleton
        .split_once('>')
        .unwrap()
        .1
        .replace("&#39;", "'")
        .replace("&#38;", "&");
    let fields = [
        ("sleutel", key.as_str()),
        ("soort", "antwoord"),
        ("doe", "bekijk"),
        ("tekst", skeleton.trim_start()),
        ("anders", "ja"),
    ];
    let refused = writer.post(&format!("{path}/nakijken"), &fields);
    assert_eq!(refused.status, 422);
    let summary = between(&refused.body, "class=\"fouten\"", "</div>").unwrap();
    for words in [
        "Schrijf zelf iets. Nu staat er alleen een voorbeeld.",
        "Schrijf wat jullie voortaan doen",
        "Kies wie dit doet",
        "Kies wie het nakijkt",
    ] {
        assert!(summary.contains(words), "{words}: {summary}");
    }
    assert!(!summary.contains("Vul dit in"));
}

#[test]
fn the_last_day_away_does_not_come_before_the_first() {
    let mut ann = shared().person("ann");
    let key = ann.get("/werk/afwezig").key("/werk/afwezig");
    let fields = [
        ("sleutel", key.as_str()),
        ("afwezig_van", "2026-12-20"),
        ("afwezig_tot", "2026-12-10"),
    ];
    let refused = ann.post("/werk/afwezig", &fields);
    assert_eq!(refused.status, 422);
    assert!(
        refused
            .body
            .contains("De laatste dag kan niet voor de eerste dag liggen")
    );
}

#[test]
fn a_report_of_harm_stands_first_for_the_board_member_and_is_called_secret() {
    let (number, code) = called_in("code");
    let mut kelly = shared().visitor();
    assert_eq!(kelly.post("/volgen", &[("code", &code)]).status, 303);
    let page = kelly.get("/volgen/klacht/last");
    assert_eq!(page.status, 200);
    let words = "Sinds mijn klacht groet niemand mij nog.";
    let area = between(&page.body, "<textarea", ">").unwrap();
    let field = between(&area, "name=\"", "\"").unwrap();
    let sent = kelly.post(
        "/volgen/klacht/last",
        &[("sleutel", "h"), (field.as_str(), words)],
    );
    assert_eq!(sent.status, 303, "{}", sent.body);
    let mut chris = shared().person("chris");
    let list = chris.get("/bestuur").body;
    let first = between(&list, "De klager krijgt last door de klacht.", "</p>").unwrap();
    assert!(first.contains("Antwoord ten laatste"));
    assert!(list.contains(&format!("/bestuur/klachten/{number}#last")));
    let page = chris.get(&format!("/bestuur/klachten/{number}")).body;
    assert!(page.contains("Melding van last. Alleen jij leest dit") && page.contains(words));
    let mut writer = handler(shared(), &number);
    assert!(
        !writer
            .get(&format!("/werk/klachten/{number}"))
            .body
            .contains(words)
    );
    let path = format!("/bestuur/klachten/{number}");
    let key = chris.get(&path).key("/raad");
    let fields = [
        ("sleutel", key.as_str()),
        ("vergadering", "2026-12-12"),
        ("raad_titel", "Over een lift"),
    ];
    assert_eq!(chris.post(&format!("{path}/raad"), &fields).status, 303);
    let agenda = chris.get("/bestuur/agenda").body;
    assert!(
        agenda.contains("Over een lift") && !agenda.contains("last krijgt"),
        "the whole board reads this"
    );
}
