//! What is typed and uploaded before it is sent belongs to the writer's cookie alone, and goes over whole.

use crate::support::*;
use casework::ids::PersonId;
use storage::*;

async fn put(f: &Fixture, place: FilePlace<'_>, bytes: &[u8]) -> FileMeta {
    let mut writer = f.store.file_writer(place, NOW).await.unwrap();
    for part in bytes.chunks(50_000) {
        writer.write(part).await.unwrap();
    }
    writer.finish("lek.jpg", "image/jpeg").await.unwrap()
}

async fn get(reader: Option<FileReader<'_>>) -> Vec<u8> {
    let mut reader = reader.unwrap();
    let mut bytes = Vec::new();
    while let Some(chunk) = reader.next_chunk().await.unwrap() {
        bytes.extend(chunk);
    }
    bytes
}

fn noise(length: usize) -> Vec<u8> {
    (0..length as u64)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect()
}

#[tokio::test]
async fn a_draft_opens_with_its_cookie_and_with_no_other() {
    let f = fixture().await;
    let draft = f.store.draft_create("{}", NOW).await.unwrap();
    assert!(
        f.store
            .draft_save(&draft, "{\"story\":\"Het lekt\"}", NOW)
            .await
            .unwrap()
    );
    let cookie = DraftKey::from_cookie(&draft.to_cookie()).unwrap();
    assert_eq!(
        f.store.draft_load(&cookie).await.unwrap().as_deref(),
        Some("{\"story\":\"Het lekt\"}")
    );
    let other = f.store.draft_create("{}", NOW).await.unwrap();
    f.tamper("UPDATE drafts SET body = (SELECT b.body FROM drafts b ORDER BY b.id LIMIT 1)")
        .await
        .unwrap();
    let opened = [
        f.store.draft_load(&draft).await.is_ok(),
        f.store.draft_load(&other).await.is_ok(),
    ];
    assert_eq!(
        opened.iter().filter(|ok| **ok).count(),
        1,
        "one body stands in both rows; it opens in its own only"
    );
    let mut wrong = draft.to_cookie();
    wrong.replace_range(0..1, if wrong.starts_with('0') { "1" } else { "0" });
    assert_eq!(
        f.store
            .draft_load(&DraftKey::from_cookie(&wrong).unwrap())
            .await
            .unwrap(),
        None
    );
    for bad in ["", "zz", &wrong[1..], "é"] {
        assert!(DraftKey::from_cookie(bad).is_none(), "{bad}");
    }
}

#[tokio::test]
async fn nothing_in_the_database_opens_a_draft() {
    let f = fixture().await;
    let draft = f.store.draft_create("{}", NOW).await.unwrap();
    let file = put(&f, FilePlace::Draft(&draft), &noise(1000)).await;
    // The master key alone doesn't unwrap the file's key: only the cookie's key does.
    let adopted_by_force = f
        .tamper("UPDATE files SET owner_kind = 'case', owner_id = 'c1'")
        .await
        .unwrap();
    assert_eq!(adopted_by_force, 1);
    assert!(
        f.store
            .file_open(&Owner::case(&case("c1")), &file.id)
            .await
            .is_err()
    );
}

#[tokio::test]
async fn files_of_every_awkward_size_come_back_byte_for_byte() {
    let f = fixture().await;
    let draft = f.store.draft_create("{}", NOW).await.unwrap();
    for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 200_000] {
        let bytes = noise(length);
        let file = put(&f, FilePlace::Draft(&draft), &bytes).await;
        assert_eq!(file.size, length as u64);
        assert!(
            get(f.store.draft_file_open(&draft, &file.id).await.unwrap()).await == bytes,
            "{length}"
        );
    }
    assert_eq!(f.store.draft_files(&draft).await.unwrap().len(), 7);
}

#[tokio::test]
async fn a_file_cut_short_or_with_chunks_exchanged_doesn_t_open() {
    for sql in [
        "DELETE FROM file_chunks WHERE number = 2; UPDATE files SET chunks = 2",
        "UPDATE file_chunks SET number = 9 WHERE number = 0; UPDATE file_chunks SET number = 0 WHERE number = 1; UPDATE file_chunks SET number = 1 WHERE number = 9",
    ] {
        let f = fixture().await;
        let draft = f.store.draft_create("{}", NOW).await.unwrap();
        let file = put(&f, FilePlace::Draft(&draft), &noise(2 * CHUNK + 5)).await;
        f.tamper(sql).await.unwrap();
        let mut reader = f.store.draft_file_open(&draft, &file.id).await.unwrap().unwrap();
        let mut failed = false;
        while let Some(result) = reader.next_chunk().await.transpose() {
            if result.is_err() {
                failed = true;
                break;
            }
        }
        assert!(failed, "{sql}");
    }
}

