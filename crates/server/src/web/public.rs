//! The pages for everybody: who you are, the step before, the questions, the receipt, following, the policy.

use super::support::upload::FORM_AT_MOST;
use super::{Route, Who, get, post};
use axum::extract::DefaultBodyLimit;

mod about;
mod before;
mod channel;
mod check;
mod concern;
mod erase;
mod home;
mod readers;
mod receipt;
mod remedy;
mod sent;
mod story;
mod writing;

/// Their routes.
pub fn routes() -> Vec<Route> {
    let mut all = vec![
        get("/", Who::Public, "who are you, what do we promise", home::show),
        get("/melden", Who::Public, "raise a problem first", concern::show),
        post("/melden", Who::Public, "raise a problem first", concern::send),
        get("/klacht/nieuw", Who::Public, "where a link to the form leads", check::begin),
        get("/klacht/nieuw/gemeld", Who::Public, "where a link to the form leads", check::begin),
        get("/klacht/nieuw/verhaal", Who::Public, "what happened", story::show),
        with_files(post("/klacht/nieuw/verhaal", Who::Public, "what happened", story::answer)),
        get("/klacht/nieuw/oplossing", Who::Public, "what should happen", remedy::show),
        with_files(post("/klacht/nieuw/oplossing", Who::Public, "what should happen", remedy::answer)),
        get("/klacht/nieuw/antwoord", Who::Public, "how to answer", channel::show),
        post("/klacht/nieuw/antwoord", Who::Public, "how to answer", channel::answer),
        get("/klacht/nieuw/lezers", Who::Public, "who may read it", readers::show),
        post("/klacht/nieuw/lezers", Who::Public, "who may read it", readers::answer),
        get("/klacht/nieuw/nakijken", Who::Public, "everything once more", check::show),
        post("/klacht/nieuw/nakijken", Who::Public, "complain", check::send),
        get("/klacht/nieuw/wissen", Who::Public, "throw away what was typed", erase::show),
        post("/klacht/nieuw/wissen", Who::Public, "throw away what was typed", erase::erase),
        get("/bedankt", Who::Public, "the receipt of what this browser sent", receipt::show),
    ];
    for path in ["/klacht/bewoner", "/klacht/medewerker", "/klacht/derde"] {
        all.push(get(path, Who::Public, "the step before a complaint", before::show));
        all.push(post(path, Who::Public, "the step before a complaint", before::answer));
    }
    all
}

/// A form that may bring files takes more.
fn with_files(route: Route) -> Route {
    Route { handler: route.handler.layer(DefaultBodyLimit::max(FORM_AT_MOST)), ..route }
}
