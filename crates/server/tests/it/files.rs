//! Files go both ways: papers with a complaint that staff write down, with an answer, with a talk, and on the check page.

use crate::browser::{self, Answer, Program};
use crate::http::{Demo, Visitor, shared};
use crate::public::{PHOTO, write};

const PDF: &[u8] = b"%PDF-1.4 what we agreed, on paper";

type Brought<'a> = &'a [(&'a str, &'a str, &'a [u8])];

fn new_case<'a>(key: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let fields = [
        ("sleutel", key),
        ("kanaal", "letter"),
        ("gehoord_datum", "2026-11-23"),
        ("wie", "resident"),
        ("hoe", "code"),
        ("naam", "Fatima"),
    ];
    fields.iter().chain(more).copied().collect()
}

/// Writes down a letter that was brought along as a photo; gives the number and the code.
fn written_down(demo: &Demo) -> (String, String) {
    let mut ann = demo.person("ann");
    let key = ann.get("/werk/nieuw").key("/werk/nieuw");
    // The kind of complainant is missing at first: the file stays.
    let fields: Vec<_> = new_case(&key, &[])
        .into_iter()
        .filter(|(name, _)| *name != "wie")
        .collect();
    let files: Brought<'_> = &[
        ("bestanden", "brief.png", PHOTO),
        ("bestanden", "weg.pdf", PDF),
        ("bestanden", "spel.exe", b"MZ and so on, and so on"),
    ];
    let page = ann.browse(|browser| browser.post_files("/werk/nieuw", &fields, files));
    assert_eq!(page.status, 422);
    let text = page.text();
    assert!(text.contains("brief.png (foto, 1 kB)") && text.contains("weg.pdf (pdf, 1 kB)"));
    assert!(text.contains("het bestand spel.exe niet lezen"));
    let draft = page.field("concept");
    let mut files: Vec<&str> = text.split("name=\"bijlage_was\" value=\"").skip(1).collect();
    assert_eq!(files.len(), 2);
    files.sort_by_key(|part| !part.contains("brief.png"));
    let ids = [files[0], files[1]].map(|part| part.split('"').next().unwrap());
    // The tick of the second is taken away.
    let fields = new_case(
        &key,
        &[
            ("concept", &draft),
            ("bijlage_was", ids[0]),
            ("bijlage", ids[0]),
            ("bijlage_was", ids[1]),
            ("doe", "bewaar"),
        ],
    );
    let done = ann.browse(|browser| browser.post_files("/werk/nieuw", &fields, &[]));
    assert_eq!(done.status, 200, "a letter on a photo is enough: {}", done.text());
    crate::public::receipt(&done)
}

fn handler(demo: &Demo, number: &str) -> Visitor {
    let known = ["ann", "karim"].map(|value| demo.person(value));
    known
        .into_iter()
        .find_map(|mut person| {
            let page = person.get(&format!("/werk/klachten/{number}"));
            (page.status == 200).then_some(person)
        })
        .unwrap()
}

/// Where the file with this name can be fetched.
fn link(page: &str, name: &str) -> String {
    let before = page.split(&format!("\">{name}</a>")).next().unwrap();
    before.rsplit("href=\"").next().unwrap().to_owned()
}

fn fetched(visitor: &mut Visitor, path: &str) -> Answer {
    visitor.browse(|browser| browser.get(path))
}

fn complainant(demo: &Demo, code: &str) -> Visitor {
    let mut visitor = demo.visitor();
    assert_eq!(visitor.post("/volgen", &[("code", code)]).status, 303);
    visitor
}

