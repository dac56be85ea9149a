//! Kept for as long as was promised, announced, and gone; never early, never while held or owed, and the figures stay.

use crate::office::{CANARY, Office, at};
use casework::ids::{CaseId, CaseNumber};
use casework::retention::Kept;
use casework::submission::Typed;
use desk::DeskError;
use jiff::civil::date;
use storage::{CaseFilter, CaseOrder, Page};

/// A complaint that was withdrawn on Tuesday 3 November 2026, with the code that opens it.
async fn ended(office: &Office) -> (CaseNumber, CaseId, storage::ReceiptCode) {
    let receipt = office.submit(&Office::story(), "one").await;
    let id = office.id(&receipt.number).await;
    office.until("2026-11-03T10:00:00").await;
    office.desk.withdraw(&id, None, "stop").await.unwrap();
    (receipt.number, id, receipt.code)
}

async fn gone(office: &Office, id: &CaseId, kept: Kept) -> bool {
    let reading = office.desk.read_own(id).await.unwrap();
    reading.view.case().retention.gone(kept).is_some()
}

#[tokio::test]
async fn who_follows_it_hears_thirty_days_before_and_then_the_name_goes_and_the_words_stay() {
    let office = Office::open().await;
    let (number, id, _) = ended(&office).await;
    office.until("2028-10-04T00:30:00").await;
    office.desk.read(&office.ann, &number).await.unwrap();
    office.desk.read(&office.bart, &number).await.unwrap();
    let before = office.mails_to("ann@voorbeeld.test").len();
    office.until("2028-10-04T12:00:00").await;
    assert_eq!(office.inbox(&office.ann).await, ["forgetting"]);
    assert_eq!(office.inbox(&office.bart).await, ["forgetting"]);
    let mails = office.mails_to("ann@voorbeeld.test");
    let told = &mails[before..];
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].text.contains(number.as_str()), "{told:?}");
    office.until("2028-11-03T23:59:00").await;
    assert!(!gone(&office, &id, Kept::Identity).await, "never early");
    office.until("2028-11-04T01:00:00").await;
    assert!(gone(&office, &id, Kept::Identity).await);
    let reading = office.desk.read(&office.ann, &number).await.unwrap();
    let case = reading.view.case();
    assert_eq!(case.entrusted.name, None);
    assert!(
        reading
            .view
            .text_of(case.entrusted.story.as_ref())
            .unwrap()
            .contains(CANARY)
    );
    office.close().await;
}

#[tokio::test]
async fn the_board_reads_no_name_in_our_letters_also_after_the_name_is_forgotten() {
    let office = Office::open().await;
    let typed = Typed {
        name: "Zefanja Voorbeeld".into(),
        ..Office::story()
    };
    let number = office.submit(&typed, "one").await.number;
    let id = office.id(&number).await;
    let letter = "Dag Zefanja Voorbeeld,\n\nZefanja, de lift werkt. Vriendelijke groeten, Ann";
    office
        .desk
        .reply(&office.ann, &number, letter, "r")
        .await
        .unwrap();
    office
        .desk
        .note(&office.ann, &number, "Zefanja belde.", "n")
        .await
        .unwrap();
    office.desk.withdraw(&id, None, "stop").await.unwrap();
    let read = async |person| {
        let reading = office.desk.read(person, &number).await.unwrap();
        let case = reading.view.case();
        let texts = case
            .messages
            .iter()
            .filter_map(|one| reading.view.text(&one.words));
        texts.map(str::to_owned).collect::<Vec<_>>().join("|")
    };
    let before = read(&office.chris).await;
    assert!(
        before.contains("Dag [naam],") && !before.contains("Zefanja"),
        "{before}"
    );
    office.until("2029-01-15T12:00:00").await;
    assert!(gone(&office, &id, Kept::Identity).await);
    assert_eq!(read(&office.chris).await, before);
    assert!(
        read(&office.ann).await.contains("Dag Zefanja Voorbeeld,"),
        "who wrote it reads what was written"
    );
    office.close().await;
}

