//! A backup comes back whole into an empty place, or not at all, and what was erased since stays erased.

use crate::carrying::full;
use crate::support::*;
use crate::verifying::{filled, project};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use storage::backup::*;
use storage::*;

fn folder(f: &Fixture) -> PathBuf {
    f.folder.path().join("backups")
}

async fn made(f: &Fixture, days: i64) -> Chosen {
    let at = NOW.plus_millis(days * DAY);
    let made = f.store.backup(&folder(f), at, |_, _| {}).await.unwrap();
    Chosen {
        data: made.data,
        keys: made.keys,
    }
}

fn plain(chosen: &Chosen) -> Restore<'_> {
    Restore {
        chosen,
        later_keys: false,
        later: None,
        left: None,
    }
}

/// A store that ends with its folder.
struct Away {
    store: Store,
    _folder: tempfile::TempDir,
}

impl std::ops::Deref for Away {
    type Target = Store;
    fn deref(&self) -> &Store {
        &self.store
    }
}

async fn tried(it: &Restore<'_>) -> std::result::Result<(Away, Restored), BackupError> {
    let away = tempfile::tempdir().unwrap();
    let restored = Store::restore(Into::ThrowAway(away.path()), &master(7), it, |_, _| {}).await;
    restored.map(|(store, restored)| (Away { store, _folder: away }, restored))
}

