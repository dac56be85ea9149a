//! Finds and reads the repository's own files, in a fixed order and without what is built or installed.
use std::fs;
use std::path::{Path, PathBuf};

/// The repository's folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_path_buf()
}

/// A file of the repository with its path from the root.
pub struct File {
    /// From the root, with `/`.
    pub path: String,
    /// As text.
    pub text: String,
}

/// Every file under `folder` whose name ends in one of `ends`, sorted by path; none when the folder isn't there.
pub fn under(folder: &str, ends: &[&str]) -> Vec<File> {
    let mut paths = Vec::new();
    walk(&root().join(folder), &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            (
                path.strip_prefix(root())
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/"),
                path,
            )
        })
        .filter(|(name, _)| ends.iter().any(|end| name.ends_with(end)))
        .filter_map(|(name, path)| {
            Some(File {
                path: name,
                text: fs::read_to_string(path).ok()?,
            })
        })
        .collect()
}

/// All Rust of the project: crates and xtask, with their tests.
pub fn rust() -> Vec<File> {
    let mut files = under("crates", &[".rs"]);
    files.extend(under("xtask", &[".rs"]));
    files
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if name == "target" || name == "node_modules" || name == ".git" {
            continue;
        }
        if path.is_dir() {
            walk(&path, found)
        } else {
            found.push(path)
        }
    }
}

#[test]
fn the_walk_finds_this_file() {
    assert!(rust().iter().any(|file| file.path == "xtask/tests/tidy/files.rs"));
}
