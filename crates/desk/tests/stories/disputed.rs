//! "Dit klopt niet": a noted talk that the complainant denies keeps nothing, and who follows it hears so at once.

use crate::office::{Office, at};
use casework::refusal::Refusal;
use casework::vocabulary::DeliveredBy;
use desk::DeskError;
use desk::talk::Talk;

fn talk() -> Talk {
    Talk {
        text: "We spraken over de lift. De firma komt woensdag.".to_owned(),
        how: DeliveredBy::Spoken,
        at: at("2026-11-02T08:40:00"),
        was_answer: true,
        explains_delay: false,
        files: Vec::new(),
    }
}

#[tokio::test]
async fn a_denied_talk_is_told_to_handler_supervisor_and_board_member_and_owed_again() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    let id = office.id(&number).await;
    office.until("2026-11-02T09:00:00").await;
    office.desk.read(&office.ann, &number).await.unwrap();
    let message = office.desk.talk(&office.ann, &number, talk(), "t").await.unwrap();
    assert!(!office.open_owed(&id).await.contains(&"answer".to_owned()));
    office
        .desk
        .dispute(&id, message, "Niemand belde mij.", "d")
        .await
        .unwrap();
    office.until("2026-11-02T09:00:01").await;
    assert!(office.open_owed(&id).await.contains(&"answer".to_owned()));
    for who in ["ann", "bart"] {
        let mails = office.mails_to(&format!("{who}@voorbeeld.test"));
        let told = mails.iter().filter(|one| one.subject.contains("Klopt niet"));
        assert_eq!(told.count(), 1, "{who}");
        assert!(
            mails.iter().all(|one| !one.text.contains("Niemand belde")),
            "no words in a mail"
        );
    }
    assert!(
        office.inbox(&office.chris).await.contains(&"reaction".to_owned()),
        "the board member hears"
    );
    let today = office.desk.today(&office.ann).await.unwrap();
    assert!(today.undelivered.is_empty(), "a denied note isn't brought again");
    office.close().await;
}

#[tokio::test]
async fn the_same_denial_twice_is_one_and_one_without_words_or_of_no_note_is_refused() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    let id = office.id(&number).await;
    office.until("2026-11-02T09:00:00").await;
    let message = office.desk.talk(&office.ann, &number, talk(), "t").await.unwrap();
    let say = |no: u32, words: &'static str, key: &'static str| office.desk.dispute(&id, no, words, key);
    assert!(matches!(
        say(message, "  ", "empty").await,
        Err(DeskError::Refused(Refusal::NothingWritten))
    ));
    assert!(matches!(
        say(99, "Nee.", "none").await,
        Err(DeskError::Refused(Refusal::NoSuchItem))
    ));
    say(message, "Niemand belde mij.", "d").await.unwrap();
    assert!(matches!(
        say(message, "Niemand belde mij.", "d").await,
        Err(DeskError::Repeated(_))
    ));
    let own = office.desk.read_own(&id).await.unwrap();
    assert_eq!(own.view.case().messages.len(), 2, "the note and one denial");
    office.close().await;
}
