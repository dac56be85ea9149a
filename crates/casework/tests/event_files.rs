//! One golden file per kind of event: what was once written can be read for ever, and holds no words.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "event_files/samples.rs"]
mod samples;

use casework::event::{EVENT_VERSION, Event};
use casework::measure::MeasureEvent;
use casework::organisation::OrganisationEvent;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The folder of this version's files. A new version gets a folder of its own; the old ones stay.
fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/events/v{EVENT_VERSION}"))
}

/// Every sample as it is stored, by the name of its file.
fn written() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for event in samples::case_events() {
        files.insert(format!("case.{}.json", samples::kind_of(&event)), text(&event));
    }
    for event in samples::measure_events() {
        files.insert(
            format!("measure.{}.json", samples::measure_kind_of(&event)),
            text(&event),
        );
    }
    for event in samples::organisation_events() {
        files.insert(
            format!("organisation.{}.json", samples::organisation_kind_of(&event)),
            text(&event),
        );
    }
    files
}

fn text(event: &impl serde::Serialize) -> String {
    format!("{}\n", serde_json::to_string_pretty(event).unwrap())
}

fn on_disk() -> BTreeMap<String, String> {
    let entries = std::fs::read_dir(folder()).into_iter().flatten().flatten();
    let named = entries.map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()));
    named
        .map(|(name, path)| (name, std::fs::read_to_string(path).unwrap()))
        .collect()
}

#[test]
fn every_kind_of_event_is_written_as_its_golden_file_says() {
    #[expect(
        clippy::disallowed_methods,
        reason = "who adds a kind of event asks for its file"
    )]
    let update = std::env::var("UPDATE_GOLDEN").is_ok();
    let found = on_disk();
    for (name, text) in written() {
        match found.get(&name) {
            Some(golden) => assert_eq!(
                &text, golden,
                "{name} changed: what is in journals can't be rewritten"
            ),
            None if update => std::fs::write(folder().join(&name), text).unwrap(),
            None => panic!("{name} is missing: UPDATE_GOLDEN=1 cargo test -p casework --test event_files"),
        }
    }
}

#[test]
fn every_golden_file_can_still_be_read_and_says_the_same_when_written_again() {
    let found = on_disk();
    assert!(found.len() > 50, "the files are there");
    for (name, golden) in found {
        let again = match name.split('.').next().unwrap() {
            "case" => text(
                &serde_json::from_str::<Event>(&golden).unwrap_or_else(|error| panic!("{name}: {error}")),
            ),
            "measure" => text(&serde_json::from_str::<MeasureEvent>(&golden).unwrap()),
            "organisation" => text(&serde_json::from_str::<OrganisationEvent>(&golden).unwrap()),
            other => panic!("{name}: nothing is called {other}"),
        };
        let same: (Value, Value) = (
            serde_json::from_str(&again).unwrap(),
            serde_json::from_str(&golden).unwrap(),
        );
        assert_eq!(same.0, same.1, "{name}");
    }
}

#[test]
fn no_kind_of_event_is_without_a_sample() {
    let kinds = include_str!("event_files/samples.rs").matches(" => \"").count();
    assert_eq!(
        written().len(),
        kinds,
        "each kind that the matches name has a sample"
    );
}

#[test]
fn the_kind_stands_in_the_event_under_its_stable_code() {
    for (name, golden) in written() {
        let event: Value = serde_json::from_str(&golden).unwrap();
        let kind = event["kind"]
            .as_str()
            .unwrap_or_else(|| panic!("{name} has no kind"));
        assert!(name.ends_with(&format!(".{kind}.json")), "{name} says {kind}");
    }
}

fn is_code(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 40
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-".contains(c))
}

fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || ('a'..='f').contains(&c))
}

fn is_number(text: &str) -> bool {
    casework::ids::CaseNumber::parse(text).is_some_and(|number| number.as_str() == text)
}

/// Strings of an event with the path to each.
fn strings(path: &str, value: &Value, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => found.push((path.to_owned(), text.clone())),
        Value::Array(all) => all.iter().for_each(|one| strings(path, one, found)),
        Value::Object(all) => all
            .iter()
            .for_each(|(key, one)| strings(&format!("{path}.{key}"), one, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn no_event_holds_free_text() {
    let mut found = Vec::new();
    for (name, golden) in written() {
        strings(&name, &serde_json::from_str(&golden).unwrap(), &mut found);
    }
    assert!(found.len() > 200);
    for (path, text) in found {
        let fits = is_hex(&text, 32) || is_hex(&text, 64) || is_code(&text) || is_number(&text);
        assert!(fits, "{path}: {text:?} is no id, digest, code or number");
    }
}

/// A field that can hold any text would let a name slip into a journal that stays for ever.
#[test]
fn only_known_fields_of_events_are_plain_text() {
    // Codes from the policy or the language tag, and the digest; each is checked where it comes in.
    let known = [
        "pub digest: String,",
        "language: String,",
        "project: Option<String>,",
        "theme: Option<String>,",
    ];
    let known_too = [
        // A project's code; its name is sealed.
        "project: String,",
        "pub theme: Option<String>,",
        "pub project: Option<String>,",
        "pub clause: Option<String>,",
    ];
    let sources = [
        include_str!("../src/event.rs"),
        include_str!("../src/promise.rs"),
        include_str!("../src/measure.rs"),
        include_str!("../src/organisation.rs"),
    ];
    for line in sources.iter().flat_map(|source| source.lines()).map(str::trim) {
        let field = line.contains(": String") || line.contains("<String>") || line.contains("&str,");
        let plain = field && line.ends_with(',') && !line.contains("Option<&str>");
        assert!(
            !plain || known.contains(&line) || known_too.contains(&line),
            "a new field for text: {line}"
        );
    }
}

#[test]
fn an_event_of_an_unknown_kind_is_refused_not_guessed() {
    assert!(serde_json::from_str::<Event>(r#"{"kind":"forgotten"}"#).is_err());
    assert!(
        serde_json::from_str::<Event>(r#"{"kind":"missed"}"#).is_err(),
        "a field is missing"
    );
}
