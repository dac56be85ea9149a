//! The pages for staff: signing in, today, cases and the composer, measures, briefs, writing down.

use super::support::upload::with_files;
use super::{Route, Who, get, post};

pub mod absent;
mod acts;
mod again;
pub mod all;
pub mod along;
mod apart;
mod assign;
mod briefs;
mod case;
mod cases;
mod check;
mod compose;
mod corrected;
mod evaluation;
mod file;
pub mod form;
mod given_mail;
mod kept;
pub mod lines;
mod longer;
pub mod measures;
mod new_case;
mod offered;
mod outgoing;
mod outside;
mod proposals;
mod read_aloud;
mod read_by;
mod results;
mod send;
mod sign_in;
mod sooner;
mod talk;
mod today;
mod ways_out;

/// Their routes.
pub fn routes() -> Vec<Route> {
    let staff = Who::Staff;
    vec![
        get("/aanmelden", Who::Public, "sign in", sign_in::show),
        post("/aanmelden", Who::Public, "sign in", sign_in::send),
        post("/afmelden", Who::Public, "sign out", sign_in::out),
        get(
            "/uitnodiging",
            Who::Public,
            "accept an invitation",
            sign_in::invitation,
        ),
        post(
            "/uitnodiging",
            Who::Public,
            "accept an invitation",
            sign_in::accept,
        ),
        get(
            "/van-buiten",
            Who::Public,
            "enter from outside, by a mailed link",
            outside::show,
        ),
        post(
            "/van-buiten",
            Who::Public,
            "enter from outside, by a mailed link",
            outside::enter,
        ),
        get("/werk/afwezig", staff, "when I am away", absent::show),
        post("/werk/afwezig", staff, "when I am away", absent::send),
        post("/werk/afwezig/terug", staff, "when I am away", absent::back),
        get("/werk", staff, "what is owed today", today::show),
        get("/werk/klachten", staff, "see_case", cases::show),
        post("/werk/klachten", staff, "see_case", cases::search),
        get("/werk/klachten/{nr}", staff, "see_case", case::show),
        get("/werk/klachten/{nr}/alles", staff, "see_words", all::show),
        get("/werk/klachten/{nr}/bestand/{id}", staff, "see_words", file::show),
        get("/werk/klachten/{nr}/gelezen", staff, "see_readers", read_by::show),
        with_files(post(
            "/werk/klachten/{nr}/nakijken",
            staff,
            "answer",
            send::preview,
        )),
        post("/werk/klachten/{nr}/versturen", staff, "answer", send::send),
        with_files(post("/werk/klachten/{nr}/gesprek", staff, "deliver", talk::save)),
        post("/werk/klachten/{nr}/nota", staff, "note", acts::note),
        post("/werk/klachten/{nr}/punten", staff, "note", acts::points),
        post("/werk/klachten/{nr}/titel", staff, "note", acts::title),
        post("/werk/klachten/{nr}/gedaan", staff, "undertake", acts::undertaken),
        post("/werk/klachten/{nr}/bezorgd", staff, "deliver", acts::delivered),
        post("/werk/klachten/{nr}/stil", staff, "follow_up", acts::silent),
        post("/werk/klachten/{nr}/koppelen", staff, "link", acts::link),
        post("/werk/klachten/{nr}/ontkoppelen", staff, "link", acts::unlink),
        post("/werk/klachten/{nr}/uitsluiten", staff, "exclude", acts::exclude),
        post(
            "/werk/klachten/{nr}/overnemen",
            staff,
            "take_over",
            acts::take_over,
        ),
        post(
            "/werk/klachten/{nr}/raadsvraag",
            staff,
            "reply_to_board",
            acts::board_reply,
        ),
        get(
            "/werk/klachten/{nr}/evaluatie",
            staff,
            "evaluate",
            evaluation::show,
        ),
        post(
            "/werk/klachten/{nr}/evaluatie",
            staff,
            "evaluate",
            evaluation::decide,
        ),
        post(
            "/werk/klachten/{nr}/evaluatie/vraag",
            staff,
            "raise_question",
            evaluation::ask,
        ),
        post(
            "/werk/klachten/{nr}/evaluatie/hoor",
            staff,
            "raise_question",
            evaluation::hear,
        ),
        post(
            "/werk/klachten/{nr}/evaluatie/besproken",
            staff,
            "raise_question",
            evaluation::discussed,
        ),
        get("/werk/klachten/{nr}/toewijzen", staff, "assign", assign::show),
        post("/werk/klachten/{nr}/toewijzen", staff, "assign", assign::send),
        get("/werk/klachten/{nr}/uitweg", staff, "reclassify", ways_out::show),
        post("/werk/klachten/{nr}/uitweg", staff, "reclassify", ways_out::send),
        post(
            "/werk/klachten/{nr}/verzetten",
            staff,
            "move_target",
            again::move_target,
        ),
        post(
            "/werk/klachten/{nr}/ontvangst",
            staff,
            "correct_heard",
            corrected::heard,
        ),
        post("/werk/klachten/{nr}/code", staff, "answer", corrected::code),
        post("/werk/klachten/{nr}/heropenen", staff, "reopen", again::reopen),
        post("/werk/klachten/{nr}/langer-bewaren", staff, "hold", longer::hold),
        post("/werk/klachten/{nr}/niet-langer", staff, "hold", longer::end),
        post("/werk/klachten/{nr}/korter", staff, "hold", sooner::mark),
        post("/werk/klachten/{nr}/niet-korter", staff, "hold", sooner::unmark),
        post(
            "/werk/klachten/{nr}/akkoord",
            staff,
            "of the step",
            proposals::agree,
        ),
        post(
            "/werk/klachten/{nr}/terug",
            staff,
            "of the step",
            proposals::send_back,
        ),
        get(
            "/werk/maatregelen",
            staff,
            "measures, without complainants",
            measures::board,
        ),
        get(
            "/werk/maatregelen/{id}",
            staff,
            "measures, without complainants",
            measures::show,
        ),
        post(
            "/werk/maatregelen/{id}/gebruik",
            staff,
            "put a measure to use",
            measures::apply,
        ),
        post(
            "/werk/maatregelen/{id}/nazicht",
            staff,
            "review a measure",
            measures::review,
        ),
        get("/werk/resultaten", staff, "see_evaluation", results::show),
        get("/werk/brieven", staff, "reply_to_brief", briefs::show),
        post("/werk/brieven", staff, "reply_to_brief", briefs::send),
        get("/werk/nieuw", staff, "write a complaint down", new_case::show),
        with_files(post(
            "/werk/nieuw",
            staff,
            "write a complaint down",
            new_case::send,
        )),
    ]
}
