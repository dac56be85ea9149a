//! Nobody is found to have treated somebody badly before they were heard; they read what is said of them, and nothing else.

use crate::given::{Life, at, end_of, exclude, intake, p, wooncoop, words};
use casework::access::{Action, Relation, Viewer, actions, hearings, hearings_readable, people};
use casework::case::assign::{self, Replacements};
use casework::case::evaluate::{decide, discussed, hear};
use casework::case::forget;
use casework::case::receive::Intake;
use casework::case::ways_out::withdraw;
use casework::engine::Working;
use casework::refusal::Refusal;
use casework::retention::{Kept, ends};
use casework::vocabulary::Cause;
use std::collections::{BTreeMap, BTreeSet};

/// The complainant ticked Jan; it was answered.
fn about_jan() -> Life {
    let now = at("2026-11-06T17:30");
    let intake = Intake {
        excluded: vec![p("jan")],
        ..intake(now)
    };
    let mut life = Life::received(intake, now);
    life.answered("2026-11-09T10:00");
    life
}

fn hear_jan(work: &mut Working<'_>) -> Result<u32, Refusal> {
    hear(work, p("jan"), words("said-of-jan"))
}

fn found(cause: Cause) -> impl Fn(&mut Working<'_>) -> Result<(), Refusal> {
    move |work| decide(work, false, cause, words("reason"), Vec::new(), vec![p("bart")])
}

fn jan() -> Viewer {
    Viewer::Staff {
        person: p("jan"),
        groups: BTreeSet::new(),
    }
}

#[test]
fn that_somebody_was_treated_badly_is_not_found_before_the_colleague_gave_a_view() {
    let mut life = about_jan();
    let early = life.refused("2026-11-10T10:00", "ann", found(Cause::Conduct));
    assert_eq!(early, Refusal::RespondentNotHeard);
    let no = life.on("2026-11-10T10:00", "ann", hear_jan);
    let asked_only = life.refused("2026-11-12T10:00", "ann", found(Cause::Conduct));
    assert_eq!(asked_only, Refusal::QuestionStillOpen);
    life.on("2026-11-12T10:00", "jan", |work| {
        discussed(work, no, Some(words("view")), None)
    });
    life.on("2026-11-12T11:00", "ann", found(Cause::Conduct));
    assert_eq!(life.replayed(), life.case);
}

#[test]
fn another_cause_is_found_without_hearing_anybody() {
    about_jan().on("2026-11-10T10:00", "ann", found(Cause::Nothing));
}

#[test]
fn of_who_is_heard_it_is_written_what_they_said_or_that_they_said_nothing() {
    let mut life = about_jan();
    let no = life.on("2026-11-10T10:00", "ann", hear_jan);
    let silence = life.refused("2026-11-12T10:00", "ann", |work| {
        discussed(work, no, None, Some(at("2026-11-11T10:00")))
    });
    assert_eq!(silence, Refusal::NothingWritten);
    life.on("2026-11-12T10:00", "ann", |work| {
        let declined = Some(words("wants to say nothing"));
        discussed(work, no, declined, Some(at("2026-11-11T10:00")))
    });
    assert!(!life.case.unheard());
}

#[test]
fn only_who_is_kept_out_is_heard_and_not_twice_at_once() {
    let mut life = about_jan();
    let karim = life.refused("2026-11-10T10:00", "ann", |work| {
        hear(work, p("karim"), words("said"))
    });
    assert_eq!(karim, Refusal::PersonNotAvailable, "Karim could read all of it");
    let no = life.on("2026-11-10T10:00", "ann", hear_jan);
    assert_eq!(
        life.refused("2026-11-10T11:00", "ann", hear_jan),
        Refusal::AlreadyDone
    );
    life.on("2026-11-11T10:00", "jan", |work| {
        discussed(work, no, Some(words("view")), None)
    });
    life.on("2026-11-12T10:00", "ann", hear_jan);
}

