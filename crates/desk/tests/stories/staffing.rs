//! Who takes part when people are missing, away, gone or not to be trusted with it: there is always someone, in the open.

use crate::office::{CANARY, Office, arrival, at};
use casework::event::Part;
use casework::ids::{CaseNumber, PersonId};
use casework::organisation::StaffRole;
use casework::refusal::Refusal;
use casework::submission::Submission;
use casework::vocabulary::Cause;
use desk::answer::{AnswerText, Differently, MeasureText, OfferText};
use desk::{DeskError, Letter};
use jiff::civil::date;
use std::collections::BTreeSet;

async fn reads(office: &Office, person: &PersonId, number: &CaseNumber) -> bool {
    office.desk.read(person, number).await.is_ok()
}

fn plain() -> AnswerText {
    AnswerText {
        text: "De lift is hersteld.".to_owned(),
        files: Vec::new(),
        outcomes: Vec::new(),
        offers: Vec::new(),
        differently: Differently::Later,
        explains_delay: false,
    }
}

#[tokio::test]
async fn an_employees_complaint_that_nobody_opens_is_never_shown_to_the_line() {
    let office = Office::open().await;
    let lies = office.join("lies", &[StaffRole::StaffRepresentative]).await;
    let lou = office.join("lou", &[StaffRole::StaffRepresentative]).await;
    let number = office.submit(&Office::story_of_a_colleague(), "one").await.number;
    office.until("2026-11-03T12:01:00").await;
    let seen = office.desk.read(&office.bart, &number).await.unwrap();
    let first = seen.view.case().handler.clone().unwrap();
    let other = if first == lies { &lou } else { &lies };
    assert_eq!(seen.view.case().pool.as_slice(), std::slice::from_ref(other));
    for line in [&office.ann, &office.karim, &office.mia] {
        assert!(!reads(&office, line, &number).await);
    }
    office.close().await;
}

#[tokio::test]
async fn with_one_representative_the_supervisor_who_was_named_may_take_it_over() {
    let office = Office::open().await;
    office.join("lies", &[StaffRole::StaffRepresentative]).await;
    let number = office.submit(&Office::story_of_a_colleague(), "one").await.number;
    office.until("2026-11-03T12:01:00").await;
    let seen = office.desk.read(&office.bart, &number).await.unwrap();
    assert_eq!(
        seen.view.case().pool.as_slice(),
        std::slice::from_ref(&office.bart)
    );
    assert!(!reads(&office, &office.mia, &number).await);
    office.close().await;
}

#[tokio::test]
async fn a_complaint_is_registered_when_a_part_has_nobody_and_filled_when_somebody_comes() {
    let office = Office::open().await;
    office.join("sam", &[StaffRole::Administrator]).await;
    for person in [&office.bart, &office.mia] {
        office.desk.leave(None, person).await.unwrap();
    }
    let number = office.submit(&Office::story(), "one").await.number;
    let id = office.id(&number).await;
    assert!(
        office
            .open_owed(&id)
            .await
            .contains(&"tell_supervisor".to_owned())
    );
    office.until("2026-11-02T08:35:00").await;
    let seen = office.desk.read(&office.ann, &number).await.unwrap();
    let owed = seen.view.case().open_of("tell_supervisor").unwrap();
    assert!(owed.missed_at.is_some(), "missed in the open");
    let told: Vec<Letter> = office.mails_to("sam@voorbeeld.test");
    assert_eq!(told.len(), 1);
    assert!(told.iter().all(|letter| letter.text.contains(number.as_str())));
    assert!(told.iter().all(|letter| !letter.text.contains(CANARY)));
    let nina = office.join("nina", &[StaffRole::Management]).await;
    office.until("2026-11-02T08:36:00").await;
    let seen = office.desk.read(&nina, &number).await.unwrap();
    assert_eq!(seen.view.case().supervisor, Some(nina));
    assert!(
        !office
            .open_owed(&id)
            .await
            .contains(&"tell_supervisor".to_owned())
    );
    office.close().await;
}

#[tokio::test]
async fn whoever_can_add_people_sees_that_a_part_is_empty_and_who_is_excluded_does_not() {
    let office = Office::open().await;
    let sam = office.join("sam", &[StaffRole::Administrator]).await;
    for person in [&office.chris, &office.dirk] {
        office.desk.leave(None, person).await.unwrap();
    }
    let mut typed = Office::story();
    typed.exclude = vec![office.mia.to_string()];
    let number = office.submit(&typed, "one").await.number;
    office.until("2026-11-02T08:35:00").await;
    for person in [&office.bart, &sam] {
        let all = office.desk.vacancies(person).await.unwrap();
        let of = all
            .iter()
            .map(|one| (&one.number, one.parts.as_slice()))
            .collect::<Vec<_>>();
        assert_eq!(of, [(&number, &[Part::BoardMember][..])]);
    }
    for person in [&office.mia, &office.ann] {
        assert!(office.desk.vacancies(person).await.unwrap().is_empty());
    }
    assert!(office.mails_to("mia@voorbeeld.test").is_empty());
    office.close().await;
}

