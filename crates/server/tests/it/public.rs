//! A resident's way by form posts alone: from the step before to the receipt and the page with the code.

use crate::browser::{Answer, Program, Visitor};

/// The smallest photo: one grey dot, with nothing in it that betrays anything.
pub const PHOTO: &[u8] = b"\x89PNG\x0D\x0A\x1A\x0A\x00\x00\x00\x0DIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9BU\x00\x00\x00\x0AIDATx\x9Cch\x00\x00\x00\x82\x00\x81w\xCDr\xB6\x00\x00\x00\x00IEND\xAEB`\x82";
pub const STORY: &str = "De lift is al drie weken stuk. Ik belde twee keer.";

/// Everything but the last button, answered on the page with the code; gives the key of the form on the check page.
pub fn write(visitor: &Visitor<'_>) -> String {
    write_by(visitor, &[("hoe", "code"), ("naam", "Fatima")])
}

/// As [`write`], answered by the way of these fields.
pub fn write_by(visitor: &Visitor<'_>, channel: &[(&str, &str)]) -> String {
    let to = visitor.post(
        "/klacht/bewoner",
        &[("gemeld", "ja"), ("al", "Ik belde op 3 november.")],
    );
    assert_eq!(to.to(), "/klacht/nieuw/verhaal");
    // A browser sends the file field that was left empty too.
    let to = visitor.post_files(
        "/klacht/nieuw/verhaal",
        &[("verhaal", STORY)],
        &[("stem", "", b"")],
    );
    assert_eq!(to.to(), "/klacht/nieuw/oplossing");
    let files: &[(&str, &str, &[u8])] = &[("bestanden", "lift.png", PHOTO)];
    let to = visitor.post_files("/klacht/nieuw/oplossing", &[("oplossing", "Maak ze.")], files);
    assert_eq!(to.to(), "/klacht/nieuw/antwoord");
    let to = visitor.post("/klacht/nieuw/antwoord", channel);
    assert_eq!(to.to(), "/klacht/nieuw/lezers");
    let to = visitor.post("/klacht/nieuw/lezers", &[("naam_noemen", "nee")]);
    assert_eq!(to.to(), "/klacht/nieuw/nakijken");
    visitor.get("/klacht/nieuw/nakijken").field("sleutel")
}

/// Writes and sends; gives number and code.
pub fn complain(visitor: &Visitor<'_>) -> (String, String) {
    let key = write(visitor);
    assert_eq!(
        visitor.post("/klacht/nieuw/nakijken", &[("sleutel", &key)]).to(),
        "/bedankt"
    );
    receipt(&visitor.get("/bedankt"))
}

/// Number and code on a page.
pub fn receipt(page: &Answer) -> (String, String) {
    assert_eq!(page.status, 200);
    let words = page.words();
    let number = words
        .split(|c: char| c.is_whitespace() || c == '.')
        .find(|word| is_number(word));
    let code = page
        .text()
        .split("class=\"code")
        .nth(1)
        .expect("a code")
        .split("</p>")
        .next()
        .unwrap()
        .to_owned();
    let digits: String = plain(&code).chars().filter(char::is_ascii_digit).collect();
    assert_eq!(digits.len(), 20, "{digits}");
    (number.expect("a number").to_owned(), digits)
}

fn plain(html: &str) -> String {
    html.split('<')
        .map(|piece| piece.split_once('>').map_or("", |(_, text)| text))
        .collect()
}

