//! What the policy comes to: each sentence with its figures, and the figures of a year.

use super::{Route, Who, get};

mod behind;
mod figures;
mod sentences;

/// Their routes.
pub fn routes() -> Vec<Route> {
    vec![
        get(
            "/beleid/zinnen",
            Who::Staff,
            "what each sentence of the policy came to",
            sentences::show,
        ),
        get("/overzicht", Who::Staff, "the figures of a year", figures::show),
    ]
}
