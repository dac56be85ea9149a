//! `gehoor person invite|list`: the first person, or one who can't be reached otherwise.

use super::{Data, Ended, hold, open, say};
use crate::clock::real_now;
use crate::config;
use crate::web::settings::form::looks_like_address;
use casework::organisation::{Person, StaffRole};
use casework::refusal::Refusal;
use clap::Subcommand;
use desk::DeskError;
use desk::people::NewPerson;
use render::Texts;
use render::pages::work::words::{STAFF_ROLES, word};
use std::collections::BTreeSet;

/// About people.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Nodigt iemand uit, of geeft een nieuwe link aan wie er al is.
    Invite {
        /// De naam.
        #[arg(long)]
        name: String,
        /// Het e-mailadres van het werk.
        #[arg(long)]
        email: String,
        /// De rollen: handler, management, board_member, staff_representative, colleague, administrator.
        #[arg(long = "role", required = true)]
        roles: Vec<String>,
        /// Het adres waarop de klachtendesk te bereiken is. Daarmee begint de link.
        #[arg(long, value_name = "URL")]
        address: Option<String>,
        #[command(flatten)]
        data: Data,
    },
    /// Toont wie er is.
    List {
        #[command(flatten)]
        data: Data,
    },
}

/// Runs it.
///
/// # Errors
/// A value that is wrong, somebody with other roles, or no installation in the folder.
pub async fn run(person: Command) -> Result<Ended, Ended> {
    match person {
        Command::Invite {
            name,
            email,
            roles,
            address,
            data,
        } => {
            let typed = Typed {
                name,
                email,
                roles,
                address,
            };
            invite(typed, data).await
        }
        Command::List { data } => list(data).await,
    }
}

/// What was typed about somebody who is invited.
struct Typed {
    name: String,
    email: String,
    roles: Vec<String>,
    address: Option<String>,
}

/// A name, an address that mail could reach, and roles that exist; all that is wrong is said at once.
fn person(typed: &Typed) -> Result<NewPerson, Ended> {
    let (name, email) = (typed.name.trim(), typed.email.trim());
    let mut wrong = Vec::new();
    if name.is_empty() {
        wrong.push(say::sentence("cli-person-name", &[]));
    }
    if !looks_like_address(email) {
        wrong.push(say::sentence("cli-person-email", &[("email", email)]));
    }
    let mut roles = BTreeSet::new();
    for role in &typed.roles {
        match StaffRole::from_code(role) {
            Some(role) => drop(roles.insert(role)),
            None => {
                let all: Vec<&str> = StaffRole::ALL.iter().map(|one| one.code()).collect();
                let with = [("role", role.as_str()), ("roles", &all.join(", "))];
                wrong.push(say::sentence("cli-role-unknown", &with));
            }
        }
    }
    if let Some(address) = typed.address.as_deref().filter(|one| !config::is_link(one)) {
        let with = [("key", "--address"), ("value", address)];
        wrong.push(say::sentence("config-link", &with));
    }
    if !wrong.is_empty() {
        return Err(Ended::Wrong(wrong.join("\n")));
    }
    Ok(NewPerson {
        name: name.to_owned(),
        email: email.to_lowercase(),
        roles,
    })
}

/// What somebody does here, in words.
fn in_words(roles: &BTreeSet<StaffRole>) -> String {
    let words: Vec<String> = roles
        .iter()
        .map(|role| word(&Texts::Dutch, STAFF_ROLES, role.code()))
        .collect();
    words.join(", ")
}

async fn invite(typed: Typed, data: Data) -> Result<Ended, Ended> {
    let new = person(&typed)?;
    let mut config = open::config(data.config.as_deref(), data.data, data.database)?;
    config.address = typed.address.or(config.address);
    let _held = hold::alone(&open::place(&config)?)?;
    let desk = super::serve::desk(&config).await?;
    let organisation = desk.organisation().await.map_err(Ended::wrong)?;
    let directory = desk.directory(&organisation).await.map_err(Ended::wrong)?;
    let same = |one: &&Person| {
        let email = directory.email(&one.id).unwrap_or_default();
        one.left_at.is_none() && email.eq_ignore_ascii_case(&new.email)
    };
    let link = match organisation.people.values().find(same) {
        Some(there) => {
            let (name, roles) = (directory.name(&there.id), in_words(&there.roles));
            let with = [("name", name), ("email", &new.email), ("roles", &roles)];
            if there.roles != new.roles {
                return Err(Ended::Wrong(say::sentence("cli-person-other-roles", &with)));
            }
            say::error(say::sentence("cli-person-again", &with));
            desk.renew_link(None, &there.id, real_now()).await
        }
        None => {
            let email = new.email.clone();
            let id = desk.add_person(None, new).await.map_err(|error| match error {
                DeskError::Refused(Refusal::AddressInUse) => {
                    Ended::Wrong(say::sentence("cli-person-taken", &[("email", &email)]))
                }
                other => Ended::wrong(other),
            })?;
            desk.invite(&id, real_now()).await
        }
    };
    let link = link.map_err(Ended::wrong)?;
    if config.address.is_none() {
        let address = desk.address();
        say::error(say::sentence("cli-person-no-address", &[("address", address)]));
    }
    say::line(link);
    Ok(Ended::Good)
}

async fn list(data: Data) -> Result<Ended, Ended> {
    let config = open::config(data.config.as_deref(), data.data, data.database)?;
    open::must_be_kept(&open::place(&config)?).await?;
    let desk = super::serve::desk(&config).await?;
    let organisation = desk.organisation().await.map_err(Ended::wrong)?;
    let directory = desk.directory(&organisation).await.map_err(Ended::wrong)?;
    for person in organisation.people.values() {
        let roles: Vec<&str> = person.roles.iter().map(|role| role.code()).collect();
        let left = if person.left_at.is_some() {
            say::sentence("cli-person-left", &[])
        } else {
            String::new()
        };
        let email = directory.email(&person.id).unwrap_or_default();
        say::line(format!(
            "{:<20} {:<32} {} {left}",
            directory.name(&person.id),
            email,
            roles.join(",")
        ));
    }
    Ok(Ended::Good)
}
