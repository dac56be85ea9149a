//! What staff do, through the pages: one send, who may not know, sessions that ended, nonsense.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::http::{Answer, Demo, Visitor, between, shared};

const STORY: &str = "De lift staat al drie weken stil. Ik belde twee keer.";
pub const ANSWER: &str = "Dag Fatima. De firma maakt de lift op woensdag 25 november. Het spijt ons.";

/// Writes a complaint down as Ann and gives its number. `excluded`: names of people who may not know.
pub fn written_down(demo: &Demo, excluded: &[&str]) -> String {
    let mut ann = demo.person("ann");
    let form = ann.get("/werk/nieuw");
    let key = form.key("/werk/nieuw");
    let mut fields = vec![
        ("sleutel", key.as_str()),
        ("kanaal", "phone"),
        ("gehoord_datum", "2026-11-23"),
        ("wie", "resident"),
        ("verhaal", STORY),
        ("hoe", "code"),
        ("naam", "Fatima"),
        ("doe", "bewaar"),
    ];
    let ids: Vec<String> = excluded.iter().map(|name| ticked(&form, name)).collect();
    fields.extend(ids.iter().map(|id| ("uitsluiten", id.as_str())));
    let done = ann.post("/werk/nieuw", &fields);
    assert_eq!(done.status, 200, "{}", done.body);
    assert!(
        done.body.contains("class=\"code\""),
        "the code is shown to read out"
    );
    let again = ann.post("/werk/nieuw", &fields);
    assert_eq!(
        number(&again),
        number(&done),
        "a second press gives the same receipt"
    );
    number(&done)
}

pub fn number(page: &Answer) -> String {
    let at = page
        .body
        .match_indices("26-")
        .map(|(at, _)| page.body.get(at..at + 8).unwrap_or_default());
    at.into_iter()
        .find(|text| text.chars().skip(3).all(|c| c.is_ascii_alphanumeric()))
        .unwrap()
        .to_owned()
}

/// The id of a person, from the box with their name.
fn ticked(form: &Answer, name: &str) -> String {
    let boxes = form.body.split("name=\"uitsluiten\"").skip(1);
    let found = boxes.into_iter().find(|part| {
        part.split("</label>")
            .next()
            .is_some_and(|label| label.contains(name))
    });
    between(found.unwrap(), "value=\"", "\"").unwrap()
}

/// Whoever follows the complaint up.
pub fn handler(demo: &Demo, number: &str) -> Visitor {
    for value in ["ann", "karim"] {
        let mut person = demo.person(value);
        if person.get(&format!("/werk/klachten/{number}")).status == 200 {
            return person;
        }
    }
    panic!("nobody follows {number}");
}

pub fn answer_fields<'a>(key: &'a str, doe: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("sleutel", key),
        ("soort", "antwoord"),
        ("doe", doe),
        ("tekst", ANSWER),
        ("wat_1", ""),
        ("wie_1", ""),
        ("tegen_1", ""),
        ("anders", "nee"),
        ("nee_reden", "Het was een vergissing van de firma."),
        ("nee_oorzaak", "supplier"),
    ]
}

#[test]
fn a_complaint_that_needs_no_change_takes_one_send() {
    let demo = shared();
    let number = written_down(demo, &[]);
    let mut handler = handler(demo, &number);
    let path = format!("/werk/klachten/{number}");
    assert!(
        handler.get("/werk").body.contains(&number),
        "it stands on Vandaag"
    );
    let page = handler.get(&path);
    let key = page.key("/nakijken");
    let preview = handler.post(&format!("{path}/nakijken"), &answer_fields(&key, "bekijk"));
    assert_eq!(preview.status, 200);
    assert!(
        preview.body.contains(ANSWER),
        "the letter is shown before it leaves"
    );
    let key = preview.key("/versturen");
    let sent = handler.post(&format!("{path}/versturen"), &answer_fields(&key, "verstuur"));
    assert_eq!(
        (sent.status, sent.location()),
        (303, format!("{path}?gedaan=verstuurd").as_str())
    );
    let twice = handler.post(&format!("{path}/versturen"), &answer_fields(&key, "verstuur"));
    assert_eq!(
        (twice.status, twice.location()),
        (303, sent.location()),
        "a second press leads to the same page"
    );
    let page = handler.get(&path);
    assert_eq!(page.body.matches(ANSWER).count(), 1, "sent once");
    let owed = between(&page.body, "<p class=\"samen\">", "</p>").unwrap();
    assert!(
        !owed.contains("Antwoord") && !owed.contains("Evalueren"),
        "nothing is left for staff: {owed}"
    );
    assert!(
        page.body.contains("Vragen of het opgelost is"),
        "only the follow-up is to come"
    );
    assert!(
        owed.contains("Nu niets te doen") && !owed.contains("Niets meer"),
        "the program still has something to do: {owed}"
    );
    assert!(
        !handler.get("/werk").body.contains(&number),
        "and Vandaag is rid of it"
    );
}

