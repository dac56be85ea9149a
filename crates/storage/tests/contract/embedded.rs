//! What only the database in a data folder can do, and that no statement slips past the registry.

use crate::support::*;
use std::path::{Path, PathBuf};

#[cfg(unix)]
#[tokio::test]
async fn the_data_folder_is_its_owner_s_only() {
    use std::os::unix::fs::PermissionsExt;
    let f = fixture().await;
    let mode = f
        .folder
        .path()
        .join("data")
        .metadata()
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o700);
}

#[tokio::test]
async fn sealed_words_aren_t_in_the_file() {
    let f = fixture().await;
    f.add_case("c1", "De lift op de Turnhoutsebaan is stuk.").await;
    f.store.close().await;
    let bytes = std::fs::read(f.folder.path().join("data").join("gehoor.db")).unwrap();
    assert!(!bytes.windows(14).any(|window| window == b"Turnhoutsebaan"));
}

#[test]
fn no_statement_is_written_outside_the_registry() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in sources(&source) {
        let text = std::fs::read_to_string(&path).unwrap();
        let sends = ["sqlx::query", "raw_sql", "query_scalar"]
            .iter()
            .any(|way| text.contains(way));
        let driver = path.ends_with("database.rs") || path.parent().unwrap().ends_with("database");
        assert!(!sends || driver, "{} sends SQL past the registry", path.display());
        let declares = text.contains("statements! {") && !path.ends_with("statements.rs");
        let module = path.file_stem().unwrap().to_string_lossy().into_owned();
        let listed =
            include_str!("../../src/statements.rs").contains(&format!("crate::{module}::STATEMENTS"));
        assert_eq!(
            declares, listed,
            "{module} declares statements that no test prepares"
        );
    }
}

/// The files of a folder and those below it.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let (folders, mut files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    files.extend(folders.iter().flat_map(|folder| sources(folder)));
    files
}

#[test]
fn the_contract_is_tried_whole_on_postgresql() {
    let modules = |text: &str| -> Vec<String> {
        let lines = text.lines().filter_map(|line| line.strip_prefix("mod "));
        lines.map(|line| line.trim_end_matches(';').to_owned()).collect()
    };
    let theirs = modules(include_str!("../contract_postgres/main.rs"));
    for module in modules(include_str!("main.rs")) {
        assert!(
            module == "embedded" || theirs.contains(&module),
            "{module} isn't tried on PostgreSQL"
        );
    }
}
