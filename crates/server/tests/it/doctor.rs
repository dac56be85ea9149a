//! `gehoor doctor` and `gehoor config`: what is wrong is named, all of it, and with what to do.

use crate::served::{Installation, gehoor};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

fn bad_lines(said: &str) -> Vec<&str> {
    said.lines().filter(|line| line.starts_with("[FOUT]")).collect()
}

#[test]
fn a_healthy_desk_has_no_bad_line_while_it_runs() {
    let (installation, _) = Installation::new();
    let served = installation.serve(&["--listen", "127.0.0.1:0"], &installation.beside("log"));
    // The first round of the background work is done when it is ready.
    let ask =
        || crate::browser::Visitor::with(&served.address, Default::default()).ask("GET", "/health", &[]);
    while ask().status != 200 {
        std::thread::yield_now();
    }
    let (good, said) = installation.ask(&["doctor", "--listen", &served.address]);
    assert!(good, "{said}");
    assert!(
        said.contains(&format!("Op {} draait al een klachtendesk", served.address)),
        "{said}"
    );
    assert!(said.contains("Het werk op de achtergrond draait"), "{said}");
}

#[test]
fn what_a_desk_can_start_with_but_should_not_stay_so_is_a_warning_and_no_fault() {
    let (installation, _) = Installation::new();
    let (good, said) = installation.ask(&["doctor", "--listen", "127.0.0.1:0"]);
    assert!(good, "{said}");
    let warned: Vec<&str> = said.lines().filter(|line| line.starts_with("[let op]")).collect();
    for fault in ["geen adres", "geen dagelijkse reservekopie", "geen mailserver"] {
        assert!(
            warned
                .iter()
                .any(|line| line.contains(fault) && line.contains("Zet ")),
            "{fault}: {said}"
        );
    }
}

#[test]
fn each_bad_line_says_what_to_do() {
    let (installation, _) = Installation::new();
    let data = installation.data();
    std::fs::set_permissions(&data, std::fs::Permissions::from_mode(0o755)).unwrap();
    let password = installation.beside("password");
    std::fs::write(&password, "geheim").unwrap();
    std::fs::set_permissions(&password, std::fs::Permissions::from_mode(0o644)).unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken_at = taken.local_addr().unwrap();
    // Somebody listens there, but it isn't a desk.
    std::thread::spawn(move || {
        while let Ok((stream, _)) = taken.accept() {
            drop(stream)
        }
    });
    let nobody = crate::watched::free_port();
    let port = nobody.split(':').nth(1).unwrap();
    let config = installation.beside("gehoor.toml");
    let text = format!(
        "listen = \"{taken_at}\"\naddress = \"http://klacht.voorbeeld.test\"\n[smtp]\nhost = \"127.0.0.1\"\nport = {port}\n\
         from = \"a@b.test\"\nsecurity = \"none\"\nuser = \"desk\"\npassword_file = \"{}\"\n",
        password.display()
    );
    std::fs::write(&config, text).unwrap();
    let (good, said) = installation.ask(&["doctor", "--config", config.to_str().unwrap()]);
    let bad = bad_lines(&said);
    assert!(!good && bad.len() == 5, "{said}");
    for remedy in [
        "Kies een andere poort".to_owned(),
        "Zet er een webserver met TLS voor".to_owned(),
        format!("chmod go-rwx {}", data.display()),
        format!("chmod go-rwx {}", password.display()),
        "Kijk in [smtp]".to_owned(),
    ] {
        assert!(bad.iter().any(|line| line.contains(&remedy)), "{remedy}:\n{said}");
    }
    assert!(!said.contains("geheim"), "{said}");
}

#[test]
fn a_mail_server_that_answers_is_good_and_gets_no_mail() {
    let (installation, _) = Installation::new();
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = server.local_addr().unwrap().port();
    let heard = std::thread::spawn(move || {
        let mut heard = String::new();
        let (stream, _) = server.accept().unwrap();
        let mut stream = BufReader::new(stream);
        stream.get_mut().write_all(b"220 here\r\n").unwrap();
        let mut line = String::new();
        while stream.read_line(&mut line).unwrap_or(0) > 0 {
            stream.get_mut().write_all(b"250 fine\r\n").unwrap();
            heard.push_str(&line);
            line.clear();
        }
        heard
    });
    let config = installation.beside("gehoor.toml");
    let text = format!(
        "listen = \"127.0.0.1:0\"\n[smtp]\nhost = \"127.0.0.1\"\nport = {port}\nfrom = \"a@b.test\"\nsecurity = \"none\"\n"
    );
    std::fs::write(&config, text).unwrap();
    let (good, said) = installation.ask(&["doctor", "--config", config.to_str().unwrap()]);
    assert!(good, "{said}");
    let heard = heard.join().unwrap();
    assert!(heard.contains("EHLO") && !heard.contains("MAIL FROM"), "{heard}");
}