#[test]
fn papers_that_staff_write_down_and_add_to_an_answer_reach_both_sides_and_nobody_else() {
    let demo = shared();
    let (number, code) = written_down(demo);
    let mut staff = handler(demo, &number);
    let path = format!("/werk/klachten/{number}");
    let page = staff.get(&path);
    assert!(page.body.contains("brief.png</a> (foto, 1 kB)") && !page.body.contains("weg.pdf"));
    let paper = link(&page.body, "brief.png");
    let given = fetched(&mut staff, &paper);
    assert_eq!((given.status, given.bytes.as_slice()), (200, PHOTO));
    assert_eq!(given.header("content-type"), Some("image/png"));
    assert_eq!(
        given.header("content-length"),
        Some(PHOTO.len().to_string().as_str())
    );
    assert!(
        given
            .header("content-disposition")
            .unwrap()
            .starts_with("attachment")
    );
    assert_eq!(
        given.header("content-security-policy"),
        Some("default-src 'none'; sandbox")
    );

    // The answer: a wrong file keeps the good one; the preview shows it; nothing goes before the second press.
    let typed = |key: &str| -> Vec<(String, String)> {
        [
            ("sleutel", key),
            ("soort", "antwoord"),
            ("doe", "bekijk"),
            ("tekst", "Dag Fatima. De firma komt woensdag. Het spijt ons."),
            ("anders", "nee"),
            ("nee_reden", "Een vergissing."),
            ("nee_oorzaak", "supplier"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec()
    };
    let send = |staff: &mut Visitor, to: &str, fields: &[(String, String)], files: Brought<'_>| {
        let fields: Vec<_> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        staff.browse(|browser: &browser::Visitor<'_>| browser.post_files(to, &fields, files))
    };
    let preview = format!("{path}/nakijken");
    let files: Brought<'_> = &[
        ("bestanden", "afspraak.pdf", PDF),
        ("bestanden", "macro.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
    ];
    let page = send(&mut staff, &preview, &typed("k1"), files);
    assert_eq!(page.status, 422);
    assert!(page.text().contains("macro.doc") && page.text().contains("De firma komt woensdag."));
    let mut fields = typed("k1");
    fields.push(("bijlage".to_owned(), page.field("bijlage")));
    let page = send(&mut staff, &preview, &fields, &[]);
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.text().contains("afspraak.pdf (pdf, 1 kB)"));
    let mut theirs = complainant(demo, &code);
    assert!(!theirs.get("/volgen/klacht").body.contains("afspraak.pdf"));
    let key = page.field("sleutel");
    fields.retain(|(name, _)| name != "sleutel" && name != "doe");
    fields.extend([
        ("sleutel".to_owned(), key),
        ("doe".to_owned(), "verstuur".to_owned()),
    ]);
    let pairs: Vec<_> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    for _ in 0..2 {
        let sent = staff.post(&format!("{path}/versturen"), &pairs);
        assert_eq!(
            (sent.status, sent.location()),
            (303, format!("{path}?gedaan=verstuurd").as_str())
        );
    }
    let page = theirs.get("/volgen/klacht");
    assert_eq!(page.body.matches("afspraak.pdf</a> (pdf, 1 kB)").count(), 1);
    let own = link(&page.body, "afspraak.pdf");
    assert_eq!(fetched(&mut theirs, &own).bytes, PDF);

    // Whoever has no part in it finds nothing; neither does a stranger, nor somebody with another complaint.
    let mut other = demo.person("mia");
    assert_eq!(fetched(&mut other, &paper).status, 404);
    assert_eq!(fetched(&mut demo.visitor(), &own).status, 401);
    let (_, code) = written_down(demo);
    assert_eq!(fetched(&mut complainant(demo, &code), &own).status, 404);
}

#[test]
fn an_answer_given_elsewhere_is_kept_with_its_letter() {
    let demo = shared();
    let (number, code) = written_down(demo);
    let mut staff = handler(demo, &number);
    let path = format!("/werk/klachten/{number}/gesprek");
    let fields = [
        ("sleutel", "k-gesprek"),
        ("afspraak", "Ik stuurde een brief."),
        ("gesprek_hoe", "gepost"),
        ("gesprek_datum", "2026-11-23"),
        ("was_antwoord", "ja"),
    ];
    let files: Brought<'_> = &[("bestanden", "onze-brief.pdf", PDF)];
    let sent = staff.browse(|browser| browser.post_files(&path, &fields, files));
    assert_eq!(sent.status, 303, "{}", sent.text());
    let mut theirs = complainant(demo, &code);
    let page = theirs.get("/volgen/klacht");
    let own = link(&page.body, "onze-brief.pdf");
    assert_eq!(fetched(&mut theirs, &own).bytes, PDF);
}

#[test]
fn a_photo_chosen_on_the_check_page_goes_along_with_the_same_press() {
    let program = Program::start();
    let visitor = program.visitor();
    let key = write(&visitor);
    let wrong: Brought<'_> = &[("bestanden", "spel.exe", b"MZ and more of the same")];
    let page = visitor.post_files("/klacht/nieuw/nakijken", &[("sleutel", &key)], wrong);
    let page = visitor.led_back(&page, "/klacht/nieuw/nakijken");
    assert_eq!(page.status, 422, "nothing is sent while something is wrong");
    assert!(page.words().contains("het bestand spel.exe niet lezen"));
    let good: Brought<'_> = &[("bestanden", "nog-een.png", PHOTO)];
    for _ in 0..2 {
        let sent = visitor.post_files("/klacht/nieuw/nakijken", &[("sleutel", &key)], good);
        assert_eq!(sent.to(), "/bedankt");
    }
    let (_, code) = crate::public::receipt(&visitor.get("/bedankt"));
    visitor.post("/volgen", &[("code", &code)]);
    let page = visitor.get("/volgen/klacht").text();
    assert!(page.contains("lift.png</a>") && page.contains("nog-een.png</a> (foto, 1 kB)"));
    assert_eq!(
        visitor.get("/klacht/nieuw/nakijken").to(),
        "/bedankt",
        "no draft is left"
    );
}
