//! Neighbours with one lift, through the pages: suggested, linked, answered with one draft, and nobody learns of the other.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::http::{Answer, Demo, Visitor, between, shared};

const BODY: &str = "De lift werkt weer sinds vanmorgen, maandag 23 november. Het spijt ons.";

/// A complaint about the lift of a house, written down by Ann; its number and code. `excluded`: who may not know.
fn neighbour(demo: &Demo, (house, name): (&str, &str), excluded: &[&str]) -> (String, String) {
    let mut ann = demo.person("ann");
    let form = ann.get("/werk/nieuw");
    let key = form.key("/werk/nieuw");
    let mut fields = vec![
        ("sleutel", key.as_str()),
        ("kanaal", "phone"),
        ("gehoord_datum", "2026-11-23"),
        ("wie", "resident"),
        (
            "verhaal",
            "De lift staat stil en niemand zegt tot wanneer dat duurt.",
        ),
        ("hoe", "code"),
        ("naam", name),
        ("project", house),
        ("thema", "gebouw-lift"),
        ("doe", "bewaar"),
    ];
    let ids: Vec<String> = excluded.iter().map(|name| ticked(&form, name)).collect();
    fields.extend(ids.iter().map(|id| ("uitsluiten", id.as_str())));
    let done = ann.post("/werk/nieuw", &fields);
    assert_eq!(done.status, 200, "{}", done.body);
    let code = between(&done.body, "class=\"code\"", "</p>").unwrap();
    let code = code.chars().filter(char::is_ascii_digit).collect();
    let at = done
        .body
        .match_indices("26-")
        .map(|(at, _)| &done.body[at..at + 8]);
    let found = at
        .into_iter()
        .find(|text| text.chars().skip(3).all(|c| c.is_ascii_alphanumeric()));
    (found.unwrap().to_owned(), code)
}

fn ticked(form: &Answer, name: &str) -> String {
    let boxes = form.body.split("name=\"uitsluiten\"").skip(1);
    let found = boxes.into_iter().find(|part| {
        part.split("</label>")
            .next()
            .is_some_and(|label| label.contains(name))
    });
    between(found.unwrap(), "value=\"", "\"").unwrap()
}

fn path(number: &str) -> String {
    format!("/werk/klachten/{number}")
}

fn link(who: &mut Visitor, number: &str, other: &str) -> Answer {
    let key = who.get(&path(number)).key("/koppelen");
    who.post(
        &format!("{}/koppelen", path(number)),
        &[("sleutel", &key), ("nummer", other)],
    )
}

fn fields<'a>(key: &'a str, doe: &'a str, words: &'a str, also: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let mut all = vec![
        ("sleutel", key),
        ("soort", "antwoord"),
        ("doe", doe),
        ("tekst", words),
        ("wat_1", "De firma kijkt elke week na."),
        ("wie_1", ""),
        ("tegen_1", "2026-12-04"),
        ("anders", "nee"),
        ("nee_reden", "Het was een kabel."),
        ("nee_oorzaak", "supplier"),
    ];
    all.extend(also.iter().map(|number| ("ook", *number)));
    all
}

/// The same with Karim as who does what is offered.
fn offered<'a>(karim: &'a str, all: Vec<(&'a str, &'a str)>) -> Vec<(&'a str, &'a str)> {
    let by = |(name, value)| {
        if name == "wie_1" {
            (name, karim)
        } else {
            (name, value)
        }
    };
    all.into_iter().map(by).collect()
}

fn person(page: &Answer, name: &str) -> String {
    let list = between(&page.body, "name=\"wie_1\"", "</select>").unwrap();
    let option = list.split("<option").find(|part| part.contains(name)).unwrap();
    between(option, "value=\"", "\"").unwrap()
}

/// A page without the keys of its forms, which differ each time.
fn without_keys(page: &str) -> String {
    let mut parts = page.split("name=\"sleutel\" value=\"");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('"').map_or("", |(_, rest)| rest));
    }
    plain
}

fn follows(demo: &Demo, code: &str) -> String {
    let mut visitor = demo.visitor();
    let key = visitor.get("/volgen").key("/volgen");
    assert_eq!(
        visitor
            .post("/volgen", &[("sleutel", &key), ("code", code)])
            .status,
        303
    );
    visitor.get("/volgen/klacht").body
}

