//! The interim: keeps the two days and promises its date, within the policy's ceiling; the second is the supervisor's.

use crate::given::{Life, at, end_of, interim_until, p, words};
use casework::case::interim::{Interim, interim, latest};
use casework::case::second::{agree, propose};
use casework::case::{assign, message, ways_out};
use casework::engine::Working;
use casework::event::About;
use casework::promise::Standing;
use casework::refusal::Refusal;
use casework::vocabulary::{DeliveredBy, Nature, Step};

fn until(day: &str) -> impl Fn(&mut Working<'_>) -> Result<u32, Refusal> {
    let given = interim_until(day);
    move |work| interim(work, &p("ann"), given.clone())
}

#[test]
fn an_interim_keeps_the_two_days_and_promises_its_date_once_it_is_delivered() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let message = life.on("2026-11-10T10:00", "ann", until("2026-11-20"));
    assert_eq!(life.open(), ["answer"], "not yet delivered");
    life.delivered("2026-11-10T10:01", message);
    assert_eq!(life.open(), ["answer_by_date"]);
    let promised = life.owed("answer_by_date");
    assert_eq!(
        (promised.due_at, promised.nature),
        (end_of("2026-11-20"), Nature::Promise)
    );
    assert_eq!(promised.named, Some(p("ann")));
    assert_eq!(life.owed("answer").standing(), Standing::Kept);
    assert!(!life.owed("answer").is_late(at("2026-12-01T00:00")));
    assert_eq!(life.case.told.last().unwrap().about, About::Message(message));
}

#[test]
fn an_interim_is_no_answer() {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.interim("2026-11-10T10:00", interim_until("2026-11-20"));
    assert_eq!(life.case.answered_at(), None);
    assert!(!life.case.is_closed());
    assert!(!life.ever_owed("follow_up_ask"));
}

#[test]
fn an_interim_after_the_two_days_leaves_them_missed() {
    let mut life = Life::complaint("2026-11-06T17:30");
    assert_eq!(
        life.refused("2026-11-12T10:00", "ann", until("2026-11-20")),
        Refusal::DelayUnexplained
    );
    life.interim(
        "2026-11-12T10:00",
        Interim {
            explains_delay: true,
            ..interim_until("2026-11-20")
        },
    );
    assert!(life.owed("answer").is_late(at("2026-11-12T10:00")));
    assert_eq!(life.open(), ["answer_by_date"]);
}

#[test]
fn an_interim_names_a_day_at_most_ten_working_days_ahead() {
    let life = Life::complaint("2026-11-06T17:30");
    let work = Working::on(life.case.clone(), life.rules, at("2026-11-10T10:00"), None);
    assert_eq!(latest(&work), end_of("2026-11-25"), "without 11 November");
    assert_eq!(
        life.refused("2026-11-10T10:00", "ann", until("2026-11-26")),
        Refusal::DateTooFar
    );
    life.clone().on("2026-11-10T10:00", "ann", until("2026-11-25"));
}

#[test]
fn whatever_interims_say_the_answer_comes_within_forty_five_days() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let by_bart = |given: Interim| {
        move |work: &mut Working<'_>| {
            work.agreed(p("bart"), p("ann"));
            interim(work, &p("bart"), given)
        }
    };
    for (sent, day) in [
        ("2026-11-10T10:00", "2026-11-24"),
        ("2026-11-24T10:00", "2026-12-08"),
    ] {
        let message = life.on(sent, "bart", by_bart(interim_until(day)));
        life.delivered(sent, message);
    }
    let too_far = by_bart(interim_until("2026-12-22"));
    assert_eq!(
        life.refused("2026-12-08T10:00", "bart", too_far),
        Refusal::DateTooFar
    );
    life.on("2026-12-08T10:00", "bart", by_bart(interim_until("2026-12-21")));
}

#[test]
fn after_a_reopening_the_ceiling_counts_from_the_reopening() {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.answered("2026-11-09T10:00");
    life.complainant("2027-03-01T10:00", |work| {
        ways_out::reopen(work, Some(words("again")))
    });
    life.on("2027-03-02T10:00", "ann", |work| {
        let given = Interim {
            explains_delay: true,
            ..interim_until("2027-03-10")
        };
        interim(work, &p("ann"), given)
    });
}

#[test]
fn after_a_later_message_the_ceiling_counts_from_that_message() {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.answered("2026-11-09T10:00");
    life.complainant("2027-01-11T10:00", |work| {
        message::from_complainant(work, words("more"), Vec::new());
        Ok(())
    });
    assert!(life.open().contains(&"answer"));
    life.on("2027-01-12T10:00", "ann", |work| {
        let given = Interim {
            explains_delay: true,
            ..interim_until("2027-01-20")
        };
        interim(work, &p("ann"), given)
    });
}

#[test]
fn the_day_named_lies_ahead() {
    let life = Life::complaint("2026-11-06T17:30");
    assert_eq!(
        life.refused("2026-11-10T10:00", "ann", until("2026-11-09")),
        Refusal::DateInThePast
    );
}

