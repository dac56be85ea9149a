//! What each Rust file must be: opened by its purpose, small, its tests all run, its views made in one place.
use crate::files::{self, File};
use crate::none;
use crate::source::{read, without_tests};

/// A file is split before it grows past this, not counting the tests that close it.
const LINES: usize = 500;
/// With its tests.
const LINES_WITH_TESTS: usize = 600;

#[test]
fn every_file_opens_with_a_sentence_that_says_what_it_is_for() {
    none(&files::rust().iter().filter_map(no_purpose).collect::<Vec<_>>());
}

fn no_purpose(file: &File) -> Option<String> {
    let first = file.text.lines().next().unwrap_or_default();
    let words = first
        .strip_prefix("//! ")
        .map_or(0, |sentence| sentence.split_whitespace().count());
    (words < 3).then(|| {
        format!(
            "{}: open it with one `//!` sentence that says what it is for",
            file.path
        )
    })
}

#[test]
fn no_file_has_two_subjects_worth_of_lines() {
    none(&files::rust().iter().filter_map(too_long).collect::<Vec<_>>());
}

fn too_long(file: &File) -> Option<String> {
    let all = file.text.lines().count();
    let own = without_tests(&file.text).lines().count();
    let sources = file.path.contains("/src/");
    (sources && (own > LINES || all > LINES_WITH_TESTS)).then(|| {
        format!(
            "{}: {own} lines ({all} with its tests); split it by subject",
            file.path
        )
    })
}

#[test]
fn every_test_runs() {
    none(&files::rust().iter().filter_map(ignored).collect::<Vec<_>>());
}

fn ignored(file: &File) -> Option<String> {
    let code = read(&file.text).code;
    code.contains("#[ignore").then(|| {
        format!(
            "{}: a test that does not run proves nothing; mend it or remove it",
            file.path
        )
    })
}

#[test]
fn a_view_of_a_case_is_made_in_casework_access_only() {
    none(
        &files::under("crates", &[".rs"])
            .iter()
            .flat_map(makes_a_view)
            .collect::<Vec<_>>(),
    );
}

/// Private fields make the compiler refuse it elsewhere; this names the rule, and sees a field made public.
fn makes_a_view(file: &File) -> Vec<String> {
    let home = file.path.starts_with("crates/casework/src/access");
    let code = read(&file.text).code;
    let mut inside = false;
    let mut problems = Vec::new();
    for (number, line) in code.lines().enumerate() {
        let line = line.trim();
        let declares = line.contains("struct CaseView");
        if declares && !home {
            problems.push(format!(
                "{}:{}: CaseView belongs in casework::access",
                file.path,
                number + 1
            ));
        }
        inside = (inside || declares) && line != "}" && !line.ends_with(");");
        if inside && !declares && line.starts_with("pub ") {
            problems.push(format!(
                "{}:{}: the fields of CaseView are private",
                file.path,
                number + 1
            ));
        }
        let made = line.split("CaseView {").next().unwrap_or_default();
        let makes = line.contains("CaseView {")
            && !["->", "impl", "struct", " for "].iter().any(|w| made.contains(w));
        if makes && !home {
            problems.push(format!(
                "{}:{}: ask casework::access for a CaseView",
                file.path,
                number + 1
            ));
        }
    }
    problems
}

#[test]
fn these_rules_see_a_file_that_breaks_them() {
    let file = |text: &str| File {
        path: "crates/desk/src/answer.rs".to_owned(),
        text: text.to_owned(),
    };
    assert!(no_purpose(&file("//! Placeholder.\n")).is_some());
    assert!(no_purpose(&file("//! Answers a complaint.\n")).is_none());
    assert!(too_long(&file(&"let a = 1;\n".repeat(501))).is_some());
    let with_tests = format!(
        "{}#[cfg(test)]\nmod tests {{\n{}}}\n",
        "a\n".repeat(400),
        "b\n".repeat(150)
    );
    assert!(too_long(&file(&with_tests)).is_none());
    assert!(ignored(&file("#[ignore = \"slow\"]\nfn a() {}")).is_some());
    assert!(ignored(&file("// #[ignore]\nlet a = \"#[ignore]\";")).is_none());
    assert_eq!(makes_a_view(&file("let view = CaseView { case };")).len(), 1);
    assert_eq!(
        makes_a_view(&file("fn view() -> &CaseView {\n}\nimpl CaseView {\n}")).len(),
        0
    );
    assert_eq!(
        makes_a_view(&file(
            "pub struct CaseView {\n  pub case: Case,\n}\npub struct B {\n pub a: u8,\n}"
        ))
        .len(),
        2
    );
}
