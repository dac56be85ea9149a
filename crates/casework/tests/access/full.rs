//! One case in which everything there is to read was written: each content is named after what it is.

use crate::given::{self, Life, end_of, intake, interim_until, m, offer, p, plain_answer, words};
use casework::case::answer::{Answer, MeasureAgreed};
use casework::case::{assign, board, evaluate, interim, message, retaliation, review, second};
use casework::event::FileRef;
use casework::ids::ContentId;
use casework::vocabulary::{Cause, Step};

/// That case.
pub fn full() -> Life {
    let now = given::at("2026-11-06T17:30");
    let mut given = intake(now);
    given.excluded = vec![p("lies")];
    given.entrusted.steps_taken = Some(words("steps-taken"));
    given.entrusted.phone = Some(words("phone"));
    given.entrusted.address = Some(words("address"));
    given.entrusted.files = vec![FileRef {
        id: ContentId::from("photo"),
        size: 4,
    }];
    let mut life = Life::received(given, now);
    life.on("2026-11-07T10:00", "ann", |work| {
        message::understood(work, vec![words("point")]);
        message::note(work, words("note"));
        Ok(())
    });
    let sent = life.on("2026-11-09T10:00", "ann", |work| {
        let given = interim::Interim {
            words: words("interim"),
            ..interim_until("2026-11-17")
        };
        interim::interim(work, &p("ann"), given)
    });
    life.delivered("2026-11-09T10:00", sent);
    let outcomes = vec![casework::vocabulary::PointOutcome::Upheld];
    life.answers(
        "2026-11-10T10:00",
        Answer {
            outcomes,
            offers: vec![offer("jan", "2026-11-20")],
            ..plain_answer()
        },
    );
    life.on("2026-11-10T11:00", "bart", |work| {
        assign::tell_pool(work, vec![p("karim")])
    });
    life.complainant("2026-11-10T12:00", |work| {
        Ok(message::from_complainant(work, words("more"), Vec::new()))
    });
    let question = life.on("2026-11-10T13:00", "ann", |work| {
        evaluate::raise_question(work, Some("gebouwen".into()), None, words("brief-group"))
    });
    life.on("2026-11-10T13:00", "ann", |work| {
        evaluate::raise_question(work, None, Some(p("els")), words("brief-els"))
    });
    life.on("2026-11-12T10:00", "jan", |work| {
        evaluate::discussed(work, question, Some(words("reply-group")), None)
    });
    life.on("2026-11-12T10:00", "els", |work| {
        evaluate::discussed(work, 2, Some(words("reply-els")), None)
    });
    let agreed = |name: &str, owner: &str, promised| MeasureAgreed {
        measure: m(name),
        what: words(name),
        owner: p(owner),
        reviewer: p("mia"),
        until: end_of("2026-12-18"),
        promised,
    };
    let measures = vec![
        agreed("measure-promised", "jan", true),
        agreed("measure-inside", "els", false),
    ];
    life.on("2026-11-12T11:00", "ann", |work| {
        evaluate::decide(
            work,
            true,
            Cause::Procedure,
            words("reason"),
            measures,
            vec![p("bart"), p("mia")],
        )
    });
    life.complainant("2026-11-12T12:00", |work| review::ask(work, p("dirk"), None));
    life.complainant("2026-11-12T13:00", |work| {
        Ok(retaliation::report(work, words("harm")))
    });
    life.on("2026-11-12T14:00", "chris", |work| {
        retaliation::answer(work, words("protection"))
    });
    life.on("2026-11-12T15:00", "chris", |work| {
        board::bring(
            work,
            end_of("2026-12-03"),
            Some(words("board-reason")),
            Some(words("board-title")),
        )
    });
    life.on("2026-11-12T15:00", "chris", |work| {
        board::outcome(work, 1, words("board-outcome"))
    });
    life.on("2026-11-12T15:00", "chris", |work| {
        board::ask(work, p("sam"), words("board-question"), end_of("2026-11-20"))
    });
    life.on("2026-11-12T15:00", "chris", |work| {
        board::note(work, words("board-note"));
        Ok(())
    });
    life.on("2026-11-12T16:00", "ann", |work| {
        second::propose(work, &p("ann"), Step::Refusal, words("letter"))
    });
    life
}
