//! Who takes part: another handler, the pool, exclusion, which wins at once, and that no part is ever lost from sight.

use crate::given::{Life, at, end_of, exclude, intake, p, words};
use casework::access::{Relation, people};
use casework::case::assign::{self, Replacements, handler, tell_pool};
use casework::case::receive::{Assignment, Intake};
use casework::event::{About, Part};
use casework::refusal::Refusal;

fn complaint() -> Life {
    Life::complaint("2026-11-06T17:30")
}

fn instead(handler: Option<&str>, supervisor: Option<&str>, board_member: Option<&str>) -> Replacements {
    Replacements {
        handler: handler.map(p),
        supervisor: supervisor.map(p),
        board_member: board_member.map(p),
        ..Replacements::default()
    }
}

#[test]
fn another_handler_is_named_and_the_first_is_remembered() {
    let mut life = complaint();
    life.on("2026-11-09T10:00", "bart", |work| handler(work, p("karim")));
    assert_eq!(life.case.handler, Some(p("karim")));
    assert_eq!(life.case.former_handlers, [p("ann")]);
}

#[test]
fn who_handles_it_already_or_may_not_know_is_not_named() {
    let mut life = complaint();
    assert_eq!(
        life.refused("2026-11-09T10:00", "bart", |work| handler(work, p("ann"))),
        Refusal::AlreadyDone
    );
    life.on("2026-11-09T10:00", "ann", |work| {
        exclude(work, &p("karim"), Replacements::default())
    });
    let karim = life.refused("2026-11-09T10:00", "bart", |work| handler(work, p("karim")));
    assert_eq!(karim, Refusal::PersonNotAvailable);
}

#[test]
fn a_concern_has_no_handler_and_no_pool_as_only_its_contact_reads_it() {
    let life = Life::concern("2026-11-06T17:30");
    let refusal = life.refused("2026-11-09T10:00", "bart", |work| handler(work, p("karim")));
    assert_eq!(refusal, Refusal::NotYetAComplaint);
    let refusal = life.refused("2026-11-09T12:00", "bart", |work| {
        tell_pool(work, vec![p("karim")])
    });
    assert_eq!(refusal, Refusal::NotYetAComplaint);
}

#[test]
fn the_pool_is_told_once_without_the_handler_and_the_excluded_and_ends_when_somebody_takes_over() {
    let mut life = complaint();
    life.on("2026-11-09T10:00", "ann", |work| {
        exclude(work, &p("jan"), Replacements::default())
    });
    life.on("2026-11-09T12:00", "bart", |work| {
        tell_pool(work, vec![p("ann"), p("jan"), p("karim"), p("mia")])
    });
    assert_eq!(life.case.pool, [p("karim"), p("mia")]);
    let twice = life.refused("2026-11-09T12:01", "bart", |work| {
        tell_pool(work, vec![p("karim")])
    });
    assert_eq!(twice, Refusal::AlreadyDone);
    life.on("2026-11-09T13:00", "karim", |work| handler(work, p("karim")));
    assert!(life.case.pool.is_empty());
}

#[test]
fn a_pool_of_nobody_is_refused() {
    let refusal = complaint().refused("2026-11-09T12:00", "bart", |work| tell_pool(work, vec![p("ann")]));
    assert_eq!(refusal, Refusal::NobodyLeft);
}

#[test]
fn who_is_excluded_loses_the_part_to_somebody_else_in_the_same_transaction() {
    let mut life = complaint();
    life.on("2026-11-09T10:00", "bart", |work| {
        exclude(work, &p("ann"), instead(Some("karim"), None, None))
    });
    assert_eq!(life.case.handler, Some(p("karim")));
    life.on("2026-11-09T10:00", "karim", |work| {
        exclude(work, &p("bart"), instead(None, Some("mia"), None))
    });
    assert_eq!(life.case.supervisor, Some(p("mia")));
    life.on("2026-11-09T10:00", "chris", |work| {
        let to_dirk = instead(None, None, Some("dirk"));
        assign::exclude(work, &p("chris"), &p("chris"), words("why"), to_dirk)
    });
    assert_eq!(life.case.board_member, Some(p("dirk")));
    assert_eq!(
        life.case.told.last().map(|told| (&told.person, &told.about)),
        Some((&p("dirk"), &About::Complaint))
    );
}

#[test]
fn nobody_is_excluded_twice() {
    let mut life = complaint();
    life.on("2026-11-09T10:00", "ann", |work| {
        exclude(work, &p("jan"), Replacements::default())
    });
    let twice = life.refused("2026-11-09T11:00", "ann", |work| {
        exclude(work, &p("jan"), Replacements::default())
    });
    assert_eq!(twice, Refusal::AlreadyDone);
}

