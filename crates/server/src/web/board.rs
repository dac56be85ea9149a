//! The pages of the board member: every complaint, one complaint, the agenda.

use super::Route;

/// Their routes.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
