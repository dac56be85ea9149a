//! What comes in: registered, confirmed and told in one transaction; a concern goes to its contact first.

use crate::given::{Life, at, end_of, intake, p, usual, wooncoop};
use casework::case::receive::{Assignment, Intake, complaint, concern, insist};
use casework::engine::Working;
use casework::event::{About, Entrusted, Event, FileRef};
use casework::ids::{CaseId, ContentId};
use casework::promise::Standing;
use casework::refusal::Refusal;
use casework::vocabulary::{ComplainantKind, FactKind};

fn receive(intake: Intake) -> Result<Working<'static>, Refusal> {
    complaint(
        &CaseId::from("case"),
        intake,
        &usual(),
        wooncoop(),
        at("2026-11-06T17:30"),
        None,
    )
}

#[test]
fn a_complaint_is_registered_confirmed_and_told_in_one_transaction() {
    let life = Life::complaint("2026-11-06T17:30");
    assert_eq!(life.case.handler, Some(p("ann")));
    assert_eq!(life.case.supervisor, Some(p("bart")));
    assert_eq!(life.case.board_member, Some(p("chris")));
    assert_eq!(life.case.confirmed_at, Some(at("2026-11-06T17:30")));
    assert_eq!(
        life.open(),
        ["answer"],
        "everything that can be done at once is done at once"
    );
    for key in [
        "register",
        "confirm",
        "tell_supervisor",
        "name_handler",
        "tell_board",
    ] {
        assert_eq!(life.owed(key).standing(), Standing::Kept, "{key}");
        assert!(
            !life.owed(key).is_late(at("2026-11-06T17:30")),
            "{key} is in time"
        );
    }
}

#[test]
fn each_promise_is_frozen_with_its_policy_version_and_the_clause_it_comes_from() {
    let life = Life::complaint("2026-11-06T17:30");
    let answer = life.owed("answer");
    assert_eq!(answer.policy_version, wooncoop().policy.version);
    assert_eq!(answer.clause.as_deref(), Some("antwoord"));
    assert_eq!(answer.opened_by, FactKind::Registered);
}

#[test]
fn the_board_member_is_told_of_the_complaint_itself() {
    let life = Life::complaint("2026-11-06T17:30");
    assert_eq!(
        life.case.told.iter().map(|told| &told.about).collect::<Vec<_>>(),
        [&About::Complaint]
    );
}

#[test]
fn a_call_of_tuesday_written_down_on_thursday_counts_from_tuesday_and_shows_the_late_registration() {
    let life = Life::received(intake(at("2026-11-17T16:00")), at("2026-11-19T09:00"));
    assert_eq!(life.due("answer"), "2026-11-19", "two working days after Tuesday");
    assert_eq!(life.due("register"), "2026-11-18");
    assert_eq!(life.owed("register").standing(), Standing::Kept);
    assert!(
        life.owed("register").is_late(at("2026-11-19T09:00")),
        "kept, and late"
    );
    assert_eq!(life.case.received_at, at("2026-11-19T09:00"));
}

#[test]
fn a_call_written_down_after_its_answer_was_due_is_late_from_the_first_sweep_on() {
    let mut life = Life::received(intake(at("2026-11-16T16:00")), at("2026-11-19T09:00"));
    assert_eq!(life.due("answer"), "2026-11-18");
    assert!(life.owed("answer").is_late(at("2026-11-19T09:00")));
    life.sweep("2026-11-19T09:01");
    assert_eq!(life.owed("answer").missed_at, Some(end_of("2026-11-18")));
    assert_eq!(life.open(), ["answer", "explain_delay"]);
}

#[test]
fn nobody_hears_a_complaint_before_it_was_made() {
    assert_eq!(
        receive(intake(at("2026-11-06T17:31"))).err(),
        Some(Refusal::ReceivedInTheFuture)
    );
}

#[test]
fn without_a_kind_of_complainant_nothing_is_received() {
    let nobody = Intake {
        kinds: Vec::new(),
        ..intake(at("2026-11-06T17:30"))
    };
    assert_eq!(receive(nobody).err(), Some(Refusal::KindMissing));
}

#[test]
fn without_words_or_a_file_nothing_is_received() {
    let empty = Intake {
        entrusted: Entrusted::default(),
        ..intake(at("2026-11-06T17:30"))
    };
    assert_eq!(receive(empty.clone()).err(), Some(Refusal::NothingWritten));
    let photo = FileRef {
        id: ContentId::from("photo"),
        size: 4,
    };
    let only_a_photo = Intake {
        entrusted: Entrusted {
            files: vec![photo],
            ..Entrusted::default()
        },
        ..empty
    };
    assert!(receive(only_a_photo).is_ok());
}

#[test]
fn nobody_who_is_excluded_takes_part() {
    for person in ["ann", "bart", "chris"] {
        let intake = Intake {
            excluded: vec![p(person)],
            ..intake(at("2026-11-06T17:30"))
        };
        assert_eq!(
            receive(intake).err(),
            Some(Refusal::PersonNotAvailable),
            "{person}"
        );
    }
}

#[test]
fn a_concern_goes_to_its_contact_and_the_board_hears_nothing_yet() {
    let life = Life::concern("2026-11-06T17:30");
    assert_eq!(life.case.contact, Some(p("els")));
    assert!(!life.case.is_complaint());
    assert_eq!(life.open(), ["answer_concern"]);
    assert_eq!(
        life.due("answer_concern"),
        "2026-11-23",
        "ten working days, without 11 November"
    );
    assert_eq!(life.case.told, []);
    assert_eq!(life.case.handler, None);
}