#[test]
fn one_draft_answers_neighbours_apart_and_none_learns_of_the_other() {
    let demo = shared();
    let (one, code_one) = neighbour(demo, ("de-lantaarn", "Fatima Kaya"), &[]);
    let (two, code_two) = neighbour(demo, ("de-lantaarn", "Rik Peeters"), &[]);
    let mut ann = demo.person("ann");
    let page = ann.get(&path(&one));
    let suggested = between(&page.body, "Misschien gaat dit over hetzelfde", "<details").unwrap();
    assert!(suggested.contains(&two), "{suggested}");
    assert_eq!(
        link(&mut ann, &one, &two).location(),
        format!("{}?gedaan=gekoppeld", path(&one))
    );
    for (number, other) in [(&one, &two), (&two, &one)] {
        let page = ann.get(&path(number));
        assert!(!page.body.contains("Misschien gaat dit"), "it is linked now");
        assert!(
            between(&page.body, "id=\"zelfde\"", "</ul>")
                .unwrap()
                .contains(other.as_str())
        );
        assert!(
            between(&page.body, "id=\"ook\"", "</fieldset>")
                .unwrap()
                .contains(other.as_str())
        );
    }
    let page = ann.get(&path(&one));
    let (key, karim) = (page.key("/nakijken"), person(&page, "Karim"));
    let named = format!("Dag Fatima Kaya\n\nRik Peeters belde ook. {BODY}");
    let wrong = ann.post(
        &format!("{}/nakijken", path(&one)),
        &offered(&karim, fields(&key, "bekijk", &named, &[&two])),
    );
    assert_eq!(wrong.status, 422, "a draft that names a neighbour is stopped");
    assert!(wrong.body.contains("Hier staat “Rik Peeters”"), "{}", wrong.body);
    assert!(
        wrong.body.contains("Rik Peeters belde ook."),
        "and what was typed stays"
    );
    let words = format!("Dag Fatima Kaya\n\n{BODY}");
    let preview = ann.post(
        &format!("{}/nakijken", path(&one)),
        &offered(&karim, fields(&key, "bekijk", &words, &[&two])),
    );
    assert_eq!(preview.status, 200, "{}", preview.body);
    assert!(preview.body.contains("Dag Rik Peeters") && preview.body.contains("Verstuur 2 berichten"));
    let key = preview.key("/versturen");
    for _ in 0..2 {
        let all = offered(&karim, fields(&key, "verstuur", &words, &[&two]));
        let sent = ann.post(&format!("{}/versturen", path(&one)), &all);
        assert_eq!(
            (sent.status, sent.location()),
            (303, format!("{}?gedaan=samen", path(&one)).as_str())
        );
    }
    let mut chris = demo.person("chris");
    for (code, number, name, other, theirs) in [
        (&code_one, &one, "Fatima", &two, "Rik"),
        (&code_two, &two, "Rik", &one, "Fatima"),
    ] {
        let page = follows(demo, code);
        assert_eq!(page.matches(BODY).count(), 1, "sent once");
        assert!(page.contains(&format!("Dag {name}")) && page.contains("De firma kijkt elke week na."));
        assert!(
            !page.contains(other.as_str()) && !page.contains(theirs),
            "{name} learns of nobody"
        );
        let board = chris.get(&format!("/bestuur/klachten/{number}"));
        assert!(board.body.contains(BODY), "the board member reads each");
        assert!(
            board
                .body
                .contains(&format!("href=\"/bestuur/klachten/{other}\"")),
            "and sees the link"
        );
    }
    let page = ann.get(&path(&two));
    let key = page.key("/ontkoppelen");
    let apart = ann.post(
        &format!("{}/ontkoppelen", path(&two)),
        &[("sleutel", &key), ("nummer", &one)],
    );
    assert_eq!(apart.location(), format!("{}?gedaan=ontkoppeld", path(&two)));
    let page = ann.get(&path(&one));
    assert!(!page.body.contains("Maak los") && page.body.contains("Misschien gaat dit"));
}

#[test]
fn who_was_answered_in_the_meantime_stays_and_the_page_says_so_and_loses_nothing() {
    let demo = shared();
    let (one, code) = neighbour(demo, ("de-smidse", "Noor Aydin"), &[]);
    let (two, _) = neighbour(demo, ("de-smidse", "Wout Claes"), &[]);
    let mut ann = demo.person("ann");
    link(&mut ann, &one, &two);
    let page = ann.get(&path(&one));
    let (key, karim) = (page.key("/nakijken"), person(&page, "Karim"));
    let words = format!("Dag Noor Aydin\n\n{BODY}");
    let preview = ann.post(
        &format!("{}/nakijken", path(&one)),
        &offered(&karim, fields(&key, "bekijk", &words, &[&two])),
    );
    let key = preview.key("/versturen");
    let other = ann.get(&path(&two)).key("/nakijken");
    let alone = format!("Dag Wout Claes\n\n{BODY}");
    let sent = ann.post(
        &format!("{}/versturen", path(&two)),
        &offered(&karim, fields(&other, "verstuur", &alone, &[])),
    );
    assert_eq!(sent.status, 303, "a colleague was faster");
    for _ in 0..2 {
        let all = offered(&karim, fields(&key, "verstuur", &words, &[&two]));
        let both = ann.post(&format!("{}/versturen", path(&one)), &all);
        assert_eq!(both.status, 200);
        let (stayed, went) = both.body.split_once("Dit is wel verstuurd").unwrap();
        assert!(
            stayed.contains(&two) && stayed.contains("Deze klacht is al beantwoord"),
            "{stayed}"
        );
        assert!(went.contains(&one));
        assert!(
            both.body.contains("Dag Wout Claes"),
            "what was typed goes on there"
        );
    }
    assert_eq!(
        follows(demo, &code).matches(BODY).count(),
        1,
        "and the other went once"
    );
    let page = ann.get(&path(&two));
    assert_eq!(
        page.body.matches("<p>Dag Wout Claes</p>").count(),
        1,
        "nothing was doubled"
    );
    let along = ann.get(&format!("{}?soort=antwoord", path(&one)));
    let boxes = between(&along.body, "id=\"ook\"", "</fieldset>").unwrap();
    assert!(boxes.contains("al beantwoord") && !boxes.contains("type=\"checkbox\""));
}

