//! What the program keeps on disk can be read by its owner only, also in a folder that was there before.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

fn gehoor(words: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gehoor"))
        .args(words)
        .current_dir(folder)
        .output()
        .unwrap()
}

/// The first command that keeps something.
const INVITE: [&str; 10] = [
    "person",
    "invite",
    "--name",
    "Sam",
    "--email",
    "sam@voorbeeld.test",
    "--role",
    "administrator",
    "--data",
    "data",
];

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

fn set(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_new_data_folder_its_key_and_its_outbox_are_closed_to_others() {
    let place = tempfile::tempdir().unwrap();
    assert!(gehoor(&INVITE, place.path()).status.success());
    assert!(
        gehoor(&["person", "list", "--data", "data"], place.path())
            .status
            .success()
    );
    let data = place.path().join("data");
    assert_eq!(mode(&data), 0o700);
    assert_eq!(mode(&data.join("master.key")), 0o600);
    assert_eq!(mode(&data.join("outbox")), 0o700);
}

#[test]
fn a_data_folder_that_was_open_to_others_is_closed() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    fs::create_dir(&data).unwrap();
    set(&data, 0o755);
    assert!(gehoor(&INVITE, place.path()).status.success());
    assert_eq!(mode(&data), 0o700);
}

#[test]
fn a_folder_that_everybody_shares_is_refused_and_left_as_it_is() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    fs::create_dir(&data).unwrap();
    set(&data, 0o1777);
    let refused = gehoor(&INVITE, place.path());
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(said.contains("chmod 700"), "{said}");
    assert_eq!(mode(&data), 0o1777);
    assert_eq!(fs::read_dir(&data).unwrap().count(), 0);
}

#[test]
fn the_master_key_may_lie_elsewhere() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("keys")).unwrap();
    fs::write(
        place.path().join("gehoor.toml"),
        "key_file = \"keys/gehoor.key\"\n",
    )
    .unwrap();
    let words = [&INVITE[..], &["--config", "gehoor.toml"]].concat();
    assert!(gehoor(&words, place.path()).status.success());
    assert_eq!(mode(&place.path().join("keys/gehoor.key")), 0o600);
    assert!(!place.path().join("data/master.key").exists());
    // Without the setting another key would be made, and that isn't the one.
    assert!(!gehoor(&INVITE, place.path()).status.success());
}
