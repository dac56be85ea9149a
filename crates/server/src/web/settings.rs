//! Settings: people and roles, and the first start.

use super::{Route, Who, get, post};

pub mod days;
pub mod form;
mod people;
mod person;
mod start;

/// Their routes.
pub fn routes() -> Vec<Route> {
    let who = Who::Settings;
    vec![
        get("/instellingen/mensen", who, "people and roles", people::show),
        post(
            "/instellingen/mensen/uitnodigen",
            who,
            "invite somebody",
            people::invite,
        ),
        post(
            "/instellingen/mensen/groep",
            who,
            "change a working group",
            people::set_group,
        ),
        post(
            "/instellingen/mensen/opvolger",
            who,
            "say who answers",
            people::handler,
        ),
        post(
            "/instellingen/mensen/contact",
            who,
            "say who hears concerns",
            people::contact,
        ),
        post(
            "/instellingen/mensen/volgorde",
            who,
            "say who is told first",
            people::orders,
        ),
        get("/instellingen/dagen", who, "which days don't count", days::show),
        post(
            "/instellingen/dagen",
            who,
            "publish a replacement day",
            days::publish,
        ),
        post(
            "/instellingen/dagen/weg",
            who,
            "take a replacement day back",
            days::take_back,
        ),
        get("/instellingen/mensen/{id}", who, "one person", person::show),
        post(
            "/instellingen/mensen/{id}/rollen",
            who,
            "change somebody's roles",
            person::roles,
        ),
        post(
            "/instellingen/mensen/{id}/uitnodiging",
            who,
            "invite somebody again",
            person::invite,
        ),
        post(
            "/instellingen/mensen/{id}/vertrek",
            who,
            "somebody leaves",
            person::leave,
        ),
        post(
            "/instellingen/mensen/{id}/afwezig",
            who,
            "say when somebody is away",
            person::absent,
        ),
        post(
            "/instellingen/mensen/{id}/afwezig/terug",
            who,
            "say when somebody is away",
            person::back,
        ),
        post(
            "/instellingen/mensen/project",
            who,
            "name a project",
            people::project,
        ),
        post(
            "/instellingen/mensen/project/weg",
            who,
            "drop a project",
            people::drop_project,
        ),
        get(
            "/instellingen/start",
            who,
            "the first start, by its link while nobody is there",
            start::show,
        ),
        post(
            "/instellingen/start/eerste",
            Who::Public,
            "the first person, by the link of the first start",
            start::first,
        ),
        post(
            "/instellingen/start/waarden",
            who,
            "approve our own values",
            start::values,
        ),
        post(
            "/instellingen/start/oud-formulier",
            who,
            "the old form is closed",
            start::old_form,
        ),
        post(
            "/instellingen/start/bewoners",
            who,
            "the residents were informed",
            start::informed,
        ),
    ]
}
