//! Whatever people send: a clear page with what they typed, never a failure of ours.

use crate::browser::Program;
use crate::public::{STORY, write};

#[test]
fn strange_characters_stay_as_they_were_typed_and_are_never_markup() {
    let program = Program::start();
    let visitor = program.visitor();
    let words = "<script>alert(1)</script> {{7*7}} \u{202E}om\u{202C} nul\u{200B}breed 😀 & é";
    visitor.post("/klacht/bewoner", &[("gemeld", "ja"), ("al", words)]);
    visitor.post_files("/klacht/nieuw/verhaal", &[("verhaal", words)], &[]);
    let page = visitor.get("/klacht/nieuw/verhaal").text();
    assert!(
        !page.contains("<script>") && page.contains("{{7*7}} \u{202E}om\u{202C} nul\u{200B}breed 😀"),
        "{page}"
    );
}

#[test]
fn every_form_takes_nonsense_with_a_page_below_five_hundred() {
    let program = Program::start();
    let visitor = program.visitor();
    let forms = [
        "/klacht/bewoner",
        "/klacht/medewerker",
        "/klacht/derde",
        "/melden",
        "/klacht/nieuw/verhaal",
        "/klacht/nieuw/oplossing",
        "/klacht/nieuw/antwoord",
        "/klacht/nieuw/lezers",
        "/klacht/nieuw/nakijken",
        "/volgen",
        "/volgen/klacht/bericht",
        "/volgen/klacht/opgelost",
        "/volgen/klacht/niet-gebeurd",
        "/volgen/klacht/intrekken",
        "/volgen/klacht/tweede-blik",
        "/volgen/klacht/last",
        "/volgen/klacht/toch-een-klacht",
    ];
    let bodies: [&[u8]; 6] = [
        b"", b"%FF%FE=%C0%80&verhaal=%FF&al=%ED%A0%80&gemeld=ja", b"&&&==;;%%%zz",
        b"sleutel=../../x&uitsluiten=%00&uitsluiten=niemand&hoe=duif&code=%E2%80%8B",
        b"hoe=mail&adres=%0D%0ABcc:x@y.z&project=%3Cb%3E&thema='--&gemeld=nee&toezegging=99999999999&opgelost=misschien",
        "verhaal=\u{202E}\u{200B}\u{FEFF}&woorden=\u{200B}&waarom=\u{202E}".as_bytes(),
    ];
    for round in 0..2 {
        for form in forms {
            for body in bodies {
                let answer = visitor.post_raw(form, body);
                assert!(answer.status < 500, "{form} {body:?}");
                assert!(
                    answer.status == 303 || answer.text().contains("<main"),
                    "{form}: a page of ours"
                );
            }
        }
        if round == 0 {
            // The same with an open case.
            crate::public::complain(&visitor);
        }
    }
}

#[test]
fn all_that_is_wrong_on_a_page_is_said_at_once_and_stays_typed() {
    let program = Program::start();
    let visitor = program.visitor();
    visitor.post("/klacht/bewoner", &[("gemeld", "nee")]);
    let page = visitor.post(
        "/melden",
        &[("hoe", "mail"), ("adres", "geen adres"), ("naam", "Fatima")],
    );
    let page = visitor.led_back(&page, "/melden");
    assert_eq!(page.status, 422);
    let text = page.text();
    assert!(
        text.contains("href=\"#verhaal\"") && text.contains("href=\"#adres\""),
        "both errors"
    );
    assert!(text.contains("geen adres") && text.contains("Fatima"));
}

#[test]
fn a_story_that_is_too_long_is_kept_and_a_body_that_is_too_big_gets_a_page() {
    let program = Program::start();
    let visitor = program.visitor();
    let long = format!("Begin {}", "woord ".repeat(20_000));
    let story = "/klacht/nieuw/verhaal";
    let page = visitor.post_files(story, &[("verhaal", &long)], &[]);
    let page = visitor.led_back(&page, story);
    assert_eq!(page.status, 422);
    assert!(page.text().contains("Begin woord"));
    let million = "a".repeat(1_000_000);
    let page = visitor.post_files(story, &[("verhaal", &million)], &[]);
    assert_eq!(visitor.led_back(&page, story).status, 422);
    let page = visitor.post("/klacht/nieuw/antwoord", &[("naam", &million)]);
    assert_eq!(page.status, 413);
    assert!(page.words().contains("Maak je tekst korter"));
}

