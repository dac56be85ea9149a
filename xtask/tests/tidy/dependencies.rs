//! Pins what each crate may depend on, so that the direction of the house and the purity of its rules stay as they are.
use crate::files;
use crate::none;

/// Of ours, each crate may use only these: server → desk → {storage, render} → casework.
const OURS: [(&str, &[&str]); 6] = [
    ("casework", &[]),
    ("storage", &["casework"]),
    ("render", &["casework"]),
    ("desk", &["casework", "render", "storage"]),
    ("server", &["casework", "desk", "render", "storage"]),
    ("xtask", &[]),
];

/// Of others', each crate may use only these. A new one is added here and in `Cargo.toml`, with why.
const OTHERS: [(&str, &[&str]); 6] = [
    (
        "casework",
        &["jiff", "serde", "thiserror", "toml", "unicode-normalization"],
    ),
    (
        "storage",
        &[
            "argon2",
            "chacha20poly1305",
            "getrandom",
            "hkdf",
            "hmac",
            "jiff",
            "serde",
            "serde_json",
            "sha2",
            "sqlx",
            "subtle",
            "thiserror",
            "tokio",
            "tracing",
            "zeroize",
        ],
    ),
    (
        "render",
        &[
            "askama",
            "fluent-bundle",
            "intl-memoizer",
            "jiff",
            "sha2",
            "thiserror",
            "unic-langid",
        ],
    ),
    (
        "desk",
        &[
            "argon2",
            "getrandom",
            "jiff",
            "mail-parser",
            "serde",
            "serde_json",
            "thiserror",
            "tokio",
            "tracing",
        ],
    ),
    (
        "server",
        &[
            "axum",
            "axum-extra",
            "clap",
            "form_urlencoded",
            "getrandom",
            "http-body",
            "jiff",
            "lettre",
            "listenfd",
            "rpassword",
            "serde",
            "serde_json",
            "strsim",
            "tempfile",
            "thiserror",
            "tokio",
            "toml",
            "tower",
            "tower-http",
            "tracing",
            "tracing-subscriber",
            "zeroize",
        ],
    ),
    ("xtask", &[]),
];

#[test]
fn each_crate_depends_on_what_it_may_and_on_nothing_else() {
    let mut problems = Vec::new();
    for manifest in manifests() {
        problems.extend(stray(&manifest.0, &manifest.1));
    }
    none(&problems);
}

#[test]
fn every_crate_is_pinned() {
    let names: Vec<String> = manifests().into_iter().map(|manifest| manifest.0).collect();
    for name in &names {
        assert!(
            OURS.iter().any(|(pinned, _)| pinned == name),
            "{name}: pin its dependencies"
        );
    }
    assert_eq!(names.len(), OURS.len(), "a pinned crate is gone: {names:?}");
}

#[test]
fn every_dependency_takes_its_version_from_the_workspace_and_says_why_there() {
    let mut problems = Vec::new();
    for (name, text) in manifests() {
        for (table, dependency, value) in dependencies(&text) {
            if value.get("workspace").and_then(toml::Value::as_bool) != Some(true) {
                problems.push(format!(
                    "{name}: [{table}] {dependency} must be `{dependency}.workspace = true`"
                ));
            }
        }
    }
    let text = std::fs::read_to_string(files::root().join("Cargo.toml")).unwrap();
    let listed = text
        .split("[workspace.dependencies]")
        .nth(1)
        .unwrap()
        .split("\n[")
        .next()
        .unwrap();
    for line in listed
        .lines()
        .filter(|line| line.contains(" = ") && !line.contains("path = "))
    {
        if !line.starts_with('#') && !line.contains(" # ") {
            problems.push(format!("Cargo.toml: say why: {line}"));
        }
    }
    none(&problems);
}

fn stray(name: &str, manifest: &str) -> Vec<String> {
    let list = |pins: &[(&str, &'static [&'static str])]| {
        pins.iter().find(|pin| pin.0 == name).map_or(&[][..], |pin| pin.1)
    };
    let (ours, others) = (list(&OURS), list(&OTHERS));
    dependencies(manifest)
        .into_iter()
        .filter(|(table, dependency, _)| {
            table != "dev-dependencies"
                && !ours.contains(&dependency.as_str())
                && !others.contains(&dependency.as_str())
        })
        .map(|(table, dependency, _)| {
            format!("{name}: [{table}] {dependency} is not in its list; see docs/decisions/")
        })
        .collect()
}

fn dependencies(manifest: &str) -> Vec<(String, String, toml::Value)> {
    let manifest: toml::Table = manifest.parse().expect("a manifest is TOML");
    let mut found = Vec::new();
    for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
        for (name, value) in manifest
            .get(table)
            .and_then(toml::Value::as_table)
            .into_iter()
            .flatten()
        {
            found.push((table.to_owned(), name.clone(), value.clone()));
        }
    }
    // A dependency for one platform only would slip past the lists above.
    assert!(
        !manifest.contains_key("target"),
        "no dependencies for one platform"
    );
    found
}

fn manifests() -> Vec<(String, String)> {
    let mut found = files::under("crates", &["/Cargo.toml"]);
    found.extend(files::under("xtask", &["/Cargo.toml"]));
    let name = |path: &str| path.rsplit('/').nth(1).unwrap_or_default().to_owned();
    found
        .into_iter()
        .map(|file| (name(&file.path), file.text))
        .collect()
}

#[test]
fn a_dependency_outside_the_list_is_seen() {
    assert_eq!(
        stray(
            "casework",
            "[dependencies]\njiff.workspace = true\nsqlx.workspace = true\n"
        )
        .len(),
        1
    );
    assert_eq!(
        stray("render", "[dependencies]\nstorage.workspace = true\n").len(),
        1
    );
    assert_eq!(
        stray("casework", "[dependencies]\njiff.workspace = true\n").len(),
        0
    );
}
