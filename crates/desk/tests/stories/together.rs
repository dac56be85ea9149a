//! Neighbours with one lift: linked, answered with one draft, one measure, and each with a clock of its own.

use crate::office::Office;
use casework::ids::{CaseNumber, MeasureId, PersonId};
use casework::refusal::Refusal;
use casework::submission::Typed;
use casework::vocabulary::{Cause, Effect};
use desk::DeskError;
use desk::answer::{AnswerText, Differently, MeasureText, OfferText};
use desk::interim::InterimText;
use desk::step::{Composed, Went};
use jiff::civil::date;

/// A complaint about the lift of De Sijs.
fn lift(name: &str) -> Typed {
    Typed {
        theme: "gebouw-lift".into(),
        project: "de-sijs".into(),
        name: name.into(),
        email: format!("{}@voorbeeld.test", name.to_lowercase()),
        ..Office::story()
    }
}

/// Fatima complains on Monday and Rik on Tuesday.
async fn neighbours(office: &Office) -> (CaseNumber, CaseNumber) {
    let one = office.submit(&lift("Fatima"), "one").await.number;
    office.until("2026-11-03T09:00:00").await;
    let two = office.submit(&lift("Rik"), "two").await.number;
    office.desk.link(&office.ann, &one, &two, "link").await.unwrap();
    (one, two)
}

fn answer(differently: Differently) -> AnswerText {
    AnswerText {
        text: "De lift werkt weer.".to_owned(),
        outcomes: Vec::new(),
        offers: Vec::new(),
        differently,
        explains_delay: false,
        files: Vec::new(),
    }
}

fn measure(office: &Office, shared: Option<MeasureId>) -> MeasureText {
    MeasureText {
        what: "De firma belt zelf.".to_owned(),
        criterion: "Geen lift staat langer dan 2 dagen stil.".to_owned(),
        owner: office.karim.clone(),
        reviewer: office.mia.clone(),
        group: None,
        from: date(2026, 12, 1),
        promised: true,
        shared,
    }
}

/// One measure for all who go along with this form.
fn agreed(office: &Office, key: &str) -> Differently {
    let shared = Some(office.desk.shared_measure(key).unwrap());
    Differently::Yes {
        cause: Cause::Supplier,
        reason: "Niemand belde de firma opnieuw.".to_owned(),
        measures: vec![measure(office, shared)],
    }
}

fn no() -> Differently {
    Differently::No {
        cause: Cause::Building,
        reason: "Een kabel brak.".to_owned(),
    }
}

async fn send(
    office: &Office,
    by: &PersonId,
    numbers: [&CaseNumber; 2],
    composed: &AnswerText,
    key: &str,
) -> [Result<Went, DeskError>; 2] {
    let along = Composed::Answer(composed.clone());
    [
        office.desk.answer(by, numbers[0], composed.clone(), key).await,
        office.desk.send_along(by, numbers[1], along, key).await,
    ]
}

async fn due(office: &Office, number: &CaseNumber, key: &str) -> Vec<String> {
    let own = office.desk.read_own(&office.id(number).await).await.unwrap();
    let zone = own.version.calendar.zone.clone();
    let of = |one: &casework::promise::Owed| one.due_at.last_day(&zone).to_string();
    let owed = own.view.case().owed.iter().filter(|one| one.key == key);
    owed.map(of).collect()
}

#[tokio::test]
async fn one_draft_gives_each_neighbour_an_answer_promises_and_a_clock_of_its_own() {
    let office = Office::open().await;
    let (one, two) = neighbours(&office).await;
    let mut composed = answer(no());
    composed.offers.push(OfferText {
        what: "De firma komt elke week kijken.".to_owned(),
        by: office.karim.clone(),
        until: date(2026, 11, 20),
    });
    let [first, second] = send(&office, &office.ann, [&one, &two], &composed, "press").await;
    assert!(matches!((first, second), (Ok(Went::Done(_)), Ok(Went::Done(_)))));
    let [first, second] = send(&office, &office.ann, [&one, &two], &composed, "press").await;
    assert!(
        matches!(
            (first, second),
            (Err(DeskError::Repeated(_)), Err(DeskError::Repeated(_)))
        ),
        "a second press doubles nothing"
    );
    office.until("2026-11-03T09:10:00").await;
    for (number, to) in [(&one, "fatima@voorbeeld.test"), (&two, "rik@voorbeeld.test")] {
        let own = office.desk.read_own(&office.id(number).await).await.unwrap();
        let case = own.view.case();
        assert_eq!((case.messages.len(), case.undertakings.len()), (1, 1), "{number}");
        assert!(case.links.is_empty(), "no complainant learns of the other");
        let answers = office
            .mails_to(to)
            .into_iter()
            .filter(|one| one.text.contains("De lift werkt"));
        assert_eq!(answers.count(), 1, "{to}");
        assert_eq!(due(&office, number, "undertaking").await, ["2026-11-20"]);
    }
    assert_eq!(due(&office, &one, "answer").await, ["2026-11-04"]);
    assert_eq!(due(&office, &two, "answer").await, ["2026-11-05"], "each its own");
    office
        .desk
        .undertaking_done(&office.karim, &one, 1, "done")
        .await
        .unwrap();
    let two_id = office.id(&two).await;
    assert!(
        office
            .open_owed(&two_id)
            .await
            .contains(&"undertaking".to_owned()),
        "done for one is not done for the other"
    );
    let told = |seen: &desk::read::Reading| seen.view.case().told.len();
    let board = (
        office.desk.read(&office.chris, &one).await.unwrap(),
        office.desk.read(&office.chris, &two).await.unwrap(),
    );
    assert_eq!(told(&board.0), told(&board.1), "the board member hears of each");
    office.close().await;
}

