//! A second press, a mail that is gone already, a second publication: nothing happens twice, and nothing is lost.

use crate::office::{Office, at};
use casework::refusal::Refusal;
use casework::vocabulary::DeliveredBy;
use desk::DeskError;
use desk::people::NewPerson;
use desk::policies::Published;
use std::collections::BTreeSet;

#[tokio::test]
async fn a_second_press_is_answered_as_the_first_whatever_the_rules_say_by_then() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    let (mia, karim) = (&office.mia, &office.karim);
    let assign = || office.desk.assign(&office.bart, &number, karim.clone(), "press");
    assign().await.unwrap();
    assert!(
        matches!(assign().await, Err(DeskError::Repeated(_))),
        "not: handles it already"
    );
    let other = office
        .desk
        .assign(&office.bart, &number, karim.clone(), "another press")
        .await;
    assert!(matches!(other, Err(DeskError::Refused(Refusal::AlreadyDone))));
    let stranger = office
        .desk
        .assign(mia, &number, karim.clone(), "a third press")
        .await;
    assert!(matches!(stranger, Err(DeskError::NotFound)));
    let case = office.id(&number).await;
    office.desk.withdraw(&case, None, "stop").await.unwrap();
    assert!(matches!(
        office.desk.withdraw(&case, None, "stop").await,
        Err(DeskError::Repeated(_))
    ));
    office.close().await;
}

#[tokio::test]
async fn a_link_pressed_twice_stands_on_both_sides() {
    let office = Office::open().await;
    let one = office.submit(&Office::story(), "one").await.number;
    let two = office.submit(&Office::story(), "two").await.number;
    office.desk.link(&office.ann, &one, &two, "link").await.unwrap();
    assert!(matches!(
        office.desk.link(&office.ann, &one, &two, "link").await,
        Err(DeskError::Repeated(_))
    ));
    let again = office.desk.link(&office.ann, &two, &one, "other").await;
    assert!(matches!(again, Err(DeskError::Refused(Refusal::AlreadyDone))));
    for (number, other) in [(&one, &two), (&two, &one)] {
        let seen = office.desk.read(&office.ann, number).await.unwrap();
        assert!(seen.view.case().links.contains(&office.id(other).await));
    }
    office.close().await;
}

#[tokio::test]
async fn a_mail_that_is_gone_is_recorded_and_not_sent_again_when_somebody_writes_meanwhile() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    office.until("2026-11-02T08:31:00").await;
    let case = office.id(&number).await;
    let before = office.mails_to("fatima@voorbeeld.test").len();
    *office.post.meanwhile.lock().unwrap() = Some((office.desk.clone(), case.clone()));
    office.answer(&number).await;
    assert!(
        office.post.meanwhile.lock().unwrap().is_none(),
        "somebody wrote while the answer was under way"
    );
    office.until("2026-11-02T20:00:00").await;
    assert_eq!(office.mails_to("fatima@voorbeeld.test").len(), before + 1);
    let own = office.desk.read_own(&case).await.unwrap();
    let answer = own.view.case().messages.first().unwrap();
    assert!(matches!(answer.delivered, Some((_, DeliveredBy::Mail))));
    office.close().await;
}

#[tokio::test]
async fn one_address_that_is_busy_doubles_and_holds_up_nobody_s_morning_mail() {
    let office = Office::open().await;
    office.submit(&Office::story(), "one").await;
    office.until("2026-11-05T06:00:00").await;
    office
        .post
        .busy
        .lock()
        .unwrap()
        .insert("ann@voorbeeld.test".to_owned());
    let morning = |name: &str| {
        let mails = office.mails_to(&format!("{name}@voorbeeld.test"));
        mails
            .into_iter()
            .filter(|mail| mail.at >= at("2026-11-05T06:00:00"))
            .map(|mail| mail.subject)
            .collect::<Vec<_>>()
    };
    office.until("2026-11-05T14:00:00").await;
    let bart = morning("bart");
    assert_eq!(
        bart.len(),
        bart.iter().collect::<BTreeSet<_>>().len(),
        "none twice: {bart:?}"
    );
    assert!(morning("ann").is_empty(), "{:?}", morning("ann"));
    office.post.busy.lock().unwrap().clear();
    office.until("2026-11-06T07:00:00").await;
    assert!(!morning("ann").is_empty(), "what waited goes out when it can");
    office.close().await;
}

#[tokio::test]
async fn an_address_in_use_adds_nobody() {
    let office = Office::open().await;
    let before = office.desk.organisation().await.unwrap().people.len();
    let person = NewPerson {
        name: "Ann twee".to_owned(),
        email: " ANN@voorbeeld.test".to_owned(),
        roles: BTreeSet::new(),
    };
    let added = office.desk.add_person(None, person).await;
    assert!(matches!(added, Err(DeskError::Refused(Refusal::AddressInUse))));
    assert_eq!(office.desk.organisation().await.unwrap().people.len(), before);
    office.close().await;
}

#[tokio::test]
async fn publishing_again_changes_nothing_and_another_policy_is_refused() {
    let office = Office::open().await;
    let file = include_str!("../../../../policies/wooncoop/policy.toml");
    let source = include_str!("../../../../policies/wooncoop/klachtenbeleid.txt");
    let store = office.desk.store();
    let installed = store.setting("policy").await.unwrap().unwrap();
    let other = file.replace(&format!("key = \"{installed}\""), "key = \"anders\"");
    assert_ne!(other, file);
    let said = office
        .desk
        .publish_policy(&other, source)
        .await
        .unwrap_err()
        .to_string();
    assert!(said.contains(&installed) && said.contains("anders"), "{said}");
    assert_eq!(
        office.desk.publish_policy(file, source).await.unwrap(),
        Published::Before
    );
    assert_eq!(office.desk.shelf().all().len(), 1);
    assert_eq!(store.setting("policy").await.unwrap(), Some(installed));
    office.close().await;
}
