//! What the pages of a complainant say is true at that moment: who reads it, by when, on which device.

use crate::browser::{Answer, Program, Visitor};
use crate::public::{complain, receipt, write, write_by};

/// The value of the box beside a name.
fn tick(page: &Answer, name: &str) -> String {
    let text = page.text();
    let mut boxes = text.split("name=\"uitsluiten\"").skip(1);
    let found = boxes.find(|one| one.split("</label>").next().unwrap().contains(name));
    let value = found.unwrap().split("value=\"").nth(1).unwrap();
    value.split('"').next().unwrap().to_owned()
}

fn a_week_later(visitor: &Visitor<'_>) {
    let moved = visitor.post("/demo/klok", &[("naar", "+1w")]);
    assert_eq!(moved.status, 303, "{}", moved.text());
}

#[test]
fn who_was_ticked_stands_apart_from_those_who_read_it() {
    let program = Program::start();
    let visitor = program.visitor();
    write(&visitor);
    let page = visitor.get("/klacht/nieuw/lezers");
    let supervisor = page
        .words()
        .split(" zit in het management")
        .next()
        .unwrap()
        .rsplit('.')
        .next()
        .unwrap()
        .trim()
        .to_owned();
    let id = tick(&page, &supervisor);
    visitor.post(
        "/klacht/nieuw/lezers",
        &[("uitsluiten", &id), ("naam_noemen", "nee")],
    );
    let words = visitor.get("/klacht/nieuw/lezers").words();
    assert!(
        words.contains(&format!("{supervisor} leest je klacht niet.")),
        "{words}"
    );
    assert!(
        !words.contains(&format!("{supervisor} zit in het management")),
        "{words}"
    );
}

#[test]
fn whether_a_name_may_be_told_is_asked_of_who_gave_one() {
    let program = Program::start();
    let visitor = program.visitor();
    write(&visitor);
    assert!(visitor.get("/klacht/nieuw/lezers").text().contains("naam_noemen"));
    visitor.post("/klacht/nieuw/antwoord", &[("hoe", "code"), ("naam", "")]);
    assert!(!visitor.get("/klacht/nieuw/lezers").text().contains("naam_noemen"));
    let check = visitor.get("/klacht/nieuw/nakijken").words();
    assert!(!check.contains("Je naam noemen we niet"), "{check}");
}

#[test]
fn a_message_on_a_late_file_names_no_day_that_is_over() {
    let program = Program::start();
    let visitor = program.visitor();
    complain(&visitor);
    a_week_later(&visitor);
    let words = visitor.get("/volgen/klacht").words();
    assert!(
        words.contains("Je moest al antwoord hebben. We beloofden het voor woensdag 7 januari."),
        "{words}"
    );
    let fields = [("bericht", "Hoor ik nog iets?"), ("sleutel", "k")];
    let to = visitor.post_files("/volgen/klacht/bericht", &fields, &[]);
    let words = visitor.get(to.to()).words();
    assert!(
        words.contains("Je bericht is verstuurd. We zijn te laat met ons antwoord. Sorry."),
        "{words}"
    );
}

#[test]
fn a_report_of_harm_says_who_alone_reads_it_and_whom_to_ask_for() {
    let program = Program::start();
    let visitor = program.visitor();
    complain(&visitor);
    let fields = [("woorden", "Mijn buur dreigt."), ("sleutel", "k")];
    visitor.post("/volgen/klacht/last", &fields);
    let words = visitor.get("/volgen/klacht").words();
    assert!(words.contains("Alleen Chris Wouters leest dit."), "{words}");
    assert!(words.contains("en vraag naar Chris Wouters."), "{words}");
}

#[test]
fn who_could_take_it_over_is_named_until_somebody_opened_it() {
    let program = Program::start();
    let visitor = program.visitor();
    complain(&visitor);
    let words = visitor.get("/volgen/klacht").words();
    assert!(
        words.contains("Opent niemand je klacht op tijd? Dan kunnen ook "),
        "{words}"
    );
    assert!(!words.contains("Alleen zij."), "{words}");
    a_week_later(&visitor);
    let words = visitor.get("/volgen/klacht").words();
    assert!(
        words.contains("kan het overnemen.") && words.contains("Alleen zij."),
        "{words}"
    );
}