#[tokio::test]
async fn a_concern_that_nobody_can_hear_is_a_complaint_at_once() {
    let office = Office::open().await;
    let concern = Submission::parse(&Office::story_of_a_colleague()).unwrap();
    let number = office
        .desk
        .raise_concern(concern, arrival("one"))
        .await
        .unwrap()
        .number;
    let seen = office.desk.read(&office.bart, &number).await.unwrap();
    assert!(seen.view.case().is_complaint());
    office.close().await;
}

#[tokio::test]
async fn the_person_from_outside_enters_by_a_mailed_link_once_and_sees_only_that_case() {
    let office = Office::open().await;
    let olga = office.join("olga", &[StaffRole::Outside]).await;
    assert!(
        office.desk.store().login_of(&olga).await.unwrap().is_none(),
        "no account"
    );
    let other = office.submit(&Office::story(), "zero").await.number;
    for person in [&office.ann, &office.karim, &office.bart, &office.mia] {
        office.desk.leave(None, person).await.unwrap();
    }
    let number = office.submit(&Office::story(), "one").await.number;
    office.until("2026-11-02T08:35:00").await;
    let letters = office.mails_to("olga@voorbeeld.test");
    assert!(letters.iter().all(|letter| !letter.text.contains(CANARY)));
    let token = letters
        .iter()
        .find(|letter| letter.text.contains(number.as_str()))
        .and_then(|letter| letter.text.split("sleutel=").nth(1))
        .map(|rest| rest.split_whitespace().next().unwrap_or_default().to_owned())
        .unwrap();
    let now = office.desk.clock().now();
    let session = office
        .desk
        .enter_from_outside(&token, now)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        office.desk.signed_in(&session, now).await.unwrap(),
        Some(olga.clone())
    );
    assert!(
        office
            .desk
            .enter_from_outside(&token, now)
            .await
            .unwrap()
            .is_none(),
        "once"
    );
    assert!(reads(&office, &olga, &number).await);
    assert!(office.desk.measures(&olga).await.unwrap().is_empty());
    // The first one too has nobody left: it came to her as well, and nothing else does.
    assert!(reads(&office, &olga, &other).await);
    office.desk.leave(None, &olga).await.unwrap();
    assert_eq!(office.desk.signed_in(&session, now).await.unwrap(), None);
    office.close().await;
}

#[tokio::test]
async fn who_loses_a_role_reads_no_more_and_another_is_told() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    let colleague = BTreeSet::from([StaffRole::Colleague]);
    for person in [&office.ann, &office.bart, &office.chris] {
        office
            .desk
            .set_roles(None, person, colleague.clone())
            .await
            .unwrap();
    }
    office.until("2026-11-02T08:31:00").await;
    for person in [&office.ann, &office.bart, &office.chris] {
        assert!(!reads(&office, person, &number).await);
    }
    let seen = office.desk.read(&office.dirk, &number).await.unwrap();
    let case = seen.view.case();
    assert_eq!(
        (&case.handler, &case.supervisor),
        (&Some(office.karim.clone()), &Some(office.mia.clone()))
    );
    assert_eq!(office.mails_to("karim@voorbeeld.test").len(), 1);
    assert_eq!(office.mails_to("mia@voorbeeld.test").len(), 1);
    office.close().await;
}

#[tokio::test]
async fn a_role_that_has_nothing_to_do_with_it_changes_nothing() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    let more = BTreeSet::from([StaffRole::Handler, StaffRole::Colleague]);
    office.desk.set_roles(None, &office.ann, more).await.unwrap();
    office.until("2026-11-02T08:31:00").await;
    let seen = office.desk.read(&office.ann, &number).await.unwrap();
    assert_eq!(seen.view.case().handler, Some(office.ann.clone()));
    office.close().await;
}