#[test]
fn who_is_heard_reads_what_is_said_of_them_may_answer_it_and_nothing_else() {
    let mut life = about_jan();
    life.on("2026-11-09T11:00", "ann", |work| {
        exclude(work, &p("karim"), Replacements::default())
    });
    let no = life.on("2026-11-10T10:00", "ann", hear_jan);
    let case = &life.case;
    assert_eq!(actions(&jan(), case), BTreeSet::from([Action::ReplyToBrief]));
    assert!(people(case).contains(&("jan".to_owned(), Relation::Excluded)));
    assert_eq!(hearings_readable(case, &p("jan")), [words("said-of-jan").id]);
    let opened = BTreeMap::from([
        (words("said-of-jan").id, "Jan riep.".to_owned()),
        (case.entrusted.story.clone().unwrap().id, "my story".to_owned()),
    ]);
    let read = hearings(case, &p("jan"), &opened);
    let read: Vec<_> = read
        .iter()
        .map(|one| (one.question, one.allegation.as_str()))
        .collect();
    assert_eq!(read, [(no, "Jan riep.")]);
    for other in ["karim", "ann"] {
        assert!(hearings(case, &p(other), &opened).is_empty(), "{other}");
        assert!(hearings_readable(case, &p(other)).is_empty(), "{other}");
    }
}

#[test]
fn who_is_let_back_in_is_not_heard_any_more() {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.answered("2026-11-09T10:00");
    life.on("2026-11-09T11:00", "ann", |work| {
        exclude(work, &p("jan"), Replacements::default())
    });
    life.on("2026-11-10T10:00", "ann", hear_jan);
    assert!(life.case.hears(&p("jan")));
    life.on("2026-11-11T10:00", "chris", |work| {
        assign::let_back_in(work, &p("jan"))
    });
    assert!(!life.case.hears(&p("jan")));
    let heard = people(&life.case);
    assert!(!heard.contains(&("jan".to_owned(), Relation::Respondent)));
}

/// Jan was heard, this was found, and it ended on 16 November 2026.
fn ended(cause: Cause) -> Life {
    let mut life = about_jan();
    let no = life.on("2026-11-10T10:00", "ann", hear_jan);
    life.on("2026-11-11T10:00", "jan", |work| {
        discussed(work, no, Some(words("view")), None)
    });
    life.on("2026-11-12T10:00", "ann", found(cause));
    life.complainant("2026-11-16T10:00", |work| withdraw(work, None));
    assert!(life.case.is_closed(), "{:?}", life.open());
    life
}

#[test]
fn what_concerns_a_colleague_goes_six_months_after_the_end_unless_it_was_found_to_be_true() {
    let of = |life: &Life| ends(&life.case, Kept::Respondent, wooncoop());
    assert_eq!(of(&ended(Cause::Nothing)), Some(end_of("2027-05-16")));
    assert_eq!(of(&ended(Cause::Conduct)), Some(end_of("2031-11-16")));
    let mut nobody = about_jan();
    nobody.on("2026-11-12T10:00", "ann", found(Cause::Nothing));
    nobody.complainant("2026-11-16T10:00", |work| withdraw(work, None));
    assert!(nobody.case.is_closed());
    assert_eq!(of(&nobody), None, "nobody was heard");
}

#[test]
fn when_it_is_gone_nothing_says_who_was_heard_and_they_stay_kept_out() {
    let mut life = ended(Cause::Nothing);
    life.on("2027-04-16T01:00", "ann", |work| {
        forget::announce(work, Kept::Respondent)
    });
    life.on("2027-05-17T01:00", "ann", |work| {
        forget::forget(work, Kept::Respondent)
    });
    assert_eq!(life.case.questions[0].person, None);
    assert!(!life.case.hears(&p("jan")) && life.case.excludes(&p("jan")));
    assert!(hearings_readable(&life.case, &p("jan")).is_empty());
    assert!(actions(&jan(), &life.case).is_empty());
    assert_eq!(life.replayed(), life.case);
}
