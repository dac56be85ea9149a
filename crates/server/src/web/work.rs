//! The pages for staff: signing in, today, cases and the composer, measures, briefs, figures, people.

use super::Route;

/// Their routes.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