#[tokio::test]
async fn what_somebody_owes_by_name_goes_over_when_they_leave_and_the_new_person_is_told() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    let offer = OfferText {
        what: "Een nieuwe lift.".to_owned(),
        by: office.karim.clone(),
        until: date(2026, 11, 20),
    };
    let measure = MeasureText {
        what: "De lift wordt elk jaar nagekeken.".to_owned(),
        criterion: "Geen storing in een jaar.".to_owned(),
        owner: office.karim.clone(),
        reviewer: office.mia.clone(),
        group: None,
        from: date(2026, 12, 1),
        promised: true,
        shared: None,
    };
    let composed = AnswerText {
        offers: vec![offer],
        differently: Differently::Yes {
            cause: Cause::Building,
            reason: "Een kabel brak.".to_owned(),
            measures: vec![measure],
        },
        ..plain()
    };
    office
        .desk
        .answer(&office.ann, &number, composed, "a")
        .await
        .unwrap();
    office.until("2026-11-02T08:31:00").await;
    let before = office.desk.read(&office.ann, &number).await.unwrap();
    let due = before.view.case().open_of("undertaking").unwrap().due_at;
    office.desk.leave(None, &office.karim).await.unwrap();
    office.until("2026-11-02T08:32:00").await;
    let seen = office.desk.read(&office.ann, &number).await.unwrap();
    let case = seen.view.case();
    let undertaking = case.open_of("undertaking").unwrap();
    assert_eq!(
        (undertaking.named.as_ref(), undertaking.due_at),
        (Some(&office.ann), due)
    );
    let measures = office.desk.measures(&office.bart).await.unwrap();
    let owner = &measures.first().unwrap().measure.owner;
    assert_eq!(owner, &office.ann);
    assert_eq!(
        case.open_of("apply_promised_measure").unwrap().named.as_ref(),
        Some(owner)
    );
    assert!(office.mails_to("ann@voorbeeld.test").len() >= 2, "told of both");
    // The reviewer leaves too: somebody looks who isn't the owner.
    office.desk.leave(None, &office.mia).await.unwrap();
    office.until("2026-11-02T08:33:00").await;
    let measures = office.desk.measures(&office.bart).await.unwrap();
    assert_eq!(measures.first().unwrap().measure.reviewer, office.bart);
    office.close().await;
}

#[tokio::test]
async fn while_the_handler_is_away_the_alternate_does_it_and_not_a_day_longer() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    let zone = &office
        .desk
        .shelf()
        .in_force(office.desk.clock().now())
        .unwrap()
        .calendar
        .zone;
    let days = (
        casework::moment::Moment::start_of(date(2026, 11, 3), zone),
        casework::moment::Moment::end_of(date(2026, 11, 4), zone),
    );
    office
        .desk
        .set_absence(Some(&office.ann), &office.ann, days)
        .await
        .unwrap();
    assert!(!reads(&office, &office.karim, &number).await);
    office.until("2026-11-03T09:00:00").await;
    let seen = office.desk.read(&office.karim, &number).await.unwrap();
    assert_eq!(seen.view.case().handler, Some(office.ann.clone()), "still hers");
    let today = office.desk.today(&office.karim).await.unwrap();
    let mine = today
        .owed
        .iter()
        .any(|line| line.owed.owed_by_person.as_ref() == Some(&office.karim));
    assert!(mine, "on the alternate's Vandaag");
    let fresh = office.submit(&Office::story(), "two").await.number;
    let seen = office.desk.read(&office.karim, &fresh).await.unwrap();
    assert_eq!(seen.view.case().handler, Some(office.karim.clone()), "at once");
    office.until("2026-11-04T10:01:00").await;
    let ready = |letters: Vec<Letter>| letters.iter().any(|one| one.subject.contains("tussenbericht"));
    let subjects: Vec<String> = office
        .mails_to("karim@voorbeeld.test")
        .into_iter()
        .map(|one| one.subject)
        .collect();
    assert!(ready(office.mails_to("karim@voorbeeld.test")), "{subjects:?}");
    office
        .desk
        .answer(&office.karim, &number, plain(), "a")
        .await
        .unwrap();
    office.until("2026-11-05T09:00:00").await;
    assert!(!reads(&office, &office.karim, &number).await);
    assert!(reads(&office, &office.ann, &number).await);
    office.close().await;
}

#[tokio::test]
async fn who_is_back_sooner_has_it_back_at_once() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    let days = (at("2026-11-02T09:00:00"), at("2026-11-10T00:00:00"));
    office.desk.set_absence(None, &office.bart, days).await.unwrap();
    office.until("2026-11-02T09:01:00").await;
    assert!(reads(&office, &office.mia, &number).await);
    office
        .desk
        .drop_absence(None, &office.bart, days.0)
        .await
        .unwrap();
    office.until("2026-11-02T09:02:00").await;
    assert!(!reads(&office, &office.mia, &number).await);
    let past = (at("2026-10-01T09:00:00"), at("2026-10-02T00:00:00"));
    let refused = office.desk.set_absence(None, &office.bart, past).await;
    assert!(matches!(refused, Err(DeskError::Refused(Refusal::DateInThePast))));
    office.close().await;
}