#[test]
fn another_master_key_is_found() {
    let (installation, _) = Installation::new();
    std::fs::write(installation.data().join("master.key"), "x").unwrap();
    let (good, said) = installation.ask(&["doctor", "--listen", "127.0.0.1:0"]);
    assert!(!good && said.contains("zet een back-up terug"), "{said}");
}

#[tokio::test]
async fn a_clock_behind_the_last_sign_of_life_and_work_that_stands_still_are_found() {
    let (installation, _) = Installation::new();
    let data = installation.data();
    let key = storage::MasterKey::load_or_create(&data.join("master.key")).unwrap();
    let store = storage::Store::open(&data, key).await.unwrap();
    let future = casework::moment::Moment(i64::MAX / 2);
    store.heartbeat("mail", future).await.unwrap();
    store
        .heartbeat("sweep", casework::moment::Moment(0))
        .await
        .unwrap();
    store.close().await;
    let (good, said) = installation.ask(&["doctor", "--listen", "127.0.0.1:0"]);
    let bad = bad_lines(&said);
    assert!(!good && bad.len() == 2, "{said}");
    assert!(
        bad[0].contains("Start de desk") && bad[1].contains("De klok van deze machine loopt achter"),
        "{said}"
    );
}

#[test]
fn config_check_names_every_mistake_with_its_line_and_serve_refuses_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("gehoor.toml");
    std::fs::write(&file, "listn = \"127.0.0.1:1\"\nlog = \"xml\"\n").unwrap();
    let place = file.to_str().unwrap();
    let check = Command::new(env!("CARGO_BIN_EXE_gehoor"))
        .args(["config", "check", "--config", place])
        .output()
        .unwrap();
    let said = String::from_utf8(check.stderr).unwrap();
    assert_eq!(check.status.code(), Some(1), "{said}");
    assert!(
        said.contains(&format!(
            "{place}:1: De instelling listn bestaat niet. Bedoel je listen?"
        )),
        "{said}"
    );
    assert!(
        said.contains(&format!("{place}:2: log kan niet xml zijn. Kies uit: text, json")),
        "{said}"
    );
    let serve = gehoor(&["serve", "--config", place], folder.path())
        .output()
        .unwrap();
    assert_eq!(serve.status.code(), Some(2));
    std::fs::write(&file, "listen = \"127.0.0.1:0\"\n").unwrap();
    let check = Command::new(env!("CARGO_BIN_EXE_gehoor"))
        .args(["config", "check", "--config", place])
        .output()
        .unwrap();
    assert!(check.status.success());
    let show = gehoor(&["config", "show", "--config", place], folder.path())
        .output()
        .unwrap();
    let shown = String::from_utf8(show.stdout).unwrap();
    assert!(
        shown.contains("listen = \"127.0.0.1:0\"") && shown.contains("# metrics"),
        "{shown}"
    );
}

#[test]
fn the_example_of_the_settings_is_good() {
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/systemd/gehoor.toml");
    let text = std::fs::read_to_string(example).unwrap();
    // What is only suggested there must be good as well, but for the file with the password.
    let folder = tempfile::tempdir().unwrap();
    let (whole, password) = (folder.path().join("gehoor.toml"), folder.path().join("password"));
    std::fs::write(&password, "x").unwrap();
    let suggested = text
        .replace("# [smtp]", "[smtp]")
        .replace("\n# ", "\n")
        .replace("/etc/gehoor/smtp-password", password.to_str().unwrap());
    let (_, smtp) = suggested.split_once("[smtp]").unwrap();
    let (settings, _) = text.split_once("# [smtp]").unwrap();
    std::fs::write(&whole, format!("{settings}\n[smtp]{smtp}")).unwrap();
    for file in [example, whole.to_str().unwrap()] {
        let check = Command::new(env!("CARGO_BIN_EXE_gehoor"))
            .args(["config", "check", "--config", file])
            .output()
            .unwrap();
        assert!(
            check.status.success(),
            "{}",
            String::from_utf8_lossy(&check.stderr)
        );
    }
}

#[test]
fn verify_is_quiet_about_its_progress_when_nobody_looks() {
    let (installation, _) = Installation::new();
    let output = gehoor(&["verify"], &installation.data()).output().unwrap();
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
