//! A replacement day counts for what comes in after it was published, and moves nothing that was promised.

use crate::office::Office;
use casework::calendar::Holiday;
use jiff::civil::date;

#[tokio::test]
async fn a_replacement_day_moves_no_promise_and_counts_for_what_comes_after_it_was_published() {
    let office = Office::open().await;
    // The office opens on Monday 2 November 2026; All Saints fell on a Sunday.
    let due = async |number: &casework::ids::CaseNumber| {
        let read = office.desk.read(&office.ann, number).await.unwrap();
        let case = read.view.case();
        let owed = case.owed.iter().find(|one| one.key == "answer").unwrap();
        owed.due_at.last_day(&office.desk.shelf().all()[0].calendar.zone)
    };
    let before = office.submit(&Office::story(), "one").await.number;
    let promised = due(&before).await;
    assert_eq!(promised, date(2026, 11, 4));
    let publish = office
        .desk
        .publish_replacement(None, Holiday::AllSaints, date(2026, 11, 5));
    publish.await.unwrap();
    office.until("2026-11-03T09:00:00").await;
    assert_eq!(due(&before).await, promised, "what was promised stays");
    let after = office.submit(&Office::story(), "two").await.number;
    assert_eq!(due(&after).await, date(2026, 11, 6), "4 and 6 November");
    office
        .desk
        .take_back_replacement(None, date(2026, 11, 5))
        .await
        .unwrap();
    let again = office.submit(&Office::story(), "three").await.number;
    assert_eq!(due(&again).await, date(2026, 11, 5));
    assert_eq!(due(&after).await, date(2026, 11, 6), "this one too");
    office.close().await;
}