fn sorted_names(place: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(place)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_backup_comes_back_whole_into_either_database() {
    let f = full().await;
    let anchor = heads(&f.store).await;
    let chosen = made(&f, 0).await;
    let same = tempfile::tempdir().unwrap();
    for place in [
        crate::place::new(same.path()),
        crate::place::other(f.folder.path()),
    ] {
        let mut told = BTreeSet::new();
        let (store, restored) =
            Store::restore(Into::Place(&place), &master(7), &plain(&chosen), |table, _| {
                told.insert(table);
            })
            .await
            .unwrap();
        assert!(
            told.contains("wrapped_keys") && told.contains("file_chunks"),
            "{told:?}"
        );
        assert_eq!((restored.head.at, restored.erased), (NOW, 1));
        assert_eq!(heads(&store).await, anchor);
        assert_eq!(
            store.reply_to(&key("k1")).await.unwrap(),
            Some(Some("reply".into()))
        );
        store.close().await;
        // It belongs to its key, and another backup doesn't go on top of it.
        assert!(matches!(
            Store::open_at(&place, master(8)).await,
            Err(Error::OtherKey)
        ));
        let again = Store::restore(Into::Place(&place), &master(7), &plain(&chosen), |_, _| {}).await;
        assert!(
            matches!(again, Err(BackupError::Storage(Error::NotEmpty("journal")))),
            "{:?}",
            again.err()
        );
    }
}

#[tokio::test]
async fn what_comes_back_is_verified_as_what_the_program_wrote() {
    let f = filled().await;
    let (store, _) = tried(&plain(&made(&f, 0).await)).await.unwrap();
    assert_eq!(
        store.verify(project).await.unwrap(),
        f.store.verify(project).await.unwrap()
    );
}

#[tokio::test]
async fn a_backup_made_while_others_write_holds_one_moment() {
    let f = filled().await;
    let writer = f.store.clone();
    let over = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let told = over.clone();
    let writing = tokio::spawn(async move {
        let numbers = (0..).take_while(|_| !told.load(std::sync::atomic::Ordering::SeqCst));
        for n in numbers {
            let id = format!("w{n}");
            let mut sealer = writer.sealer();
            let owner = Owner::case(&case(&id));
            let content = sealer.seal(&owner, Class::Words, "words").await.unwrap();
            let payload = serde_json::json!({ "kind": "received", "story": content }).to_string();
            let mut commit = commit_of(append(&id, 0, &[&payload]));
            commit.take(sealer.finish());
            writer.commit(commit).await.unwrap();
        }
    });
    let mut sizes = BTreeSet::new();
    for day in 0..6 {
        let (store, _) = tried(&plain(&made(&f, day).await)).await.unwrap();
        sizes.insert(store.verify(project).await.unwrap().aggregates);
    }
    over.store(true, std::sync::atomic::Ordering::SeqCst);
    writing.await.unwrap();
    assert!(sizes.len() > 3, "nothing was written meanwhile: {sizes:?}");
}

#[tokio::test]
async fn sessions_and_links_that_may_have_ended_since_don_t_come_back() {
    let f = full().await;
    let token = f
        .store
        .session_create(SessionKind::Staff, "ann", NOW, DAY)
        .await
        .unwrap();
    assert!(
        f.store
            .session_load(SessionKind::Staff, &token, NOW)
            .await
            .unwrap()
            .is_some()
    );
    let (store, _) = tried(&plain(&made(&f, 0).await)).await.unwrap();
    assert!(
        store
            .session_load(SessionKind::Staff, &token, NOW)
            .await
            .unwrap()
            .is_none()
    );
}

async fn erase(f: &Fixture, id: &str, sequence: u64, class: Class) {
    let said = crate::verifying::forgotten(class);
    let mut commit = commit_of(append(id, sequence, &[&said]));
    commit.erase.push(Erase {
        owner: Owner::case(&case(id)),
        class,
    });
    f.store.commit(commit).await.unwrap();
}

#[tokio::test]
async fn what_was_erased_after_the_backup_stays_erased_when_it_comes_back() {
    let f = filled().await;
    let words = f.add_case("c3", "these words are forgotten").await;
    let kept = f.add_case("c4", "these words stay").await;
    let early = made(&f, 0).await;
    erase(&f, "c3", 1, Class::Words).await;
    erase(&f, "c1", 2, Class::Files).await;
    // Without anything that knows, they come back: that is what the later file and the installation are for.
    let (unknowing, _) = tried(&plain(&early)).await.unwrap();
    assert!(unknowing.open_content(&words.id).await.unwrap().is_some());
    let late = made(&f, 1).await;
    assert_eq!(early.later(&master(7)).unwrap(), Some(late.data.clone()));
    assert_eq!(late.later(&master(7)).unwrap(), None);
    assert_eq!(early.later(&master(8)).unwrap(), None);
    let knowing = [
        Restore {
            later: Some(&late.data),
            ..plain(&early)
        },
        Restore {
            left: Some(&f.store),
            ..plain(&early)
        },
    ];
    for it in knowing {
        let (store, restored) = tried(&it).await.unwrap();
        assert_eq!(store.open_content(&words.id).await.unwrap(), None);
        assert_eq!(
            store.open_content(&kept.id).await.unwrap().as_deref(),
            Some("these words stay")
        );
        let report = store.verify(project).await.unwrap();
        assert_eq!((report.files, report.erased), (0, 3), "{restored:?}");
        // No new key takes its place.
        let again = store
            .sealer()
            .seal(&Owner::case(&case("c3")), Class::Words, "x")
            .await;
        assert!(matches!(again, Err(Error::Erased(_))));
    }
}

#[tokio::test]
async fn the_data_alone_opens_no_word_and_shows_nothing_in_the_open() {
    let f = full().await;
    f.add_case("canary-case", "canary words").await;
    let chosen = made(&f, 0).await;
    for path in [&chosen.data, &chosen.keys] {
        let bytes = std::fs::read(path).unwrap();
        let head = bytes.iter().position(|byte| *byte == b'\n').unwrap();
        for word in ["canary", "complaint", "resident", "CREATE", "wrapped"] {
            let found = bytes
                .windows(word.len())
                .skip(head)
                .any(|window| window == word.as_bytes());
            assert!(!found, "{word} stands in {}", path.display());
        }
    }
    // Keys in place of the data, and the data in place of the keys.
    let swapped = Chosen {
        data: chosen.keys.clone(),
        keys: chosen.data.clone(),
    };
    assert!(matches!(
        tried(&plain(&swapped)).await.err(),
        Some(BackupError::NotAPair { .. })
    ));
}

#[tokio::test]
async fn files_of_two_backups_don_t_go_together_but_later_keys_may_when_asked_for() {
    let f = filled().await;
    let (early, late) = (made(&f, 0).await, made(&f, 1).await);
    let mixed = |data: &Chosen, keys: &Chosen| Chosen {
        data: data.data.clone(),
        keys: keys.keys.clone(),
    };
    let later_keys = mixed(&early, &late);
    let error = tried(&plain(&later_keys)).await.err();
    assert!(matches!(error, Some(BackupError::NotAPair { .. })), "{error:?}");
    let asked = Restore {
        later_keys: true,
        ..plain(&later_keys)
    };
    let (store, _) = tried(&asked).await.unwrap();
    store.verify(project).await.unwrap();
    let older_keys = mixed(&late, &early);
    let asked = Restore {
        later_keys: true,
        ..plain(&older_keys)
    };
    assert!(matches!(
        tried(&asked).await.err(),
        Some(BackupError::OlderKeys { .. })
    ));
    // Nor does the head of one with the rest of the other.
    let (one, other) = (
        std::fs::read(&early.data).unwrap(),
        std::fs::read(&late.data).unwrap(),
    );
    let line = |bytes: &[u8]| bytes.iter().position(|byte| *byte == b'\n').unwrap();
    let forged = [&one[..line(&one)], &other[line(&other)..]].concat();
    std::fs::write(&early.data, forged).unwrap();
    let error = tried(&plain(&early)).await.err();
    assert!(matches!(error, Some(BackupError::Damaged(..))), "{error:?}");
}

#[tokio::test]
async fn a_file_that_is_cut_off_or_changed_anywhere_is_refused_and_nothing_of_it_is_kept() {
    let f = full().await;
    let chosen = made(&f, 0).await;
    let place = crate::place::other(f.folder.path());
    for path in [&chosen.data, &chosen.keys] {
        let whole = std::fs::read(path).unwrap();
        let at = |n: usize| whole.len() * n / 24;
        for n in 0..24 {
            let mut flipped = whole.clone();
            flipped[at(n)] ^= 1 << (n % 8);
            for bytes in [flipped, whole[..at(n)].to_vec()] {
                std::fs::write(path, bytes).unwrap();
                let error = tried(&plain(&chosen)).await.err();
                let refused = error
                    .as_ref()
                    .is_some_and(|error| !matches!(error, BackupError::Storage(_)));
                assert!(refused, "{n}: {error:?}");
            }
        }
        let mut bytes = whole.clone();
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        let longer = [&whole[..], b"x"].concat();
        for bytes in [bytes, whole[..last].to_vec(), longer] {
            std::fs::write(path, bytes).unwrap();
            let failed = Store::restore(Into::Place(&place), &master(7), &plain(&chosen), |_, _| {}).await;
            assert!(matches!(failed.err(), Some(BackupError::Damaged(..))));
        }
        std::fs::write(path, &whole).unwrap();
    }
    // The same place still takes the whole one: nothing was left there.
    Store::restore(Into::Place(&place), &master(7), &plain(&chosen), |_, _| {})
        .await
        .unwrap();
    assert!(matches!(
        Store::restore(Into::Place(&place), &master(8), &plain(&chosen), |_, _| {})
            .await
            .err(),
        Some(BackupError::OtherKey(_))
    ));
}

/// The head of a file and its pieces, each with what stands before it.
fn pieces(bytes: &[u8]) -> (Vec<u8>, Vec<Vec<u8>>) {
    let (head, mut rest) = bytes.split_at(bytes.iter().position(|byte| *byte == b'\n').unwrap() + 1);
    let mut pieces = Vec::new();
    while !rest.is_empty() {
        let length = 5 + u32::from_be_bytes(rest[1..5].try_into().unwrap()) as usize;
        pieces.push(rest[..length].to_vec());
        rest = &rest[length..];
    }
    (head.to_vec(), pieces)
}

#[tokio::test]
async fn whole_pieces_can_t_be_left_out_exchanged_repeated_or_called_the_last() {
    let f = full().await;
    let chosen = made(&f, 0).await;
    let whole = std::fs::read(&chosen.data).unwrap();
    let (head, all) = pieces(&whole);
    assert!(all.len() > 20);
    let middle = all.len() / 2;
    let mut left_out = all.clone();
    left_out.remove(middle);
    let mut exchanged = all.clone();
    exchanged.swap(middle, middle + 1);
    let mut repeated = all.clone();
    repeated.insert(middle, all[middle].clone());
    let mut ended = all[..middle].to_vec();
    ended.last_mut().unwrap()[0] = 1;
    let mut end_only = all[..middle].to_vec();
    end_only.push(all.last().unwrap().clone());
    for forged in [left_out, exchanged, repeated, ended, end_only] {
        let bytes: Vec<u8> = std::iter::once(head.clone()).chain(forged).flatten().collect();
        std::fs::write(&chosen.data, bytes).unwrap();
        let error = tried(&plain(&chosen)).await.err();
        assert!(
            matches!(error, Some(BackupError::Damaged(_, "a piece was changed"))),
            "{error:?}"
        );
    }
}

#[tokio::test]
async fn a_backup_that_is_broken_off_leaves_nothing_that_looks_whole() {
    let f = full().await;
    let place = folder(&f);
    // Dropped in the middle: gone. Each step that tells is a moment at which it may stop.
    for steps in [0, 1, 7, 20] {
        let mut left = steps;
        let waits = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        let reached = waits.clone();
        let making = f.store.backup(&place, NOW, move |_, _| {
            if left == 0 {
                reached.store(true, std::sync::atomic::Ordering::SeqCst);
            }
            left -= i32::from(left > 0);
        });
        let mut making = Box::pin(making);
        let stopped = std::future::poll_fn(|context| {
            let over = making.as_mut().poll(context).is_ready();
            match over || waits.load(std::sync::atomic::Ordering::SeqCst) {
                true => std::task::Poll::Ready(over),
                false => std::task::Poll::Pending,
            }
        });
        assert!(!stopped.await, "it was over before it was stopped");
        drop(making);
        let whole: Vec<String> = sorted_names(&place)
            .into_iter()
            .filter(|name| !name.ends_with(".part"))
            .collect();
        assert!(whole.is_empty(), "{whole:?}");
        assert!(matches!(Chosen::from(&place), Err(BackupError::Missing(_))));
    }
    // What a power cut leaves is swept a day later.
    std::fs::write(place.join("gehoor-x.data.part"), "half").unwrap();
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap()
        .as_millis();
    let now = casework::moment::Moment(i64::try_from(now).unwrap());
    f.store.backup(&place, now, |_, _| {}).await.unwrap();
    assert!(place.join("gehoor-x.data.part").exists());
    let later = now.plus_millis(2 * DAY);
    f.store.backup(&place, later, |_, _| {}).await.unwrap();
    assert_eq!(sorted_names(&place).len(), 4, "{:?}", sorted_names(&place));
}

#[tokio::test]
async fn old_backups_are_removed_and_keys_after_their_days() {
    let f = filled().await;
    let place = folder(&f);
    for day in [0, 30, 36, 70] {
        made(&f, day).await;
    }
    std::fs::write(place.join("gehoor-own-notes.txt"), "mine").unwrap();
    let keep = Keep {
        backups: 3,
        key_days: 35,
    };
    let now = NOW.plus_millis(71 * DAY);
    let removed = f.store.prune_backups(&place, now, keep).unwrap();
    // Both of day 0, as there are three newer ones, and the keys of days 30 and 36; those of day 36 are 35 days old.
    assert_eq!(removed.len(), 4, "{removed:?}");
    let names = sorted_names(&place);
    let count = |ending: &str| names.iter().filter(|name| name.ends_with(ending)).count();
    assert_eq!(
        (count(".data"), count(".keys"), count(".txt")),
        (3, 1, 1),
        "{names:?}"
    );
    assert!(f.store.prune_backups(&place, now, keep).unwrap().is_empty());
    // The newest is chosen, and what another installation put there isn't ours to remove.
    let newest = Chosen::from(&place).unwrap();
    assert!(newest.data.exists() && newest.keys.exists());
    let other = fixture_of(9).await;
    let none = Keep {
        backups: 1,
        key_days: 1,
    };
    assert!(other.prune_backups(&place, now, none).unwrap().is_empty());
}

async fn fixture_of(seed: u8) -> Store {
    let away = tempfile::tempdir().unwrap();
    Store::open_throw_away(away.path(), master(seed)).await.unwrap()
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_can_read_a_backup() {
    use std::os::unix::fs::PermissionsExt;
    let f = filled().await;
    let chosen = made(&f, 0).await;
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(
        (mode(&folder(&f)), mode(&chosen.data), mode(&chosen.keys)),
        (0o700, 0o600, 0o600)
    );
}

#[tokio::test]
async fn a_backup_of_a_newer_program_is_refused() {
    let f = filled().await;
    let chosen = made(&f, 0).await;
    let bytes = std::fs::read(&chosen.data).unwrap();
    let at = bytes.iter().position(|byte| *byte == b'\n').unwrap();
    let head = String::from_utf8(bytes[..at].to_vec()).unwrap();
    for (old, new) in [
        ("\"gehoor_backup\":1", "\"gehoor_backup\":2"),
        ("\"migration\":", "\"migration\":9"),
    ] {
        let newer = head.replace(old, new);
        assert_ne!(newer, head);
        std::fs::write(&chosen.data, [newer.as_bytes(), &bytes[at..]].concat()).unwrap();
        assert!(matches!(
            tried(&plain(&chosen)).await.err(),
            Some(BackupError::Newer(..))
        ));
    }
}
