//! What the board member alone decides: bringing it to the board, asking, noting. Always possible.

use crate::given::{Life, end_of, nothing_changes, p, plain_answer, words};
use casework::case::answer::Answer;
use casework::case::board::{ask, bring, move_meeting, note, outcome, reply};
use casework::case::{assign, deadline, follow_up, ways_out};
use casework::engine::Working;
use casework::promise::Standing;
use casework::refusal::Refusal;
use casework::vocabulary::Solved;

fn to_meeting(day: &str) -> impl Fn(&mut Working<'_>) -> Result<u32, Refusal> {
    let meeting = end_of(day);
    move |work| bring(work, meeting, None, None)
}

fn question(work: &mut Working<'_>) -> Result<u32, Refusal> {
    ask(work, p("ann"), words("question"), end_of("2026-11-20"))
}

#[test]
fn what_is_brought_to_the_board_is_owed_an_outcome_on_the_day_of_the_meeting() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let item = life.on("2026-11-09T10:00", "chris", to_meeting("2026-12-03"));
    assert_eq!(life.due("board_outcome"), "2026-12-03");
    life.on("2026-12-03T22:00", "chris", |work| {
        outcome(work, item, words("outcome"))
    });
    assert_eq!(life.owed("board_outcome").standing(), Standing::Kept);
    let twice = life.refused("2026-12-04T10:00", "chris", |work| {
        outcome(work, item, words("other"))
    });
    assert_eq!(twice, Refusal::AlreadyDone);
    let unknown = life.refused("2026-12-04T10:00", "chris", |work| {
        outcome(work, 7, words("other"))
    });
    assert_eq!(unknown, Refusal::NoSuchItem);
}

#[test]
fn a_closed_a_withdrawn_and_a_refused_complaint_can_be_brought_to_the_board() {
    let mut closed = Life::complaint("2026-11-06T17:30");
    closed.answers(
        "2026-11-09T10:00",
        Answer {
            differently: nothing_changes(),
            ..plain_answer()
        },
    );
    closed.complainant("2026-11-10T10:00", |work| {
        follow_up::verdict(work, Solved::Yes, None, None)
    });
    assert!(closed.case.is_closed());
    let mut withdrawn = Life::complaint("2026-11-06T17:30");
    withdrawn.complainant("2026-11-07T10:00", |work| ways_out::withdraw(work, None));
    for mut life in [closed, withdrawn] {
        life.on("2026-11-30T10:00", "chris", to_meeting("2026-12-03"));
        assert_eq!(life.open(), ["board_outcome"], "and so it is open again");
    }
}

#[test]
fn each_item_has_its_own_outcome() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let first = life.on("2026-11-09T10:00", "chris", to_meeting("2026-12-03"));
    life.on("2026-11-09T10:00", "chris", to_meeting("2027-01-14"));
    life.on("2026-12-03T22:00", "chris", |work| {
        outcome(work, first, words("outcome"))
    });
    assert_eq!(
        life.case.open_of("board_outcome").unwrap().due_at,
        end_of("2027-01-14")
    );
}

#[test]
fn a_concern_and_a_meeting_of_yesterday_are_not_brought_to_the_board() {
    let concern = Life::concern("2026-11-06T17:30");
    let refusal = concern.refused("2026-11-09T10:00", "chris", to_meeting("2026-12-03"));
    assert_eq!(refusal, Refusal::NotYetAComplaint);
    let life = Life::complaint("2026-11-06T17:30");
    let refusal = life.refused("2026-11-09T10:00", "chris", to_meeting("2026-11-08"));
    assert_eq!(refusal, Refusal::DateInThePast);
}

#[test]
fn a_meeting_more_than_a_year_ahead_is_a_slip_of_the_pen() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let refusal = life.refused("2026-11-09T10:00", "chris", to_meeting("2062-12-03"));
    assert_eq!(refusal, Refusal::DateTooFar);
    life.on("2026-11-09T10:00", "chris", to_meeting("2027-11-08"));
}

