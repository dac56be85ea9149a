//! A document that names a file which isn't there misleads; so every path that a document names must exist.
use std::fs;
use std::path::Path;

use crate::files::{self, File};
use crate::none;

/// A path starts with one of these.
const TOP: [&str; 9] = [
    ".ci/",
    ".cargo/",
    "assets/",
    "crates/",
    "docs/",
    "locales/",
    "migrations/",
    "policies/",
    "xtask/",
];

#[test]
fn every_path_that_a_document_names_is_there() {
    let mut problems = Vec::new();
    for file in documents() {
        for path in paths(&file.text) {
            if !there(&files::root(), &path) {
                problems.push(format!("{}: names `{path}`, which is not there", file.path));
            }
        }
        for link in links(&file.text) {
            let folder = Path::new(&file.path).parent().unwrap_or(Path::new(""));
            if !files::root().join(folder).join(&link).exists() {
                problems.push(format!("{}: links to {link}, which is not there", file.path));
            }
        }
    }
    none(&problems);
}

#[test]
fn the_documents_that_a_newcomer_needs_are_there() {
    let names: Vec<String> = documents().into_iter().map(|file| file.path).collect();
    for needed in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "STYLE.md",
        "CHANGELOG.md",
    ] {
        assert!(names.iter().any(|name| name == needed), "{needed} is missing");
    }
    assert!(
        names
            .iter()
            .filter(|name| name.starts_with("docs/decisions/"))
            .count()
            >= 5
    );
    assert!(
        names
            .iter()
            .filter(|name| name.starts_with("docs/recipes/"))
            .count()
            >= 6
    );
}

fn documents() -> Vec<File> {
    let mut found = files::under("docs", &[".md"]);
    for entry in fs::read_dir(files::root()).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".md") {
            found.push(File {
                path: name,
                text: fs::read_to_string(entry.path()).unwrap(),
            });
        }
    }
    found
}

/// Paths between back-ticks. `{a,b}` names both; a part with `*` or a word in capitals stands for what the
/// reader fills in, and then the folder before it must be there.
fn paths(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in text.split('`').skip(1).step_by(2) {
        let path = part
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .trim_end_matches(['.', ',', ';', ':']);
        let path = path.split("::").next().unwrap_or_default();
        if part.split_whitespace().count() == 1
            && (TOP.iter().any(|top| path.starts_with(top)) || path.starts_with("tests/journeys"))
        {
            found.extend(braces(path));
        }
    }
    found
}

fn braces(path: &str) -> Vec<String> {
    match (path.find('{'), path.find('}')) {
        (Some(open), Some(close)) if open < close => path[open + 1..close]
            .split(',')
            .map(|choice| format!("{}{choice}{}", &path[..open], &path[close + 1..]))
            .collect(),
        _ => vec![path.to_owned()],
    }
}

fn there(root: &Path, path: &str) -> bool {
    let filled_in = |part: &str| {
        let capitals = part.chars().filter(char::is_ascii_uppercase).count();
        part.contains(['*', '<'])
            || (capitals >= 3
                && !part
                    .chars()
                    .any(|c| c.is_ascii_lowercase() && !part.contains('.')))
    };
    let known: Vec<&str> = path.split('/').take_while(|part| !filled_in(part)).collect();
    root.join(known.join("/")).exists()
}

/// Links to files beside the document; not to pages elsewhere, nor to places in the document itself.
fn links(text: &str) -> Vec<String> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .map(|link| link.split('#').next().unwrap_or_default().to_owned())
        .filter(|link| !link.is_empty() && !link.contains("://") && !link.starts_with("mailto:"))
        .collect()
}

#[test]
fn a_path_that_is_not_there_is_seen() {
    let root = files::root();
    assert_eq!(
        paths("see `crates/casework/src/lib.rs` and `cargo xtask ci`"),
        ["crates/casework/src/lib.rs"]
    );
    assert_eq!(
        paths("`docs/{decisions,recipes}/`"),
        ["docs/decisions/", "docs/recipes/"]
    );
    assert!(there(&root, "crates/casework/src/lib.rs"));
    assert!(!there(&root, "crates/casework/src/nothing.rs"));
    assert!(there(&root, "docs/decisions/NNNN-title.md"));
    assert!(!there(&root, "docs/nothing/NNNN-title.md"));
    assert_eq!(
        links("[a](docs/a.md#b) [c](#d) [e](https://example.org)"),
        ["docs/a.md"]
    );
}
