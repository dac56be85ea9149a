//! What somebody else keeps tells that history was made anew, also when all of it fits together again.

use crate::support::*;
use crate::verifying::{filled, forgotten, project};
use sha2::{Digest, Sha256};
use storage::*;

async fn anchored(f: &Fixture) -> Vec<u8> {
    f.store.anchor(NOW).await.unwrap()
}

/// What is wrong since an anchor: where, and at which event.
async fn wrong(store: &Store, anchor: &[u8]) -> Option<(String, Option<u64>)> {
    match store.verify_anchor(anchor).await {
        Ok(found) => {
            assert!(found.is_some(), "it doesn't open");
            None
        }
        Err(VerifyError::Wrong(found)) => Some((found.id, found.sequence)),
        Err(error) => panic!("{error}"),
    }
}

/// The hash of an event, as whoever reads the source makes it.
fn hash(fields: &[&str]) -> String {
    let mut hash = Sha256::new();
    for field in fields {
        hash.update((field.len() as u64).to_be_bytes());
        hash.update(field.as_bytes());
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Makes the chain of a case anew from its second event on, with another payload there: every hash fits.
async fn made_anew(f: &Fixture, id: &str) {
    f.tamper(crate::place::WITHOUT_TRIGGERS).await.unwrap();
    let entries = f.store.load(&AggregateKey::case(&case(id))).await.unwrap();
    let mut previous = String::new();
    for entry in entries {
        let (sequence, event) = (entry.sequence.to_string(), &entry.event);
        let payload = match entry.sequence {
            2 => "{\"files\":[]}".to_owned(),
            _ => event.payload.clone(),
        };
        let (at, version) = (event.at.0.to_string(), event.version.to_string());
        let actor = event
            .actor
            .as_ref()
            .map_or(String::new(), |one| format!("+{one}"));
        let fields = [
            "gehoor journal 1",
            "case",
            id,
            &sequence,
            &at,
            &actor,
            &event.kind,
            &version,
            &payload,
            &previous,
        ];
        let made = hash(&fields);
        let sql = format!(
            "UPDATE journal SET payload = '{payload}', previous_hash = '{previous}', hash = '{made}'
            WHERE id = '{id}' AND sequence = {sequence}"
        );
        assert_eq!(f.tamper(&sql).await.unwrap(), 1);
        previous = made;
    }
}

#[tokio::test]
async fn an_anchor_holds_as_long_as_everything_is_as_it_was_and_whatever_is_added() {
    let f = filled().await;
    let anchor = anchored(&f).await;
    let found = f.store.verify_anchor(&anchor).await.unwrap().unwrap();
    assert_eq!(found, Anchored { at: NOW, events: 4 });
    f.add_case("c3", "third words").await;
    let mut erase = commit_of(append("c1", 2, &[&forgotten(Class::Words)]));
    erase.erase.push(Erase {
        owner: Owner::case(&case("c1")),
        class: Class::Words,
    });
    f.store.commit(erase).await.unwrap();
    assert_eq!(f.store.verify_anchor(&anchor).await.unwrap(), Some(found));
    let later = f.store.verify_anchor(&anchored(&f).await).await.unwrap().unwrap();
    assert_eq!(later.events, 6);
}

#[tokio::test]
async fn a_chain_that_was_made_anew_is_named_although_it_fits_together() {
    let f = filled().await;
    f.add_case("c3", "third words").await;
    f.store
        .commit(commit_of(append("c3", 1, &["{}", "{}"])))
        .await
        .unwrap();
    let anchor = anchored(&f).await;
    made_anew(&f, "c3").await;
    assert!(f.store.verify(project).await.is_ok(), "nothing else sees it");
    assert_eq!(wrong(&f.store, &anchor).await, Some(("case c3".into(), Some(2))));
}

#[tokio::test]
async fn what_is_gone_since_an_anchor_is_named_by_its_first_event() {
    let f = filled().await;
    let anchor = anchored(&f).await;
    f.tamper(crate::place::WITHOUT_TRIGGERS).await.unwrap();
    f.tamper("DELETE FROM journal WHERE id = 'c2' AND sequence = 2")
        .await
        .unwrap();
    assert_eq!(wrong(&f.store, &anchor).await, Some(("case c2".into(), Some(2))));
    f.tamper("DELETE FROM journal WHERE id = 'c1'").await.unwrap();
    assert_eq!(wrong(&f.store, &anchor).await, Some(("case c1".into(), Some(1))));
}

#[tokio::test]
async fn an_anchor_tells_nothing_and_opens_whole_or_not_at_all_and_only_here() {
    let f = filled().await;
    let anchor = anchored(&f).await;
    let more = fixture().await;
    for no in 0..20 {
        more.add_case(&format!("c{no}"), "words").await;
    }
    assert_eq!(anchored(&more).await.len(), anchor.len(), "not how much there is");
    assert!(!anchor.windows(5).any(|part| part == b"case "));
    let lying = String::from_utf8_lossy(&anchor)
        .into_owned()
        .replacen("1795", "1895", 1);
    for bad in [
        &b""[..],
        b"x",
        b"gehoor anchor 1 5\n",
        &anchor[..anchor.len() - 1],
        lying.as_bytes(),
    ] {
        assert_eq!(f.store.verify_anchor(bad).await.unwrap(), None);
    }
    for at in [30, anchor.len() / 2, anchor.len() - 1] {
        let mut changed = anchor.clone();
        changed[at] ^= 1;
        assert_eq!(f.store.verify_anchor(&changed).await.unwrap(), None);
    }
    let elsewhere = Store::open_at(&crate::place::new(&f.folder.path().join("other")), master(8))
        .await
        .unwrap();
    assert_eq!(elsewhere.verify_anchor(&anchor).await.unwrap(), None);
}
