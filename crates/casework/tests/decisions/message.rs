//! Messages: each of the complainant's is owed an answer; delivered is a fact, and coming back is one too.

use crate::given::{Life, at, interim_until, nothing_changes, p, plain_answer, words};
use casework::case::answer::{Answer, answer};
use casework::case::interim::interim;
use casework::case::message::{bounced, delivered, from_complainant, note, titled, to_complainant};
use casework::case::{deadline, follow_up};
use casework::engine::Working;
use casework::event::{About, Purpose};
use casework::promise::Standing;
use casework::refusal::Refusal;
use casework::vocabulary::{DeliveredBy, Solved};

fn complaint() -> Life {
    Life::complaint("2026-11-06T17:30")
}

fn writes(life: &mut Life, local: &str) -> u32 {
    life.complainant(local, |work| {
        Ok(from_complainant(work, words("more"), Vec::new()))
    })
}

#[test]
fn a_message_while_the_answer_is_owed_is_answered_with_it() {
    let mut life = complaint();
    let message = writes(&mut life, "2026-11-09T10:00");
    assert_eq!(life.open(), ["answer"]);
    assert_eq!(life.due("answer"), "2026-11-10", "not a day later");
    assert_eq!(life.case.told.last().unwrap().about, About::Reaction(message));
}

#[test]
fn a_message_after_the_answer_is_answered_within_two_days_and_wakes_a_closed_file() {
    let mut life = complaint();
    life.answers(
        "2026-11-09T10:00",
        Answer {
            differently: nothing_changes(),
            ..plain_answer()
        },
    );
    life.complainant("2026-11-10T10:00", |work| {
        follow_up::verdict(work, Solved::Yes, None, None)
    });
    assert!(life.case.is_closed());
    writes(&mut life, "2027-01-11T10:00");
    assert_eq!(life.open(), ["answer"]);
    assert_eq!(life.due("answer"), "2027-01-13");
    assert_eq!(life.case.quiet_since, None);
}

#[test]
fn a_bounce_makes_owed_again_what_the_delivery_kept_with_the_same_due_instants() {
    let mut life = complaint();
    let due = life.owed("answer").due_at;
    let message = life.answers(
        "2026-11-09T10:00",
        Answer {
            differently: nothing_changes(),
            ..plain_answer()
        },
    );
    life.on("2026-11-09T16:00", "ann", |work| bounced(work, message));
    assert_eq!(life.open(), ["answer", "follow_up_ask", "tell_outcome"]);
    assert_eq!(life.owed("answer").due_at, due);
    assert_eq!(life.case.answered_at(), None);
    let twice = life.refused("2026-11-09T16:01", "ann", |work| bounced(work, message));
    assert_eq!(twice, Refusal::AlreadyDone);
    life.on("2026-11-10T10:00", "ann", |work| {
        delivered(work, message, DeliveredBy::Spoken, work.now)
    });
    assert_eq!(life.open(), ["follow_up_ask"]);
    assert_eq!(
        life.case
            .owed
            .iter()
            .filter(|owed| owed.is_late(at("2026-11-10T10:00")))
            .count(),
        0
    );
}

#[test]
fn a_bounce_after_the_due_instant_is_late_at_once() {
    let mut life = complaint();
    let message = life.answered("2026-11-10T17:00");
    life.on("2026-11-12T09:00", "ann", |work| bounced(work, message));
    assert!(life.owed("answer").missed_at.is_some());
    assert!(life.open().contains(&"explain_delay"));
}

#[test]
fn a_message_reaches_the_complainant_once_not_in_the_future_and_not_before_they_complained() {
    let mut life = complaint();
    let message = life.on("2026-11-09T10:00", "ann", |work| {
        answer(work, &p("ann"), plain_answer())
    });
    let by_mail = |no: u32, when: &str| {
        let when = at(when);
        move |work: &mut Working<'_>| delivered(work, no, DeliveredBy::Mail, when)
    };
    let future = life.refused("2026-11-09T10:01", "ann", by_mail(message, "2026-11-09T10:02"));
    assert_eq!(future, Refusal::ReceivedInTheFuture);
    let before = life.refused("2026-11-09T10:01", "ann", by_mail(message, "2026-11-06T17:00"));
    assert_eq!(before, Refusal::TooEarly);
    let unknown = life.refused("2026-11-09T10:01", "ann", by_mail(9, "2026-11-09T10:00"));
    assert_eq!(unknown, Refusal::NoSuchItem);
    life.on("2026-11-09T10:01", "ann", by_mail(message, "2026-11-09T10:00"));
    let twice = life.refused("2026-11-09T10:01", "ann", by_mail(message, "2026-11-09T10:00"));
    assert_eq!(twice, Refusal::AlreadyDone);
}