#[test]
fn the_number_typed_where_the_code_is_asked_is_told_apart_from_a_wrong_code() {
    let program = Program::start();
    let visitor = program.visitor();
    let (number, _) = complain(&visitor);
    let page = visitor.post("/volgen", &[("code", &number)]);
    assert_eq!(page.status, 422);
    assert!(
        page.words()
            .contains("Dit is je nummer. Je code is langer: 20 cijfers.")
    );
    let page = visitor.post("/volgen", &[("code", "4821 0937")]);
    assert!(page.words().contains("Deze code klopt niet"));
}

#[test]
fn a_page_that_was_closed_does_not_say_that_it_stood_open_for_long() {
    let program = Program::start();
    let visitor = program.visitor();
    complain(&visitor);
    visitor.post("/volgen/sluiten", &[]);
    let words = visitor.get("/volgen/klacht").words();
    assert!(words.contains("Je klacht is gesloten op dit toestel. Typ je code om ze te openen."));
    assert!(!words.contains("stond lang open"), "{words}");
}

#[test]
fn a_receipt_speaks_of_the_code_in_the_mail_only_when_a_mail_goes_out() {
    let program = Program::start();
    let said = |channel: &[(&str, &str)]| {
        let visitor = program.visitor();
        let key = write_by(&visitor, channel);
        visitor.post("/klacht/nieuw/nakijken", &[("sleutel", &key)]);
        visitor
            .get("/bedankt")
            .words()
            .contains("In je mail staat een andere code.")
    };
    assert!(said(&[("hoe", "mail"), ("adres", "fatima@voorbeeld.be")]));
    assert!(!said(&[("hoe", "code")]));
}

#[test]
fn a_concern_of_nobody_we_know_says_that_its_code_cannot_be_replaced() {
    let program = Program::start();
    let visitor = program.visitor();
    visitor.post("/klacht/bewoner", &[("gemeld", "nee")]);
    let page = visitor.get("/melden");
    assert!(page.words().contains("Gaat je melding over iemand?"));
    let key = page.field("sleutel");
    let fields = [
        ("verhaal", "De lamp is stuk."),
        ("hoe", "code"),
        ("sleutel", key.as_str()),
    ];
    assert_eq!(visitor.post("/melden", &fields).to(), "/bedankt");
    let thanks = visitor.get("/bedankt");
    receipt(&thanks);
    let words = thanks.words();
    assert!(words.contains("Let op: we weten niet wie je bent."), "{words}");
    assert!(words.contains("Sluit mijn melding op dit toestel"), "{words}");
}

#[test]
fn an_employee_reads_what_protects_them_before_they_write() {
    let program = Program::start();
    let visitor = program.visitor();
    let rights = "Niemand mag je er last door bezorgen.";
    let words = visitor.get("/klacht/medewerker").words();
    assert!(
        words.contains(rights) && words.contains("Dit formulier is zo’n verzoek niet."),
        "{words}"
    );
    visitor.post("/klacht/medewerker", &[("gemeld", "ja")]);
    assert!(visitor.get("/klacht/nieuw/verhaal").words().contains(rights));
    visitor.post("/klacht/bewoner", &[("gemeld", "ja")]);
    assert!(!visitor.get("/klacht/nieuw/verhaal").words().contains(rights));
}

#[test]
fn the_first_page_promises_no_day_while_nobody_can_take_a_complaint() {
    let program = Program::with_people(&[]);
    let page = program.visitor().get("/");
    assert!(
        page.words().contains("Het formulier is nog niet open."),
        "{}",
        page.words()
    );
    assert!(!page.text().contains("class=\"keuze\"") && !page.text().contains("class=\"verloop"));
    let page = Program::with_people(&["handler", "management", "board_member"])
        .visitor()
        .get("/");
    assert!(page.text().contains("class=\"keuze\"") && page.text().contains("class=\"verloop"));
}
