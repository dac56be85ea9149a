//! Who may turn something back, bring a message, look again and review: nobody judges their own work.

use crate::office::{Office, arrival};
use casework::refusal::Refusal;
use casework::submission::Submission;
use casework::vocabulary::{DeliveredBy, OtherThan, RefusalReason, ReleaseReason};
use desk::DeskError;
use desk::talk::Talk;

fn is_refused<T>(result: Result<T, DeskError>, refusal: Refusal) -> bool {
    matches!(result, Err(DeskError::Refused(found)) if found == refusal)
}

#[tokio::test]
async fn whoever_stopped_a_concern_or_a_complaint_and_writes_again_goes_on() {
    let office = Office::open().await;
    let concern = office
        .desk
        .raise_concern(Submission::parse(&Office::story()).unwrap(), arrival("one"))
        .await
        .unwrap()
        .number;
    let complaint = office.submit(&Office::story(), "two").await.number;
    for (number, owed) in [(concern, "answer_concern"), (complaint, "answer")] {
        let id = office.id(&number).await;
        office
            .desk
            .withdraw(&id, None, &format!("w{number}"))
            .await
            .unwrap();
        assert!(office.open_owed(&id).await.is_empty());
        office
            .desk
            .write(&id, "Toch niet opgelost.", Vec::new(), &format!("m{number}"))
            .await
            .unwrap();
        assert_eq!(office.open_owed(&id).await, [owed]);
    }
    office.close().await;
}

#[tokio::test]
async fn the_complainant_turns_back_what_we_called_something_else_and_not_what_was_refused_or_overtaken() {
    let office = Office::open().await;
    let (ann, bart) = (&office.ann, &office.bart);
    let number = office.submit(&Office::story(), "one").await.number;
    office
        .desk
        .reclassify(ann, &number, OtherThan::Spam, None, "s")
        .await
        .unwrap();
    office
        .desk
        .insist(&office.id(&number).await, &[], "i1")
        .await
        .unwrap();
    office
        .desk
        .refuse(ann, &number, RefusalReason::TooOld, "Te oud.", "p")
        .await
        .unwrap();
    office.desk.agree(bart, &number, 1, "a").await.unwrap();
    assert!(is_refused(
        office.desk.insist(&office.id(&number).await, &[], "i2").await,
        Refusal::Stopped
    ));
    let other = office.submit(&Office::story(), "two").await.number;
    office
        .desk
        .release(bart, &other, ReleaseReason::Court, Some("Vonnis."), "r")
        .await
        .unwrap();
    assert!(is_refused(
        office.desk.insist(&office.id(&other).await, &[], "i3").await,
        Refusal::Stopped
    ));
    office.close().await;
}

#[tokio::test]
async fn the_supervisor_is_not_the_first_to_look_again() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    office.desk.read(&office.ann, &number).await.unwrap();
    office.answer(&number).await;
    office
        .desk
        .ask_second_look(&office.id(&number).await, None, "l")
        .await
        .unwrap();
    let reading = office.desk.read(&office.bart, &number).await.unwrap();
    assert_eq!(reading.view.case().supervisor.as_ref(), Some(&office.bart));
    assert_eq!(reading.view.case().reviews[0].reviewer, office.mia);
    office.close().await;
}

#[tokio::test]
async fn the_board_member_brings_their_answer_to_a_report_of_harm_and_for_others_it_does_not_exist() {
    let office = Office::open().await;
    let mut typed = Office::story();
    typed.email = "weg@voorbeeld.test".to_owned();
    let number = office.submit(&typed, "one").await.number;
    let id = office.id(&number).await;
    office
        .desk
        .report_retaliation(&id, "Ze dreigen.", "h")
        .await
        .unwrap();
    office
        .desk
        .answer_retaliation(&office.chris, &number, "Ik bel je.", "a")
        .await
        .unwrap();
    let (ann, chris, spoken) = (&office.ann, &office.chris, DeliveredBy::Spoken);
    let today = office.desk.today(chris).await.unwrap();
    assert!(today.undelivered.iter().any(|one| one.message == 2));
    assert!(is_refused(
        office.desk.delivered(ann, &number, 2, spoken, None, "d1").await,
        Refusal::NoSuchItem
    ));
    assert!(is_refused(
        office.desk.came_back(ann, &number, 2, "c").await,
        Refusal::NoSuchItem
    ));
    office
        .desk
        .delivered(chris, &number, 2, spoken, None, "d2")
        .await
        .unwrap();
    assert!(!office.open_owed(&id).await.contains(&"retaliation".to_owned()));
    office.answer(&number).await;
    let not_theirs = office.desk.delivered(chris, &number, 3, spoken, None, "d3").await;
    assert!(matches!(not_theirs, Err(DeskError::NotFound)));
    office.close().await;
}

#[tokio::test]
async fn a_talk_answers_a_complaint_whose_points_were_noted() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    let points = vec!["De lift.".to_owned(), "De trap.".to_owned()];
    office
        .desk
        .understood(&office.ann, &number, &points, "u")
        .await
        .unwrap();
    let talk = Talk {
        text: "We spraken af dat de lift maandag hersteld is.".to_owned(),
        how: DeliveredBy::Spoken,
        at: office.desk.clock().now(),
        was_answer: true,
        explains_delay: false,
        files: Vec::new(),
    };
    office.desk.talk(&office.ann, &number, talk, "t").await.unwrap();
    let id = office.id(&number).await;
    assert!(!office.open_owed(&id).await.contains(&"answer".to_owned()));
    office.close().await;
}
