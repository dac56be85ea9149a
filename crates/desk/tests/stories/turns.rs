//! Whatever turns a case reaches whoever follows it and the board member, also when no words go with it.

use crate::office::{Office, at};
use casework::event::About;
use casework::ids::{CaseId, CaseNumber, PersonId};
use casework::vocabulary::{Cause, OtherThan, ReleaseReason};
use desk::answer::{AnswerText, Differently, OfferText};
use jiff::civil::date;

/// An answered complaint that Ann follows and Bart supervises, with something that Karim does.
async fn offered(office: &Office) -> (CaseNumber, CaseId) {
    let number = office.submit(&Office::story(), "one").await.number;
    let composed = AnswerText {
        text: "De lift is hersteld.".to_owned(),
        files: Vec::new(),
        outcomes: Vec::new(),
        offers: vec![OfferText {
            what: "Een sleutel brengen.".to_owned(),
            by: office.karim.clone(),
            until: date(2026, 11, 12),
        }],
        differently: Differently::No {
            cause: Cause::Building,
            reason: "Een kabel brak.".to_owned(),
        },
        explains_delay: false,
    };
    office
        .desk
        .answer(&office.ann, &number, composed, "answer")
        .await
        .unwrap();
    office.until("2026-11-02T09:00:00").await;
    for person in [&office.ann, &office.bart, &office.chris] {
        office.desk.read(person, &number).await.unwrap();
    }
    let id = office.id(&number).await;
    (number, id)
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Turn {
    Denied,
    Withdrawn,
    Reclassified,
    Released,
    Reinstated,
    SecondLook,
    NotSolved,
}

const TURNS: [Turn; 7] = [
    Turn::Denied,
    Turn::Withdrawn,
    Turn::Reclassified,
    Turn::Released,
    Turn::Reinstated,
    Turn::SecondLook,
    Turn::NotSolved,
];

async fn turn(office: &Office, number: &CaseNumber, id: &CaseId, turn: Turn) -> Option<PersonId> {
    let desk = &office.desk;
    match turn {
        Turn::Denied => desk.deny(id, 1, None, "t").await.unwrap(),
        Turn::Withdrawn => desk.withdraw(id, None, "t").await.unwrap(),
        Turn::Reclassified => {
            let spam = desk.reclassify(&office.ann, number, OtherThan::Repair, None, "t");
            spam.await.unwrap();
            return Some(office.ann.clone());
        }
        Turn::Released => {
            let court = desk.release(&office.bart, number, ReleaseReason::Court, None, "t");
            court.await.unwrap();
            return Some(office.bart.clone());
        }
        Turn::Reinstated => {
            desk.withdraw(id, None, "w").await.unwrap();
            desk.insist(id, &[], "t").await.unwrap();
        }
        Turn::SecondLook => desk.ask_second_look(id, None, "t").await.unwrap(),
        Turn::NotSolved => {
            let no = casework::vocabulary::Solved::No;
            desk.verdict(id, no, None, None, "t").await.unwrap();
        }
    }
    None
}

#[tokio::test]
async fn every_turn_reaches_the_board_member_the_handler_and_the_supervisor() {
    for one in TURNS {
        let office = Office::open().await;
        let (number, id) = offered(&office).await;
        let actor = turn(&office, &number, &id, one).await;
        let unread = async |person: &PersonId| {
            let items = office.desk.store().inbox_unread(person, 50).await.unwrap();
            items.into_iter().map(|item| item.item.what).collect::<Vec<_>>()
        };
        for person in [&office.ann, &office.bart] {
            let told = unread(person).await;
            let acted = actor.as_ref() == Some(person);
            assert_eq!(told.is_empty(), acted, "{one:?}: {person} heard {told:?}");
        }
        let board = unread(&office.chris).await;
        assert!(!board.is_empty(), "{one:?}");
        let read = office.desk.read(&office.chris, &number).await.unwrap();
        let about = &read.view.case().told.last().unwrap().about;
        let fits = match one {
            Turn::Denied => matches!(about, About::Undertaking(1)),
            Turn::SecondLook => *about == About::SecondLook,
            Turn::NotSolved => *about == About::Verdict,
            _ => *about == About::WayOut,
        };
        assert!(fits, "{one:?}: {about:?}");
        office.close().await;
    }
}

#[tokio::test]
async fn whoever_is_excluded_hears_of_no_turn() {
    for one in TURNS {
        let office = Office::open().await;
        let (number, id) = offered(&office).await;
        office
            .desk
            .exclude(&office.ann, &number, (&office.karim, "Betrokken."), "x")
            .await
            .unwrap();
        let before = office.mails_to("karim@voorbeeld.test").len();
        let unread = office.desk.store().inbox_count(&office.karim).await.unwrap();
        turn(&office, &number, &id, one).await;
        office.until("2026-11-02T10:00:00").await;
        assert_eq!(office.mails_to("karim@voorbeeld.test").len(), before, "{one:?}");
        let after = office.desk.store().inbox_count(&office.karim).await.unwrap();
        assert_eq!(after, unread, "{one:?}");
        office.close().await;
    }
}

#[tokio::test]
async fn what_is_owed_in_two_days_again_is_mailed_at_once() {
    for (one, names) in [
        (Turn::Denied, ["ann", "bart", "karim"].as_slice()),
        (Turn::Reinstated, ["ann", "bart"].as_slice()),
    ] {
        let office = Office::open().await;
        let (number, id) = offered(&office).await;
        office.until("2026-11-02T11:00:00").await;
        turn(&office, &number, &id, one).await;
        office.until("2026-11-02T11:01:00").await;
        for name in names {
            let mails = office.mails_to(&format!("{name}@voorbeeld.test"));
            let last = mails.last().unwrap();
            assert!(last.at >= at("2026-11-02T11:00:00"), "{one:?}: {name}");
            assert!(
                last.text.contains("woensdag 4 november"),
                "{one:?}: {}",
                last.text
            );
        }
        office.close().await;
    }
}
