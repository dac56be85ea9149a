//! The pages for everybody: who you are, the step before, the questions, the receipt, following, the policy.

use super::{Route, Who, get};

mod home;

/// Their routes.
pub fn routes() -> Vec<Route> {
    vec![get("/", Who::Public, "who are you, what do we promise", home::show)]
}