#[tokio::test]
async fn one_that_is_refused_holds_up_no_other_and_moves_nothing() {
    let office = Office::open().await;
    let (one, two) = neighbours(&office).await;
    office
        .desk
        .answer(&office.ann, &two, answer(no()), "alone")
        .await
        .unwrap();
    let before = office.desk.read_own(&office.id(&two).await).await.unwrap();
    let [first, second] = send(&office, &office.ann, [&one, &two], &answer(no()), "press").await;
    assert!(matches!(first, Ok(Went::Done(_))));
    assert!(matches!(
        second,
        Err(DeskError::Refused(Refusal::AlreadyAnswered))
    ));
    let after = office.desk.read_own(&office.id(&two).await).await.unwrap();
    assert_eq!(
        before.view.case(),
        after.view.case(),
        "not a trace in the other one"
    );
    let stranger = Composed::Answer(answer(no()));
    let hidden = office
        .desk
        .send_along(&office.karim, &two, stranger, "press")
        .await;
    assert!(
        matches!(hidden, Err(DeskError::NotFound)),
        "whoever may not answer it alone"
    );
    office.close().await;
}

#[tokio::test]
async fn an_interim_goes_along_and_what_is_late_must_be_explained_there() {
    let office = Office::open().await;
    let (one, two) = neighbours(&office).await;
    office.until("2026-11-05T09:00:00").await;
    let interim = InterimText {
        text: "We wachten op een stuk.".to_owned(),
        reason: "Het stuk is besteld.".to_owned(),
        by: office.ann.clone(),
        until: date(2026, 11, 12),
        explains_delay: false,
        files: Vec::new(),
    };
    let (desk, ann) = (&office.desk, &office.ann);
    desk.interim(ann, &two, interim.clone(), "press").await.unwrap();
    let late = desk
        .send_along(ann, &one, Composed::Interim(interim.clone()), "press")
        .await;
    assert!(matches!(late, Err(DeskError::Refused(Refusal::DelayUnexplained))));
    let explained = InterimText {
        explains_delay: true,
        ..interim
    };
    desk.send_along(ann, &one, Composed::Interim(explained), "press")
        .await
        .unwrap();
    office.until("2026-11-05T09:10:00").await;
    assert_eq!(due(&office, &one, "answer_by_date").await, ["2026-11-12"]);
    assert_eq!(due(&office, &two, "answer_by_date").await, ["2026-11-12"]);
    office.close().await;
}

