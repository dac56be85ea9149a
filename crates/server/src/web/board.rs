//! The pages of the board member: every complaint, one complaint, the agenda.

use super::{Route, Who, get, post};

mod agenda;
mod case;
mod list;

/// Their routes.
pub fn routes() -> Vec<Route> {
    vec![
        get("/bestuur", Who::Board, "see_case", list::show),
        post("/bestuur/gezien", Who::Board, "saw who may do what", list::seen),
        get("/bestuur/agenda", Who::Board, "see_case", agenda::show),
        get("/bestuur/klachten/{nr}", Who::Board, "see_case", case::show),
        post("/bestuur/klachten/{nr}/naam", Who::Board, "reveal", case::reveal),
        post(
            "/bestuur/klachten/{nr}/raad",
            Who::Board,
            "bring_to_board",
            case::bring,
        ),
        post(
            "/bestuur/klachten/{nr}/vergadering",
            Who::Board,
            "bring_to_board",
            case::move_meeting,
        ),
        post(
            "/bestuur/klachten/{nr}/uitkomst",
            Who::Board,
            "bring_to_board",
            case::outcome,
        ),
        post(
            "/bestuur/klachten/{nr}/vraag",
            Who::Board,
            "ask_as_board",
            case::ask,
        ),
        post(
            "/bestuur/klachten/{nr}/nota",
            Who::Board,
            "board_note",
            case::note,
        ),
        post(
            "/bestuur/klachten/{nr}/terug",
            Who::Board,
            "reinstate",
            case::reinstate,
        ),
        post(
            "/bestuur/klachten/{nr}/weer-toelaten",
            Who::Board,
            "let_back_in",
            case::let_back_in,
        ),
        post(
            "/bestuur/klachten/{nr}/terugtreden",
            Who::Board,
            "exclude",
            case::step_back,
        ),
        post(
            "/bestuur/klachten/{nr}/last",
            Who::Board,
            "answer_retaliation",
            case::answer_retaliation,
        ),
        post(
            "/bestuur/klachten/{nr}/bezorgd",
            Who::Board,
            "answer_retaliation",
            case::delivered,
        ),
    ]
}
