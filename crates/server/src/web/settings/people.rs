//! `/instellingen/mensen`: who is there, working groups, who answers what, who hears first.

use super::form::{Changed, in_order, looks_like_address, roles};
use crate::clock::real_now;
use crate::web::App;
use crate::web::public::about;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, fresh_key, page};
use crate::web::support::sheet;
use crate::web::support::visitor::Settings;
use crate::web::work::form::{done, tried};
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::ids::{GroupId, PersonId};
use casework::organisation::{Organisation, Person, Scope, StaffRole};
use casework::vocabulary::ComplainantKind;
use desk::people::{Directory, NewPerson};
use desk::{DeskError, Version};
use render::form::{FieldError, SelectOption};
use render::pages::work::notice::Done;
use render::pages::work::people::{GroupRow, PeopleChoices, PeoplePage, PersonRow, RuleRow, Standing, known};
use render::{Form, Problem, Texts};
use std::collections::BTreeMap;

const PATH: &str = "/instellingen/mensen";

/// What the page shows besides how things stand.
#[derive(Default)]
struct Filled {
    typed: Fields,
    errors: Vec<FieldError>,
    notice: Option<Done>,
    link: String,
    group: Option<String>,
}

/// Shows it.
pub async fn show(
    State(app): State<App>,
    shown: Shown,
    _may: Settings,
    RawQuery(query): RawQuery,
) -> Result<Response, WebError> {
    let query = Fields::parse(query.unwrap_or_default().as_bytes());
    let notice = Done::from_code(query.get("gedaan"));
    let group = query.given("groep").map(str::to_owned);
    draw(
        &app,
        shown,
        Filled {
            notice,
            group,
            ..Filled::default()
        },
    )
    .await
}

async fn draw(app: &App, shown: Shown, filled: Filled) -> Result<Response, WebError> {
    let frame = frame(app, shown).await?;
    let t = frame.t;
    let version = app.desk.shelf().in_force(app.desk.clock().now())?;
    let organisation = app.desk.organisation().await?;
    let directory = app.desk.directory(&organisation).await?;
    let mut people = Vec::new();
    for one in organisation.people.values() {
        people.push(row(app, one, &organisation, &directory, &version).await?);
    }
    people.sort_by_key(|one| (matches!(one.standing, Standing::Left(_)), one.name.to_lowercase()));
    let status = if filled.errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let rules = |rules: &BTreeMap<Scope, PersonId>| {
        rules
            .iter()
            .map(|(scope, person)| rule(&directory, &version, scope, directory.name(person)))
            .collect()
    };
    let ids = |order: &[PersonId], role| {
        in_order(&organisation, order, role)
            .into_iter()
            .map(|id| id.to_string())
            .collect()
    };
    let typed = &filled.typed;
    let people_page = PeoplePage {
        form: Form {
            errors: filled.errors,
            ..Form::new(t, fresh_key(app)?)
        },
        notice: filled.notice,
        link: filled.link,
        people,
        name: typed.get("naam").to_owned(),
        email: typed.get("email").to_owned(),
        roles: typed.all("rol"),
        groups: groups(&organisation, &directory),
        group: group(&organisation, &directory, filled.group.as_deref(), typed),
        handlers: rules(&organisation.handlers),
        contacts: rules(&organisation.contacts),
        board_order: ids(&organisation.board_order, StaffRole::BoardMember),
        supervisor_order: ids(&organisation.supervisor_order, StaffRole::Management),
        projects: organisation
            .projects
            .keys()
            .map(|code| (code.clone(), directory.project(code).to_owned()))
            .collect(),
        project: (
            typed.get("project_code").to_owned(),
            typed.get("project_naam").to_owned(),
        ),
        choices: PeopleChoices {
            people: sheet::people(t, &organisation, &directory, "", |_| true),
            themes: all(
                t,
                version
                    .policy
                    .themes
                    .iter()
                    .map(|one| (one.code.clone(), one.label.clone())),
            ),
            projects: all(t, about::projects(&organisation, &directory)),
        },
        frame,
    };
    page(status, &people_page)
}

/// Whether somebody came in by their invitation; in the demo anybody can be anyone.
pub async fn signed_in(app: &App, person: &PersonId) -> Result<bool, WebError> {
    let login = app.desk.store().login_of(person).await?;
    Ok(app.demo.is_some() || login.is_some_and(|login| login.password_hash.is_some()))
}

