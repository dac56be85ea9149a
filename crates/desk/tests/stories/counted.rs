//! Late is late from the moment that the day is over, whatever becomes of it after.

use crate::office::Office;
use casework::vocabulary::{DeliveredBy, ReleaseReason};

async fn counts(office: &Office) -> storage::OwedFigures {
    let figures = office.desk.figures(&office.bart).await.unwrap();
    let answer = figures.into_iter().find(|one| one.counts.promise_key == "answer");
    answer.unwrap().counts
}

#[tokio::test]
async fn an_answer_that_was_late_and_then_withdrawn_or_let_go_stays_late_in_the_figures() {
    let office = Office::open().await;
    let one = office.submit(&Office::story(), "one").await.number;
    let two = office.submit(&Office::story(), "two").await.number;
    let three = office.submit(&Office::story(), "three").await.number;
    let id = office.id(&three).await;
    office.desk.withdraw(&id, None, "w3").await.unwrap();
    office.until("2026-11-06T09:00:00").await;
    office
        .desk
        .withdraw(&office.id(&one).await, None, "w")
        .await
        .unwrap();
    let court = ReleaseReason::Court;
    office
        .desk
        .release(&office.bart, &two, court, None, "r")
        .await
        .unwrap();
    let line = counts(&office).await;
    assert_eq!((line.total, line.late(), line.released), (3, 2, 1));
    let behind = office
        .desk
        .behind(&office.bart, None, Some("answer"))
        .await
        .unwrap();
    assert_eq!(behind.len(), 3, "the list behind the figure is as long");
    office
        .desk
        .insist(&office.id(&one).await, &[], "i")
        .await
        .unwrap();
    let line = counts(&office).await;
    assert_eq!(
        line.total as usize,
        office
            .desk
            .behind(&office.bart, None, Some("answer"))
            .await
            .unwrap()
            .len()
    );
    office.close().await;
}

#[tokio::test]
async fn an_answer_that_came_back_counts_once() {
    let office = Office::open().await;
    let mut typed = Office::story();
    typed.email = "weg@voorbeeld.test".to_owned();
    let number = office.submit(&typed, "one").await.number;
    office.until("2026-11-03T09:00:00").await;
    office.answer(&number).await;
    let spoken = DeliveredBy::Spoken;
    office
        .desk
        .delivered(&office.ann, &number, 1, spoken, None, "d")
        .await
        .unwrap();
    office.desk.came_back(&office.ann, &number, 1, "c").await.unwrap();
    let line = counts(&office).await;
    assert_eq!((line.total, line.open, line.kept), (1, 1, 0));
    office.until("2026-11-06T09:00:00").await;
    let line = counts(&office).await;
    assert_eq!((line.total, line.overdue, line.late()), (1, 1, 1));
    office.close().await;
}
