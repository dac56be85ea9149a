//! The keys in templates and code against those in `locales/`: none missing, none unused, none empty.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::texts::DUTCH;

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Files under a folder, with their text.
fn files(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.push((path.clone(), fs::read_to_string(&path).unwrap()));
        }
    }
    all
}

/// Templates and code, also of the server; the samples hold data and no keys.
fn sources() -> Vec<(PathBuf, String)> {
    let mut all = files(&root("templates"));
    // A page's own code may choose a sentence too.
    all.extend(files(&root("../server/src")));
    all.extend(files(&root("src")).into_iter().filter(|(path, _)| {
        !path.ends_with("keys.rs") && !path.ends_with("samples.rs") && !path.ends_with("sample_data.rs")
    }));
    all
}

/// Each key with its text as written.
fn defined() -> BTreeMap<String, String> {
    let mut keys = BTreeMap::new();
    for (file, source) in DUTCH {
        let mut last: Option<String> = None;
        for line in source.lines() {
            let starts_key = line.starts_with(|c: char| c.is_ascii_lowercase());
            if let (true, Some((key, value))) = (starts_key, line.split_once('=')) {
                let key = key.trim().to_owned();
                assert!(
                    keys.insert(key.clone(), value.trim().to_owned()).is_none(),
                    "{file}: {key} stands twice"
                );
                last = Some(key);
            } else if let (Some(key), true) = (&last, line.starts_with(' ')) {
                keys.get_mut(key).unwrap().push_str(line.trim());
            }
        }
    }
    keys
}

/// Keys asked for: `.m("…")`, `.a("…")`, `.h("…")` and `Key("…")`.
fn asked() -> BTreeMap<String, PathBuf> {
    let mut keys = BTreeMap::new();
    for (path, text) in sources() {
        for call in [".m(\"", ".a(\"", ".h(\"", "Key(\""] {
            for rest in text.split(call).skip(1) {
                let key = rest.split('"').next().unwrap();
                let plain = key
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
                if plain && !(call == "Key(\"" && key == "key") {
                    keys.insert(key.to_owned(), path.clone());
                }
            }
        }
    }
    // The examples of the documentation.
    keys.remove("key");
    keys
}

#[test]
fn no_file_of_texts_is_left_out_and_each_can_be_read() {
    let in_folder: BTreeSet<String> = files(&root("../../locales/nl"))
        .into_iter()
        .map(|(path, _)| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    let listed: BTreeSet<String> = DUTCH.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(in_folder, listed);
    for (name, source) in DUTCH {
        let parsed = fluent_bundle::FluentResource::try_new((*source).to_owned());
        assert!(
            parsed.is_ok(),
            "{name}: {:?}",
            parsed.err().map(|(_, errors)| errors)
        );
    }
}

#[test]
fn every_key_that_is_asked_for_exists() {
    let defined = defined();
    let missing: Vec<_> = asked()
        .into_iter()
        .filter(|(key, _)| !defined.contains_key(key))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

/// Files whose keys another crate hands over as data; that crate's tests compare them.
const KEYS_FROM_ELSEWHERE: &[&str] = &["policy-check.ftl", "cli.ftl"];

#[test]
fn no_text_is_unused_or_empty() {
    let asked = asked();
    let elsewhere: String = DUTCH
        .iter()
        .filter(|(name, _)| KEYS_FROM_ELSEWHERE.contains(name))
        .map(|(_, text)| *text)
        .collect();
    for (key, text) in defined() {
        let from_elsewhere = elsewhere
            .lines()
            .any(|line| line.starts_with(&format!("{key} =")));
        assert!(
            asked.contains_key(&key) || from_elsewhere,
            "{key} is used nowhere"
        );
        assert!(!text.is_empty(), "{key} is empty");
    }
}

#[test]
fn no_organisation_is_named_in_a_text_or_template() {
    let mut all = files(&root("templates"));
    all.extend(files(&root("../../locales")));
    for (path, text) in all {
        assert!(
            !text.to_lowercase().contains("wooncoop"),
            "{} names an organisation",
            path.display()
        );
    }
}

#[test]
fn no_dutch_sentence_stands_in_a_template() {
    // What remains of a template without tags, expressions and blocks must be punctuation, numbers or markup.
    for (path, text) in files(&root("templates")) {
        if path.ends_with("control.html") {
            continue; // attributes inside another file's tag
        }
        let plain = strip(&strip(&strip(&text, "{%", "%}"), "{{", "}}"), "<", ">");
        let word = plain
            .split(|c: char| !c.is_alphabetic())
            .find(|w| w.chars().count() > 3);
        assert!(word.is_none(), "{} says {word:?}", path.display());
    }
}

/// A text without what stands between two marks.
fn strip(text: &str, from: &str, to: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once(from) {
        out.push_str(before);
        out.push(' ');
        rest = inside.split_once(to).map_or("", |(_, after)| after);
    }
    out + rest
}

#[test]
fn no_text_asks_to_answer_a_mail_that_nothing_reads() {
    for (key, text) in defined() {
        for asked in [
            "ntwoord op dit bericht",
            "ntwoord op deze mail",
            "eantwoord deze mail",
        ] {
            assert!(!text.contains(asked), "{key}: {text}");
        }
    }
}

/// A reader shouldn't have to count: how late something was may be counted, by when something comes is a date.
#[test]
fn no_text_for_a_page_promises_a_number_of_working_days() {
    for (key, text) in defined() {
        let counted = text.contains("binnen 2 werkdagen") || text.contains("nog 2 werkdagen");
        assert!(!counted, "{key}: {text}");
        assert!(!format!(" {text}").contains(" een een "), "{key}: {text}");
        assert!(!text.contains("te lang weg"), "{key} blames: {text}");
    }
}

#[test]
fn no_sentence_is_too_long_to_read_in_one_breath() {
    for (key, text) in defined() {
        for sentence in text.split(['.', '?', '!', ':']) {
            let words = sentence
                .split_whitespace()
                .filter(|w| w.chars().any(char::is_alphanumeric))
                .count();
            assert!(
                words <= 15
                    || text.contains("->")
                    || key.starts_with("policy-problem")
                    || key == "tone-phrases",
                "{key} has a sentence of {words} words: {sentence}"
            );
        }
    }
}

#[test]
fn no_text_uses_the_words_of_an_office() {
    let stiff = [
        "gelieve",
        "betreffende",
        "ontvankelijk",
        "conform",
        "middels",
        "teneinde",
        "dient te",
    ];
    // The tone advice lists the phrases that it warns of.
    for (key, text) in defined().into_iter().filter(|(key, _)| key != "tone-phrases") {
        let words = text.to_lowercase();
        for word in stiff {
            assert!(!words.contains(word), "{key} says {word}");
        }
        assert!(
            !words
                .split(|c: char| !c.is_alphabetic())
                .any(|w| w == "u" || w == "uw"),
            "{key} says u"
        );
    }
}