#[tokio::test]
async fn all_agree_on_one_measure_and_each_hears_what_comes_of_it() {
    let office = Office::open().await;
    let (one, two) = neighbours(&office).await;
    let composed = answer(agreed(&office, "press"));
    // Cut off after the first: the second press means the same measure.
    office
        .desk
        .answer(&office.ann, &one, composed.clone(), "press")
        .await
        .unwrap();
    office.until("2026-11-03T09:05:00").await;
    let [_, second] = send(&office, &office.ann, [&one, &two], &composed, "press").await;
    assert!(matches!(second, Ok(Went::Done(_))));
    office.until("2026-11-03T09:10:00").await;
    let measures = office.desk.measures(&office.bart).await.unwrap();
    let [only] = measures.as_slice() else {
        panic!("{measures:?}");
    };
    assert_eq!(only.measure.cases.len(), 2);
    let (id, desk) = (only.measure.id.clone(), &office.desk);
    for number in [&one, &two] {
        let owed = office.open_owed(&office.id(number).await).await;
        assert!(owed.contains(&"apply_promised_measure".to_owned()), "{owed:?}");
    }
    desk.apply_measure(&office.karim, &id, "De firma kreeg onze lijst.")
        .await
        .unwrap();
    office.until("2026-11-03T10:00:00").await;
    for number in [&one, &two] {
        let owed = office.open_owed(&office.id(number).await).await;
        assert!(!owed.contains(&"apply_promised_measure".to_owned()), "{owed:?}");
    }
    let told = |to: &str| {
        office
            .mails_to(to)
            .iter()
            .filter(|one| one.subject.contains("deden"))
            .count()
    };
    assert_eq!(
        (told("fatima@voorbeeld.test"), told("rik@voorbeeld.test")),
        (1, 1)
    );
    desk.review_measure(&office.mia, &id, Effect::Worked, "Geen klacht meer.")
        .await
        .unwrap();
    office.until("2026-11-03T11:00:00").await;
    for number in [&one, &two] {
        let own = desk.read_own(&office.id(number).await).await.unwrap();
        let found = own.view.case().measures.first().and_then(|one| one.reviewed);
        assert_eq!(found.map(|(_, effect)| effect), Some(Effect::Worked));
    }
    office.close().await;
}

#[tokio::test]
async fn whichever_second_person_agrees_first_begins_the_measure_and_the_other_joins() {
    let two_people = |policy: &str| policy.replace("answer = \"informed\"", "answer = \"required\"");
    let office = Office::under(two_people).await;
    let (one, two) = neighbours(&office).await;
    let composed = answer(agreed(&office, "press"));
    let [first, second] = send(&office, &office.ann, [&one, &two], &composed, "press").await;
    assert!(
        matches!((&first, &second), (Ok(Went::Proposed(1)), Ok(Went::Proposed(1)))),
        "{first:?}"
    );
    // Both at one instant, before any job ran.
    office.desk.agree(&office.bart, &two, 1, "b").await.unwrap();
    office.desk.agree(&office.bart, &one, 1, "a").await.unwrap();
    office.until("2026-11-03T09:10:00").await;
    let measures = office.desk.measures(&office.bart).await.unwrap();
    assert_eq!(measures.len(), 1);
    assert_eq!(measures[0].measure.cases.len(), 2);
    office.close().await;
}

#[tokio::test]
async fn a_later_complaint_joins_what_was_agreed_before_and_hears_what_happened_since() {
    let office = Office::open().await;
    let (one, two) = neighbours(&office).await;
    let (desk, ann) = (&office.desk, &office.ann);
    desk.answer(ann, &one, answer(agreed(&office, "press")), "press")
        .await
        .unwrap();
    office.until("2026-11-03T09:05:00").await;
    let reading = desk.read(ann, &two).await.unwrap();
    let open = desk.measures_to_join(ann, reading.view.case()).await.unwrap();
    let id = open.first().unwrap().measure.id.clone();
    desk.apply_measure(&office.karim, &id, "De firma kreeg onze lijst.")
        .await
        .unwrap();
    let same = Differently::Same {
        cause: Cause::Supplier,
        reason: String::new(),
        measure: id.clone(),
        promised: true,
    };
    desk.answer(ann, &two, answer(same.clone()), "later")
        .await
        .unwrap();
    office.until("2026-11-03T09:30:00").await;
    let own = desk.read_own(&office.id(&two).await).await.unwrap();
    let joined = own.view.case().measures.first().unwrap();
    assert!(
        joined.measure == id && joined.applied_at.is_some(),
        "it was in use already"
    );
    let owed = office.open_owed(&office.id(&two).await).await;
    assert!(!owed.contains(&"apply_promised_measure".to_owned()), "{owed:?}");
    let reading = desk.read(ann, &two).await.unwrap();
    assert!(
        desk.measures_to_join(ann, reading.view.case())
            .await
            .unwrap()
            .is_empty(),
        "it has joined"
    );
    desk.review_measure(&office.mia, &id, Effect::Not, "Toch weer stil.")
        .await
        .unwrap();
    let three = office.submit(&lift("Noor"), "three").await.number;
    let reviewed = desk.answer(ann, &three, answer(same), "third").await;
    assert!(matches!(
        reviewed,
        Err(DeskError::Refused(Refusal::MeasureReviewed))
    ));
    office.close().await;
}