#[test]
fn a_wrong_file_is_named_and_the_others_are_kept() {
    let program = Program::start();
    let visitor = program.visitor();
    write(&visitor);
    let files: &[(&str, &str, &[u8])] = &[
        ("bestanden", "brief.pdf", b"%PDF-1.4 and more"),
        ("bestanden", "spel.exe", b"MZ and more of the same"),
    ];
    let remedy = "/klacht/nieuw/oplossing";
    let page = visitor.post_files(remedy, &[("oplossing", "Maak ze.")], files);
    let page = visitor.led_back(&page, remedy);
    assert_eq!(page.status, 422);
    assert!(page.words().contains("het bestand spel.exe niet lezen"));
    let page = visitor.get("/klacht/nieuw/nakijken").text();
    assert!(page.contains("brief.pdf") && page.contains("lift.png") && !page.contains("spel.exe"));
    // And taken out again.
    let id = visitor.get("/klacht/nieuw/oplossing").field("verwijder");
    visitor.post_files(
        "/klacht/nieuw/oplossing",
        &[("oplossing", "Maak ze."), ("verwijder", &id)],
        &[],
    );
    let page = visitor.get("/klacht/nieuw/nakijken").text();
    assert_ne!(
        page.contains("brief.pdf"),
        page.contains("lift.png"),
        "one of them is gone"
    );
    assert!(page.contains(STORY));
}

#[test]
fn what_is_missing_stands_on_the_check_page_with_the_way_to_it() {
    let program = Program::start();
    let visitor = program.visitor();
    visitor.post("/klacht/nieuw/antwoord", &[("hoe", "code")]);
    let page = visitor.get("/klacht/nieuw/nakijken");
    assert_eq!(page.status, 200);
    let text = page.text();
    assert!(
        text.contains("href=\"/klacht/nieuw/verhaal?terug=nakijken#verhaal\"")
            && text.contains("href=\"/?terug=nakijken\"")
    );
    let key = page.field("sleutel");
    let check = "/klacht/nieuw/nakijken";
    let page = visitor.post(check, &[("sleutel", &key)]);
    assert_eq!(visitor.led_back(&page, check).status, 422);
}

#[test]
fn a_wrong_code_says_how_to_go_on_and_many_are_slowed_down() {
    let program = Program::start();
    let visitor = program.visitor();
    for code in [
        "",
        "12345",
        "0000 0000 0000 0000 0000",
        "\u{202E}",
        &"x".repeat(5000),
    ] {
        let page = visitor.post("/volgen", &[("code", code)]);
        assert_eq!(page.status, 422);
        assert!(page.words().contains("Deze code klopt niet"));
    }
    assert_eq!(visitor.get("/volgen/klacht").status, 401);
    let statuses: Vec<u16> = (0..40)
        .map(|_| visitor.post("/volgen", &[("code", "1")]).status)
        .collect();
    assert_eq!(statuses.last(), Some(&429));
}

#[test]
fn no_question_page_answers_a_form_itself_and_what_is_wrong_goes_with_the_next_one() {
    let program = Program::start();
    let visitor = program.visitor();
    let sent = visitor.post("/klacht/bewoner", &[("al", "Ik belde Jan.")]);
    let page = visitor.led_back(&sent, "/klacht/bewoner");
    assert_eq!(page.status, 422);
    assert!(page.text().contains("Ik belde Jan."), "{}", page.text());
    assert_eq!(
        visitor.get("/klacht/bewoner").status,
        422,
        "looking changes nothing"
    );
    visitor.post("/klacht/bewoner", &[("gemeld", "nee")]);
    assert_eq!(visitor.get("/klacht/bewoner").status, 200, "mended");
    // Wrong after a look from the last page leads back to that page all the same.
    let channel = "/klacht/nieuw/antwoord";
    let fields = [("hoe", "mail"), ("adres", "geen adres"), ("terug", "nakijken")];
    let sent = visitor.post(channel, &fields);
    let page = visitor.led_back(&sent, "/klacht/nieuw/antwoord?terug=nakijken");
    assert_eq!(page.status, 422);
    assert_eq!(page.field("terug"), "nakijken");
    assert!(page.text().contains("geen adres") && page.text().contains("href=\"#adres\""));
    assert_eq!(
        visitor.get("/klacht/nieuw/verhaal").status,
        200,
        "of another page nothing is said"
    );
}