#[test]
fn a_part_that_nobody_takes_over_is_owed_in_the_open_until_somebody_does() {
    for (person, instead) in [
        ("ann", instead(None, Some("mia"), Some("dirk"))),
        ("ann", instead(Some("ann"), None, None)),
    ] {
        let mut life = complaint();
        life.on("2026-11-09T10:00", "bart", |work| {
            exclude(work, &p(person), instead)
        });
        assert_eq!(life.case.handler, None);
        assert_eq!(life.case.vacant(), [Part::Handler]);
        assert!(life.open().contains(&"name_handler"));
        life.sweep("2026-11-09T10:01");
        assert!(
            life.owed("name_handler").missed_at.is_some(),
            "missed in the open"
        );
        assert_eq!(life.replayed(), life.case);
        life.on("2026-11-10T10:00", "mia", |work| {
            let handler = Some(p("karim"));
            assign::fill(
                work,
                Assignment {
                    handler,
                    ..Assignment::default()
                },
            )
        });
        assert_eq!(life.case.handler, Some(p("karim")));
        assert!(!life.open().contains(&"name_handler"));
    }
}

#[test]
fn a_complaint_is_registered_also_when_nobody_is_there_for_it_and_each_part_stays_owed() {
    let now = at("2026-11-06T17:30");
    let begun = casework::case::receive::complaint(
        &casework::ids::CaseId::from("case"),
        intake(now),
        &Assignment::default(),
        crate::given::wooncoop(),
        now,
        None,
    );
    let mut life = Life::begun(begun.unwrap());
    assert!(life.case.is_complaint() && life.case.confirmed_at.is_some());
    for key in ["answer", "name_handler", "tell_supervisor", "tell_board"] {
        assert!(life.open().contains(&key), "{key}");
    }
    life.sweep("2026-11-06T17:31");
    for key in ["name_handler", "tell_supervisor", "tell_board"] {
        assert!(life.owed(key).missed_at.is_some(), "{key}");
    }
    life.on("2026-11-09T10:00", "mia", |work| {
        assign::fill(work, crate::given::usual())
    });
    assert_eq!(life.case.vacant(), []);
    for key in ["name_handler", "tell_supervisor", "tell_board"] {
        assert!(!life.open().contains(&key), "{key}");
    }
}

#[test]
fn nobody_but_the_board_member_keeps_the_board_member_out() {
    let mut life = complaint();
    for by in ["ann", "bart"] {
        let refusal = life.refused("2026-11-09T10:00", by, |work| {
            let to_dirk = instead(None, None, Some("dirk"));
            assign::exclude(work, &p(by), &p("chris"), words("why"), to_dirk)
        });
        assert_eq!(refusal, Refusal::BoardMemberStays, "{by}");
    }
    life.on("2026-11-09T10:00", "chris", |work| {
        let to_dirk = instead(None, None, Some("dirk"));
        assign::exclude(work, &p("chris"), &p("chris"), words("why"), to_dirk)
    });
    assert_eq!(life.case.board_member, Some(p("dirk")));
}

#[test]
fn the_board_member_is_told_of_every_exclusion_and_reads_why() {
    let mut life = complaint();
    life.on("2026-11-09T10:00", "ann", |work| {
        exclude(work, &p("jan"), Replacements::default())
    });
    let told = life.case.told.last().map(|told| (&told.person, &told.about));
    assert_eq!(told, Some((&p("chris"), &About::Readers)));
    assert_eq!(life.case.exclusions.get(&p("jan")), Some(&words("why-excluded")));
}

#[test]
fn who_was_excluded_by_mistake_is_let_back_in_but_not_against_the_complainant() {
    let now = at("2026-11-06T17:30");
    let ticked = Intake {
        excluded: vec![p("jan")],
        ..intake(now)
    };
    let mut life = Life::received(ticked, now);
    life.on("2026-11-09T10:00", "ann", |work| {
        exclude(work, &p("karim"), Replacements::default())
    });
    let jan = life.refused("2026-11-09T11:00", "chris", |work| {
        assign::let_back_in(work, &p("jan"))
    });
    assert_eq!(jan, Refusal::TickedByComplainant);
    life.on("2026-11-09T11:00", "chris", |work| {
        assign::let_back_in(work, &p("karim"))
    });
    assert!(!life.case.excludes(&p("karim")) && life.case.excludes(&p("jan")));
    let again = life.refused("2026-11-09T12:00", "chris", |work| {
        assign::let_back_in(work, &p("karim"))
    });
    assert_eq!(again, Refusal::AlreadyDone);
    assert_eq!(life.replayed(), life.case);
}

#[test]
fn who_is_ticked_when_a_concern_becomes_a_complaint_is_kept_out_from_the_start() {
    let mut life = Life::concern("2026-11-06T17:30");
    let without_ann = Assignment {
        handler: Some(p("karim")),
        ..crate::given::usual()
    };
    life.complainant("2026-11-09T12:00", |work| {
        casework::case::receive::insist(work, vec![p("ann")], &without_ann)
    });
    assert!(life.case.excludes(&p("ann")) && life.case.ticked.contains(&p("ann")));
    assert_eq!(life.case.handler, Some(p("karim")));
    assert_eq!(life.case.told.len(), 1, "the board hears of the complaint only");
}

