//! The answer: counts when delivered, answers every point, explains a delay, and may decide the evaluation.

use crate::given::{Life, at, end_of, m, nothing_changes, offer, p, plain_answer, wooncoop, words};
use casework::case::answer::{Answer, MeasureAgreed, WorkDifferently, answer, spoken};
use casework::case::assign;
use casework::case::evaluate;
use casework::case::message;
use casework::engine::{Rules, Working};
use casework::event::About;
use casework::promise::Standing;
use casework::refusal::Refusal;
use casework::vocabulary::{Cause, PointOutcome, SupervisorAnswers};

fn send(work: &mut Working<'_>, given: Answer) -> Result<u32, Refusal> {
    answer(work, &p("ann"), given)
}

#[test]
fn an_answer_that_was_sent_but_not_delivered_keeps_nothing() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let message = life.on("2026-11-09T10:00", "ann", |work| send(work, plain_answer()));
    assert_eq!(life.open(), ["answer"]);
    life.delivered("2026-11-09T10:05", message);
    assert_eq!(life.open(), ["evaluate", "follow_up_ask"]);
    let kept = life.owed("answer");
    assert_eq!(
        (kept.kept_at, kept.kept_by_message),
        (Some(at("2026-11-09T10:05")), Some(message))
    );
    assert_eq!(life.case.answered_at(), Some(at("2026-11-09T10:05")));
}

#[test]
fn the_board_member_is_told_of_the_answer_and_of_each_undertaking_when_it_is_sent() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let given = Answer {
        offers: vec![offer("jan", "2026-11-20"), offer("els", "2026-11-21")],
        ..plain_answer()
    };
    let message = life.on("2026-11-09T10:00", "ann", |work| send(work, given));
    let told: Vec<&About> = life.case.told.iter().map(|told| &told.about).collect();
    assert_eq!(
        told,
        [
            &About::Complaint,
            &About::Message(message),
            &About::Undertaking(1),
            &About::Undertaking(2)
        ]
    );
}

#[test]
fn what_is_offered_is_owed_by_the_person_and_the_day_named() {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.answers(
        "2026-11-09T10:00",
        Answer {
            offers: vec![offer("jan", "2026-11-20")],
            ..plain_answer()
        },
    );
    let owed = life.owed("undertaking");
    assert_eq!(
        (owed.due_at, owed.named.clone()),
        (end_of("2026-11-20"), Some(p("jan")))
    );
}

#[test]
fn one_send_leaves_only_the_follow_up_owed_and_has_told_management_board_and_complainant() {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.answers(
        "2026-11-09T10:00",
        Answer {
            differently: nothing_changes(),
            ..plain_answer()
        },
    );
    assert_eq!(life.open(), ["follow_up_ask"]);
    for key in [
        "evaluate",
        "tell_management",
        "tell_outcome",
        "tell_board_message",
    ] {
        assert_eq!(life.owed(key).standing(), Standing::Kept, "{key}");
    }
    let decided = life.case.decided().unwrap();
    assert!(!decided.change);
    assert_eq!(decided.told, [p("bart"), p("mia")]);
    assert_eq!(life.case.told.last().unwrap().about, About::Message(1));
}

#[test]
fn one_send_with_a_measure_leaves_the_measure_and_the_follow_up_owed() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let measure = MeasureAgreed {
        measure: m("two-keys"),
        what: words("two-keys"),
        owner: p("jan"),
        reviewer: p("mia"),
        until: end_of("2026-12-01"),
        promised: true,
    };
    let yes = WorkDifferently::Yes {
        cause: Cause::Procedure,
        reason: words("why"),
        measures: vec![measure.clone()],
    };
    life.answers(
        "2026-11-09T10:00",
        Answer {
            differently: yes,
            ..plain_answer()
        },
    );
    assert_eq!(life.open(), ["apply_promised_measure", "follow_up_ask"]);
    assert_eq!(life.due("apply_promised_measure"), "2026-12-01");
}

#[test]
fn a_concern_is_replied_to_not_answered() {
    let life = Life::concern("2026-11-06T17:30");
    let refusal = life.refused("2026-11-09T10:00", "els", |work| send(work, plain_answer()));
    assert_eq!(refusal, Refusal::NotYetAComplaint);
}

#[test]
fn every_point_of_the_complaint_gets_an_outcome() {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.on("2026-11-09T09:00", "ann", |work| {
        message::understood(work, vec![words("point-1"), words("point-2")]);
        Ok(())
    });
    let with = |outcomes: Vec<PointOutcome>| Answer {
        outcomes,
        ..plain_answer()
    };
    for too_few_or_many in [0, 1, 3] {
        let given = with(vec![PointOutcome::Upheld; too_few_or_many]);
        let refusal = life.refused("2026-11-09T10:00", "ann", |work| send(work, given));
        assert_eq!(refusal, Refusal::PointWithoutAnswer);
    }
    life.answers(
        "2026-11-09T10:00",
        with(vec![PointOutcome::Upheld, PointOutcome::NotOurs]),
    );
    assert_eq!(life.case.outcomes, [PointOutcome::Upheld, PointOutcome::NotOurs]);
}

#[test]
fn nothing_is_offered_for_a_day_that_is_over_or_by_somebody_excluded() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let yesterday = Answer {
        offers: vec![offer("jan", "2026-11-08")],
        ..plain_answer()
    };
    let refusal = life.refused("2026-11-09T10:00", "ann", |work| send(work, yesterday));
    assert_eq!(refusal, Refusal::DateInThePast);
    life.on("2026-11-09T10:00", "ann", |work| {
        crate::given::exclude(work, &p("jan"), assign::Replacements::default())
    });
    let by_jan = Answer {
        offers: vec![offer("jan", "2026-11-20")],
        ..plain_answer()
    };
    let refusal = life.refused("2026-11-09T10:00", "ann", |work| send(work, by_jan));
    assert_eq!(refusal, Refusal::PersonNotAvailable);
}