#[test]
fn for_whoever_was_ticked_the_complaint_looks_like_a_wrong_number() {
    let demo = shared();
    let number = written_down(demo, &["Bart"]);
    let mut bart = demo.person("bart");
    let mut never = number.clone().into_bytes();
    let last = never.len() - 1;
    never[last] = if never[last] == b'Z' { b'Y' } else { b'Z' };
    let never = String::from_utf8(never).unwrap();
    let paths = ["", "/evaluatie", "/toewijzen", "/uitweg", "/bestand/0"];
    for path in paths {
        let hidden = bart.get(&format!("/werk/klachten/{number}{path}"));
        let wrong = bart.get(&format!("/werk/klachten/{never}{path}"));
        assert_eq!((hidden.status, wrong.status), (404, 404), "{path}");
        assert_eq!(same(&hidden, &number), same(&wrong, &never), "{path}");
    }
    for act in [
        "nota",
        "nakijken",
        "versturen",
        "gesprek",
        "bezorgd",
        "gedaan",
        "punten",
        "titel",
        "koppelen",
        "uitsluiten",
    ] {
        let fields = [
            ("nota", "x"),
            ("soort", "antwoord"),
            ("tekst", "Dag"),
            ("hoe", "gepost"),
            ("bericht", "1"),
        ];
        let hidden = bart.post(&format!("/werk/klachten/{number}/{act}"), &fields);
        let wrong = bart.post(&format!("/werk/klachten/{never}/{act}"), &fields);
        assert_eq!((hidden.status, wrong.status), (404, 404), "{act}");
        assert_eq!(same(&hidden, &number), same(&wrong, &never), "{act}");
    }
    for list in ["/werk", "/werk/klachten"] {
        let page = bart.get(list);
        assert!(
            page.status == 200 && !page.body.contains(&format!("/werk/klachten/{number}")),
            "{list}"
        );
    }
    for words in [number.as_str(), "lift"] {
        let page = bart.post("/werk/klachten", &[("sleutel", "x"), ("q", words)]);
        assert!(
            page.status == 200 && !page.body.contains(&format!("/werk/klachten/{number}")),
            "{words}"
        );
    }
}

#[test]
fn what_is_looked_for_stands_in_no_address() {
    let demo = shared();
    let number = written_down(demo, &[]);
    let mut handler = handler(demo, &number);
    let row = format!("/werk/klachten/{number}\"");
    let found = handler.post("/werk/klachten", &[("sleutel", "x"), ("q", number.as_str())]);
    assert_eq!(found.status, 200);
    assert!(found.body.contains(&row));
    let many = handler.post("/werk/klachten", &[("sleutel", "x"), ("q", "e"), ("blad", "2")]);
    assert_eq!(many.status, 200);
    assert!(!many.body.contains("q="), "no link holds the words");
    let by_address = handler.get("/werk/klachten?q=nergens-te-vinden").body;
    assert!(
        !by_address.contains("nergens-te-vinden"),
        "an address looks for nothing"
    );
}

/// A page without what differs each time: keys of forms.
fn same(page: &Answer, number: &str) -> String {
    let mut parts = page.body.split("name=\"sleutel\" value=\"");
    let mut all = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        all.push_str(part.split_once('"').map_or("", |(_, rest)| rest));
    }
    all.replace(number, "X")
}

#[test]
fn what_was_typed_stays_readable_when_the_session_ended() {
    let demo = shared();
    let number = written_down(demo, &[]);
    let mut handler = handler(demo, &number);
    let key = handler.get(&format!("/werk/klachten/{number}")).key("/nakijken");
    handler.forget();
    let page = handler.post(
        &format!("/werk/klachten/{number}/nakijken"),
        &answer_fields(&key, "bekijk"),
    );
    assert_eq!(page.status, 401);
    assert!(page.body.contains(ANSWER), "the words are on the page");
    let asked = handler.get(&format!("/werk/klachten/{number}"));
    assert_eq!(asked.status, 303);
    assert!(
        asked.location().starts_with("/aanmelden?terug="),
        "{}",
        asked.location()
    );
}

