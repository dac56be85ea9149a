//! What an older version of the program wrote must read the same for ever: if one of these changes, old data is lost.

use crate::support::*;
use storage::*;

#[tokio::test]
async fn the_chain_frames_an_event_as_it_always_did() {
    let f = fixture().await;
    f.store
        .commit(commit_of(append("c1", 0, &["{\"a\":\"é\"}", "{}"])))
        .await
        .unwrap();
    let entries = f.store.load(&AggregateKey::case(&case("c1"))).await.unwrap();
    let hashes: Vec<_> = entries.iter().map(|entry| entry.hash.as_str()).collect();
    assert_eq!(
        hashes,
        [
            "219a14cd73c0e12af7cd902e0cab7f5f0dcdca038a987acbe7ffe6960c060544",
            "65ca54d182ee046a3aaf7d09443ef2c98be5e5bb41bebe3e088d2bbc79e8f8e6"
        ]
    );
}

#[tokio::test]
async fn a_master_key_and_a_request_give_the_receipt_code_they_always_gave() {
    let f = fixture().await;
    assert_eq!(
        f.store.receipt_code(&key("k1")).unwrap().grouped(),
        "6866 6044 8535 0357 0609"
    );
}

#[tokio::test]
async fn words_sealed_by_the_first_version_open() {
    let f = fixture().await;
    let key = crate::place::blob(
        "01cd25eee385e2a775ee9d2205727379a7a7bd9b8776a2a6b2462cda7e3d8c3553c5eae76886daf3127608e95bb073187a22d64c9f69f452f975cf60d027a8844b139755c8efdb932a",
    );
    let words = crate::place::blob(
        "013284af76b5730e0a86e632688c6176269341bc8df427090249b46d24eed26b669929cbc61b19a9fde48a3976bf1e1f149d92a7734f316f245c1af03d2b3f7b39aa888db1e12e099fb34dd48c7543ad64428c72a8",
    );
    f.tamper(&format!(
        "INSERT INTO wrapped_keys VALUES ('case', 'c1', 'words', {key}, 0, NULL);
              INSERT INTO contents VALUES ('w1', 'case', 'c1', 'words', {words}, 0)",
    ))
    .await
    .unwrap();
    let text = f
        .store
        .open_content(&casework::ids::ContentId::from("w1"))
        .await
        .unwrap();
    assert_eq!(text.as_deref(), Some("Het lekt al weken."));
}
