//! The disk is full, on a small file system of the test's own: what can't be kept is told with what was typed, what was
//! acknowledged stays, and with room again everything goes on without a restart.

use crate::browser::Visitor;
use crate::doomed::Doomed;
use crate::faults::health;
use crate::kill::verified;
use crate::public::{STORY, complain, receipt, write};
use crate::served::{Installation, Served};
use crate::watched::signed_in;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::process::Command;

/// A file system in memory.
struct Small(tempfile::TempDir);

/// As root, or with sudo where that asks for nothing.
fn as_root(words: &[&str]) -> bool {
    let root = std::fs::metadata("/proc/self").unwrap().uid() == 0;
    let before: &[&str] = if root { &[] } else { &["sudo", "-n"] };
    let words = [before, words].concat();
    Command::new(words[0])
        .args(&words[1..])
        .status()
        .unwrap()
        .success()
}

impl Small {
    fn of(megabytes: u32) -> Small {
        let folder = tempfile::tempdir().unwrap();
        let size = format!("size={megabytes}m,mode=777");
        let place = folder.path().to_str().unwrap();
        assert!(
            as_root(&["mount", "-t", "tmpfs", "-o", &size, "tmpfs", place]),
            "a small file system can't be mounted; remedy: run as root, or with passwordless sudo"
        );
        Small(folder)
    }

    fn inside(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Takes all the room there is; gives it back when the file is removed.
    fn fill(&self) -> PathBuf {
        let path = self.inside("filler");
        let mut file = File::create(&path).unwrap();
        for size in [1 << 20, 1 << 12] {
            let piece = vec![b'.'; size];
            while file.write_all(&piece).is_ok() {}
        }
        path
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _gone = as_root(&["umount", "--lazy", self.0.path().to_str().unwrap()]);
    }
}

fn visitor(served: &Served) -> Visitor<'_> {
    Visitor::with(&served.address, BTreeMap::new())
}

#[test]
fn a_full_disk_is_told_everywhere_and_with_room_again_the_same_form_arrives() {
    let disk = Small::of(24);
    let (installation, links) = Installation::in_folder(disk.inside("data"));
    let before = verified(&installation);
    let served = installation.serve(&["--listen", "127.0.0.1:0"], &installation.beside("log"));
    let staff = signed_in(&served, &links[0]);
    let first = visitor(&served);
    let (number, code) = complain(&first);
    assert_eq!(first.post("/volgen", &[("code", &code)]).to(), "/volgen/klacht");
    let second = visitor(&served);
    let key = write(&second);
    health(&served, 200, "disk ok");
    assert!(!staff.get("/werk").text().contains("De desk kan nu niets bewaren"));

    let filler = disk.fill();
    health(&served, 503, "disk failing");
    let sent = second
        .try_post("/klacht/nieuw/nakijken", &[("sleutel", &key)])
        .unwrap();
    assert_eq!(sent.status, 503, "{}", sent.text());
    let longer = format!("{STORY} {}", "En nog iets. ".repeat(2000));
    let page = second.try_post_files(
        "/klacht/nieuw/verhaal",
        &[("verhaal", &longer)],
        &[("stem", "", b"")],
    );
    let text = page.text();
    assert_eq!(page.status, 503, "{text}");
    assert!(text.contains("Onze website kan nu niets bewaren") && text.contains("href=\"tel:"));
    assert!(text.contains(longer.trim()), "what was typed is shown to copy it");
    // Reading goes on.
    assert!(first.get("/volgen/klacht").text().contains(&number));
    assert!(staff.get("/werk").text().contains("De desk kan nu niets bewaren"));
    let (good, said) = installation.ask(&["doctor", "--listen", &served.address]);
    assert!(!good && said.contains("Maak plaats op de schijf"), "{said}");

    std::fs::remove_file(filler).unwrap();
    health(&served, 200, "disk ok");
    for _ in 0..2 {
        let sent = second.post("/klacht/nieuw/nakijken", &[("sleutel", &key)]);
        assert_eq!(sent.to(), "/bedankt");
    }
    let (second_number, _) = receipt(&second.get("/bedankt"));
    assert_ne!(second_number, number);
    assert!(!staff.get("/werk").text().contains("De desk kan nu niets bewaren"));
    let (good, said) = installation.ask(&["doctor", "--listen", &served.address]);
    assert!(good, "{said}");
    served.kill();
    assert_eq!(verified(&installation) - before, 2);
}

#[test]
fn a_database_server_without_room_is_told_and_with_room_again_the_same_form_arrives() {
    let disk = Small::of(160);
    let server = Doomed::start_in(disk.inside("pg"));
    let (installation, _) = Installation::on(server.place());
    let before = verified(&installation);
    let served = installation.serve(&["--listen", "127.0.0.1:0"], &installation.beside("log"));
    let (number, code) = complain(&visitor(&served));
    let second = visitor(&served);
    let key = write(&second);
    health(&served, 200, "database ok");

    let filler = disk.fill();
    // Until its tables want to grow.
    let longer = format!("{STORY} {}", "En nog iets. ".repeat(2000));
    let other = visitor(&served);
    let refused = (0..300).find_map(|_| {
        let stranger = visitor(&served);
        let begun = stranger
            .try_post("/klacht/bewoner", &[("gemeld", "liever")])
            .unwrap();
        let page = other
            .try_post("/klacht/nieuw/verhaal", &[("verhaal", &longer)])
            .unwrap();
        assert!(matches!(begun.status, 303 | 503) && matches!(page.status, 303 | 503));
        (page.status == 503).then_some(page)
    });
    let text = refused.expect("the disk is full").text();
    assert!(text.contains("Onze website kan nu niets bewaren") && text.contains("href=\"tel:"));
    assert!(text.contains(longer.trim()), "what was typed is shown to copy it");

    std::fs::remove_file(filler).unwrap();
    server.wait();
    health(&served, 200, "database ok");
    for _ in 0..2 {
        let sent = second.post("/klacht/nieuw/nakijken", &[("sleutel", &key)]);
        assert_eq!(sent.to(), "/bedankt");
    }
    let reader = visitor(&served);
    assert_eq!(reader.post("/volgen", &[("code", &code)]).to(), "/volgen/klacht");
    assert!(reader.get("/volgen/klacht").text().contains(&number));
    drop(served);
    assert_eq!(verified(&installation) - before, 2);
}