#[test]
fn today_is_a_day_that_can_be_named() {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.answers(
        "2026-11-09T10:00",
        Answer {
            offers: vec![offer("jan", "2026-11-09")],
            ..plain_answer()
        },
    );
    assert_eq!(life.due("undertaking"), "2026-11-09");
}

#[test]
fn an_answer_that_comes_late_explains_the_delay() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let refusal = life.refused("2026-11-11T10:00", "ann", |work| send(work, plain_answer()));
    assert_eq!(refusal, Refusal::DelayUnexplained, "even when no sweep ran");
    life.answers(
        "2026-11-11T10:00",
        Answer {
            explains_delay: true,
            ..plain_answer()
        },
    );
    assert!(
        life.owed("answer").is_late(at("2026-11-11T10:00")),
        "late and kept are both true"
    );
    assert_eq!(life.owed("answer").standing(), Standing::Kept);
    assert_eq!(life.owed("explain_delay").standing(), Standing::Kept);
    assert_eq!(
        life.due("explain_delay"),
        "2026-11-12",
        "one working day; 11 November isn't one"
    );
}

#[test]
fn an_answer_given_in_time_and_written_down_later_is_in_time_and_needs_no_excuse() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let message = life.on("2026-11-10T23:00", "ann", |work| send(work, plain_answer()));
    // The mail server's word of 23:05 is recorded after midnight, when the sweep has run.
    life.sweep("2026-11-11T00:01");
    life.on("2026-11-11T00:02", "ann", |work| {
        let spoken = casework::vocabulary::DeliveredBy::Mail;
        message::delivered(work, message, spoken, at("2026-11-10T23:05"))
    });
    assert!(!life.owed("answer").is_late(at("2026-11-11T00:02")));
    assert_eq!(
        life.open(),
        ["evaluate", "follow_up_ask"],
        "there is no delay to explain"
    );
}

#[test]
fn the_supervisor_answers_unless_the_policy_says_never() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let by_bart = |work: &mut Working<'_>| answer(work, &p("bart"), plain_answer());
    let mut policy = wooncoop().policy.clone();
    policy.settings.supervisor_may_answer = SupervisorAnswers::Never;
    let strict = Life {
        rules: Rules {
            policy: Box::leak(Box::new(policy)),
            calendar: wooncoop().calendar,
        },
        ..life.clone()
    };
    assert_eq!(
        strict.refused("2026-11-09T10:00", "bart", by_bart),
        Refusal::SupervisorMayNotAnswer
    );
    life.on("2026-11-09T10:00", "bart", by_bart);
}

#[test]
fn an_answer_cannot_decide_what_is_still_being_asked() {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.on("2026-11-09T09:00", "ann", |work| {
        evaluate::raise_question(work, Some("gebouwen".into()), None, words("brief"))
    });
    let given = Answer {
        differently: nothing_changes(),
        ..plain_answer()
    };
    let refusal = life.refused("2026-11-09T10:00", "ann", |work| send(work, given));
    assert_eq!(refusal, Refusal::QuestionStillOpen);
    life.answers("2026-11-09T10:00", plain_answer());
}

#[test]
fn an_answer_cannot_decide_twice_in_one_round() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let given = Answer {
        differently: nothing_changes(),
        ..plain_answer()
    };
    life.answers("2026-11-09T10:00", given.clone());
    let refusal = life.refused("2026-11-10T10:00", "ann", |work| send(work, given));
    assert_eq!(refusal, Refusal::AlreadyDecided);
}

#[test]
fn an_answer_that_changes_something_without_a_measure_is_refused_whole() {
    let life = Life::complaint("2026-11-06T17:30");
    let differently = |measures| WorkDifferently::Yes {
        cause: Cause::Procedure,
        reason: words("why"),
        measures,
    };
    let given = Answer {
        differently: differently(Vec::new()),
        ..plain_answer()
    };
    let refusal = life.refused("2026-11-09T10:00", "ann", |work| send(work, given));
    assert_eq!(refusal, Refusal::MeasureMissing);
    let yesterday = MeasureAgreed {
        measure: m("late"),
        what: words("late"),
        owner: p("jan"),
        reviewer: p("mia"),
        until: end_of("2026-11-08"),
        promised: false,
    };
    let given = Answer {
        differently: differently(vec![yesterday]),
        ..plain_answer()
    };
    let refusal = life.refused("2026-11-09T10:00", "ann", |work| send(work, given));
    assert_eq!(refusal, Refusal::DateInThePast);
}

#[test]
fn an_answer_that_was_spoken_may_leave_out_what_each_point_came_to() {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.on("2026-11-07T10:00", "ann", |work| {
        casework::case::message::understood(work, vec![words("one"), words("two")]);
        Ok(())
    });
    let told = |outcomes: Vec<PointOutcome>| {
        move |work: &mut Working<'_>| {
            let given = Answer {
                outcomes,
                ..plain_answer()
            };
            let now = work.now;
            spoken(work, &p("ann"), given, now)
        }
    };
    let half = life.refused("2026-11-09T10:00", "ann", told(vec![PointOutcome::Upheld]));
    assert_eq!(half, Refusal::PointWithoutAnswer);
    let message = life.on("2026-11-09T10:00", "ann", told(Vec::new()));
    life.delivered("2026-11-09T10:00", message);
    assert!(!life.open().contains(&"answer"));
    assert_eq!(life.case.outcomes, []);
}
