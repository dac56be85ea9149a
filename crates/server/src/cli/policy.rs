//! `gehoor policy check|show|approve`: is every word of the source carried out or reasoned away, and what does it come to?

use super::{Data, Ended, hold, open, say};
use crate::desk_files::PolicyFiles;
use casework::policy::{PolicyFile, Problem, check};
use clap::Subcommand;
use std::path::PathBuf;

/// About the policy.
#[derive(Debug, Subcommand)]
pub enum Policy {
    /// Kijkt na of het beleid klopt: elke zin, elke belofte.
    Check {
        /// De map met `policy.toml` en de tekst.
        #[arg(long, value_name = "DIR")]
        policy: Option<PathBuf>,
    },
    /// Toont wat we verschuldigd zijn.
    Show {
        /// De map met `policy.toml` en de tekst.
        #[arg(long, value_name = "DIR")]
        policy: Option<PathBuf>,
    },
    /// Keurt goed wat we zelf invulden, zoals op de pagina van de eerste start.
    Approve {
        #[command(flatten)]
        data: Data,
    },
}

/// Runs it.
///
/// # Errors
/// When the folder lacks a file.
pub async fn run(policy: Policy) -> Result<Ended, Ended> {
    match policy {
        Policy::Check { policy } => {
            let files = open::policy(policy.as_deref())?;
            let problems = problems(&files);
            if problems.is_empty() {
                say::line(say::sentence("policy-check-good", &[("file", &files.place)]));
                return Ok(Ended::Good);
            }
            tell(&files, &problems);
            Ok(Ended::Failed)
        }
        Policy::Show { policy } => {
            let files = open::policy(policy.as_deref())?;
            must_be_right(&files)?;
            show(&files);
            Ok(Ended::Good)
        }
        Policy::Approve { data } => {
            let config = open::config(data.config.as_deref(), data.data, data.database)?;
            let _held = hold::alone(&open::place(&config)?)?;
            let desk = super::serve::desk(&config).await?;
            desk.approve_values(None).await.map_err(Ended::wrong)?;
            say::line(say::sentence("policy-approved", &[]));
            Ok(Ended::Good)
        }
    }
}

/// Refuses a policy with mistakes, each said with its place.
///
/// # Errors
/// When there are any.
pub fn must_be_right(files: &PolicyFiles) -> Result<(), Ended> {
    let problems = problems(files);
    if problems.is_empty() {
        return Ok(());
    }
    tell(files, &problems);
    Err(Ended::Failed)
}

fn problems(files: &PolicyFiles) -> Vec<Problem> {
    match casework::policy::Policy::parse(&files.file, &files.source) {
        Ok(policy) => check(&policy, &files.file, None),
        Err(problems) => problems,
    }
}

fn tell(files: &PolicyFiles, problems: &[Problem]) {
    for problem in problems {
        let place = match problem.file {
            PolicyFile::Data => files.place.clone(),
            PolicyFile::Source => say::sentence("cli-policy-source", &[("place", &files.place)]),
        };
        let with: Vec<(&str, &str)> = problem
            .args
            .iter()
            .map(|(name, value)| (name.as_ref(), value.as_str()))
            .collect();
        let sentence = say::sentence(&format!("policy-problem-{}", problem.code.code()), &with);
        say::error(format!("{place}:{}:{}: {sentence}", problem.line, problem.column));
    }
    say::error(say::sentence(
        "policy-check-bad",
        &[("file", &files.place), ("count", &problems.len().to_string())],
    ));
}

fn show(files: &PolicyFiles) {
    let Ok(policy) = casework::policy::Policy::parse(&files.file, &files.source) else {
        return;
    };
    say::line(format!(
        "{} {} ({})",
        policy.title, policy.version, policy.in_force_from
    ));
    for rule in &policy.promises {
        let ours = if rule.ours { " (P)" } else { "" };
        say::line(format!(
            "{:<24} {:<8} {:?} {} -> {}{ours}  {}",
            rule.key,
            rule.nature,
            rule.term,
            rule.owed_by,
            rule.owed_to,
            rule.clause.as_deref().unwrap_or("-"),
        ));
    }
}
