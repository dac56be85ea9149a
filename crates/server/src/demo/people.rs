//! The people of the demo: sample staff, their roles, groups and standing tasks, set up as an administrator would.

use casework::ids::{GroupId, PersonId};
use casework::organisation::{Scope, StaffRole};
use casework::vocabulary::ComplainantKind;
use desk::people::NewPerson;
use desk::{Desk, DeskError};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The data file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    people: Vec<SamplePerson>,
    groups: Vec<SampleGroup>,
    projects: Vec<Project>,
    handlers: Vec<Standing>,
    contacts: Vec<Standing>,
    board: Vec<String>,
    supervisors: Vec<String>,
    followers: Vec<Follower>,
}

/// A member of staff.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SamplePerson {
    /// Short name, and the value of the switch.
    pub key: String,
    name: String,
    email: String,
    roles: Vec<String>,
    /// How the switch names them.
    pub label: String,
    /// Their first page.
    pub home: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SampleGroup {
    key: String,
    name: String,
    members: Vec<String>,
}

/// A project: the code that cases carry, its name, and who knows it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Project {
    /// The code.
    pub code: String,
    /// The name that people use.
    pub label: String,
    /// Who is the first contact, by short name.
    contact: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Standing {
    kind: Option<String>,
    theme: Option<String>,
    person: String,
}

/// A complainant that one can become in the demo.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Follower {
    /// The value of the field.
    pub key: String,
    /// How the switch names them.
    pub label: String,
    /// The message they sent.
    pub case: String,
}

/// Everybody, by short name.
#[derive(Clone, Debug, Default)]
pub struct People {
    staff: BTreeMap<String, PersonId>,
    groups: BTreeMap<String, GroupId>,
    /// Staff in the order of the switch.
    pub switch: Vec<SamplePerson>,
    /// Complainants that one can become.
    pub followers: Vec<Follower>,
}

impl People {
    /// A member of staff by short name.
    ///
    /// # Errors
    /// There is nobody with that name.
    pub fn person(&self, key: &str) -> Result<PersonId, DeskError> {
        self.staff
            .get(key)
            .cloned()
            .ok_or_else(|| DeskError::Internal(format!("demo: nobody is called {key}")))
    }

    /// A working group by short name.
    ///
    /// # Errors
    /// There is no such group.
    pub fn group(&self, key: &str) -> Result<GroupId, DeskError> {
        self.groups
            .get(key)
            .cloned()
            .ok_or_else(|| DeskError::Internal(format!("demo: no group is called {key}")))
    }
}

/// Adds the sample people, with all that the first start asks for.
///
/// # Errors
/// A data file that contradicts itself; a store that fails.
pub async fn set_up(desk: &Desk) -> Result<People, DeskError> {
    let sample: Sample = toml::from_str(include_str!("../../demo/people.toml"))
        .map_err(|error| DeskError::Internal(format!("demo: {error}")))?;
    let mut people = People::default();
    for one in sample.people {
        let roles: BTreeSet<StaffRole> = one
            .roles
            .iter()
            .filter_map(|role| StaffRole::from_code(role))
            .collect();
        let joins = NewPerson {
            name: one.name.clone(),
            email: one.email.clone(),
            roles,
        };
        let id = desk.add_person(None, joins).await?;
        people.staff.insert(one.key.clone(), id);
        people.switch.push(one);
    }
    for group in &sample.groups {
        let members: BTreeSet<PersonId> = group
            .members
            .iter()
            .map(|key| people.person(key))
            .collect::<Result<_, _>>()?;
        let id = desk.set_group(None, None, &group.name, members).await?;
        people.groups.insert(group.key.clone(), id);
    }
    for standing in &sample.handlers {
        let person = people.person(&standing.person)?;
        desk.set_standing_handler(None, scope(standing), (person, None))
            .await?;
    }
    for standing in &sample.contacts {
        desk.set_contact(None, scope(standing), people.person(&standing.person)?)
            .await?;
    }
    for project in &sample.projects {
        let scope = Scope {
            project: Some(project.code.clone()),
            ..Scope::default()
        };
        desk.set_contact(None, scope, people.person(&project.contact)?)
            .await?;
        desk.set_project(None, &project.code, &project.label).await?;
    }
    let all = |keys: &[String]| {
        keys.iter()
            .map(|key| people.person(key))
            .collect::<Result<Vec<_>, _>>()
    };
    desk.set_orders(None, all(&sample.board)?, all(&sample.supervisors)?)
        .await?;
    desk.approve_values(None).await?;
    desk.close_old_form(None).await?;
    // How it was set up is no news to anybody.
    for key in &sample.board {
        desk.power_changes_seen(&people.person(key)?).await?;
    }
    people.followers = sample.followers;
    Ok(people)
}

fn scope(standing: &Standing) -> Scope {
    Scope {
        kind: standing.kind.as_deref().and_then(ComplainantKind::from_code),
        theme: standing.theme.clone(),
        project: None,
    }
}