#[tokio::test]
async fn a_submitted_draft_gives_its_files_to_the_case_and_ends() {
    let f = fixture().await;
    let draft = f.store.draft_create("{}", NOW).await.unwrap();
    let bytes = noise(100_000);
    let file = put(&f, FilePlace::Draft(&draft), &bytes).await;
    let removed = put(&f, FilePlace::Draft(&draft), b"not this one").await;
    f.store.draft_file_delete(&draft, &removed.id).await.unwrap();
    let owner = Owner::case(&case("c1"));
    let mut commit = commit_of(append("c1", 0, &["{}"]));
    commit.adopt = Some(f.store.draft_adopt(&draft, &owner).await.unwrap());
    let again = commit.adopt.clone();
    f.store.commit(commit).await.unwrap();

    assert_eq!(
        f.store.files_of(&owner).await.unwrap(),
        std::slice::from_ref(&file)
    );
    assert!(get(f.store.file_open(&owner, &file.id).await.unwrap()).await == bytes);
    assert!(
        f.store
            .file_open(&Owner::case(&case("c2")), &file.id)
            .await
            .unwrap()
            .is_none()
    );
    assert_eq!(f.store.draft_load(&draft).await.unwrap(), None);
    assert!(f.store.draft_files(&draft).await.unwrap().is_empty());

    let mut twice = commit_of(append("c2", 0, &["{}"]));
    twice.adopt = again;
    assert!(matches!(
        f.store.commit(twice).await,
        Err(CommitError::Duplicate { reply: None })
    ));
}

#[tokio::test]
async fn erasing_the_files_of_a_case_destroys_their_keys_and_bytes() {
    let f = fixture().await;
    let owner = Owner::case(&case("c1"));
    let file = put(&f, FilePlace::Owner(&owner), &noise(70_000)).await;
    let mut commit = commit_of(append("c1", 0, &["{}"]));
    commit.attach_files.push(file.id.clone());
    f.store.commit(commit).await.unwrap();
    assert!(f.store.file_open(&owner, &file.id).await.unwrap().is_some());
    let mut erase = commit_of(append("c1", 1, &["{}"]));
    erase.erase.push(Erase {
        owner: owner.clone(),
        class: Class::Files,
    });
    f.store.commit(erase).await.unwrap();
    assert!(f.store.file_open(&owner, &file.id).await.unwrap().is_none());
    assert_eq!(f.tamper("DELETE FROM file_chunks").await.unwrap(), 0);
    assert_eq!(
        f.tamper("DELETE FROM wrapped_keys WHERE wrapped IS NOT NULL")
            .await
            .unwrap(),
        0
    );
}

#[tokio::test]
async fn old_drafts_and_uploads_that_nothing_points_at_are_swept_with_their_keys() {
    let f = fixture().await;
    let owner = Owner::case(&case("c1"));
    let old = f.store.draft_create("{}", NOW).await.unwrap();
    put(&f, FilePlace::Draft(&old), b"x").await;
    let fresh = f.store.draft_create("{}", NOW).await.unwrap();
    let kept = put(&f, FilePlace::Draft(&fresh), b"y").await;
    f.store
        .draft_save(&fresh, "{}", NOW.plus_millis(DAY))
        .await
        .unwrap();
    put(&f, FilePlace::Owner(&owner), b"z").await;
    let later = NOW.plus_millis(DAY);
    assert_eq!(
        (
            f.store.sweep_drafts(later).await.unwrap(),
            f.store.sweep_files(later).await.unwrap()
        ),
        (1, 1)
    );
    assert_eq!(f.store.draft_load(&old).await.unwrap(), None);
    assert_eq!(f.store.draft_files(&fresh).await.unwrap(), [kept]);
    assert_eq!(f.tamper("DELETE FROM file_chunks").await.unwrap(), 1);
    assert_eq!(f.tamper("DELETE FROM wrapped_keys").await.unwrap(), 1);
}

