//! Nobody answers: the pool hears at noon, the complainant a sorry at midnight, and an explanation is owed.

use crate::office::Office;

#[tokio::test]
async fn nobody_opens_it_and_nobody_answers() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    let id = office.id(&number).await;
    office.until("2026-11-03T11:59:00").await;
    assert_eq!(office.mails_to("karim@voorbeeld.test").len(), 0);
    office.until("2026-11-03T12:01:00").await;
    assert_eq!(
        office.mails_to("karim@voorbeeld.test").len(),
        1,
        "the pool is told at noon"
    );
    office.until("2026-11-05T00:00:00").await;
    let sorry = office.mails_to("fatima@voorbeeld.test");
    assert_eq!(sorry.len(), 2, "the receipt and the sorry: {sorry:?}");
    let owed = office.open_owed(&id).await;
    assert!(
        owed.contains(&"answer".to_owned()) && owed.contains(&"explain_delay".to_owned()),
        "{owed:?}"
    );
    office.until("2026-11-05T09:00:00").await;
    assert!(!office.mails_to("chris@voorbeeld.test").is_empty());
    office.close().await;
}

#[tokio::test]
async fn a_policy_promise_that_was_missed_does_not_stop_the_clock() {
    let office = Office::open().await;
    let file =
        include_str!("../../../../policies/wooncoop/policy.toml").replace("version = 1\n", "version = 2\n");
    let source = include_str!("../../../../policies/wooncoop/klachtenbeleid.txt");
    office.desk.publish_policy(&file, source).await.unwrap();
    office.until("2026-12-10T09:00:00").await;
    let number = office.submit(&Office::story(), "one").await.number;
    office.until("2026-12-12T12:00:00").await;
    let pool = office.mails_to("karim@voorbeeld.test");
    assert_eq!(
        pool.len(),
        1,
        "told about {number} at noon of the next day: {pool:?}"
    );
    office.close().await;
}