#[tokio::test]
async fn leaving_ends_every_session_at_once() {
    let office = Office::open().await;
    let now = office.desk.clock().now();
    let link = office.desk.invite(&office.ann, now).await.unwrap();
    let token = link.split("sleutel=").nth(1).unwrap();
    let session = office
        .desk
        .accept_invitation(token, "een-lang-wachtwoord", now)
        .await
        .unwrap()
        .unwrap();
    let again = office
        .desk
        .sign_in("ann@voorbeeld.test", "een-lang-wachtwoord", now)
        .await
        .unwrap()
        .unwrap();
    for session in [&session, &again] {
        assert_eq!(
            office.desk.signed_in(session, now).await.unwrap(),
            Some(office.ann.clone())
        );
    }
    office.desk.leave(None, &office.ann).await.unwrap();
    for session in [&session, &again] {
        assert_eq!(office.desk.signed_in(session, now).await.unwrap(), None);
    }
    let later = office
        .desk
        .sign_in("ann@voorbeeld.test", "een-lang-wachtwoord", now)
        .await
        .unwrap();
    assert!(later.is_err());
    office.close().await;
}

#[tokio::test]
async fn nobody_but_the_board_member_keeps_the_board_member_out_and_a_mistake_is_turned_back() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    for by in [&office.ann, &office.bart] {
        let refused = office
            .desk
            .exclude(by, &number, (&office.chris, "Kent de klager."), "x")
            .await;
        assert!(matches!(
            refused,
            Err(DeskError::Refused(Refusal::BoardMemberStays))
        ));
    }
    let silent = office
        .desk
        .exclude(&office.ann, &number, (&office.karim, " "), "y")
        .await;
    assert!(matches!(silent, Err(DeskError::Refused(Refusal::NothingWritten))));
    office
        .desk
        .exclude(&office.ann, &number, (&office.mia, "Een buur."), "z")
        .await
        .unwrap();
    let inbox = office.desk.store().inbox_unread(&office.chris, 10).await.unwrap();
    assert!(inbox.iter().any(|line| line.item.what == "readers"), "{inbox:?}");
    let seen = office.desk.read(&office.chris, &number).await.unwrap();
    let why = seen.view.case().exclusions.get(&office.mia);
    assert_eq!(seen.view.text_of(why), Some("Een buur."));
    let by_ann = office
        .desk
        .let_back_in(&office.ann, &number, &office.mia, "b")
        .await;
    assert!(matches!(by_ann, Err(DeskError::NotFound)));
    office
        .desk
        .let_back_in(&office.chris, &number, &office.mia, "b")
        .await
        .unwrap();
    let seen = office.desk.read(&office.chris, &number).await.unwrap();
    assert!(!seen.view.case().excludes(&office.mia));
    office.close().await;
}

#[tokio::test]
async fn a_measure_is_not_there_for_whom_every_case_behind_it_excludes() {
    let office = Office::open().await;
    let mut typed = Office::story();
    typed.exclude = vec![office.mia.to_string()];
    let number = office.submit(&typed, "one").await.number;
    let measure = MeasureText {
        what: "De lift wordt elk jaar nagekeken.".to_owned(),
        criterion: "Geen storing in een jaar.".to_owned(),
        owner: office.karim.clone(),
        reviewer: office.bart.clone(),
        group: None,
        from: date(2026, 12, 1),
        promised: false,
        shared: None,
    };
    let composed = AnswerText {
        differently: Differently::Yes {
            cause: Cause::Building,
            reason: "Een kabel brak.".to_owned(),
            measures: vec![measure],
        },
        ..plain()
    };
    office
        .desk
        .answer(&office.ann, &number, composed, "a")
        .await
        .unwrap();
    office.until("2026-11-02T08:31:00").await;
    let measures = office.desk.measures(&office.bart).await.unwrap();
    let id = measures.first().unwrap().measure.id.clone();
    assert!(office.desk.measures(&office.mia).await.unwrap().is_empty());
    assert!(office.desk.measure(&office.mia, &id).await.unwrap().is_none());
    let act = office.desk.apply_measure(&office.mia, &id, "Getekend.").await;
    assert!(matches!(act, Err(DeskError::NotFound)));
    office.close().await;
}
