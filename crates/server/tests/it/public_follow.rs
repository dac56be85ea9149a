//! What a complainant can do on the page of the complaint.

use crate::browser::{Program, Visitor};
use crate::public::{PHOTO, complain, receipt};

fn notice(visitor: &Visitor<'_>, path: &str) -> String {
    let text = visitor.get(path).text();
    let after = text.split("role=\"status\">").nth(1).expect("a notice");
    after.split('<').next().unwrap().to_owned()
}

#[test]
fn a_message_with_a_photo_arrives_once_however_often_it_is_sent() {
    let program = Program::start();
    let visitor = program.visitor();
    complain(&visitor);
    for _ in 0..2 {
        let files: &[(&str, &str, &[u8])] = &[("bestanden", "nog-een.png", PHOTO)];
        let fields = [("bericht", "Er is nog iets."), ("sleutel", "abc-bericht")];
        assert_eq!(
            visitor.post_files("/volgen/klacht/bericht", &fields, files).to(),
            "/volgen/klacht?gedaan=bericht"
        );
    }
    let text = visitor.get("/volgen/klacht").text();
    assert_eq!(text.matches("Er is nog iets.").count(), 1);
    assert_eq!(text.matches("nog-een.png").count(), 1);
    assert!(notice(&visitor, "/volgen/klacht?gedaan=bericht").contains("ten laatste op"));
}

#[test]
fn a_file_that_came_in_beside_a_wrong_one_goes_along_with_the_next_try() {
    let program = Program::start();
    let visitor = program.visitor();
    complain(&visitor);
    let files: &[(&str, &str, &[u8])] = &[
        ("bestanden", "goed.png", PHOTO),
        ("bestanden", "fout.exe", b"MZ and so on, and so on"),
    ];
    let page = visitor.post_files("/volgen/klacht/bericht", &[("bericht", "Kijk maar.")], files);
    assert_eq!(page.status, 422);
    assert!(page.text().contains("Kijk maar.") && page.text().contains("goed.png"));
    let kept = page.field("bijlage");
    let fields = [
        ("bericht", "Kijk maar."),
        ("bijlage", kept.as_str()),
        ("sleutel", "k"),
    ];
    assert_eq!(
        visitor.post_files("/volgen/klacht/bericht", &fields, &[]).to(),
        "/volgen/klacht?gedaan=bericht"
    );
    assert!(visitor.get("/volgen/klacht").text().contains("goed.png"));
}

#[test]
fn words_written_after_the_session_ended_are_kept_until_the_code_was_given() {
    let program = Program::start();
    let visitor = program.visitor();
    let (_, code) = complain(&visitor);
    visitor.forget("gehoor-volg");
    let page = visitor.post_files(
        "/volgen/klacht/bericht",
        &[("bericht", "Wat ik zeggen wou.")],
        &[],
    );
    assert_eq!(page.status, 401);
    assert!(page.text().contains("Wat ik zeggen wou."));
    let page = visitor.post("/volgen", &[("code", &code), ("bericht", "Wat ik zeggen wou.")]);
    assert_eq!(page.status, 200);
    assert!(page.text().contains("Wat ik zeggen wou.</textarea>"));
}

#[test]
fn somebody_stops_and_may_come_back() {
    let program = Program::start();
    let visitor = program.visitor();
    complain(&visitor);
    let fields = [("waarom", "Het duurt te lang."), ("sleutel", "k1")];
    assert_eq!(
        visitor.post("/volgen/klacht/intrekken", &fields).to(),
        "/volgen/klacht?gedaan=gestopt"
    );
    assert!(
        visitor
            .get("/volgen/klacht")
            .words()
            .contains("Je stopte je klacht")
    );
    assert_eq!(
        visitor.get("/volgen/klacht/intrekken").to(),
        "/volgen/klacht",
        "it can't be stopped twice"
    );
    assert_eq!(
        visitor
            .post("/volgen/klacht/toch-een-klacht", &[("sleutel", "k2")])
            .to(),
        "/volgen/klacht?gedaan=klacht"
    );
    assert!(
        visitor
            .get("/volgen/klacht")
            .words()
            .contains("Je krijgt antwoord")
    );
}

#[test]
fn before_an_answer_there_is_nothing_to_judge() {
    let program = Program::start();
    let visitor = program.visitor();
    complain(&visitor);
    for page in ["opgelost", "tweede-blik", "toch-een-klacht"] {
        assert_eq!(
            visitor.get(&format!("/volgen/klacht/{page}")).to(),
            "/volgen/klacht"
        );
    }
    let fields = [
        ("opgelost", "nee"),
        ("woorden", "Nog altijd stuk."),
        ("sleutel", "k"),
    ];
    let answer = visitor.post("/volgen/klacht/opgelost", &fields);
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("Nog altijd stuk."), "the words are kept");
}

#[test]
fn trouble_is_told_to_the_board_member_and_needs_words() {
    let program = Program::start();
    let visitor = program.visitor();
    complain(&visitor);
    assert!(
        visitor
            .get("/volgen/klacht/last")
            .words()
            .contains("Chris Wouters")
    );
    assert_eq!(
        visitor
            .post(
                "/volgen/klacht/last",
                &[("woorden", " \u{200B} "), ("sleutel", "k")]
            )
            .status,
        422
    );
    let fields = [("woorden", "Mijn buur dreigt."), ("sleutel", "k")];
    assert_eq!(
        visitor.post("/volgen/klacht/last", &fields).to(),
        "/volgen/klacht?gedaan=last"
    );
}

#[test]
fn a_concern_is_passed_on_once_and_becomes_a_complaint_with_one_button() {
    let program = Program::start();
    let visitor = program.visitor();
    assert_eq!(
        visitor.post("/klacht/bewoner", &[("gemeld", "nee")]).to(),
        "/melden"
    );
    let key = visitor.get("/melden").field("sleutel");
    let fields = [
        ("verhaal", "De lamp in de hal is stuk."),
        ("hoe", "code"),
        ("sleutel", key.as_str()),
    ];
    assert_eq!(visitor.post("/melden", &fields).to(), "/bedankt");
    let first = receipt(&visitor.get("/bedankt"));
    assert_eq!(visitor.post("/melden", &fields).to(), "/bedankt");
    assert_eq!(receipt(&visitor.get("/bedankt")), first);
    let page = visitor.get("/volgen/klacht").words();
    assert!(page.contains("Jan De Wilde bekijkt je melding"), "{page}");
    assert_eq!(
        visitor
            .post("/volgen/klacht/toch-een-klacht", &[("sleutel", "k")])
            .to(),
        "/volgen/klacht?gedaan=klacht"
    );
    let page = visitor.get("/volgen/klacht").words();
    assert!(page.contains(&first.0) && page.contains("Ann Verbeke geeft je antwoord"));
}
