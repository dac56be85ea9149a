//! What the policy comes to: each sentence with its figures, and the figures of a year.

use super::Route;

/// Their routes.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