#[test]
fn what_the_complainant_wrote_is_not_delivered_to_them() {
    let mut life = complaint();
    let message = writes(&mut life, "2026-11-09T10:00");
    let refusal = life.refused("2026-11-09T10:01", "ann", |work| {
        delivered(work, message, DeliveredBy::Mail, work.now)
    });
    assert_eq!(refusal, Refusal::NoSuchItem);
    assert_eq!(
        life.refused("2026-11-09T10:01", "ann", |work| bounced(work, 9)),
        Refusal::NoSuchItem
    );
}

#[test]
fn an_answer_already_given_elsewhere_counts_from_its_real_time() {
    let mut life = complaint();
    life.on("2026-11-10T16:00", "ann", |work| {
        let message = answer(work, &p("ann"), plain_answer())?;
        delivered(work, message, DeliveredBy::Spoken, at("2026-11-09T11:30"))
    });
    assert_eq!(life.owed("answer").kept_at, Some(at("2026-11-09T11:30")));
    assert_eq!(
        life.due("follow_up_ask"),
        "2026-12-21",
        "six weeks after the talk"
    );
}

#[test]
fn a_reply_to_a_concern_keeps_it_and_leaves_the_word_solved_to_its_sender() {
    let mut life = Life::concern("2026-11-06T17:30");
    let reply = |work: &mut Working<'_>| to_complainant(work, vec![Purpose::ConcernReply], words("reply"));
    let message = life.on("2026-11-09T10:00", "els", reply);
    assert_eq!(life.open(), ["answer_concern"]);
    life.delivered("2026-11-09T10:00", message);
    assert_eq!(life.owed("answer_concern").standing(), Standing::Kept);
    assert_eq!(life.case.verdicts, []);
}

#[test]
fn each_purpose_has_its_own_door() {
    let concern = Life::concern("2026-11-06T17:30");
    let for_ =
        |purpose: Purpose| move |work: &mut Working<'_>| to_complainant(work, vec![purpose], words("x"));
    let refusal = concern.refused("2026-11-09T10:00", "els", for_(Purpose::Outcome));
    assert_eq!(refusal, Refusal::NotYetAComplaint);
    let life = complaint();
    let refusal = life.refused("2026-11-09T10:00", "ann", for_(Purpose::ConcernReply));
    assert_eq!(refusal, Refusal::AlreadyAComplaint);
    let refusal = life.refused("2026-11-09T10:00", "ann", for_(Purpose::Answer));
    assert_eq!(
        refusal,
        Refusal::PointWithoutAnswer,
        "an answer answers every point"
    );
    let refusal = life.refused("2026-11-09T10:00", "ann", for_(Purpose::Interim));
    assert_eq!(refusal, Refusal::InterimIncomplete, "an interim names a day");
}

#[test]
fn an_explanation_of_a_delay_can_go_out_by_itself_and_does_not_answer() {
    let mut life = complaint();
    life.sweep("2026-11-12T08:00");
    let message = life.on("2026-11-12T09:00", "bart", |work| {
        to_complainant(work, vec![Purpose::DelayExplanation], words("sorry"))
    });
    life.delivered("2026-11-12T09:00", message);
    assert_eq!(life.open(), ["answer"]);
}

#[test]
fn notes_and_titles_owe_nothing_and_tell_nobody() {
    let mut life = complaint();
    let (owed, told) = (life.case.owed.len(), life.case.told.len());
    life.on("2026-11-09T10:00", "ann", |work| {
        note(work, words("note"));
        titled(work, words("new-title"));
        Ok(())
    });
    assert_eq!((life.case.owed.len(), life.case.told.len()), (owed, told));
    assert_eq!(life.case.title, Some(words("new-title")));
    assert_eq!(life.case.notes[0].by, Some(p("ann")));
}

#[test]
fn the_sweep_records_a_missed_promise_once_and_what_must_be_explained_once() {
    let mut life = complaint();
    life.sweep("2026-11-12T08:00");
    let events = life.journal.len();
    life.sweep("2026-11-12T08:01");
    assert_eq!(life.journal.len(), events, "doing it twice changes nothing");
    life.sweep("2026-11-20T08:00");
    assert_eq!(
        life.case
            .owed
            .iter()
            .filter(|owed| owed.key == "explain_delay")
            .count(),
        1
    );
    assert!(life.owed("explain_delay").missed_at.is_some());
}

#[test]
fn a_target_moves_before_its_day_with_a_reason_and_a_promise_never_does() {
    let mut life = complaint();
    let promise = life.owed("answer").no;
    let to = |no: u32, day: &str| {
        let day = crate::given::end_of(day);
        move |work: &mut Working<'_>| deadline::move_target(work, no, day, words("reason"))
    };
    assert_eq!(
        life.refused("2026-11-09T09:00", "ann", to(promise, "2026-11-20")),
        Refusal::NotMovable
    );
    life.answered("2026-11-09T10:00");
    let target = life.owed("evaluate").no;
    assert_eq!(
        life.refused("2026-11-10T09:00", "ann", to(target, "2026-11-09")),
        Refusal::DateInThePast
    );
    assert_eq!(
        life.refused("2026-11-10T09:00", "ann", to(99, "2026-12-20")),
        Refusal::NoSuchItem
    );
    life.on("2026-11-10T09:00", "ann", to(target, "2026-12-18"));
    assert_eq!(
        (life.due("evaluate").as_str(), life.owed("evaluate").moved),
        ("2026-12-18", 1)
    );
    assert_eq!(
        life.refused("2026-12-19T09:00", "ann", to(target, "2027-01-20")),
        Refusal::NotMovable
    );
}

