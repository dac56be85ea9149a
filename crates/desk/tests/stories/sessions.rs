//! A session lasts while it is used, but not for ever, and looking at pages hardly writes.

use crate::office::{Office, at};
use casework::moment::Moment;
use storage::SessionKind;

const MINUTE: i64 = 60_000;

async fn seen_at(office: &Office, token: &str, now: Moment) -> Moment {
    let session = office
        .desk
        .store()
        .session_load(SessionKind::Staff, token, now)
        .await;
    session.unwrap().unwrap().seen_at
}

#[tokio::test]
async fn looking_at_pages_writes_down_a_session_once_in_five_minutes() {
    let office = Office::open().await;
    let began = at("2026-11-02T09:00:00");
    let token = office.desk.session(&office.ann, began).await.unwrap();
    for minute in 1..5 {
        let now = began.plus_millis(minute * MINUTE);
        let who = office.desk.signed_in(&token, now).await.unwrap();
        assert_eq!(who.as_ref(), Some(&office.ann));
        assert_eq!(seen_at(&office, &token, now).await, began, "minute {minute}");
    }
    let now = began.plus_millis(5 * MINUTE);
    office.desk.signed_in(&token, now).await.unwrap();
    assert_eq!(seen_at(&office, &token, now).await, now);
}

#[tokio::test]
async fn a_session_that_is_used_all_the_time_ends_a_day_after_signing_in() {
    let office = Office::open().await;
    let began = at("2026-11-02T09:00:00");
    let token = office.desk.session(&office.ann, began).await.unwrap();
    let mut last = 0;
    for minute in (0..3000).step_by(10) {
        let now = began.plus_millis(minute * MINUTE);
        if office.desk.signed_in(&token, now).await.unwrap().is_none() {
            break;
        }
        last = minute;
    }
    assert_eq!(last, 24 * 60 - 10);
}

#[tokio::test]
async fn a_session_that_nobody_uses_ends_sooner() {
    let office = Office::open().await;
    let began = at("2026-11-02T09:00:00");
    let token = office.desk.session(&office.ann, began).await.unwrap();
    let later = began.plus_millis(12 * 60 * MINUTE);
    assert_eq!(office.desk.signed_in(&token, later).await.unwrap(), None);
}