/// Ann proposes a second interim until 27 November, and Bart, who supervises, agrees.
fn second_interim(life: &mut Life) -> u32 {
    life.on("2026-11-19T10:00", "ann", |work| {
        propose(work, &p("ann"), Step::SecondInterim, words("composed"))
    });
    life.on("2026-11-19T10:00", "bart", |work| {
        agree(work, &p("bart"), 1)?;
        interim(work, &p("ann"), interim_until("2026-11-27"))
    })
}

#[test]
fn the_second_interim_is_the_supervisors_and_replaces_the_first_date() {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.interim("2026-11-10T10:00", interim_until("2026-11-20"));
    let refusal = life.refused("2026-11-19T10:00", "ann", until("2026-11-27"));
    assert_eq!(refusal, Refusal::SecondInterimBySupervisor);
    let alone = life.refused("2026-11-19T10:00", "bart", |work| {
        interim(work, &p("bart"), interim_until("2026-11-27"))
    });
    assert_eq!(alone, Refusal::SecondPersonNeeded);
    let message = second_interim(&mut life);
    life.delivered("2026-11-19T10:00", message);
    assert_eq!(life.open(), ["answer_by_date"]);
    assert_eq!(life.due("answer_by_date"), "2026-11-27");
    let dates: Vec<_> = life
        .case
        .owed
        .iter()
        .filter(|owed| owed.key == "answer_by_date")
        .collect();
    assert_eq!(dates.len(), 2);
    assert_eq!(
        dates[0].due_at,
        end_of("2026-11-20"),
        "the first date stands as it was promised"
    );
    assert_eq!(dates[0].replaced_by, Some(dates[1].no));
}

#[test]
fn nobody_excluded_is_named_in_an_interim() {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.on("2026-11-09T10:00", "ann", |work| {
        crate::given::exclude(work, &p("jan"), assign::Replacements::default())
    });
    let given = Interim {
        by: p("jan"),
        ..interim_until("2026-11-20")
    };
    let refusal = life.refused("2026-11-10T10:00", "ann", |work| interim(work, &p("ann"), given));
    assert_eq!(refusal, Refusal::PersonNotAvailable);
}

#[test]
fn a_concern_has_no_interim() {
    let life = Life::concern("2026-11-06T17:30");
    assert_eq!(
        life.refused("2026-11-10T10:00", "els", until("2026-11-20")),
        Refusal::NotYetAComplaint
    );
}

#[test]
fn an_interim_that_comes_back_makes_the_answer_owed_again_with_the_same_due_instant() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let first = life.owed("answer").due_at;
    let message = life.interim("2026-11-10T10:00", interim_until("2026-11-20"));
    life.on("2026-11-10T11:00", "ann", |work| message::bounced(work, message));
    assert_eq!(life.open(), ["answer", "answer_by_date"]);
    assert_eq!(life.owed("answer").due_at, first);
    life.on("2026-11-10T14:00", "ann", |work| {
        message::delivered(work, message, DeliveredBy::Spoken, work.now)
    });
    assert_eq!(life.open(), ["answer_by_date"], "spoken with the person in time");
    assert_eq!(
        life.case
            .owed
            .iter()
            .filter(|owed| owed.is_late(at("2026-11-11T09:00")))
            .count(),
        0
    );
}

#[test]
fn a_second_interim_that_comes_back_makes_the_first_date_owed_again() {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.interim("2026-11-10T10:00", interim_until("2026-11-20"));
    let second = second_interim(&mut life);
    life.delivered("2026-11-19T10:00", second);
    life.on("2026-11-19T12:00", "bart", |work| message::bounced(work, second));
    let mut dates: Vec<_> = life.case.open_owed().map(|owed| owed.due_at).collect();
    dates.sort_unstable();
    assert_eq!(
        dates,
        [end_of("2026-11-20"), end_of("2026-11-27")],
        "both dates stand until they hear of the new one"
    );
}

#[test]
fn what_they_write_after_an_interim_is_answered_in_two_days_and_an_interim_of_the_same_date_does() {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.interim("2026-11-10T10:00", interim_until("2026-11-20"));
    life.complainant("2026-11-12T10:00", |work| {
        Ok(message::from_complainant(work, words("again"), Vec::new()))
    });
    let owed: Vec<_> = life
        .case
        .open_owed()
        .filter(|owed| owed.key == "answer")
        .collect();
    assert_eq!(owed.len(), 1);
    assert_eq!(owed[0].due_at, end_of("2026-11-16"));
    let later = life.refused("2026-11-13T09:00", "ann", |work| {
        interim(work, &p("ann"), interim_until("2026-11-24"))
    });
    assert_eq!(later, Refusal::SecondInterimBySupervisor, "it puts the date off");
    life.interim("2026-11-13T10:00", interim_until("2026-11-20"));
    let open: Vec<_> = life
        .case
        .open_owed()
        .map(|owed| (owed.key.to_string(), owed.due_at))
        .collect();
    assert!(!open.iter().any(|(key, _)| key == "answer"), "{open:?}");
    assert!(
        open.contains(&("answer_by_date".to_owned(), end_of("2026-11-20"))),
        "{open:?}"
    );
}
