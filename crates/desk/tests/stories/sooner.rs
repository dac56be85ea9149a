//! A file about somebody's health goes months after the end, with what was said of it; the words and the other files stay.

use crate::office::{Office, at};
use casework::ids::{CaseId, CaseNumber, ContentId};
use casework::refusal::Refusal;
use casework::retention::Kept;
use desk::DeskError;
use storage::backup::{Chosen, Into, Restore};
use storage::{FilePlace, Owner};

const HOLDS: &str = "Een brief van de dokter.";

/// A complaint with a photo of a lift and a letter of a doctor, which Ann marks, withdrawn on Tuesday 3 November 2026.
async fn ended(office: &Office) -> (CaseNumber, CaseId, Vec<ContentId>) {
    let number = office.submit(&Office::story(), "one").await.number;
    let id = office.id(&number).await;
    let owner = Owner::case(&id);
    let now = office.desk.clock().now();
    let limits = desk::files::Limits {
        file: 1000,
        together: 1000,
        number: 2,
    };
    let mut files = Vec::new();
    for name in ["lift", "dokter"] {
        let mut file = office.desk.incoming(FilePlace::Owner(&owner), now, limits, &[]);
        file.write(b"%PDF-1.4 something").await.unwrap();
        files.push(file.finish(name).await.unwrap().unwrap());
    }
    let sent = office.desk.write(&id, "Hierbij.", desk::files::refs(&files), "w");
    sent.await.unwrap();
    let ids: Vec<ContentId> = files.into_iter().map(|file| file.id).collect();
    let marked = office
        .desk
        .mark_file(&office.ann, &number, ids[1].clone(), HOLDS, "m");
    marked.await.unwrap();
    office.until("2026-11-03T10:00:00").await;
    office.desk.withdraw(&id, None, "stop").await.unwrap();
    (number, id, ids)
}

async fn names(desk: &desk::Desk, office: &Office, number: &CaseNumber) -> Vec<String> {
    let reading = desk.read(&office.ann, number).await.unwrap();
    let shown: Vec<_> = reading.view.case().files().map(|file| &file.id).collect();
    let metas = reading.files.iter().filter(|meta| shown.contains(&&meta.id));
    metas.map(|meta| meta.name.clone()).collect()
}

#[tokio::test]
async fn it_is_announced_and_goes_alone_and_nothing_of_it_remains() {
    let office = Office::open().await;
    let (number, id, ids) = ended(&office).await;
    office.desk.read(&office.ann, &number).await.unwrap();
    office.until("2027-05-03T23:00:00").await;
    assert_eq!(office.inbox(&office.ann).await, ["forgetting"]);
    assert_eq!(
        names(&office.desk, &office, &number).await,
        ["lift.pdf", "dokter.pdf"]
    );
    office.until("2027-05-04T02:00:00").await;
    assert_eq!(names(&office.desk, &office, &number).await, ["lift.pdf"]);
    let own = office.desk.read_own(&id).await.unwrap();
    let gone = &own.view.case().retention;
    assert!(gone.gone(Kept::Special).is_some() && gone.gone(Kept::Words).is_none());
    assert!(
        office
            .desk
            .store()
            .file_open(&Owner::case(&id), &ids[1])
            .await
            .unwrap()
            .is_none()
    );
    let later = office
        .desk
        .mark_file(&office.ann, &number, ids[0].clone(), HOLDS, "again");
    let refused = later.await.unwrap_err();
    assert!(
        matches!(refused, DeskError::Refused(Refusal::Forgotten)),
        "{refused:?}"
    );
    let checked = office.desk.verify().await;
    assert!(checked.is_ok(), "{checked:?}");
    office.close().await;
}

#[tokio::test]
async fn a_backup_of_before_does_not_bring_it_back() {
    let office = Office::open().await;
    let (number, _, ids) = ended(&office).await;
    let backups = tempfile::tempdir().unwrap();
    let backed_up = async || {
        let now = office.desk.clock().now();
        let store = office.desk.store();
        let made = store.backup(backups.path(), now, |_, _| {}).await.unwrap();
        Chosen {
            data: made.data,
            keys: made.keys,
        }
    };
    let early = backed_up().await;
    office.until("2027-05-04T02:00:00").await;
    let late = backed_up().await;
    let restore = Restore {
        chosen: &early,
        later_keys: false,
        later: Some(&late.data),
        left: None,
    };
    let away = tempfile::tempdir().unwrap();
    let master = storage::MasterKey::from_bytes([7; 32]).unwrap();
    let restored = storage::Store::restore(Into::ThrowAway(away.path()), &master, &restore, |_, _| {}).await;
    let (store, _) = restored.unwrap();
    let clock = desk::Clock::standing(at("2027-05-05T09:00:00"));
    let desk = desk::Desk::open(store, clock, office.post.clone(), "http://desk.test")
        .await
        .unwrap();
    assert_eq!(names(&desk, &office, &number).await, ["lift.pdf"]);
    let reading = desk.read(&office.ann, &number).await.unwrap();
    assert!(reading.view.case().files().all(|file| file.id != ids[1]));
    let checked = desk.verify().await;
    assert!(checked.is_ok(), "{checked:?}");
    office.close().await;
}

#[tokio::test]
async fn what_it_holds_is_read_by_who_follows_the_complaint_and_not_by_the_complainant() {
    let office = Office::open().await;
    let (number, id, ids) = ended(&office).await;
    let ann = office.desk.read(&office.ann, &number).await.unwrap();
    let holds = ann.view.case().retention.special[&ids[1]].clone();
    assert_eq!(ann.view.text_of(holds.as_ref()), Some(HOLDS));
    let own = office.desk.read_own(&id).await.unwrap();
    assert_eq!(own.view.case().retention.special[&ids[1]], None);
    assert_eq!(own.view.text_of(holds.as_ref()), None);
    office.close().await;
}
