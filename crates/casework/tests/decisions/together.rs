//! One draft for several complaints: which may go along, and what gives a complainant away.

use crate::given::{Life, at, intake, interim_until, p, plain_answer, usual, wooncoop, words};
use casework::case::answer::answer;
use casework::case::interim::interim;
use casework::case::message;
use casework::case::receive::complaint;
use casework::case::second::propose;
use casework::case::together::{Known, awaits_answer, may_go_along};
use casework::case::ways_out;
use casework::ids::CaseId;
use casework::refusal::Refusal;
use casework::vocabulary::Step;

fn waits(life: &Life) -> bool {
    awaits_answer(&life.case, wooncoop().policy)
}

#[test]
fn an_answer_goes_along_as_long_as_nobody_answered() {
    let mut life = Life::complaint("2026-11-06T17:30");
    assert!(waits(&life));
    life.on("2026-11-09T10:00", "ann", |work| may_go_along(work));
    let message = life.on("2026-11-09T10:00", "ann", |work| {
        answer(work, &p("ann"), plain_answer())
    });
    let refused = || Refusal::AlreadyAnswered;
    let twice = life.refused("2026-11-09T10:01", "ann", |work| may_go_along(work));
    assert_eq!(twice, refused(), "it is on its way");
    life.delivered("2026-11-09T10:02", message);
    let twice = life.refused("2026-11-09T10:03", "ann", |work| may_go_along(work));
    assert_eq!(twice, refused(), "it arrived");
    life.on("2026-11-09T11:00", "ann", |work| message::bounced(work, message));
    assert!(waits(&life), "it came back");
}

#[test]
fn whoever_writes_again_or_was_told_to_wait_awaits_an_answer_too() {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.interim("2026-11-09T10:00", interim_until("2026-11-13"));
    assert!(waits(&life), "the date of an interim is a promise");
    life.answered("2026-11-10T10:00");
    assert!(!waits(&life));
    life.complainant("2026-11-11T10:00", |work| {
        Ok(message::from_complainant(work, words("again"), Vec::new()))
    });
    assert!(waits(&life));
}

#[test]
fn nothing_goes_along_to_who_stopped_or_to_what_waits_for_a_second_person() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let mut stopped = life.clone();
    stopped.complainant("2026-11-09T09:00", |work| ways_out::withdraw(work, None));
    assert!(!waits(&stopped));
    life.on("2026-11-09T09:00", "ann", |work| {
        propose(work, &p("ann"), Step::Answer, words("composed"))
    });
    assert!(!waits(&life));
    let concern = Life::concern("2026-11-06T17:30");
    let refused = concern.refused("2026-11-09T10:00", "els", |work| may_go_along(work));
    assert_eq!(refused, Refusal::NotYetAComplaint);
}

#[test]
fn each_keeps_its_own_clock_when_both_are_told_to_wait() {
    let mut early = Life::complaint("2026-11-06T17:30");
    let now = at("2026-11-09T09:00");
    let other = complaint(
        &CaseId::from("neighbour"),
        intake(now),
        &usual(),
        wooncoop(),
        now,
        None,
    );
    let mut late = Life::begun(other.unwrap());
    let (first, second) = (early.due("answer"), late.due("answer"));
    assert!(first < second, "{first} {second}");
    let before = late.case.clone();
    early.interim("2026-11-09T10:00", interim_until("2026-11-13"));
    assert_eq!(late.case, before, "one's interim says nothing to the other");
    late.on("2026-11-09T10:00", "ann", |work| {
        may_go_along(work)?;
        interim(work, &p("ann"), interim_until("2026-11-13"))
    });
    assert_eq!(late.due("answer"), second, "owed until it is delivered");
    assert_eq!(early.due("answer_by_date"), "2026-11-13");
}

fn fatima() -> Known {
    Known {
        number: "26-7KQ4M".into(),
        name: "Fatima Van den Berg".into(),
        contacts: vec!["fatima@voorbeeld.test".into(), "0470 12 34 56".into()],
        wrote: vec!["Mijn dochter van drie maanden zit elke avond in de kou.".into()],
    }
}

#[test]
fn a_draft_that_names_one_complainant_goes_to_no_other() {
    let found = |text: &str| fatima().given_away(text, &[]);
    for (text, what) in [
        ("Dag Fatima, de lift werkt.", "Fatima"),
        ("Mevrouw Berg belde ons.", "Berg"),
        ("Wij spraken FATIMA VAN DEN BERG.", "Fatima Van den Berg"),
        ("Zie ook 26-7kq4m.", "26-7KQ4M"),
        ("Wij belden 0470 12 34 56.", "0470 12 34 56"),
    ] {
        assert_eq!(found(text).as_deref(), Some(what), "{text}");
    }
    for text in [
        "Van de firma hoorden we niets.",
        "De bergen werk zijn gedaan.",
        "",
    ] {
        assert_eq!(found(text), None, "{text}");
    }
    assert_eq!(Known::default().given_away("Dag", &[]), None, "nothing is known");
    let ours = ["Fatima Claes".to_owned()];
    assert_eq!(
        fatima().given_away("Fatima belt de firma.", &ours),
        None,
        "a colleague"
    );
    assert!(fatima().given_away("Fatima van den Berg belt.", &ours).is_some());
}

#[test]
fn a_draft_that_quotes_one_complainant_is_seen() {
    let text = "Je schreef: mijn dochter van drie maanden zit elke avond in de kou.";
    let quoted = fatima().quoted(text, &Known::default());
    assert_eq!(quoted.as_deref(), Some("mijn dochter van drie maanden zit elke"));
    assert_eq!(fatima().quoted(text, &fatima()), None, "both wrote it");
    let own_words = "Je dochter van drie maanden zit in de kou.";
    assert_eq!(fatima().quoted(own_words, &Known::default()), None);
}
