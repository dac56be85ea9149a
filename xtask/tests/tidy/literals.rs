//! What may not stand in code: SQL outside storage, Dutch outside the locales, one organisation's name.
use crate::files::{self, File};
use crate::none;
use crate::source::{read, without_samples, without_tests};

const SQL: [&str; 9] = [
    "SELECT ",
    "INSERT INTO ",
    "INSERT OR ",
    "UPDATE ",
    "DELETE FROM ",
    "CREATE TABLE",
    "DROP TABLE",
    "PRAGMA ",
    "ALTER TABLE ",
];

#[test]
fn only_storage_speaks_sql() {
    none(
        &files::under("crates", &[".rs"])
            .iter()
            .flat_map(sql)
            .collect::<Vec<_>>(),
    );
}

fn sql(file: &File) -> Vec<String> {
    if file.path.starts_with("crates/storage/") {
        return Vec::new();
    }
    strings_with(
        file,
        &file.text,
        |text| SQL.iter().any(|word| text.contains(word)),
        "SQL belongs in storage",
    )
}

/// Words that English sentences do not use; two different ones in a literal of four words make it Dutch.
const DUTCH: [&str; 30] = [
    "het", "een", "je", "jouw", "niet", "wij", "wordt", "worden", "geen", "voor", "naar", "deze", "dit",
    "klacht", "bij", "maar", "ook", "zijn", "hebben", "heeft", "kunnen", "uit", "wat", "wie", "hoe", "jij",
    "nog", "moet", "graag", "bedankt",
];

#[test]
fn what_people_read_stands_in_the_locales_or_in_the_policy() {
    none(
        &files::under("crates", &[".rs"])
            .iter()
            .flat_map(dutch)
            .collect::<Vec<_>>(),
    );
}

fn dutch(file: &File) -> Vec<String> {
    if !file.path.contains("/src/") || is_sample(&file.path) {
        return Vec::new();
    }
    strings_with(
        file,
        &without_samples(without_tests(&file.text)),
        sounds_dutch,
        "texts belong in locales/ or in the policy",
    )
}

fn sounds_dutch(text: &str) -> bool {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    text.split_whitespace().count() >= 4
        && DUTCH
            .iter()
            .filter(|known| words.iter().any(|word| word == *known))
            .count()
            >= 2
}

#[test]
fn no_organisation_hardens_into_the_program() {
    let mut found: Vec<String> = Vec::new();
    for file in files::under("crates", &[".rs"]) {
        found.extend(names_an_organisation(&file));
    }
    for folder in ["crates", "locales", "migrations", "assets"] {
        for file in files::under(folder, &[".html", ".txt", ".ftl", ".sql", ".css", ".js", ".svg"]) {
            if !is_sample(&file.path) && file.text.to_lowercase().contains("wooncoop") {
                found.push(format!("{}: names wooncoop; an organisation is data", file.path));
            }
        }
    }
    none(&found);
}

/// Samples, the demo's people and complaints, and the line that embeds the default policy may name it.
fn names_an_organisation(file: &File) -> Vec<String> {
    if is_sample(&file.path) || !file.path.contains("/src/") {
        return Vec::new();
    }
    let text = without_samples(without_tests(&file.text));
    let mut problems = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let said = line.trim_start();
        let embeds = said.contains("policies/wooncoop");
        if !said.starts_with("//") && !embeds && said.to_lowercase().contains("wooncoop") {
            problems.push(format!(
                "{}:{}: names wooncoop; an organisation is data",
                file.path,
                number + 1
            ));
        }
    }
    problems
}

fn is_sample(path: &str) -> bool {
    ["demo", "sample", "fixture", "golden"]
        .iter()
        .any(|word| path.contains(word))
}

fn strings_with(file: &File, text: &str, wrong: impl Fn(&str) -> bool, remedy: &str) -> Vec<String> {
    read(text)
        .strings
        .iter()
        .filter(|(_, literal)| wrong(literal))
        .map(|(line, literal)| {
            let start: String = literal.chars().take(50).collect();
            format!("{}:{line}: {remedy}: \"{}\"", file.path, start.replace('\n', " "))
        })
        .collect()
}

#[test]
fn these_rules_see_a_literal_that_breaks_them() {
    let file = |text: &str| File {
        path: "crates/desk/src/answer.rs".to_owned(),
        text: text.to_owned(),
    };
    assert_eq!(sql(&file("let a = \"SELECT id FROM cases\";")).len(), 1);
    assert_eq!(sql(&file("// SELECT id\nlet a = \"select a door\";")).len(), 0);
    assert_eq!(
        dutch(&file("let a = \"We hebben je klacht ontvangen\";")).len(),
        1
    );
    assert_eq!(
        dutch(&file(
            "let a = \"an answer that was kept\";\n// wij hebben het niet gezien"
        ))
        .len(),
        0
    );
    assert_eq!(names_an_organisation(&file("let a = \"Wooncoop\";")).len(), 1);
    assert_eq!(
        names_an_organisation(&file("let a = include_str!(\"policies/wooncoop/policy.toml\");")).len(),
        0
    );
}