/// One person as a row.
pub async fn row(
    app: &App,
    one: &Person,
    organisation: &Organisation,
    directory: &Directory,
    version: &Version,
) -> Result<PersonRow, WebError> {
    let standing = match one.left_at {
        Some(at) => Standing::Left(at.date(&version.calendar.zone)),
        None if signed_in(app, &one.id).await? => Standing::Active,
        None => Standing::Invited,
    };
    Ok(PersonRow {
        id: one.id.to_string(),
        name: directory.name(&one.id).to_owned(),
        email: directory.email(&one.id).unwrap_or_default().to_owned(),
        roles: one.roles.iter().map(|role| role.code().to_owned()).collect(),
        groups: organisation
            .groups_of(&one.id)
            .iter()
            .map(|group| directory.group(group).to_owned())
            .collect(),
        standing,
    })
}

fn groups(organisation: &Organisation, directory: &Directory) -> Vec<GroupRow> {
    let row = |group: &casework::organisation::Group| GroupRow {
        id: group.id.to_string(),
        name: directory.group(&group.id).to_owned(),
        members: group
            .members
            .iter()
            .map(|person| directory.name(person).to_owned())
            .collect(),
    };
    organisation.groups.values().map(row).collect()
}

/// The group in the form: what was typed, or the one that was asked for.
fn group(
    organisation: &Organisation,
    directory: &Directory,
    asked: Option<&str>,
    typed: &Fields,
) -> (String, String, Vec<String>) {
    if typed.has("groepsnaam") {
        return (
            typed.get("groep").to_owned(),
            typed.get("groepsnaam").to_owned(),
            typed.all("lid"),
        );
    }
    let found = asked.and_then(|id| organisation.groups.get(&GroupId::from(id)));
    found.map_or_else(Default::default, |group| {
        let members = group.members.iter().map(ToString::to_string).collect();
        (
            group.id.to_string(),
            directory.group(&group.id).to_owned(),
            members,
        )
    })
}

fn rule(directory: &Directory, version: &Version, scope: &Scope, who: &str) -> RuleRow {
    RuleRow {
        kind: scope.kind.map(|kind| kind.code().to_owned()).unwrap_or_default(),
        theme: scope
            .theme
            .as_deref()
            .map(|code| sheet::theme_name(version, code))
            .unwrap_or_default(),
        project: scope
            .project
            .as_deref()
            .map(|code| directory.project(code).to_owned())
            .unwrap_or_default(),
        who: who.to_owned(),
    }
}

fn all(t: Texts, choices: impl IntoIterator<Item = (String, String)>) -> Vec<SelectOption> {
    let first = SelectOption {
        value: String::new(),
        label: t.m("people-everything"),
        chosen: true,
    };
    let rest = choices.into_iter().map(|(value, label)| SelectOption {
        value,
        label,
        chosen: false,
    });
    std::iter::once(first).chain(rest).collect()
}

/// On to the page, or the same page with what is wrong at a field.
async fn ended<T>(
    app: &App,
    form: Changed,
    result: Result<T, DeskError>,
    field: &str,
) -> Result<Response, WebError> {
    match tried(result)? {
        Ok(_) => Ok(done(PATH, "bijgewerkt")),
        Err(no) => again(app, form, vec![no.at(Texts::Dutch, field)]).await,
    }
}

async fn again(app: &App, form: Changed, errors: Vec<FieldError>) -> Result<Response, WebError> {
    let Changed(sent) = form;
    draw(
        app,
        sent.shown,
        Filled {
            typed: sent.fields,
            errors,
            ..Filled::default()
        },
    )
    .await
}

fn wrong(field: &str, problem: &Problem) -> FieldError {
    FieldError {
        field: field.to_owned(),
        text: problem.text(Texts::Dutch),
    }
}

/// What is wrong with a new person: name, address, roles.
pub fn mistakes(fields: &Fields, taken: bool) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if fields.given("naam").is_none() {
        errors.push(wrong("naam", &Problem::Empty));
    }
    let email = fields.get("email").trim();
    if !looks_like_address(email) {
        errors.push(wrong("email", &Problem::Email));
    } else if taken {
        errors.push(FieldError {
            field: "email".to_owned(),
            text: known(Texts::Dutch),
        });
    }
    if roles(fields).is_empty() {
        errors.push(wrong("rol", &Problem::ChoiceMissing));
    }
    errors
}