#[test]
fn a_complaint_that_needs_no_change_takes_one_page_and_one_send() {
    let demo = shared();
    let number = written_down(demo, &[]);
    let mut handler = handler(demo, &number);
    let path = format!("/werk/klachten/{number}");
    let key = handler.get(&path).key("/nakijken");
    let mut fields = answer_fields(&key, "verstuur");
    let said = "Dag Fatima. De lift is hersteld op 23 november. Vriendelijke groeten, Ann";
    fields.retain(|(name, _)| *name != "tekst");
    fields.push(("tekst", said));
    let sent = handler.post(&format!("{path}/nakijken"), &fields);
    assert_eq!(
        (sent.status, sent.location()),
        (303, format!("{path}?gedaan=verstuurd").as_str()),
        "{}",
        sent.body
    );
    let again = handler.post(&format!("{path}/nakijken"), &fields);
    assert_eq!(again.status, 303, "a double click is answered the same");
    let page = handler.get(&path).body;
    assert_eq!(page.matches(said).count(), 1, "sent once");
    assert!(!page.contains("value=\"verstuur\""), "nothing is asked any more");
}

#[test]
fn what_there_is_to_say_about_a_letter_is_said_before_it_goes() {
    let demo = shared();
    let number = written_down(demo, &[]);
    let mut handler = handler(demo, &number);
    let path = format!("/werk/klachten/{number}");
    let key = handler.get(&path).key("/nakijken");
    let mut fields = answer_fields(&key, "verstuur");
    fields.retain(|(name, _)| *name != "tekst");
    fields.push((
        "tekst",
        "Dag Fatima. ZOALS REEDS VERMELD is de lift hersteld. Ann",
    ));
    let shown = handler.post(&format!("{path}/nakijken"), &fields);
    assert_eq!(shown.status, 200, "the letter is shown first");
    assert!(shown.body.contains("/versturen"));
    assert!(
        !handler.get(&path).body.contains("ZOALS REEDS VERMELD"),
        "nothing went"
    );
}

#[test]
fn a_wrong_address_and_a_wrong_password_are_answered_the_same() {
    let demo = shared();
    let attempt = |email: &str| {
        let page = demo.visitor().post(
            "/aanmelden",
            &[("email", email), ("wachtwoord", "helemaal verkeerd")],
        );
        (page.status, same(&page, email))
    };
    assert_eq!(attempt("ann@voorbeeld.test"), attempt("niemand@voorbeeld.test"));
    let away = demo.visitor().get("/aanmelden?terug=//elders.test/");
    assert!(!away.body.contains("elders.test"), "no way to another host");
}

#[test]
fn a_text_that_is_kept_for_later_stands_in_the_composer_again_for_its_writer_only() {
    let demo = shared();
    let number = written_down(demo, &[]);
    let mut handler = handler(demo, &number);
    let path = format!("/werk/klachten/{number}");
    let key = handler.get(&path).key("/nakijken");
    let kept = handler.post(&format!("{path}/nakijken"), &answer_fields(&key, "bewaar"));
    assert_eq!(kept.status, 303);
    assert!(handler.get(&path).body.contains(ANSWER), "it is there again");
    let mut bart = demo.person("bart");
    assert!(
        !bart.get(&format!("{path}?soort=antwoord")).body.contains(ANSWER),
        "and for nobody else"
    );
    let mut elsewhere = self::handler(demo, &number);
    assert!(
        elsewhere.get(&path).body.contains(ANSWER),
        "also on another device"
    );
    let today = elsewhere.get("/werk").body;
    let link = format!("{path}?soort=antwoord#schrijf");
    assert!(today.contains(&link), "and Vandaag leads to it");
    let key = elsewhere.get(&path).key("/nakijken");
    let sent = elsewhere.post(&format!("{path}/versturen"), &answer_fields(&key, "verstuur"));
    assert_eq!(sent.status, 303);
    assert!(!elsewhere.get("/werk").body.contains(&link), "until it is sent");
}

