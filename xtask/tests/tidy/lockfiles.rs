//! The lockfiles pin by version and checksum, and name no host to fetch from.
use crate::files;

#[test]
fn the_journeys_lockfile_pins_by_checksum_and_names_no_host() {
    let text = std::fs::read_to_string(files::root().join("tests/journeys/package-lock.json")).unwrap();
    assert!(
        !text.contains("\"resolved\"") && !text.contains("://"),
        "npm's setting in .npmrc was lost"
    );
    assert!(text.contains("\"integrity\": \"sha512-"));
}

#[test]
fn the_journeys_packages_are_named_by_exact_version() {
    let text = std::fs::read_to_string(files::root().join("tests/journeys/package.json")).unwrap();
    let listed = text
        .split("\"devDependencies\"")
        .nth(1)
        .unwrap()
        .split('}')
        .next()
        .unwrap();
    assert!(
        !listed.contains('^') && !listed.contains('~') && !listed.contains('*'),
        "{listed}"
    );
}