#[tokio::test]
async fn when_the_words_go_every_reader_sees_since_when_and_the_code_opens_nothing() {
    let office = Office::open().await;
    let (number, id, code) = ended(&office).await;
    office.until("2031-11-03T12:00:00").await;
    assert!(
        office
            .desk
            .store()
            .case_by_receipt(&code)
            .await
            .unwrap()
            .is_some()
    );
    office.until("2031-11-04T01:00:00").await;
    assert_eq!(office.desk.store().case_by_receipt(&code).await.unwrap(), None);
    for kept in [Kept::Identity, Kept::Words, Kept::Files] {
        assert!(gone(&office, &id, kept).await);
    }
    for person in [&office.ann, &office.bart, &office.chris] {
        let reading = office.desk.read(person, &number).await.unwrap();
        let story = reading.view.case().entrusted.story.as_ref();
        let said = reading.view.text_of(story).unwrap();
        assert!(
            said.starts_with("Gewist op") && said.contains("4 november 2031"),
            "{said}"
        );
        let (filter, page) = (CaseFilter::default(), Page::first(10));
        let lists = [
            office
                .desk
                .list(person, &filter, CaseOrder::Newest, page)
                .await
                .unwrap(),
            office
                .desk
                .search(person, &filter, CaseOrder::Newest, page, number.as_str())
                .await
                .unwrap(),
        ];
        for listed in lists {
            assert!(listed[0].title.starts_with("Gewist op"), "{:?}", listed[0].title);
        }
        let found = office
            .desk
            .search(person, &filter, CaseOrder::Newest, page, "gewist")
            .await;
        assert!(found.unwrap().is_empty(), "nobody finds it by that word");
    }
    let late = office.desk.write(&id, "Nog iets.", Vec::new(), "late").await;
    assert!(matches!(late, Err(DeskError::NotFound)), "{late:?}");
    let again = office.desk.reopen(&office.bart, &number, "again").await;
    assert!(matches!(again, Err(DeskError::NotFound)), "{again:?}");
    office.close().await;
}

#[tokio::test]
async fn what_is_held_stays_until_its_day_and_what_is_opened_again_counts_anew() {
    let office = Office::open().await;
    let (number, id, _) = ended(&office).await;
    office.until("2028-10-20T09:00:00").await;
    let why = "De rechtbank vraagt het.";
    let past = office
        .desk
        .hold(&office.ann, &number, date(2028, 10, 1), why, "h0")
        .await;
    assert!(matches!(past, Err(DeskError::Refused(_))), "{past:?}");
    let nobody = office
        .desk
        .hold(&office.karim, &number, date(2029, 6, 30), why, "h1")
        .await;
    assert!(matches!(nobody, Err(DeskError::NotFound)), "{nobody:?}");
    office
        .desk
        .hold(&office.ann, &number, date(2029, 6, 30), why, "h2")
        .await
        .unwrap();
    office.until("2029-06-30T23:00:00").await;
    assert!(!gone(&office, &id, Kept::Identity).await);
    office.desk.insist(&id, &[], "again").await.unwrap();
    office.until("2029-07-02T23:00:00").await;
    assert!(
        !gone(&office, &id, Kept::Identity).await,
        "something is owed again"
    );
    office.desk.withdraw(&id, None, "stop again").await.unwrap();
    office.until("2031-07-02T12:00:00").await;
    assert!(!gone(&office, &id, Kept::Identity).await);
    office.until("2031-07-03T12:00:00").await;
    assert!(gone(&office, &id, Kept::Identity).await);
    office.close().await;
}

#[tokio::test]
async fn a_hold_that_is_ended_gives_thirty_days_again() {
    let office = Office::open().await;
    let (number, id, _) = ended(&office).await;
    let why = "Er loopt een zaak.";
    office
        .desk
        .hold(&office.bart, &number, date(2035, 1, 1), why, "h")
        .await
        .unwrap();
    office.until("2029-03-01T09:00:00").await;
    office.desk.end_hold(&office.bart, &number, "e").await.unwrap();
    office.until("2029-03-31T12:00:00").await;
    assert!(!gone(&office, &id, Kept::Identity).await);
    office.until("2029-04-02T12:00:00").await;
    assert!(gone(&office, &id, Kept::Identity).await);
    office.close().await;
}

