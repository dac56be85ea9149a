//! Somebody leaves: what they followed goes over to others at once, and nothing waits for them.

use crate::office::Office;

#[tokio::test]
async fn the_cases_of_whoever_leaves_go_over_to_others() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    let before = office.desk.read(&office.ann, &number).await.unwrap();
    assert_eq!(before.view.case().handler.as_ref(), Some(&office.ann));
    office.desk.leave(None, &office.ann).await.unwrap();
    office.desk.run_until(office.desk.clock().now()).await.unwrap();
    let after = office.desk.read(&office.bart, &number).await.unwrap();
    let handler = after.view.case().handler.clone();
    assert!(
        handler.is_some() && handler.as_ref() != Some(&office.ann),
        "{handler:?}"
    );
    assert!(
        office.desk.read(&office.ann, &number).await.is_err(),
        "whoever left opens nothing"
    );
    office.close().await;
}