#[tokio::test]
async fn the_one_evaluation_is_written_in_each_complaint_also_apart_from_an_answer() {
    let office = Office::open().await;
    let (one, two) = neighbours(&office).await;
    let (desk, ann) = (&office.desk, &office.ann);
    let [first, second] = send(&office, ann, [&one, &two], &answer(Differently::Later), "press").await;
    assert!(first.is_ok() && second.is_ok());
    office.until("2026-11-03T09:10:00").await;
    let differently = agreed(&office, "besluit");
    let letter = "De firma belt voortaan zelf.";
    desk.decide_evaluation(ann, &one, differently.clone(), letter, "besluit")
        .await
        .unwrap();
    for _ in 0..2 {
        let letter = letter.to_owned();
        let differently = differently.clone();
        let along = Composed::Evaluation { differently, letter };
        let _twice = desk.send_along(ann, &two, along, "besluit").await;
    }
    assert!(desk.went_along("besluit", &two).await.unwrap());
    office.until("2026-11-03T09:20:00").await;
    for number in [&one, &two] {
        let own = desk.read(ann, number).await.unwrap();
        let decided = own.view.case().decided().unwrap();
        assert_eq!(
            own.view.text(&decided.reason),
            Some("Niemand belde de firma opnieuw.")
        );
        assert_eq!(own.view.case().messages.len(), 2, "answer and outcome");
    }
    assert_eq!(desk.measures(&office.bart).await.unwrap().len(), 1);
    office.close().await;
}

#[tokio::test]
async fn a_neighbour_from_which_somebody_is_excluded_does_not_exist_for_them() {
    let office = Office::open().await;
    let one = office.submit(&lift("Fatima"), "one").await.number;
    let hidden = Typed {
        exclude: vec![office.ann.to_string()],
        ..lift("Rik")
    };
    let two = office.submit(&hidden, "two").await.number;
    let three = office.submit(&lift("Noor"), "three").await.number;
    let (desk, ann, bart) = (&office.desk, &office.ann, &office.bart);
    let suggested = async |who: &PersonId| {
        let reading = desk.read(who, &one).await.unwrap();
        let found = desk.neighbours(who, reading.view.case()).await.unwrap();
        let mut numbers: Vec<_> = found.iter().map(|one| one.row.number.clone()).collect();
        numbers.sort();
        numbers
    };
    assert_eq!(suggested(ann).await, std::slice::from_ref(&three));
    let mut both = [two.clone(), three.clone()];
    both.sort();
    assert_eq!(suggested(bart).await, both, "the supervisor of both");
    assert!(matches!(
        desk.link(ann, &one, &two, "a").await,
        Err(DeskError::NotFound)
    ));
    desk.link(bart, &one, &two, "b").await.unwrap();
    let linked = async |who: &PersonId| {
        let reading = desk.read(who, &one).await.unwrap();
        desk.linked(who, reading.view.case()).await.unwrap().len()
    };
    assert_eq!((linked(ann).await, linked(bart).await), (0, 1));
    assert!(matches!(
        desk.unlink(ann, &one, &two, "c").await,
        Err(DeskError::NotFound)
    ));
    // What both came to is one measure; of the hidden one neither number nor count shows.
    let text = answer(agreed(&office, "press"));
    desk.answer(ann, &one, text, "press").await.unwrap();
    let karim = &office.karim;
    let owner_excluded = Differently::Yes {
        cause: Cause::Supplier,
        reason: String::new(),
        measures: vec![MeasureText {
            owner: ann.clone(),
            ..measure(&office, None)
        }],
    };
    let refused = desk.answer(karim, &two, answer(owner_excluded), "q").await;
    assert!(matches!(
        refused,
        Err(DeskError::Refused(Refusal::PersonNotAvailable))
    ));
    office.until("2026-11-02T09:00:00").await;
    let id = desk.measures(karim).await.unwrap()[0].measure.id.clone();
    let same = Differently::Same {
        cause: Cause::Supplier,
        reason: String::new(),
        measure: id.clone(),
        promised: false,
    };
    desk.answer(karim, &two, answer(same), "r").await.unwrap();
    office.until("2026-11-02T09:30:00").await;
    let seen = async |who: &PersonId| desk.measure(who, &id).await.unwrap().unwrap().measure.cases.len();
    assert_eq!((seen(ann).await, seen(karim).await), (1, 2));
    desk.unlink(bart, &one, &two, "d").await.unwrap();
    assert!(matches!(
        desk.unlink(bart, &one, &two, "d").await,
        Err(DeskError::Repeated(_))
    ));
    let again = desk.unlink(bart, &two, &one, "e").await;
    assert!(matches!(again, Err(DeskError::Refused(Refusal::AlreadyDone))));
    assert_eq!(linked(bart).await, 0);
    office.close().await;
}
