//! Who owes something: one answer for lists, mails and pages, and never somebody who may not know of the case.

use crate::given::{Life, end_of, m, offer, p, plain_answer, words};
use casework::case::answer::{Answer, MeasureAgreed, WorkDifferently};
use casework::case::{assign, board, measures, review};
use casework::promise::Owed;
use casework::vocabulary::{Cause, Role};

fn owes(life: &Life, key: &str) -> Option<String> {
    life.case.owes(life.owed(key)).map(ToString::to_string)
}

fn with_a_measure() -> Life {
    let mut life = Life::complaint("2026-11-06T17:30");
    let measure = MeasureAgreed {
        measure: m("two-keys"),
        what: words("two-keys"),
        owner: p("jan"),
        reviewer: p("mia"),
        until: end_of("2026-12-01"),
        promised: false,
    };
    life.answers(
        "2026-11-09T10:00",
        Answer {
            offers: vec![offer("els", "2026-12-01")],
            differently: WorkDifferently::Yes {
                cause: Cause::Procedure,
                reason: words("why"),
                measures: vec![measure],
            },
            ..plain_answer()
        },
    );
    life
}

#[test]
fn each_part_owes_what_is_its_own() {
    let mut life = with_a_measure();
    assert_eq!(owes(&life, "answer").as_deref(), Some("ann"));
    assert_eq!(owes(&life, "undertaking").as_deref(), Some("els"));
    assert_eq!(owes(&life, "apply_measure").as_deref(), Some("jan"));
    assert_eq!(owes(&life, "follow_up_ask"), None, "the program asks");
    life.on("2026-11-20T10:00", "jan", |work| {
        measures::applied(work, &m("two-keys"))
    });
    assert_eq!(owes(&life, "review_measure").as_deref(), Some("mia"));
    life.complainant("2026-11-20T11:00", |work| review::ask(work, p("dirk"), None));
    assert_eq!(owes(&life, "second_look").as_deref(), Some("dirk"));
    life.on("2026-11-20T12:00", "chris", |work| {
        board::ask(work, p("karim"), words("why"), end_of("2026-11-27"))
    });
    assert_eq!(owes(&life, "board_question").as_deref(), Some("karim"));
}

#[test]
fn the_handler_owes_the_date_of_an_interim_whoever_was_named_in_it() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let mut given = crate::given::interim_until("2026-11-17");
    given.by = p("jan");
    life.interim("2026-11-10T10:00", given);
    assert_eq!(owes(&life, "answer_by_date").as_deref(), Some("ann"));
}

#[test]
fn the_supervisor_comes_in_for_whoever_may_not_know_of_it() {
    let mut life = with_a_measure();
    life.on("2026-11-20T10:00", "bart", |work| {
        assign::exclude(
            work,
            &p("bart"),
            &p("els"),
            words("why-excluded"),
            assign::Replacements::default(),
        )
    });
    assert_eq!(owes(&life, "undertaking").as_deref(), Some("bart"));
}

#[test]
fn what_is_the_board_members_is_nobody_elses() {
    let life = with_a_measure();
    let mut owed: Owed = life.owed("answer").clone();
    owed.owed_by = Role::BoardMember;
    assert_eq!(life.case.owes(&owed), Some(&p("chris")));
    let mut case = life.case.clone();
    case.excluded.insert(p("chris"));
    assert_eq!(case.owes(&owed), None);
    for role in [Role::Administrator, Role::Residents, Role::Complainant] {
        owed.owed_by = role;
        assert_eq!(life.case.owes(&owed), None, "{role}");
    }
}

#[test]
fn what_something_is_owed_about_is_written_the_same_for_ever() {
    use casework::promise::Subject;
    let all = [
        (Subject::Message(1), "message:1"),
        (Subject::Undertaking(2), "undertaking:2"),
        (Subject::Measure("m".into()), "measure:m"),
        (Subject::Question(3), "question:3"),
        (Subject::BoardItem(4), "board_item:4"),
        (Subject::BoardQuestion(5), "board_question:5"),
        (Subject::Owed(6), "owed:6"),
        (Subject::PolicyVersion(7), "policy_version:7"),
    ];
    for (subject, written) in all {
        assert_eq!(subject.to_string(), written);
        assert_eq!(
            subject.is_the_boards(),
            written.starts_with("board_"),
            "{written}"
        );
    }
}
