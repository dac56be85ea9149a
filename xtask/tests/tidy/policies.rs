//! Each sentence of the policy that promises something is lived through by a journey that exists.
use crate::files;
use crate::none;

#[test]
fn each_clause_of_wooncoops_policy_names_a_journey_that_exists() {
    let told = journeys();
    let text = std::fs::read_to_string(files::root().join("policies/wooncoop/policy.toml")).unwrap();
    let clauses = clauses(&text);
    assert!(clauses.len() >= 20, "only {} clauses were read", clauses.len());
    let mut problems = Vec::new();
    for (clause, named) in clauses {
        if named.is_empty() {
            problems.push(format!("clause {clause}: name the journey that shows it"));
        }
        for name in named.iter().filter(|name| !told.contains(name)) {
            problems.push(format!("clause {clause}: no journey is called \"{name}\""));
        }
    }
    none(&problems);
}

fn clauses(text: &str) -> Vec<(String, Vec<String>)> {
    let policy: toml::Table = text.parse().unwrap();
    let words = |value: &toml::Value| value.as_str().unwrap_or_default().to_owned();
    let list = policy
        .get("clauses")
        .and_then(toml::Value::as_array)
        .cloned()
        .unwrap_or_default();
    list.iter()
        .map(|clause| {
            let named = clause
                .get("journeys")
                .and_then(toml::Value::as_array)
                .cloned()
                .unwrap_or_default();
            (
                clause.get("key").map(words).unwrap_or_default(),
                named.iter().map(words).collect(),
            )
        })
        .collect()
}

/// The names of the journeys, as they are told: `journey('a name', async …`.
fn journeys() -> Vec<String> {
    let mut names = Vec::new();
    for file in files::under("tests/journeys", &[".test.mjs"]) {
        for told in file.text.split("journey('").skip(1) {
            names.extend(told.split('\'').next().map(str::to_owned));
        }
    }
    names
}

#[test]
fn a_clause_without_a_journey_is_seen() {
    let text = "[[clauses]]\nkey = \"a\"\njourneys = [\"one\"]\n[[clauses]]\nkey = \"b\"\n";
    let expected = vec![
        ("a".to_owned(), vec!["one".to_owned()]),
        ("b".to_owned(), Vec::new()),
    ];
    assert_eq!(clauses(text), expected);
    assert!(journeys().contains(&"the policy page shows every word".to_owned()));
}
