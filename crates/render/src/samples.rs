//! Every page and mail with sample data, and what must be true of all of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jiff::civil::date;

use crate::course::{Course, Node, State, When};
use crate::pages;
use crate::pages::error::ErrorKind;
use crate::texts::Texts;

/// The most a page may weigh, compressed.
const MOST_BYTES: usize = 15_000;

/// What is promised to somebody who complains on 26 November 2026.
pub(crate) fn forecast(t: Texts) -> Course {
    let nodes = vec![
        Node::new(State::Fact, When::On(date(2026, 11, 26)), "Je klacht is binnen")
            .text("Je krijgt meteen een nummer en een code. Je klacht is vertrouwelijk. We zeggen je wie ze leest.")
            .quote("vertrouwelijk", "De melding is vertrouwelijk"),
        Node::new(State::Open, When::By(date(2026, 11, 30)), "Je krijgt antwoord")
            .text("Hebben we meer tijd nodig? Dan zeggen we waarom en hoe lang.")
            .quote("antwoord", "beantwoordt ze binnen de 2 werkdagen"),
        Node::new(State::Later, When::Words("daarna".into()), "We kijken of we anders moeten werken")
            .text("Je hoort het resultaat.")
            .quote("resultaat", "informeert het management en de klager over het resultaat"),
        Node::new(State::Later, When::Words("na 6 weken".into()), "We vragen of het opgelost is")
            .quote("nazicht", "om te weten of het probleem is opgelost"),
    ];
    Course {
        forecast: true,
        ..Course::wide(t, "verloop", nodes)
    }
}

/// All pages: name and HTML.
pub(crate) fn pages() -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut add = |name: &str, html: Result<Vec<u8>, askama::Error>| {
        all.push((name.to_owned(), String::from_utf8(html.unwrap()).unwrap()));
    };
    add("home", crate::html(&pages::home::Home::sample()));
    add("contact", crate::html(&pages::contact::Contact::sample()));
    for (name, kind) in [
        ("404", ErrorKind::NotFound),
        ("410", ErrorKind::Gone),
        ("422", ErrorKind::BadRequest),
        ("403", ErrorKind::Forbidden),
        ("429", ErrorKind::TooMany),
        ("500", ErrorKind::Server),
        ("verlopen", ErrorKind::Expired),
        ("verlopen-werk", ErrorKind::ExpiredStaff),
    ] {
        add(
            &format!("fout-{name}"),
            crate::html(&pages::error::ErrorPage::sample(kind)),
        );
    }
    all
}

#[test]
fn every_page_can_be_written_out_to_look_at() {
    if let Ok(folder) = std::env::var("RENDER_DUMP") {
        std::fs::create_dir_all(&folder).unwrap();
        for (name, html) in pages() {
            std::fs::write(format!("{folder}/{name}.html"), html).unwrap();
        }
    }
}

#[test]
fn no_page_has_a_missing_text_a_script_or_a_style_of_its_own() {
    for (name, html) in pages() {
        for bad in [
            "⟦",
            "{$",
            "{ $",
            " style=\"",
            "<script",
            "javascript:",
            " onclick",
            "http://",
            "\u{2068}",
        ] {
            let found = html.replace("http://www.w3.org/2000/svg", "").find(bad).is_some();
            assert!(!found, "{name} has {bad:?}");
        }
        assert!(
            html.contains("<title>") && html.matches("<h1>").count() == 1,
            "{name} has not one h1"
        );
        assert!(html.trim_end().ends_with("</html>"), "{name} is not whole");
    }
}

#[test]
fn every_form_that_posts_carries_its_key() {
    for (name, html) in pages() {
        for form in html.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap_or_default();
            let demo = form.contains("/demo/");
            let key = form.contains("name=\"sleutel\" value=\"");
            assert!(demo || key || !form.contains("method=\"post\""), "{name}: {form}");
        }
    }
}

#[test]
fn every_id_stands_once_on_a_page_and_every_reference_leads_to_one() {
    for (name, html) in pages() {
        let values = |attribute: &str| -> Vec<String> {
            html.split(&format!(" {attribute}=\""))
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
                .flat_map(|value| value.split(' ').map(str::to_owned))
                .collect()
        };
        let ids = values("id");
        let mut once = ids.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), ids.len(), "{name} has an id twice: {ids:?}");
        for attribute in ["for", "aria-describedby", "aria-labelledby"] {
            for id in values(attribute) {
                assert!(
                    ids.contains(&id),
                    "{name}: {attribute} names {id}, which isn't there"
                );
            }
        }
        for href in values("href").iter().filter_map(|href| href.strip_prefix('#')) {
            assert!(
                ids.iter().any(|id| id == href),
                "{name}: a link leads to #{href}, which isn't there"
            );
        }
    }
}

#[test]
fn every_page_is_light() {
    for (name, html) in pages() {
        let size = compressed(html.as_bytes());
        assert!(size <= MOST_BYTES, "{name} weighs {size} bytes compressed");
    }
}

/// The size under gzip, asked of the system's own.
fn compressed(bytes: &[u8]) -> usize {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let mut gzip = Command::new("gzip")
        .arg("-c")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = gzip.stdin.take().unwrap();
    let owned = bytes.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&owned).unwrap());
    let size = gzip.wait_with_output().unwrap().stdout.len();
    writer.join().unwrap();
    size
}