/// Invites somebody. Where no mail leaves, the link is shown here once, as only its hash is kept.
pub async fn invite(State(app): State<App>, form: Changed) -> Result<Response, WebError> {
    let fields = &form.0.fields;
    let email = fields.get("email").trim().to_lowercase();
    let taken = app.desk.store().person_by_email(&email).await?.is_some();
    let errors = mistakes(fields, taken);
    if !errors.is_empty() {
        return again(&app, form, errors).await;
    }
    let new = NewPerson {
        name: fields.get("naam").to_owned(),
        email,
        roles: roles(fields),
    };
    let person = match tried(app.desk.add_person(Some(&form.0.person), new).await)? {
        Ok(Some(person)) => person,
        Ok(None) => return Ok(done(PATH, "bijgewerkt")),
        Err(no) => return again(&app, form, vec![no.at(Texts::Dutch, "naam")]).await,
    };
    // Who is from outside has no account: a link is mailed when they are needed.
    if desk::outside::is_outside(&app.desk.organisation().await?, &person) {
        return Ok(done(PATH, "bijgewerkt"));
    }
    let link = app.desk.invite(&person, real_now()).await?;
    let accepted = app.desk.mail_invitation(&person, &link, false).await?;
    // A mail that lies in a folder reached nobody.
    let (code, link) = if accepted && app.outbox.is_none() {
        ("uitgenodigd", String::new())
    } else {
        ("doorgeven", link)
    };
    let notice = Done::from_code(code);
    draw(
        &app,
        form.0.shown,
        Filled {
            notice,
            link,
            ..Filled::default()
        },
    )
    .await
}

/// Founds a working group or changes it.
pub async fn set_group(State(app): State<App>, form: Changed) -> Result<Response, WebError> {
    let fields = &form.0.fields;
    let members = fields
        .all("lid")
        .iter()
        .map(|id| PersonId::from(id.as_str()))
        .collect();
    let id = fields.given("groep").map(GroupId::from);
    let result = app
        .desk
        .set_group(Some(&form.0.person), id, fields.get("groepsnaam"), members)
        .await;
    ended(&app, form, result, "groepsnaam").await
}

/// Who answers complaints of a kind, theme or project.
pub async fn handler(State(app): State<App>, form: Changed) -> Result<Response, WebError> {
    let fields = &form.0.fields;
    let Some(person) = fields.given("volgt_wie").map(PersonId::from) else {
        return again(&app, form, vec![wrong("volgt_wie", &Problem::ChoiceMissing)]).await;
    };
    let alternate = fields.given("volgt_vervanger").map(PersonId::from);
    let scope = Scope {
        kind: ComplainantKind::from_code(fields.get("volgt_soort")),
        theme: fields.given("volgt_thema").map(str::to_owned),
        project: fields.given("volgt_project").map(str::to_owned),
    };
    let result = app
        .desk
        .set_standing_handler(Some(&form.0.person), scope, (person, alternate))
        .await;
    ended(&app, form, result, "volgt_wie").await
}

/// Who hears concerns about a theme or project first.
pub async fn contact(State(app): State<App>, form: Changed) -> Result<Response, WebError> {
    let fields = &form.0.fields;
    let Some(person) = fields.given("eerst_wie").map(PersonId::from) else {
        return again(&app, form, vec![wrong("eerst_wie", &Problem::ChoiceMissing)]).await;
    };
    let scope = Scope {
        kind: ComplainantKind::from_code(fields.get("eerst_soort")),
        theme: fields.given("eerst_thema").map(str::to_owned),
        project: fields.given("eerst_project").map(str::to_owned),
    };
    let result = app.desk.set_contact(Some(&form.0.person), scope, person).await;
    ended(&app, form, result, "eerst_wie").await
}

/// Who of the board and of management is told first.
pub async fn orders(State(app): State<App>, form: Changed) -> Result<Response, WebError> {
    let fields = &form.0.fields;
    let order = |name: &str| {
        let mut people: Vec<PersonId> = Vec::new();
        for place in 1.. {
            let field = format!("{name}_{place}");
            if !fields.has(&field) {
                break;
            }
            // The same person twice stays at the first place.
            if let Some(person) = fields
                .given(&field)
                .map(PersonId::from)
                .filter(|one| !people.contains(one))
            {
                people.push(person);
            }
        }
        people
    };
    let result = app
        .desk
        .set_orders(Some(&form.0.person), order("bestuur"), order("leiding"))
        .await;
    ended(&app, form, result, "bestuur_1").await
}

/// Names a project.
pub async fn project(State(app): State<App>, form: Changed) -> Result<Response, WebError> {
    let fields = &form.0.fields;
    let code = fields.get("project_code").trim().to_lowercase();
    if casework::submission::code(&code).is_none() {
        return again(&app, form, vec![wrong("project_code", &Problem::Empty)]).await;
    }
    let name = fields.get("project_naam");
    let result = app.desk.set_project(Some(&form.0.person), &code, name).await;
    ended(&app, form, result, "project_naam").await
}

/// A project that can't be chosen any more.
pub async fn drop_project(State(app): State<App>, form: Changed) -> Result<Response, WebError> {
    let code = form.0.fields.get("project_weg");
    let result = app.desk.drop_project(Some(&form.0.person), code).await;
    ended(&app, form, result, "project_code").await
}
