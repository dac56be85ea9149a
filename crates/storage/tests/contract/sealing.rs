//! Words open only with their key and in their place, and not at all once the key is destroyed.

use crate::support::*;
use storage::*;

#[tokio::test]
async fn sealed_words_come_back() {
    let f = fixture().await;
    let content = f.add_case("c1", "De lift op de Turnhoutsebaan is stuk.").await;
    let text = f.store.open_content(&content.id).await.unwrap();
    assert_eq!(text.as_deref(), Some("De lift op de Turnhoutsebaan is stuk."));
}

#[tokio::test]
async fn words_moved_to_another_row_or_owner_don_t_open() {
    let f = fixture().await;
    let one = f.add_case("c1", "first words").await;
    let two = f.add_case("c2", "second words").await;
    f.tamper("UPDATE contents SET sealed = (SELECT b.sealed FROM contents b WHERE b.owner_id = 'c2') WHERE owner_id = 'c1'").await.unwrap();
    assert!(matches!(
        f.store.open_content(&one.id).await,
        Err(Error::Corrupt { .. })
    ));
    f.tamper("UPDATE contents SET owner_id = 'c1' WHERE owner_id = 'c2'")
        .await
        .unwrap();
    assert!(matches!(
        f.store.open_content(&two.id).await,
        Err(Error::Corrupt { .. })
    ));
}

#[tokio::test]
async fn words_exchanged_within_one_case_don_t_open_although_the_key_is_the_same() {
    let f = fixture().await;
    let owner = Owner::case(&case("c1"));
    let mut sealer = f.store.sealer();
    let one = sealer.seal(&owner, Class::Words, "first words").await.unwrap();
    let two = sealer.seal(&owner, Class::Words, "second words").await.unwrap();
    let mut commit = commit_of(append("c1", 0, &["{}"]));
    commit.take(sealer.finish());
    f.store.commit(commit).await.unwrap();
    f.tamper("UPDATE contents SET sealed = (SELECT b.sealed FROM contents b ORDER BY b.id LIMIT 1)")
        .await
        .unwrap();
    let opened = [
        f.store.open_content(&one.id).await,
        f.store.open_content(&two.id).await,
    ];
    assert_eq!(opened.iter().filter(|result| result.is_ok()).count(), 1);
}

#[tokio::test]
async fn a_key_moved_to_another_owner_doesn_t_unwrap() {
    let f = fixture().await;
    let one = f.add_case("c1", "first words").await;
    f.add_case("c2", "second words").await;
    f.tamper("UPDATE wrapped_keys SET wrapped = (SELECT b.wrapped FROM wrapped_keys b WHERE b.owner_id = 'c2') WHERE owner_id = 'c1'").await.unwrap();
    let error = f.store.open_content(&one.id).await.unwrap_err();
    assert!(matches!(error, Error::Corrupt { table, .. } if table == "wrapped_keys"));
}

#[tokio::test]
async fn a_destroyed_key_takes_its_words_and_only_those() {
    let f = fixture().await;
    let owner = Owner::case(&case("c1"));
    let mut sealer = f.store.sealer();
    let name = sealer.seal(&owner, Class::Identity, "Fatima").await.unwrap();
    let story = sealer.seal(&owner, Class::Words, "Het lekt.").await.unwrap();
    let mut commit = commit_of(append("c1", 0, &["{}"]));
    commit.take(sealer.finish());
    f.store.commit(commit).await.unwrap();

    let mut erase = commit_of(append("c1", 1, &["{}"]));
    erase.erase.push(Erase {
        owner: owner.clone(),
        class: Class::Identity,
    });
    f.store.commit(erase).await.unwrap();

    assert_eq!(f.store.open_content(&name.id).await.unwrap(), None);
    assert_eq!(
        f.store.open_content(&story.id).await.unwrap().as_deref(),
        Some("Het lekt.")
    );
    assert_eq!(f.store.open_contents_of(&owner).await.unwrap().len(), 1);
    let again = f.store.sealer().seal(&owner, Class::Identity, "Fatima").await;
    assert!(matches!(again, Err(Error::Erased(_))));
    let left = f
        .tamper("DELETE FROM wrapped_keys WHERE class = 'identity' AND wrapped IS NOT NULL")
        .await
        .unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn a_class_without_a_key_can_be_erased_before_it_is_used() {
    let f = fixture().await;
    let owner = Owner::case(&case("c1"));
    let mut commit = commit_of(append("c1", 0, &["{}"]));
    commit.erase.push(Erase {
        owner: owner.clone(),
        class: Class::Respondent,
    });
    f.store.commit(commit).await.unwrap();
    assert!(matches!(
        f.store.sealer().seal(&owner, Class::Respondent, "x").await,
        Err(Error::Erased(_))
    ));
}

#[tokio::test]
async fn two_commits_that_make_the_same_key_lose_nothing() {
    let f = fixture().await;
    let owner = Owner::case(&case("c1"));
    let mut commits = Vec::new();
    for n in 0..2 {
        let mut sealer = f.store.sealer();
        let content = sealer
            .seal(&owner, Class::Words, &format!("words {n}"))
            .await
            .unwrap();
        let mut commit = commit_of(append("c1", 0, &["{}"]));
        commit.take(sealer.finish());
        commits.push((content, commit));
    }
    let (second, late) = commits.pop().unwrap();
    let (first, early) = commits.pop().unwrap();
    f.store.commit(early).await.unwrap();
    assert!(matches!(
        f.store.commit(late).await,
        Err(CommitError::Conflict { .. })
    ));
    assert_eq!(
        f.store.open_content(&first.id).await.unwrap().as_deref(),
        Some("words 0")
    );
    assert_eq!(f.store.open_content(&second.id).await.unwrap(), None);
}

#[tokio::test]
async fn another_master_key_is_refused_at_the_door() {
    let f = fixture().await;
    f.store.close().await;
    assert!(matches!(
        Store::open_at(&f.place, master(8)).await,
        Err(Error::OtherKey)
    ));
    assert!(Store::open_at(&f.place, master(7)).await.is_ok());
}

#[cfg(unix)]
#[test]
fn the_key_file_is_made_once_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("master.key");
    MasterKey::load_or_create(&path).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!(
        (bytes.len(), path.metadata().unwrap().permissions().mode() & 0o777),
        (32, 0o600)
    );
    MasterKey::load_or_create(&path).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
    assert!(matches!(MasterKey::load_or_create(&path), Err(Error::Keys(_))));
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    std::fs::write(&path, [1; 31]).unwrap();
    assert!(matches!(MasterKey::load_or_create(&path), Err(Error::Keys(_))));
}