#[test]
fn nonsense_gets_a_page_and_never_a_failure() {
    let demo = shared();
    let number = written_down(demo, &[]);
    let mut handler = handler(demo, &number);
    let long = "é".repeat(30_000);
    let strange = [
        "",
        "\u{202E}\u{200B}",
        "<script>alert(1)</script>",
        long.as_str(),
        "2026-13-45",
        "-1",
        "99999999999999999999",
    ];
    let acts = [
        "nakijken",
        "versturen",
        "gesprek",
        "nota",
        "punten",
        "titel",
        "gedaan",
        "bezorgd",
        "stil",
        "koppelen",
        "uitsluiten",
        "overnemen",
        "raadsvraag",
        "evaluatie",
        "evaluatie/vraag",
        "evaluatie/besproken",
        "toewijzen",
        "uitweg",
        "akkoord",
        "terug",
        "verzetten",
        "heropenen",
        "langer-bewaren",
        "niet-langer",
    ];
    let names = [
        "tekst",
        "nota",
        "punten",
        "titel",
        "afspraak",
        "gesprek_datum",
        "gesprek_uur",
        "bericht",
        "hoe",
        "nummer",
        "wie_niet",
        "vraag",
        "brief",
        "groep",
        "persoon",
        "wie",
        "uitweg",
        "toezegging",
        "wat_1",
        "wie_1",
        "tegen_1",
        "anders",
        "tot",
        "reden",
        "nu",
        "soort",
        "nagekeken",
        "te_laat",
        "voorstel",
        "waarom_1",
        "streefdatum",
        "verzet_tot",
        "verzet_reden",
    ];
    for act in acts {
        for value in strange {
            for sort in ["antwoord", "tussenbericht", value] {
                let mut fields: Vec<(&str, &str)> = names.iter().map(|name| (*name, value)).collect();
                fields.insert(0, ("soort", sort));
                let page = handler.post(&format!("/werk/klachten/{number}/{act}"), &fields);
                assert!((300..500).contains(&page.status), "{act} {sort}: {}", page.status);
                assert!(!page.body.contains("<script>alert"), "{act}");
            }
        }
        let page = handler.raw(
            &format!("/werk/klachten/{number}/{act}"),
            b"soort=antwoord&tekst=%FF%FE&%00=%00&&&=",
        );
        assert!((300..500).contains(&page.status), "{act}: {}", page.status);
    }
    for path in [
        "/werk/klachten/%00",
        "/werk/klachten/%FF",
        "/werk/klachten/..",
        "/werk/maatregelen/%F0",
        "/uitnodiging?sleutel=%FF",
    ] {
        let status = handler.get(path).status;
        assert!((300..500).contains(&status), "{path}: {status}");
    }
    for query in [
        "?zicht=x&blad=0",
        "?blad=99999999999999999999",
        "?blad=-1&q=%FF",
        "?q=%25&thema=x&eerst=x",
    ] {
        assert_eq!(
            handler.get(&format!("/werk/klachten{query}")).status,
            200,
            "{query}"
        );
    }
}

#[test]
fn today_has_one_line_for_a_complaint_and_says_what_is_new_until_it_is_opened() {
    let mut ann = shared().person("ann");
    let today = ann.get("/werk").body;
    let numbers: Vec<&str> = today
        .split("<th scope=\"row\"><a href=\"/werk/klachten/")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let once: std::collections::BTreeSet<&str> = numbers.iter().copied().collect();
    assert!(!numbers.is_empty());
    assert_eq!(numbers.len(), once.len(), "each complaint once: {numbers:?}");
    let mut complainant = shared().visitor();
    let sent = complainant.browse(|browser| {
        let key = crate::public::write(browser);
        browser.post("/klacht/nieuw/nakijken", &[("sleutel", &key)]);
        browser.get("/bedankt")
    });
    let (number, _) = crate::public::receipt(&sent);
    let mut heard = Vec::new();
    for who in ["ann", "karim", "bart", "mia"] {
        let mut person = shared().person(who);
        let news = |page: String| {
            let part = between(&page, "<h2>Nieuw voor jou</h2>", "</section>");
            part.is_some_and(|part| part.contains(&number))
        };
        if news(person.get("/werk").body) {
            person.get(&format!("/werk/klachten/{number}"));
            assert!(!news(person.get("/werk").body), "{who} opened it");
            heard.push(who);
        }
    }
    assert_eq!(heard.len(), 2, "a handler and a supervisor: {heard:?}");
}
