//! One mail in the morning: what is due before the next working day, for whoever owes it, and what is new.

use crate::office::{Office, at};
use casework::organisation::StaffRole;
use casework::vocabulary::Cause;
use desk::Letter;
use desk::answer::{AnswerText, Differently, MeasureText, OfferText};
use desk::people::NewPerson;
use jiff::civil::date;
use std::collections::BTreeSet;

/// The mails of one morning to somebody.
fn morning(office: &Office, name: &str, day: &str) -> Vec<Letter> {
    let mails = office.mails_to(&format!("{name}@voorbeeld.test"));
    let (from, until) = (at(&format!("{day}T07:59:00")), at(&format!("{day}T08:30:00")));
    mails
        .into_iter()
        .filter(|one| one.at >= from && one.at <= until && one.subject.starts_with("Te doen"))
        .collect()
}

#[tokio::test]
async fn a_new_complaint_stands_in_the_next_morning_s_mail_of_handler_and_supervisor() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    office.until("2026-11-03T09:00:00").await;
    for name in ["ann", "bart"] {
        let mails = morning(&office, name, "2026-11-03");
        assert_eq!(mails.len(), 1, "{name} hears on the first working day");
        let text = &mails[0].text;
        assert!(text.contains(&format!("{number}: nieuwe klacht")), "{text}");
        assert!(
            text.contains(&format!("http://desk.test/werk/klachten/{number}")),
            "{text}"
        );
    }
    for name in ["karim", "mia", "chris", "dirk"] {
        assert!(morning(&office, name, "2026-11-03").is_empty(), "{name}");
    }
    office.until("2026-11-04T09:00:00").await;
    let next = morning(&office, "ann", "2026-11-04");
    assert!(next[0].text.contains("Antwoord of tussenbericht") && !next[0].text.contains("nieuwe klacht"));
    let bart = morning(&office, "bart", "2026-11-04");
    assert!(
        bart.iter().all(|one| !one.text.contains("nieuwe klacht")),
        "told once"
    );
    office.close().await;
}

#[tokio::test]
async fn what_was_opened_already_is_not_told_again() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    for person in [&office.ann, &office.bart] {
        let today = office.desk.today(person).await.unwrap();
        assert_eq!(today.fresh.len(), 1);
        assert_eq!(today.fresh[0].what, ["complaint"]);
        office.desk.read(person, &number).await.unwrap();
        assert!(office.desk.today(person).await.unwrap().fresh.is_empty());
    }
    office.until("2026-11-03T09:00:00").await;
    for name in ["ann", "bart"] {
        assert!(morning(&office, name, "2026-11-03").is_empty(), "{name}");
    }
    office.close().await;
}

#[tokio::test]
async fn what_came_in_over_the_weekend_is_told_on_monday() {
    let office = Office::open().await;
    office.until("2026-11-07T22:00:00").await;
    let number = office.submit(&Office::story(), "one").await.number;
    office.until("2026-11-09T09:00:00").await;
    let mails = morning(&office, "ann", "2026-11-09");
    assert!(mails[0].text.contains(&number.to_string()));
    office.close().await;
}

async fn answered_with_all(office: &Office, number: &casework::ids::CaseNumber) {
    let measure = MeasureText {
        what: "Twee sleutels per lift.".to_owned(),
        criterion: "Niemand zit nog vast.".to_owned(),
        owner: office.dirk.clone(),
        reviewer: office.mia.clone(),
        group: None,
        from: date(2026, 11, 15),
        promised: false,
        shared: None,
    };
    let offer = |what: &str| OfferText {
        what: what.to_owned(),
        by: office.karim.clone(),
        until: date(2026, 11, 14),
    };
    let composed = AnswerText {
        text: "De lift is hersteld.".to_owned(),
        files: Vec::new(),
        outcomes: Vec::new(),
        offers: vec![offer("Een sleutel brengen."), offer("De deur smeren.")],
        differently: Differently::Yes {
            cause: Cause::Building,
            reason: "Een kabel brak.".to_owned(),
            measures: vec![measure],
        },
        explains_delay: false,
    };
    office
        .desk
        .answer(&office.ann, number, composed, "all")
        .await
        .unwrap();
    office.desk.run_until(office.desk.clock().now()).await.unwrap();
}

#[tokio::test]
async fn whoever_owes_a_day_in_the_weekend_hears_on_friday_also_when_they_may_not_read_the_complaint() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    office.until("2026-11-03T09:30:00").await;
    answered_with_all(&office, &number).await;
    office.until("2026-11-13T09:00:00").await;
    let mails = morning(&office, "karim", "2026-11-13");
    let text = &mails[0].text;
    assert!(
        text.contains("Uitvoeren wat we aanboden") && text.contains("/werk/brieven"),
        "{text}"
    );
    assert!(text.contains("en nog 1"), "two offers, one line: {text}");
    assert_eq!(text.matches(&number.to_string()).count(), 1, "{text}");
    let mails = morning(&office, "dirk", "2026-11-13");
    let text = &mails[0].text;
    assert!(
        text.contains("Maatregel in gebruik nemen") && text.contains("/werk/maatregelen/"),
        "{text}"
    );
    office.close().await;
}

#[tokio::test]
async fn the_reviewer_of_a_measure_hears_when_its_review_is_due() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    office.until("2026-11-03T09:30:00").await;
    answered_with_all(&office, &number).await;
    office.until("2026-11-16T10:00:00").await;
    let measure = office
        .desk
        .measures(&office.ann)
        .await
        .unwrap()
        .remove(0)
        .measure
        .id;
    office
        .desk
        .apply_measure(&office.dirk, &measure, "De sleutels hangen er.")
        .await
        .unwrap();
    office.until("2027-02-16T09:00:00").await;
    let mails = morning(&office, "mia", "2027-02-16");
    assert!(mails[0].text.contains("Maatregel beoordelen"), "{mails:?}");
    office.close().await;
}

#[tokio::test]
async fn whoever_is_excluded_hears_nothing_of_what_they_owed() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    office.until("2026-11-03T09:30:00").await;
    answered_with_all(&office, &number).await;
    office
        .desk
        .exclude(&office.ann, &number, (&office.karim, "Betrokken."), "x")
        .await
        .unwrap();
    office.until("2026-11-13T09:00:00").await;
    assert!(morning(&office, "karim", "2026-11-13").is_empty());
    let ann = morning(&office, "ann", "2026-11-13");
    assert!(
        ann[0].text.contains("Uitvoeren wat we aanboden"),
        "the handler takes it over: {ann:?}"
    );
    office.close().await;
}

#[tokio::test]
async fn the_administrator_hears_of_what_a_policy_version_owes() {
    let office = Office::open().await;
    let admin = NewPerson {
        name: "lies".to_owned(),
        email: "lies@voorbeeld.test".to_owned(),
        roles: BTreeSet::from([StaffRole::Administrator]),
    };
    office.desk.add_person(None, admin).await.unwrap();
    let file =
        include_str!("../../../../policies/wooncoop/policy.toml").replace("version = 1\n", "version = 2\n");
    let source = include_str!("../../../../policies/wooncoop/klachtenbeleid.txt");
    office.desk.publish_policy(&file, source).await.unwrap();
    office.until("2026-12-02T09:00:00").await;
    let mails = morning(&office, "lies", "2026-12-02");
    assert!(
        mails[0].text.contains("Bewoners inlichten over het beleid"),
        "{mails:?}"
    );
    assert!(mails[0].text.contains("/instellingen/start"));
    office.close().await;
}
