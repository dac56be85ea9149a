//! The whole course of the policy in one life: from a late answer to both reviews, and closed exactly then.

use crate::given::{Life, at, end_of, interim_until, m, offer, p, plain_answer, words};
use casework::case::answer::{Answer, MeasureAgreed};
use casework::case::evaluate::{decide, discussed, raise_question};
use casework::case::{follow_up, measures, message, undertaking};
use casework::event::{About, Event, Purpose};
use casework::promise::Standing;
use casework::vocabulary::{Cause, Effect, Solved};

/// Runs the course; `each` looks at the case after every step.
fn course(mut each: impl FnMut(&Life)) -> Life {
    let mut life = Life::complaint("2026-11-06T17:30");
    each(&life);
    life.interim("2026-11-10T10:00", interim_until("2026-11-17"));
    each(&life);
    // The date passes; the answer comes on the 19th and says why.
    life.sweep("2026-11-18T00:00");
    each(&life);
    let offers = vec![offer("jan", "2026-11-27")];
    life.answers(
        "2026-11-19T10:00",
        Answer {
            offers,
            explains_delay: true,
            ..plain_answer()
        },
    );
    each(&life);
    let question = life.on("2026-11-20T10:00", "ann", |work| {
        raise_question(work, Some("gebouwen".into()), Some(p("jan")), words("brief"))
    });
    life.on("2026-11-26T10:00", "jan", |work| undertaking::done(work, 1));
    each(&life);
    // It wasn't.
    life.complainant("2026-11-27T18:00", |work| undertaking::denied(work, 1, None));
    each(&life);
    life.on("2026-11-30T09:00", "jan", |work| undertaking::done(work, 1));
    life.answers(
        "2026-11-30T10:00",
        Answer {
            explains_delay: true,
            ..plain_answer()
        },
    );
    each(&life);
    life.on("2026-12-01T10:00", "ann", |work| {
        discussed(work, question, Some(words("reply")), None)
    });
    let measure = MeasureAgreed {
        measure: m("keys"),
        what: words("keys"),
        owner: p("jan"),
        reviewer: p("mia"),
        until: end_of("2026-12-18"),
        promised: true,
    };
    life.on("2026-12-02T10:00", "ann", |work| {
        decide(
            work,
            true,
            Cause::Procedure,
            words("reason"),
            vec![measure],
            vec![p("bart"), p("mia")],
        )
    });
    each(&life);
    let outcome = life.on("2026-12-02T11:00", "ann", |work| {
        message::to_complainant(work, vec![Purpose::Outcome], words("outcome"))
    });
    life.delivered("2026-12-02T11:00", outcome);
    each(&life);
    life.on("2026-12-15T10:00", "jan", |work| {
        measures::applied(work, &m("keys"))
    });
    each(&life);
    let asked = life.on("2027-01-08T10:00", "ann", |work| {
        follow_up::ask(work, words("is-it-solved"))
    });
    life.delivered("2027-01-08T10:00", asked);
    each(&life);
    life.complainant("2027-01-10T10:00", |work| {
        follow_up::verdict(work, Solved::Yes, Some(false), None)
    });
    each(&life);
    life.on("2027-03-15T10:00", "bart", |work| {
        measures::reviewed(work, &m("keys"), Effect::Worked)
    });
    life
}

#[test]
fn the_file_closes_exactly_when_both_reviews_are_done() {
    let life = course(|life| {
        assert!(
            !life.case.is_closed(),
            "closed too soon, on {:?}",
            life.journal.last()
        )
    });
    assert_eq!(life.open(), [] as [&str; 0]);
    assert_eq!(life.case.quiet_since, Some(at("2027-03-15T10:00")));
}

#[test]
fn the_course_shows_what_was_late_and_that_it_was_explained() {
    let life = course(|_| ());
    let now = at("2027-04-01T00:00");
    let mut late: Vec<&str> = life
        .case
        .owed
        .iter()
        .filter(|owed| owed.is_late(now))
        .map(|owed| owed.key.as_str())
        .collect();
    late.sort_unstable();
    assert_eq!(
        late,
        ["answer_by_date", "explain_delay", "undertaking"],
        "even the first excuse was late"
    );
    assert_eq!(
        life.case
            .owed
            .iter()
            .filter(|owed| owed.key == "explain_delay")
            .count(),
        2
    );
    assert!(
        life.case
            .owed
            .iter()
            .all(|owed| owed.standing() != Standing::Open)
    );
    assert!(
        life.case
            .owed
            .iter()
            .all(|owed| owed.standing() != Standing::Released),
        "nothing was let go"
    );
}

#[test]
fn the_board_member_saw_all_of_it() {
    let life = course(|_| ());
    let told: Vec<&About> = life.case.told.iter().map(|one| &one.about).collect();
    assert!(told.contains(&&About::Complaint));
    for message in life.case.messages.iter().filter(|one| !one.asks()) {
        assert!(
            told.contains(&&About::Message(message.no)),
            "message {}",
            message.no
        );
    }
    assert_eq!(
        told.iter()
            .filter(|about| ***about == About::Undertaking(1))
            .count(),
        2,
        "offered, and denied"
    );
    assert!(told.contains(&&About::Verdict));
}

#[test]
fn management_was_told_the_result_and_the_journal_alone_gives_the_same_case() {
    let life = course(|_| ());
    assert_eq!(
        life.count(|event| matches!(event, Event::ManagementTold { people } if people.len() == 2)),
        1
    );
    assert_eq!(life.replayed(), life.case);
}

#[test]
fn each_promise_of_the_course_stands_on_the_day_it_was_given() {
    let life = course(|_| ());
    for (key, day) in [
        ("answer_by_date", "2026-11-17"),
        ("undertaking", "2026-11-27"),
        ("apply_promised_measure", "2026-12-18"),
        ("review_measure", "2027-03-15"),
        ("follow_up_ask", "2027-01-08"),
    ] {
        assert_eq!(life.due(key), day, "{key}");
    }
}