fn is_number(word: &str) -> bool {
    word.len() == 8
        && word.starts_with("26-")
        && word[3..]
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

#[test]
fn a_resident_complains_without_javascript_and_follows_it_with_the_code() {
    let program = Program::start();
    let visitor = program.visitor();
    let (number, code) = complain(&visitor);
    let later = program.visitor();
    assert_eq!(later.post("/volgen", &[("code", &code)]).to(), "/volgen/klacht");
    let page = later.get("/volgen/klacht");
    assert!(page.text().contains(&number) && page.text().contains(STORY));
    assert!(page.text().contains("class=\"verloop"), "the course is there");
    let href = page
        .text()
        .split("href=\"/volgen/klacht/bestand/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let file = later.get(&format!("/volgen/klacht/bestand/{href}"));
    assert_eq!(file.bytes, PHOTO);
    assert!(
        file.header("content-disposition")
            .unwrap()
            .starts_with("attachment")
    );
    assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
    let stranger = program.visitor();
    assert_eq!(
        stranger.get(&format!("/volgen/klacht/bestand/{href}")).status,
        401
    );
}

#[test]
fn sending_again_gives_the_same_number_and_code_and_no_second_complaint() {
    let program = Program::start();
    let visitor = program.visitor();
    let key = write(&visitor);
    let send = || {
        visitor
            .post("/klacht/nieuw/nakijken", &[("sleutel", &key)])
            .to()
            .to_owned()
    };
    assert_eq!(send(), "/bedankt");
    let first = receipt(&visitor.get("/bedankt"));
    assert_eq!(send(), "/bedankt");
    assert_eq!(receipt(&visitor.get("/bedankt")), first);
    // Back, and again: there is nothing left to send.
    assert_eq!(visitor.get("/klacht/nieuw/nakijken").to(), "/bedankt");
    // Another complaint of the same person is another one.
    assert_ne!(complain(&visitor), first);
}

#[test]
fn two_clicks_at_the_same_time_make_one_complaint() {
    let program = Program::start();
    let visitor = program.visitor();
    let key = write(&visitor);
    let cookie = visitor.get("/klacht/nieuw/nakijken");
    assert_eq!(cookie.status, 200);
    let twin = visitor.twin();
    let both: Vec<Answer> = std::thread::scope(|scope| {
        let address = &program.address;
        let clicks: Vec<_> = [twin.clone(), twin]
            .into_iter()
            .map(|cookies| {
                let key = key.clone();
                scope.spawn(move || {
                    let one = crate::browser::Visitor::with(address, cookies);
                    assert_eq!(
                        one.post("/klacht/nieuw/nakijken", &[("sleutel", &key)]).to(),
                        "/bedankt"
                    );
                    one.get("/bedankt")
                })
            })
            .collect();
        clicks.into_iter().map(|click| click.join().unwrap()).collect()
    });
    assert_eq!(receipt(&both[0]), receipt(&both[1]));
}

#[test]
fn a_change_on_the_check_page_leads_back_to_it() {
    let program = Program::start();
    let visitor = program.visitor();
    write(&visitor);
    let page = visitor.get("/klacht/nieuw/oplossing?terug=nakijken");
    assert_eq!(page.field("terug"), "nakijken");
    let fields = [("oplossing", "Een nieuwe lift."), ("terug", "nakijken")];
    assert_eq!(
        visitor.post_files("/klacht/nieuw/oplossing", &fields, &[]).to(),
        "/klacht/nieuw/nakijken"
    );
    let page = visitor.get("/klacht/nieuw/nakijken").text();
    assert!(page.contains("Een nieuwe lift.") && page.contains(STORY) && page.contains("lift.png"));
}

#[test]
fn who_is_ticked_is_replaced_by_name_before_it_is_sent() {
    let program = Program::start();
    let visitor = program.visitor();
    write(&visitor);
    let page = visitor.get("/klacht/nieuw/lezers");
    assert!(page.words().contains("Ann Verbeke geeft je antwoord."));
    let ann = page.field("uitsluiten");
    let fields = [
        ("uitsluiten", ann.as_str()),
        ("naam_noemen", "ja"),
        ("terug", "nakijken"),
    ];
    assert_eq!(
        visitor.post("/klacht/nieuw/lezers", &fields).to(),
        "/klacht/nieuw/nakijken"
    );
    let words = visitor.get("/klacht/nieuw/nakijken").words();
    assert!(
        words.contains("Karim El Idrissi, Bart Claes en Chris Wouters")
            && words.contains("Niet: Ann Verbeke"),
        "{words}"
    );
}

#[test]
fn everybody_who_could_ever_read_it_can_be_ticked_and_the_page_says_who_may_take_it_over() {
    let program = Program::start();
    let visitor = program.visitor();
    write(&visitor);
    let page = visitor.get("/klacht/nieuw/lezers");
    let words = page.words();
    assert!(words.contains("Opent niemand je klacht op tijd?"), "{words}");
    for name in ["Ann Verbeke", "Karim El Idrissi", "Bart Claes", "Chris Wouters"] {
        assert!(page.text().contains(name), "{name}");
    }
    let ticks = page.text().matches("name=\"uitsluiten\"").count();
    assert!(ticks > 6, "more than the three who read it: {ticks}");
    let concern = visitor.get("/melden").text();
    assert!(concern.matches("name=\"uitsluiten\"").count() > 6);
}

#[test]
fn an_employee_reads_about_formal_requests_before_sending() {
    let program = Program::start();
    let visitor = program.visitor();
    visitor.post("/klacht/medewerker", &[("gemeld", "liever")]);
    assert!(
        visitor
            .get("/klacht/nieuw/nakijken")
            .words()
            .contains("geen formeel verzoek")
    );
    visitor.post("/klacht/bewoner", &[("gemeld", "liever")]);
    assert!(
        !visitor
            .get("/klacht/nieuw/nakijken")
            .words()
            .contains("geen formeel verzoek")
    );
}

#[test]
fn what_was_typed_can_be_thrown_away() {
    let program = Program::start();
    let visitor = program.visitor();
    write(&visitor);
    assert_eq!(
        visitor.post("/klacht/nieuw/wissen", &[]).to(),
        "/klacht/nieuw/wissen?gewist=ja"
    );
    assert_eq!(visitor.get("/klacht/nieuw/nakijken").to(), "/");
    assert!(!visitor.get("/klacht/nieuw/verhaal").text().contains(STORY));
}