#[test]
fn the_day_of_a_meeting_that_has_not_been_can_be_set_right() {
    let to = |day: &str| {
        let day = end_of(day);
        move |work: &mut Working<'_>| move_meeting(work, 1, day, words("slip"))
    };
    let mut life = Life::complaint("2026-11-06T17:30");
    let unknown = life.refused("2026-11-09T10:00", "chris", to("2026-12-10"));
    assert_eq!(unknown, Refusal::NoSuchItem);
    life.on("2026-11-09T10:00", "chris", to_meeting("2026-12-03"));
    for (day, no) in [
        ("2026-11-08", Refusal::DateInThePast),
        ("2062-12-10", Refusal::DateTooFar),
    ] {
        assert_eq!(life.refused("2026-11-09T11:00", "chris", to(day)), no);
    }
    life.on("2026-11-09T11:00", "chris", to("2026-12-10"));
    assert_eq!(life.due("board_outcome"), "2026-12-10");
    assert_eq!(
        life.case.board_items.first().unwrap().meeting,
        end_of("2026-12-10")
    );
    assert_eq!(
        life.owed("board_outcome").moved,
        1,
        "and that shows in the figures"
    );
    let after = life.refused("2026-12-11T11:00", "chris", to("2026-12-20"));
    assert_eq!(after, Refusal::NotMovable, "the meeting was yesterday");
    life.on("2026-12-11T12:00", "chris", |work| {
        outcome(work, 1, words("outcome"))
    });
    let decided = life.refused("2026-12-11T13:00", "chris", to("2026-12-20"));
    assert_eq!(decided, Refusal::AlreadyDone);
}

#[test]
fn nobody_moves_the_day_of_a_meeting_or_of_a_question_of_the_board_as_if_it_were_a_target_of_ours() {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.on("2026-11-09T10:00", "chris", to_meeting("2026-12-03"));
    life.on("2026-11-09T10:00", "chris", question);
    for owed in ["board_outcome", "board_question"] {
        let no = life.owed(owed).no;
        let moved = life.refused("2026-11-10T10:00", "ann", move |work| {
            deadline::move_target(work, no, end_of("2027-02-01"), words("later"))
        });
        assert_eq!(moved, Refusal::NotMovable, "{owed}");
    }
}

#[test]
fn a_question_is_answered_by_the_one_asked_by_its_day() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let no = life.on("2026-11-09T10:00", "chris", question);
    assert_eq!(life.due("board_question"), "2026-11-20");
    assert_eq!(life.owed("board_question").named, Some(p("ann")));
    let by = |name: &str| {
        let person = p(name);
        move |work: &mut Working<'_>| reply(work, no, &person, words("reply"))
    };
    assert_eq!(
        life.refused("2026-11-10T10:00", "bart", by("bart")),
        Refusal::NotYours
    );
    life.on("2026-11-10T10:00", "ann", by("ann"));
    assert_eq!(life.owed("board_question").standing(), Standing::Kept);
    assert_eq!(
        life.refused("2026-11-10T11:00", "ann", by("ann")),
        Refusal::AlreadyDone
    );
    let unknown = life.refused("2026-11-10T11:00", "ann", |work| {
        reply(work, 9, &p("ann"), words("reply"))
    });
    assert_eq!(unknown, Refusal::NoSuchItem);
}

#[test]
fn nobody_excluded_is_asked_and_no_day_of_the_past_is_named() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let yesterday = life.refused("2026-11-09T10:00", "chris", |work| {
        ask(work, p("ann"), words("q"), end_of("2026-11-08"))
    });
    assert_eq!(yesterday, Refusal::DateInThePast);
    life.on("2026-11-09T10:00", "ann", |work| {
        crate::given::exclude(work, &p("jan"), assign::Replacements::default())
    });
    let jan = life.refused("2026-11-09T10:00", "chris", |work| {
        ask(work, p("jan"), words("q"), end_of("2026-11-20"))
    });
    assert_eq!(jan, Refusal::PersonNotAvailable);
}

#[test]
fn a_private_note_owes_nobody_anything() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let before = life.case.owed.len();
    life.on("2026-11-09T10:00", "chris", |work| {
        note(work, words("private"));
        Ok(())
    });
    assert_eq!(life.case.owed.len(), before);
    assert_eq!(life.case.board_notes.len(), 1);
    assert_eq!(life.case.notes, [], "not among the notes of staff");
}

#[test]
fn when_the_one_asked_is_excluded_the_supervisor_answers() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let no = life.on("2026-11-09T10:00", "chris", |work| {
        ask(work, p("jan"), words("q"), end_of("2026-11-20"))
    });
    life.on("2026-11-10T10:00", "ann", |work| {
        crate::given::exclude(work, &p("jan"), assign::Replacements::default())
    });
    let jan = life.refused("2026-11-10T10:00", "jan", |work| {
        reply(work, no, &p("jan"), words("reply"))
    });
    assert_eq!(jan, Refusal::NotYours);
    life.on("2026-11-10T10:00", "bart", |work| {
        reply(work, no, &p("bart"), words("reply"))
    });
    assert_eq!(life.owed("board_question").standing(), Standing::Kept);
}
