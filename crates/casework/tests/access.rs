//! Who sees and does what: the printed table, and what each relation's view of one full case holds.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod given;

#[path = "access/seen.rs"]
mod seen;

#[path = "access/unnamed.rs"]
mod unnamed;

#[path = "access/full.rs"]
mod full;

use casework::access::{
    Action, CaseView, Relation, Viewer, Words, actions, allowed, delivers, matrix_lines, may, only_reads,
    people, readable, relations, view,
};
use casework::case::answer::Answer;
use casework::case::{assign, board, follow_up, retaliation, ways_out};
use casework::event::{About, Purpose};
use casework::ids::{CaseId, ContentId};
use casework::promise::Subject;
use casework::retention::Kept;
use casework::vocabulary::{FactKind, Solved};
use full::full;
use given::{Life, nothing_changes, p, plain_answer, words};
use std::collections::BTreeSet;
use std::path::PathBuf;

const SECTION: &str = "# relation × action";

/// The lines under a heading of the file, up to the next heading.
fn section(file: &str, heading: &str) -> String {
    let lines = file.lines().skip_while(|line| *line != heading).skip(1);
    let body: Vec<&str> = lines.take_while(|line| !line.starts_with("# ")).collect();
    body.join("\n").trim().to_owned()
}

fn with_section(file: &str, heading: &str, body: &str) -> String {
    let before: Vec<&str> = file.lines().take_while(|line| *line != heading).collect();
    let after: Vec<&str> = file
        .lines()
        .skip_while(|line| *line != heading)
        .skip(1)
        .skip_while(|line| !line.starts_with("# "))
        .collect();
    let parts = [
        before.join("\n").trim().to_owned(),
        format!("{heading}\n\n{body}"),
        after.join("\n").trim().to_owned(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}\n", parts.join("\n\n"))
}

#[test]
fn the_printed_table_is_the_table() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/access-matrix.txt");
    let now = matrix_lines().join("\n");
    #[expect(
        clippy::disallowed_methods,
        reason = "who changes the table asks for the file to be printed again"
    )]
    let update = std::env::var("UPDATE_MATRIX").is_ok();
    let file = std::fs::read_to_string(&path).unwrap_or_default();
    if update {
        std::fs::write(&path, with_section(&file, SECTION, &now)).unwrap();
        return;
    }
    assert_eq!(
        section(&file, SECTION),
        now,
        "docs/access-matrix.txt isn't what the program allows. If the change is meant: \
         UPDATE_MATRIX=1 cargo test -p casework --test access, and have the difference reviewed"
    );
}

#[test]
fn printing_the_table_again_leaves_the_other_sections_alone() {
    let file = "# relation × action\n\nold\n\n# routes\n\nGET /\n";
    assert_eq!(
        with_section(file, SECTION, "new"),
        "# relation × action\n\nnew\n\n# routes\n\nGET /\n"
    );
    assert_eq!(section(&with_section("", SECTION, "new"), SECTION), "new");
}

fn staff(name: &str) -> Viewer {
    let groups = if name == "jan" {
        BTreeSet::from(["gebouwen".into()])
    } else {
        BTreeSet::new()
    };
    Viewer::Staff {
        person: p(name),
        groups,
    }
}

fn complainant() -> Viewer {
    Viewer::Complainant {
        case: CaseId::from("case"),
    }
}

/// Everything the case points to: the program itself may read all of it.
fn contents(life: &Life) -> Vec<ContentId> {
    readable(&life.case, &Viewer::Desk, true)
}

/// Every word of the case, opened.
fn opened(life: &Life) -> Words {
    contents(life)
        .into_iter()
        .map(|id| (id.clone(), id.to_string()))
        .collect()
}

fn seen_by(life: &Life, viewer: &Viewer, revealed: bool) -> CaseView {
    view(&life.case, viewer, opened(life), revealed).expect("somebody with a relation")
}

