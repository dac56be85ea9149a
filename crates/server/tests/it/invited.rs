//! `gehoor person invite`: what is wrong is named with what to do, and who is there already isn't changed unseen;
//! who was only invited isn't there yet.

use crate::served::{Installation, gehoor};
use crate::watched::signed_in;
use std::path::Path;

/// How it ended, what it printed, what it said beside that.
fn invite(words: &[&str], data: &Path) -> (Option<i32>, String, String) {
    let output = gehoor(&[&["person", "invite"], words].concat(), data)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn ann<'a>(name: &'a str, role: &'a str) -> Vec<&'a str> {
    vec!["--name", name, "--email", "Ann@voorbeeld.test", "--role", role]
}

#[test]
fn each_wrong_value_is_named_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let words = [
        "--name",
        " ",
        "--email",
        "ann.voorbeeld",
        "--role",
        "baas",
        "--address",
        "klacht.be",
    ];
    let (code, _, said) = invite(&words, &data);
    assert_eq!(code, Some(2));
    for part in [
        "Geef met --name",
        "ann.voorbeeld is geen e-mailadres. Geef met --email",
        "De rol baas bestaat niet. Kies uit: ",
        "--address moet beginnen met https://",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!data.exists());
}

#[test]
fn who_is_there_already_gets_a_new_link_and_never_other_roles_unseen() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (code, first, _) = invite(&ann("Ann Verbeke", "handler"), &data);
    assert_eq!(code, Some(0));
    let (code, second, said) = invite(&ann("Anna", "handler"), &data);
    assert_eq!(code, Some(0));
    assert_ne!(first, second);
    assert!(
        said.contains("Ann Verbeke (ann@voorbeeld.test) staat er al"),
        "{said}"
    );
    assert!(said.contains("Dit is een nieuwe link"), "{said}");
    let (code, link, said) = invite(&ann("Ann Verbeke", "board_member"), &data);
    assert_eq!((code, link.as_str()), (Some(2), ""));
    assert!(said.contains("met deze rollen: Volgt klachten op."), "{said}");
}

#[test]
fn the_link_begins_with_the_address_that_was_set_and_says_so_when_none_was() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (_, link, said) = invite(&ann("Ann", "handler"), &data);
    assert!(
        link.starts_with("http://127.0.0.1:8080/uitnodiging?sleutel="),
        "{link}"
    );
    assert!(said.contains("Geef het met --address"), "{said}");
    let config = folder.path().join("gehoor.toml");
    std::fs::write(&config, "address = \"https://klacht.test\"\n").unwrap();
    let set = ["--config", config.to_str().unwrap()];
    let (_, link, said) = invite(&[&ann("Ann", "handler")[..], &set].concat(), &data);
    assert!(link.starts_with("https://klacht.test/uitnodiging?"), "{link}");
    assert!(!said.contains("--address"), "{said}");
    let typed = ["--address", "http://10.0.0.5:8081"];
    let (_, link, _) = invite(&[&ann("Ann", "handler")[..], &set, &typed].concat(), &data);
    assert!(link.starts_with("http://10.0.0.5:8081/uitnodiging?"), "{link}");
}

/// The link of somebody's invitation, in the order of the people of an installation.
fn link(links: &[String], who: usize) -> &str {
    links.get(who).unwrap()
}

#[test]
fn who_never_signed_in_is_still_to_do_at_the_first_start() {
    let (installation, links) = Installation::new();
    let served = installation.serve(&["--listen", "127.0.0.1:0"], &installation.beside("log"));
    let bart = signed_in(&served, link(&links, 2));
    let start = bart.get("/instellingen/start").text();
    assert!(
        start.contains("Chris Wouters: uitgenodigd, nog niet aangemeld"),
        "{start}"
    );
    assert!(
        start.contains("nu 1 persoon, 2 uitgenodigd en nog niet aangemeld"),
        "{start}"
    );
    assert!(start.contains("href=\"#stap-bestuur\""), "{start}");
    assert!(!start.contains("href=\"#stap-management\""), "{start}");
    for who in [0, 1, 3] {
        signed_in(&served, link(&links, who));
    }
    let start = bart.get("/instellingen/start").text();
    assert!(!start.contains("nog niet aangemeld"), "{start}");
    assert!(!start.contains("href=\"#stap-bestuur\""), "{start}");
    assert!(!start.contains("href=\"#stap-mensen\""), "{start}");
}

#[test]
fn without_a_mail_server_the_link_is_there_to_pass_on_and_nothing_says_that_it_was_sent() {
    let (installation, links) = Installation::new();
    let served = installation.serve(&["--listen", "127.0.0.1:0"], &installation.beside("log"));
    let bart = signed_in(&served, link(&links, 2));
    let people = bart.get("/instellingen/mensen").text();
    let key = people.split("/mensen/uitnodigen").nth(1).unwrap();
    let key = key.split("name=\"sleutel\" value=\"").nth(1).unwrap();
    let key = key.split('"').next().unwrap();
    let invited = bart.post(
        "/instellingen/mensen/uitnodigen",
        &[
            ("sleutel", key),
            ("naam", "Dirk Peeters"),
            ("email", "dirk@voorbeeld.test"),
            ("rol", "board_member"),
        ],
    );
    let page = invited.text();
    assert!(
        page.contains("De uitnodiging is klaar. Er vertrok geen mail."),
        "{page}"
    );
    assert!(!page.contains("De uitnodiging is verstuurd"), "{page}");
    assert!(page.contains("Geef deze link zelf door"), "{page}");
    let proof = page.split("/uitnodiging?").nth(1).unwrap();
    signed_in(&served, proof.split('"').next().unwrap());
}

#[test]
fn the_board_reads_whom_a_command_gave_a_new_link() {
    let (installation, links) = Installation::new();
    let again = [
        "person",
        "invite",
        "--name",
        "Ann",
        "--email",
        "ann@voorbeeld.test",
        "--role",
        "handler",
    ];
    assert!(installation.ask(&again).0);
    let served = installation.serve(&["--listen", "127.0.0.1:0"], &installation.beside("log"));
    let board = signed_in(&served, link(&links, 3)).get("/bestuur").text();
    let told = "Ann Verbeke kreeg een nieuwe link om een wachtwoord te kiezen. Dat gebeurde met een opdracht op de server zelf.";
    assert_eq!(board.matches(told).count(), 1, "{board}");
}
