//! One program at a time writes in a data folder; a command never makes a desk where none was meant.

use crate::served::{Installation, gehoor};
use std::path::Path;

/// How a command ended, and what it said about it.
fn ended(words: &[&str], data: &Path) -> (Option<i32>, String) {
    let output = gehoor(words, data).output().unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    (output.status.code(), said)
}

#[test]
fn migrate_and_person_list_refuse_a_folder_without_a_desk_and_leave_it_as_it_was() {
    let place = tempfile::tempdir().unwrap();
    let wrong = place.path().join("verkeerd");
    for words in [&["migrate"][..], &["person", "list"]] {
        let (code, said) = ended(words, &wrong);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("staat geen klachtendesk"), "{said}");
        assert!(!wrong.exists());
    }
}

#[test]
fn while_a_desk_runs_who_would_write_in_its_folder_is_refused_and_who_reads_is_not() {
    let (installation, _) = Installation::new();
    let log = installation.beside("log");
    let served = installation.serve(&["--listen", "127.0.0.1:0"], &log);
    let data = installation.data();
    let invite = [
        "person",
        "invite",
        "--name",
        "Sam",
        "--email",
        "sam@voorbeeld.test",
        "--role",
        "administrator",
    ];
    let writes = [&["serve", "--listen", "127.0.0.1:0"][..], &["migrate"], &invite];
    for words in writes {
        let (code, said) = ended(words, &data);
        assert_eq!(code, Some(2), "{words:?} {said}");
        assert!(said.contains("werkt al een andere gehoor"), "{said}");
    }
    for words in [&["verify"][..], &["person", "list"]] {
        let (code, said) = ended(words, &data);
        assert_eq!(code, Some(0), "{words:?} {said}");
    }
    // kill -9 leaves no lock behind.
    served.kill();
    assert_eq!(ended(&invite, &data).0, Some(0));
    let (code, said) = ended(&["migrate", "--anew"], &data);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("opnieuw gemaakt"), "{said}");
    let again = installation.serve(&["--listen", "127.0.0.1:0"], &log);
    again.kill();
}
