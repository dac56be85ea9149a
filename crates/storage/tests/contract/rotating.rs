//! The master key's forms, and replacing the key that wraps: everything still opens, and without the old one nothing old does.

use crate::support::*;
use storage::*;

async fn text_of(store: &Store, content: &casework::event::ContentRef) -> Option<String> {
    store.open_content(&content.id).await.unwrap()
}

#[tokio::test]
async fn after_a_rotation_everything_opens_and_needs_only_the_new_key() {
    let mut f = fixture().await;
    let old = f.add_case("c1", "Het lekt al een week.").await;
    let new_master = master(7).rotated().unwrap();
    f.store.close().await;
    f.store = Store::open_at(&f.place, new_master.clone()).await.unwrap();
    assert_eq!(
        text_of(&f.store, &old).await.as_deref(),
        Some("Het lekt al een week.")
    );
    let new = f.add_case("c2", "De lift is stuk.").await;
    assert_eq!(
        f.store.keys_by_epoch().await.unwrap(),
        [(1, 1), (2, 1)].into_iter().collect()
    );

    assert_eq!(f.store.rewrap(|_| ()).await.unwrap(), 1);
    assert_eq!(
        f.store.keys_by_epoch().await.unwrap(),
        [(2, 2)].into_iter().collect()
    );
    assert_eq!(f.store.rewrap(|_| ()).await.unwrap(), 0);

    f.store.close().await;
    let left = new_master.without_old();
    assert_eq!(left.epochs(), [2]);
    f.store = Store::open_at(&f.place, left).await.unwrap();
    for (content, words) in [(&old, "Het lekt al een week."), (&new, "De lift is stuk.")] {
        assert_eq!(text_of(&f.store, content).await.as_deref(), Some(words));
    }
}

#[tokio::test]
async fn without_the_old_key_nothing_opens_that_was_not_wrapped_anew() {
    let f = fixture().await;
    let old = f.add_case("c1", "Het lekt al een week.").await;
    f.store.close().await;
    let left = master(7).rotated().unwrap().without_old();
    let store = Store::open_at(&f.place, left).await.unwrap();
    let error = store.open_content(&old.id).await.unwrap_err();
    assert!(
        matches!(&error, Error::Corrupt { table, what, .. } if table == "wrapped_keys" && what.contains("epoch 1")),
        "{error}"
    );
}

#[tokio::test]
async fn a_key_that_was_erased_stays_erased_and_a_draft_keeps_its_own() {
    let mut f = fixture().await;
    f.add_case("c1", "Het lekt al een week.").await;
    let mut erase = Commit::at(NOW);
    erase.appends.push(append("c1", 1, &["{}"]));
    erase.erase.push(Erase {
        owner: Owner::case(&case("c1")),
        class: Class::Words,
    });
    f.store.commit(erase).await.unwrap();
    let draft = f.store.draft_key_of(&person("ann")).unwrap();
    let mut writer = f.store.file_writer(FilePlace::Draft(&draft), NOW).await.unwrap();
    writer.write(b"a photo").await.unwrap();
    writer.finish("foto.jpg", "image/jpeg").await.unwrap();

    f.store.close().await;
    f.store = Store::open_at(&f.place, master(7).rotated().unwrap())
        .await
        .unwrap();
    assert_eq!(f.store.rewrap(|_| ()).await.unwrap(), 0);
    let files = f.store.draft_files(&draft).await.unwrap();
    assert_eq!(
        files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(),
        ["foto.jpg"]
    );
}

#[tokio::test]
async fn a_recovery_sheet_counts_for_the_key_that_it_holds() {
    let mut f = fixture().await;
    assert_eq!(f.store.recovery_was_tried().await.unwrap(), None);
    f.store.recovery_tried(NOW).await.unwrap();
    assert_eq!(f.store.recovery_was_tried().await.unwrap(), Some(NOW));
    f.store.close().await;
    f.store = Store::open_at(&f.place, master(7).rotated().unwrap())
        .await
        .unwrap();
    assert_eq!(f.store.recovery_was_tried().await.unwrap(), None);
}

#[test]
fn every_form_of_a_master_key_is_read_back_as_the_same() {
    let first = master(9);
    let replaced = first.rotated().unwrap().rotated().unwrap();
    for key in [&first, &replaced, &replaced.without_old()] {
        for form in [key.to_bytes(), key.to_text()] {
            let read = MasterKey::parse(&form).unwrap();
            assert!(read.is_same(key) && read.epochs() == key.epochs());
        }
    }
    assert!(!first.is_same(&replaced));
    assert_eq!((first.epoch(), replaced.epoch()), (1, 3));
}

#[test]
fn a_replaced_key_does_not_hold_what_the_old_one_was_made_from() {
    let root = [9; 32];
    let left = master(9).rotated().unwrap().without_old();
    let digits: String = root.iter().map(|byte| format!("{byte:02x}")).collect();
    let text = String::from_utf8(left.to_text().to_vec()).unwrap();
    assert!(!text.contains(&digits) && !text.contains("wrap-1"), "{text}");
}

#[test]
fn only_the_passphrase_opens_a_master_key_that_is_under_one() {
    let key = master(9).rotated().unwrap();
    let mut under = key.under("zes woorden van een lijst").unwrap();
    assert!(MasterKey::is_under_passphrase(&under));
    assert!(MasterKey::parse(&under).is_err());
    assert!(
        MasterKey::open_with(&under, "zes woorden van een lijst")
            .unwrap()
            .is_same(&key)
    );
    assert!(MasterKey::open_with(&under, "zes woorden van een andere").is_err());
    let last = under.len() - 2;
    under[last] ^= 1;
    assert!(MasterKey::open_with(&under, "zes woorden van een lijst").is_err());
}

#[test]
fn a_text_that_is_not_whole_is_refused_with_what_is_missing() {
    let text = String::from_utf8(master(9).rotated().unwrap().to_text().to_vec()).unwrap();
    let without = |name: &str| -> String {
        let lines = text.lines().filter(|line| !line.starts_with(name));
        lines.collect::<Vec<_>>().join("\n")
    };
    for name in ["token", "anchor", "backup"] {
        let error = MasterKey::parse(without(name).as_bytes())
            .err()
            .unwrap()
            .to_string();
        assert!(error.contains(&format!("{name} is missing")), "{error}");
    }
    for (bad, said) in [
        (without("wrap-"), "no key to wrap"),
        (format!("{text}wrap-0 {}\n", "00".repeat(32)), "wrap-0 is unknown"),
        (format!("{text}token {}\n", "00".repeat(32)), "twice"),
        (format!("{text}wrap-3 00\n"), "isn't 32 bytes"),
        ("klacht".to_owned(), "32 bytes"),
    ] {
        let error = MasterKey::parse(bad.as_bytes()).err().unwrap().to_string();
        assert!(error.contains(said), "{said}: {error}");
    }
}
