//! `gehoor backup`, `gehoor backup verify` and `gehoor restore`, while the desk runs and after it was lost.

use crate::browser::Visitor;
use crate::postgres_nodes::SERVER;
use crate::public::{STORY, receipt, write};
use crate::served::{Installation, Served, gehoor};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// A command: its exit code, and what it said.
fn said(words: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_gehoor"))
        .args(words)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}

fn good(words: &[&str]) -> String {
    let (code, said) = said(words);
    assert_eq!(code, Some(0), "{words:?}: {said}");
    said
}

/// It doesn't go on, and says what to do.
fn refused(words: &[&str], remedy: &str) {
    let (code, said) = said(words);
    assert_eq!(code, Some(2), "{words:?}: {said}");
    assert!(said.contains(remedy), "{words:?}: {said}");
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn complain(address: &str) -> (String, String) {
    let visitor = Visitor::with(address, Default::default());
    let key = write(&visitor);
    visitor.post("/klacht/nieuw/nakijken", &[("sleutel", &key)]);
    receipt(&visitor.get("/bedankt"))
}

fn followed(address: &str, code: &str) -> bool {
    let reader = Visitor::with(address, Default::default());
    reader.post("/volgen", &[("code", code)]).status == 303
        && reader.get("/volgen/klacht").text().contains(STORY)
}

fn names(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .collect();
    names.sort();
    names
}

fn until(what: impl Fn() -> bool, why: &str) {
    #[expect(
        clippy::disallowed_methods,
        reason = "a test waits for a program that really runs"
    )]
    let began = std::time::Instant::now();
    while !what() {
        assert!(began.elapsed() < Duration::from_secs(60), "{why}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_backup_made_while_the_desk_runs_is_put_back_after_the_desk_was_lost() {
    let (installation, _) = Installation::new();
    let (data, backups) = (installation.data(), installation.beside("backups"));
    let served = installation.serve(&["--listen", "127.0.0.1:0"], &installation.beside("log"));
    let (number, code) = complain(&served.address);
    let made = good(&["backup", "--data", text(&data), "--to", text(&backups)]);
    assert!(made.contains("Reservekopie gemaakt"), "{made}");
    let (later, later_code) = complain(&served.address);
    assert!(later != number && followed(&served.address, &later_code));
    served.kill();

    let verified = good(&[
        "backup",
        "verify",
        "--data",
        text(&data),
        "--from",
        text(&backups),
    ]);
    assert!(verified.contains("Alles klopt"), "{verified}");
    // The master key isn't in a backup, and nobody's eyes but the owner's.
    let key = installation.beside("master.key");
    std::fs::copy(data.join("master.key"), &key).unwrap();
    let secret = std::fs::read(&key).unwrap();
    for path in names(&backups, "data").iter().chain(&names(&backups, "keys")) {
        let bytes = std::fs::read(path).unwrap();
        assert!(!bytes.windows(32).any(|window| window == secret));
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }

    let back = installation.beside("back");
    let words = ["restore", "--data", text(&back), "--from", text(&backups)];
    refused(&words, "Zonder die sleutel");
    assert!(!back.exists());
    let with_key = [&words[..], &["--master-key", text(&key)]].concat();
    let restored = good(&with_key);
    assert!(
        restored.contains("Alles klopt") && restored.contains("Alles staat in"),
        "{restored}"
    );
    refused(&with_key, "wordt al iets bewaard");
    refused(
        &["restore", "--data", text(&data), "--from", text(&backups)],
        "Kies een lege map",
    );
    let again = Served::start(
        {
            let mut command = gehoor(&["serve"], &back);
            command.args(["--listen", "127.0.0.1:0"]);
            command
        },
        &installation.beside("log"),
    );
    assert!(followed(&again.address, &code));
    assert!(!followed(&again.address, &later_code));

    // The other database takes it too, and makes one that comes back into a folder.
    let url = SERVER.place().unwrap();
    let there = ["--data", text(&back), "--database", &url];
    good(&[&["restore", "--from", text(&backups)], &there[..]].concat());
    let other = installation.beside("other");
    good(&[&["backup", "--to", text(&other)], &there[..]].concat());
    good(&["backup", "verify", "--data", text(&back), "--from", text(&other)]);
    refused(
        &[&["restore", "--from", text(&other)], &there[..]].concat(),
        "lege databank",
    );
    let folder = installation.beside("folder");
    let words = ["restore", "--data", text(&folder), "--from", text(&other)];
    good(&[&words[..], &["--master-key", text(&key)]].concat());
    good(&["verify", "--data", text(&folder)]);
}

#[test]
fn what_is_damaged_mixed_or_someone_else_s_is_said_with_what_to_do() {
    let (installation, _) = Installation::new();
    let (data, backups) = (installation.data(), installation.beside("backups"));
    let make = || good(&["backup", "--data", text(&data), "--to", text(&backups)]);
    refused(&["backup", "--data", text(&data)], "--to");
    refused(&["backup", "verify", "--data", text(&data)], "--from");
    make();
    make();
    let (files, keys) = (names(&backups, "data"), names(&backups, "keys"));
    assert_eq!((files.len(), keys.len()), (2, 2));
    let try_out = |from: &Path, more: &[&str], remedy: &str| {
        let words = ["backup", "verify", "--data", text(&data), "--from", text(from)];
        let words = [&words[..], more].concat();
        match remedy {
            "" => assert!(good(&words).contains("Alles klopt")),
            remedy => refused(&words, remedy),
        }
    };
    try_out(&files[0], &["--keys", text(&keys[1])], "--later-keys");
    try_out(&files[0], &["--keys", text(&keys[1]), "--later-keys"], "");
    try_out(
        &files[1],
        &["--keys", text(&keys[0]), "--later-keys"],
        "ouder dan",
    );
    try_out(&data.join("master.key"), &[], "is geen reservekopie");
    try_out(&installation.beside("nothing"), &[], "is er niet");
    let whole = std::fs::read(&files[1]).unwrap();
    let mut flipped = whole.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 4;
    for bytes in [&flipped[..], &whole[..middle]] {
        std::fs::write(&files[1], bytes).unwrap();
        try_out(&files[1], &[], "Haal het bestand opnieuw op");
    }
    // What was erased in between can't be known: an older one isn't put back beside it.
    let mut flipped = whole.clone();
    let head = flipped.iter().position(|byte| *byte == b'\n').unwrap();
    flipped[head + 30] ^= 4;
    std::fs::write(&files[1], flipped).unwrap();
    let (place, key) = (installation.beside("place"), data.join("master.key"));
    let words = ["restore", "--data", text(&place), "--from", text(&files[0])];
    let words = [&words[..], &["--master-key", text(&key)]].concat();
    refused(&words, "zet ze dan in een andere map");
    assert!(!place.exists());
    std::fs::write(&files[1], &whole).unwrap();
    std::fs::remove_file(&keys[1]).unwrap();
    try_out(&files[1], &[], "hoogstens 35 dagen");
    let (stranger, _) = Installation::new();
    let key = stranger.data().join("master.key");
    try_out(&files[0], &["--master-key", text(&key)], "past niet bij");
}

#[test]
fn the_desk_makes_its_own_backup_and_says_so_and_says_when_it_fails() {
    let (installation, _) = Installation::new();
    let backups = installation.beside("backups");
    let config = installation.beside("gehoor.toml");
    let settings = |folder: &Path| {
        let text = format!("[backup]\nfolder = \"{}\"\nkeep = 2\n", folder.display());
        std::fs::write(&config, text).unwrap();
    };
    let serve = || {
        installation.serve(
            &["--listen", "127.0.0.1:0", "--config", text(&config)],
            &installation.beside("log"),
        )
    };
    let doctor = || {
        installation
            .ask(&["doctor", "--listen", "127.0.0.1:0", "--config", text(&config)])
            .1
    };
    // A file stands where the folder should be.
    std::fs::write(&backups, "in the way").unwrap();
    settings(&backups);
    assert!(doctor().contains("Er is nog geen reservekopie"));
    let served = serve();
    until(
        || {
            std::fs::read_to_string(installation.beside("log"))
                .unwrap()
                .contains("the backup failed")
        },
        "it doesn't say that it failed",
    );
    served.kill();
    let found = doctor();
    assert!(
        found.contains("[FOUT]") && found.contains("is mislukt"),
        "{found}"
    );
    // Somebody mends it: the folder is another one.
    let mended = installation.beside("mended");
    settings(&mended);
    let (good, made) = installation.ask(&["backup", "--config", text(&config)]);
    assert!(good, "{made}");
    let found = doctor();
    assert!(
        found.contains("[goed] De jongste reservekopie") && !found.contains("is mislukt"),
        "{found}"
    );
    assert!(found.contains(&format!("Alleen de desk zelf kan {} lezen", mended.display())));
    for _ in 0..2 {
        assert!(installation.ask(&["backup", "--config", text(&config)]).0);
    }
    assert_eq!(
        (names(&mended, "data").len(), names(&mended, "keys").len()),
        (2, 2)
    );
}

#[test]
fn a_desk_without_a_backup_makes_one_at_its_start() {
    let (installation, _) = Installation::new();
    let (backups, config) = (installation.beside("backups"), installation.beside("gehoor.toml"));
    std::fs::write(&config, format!("[backup]\nfolder = \"{}\"\n", backups.display())).unwrap();
    let _served = installation.serve(
        &["--listen", "127.0.0.1:0", "--config", text(&config)],
        &installation.beside("log"),
    );
    until(|| names(&backups, "data").len() == 1, "no backup is made");
    assert_eq!(names(&backups, "keys").len(), 1);
    let words = ["backup", "verify", "--config", text(&config)];
    let (good, said) = installation.ask(&words);
    assert!(good, "{said}");
    assert_eq!(backups.metadata().unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn killed_in_the_middle_a_backup_leaves_nothing_that_looks_whole() {
    let (installation, _) = Installation::new();
    let (data, backups) = (installation.data(), installation.beside("backups"));
    let mut broken = 0;
    for tries in 0_u64..40 {
        let mut child = gehoor(&["backup", "--to", text(&backups)], &data)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        if tries % 2 == 0 {
            let id = child.id();
            let left = names(&backups, "part").len();
            until(
                || names(&backups, "part").len() > left || ended(id),
                "it doesn't begin",
            );
            std::thread::sleep(Duration::from_micros(tries * 150));
        } else {
            std::thread::sleep(Duration::from_millis(tries));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        broken += names(&backups, "part").len();
        // Keys without data are no backup; data that has its name is one, with its keys.
        for path in names(&backups, "data") {
            assert!(path.with_extension("keys").exists(), "{}", path.display());
            good(&["backup", "verify", "--data", text(&data), "--from", text(&path)]);
            std::fs::remove_file(path).unwrap();
        }
    }
    assert!(broken > 0, "none was stopped in the middle");
    good(&["verify", "--data", text(&data)]);
}

/// Whether a program has ended by itself, without waiting for it.
fn ended(id: u32) -> bool {
    std::fs::read_to_string(format!("/proc/{id}/stat")).map_or(true, |stat| stat.contains(") Z "))
}