/// The names of the contents that a view gives, sorted; the program is asked by id, as pages do.
fn words_of(life: &Life, viewer: &Viewer, revealed: bool) -> BTreeSet<String> {
    let seen = seen_by(life, viewer, revealed);
    contents(life)
        .iter()
        .filter_map(|id| seen.text_by_id(id))
        .map(str::to_owned)
        .collect()
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

const IDENTITY: [&str; 4] = ["name", "email", "phone", "address"];
const COMPLAINT: [&str; 6] = ["title", "story", "remedy", "steps-taken", "photo", "point"];
const TALK: [&str; 5] = ["interim", "interim-reason", "answer", "offer", "more"];
const HARM: [&str; 2] = ["harm", "protection"];
const BRIEFS: [&str; 4] = ["brief-group", "reply-group", "brief-els", "reply-els"];
const LEARNT: [&str; 3] = ["reason", "measure-promised", "measure-inside"];
const BOARD: [&str; 4] = ["board-title", "board-reason", "board-outcome", "board-question"];

#[test]
fn the_full_case_holds_every_kind_of_words() {
    let life = full();
    let all = [
        &IDENTITY[..],
        &COMPLAINT,
        &TALK,
        &HARM,
        &BRIEFS,
        &LEARNT,
        &BOARD,
        &["note", "board-note", "letter"],
    ];
    let all: BTreeSet<String> = all.concat().into_iter().map(str::to_owned).collect();
    assert_eq!(opened(&life).into_values().collect::<BTreeSet<_>>(), all);
    assert_eq!(
        words_of(&life, &Viewer::Desk, false),
        all,
        "the program itself sends all of it"
    );
}

#[test]
fn handler_and_supervisor_read_everything_but_reports_of_harm_and_the_board_members_own_notes() {
    let life = full();
    let expected = [
        &IDENTITY[..],
        &COMPLAINT,
        &TALK,
        &BRIEFS,
        &LEARNT,
        &BOARD,
        &["note", "letter"],
    ]
    .concat();
    for name in ["ann", "bart"] {
        assert_eq!(words_of(&life, &staff(name), false), set(&expected), "{name}");
    }
}

#[test]
fn no_trace_of_a_report_of_harm_is_left_for_handler_supervisor_and_reviewer() {
    let life = full();
    for name in ["ann", "bart", "dirk", "karim"] {
        let seen = seen_by(&life, &staff(name), true);
        let case = seen.case();
        assert_eq!(case.retaliation, [] as [u32; 0], "{name}");
        assert!(
            case.owed
                .iter()
                .all(|owed| owed.opened_by != FactKind::RetaliationReported),
            "{name}"
        );
        let about =
            |subject: &Option<Subject>| matches!(subject, Some(Subject::Message(no)) if hidden(&life, *no));
        assert!(case.owed.iter().all(|owed| !about(&owed.subject)), "{name}");
        assert!(case.messages.iter().all(|one| !hidden(&life, one.no)), "{name}");
        let told = case.told.iter().filter(|one| match one.about {
            About::Message(no) | About::Reaction(no) => hidden(&life, no),
            _ => false,
        });
        assert_eq!(told.count(), 0, "{name}");
    }
}

fn hidden(life: &Life, no: u32) -> bool {
    let answers = life
        .case
        .message(no)
        .is_some_and(|one| one.is_for(Purpose::RetaliationAnswer));
    life.case.retaliation.contains(&no) || answers
}

#[test]
fn the_board_member_reads_every_word_literally_but_no_identity_until_it_is_shown() {
    let life = full();
    let without = [
        &COMPLAINT[..],
        &TALK,
        &HARM,
        &BRIEFS,
        &LEARNT,
        &BOARD,
        &["board-note"],
    ]
    .concat();
    assert_eq!(words_of(&life, &staff("chris"), false), set(&without));
    assert!(seen_by(&life, &staff("chris"), false).identity_hidden());
    let shown = [&IDENTITY[..], &without].concat();
    assert_eq!(words_of(&life, &staff("chris"), true), set(&shown));
    assert!(!seen_by(&life, &staff("chris"), true).identity_hidden());
}

#[test]
fn nobody_else_gets_the_identity_by_asking_for_it() {
    let life = full();
    for name in ["mia", "els", "jan", "sam"] {
        let seen = words_of(&life, &staff(name), true);
        assert!(IDENTITY.iter().all(|one| !seen.contains(*one)), "{name}");
    }
}

#[test]
fn management_reads_the_result_and_its_reason_and_nothing_of_the_complaint() {
    let life = full();
    assert_eq!(words_of(&life, &staff("mia"), true), set(&LEARNT));
    let seen = seen_by(&life, &staff("mia"), true);
    let case = seen.case();
    assert!(case.decided().is_some());
    assert!(case.messages.is_empty() && case.owed.is_empty() && case.told.is_empty());
    assert!(case.questions.is_empty() && case.board_items.is_empty() && case.excluded.is_empty());
}

#[test]
fn a_person_with_a_brief_reads_that_brief_only_and_what_they_own() {
    let life = full();
    assert_eq!(
        words_of(&life, &staff("els"), true),
        set(&["brief-els", "reply-els", "measure-inside"])
    );
    // Jan is in the group, does what was offered, and owns the other measure.
    let of_jan = ["brief-group", "reply-group", "offer", "measure-promised"];
    assert_eq!(words_of(&life, &staff("jan"), true), set(&of_jan));
}

#[test]
fn who_is_asked_by_the_board_member_reads_that_question_only_and_only_until_it_is_answered() {
    let mut life = full();
    assert_eq!(words_of(&life, &staff("sam"), true), set(&["board-question"]));
    life.on("2026-11-13T10:00", "sam", |work| {
        board::reply(work, 1, &p("sam"), words("board-reply"))
    });
    assert!(view(&life.case, &staff("sam"), opened(&life), true).is_none());
}

#[test]
fn what_waits_for_a_second_person_is_read_by_who_may_take_that_step_only() {
    let life = full();
    assert!(life.case.waiting(casework::vocabulary::Step::Refusal).is_some());
    for (name, reads) in [
        ("ann", true),
        ("bart", true),
        ("chris", false),
        ("dirk", false),
        ("karim", false),
        ("mia", false),
        ("els", false),
        ("jan", false),
    ] {
        let seen = view(&life.case, &staff(name), opened(&life), true);
        let proposals = seen.map_or(0, |seen| seen.case().proposals.len());
        assert_eq!(proposals == 1, reads, "{name}");
    }
}

#[test]
fn the_pool_reads_what_it_needs_to_take_over() {
    let life = full();
    let expected = [&IDENTITY[..], &COMPLAINT, &TALK, &["note"]].concat();
    assert_eq!(words_of(&life, &staff("karim"), false), set(&expected));
    assert!(may(&staff("karim"), &life.case, Action::TakeOver));
    assert!(
        !may(&staff("karim"), &life.case, Action::Answer),
        "only after taking over"
    );
}

#[test]
fn the_complainant_reads_their_own_words_the_answers_and_what_was_promised_and_nothing_of_ours() {
    let life = full();
    let expected = [
        &IDENTITY[..],
        &COMPLAINT,
        &TALK,
        &HARM,
        &["reason", "measure-promised"],
    ]
    .concat();
    assert_eq!(words_of(&life, &complainant(), false), set(&expected));
    let seen = seen_by(&life, &complainant(), false);
    let case = seen.case();
    assert!(case.notes.is_empty() && case.board_notes.is_empty() && case.questions.is_empty());
    assert!(case.board_items.is_empty() && case.board_questions.is_empty());
    assert!(case.excluded.is_empty() && case.links.is_empty() && case.proposals.is_empty());
    assert!(
        case.owed.iter().any(|owed| owed.key == "answer"),
        "their course is there"
    );
    let board = |subject: &Option<Subject>| {
        matches!(subject, Some(Subject::BoardItem(_) | Subject::BoardQuestion(_)))
    };
    assert!(
        case.owed.iter().all(|owed| !board(&owed.subject)),
        "what the board asks isn't theirs"
    );
}

#[test]
fn a_complainant_has_only_their_own_case() {
    let life = full();
    let other = Viewer::Complainant {
        case: CaseId::from("another"),
    };
    assert!(view(&life.case, &other, opened(&life), true).is_none());
    assert_eq!(readable(&life.case, &other, true), [] as [ContentId; 0]);
}

#[test]
fn the_result_of_a_refusal_in_words_for_the_board_member_is_not_the_complainants() {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.on("2026-11-09T10:00", "ann", |work| {
        let other = casework::vocabulary::OtherThan::Question;
        ways_out::reclassify(work, other, Some(words("why-inside")))
    });
    assert!(words_of(&life, &staff("chris"), false).contains("why-inside"));
    assert!(!words_of(&life, &complainant(), false).contains("why-inside"));
}

#[test]
fn a_stranger_and_an_excluded_person_see_the_same_nothing() {
    let life = full();
    for name in ["lies", "nobody"] {
        assert!(
            view(&life.case, &staff(name), opened(&life), true).is_none(),
            "{name}"
        );
        assert_eq!(
            readable(&life.case, &staff(name), true),
            [] as [ContentId; 0],
            "{name}"
        );
        assert_eq!(actions(&staff(name), &life.case), BTreeSet::new(), "{name}");
    }
}

#[test]
fn exclusion_wins_over_every_relation_and_over_groups() {
    for (name, instead) in [
        (
            "ann",
            assign::Replacements {
                handler: Some(p("karim")),
                ..Default::default()
            },
        ),
        (
            "bart",
            assign::Replacements {
                supervisor: Some(p("karim")),
                ..Default::default()
            },
        ),
        (
            "chris",
            assign::Replacements {
                board_member: Some(p("karim")),
                ..Default::default()
            },
        ),
        ("mia", Default::default()),
        ("els", Default::default()),
        ("jan", Default::default()),
        ("dirk", Default::default()),
        ("sam", Default::default()),
        ("karim", Default::default()),
    ] {
        let mut life = full();
        assert!(
            !relations(&staff(name), &life.case).is_empty(),
            "{name} had a part"
        );
        life.on("2026-11-13T10:00", "bart", |work| {
            assign::exclude(work, &p(name), &p(name), words("why"), instead)
        });
        assert!(
            view(&life.case, &staff(name), opened(&life), true).is_none(),
            "{name}"
        );
        assert_eq!(
            relations(&staff(name), &life.case),
            BTreeSet::from([Relation::Excluded]),
            "{name}"
        );
        assert_eq!(
            people(&life.case).iter().filter(|(id, _)| id == name).count(),
            1,
            "{name}"
        );
    }
}

#[test]
fn a_concern_is_seen_by_its_contact_and_a_supervisor_and_not_by_the_contact_once_it_is_a_complaint() {
    let mut life = Life::concern("2026-11-06T17:30");
    let of = |life: &Life, name: &str| relations(&staff(name), &life.case);
    assert_eq!(of(&life, "els"), BTreeSet::from([Relation::Contact]));
    assert_eq!(of(&life, "bart"), BTreeSet::from([Relation::Supervisor]));
    assert_eq!(people(&life.case).len(), 2);
    life.complainant("2026-11-09T10:00", |work| {
        casework::case::receive::insist(work, Vec::new(), &given::usual())
    });
    assert!(of(&life, "els").is_empty());
    assert_eq!(of(&life, "ann"), BTreeSet::from([Relation::Handler]));
}

#[test]
fn who_stands_in_for_a_contact_has_the_concern_and_not_the_complaint_that_it_becomes() {
    let mut life = Life::concern("2026-11-06T17:30");
    life.complainant("2026-11-06T18:00", |work| {
        assign::stand_in(work, &p("els"), p("karim"), given::end_of("2026-12-01"))
    });
    let of = |life: &Life, name: &str| relations(&staff(name), &life.case);
    assert_eq!(of(&life, "karim"), BTreeSet::from([Relation::Contact]));
    life.complainant("2026-11-09T10:00", |work| {
        casework::case::receive::insist(work, Vec::new(), &given::usual())
    });
    assert!(of(&life, "karim").is_empty());
}

#[test]
fn once_the_words_are_forgotten_everybody_may_only_read() {
    let mut life = Life::complaint("2026-11-06T17:30");
    life.complainant("2026-11-10T10:00", |work| {
        casework::case::ways_out::withdraw(work, None)
    });
    let everybody = [staff("ann"), staff("bart"), staff("chris"), complainant()];
    let writes = |life: &Life| {
        let may = |viewer: &Viewer| {
            let all = Action::ALL.iter().filter(|one| may(viewer, &life.case, **one));
            all.filter(|one| !only_reads(**one)).count()
        };
        everybody.iter().map(may).collect::<Vec<_>>()
    };
    assert!(
        writes(&life).iter().all(|count| *count > 0),
        "{:?}",
        writes(&life)
    );
    life.complainant("2031-10-20T10:00", |work| {
        casework::case::forget::announce(work, Kept::Words)
    });
    life.complainant("2031-12-20T10:00", |work| {
        casework::case::forget::forget(work, Kept::Words)
    });
    assert_eq!(writes(&life), [0, 0, 0, 0]);
    for viewer in &everybody[..3] {
        assert!(may(viewer, &life.case, Action::SeeCase), "{viewer:?}");
    }
}

#[test]
fn the_former_handler_has_nothing_left() {
    let mut life = full();
    life.on("2026-11-13T10:00", "bart", |work| {
        assign::handler(work, p("karim"))
    });
    assert!(relations(&staff("ann"), &life.case).is_empty());
}

#[test]
fn only_the_board_member_brings_a_case_to_the_board_and_nobody_undoes_it() {
    for relation in Relation::ALL {
        let own = *relation == Relation::BoardMember;
        for action in [
            Action::BringToBoard,
            Action::AskAsBoard,
            Action::SeeBoardNotes,
            Action::Reveal,
        ] {
            assert_eq!(allowed(*relation, action), own, "{relation} {action}");
        }
    }
}

#[test]
fn only_the_complainant_withdraws() {
    let may_withdraw: Vec<_> = Relation::ALL
        .iter()
        .filter(|one| allowed(**one, Action::Withdraw))
        .collect();
    assert_eq!(may_withdraw, [&Relation::Complainant]);
}

#[test]
fn the_excluded_may_nothing_at_all() {
    assert!(
        Action::ALL
            .iter()
            .all(|action| !allowed(Relation::Excluded, *action))
    );
}

#[test]
fn words_handed_over_by_mistake_are_not_in_the_view() {
    let life = full();
    let mut too_much = opened(&life);
    too_much.insert(ContentId::from("of-another-case"), "secret".to_owned());
    let seen = view(&life.case, &staff("ann"), too_much, false).unwrap();
    assert_eq!(seen.text_by_id(&ContentId::from("of-another-case")), None);
}

#[test]
fn since_when_a_file_is_quiet_shows_nothing_of_a_report_of_harm() {
    let mut life = Life::complaint("2026-11-06T17:30");
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
    let quiet = Some(given::at("2026-11-10T10:00"));
    life.complainant("2026-11-12T10:00", |work| {
        Ok(retaliation::report(work, words("harm")))
    });
    for handled in [false, true] {
        if handled {
            let sent = life.on("2026-11-12T12:00", "chris", |work| {
                retaliation::answer(work, words("protection"))
            });
            life.delivered("2026-11-12T12:00", sent);
        }
        let seen = seen_by(&life, &staff("ann"), false);
        assert!(seen.case().is_closed());
        assert_eq!(seen.case().quiet_since, quiet);
        let board = seen_by(&life, &staff("chris"), false);
        assert_eq!(board.case().quiet_since, life.case.quiet_since);
    }
}

#[test]
fn the_board_member_delivers_the_answer_to_a_report_of_harm_and_nobody_else_does() {
    let mut life = Life::complaint("2026-11-06T17:30");
    let answer = life.answered("2026-11-09T10:00");
    life.complainant("2026-11-12T10:00", |work| {
        Ok(retaliation::report(work, words("harm")))
    });
    let of_harm = life.on("2026-11-12T12:00", "chris", |work| {
        retaliation::answer(work, words("protection"))
    });
    let may_deliver = |name: &str, no: u32| may(&staff(name), &life.case, delivers(&life.case, no));
    assert!(may_deliver("chris", of_harm) && !may_deliver("chris", answer));
    for name in ["ann", "bart"] {
        assert!(may_deliver(name, answer) && !may_deliver(name, of_harm), "{name}");
    }
}

#[test]
fn the_supervisor_replies_to_a_concern_whose_contact_was_excluded() {
    let mut life = Life::concern("2026-11-06T17:30");
    life.on("2026-11-07T10:00", "bart", |work| {
        given::exclude(work, &p("els"), assign::Replacements::default())
    });
    assert!(!may(&staff("els"), &life.case, Action::ReplyToConcern));
    assert!(may(&staff("bart"), &life.case, Action::ReplyToConcern));
}
