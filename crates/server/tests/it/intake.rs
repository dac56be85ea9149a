//! What staff write down for somebody: nothing is registered before it was read out, and then exactly that.

use crate::http::{Answer, shared};

const STORY: &str = "De kelder van blok B staat <b>onder</b> water.\nAl sinds zondag.";

/// How a list shows it.
const TITLE: &str = "De kelder van blok B staat";

fn fields<'a>(key: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let typed = [
        ("sleutel", key),
        ("kanaal", "phone"),
        ("gehoord_datum", "2026-11-20"),
        ("gehoord_uur", "16.40"),
        ("wie", "resident"),
        ("wie", "cooperator"),
        ("verhaal", STORY),
        ("hoe", "bel"),
        ("tel", "0470 00 00 77"),
        ("naam", "Odette"),
    ];
    typed.iter().chain(more).copied().collect()
}

/// Every hidden field of the form, as a browser sends it back.
fn hidden(page: &Answer) -> Vec<(String, String)> {
    let plain = |text: &str| {
        let text = text
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&#60;", "<");
        text.replace("&#62;", ">").replace("&amp;", "&")
    };
    let inputs = page.body.split("<input type=\"hidden\" name=\"").skip(1);
    let pairs = inputs.filter_map(|part| {
        let (name, rest) = part.split_once("\" value=\"")?;
        Some((name.to_owned(), plain(rest.split_once('"')?.0)))
    });
    let form = pairs.collect::<Vec<_>>();
    let from = form.iter().rposition(|(name, _)| name == "sleutel").unwrap();
    form[from..].to_vec()
}

fn press<'a>(pairs: &'a [(String, String)], button: &'a str) -> Vec<(&'a str, &'a str)> {
    let pairs = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    pairs.chain([("doe", button)]).collect()
}

#[test]
fn what_was_written_down_is_read_out_first_and_registered_only_when_that_is_right() {
    let mut ann = shared().person("ann");
    let key = ann.get("/werk/nieuw").key("/werk/nieuw");
    let page = ann.post("/werk/nieuw", &fields(&key, &[]));
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(!page.body.contains("class=\"code\""), "no number and no code yet");
    for said in [
        "bewoner, coöperant",
        "Je belde ons op vrijdag 20 november",
        "0470 00 00 77",
        "Odette",
        "ten laatste op <b>dinsdag 24 november",
        "blok B staat &#60;b&#62;onder&#60;/b&#62; water.",
    ] {
        assert!(page.body.contains(said), "{said}");
    }
    // Others write complaints down meanwhile: this one is known by its words.
    let registered = |page: Answer| page.body.contains(TITLE);
    assert!(
        !registered(ann.get("/werk/klachten")),
        "reading out registers nothing"
    );

    let pairs = hidden(&page);
    let changed = ann.post("/werk/nieuw", &press(&pairs, "verander"));
    assert_eq!(changed.status, 200);
    assert!(
        changed.body.contains("value=\"0470 00 00 77\""),
        "what was typed stands in the form again"
    );
    assert!(changed.body.contains("Al sinds zondag."));

    let done = ann.post("/werk/nieuw", &press(&pairs, "bewaar"));
    assert_eq!(done.status, 200, "{}", done.body);
    assert!(done.body.contains("class=\"code\""));
    assert!(
        done.body.contains("ten laatste op <b>dinsdag 24 november"),
        "what to say of the answer"
    );
    assert!(registered(ann.get("/werk/klachten")), "now it is there");
    let twice = ann.post("/werk/nieuw", &press(&pairs, "bewaar"));
    let code = |page: &Answer| {
        page.body
            .split("class=\"code\"")
            .nth(1)
            .unwrap()
            .split("</p>")
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(code(&done), code(&twice), "a second press gives the same code");
}

#[test]
fn a_complaint_heard_so_long_ago_that_its_day_is_over_is_read_out_with_sorry() {
    let mut ann = shared().person("ann");
    let key = ann.get("/werk/nieuw").key("/werk/nieuw");
    let mut old = fields(&key, &[]);
    for field in &mut old {
        if field.0 == "gehoord_datum" {
            field.1 = "2026-11-10";
        }
        if field.0 == "verhaal" {
            field.1 = "De bel beneden doet het al weken niet.";
        }
    }
    let page = ann.post("/werk/nieuw", &old);
    assert!(page.body.contains("Dat is voorbij. Zeg sorry"), "{}", page.body);
    let done = ann.post("/werk/nieuw", &press(&hidden(&page), "bewaar"));
    assert!(done.body.contains("we zijn al te laat"), "{}", done.body);
}

#[test]
fn mistakes_come_before_the_reading_out_and_the_day_is_never_in_the_future() {
    let mut ann = shared().person("ann");
    let key = ann.get("/werk/nieuw").key("/werk/nieuw");
    let mut later = fields(&key, &[]);
    for field in &mut later {
        if field.0 == "gehoord_datum" {
            field.1 = "2026-12-24";
        }
    }
    let page = ann.post("/werk/nieuw", &later);
    assert_eq!(page.status, 422);
    assert!(page.body.contains("Al sinds zondag."), "what was typed stays");
}

/// What a browser sends again from the page that says that the session ended.
fn held(page: &str) -> Vec<(String, String)> {
    let form = page
        .split("<form method=\"post\" action=\"/werk/nieuw\">")
        .nth(1)
        .unwrap();
    let form = form.split("</form>").next().unwrap();
    let inputs = form.split("<input type=\"hidden\" name=\"").skip(1);
    inputs
        .map(|input| {
            let (name, rest) = input.split_once("\" value=\"").unwrap();
            (name.to_owned(), rest.split('"').next().unwrap().to_owned())
        })
        .collect()
}

#[test]
fn whoever_was_signed_out_while_writing_down_a_call_goes_on_with_every_field() {
    let mut ann = crate::http::shared().person("ann");
    let key = ann.get("/werk/nieuw").key("/werk/nieuw");
    let typed = [
        ("sleutel", key.as_str()),
        ("wie", "third_party"),
        ("kanaal", "phone"),
        ("verhaal", "De lift."),
        ("naam", "Bo"),
        ("hoe", "bel"),
        ("tel", "09"),
        ("doe", "lees"),
    ];
    let ended = crate::http::shared().visitor().post("/werk/nieuw", &typed);
    assert_eq!(ended.status, 401);
    let held = held(&ended.body);
    let sent: Vec<(&str, &str)> = held.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(sent, typed);
    let page = ann.post("/werk/nieuw", &sent);
    assert_eq!(page.status, 422, "the number can't be one");
    for kept in ["De lift.", "value=\"Bo\"", "value=\"09\""] {
        assert!(page.body.contains(kept), "{kept}: {}", page.body);
    }
}