#[test]
fn an_undertaking_of_somebody_who_leaves_goes_over_with_the_same_due_instant() {
    use casework::case::answer::Answer;
    let mut life = complaint();
    let offers = vec![crate::given::offer("jan", "2026-11-20")];
    life.answers(
        "2026-11-09T10:00",
        Answer {
            offers,
            ..crate::given::plain_answer()
        },
    );
    let due = life.owed("undertaking").due_at;
    life.on("2026-11-10T10:00", "mia", |work| {
        let doer = Some(p("ann"));
        assign::hand_over(
            work,
            &p("jan"),
            Part::ALL,
            Replacements {
                doer,
                ..Replacements::default()
            },
        )
    });
    assert_eq!(life.owed("undertaking").named, Some(p("ann")));
    assert_eq!(life.owed("undertaking").due_at, due);
    assert_eq!(life.case.undertakings[0].by, p("ann"));
    assert_eq!(life.replayed(), life.case);
    let again = life.refused("2026-11-10T11:00", "mia", |work| {
        assign::hand_over(work, &p("jan"), Part::ALL, Replacements::default())
    });
    assert_eq!(again, Refusal::AlreadyDone);
}

#[test]
fn a_second_look_a_board_question_and_a_concern_go_over_too() {
    let mut life = complaint();
    life.answered("2026-11-09T10:00");
    life.complainant("2026-11-12T10:00", |work| {
        casework::case::review::ask(work, p("mia"), None)
    });
    life.on("2026-11-12T11:00", "chris", |work| {
        casework::case::board::ask(work, p("mia"), words("question"), end_of("2026-11-20"))
    });
    life.on("2026-11-13T10:00", "bart", |work| {
        let (reviewer, asked) = (Some(p("karim")), Some(p("bart")));
        let instead = Replacements {
            reviewer,
            asked,
            ..Replacements::default()
        };
        assign::hand_over(work, &p("mia"), Part::ALL, instead)
    });
    assert_eq!(life.case.reviews[0].reviewer, p("karim"));
    assert_eq!(life.case.board_questions[0].to, p("bart"));
    assert!(life.case.open_owed().all(|owed| owed.named != Some(p("mia"))));
    let mut concern = Life::concern("2026-11-06T17:30");
    concern.on("2026-11-09T10:00", "bart", |work| {
        let contact = Some(p("karim"));
        assign::hand_over(
            work,
            &p("els"),
            Part::ALL,
            Replacements {
                contact,
                ..Replacements::default()
            },
        )
    });
    assert_eq!(concern.case.contact, Some(p("karim")));
    assert_eq!(concern.open(), ["answer_concern"], "the same promise");
}

#[test]
fn whoever_stands_in_has_the_part_of_who_is_away_until_they_are_back() {
    let mut life = complaint();
    life.on("2026-11-09T08:00", "sam", |work| {
        assign::stand_in(work, &p("ann"), p("karim"), end_of("2026-11-13"))
    });
    let of_karim = |life: &Life| -> Vec<Relation> {
        let rows = people(&life.case).into_iter();
        rows.filter(|(id, _)| id == "karim")
            .map(|(_, relation)| relation)
            .collect()
    };
    assert_eq!(of_karim(&life), [Relation::Handler]);
    life.on("2026-11-14T08:00", "sam", |work| assign::is_back(work, &p("ann")));
    assert_eq!(of_karim(&life), []);
    let jan = life.refused("2026-11-15T08:00", "sam", |work| {
        assign::stand_in(work, &p("ann"), p("ann"), end_of("2026-11-20"))
    });
    assert_eq!(jan, Refusal::PersonNotAvailable);
    assert_eq!(life.replayed(), life.case);
}

#[test]
fn who_is_excluded_has_no_other_relation_left_whatever_they_had() {
    use casework::case::answer::Answer;
    let mut life = complaint();
    let offers = vec![crate::given::offer("jan", "2026-11-20")];
    life.answers(
        "2026-11-09T10:00",
        Answer {
            offers,
            ..crate::given::plain_answer()
        },
    );
    life.on("2026-11-10T10:00", "ann", |work| {
        exclude(work, &p("jan"), Replacements::default())
    });
    let rows = people(&life.case);
    let of_jan: Vec<_> = rows
        .iter()
        .filter(|(id, _)| id == "jan")
        .map(|(_, relation)| *relation)
        .collect();
    assert_eq!(of_jan, [Relation::Excluded]);
}

#[test]
fn the_pool_has_nothing_to_take_over_once_an_answer_or_an_interim_was_written() {
    let told = || {
        let mut life = Life::complaint("2026-11-06T17:30");
        life.on("2026-11-09T12:00", "bart", |work| {
            tell_pool(work, vec![p("karim")])
        });
        life
    };
    let mut life = told();
    life.complainant("2026-11-09T12:30", |work| {
        casework::case::message::from_complainant(work, crate::given::words("more"), Vec::new());
        Ok(())
    });
    assert_eq!(life.case.pool, [p("karim")], "that takes nothing up");
    life.answered("2026-11-09T13:00");
    assert_eq!(life.case.pool, []);
    let mut life = told();
    life.interim("2026-11-09T13:00", crate::given::interim_until("2026-11-13"));
    assert_eq!(life.case.pool, []);
}