#[tokio::test]
async fn an_upload_that_broke_off_leaves_nothing_when_discarded_and_nothing_when_swept() {
    let f = fixture().await;
    let owner = Owner::case(&case("c1"));
    let draft = f.store.draft_create("{}", NOW).await.unwrap();
    let mut left = Vec::new();
    for place in [FilePlace::Draft(&draft), FilePlace::Owner(&owner)] {
        let mut writer = f.store.file_writer(place, NOW).await.unwrap();
        writer.write(&noise(3 * CHUNK)).await.unwrap();
        left.push(writer.id().clone());
    }
    assert_eq!(f.store.unfinished_files().await.unwrap(), 2);
    f.store.file_discard(&left[1]).await.unwrap();
    assert_eq!(f.store.unfinished_files().await.unwrap(), 1);
    assert_eq!(
        f.tamper("UPDATE file_chunks SET number = number").await.unwrap(),
        2
    );
    let whole = put(&f, FilePlace::Draft(&draft), b"whole").await;
    assert_eq!(
        f.store.sweep_unfinished_files(NOW).await.unwrap(),
        0,
        "it may still be coming in"
    );
    assert_eq!(
        f.store.sweep_unfinished_files(NOW.plus_millis(1)).await.unwrap(),
        1
    );
    assert_eq!(f.store.draft_files(&draft).await.unwrap(), [whole]);
    assert_eq!(f.tamper("DELETE FROM file_chunks").await.unwrap(), 1);
    assert_eq!(f.tamper("DELETE FROM wrapped_keys").await.unwrap(), 1);
}

#[tokio::test]
async fn files_of_one_moment_stay_in_the_order_in_which_they_came_in_a_draft_and_in_a_case() {
    let f = fixture().await;
    let draft = f.store.draft_create("{}", NOW).await.unwrap();
    let owner = Owner::case(&case("c1"));
    let (mut brought, mut added) = (Vec::new(), Vec::new());
    for number in 0..12_u8 {
        brought.push(put(&f, FilePlace::Draft(&draft), &[number]).await);
        added.push(put(&f, FilePlace::Owner(&owner), &[number]).await);
    }
    assert_eq!(f.store.draft_files(&draft).await.unwrap(), brought);
    assert_eq!(f.store.files_waiting(&owner).await.unwrap(), added);
    // What waits for a second person is held longer; what comes after it isn't.
    f.store
        .file_hold(&added[0].id, NOW.plus_millis(5_000_000))
        .await
        .unwrap();
    let last = put(&f, FilePlace::Owner(&owner), b"last").await;
    assert_eq!(
        f.store.files_waiting(&owner).await.unwrap()[11],
        last,
        "only what is held stands behind it"
    );
    assert_eq!(
        f.store
            .sweep_unfinished_files(NOW.plus_millis(1_000))
            .await
            .unwrap(),
        0,
        "all came whole"
    );
}

#[tokio::test]
async fn only_files_that_no_commit_took_are_waiting_and_only_those_can_be_discarded() {
    let f = fixture().await;
    let owner = Owner::case(&case("c1"));
    let sent = put(&f, FilePlace::Owner(&owner), b"sent").await;
    let mut commit = commit_of(append("c1", 0, &["{}"]));
    commit.attach_files.push(sent.id.clone());
    f.store.commit(commit).await.unwrap();
    let later = put(&f, FilePlace::Owner(&owner), b"later").await;
    assert_eq!(
        f.store.files_waiting(&owner).await.unwrap(),
        std::slice::from_ref(&later)
    );
    f.store.file_discard(&sent.id).await.unwrap();
    f.store.file_discard(&later.id).await.unwrap();
    assert_eq!(f.store.files_of(&owner).await.unwrap(), [sent]);
}

#[tokio::test]
async fn what_staff_keep_opens_for_its_writer_anew_and_for_nobody_else() {
    let f = fixture().await;
    let key = f.store.draft_key_of(&PersonId::from("ann")).unwrap();
    f.store.draft_put(&key, "eerst", NOW).await.unwrap();
    f.store
        .draft_put(&key, "daarna", NOW.plus_millis(DAY))
        .await
        .unwrap();
    let again = f.store.draft_key_of(&PersonId::from("ann")).unwrap();
    assert_eq!(
        f.store.draft_load(&again).await.unwrap().as_deref(),
        Some("daarna")
    );
    let other = f.store.draft_key_of(&PersonId::from("bart")).unwrap();
    assert_eq!(f.store.draft_load(&other).await.unwrap(), None);
    assert_eq!(f.store.sweep_drafts(NOW.plus_millis(DAY)).await.unwrap(), 0);
    assert_eq!(f.store.sweep_drafts(NOW.plus_millis(DAY + 1)).await.unwrap(), 1);
}
