//! `gehoor person invite|list`: the first person, or one who can't be reached otherwise.

use super::{Data, Ended, say};
use crate::clock::real_now;
use casework::organisation::StaffRole;
use clap::Subcommand;
use desk::people::NewPerson;
use std::collections::BTreeSet;

/// About people.
#[derive(Debug, Subcommand)]
pub enum Person {
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
/// An unknown role, or no installation in the folder.
pub async fn run(person: Person) -> Result<Ended, Ended> {
    match person {
        Person::Invite {
            name,
            email,
            roles,
            data,
        } => invite(name, email, roles, data).await,
        Person::List { data } => list(data).await,
    }
}

async fn invite(name: String, email: String, roles: Vec<String>, data: Data) -> Result<Ended, Ended> {
    let mut known = BTreeSet::new();
    for role in &roles {
        let unknown = || {
            let all: Vec<&str> = StaffRole::ALL.iter().map(|one| one.code()).collect();
            Ended::Wrong(say::sentence(
                "cli-role-unknown",
                &[("role", role), ("roles", &all.join(", "))],
            ))
        };
        known.insert(StaffRole::from_code(role).ok_or_else(unknown)?);
    }
    let desk = super::serve::desk(&data).await?;
    let organisation = desk.organisation().await.map_err(Ended::wrong)?;
    let directory = desk.directory(&organisation).await.map_err(Ended::wrong)?;
    let same = |id: &&casework::ids::PersonId| {
        directory
            .email(id)
            .is_some_and(|one| one.eq_ignore_ascii_case(email.trim()))
    };
    let id = match organisation.people.keys().find(same) {
        Some(id) => id.clone(),
        None => desk
            .add_person(
                None,
                NewPerson {
                    name,
                    email,
                    roles: known,
                },
            )
            .await
            .map_err(Ended::wrong)?,
    };
    let link = desk.invite(&id, real_now()).await.map_err(Ended::wrong)?;
    say::line(link);
    Ok(Ended::Good)
}

async fn list(data: Data) -> Result<Ended, Ended> {
    let desk = super::serve::desk(&data).await?;
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
