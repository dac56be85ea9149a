//! Two people for a step: proposed, told, agreed to or sent back; and who hears when one person is enough.

use crate::office::Office;
use casework::ids::CaseNumber;
use casework::refusal::Refusal;
use casework::vocabulary::{Cause, OtherThan, RefusalReason};
use desk::DeskError;
use desk::answer::{AnswerText, Differently, MeasureText, OfferText};
use desk::interim::InterimText;
use desk::step::Went;
use jiff::civil::date;

/// Wooncoop's policy with another setting for these steps.
fn with(setting: &'static str, steps: &'static [&'static str]) -> impl Fn(&str) -> String {
    move |policy| {
        let mut policy = policy.to_owned();
        for step in steps {
            let line = policy
                .lines()
                .find(|line| line.starts_with(&format!("{step} = \"")))
                .unwrap()
                .to_owned();
            policy = policy.replace(&line, &format!("{step} = \"{setting}\""));
        }
        policy
    }
}

fn answer() -> AnswerText {
    AnswerText {
        text: "De lift is hersteld.".to_owned(),
        outcomes: Vec::new(),
        offers: vec![OfferText {
            what: "De firma komt nog eens kijken".to_owned(),
            by: "".into(),
            until: date(2026, 11, 10),
        }],
        differently: Differently::Later,
        explains_delay: false,
        files: Vec::new(),
    }
}

async fn number(office: &Office) -> CaseNumber {
    office.submit(&Office::story(), "one").await.number
}

#[tokio::test]
async fn a_refusal_waits_for_the_supervisor_who_is_mailed_and_whose_agreement_sends_it_once() {
    let office = Office::open().await;
    let number = number(&office).await;
    let (ann, bart) = (&office.ann, &office.bart);
    let id = office.id(&number).await;
    let went = office
        .desk
        .refuse(ann, &number, RefusalReason::TooOld, "Te oud.", "p")
        .await
        .unwrap();
    assert_eq!(went, Went::Proposed(1));
    office.until("2026-11-02T08:31:00").await;
    assert_eq!(office.open_owed(&id).await, ["answer"], "it is still owed");
    let mails = office.mails_to("bart@voorbeeld.test");
    assert!(
        mails.iter().any(|mail| mail.text.contains("#voorstellen")),
        "{mails:?}"
    );
    let same = office.desk.agree(ann, &number, 1, "a").await;
    assert!(matches!(same, Err(DeskError::Refused(Refusal::SamePerson))));
    let stranger = office.desk.agree(&office.karim, &number, 1, "a").await;
    assert!(matches!(stranger, Err(DeskError::NotFound)));
    office.desk.agree(bart, &number, 1, "b").await.unwrap();
    let again = office.desk.agree(bart, &number, 1, "b").await;
    assert!(matches!(again, Err(DeskError::Repeated(_))), "a second press");
    office.until("2026-11-02T08:32:00").await;
    assert!(office.inbox(ann).await.contains(&"agreed".to_owned()));
    assert!(office.open_owed(&id).await.is_empty());
    let reading = office.desk.read(bart, &number).await.unwrap();
    assert_eq!(reading.view.case().messages.len(), 1);
    assert_eq!(reading.view.case().messages[0].by.as_ref(), Some(ann));
    office.close().await;
}

#[tokio::test]
async fn what_is_sent_back_comes_with_its_reason_and_can_be_proposed_anew() {
    let office = Office::open().await;
    let number = number(&office).await;
    let (ann, bart) = (&office.ann, &office.bart);
    let refuse = async |key| {
        office
            .desk
            .refuse(ann, &number, RefusalReason::TooOld, "Te oud.", key)
            .await
    };
    refuse("p").await.unwrap();
    let silent = office.desk.send_back(bart, &number, 1, " ", "b").await;
    assert!(matches!(silent, Err(DeskError::Refused(Refusal::NothingWritten))));
    office
        .desk
        .send_back(bart, &number, 1, "Ze is niet te oud.", "b")
        .await
        .unwrap();
    office.until("2026-11-02T08:31:00").await;
    assert!(office.inbox(ann).await.contains(&"sent_back".to_owned()));
    let reading = office.desk.read(ann, &number).await.unwrap();
    let proposals = &reading.view.case().proposals;
    let casework::case::ProposalOutcome::SentBack { reason, .. } = &proposals[0].outcome else {
        panic!("{proposals:?}");
    };
    assert_eq!(reading.view.text(reason), Some("Ze is niet te oud."));
    assert_eq!(refuse("q").await.unwrap(), Went::Proposed(2));
    let old = office.desk.agree(bart, &number, 1, "c").await;
    assert!(matches!(old, Err(DeskError::Refused(Refusal::AlreadyDone))));
    office.close().await;
}

#[tokio::test]
async fn an_answer_that_takes_two_goes_out_whole_when_the_second_agrees_and_begins_its_measure() {
    let office = Office::under(with("required", &["answer", "evaluation"])).await;
    let number = number(&office).await;
    let (ann, bart) = (&office.ann, &office.bart);
    let id = office.id(&number).await;
    let mut composed = answer();
    composed.offers[0].by = office.karim.clone();
    composed.differently = Differently::Yes {
        cause: Cause::Procedure,
        reason: String::new(),
        measures: vec![MeasureText {
            what: "Twee sleutels".to_owned(),
            criterion: "Geen klacht in 3 maanden".to_owned(),
            owner: office.karim.clone(),
            reviewer: office.mia.clone(),
            group: None,
            from: date(2026, 11, 20),
            promised: true,
            shared: None,
        }],
    };
    let went = office.desk.answer(ann, &number, composed, "p").await.unwrap();
    assert_eq!(went, Went::Proposed(1));
    office.until("2026-11-02T09:00:00").await;
    assert_eq!(office.open_owed(&id).await, ["answer"]);
    assert!(
        office.desk.measures(&office.bart).await.unwrap().is_empty(),
        "nothing began"
    );
    office.desk.agree(bart, &number, 1, "b").await.unwrap();
    office.until("2026-11-02T09:05:00").await;
    let mut owed = office.open_owed(&id).await;
    owed.sort();
    assert_eq!(owed, ["apply_promised_measure", "follow_up_ask", "undertaking"]);
    let measures = office.desk.measures(&office.bart).await.unwrap();
    assert_eq!(measures.len(), 1);
    office.close().await;
}

#[tokio::test]
async fn what_the_rules_refuse_is_refused_to_who_composed_it_and_leaves_nothing_to_agree_to() {
    let office = Office::under(with("required", &["answer"])).await;
    let number = number(&office).await;
    let mut composed = answer();
    composed.offers[0].until = date(2026, 10, 1);
    let refused = office.desk.answer(&office.ann, &number, composed, "p").await;
    assert!(matches!(refused, Err(DeskError::Refused(Refusal::DateInThePast))));
    let reading = office.desk.read(&office.ann, &number).await.unwrap();
    assert!(reading.view.case().proposals.is_empty());
    office.close().await;
}

#[tokio::test]
async fn a_second_interim_takes_two_and_the_first_takes_one() {
    let office = Office::open().await;
    let number = number(&office).await;
    let interim = |day: i8| InterimText {
        text: "Het duurt langer.".to_owned(),
        reason: "We wachten op de firma.".to_owned(),
        by: office.ann.clone(),
        until: date(2026, 11, day),
        explains_delay: false,
        files: Vec::new(),
    };
    let first = office.desk.interim(&office.ann, &number, interim(10), "1").await;
    assert!(matches!(first, Ok(Went::Done(Some(_)))));
    office.until("2026-11-03T09:00:00").await;
    let second = office.desk.interim(&office.ann, &number, interim(13), "2").await;
    assert!(matches!(second, Ok(Went::Proposed(1))), "{second:?}");
    office.desk.agree(&office.bart, &number, 1, "3").await.unwrap();
    office.until("2026-11-03T09:05:00").await;
    assert_eq!(
        office.open_owed(&office.id(&number).await).await,
        ["answer_by_date"]
    );
    office.close().await;
}

#[tokio::test]
async fn who_is_informed_of_a_step_finds_it_and_where_nobody_is_named_nobody_does() {
    for (setting, hears) in [("informed", true), ("none", false)] {
        let office = Office::under(with(setting, &["answer", "reclassification"])).await;
        let answered = number(&office).await;
        office.desk.read(&office.bart, &answered).await.unwrap();
        office.answer(&answered).await;
        let heard = office.inbox(&office.bart).await.contains(&"answer".to_owned());
        assert_eq!(heard, hears, "{setting}: {:?}", office.inbox(&office.bart).await);
        let other = office.submit(&Office::story(), "two").await.number;
        office
            .desk
            .reclassify(&office.ann, &other, OtherThan::Question, None, "r")
            .await
            .unwrap();
        let heard = office.inbox(&office.bart).await.contains(&"way_out".to_owned());
        assert_eq!(heard, hears, "{setting}");
        office.close().await;
    }
}

#[tokio::test]
async fn the_papers_of_an_answer_wait_longer_than_a_day_for_the_second_person_and_go_along_then() {
    let office = Office::under(with("required", &["answer"])).await;
    let number = number(&office).await;
    let case = office.id(&number).await;
    let owner = storage::Owner::case(&case);
    let store = office.desk.store();
    let now = office.desk.clock().now();
    let limits = desk::files::Limits {
        file: 1000,
        together: 1000,
        number: 2,
    };
    let mut files = Vec::new();
    for name in ["afspraak", "vergeten"] {
        let place = storage::FilePlace::Owner(&owner);
        let mut file = office.desk.incoming(place, now, limits, &[]);
        file.write(b"%PDF-1.4 what we agreed").await.unwrap();
        files.push(file.finish(name).await.unwrap().unwrap());
    }
    assert_eq!(files[0].name, "afspraak.pdf");
    let mut composed = answer();
    composed.offers.clear();
    composed.files = desk::files::refs(&files[..1]);
    let went = office
        .desk
        .answer(&office.ann, &number, composed, "p")
        .await
        .unwrap();
    assert_eq!(went, Went::Proposed(1));
    // What nobody proposed is swept meanwhile.
    let tomorrow = now.plus_millis(25 * 60 * 60_000);
    assert_eq!(store.sweep_files(tomorrow).await.unwrap(), 1);
    let reads = office.desk.read(&office.bart, &number).await.unwrap();
    assert_eq!(
        reads.files,
        files[..1],
        "who must agree can open what would go along"
    );
    let theirs = office.desk.read_own(&case).await.unwrap();
    assert_eq!(theirs.files, [], "the complainant sees nothing of it yet");
    office.desk.agree(&office.bart, &number, 1, "a").await.unwrap();
    let reading = office.desk.read_own(&case).await.unwrap();
    assert_eq!(reading.files, files[..1]);
    let log = store
        .access_log_of(&storage::AggregateKey::case(&case).to_string(), 50)
        .await
        .unwrap();
    assert!(log.iter().all(|entry| entry.action != "open_file"));
    let reading = office.desk.read(&office.bart, &number).await.unwrap();
    let (bart, id) = (Some(&office.bart), &files[0].id);
    assert!(office.desk.take_file(bart, &reading, id).await.is_ok());
    assert!(office.desk.take_file(bart, &reading, &files[1].id).await.is_err());
    let log = store
        .access_log_of(&storage::AggregateKey::case(&case).to_string(), 50)
        .await
        .unwrap();
    let opened: Vec<&str> = log
        .iter()
        .filter(|entry| entry.action == "open_file" && entry.actor.as_ref() == bart)
        .map(|entry| entry.outcome.as_str())
        .collect();
    assert_eq!(opened.len(), 2, "{log:?}");
    assert!(opened.contains(&"allowed") && opened.contains(&"refused"));
    office.close().await;
}
