//! Ways on that are seldom taken: another policy of two stages, a target moved, a complaint opened again, older calls.

use crate::office::{Office, at};
use casework::ids::{CaseId, CaseNumber};
use casework::refusal::Refusal;
use desk::DeskError;
use desk::answer::{AnswerText, Differently};
use jiff::civil::date;

async fn due(office: &Office, case: &CaseId, key: &str) -> String {
    let reading = office.desk.read_own(case).await.unwrap();
    let zone = &reading.version.calendar.zone;
    let owed = reading.view.case().open_of(key).unwrap().due_at;
    owed.last_day(zone).to_string()
}

async fn acknowledged(office: &Office, number: &CaseNumber) {
    let understood = "We begrijpen dat de lift stuk is.";
    office
        .desk
        .acknowledge(&office.ann, number, understood, "ack")
        .await
        .unwrap();
    office.until("2026-11-06T12:00:00").await;
}

#[tokio::test]
async fn a_complaint_goes_through_both_stages_of_the_second_policy_within_five_ten_and_twenty_days() {
    let office = Office::second().await;
    let number = office.submit(&Office::story(), "one").await.number;
    let id = office.id(&number).await;
    assert_eq!(
        due(&office, &id, "acknowledge").await,
        "2026-11-09",
        "five working days"
    );
    office.until("2026-11-06T10:00:00").await;
    acknowledged(&office, &number).await;
    assert_eq!(
        due(&office, &id, "answer").await,
        "2026-11-20",
        "ten more from there"
    );
    office.until("2026-11-19T10:00:00").await;
    let composed = AnswerText {
        text: "De lift is hersteld.".to_owned(),
        outcomes: Vec::new(),
        offers: Vec::new(),
        differently: Differently::Later,
        explains_delay: false,
        files: Vec::new(),
    };
    office
        .desk
        .answer(&office.ann, &number, composed, "a")
        .await
        .unwrap();
    office.until("2026-11-19T10:05:00").await;
    office
        .desk
        .ask_second_look(&id, Some("Niemand zei sorry."), "r")
        .await
        .unwrap();
    assert_eq!(due(&office, &id, "second_look").await, "2026-12-17", "twenty");
    office.close().await;
}

#[tokio::test]
async fn a_target_is_moved_with_a_reason_before_its_day_and_a_promise_never() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    let id = office.id(&number).await;
    let move_it = async |key: &str, day: i8, why: &str| {
        let reading = office.desk.read_own(&id).await.unwrap();
        let no = reading.view.case().open_of(key).unwrap().no;
        let to = (no, date(2026, 12, day));
        office.desk.move_target(&office.ann, &number, to, why, "m").await
    };
    let promise = move_it("answer", 20, "Druk.").await;
    assert!(matches!(promise, Err(DeskError::Refused(Refusal::NotMovable))));
    let composed = AnswerText {
        text: "De lift is hersteld.".to_owned(),
        outcomes: Vec::new(),
        offers: Vec::new(),
        differently: Differently::Later,
        explains_delay: false,
        files: Vec::new(),
    };
    office
        .desk
        .answer(&office.ann, &number, composed, "a")
        .await
        .unwrap();
    office.until("2026-11-02T09:00:00").await;
    let silent = move_it("evaluate", 20, " ").await;
    assert!(matches!(silent, Err(DeskError::Refused(Refusal::NothingWritten))));
    move_it("evaluate", 20, "De werkgroep komt pas dan samen.")
        .await
        .unwrap();
    assert_eq!(due(&office, &id, "evaluate").await, "2026-12-20");
    office.close().await;
}

#[tokio::test]
async fn a_closed_complaint_is_opened_again_by_the_supervisor_and_owed_an_answer() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    let id = office.id(&number).await;
    office.answer(&number).await;
    let open = office.desk.reopen(&office.bart, &number, "r").await;
    assert!(
        matches!(open, Err(DeskError::Refused(Refusal::AlreadyDone))),
        "it isn't closed"
    );
    office
        .desk
        .verdict(&id, casework::vocabulary::Solved::Yes, None, None, "v")
        .await
        .unwrap();
    assert!(office.open_owed(&id).await.is_empty());
    assert!(matches!(
        office.desk.reopen(&office.ann, &number, "s").await,
        Err(DeskError::NotFound)
    ));
    office.desk.reopen(&office.bart, &number, "t").await.unwrap();
    assert!(office.open_owed(&id).await.contains(&"answer".to_owned()));
    assert!(office.inbox(&office.chris).await.contains(&"way_out".to_owned()));
    office.close().await;
}