#[test]
fn a_late_reply_to_a_concern_can_be_explained() {
    let mut life = Life::concern("2026-11-06T17:30");
    life.sweep("2026-11-24T08:00");
    assert_eq!(life.open(), ["answer_concern", "explain_delay"]);
    for purpose in [Purpose::ConcernReply, Purpose::DelayExplanation] {
        let message = life.on("2026-11-24T09:00", "els", |work| {
            to_complainant(work, vec![purpose], words("reply"))
        });
        life.delivered("2026-11-24T09:00", message);
    }
    assert!(life.case.is_closed());
}

#[test]
fn what_is_written_while_an_answer_is_on_its_way_is_owed_an_answer_of_its_own() {
    let mut life = complaint();
    let first = life.on("2026-11-09T10:00", "ann", |work| {
        answer(work, &p("ann"), plain_answer())
    });
    writes(&mut life, "2026-11-10T10:00");
    writes(&mut life, "2026-11-10T11:00");
    let answers = |life: &Life| life.open().iter().filter(|key| **key == "answer").count();
    assert_eq!(answers(&life), 2, "one answer does for both that came after it");
    life.delivered("2026-11-10T12:00", first);
    assert_eq!(answers(&life), 1, "they had not read it when they wrote");
    assert_eq!(life.due("answer"), "2026-11-13");
    assert_eq!(life.case.waiting_since(), at("2026-11-10T10:00"));
    life.answered("2026-11-12T10:00");
    assert_eq!(answers(&life), 0);
}

#[test]
fn an_answer_from_before_an_interim_does_not_keep_the_date_that_the_interim_named() {
    let mut life = complaint();
    let first = life.on("2026-11-09T10:00", "ann", |work| {
        answer(work, &p("ann"), plain_answer())
    });
    writes(&mut life, "2026-11-09T11:00");
    life.interim("2026-11-09T12:00", interim_until("2026-11-13"));
    life.delivered("2026-11-09T13:00", first);
    assert!(life.open().contains(&"answer_by_date"), "owed: {:?}", life.open());
}

#[test]
fn an_answer_that_went_out_before_the_interim_arrived_keeps_its_date() {
    let mut life = complaint();
    let letter = life.on("2026-11-09T10:00", "ann", |work| {
        interim(work, &p("ann"), interim_until("2026-11-13"))
    });
    let second = life.on("2026-11-09T12:00", "ann", |work| {
        answer(work, &p("ann"), plain_answer())
    });
    life.delivered("2026-11-09T14:00", letter);
    life.delivered("2026-11-09T15:00", second);
    assert_eq!(life.owed("answer_by_date").standing(), Standing::Kept);
}

#[test]
fn a_talk_noted_later_does_not_answer_what_was_written_after_it() {
    let mut life = complaint();
    life.answered("2026-11-07T10:00");
    writes(&mut life, "2026-11-09T12:00");
    life.on("2026-11-10T10:00", "ann", |work| {
        let message = answer(work, &p("ann"), plain_answer())?;
        delivered(work, message, DeliveredBy::Spoken, at("2026-11-09T11:00"))
    });
    assert!(life.open().contains(&"answer"), "owed: {:?}", life.open());
}

#[test]
fn an_outcome_that_was_told_before_it_was_written_down_is_told() {
    let mut life = complaint();
    life.on("2026-11-10T10:00", "ann", |work| {
        let given = Answer {
            differently: nothing_changes(),
            ..plain_answer()
        };
        let message = answer(work, &p("ann"), given)?;
        delivered(work, message, DeliveredBy::Spoken, at("2026-11-09T11:00"))
    });
    assert_eq!(life.owed("tell_outcome").standing(), Standing::Kept);
}

#[test]
fn a_reply_that_came_back_after_the_concern_became_a_complaint_is_not_owed_beside_the_answer() {
    let mut life = Life::concern("2026-11-06T17:30");
    let reply = |work: &mut Working<'_>| to_complainant(work, vec![Purpose::ConcernReply], words("reply"));
    let message = life.on("2026-11-09T10:00", "els", reply);
    life.delivered("2026-11-09T10:00", message);
    life.complainant("2026-11-10T10:00", |work| {
        casework::case::receive::insist(work, Vec::new(), &crate::given::usual())
    });
    life.on("2026-11-10T11:00", "ann", |work| bounced(work, message));
    assert_eq!(life.open(), ["answer"]);
}