#[tokio::test]
async fn the_figures_of_the_year_are_the_same_before_and_after_everything_is_forgotten() {
    let office = Office::open().await;
    let mut numbers = Vec::new();
    for (no, reply_by) in ["email", "code", "phone"].into_iter().enumerate() {
        let typed = Typed {
            reply_by: reply_by.to_owned(),
            phone: "0470 00 00 00".to_owned(),
            ..Office::story()
        };
        numbers.push(office.submit(&typed, &format!("key {no}")).await.number);
    }
    office.answer(&numbers[0]).await;
    office.until("2026-11-09T10:00:00").await;
    for number in &numbers {
        let id = office.id(number).await;
        office
            .desk
            .withdraw(&id, None, &format!("stop {number}"))
            .await
            .unwrap();
    }
    office.until("2027-06-01T10:00:00").await;
    let of_the_year = async || {
        let year = (at("2026-01-01T00:00:00"), at("2027-01-01T00:00:00"));
        let figures = office
            .desk
            .figures_between(&office.bart, year.0, year.1)
            .await
            .unwrap();
        let mut overview = office.desk.overview(&office.bart, 2026).await.unwrap();
        // Which years can be chosen goes by the clock.
        overview.years.clear();
        format!("{figures:?} {overview:?}")
    };
    let before = of_the_year().await;
    office.until("2032-12-31T10:00:00").await;
    for number in &numbers {
        assert!(gone(&office, &office.id(number).await, Kept::Words).await);
    }
    assert_eq!(of_the_year().await, before);
    office.close().await;
}

#[tokio::test]
async fn a_night_that_was_missed_for_years_forgets_only_after_it_was_announced() {
    let office = Office::open().await;
    let (number, id, _) = ended(&office).await;
    // The program stood still: the clock moves, and nothing runs in between.
    assert!(office.desk.clock().advance(at("2033-02-01T12:00:00")));
    office.until("2033-02-01T13:00:00").await;
    assert!(!gone(&office, &id, Kept::Identity).await, "nobody was told yet");
    let reading = office.desk.read(&office.ann, &number).await.unwrap();
    assert_eq!(reading.view.case().retention.announced.len(), 3);
    office.until("2033-03-05T13:00:00").await;
    assert!(gone(&office, &id, Kept::Words).await);
    office.close().await;
}

#[tokio::test]
async fn a_backup_from_before_brings_nothing_back_and_the_journal_hears_of_it() {
    use storage::backup::{Chosen, Into, Restore};
    let office = Office::open().await;
    let (number, id, code) = ended(&office).await;
    let backups = tempfile::tempdir().unwrap();
    let backed_up = async || {
        let now = office.desk.clock().now();
        let made = office
            .desk
            .store()
            .backup(backups.path(), now, |_, _| {})
            .await
            .unwrap();
        Chosen {
            data: made.data,
            keys: made.keys,
        }
    };
    let early = backed_up().await;
    office.until("2031-11-04T01:00:00").await;
    assert!(gone(&office, &id, Kept::Words).await);
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
    assert!(
        store.case_by_receipt(&code).await.unwrap().is_some(),
        "as it was then"
    );
    let clock = desk::Clock::standing(at("2031-11-05T09:00:00"));
    let desk = desk::Desk::open(store, clock, office.post.clone(), "http://desk.test")
        .await
        .unwrap();
    let reading = desk.read(&office.ann, &number).await.unwrap();
    let case = reading.view.case();
    assert_eq!(case.retention.forgotten.len(), 3, "each class is noted");
    assert_eq!(case.entrusted.name, None);
    let story = reading.view.text_of(case.entrusted.story.as_ref()).unwrap();
    assert_eq!(story, "Gewist op 5 november 2031");
    assert_eq!(desk.store().case_by_receipt(&code).await.unwrap(), None);
    let checked = desk.verify().await;
    assert!(checked.is_ok(), "{checked:?}");
    // Once: what is erased without an event from here on is named again.
    assert!(desk.store().erased_again().await.unwrap().is_empty());
    office.close().await;
}