#[tokio::test]
async fn a_call_is_ruled_by_the_policy_that_was_in_force_when_it_was_heard() {
    let office = Office::open().await;
    let file = include_str!("../../../../policies/wooncoop/policy.toml")
        .replace("version = 1\n", "version = 2\n")
        .replace("in_force_from = \"2026-10-01\"", "in_force_from = \"2026-11-05\"");
    let source = include_str!("../../../../policies/wooncoop/klachtenbeleid.txt");
    office.desk.publish_policy(&file, source).await.unwrap();
    office.until("2026-11-06T10:00:00").await;
    let arrival = |key: &str, heard: &str| desk::submit::Arrival {
        heard_at: Some(at(heard)),
        by: Some(office.ann.clone()),
        channel: casework::vocabulary::Channel::Phone,
        ..crate::office::arrival(key)
    };
    let story = || casework::submission::Submission::parse(&Office::story()).unwrap();
    for (heard, version) in [("2026-11-04T16:00:00", 1), ("2026-11-05T09:00:00", 2)] {
        let receipt = office.desk.submit(story(), arrival(heard, heard)).await.unwrap();
        let reading = office.desk.read(&office.ann, &receipt.number).await.unwrap();
        assert_eq!(reading.view.case().policy_version, version, "{heard}");
    }
    office.close().await;
}

#[tokio::test]
async fn who_tells_the_residents_before_a_policy_is_in_force_has_told_them() {
    let office = Office::open().await;
    let file = include_str!("../../../../policies/wooncoop/policy.toml")
        .replace("version = 1\n", "version = 2\n")
        .replace("in_force_from = \"2026-10-01\"", "in_force_from = \"2027-01-01\"");
    let source = include_str!("../../../../policies/wooncoop/klachtenbeleid.txt");
    office.desk.publish_policy(&file, source).await.unwrap();
    office.desk.residents_informed(None).await.unwrap();
    assert!(matches!(
        office.desk.residents_informed(None).await,
        Err(DeskError::Refused(Refusal::AlreadyDone))
    ));
    office.close().await;
}

#[tokio::test]
async fn a_lost_code_is_replaced_by_another_that_the_same_press_gives_again() {
    let office = Office::open().await;
    let receipt = office.submit(&Office::story(), "one").await;
    let (number, old) = (receipt.number, receipt.code);
    let store = office.desk.store();
    let id = office.id(&number).await;
    let stranger = office.desk.new_code(&office.karim, &number, "k").await;
    assert!(matches!(stranger, Err(DeskError::NotFound)));
    let code = office.desk.new_code(&office.ann, &number, "k").await.unwrap();
    assert_eq!(
        store.case_by_receipt(&old).await.unwrap(),
        None,
        "the old one stops"
    );
    assert_eq!(store.case_by_receipt(&code).await.unwrap(), Some(id.clone()));
    let again = office.desk.new_code(&office.ann, &number, "k").await.unwrap();
    assert_eq!(again.grouped(), code.grouped());
    assert_eq!(store.case_by_receipt(&code).await.unwrap(), Some(id));
    office.close().await;
}

#[tokio::test]
async fn a_call_that_was_heard_earlier_than_was_written_down_is_owed_earlier() {
    let office = Office::open().await;
    let arrival = desk::submit::Arrival {
        heard_at: Some(at("2026-11-02T08:00:00")),
        by: Some(office.ann.clone()),
        channel: casework::vocabulary::Channel::Phone,
        ..crate::office::arrival("call")
    };
    let story = casework::submission::Submission::parse(&Office::story()).unwrap();
    let number = office.desk.submit(story, arrival).await.unwrap().number;
    let id = office.id(&number).await;
    assert_eq!(due(&office, &id, "answer").await, "2026-11-04");
    let earlier = at("2026-10-30T16:00:00");
    office
        .desk
        .correct_heard(&office.ann, &number, earlier, "Karim hoorde het vrijdag al.", "h")
        .await
        .unwrap();
    assert_eq!(due(&office, &id, "answer").await, "2026-11-03");
    let view = office.desk.read(&office.chris, &number).await.unwrap().view;
    assert_eq!(view.case().heard_at, earlier);
    office.close().await;
}