#[test]
fn for_whoever_may_not_know_of_one_neighbour_it_is_nowhere_on_the_page_of_the_other() {
    let demo = shared();
    let (one, _) = neighbour(demo, ("de-klokgieter", "Samira Haddad"), &[]);
    let (hidden, _) = neighbour(demo, ("de-klokgieter", "Piet Declerck"), &["Ann"]);
    let (mut ann, mut bart) = (demo.person("ann"), demo.person("bart"));
    assert!(!ann.get(&path(&one)).body.contains(&hidden), "not suggested");
    assert!(
        bart.get(&path(&one)).body.contains(&hidden),
        "it is to the supervisor of both"
    );
    let plain = |page: Answer| without_keys(&page.body);
    let before = plain(ann.get(&path(&one)));
    assert_eq!(link(&mut bart, &one, &hidden).status, 303);
    assert_eq!(
        plain(ann.get(&path(&one))),
        before,
        "the page is the same before and after"
    );
    let page = ann.get(&path(&one));
    let (key, karim) = (page.key("/nakijken"), person(&page, "Karim"));
    let words = format!("Dag Samira Haddad\n\n{BODY}");
    let answers = |number: &str, ann: &mut Visitor| {
        let all = offered(&karim, fields(&key, "bekijk", &words, &[number]));
        let answer = ann.post(&format!("{}/nakijken", path(&one)), &all);
        (answer.status, plain(answer).replace(number, "X"))
    };
    assert_eq!(
        answers(&hidden, &mut ann),
        answers("26-00000", &mut ann),
        "ticked by hand, it is as any number that was never given"
    );
    let unlinked = ann.post(
        &format!("{}/ontkoppelen", path(&one)),
        &[("sleutel", "x"), ("nummer", &hidden)],
    );
    assert_eq!(unlinked.status, 422);
    assert!(
        bart.get(&path(&one)).body.contains("Maak los"),
        "and it stays linked"
    );
}

#[test]
fn a_paper_goes_with_the_interim_it_was_added_to_and_the_words_go_to_the_neighbour_too() {
    const PAPER: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
    let demo = shared();
    let (one, code_one) = neighbour(demo, ("de-perenpit", "Ines Martens"), &[]);
    let (two, code_two) = neighbour(demo, ("de-perenpit", "Omar Idir"), &[]);
    let mut ann = demo.person("ann");
    link(&mut ann, &one, &two);
    let page = ann.get(&format!("{}?soort=tussenbericht", path(&one)));
    assert!(
        page.body
            .contains("gaan alleen mee met je bericht over deze klacht")
    );
    let who = between(&page.body, "name=\"tussen_wie\"", "</select>").unwrap();
    let who = who.split("<option").find(|part| part.contains("Karim")).unwrap();
    let who = between(who, "value=\"", "\"").unwrap();
    let typed = |key: &str, doe: &str| {
        let pairs = [
            ("sleutel", key),
            ("soort", "tussenbericht"),
            ("doe", doe),
            ("begrip", "De lift staat stil."),
            ("reden", "Het stuk is besteld."),
            ("nu", "De firma zet het stuk erin."),
            ("tussen_wie", &who),
            ("tot", "2026-11-27"),
            ("ook", &two),
        ];
        pairs
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec()
    };
    fn as_str(all: &[(String, String)]) -> Vec<(&str, &str)> {
        all.iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect()
    }
    let first = typed(&page.key("/nakijken"), "bekijk");
    let to = format!("{}/nakijken", path(&one));
    let preview =
        ann.browse(|browser| browser.post_files(&to, &as_str(&first), &[("bestanden", "brief.pdf", PAPER)]));
    assert_eq!(preview.status, 200, "{}", preview.text());
    let paper = between(&preview.text(), "name=\"bijlage\" value=\"", "\"").unwrap();
    let form = preview
        .text()
        .split("<form ")
        .find(|form| form.contains("/versturen"))
        .unwrap()
        .to_owned();
    let mut second = typed(
        &between(&form, "name=\"sleutel\" value=\"", "\"").unwrap(),
        "verstuur",
    );
    second.push(("bijlage".to_owned(), paper));
    let sent = ann.post(&format!("{}/versturen", path(&one)), &as_str(&second));
    assert_eq!(sent.location(), format!("{}?gedaan=samen", path(&one)));
    let (own, other) = (follows(demo, &code_one), follows(demo, &code_two));
    assert!(own.contains("Het stuk is besteld.") && other.contains("Het stuk is besteld."));
    assert!(
        own.contains("brief") && !other.contains("brief.pdf"),
        "it is sealed with one complaint's key"
    );
    assert!(
        own.contains("/volgen/bestand") || own.contains("bestand/"),
        "and can be opened there"
    );
}
