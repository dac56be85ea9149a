//! Settings: people and roles, and the first start.

use super::Route;

/// Their routes.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
