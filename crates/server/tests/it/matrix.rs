//! The printed table of routes against the program, and every closed page against somebody who isn't signed in.

use crate::http::shared;
use std::path::PathBuf;
use std::process::Command;

const SECTION: &str = "# routes";

/// A line per route: method, path, who, what it does.
fn printed() -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_gehoor"))
        .arg("routes")
        .output()
        .unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

fn routes() -> Vec<(String, String, String)> {
    printed()
        .lines()
        .map(|line| {
            let mut words = line.split_whitespace().map(str::to_owned);
            (
                words.next().unwrap(),
                words.next().unwrap(),
                words.next().unwrap(),
            )
        })
        .collect()
}

/// The lines under a heading, until the next one.
fn section<'a>(file: &'a str, heading: &str) -> Option<&'a str> {
    let start = file.find(&format!("{heading}\n"))? + heading.len();
    let rest = &file[start..];
    Some(rest.split("\n# ").next().unwrap_or(rest).trim())
}

fn with_section(file: &str, heading: &str, body: &str) -> String {
    match section(file, heading) {
        Some(old) if !old.is_empty() => file.replacen(old, body, 1),
        Some(_) => file.replacen(heading, &format!("{heading}\n\n{body}"), 1),
        None => format!("{}\n\n{heading}\n\n{body}\n", file.trim_end())
            .trim_start()
            .to_owned(),
    }
}

#[test]
fn the_printed_routes_are_the_routes() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/access-matrix.txt");
    let now = printed();
    let file = std::fs::read_to_string(&path).unwrap_or_default();
    #[expect(
        clippy::disallowed_methods,
        reason = "who changes the routes asks for the file to be printed again"
    )]
    let update = std::env::var("UPDATE_MATRIX").is_ok();
    if update {
        std::fs::write(&path, with_section(&file, SECTION, &now)).unwrap();
        return;
    }
    assert_eq!(
        section(&file, SECTION).unwrap_or_default(),
        now,
        "docs/access-matrix.txt doesn't hold the program's routes. If the change is meant: \
         UPDATE_MATRIX=1 cargo test -p server --test it matrix, and have the difference reviewed"
    );
}

#[test]
fn printing_the_routes_again_leaves_the_other_sections_alone() {
    let file = "# relation × action\n\nyes\n\n# routes\n\nold\n\n# more\n\nx\n";
    assert_eq!(
        with_section(file, SECTION, "new"),
        "# relation × action\n\nyes\n\n# routes\n\nnew\n\n# more\n\nx\n"
    );
    assert_eq!(
        with_section("# a\n\nb\n", SECTION, "new"),
        "# a\n\nb\n\n# routes\n\nnew\n"
    );
}

#[test]
fn every_page_that_a_policy_may_name_exists() {
    let routes = routes();
    for page in casework::policy::PAGES {
        assert!(
            routes
                .iter()
                .any(|(method, path, _)| method == "GET" && path == page),
            "{page}"
        );
    }
}

#[test]
fn a_closed_page_shows_nothing_to_who_is_not_signed_in() {
    let demo = shared();
    let closed = ["complainant", "staff", "board", "settings"];
    let mut seen = 0;
    for (method, path, who) in routes() {
        if !closed.contains(&who.as_str()) {
            continue;
        }
        let path = path
            .replace("{nr}", "26-7KQ4M")
            .replace("{id}", "0")
            .replace("{no}", "1");
        let mut nobody = demo.visitor();
        let answer = if method == "GET" {
            nobody.get(&path)
        } else {
            nobody.post(&path, &[("sleutel", "x")])
        };
        let expected = match (who.as_str(), method.as_str()) {
            ("complainant", _) | (_, "POST") => 401,
            _ => 303,
        };
        assert_eq!(
            answer.status, expected,
            "{method} {path} to somebody nobody knows"
        );
        if expected == 303 {
            assert!(answer.location().starts_with("/aanmelden"), "{path}");
        }
        seen += 1;
    }
    assert!(seen > 20, "{seen} closed routes");
}

#[test]
fn settings_are_closed_to_who_works_with_complaints_only() {
    let mut ann = shared().person("ann");
    for (method, path, who) in routes() {
        if who == "settings" {
            let path = path.replace("{id}", "0");
            let answer = if method == "GET" {
                ann.get(&path)
            } else {
                ann.post(&path, &[("sleutel", "x")])
            };
            assert_eq!(answer.status, 404, "{method} {path}");
        }
    }
}

#[test]
fn the_board_is_closed_to_everybody_else() {
    for who in ["ann", "bart", "sam", "els"] {
        let mut person = shared().person(who);
        for path in ["/bestuur", "/bestuur/agenda"] {
            assert_eq!(person.get(path).status, 404, "{who} {path}");
        }
    }
}
