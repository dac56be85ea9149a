//! Each clause of wooncoop's policy names a journey in a browser that shows it, and that journey exists.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use casework::policy::{Policy, check};
use std::fs;
use std::path::Path;

const FILE: &str = include_str!("../../../policies/wooncoop/policy.toml");
const SOURCE: &str = include_str!("../../../policies/wooncoop/klachtenbeleid.txt");

/// The names of all journeys, as written in `journey('…', …)`.
fn journeys() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/journeys");
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if !path.to_string_lossy().ends_with(".test.mjs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let calls = text
            .lines()
            .filter_map(|line| line.trim_start().strip_prefix("journey('"));
        names.extend(
            calls
                .filter_map(|call| call.split('\'').next())
                .map(str::to_owned),
        );
    }
    names
}

#[test]
fn each_clause_of_wooncoop_is_shown_by_a_journey_that_exists() {
    let policy = Policy::parse(FILE, SOURCE).unwrap();
    assert_eq!(check(&policy, FILE, Some(&journeys())), []);
}