#[test]
fn an_employees_concern_is_a_target_of_the_staff_representative() {
    let now = at("2026-11-06T17:30");
    let intake = Intake {
        kinds: vec![ComplainantKind::Employee],
        ..intake(now)
    };
    let begun = concern(
        &CaseId::from("case"),
        intake,
        &p("lies"),
        Some(&p("bart")),
        wooncoop(),
        now,
        None,
    );
    assert_eq!(Life::begun(begun.unwrap()).open(), ["answer_concern_employee"]);
}

#[test]
fn a_concern_is_owed_in_the_words_that_are_for_its_sender() {
    let now = at("2026-11-06T17:30");
    let clause = |kind: ComplainantKind| {
        let intake = Intake {
            kinds: vec![kind],
            ..intake(now)
        };
        let (els, bart) = (p("els"), p("bart"));
        let case = CaseId::from("case");
        let begun = concern(&case, intake, &els, Some(&bart), wooncoop(), now, None);
        Life::begun(begun.unwrap()).owed("answer_concern").clause.clone()
    };
    assert_eq!(
        clause(ComplainantKind::ThirdParty).as_deref(),
        Some("vooraf-derden")
    );
    assert_eq!(
        clause(ComplainantKind::Resident).as_deref(),
        Some("vooraf-bewoners")
    );
}

#[test]
fn an_excluded_contact_hears_no_concern_and_an_excluded_supervisor_is_left_out() {
    let now = at("2026-11-06T17:30");
    let without = |person: &str| Intake {
        excluded: vec![p(person)],
        ..intake(now)
    };
    let raise = |intake| {
        concern(
            &CaseId::from("case"),
            intake,
            &p("els"),
            Some(&p("bart")),
            wooncoop(),
            now,
            None,
        )
    };
    assert_eq!(raise(without("els")).err(), Some(Refusal::PersonNotAvailable));
    assert_eq!(Life::begun(raise(without("bart")).unwrap()).case.supervisor, None);
}

#[test]
fn who_insists_gets_a_complaint_with_its_own_two_days_and_the_concern_is_replaced() {
    let mut life = Life::concern("2026-11-06T17:30");
    life.complainant("2026-11-09T12:00", |work| insist(work, Vec::new(), &usual()));
    assert!(life.case.is_complaint());
    assert_eq!(life.open(), ["answer"]);
    assert_eq!(life.due("answer"), "2026-11-12", "from the day they insisted");
    let concern = life.owed("answer_concern");
    assert_eq!(concern.standing(), Standing::Replaced);
    assert_eq!(
        concern.replaced_by,
        Some(life.owed("answer").no),
        "by the answer, not by something done at once"
    );
    assert_eq!(life.case.told.len(), 1);
}

#[test]
fn a_complaint_never_becomes_one_twice() {
    let life = Life::complaint("2026-11-06T17:30");
    assert_eq!(
        life.refused("2026-11-07T10:00", "ann", |w| insist(w, Vec::new(), &usual())),
        Refusal::AlreadyAComplaint
    );
}

#[test]
fn who_insists_after_a_person_was_excluded_meets_nobody_excluded() {
    let now = at("2026-11-06T17:30");
    let intake = Intake {
        excluded: vec![p("karim")],
        ..intake(now)
    };
    let begun = concern(
        &CaseId::from("case"),
        intake,
        &p("els"),
        Some(&p("bart")),
        wooncoop(),
        now,
        None,
    );
    let life = Life::begun(begun.unwrap());
    let with_karim = Assignment {
        handler: Some(p("karim")),
        ..usual()
    };
    let refusal = life.refused("2026-11-07T10:00", "bart", |work| {
        insist(work, Vec::new(), &with_karim)
    });
    assert_eq!(refusal, Refusal::PersonNotAvailable);
}

#[test]
fn who_withdrew_a_concern_and_then_insists_is_owed_an_answer() {
    let mut life = Life::concern("2026-11-06T17:30");
    life.complainant("2026-11-09T12:00", |work| {
        casework::case::ways_out::withdraw(work, None)
    });
    assert!(life.case.is_closed());
    life.complainant("2026-11-10T12:00", |work| insist(work, Vec::new(), &usual()));
    assert_eq!(life.open(), ["answer"]);
    assert_eq!(life.case.way_out, None);
}

#[test]
fn the_first_event_is_what_came_in_and_only_the_first() {
    let life = Life::complaint("2026-11-06T17:30");
    assert!(matches!(
        life.journal.first().unwrap().event,
        Event::Received { .. }
    ));
    assert_eq!(life.count(|event| matches!(event, Event::Received { .. })), 1);
    assert_eq!(life.replayed(), life.case);
}

#[test]
fn a_concern_that_becomes_a_complaint_weeks_later_is_written_down_in_time_and_has_its_own_ceiling() {
    let mut life = Life::concern("2026-11-02T10:00");
    life.complainant("2026-12-18T10:00", |work| insist(work, Vec::new(), &usual()));
    let register = life.owed("register");
    assert!(!register.is_late(at("2026-12-18T10:00")), "{register:?}");
    assert_eq!(life.due("answer"), "2026-12-22");
    // The reply to the concern was missed, and that is explained along with it.
    let given = casework::case::interim::Interim {
        explains_delay: true,
        ..crate::given::interim_until("2027-01-05")
    };
    life.interim("2026-12-22T10:00", given);
    assert_eq!(life.due("answer_by_date"), "2027-01-05");
}
