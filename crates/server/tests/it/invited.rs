//! `gehoor person invite`: what is wrong is named with what to do, and who is there already isn't changed unseen.

use crate::served::gehoor;
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
