//! `gehoor keys`: replacing the key above all others, a passphrase, and the sheet for the day that the machine is gone.

use crate::browser::Visitor;
use crate::public::{STORY, receipt, write};
use crate::served::{Installation, Served};
use std::path::Path;
use std::process::{Command, Stdio};

/// Submits a complaint to a desk that runs for as long as that takes; gives its code.
fn complained(installation: &Installation) -> String {
    let served = installation.serve(&["--listen", "127.0.0.1:0"], &installation.beside("log"));
    let visitor = Visitor::with(&served.address, Default::default());
    let key = write(&visitor);
    visitor.post("/klacht/nieuw/nakijken", &[("sleutel", &key)]);
    receipt(&visitor.get("/bedankt")).1
}

fn reads(installation: &Installation, code: &str, words: &[(&str, &str)]) -> bool {
    let mut command = installation.command(&["serve", "--listen", "127.0.0.1:0"]);
    command.envs(words.iter().copied());
    let served = Served::start(command, &installation.beside("log"));
    let reader = Visitor::with(&served.address, Default::default());
    reader.post("/volgen", &[("code", code)]).status == 303
        && reader.get("/volgen/klacht").text().contains(STORY)
}

/// A command with these variables in its environment: whether it ended well, and what it said.
fn said(installation: &Installation, words: &[&str], with: &[(&str, &str)]) -> (bool, String) {
    let output = installation
        .command(words)
        .envs(with.iter().copied())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

fn good(installation: &Installation, words: &[&str]) -> String {
    let (good, said) = said(installation, words, &[]);
    assert!(good, "{words:?}: {said}");
    said
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn the_key_is_replaced_and_what_was_written_before_is_still_read_by_who_wrote_it() {
    let (installation, _) = Installation::new();
    let code = complained(&installation);
    let saved = installation.beside("saved");
    good(&installation, &["backup", "--to", text(&saved)]);
    let old: Vec<u8> = std::fs::read(installation.data().join("master.key")).unwrap();

    let told = good(&installation, &["keys", "rotate"]);
    assert!(told.contains("Sleutel 2 is nu in gebruik"), "{told}");
    let shown = good(&installation, &["keys", "show"]);
    assert!(shown.contains("Sleutel 1 is oud: 0 sleutels"), "{shown}");
    good(&installation, &["verify"]);

    // The only backup opens with nothing but the old key.
    let destroy = ["keys", "destroy-old", "--from", text(&saved)];
    let (done, told) = said(&installation, &destroy, &[]);
    assert!(!done && told.contains("niets vernietigd"), "{told}");

    good(&installation, &["backup", "--to", text(&saved)]);
    good(&installation, &destroy);
    let new = std::fs::read(installation.data().join("master.key")).unwrap();
    assert!(!new.windows(old.len()).any(|some| some == old));
    good(&installation, &["verify"]);
    good(&installation, &["backup", "verify", "--from", text(&saved)]);
    assert!(reads(&installation, &code, &[]));
    let (done, told) = said(&installation, &destroy, &[]);
    assert!(!done && told.contains("geen oude sleutel"), "{told}");
}

#[test]
fn a_replacement_that_was_cut_off_goes_on_where_it_was() {
    let (installation, _) = Installation::new();
    let code = complained(&installation);
    // As after a power cut between the new key and the first data key: the key is there, nothing is wrapped in it.
    let file = installation.data().join("master.key");
    let old = storage::MasterKey::load_or_create(&file).unwrap();
    storage::MasterKey::replace(&file, &old.rotated().unwrap().to_bytes()).unwrap();
    assert!(reads(&installation, &code, &[]));
    let told = good(&installation, &["keys", "rotate"]);
    assert!(told.contains("Sleutel 2 is nu in gebruik"), "{told}");
    let shown = good(&installation, &["keys", "show"]);
    assert!(shown.contains("Sleutel 1 is oud: 0 sleutels"), "{shown}");
    assert!(reads(&installation, &code, &[]));
}

#[test]
fn while_a_desk_runs_its_key_is_not_replaced() {
    let (installation, _) = Installation::new();
    let _served = installation.serve(&["--listen", "127.0.0.1:0"], &installation.beside("log"));
    for words in [&["keys", "rotate"][..], &["keys", "passphrase", "set"]] {
        let (done, told) = said(&installation, words, &[]);
        assert!(!done && told.contains("Stop die eerst"), "{told}");
    }
}

#[test]
fn a_key_under_a_passphrase_opens_with_it_and_not_without() {
    let (installation, _) = Installation::new();
    let code = complained(&installation);
    let phrase = [("GEHOOR_PASSPHRASE", "zes woorden van een lijst")];
    let (_, told) = said(
        &installation,
        &["keys", "passphrase", "set"],
        &[("GEHOOR_PASSPHRASE", "kort")],
    );
    assert!(told.contains("minstens 20 tekens"), "{told}");
    let (done, told) = said(&installation, &["keys", "passphrase", "set"], &phrase);
    assert!(done, "{told}");
    let (done, told) = said(&installation, &["verify"], &[]);
    assert!(!done && told.contains("vraagt een wachtzin"), "{told}");
    let other = [("GEHOOR_PASSPHRASE", "zes woorden van een andere lijst")];
    let (done, told) = said(&installation, &["verify"], &other);
    assert!(!done && told.contains("another one"), "{told}");
    assert!(reads(&installation, &code, &phrase));
    let (done, told) = said(&installation, &["keys", "rotate"], &phrase);
    assert!(done, "{told}");
    let (done, told) = said(&installation, &["keys", "passphrase", "remove"], &phrase);
    assert!(done, "{told}");
    assert!(reads(&installation, &code, &[]));
}

#[test]
fn the_key_may_come_from_the_environment_or_from_systemd_and_is_then_written_beside() {
    let (installation, _) = Installation::new();
    let code = complained(&installation);
    let file = installation.data().join("master.key");
    let key = storage::MasterKey::load_or_create(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    let digits = String::from_utf8(key.to_text().to_vec()).unwrap();
    assert!(reads(
        &installation,
        &code,
        &[("GEHOOR_MASTER_KEY", digits.trim())]
    ));
    let credentials = installation.beside("credentials");
    std::fs::create_dir(&credentials).unwrap();
    std::fs::write(credentials.join("gehoor-master-key"), &*key.to_bytes()).unwrap();
    let with = [("CREDENTIALS_DIRECTORY", text(&credentials))];
    assert!(reads(&installation, &code, &with));

    let (done, told) = said(&installation, &["keys", "rotate"], &with);
    assert!(!done && told.contains("Zeg met --to"), "{told}");
    let new = installation.beside("new.key");
    let (done, told) = said(&installation, &["keys", "rotate", "--to", text(&new)], &with);
    assert!(done && told.contains("Zet ze op de plaats van"), "{told}");
    std::fs::copy(&new, credentials.join("gehoor-master-key")).unwrap();
    let (done, told) = said(&installation, &["keys", "rotate"], &with);
    assert!(done && told.contains("Sleutel 2 is nu in gebruik"), "{told}");
    assert!(reads(&installation, &code, &with));

    let saved = installation.beside("saved");
    let (done, told) = said(&installation, &["backup", "--to", text(&saved)], &with);
    assert!(done, "{told}");
    let left = installation.beside("left.key");
    let destroy = ["keys", "destroy-old", "--from", text(&saved), "--to", text(&left)];
    let (done, told) = said(&installation, &destroy, &with);
    assert!(
        done && told.contains("pas dan zijn de oude sleutels weg"),
        "{told}"
    );
    std::fs::copy(&left, credentials.join("gehoor-master-key")).unwrap();
    assert!(reads(&installation, &code, &with));
    // The key from before the replacement is refused, or it would wrap what nobody opens.
    let before = [("GEHOOR_MASTER_KEY", digits.trim())];
    let (done, told) = said(&installation, &["verify"], &before);
    assert!(!done && told.contains("past niet"), "{told}");
    assert!(!file.exists(), "no key was made in the folder");
}

#[test]
fn a_recovery_sheet_gives_the_key_back_and_doctor_asks_for_one_that_was_tried() {
    let (installation, _) = Installation::new();
    let identity = installation.beside("identity");
    let made = Command::new("age-keygen")
        .arg("-o")
        .arg(&identity)
        .output()
        .expect("age is installed by `cargo xtask setup`");
    let told = String::from_utf8(made.stderr).unwrap();
    let recipient = told.trim().strip_prefix("Public key: ").unwrap();
    let doctor = || good(&installation, &["doctor", "--listen", "127.0.0.1:0"]);
    assert!(doctor().contains("geen herstelblad"), "{}", doctor());

    let sheet = installation.beside("blad.txt");
    let create = [
        "keys",
        "recovery",
        "create",
        "--to",
        text(&sheet),
        "--recipient",
        recipient,
    ];
    good(&installation, &create);
    let (done, told) = said(&installation, &create, &[]);
    assert!(!done && told.contains("is er al"), "{told}");
    let verify = [
        "keys",
        "recovery",
        "verify",
        text(&sheet),
        "--identity",
        text(&identity),
    ];
    good(&installation, &verify);
    assert!(
        doctor().contains("Een herstelblad van de hoofdsleutel is nagekeken"),
        "{}",
        doctor()
    );

    // Without Gehoor: the sheet holds the key itself.
    let written = std::fs::read_to_string(&sheet).unwrap();
    let sealed = installation.beside("blad.age");
    let begin = written.find("-----BEGIN").unwrap();
    std::fs::write(&sealed, &written[begin..]).unwrap();
    let opened = Command::new("age")
        .args(["--decrypt", "--identity", text(&identity), text(&sealed)])
        .output()
        .unwrap();
    let kept = storage::MasterKey::load_or_create(&installation.data().join("master.key")).unwrap();
    assert!(storage::MasterKey::parse(&opened.stdout).unwrap().is_same(&kept));

    // A new key makes it old, and half a sheet is no sheet.
    good(&installation, &["keys", "rotate"]);
    let (done, told) = said(&installation, &verify, &[]);
    assert!(!done && told.contains("een oude sleutel"), "{told}");
    assert!(doctor().contains("geen herstelblad"), "{}", doctor());
    std::fs::write(&sheet, &written[..written.len() - 60]).unwrap();
    let (done, told) = said(&installation, &verify, &[]);
    assert!(!done && told.contains("ontbreekt een stuk"), "{told}");
}
