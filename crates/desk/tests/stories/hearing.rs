//! Somebody who was complained about is heard: they read what is said of them, and the complaint still doesn't exist for them.

use crate::office::Office;
use casework::case::Question;
use casework::ids::{CaseId, CaseNumber};
use casework::refusal::Refusal;
use casework::retention::Kept;
use casework::vocabulary::Cause;
use desk::DeskError;
use desk::answer::{AnswerText, Differently};
use storage::{CaseFilter, CaseOrder, Page};

const SAID: &str = "Er is geroepen aan de balie, op 2 november.";
const VIEW: &str = "Ik riep omdat het alarm luid was.";

/// Karim was ticked, and is asked for his view.
async fn asked(office: &Office) -> (CaseNumber, CaseId) {
    let mut typed = Office::story();
    typed.exclude = vec![office.karim.to_string()];
    let number = office.submit(&typed, "one").await.number;
    let id = office.id(&number).await;
    office.until("2026-11-03T09:00:00").await;
    let answer = AnswerText {
        text: "We kijken het na.".to_owned(),
        files: Vec::new(),
        outcomes: Vec::new(),
        offers: Vec::new(),
        differently: Differently::Later,
        explains_delay: false,
    };
    let answered = office.desk.answer(&office.ann, &number, answer, "a");
    answered.await.unwrap();
    let asked = office
        .desk
        .hear(&office.ann, &number, office.karim.clone(), SAID, "h");
    asked.await.unwrap();
    office.until("2026-11-03T10:00:00").await;
    (number, id)
}

async fn question(office: &Office, number: &CaseNumber) -> Question {
    let reading = office.desk.read(&office.ann, number).await.unwrap();
    reading.view.case().questions[0].clone()
}

#[tokio::test]
async fn who_is_heard_reads_what_is_said_of_them_and_nothing_else_anywhere() {
    let office = Office::open().await;
    let (number, _) = asked(&office).await;
    let (desk, karim) = (&office.desk, &office.karim);
    let briefs = desk.briefs(karim).await.unwrap();
    let briefs: Vec<_> = briefs
        .iter()
        .map(|one| (one.text.as_str(), one.hearing))
        .collect();
    assert_eq!(briefs, [(SAID, true)]);
    let mails = office.mails_to("karim@voorbeeld.test");
    assert_eq!(mails.len(), 1, "{mails:?}");
    for word in [number.as_str(), SAID, "Fatima", "lift"] {
        let found = mails[0].text.contains(word) || mails[0].subject.contains(word);
        assert!(!found, "{word}: {mails:?}");
    }
    assert!(matches!(
        desk.read(karim, &number).await,
        Err(DeskError::NotFound)
    ));
    let (filter, page) = (CaseFilter::default(), Page::first(10));
    let listed = desk.list(karim, &filter, CaseOrder::Newest, page).await.unwrap();
    let found = desk.search(karim, &filter, CaseOrder::Newest, page, "geroepen");
    assert!(listed.is_empty() && found.await.unwrap().is_empty());
    let today = desk.today(karim).await.unwrap();
    assert!(today.owed.is_empty() && today.unopened.is_empty());
    for other in [&office.ann, &office.bart, &office.chris] {
        assert!(desk.briefs(other).await.unwrap().is_empty());
    }
    office.close().await;
}

#[tokio::test]
async fn what_they_say_is_read_by_who_follows_it_and_a_finding_waits_for_it() {
    let office = Office::open().await;
    let (number, id) = asked(&office).await;
    let (desk, karim) = (&office.desk, &office.karim);
    let found = Differently::No {
        cause: Cause::Conduct,
        reason: "Er is geroepen.".to_owned(),
    };
    let early = desk
        .decide_evaluation(&office.ann, &number, found.clone(), "", "early")
        .await;
    assert!(
        matches!(early, Err(DeskError::Refused(Refusal::QuestionStillOpen))),
        "{early:?}"
    );
    let stranger = desk.reply_to_brief(&office.dirk, &id, 1, VIEW, "d").await;
    assert!(matches!(stranger, Err(DeskError::NotFound)), "{stranger:?}");
    desk.reply_to_brief(karim, &id, 1, VIEW, "k").await.unwrap();
    assert_eq!(desk.briefs(karim).await.unwrap()[0].reply.as_deref(), Some(VIEW));
    for person in [&office.ann, &office.bart, &office.chris] {
        let reading = desk.read(person, &number).await.unwrap();
        let asked = &reading.view.case().questions[0];
        assert_eq!(reading.view.text(&asked.brief), Some(SAID));
        assert_eq!(reading.view.text_of(asked.reply.as_ref()), Some(VIEW));
    }
    let own = desk.read_own(&id).await.unwrap();
    let shown = own.view.case().questions.first();
    assert_eq!(
        shown.and_then(|one| own.view.text_of(one.reply.as_ref())),
        None,
        "the complainant doesn't read it"
    );
    desk.decide_evaluation(&office.ann, &number, found, "", "then")
        .await
        .unwrap();
    office.close().await;
}

#[tokio::test]
async fn six_months_after_the_end_what_concerned_a_colleague_is_gone_and_the_words_stay() {
    let office = Office::open().await;
    let (number, id) = asked(&office).await;
    let desk = &office.desk;
    desk.reply_to_brief(&office.karim, &id, 1, VIEW, "k")
        .await
        .unwrap();
    let nothing = Differently::No {
        cause: Cause::Nothing,
        reason: "Het alarm was luid.".to_owned(),
    };
    desk.decide_evaluation(&office.ann, &number, nothing, "We luisterden.", "decide")
        .await
        .unwrap();
    office.until("2026-11-04T10:00:00").await;
    desk.withdraw(&id, None, "stop").await.unwrap();
    office.until("2027-05-04T12:00:00").await;
    assert_eq!(
        question(&office, &number).await.person,
        Some(office.karim.clone())
    );
    office.until("2027-05-05T01:00:00").await;
    assert_eq!(question(&office, &number).await.person, None);
    assert!(desk.briefs(&office.karim).await.unwrap().is_empty());
    let reading = desk.read(&office.ann, &number).await.unwrap();
    let case = reading.view.case();
    let (asked, story) = (&case.questions[0], case.entrusted.story.as_ref());
    let said = reading.view.text(&asked.brief).unwrap_or_default();
    let reply = reading.view.text_of(asked.reply.as_ref()).unwrap_or_default();
    assert!(!said.contains(SAID) && !reply.contains(VIEW), "{said} {reply}");
    assert!(reading.view.text_of(story).unwrap().contains("lift"));
    assert!(case.retention.gone(Kept::Words).is_none());
    assert!(case.excludes(&office.karim), "that stays");
    office.close().await;
}
